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

_LONGEST_NOUN = 8


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
def cues(kind: str) -> frozenset[str]:
    """The words of one kind of cue."""
    return frozenset(word for entry in load("count_cues") if entry["kind"] == kind for word in entry["words"])


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


def kind_of(noun: str) -> str | None:
    """The kind of the longest known noun that ends `noun`.

    Examples
    --------
    >>> kind_of("农村党员"), kind_of("一团和气")
    ('person', None)
    """
    for length in range(min(_LONGEST_NOUN, len(noun)), 0, -1):
        kind = nouns().get(noun[-length:])
        if kind is not None:
            return kind
    return None


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


def last_of(marks: str) -> re.Pattern[str]:
    """A pattern for `after_last`; greedy, so that the regular expression engine looks from the end backwards."""
    return re.compile(f"(?s:.*)[{re.escape(marks)}]")


def after_last(text: str, low: int, high: int, marks: re.Pattern[str]) -> int:
    """Where the piece behind the last of `marks` in ``text[low:high]`` begins; `low` if there is none.

    Examples
    --------
    >>> after_last("去年,今年", 0, 5, last_of(",。"))
    3
    """
    found = marks.match(text, low, high)
    return found.end() if found else low


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words for a scan from left to right that always takes the longest word.

    A dictionary, not an alternation: hundreds of alternatives would be tried one by one at every character.
    """

    words: Mapping[str, str]
    lengths: Mapping[str, tuple[int, ...]]  # by first character, longest first

    def tokens(self, text: str, position: int, end: int) -> Iterator[tuple[int, int, str]]:
        """Start, end and kind of every word of ``text[position:end]``, without overlaps."""
        lengths, words = self.lengths, self.words
        while position < end:
            if (possible := lengths.get(text[position])) is not None:
                for length in possible:
                    stop = position + length
                    if stop <= end and (kind := words.get(text[position:stop])) is not None:
                        if kind == "word" and words.get(text[stop - 1 : stop + 1], "word") not in ("word", "verb"):
                            continue  # 自选|项目, not 自选项|目
                        yield position, stop, kind
                        position = stop - 1
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
    return Lexicon(dict(words), ordered)


@functools.cache
def everyday(kind: str) -> tuple[str, ...]:
    """Words of the general vocabulary, noun or verb, that no other table has."""
    return tuple(word for row in load("everyday_words") if row["kind"] == kind for word in row["words"].split())


@functools.cache
def left_lexicon() -> Lexicon:
    """Nouns and what ends them on the left; a noun protects the verb inside it (组织生活会); 培训 is ``both``."""
    table = {
        **dict.fromkeys(cues("attribute"), "modifier"),
        **dict.fromkeys(everyday("noun"), "word"),
        **dict.fromkeys(everyday("verb"), "verb"),
    }
    return make_lexicon({**table, **_with_both("verb", (*cues("verb"), *cues("break")))})


@functools.cache
def right_lexicon() -> Lexicon:
    """Nouns and everything that ends a noun; verbs that stand before a noun like an adjective are ``attribute``."""
    table = dict.fromkeys(everyday("noun"), "word")
    words = _with_both("stop", (*cues("stop"), *cues("verb")))
    attributes = {word: "attribute" for word in cues("attribute") if words.get(word) == "stop"}
    return make_lexicon({**table, **words, **attributes})


@functools.cache
def _modifiers() -> tuple[str, ...]:
    return tuple(word for row in load("counted_nouns") if row["kind"] == "modifier" for word in row["words"])


def _with_both(kind: str, words: Iterable[str]) -> dict[str, str]:
    table = {**dict.fromkeys(_modifiers(), "modifier"), **nouns()}
    found = {**table, **{word: kind for word in words if word not in table}}
    return {**found, **dict.fromkeys(cues("both"), "both")}
