"""Symbol by symbol: which symbols of two chains go together, and what stands between them."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

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


def align(a: str, b: str, rows: npt.NDArray[np.int32]) -> tuple[Ints, Ints]:
    """The positions in `a` and `b` of symbols that go together, chain by chain.

    Greedy: after a difference, the nearest place where both agree again. A replaced word of any length up to fourteen
    symbols is bridged; what is longer breaks chains anyway. The symbols come as strings, whose slices compare fast.

    Examples
    --------
    >>> [side.tolist() for side in align("甲乙丙丁戊", "甲乙子丑丁戊", np.array([[0, 5, 0, 6, 4]], np.int32))]
    [[0, 1, 3, 4], [0, 1, 4, 5]]
    """
    runs: list[tuple[int, int, int]] = []
    for a0, a1, b0, b1, _ in rows.tolist():
        left, right = a[a0:a1], b[b0:b1]
        i = j = 0
        while i < len(left) and j < len(right):
            if left[i] == right[j]:
                size = _common(left, right, i, j)
                runs.append((a0 + i, b0 + j, size))
                i, j = i + size, j + size
                continue
            for skip_a, skip_b, agree in _STEPS:
                wanted = left[i + skip_a : i + skip_a + agree]
                if wanted and right.startswith(wanted, j + skip_b):
                    i, j = i + skip_a, j + skip_b
                    break
            else:
                i, j = i + 1, j + 1
    if not runs:
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    first_a, first_b, size = np.array(runs, np.int64).T
    offset = np.arange(int(size.sum())) - np.repeat(np.cumsum(size) - size, size)
    return np.repeat(first_a, size) + offset, np.repeat(first_b, size) + offset


def _common(a: str, b: str, i: int, j: int) -> int:
    """How many characters agree from `i` and `j` on; at least one does."""
    low, step = 1, 4
    most = min(len(a) - i, len(b) - j)
    while low < most:  # gallop
        size = min(step, most - low)
        if a[i + low : i + low + size] != b[j + low : j + low + size]:
            break
        low += size
        step *= 4
    else:
        return low
    while size > 1:  # the first difference is within these
        half = size // 2
        if a[i + low : i + low + half] == b[j + low : j + low + half]:
            low += half
            size -= half
        else:
            size = half
    return low


#: A stretch between two symbols that go together: half-open spans in the two sources (a0, a1, b0, b1).
Place = tuple[int, int, int, int]


def between(a: tuple[Ints, Ints], b: tuple[Ints, Ints], pairs: tuple[Ints, Ints]) -> tuple[list[Place], Ints]:
    """Where two aligned documents have anything between symbols that go together, and after which pairs of symbols they
    part: the next pair is far away in one of them.

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
    near = (i[1:] - i[:-1] <= _REACH + 2) & (j[1:] - j[:-1] <= _REACH + 2)
    a0, a1, b0, b1 = a[1][i[:-1]], a[0][i[1:]], b[1][j[:-1]], b[0][j[1:]]
    near &= (a1 >= a0) & (b1 >= b0)
    at = (((a1 > a0) | (b1 > b0)) & near).nonzero()[0]
    spans: list[Place] = [tuple(span) for span in np.stack([a0[at], a1[at], b0[at], b1[at]], 1).tolist()]
    return spans, (~near).nonzero()[0]
