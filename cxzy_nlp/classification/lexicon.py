"""Every phrase that any classifier looks for, in one table: n-grams of the model, cues and campaigns of the knowledge.

The phrases of the knowledge are read when the table is made, so that a word added to a knowledge table is looked for
without training anew. What a cue is worth, the model knows by the cue's name.
"""

from __future__ import annotations

import functools
import itertools
from collections import Counter
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
    """The cues about the role of a section: those of the words, then the roles of the standing headings."""
    roles = dict.fromkeys(f"stock {entry['role']}" for entry in load("stock_headings"))
    return (*(entry["cue"] for entry in load("role_cues")), *roles)


@functools.cache
def role_cue_zones() -> npt.NDArray[np.int64]:
    """For each of `role_cue_names` the zone in `ZONES` that it is looked for in: its heading, or the title.

    Raises
    ------
    ValueError
        If the table names another zone.
    """
    named = [entry["zone"] for entry in load("role_cues")]
    if not set(named) <= {"heading", "title"}:
        raise ValueError(f"role_cues: the zone of a cue is heading or title, not {sorted(set(named))}")
    zones = [ZONES.index(zone) for zone in named]
    return np.array(zones + [ZONES.index("heading")] * (len(role_cue_names()) - len(zones)))


def _document_cues() -> Iterator[tuple[str, str, int]]:
    """Word, zone and number of each cue."""
    for number, entry in enumerate(load("genre_cues")):
        for word in entry["words"]:
            yield word, entry["zone"], number


def _role_cues() -> Iterator[tuple[str, int]]:
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


class Said(NamedTuple):
    """What the known phrases of a document stand for: for each kind places among them, and numbers.

    Parameters
    ----------
    cues
        The cues about the document, each with its zone: number of the cue times the number of zones, plus the zone.
    roles
        The cues about the role of a section.
    levels
        The level that the phrase speaks of, plus the number of levels times that of its zone in `LEVEL_ZONES`.
    campaigns
        What the phrase is to which campaign, as `names.phrase_pairs` numbers it.
    """

    cues: tuple[Numbers, Numbers]
    roles: tuple[Numbers, Numbers]
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
        Number of the model's n-gram that the phrase is, counted from 1, or 0.
    known
        Whether the phrase is one of the knowledge.
    meanings
        What it stands for there, a row for each phrase (what is read of it lies side by side in memory): numbers of
        the first kind of `Said` in the first columns, of the second kind in the next, and so on; -1 where there is
        none (left).
    bounds
        Where the columns of each kind begin, and where the last ones end.
    """

    table: PhraseTable
    grams: npt.NDArray[np.int16]
    known: npt.NDArray[np.bool_]
    meanings: npt.NDArray[np.int16]
    bounds: tuple[int, ...]

    @property
    def gram_count(self) -> int:
        """How many n-grams the model has."""
        return int(self.grams.max(initial=0))

    def said(self, phrases: Numbers) -> Said:
        """What these phrases, all of the knowledge, stand for."""
        found = self.meanings.take(phrases, axis=0).T.ravel()
        places = (found >= 0).nonzero()[0]
        numbers, which = found[places].astype(np.int64), places % max(len(phrases), 1)
        zero, cues, roles, levels, end = places.searchsorted([bound * len(phrases) for bound in self.bounds]).tolist()
        return Said(
            (which[zero:cues], numbers[zero:cues]),
            (which[cues:roles], numbers[cues:roles]),
            (which[roles:levels], numbers[roles:levels]),
            (which[levels:end], numbers[levels:end]),
        )


def build_lexicon(gram_hashes: Codes) -> Lexicon:
    """The table of a model's n-grams (hashes in the model's order) and of all phrases of the knowledge."""
    coded = [(word, cue * len(ZONES) + ZONES.index(zone)) for word, zone, cue in _document_cues()]
    kinds = (coded, list(_role_cues()), list(_level_cues()), list(phrase_pairs(campaigns())))
    hashed = [np.array([hash_phrase(word) for word, _ in pairs], dtype=np.uint64) for pairs in kinds]
    known = np.unique(np.concatenate([gram_hashes, *hashed]))
    grams = np.zeros(len(known), dtype=np.int16)
    grams[np.searchsorted(known, gram_hashes)] = np.arange(1, len(gram_hashes) + 1)
    tables = [
        _meanings(np.searchsorted(known, found), [number for _, number in pairs], len(known))
        for found, pairs in zip(hashed, kinds, strict=True)
    ]
    bounds = (0, *itertools.accumulate(table.shape[1] for table in tables))
    prefixes = hash_prefixes(word for pairs in kinds for word, _ in pairs)
    meanings = np.hstack(tables)
    return Lexicon(PhraseTable.of_hashes(known, prefixes), grams, meanings.max(1) >= 0, meanings, bounds)


def _meanings(phrases: Numbers, numbers: Sequence[int], size: int) -> npt.NDArray[np.int16]:
    """The numbers that each of `size` phrases stands for, in ascending order from the first column on; -1 for none."""
    places = Counter(phrases.tolist())
    rows = np.full((size, max(places.values(), default=0)), -1, dtype=np.int16)
    filled: Counter[int] = Counter()
    for number, phrase in sorted(zip(numbers, phrases.tolist(), strict=True)):
        rows[phrase, filled[phrase]] = number
        filled[phrase] += 1
    return rows
