"""Dates that are named by what happened: party meetings, festivals, anniversaries, five-year plans.

All names come from the knowledge tables ``meetings``, ``festivals``, ``anniversaries`` and ``plans``.
"""

from __future__ import annotations

import datetime
import functools
import re
from collections.abc import Mapping

from cxzy_nlp.facts.dates.almanac import lunar_days, solar_term
from cxzy_nlp.facts.dates.grammar import B
from cxzy_nlp.facts.dates.numbers import CHINESE, small_number
from cxzy_nlp.facts.dates.values import DateMatch, Fixed, Moment
from cxzy_nlp.knowledge.loader import Entry, load
from cxzy_nlp.text.patterns import alternation

_PARTY = ("中国共产党", "党的", "中共")
_NOT_BEFORE = "[以之]?前(?![往后提列期沿景夕线进行来去])"
#: Nouns that make 十八大 a count (十八大工程); before sixteen the count is the rule and the congress needs 党的.
_COUNTED = (
    "类|项|工程|行动|举措|任务|板块|体系|重点|产业|措施|标兵|功能|领域|系统|平台|亮点|成果|员|先锋|要素|优势|机制|难题|民生|实事|"
    "载体|活动|家|型|方面|部分|园区|景|杰出|特色|支柱|问题|原则|战役"
)


#: The founding of what no table knows: a jubilee all the same, of a year that the text does not say.
_FOUNDING = re.compile(r"(?:建[校院厂县市镇乡区所站矿行店]|成立) ?\Z")


@functools.cache
def _names() -> Mapping[str, tuple[str, Entry]]:
    """Every name to the sort of event it is and its entry; 十七届 stands for the plenums of that congress."""
    names: dict[str, tuple[str, Entry]] = {}
    for entry in load("anniversaries"):
        for name in _all(entry):
            names[name + "以来"] = ("since", entry)
    for entry in load("festivals"):
        for name in _all(entry):
            names[name] = ("festival", entry)
    for entry in load("plans"):
        for name in _all(entry):
            names[name] = ("plan", entry)
    for entry in load("meetings"):
        if entry["kind"] == "plenum":
            names[entry["name"].partition("届")[0] + "届"] = ("plenum", entry)
        elif entry["kind"] == "term":
            names[entry["name"]] = ("term", entry)
        else:
            for name in _all(entry):
                names[name] = (entry["kind"], entry)
    return names


def _all(entry: Entry) -> list[str]:
    return [entry["name"], *entry.get("aliases", [])]


@functools.cache
def event_names() -> frozenset[str]:
    """The words at which `read_event` can find something."""
    return frozenset(_names())


@functools.cache
def _plenums() -> Mapping[tuple[str, str], Entry]:
    found: dict[tuple[str, str], Entry] = {}
    for entry in load("meetings"):
        if entry["kind"] == "plenum":
            congress, _, session = entry["name"].removesuffix("全会").partition("届")
            found[congress + "届", session] = entry
    return found


@functools.cache
def _session() -> re.Pattern[str]:
    session = "[一二三四五六七八九]中"
    return re.compile(
        rf"{B}(?P<session>{session})(?:全会|全体会议|(?={B}(?:[、和及至到]{B}{session}){{0,5}}(?:全会|全体会议)))"
    )


@functools.cache
def _next_session() -> re.Pattern[str]:
    return re.compile(rf"{B}[、和及至到]{B}(?=[一二三四五六七八九]中)")


@functools.cache
def _tail() -> re.Pattern[str]:
    return re.compile(rf"(?:(?:胜利)?召开)?(?:(?P<since>以来)|{_NOT_BEFORE})")


@functools.cache
def _festival_tail() -> re.Pattern[str]:
    return re.compile(
        r"(?:节日?)?(?:(?P<inside>当天|当日|假期|长假|小长假|黄金周|节气|时节)|前夕|前后|期间|来临之际|到来之际|之际|[以之节]?前"
        r"(?![往提列期沿景线进行来去]))?"
    )


@functools.cache
def _plan_tail() -> re.Pattern[str]:
    return re.compile(r"(?P<first>(?:规划|时期)?的?开局之?年)|(?P<last>(?:规划|时期)?的?收官之?年|期?末)|时期|期间")


@functools.cache
def _counted() -> re.Pattern[str]:
    return re.compile(_COUNTED)


