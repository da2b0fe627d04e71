"""What looks like a count and counts nothing: ordinals, set phrases, slogans, everyday 一个, counters of a site."""

from __future__ import annotations

import functools
import re

from cxzy_nlp.facts.counts.ones import one_counts
from cxzy_nlp.facts.counts.tables import cues, discourse, last_characters, left_lexicon, lexical, lexical_pairs, nouns
from cxzy_nlp.facts.counts.values import Surface
from cxzy_nlp.text.patterns import alternation

_BOUNDARY = frozenset(",。;、:!?)\n|”’ ")
_LIST_VERBS = re.compile(r"(?:分为|分成|分|划分为|划分成|归纳为|概括为|共|有|讲|提|谈|注意|强调|以下|下面|如下|这)\Z")
#: 四句话目标 is the name of a framework.
_MAXIM = re.compile(r"话?(?:的?(?:总?目标|总?要求|方针|标准|精神|口号))")
_QUOTE_REACH = 24
_SLOGAN_UNITS = frozenset(("个", "项", "条", "种", "大", "次"))
#: Behind an approximation these are amounts; alone they are everybody (千家万户).
_ROUND = frozenset(("千户", "万户", "百户", "万人", "千人", "百名", "千名", "万名"))
#: What may stand between a site's word and its number: 点击次数:35.
_NOISE_TAIL = "次数量:了 "
#: People read, pages are clicked (阅读6.4万人次).
_READERS = frozenset(("人次", "名", "人"))
_DAYTIMES = ("午", "晚", "晨", "早")  # 下午三点


#: 7:|30分, 1:23:|45秒: a time of the day.
_CLOCK = re.compile(r"\d{1,2} ?[:：] ?\Z")
#: 1张凤英 党总支书记 为老人体检: the number of a row, and a family name that is a measure word elsewhere.
_ROW = re.compile(r"\d{1,3}[ \t]*[张项支米包双][\u4e00-\u9fff]{1,2}[ \t]+[^ \t\n]{2,}[ \t]+[^ \t\n]")


def counts_nothing(text: str, surface: Surface) -> bool:
    """Whether the number with its unit states no quantity.

    Notes
    -----
    Source: GUIDELINES of the annotated documents (no ordinals, no digits of slogans) and the tables lexical_numerals
    and discourse_nouns. Wrong for slogans that neither stand in quotation marks nor in a table.
    """
    at, number, unit = surface.number_start, text[surface.number_start : surface.number_end], surface.unit
    if number == "一" and (not (surface.zero or one_counts(text, surface)) or _in_title(text, at)):
        return True  # first: it is by far the most frequent
    arabic = number[0].isdecimal()
    if arabic and text[at - 1 : at] in ("", "\n") and _ROW.match(text, at, at + 60):
        return True
    return (
        _is_lexical(text, surface)
        or _is_ordinal(text, surface, number)
        or (not arabic and _is_vague(text, at, number))
        or (unit.guard != "" and number != "一" and _guarded(text, surface, number))
        or (not arabic and _is_slogan(text, surface))
        or _in_short_quote(text, surface, arabic)
        or (
            unit.name not in _READERS
            and text[at - 1 : at] in _noise_lasts()
            and _noise().search(text, max(0, at - 8), at) is not None
        )
        or (unit.surface in ("分", "秒") and _CLOCK.search(text, max(0, at - 6), at) is not None)
        or (unit.surface == "句" and _MAXIM.match(text, surface.unit_end) is not None)
    )


def _in_title(text: str, at: int) -> bool:
    """《最后一担盐》."""
    low = max(0, at - _QUOTE_REACH)
    return text.rfind("《", low, at) > text.rfind("》", low, at)


def denied(text: str, at: int, end: int) -> bool:
    """Whether the 一 at `at`, whose unit ends at `end`, is denied and so a count of zero.

    Examples
    --------
    >>> denied("全年没有一起上访", 4, 6), denied("告状信一封也没有", 3, 5), denied("有一封信", 1, 3)
    (True, True, False)
    """
    if _NONE_BEHIND.match(text, end):
        return True
    return _negation().search(text, max(0, at - 10), at) is not None and text[end : end + 1] not in _EVERYDAY


_NONE_BEHIND = re.compile(r"[^,。;:!?\n、的0-9]{0,4}?[也都](?:没有|没|未)|(?:没有|未有)(?![^,。;:!?\n]{1,8}的)")
_EVERYDAY = frozenset("好定")


@functools.cache
def _negation() -> re.Pattern[str]:
    """没有一起, 没有发展过一名; 有没有 asks."""
    return re.compile(
        f"(?:(?<![有若])(?:{alternation(cues('negation'))})"
        r"|(?<!有)(?:没有|没|从未|未曾|不曾|未)[^,。;:!?\n、的是有]{1,4}过?)\Z"
    )


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
    return re.compile(f"(?:{alternation(cues('noise'))})[{_NOISE_TAIL}]{{0,3}}\\Z")


@functools.cache
def _noise_lasts() -> frozenset[str]:
    return last_characters(cues("noise")) | set(_NOISE_TAIL)


def _is_lexical(text: str, surface: Surface) -> bool:
    at, pairs = surface.number_start, lexical_pairs()
    if text[at : at + 2] not in pairs and text[at - 1 : at + 1] not in pairs:
        return False
    if surface.start < at and text[at : surface.unit_end] in _ROUND:
        return False  # 近|千户
    low = max(0, surface.number_start - 5)
    for match in lexical().finditer(text, low, surface.unit_end + 4):
        if match.start() <= surface.number_start < match.end() and (
            match.end() > surface.number_end or match.start() < surface.number_start
        ):
            if match.start() < at < match.end() < surface.number_end and match.end() == at + 1:
                continue  # 全系|统一|万九千多名
            if match.span() == (surface.number_start, surface.unit_end) and match[0] == "一起":
                continue  # 发生一起: that it counts has been settled
            # 没有|一起 counts, 没有统一|笔记本 does not.
            return not surface.zero or match.start() < at
    return False


