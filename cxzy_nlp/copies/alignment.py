"""Symbol by symbol: which symbols of two chains go together, and what stands between them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from cxzy_nlp.copies.folding import Symbols

Ints = npt.NDArray[np.int64]
_REACH = 14  # symbols that are skipped at most in search of the next agreement


def _steps() -> tuple[tuple[int, int, int], ...]:
    """Skips (in a, in b) and how many symbols must agree behind them, the likeliest first."""
    found = [
        (max(i, j) + 0.6 * abs(i - j), i, j, 2 if i == j else 3)
        for i in range(_REACH + 1)
        for j in range(_REACH + 1)
        if i or j
    ]
    return tuple((i, j, agree) for _, i, j, agree in sorted(found))


_STEPS = _steps()


def align(a: Symbols, b: Symbols, rows: npt.NDArray[np.int32]) -> tuple[Ints, Ints]:
    """The positions in `a` and `b` of symbols that go together, chain by chain.

    Greedy: after a difference, the nearest place where both agree again. A replaced word of any length up to fourteen
    symbols is bridged; what is longer breaks chains anyway.

    Examples
    --------
    >>> one, other = np.array([1, 2, 3, 4, 5], np.uint16), np.array([1, 2, 9, 9, 4, 5], np.uint16)
    >>> [side.tolist() for side in align(one, other, np.array([[0, 5, 0, 6, 4]], np.int32))]
    [[0, 1, 3, 4], [0, 1, 4, 5]]
    """
    places_a: list[int] = []
    places_b: list[int] = []
    for a0, a1, b0, b1, _ in rows.tolist():
        left, right = a[a0:a1].tolist(), b[b0:b1].tolist()
        i = j = 0
        while i < len(left) and j < len(right):
            if left[i] == right[j]:
                places_a.append(a0 + i)
                places_b.append(b0 + j)
                i, j = i + 1, j + 1
                continue
            for skip_a, skip_b, agree in _STEPS:
                wanted = left[i + skip_a : i + skip_a + agree]
                if wanted and wanted == right[j + skip_b : j + skip_b + agree]:
                    i, j = i + skip_a, j + skip_b
                    break
            else:
                i, j = i + 1, j + 1
    return np.array(places_a, np.int64), np.array(places_b, np.int64)


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch between two symbols that go together: half-open spans in the two sources."""

    a0: int
    a1: int
    b0: int
    b1: int


def between(
    a: tuple[Ints, Ints], b: tuple[Ints, Ints], pairs: tuple[Ints, Ints]
) -> tuple[list[Place], Ints]:
    """Where two aligned documents have anything between symbols that go together, and the indices of the pairs before.

    Parameters
    ----------
    a, b
        Start and end in the source of each symbol of the documents.
    pairs
        What `align` found.
    """
    i, j = pairs
    if len(i) < 2:
        return [], i[:0]
    a0, a1, b0, b1 = a[1][i[:-1]], a[0][i[1:]], b[1][j[:-1]], b[0][j[1:]]
    ahead = (a1 >= a0) & (b1 >= b0) & (i[1:] - i[:-1] <= _REACH + 2) & (j[1:] - j[:-1] <= _REACH + 2)
    some = ((a1 > a0) | (b1 > b0)) & ahead
    at = some.nonzero()[0]
    spans = np.stack([a0[at], a1[at], b0[at], b1[at]], 1).tolist()
    return [Place(*span) for span in spans], at
