"""Score the library against annotated documents: splitting, titles, headings, dates, counts, totals with parts.

    python scripts/evaluate.py                       the project's own gold, checked against the recorded floors
    python scripts/evaluate.py --misses dates        also list what was missed and what was found in excess
    python scripts/evaluate.py --record              raise the floors to the present scores (never lowers one)
    python scripts/evaluate.py --record --lower "why"    lower them; the reason belongs into the changelog

Facts match one to one by overlap (intersection over union at least 0.34); `value` counts those whose value and unit are
right as well. A document is found if both its ends are within 60 characters. `of` (counts) is the share of matched
counts whose counted noun is the gold's, in Simplified script, without blanks and quotation marks. A breakdown is found
if its total and all its parts are found; `value` then says whether `consistent` is right too. The value of a framework
is its name and its digits; `components` counts the components of the definitions by their texts. Facts that the gold
calls optional are neither asked for nor false alarms.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from evaluation.labels import role_at

from cxzy_nlp import Document, analyze, read
from cxzy_nlp.text.script import to_simplified

ROOT = Path(__file__).resolve().parent.parent
GOLD = ROOT / "corpora" / "gold"
FLOORS = ROOT / "corpora" / "floors.json"
NEAR = 60
OVERLAP = 0.34
#: A floor is the score cut down to this step, so that it does not break at the next machine's rounding.
STEP = 0.001
QUOTES = dict.fromkeys(map(ord, '“”‘’「」『』"'))
KINDS = (
    "documents",
    "titles",
    "document_dates",
    "sections",
    "dates",
    "counts",
    "breakdowns",
    "frameworks",
    "components",
    "persons",
    "references",
    "genre",
    "campaign",
    "level",
    "roles",
)


@dataclass(slots=True)
class Tally:
    """Counts of one kind: gold facts found, missed, found in excess, and right in value."""

    found: int = 0
    missed: int = 0
    false: int = 0
    right: int = 0
    notes: list[str] = field(default_factory=list)
    #: Of counts: how many matched ones count the right noun.
    nouns: int | None = None
    #: Of persons and references: how many matched ones have the right role or number.
    sides: int | None = None

    def scores(self) -> dict[str, float]:
        gold, made = self.found + self.missed, self.found + self.false
        precision = self.found / made if made else 1.0
        recall = self.found / gold if gold else 1.0
        scores = {
            "precision": precision,
            "recall": recall,
            "f1": _f1(self.found, gold, made),
            "value_f1": _f1(self.right, gold, made),
        }
        if self.nouns is not None:
            scores["of"] = self.nouns / self.found if self.found else 1.0
        if self.sides is not None:
            scores["side"] = self.sides / self.found if self.found else 1.0
        return scores


def _f1(hits: int, gold: int, made: int) -> float:
    return 2 * hits / (gold + made) if gold + made else 1.0


def _overlap(a: Mapping[str, Any], b: Mapping[str, Any]) -> float:
    shared = min(a["end"], b["end"]) - max(a["start"], b["start"])
    return float(max(shared, 0)) / float(max(a["end"], b["end"]) - min(a["start"], b["start"]))


def match(
    tally: Tally,
    gold: list[dict[str, Any]],
    made: list[dict[str, Any]],
    right: Callable[[Mapping[str, Any], Mapping[str, Any]], bool],
    where: str,
) -> dict[int, int]:
    """Match gold and made facts one to one, best overlap first, and add them to the tally; gold to made is returned."""
    pairs = sorted(
        (
            (_overlap(g, m), i, j)
            for i, g in enumerate(gold)
            for j, m in enumerate(made)
            if m["start"] < g["end"] and g["start"] < m["end"] and _overlap(g, m) >= OVERLAP
        ),
        key=lambda item: (-item[0], item[1], item[2]),
    )
    gold_left, made_left = set(range(len(gold))), set(range(len(made)))
    matched: dict[int, int] = {}
    for _, i, j in pairs:
        if i not in gold_left or j not in made_left:
            continue
        gold_left.discard(i)
        made_left.discard(j)
        matched[i] = j
        if gold[i].get("optional"):
            continue
        tally.found += 1
        if right(gold[i], made[j]):
            tally.right += 1
        else:
            tally.notes.append(f"{where}: value of {gold[i]['text']!r}: {_shown(gold[i])}, got {_shown(made[j])}")
    gold_left = {i for i in gold_left if not gold[i].get("optional")}
    tally.missed += len(gold_left)
    tally.false += len(made_left)
    tally.notes += [f"{where}: missed {gold[i]['text']!r} at {gold[i]['start']}" for i in sorted(gold_left)]
    tally.notes += [f"{where}: in excess {made[j]['text']!r} at {made[j]['start']}" for j in sorted(made_left)]
    return matched


def _match_nouns(
    tally: Tally,
    gold: list[dict[str, Any]],
    made: list[dict[str, Any]],
    matched: Mapping[int, int],
    where: str,
) -> None:
    """How many matched counts count the gold's noun."""
    tally.nouns = tally.nouns or 0
    for i, j in sorted(matched.items()):
        wanted, found = _noun(gold[i]["of"]), _noun(made[j]["of"])
        tally.nouns += wanted == found
        if wanted != found:
            tally.notes.append(f"{where}: of {gold[i]['text']!r} at {gold[i]['start']}: {wanted!r}, got {found!r}")


