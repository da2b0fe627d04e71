"""Calendar dates: years, months, days, their pieces, and the short forms in which they share a word.

`read_calendar` reads what begins at a numeral, `read_rest` what follows a year that a word named (今年4月). Each step
is one small pattern tried at one place, so the cost of a text is that of its numerals.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from cxzy_nlp.document import DateKind
from cxzy_nlp.facts.dates.numbers import DAY, MONTH, YEAR, full_year, small_number
from cxzy_nlp.facts.dates.values import DateMatch, Moment, Stretch

B = " {0,2}"
DASH = r"(?:-{1,3}|—{1,2}|–|~{1,2}|至|到)"
_CN = "一二三四五六七八九"
_MASK = r"[xX×*]"
#: What is no 前 of a deadline and no 起 of a beginning, because it is the head of another word.
_NOT_BEFORE = r"前(?![往后提列期沿景夕线进行来去述瞻任辈面段身两三四五六七八九十几0-9])"
_FROM = r"起(?![草点步来码到义用诉源初因家伏跑飞])"
_SHARE = rf"(?:{B}(?:[、和及]|{DASH}){B}(?:{MONTH}{B}月{B})?{DAY}){{1,8}}{B}[日号]"
_REPUBLIC = re.compile(r"(?:中华)?民国 ?\Z")
_REPUBLIC_YEAR = re.compile(r"(?P<year>[0-9]{1,3}|[一二三四五六七八九十百]{1,4}) ?年")
#: What stands in the third place where a number has at most two digits.
_SHORT = frozenset("月日号年个天周小分多余")
#: How far the 年 of a year, the 月 of two months and 季度 can be away, and what each piece begins with: most dates
#: have few of them, and a look at one character is cheaper by far than a pattern.
_YEAR_REACH, _MONTHS_REACH, _QUARTER_REACH = 12, 18, 14
_DAY_FIRST = frozenset(" 0123456789一二三四五六七八九十廿xX×*某")
_PART_FIRST = frozenset(" 上中下月底末初前")
_SUFFIX_FIRST = frozenset("左前期新开起以之")
_HOUR_FIRST = frozenset(" (星周上下早清凌中晚夜傍当0123456789一二三四五六七八九十两")
_CLOCK = r"(?:[01]?[0-9]|2[0-4]|十[一二]?|[一二三四五六七八九两])"

_PARTS = {
    "上旬": "early",
    "中旬": "mid",
    "下旬": "late",
    "上中旬": "early-mid",
    "上、中旬": "early-mid",
    "中、下旬": "mid-late",
    "中下旬": "mid-late",
    "上半月": "first-half",
    "下半月": "second-half",
    "初": "start",
    "中": "middle",
    "底": "end",
    "末": "end",
    "终": "end",
    "上半年": "H1",
    "下半年": "H2",
    "春": "S1",
    "夏": "S2",
    "秋": "S3",
    "冬": "S4",
}


@dataclass(frozen=True, slots=True)
class _Patterns:
    year: re.Pattern[str]
    year_pair: re.Pattern[str]
    short_year_follows: re.Pattern[str]
    months: re.Pattern[str]
    month: re.Pattern[str]
    blank_fields: re.Pattern[str]
    day: re.Pattern[str]
    bare_day: re.Pattern[str]
    next_day: re.Pattern[str]
    next_part: re.Pattern[str]
    hour: re.Pattern[str]
    month_part: re.Pattern[str]
    quarter: re.Pattern[str]
    year_part: re.Pattern[str]
    first_months: re.Pattern[str]
    suffix: re.Pattern[str]
    dotted: re.Pattern[str]
    dotted_month: re.Pattern[str]
    dotted_end: re.Pattern[str]
    compact: re.Pattern[str]


@functools.cache
def _patterns() -> _Patterns:
    quarter = "[一二三四1-4]"
    return _Patterns(
        year=re.compile(
            rf"(?:(?P<full>{YEAR})|(?P<short>[0-9]{{2}}|[零〇○一二三四五六七八九]{{2}})"
            rf"|(?P<mask>(?:19|20)?[0-9]?{_MASK}{{1,4}}|某)){B}(?:(?<=[0-9])学)?年(?:{B}度(?!过))?"
        ),
        year_pair=re.compile(rf"(?P<first>{YEAR}){B}(?P<join>、|/|{DASH}){B}(?P<last>{YEAR}){B}学?年(?:{B}度)?"),
        short_year_follows=re.compile(
            rf"{B}(?:{MONTH}{B}月|[上下]半年|第?{quarter}季度|年?[底末初](?![步级])|[春夏秋冬])"
        ),
        months=re.compile(
            rf"{B}(?P<first>{MONTH})(?:{B}(?P<join>、|{DASH}){B}|(?<=[一二三四五六七八])(?=[二三四五六七八九]))"
            rf"(?P<last>{MONTH}){B}月份?"
        ),
        month=re.compile(
            rf"{B}(?P<month>{MONTH}|{_MASK}{{1,2}}|[某元]){B}月(?![亮光饼球票薪均刊经牙嫂街雪河]|小学|中学|社区)份?"
        ),
        blank_fields=re.compile(r" {0,6}月 {0,6}日"),
        day=re.compile(
            rf"{B}(?:(?P<day>{DAY}|[12] [0-9]|3 [01]|{_MASK}{{1,2}}|某){B}[日号]|(?P<shared>{DAY})(?={_SHARE}))"
        ),
        bare_day=re.compile(
            rf"(?<![第近满共用每隔示为期足约后前.月])(?<!少于)(?<!超过)(?<!多于)(?P<day>3[01]|[12][0-9]|0?[1-9]|二?十[{_CN}]|[二三]十)日(?![以之]?内|[元游均程])"
        ),
        next_day=re.compile(
            rf"{B}(?P<join>[、和及]|{DASH}){B}(?:(?P<day>{DAY}){B}[日号](?![楼线文令])|(?P<shared>{DAY})(?={_SHARE}))"
        ),
        next_part=re.compile(rf"{B}(?:、|{DASH}){B}(?P<part>上旬|中旬|下旬|月?[底末])"),
        hour=re.compile(
            rf"{B}(?:\((?:星期|周)[一二三四五六日天]\)|(?:星期|周)[一二三四五六日天])?"
            r"(?P<daytime>上午|下午|早上|早晨|清晨|凌晨|中午|晚上|晚(?![会于年期])|夜间|傍晚|当天)?"
            rf"(?:{B}{_CLOCK}(?::[0-5][0-9]){{1,2}}|{B}{_CLOCK}时(?:[0-5]?[0-9]分|半|整)?"
            rf"|(?<=[午上晨晚间]){_CLOCK}点(?:[0-5]?[0-9]分|半|整|钟)?)?"
        ),
        month_part=re.compile(
            rf"{B}(?:(?P<part>上旬|中旬|下旬|上、?中旬|中、?下旬|[上下]半月)"
            r"|月?(?P<edge>底(?![线层数下部色气子])|末(?![端位])|初(?![步级中期心始衷])|中(?=[,。、;)至到\-]|前[,。完])))"
        ),
        quarter=re.compile(
            rf"(?:第?(?P<first>{quarter})(?:、|{DASH}))?(?:(?P<last>第{quarter}个?|{quarter})|前(?P<upto>[二两三])个?)季度(?P<end>[末底])?"
        ),
        year_part=re.compile(
            rf"{B}的?(?:(?P<part>[上下]半年)|年?(?P<edge>底(?![线层数下部色气子])|末(?![端位])|初(?![步级中期心始衷])|终)"
            r"|年(?P<middle>中)(?![旬国央共])|(?P<season>[春夏秋冬])(?:[天上里]|[季日](?:学期)?|(?=[,。、;)至到抗抢遭连暴])))"
        ),
        first_months=re.compile(rf"{B}的?前(?P<number>1[01]|[2-9]|[二两三四五六七八九十]|十一)个?月"),
        suffix=re.compile(
            rf"(?:(?P<about>左右|前后|前夕)|期间|新学期|开学(?=[以之]?前|起))?(?P<edge>{_FROM}|[以之]前|{_NOT_BEFORE})?",
        ),
        dotted=re.compile(
            r"(?P<year>(?:19|20)[0-9]{2}) ?(?P<sep>[./\-]) ?(?P<month>1[0-2]|0?[1-9]) ?(?P=sep) ?"
            r"(?P<day>3[01]|[12][0-9]|0?[1-9])(?![0-9]|\.[0-9])日?"
        ),
        dotted_month=re.compile(
            rf"(?<![^\n( :\-—~至到])(?P<year>(?:19|20)[0-9]{{2}})[./\-](?P<month>1[0-2]|0?[1-9])"
            rf"(?=$|[)\]\n ]|{DASH}(?:19|20)[0-9]{{2}}[./\-])"
        ),
        dotted_end=re.compile(
            rf"(?<![0-9.])(?:(?<=[\-—~至到])|(?=[0-9./]{{6,7}}{DASH}(?:19|20)[0-9]{{2}}[./]))"
            r"(?P<year>(?:19|20)[0-9]{2})[./](?P<month>1[0-2]|0?[1-9])(?![0-9.])"
        ),
        compact=re.compile(
            r"(?P<year>(?:19|20)[0-9]{2})?(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12][0-9]|3[01])(?P<sun>日)?(?![0-9])"
        ),
    )


def read_calendar(text: str, start: int, end: int) -> list[DateMatch]:
    """The calendar date that begins at a numeral, or nothing; a shared word can give two or more.

    Wrong for a two-digit year without a zero, a month or a preposition (98年 alone is read as a length of time), and
    for a month and day with a point between them (8.19), which could as well be a decimal.

    Examples
    --------
    >>> text = "1月10日、17日"
    >>> [text[match.start : match.end] for match in read_calendar(text, 0, len(text))]
    ['1月10日', '17日']
    """
    patterns = _patterns()
    long = text[start + 2 : start + 3] not in _SHORT  # most numbers are those of a day or month: 5月, 12日
    pair = patterns.year_pair.match(text, start, end) if long else None
    if pair is not None:
        return _year_pair(pair)
    year = patterns.year.match(text, start, end) if text.find("年", start, start + _YEAR_REACH) >= 0 else None
    if year is not None:
        moment = _year_moment(text, year, end)
        return read_rest(text, start, year.end(), end, moment, "date") if moment is not None else []
    numeric_patterns = (
        (patterns.dotted, patterns.dotted_month, patterns.dotted_end, patterns.compact)
        if long and text[start : start + 4].isdigit()
        else ()
    )
    for pattern in numeric_patterns:
        numeric = pattern.match(text, start, end)
        if numeric is not None:
            found = _numeric(text, numeric, end)
            if found:
                return found
    found = read_rest(text, start, start, end, Moment(), "date")
    if found:
        return found
    day = patterns.bare_day.match(text, start, end)
    return _closed_day(text, start, day.end(), end, Moment(day=small_number(day["day"])), "date") if day else []


def read_republic(text: str, start: int, end: int) -> list[DateMatch]:
    """A year counted from 1912 (民国三十八年) whose numeral begins at `start`, or nothing.

    Examples
    --------
    >>> read_republic("民国三十八年", 2, 6)[0].meaning.year
    1949
    """
    before, year = _REPUBLIC.search(text, max(start - 5, 0), start), _REPUBLIC_YEAR.match(text, start, end)
    number = small_number(year["year"]) if year is not None else None
    if before is None or year is None or number is None or number > 200:
        return []
    return read_rest(text, before.start(), year.end(), end, Moment(year=1911 + number), "date")


def read_rest(text: str, start: int, position: int, end: int, moment: Moment, kind: DateKind) -> list[DateMatch]:
    """What follows a year (or nothing) at `position`: month, day, hour, part, 前, 起; the surface begins at `start`."""
    if text.find("月", position, position + _MONTHS_REACH) < 0:
        return _year_pieces(text, start, position, end, moment, kind)
    patterns = _patterns()
    months = patterns.months.match(text, position, end)
    if months is not None:
        found = _months(text, start, months, end, moment, kind)
        if found:
            return found
    month = patterns.month.match(text, position, end)
    if month is None:
        blank = patterns.blank_fields.match(text, position, end) if moment.has_year else None
        if blank is not None:
            return [DateMatch(start, blank.end(), kind, moment._replace(tail="-XX-XX"))]
        return _year_pieces(text, start, position, end, moment, kind)
    value = small_number(month["month"])
    moment = moment._replace(month=value) if value is not None else moment._replace(tail="-XX")
    return read_days(text, start, month.end(), end, moment, kind)


def read_days(text: str, start: int, position: int, end: int, moment: Moment, kind: DateKind) -> list[DateMatch]:
    """The day or the part of the month that follows at `position`, and further days that share the month."""
    patterns = _patterns()
    first = text[position : position + 1]
    day = patterns.day.match(text, position, end) if first in _DAY_FIRST else None
    if day is not None:
        surface = day["day"] or day["shared"]
        value = small_number(surface.replace(" ", ""))
        if value is not None and moment.month is None and moment.month_shift is None:
            value = None  # x月5日: the day of a masked month stays masked
        moment = moment._replace(day=value) if value is not None else moment._replace(tail=moment.tail + "-XX")
        if day["shared"]:
            return [DateMatch(start, day.end(), kind, moment), *follow_days(text, day.end(), end, kind)]
        return _closed_day(text, start, day.end(), end, moment, kind)
    part = patterns.month_part.match(text, position, end) if first in _PART_FIRST else None
    if part is None:
        return [_closed(text, start, position, end, moment, kind)]
    piece = moment._replace(part=_PARTS[part["part"] or part["edge"]])
    following = patterns.next_part.match(text, part.end(), end)
    if following is None:
        return [_closed(text, start, part.end(), end, piece, kind)]
    last = moment._replace(part=_PARTS[following["part"].removeprefix("月")])
    return [_closed(text, start, following.end(), end, Stretch(piece, last), "range")]


def follow_days(text: str, position: int, end: int, kind: DateKind) -> list[DateMatch]:
    """Days that follow a date after 、 or a dash and take its month (1月10日、17日; 6日至8日)."""
    found: list[DateMatch] = []
    while (following := _patterns().next_day.match(text, position, end)) is not None:
        group = "day" if following["day"] else "shared"
        moment, position = Moment(day=small_number(following[group])), following.end()
        if group == "day":
            found.append(_closed(text, following.start(group), read_hour(text, position, end), end, moment, kind))
            position = found[-1].end
        else:
            found.append(DateMatch(following.start(group), position, kind, moment))
    return found


def read_quarter(text: str, start: int, position: int, end: int, moment: Moment, kind: DateKind) -> list[DateMatch]:
    """A quarter of a year at `position` (第三季度, 一、二季度, 前三季度), of `moment` or of a year to be found."""
    near = text.find("季度", position, position + _QUARTER_REACH) >= 0
    quarter = _patterns().quarter.match(text, position, end) if near else None
    if quarter is None:
        return []
    last = (quarter["last"] or quarter["upto"])[:2].strip("第个")
    first = quarter["first"] or ("一" if quarter["upto"] else last)
    if (
        first.isdecimal()
        and not last.isdecimal()
        and text[position - 1 : position] in ("", "\n", "。", " ")
        and "、" in quarter[0]
    ):
        return []  # 4、二季度: the first is the number of an item
    numbers = [small_number(first), small_number(last)]
    meanings = [moment._replace(part=f"Q{number}") for number in numbers]
    if quarter["end"] and numbers[1] is not None:
        last_month = moment._replace(month=numbers[1] * 3)
        return [_closed(text, start, quarter.end(), end, last_month, kind)]
    if numbers[0] == numbers[1]:
        return [_closed(text, start, quarter.end(), end, meanings[0], kind)]
    return [_closed(text, start, quarter.end(), end, Stretch(meanings[0], meanings[1]), "range")]


def read_suffix(text: str, position: int, end: int) -> tuple[int, bool]:
    """The end of a date's surface with 左右, 期间, 前, 起, and whether it only says "about"."""
    suffix = _patterns().suffix.match(text, position, end) if text[position : position + 1] in _SUFFIX_FIRST else None
    if suffix is None:
        return position, False
    return suffix.end(), suffix["about"] is not None


