"""Lengths of time (三个月, 2-3个月, 两年半), what recurs (每半年, 每周五), decades and centuries."""

from __future__ import annotations

import functools
import re

from cxzy_nlp.facts.dates.grammar import DASH, B, read_hour, read_suffix
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
    "刻钟": ("M", 15, "", True),
    "昼夜": ("D", 1, "", False),
    "晚上": ("D", 1, "", False),
    "晚": ("D", 1, "", False),
    "夜": ("D", 1, "", False),
    "学年": ("Y", 1, "6M", False),
    "冬天": ("M", 3, "", False),
    "夏天": ("M", 3, "", False),
    "世纪": ("Y", 100, "50Y", False),
}
_QUOTES = ("“", "‘", '"')
#: Characters before 周 that make it a count of weeks or a piece of another word.
_NO_WEEK = tuple("一二两三四五六七八九十几数半多每0123456789四圆环校")
_NUMBERS = tuple("二两三四五六七八九")
#: Lengths that no calendar fixes; they are periods of time all the same.
_RELATIONS = ("内", "以上", "以下", "上下")
_LENGTH_OF = tuple("于过满为期近足")
#: 过去一年只见过一次: one year, and not each.
_GONE = tuple("去这近年")
_LOOSE = {"学期", "周末", "寒假", "暑假", "上午", "下午"}
#: 两晚, 九夜; 半夜, 十五夜, 周五晚 and 一夜之间 are none.
_NIGHTS = frozenset("两三四五六七八九")
_NO_NIGHTS = frozenset("周期初廿日号拜")
#: 二十六年的老党员 served so long; 百年的老树 is old.
_SERVED = frozenset("党书支同干职教工战兵师员")
_RECURRENCE = {
    "年": "Y",
    "学年": "Y",
    "季度": "",
    "季": "",
    "月": "M",
    "旬": "",
    "周": "W",
    "星期": "W",
    "天": "D",
    "日": "D",
    "晚": "D",
    "早": "D",
}
_RECURRENCE_FIXED = {"季度": "P3M", "季": "P3M", "旬": "P10D"}
_RECURRENCE_HALF = {"年": "P6M", "学年": "P6M", "月": "P15D", "天": "PT12H"}


@functools.cache
def _duration() -> re.Pattern[str]:
    return re.compile(
        rf"(?:(?P<first>{_NUMBER}){B}{DASH}{B})?(?P<number>{_NUMBER})(?P<more>[多余]|来(?=[年天个]))?{B}"
        rf"(?:(?P<year>学?年)(?:零?(?P<months>{_NUMBER})个月)?(?![级代度龄轻薪均产会检报货画富卡华底初末终])"
        r"|个(?P<inner>半|多)?(?P<counted>月|季度|星期|礼拜|小时|钟头|工作日|世纪|学期|学年|周末|昼夜|晚上|[冬夏]天|[寒暑]假)"
        r"|(?P<bare>季度|周(?![年边围密岁折期到全])|星期(?![一二三四五六日天])|天(?:(?P=number)夜)?(?![然气安津空])|日|小时|分钟|工作日|世纪|刻钟|昼夜"
        r"|晚上|晚(?![上会报宴餐年婚稻熟间霞场饭])|夜(?![间里班市校色谈话总以大之晚]))|个(?P<vague>[上下]午))"
        rf"(?P<half>半(?![年个数]))?(?P<over>多)?{B}"
        r"(?P<tail>左右|上下|以来|以上|以下|[以之]内|内(?![部外容蒙涵])|来(?![到自临源信访电年])"
        r"|[以之]?前(?![往后提列期沿景夕线进行来去述瞻任辈面段身])|[以之]?后(?![面勤备续台方排果者代遗顾院悔]))?"
    )


@functools.cache
def _each() -> re.Pattern[str]:
    """What makes a length an interval of repetition: 三天一查, 一周至少开两次."""
    return re.compile(
        r"一(?![天日周月季年样个些点批直般定级刻号分项路带体线]|度)|只?[走跑去来查看访碰见聚读挂开][一两三](?:[遍次趟回轮]|天)|(?:至少|起码|最多|不少于)(?!要?[一用花需])"
        # 一周更新两次, 一年两次: once or more in each
        r"|(?<=一[年周])(?:只?(?:[\u4e00-\u9fff]{1,2}(?<![用花走跑去来过了])))?[一两二三四五六](?:[遍次趟回轮])"
    )


