"""Every phrase that any classifier looks for, in one table: n-grams of the model, cues and campaigns of the knowledge.

The phrases of the knowledge are read when the table is made, so that a word added to a knowledge table is looked for
without training anew. What a cue is worth, the model knows by the cue's name.
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from cxzy_nlp.classification.names import campaigns, phrase_pairs
from cxzy_nlp.classification.phrases import Codes, Numbers, PhraseTable, hash_phrase, hash_prefixes
from cxzy_nlp.knowledge import load

#: The levels of organs, from high to low.
LEVELS: tuple[str, ...] = ("central", "province", "city", "county", "township", "village", "unit")
#: How a word speaks of a level: of its own, to those below it in the opening, of itself in the first person.
LEVEL_ZONES: tuple[str, ...] = ("any", "opening", "self")
#: Where a cue is looked for; "ending" is the end of the title.
ZONES: tuple[str, ...] = ("title", "opening", "closing", "line", "heading", "any", "ending")


@functools.cache
def cue_names() -> tuple[str, ...]:
    """The cues about a document, in the order of the tables."""
    return tuple(f"{entry['cue']} ({entry['zone']})" for entry in load("genre_cues"))


@functools.cache
def role_cue_names() -> tuple[str, ...]:
    """The cues about a heading: those of the words, then the roles of the standing headings."""
    roles = dict.fromkeys(f"stock {entry['role']}" for entry in load("stock_headings"))
    return (*(entry["cue"] for entry in load("role_cues")), *roles)


def _document_cues() -> Iterator[tuple[str, str, int]]:
    """Word, zone and number of each cue."""
    for number, entry in enumerate(load("genre_cues")):
        for word in entry["words"]:
            yield word, entry["zone"], number


def _heading_cues() -> Iterator[tuple[str, int]]:
    number = {name: index for index, name in enumerate(role_cue_names())}
    for entry in load("role_cues"):
        for word in entry["words"]:
            yield word, number[entry["cue"]]
    for entry in load("stock_headings"):
        for word in entry["words"]:
            yield word, number[f"stock {entry['role']}"]


def _level_cues() -> Iterator[tuple[str, int]]:
    """Word and number of its level, plus that of the levels times the number of its zone."""
    for entry in load("level_cues"):
        number = LEVELS.index(entry["level"]) + len(LEVELS) * LEVEL_ZONES.index(entry["zone"])
        for word in entry["words"]:
            yield word, number


@dataclass(frozen=True, slots=True, eq=False)
class CueIndex:
    """Pairs of phrase and cue, sorted by phrase: ``cues[first[p]:first[p] + sizes[p]]`` belong to phrase p."""

    first: Numbers
    sizes: npt.NDArray[np.uint8]
    cues: Numbers

    @classmethod
    def of(cls, phrases: Numbers, cues: Sequence[int], size: int) -> CueIndex:
        order = np.argsort(phrases, kind="stable")
        counts = np.bincount(phrases, minlength=size)
        first = np.concatenate([[0], np.cumsum(counts)])[:-1].astype(np.int64)
        return cls(first, counts.astype(np.uint8), np.array(cues, dtype=np.int64)[order])

    def of_phrases(self, phrases: Numbers) -> tuple[Numbers, Numbers]:
        """Places in `phrases` of those that stand for a cue, once for each, and the cues."""
        sizes = self.sizes[phrases].astype(np.int64)
        which = np.arange(len(phrases)).repeat(sizes)
        steps = np.arange(len(which)) - (sizes.cumsum() - sizes).repeat(sizes)
        return which, self.cues[self.first[phrases[which]] + steps]


class Said(NamedTuple):
    """What the known phrases of a document stand for: for each kind places among them, and numbers.

    Parameters
    ----------
    cues
        The cues about the document, each with its zone: number of the cue times the number of zones, plus the zone.
    headings
        The cues about a heading.
    levels
        The level that the phrase speaks of, plus the number of levels times that of its zone in `LEVEL_ZONES`.
    campaigns
        What the phrase is to which campaign, as `names.phrase_pairs` numbers it.
    """

    cues: tuple[Numbers, Numbers]
    headings: tuple[Numbers, Numbers]
    levels: tuple[Numbers, Numbers]
    campaigns: tuple[Numbers, Numbers]


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """The table, and for each of its phrases what it stands for.

    Parameters
    ----------
    table
        All phrases.
    grams
        Number of the model's n-gram that the phrase is, or -1.
    known
        Whether the phrase is one of the knowledge.
    words
        What it stands for there: a number of `Said`, plus the bound of its kind.
    bounds
        Where the numbers of each kind of `Said` begin, and where the last one's end.
    """

    table: PhraseTable
    grams: Numbers
    known: npt.NDArray[np.bool_]
    words: CueIndex
    bounds: tuple[int, ...]

    def said(self, phrases: Numbers) -> Said:
        """What these phrases, all of the knowledge, stand for."""
        which, numbers = self.words.of_phrases(phrases)
        order = numbers.argsort()
        which, numbers = which[order], numbers[order]
        edges = numbers.searchsorted(self.bounds).tolist()
        kinds = zip(edges, edges[1:], self.bounds, strict=False)
        return Said(*((which[low:high], numbers[low:high] - bound) for low, high, bound in kinds))


def build_lexicon(gram_hashes: Codes) -> Lexicon:
    """The table of a model's n-grams (hashes in the model's order) and of all phrases of the knowledge."""
    coded = [(word, cue * len(ZONES) + ZONES.index(zone)) for word, zone, cue in _document_cues()]
    kinds = (coded, list(_heading_cues()), list(_level_cues()), list(phrase_pairs(campaigns())))
    hashed = [np.array([hash_phrase(word) for word, _ in pairs], dtype=np.uint64) for pairs in kinds]
    known = np.unique(np.concatenate([gram_hashes, *hashed]))
    grams = np.full(len(known), -1, dtype=np.int64)
    grams[np.searchsorted(known, gram_hashes)] = np.arange(len(gram_hashes))
    spoken = np.concatenate(hashed)
    bounds = [0, *itertools.accumulate(1 + max(number for _, number in pairs) for pairs in kinds)]
    numbers = [bound + number for bound, pairs in zip(bounds, kinds, strict=False) for _, number in pairs]
    words = CueIndex.of(np.searchsorted(known, spoken).astype(np.int64), numbers, len(known))
    prefixes = hash_prefixes(word for pairs in kinds for word, _ in pairs)
    table = PhraseTable.of_hashes(known, prefixes)
    return Lexicon(table, grams, np.isin(known, spoken), words, tuple(bounds))
