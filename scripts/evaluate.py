"""Score the library against annotated documents: splitting, titles, headings, every kind of facts, findings.

    python scripts/evaluate.py                       the project's own gold, checked against the recorded floors
    python scripts/evaluate.py --documents train,dev     the annotated documents of these splits (test: scores alone)
    python scripts/evaluate.py --misses dates        also list what was missed and what was found in excess
    python scripts/evaluate.py --record              raise the floors to the present scores (never lowers one)
    python scripts/evaluate.py --record --lower "why"    lower them; the reason belongs into the changelog

Facts match one to one by overlap (intersection over union at least 0.34); `value` counts those whose value and unit are
right as well. A document is found if both its ends are within 60 characters. `of` (counts) is the share of matched
counts whose counted noun is the gold's, in Simplified script, without blanks and quotation marks. A breakdown is found
if its total and all its parts are found; `value` then says whether `consistent` is right too. The value of a framework
is its name and digits; components are compared by their texts, definition by definition. `side` is the role of persons
and the number of references, `spared` the share of words that only look like a framework and were not taken for one.
Findings match those of their own kind. A list that the gold leaves null is not scored.
A folder of gold may also hold one annotated document a file, which names its raw file as ``seed`` and has no roles.
The labels (genre, campaign, level, roles) of train are those that the models learnt from: no measure of quality.

Where the floors are recorded, so are the places of all facts found; the report lists what was gained and lost since.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import corpus
from evaluation import floors, ledger
from evaluation.gold import GoldError, gold_sources
from evaluation.kinds import KINDS, score_source
from evaluation.tally import Tally

from cxzy_nlp import analyze, read

ROOT = Path(__file__).resolve().parent.parent
GOLD = ROOT / "corpora" / "gold"
#: Folders beside a folder of gold where its raw files may lie.
RAW = ("demo", "seeds", "archive")
FLOORS = ROOT / "corpora" / "floors.json"
FOUND = ROOT / "corpora" / "found.json"
#: The splits that the gate knows; the floors of the annotated documents are theirs.
GATE = ("train", "dev")


def score(gold_dir: Path = GOLD, archive: Path | None = None) -> dict[str, Tally]:
    """Tallies by kind over every gold file below `gold_dir`, whose raw files lie below `archive`."""
    archive = archive or next((place for name in RAW if (place := gold_dir.parent / name).is_dir()), gold_dir)
    tallies = {kind: Tally() for kind in KINDS}
    for gold in gold_sources(gold_dir):
        score_source(tallies, gold, analyze(read(archive / gold["path"])))
    return tallies


def score_documents(*splits: str) -> dict[str, Tally]:
    """Tallies by kind over the annotated documents of some splits."""
    tallies = {kind: Tally() for kind in KINDS}
    for document in corpus.documents(*splits):
        score_source(tallies, {"path": document["id"], "documents": [document]}, analyze(document["text"]))
    return tallies


def table(tallies: Mapping[str, Tally]) -> str:
    """The scores as a plain table."""
    lines = [f"{'kind':15}{'gold':>6}{'P':>8}{'R':>8}{'F1':>8}{'value F1':>10}{'of':>8}{'side':>8}{'spared':>8}"]
    for kind, tally in tallies.items():
        scores = tally.scores()
        lines.append(
            f"{kind:15}{tally.found + tally.missed:6}{scores['precision']:8.3f}{scores['recall']:8.3f}"
            f"{scores['f1']:8.3f}{scores['value_f1']:10.3f}"
            + "".join(f"{scores[name]:8.3f}" if name in scores else " " * 8 for name in ("of", "side", "spared"))
        )
    return "\n".join(line.rstrip() for line in lines)


def gold_digest(gold_dir: Path = GOLD) -> str:
    """Changes with any byte of the gold: floors hold only for the gold that they were recorded on."""
    return floors.digest(gold_dir, "**/*.json")


def documents_digest(*splits: str) -> str:
    """As `gold_digest`, for the annotated documents of some splits."""
    return floors.digest(corpus.DOCUMENTS, *(f"{split}/*.jsonl" for split in splits))


def recorded(kind: str) -> dict[str, Any]:
    """The recorded floors of the gold or of the documents; empty where there are none."""
    kept = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    found: dict[str, Any] = kept if kind == "gold" else kept.get("documents", {})
    return found


def record(kind: str, tallies: Mapping[str, Tally], digest: str, lower: bool) -> None:
    """Write the present scores as floors and the present facts as found."""
    kept = recorded("gold")
    raised = floors.raised(tallies, recorded(kind), digest, lower)
    kept.update(raised if kind == "gold" else {"documents": {"splits": list(GATE), **raised}})
    FLOORS.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
    ledger.save(FOUND, ledger.load(FOUND) | {kind: ledger.ledger(tallies)})


def main(arguments: Iterable[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="?", type=Path, default=GOLD, help="folder of gold files (default: corpora/gold)")
    parser.add_argument(
        "--archive", type=Path, help=f"folder of the raw files (default: {', '.join(RAW)} beside the gold folder)"
    )
    parser.add_argument("--documents", metavar="SPLITS", help="score corpora/documents instead: train,dev or test")
    parser.add_argument("--misses", action="append", default=[], metavar="KIND", help="list the misses of this kind")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the scores to FILE")
    parser.add_argument("--record", action="store_true", help="raise the floors to the present scores")
    parser.add_argument("--lower", metavar="REASON", help="with --record: let floors go down, for this reason")
    options = parser.parse_args(None if arguments is None else list(arguments))
    splits = tuple(sorted(set(options.documents.split(",")))) if options.documents else ()
    own = set(splits) == set(GATE) if splits else options.gold.resolve() == GOLD.resolve()
    if options.record and not own:
        parser.error("--record is for the project's own gold and for --documents train,dev")
    if options.lower and not options.record:
        parser.error("--lower goes with --record")
    if "test" in splits and options.misses:
        parser.error("--misses would show the split that no rule may be written against")
    unknown = set(options.misses) - set(KINDS)
    if unknown:
        parser.error(f"--misses {unknown.pop()}: the kinds are {', '.join(KINDS)}")
    if set(splits) - set(corpus.SPLITS):
        parser.error(f"--documents: the splits are {', '.join(corpus.SPLITS)}")
    try:
        tallies = score_documents(*splits) if splits else score(options.gold, options.archive)
    except GoldError as error:
        parser.error(str(error))
    print(table(tallies))
    for kind in options.misses:
        print("\n".join(tallies[kind].notes))
    if options.json:
        scores = {kind: tally.scores() for kind, tally in tallies.items()}
        options.json.write_text(json.dumps(scores, indent=1) + "\n", encoding="utf-8")
    return _check(tallies, "documents" if splits else "gold", splits, options) if own else 0


def _check(tallies: Mapping[str, Tally], kind: str, splits: tuple[str, ...], options: argparse.Namespace) -> int:
    """What changed since the record, and what fell below a floor."""
    digest = documents_digest(*splits) if splits else gold_digest()
    if kind in (before := ledger.load(FOUND)):
        for line in ledger.changes(tallies, before[kind]):
            print(line)
    if options.record:
        if options.lower:
            print(f"floors may go down; write into CHANGELOG.md: {options.lower}", file=sys.stderr)
        record(kind, tallies, digest, bool(options.lower))
    if not recorded(kind):
        return 0
    problems = floors.below_floor(tallies, recorded(kind), digest)
    print("\n".join(problems), file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