def _noun(of: str | None) -> str:
    return "".join(to_simplified(of or "").translate(QUOTES).split())


def _match_breakdowns(
    tally: Tally,
    gold: list[tuple[int, tuple[int, ...], bool]],
    made: list[tuple[int, tuple[int, ...], bool]],
    matched: Mapping[int, int],
    texts: list[str],
    where: str,
) -> None:
    """Compare breakdowns by the counts that they join; indices of gold counts are carried over to made ones."""
    left = {(total, frozenset(parts)): consistent for total, parts, consistent in made}
    for total, parts, consistent in gold:
        key = (matched.get(total, -1), frozenset(matched.get(part, -1) for part in parts))
        shown = f"{where}: breakdown of {texts[total]!r} into {[texts[part] for part in parts]}"
        if key not in left:
            tally.missed += 1
            tally.notes.append(f"{shown}: missed")
            continue
        tally.found += 1
        if left.pop(key) == consistent:
            tally.right += 1
        else:
            tally.notes.append(f"{shown}: consistent should be {consistent}")
    tally.false += len(left)
    back = {made_index: texts[gold_index] for gold_index, made_index in matched.items()}
    for total, parts_set in left:
        shown_parts = [back.get(part, "?") for part in sorted(parts_set)]
        tally.notes.append(f"{where}: breakdown in excess of {back.get(total, '?')!r} into {shown_parts}")


def _shown(fact: Mapping[str, Any]) -> str:
    return ", ".join(str(fact[key]) for key in ("level", "value", "unit", "name", "digits") if key in fact) + (
        f" ({fact['text']!r})"
    )


def _same_level(gold: Mapping[str, Any], made: Mapping[str, Any]) -> bool:
    return bool(gold["level"] == made["level"])


def _same_date(gold: Mapping[str, Any], made: Mapping[str, Any]) -> bool:
    return _edtf(gold["value"]) == _edtf(made["value"])


def _same_framework(gold: Mapping[str, Any], made: Mapping[str, Any]) -> bool:
    return _plain(gold["name"]) == _plain(made["name"]) and list(gold["digits"]) == list(made["digits"])


def _plain(text: str) -> str:
    """A text in Simplified script, without blanks, quotation marks and the signs that part its pieces."""
    return "".join(character for character in to_simplified(text) if character.isalnum() or character == "+")


def _score_components(
    tally: Tally,
    gold: list[dict[str, Any]],
    made: list[dict[str, Any]],
    matched: Mapping[int, int],
    where: str,
) -> None:
    """The components of every gold definition by their texts, and those given where the gold has a mere mention."""
    for i, fact in enumerate(gold):
        if fact.get("optional"):
            continue
        wanted = {_plain(item["text"]) for item in fact["components"]}
        found = {_plain(item["text"]) for item in made[matched[i]]["components"]} if i in matched else set()
        tally.found += len(wanted & found)
        tally.right += len(wanted & found)
        tally.missed += len(wanted - found)
        tally.false += len(found - wanted)
        if wanted != found:
            tally.notes.append(
                f"{where}: components of {fact['text']!r} at {fact['start']}: missed {sorted(wanted - found)}, "
                f"in excess {sorted(found - wanted)}"
            )


def _edtf(value: str | None) -> str | None:
    return None if value is None else value.replace("~", "").replace("?", "").removesuffix("/")


def _same_count(gold: Mapping[str, Any], made: Mapping[str, Any]) -> bool:
    if gold["value"] is None or made["value"] is None:
        return gold["value"] is made["value"]
    same = abs(gold["value"] - made["value"]) <= 1e-9 * max(1, abs(gold["value"]))
    return same and _unit(gold["unit"]) == _unit(made["unit"])


def _unit(unit: str | None) -> str:
    return to_simplified(unit or "").replace("％", "%")


