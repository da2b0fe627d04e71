"""The knowledge tables of frameworks, compiled once when they are first needed."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Mapping

from cxzy_nlp.facts.frameworks.names import digits_of, parts_of
from cxzy_nlp.knowledge.loader import load
from cxzy_nlp.text.patterns import alternation

_FOLD = str.maketrans("123456789两弍", "一二三四五六七八九二二")
#: What a set phrase is called in the table of lexical numerals; its slogans are frameworks.
_COUNTING = frozenset("个句项条件")
_CHINESE_DIGITS = "二三四五六七八九"
_NO_SLOGANS = ("adverb", "idiom", "name", "rank", "structure")


@functools.lru_cache(maxsize=8192)
def fold(name: str) -> str:
    """One spelling for a name: no blanks, quotes or commas, Chinese digits, 二 for 两.

    Examples
    --------
    >>> fold("5个好"), fold("两学一做"), fold("八个坚持、八个反对")
    ('五个好', '二学一做', '八个坚持八个反对')
    """
    return re.sub(r"[\s“”‘’\"、,和]", "", name).translate(_FOLD)


@functools.cache
def cues(kind: str) -> frozenset[str]:
    """The words of one kind of cue."""
    return frozenset(word for entry in load("slogan_cues") if entry["kind"] == kind for word in entry["words"])


@functools.cache
def any_of(*kinds: str) -> str:
    """A regex source for the longest word of some kinds of cues."""
    return alternation(word for kind in kinds for word in cues(kind))


@functools.cache
def no_slogans() -> frozenset[str]:
    """Words that hold a numeral and are no frameworks, whether quoted or not."""
    lexical = (word for row in load("lexical_numerals") if row["why"] in _NO_SLOGANS for word in row["words"])
    accepted = {*_spellings(), *cues("accepted")}
    alike = (word for row in load("framework_lookalikes") for word in row["words"])
    return frozenset({*lexical, *alike, *cues("word"), *cues("date"), *cues("pair"), *cues("code")} - accepted)


@functools.cache
def known() -> Mapping[str, tuple[int, ...]]:
    """The digits of every name that the table of frameworks gives, by its folded spelling."""
    return {fold(name): tuple(row["digits"]) for row in load("frameworks") for name in _names(row)}


@functools.cache
def official() -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """The official lists of a name (several if it had several contents), by its folded spelling."""
    table: dict[str, list[tuple[str, ...]]] = {}
    for row in load("frameworks"):
        for name in _names(row) if len(row["components"]) > 1 else ():
            table.setdefault(fold(name), []).append(tuple(row["components"]))
    return {name: tuple(lists) for name, lists in table.items()}


@functools.cache
def part_names() -> frozenset[str]:
    """Names that are parts of a longer known one (三亮 of 三亮三比三评)."""
    return frozenset(fold(part) for name in _spellings() if len(parts_of(name)) > 1 for part in parts_of(name))


@functools.cache
def _spellings() -> frozenset[str]:
    return frozenset(name for row in load("frameworks") for name in _names(row))


@functools.cache
def plain_names() -> tuple[str, ...]:
    """The known names that are told without quotation marks.

    A name with a noun behind it (五好党组织) is found by its core; a name that is an everyday count or an everyday
    word without its marks (四句话, 两新) is left out.
    """
    return tuple(_plain())


def _plain() -> Iterable[str]:
    announced, everyday, spellings = cues("announce"), cues("everyday"), _spellings()
    for name in spellings:
        parts = parts_of(name)
        if (not parts and digits_of(name) is None) or name in everyday:
            continue
        if len(parts) == 1 and name[1:2] in _COUNTING and name[2:] in announced:
            continue
        if any(
            name[:length] in spellings and len(parts_of(name[:length])) == len(parts) for length in range(2, len(name))
        ):
            continue
        yield name
        if name[1:2] == "个" and name[0] in _CHINESE_DIGITS:
            yield f"{_CHINESE_DIGITS.index(name[0]) + 2}{name[1:]}"


def _names(row: Mapping[str, object]) -> list[str]:
    """The names of an entry but those that the cues call no slogans (两新: an entry, but a word for organisations)."""
    names = [str(row["name"])]
    for field in ("aliases", "common_wrong"):
        found = row.get(field, ())
        assert isinstance(found, tuple)
        names += map(str, found)
    return [name for name in names if name not in cues("word")]


@functools.cache
def leads() -> re.Pattern[str]:
    """The words that lead to the first item of a list, wherever they stand in it."""
    return re.compile(any_of("lead"))
