"""Where a number and a unit stand together: 35个, 近10万元, 百分之九十, 40小时左右, xx名.

One pass looks for characters that can begin a number; only there the whole grammar is tried, in one alternation.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

from cxzy_nlp.errors import InputError
from cxzy_nlp.facts.counts.fractions import SHARE, parse_share
from cxzy_nlp.facts.counts.guards import counts_nothing, denied
from cxzy_nlp.facts.counts.tables import nouns, units
from cxzy_nlp.facts.counts.values import Surface, Unit
from cxzy_nlp.facts.numerals import BARE_NUMERAL, Numeral, parse_numeral
from cxzy_nlp.text.patterns import alternation

_CHINESE = "半零〇一二两三四五六七八九十百千万亿廿卅壹贰叁肆柒捌玖拾"
_TAIL = re.compile(r"(?<=倍)多|左右|上下|以上|以下|以内|之多|之内")
_TAIL_FIRST = frozenset("左上以之多")
#: The last characters of the words before a number that make it approximate.
_LEAD_LAST = frozenset("于过下足概约为近接破少多达高乎到超逾上")
_LABELLED = frozenset(":|")
_DASH_FIRST = frozenset("-–—~～至到")
#: What can follow a unit and belong to the surface.
_GOES_ON = _DASH_FIRST | _TAIL_FIRST
_NEVER = frozenset(("time", "age"))
_SIGNED = frozenset(("rate", "temperature"))
_DASH = re.compile(r"[-–—~～]{1,2}|至|到")
#: A number without a unit is no quantity if it is as long as a date (20100518) or reads like a year.
_LONGEST_BARE = 8
_SIGN = re.compile(r"(?:零下|负|(?<![0-9%‰℃—~～-])-)\Z")
_YEAR = re.compile("(?:19|20)[0-9]{2}")
_BARE_UNIT = Unit("", "", "piece")
_SCALED_UNIT = Unit("", "", "person")


def scan_surfaces(text: str, start: int, end: int, taken: Sequence[tuple[int, int]]) -> list[Surface]:
    """Every number with its unit in ``text[start:end]`` that is no date, ordinal, set phrase or slogan.

    Examples
    --------
    >>> text = "近35个支部约40人"
    >>> [text[surface.start:surface.end] for surface in scan_surfaces(text, 0, len(text), ())]
    ['近35个', '约40人']

    Notes
    -----
    Source: the patterns listed in the project's field guide (numbers before and behind the noun, scaled, approximate,
    ranges, rates, masked). Wrong where a line break of the original cut the number from its unit.
    """
    found: list[Surface] = []
    begin, grammar = _begin().search, _grammar().match
    claims = iter([*sorted(taken), (len(text) + 1, len(text) + 1)])
    claimed, free = next(claims)  # the first claim that ends behind the position, and where it ends
    position = start
    while (candidate := begin(text, position, end)) is not None:
        at = candidate.start()
        while free <= at:
            claimed, free = next(claims)
        if claimed <= at:
            at = free
            # A lost 年 glues the year to the next number (20187个); the year's end is then a number's beginning.
            if not text[at : at + 1].isdecimal():
                position = at
                continue
            claimed, free = next(claims)
        match = grammar(text, at, end)
        surface, position = _surface(text, match, end) if match is not None else _lost_unit(text, at, end)
        if surface is not None:
            if claimed < surface.end:
                position = free
            else:
                found.append(surface)
    return found


@functools.cache
def _begin() -> re.Pattern[str]:
    """What can begin a number; nothing inside a run of Arabic digits or behind a letter or a decimal point.

    One class stands first and tells the three kinds apart behind it, so that the engine skips all other characters.
    """
    return re.compile(
        rf"[0-9{_CHINESE}xX×*](?:(?<=[0-9])(?<![0-9A-Za-z.+/×].)|(?<=[{_CHINESE}])(?<![{_CHINESE}].)"
        rf"|(?<=[xX×*])(?<![0-9A-Za-z×*].))"
    )


@functools.cache
def _grammar() -> re.Pattern[str]:
    unit = alternation(units())
    part = r"(?:百|千)分之[0-9一二三四五六七八九十百][0-9.一二三四五六七八九十百点]{0,12}"
    return re.compile(
        rf"(?P<part>{part}(?:(?:[-–—~～]{{1,2}}|至|到)(?:{part}|[0-9一二三四五六七八九十][0-9.一二三四五六七八九十点]*))?)"
        rf"|(?P<share>{SHARE})"
        rf"|(?P<number>{BARE_NUMERAL}) ?(?P<unit>{unit})"
        rf"|(?P<mask>[xX×*]{{1,6}})(?P<masked>{unit})"
    )


@functools.cache
def _bare() -> re.Pattern[str]:
    """A number whose unit is lost: a label or a cell before it, nothing but a boundary behind it."""
    return re.compile(rf"(?P<number>{BARE_NUMERAL})(?=\s*(?:[,。;、|\n)]|\Z))")


@functools.cache
def _lead() -> re.Pattern[str]:
    """Approximations before a number; 最近, 附近, 节约, 制约 and 赶超 hold their last character but not its meaning."""
    words = (
        "不得少于|不少于|低于|少于|刚过|不得多于|不得低于|不低于|不得超过|不超过|不多于|不小于|不下|不足|超过|大约|大概|约为|将近|接近|突破|至少|最少|最多|"
        "多达|高达|几乎|不到|(?<![最附将接临就亲邻])近|(?<![节契制公条相预大签邀特违赴失])约|(?<![赶反])超|逾|(?<![以加])上(?=[百千万十])"
    )
    return re.compile(rf"(?:{words})(?=[^\n]\Z)")  # one character of the number is in view


def _surface(text: str, match: re.Match[str], end: int) -> tuple[Surface | None, int]:
    """The surface of a number and its unit, and where the search goes on."""
    at, unit_end = match.span()
    form = match.lastgroup
    if form == "unit":
        number, surface = match.group("number", "unit")
        number_end, unit = match.end("number"), units()[surface]
    elif form == "part":
        number, number_end = match[0], unit_end
        unit = units()["%" if number[0] == "百" else "‰"]
    elif form == "share":
        return _share(text, at, unit_end, end)
    else:
        return _masked(text, match, end)
    if unit.kind in _NEVER:
        return None, unit_end
    if unit.not_before and _other_word(text, unit_end, end, unit):
        return None, number_end
    numeral, offset = _value(number)
    if numeral is None:
        return None, number_end
    at += offset
    # "1.35个" at the beginning of a line is the first item of a list and 35.
    if (
        "." in number
        and unit.kind in ("piece", "person")
        and (number[-2:] == ".0" or not isinstance(numeral.value, int))
    ):
        dot = at + number.index(".") + 1
        if at and text[at - 1] != "\n":
            return None, unit_end
        numeral, at = parse_numeral(text[dot:number_end]), dot
    surface_end = unit_end
    if text[unit_end : unit_end + 1] in _GOES_ON:
        numeral, unit_end = _second_end(text, numeral, unit, unit_end, end)
        surface_end = unit_end
        if tail := _TAIL.match(text, unit_end, end):
            numeral, surface_end = Numeral(numeral.value, numeral.max, True), tail.end()
    if "多" in unit.surface:  # 6个多百分点
        numeral = Numeral(numeral.value, numeral.max, True)
    begin = at
    if text[at - 1 : at] in _LEAD_LAST and (lead := _lead().search(text, max(0, at - 4), at + 1)):
        numeral, begin = Numeral(numeral.value, numeral.max, True), lead.start()
    if unit.kind in _SIGNED and (sign := _SIGN.search(text, max(0, at - 2), at)):
        numeral, at = Numeral(-numeral.value, None, numeral.approx), sign.start()
        begin = min(begin, at)
    if vague := number[0] in "十百千万" and _is_vague(text, at):
        at = begin = at - 1
    zero = text[at:number_end] == "一" and denied(text, at, surface_end)
    surface = Surface(begin, at, number_end, unit_end, surface_end, None if vague else numeral, unit, zero, vague)
    if counts_nothing(text, surface):
        return None, unit_end
    return surface, surface_end


def _is_vague(text: str, at: int) -> bool:
    """数百名, 几十棵: the number has no value; 人数十名 cannot be told from it."""
    return text[at - 1 : at] in ("数", "几") and text[max(0, at - 2) : at] not in (
        "人数",
        "户数",
        "总数",
        "个数",
        "次数",
        "好几",
    )


#: How the office of a deputy goes on.
_DEPUTY = frozenset("局市县区镇乡州省部厅处科股院校所站队组班主书总检政社园矿厂行")


#: 五保老人**家, 局长××回来: what is masked is a name.
_BEHIND_NAMES = ("家", "回")
_OFFICE_ENDS = ("长", "记", "任")


def _is_named(before: str) -> bool:
    """Whether a word of persons or offices stands before a mask."""
    return nouns().get(before) == "person" or before[-1:] in _OFFICE_ENDS


def _masked(text: str, match: re.Match[str], end: int) -> tuple[Surface | None, int]:
    """党员xx名."""
    unit, at, mask_end = units()[match["masked"]], match.start(), match.end("mask")
    if unit.surface == "员" or (unit.surface == "副" and text[match.end() : match.end() + 1] in _DEPUTY):
        return None, match.end()  # ××员 is a blotted 党员, **副局长 nobody's number
    if unit.surface in _BEHIND_NAMES and _is_named(text[max(0, at - 2) : at]):
        return None, match.end()
    if unit.kind == "time" or unit.kind == "rate" or (unit.not_before and _other_word(text, match.end(), end, unit)):
        return None, mask_end
    return Surface(at, at, mask_end, match.end(), match.end(), None, unit), match.end()


def _share(text: str, at: int, number_end: int, end: int) -> tuple[Surface | None, int]:
    try:
        numeral, unit = parse_share(text[at:number_end])
    except InputError:
        return None, number_end
    surface_end, begin = number_end, at
    if tail := _TAIL.match(text, number_end, end):
        numeral, surface_end = Numeral(numeral.value, None, True), tail.end()
    if lead := _lead().search(text, max(0, at - 4), at + 1):
        numeral, begin = Numeral(numeral.value, None, True), lead.start()
    surface = Surface(begin, at, number_end, number_end, surface_end, numeral, unit)
    return (None if counts_nothing(text, surface) else surface), surface_end


def _other_word(text: str, at: int, end: int, unit: Unit) -> bool:
    """Whether the unit is the beginning of another word (人口, 家庭); 家|乡镇 is none."""
    if at >= end or text[at] not in unit.not_before:
        return False
    return not any(text[at : at + length] in nouns() for length in (2, 3, 4)) or text[at - 1 : at + 1] in nouns()


@functools.lru_cache(maxsize=4096)
def _value(number: str) -> tuple[Numeral | None, int]:
    """The value of a number, and how many characters before it belong to another word (统一三个)."""
    for offset in (0, 1):
        if offset and number[:1] != "一":
            break
        try:
            return parse_numeral(number[offset:]), offset
        except InputError:
            continue
    return None, 0


def _second_end(text: str, numeral: Numeral, unit: Unit, unit_end: int, end: int) -> tuple[Numeral, int]:
    """A range that repeats its unit: 80%-90%, 三个到五个."""
    if numeral.max is not None or text[unit_end] not in _DASH_FIRST or not (dash := _DASH.match(text, unit_end, end)):
        return numeral, unit_end
    match = _grammar().match(text, dash.end(), end)
    if match is None or match["unit"] != unit.surface:
        return numeral, unit_end
    other, _ = _value(match["number"])
    if other is None or other.max is not None or other.value <= numeral.value:
        return numeral, unit_end
    return Numeral(numeral.value, other.value, numeral.approx or other.approx), match.end()


def _lost_unit(text: str, at: int, end: int) -> tuple[Surface | None, int]:
    """``党员:35`` and ``总人口3.2万``: the label is a known noun, the number stands alone behind it."""
    if not text[at].isdecimal() and text[at - 1 : at] not in _LABELLED:
        return None, at + 1
    match = _bare().match(text, at, end)
    if match is None:
        return None, at + 1
    number = match["number"]
    if not number[0].isdecimal() and text[match.end() : match.end() + 1] == "、":
        return None, match.end()  # 三点意见:一、…
    if number.isdecimal() and (len(number) >= _LONGEST_BARE or _YEAR.fullmatch(number)):
        return None, match.end()
    label = at - 1 if at and text[at - 1] in ":|" else at
    scaled = number[-1] in "万亿" and number[0].isdecimal()
    if (label == at and not scaled) or not _known_before(text, label):
        return None, match.end()
    numeral, offset = _value(number)
    if numeral is None or offset:
        return None, match.end()
    unit = _SCALED_UNIT if scaled else _BARE_UNIT
    return Surface(at, at, match.end(), match.end(), match.end(), numeral, unit), match.end()


def _known_before(text: str, at: int) -> bool:
    return any(text[max(0, at - length) : at] in nouns() for length in range(2, 9))