def read_event(text: str, start: int, name: str, end: int) -> list[DateMatch]:
    """The event called `name` at `start`, or nothing; elliptical plenums (十七届三中、四中全会) give one match each.

    The value of a congress or plenum is its month, that of an anniversary its year, that of a plan its span. With 以来
    it is an open interval. Wrong where a local congress is called by the number of a national one (市十七大).

    Examples
    --------
    >>> text = "党的十七届三中、四中全会精神"
    >>> [(text[match.start : match.end], match.meaning) for match in read_event(text, 2, "十七届", len(text))]
    [('党的十七届三中', Fixed(value='2008-10')), ('四中全会', Fixed(value='2009-09'))]
    """
    sort, entry = _names()[name]
    stop = start + len(name)
    if sort == "since":
        return [DateMatch(start, stop, "event", Fixed(f"{entry['date']}/.."))]
    if sort == "plenum":
        return _read_plenums(text, start, name, end)
    if sort == "festival":
        return _read_festival(text, start, stop, entry, name, end)
    if sort == "plan":
        return _read_plan(text, start, stop, entry, name, end)
    if sort == "term":
        return _read_term(text, start, stop, entry, end)
    prefix = next((word for word in _PARTY if text.endswith(word, 0, start)), "")
    if sort == "congress" and not prefix and not _is_congress(text, start, stop, name):
        return []
    return [_with_tail(text, start - len(prefix), stop, end, entry["date"])]


def read_anniversary(text: str, start: int, stop: int, number: str) -> list[DateMatch]:
    """The jubilee whose numeral `number` stands at `start` before 周年 ending at `stop`; value is its year.

    Examples
    --------
    >>> text = "庆祝建党90周年"
    >>> read_anniversary(text, 4, 8, "90")[0].meaning
    Fixed(value='2011')
    """
    years = small_number(number)
    before = _subject().search(text, max(start - 40, 0), start)
    local = _FOUNDING.search(text, max(start - 4, 0), start) if before is None else None
    if local is not None:
        return [DateMatch(local.start(), stop, "event", Fixed(None))]
    if years is None or years > 999 or before is None:
        return []
    founded = _subjects()[before[1]]
    return [DateMatch(before.start(), stop, "event", Fixed(f"{int(founded[:4]) + years:04}"), anniversary=True)]


@functools.cache
def _subjects() -> Mapping[str, str]:
    return {name: entry["date"] for entry in load("anniversaries") for name in _all(entry)}


@functools.cache
def _subject() -> re.Pattern[str]:
    return re.compile(rf"({alternation(_subjects())}){B}\Z")


@functools.cache
def _festival_days() -> Mapping[str, Entry]:
    return {entry["name"]: entry for entry in load("festivals")}


def festival_day(name: str, year: int | None) -> str | None:
    """Month and day (``MM-DD``) of a festival, ``None`` where it moves and the year is not known.

    Examples
    --------
    >>> festival_day("七一", None), festival_day("春节", 2010), festival_day("春节", None)
    ('07-01', '02-14', None)
    """
    entry = _festival_days()[name]
    day: str | None = entry.get("day")
    if day is not None or year is None:
        return day
    date = solar_term(year, entry["longitude"]) if "longitude" in entry else _lunar_festival(entry["lunar"], year)
    return date.isoformat()[5:] if date is not None and date.year == year else None


def _lunar_festival(lunar: str, year: int) -> datetime.date | None:
    """The last month of the Chinese calendar lies in the year after the one that it is counted with."""
    month, day = int(lunar[:2]), int(lunar[3:])
    days = lunar_days(year - (month == 12), month, day)
    return days[0] if days is not None else None


def _with_tail(text: str, start: int, stop: int, end: int, value: str) -> DateMatch:
    tail = _tail().match(text, stop, end)
    if tail is None:
        return DateMatch(start, stop, "event", Fixed(value))
    return DateMatch(start, tail.end(), "event", Fixed(f"{value}/.." if tail["since"] else value))


def _is_congress(text: str, start: int, stop: int, name: str) -> bool:
    number = small_number(name.removesuffix("大")) if name.endswith("大") else None
    if number is None:
        return text[start - 1 : start] not in tuple("省市县区乡镇校院司厂局团村")  # 省第十次党代会 is local
    if _counted().match(text, stop) or text[start - 1 : start] in ("第", *CHINESE):
        return False
    return number >= 16 or (text[start - 1 : start] in ("、", "和", "及") and text[start - 2 : start - 1] == "大")


