"""From chains to passages: few long blocks instead of crumbs, sentences in another order included."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from cxzy_nlp.copies.passages import Chains

_LARGEST_GAP = 48  # symbols between two chains of one passage, in either text
_LARGEST_MOVED = 120  # the same where sentences were moved
_UNEVEN = 0.1  # difference of what is not covered that moved sentences may have
_DENSE = 0.55  # share of a passage that its chains cover, in either text


@dataclass(frozen=True, slots=True)
class Passage:
    """``a[a0:a1]`` and ``b[b0:b1]`` are one passage; `own` of its `equal` symbols are no common language.

    `moved` says that its parts stand in another order.
    """

    a0: int
    a1: int
    b0: int
    b1: int
    equal: int
    own: float
    moved: bool


def find_blocks(chains: Chains, own: Sequence[float]) -> list[Passage]:
    """The passages of a pair, ascending in `a`.

    The rectangle around all chains is cut at the widest gap of either text until what is left is dense: chains in
    another order stay together as long as both texts are covered. Wrong where a copyist dropped many sentences; every
    stretch that he kept is then a passage.

    Examples
    --------
    >>> import numpy as np
    >>> chains = np.array([[0, 30, 30, 60, 30], [30, 60, 0, 30, 30], [200, 240, 70, 110, 40]])
    >>> [(p.a0, p.a1, p.b0, p.b1, p.moved) for p in find_blocks(chains, [30, 30, 40])]
    [(0, 60, 0, 60, True), (200, 240, 70, 110, False)]
    """
    rows = [(int(r[0]), int(r[1]), int(r[2]), int(r[3]), int(r[4]), float(o)) for r, o in zip(chains, own, strict=True)]
    return sorted(_cut(rows), key=lambda passage: (passage.a0, passage.b0))


_Row = tuple[int, int, int, int, int, float]


def _cut(rows: list[_Row]) -> Iterator[Passage]:
    stack = [rows]
    while stack:
        rows = stack.pop()
        if not rows:
            continue
        if len(rows) == 1:
            yield Passage(*rows[0], False)
            continue
        gap_a, at_a, cover_a, low_a, high_a = _gaps(rows, 0)
        gap_b, at_b, cover_b, low_b, high_b = _gaps(rows, 2)
        size_a, size_b = high_a - low_a, high_b - low_b
        dense = cover_a >= _DENSE * size_a and cover_b >= _DENSE * size_b
        widest = max(gap_a, gap_b)
        largest = _LARGEST_GAP
        uneven = abs((size_a - cover_a) - (size_b - cover_b)) > _UNEVEN * min(size_a, size_b)
        if dense and not uneven and _is_moved(rows):
            largest = _LARGEST_MOVED  # as much is left over in either text: sentences that were changed too much
        if widest <= 0 or (dense and widest <= largest):
            yield _merged(rows, low_a, high_a, low_b, high_b, cover_a, cover_b)
            continue
        axis, at = (0, at_a) if gap_a >= gap_b else (2, at_b)
        stack.append([row for row in rows if row[axis] >= at])
        stack.append([row for row in rows if row[axis] < at])


def _gaps(rows: list[_Row], axis: Literal[0, 2]) -> tuple[int, int, int, int, int]:
    """Of one text: the widest gap and where it ends, what is covered, the outer bounds."""
    spans = sorted((row[0], row[1]) if axis == 0 else (row[2], row[3]) for row in rows)
    low, reached = spans[0]
    widest, at, covered = 0, 0, reached - low
    for begin, end in spans[1:]:
        if begin - reached > widest:
            widest, at = begin - reached, begin
        if end > reached:
            covered += end - max(begin, reached)
            reached = end
    return widest, at, covered, low, reached


def _merged(rows: list[_Row], a0: int, a1: int, b0: int, b1: int, cover_a: int, cover_b: int) -> Passage:
    moved = _is_moved(rows)
    total_a = sum(row[1] - row[0] for row in rows)
    total_b = sum(row[3] - row[2] for row in rows)
    once = min(cover_a / total_a, cover_b / total_b)  # what several chains claim counts once
    equal = sum(row[4] for row in rows)
    return Passage(a0, a1, b0, b1, round(equal * once), sum(row[5] for row in rows) * once, moved)


def _is_moved(rows: list[_Row]) -> bool:
    return any(after[2] < before[2] and after[3] <= before[3] for before, after in pairwise(sorted(rows)))
