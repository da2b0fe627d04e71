"""What looks like a count and counts nothing: ordinals, set phrases, slogans, everyday 一个, counters of a site."""

from __future__ import annotations

import functools
import re

from cxzy_nlp.facts.counts.tables import cues, discourse, lexical, nouns
from cxzy_nlp.facts.counts.values import Surface
from cxzy_nlp.text.patterns import alternation

_BOUNDARY = frozenset(",。;、:!?)\n|”’ ")
_LIST_VERBS = re.compile(r"(?:分为|分成|分|划分为|划分成|归纳为|概括为|共|有|讲|提|谈|注意|强调|以下|下面|如下|这)\Z")
_QUOTE_REACH = 24
_DAYTIMES = ("午", "晚", "晨", "早")  # 下午三点


def counts_nothing(text: str, surface: Surface) -> bool:
    """Whether the number with its unit states no quantity.

    Notes
    -----
    Source: GUIDELINES of the annotated documents (no ordinals, no digits of slogans) and the tables lexical_numerals
    and discourse_nouns. Wrong for slogans that neither stand in quotation marks nor in a table.
    """
    at, number = surface.number_start, text[surface.number_start : surface.number_end]
    if number == "一" and not surface.zero and not _one_counts(text, surface):  # first: it is by far the most frequent
        return True
    return (
        (not surface.zero and _is_lexical(text, surface))
        or _is_ordinal(text, surface, number)
        or _is_vague(text, at, number)
        or _guarded(text, surface, number)
        or _is_slogan(text, surface, number)
        or _in_short_quote(text, surface, number)
        or _is_noise(text, at)
    )


def zero_from(text: str, at: int, number: str) -> int | None:
    """Where 没有 of 没有一起 begins, if the number at `at` is denied that way.

    Examples
    --------
    >>> zero_from("全年没有一起上访", 4, "一")
    2
    """
    if number != "一":
        return None
    found = _negation().search(text, max(0, at - 6), at)
    return found.start() if found else None


@functools.cache
def _negation() -> re.Pattern[str]:
    return re.compile(f"(?<![有若])(?:{alternation(cues('negation'))})\\Z")


@functools.cache
def _ordinal() -> re.Pattern[str]:
    """第 also reaches over an enumeration: 第一、二、三批."""
    return re.compile(r"第[0-9一二三四五六七八九十百]{1,5}[、,和至到-]\Z|第[、,]?\Z")


@functools.cache
def _rank() -> re.Pattern[str]:
    words = [word for word in cues("ordinal") if word not in ("第", "上", "下")]
    return re.compile(f"(?:{alternation(words)})\\Z")


@functools.cache
def _numbered() -> re.Pattern[str]:
    return re.compile(alternation(cues("ordinal_noun")))


@functools.cache
def _vague() -> re.Pattern[str]:
    return re.compile(f"(?:{alternation(cues('vague'))})\\Z")


@functools.cache
def _noise() -> re.Pattern[str]:
    return re.compile(f"(?:{alternation(cues('noise'))})[次数量:了 ]{{0,3}}\\Z")


def _is_lexical(text: str, surface: Surface) -> bool:
    low = max(0, surface.number_start - 5)
    for match in lexical().finditer(text, low, surface.unit_end + 4):
        if match.start() <= surface.number_start < match.end() and (
            match.end() > surface.number_end or match.start() < surface.number_start
        ):
            return True
    return False


def _is_ordinal(text: str, surface: Surface, number: str) -> bool:
    at = surface.number_start
    if _ordinal().search(text, max(0, at - 8), at):
        return True
    if surface.unit.surface == "次" and not number[0].isdecimal() and _numbered().match(text, surface.unit_end):
        return True
    if number == "二" and surface.unit.surface in ("次", "期") and surface.end == surface.unit_end:
        # Things are counted with 两; 二次 before a noun is a second time (二次供水).
        return text[surface.end : surface.end + 1] not in _BOUNDARY
    if surface.unit.kind == "person" and _rank().search(text, max(0, at - 2), at):
        return True
    if surface.unit.kind == "score":  # 8点30分
        return text[max(0, at - 2) : at].rstrip()[-1:] in ("点", "时")
    return surface.unit.surface == "岁" and number.isdecimal() and text[surface.unit_end : surface.end] != ""


