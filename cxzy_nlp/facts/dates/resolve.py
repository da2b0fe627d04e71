"""From what a surface says to an EDTF value, with the document's date and the dates around it."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from cxzy_nlp.facts.dates.events import festival_day
from cxzy_nlp.facts.dates.values import (
    Anchor,
    DateMatch,
    Fixed,
    Moment,
    ResolvedDate,
    Stretch,
    is_day,
    last_day,
    split_value,
)

#: Part of a year → first and last month; a winter runs into the next year.
_MONTHS = {"H1": (1, 6), "H2": (7, 12), "Q1": (1, 3), "Q2": (4, 6), "Q3": (7, 9), "Q4": (10, 12)}
_SEASONS = {"S1": (3, 5), "S2": (6, 8), "S3": (9, 11), "S4": (12, 14)}
#: Part of a month → first and last day; 0 is the last day of the month.
_DAYS = {
    "early": (1, 10),
    "mid": (11, 20),
    "late": (21, 0),
    "early-mid": (1, 20),
    "mid-late": (11, 0),
    "first-half": (1, 15),
    "second-half": (16, 0),
}


@dataclass(frozen=True, slots=True)
class _Context:
    """What an incomplete date may take over: the document's day, and the last date named before it."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    near_year: str | None = None
    near_month: int | None = None
    sentence: int = -1
    paragraph: int = -1


@dataclass(frozen=True, slots=True)
class _Value:
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


def resolve_dates(matches: Sequence[DateMatch], anchor: Anchor | None) -> list[ResolvedDate]:
    """The EDTF value of every match, in the same order.

    A missing year is taken from a date of the same sentence, else from the document's date, else from an earlier date
    of the paragraph; what stays unknown is written X. 今天 and the like need the document's day, 今年 its year; without
    one the value is ``None``. Never today. Wrong where a sentence goes back a year without saying so.

    Examples
    --------
    >>> from cxzy_nlp.facts.dates.scan import scan_dates
    >>> text = "4月6日召开会议,去年9月以来"
    >>> matches = scan_dates(text, 0, len(text))
    >>> [date.value for date in resolve_dates(matches, Anchor("2010-05-21", "stated"))]
    ['2010-04-06', '2009-09']
    >>> [date.value for date in resolve_dates(matches, None)]
    ['XXXX-04-06', 'XXXX-09']
    """
    return list(_resolve_all(matches, anchor))


def _resolve_all(matches: Sequence[DateMatch], anchor: Anchor | None) -> Iterator[ResolvedDate]:
    year, month, day = split_value(anchor.value) if anchor is not None else (None, None, None)
    context = _Context(year, month, day if month else None)
    for match in matches:
        if match.sentence != context.sentence and context.near_month is not None:
            # The month of another sentence is no help; its year is, if nothing better is known.
            context = replace(context, near_month=None)
        if match.paragraph != context.paragraph and context.near_year is not None:
            context = replace(context, near_year=None)
        value = _resolve(match.meaning, context, same=match.sentence == context.sentence)
        yield ResolvedDate(
            match.start,
            match.end,
            match.kind,
            value.text if value is not None else None,
            value is not None and value.inferred,
        )
        if value is not None and value.year is not None:
            context = replace(
                context,
                near_year=value.year,
                near_month=value.month,
                sentence=match.sentence,
                paragraph=match.paragraph,
            )


def _resolve(meaning: Moment | Fixed | Stretch, context: _Context, *, same: bool) -> _Value | None:
    if isinstance(meaning, Fixed):
        return _fixed(meaning)
    if isinstance(meaning, Moment):
        return _moment(meaning, context, same=same)
    return _stretch(meaning, context, same=same)


def _fixed(meaning: Fixed) -> _Value | None:
    if meaning.value is None:
        return None
    low, slash, high = meaning.value.partition("/")
    if meaning.value.startswith(("P", "R/")) or not slash:
        return _Value(meaning.value, meaning.value)
    return _Value(low, high)


