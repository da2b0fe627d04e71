"""What else dates an undated text: dates that are over or to come, jubilees awaited, campaigns, months of 今年."""

from __future__ import annotations

import datetime
import functools
import re
from collections.abc import Sequence
from dataclasses import replace

from cxzy_nlp.facts.dates.events import festival_day
from cxzy_nlp.facts.dates.narrow import Bracket
from cxzy_nlp.facts.dates.values import Anchor, DateMatch, Fixed, Moment, Stretch, bounds, is_day, split_value
from cxzy_nlp.knowledge.loader import Entry, load

_CLAUSE = 16
_EDGE = re.compile(r"[,。;:!?\n]")
#: The clause speaks of what is to come …
_FUTURE = re.compile(r"将|力争|争取|确保|计划|规划|预计|拟于|目标|要(?!求)|必须|再用|到(?=\Z)")
_TERM = re.compile(r"[底末]?(?:之?前|起)|[底末],?(?:将|要|力争|实现|达到)")
#: … or of what is over.
_PAST = re.compile(r"了|已|曾|以来|完工|竣工|建成|召开|成立|荣获|获得|被|下发|印发|完成|开工|达到|比上年|同比|增长")
_AWAITED = re.compile(r"(?:迎接|喜迎|向|为|献礼)[^,。\n]{0,6}\Z")
_JUBILEES = {"党": "07-01", "国": "10-01", "军": "08-01"}
#: So many dates with their years make a chronicle, whose last one is of the text's own year.
_CHRONICLE = 3


@functools.cache
def _campaigns() -> tuple[Entry, ...]:
    return tuple(load("campaign_starts"))


def all_evidence(text: str, start: int, end: int, matches: Sequence[DateMatch], meetings: Bracket) -> Bracket:
    """The bracket of the meetings, made narrower by everything else that dates ``text[start:end]``.

    Evidence that contradicts the meetings is left aside: years are overwritten more often than meetings.

    Examples
    --------
    >>> from cxzy_nlp.facts.dates.scan import scan_dates
    >>> text = "2011年4月完工了。为建党91周年献礼。"
    >>> all_evidence(text, 0, len(text), scan_dates(text, 0, len(text)), Bracket())
    Bracket(earliest='2011-04-01', latest='2012-06-30', evidence=(0, 1))

    Notes
    -----
    Source: usage of the genre and the table campaign_starts. Wrong where a plan is told as if it were done.
    """
    low: tuple[str, int | None] | None = None
    high: tuple[str, int | None] | None = None
    for row in _campaigns():
        if (low is None or row["began"] > low[0]) and any(text.find(word, start, end) >= 0 for word in row["words"]):
            low = row["began"], None
    for index, match in enumerate(matches):
        first, last = _span(match)
        if match.anniversary:
            day = _awaited(text, start, match, first)
            if day is not None and (high is None or day < high[0]):
                high = day, index
            continue
        if first is None or last is None:
            continue
        side = _side(text, start, end, match)
        if side >= 0 and (low is None or first > low[0]):
            low = first, index
        elif side < 0 and _TERM.match(text, match.end - 1) is None and (high is None or last < high[0]):
            high = last, index
    return _joined(meetings, low, high)


def _joined(meetings: Bracket, low: tuple[str, int | None] | None, high: tuple[str, int | None] | None) -> Bracket:
    earliest, latest, evidence = meetings.earliest, meetings.latest, list(meetings.evidence)
    if low is not None and (earliest is None or low[0] > earliest) and (latest is None or low[0] <= latest):
        earliest = low[0]
        evidence += [low[1]] if low[1] is not None else []
    if high is not None and (latest is None or high[0] < latest) and (earliest is None or high[0] >= earliest):
        latest = high[0]
        evidence += [high[1]] if high[1] is not None else []
    return Bracket(earliest, latest, tuple(sorted(set(evidence))))


def named_year(text: str, start: int, end: int) -> int | None:
    """The year that the text calls by its name: 基层组织建设年 is 2012.

    Examples
    --------
    >>> named_year("今年是基层组织建设年", 0, 10), named_year("今年是丰收年", 0, 6)
    (2012, None)
    """
    for row in _campaigns():
        if "year" in row and any(text.find(word, start, end) >= 0 for word in row["words"]):
            return int(row["year"])
    return None


def year_due(text: str, start: int, end: int, matches: Sequence[DateMatch], found: Bracket) -> Anchor | None:
    """The one year of a bracket in which all months to come without a year (3月15日前, 4月份要) lie before its end.

    Examples
    --------
    >>> from cxzy_nlp.facts.dates.scan import scan_dates
    >>> text = "3月15日前报结果,9月底前完成。"
    >>> year_due(text, 0, 16, scan_dates(text, 0, 16), Bracket("2011-07-01", "2012-11-07", (0,))).value
    '2012'
    """
    if found.earliest is None or found.latest is None:
        return None
    due: list[tuple[Moment, int]] = []
    for index, match in enumerate(matches):
        moment = match.meaning
        if not isinstance(moment, Moment) or moment.has_year or moment.near or moment.lunar or moment.month is None:
            continue
        if 1 <= moment.month <= 12 and _side(text, start, end, match) < 0:
            due.append((moment, index))
    years = [
        year
        for year in range(int(found.earliest[:4]), int(found.latest[:4]) + 1)
        if all(found.earliest <= _value(moment._replace(year=year)) <= found.latest for moment, _ in due)
    ]
    if not due or len(years) != 1:
        return None
    evidence = (*found.evidence, *(index for _, index in due))
    low, high = bounds(f"{years[0]:04}")
    return Anchor(f"{years[0]:04}", "inferred", low, high, tuple(sorted(set(evidence))))


