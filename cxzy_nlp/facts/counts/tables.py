"""The knowledge tables of counts, compiled once when they are first needed."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from cxzy_nlp.facts.counts.values import Unit
from cxzy_nlp.knowledge.loader import load
from cxzy_nlp.text.patterns import alternation


@functools.cache
def units() -> Mapping[str, Unit]:
    """Every unit by its surface."""
    table: dict[str, Unit] = {}
    for entry in load("units"):
        for surface in entry["units"]:
            table[surface] = Unit(
                surface,
                entry.get("base", surface),
                entry["kind"],
                entry.get("factor", 1),
                entry.get("guard", ""),
                entry.get("not_before", ""),
                entry.get("solo", False),
            )
    return MappingProxyType(table)


@functools.cache
def cues(kind: str) -> tuple[str, ...]:
    """The words of one kind of cue."""
    return tuple(word for entry in load("count_cues") if entry["kind"] == kind for word in entry["words"])


@functools.cache
def cue_pattern(kind: str) -> re.Pattern[str]:
    """A search for any cue of a kind."""
    return re.compile(alternation(cues(kind)))


@functools.cache
def discourse(kind: str) -> frozenset[str]:
    """The discourse nouns of one kind: frame, point, task or slogan."""
    return frozenset(word for entry in load("discourse_nouns") if entry["kind"] == kind for word in entry["words"])


@functools.cache
def nouns() -> Mapping[str, str]:
    """Every noun that is counted, with its kind; nouns of the indicators and of discourse are nouns too."""
    table: dict[str, str] = {}
    for entry in load("indicators"):
        table.update((noun, "thing") for noun in entry["nouns"])
    for kind in ("frame", "point", "task"):
        table.update((noun, "discourse") for noun in discourse(kind))
    for entry in load("counted_nouns"):
        if entry["kind"] != "modifier":
            table.update((word, entry["kind"]) for word in entry["words"])
    return MappingProxyType({form: kind for word, kind in table.items() for form in regional_forms(word)} | table)


def regional_forms(word: str) -> tuple[str, ...]:
    """The word and the forms that conversion to Traditional script gives it (社区党员: 社群党员).

    Examples
    --------
    >>> regional_forms("社区党员")
    ('社区党员', '社群党员')
    """
    return (word, *(word.replace(standard, variant) for standard, variant in _phrases() if standard in word))


@functools.cache
def _phrases() -> tuple[tuple[str, str], ...]:
    return tuple((row["standard"], row["variant"]) for row in load("regional_words") if row["kind"] == "phrase")


@functools.cache
def lexical() -> re.Pattern[str]:
    """The words whose numerals count nothing."""
    return re.compile(alternation(word for entry in load("lexical_numerals") for word in entry["words"]))


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words for a scan from left to right that always takes the longest word.

    A dictionary, not an alternation: hundreds of alternatives would be tried one by one at every character.
    """

    words: Mapping[str, str]
    lengths: Mapping[str, tuple[int, ...]]  # by first character, longest first

    def tokens(self, text: str, position: int, end: int) -> Iterator[tuple[int, int, str]]:
        """Start, end and kind of every word of ``text[position:end]``, without overlaps."""
        while position < end:
            for length in self.lengths.get(text[position], ()):
                if position + length <= end:
                    kind = self.words.get(text[position : position + length])
                    if kind is not None:
                        yield position, position + length, kind
                        position += length - 1
                        break
            position += 1


def make_lexicon(words: Mapping[str, str]) -> Lexicon:
    """A lexicon of words with their kinds.

    Examples
    --------
    >>> lexicon = make_lexicon({"组织": "verb", "组织生活会": "event"})
    >>> list(lexicon.tokens("召开组织生活会", 0, 7))
    [(2, 7, 'event')]
    """
    lengths: dict[str, set[int]] = {}
    for word in words:
        lengths.setdefault(word[0], set()).add(len(word))
    ordered = {first: tuple(sorted(found, reverse=True)) for first, found in lengths.items()}
    return Lexicon(MappingProxyType(dict(words)), MappingProxyType(ordered))


@functools.cache
def left_lexicon() -> Lexicon:
    """Nouns and verbs: a noun protects the verb inside it (组织生活会); 培训, 走访 and their like are ``both``."""
    return make_lexicon(_with_both("verb", cues("verb")))


@functools.cache
def right_lexicon() -> Lexicon:
    """Nouns and everything that ends a noun."""
    return make_lexicon(_with_both("stop", (*cues("stop"), *cues("verb"))))


@functools.cache
def _modifiers() -> tuple[str, ...]:
    return tuple(word for row in load("counted_nouns") if row["kind"] == "modifier" for word in row["words"])


def _with_both(kind: str, words: Iterable[str]) -> dict[str, str]:
    table = {**dict.fromkeys(_modifiers(), "modifier"), **nouns()}
    return {**table, **{word: "both" if word in table else kind for word in words}}
