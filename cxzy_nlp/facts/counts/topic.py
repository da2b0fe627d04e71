"""The noun that a number counts from afar: 简报出了14期; 活动场所还缺43处; 教育笔记,缺了十一篇."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from cxzy_nlp.facts.counts.before import noun_that_ends, segments
from cxzy_nlp.facts.counts.tables import after_last, last_of
from cxzy_nlp.facts.counts.values import Surface
from cxzy_nlp.knowledge.loader import load

_CLAUSE_REACH = 26
_FAR = 44
_EDGE = last_of(",。;:!?\n|()")
_STOPS = "。;!?\n|"
_NO_NOUNS = frozenset(("verb", "both", "glue", "modifier", "quoted", "unknown"))
_MARKS = frozenset(("modifier", "word"))
_APART = frozenset(("verb", "glue", "unknown"))
#: In a place, not counted: 在每个行业中选树一两个.
_PLACES = frozenset("中里内")
_BEHIND = frozenset(("verb", "both", "glue", "unknown"))
#: At the end of a clause an everyday word may be what became of the noun: 门锁老化,换了68把.
_AFTER = _BEHIND | {"word"}
_BODIES = frozenset(("person", "organisation"))
#: A clause that says no more than that there are so many, or what became of them.
_LIGHT = re.compile(
    r"(?:(?:截至|截止|到|至|从)?[0-9年月日底末初上下旬去今前本全当现目至已来里中一二两三四个半先后最起]{0,12})?"
    r"(?:[0-9一二三四五六七八九十]{1,3}周?岁(?:及?以[上下]|往上)的)?"
    r"(?:[只仅就也还又都共已先再才却竟总一平均算最均]|其中|累计|其余|真正|实际|老实说|大约|如今|现在)*"
    r"(?:[有达为是缺剩差少多上开办搞走来去出丢换做改交送发印写补收留占花降升涨减增]|收到|收回|收回来|发出|发放|印发|完成|办结|兑现|解决|整改|销号|剩下|"
    r"达到|降到|降为|减到|减为|改为|增加到|增至|升到|占到|上升|下降|退回|答复|采纳|落实|保持|控制|不到|买)?(?:[了过着到在为]|起来|出来|下来|回来)?(?:每[年月周天季人户村])?"
)


@dataclass(frozen=True, slots=True)
class _Classifier:
    kinds: frozenset[str]
    tails: frozenset[str]
    but: frozenset[str]
    strong: bool

    def fits(self, word: str, kind: str) -> bool:
        if word[-1] in self.but:
            return False
        return kind in self.kinds or (word[-1] in self.tails and kind not in _BODIES)


@functools.cache
def _classifiers() -> Mapping[str, tuple[_Classifier, ...]]:
    table: dict[str, list[_Classifier]] = {}
    for row in load("classifiers"):
        entry = _Classifier(
            frozenset(row.get("kinds", ())),
            frozenset(row.get("tails", "")),
            frozenset(row.get("but", "")),
            row["reach"] == "strong",
        )
        for unit in row["units"]:
            table.setdefault(unit, []).append(entry)
    return MappingProxyType({unit: tuple(rows) for unit, rows in table.items()})


def counted(unit: str, word: str) -> bool:
    """Whether the last character of a word tells that the unit counts it.

    Examples
    --------
    >>> counted("台", "插秧机"), counted("个", "插秧机")
    (True, False)
    """
    return any(row.fits(word, "") for row in _classifiers().get(unit, ()))


def topic_of(text: str, low: int, surface: Surface, first: bool = False) -> str | None:
    """The noun in front of the verb of the number's own clause; `low` is where the search must stop.

    With `first`, only a noun that the clause begins with.

    Examples
    --------
    >>> from cxzy_nlp.facts.counts.grammar import scan_surfaces
    >>> text = "镇里简报出了14期"
    >>> topic_of(text, 0, scan_surfaces(text, 0, len(text), ())[0])
    '简报'

    Notes
    -----
    Source: topic and comment in Chinese clauses, and the table classifiers, by which a unit tells its nouns. Wrong
    where an adverbial holds a noun that the unit counts too (在会上点评一次).
    """
    if surface.unit.name not in _classifiers():
        return None
    begin = after_last(text, max(low, surface.start - _CLAUSE_REACH), surface.start, _EDGE)
    if first:
        words = segments(text, begin, surface.start)
        close = next((word[1] for word in words if word[2] not in _MARKS), begin)
        return _fitting(text, begin, close, surface, strong=False)
    return _fitting(text, begin, surface.start, surface, strong=False)


def far_topic(text: str, low: int, surface: Surface) -> str | None:
    """The last noun of an earlier clause of the sentence that the unit counts (讲话稿自己写,不超过四页).

    Examples
    --------
    >>> from cxzy_nlp.facts.counts.grammar import scan_surfaces
    >>> text = "讲话稿自己写,不超过四页"
    >>> far_topic(text, 0, scan_surfaces(text, 0, len(text), ())[0])
    '讲话稿'

    Over the count before, which ends at `low`, only units that count few things look.

    Notes
    -----
    Source: as `topic_of`. A unit that counts much (个, 次, 名) looks further only over a clause that says no more than
    that there are so many. Wrong where the noun stands in a sentence before.
    """
    if surface.unit.name not in _classifiers():
        return None
    inside, low = low, surface.start - _FAR if surface.start > _FAR else 0
    close = surface.start
    own = True
    strong = False
    while close > low:
        begin = after_last(text, low, close, _EDGE)
        if own:
            strong = begin == close or _LIGHT.fullmatch(text, begin, close) is None
            own = False
        elif text[close - 1] != "的" and (found := _fitting(text, begin, close, surface, strong or begin < inside)):
            return found
        if begin <= low or text[begin - 1] in _STOPS:
            return None
        close = begin - 1
    return None


@functools.cache
def _fitting_rows(unit: str, strong: bool) -> tuple[_Classifier, ...]:
    return tuple(row for row in _classifiers()[unit] if row.strong or not strong)


def _fitting(text: str, begin: int, end: int, surface: Surface, strong: bool) -> str | None:
    """The last noun of ``text[begin:end]`` that the unit counts; with `strong`, only units that count few things."""
    rows = _fitting_rows(surface.unit.name, strong)
    if not rows or end - begin < 2:
        return None
    words = segments(text, begin, end)
    for index in range(len(words) - 1, -1, -1):
        start, stop, kind = words[index]
        if kind == "quoted" and any(text[stop - 2] in row.tails for row in rows):
            return text[start:stop]
        if (
            kind in _NO_NOUNS
            or text[stop] in _PLACES
            or (index + 1 < len(words) and words[index + 1][2] not in (_AFTER if index + 2 == len(words) else _BEHIND))
        ):
            continue
        word = text[start:stop]
        if any(row.fits(word, kind) for row in rows):
            while index > 0 and words[index - 1][2] not in _APART:
                index -= 1
            return noun_that_ends(text, words[index][0], stop, surface) or word
    return None
