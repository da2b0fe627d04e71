"""What two documents share: seeds, chains along a diagonal, gaps closed, ends extended.

Everything here speaks of symbol positions in the two normal forms ``a`` and ``b``.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from cxzy_nlp.copies.corpus import Corpus
from cxzy_nlp.copies.folding import Symbols, code_of

Ints = npt.NDArray[np.int64]
#: Rows (a0, a1, b0, b1, equal): ``a[a0:a1]`` goes with ``b[b0:b1]``, and `equal` symbols are the same.
Chains = npt.NDArray[np.int32]

Row = tuple[int, int, int, int, int]

#: Symbols of a seed within a pair. Spun text keeps few longer ones; in the holes of a sure pair shorter ones will do.
SEED, SHORT_SEED = 4, 3
_REPEATS = 6  # a seed that stands more often in a document says nothing about places
_SAME_DIAGONAL = 16  # symbols between two seeds on one diagonal
_GAP = 32  # and between two pieces of one chain
_DRIFT = 10  # by how much the gap may differ in length
_MOST_PIECES = 3000
_SMALLEST, _SMALL = 9, 6  # equal symbols of a chain, and of one in a hole
_IDENTITY, _SMALL_IDENTITY = 0.45, 0.4
#: Equal symbols that make a pair sure, and symbols of its holes that are worth a second look.
_SURE, _HOLES = 100, 24
_FILLED = 0.3  # share of what lies between the first and the last chain that must be equal for that
_STEPS = np.array([-0.8, 1.0])  # of an extension, for an unequal and an equal symbol
_DROP = 6.0
_BLIND = int(_DROP / 0.8)  # unequal symbols from the start that end an extension
_REACH = 120
#: A pair is given up when its longest chain, or all of them, have fewer seeded symbols than that; when its four longest
#: chains have fewer equal symbols than that; and is nothing below that.
_LONGEST, _MANY = 12, 120
_LONE, _PLAUSIBLE, _WORTH = 4, 44, 18
_CACHED = 4000
_NO_CHAINS: Chains = np.zeros((0, 5), np.int32)


@dataclass(frozen=True, slots=True, eq=False)
class Seeds:
    """The seeds of a document: codes in ascending order and where each stands, without those that repeat themselves."""

    symbols: Symbols
    codes: npt.NDArray[np.uint64]
    places: Ints


class PairMatcher:
    """Finds the chains of many pairs; what it has computed for a document it keeps for a while."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._seeds: OrderedDict[int, Seeds] = OrderedDict()

    def chains(self, a: int, b: int) -> Chains:
        """The chains of two documents of the corpus, ascending in `a`."""
        return match(self._of(a), self._of(b))

    def _of(self, document: int) -> Seeds:
        found = self._seeds.get(document)
        if found is None:
            found = self._seeds[document] = seeds_of(self._corpus.of(document))
            if len(self._seeds) > _CACHED:
                self._seeds.popitem(last=False)
        else:
            self._seeds.move_to_end(document)
        return found


def seeds_of(symbols: Symbols) -> Seeds:
    """The seeds of a document."""
    return _seeds(symbols, SEED, None)


def _seeds(symbols: Symbols, length: int, allowed: npt.NDArray[np.bool_] | None) -> Seeds:
    codes = code_of(symbols, length)
    if allowed is None:
        order = np.argsort(codes, kind="stable")
    else:
        whole = np.convolve(allowed, np.ones(length, np.int64), "valid") == length if len(codes) else allowed[:0]
        places = whole.nonzero()[0]
        order = places[np.argsort(codes[places], kind="stable")]
    codes = codes[order]
    if len(codes) > _REPEATS:
        many = codes[_REPEATS:] == codes[:-_REPEATS]  # the (n + 1)th equal one and on
        if many.any():
            first = np.searchsorted(codes, codes[_REPEATS:][many], "left")
            last = np.searchsorted(codes, codes[_REPEATS:][many], "right")
            edge = np.zeros(len(codes) + 1, np.int64)
            np.add.at(edge, np.unique(first), 1)
            np.add.at(edge, np.unique(last), -1)
            kept = np.cumsum(edge[:-1]) == 0
            codes, order = codes[kept], order[kept]
    return Seeds(symbols, codes, order.astype(np.int64))


