"""How well two annotators agree on the labels: the annotation of the corpora and a second, blind one.

    python scripts/agreement.py                     all documents that were annotated twice
    python scripts/agreement.py --split test        those of one split
    python scripts/agreement.py --list role         also list what they differ on (not of the test split)

``corpora/second/<split>.jsonl`` holds the second opinion: labels by somebody who saw the guidelines and the text alone,
one document a line (``demo`` for the documents of the demo archive; of many the roles or the labels alone), and
``unsure``, the fields on which the second annotator expects others to differ. Where the two differed, a third annotator
who saw both opinions in random order settled the label; what the first had said, where it was settled otherwise, stands
in ``first``. The share of equal labels is the figure that a classifier can be held against; kappa is that share without
what chance alone would give (Cohen 1960, Educational and Psychological Measurement 20).
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from corpus import ROOT, SPLITS, Annotated, documents

SECOND = ROOT / "corpora" / "second"
#: The documents of the demo archive are numbered within their files.
DEMO, GOLD = "demo", ROOT / "corpora" / "gold"
KINDS: tuple[str, ...] = ("genre", "campaign", "second_campaign", "level", "role")

#: Kind, where, first label, second label, whether the second annotator was sure.
Pair = tuple[str, str, str | None, str | None, bool]


def annotated(split: str) -> Iterator[Annotated]:
    """The documents of a split or of the demo archive, as they are annotated now."""
    if split != DEMO:
        yield from documents(split)
        return
    for path in sorted(GOLD.rglob("*.json")):
        found = json.loads(path.read_text(encoding="utf-8"))
        for number, item in enumerate(found["documents"], 1):
            yield {**item, "id": f"{found['path']}#{number}"}


def second_opinions(split: str, root: Path = SECOND) -> Iterator[Annotated]:
    """The second annotation of a split; nothing if there is none."""
    path = root / f"{split}.jsonl"
    if path.exists():
        with path.open(encoding="utf-8") as lines:
            yield from map(json.loads, lines)


def pairs(first: Annotated, second: Annotated) -> Iterator[Pair]:
    """The two labels of each field of a document, as they were before any was settled."""
    unsure, said = set(second["unsure"]), second.get("first", {})
    for kind in KINDS[:-1]:
        if kind in second:
            yield kind, first["id"], said.get(kind, first[kind]), second[kind], kind not in unsure
    roles = zip(first["sections"], second["roles"], strict=True) if "roles" in second else ()
    for number, (section, role) in enumerate(roles):
        where, place = f"{first['id']} {' '.join(section['text'].split())}", f"roles/{number}"
        yield "role", where, said.get(place, section["role"]), role, place not in unsure


def kappa(labels: Sequence[tuple[str | None, str | None]]) -> float:
    """Cohen's kappa of pairs of labels; 1.0 where chance alone would agree always.

    Examples
    --------
    >>> kappa([("a", "a"), ("a", "b"), ("b", "b"), ("b", "b")])
    0.5
    """
    first, second = (Counter(pair[side] for pair in labels) for side in (0, 1))
    size = len(labels)
    agreed = sum(one == other for one, other in labels) / size
    chance = sum(first[label] * second[label] for label in first) / size**2
    return 1.0 if chance == 1 else (agreed - chance) / (1 - chance)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--split", choices=[*SPLITS, DEMO], help="one split; all of them, if it is not given")
    parser.add_argument("--list", choices=KINDS, action="append", default=[], help="list the differences of this kind")
    options = parser.parse_args(arguments)
    if options.list and options.split == "test":
        parser.error("what was said of single texts of the test split is not to be looked at")
    found: list[Pair] = []
    for split in (options.split,) if options.split else (*SPLITS, DEMO):
        known = {item["id"]: item for item in annotated(split)}
        for opinion in second_opinions(split):
            rows = pairs(known[opinion["id"]], opinion)
            found += rows if split != "test" or not options.list else ()
    print(f"{'kind':16}{'number':>8}{'equal':>8}{'kappa':>8}{'equal where sure':>18}")
    for kind in KINDS:
        labels = [(one, other) for name, _, one, other, _ in found if name == kind]
        sure = [one == other for name, _, one, other, certain in found if name == kind and certain]
        if labels:
            equal = sum(one == other for one, other in labels) / len(labels)
            print(f"{kind:16}{len(labels):8}{equal:8.3f}{kappa(labels):8.3f}{sum(sure) / max(len(sure), 1):18.3f}")
    for kind, where, one, other, certain in found:
        if kind in options.list and one != other:
            print(f"{kind}: {one} or {other}{'' if certain else ' (unsure)'} in {where}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
