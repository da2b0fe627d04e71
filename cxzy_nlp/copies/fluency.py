"""Which of two wordings is the stranger one: spinners, typists and scanners leave combinations that nobody writes."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from cxzy_nlp.copies.corpus import Corpus
from cxzy_nlp.copies.differences import Difference
from cxzy_nlp.copies.folding import code_of
from cxzy_nlp.copies.views import View

_SAMPLE = 4_000_000
_MOST = 20  # differences that are looked at
_KNOWN = 2  # a combination this frequent is nothing strange


@dataclass(frozen=True, slots=True, eq=False)
class Fluency:
    """How often two symbols follow one another in the archive: codes, ascending, and counts."""

    codes: npt.NDArray[np.uint32]
    counts: npt.NDArray[np.int32]

    def save(self, folder: Path) -> None:
        """Write the table into a folder, from which `load_fluency` takes it."""
        np.save(folder / "codes.npy", self.codes)
        np.save(folder / "counts.npy", self.counts)

    def compare(self, a: View, b: View, differences: Sequence[Difference]) -> float:
        """In how many differences the wording of `b` is strange where that of `a` is not, less the other way round."""
        replaced = [d for d in differences if d.kind in ("text", "synonym") and d.a1 > d.a0 and d.b1 > d.b0][:_MOST]
        balance = 0.0
        for difference in replaced:
            left = self._strange(a, difference.a0, difference.a1)
            right = self._strange(b, difference.b0, difference.b1)
            balance += right - left
        return balance

    def _strange(self, view: View, start: int, end: int) -> float:
        first = max(0, int(np.searchsorted(view.start, start)) - 1)
        last = min(len(view.symbols), int(np.searchsorted(view.start, end)) + 1)
        codes = code_of(view.symbols[first:last], 2)
        if not len(codes) or not len(self.codes):
            return 0.0
        at = np.minimum(np.searchsorted(self.codes, codes.astype(np.uint32)), len(self.codes) - 1)
        counts = np.where(self.codes[at] == codes, self.counts[at], 0)
        return float((counts <= _KNOWN).mean())


@functools.lru_cache(maxsize=1)
def load_fluency(folder: Path) -> Fluency:
    """The table of a folder, read once in a process."""
    return Fluency(np.load(folder / "codes.npy"), np.load(folder / "counts.npy"))


def measure_fluency(corpus: Corpus) -> Fluency:
    """The combinations of a corpus, of a part of it where it is large."""
    step = max(1, int(corpus.bounds[-1]) // _SAMPLE)
    parts = [corpus.of(document) for document in range(0, len(corpus), step)]
    codes = [code_of(np.asarray(symbols), 2).astype(np.uint32) for symbols in parts]
    values, counts = np.unique(np.concatenate([np.zeros(0, np.uint32), *codes]), return_counts=True)
    kept = counts > 1
    return Fluency(values[kept], counts[kept].astype(np.int32))