def match(a: Seeds, b: Seeds) -> Chains:
    """The chains of two documents, ascending in `a`.

    Examples
    --------
    >>> text = np.arange(100, 160, dtype=np.uint16)
    >>> match(seeds_of(text), seeds_of(np.concatenate([text[30:], text[:30]]))).tolist()
    [[0, 30, 30, 60, 30], [30, 60, 0, 30, 30]]
    """
    pieces = _pieces(a, b)
    if sum(piece[1] - piece[0] for piece in pieces) < _WORTH - _SMALLEST:
        return _NO_CHAINS
    chains = _link(pieces)
    sizes = [_seeded(chain) for chain in chains]
    if max(sizes) < _LONGEST and sum(sizes) < _MANY:
        return _NO_CHAINS
    chains.sort(key=_seeded, reverse=True)
    rows: list[Row] = []
    for number, chain in enumerate(chains):
        if number >= _LONE and sum(row[4] for row in rows) < _PLAUSIBLE:
            break  # the longest ones amount to nothing, so the others will not
        row = _close(a.symbols, b.symbols, chain)
        if row is not None:
            rows.append(row)
    if sum(row[4] for row in rows) < _WORTH:
        return _NO_CHAINS
    if sum(row[4] for row in rows) >= _SURE:
        rows += _small_chains(a.symbols, b.symbols, rows)
    return _without_shadows(rows)


def _small_chains(a: Symbols, b: Symbols, rows: Sequence[Row]) -> list[Row]:
    """What shorter seeds find in the holes between the chains of a sure pair: spun sentences in another order."""
    left, right = _holes(len(a), rows, 0), _holes(len(b), rows, 2)
    equal = sum(row[4] for row in rows)
    free = left.sum(), right.sum()
    if min(free) < _HOLES or equal < _FILLED * (equal + max(free)):
        return []
    pieces = _pieces(_seeds(a, SHORT_SEED, left), _seeds(b, SHORT_SEED, right), SHORT_SEED)
    found = [_close(a, b, chain, _SMALL, _SMALL_IDENTITY) for chain in _link(pieces)]
    return [row for row in found if row is not None]


def _holes(size: int, rows: Sequence[Row], axis: int) -> npt.NDArray[np.bool_]:
    """The symbols between the first and the last chain that are in none."""
    free = np.zeros(size, bool)
    free[min(row[axis] for row in rows) : max(row[axis + 1] for row in rows)] = True
    for row in rows:
        free[row[axis] : row[axis + 1]] = False
    return free


def _seeded(chain: Sequence[tuple[int, int, int]]) -> int:
    return sum(end - begin for begin, end, _ in chain)


def _hits(a: Seeds, b: Seeds) -> tuple[Ints, Ints]:
    if not len(a.codes) or not len(b.codes):
        return a.places[:0], b.places[:0]
    low = b.codes.searchsorted(a.codes)
    low[low == len(b.codes)] = 0
    some = (b.codes[low] == a.codes).nonzero()[0]
    low = low[some]
    count = b.codes.searchsorted(a.codes[some], "right") - low
    if int(count.max(initial=0)) <= 1:
        return a.places[some], b.places[low]
    offset = np.arange(int(count.sum())) - np.repeat(np.cumsum(count) - count, count)
    return np.repeat(a.places[some], count), b.places[np.repeat(low, count) + offset]


def _pieces(a: Seeds, b: Seeds, length: int = SEED) -> list[tuple[int, int, int]]:
    """Runs of seeds on one diagonal as (begin in a, end in a, diagonal), ascending; lonely seeds are left out."""
    i, j = _hits(a, b)
    if len(i) < 2:
        return []
    shift = len(a.symbols) + 1
    keys = (j - i + shift) << 32 | i
    keys.sort()
    i, diagonal = keys & 0xFFFFFFFF, keys >> 32
    cut = (np.diff(diagonal) != 0) | (np.diff(i) > _SAME_DIAGONAL)
    first = np.concatenate([[0], np.flatnonzero(cut) + 1])
    last = np.concatenate([first[1:], [len(i)]]) - 1
    begin, end, diagonal = i[first], i[last] + length, diagonal[first] - shift
    keep = (end - begin) > length
    begin, end, diagonal = begin[keep], end[keep], diagonal[keep]
    if len(begin) > _MOST_PIECES:
        longest = np.argsort(begin - end, kind="stable")[:_MOST_PIECES]
        begin, end, diagonal = begin[longest], end[longest], diagonal[longest]
    order = np.lexsort((diagonal, begin))
    return list(zip(begin[order].tolist(), end[order].tolist(), diagonal[order].tolist(), strict=True))