def chronicle(matches: Sequence[DateMatch], found: Bracket) -> Anchor | None:
    """The year of the last date of a text that tells several dates with their years and speaks of 今年 or 去年.

    Examples
    --------
    >>> from cxzy_nlp.facts.dates.scan import scan_dates
    >>> text = "2006年办社。2010年10月动工,2011年4月完工,今年又修路。"
    >>> chronicle(scan_dates(text, 0, len(text)), Bracket("2011-04-01", None, (2,))).value
    '2011'
    """
    if found.earliest is None or found.latest is not None or found.earliest.endswith("-01-01") or not found.evidence:
        return None
    own = [match.meaning for match in matches if isinstance(match.meaning, Moment)]
    dated = sum(moment.year is not None for moment in own)
    if dated < _CHRONICLE or not any(moment.shift in (0, -1) for moment in own):
        return None
    year = found.earliest[:4]
    return Anchor(year, "inferred", found.earliest, f"{year}-12-31", found.evidence)


def within_year(text: str, start: int, end: int, matches: Sequence[DateMatch], anchor: Anchor) -> Anchor:
    """The anchor cut to the months of its year: after 今年3月以来 and 3月18日召开了, before 今年9月将 and 4月底前.

    Examples
    --------
    >>> from cxzy_nlp.facts.dates.scan import scan_dates
    >>> text = "今年3月召开了大会,今年9月将验收。"
    >>> matches = scan_dates(text, 0, len(text))
    >>> anchor = within_year(text, 0, len(text), matches, Anchor("2011", "inferred", "2011-01-01", "2011-12-31"))
    >>> anchor.earliest, anchor.latest
    ('2011-03-01', '2011-09-30')
    """
    year = anchor.value[:4]
    if not year.isdigit() or anchor.earliest is None or anchor.latest is None:
        return anchor
    over: list[tuple[str, int]] = []
    due: list[tuple[str, int]] = []
    for index, match in enumerate(matches):
        moment = match.meaning
        if not isinstance(moment, Moment) or moment.month is None or moment.lunar or not 1 <= moment.month <= 12:
            continue
        if moment.shift != 0 if moment.has_year else moment.near:
            continue
        low, high = bounds(_value(moment._replace(year=int(year))))
        side = _side(text, start, end, match)
        if side > 0 and low is not None:
            over.append((low, index))
        elif side < 0 and high is not None:
            due.append((high, index))
    earliest, latest, evidence = anchor.earliest, anchor.latest, list(anchor.evidence)
    last = min((item for item in due if earliest <= item[0] < latest), default=None)
    if last is not None:
        latest = last[0]
        evidence.append(last[1])
    first = max((item for item in over if earliest < item[0] <= latest), default=None)
    if first is not None:
        earliest = first[0]
        evidence.append(first[1])
    if (earliest, latest) == (anchor.earliest, anchor.latest):
        return anchor
    return replace(anchor, earliest=earliest, latest=latest, evidence=tuple(dict.fromkeys(evidence)))


def _span(match: DateMatch) -> tuple[str | None, str | None]:
    """First and last day of a date that names its year itself."""
    meaning = match.meaning
    if isinstance(meaning, Fixed):
        return (meaning.value, meaning.value) if match.anniversary else (None, None)
    if isinstance(meaning, Stretch):
        first, last = meaning.first, meaning.last
        if not (isinstance(first, Moment) and isinstance(last, Moment)) or not first.year:
            return None, None
        value = _value(last if last.year is not None else last._replace(year=first.year))
        return bounds(_value(first))[0], bounds(value)[1]
    return bounds(_value(meaning)) if meaning.year else (None, None)


def _value(moment: Moment) -> str:
    value = f"{moment.year:04}"
    if moment.feast and (day := festival_day(moment.feast, moment.year)) is not None:
        return f"{value}-{day}" if day[0] in "01" and len(day) == 5 else value
    if moment.month is None or moment.lunar or not 1 <= moment.month <= 12:
        return value
    value += f"-{moment.month:02}"
    if moment.day is None or moment.year is None or not is_day(moment.year, moment.month, moment.day):
        return value
    return f"{value}-{moment.day:02}"


def _awaited(text: str, start: int, match: DateMatch, year: str | None) -> str | None:
    """The day before the jubilee that the text awaits."""
    surface = text[match.start : match.end]
    feast = next((day for body, day in _JUBILEES.items() if body in surface), None)
    if feast is None or year is None or split_value(year)[0] is None:
        return None
    before = text[max(start, match.start - 10) : match.start]
    if not (_AWAITED.search(before) and (text.startswith("献礼", match.end) or "迎" in before)):
        return None
    day = datetime.date.fromisoformat(f"{year[:4]}-{feast}") - datetime.timedelta(1)
    return day.isoformat()


def _side(text: str, start: int, end: int, match: DateMatch) -> int:
    """1 where the clause says that the date is over, -1 that it is to come, 0 neither."""
    low = max(start, match.start - _CLAUSE)
    before = _EDGE.split(text[low : match.start])[-1]
    after = _EDGE.split(text[match.end : min(end, match.end + _CLAUSE)])[0]
    if _FUTURE.search(before) or _FUTURE.search(after) or _TERM.match(text, match.end - 1, end):
        return -1
    return 1 if _PAST.search(after) or _PAST.search(before) else 0
