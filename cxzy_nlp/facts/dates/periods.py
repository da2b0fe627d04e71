"""Lengths of time (三个月, 2-3个月, 两年半), what recurs (每半年, 每周五), decades and centuries."""

from __future__ import annotations

import functools
import re

from cxzy_nlp.facts.dates.grammar import DASH, B
from cxzy_nlp.facts.dates.numbers import CHINESE, DAY, MONTH, small_number
from cxzy_nlp.facts.dates.values import DateMatch, Fixed, Moment

_NUMBER = rf"(?:[0-9]{{1,4}}(?:\.[0-9]{{1,2}})?|[{CHINESE}]{{1,5}}|半)"
_CN = "一二三四五六七八九"

#: unit → ISO designator, factor, length of a half, whether it belongs behind T
_UNITS: dict[str, tuple[str, int, str, bool]] = {
    "年": ("Y", 1, "6M", False),
    "月": ("M", 1, "15D", False),
    "季度": ("M", 3, "", False),
    "周": ("W", 1, "", False),
    "星期": ("W", 1, "", False),
    "礼拜": ("W", 1, "", False),
    "天": ("D", 1, "T12H", False),
    "日": ("D", 1, "", False),
    "工作日": ("D", 1, "T12H", False),
    "小时": ("H", 1, "30M", True),
    "钟头": ("H", 1, "30M", True),
    "分钟": ("M", 1, "", True),
    "世纪": ("Y", 100, "50Y", False),
}
_RECURRENCE = {
    "年": "Y",
    "学年": "Y",
    "学期": "",
    "季度": "",
    "季": "",
    "月": "M",
    "旬": "",
    "周": "W",
    "星期": "W",
    "天": "D",
    "日": "D",
}
_RECURRENCE_FIXED = {"学期": "P6M", "季度": "P3M", "季": "P3M", "旬": "P10D"}
_RECURRENCE_HALF = {"年": "P6M", "学年": "P6M", "月": "P15D", "天": "PT12H"}


@functools.cache
def _duration() -> re.Pattern[str]:
    return re.compile(
        rf"(?:(?P<first>{_NUMBER}){B}{DASH}{B})?(?P<number>{_NUMBER})(?P<more>[多余])?{B}"
        r"(?:(?P<year>年)(?![级代度龄轻薪均产会检报货画富卡华底初末终])"
        r"|个(?P<inner>半|多)?(?P<counted>月|季度|星期|礼拜|小时|钟头|工作日|世纪)"
        r"|(?P<bare>季度|周(?![年边围密岁折期到全])|星期(?![一二三四五六日天])|天(?![然气安津空])|日(?=[以之]?内)|小时|分钟|工作日|世纪))"
        rf"(?P<half>半(?![年个数]))?(?P<over>多)?{B}"
        r"(?P<tail>左右|上下|以来|以上|以下|[以之]内|内(?![部外容蒙涵])|来(?![到自临源信访电年])"
        r"|[以之]?前(?![往后提列期沿景夕线进行来去述瞻任辈面段身]))?"
    )


@functools.cache
def _set() -> re.Pattern[str]:
    return re.compile(
        rf"每(?:逢)?(?P<number>两|[2-9]|[三四五六七八九十]|半|隔)?个?(?P<unit>学?年|季度?|月|周|星期|学期|旬|天|日)(?![级龄亮周薪均边])度?"
        rf"(?:(?<=年)的?{B}(?:{MONTH}{B}月(?:份|{B}{DAY}{B}[日号]|[底初末]|[上中下]旬)?|年?[底初末])"
        rf"|(?<=月)的?{B}(?:{DAY}{B}[日号]|月?[底初末]|[上中下]旬)"
        r"|(?<=[周期])[一二三四五六日天](?![次期学课例题报讲查评会练考个小天名]))?"
        r"(?:左右|前后)?(?:[以之]?前(?![往后提列期沿景夕线进行来去述瞻任辈面段身]))?"
    )


@functools.cache
def _decade() -> re.Pattern[str]:
    return re.compile(
        r"(?:(?P<full>(?:19|20)[0-9]0)|(?:(?P<century>[12][0-9]|十[一二三四五六七八九]|二十一?)世纪|(?P<last>上个?世纪))?"
        rf"(?:(?P<digit>[1-9])0|(?P<first>[{_CN}])?(?P<tens>[{_CN}])十))年代[初末]?"
        r"|(?P<whole>[12][0-9]|十[一二三四五六七八九]|二十一?)世纪(?![之])|(?P<before>上个?世纪)[初末]?"
    )