def _is_vague(text: str, at: int, number: str) -> bool:
    """数十名, 几百户 have no value; 百名, 千户, 万人 alone are figures of speech."""
    if number[0] in "十百千万" and _vague().search(text, max(0, at - 2), at):
        return True
    return number in ("百", "千", "万", "百万", "千万", "半") and text[at - 1 : at] != "上"


def _guarded(text: str, surface: Surface, number: str) -> bool:
    guard = surface.unit.guard
    numeral = surface.numeral
    if guard in ("digits", "strict"):
        if number[0].isdecimal() or (numeral is not None and numeral.value >= 10):
            return False
        return guard == "strict" or not _noun_follows(text, surface)
    if guard == "list":
        if number[0].isdecimal() and surface.unit.surface == "点":
            return True
        after = text[surface.end : surface.end + 1]
        announced = _LIST_VERBS.search(text, max(0, surface.number_start - 3), surface.number_start) is not None
        if surface.unit.surface == "点" and text[surface.number_start - 1 : surface.number_start] in _DAYTIMES:
            return True
        if announced or after in (":", "。"):
            return False
        # 三点意见 is a count of points, 二类支部 a rank of branches
        return surface.unit.surface != "点" or not _noun_follows(text, surface)
    return False


def _noun_follows(text: str, surface: Surface) -> bool:
    """Whether a known noun stands right behind the unit (三所学校, 三点意见); 堂 counts no persons."""
    table = nouns()
    for length in (4, 3, 2):
        kind = table.get(text[surface.end : surface.end + length])
        if kind is not None:
            return not (kind == "person" and surface.unit.kind == "event")
    return False


def _is_slogan(text: str, surface: Surface, number: str) -> bool:
    """三个到位, 四个结合: 个 with what is no noun."""
    if surface.unit.surface not in ("个", "项", "条", "种", "大", "次") or number[0].isdecimal():
        return False
    if surface.numeral is None or surface.numeral.value > 12 or surface.end != surface.unit_end:
        return False
    at = surface.unit_end
    for length in range(4, 0, -1):
        word = text[at : at + length]
        if len(word) == length and word in nouns():
            return False
        if word in discourse("slogan") and len(word) == length:
            return length > 1 or word in "好不有从零一" or text[at + 1 : at + 2] in _BOUNDARY
    return False


def _in_short_quote(text: str, surface: Surface, number: str) -> bool:
    """A quoted piece that begins with its numeral is a name (“四句话”); in a short quote any Chinese numeral is."""
    at = surface.number_start
    low = max(0, at - _QUOTE_REACH)
    opened = max(text.rfind("“", low, at), text.rfind("‘", low, at))
    if opened < 0:
        return False
    closing = "”" if text[opened] == "“" else "’"
    if text.find(closing, opened, at) >= 0:
        return False
    closed = text.find(closing, at, at + _QUOTE_REACH)
    if closed < 0:
        return False
    return opened == surface.start - 1 or (closed - opened <= 16 and not number[0].isdecimal())


def _one_counts(text: str, surface: Surface) -> bool:
    """一 counts after its noun at the end of a clause (活动室一个), as a measure, and per head (每村选派一名)."""
    unit, at = surface.unit, surface.number_start
    if unit.kind in ("money", "area", "rate", "weight", "text"):
        return True
    if not unit.solo:
        return False
    after = text[surface.end : surface.end + 1]
    clause = text[max(0, at - 14) : at]
    cut = max(clause.rfind(mark) for mark in ",。;:!?\n、(")
    clause = clause[cut + 1 :]
    if "每" in clause and len(clause) > 2:
        return clause[-1] not in "是为成每这那某任的又再" and clause[-2:] not in ("作为", "成为", "都有")
    if after and after not in _BOUNDARY:
        return False
    table = nouns()
    return any(clause[-length:] in table for length in range(2, 8) if len(clause) >= length)


def _is_noise(text: str, at: int) -> bool:
    return _noise().search(text, max(0, at - 8), at) is not None
