"""Build a synthetic archive whose copies are known: every sentence of it remembers where it comes from.

    python scripts/build_archive.py OUT.jsonl --documents 1200 --seed 1
    python scripts/build_archive.py OUT.jsonl --documents 1200 --seed 1 --files FOLDER   also as text files

The material is a grammar of our own and the documents of corpora/ (never a test split). Copies are made in 34 kinds
(archive/edits.py); they stand among originals that share nothing, originals that quote the same mandated passages, and
documents of the same author. Nothing here uses the detector or its tables.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from archive import edits
from archive.drafts import Draft, own_units
from archive.grammar import Author, from_text, mandated_unit
from archive.render import render
from archive.words import MANDATED

from cxzy_nlp import ReadError, read, split_documents

CORPORA = Path(__file__).resolve().parent.parent / "corpora"
_PLACE = re.compile("[\u4e00-\u9fff]{2}(?:街道|[县镇乡村])")


def build(
    documents: int, seed: int, length: int = 1500, *, corpora: bool = True, copied: float = 0.6
) -> list[dict[str, Any]]:
    """The documents of an archive with their labels, in random order.

    Parameters
    ----------
    documents
        How many, about.
    seed
        Equal seeds give equal archives.
    length
        Characters of an original, on average; from a third to twice as many.
    corpora
        Whether the documents of corpora/ serve as sources too.
    copied
        Share of the documents that are copies.
    """
    rng = random.Random(seed)
    kinds = _endless(rng)
    real = list(_real(rng)) if corpora else []
    drafts: list[Draft] = []
    while len(drafts) < documents:
        drafts += _family(rng, f"s{len(drafts):06}", kinds, real, length, copied)
    rng.shuffle(drafts)
    numbered = drafts[: documents + documents // 50]
    return [render(rng, draft).to_dict(draft) for draft in numbered]


def _endless(rng: random.Random) -> Iterator[str]:
    names = [*edits.KINDS, *edits.MOSAICS]
    while True:
        rng.shuffle(names)
        yield from names


def _family(
    rng: random.Random, name: str, kinds: Iterator[str], real: list[Draft], length: int, copied: float
) -> list[Draft]:
    """A few originals and what was copied from them."""
    sources = [_original(rng, f"{name}o{number}", length) for number in range(rng.choice((1, 1, 2)))]
    if real and rng.random() < 0.3:
        draft = real.pop()
        sources[0] = replace(draft, id=f"{name}r", units=own_units(f"{name}r", draft.units), family=f"{name}r")
    if rng.random() < 0.15:  # documents that are mostly what everybody must say
        sources.append(_original(rng, f"{name}h", length // 3, mandated=rng.randint(3, 5)))
    if rng.random() < 0.1:  # another of the same author
        author = Author(rng)
        for number in range(2):
            draft = author.write(f"{name}a{number}", length)
            sources.append(replace(draft, units=own_units(draft.id, draft.units)))
    made: list[Draft] = []
    source = sources[0]
    many = rng.choice((1, 2, 2, 3, 4)) if rng.random() < min(1.0, copied * 1.6) else 0
    if rng.random() < 0.04 * copied:  # a form that a whole county fills in
        return [*sources, *(_copy(rng, source, f"{name}t{number}", "slots") for number in range(rng.randint(6, 14)))]
    for number in range(many):
        kind = next(kinds)
        if kind in edits.MOSAICS:
            others = [_original(rng, f"{name}m{number}{k}", length) for k in range(2)]
            sources += others
            draft = edits.MOSAICS[kind](rng, edits.mosaic(rng, [source, *others]))
            parents = (source.id, *(other.id for other in others))
            made.append(replace(draft, id=f"{name}c{number}", kind=kind, parents=parents, family=source.id))
        else:
            made.append(_copy(rng, source, f"{name}c{number}", kind))
    return [*sources, *made]


def _copy(rng: random.Random, source: Draft, name: str, kind: str) -> Draft:
    draft = edits.KINDS[kind](rng, source)
    return replace(draft, id=name, kind=kind, parents=(source.id,), family=source.family)


def _original(rng: random.Random, name: str, length: int, mandated: int | None = None) -> Draft:
    draft = Author(rng).write(name, int(length * rng.choice((0.35, 0.6, 0.8, 1.0, 1.0, 1.2, 1.5, 2.0))))
    if mandated is None:
        mandated = rng.choice((0, 0, 1, 1, 2, 3))
    units = list(draft.units)
    for number in rng.sample(range(len(MANDATED)), mandated):
        units.insert(rng.randint(2, len(units) - 2), mandated_unit(number))
    return replace(draft, units=own_units(name, units))


def _real(rng: random.Random) -> Iterator[Draft]:
    """The documents of corpora/ that may be used, each once."""
    texts = []
    for path in sorted((CORPORA / "demo").rglob("*.*")):
        try:
            source = read(path)
            if source.format == "txt":  # sentences cannot be cut out of markup
                texts += [document.text for document in split_documents(source)]
        except ReadError:
            continue
    for path in [path for part in ("train", "dev") for path in sorted((CORPORA / "documents" / part).glob("*.jsonl"))]:
        rows = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip())
        texts += [row["text"] for row in rows if row.get("split") != "test"]
    rng.shuffle(texts)
    for text in texts:
        if 500 <= len(text) <= 5000:
            places = _PLACE.findall(text)
            yield from_text("real", text, max(sorted(set(places)), key=places.count) if places else "")


def main() -> None:
    """Write an archive."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--documents", type=int, default=1200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--length", type=int, default=1500)
    parser.add_argument("--files", type=Path, help="write each document as a text file into this folder too")
    options = parser.parse_args()
    rows = build(options.documents, options.seed, options.length)
    with options.out.open("w", encoding="utf-8") as out:
        for row in rows:
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
    if options.files is not None:
        options.files.mkdir(parents=True, exist_ok=True)
        for row in rows:
            (options.files / f"{row['id']}.txt").write_text(row["text"], encoding="utf-8")
    print(f"{len(rows)} documents, {sum(len(row['text']) for row in rows):,} characters")


if __name__ == "__main__":
    main()