def read_hour(text: str, position: int, end: int) -> int:
    """The end of a weekday, a time of day and a clock time that follow a day."""
    hour = _patterns().hour.match(text, position, end) if text[position : position + 1] in _HOUR_FIRST else None
    return position if hour is None or hour[0].isspace() else hour.end()


def _year_pieces(text: str, start: int, position: int, end: int, moment: Moment, kind: DateKind) -> list[DateMatch]:
    if position == start:
        return []
    patterns = _patterns()
    quarter = read_quarter(text, start, position, end, moment, kind)
    if quarter:
        return quarter
    first = patterns.first_months.match(text, position, end)
    last = small_number(first["number"]) if first is not None else None
    if first is not None and last is not None and 1 < last <= 12:
        return [
            _closed(
                text, start, first.end(), end, Stretch(moment._replace(month=1), moment._replace(month=last)), "range"
            )
        ]
    part = patterns.year_part.match(text, position, end)
    if part is not None:
        moment = moment._replace(part=_PARTS[part["part"] or part["edge"] or part["middle"] or part["season"]])
        position = part.end()
    return [_closed(text, start, position, end, moment, kind)]


def _closed_day(text: str, start: int, position: int, end: int, moment: Moment, kind: DateKind) -> list[DateMatch]:
    closed = _closed(text, start, read_hour(text, position, end), end, moment, kind)
    return [closed, *follow_days(text, closed.end, end, kind)]