def _read_plenums(text: str, start: int, congress: str, end: int) -> list[DateMatch]:
    session = _session().match(text, start + len(congress), end)
    if session is None:
        return []
    prefix = next((word for word in _PARTY if text.endswith(word, 0, start)), "")
    at, found = start - len(prefix), []
    while session is not None:
        entry = _plenums().get((congress, session["session"]))
        value = entry["date"] if entry is not None else None
        if value is None:
            found.append(DateMatch(at, session.end(), "event", Fixed(None)))
        else:
            found.append(_with_tail(text, at, session.end(), end, value))
        following = _next_session().match(text, session.end(), end)
        if following is None:
            break
        at = following.end()
        session = _session().match(text, at, end)
    return found


def _quoted(text: str, start: int, stop: int) -> bool:
    return text[start - 1 : start] in ("“", "‘", '"') and text[stop : stop + 1] in ("”", "’", '"')


def _isolated(text: str, start: int, stop: int) -> bool:
    """Whether a name of numerals is not a piece of a longer number or of a count (七一五, 十一个)."""
    return text[start - 1 : start] not in ("第", *CHINESE) and text[stop : stop + 1] not in tuple(
        CHINESE + "个名项万千亿元届次户人家月年日号路街村区校厂大水桥渠"
    )


def _read_festival(text: str, start: int, stop: int, entry: Entry, name: str, end: int) -> list[DateMatch]:
    quoted = _quoted(text, start, stop)
    surface = (start - 1, stop + 1) if quoted else (start, stop)
    tail = _festival_tail().match(text, surface[1], end)
    close = tail.end() if tail is not None else surface[1]
    if text[start - 1 : start] == "个":
        return []  # 三个春节
    if not quoted:
        numeral = name[0] in CHINESE
        if numeral and not _isolated(text, start, stop):
            return []
        alias = name != entry["name"] and (name.endswith(("节", "节气")) or name == "国庆")
        if not (entry["bare"] or alias) and close == stop:
            return []
        if name == "国庆" and close == stop and not _listed(text, start, stop):
            return []
    close = surface[1] + len(_festival_own(tail))
    return [DateMatch(surface[0], close, "event", Moment(feast=entry["name"]))]


def _listed(text: str, start: int, stop: int) -> bool:
    """国庆 alone is a feast in a list of feasts or at the end of a clause, else a piece of a name."""
    return (
        text[stop : stop + 1] in tuple("、,。")
        or text[start - 1 : start] in ("、", "和")
        or text[stop : stop + 2] == "两节"
    )


def _festival_own(tail: re.Match[str] | None) -> str:
    """What of the tail belongs to the name: 节 and the day or holiday itself, not 前夕 and 期间."""
    if tail is None:
        return ""
    return (
        tail[0] if tail["inside"] else ("节日" if tail[0].startswith("节日") else "节" if tail[0][:1] == "节" else "")
    )


@functools.cache
def _ordinal_session() -> re.Pattern[str]:
    return re.compile(rf"{B}第?(?P<number>[一二三四五])次(?:全体)?会议")


def _read_term(text: str, start: int, stop: int, entry: Entry, end: int) -> list[DateMatch]:
    """A numbered session of a body that meets once a year (十一届全国人大四次会议)."""
    session = _ordinal_session().match(text, stop, end)
    if session is None:
        return []
    year = int(entry["date"][:4]) + "一二三四五".index(session["number"])
    start -= text[start - 1 : start] == "第"
    return [DateMatch(start, session.end(), "event", Fixed(f"{year}{entry['date'][4:]}"))]


#: “六五”普法: the plans to spread knowledge of the law are numbered by themselves, five years each.
_LAW_PLANS = {number: 1986 + 5 * order for order, number in enumerate("一二三四五六七八")}


def _read_plan(text: str, start: int, stop: int, entry: Entry, name: str, end: int) -> list[DateMatch]:
    quoted = _quoted(text, start, stop)
    surface = (start - 1, stop + 1) if quoted else (start, stop)
    tail = _plan_tail().match(text, surface[1], end)
    if not quoted:
        if not _isolated(text, start, stop) and name == entry["name"]:
            return []
        followed = tail is not None or text.startswith(("规划", "计划", "发展规划"), stop)
        if name == entry["name"] and not entry["bare"] and not followed:
            return []
    if tail is None and text.startswith(("规划", "计划", "发展规划"), surface[1]):
        return []  # the name of the plan, not its years
    first, last = entry["first"], entry["last"]
    if text.startswith("普法", surface[1]) and name[0] in _LAW_PLANS:
        first = _LAW_PLANS[name[0]]
        last = first + 4
    value = f"{first}/{last}"
    if tail is not None and (tail["first"] or tail["last"]):
        value = str(first if tail["first"] else last)
    inside = tail is not None and bool(tail["first"] or tail["last"])
    return [DateMatch(surface[0], tail.end() if tail and inside else surface[1], "event", Fixed(value))]
