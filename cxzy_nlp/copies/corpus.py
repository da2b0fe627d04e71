"""All documents of an archive as flat arrays: in memory, or in files where the archive is large."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np
import numpy.typing as npt

from cxzy_nlp.config import Config
from cxzy_nlp.copies.folding import Symbols
from cxzy_nlp.copies.inputs import Item, StoredText
from cxzy_nlp.copies.normal import normalize
from cxzy_nlp.copies.workers import results_of
from cxzy_nlp.document import Format, Source
from cxzy_nlp.text import make_reading

_CHUNK_CHARACTERS = 400_000
#: The files of a stored corpus, little-endian, and the bytes of one value.
_TYPES = {"symbols": "<u2", "start": "<u4", "size": "<u2", "lengths": "<i8"}


@dataclass(frozen=True, slots=True, eq=False)
class Corpus:
    """The normal forms of documents 0, 1, 2 … one behind the other.

    ``bounds[d]:bounds[d + 1]`` are the symbols of document ``d``; symbol ``i`` stands at
    ``start[i]:start[i] + size[i]`` of its source.
    """

    symbols: Symbols
    start: npt.NDArray[np.uint32]
    size: npt.NDArray[np.uint16]
    bounds: npt.NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.bounds) - 1

    def of(self, document: int) -> Symbols:
        """The symbols of one document."""
        return self.symbols[self.bounds[document] : self.bounds[document + 1]]

    @property
    def lengths(self) -> npt.NDArray[np.int64]:
        """The number of symbols of each document."""
        return np.diff(self.bounds)

    def source_span(self, document: int, first: int, last: int) -> tuple[int, int]:
        """The source span of the symbols ``first:last`` of a document."""
        base = int(self.bounds[document])
        return int(self.start[base + first]), int(self.start[base + last - 1]) + int(self.size[base + last - 1])

    def save(self, folder: Path) -> None:
        """Add the documents to the files of a folder, from which `open_corpus` maps them."""
        for name, values in (
            ("symbols", self.symbols),
            ("start", self.start),
            ("size", self.size),
            ("lengths", self.lengths),
        ):
            with (folder / f"{name}.bin").open("ab") as file:
                np.ascontiguousarray(values, _TYPES[name]).tofile(file)


def open_corpus(folder: Path) -> Corpus:
    """A corpus whose arrays stay in the files of a folder; only what is looked at is read."""
    lengths = np.fromfile(folder / "lengths.bin", _TYPES["lengths"])
    bounds = np.concatenate([np.zeros(1, np.int64), np.cumsum(lengths)])
    if not bounds[-1]:
        return Corpus(np.zeros(0, np.uint16), np.zeros(0, np.uint32), np.zeros(0, np.uint16), bounds)
    # As plain arrays: every slice of a memmap object costs.
    names = ("symbols", "start", "size")
    symbols, start, size = (np.asarray(np.memmap(folder / f"{name}.bin", _TYPES[name], "r")) for name in names)
    return Corpus(symbols, start, size, bounds)


def join(parts: Sequence[Corpus]) -> Corpus:
    """The documents of several corpora, one corpus after the other."""
    if not parts:
        return Corpus(np.zeros(0, np.uint16), np.zeros(0, np.uint32), np.zeros(0, np.uint16), np.zeros(1, np.int64))
    lengths = np.concatenate([part.lengths for part in parts])
    bounds = np.concatenate([np.zeros(1, np.int64), np.cumsum(lengths)])
    symbols = np.concatenate([part.symbols for part in parts])
    start = np.concatenate([part.start for part in parts])
    return Corpus(symbols, start, np.concatenate([part.size for part in parts]), bounds)


#: What a worker is sent: the text of a file, its format, and the spans of its documents.
_Texts = list[tuple[str, Format, list[tuple[int, int]]]]


def build_corpus(
    items: Sequence[Item], config: Config, executor: ProcessPoolExecutor | None = None, folder: Path | None = None
) -> Corpus:
    """The normal forms of all items, in their order; a file that holds several of them is read once.

    With a `folder` they are added to its files part by part, and what is returned is the corpus in these files.
    """
    parts = results_of(executor, normalize_texts, ((chunk, config) for chunk in _chunks(items)))
    if folder is None:
        return join(list(parts))
    join([]).save(folder)  # so that the files are there
    for part in parts:
        part.save(folder)
    return open_corpus(folder)


def normalize_texts(texts: _Texts, config: Config) -> Corpus:
    """The normal forms of a few texts."""
    forms = []
    for text, format_, spans in texts:
        reading = make_reading(Source(text, format=format_), config)
        forms += [normalize(reading, start, end) for start, end in spans]
    lengths = np.array([len(form) for form in forms], np.int64)
    bounds = np.concatenate([np.zeros(1, np.int64), np.cumsum(lengths)])
    symbols = np.concatenate([form.symbols for form in forms])
    start = np.concatenate([form.start for form in forms])
    size = np.concatenate([form.end for form in forms]) - start
    return Corpus(symbols, start.astype(np.uint32), np.minimum(size, 0xFFFF).astype(np.uint16), bounds)


def _chunks(items: Iterable[Item]) -> Iterator[_Texts]:
    files = _files(items)
    while chunk := list(islice(files, 1)):
        held = len(chunk[0][0])
        while held < _CHUNK_CHARACTERS and (more := next(files, None)) is not None:
            chunk.append(more)
            held += len(more[0])
        yield chunk


def _files(items: Iterable[Item]) -> Iterator[tuple[str, Format, list[tuple[int, int]]]]:
    source: Source | StoredText | None = None
    spans: list[tuple[int, int]] = []
    for item in items:
        if source is not None and item.source is not source:
            yield source.text, source.format, spans
            spans = []
        source = item.source
        spans.append((item.start, item.end))
    if source is not None:
        yield source.text, source.format, spans