def _closed(text: str, start: int, position: int, end: int, meaning: Moment | Stretch, kind: DateKind) -> DateMatch:
    position, about = read_suffix(text, position, end)
    if about and isinstance(meaning, Moment):
        meaning = meaning._replace(approx=True)
    return DateMatch(start, position, kind, meaning)


def _year_moment(text: str, match: re.Match[str], end: int) -> Moment | None:
    if match["full"]:
        return Moment(year=full_year(match["full"]))
    if match["mask"]:
        mask = re.sub(r"[^0-9]", "X", match["mask"])
        return Moment(mask=mask if len(mask) == 4 else "XXXX")
    short = match["short"]
    if text[match.start() - 1 : match.start()] in ("第", "近", "."):
        return None
    certain = (
        _patterns().short_year_follows.match(text, match.end(), end) is not None
        or short[0] in "0零〇○"
        or (not short.isascii() and (short[1] in "零〇○" or _CN.find(short[0]) >= _CN.find(short[1])))
        or (
            "40" <= short <= "99"
            and text[max(match.start() - 1, 0) : match.start()] in tuple("从自于在到至")
            and text[match.end() : match.end() + 1] not in tuple("来间前后多")
        )
        or (
            "76" <= short <= "99"
            and short[1] not in "05"
            and text[max(match.start() - 1, 0) : match.start()] in ("", *"\n,。;、:(“是")
            and text[match.end() : match.end() + 1] not in tuple("来间前后多时的历以")
        )
    )
    return Moment(year=full_year(short)) if certain else None


