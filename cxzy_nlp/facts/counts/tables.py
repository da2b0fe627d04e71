"""The knowledge tables of counts, compiled once when they are first needed."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
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


@functools.lru_cache(maxsize=4096)
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
    return re.compile(alternation(_lexical_words()))


@functools.cache
def lexical_pairs() -> frozenset[str]:
    """Any two characters that stand side by side in a word whose numeral counts nothing."""
    return frozenset(left + right for word in _lexical_words() for left, right in pairwise(word))


@functools.cache
def _lexical_words() -> tuple[str, ...]:
    return tuple(word for entry in load("lexical_numerals") for word in entry["words"])


def last_characters(words: Iterable[str]) -> frozenset[str]:
    """What words end in: one look at the text in front of a place tells that none of them ends there.

    Examples
    --------
    >>> sorted(last_characters(("点击", "点击量", "浏览量")))
    ['击', '量']
    """
    return frozenset(word[-1] for word in words)


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


#: Start, end and kind of a word.
Token = tuple[int, int, str]
#: The lengths of most words.
_SHORT = (2, 1)
#: Kinds of a word that begins with the last character of an everyday word and does not make it shorter.
_SPLIT_BY = frozenset(("word", "verb"))


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words for a scan from left to right that always takes the longest word.

    A dictionary, not an alternation: hundreds of alternatives would be tried one by one at every character.
    """

    words: Mapping[str, str]
    longer: Mapping[str, tuple[int, ...]]  # two characters that begin a longer word: the lengths to try

    def tokens(self, text: str, position: int, end: int) -> list[Token]:
        """Start, end and kind of every word of ``text[position:end]``, without overlaps."""
        longer, word = self.longer.get, self.words.get
        found: list[Token] = []
        while position < end:
            for length in longer(text[position : position + 2], _SHORT):
                stop = position + length
                if stop <= end and (kind := word(text[position:stop])) is not None:
                    if kind == "word" and word(text[stop - 1 : stop + 1], "word") not in _SPLIT_BY:
                        continue  # 自选|项目, not 自选项|目
                    found.append((position, stop, kind))
                    position = stop
                    break
            else:
                position += 1
        return found


def make_lexicon(words: Mapping[str, str]) -> Lexicon:
    """A lexicon of words with their kinds.

    Examples
    --------
    >>> lexicon = make_lexicon({"组织": "verb", "组织生活会": "event"})
    >>> lexicon.tokens("召开组织生活会", 0, 7)
    [(2, 7, 'event')]
    """
    lengths: dict[str, set[int]] = {}
    for word in words:
        if len(word) > 2:
            lengths.setdefault(word[:2], {*_SHORT}).add(len(word))
    return Lexicon(dict(words), {pair: tuple(sorted(found, reverse=True)) for pair, found in lengths.items()})


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
