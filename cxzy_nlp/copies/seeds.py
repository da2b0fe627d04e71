"""Which shingles stand in which documents: one sorted array."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from cxzy_nlp.copies.corpus import Corpus
from cxzy_nlp.copies.folding import code_of

#: Symbols of a shingle. Of a text with 30 % of its words replaced every sixth shingle of eight is left whole; of four
#: symbols, campaign language repeats itself by chance.
SHINGLE = 8
_BITS = 24  # of the number of a document
_BLOCK = 1 << 22
_FACTORS = (np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F), np.uint64(0xD6E8FEB86659FD93))
#: Up to so many symbols every shingle counts, up to four times as many every second, beyond that every fourth. Which
#: ones are left out is decided by their hash: what two documents share is kept in both or in neither.
_ALL = 12_000_000


@dataclass(frozen=True, slots=True, eq=False)
class Postings:
    """Shingles that at least two documents have, grouped.

    ``document[first[g]:first[g] + count[g]]`` are the documents with shingle ``g``, ascending; `hash` is its 40-bit
    hash. `sampling` says that only every so-manieth shingle was looked at, `seen` how many of each document.
    """

    document: npt.NDArray[np.int32]
    first: npt.NDArray[np.int64]
    count: npt.NDArray[np.int64]
    hash: npt.NDArray[np.uint64]
    sampling: int
    seen: npt.NDArray[np.int64]


def find_postings(corpus: Corpus) -> Postings:
    """The shingles of a corpus with the documents that have them."""
    total = int(corpus.bounds[-1])
    sampling = 1 if total <= _ALL else 2 if total <= 4 * _ALL else 4
    keys = np.concatenate([np.zeros(0, np.uint64), *_keys(corpus, sampling)])
    keys.sort()
    if len(keys):
        keys = keys[np.concatenate([[True], keys[1:] != keys[:-1]])]
    document = (keys & np.uint64((1 << _BITS) - 1)).astype(np.int32)
    seen = np.bincount(document, minlength=len(corpus))
    keys >>= np.uint64(_BITS)
    edges = np.flatnonzero(np.concatenate([[True], keys[1:] != keys[:-1]])) if len(keys) else np.zeros(0, np.int64)
    count = np.diff(np.append(edges, len(keys)))
    shared = count > 1
    document = document[np.repeat(shared, count)]
    hashes, count = keys[edges[shared]], count[shared]
    return Postings(document, np.cumsum(count) - count, count, hashes, sampling, seen)


def shingle_hashes(corpus: Corpus, low: int, high: int) -> npt.NDArray[np.uint64]:
    """The 40-bit hashes of the shingles that begin at ``low:high`` of the flat symbols.

    A fixed function of the symbols, so that an index can be kept; those that run over the end are left out.
    """
    high = min(high, len(corpus.symbols) - SHINGLE + 1)
    if high <= low:
        return np.zeros(0, np.uint64)
    codes = code_of(corpus.symbols[low : high + SHINGLE - 1], 4)
    mixed = codes[: high - low] * _FACTORS[0]
    mixed ^= mixed >> np.uint64(29)
    mixed += codes[4 : high - low + 4] * _FACTORS[1]
    mixed ^= mixed >> np.uint64(32)
    mixed *= _FACTORS[2]
    return mixed >> np.uint64(64 - 40)


def owners(corpus: Corpus, low: int, high: int) -> npt.NDArray[np.int64]:
    """The document of each flat position ``low:high``; -1 where no whole shingle begins."""
    places = np.arange(low, high)
    owner = np.searchsorted(corpus.bounds, places, "right") - 1
    owner[places + SHINGLE > corpus.bounds[owner + 1]] = -1
    return owner


def sampled(hashes: npt.NDArray[np.uint64], sampling: int) -> npt.NDArray[np.bool_]:
    """Which hashes a sampling keeps."""
    return np.asarray(hashes & np.uint64(sampling - 1) == 0)


def _keys(corpus: Corpus, sampling: int) -> list[npt.NDArray[np.uint64]]:
    """Hash and document in one number each, so that one plain sort groups them."""
    found = []
    for low in range(0, int(corpus.bounds[-1]), _BLOCK):
        hashes = shingle_hashes(corpus, low, low + _BLOCK)
        owner = owners(corpus, low, low + len(hashes))
        kept = owner >= 0
        if sampling > 1:
            kept &= sampled(hashes, sampling)
        found.append(hashes[kept] << np.uint64(_BITS) | owner[kept].astype(np.uint64))
    return found