def read_duration(text: str, start: int, end: int) -> list[DateMatch]:
    """The length of time at `start`, or nothing.

    With 前 it is a point before the document's date (三年前). 第三年 is an ordinal. Wrong for a bare 98年 that means
    1998, and for names that hold a length (百年老店), which the table ``date_lookalikes`` keeps out.

    Examples
    --------
    >>> text = "用2-3个月时间"
    >>> [match.meaning for match in read_duration(text, 1, len(text))]
    [Fixed(value='P2M/P3M')]
    """
    match = _duration().match(text, start, end)
    before = text[start - 1 : start] if start else ""
    if match is None or before == "第":
        return []
    number = _range(match["number"])
    first = _range(match["first"]) if match["first"] else None
    if number is None or (match["first"] and first is None):
        return []
    unit = match["counted"] or match["bare"] or "年"
    half = bool(match["half"] or match["inner"] == "半")
    tail = match["tail"] or ""
    if tail.endswith("前"):
        return _ago(match, number, unit)
    low, high = (first[0], number[1]) if first else number
    values = [_length(value, unit, half) for value in ((low,) if low == high else (low, high))]
    surface_start = (
        start - 1 if before == "近" and text[start - 2 : start - 1] not in ("附", "最", "相", "接") else start
    )
    return [DateMatch(surface_start, match.end(), "duration", Fixed("/".join(values)))]


def read_set(text: str, start: int, end: int) -> list[DateMatch]:
    """What recurs, at 每; value ``R/P1Y`` and the like, in which the day of a weekday or month is lost.

    Examples
    --------
    >>> text = "每年6月底前"
    >>> [(match.end, match.meaning) for match in read_set(text, 0, len(text))]
    [(6, Fixed(value='R/P1Y'))]
    """
    match = _set().match(text, start, end)
    if match is None:
        return []
    unit, number = match["unit"], match["number"]
    if number == "半":
        value = _RECURRENCE_HALF.get(unit)
        return [DateMatch(start, match.end(), "set", Fixed(f"R/{value}"))] if value else []
    if unit in _RECURRENCE_FIXED:
        return [DateMatch(start, match.end(), "set", Fixed(f"R/{_RECURRENCE_FIXED[unit]}"))]
    count = 2 if number == "隔" else small_number(number) if number else 1
    return [DateMatch(start, match.end(), "set", Fixed(f"R/P{count}{_RECURRENCE[unit]}"))]


def read_decade(text: str, start: int, end: int) -> list[DateMatch]:
    """A decade or century at `start` (上世纪80年代, 九十年代, 21世纪); without a century the twentieth is meant.

    Examples
    --------
    >>> text = "上世纪80年代"
    >>> [match.meaning for match in read_decade(text, 0, len(text))]
    [Fixed(value='198X')]
    """
    match = _decade().match(text, start, end)
    if match is None:
        return []
    whole = match["whole"] or match["century"]
    century = (small_number(whole) or 20) - 1 if whole else 19
    if match["whole"] or match["before"]:
        value = f"{century:02}XX"
    elif match["full"]:
        value = match["full"][:3] + "X"
    elif match["digit"]:
        value = f"{century:02}{match['digit']}X"
    else:
        value = f"{century:02}{small_number(match['tens'])}X"
        if match["first"]:
            value = f"{century:02}{small_number(match['first'])}X/{value}"
    return [DateMatch(start, match.end(), "date", Fixed(value))]


def _range(surface: str) -> tuple[float, float] | None:
    """Low and high of a length: 三五 is 3 to 5, 十七八 is 17 to 18, 二三十 is 20 to 30."""
    if surface == "半":
        return 0.5, 0.5
    if surface.replace(".", "").isascii():
        value = float(surface)
        return value, value
    pair = re.fullmatch(r"(十?)([一二两三四五六七八九])([二三四五六七八九])(十?)", surface)
    if pair is not None:
        low, high = small_number(pair[2]) or 0, small_number(pair[3]) or 0
        if low >= high or (pair[1] and pair[4]):
            return None
        factor, base = (10 if pair[4] else 1), (10 if pair[1] else 0)
        return base + low * factor, base + high * factor
    number = small_number(surface)
    return (number, number) if number else None


def _length(value: float, unit: str, half: bool) -> str:
    letter, factor, half_length, timed = _UNITS[unit]
    prefix = "PT" if timed else "P"
    if value == 0.5 and half_length:
        return "P" + half_length if not timed else prefix + half_length
    amount = f"{value * factor:g}"
    if unit == "世纪":
        return f"P{value * factor + (50 if half else 0):g}Y"
    return f"{prefix}{amount}{letter}{half_length if half else ''}"


def _ago(match: re.Match[str], number: tuple[float, float], unit: str) -> list[DateMatch]:
    """三年前, 十天前: a point as far before the document's date; null where the distance is not exact."""
    span = match.start(), match.end()
    exact = number[0] == number[1] and number[0] >= 1 and not (match["more"] or match["half"] or match["inner"])
    distance = -int(number[0])
    if not exact or match["first"] or unit not in ("年", "月", "天"):
        return [DateMatch(*span, "relative", Fixed(None))]
    if unit == "年":
        return [DateMatch(*span, "relative", Moment(shift=distance))]
    if unit == "月":
        return [DateMatch(*span, "relative", Moment(month_shift=distance))]
    return [DateMatch(*span, "relative", Moment(day_shift=distance))]
