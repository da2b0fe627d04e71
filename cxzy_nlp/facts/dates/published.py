"""The day on which a site put a document up: no date of the document, but of a news item it tells the year."""

from __future__ import annotations

import bisect
import datetime
import re
from collections.abc import Sequence

from cxzy_nlp.facts.dates.narrow import Bracket
from cxzy_nlp.facts.dates.values import Anchor, DateMatch, Moment, Stretch, is_day
from cxzy_nlp.text.reading import Reading

#: A site line so far before or behind a document belongs to it.
_ABOVE, _BELOW = 300, 200
#: A news item names its day early, and is put up soon after it.
_OPENING, _SOON = 400, 12
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
        if last is None or last.has_year or not last.month or not last.day or last.feast or last.lunar:
            continue
        for posted in days:
            happened = _before(posted, last.month, last.day)
            if happened is None or (posted - happened).days > _SOON:
                continue
            earliest, latest = happened.isoformat(), posted.isoformat()
            if (found.earliest or "0") > latest or (found.latest or "9") < earliest:
                continue
            value = earliest[:7] if earliest[:7] == latest[:7] else earliest[:4]
            return Anchor(value, "inferred", earliest, latest, (index,))
    return None


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
