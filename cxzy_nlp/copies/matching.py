"""The chains of many pairs, in this process or in several."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import numpy as np
import numpy.typing as npt

from cxzy_nlp.copies.candidates import Pairs
from cxzy_nlp.copies.corpus import Corpus, open_corpus
from cxzy_nlp.copies.judging import Matches
from cxzy_nlp.copies.passages import Chains, PairMatcher
from cxzy_nlp.copies.workers import results_of

_CHUNK = 2000


def match_pairs(
    corpus: Corpus, pairs: Pairs, executor: ProcessPoolExecutor | None = None, folder: Path | None = None
) -> Matches:
    """The chains of all pairs; with an `executor`, whose processes find the corpus in `folder`."""
    if executor is None or folder is None:
        matcher = PairMatcher(corpus)
        return _gathered(pairs, [_match(matcher, pairs)])
    parts = results_of(executor, _match_in, ((folder, part) for part in _parts(pairs)))
    return _gathered(pairs, list(parts))


def _parts(pairs: Pairs) -> Iterator[Pairs]:
    for start in range(0, len(pairs), _CHUNK):
        yield pairs[start : start + _CHUNK]


def _match(matcher: PairMatcher, pairs: Pairs) -> tuple[Chains, list[int]]:
    found = [matcher.chains(a, b) for a, b in pairs.tolist()]
    rows = np.concatenate([np.zeros((0, 5), np.int32), *found])
    return rows, [len(chains) for chains in found]


@functools.lru_cache(maxsize=1)
def _matcher(folder: Path) -> PairMatcher:
    return PairMatcher(open_corpus(folder))


def _match_in(folder: Path, pairs: Pairs) -> tuple[Chains, list[int]]:
    return _match(_matcher(folder), pairs)


def _gathered(pairs: Pairs, parts: list[tuple[Chains, list[int]]]) -> Matches:
    chains = np.concatenate([np.zeros((0, 5), np.int32), *(rows for rows, _ in parts)])
    counts = np.array([count for _, many in parts for count in many], np.int64)
    return Matches(pairs, chains, np.concatenate([np.zeros(1, np.int64), np.cumsum(counts)]))


def with_equal(matches: Matches, pairs: Pairs, lengths: npt.NDArray[np.int64]) -> Matches:
    """The matches, and pairs of equal documents that are too short to be matched by seeds."""
    if len(pairs):
        known = set(map(tuple, matches.pairs.tolist()))
        pairs = pairs[[pair not in known for pair in map(tuple, pairs.tolist())]]
    size = lengths[pairs[:, 0]]
    rows = np.stack([0 * size, size, 0 * size, size, size], 1).astype(np.int32)
    first = matches.first[-1] + np.arange(1, len(pairs) + 1)
    return Matches(
        np.concatenate([matches.pairs, pairs]), np.concatenate([matches.chains, rows]), np.append(matches.first, first)
    )