def _year_pair(pair: re.Match[str]) -> list[DateMatch]:
    first, last = Moment(year=full_year(pair["first"])), Moment(year=full_year(pair["last"]))
    if pair["join"] == "、":
        return [
            DateMatch(pair.start("first"), pair.end("first"), "date", first),
            DateMatch(pair.start("last"), pair.end(), "date", last),
        ]
    return [DateMatch(pair.start(), pair.end(), "range", Stretch(first, last))]


def _months(text: str, start: int, pair: re.Match[str], end: int, moment: Moment, kind: DateKind) -> list[DateMatch]:
    first, last = small_number(pair["first"]), small_number(pair["last"])
    if first is None or last is None or pair["first"].isascii() != pair["last"].isascii():
        return []  # 三、4月份: a list number before a month
    listed = pair["join"] == "、"
    if (listed or not pair["join"]) and _patterns().day.match(text, pair.end(), end):
        return []
    if pair["join"] is None and last != first + 1:
        return []
    if listed and start == pair.start() and (start == 0 or text[start - 1] in "\n。"):
        return []  # a list number at the head of a line
    low, high = moment._replace(month=first), moment._replace(month=last)
    if listed and last != first + 1:
        return [
            DateMatch(start, pair.end("first"), kind, low),
            DateMatch(pair.start("last"), pair.end(), kind, Moment(month=last)),
        ]
    return [_closed(text, start, pair.end(), end, Stretch(low, high), "range")]


def _numeric(text: str, match: re.Match[str], end: int) -> list[DateMatch]:
    fields = match.groupdict()
    year = int(fields["year"]) if fields["year"] else None
    moment = Moment(year=year, month=int(fields["month"]), day=int(fields["day"]) if fields.get("day") else None)
    before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
    alone = (match.start() == 0 or before in "\n( ") and after in ("", "\n", ")", " ")
    if "sun" in fields and fields["sun"] is None and (year is None or not alone):
        return []  # eight bare digits are a date only when they stand alone
    if before in (".", "/"):
        return []
    if moment.day is None:
        return [DateMatch(match.start(), match.end(), "date", moment)]
    return _closed_day(text, match.start(), match.end(), end, moment, "date")
