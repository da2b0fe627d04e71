"""When a news item was written: soon after the day that it tells of, and before the site put it up."""

from __future__ import annotations

import bisect
import datetime
import re
from collections.abc import Sequence

from cxzy_nlp.facts.dates.narrow import Bracket
from cxzy_nlp.facts.dates.values import Anchor, DateMatch, Moment, Stretch, bounds, is_day
from cxzy_nlp.text.reading import Reading

#: A site line so far before or behind a document belongs to it.
_ABOVE, _BELOW = 300, 200
#: A news item names its day early, and is put up soon after it.
_OPENING, _SOON = 400, 12
#: A report begins with the day and tells what was held on it.
_FIRST_WORDS, _CLAUSE = 24, 120
#: What happened later in a month may be reported in the next.
_EARLY = 26
_HELD = re.compile(r"召开|举行|举办|开展|组织|开幕|闭幕|启动|来到|深入|赴|莅临|揭牌|落下帷幕")
_HOUR = re.compile(r"[午晚晨]")
_OWN = re.compile(r"^[,、]?(?:我|本)[院校局县市镇乡村区厂司站所中公]")
_DAY = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})(?![0-9])")


def published_days(reading: Reading, start: int, end: int) -> list[datetime.date]:
    """The days in the site's lines (发布时间:2015-09-11) that were taken out of or around ``reading.text[start:end]``.

    Examples
    --------
    >>> from cxzy_nlp import Source
    >>> from cxzy_nlp.text import make_reading
    >>> reading = make_reading(Source.from_text("党校开班\\n发布时间：2015-09-11 点击：19\\n9月9日，培训班开班。"))
    >>> published_days(reading, 0, len(reading.text))
    [datetime.date(2015, 9, 11)]
    """
    first, last = reading.offsets.to_source(start, end)
    low = bisect.bisect_left(reading.repairs, first - _ABOVE, key=lambda repair: repair.start)
    found = []
    for repair in reading.repairs[low:]:
        if repair.start > last + _BELOW:
            break
        if repair.kind == "meta":
            for match in _DAY.finditer(reading.source.text, repair.start, repair.end):
                year, month, day = map(int, match.groups())
                if is_day(year, month, day):
                    found.append(datetime.date(year, month, day))
    return found


def published(start: int, matches: Sequence[DateMatch], days: Sequence[datetime.date], found: Bracket) -> Anchor | None:
    """An anchor from the day of publishing, if the text names a day without a year that lies just before it.

    Parameters
    ----------
    start
        Where the document begins: only days that it names early count.
    matches
        Its dates, as of `scan_dates`.
    days
        As of `published_days`.
    found
        What else tells when the text was made: a day outside it was written by somebody who copied the text.

    Notes
    -----
    Source: usage of the sites of offices and papers. Wrong where a copied text by chance names a day shortly before the
    copying, and nothing in it contradicts.
    """
    for index, match in enumerate(matches):
        if match.start - start > _OPENING:
            return None
        last = _last(match)
        if last is None or not last.month or not last.day or last.feast or last.lunar or last.mask or last.shift:
            continue
        for posted in days:
            happened = _before(posted, last.month, last.day)
            if happened is None or (posted - happened).days > _SOON or last.year not in (None, happened.year):
                continue
            earliest, latest = happened.isoformat(), posted.isoformat()
            if (found.earliest or "0") > latest or (found.latest or "9") < earliest:
                continue
            value = earliest[:7] if earliest[:7] == latest[:7] else earliest[:4]
            return Anchor(value, "inferred", earliest, latest, (index,))
    return None


def reported(text: str, start: int, title: tuple[int, int] | None, matches: Sequence[DateMatch]) -> Anchor | None:
    """An anchor from the full date with which a report begins (2012年8月28日上午,我院召开…), if no later one follows.

    Examples
    --------
    >>> from cxzy_nlp.facts.dates.scan import scan_dates
    >>> text = "2012年8月18日上午,我院召开总结大会。"
    >>> reported(text, 0, None, scan_dates(text, 0, len(text))).value
    '2012-08'

    Notes
    -----
    Source: usage of news items. Wrong where a story begins with a day long ago and names no later one.
    """
    begin = max(start, title[1] if title is not None else start)
    index = next((number for number, match in enumerate(matches) if match.start >= begin), None)
    if index is None or matches[index].start - begin > _FIRST_WORDS:
        return None
    match, day = matches[index], _full(matches[index])
    if day is None or not isinstance(match.meaning, Moment) or "\n" in text[begin : match.start].strip():
        return None
    clause = text[match.end : match.end + _CLAUSE].split("。")[0]
    # 2010年5月21日,县里召开会议 may introduce anything
    if _HELD.search(clause) is None or not (_HOUR.search(text, match.start, match.end) or _OWN.match(clause)):
        return None
    for other in matches:
        later = _full(other)
        years = other.meaning.year if isinstance(other.meaning, Moment) else None
        if (later is not None and later > day) or (years or 0) > day.year:
            return None
    value = day.isoformat()[:7] if day.day <= _EARLY else day.isoformat()[:4]
    return Anchor(value, "inferred", day.isoformat(), bounds(value)[1], (index,))


def _full(match: DateMatch) -> datetime.date | None:
    moment = match.meaning
    if not isinstance(moment, Moment) or not moment.year or not moment.month or not moment.day or moment.lunar:
        return None
    return (
        datetime.date(moment.year, moment.month, moment.day) if is_day(moment.year, moment.month, moment.day) else None
    )


def _last(match: DateMatch) -> Moment | None:
    """The point in time that the surface names, or the end of its stretch (9月9日至11日)."""
    meaning = match.meaning
    if isinstance(meaning, Moment):
        return meaning
    if (
        not isinstance(meaning, Stretch)
        or not isinstance(meaning.last, Moment)
        or not isinstance(meaning.first, Moment)
    ):
        return None
    return meaning.last if meaning.last.month else meaning.last._replace(month=meaning.first.month)


def _before(posted: datetime.date, month: int, day: int) -> datetime.date | None:
    """The last such day up to that of publishing."""
    for year in (posted.year, posted.year - 1):
        if is_day(year, month, day) and (made := datetime.date(year, month, day)) <= posted:
            return made
    return None
