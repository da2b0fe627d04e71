"""What an incomplete date takes from its surroundings, and the values that hang on a day: 昨天, 上周五, 正月十五."""

from __future__ import annotations

import datetime
from typing import NamedTuple

from cxzy_nlp.facts.dates.almanac import lunar_days
from cxzy_nlp.facts.dates.values import Moment, split_value

#: A festival of the first months is the next one for a text of the last ones.
_NEXT_YEAR_FROM = 11
#: What is over and lies so many months ahead in the document's year is of the year before.
_FAR = 6
#: Up to this month one reports on the year before.
_REPORTING = 3


class Context(NamedTuple):
    """What an incomplete date may take over: the document's day, and the last date named before it."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    near_year: str | None = None
    near_month: int | None = None
    near_low: str | None = None
    near_high: str | None = None
    sentence: int = -1
    paragraph: int = -1
    guessed: bool = False  # whether the document's year is inferred: a year named nearby is then the better guess
    told: int | None = None  # the year of which the lines since the last heading with one tell
    told_in: int = -1  # the paragraph of that heading
    told_all: int | None = None  # the year of which the title says that the document tells
    due: bool = False  # whether the date at hand is a term or to come


class Value(NamedTuple):
    """First and last EDTF date of a meaning; equal for a single date."""

    low: str
    high: str
    inferred: bool = False
    year: str | None = None
    month: int | None = None
    interval: bool = False

    @property
    def text(self) -> str:
        return f"{self.low}/{self.high}" if self.interval or self.low != self.high else self.low


def _day_value(context: Context) -> str | None:
    if context.year is None or context.month is None or context.day is None:
        return None
    return f"{context.year:04}-{context.month:02}-{context.day:02}"


def _date(context: Context) -> datetime.date | None:
    value = _day_value(context)
    return datetime.date.fromisoformat(value) if value is not None else None


def _from_date(date: datetime.date) -> Value:
    return Value(date.isoformat(), date.isoformat(), True, f"{date.year:04}", date.month)


def shifted_day(shift: int, context: Context) -> Value | None:
    today = _date(context)
    if today is None or not 0 < today.toordinal() + shift <= datetime.date.max.toordinal():
        return None
    return _from_date(today + datetime.timedelta(shift))


def shifted_week(moment: Moment, context: Context) -> Value | None:
    today = _date(context)
    if today is None or moment.week_shift is None or not 1 < today.year < 9999:
        return None
    monday = today + datetime.timedelta(7 * moment.week_shift - today.weekday())
    if moment.weekday is not None:
        return _from_date(monday + datetime.timedelta(moment.weekday))
    if moment.part == "end":
        monday += datetime.timedelta(5)
    sunday = monday + datetime.timedelta(6 - monday.weekday())
    return Value(monday.isoformat(), sunday.isoformat(), True, f"{monday.year:04}", monday.month)


def is_over(day: str | None, context: Context) -> bool:
    """Whether a festival of the first months is meant for the year to come: 春节 in a text of December."""
    return day is not None and context.month is not None and context.month >= _NEXT_YEAR_FROM and day < "03"


def lunar_value(moment: Moment, year: str, context: Context, *, inferred: bool) -> Value | None:
    """A date of the Chinese calendar: of the year named with it, else the one next to the date spoke of before."""
    if not year.isdigit() or moment.month is None:
        return None
    day = moment.day
    # The last months of a lunar year lie in the next one, and the first month begins beside them.
    around = {11: (-1, 0), 12: (-1, 0), 1: (0, 1)}.get(moment.month, (0,))
    years = [int(year) + shift for shift in ((0,) if moment.has_year else around)]
    found = [days for days in (lunar_days(each, moment.month, day) for each in years) if days is not None]
    if not found:
        return None
    about = _known_day(context, int(year))
    low, high = min(found, key=lambda days: abs((days[0] - about).days))
    text = "" if day is None else low.isoformat()
    return Value(text or low.isoformat(), text or high.isoformat(), inferred, f"{low.year:04}", low.month)


def _known_day(context: Context, year: int) -> datetime.date:
    """A day of the date spoken of last in the paragraph, else of the document, else the middle of the year."""
    if context.near_high is not None and context.near_year == f"{year:04}":
        _, month, day = split_value(context.near_high)
        if month == 24:  # a winter ends in the next year
            return datetime.date(year + 1, 1, 15) if year < 9999 else datetime.date(year, 12, 31)
        if month is not None and month <= 12:
            return datetime.date(year, month, min(day or 15, 28))
    if context.year == year and context.month is not None:
        return datetime.date(year, context.month, min(context.day or 15, 28))
    return datetime.date(min(max(year, 1), 9999), 7, 1)


def same_stretch(year: str, context: Context) -> Value | None:
    """去年同期: the months of this year of which the text spoke last, in the other year; without them the year."""
    if not year.isdigit():
        return None
    low, high = context.near_low, context.near_high
    if low is not None and high is not None and low != high and low[:4] == high[:4] == f"{context.year}":
        return Value(year + low[4:], year + high[4:], True, year, interval=True)
    return Value(year, year, True, year)


def year_before(moment: Moment, context: Context) -> int:
    """The document's year; the one before for a month ahead of it, where the paragraph speaks of that year.

    在2015年5月展开。专题研讨安排在7月 in a report of January 2016 is July 2015.
    """
    year = context.year or 0
    early = context.month is not None and context.month <= _REPORTING
    ahead = early and moment.month is not None and moment.month > (context.month or 12)
    return year - 1 if ahead and not context.due and context.near_year == f"{year - 1:04}" else year


def before_document(value: Value, context: Context) -> Value:
    """A date that is over and would yet lie well ahead of the document's month is of the year before."""
    if context.year is None or context.month is None or value.year != f"{context.year:04}" or value.month is None:
        return value
    if value.month < context.month + _FAR or not value.inferred:
        return value
    year = f"{context.year - 1:04}"
    low, high = (year + end[4:] if end[:4] == value.year else end for end in (value.low, value.high))
    return value._replace(low=low, high=high, year=year)