def _stretch(meaning: Stretch, context: _Context, *, same: bool) -> _Value | None:
    first, last = meaning.first, meaning.last
    if isinstance(first, Moment) and isinstance(last, Moment):
        first, last = _coarse(first, last)
        first, last = _share(first, last, context, same=same)
    low = _resolve(first, context, same=same)
    if low is None and isinstance(first, Fixed):  # 从现在开始
        low = _shifted_day(0, context)
    if low is not None and low.year is not None and isinstance(last, Moment) and not last.has_year:
        last = _same_year(first, last, low)
    high = _resolve(last, context, same=same)
    if high is None:
        return None
    start, inferred = (low.low, low.inferred) if low is not None else ("..", False)
    return _Value(start, high.high, inferred or high.inferred, high.year, high.month, interval=True)


def _coarse(first: Moment, last: Moment) -> tuple[Moment, Moment]:
    """From 7月 to 10月中旬: beside a whole month the other end is no more exact, so both are months."""
    whole = [end.month is not None and end.day is None and not end.part for end in (first, last)]
    if whole[0] and last.month is not None:
        last = replace(last, part="")
    if whole[1] and first.month is not None:
        first = replace(first, part="")
    return first, last


def _share(first: Moment, last: Moment, context: _Context, *, same: bool) -> tuple[Moment, Moment]:
    """The end takes its month from the beginning (6日至8日); a beginning that would come after the end is earlier."""
    if last.day is not None and last.month is None and last.month_shift is None:
        last = replace(last, month=first.month, month_shift=first.month_shift)
    if not first.has_year and last.year is not None and first.month is not None:
        latest = last.year if last.month is None or first.month <= last.month else last.year - 1
        named = _year(first, context, same=same)[0]
        if not named.isdigit() or int(named) > latest:
            first = replace(first, year=latest)
    return first, last


def _same_year(first: Moment | Fixed, last: Moment, low: _Value) -> Moment:
    """The end in the year of the beginning, or in the next where its month comes before (12月至3月)."""
    if last.day is not None and last.month is None:
        last = replace(last, month=low.month)
    if low.year is None or not low.year.isdigit():
        return replace(last, mask=low.year or "")
    wraps = (
        isinstance(first, Moment) and first.month is not None and last.month is not None and last.month < first.month
    )
    return replace(last, year=min(int(low.year) + wraps, 9999))


def _moment(moment: Moment, context: _Context, *, same: bool) -> _Value | None:
    if moment.day_shift is not None:
        return _shifted_day(moment.day_shift, context)
    if moment.week_shift is not None:
        return _shifted_week(moment, context)
    if moment.month_shift is not None:
        return _shifted_month(moment, context)
    year, inferred = _year(moment, context, same=same)
    if year == "XXXX" and not moment.mask and (moment.is_year_only or moment == Moment()):
        return None  # 今年, 全年: nothing but the year is named, and it is not known
    if moment.feast:
        known = int(year) if year.isdigit() else None
        day = festival_day(moment.feast, known)
        value = f"{year}-{day}{'~' if moment.approx else ''}" if day is not None else None
        return _Value(value, value, inferred, year) if value is not None else None
    month, inferred_month = _month(moment, context, same=same)
    if month is None:
        value = year if moment.tail == "" else year + moment.tail
        if moment.day is not None:
            value = f"{year}-XX-{moment.day:02}"
        return _year_part(moment, year, value, inferred)
    return _month_value(moment, year, month, inferred or inferred_month)


def _year(moment: Moment, context: _Context, *, same: bool) -> tuple[str, bool]:
    if moment.year is not None:
        return f"{moment.year:04}", False
    if moment.mask:
        return moment.mask, False
    if moment.shift is not None:
        shifted = context.year + moment.shift if context.year is not None else 0
        return (f"{shifted:04}", True) if 0 < shifted < 10000 else ("XXXX", False)
    if same and context.near_year is not None:
        return context.near_year, True
    if context.year is not None:
        return f"{context.year:04}", True
    if context.near_year is not None:
        return context.near_year, True
    return "XXXX", False


