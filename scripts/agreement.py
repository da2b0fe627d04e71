"""How well two annotators agree on the labels: the annotation of the corpora and a second, blind one.

    python scripts/agreement.py                     all documents that were annotated twice
    python scripts/agreement.py --split test        those of one split
    python scripts/agreement.py --list role         also list what they differ on (not of the test split)

``corpora/second/<split>.jsonl`` holds the second opinion: labels by somebody who saw the guidelines and the text alone,
one document a line, and ``unsure``, the fields on which the second annotator expects others to differ. The share of
equal labels is the figure that a classifier can be held against; kappa is that share without what chance alone would
give (Cohen 1960, Educational and Psychological Measurement 20).
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
KINDS: tuple[str, ...] = ("genre", "campaign", "second_campaign", "level", "role")

#: Kind, where, first label, second label, whether the second annotator was sure.
Pair = tuple[str, str, str | None, str | None, bool]


def second_opinions(split: str, root: Path = SECOND) -> Iterator[Annotated]:
    """The second annotation of a split; nothing if there is none."""
    path = root / f"{split}.jsonl"
    if path.exists():
        with path.open(encoding="utf-8") as lines:
            yield from map(json.loads, lines)


def pairs(first: Annotated, second: Annotated) -> Iterator[Pair]:
    """The two labels of each field of a document."""
    unsure = set(second["unsure"])
    for kind in KINDS[:-1]:
        yield kind, first["id"], first[kind], second[kind], kind not in unsure
    for number, (section, role) in enumerate(zip(first["sections"], second["roles"], strict=True)):
        where = f"{first['id']} {' '.join(section['text'].split())}"
        yield "role", where, section["role"], role, f"roles/{number}" not in unsure


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
    parser.add_argument("--split", choices=SPLITS, help="one split; all of them, if it is not given")
    parser.add_argument("--list", choices=KINDS, action="append", default=[], help="list the differences of this kind")
    options = parser.parse_args(arguments)
    if options.list and options.split == "test":
        parser.error("what was said of single texts of the test split is not to be looked at")
    found: list[Pair] = []
    for split in (options.split,) if options.split else SPLITS:
        known = {item["id"]: item for item in documents(split)}
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
