"""The traditional calendar: lunar months and days, and the solar terms, as days of the common calendar."""

from __future__ import annotations

import datetime
import functools
import math
from collections.abc import Mapping

from cxzy_nlp.knowledge.loader import Entry, load

_ORDINAL_TO_JULIAN = 1721424.5
_BEIJING = 8 / 24


@functools.cache
def _years() -> Mapping[int, Entry]:
    return {entry["year"]: entry for entry in load("lunar_years")}


def lunar_days(year: int, month: int, day: int | None = None) -> tuple[datetime.date, datetime.date] | None:
    """First and last day of a month (or the one day of it) of the lunar year that begins in `year`.

    ``None`` outside the table ``lunar_years`` or where the month has no such day; day 0 is the eve of the month. A leap
    month is passed over: a text that means one says 闰.

    Examples
    --------
    >>> [str(date) for date in lunar_days(2011, 12)]
    ['2011-12-25', '2012-01-22']
    >>> [str(date) for date in lunar_days(2010, 1, 15)]
    ['2010-02-28', '2010-02-28']
    """
    entry = _years().get(year)
    if entry is None:
        return None
    leap = entry.get("leap", 12)
    index = month - 1 + (month > leap)
    if not 0 <= index < len(entry["days"]):
        return None
    first = datetime.date.fromisoformat(entry["first"]) + datetime.timedelta(sum(entry["days"][:index]))
    length: int = entry["days"][index]
    if day is None:
        return first, first + datetime.timedelta(length - 1)
    if day > length:
        return None
    found = first + datetime.timedelta(day - 1)
    return found, found


@functools.lru_cache(maxsize=4096)
def solar_term(year: int, longitude: int) -> datetime.date | None:
    """The day, in China, on which the sun reaches `longitude` in `year`.

    By the low-precision solar coordinates of Meeus (Astronomical Algorithms, chapter 25), good to a quarter of an hour:
    wrong by a day once in some decades, where a term falls next to midnight. ``None`` outside 1900 to 2100.

    Examples
    --------
    >>> str(solar_term(2011, 345)), str(solar_term(2012, 15))
    ('2011-03-06', '2012-04-04')
    """
    if not 1900 <= year <= 2100:
        return None
    # The sun stands at 280 degrees at the new year and goes a little less than a degree a day.
    day = datetime.date(year, 1, 1) + datetime.timedelta(int((longitude - 280) % 360 * 1.0146) - 3)
    for _ in range(9):
        following = day + datetime.timedelta(1)
        if (longitude - _sun(day)) % 360 < 180 and (_sun(following) - longitude) % 360 < 180:
            return day
        day = following
    return None


def _sun(day: datetime.date) -> float:
    """Apparent longitude of the sun at the beginning of a day in China, in degrees."""
    century = (day.toordinal() + _ORDINAL_TO_JULIAN - _BEIJING - 2451545.0) / 36525
    mean = math.radians(357.52911 + 35999.05029 * century)
    centre = (
        (1.914602 - 0.004817 * century) * math.sin(mean)
        + (0.019993 - 0.000101 * century) * math.sin(2 * mean)
        + 0.000289 * math.sin(3 * mean)
    )
    node = math.radians(125.04 - 1934.136 * century)
    return (280.46646 + 36000.76983 * century + centre - 0.00569 - 0.00478 * math.sin(node)) % 360