def _month(moment: Moment, context: _Context, *, same: bool) -> tuple[int | None, bool]:
    if moment.month is not None or moment.day is None:
        return moment.month, False
    if same and context.near_month is not None:
        return context.near_month, True
    return (context.month, True) if context.month is not None and not moment.has_year else (None, False)


def _year_part(moment: Moment, year: str, value: str, inferred: bool) -> _Value:
    known = int(year) if year.isdigit() else None
    if moment.part in _MONTHS:
        low, high = _MONTHS[moment.part]
        return _Value(f"{year}-{low:02}", f"{year}-{high:02}", inferred, year)
    if moment.part in _SEASONS:
        low, high = _SEASONS[moment.part]
        next_year = f"{min(known + 1, 9999):04}" if known is not None else year
        last = f"{year}-{high:02}" if high <= 12 else f"{next_year}-{high - 12:02}"
        return _Value(f"{year}-{low:02}", last, inferred, year)
    if moment.part:
        value = year + {"start": "-01~", "mid": "-06~", "middle": "-06~", "end": "-12"}[moment.part]
        return _Value(value, value, inferred, year)
    if moment.approx:
        value += "~"
    return _Value(value, value, inferred, year)


def _month_value(moment: Moment, year: str, month: int, inferred: bool) -> _Value | None:
    known = int(year) if year.isdigit() else None
    length = last_day(known if known else 2000, month)
    head = f"{year}-{month:02}"
    mark = "~" if moment.approx else ""
    if moment.day is not None:
        if not is_day(known if known else 2000, month, moment.day):
            return None
        value = f"{head}-{moment.day:02}{mark}"
        return _Value(value, value, inferred, year, month)
    if moment.part in _DAYS:
        low, high = _DAYS[moment.part]
        return _Value(f"{head}-{low:02}", f"{head}-{high or length:02}", inferred, year, month)
    if moment.part:  # 月初, 月底: no day is named, and 底 is a week for one writer and a day for another
        return _Value(head, head, inferred, year, month)
    value = head + (moment.tail if moment.tail else mark)
    return _Value(value, value, inferred, year, month)


def _day_value(context: _Context) -> str | None:
    if context.year is None or context.month is None or context.day is None:
        return None
    return f"{context.year:04}-{context.month:02}-{context.day:02}"


def _date(context: _Context) -> datetime.date | None:
    value = _day_value(context)
    return datetime.date.fromisoformat(value) if value is not None else None


def _from_date(date: datetime.date) -> _Value:
    return _Value(date.isoformat(), date.isoformat(), True, f"{date.year:04}", date.month)


def _shifted_day(shift: int, context: _Context) -> _Value | None:
    today = _date(context)
    if today is None or not 0 < today.toordinal() + shift <= datetime.date.max.toordinal():
        return None
    return _from_date(today + datetime.timedelta(shift))


def _shifted_week(moment: Moment, context: _Context) -> _Value | None:
    today = _date(context)
    if today is None or moment.week_shift is None or not 1 < today.year < 9999:
        return None
    monday = today + datetime.timedelta(7 * moment.week_shift - today.weekday())
    if moment.weekday is not None:
        return _from_date(monday + datetime.timedelta(moment.weekday))
    sunday = monday + datetime.timedelta(6)
    return _Value(monday.isoformat(), sunday.isoformat(), True, f"{monday.year:04}", monday.month)


def _shifted_month(moment: Moment, context: _Context) -> _Value | None:
    if context.year is None or context.month is None or moment.month_shift is None:
        return None
    year, month = divmod(context.year * 12 + context.month - 1 + moment.month_shift, 12)
    return _month_value(moment, f"{year:04}", month + 1, True) if 0 < year < 10000 else None
