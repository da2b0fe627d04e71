"""What is nobody's own: wording known to be ordered, and passages that four or more mutually unrelated groups carry."""

from __future__ import annotations

import functools
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from cxzy_nlp.copies.corpus import Corpus
from cxzy_nlp.copies.normal import normalize
from cxzy_nlp.copies.seeds import SHINGLE, Postings, owners, sampled, shingle_hashes
from cxzy_nlp.document import Source
from cxzy_nlp.knowledge import load, table_names
from cxzy_nlp.text import make_reading

Hashes = npt.NDArray[np.uint64]
Mask = npt.NDArray[np.bool_]

#: Mutually unrelated groups that make a passage common language.
GROUPS = 4
_LONG = 18  # symbols of a common stretch that is more than a stock phrase
_CLOSE = 6  # symbols between two common stretches that belong to them: a changed word, a shingle that was not sampled
_BLOCK = 1 << 22
_TABLE = 22  # bits


@functools.cache
def known_hashes() -> Hashes:
    """The shingles of wording that the library knows to be ordered, ascending.

    Source: the table ``mandated``, and the components of ``frameworks`` in their order, where the library has it.
    """
    texts = [str(entry["text"]) for entry in load("mandated")]
    if "frameworks" in table_names():
        texts += ["、".join(entry["components"]) for entry in load("frameworks")]
    found = [np.zeros(0, np.uint64)]
    for text in texts:
        symbols = normalize(make_reading(Source(text))).symbols
        size = np.array([0, len(symbols)], np.int64)
        nowhere = np.zeros(len(symbols), np.uint32)
        found.append(shingle_hashes(Corpus(symbols, nowhere, nowhere.astype(np.uint16), size), 0, len(symbols)))
    return np.unique(np.concatenate(found))


def carried_by_groups(postings: Postings, family: npt.NDArray[np.int64], among: Hashes | None = None) -> Hashes:
    """The shingles that documents of at least `GROUPS` families have, ascending; only `among` these, if given."""
    many = postings.count >= GROUPS
    if among is not None:
        many &= isin(postings.hash, among)
    group = np.repeat(np.flatnonzero(many), postings.count[many])
    if not len(group):
        return np.zeros(0, np.uint64)
    keys = group.astype(np.int64) << 24 | family[postings.document[np.repeat(many, postings.count)]]
    keys.sort()
    keys = keys[np.concatenate([[True], keys[1:] != keys[:-1]])] >> 24
    edges = np.flatnonzero(np.concatenate([[True], keys[1:] != keys[:-1]]))
    families = np.diff(np.append(edges, len(keys)))
    return np.sort(postings.hash[keys[edges[families >= GROUPS]]])


@dataclass(frozen=True, slots=True, eq=False)
class CommonText:
    """Which symbols of a corpus are common language: ``every`` stretch, or only the ``long`` ones.

    A stock phrase inside a copied paragraph is copied with it; of a paragraph that everybody must quote, nothing is.
    """

    every: Mask
    long: Mask


def common_text(corpus: Corpus, hashes: Hashes, sampling: int, *, known: bool = True) -> CommonText:
    """Which symbols of the corpus stand in a common shingle, or closely between two."""
    every = np.zeros(len(corpus.symbols), bool)
    for low in range(0, len(every), _BLOCK):
        found = shingle_hashes(corpus, low, low + _BLOCK)
        hit = isin(found, hashes)
        if sampling > 1:
            hit &= sampled(found, sampling)
        if known:
            hit |= isin(found, known_hashes())
        places = np.flatnonzero(hit)
        places = places[owners(corpus, low, low + len(found))[places] >= 0] + low
        for offset in range(SHINGLE):
            every[places + offset] = True
    edges = np.flatnonzero(np.diff(np.concatenate([[False], every, [False]]).view(np.int8)))
    first, last = edges[::2], edges[1::2]
    enough = last - first >= _LONG
    stretch = np.zeros(len(every) + 1, np.int8)
    stretch[first[enough]] += 1
    stretch[last[enough]] -= 1
    long = np.cumsum(stretch[:-1], dtype=np.int8).astype(bool)
    _close_gaps(every, corpus)
    _close_gaps(long, corpus)
    return CommonText(every, long)


def isin(values: Hashes, ordered: Hashes) -> Mask:
    """Which values stand in an ascending array."""
    if not len(ordered):
        return np.zeros(len(values), bool)
    table = np.zeros(1 << _TABLE, bool)  # most values are told by one look at their last bits
    table[(ordered & np.uint64((1 << _TABLE) - 1)).astype(np.int64)] = True
    found = table[(values & np.uint64((1 << _TABLE) - 1)).astype(np.int64)]
    maybe = found.nonzero()[0]
    at = np.searchsorted(ordered, values[maybe])
    at[at == len(ordered)] = 0
    found[maybe] = ordered[at] == values[maybe]
    return found


def _close_gaps(mask: Mask, corpus: Corpus) -> None:
    edges = np.flatnonzero(np.diff(np.concatenate([[False], mask, [False]]).view(np.int8)))
    ends, begins = edges[1::2][:-1], edges[2::2]
    small = begins - ends <= _CLOSE
    small &= np.searchsorted(corpus.bounds, ends, "right") == np.searchsorted(corpus.bounds, begins, "right")
    for end, begin in zip(ends[small].tolist(), begins[small].tolist(), strict=True):
        mask[end:begin] = True