def _link(pieces: Iterable[tuple[int, int, int]]) -> list[list[tuple[int, int, int]]]:
    """Chains of pieces that follow one another in both texts."""
    done: list[list[tuple[int, int, int]]] = []
    active: list[list[tuple[int, int, int]]] = []
    for piece in pieces:
        begin, end, diagonal = piece
        best, best_cost = -1, 1 << 30
        alive = []
        for chain in active:
            _, chain_end, chain_diagonal = chain[-1]
            if begin - chain_end > _GAP:
                done.append(chain)
                continue
            alive.append(chain)
            drift = abs(diagonal - chain_diagonal)
            ahead = begin - chain_end + min(0, diagonal - chain_diagonal)
            if (
                drift <= _DRIFT
                and end > chain_end
                and end + diagonal > chain_end + chain_diagonal
                and ahead >= -SEED * 2
            ):
                cost = 2 * drift + abs(begin - chain_end)
                if cost < best_cost:
                    best, best_cost = len(alive) - 1, cost
        active = alive
        if best >= 0:
            active[best].append(piece)
        else:
            active.append([piece])
    return done + active


def _close(
    a: Symbols,
    b: Symbols,
    chain: Sequence[tuple[int, int, int]],
    smallest: int = _SMALLEST,
    identity: float = _IDENTITY,
) -> Row | None:
    """The chain with its gaps counted and its ends extended; nothing if too little of it is equal."""
    equal = 0
    begin, end, diagonal = chain[0]
    back, gained = _extend(a[:begin][::-1], b[: begin + diagonal][::-1])
    a0, b0 = begin - back, begin + diagonal - back
    equal += gained
    for number, (begin, end, diagonal) in enumerate(chain):
        if number:
            _, left, before = chain[number - 1]
            begin = max(begin, left, left + before - diagonal)
            equal += _between(a[left:begin], b[left + before : begin + diagonal])
        equal += int(np.count_nonzero(a[begin:end] == b[begin + diagonal : end + diagonal]))
    forth, gained = _extend(a[end:], b[end + diagonal :])
    equal += gained
    a1, b1 = end + forth, end + diagonal + forth
    if equal < smallest or equal < identity * max(a1 - a0, b1 - b0):
        return None
    return a0, a1, b0, b1, equal


def _between(a: Symbols, b: Symbols) -> int:
    """Equal symbols of a gap: from the left on, or from the right."""
    size = min(len(a), len(b))
    if not size:
        return 0
    left = int(np.count_nonzero(a[:size] == b[:size]))
    if len(a) == len(b):
        return left
    return max(left, int(np.count_nonzero(a[len(a) - size :] == b[len(b) - size :])))


def _extend(a: Symbols, b: Symbols) -> tuple[int, int]:
    """How far two texts go on alike, and how many symbols are equal so far."""
    size = min(len(a), len(b), _REACH)
    if not size:
        return 0, 0
    same = a[:size] == b[:size]
    if not same[:_BLIND].any():
        return 0, 0
    score = _STEPS[same.view(np.int8)].cumsum()
    fallen = (np.maximum.accumulate(score) - score > _DROP).nonzero()[0]
    if len(fallen):
        score = score[: fallen[0]]
    if not len(score):
        return 0, 0
    best = int(score.argmax())
    if score[best] <= 0:
        return 0, 0
    return best + 1, int(np.count_nonzero(same[: best + 1]))


def _without_shadows(rows: list[Row]) -> Chains:
    """Of chains that claim the same symbols of both texts, the one with most equal symbols."""
    rows.sort(key=lambda row: (-row[4], row))
    kept: list[Row] = []
    for row in rows:
        a0, a1, b0, b1, _ = row
        hidden = False
        for x0, x1, y0, y1, _ in kept:
            if min(a1, x1) - max(a0, x0) > 0.6 * (a1 - a0) and min(b1, y1) - max(b0, y0) > 0.6 * (b1 - b0):
                hidden = True
                break
        if not hidden:
            kept.append(row)
        if len(kept) >= 400:
            break
    return np.array(sorted(kept), np.int32)