def score(gold_dir: Path = GOLD, archive: Path | None = None) -> dict[str, Tally]:
    """Tallies by kind over every gold file below `gold_dir`, whose raw files lie below `archive`."""
    archive = archive or gold_dir.parent / "demo"
    tallies = {kind: Tally() for kind in KINDS}
    for path in sorted(gold_dir.rglob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        documents = analyze(read(archive / gold["path"]))
        _score_file(tallies, gold, documents)
    return tallies


def _score_file(tallies: dict[str, Tally], gold: Mapping[str, Any], documents: list[Document]) -> None:
    where = gold["path"]
    records = [document.to_dict() for document in documents]
    left = list(range(len(records)))
    for wanted in gold["documents"]:
        near = [
            index
            for index in left
            if abs(records[index]["start"] - wanted["start"]) <= NEAR
            and abs(records[index]["end"] - wanted["end"]) <= NEAR
        ]
        shown = f"document at {wanted['start']}:{wanted['end']}"
        if not near:
            tallies["documents"].missed += 1
            tallies["documents"].notes.append(f"{where}: missed {shown}")
            continue
        left.remove(near[0])
        record = records[near[0]]
        tallies["documents"].found += 1
        tallies["documents"].right += (record["start"], record["end"]) == (wanted["start"], wanted["end"])
        _single(
            tallies["titles"],
            wanted["title"] and wanted["title"]["text"],
            record["title"] and record["title"]["text"],
            where,
        )
        stated = record["date"]["value"] if record["date"] and record["date"]["basis"] == "stated" else None
        _single(tallies["document_dates"], wanted["date"], stated, where)
        for kind in ("genre", "campaign", "level"):
            _single(tallies[kind], wanted[kind], record[kind]["label"], where)
        for section in wanted["sections"]:
            _single(tallies["roles"], section["role"], role_at(record["sections"], section), where)
    for index in left:
        tallies["documents"].false += 1
        tallies["documents"].notes.append(
            f"{where}: in excess document at {records[index]['start']}:{records[index]['end']}"
        )
    for kind, right in (
        ("sections", _same_level),
        ("dates", _same_date),
        ("counts", _same_count),
        ("frameworks", _same_framework),
    ):
        annotated = [wanted for wanted in gold["documents"] if wanted.get(kind) is not None]
        inside = [
            fact
            for record in records
            for fact in record[kind]
            if any(wanted["start"] <= fact["start"] < wanted["end"] for wanted in annotated)
        ]
        facts = [fact for wanted in annotated for fact in wanted[kind]]
        matched = match(tallies[kind], facts, inside, right, where)
        if kind == "counts":
            _match_nouns(tallies[kind], facts, inside, matched, where)
            _score_breakdowns(tallies["breakdowns"], annotated, records, facts, inside, matched, where)
        if kind == "frameworks":
            _score_components(tallies["components"], facts, inside, matched, where)

    for kind, value, side in (("persons", "name", "role"), ("references", "title", "number")):
        _score_named(tallies[kind], gold, records, kind, value, side)


def _score_named(
    tally: Tally, gold: Mapping[str, Any], records: list[dict[str, Any]], kind: str, value: str, side: str
) -> None:
    """Persons and references: `value` must be right, `side` is counted apart; optional ones neither miss nor excess."""
    annotated = [wanted for wanted in gold["documents"] if wanted.get(kind) is not None]
    facts = [fact for wanted in annotated for fact in wanted[kind]]
    optional = [fact for fact in facts if fact.get("optional")]
    facts = [fact for fact in facts if not fact.get("optional")]
    made = [
        fact
        for record in records
        for fact in record[kind]
        if any(wanted["start"] <= fact["start"] < wanted["end"] for wanted in annotated)
        and not any(_overlap(fact, spare) >= OVERLAP for spare in optional)
    ]
    matched = match(tally, facts, made, lambda g, m: _noun(g[value]) == _noun(m[value]), gold["path"])
    tally.sides = tally.sides or 0
    for i, j in sorted(matched.items()):
        wanted, found = _noun(facts[i][side]), _noun(made[j][side])
        tally.sides += wanted == found
        if wanted != found:
            tally.notes.append(f"{gold['path']}: {side} of {facts[i]['text']!r}: {wanted!r}, got {found!r}")


def _score_breakdowns(
    tally: Tally,
    annotated: list[Mapping[str, Any]],
    records: list[dict[str, Any]],
    facts: list[dict[str, Any]],
    inside: list[dict[str, Any]],
    matched: Mapping[int, int],
    where: str,
) -> None:
    gold: list[tuple[int, tuple[int, ...], bool]] = []
    offset = 0
    for wanted in annotated:
        gold += [
            (offset + item["total"], tuple(offset + part for part in item["parts"]), bool(item["consistent"]))
            for item in wanted["breakdowns"] or ()
        ]
        offset += len(wanted["counts"])
    places = {id(fact): index for index, fact in enumerate(inside)}
    made = [
        (
            places[id(record["counts"][item["total"]])],
            tuple(places[id(record["counts"][part])] for part in item["parts"]),
            bool(item["consistent"]),
        )
        for record in records
        for item in record["breakdowns"]
        if all(id(record["counts"][index]) in places for index in (item["total"], *item["parts"]))
    ]
    _match_breakdowns(tally, gold, made, matched, [fact["text"] for fact in facts], where)


def _single(tally: Tally, gold: str | None, made: str | None, where: str) -> None:
    if gold is None and made is None:
        return
    if gold == made:
        tally.found += 1
        tally.right += 1
        return
    tally.missed += gold is not None
    tally.false += made is not None
    tally.notes.append(f"{where}: {gold!r}, got {made!r}")


def table(tallies: Mapping[str, Tally]) -> str:
    """The scores as a plain table."""
    lines = [f"{'kind':15}{'gold':>6}{'P':>8}{'R':>8}{'F1':>8}{'value F1':>10}{'of':>8}{'side':>8}"]
    for kind, tally in tallies.items():
        scores = tally.scores()
        lines.append(
            f"{kind:15}{tally.found + tally.missed:6}{scores['precision']:8.3f}{scores['recall']:8.3f}"
            f"{scores['f1']:8.3f}{scores['value_f1']:10.3f}"
            + (f"{scores['of']:8.3f}" if "of" in scores else "")
            + (f"{scores['side']:16.3f}" if "side" in scores else "")
        )
    return "\n".join(lines)


def gold_digest(gold_dir: Path = GOLD) -> str:
    """Changes with any byte of the gold: floors hold only for the gold that they were recorded on."""
    total = hashlib.sha256()
    for path in sorted(gold_dir.rglob("*.json")):
        total.update(path.relative_to(gold_dir).as_posix().encode("utf-8") + b"\0" + path.read_bytes())
    return total.hexdigest()[:16]


def below_floor(tallies: Mapping[str, Tally], recorded: Mapping[str, Any], digest: str) -> list[str]:
    """One line for every score under its floor, or one that says that the floors are of another gold."""
    if recorded["gold"] != digest:
        return [
            f"the gold has changed ({recorded['gold']} to {digest}): look at the scores, then record the floors anew"
        ]
    return [
        f"{kind} {name}: {tallies[kind].scores()[name]:.4f} is below the floor {floor:.4f}"
        for kind, named in recorded["floors"].items()
        for name, floor in named.items()
        if tallies[kind].scores()[name] < floor
    ]


def record(tallies: Mapping[str, Tally], lower: bool) -> None:
    """Write the present scores as floors; a floor only goes down if `lower` says so, on changed gold too."""
    kept: dict[str, dict[str, float]] = {}
    if FLOORS.exists() and not lower:
        kept = json.loads(FLOORS.read_text(encoding="utf-8")).get("floors", {})
    floors = {
        kind: {
            name: round(max(int(tally.scores()[name] / STEP) * STEP, kept.get(kind, {}).get(name, 0.0)), 3)
            for name in ("f1", "value_f1", "of", "side")
            if name in tally.scores()
        }
        for kind, tally in tallies.items()
    }
    FLOORS.write_text(json.dumps({"gold": gold_digest(), "floors": floors}, indent=1) + "\n", encoding="utf-8")


def main(arguments: Iterable[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="?", type=Path, default=GOLD, help="folder of gold files (default: corpora/gold)")
    parser.add_argument("--archive", type=Path, help="folder of the raw files (default: demo beside the gold folder)")
    parser.add_argument("--misses", action="append", default=[], metavar="KIND", help="list the misses of this kind")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the scores to FILE")
    parser.add_argument("--record", action="store_true", help="raise the floors to the present scores")
    parser.add_argument("--lower", metavar="REASON", help="with --record: let floors go down, for this reason")
    options = parser.parse_args(None if arguments is None else list(arguments))
    if options.record and options.gold.resolve() != GOLD.resolve():
        parser.error("--record is for the project's own gold; leave the folder out")
    if options.lower and not options.record:
        parser.error("--lower goes with --record")
    tallies = score(options.gold, options.archive)
    print(table(tallies))
    for kind in options.misses:
        if kind not in tallies:
            parser.error(f"--misses {kind}: the kinds are {', '.join(tallies)}")
        print("\n".join(tallies[kind].notes))
    if options.json:
        scores = {kind: tally.scores() for kind, tally in tallies.items()}
        options.json.write_text(json.dumps(scores, indent=1) + "\n", encoding="utf-8")
    if options.record:
        if options.lower:
            print(f"floors may go down; write into CHANGELOG.md: {options.lower}", file=sys.stderr)
        record(tallies, bool(options.lower))
    if options.gold.resolve() != GOLD.resolve() or not FLOORS.exists():
        return 0
    problems = below_floor(tallies, json.loads(FLOORS.read_text(encoding="utf-8")), gold_digest())
    print("\n".join(problems), file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
