"""Pairs of documents that share enough rare shingles to be worth an alignment."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from cxzy_nlp.copies.common import carried_by_groups, isin
from cxzy_nlp.copies.families import families
from cxzy_nlp.copies.seeds import Postings, sampled

Pairs = npt.NDArray[np.int64]

#: A shingle in up to so many documents speaks for each of their pairs by itself. Of the others, which may be a template
#: or common language, so many are kept as would stand in that many documents, and they only count together.
_RARE = 64
_CODES = 256
#: Shingles, weighted by rarity, that make a candidate: an excerpt of 60 characters has more. With every doubling of an
#: archive of so many documents chance brings more, and more are asked for.
_ENOUGH, _MORE, _SMALL = 5.0, 0.8, 1200
#: Or the share of the shorter document that the common ones must cover.
_ENOUGH_SHARE = 0.2
#: The share that makes two documents related, told by every so-manieth shingle.
_STRONG_SHARE, _SAMPLED = 0.3, 4
_FEWEST, _MANY = 4, 12  # shingles by which a share is told at all, and for sure
_EXPANSION = 3_000_000
_HASH_FACTOR = np.uint64(0x9E3779B1)


def find_candidates(postings: Postings, documents: int, fresh: int = 0, known: Pairs | None = None) -> Pairs:
    """Pairs ``(a, b)`` with ``a < b``; only those with a document from number `fresh` on.

    Two passes: pairs that share much of a sample of the shingles tell which documents are related; then shingles that
    four unrelated ones have are common language and no reason to look at a pair. Time and memory are linear in the
    number of shingles, whatever the archive repeats: frequent shingles are thinned out by their hash.

    Parameters
    ----------
    known
        Pairs that are related for sure, of documents before `fresh`.
    """
    kept = _thin(postings)
    draw = sampled(postings.hash, postings.sampling * _SAMPLED) | (postings.count > _RARE)
    strong, sure = _pairs(postings, kept & draw, documents, fresh, postings.sampling * _SAMPLED, _STRONG_SHARE)
    related = strong if known is None else np.concatenate([strong, known])
    common = carried_by_groups(postings, families(documents, related, hubs_first=False))
    kept &= ~isin(postings.hash, common)
    need = _ENOUGH + _MORE * max(0.0, math.log2(max(1, documents) / _SMALL))
    pairs, _ = _pairs(postings, kept, documents, fresh, postings.sampling, _ENOUGH_SHARE, need)
    return np.unique(np.concatenate([strong[sure], pairs]), axis=0)


def _pairs(
    postings: Postings, kept: npt.NDArray[np.bool_], documents: int, fresh: int, sampling: int, share: float,
    need: float | None = None,
) -> tuple[Pairs, npt.NDArray[np.bool_]]:  # fmt: skip
    """Pairs that share so large a part of the shorter document, or so many rare shingles; which of them share half of
    it for sure."""
    document, last, code = _members(postings, kept)
    rare, common, frequent = _weights(documents)
    found, sure = [np.zeros((0, 2), np.int64)], [np.zeros(0, bool)]
    for keys in _shared(document, last, code, fresh):
        keys.sort()
        pairs = keys >> np.uint64(8)
        edges = np.flatnonzero(np.concatenate([[True], pairs[1:] != pairs[:-1]]))
        level = (keys & np.uint64(_CODES - 1)).astype(np.int64)
        own = np.add.reduceat(rare[level], edges) * sampling
        pairs = pairs[edges]
        a, b = (pairs >> np.uint64(24)).astype(np.int64), (pairs & np.uint64((1 << 24) - 1)).astype(np.int64)
        shorter = np.minimum(postings.seen[a], postings.seen[b]) * postings.sampling
        every = own + np.add.reduceat(common[level], edges) * sampling
        every += np.add.reduceat(frequent[level], edges) * postings.sampling
        times = np.diff(np.append(edges, len(keys)))
        enough = (every >= share * shorter) & (times >= _FEWEST)
        if need is not None:
            enough |= (own >= np.minimum(need, 0.3 * shorter)) & (own > 1)
        found.append(np.stack([a[enough], b[enough]], 1))
        sure.append(((every >= 0.5 * shorter) & (times >= _MANY))[enough])
    return np.concatenate(found), np.concatenate(sure)


def _thin(postings: Postings) -> npt.NDArray[np.bool_]:
    draw = (postings.hash * _HASH_FACTOR >> np.uint64(16)) & np.uint64(0xFFFF)
    return draw.astype(np.float64) * postings.count < 0x10000 * _RARE


def _members(
    postings: Postings, kept: npt.NDArray[np.bool_]
) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int32], npt.NDArray[np.uint8]]:
    """For each item of the kept groups: its document, where its group ends, and how frequent the group is (a code)."""
    count = postings.count[kept]
    document = postings.document[np.repeat(kept, postings.count)]
    last = np.repeat(np.cumsum(count).astype(np.int32), count)
    code = np.repeat(np.minimum(np.log2(count) * 12, _CODES - 1).astype(np.uint8), count)
    return document, last, code


def _weights(documents: int) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """By frequency code: the weight of a shingle as evidence by itself, and what is left of it; of those that were
    thinned out, how many a kept one stands for."""
    count = 2.0 ** (np.arange(_CODES) / 12)
    size = max(documents, 200)
    rarity = np.clip(np.log(size / count) / np.log(size / 2), 0.05, 1.0)
    is_rare = count <= _RARE
    return np.where(is_rare, rarity, 0.0), np.where(is_rare, 1.0 - rarity, 0.0), np.where(is_rare, 0.0, count / _RARE)


def _shared(
    document: npt.NDArray[np.int32], last: npt.NDArray[np.int32], code: npt.NDArray[np.uint8], fresh: int
) -> Iterator[npt.NDArray[np.uint64]]:
    """Keys (a, b, code) of all shared shingles, all of one `a` in the same block."""
    partners = last - np.arange(1, len(document) + 1, dtype=np.int32)
    if fresh:  # an old document only looks for new ones
        new_before = np.concatenate([[0], np.cumsum(document >= fresh)])
        new = new_before[last] - new_before[np.arange(len(document)) + 1]
        partners = np.where(document < fresh, new, partners).astype(np.int32)  # within a group the new ones come last
    keys = document.astype(np.uint64) << np.uint64(32) | np.arange(len(document), dtype=np.uint64)
    keys = keys[partners > 0]
    keys.sort()
    order = (keys & np.uint64(0xFFFFFFFF)).astype(np.int32)
    del keys
    owner = document[order]
    load = np.cumsum(partners[order], dtype=np.int64)
    if not len(owner):
        return
    ends = np.flatnonzero(np.concatenate([owner[1:] != owner[:-1], [True]])) + 1
    start = done = 0
    for end in ends.tolist():
        if load[end - 1] - done < _EXPANSION and end < len(order):
            continue
        items = order[start:end]
        many = partners[items].astype(np.int64)
        offset = np.repeat(np.cumsum(many) - many, many)
        place = np.repeat(last[items] - many, many) + np.arange(int(many.sum())) - offset
        first = np.repeat(document[items], many).astype(np.uint64)
        both = first << np.uint64(24) | document[place].astype(np.uint64)
        yield both << np.uint64(8) | np.repeat(code[items], many).astype(np.uint64)
        start, done = end, int(load[end - 1])