@functools.cache
def _set() -> re.Pattern[str]:
    return re.compile(
        rf"每(?:逢)?(?P<number>两|[2-9]|[三四五六七八九十]|半|隔)?个?(?P<unit>学?年|季度?|月|周|星期|学期|旬|天|日|晚|早)(?![级龄亮周薪均边])[度末]?"
        rf"(?:(?<=年)的?{B}(?:{MONTH}{B}月(?:份|{B}{DAY}{B}[日号]|[底初末]|[上中下]旬)?|年?[底初末])"
        rf"|(?<=月)(?:的?{B}(?:{DAY}{B}[日号]|月?[底初末]|[上中下]旬)|逢{DAY}(?:[、,和]?逢?{DAY}){{0,3}}(?:的日子)?"
        r"|的?(?:第[一二三四]|最后一)个?(?:星期|周)[一二三四五六日天])"
        rf"|(?<=度)的?(?:[首末]|头一|最后一|第[一二三])个?月(?:的?{DAY}{B}[日号])?"
        r"|(?<=[周期])[一二三四五六日天](?![次期学课例题报讲查评会练考个小天名]))?"
        r"(?:左右|前后)?(?:[以之]?前(?![往后提列期沿景夕线进行来去述瞻任辈面段身]))?"
    )


@functools.cache
def _decade() -> re.Pattern[str]:
    return re.compile(
        r"(?:(?P<full>(?:19|20)[0-9]0)|(?:(?P<century>[12][0-9]|十[一二三四五六七八九]|二十一?)世纪|(?P<last>上个?世纪))?"
        rf"(?:(?P<digit>[1-9])0|(?P<first>[{_CN}])?(?P<tens>[{_CN}])十))年代[初末]?"
        r"|(?P<some>[五六七八九5-9])几年(?![来间级前后])|(?P<whole>[12][0-9]|十[一二三四五六七八九]|二十一?)世纪(?![之])|(?P<before>上个?世纪)[初末]?"
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
    if match is None or before == "第" or (before == "个" and text[start - 2 : start - 1] in _NUMBERS):
        return []  # an ordinal; the name of a slogan (“三个一刻钟”)
    if text.startswith(("的老", "的古"), match.end()) and text[match.end() + 2 : match.end() + 3] not in _SERVED:
        return []  # the age of a thing
    number = _range(match["number"])
    first = _range(match["first"]) if match["first"] else None
    if number is None or (match["first"] and first is None):
        return []
    unit = match["counted"] or match["bare"] or match["vague"] or "年"
    if unit[-1] == "夜" and unit[0] == "天":
        unit = "天"  # 三天三夜
    half = bool(match["half"] or match["inner"] == "半")
    if not _stands(text, match, unit, before):
        return []
    tail = match["tail"] or ""
    begin = _surface_start(text, start, before)
    if begin is None:
        return []
    if tail.endswith(("前", "后")):
        return _away(match, begin, number, unit, -1 if tail.endswith("前") else 1)
    # 左右 and 来 belong to the length; 内 and 以上 are a relation to it.
    stop = match.start("tail") if tail.endswith(_RELATIONS) else match.end()
    if unit in _LOOSE or (number == (0.5, 0.5) and unit in ("冬天", "夏天")):
        return [DateMatch(begin, stop, "duration", Fixed(None))]
    low, high = (first[0], number[1]) if first else number
    values = [_length(value, unit, half) for value in ((low,) if low == high else (low, high))]
    months = _range(match["months"]) if match["months"] else None
    if months is not None:
        values = [f"{value}{months[0]:g}M" for value in values]
    value = "/".join(values)
    if tail == "" and before not in _QUOTES and before not in _GONE and _each().match(text, match.end(), end):
        return [DateMatch(begin, match.end(), "set", Fixed(f"R/{value}"))]
    return [DateMatch(begin, stop, "duration", Fixed(value))]


def _stands(text: str, match: re.Match[str], unit: str, before: str) -> bool:
    """Whether a length is meant: N日 is a day of the month unless it says 内 or 为期; 24小时开放 says "always"."""
    after = text[match.end() : match.end() + 2]
    if unit in ("夜", "晚", "晚上") and not match["counted"]:
        alone = match["number"] == "一" and before in ("了", "住")
        return alone or (match["number"] in _NIGHTS and before not in _NO_NIGHTS)
    if unit == "日":
        return "内" in (match["tail"] or "") or before in _LENGTH_OF or (after[:1] == "一" and after[1:] not in "日天")
    if unit == "小时" and match["number"] in ("24", "二十四"):
        return (
            bool(match["tail"])
            or not after[:1].isalpha()
            or after[:1] in "内以之前后左多的到"
            or before in "后前满过近"
        )
    return True


def _surface_start(text: str, start: int, before: str) -> int | None:
    """Where the surface begins (近三年), or ``None`` where the number is a piece of a vague one (几十年)."""
    if before in ("几", "数"):
        return None
    if before == "近" and text[start - 2 : start - 1] not in ("附", "最", "相", "接"):
        return start - 1
    return start


@functools.cache
def _monthly() -> re.Pattern[str]:
    return re.compile(r"一月(?=[一两二三四][次回趟遍]|一[查报评议讲考结访])(?![^。;\n]{0,16}二月)")


def read_monthly(text: str, start: int, end: int) -> list[DateMatch]:
    """一月 at `start` where it says how often: 一月两次, 一月一报; without 个 it is January otherwise.

    Wrong where twice in January is meant; if 二月 follows, it is.

    Examples
    --------
    >>> read_monthly("一月两次", 0, 4)[0].meaning, read_monthly("一月两次,二月一次", 0, 9)
    (Fixed(value='R/P1M'), [])
    """
    match = _monthly().match(text, start, end)
    return [] if match is None else [DateMatch(start, match.end(), "set", Fixed("R/P1M"))]


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
    stop = match.end()
    if unit in ("天", "日", "周", "星期", "晚", "早"):
        stop = read_suffix(text, read_hour(text, stop, end), end)[0]
    if unit == "学期":
        return [DateMatch(start, stop, "set", Fixed(None))]
    if number == "半":
        value = _RECURRENCE_HALF.get(unit)
        return [DateMatch(start, stop, "set", Fixed(f"R/{value}"))] if value else []
    if unit in _RECURRENCE_FIXED:
        return [DateMatch(start, stop, "set", Fixed(f"R/{_RECURRENCE_FIXED[unit]}"))]
    count = 2 if number == "隔" else small_number(number) if number else 1
    return [DateMatch(start, stop, "set", Fixed(f"R/P{count}{_RECURRENCE[unit]}"))]


@functools.cache
def _alternate() -> re.Pattern[str]:
    return re.compile(r"隔(?:一个?)?(?P<unit>[天日周月年]|星期)(?!离|断|开|阂|壁|夜|三)")


def read_alternate(text: str, start: int, end: int) -> list[DateMatch]:
    """Every other day, week, month or year, at 隔.

    Examples
    --------
    >>> read_alternate("隔周一次", 0, 4)[0].meaning
    Fixed(value='R/P2W')
    """
    match = _alternate().match(text, start, end)
    if match is None or text[start - 1 : start] in tuple("间相分阻每"):
        return []
    return [DateMatch(start, match.end(), "set", Fixed(f"R/P2{_RECURRENCE[match['unit']]}"))]


@functools.cache
def _weekdays() -> re.Pattern[str]:
    day = "[一二三四五六日天]"
    return re.compile(
        rf"(?P<unit>周|星期|礼拜)(?P<first>{day})(?:{B}{DASH}{B}(?:周|星期|礼拜)?(?P<last>{day}))?"
        r"(?![次期年个天名度种类家座件项人位同书主]|[^,。、]{1,2}(?:同志|书记|主任|委员|[局镇乡村县]长|发言|表态))"
    )


def read_weekday(text: str, start: int, end: int) -> list[DateMatch]:
    """A weekday without its week: the day of the document's week behind 于, else what happens every week.

    Wrong where a weekday tells of one day without 于 (周五开了会).

    Examples
    --------
    >>> read_weekday("周一至周五", 0, 5)[0].meaning, read_weekday("定于周五召开", 2, 6)[0].meaning.weekday
    (Fixed(value='R/P1W'), 4)
    """
    match = _weekdays().match(text, start, end)
    if match is None or (match["unit"] == "周" and text[start - 1 : start] in _NO_WEEK):
        return []
    stop = read_suffix(text, read_hour(text, match.end(), end), end)[0]
    if text[start - 1 : start] == "于" and match["last"] is None:
        day = "一二三四五六日".find(match["first"].replace("天", "日"))
        return [DateMatch(start, stop, "relative", Moment(week_shift=0, weekday=day))]
    return [DateMatch(start, stop, "set", Fixed("R/P1W"))]


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
    elif match["some"]:
        value = f"19{small_number(match['some'])}X"
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
    pair = re.fullmatch(r"(十?)([一二两三四五六七八九])([二两三四五六七八九])(十?)", surface)
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
    if unit in ("小时", "钟头") and value % 1 == 0.5:
        value, half = value - 0.5, True
    amount = f"{value * factor:g}"
    if unit == "世纪":
        return f"P{value * factor + (50 if half else 0):g}Y"
    return f"{prefix}{amount}{letter}{half_length if half else ''}"


def _away(match: re.Match[str], start: int, number: tuple[float, float], unit: str, direction: int) -> list[DateMatch]:
    """三年前, 十天后: a point as far from the document's date; null where the distance is not exact.

    九十年后|的今天 is as far from what the text told before.
    """
    span = start, match.end()
    then = direction > 0 and match.string.startswith(("的今天", "的现在"), match.end())
    rough = then or match["more"] or match["half"] or match["inner"]
    exact = number[0] == number[1] and number[0] >= 1 and not rough
    months = _range(match["months"]) if match["months"] else None
    distance, near = direction * int(number[0]), "prefer" if direction > 0 else ""
    if not exact or match["first"] or unit not in ("年", "月", "天", "周", "星期"):
        return [DateMatch(*span, "relative", Fixed(None))]
    if months is not None:
        moment = Moment(month_shift=distance * 12 + direction * int(months[0]), near=near)
    elif unit == "年":
        moment = Moment(shift=distance, near=near)
    elif unit == "月":
        moment = Moment(month_shift=distance, near=near)
    else:
        moment = Moment(day_shift=distance * (1 if unit == "天" else 7), near=near)
    return [DateMatch(*span, "relative", moment)]
