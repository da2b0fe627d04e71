"""The values of the dates room: what a surface means, before and after it is resolved."""

from __future__ import annotations

import calendar
import datetime
import re
from dataclasses import dataclass
from typing import NamedTuple

from cxzy_nlp.document import Basis, DateKind


class Moment(NamedTuple):
    """A point or piece of the calendar with holes in it, as far as the surface says it.

    Parameters
    ----------
    year, mask
        The year, or its masked form (``"20XX"``); neither where the surface names none.
    shift
        The year as a distance from the document's year (今年 0, 去年 -1).
    month, month_shift
        The month, or its distance from the document's month (本月 0).
    day, day_shift
        The day, or its distance from the document's day (昨天 -1).
    weekday, week_shift
        Monday is 0; the distance from the document's week (上周 -1).
    part
        A piece of the year, month or quarter: ``start middle end early mid late H1 H2 Q1 … Q4 S1 … S4``; ``same`` is
        the stretch of the year that the text spoke of last (去年同期).
    tail
        Masked fields behind the last known one, such as ``"-XX"``.
    feast
        Name of a festival that gives month and day.
    approx
        Whether the surface only says "about".
    lunar
        Whether month and day are those of the Chinese calendar.
    near
        Whether the distance counts from a date of the same sentence: ``prefer`` where there is one, else from the
        document's day (上年); ``only`` there (次日).
    """

    year: int | None = None
    mask: str = ""
    shift: int | None = None
    month: int | None = None
    month_shift: int | None = None
    day: int | None = None
    day_shift: int | None = None
    weekday: int | None = None
    week_shift: int | None = None
    part: str = ""
    tail: str = ""
    feast: str = ""
    approx: bool = False
    lunar: bool = False
    near: str = ""

    @property
    def has_year(self) -> bool:
        """Whether the surface itself says which year, if only by its distance."""
        return self.year is not None or bool(self.mask) or self.shift is not None

    @property
    def is_year_only(self) -> bool:
        """Whether nothing but a year is named, so that a festival or meeting may follow."""
        return self.has_year and self.month is None and self.day is None and not (self.part or self.tail or self.feast)


class Fixed(NamedTuple):
    """A value that needs no context: an event, a duration, a set, a decade. ``None`` says that none is stated."""

    value: str | None


class Stretch(NamedTuple):
    """From one point to another."""

    first: Moment | Fixed
    last: Moment | Fixed


Meaning = Moment | Fixed | Stretch


class DateMatch(NamedTuple):
    """A surface of the reading that names a date or period, not yet resolved.

    `sentence` and `paragraph` number the stretches between sentence and line ends; dates of one sentence share their
    year. `anniversary` marks the year of a jubilee (建党90周年), which is no year of the calendar of the text; `past`
    marks a date without a year of which the clause says that it is over, `due` one that is a term or to come;
    `governs` marks a year whose line says that it tells of that year (二、2009年工作打算), `opens` the first date
    behind a heading of the first level.
    """

    start: int
    end: int
    kind: DateKind
    meaning: Meaning
    sentence: int = 0
    paragraph: int = 0
    anniversary: bool = False
    past: bool = False
    due: bool = False
    governs: bool = False
    opens: bool = False


class ResolvedDate(NamedTuple):
    """A surface with its EDTF value; `inferred` where a part of it came from elsewhere."""

    start: int
    end: int
    kind: DateKind
    value: str | None
    inferred: bool


@dataclass(frozen=True, slots=True)
class Anchor:
    """The document's own date in EDTF, the days it may be at the earliest and latest, and the matches that say so."""

    value: str
    basis: Basis
    earliest: str | None = None
    latest: str | None = None
    evidence: tuple[int, ...] = ()


def last_day(year: int, month: int) -> int:
    """The number of days of a month.

    Examples
    --------
    >>> last_day(2012, 2), last_day(2011, 2)
    (29, 28)
    """
    return calendar.monthrange(year, month)[1]


def split_value(value: str) -> tuple[int | None, int | None, int | None]:
    """Year, month and day of a plain EDTF date, ``None`` for what it does not name.

    Examples
    --------
    >>> split_value("2010-05"), split_value("20XX-05-01")
    ((2010, 5, None), (None, 5, 1))
    """
    match = re.match(r"([0-9X]{4})(?:-([0-9X]{2}))?(?:-([0-9X]{2}))?", value)
    if match is None:
        return None, None, None
    year, month, day = (int(part) if part and part.isdigit() else None for part in match.groups())
    return year, month, day


def bounds(value: str) -> tuple[str | None, str | None]:
    """First and last day of a plain EDTF date, ``None`` where it does not name a year.

    Examples
    --------
    >>> bounds("2010-02"), bounds("2005")
    (('2010-02-01', '2010-02-28'), ('2005-01-01', '2005-12-31'))
    """
    year, month, day = split_value(value)
    if year is None:
        return None, None
    if month is not None and month > 12:  # an EDTF season
        month = None
    low_month, high_month = (month, month) if month else (1, 12)
    low_day, high_day = (day, day) if day else (1, last_day(year, high_month))
    return f"{year:04}-{low_month:02}-{low_day:02}", f"{year:04}-{high_month:02}-{high_day:02}"


def is_day(year: int, month: int, day: int) -> bool:
    """Whether the calendar has such a day.

    Examples
    --------
    >>> is_day(2010, 2, 29), is_day(2012, 2, 29)
    (False, True)
    """
    try:
        datetime.date(year, month, day)
    except ValueError:
        return False
    return True


_EDTF = re.compile(
    r"(?P<date>[0-9X]{4}(?:-(?:[0-9]{2}|XX)(?:-(?:[0-9]{2}|XX))?)?~?)"
    r"|P(?=[0-9T])(?:[0-9.]+Y)?(?:[0-9.]+M)?(?:[0-9.]+W)?(?:[0-9.]+D)?(?:T(?=[0-9])(?:[0-9.]+H)?(?:[0-9.]+M)?)?"
)


def is_edtf(value: str) -> bool:
    """Whether `value` has one of the forms that this room emits.

    Dates and intervals follow EDTF (ISO 8601-2), durations and sets ISO 8601-1; a range of durations is written
    ``P2M/P3M``.

    Examples
    --------
    >>> [is_edtf(value) for value in ("2010-05", "2009-09/..", "XXXX-05-01~", "P2M/P3M", "R/P1Y", "5月")]
    [True, True, True, True, True, False]
    """
    parts = value.split("/")
    if parts[0] == "R":
        parts = parts[1:]
        return len(parts) == 1 and parts[0].startswith("P") and _EDTF.fullmatch(parts[0]) is not None
    if len(parts) > 2 or parts == [".."]:
        return False
    return all(part == ".." or _EDTF.fullmatch(part) is not None for part in parts)