def _is_ordinal(text: str, surface: Surface, number: str) -> bool:
    at = surface.number_start
    low = at - 8 if at > 8 else 0
    if text.find("第", low, at) >= 0 and _ordinal().search(text, low, at):
        return True
    unit, kind = surface.unit.surface, surface.unit.kind
    if unit == "次" and not number[0].isdecimal() and _numbered().match(text, surface.unit_end):
        return True
    if unit == "期" and text[at - 1 : at] == "年" and text[at - 2 : at - 1].isdecimal():
        return True  # 《基层学刊》2021年2期
    if unit == "次" and text[at - 1 : at] == "届":
        return True  # 九届八次全委会
    if number == "二" and unit in ("次", "期") and surface.end == surface.unit_end:
        # Things are counted with 两; 二次 before a noun is a second time (二次供水).
        return text[surface.end : surface.end + 1] not in _BOUNDARY
    if kind == "person" and _rank().search(text, max(0, at - 2), at):
        return True
    if kind == "score":  # 8点30分
        return text[max(0, at - 2) : at].rstrip()[-1:] in ("点", "时")
    return unit == "岁" and number.isdecimal() and text[surface.unit_end : surface.end] != ""


_FIGURES = frozenset(("百", "千", "万", "亿", "百万", "千万", "百亿", "千亿"))
_ABOUT = frozenset("上近约逾超")


def _is_vague(text: str, at: int, number: str) -> bool:
    """数十名, 几百户 have no value; 百名, 千户, 万人 alone are figures of speech."""
    if number[0] in "十百千万" and _vague().search(text, max(0, at - 2), at):
        return True
    return number in _FIGURES and text[at - 1 : at] not in _ABOUT


def _guarded(text: str, surface: Surface, number: str) -> bool:
    guard = surface.unit.guard
    numeral = surface.numeral
    if guard in ("digits", "strict"):
        if number[0].isdecimal() or (numeral is not None and numeral.value >= 10):
            return False
        if guard == "strict":
            return not ((number in _SMALL and _noun_follows(text, surface)) or _amounts(text, surface, number))
        return not (_noun_follows(text, surface) or _amounts(text, surface, number) or _of_noun(text, surface, number))
    if guard == "list":
        if surface.unit.surface == "点" and (number[0].isdecimal() or number in "零〇"):
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


def _of_noun(text: str, surface: Surface, number: str) -> bool:
    """Behind its noun at the end of a clause: 粉笔五盒, 每个学院两箱."""
    if number not in _SMALL or text[surface.end : surface.end + 1] not in _BOUNDARY:
        return False
    at, words = surface.start, left_lexicon().words
    return any(words.get(text[at - size : at], "verb") not in _NO_THINGS for size in (2, 3, 4) if at >= size)


_NO_THINGS = frozenset(("verb", "both", "modifier"))
_SMALL = frozenset("两三四五六七八九")
_PAIR = "双"
_AMOUNT_BEFORE = re.compile(
    r"(?:[了着过出这那有来去到断缺种养送给发扣砸压摔带共约近第只仅才就剩差跑走去挂抓写改翻讲收交买卖用花喝吃住开办建修装拆报提摘]|前后|上下|每[月年天周人户次]|来回|前面|[、,:。;])\Z"
)
_PREDICATES = frozenset("不没都也就是在到地得为以")


def _amounts(text: str, surface: Surface, number: str) -> bool:
    """两根指头, 四里山路: a small number with a verb or a clause edge before it, and a thing or an edge behind it."""
    if number not in _SMALL:
        return False
    at = surface.number_start
    if at and not _AMOUNT_BEFORE.search(text, max(0, at - 3), at):
        return False
    after = text[surface.end : surface.end + 1]
    return after not in _PREDICATES


def _noun_follows(text: str, surface: Surface) -> bool:
    """Whether a known noun stands right behind the unit (三所学校); 堂 counts no persons, 双 no activities."""
    table = nouns()
    for length in (5, 4, 3, 2, 1):
        kind = table.get(text[surface.end : surface.end + length])
        if kind is not None:
            event = kind == "event" and surface.unit.surface == _PAIR  # 六双活动 is the name of a drive
            return not (event or (kind == "person" and surface.unit.kind == "event"))
    return False


def _is_slogan(text: str, surface: Surface) -> bool:
    """三个到位, 四个结合: 个 with what is no noun."""
    if surface.unit.surface not in _SLOGAN_UNITS:
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


def _in_short_quote(text: str, surface: Surface, arabic: bool) -> bool:
    """A quoted piece that begins with its numeral is a name (“四句话”); in a short quote any Chinese numeral is."""
    at = surface.number_start
    low = at - _QUOTE_REACH if at > _QUOTE_REACH else 0
    double, single = text.rfind("“", low, at), text.rfind("‘", low, at)
    if double == single:  # neither
        return False
    opened = max(double, single)
    closing = "”" if text[opened] == "“" else "’"
    if text.find(closing, opened, at) >= 0:
        return False
    closed = text.find(closing, at, at + _QUOTE_REACH)
    if closed < 0:
        return False
    return opened == surface.start - 1 or (closed - opened <= 16 and not arabic)
