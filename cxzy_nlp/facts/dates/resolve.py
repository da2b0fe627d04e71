"""From what a surface says to an EDTF value, with the document's date and the dates around it."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence

from cxzy_nlp.facts.dates.context import (
    Context,
    Value,
    before_document,
    is_over,
    lunar_value,
    same_stretch,
    shifted_day,
    shifted_week,
    year_before,
)
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

#: So many paragraphs on, 去年同期 no longer means the months named before.
_NEAR_PARAGRAPHS = 4
#: In the first paragraphs a year of which the text tells is that of the title.
_HEAD_PARAGRAPHS = 3
#: Part of a year → first and last month.
_MONTHS = {"H1": (1, 6), "H2": (7, 12), "Q1": (1, 3), "Q2": (4, 6), "Q3": (7, 9), "Q4": (10, 12)}
#: Season → its number in EDTF, which stands in the place of the month.
_SEASONS = {"S1": 21, "S2": 22, "S3": 23, "S4": 24}
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


def resolve_dates(matches: Sequence[DateMatch], anchor: Anchor | None) -> list[ResolvedDate]:
    """The EDTF value of every match, in the same order.

    A missing year is taken from a date of the same sentence, else from the heading or title that names the year it
    tells of (2009年工作打算), else from the document's date, else from an earlier date of the paragraph; what stays
    unknown is written X. In a document of the first months a month ahead of it, in a paragraph that speaks of the year
    before, is of that year. 今天 and the like need the document's day, 今年 its year; without one the value is
    ``None``. Never today. Wrong where a sentence goes back a year without saying so.

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
    context = Context(year, month, day if month else None, guessed=anchor is not None and anchor.basis == "inferred")
    for match in matches:
        if match.sentence != context.sentence and context.near_month is not None:
            # The month of another sentence is no help; its year is, if nothing better is known.
            context = context._replace(near_month=None)
        if match.paragraph != context.paragraph and context.near_year is not None:
            context = context._replace(near_year=None)
        if context.near_low is not None and match.paragraph > context.paragraph + _NEAR_PARAGRAPHS:
            context = context._replace(near_low=None, near_high=None)
        context = _told(match, context)._replace(due=match.due)
        value = _resolve(match.meaning, context, same=match.sentence == context.sentence)
        if match.past and value is not None:
            value = before_document(value, context)
        yield ResolvedDate(
            match.start,
            match.end,
            match.kind,
            value.text if value is not None else None,
            value is not None and value.inferred,
        )
        if value is not None and value.year is not None:
            context = context._replace(
                near_year=value.year,
                near_month=value.month,
                near_low=value.low,
                near_high=value.high,
                sentence=match.sentence,
                paragraph=match.paragraph,
            )


def _told(match: DateMatch, context: Context) -> Context:
    """The context with the year that the lines about the match tell of: that of their heading, else of the title."""
    if match.opens:
        context = context._replace(told=context.told_all)
    if not match.governs or not isinstance(match.meaning, Moment) or context.told_in == match.paragraph:
        return context
    named, shift = match.meaning.year, match.meaning.shift or 0
    told = context.year + shift if named is None and context.year is not None else named
    first = match.paragraph < _HEAD_PARAGRAPHS and context.told_in < 0 and not match.opens
    titled = told if first else context.told_all
    return context._replace(told=told, told_in=match.paragraph, told_all=titled)


def _is_told(moment: Moment, told: int, context: Context) -> bool:
    """Whether the year of the heading is that of the date.

    It is the document's own or the next one; the one before for what is no term and lies ahead of the document's month
    (a report of January on the year before tells of its own meeting in January, too).
    """
    if context.year is None or told != context.year - 1:
        return context.year is None or context.year <= told <= context.year + 1
    return not context.due and (moment.month is None or context.month is None or moment.month > context.month)


def _resolve(meaning: Moment | Fixed | Stretch, context: Context, *, same: bool) -> Value | None:
    if isinstance(meaning, Fixed):
        return _fixed(meaning)
    if isinstance(meaning, Moment):
        return _moment(meaning, context, same=same)
    return _stretch(meaning, context, same=same)


def _fixed(meaning: Fixed) -> Value | None:
    if meaning.value is None:
        return None
    low, slash, high = meaning.value.partition("/")
    if meaning.value.startswith(("P", "R/")) or not slash:
        return Value(meaning.value, meaning.value)
    return Value(low, high)


def _stretch(meaning: Stretch, context: Context, *, same: bool) -> Value | None:
    first, last = meaning.first, meaning.last
    if isinstance(first, Moment) and isinstance(last, Moment):
        first, last = _coarse(first, last)
        first, last = _share(first, last, context, same=same)
    low = _resolve(first, context, same=same)
    if low is None and isinstance(first, Fixed):  # 从现在开始
        low = shifted_day(0, context)
    after = low.year if low is not None and low.year is not None and low.year.isdigit() else None
    if after is not None and isinstance(last, Moment) and last.near and last.shift is not None:  # 11月至次年3月
        last = last._replace(near="", shift=None, year=min(int(after) + last.shift, 9999))
    if low is not None and low.year is not None and isinstance(last, Moment) and not last.has_year:
        last = _same_year(first, last, low)
    high = _resolve(last, context, same=same)
    if high is None:
        return None
    start, inferred = (low.low, low.inferred) if low is not None else ("..", False)
    return Value(start, high.high, inferred or high.inferred, high.year, high.month, interval=True)


def _coarse(first: Moment, last: Moment) -> tuple[Moment, Moment]:
    """From 7月 to 10月中旬: beside a whole month the other end is no more exact, so both are months."""
    whole = [end.month is not None and end.day is None and not end.part for end in (first, last)]
    if whole[0] and last.month is not None:
        last = last._replace(part="")
    if whole[1] and first.month is not None:
        first = first._replace(part="")
    return first, last


def _share(first: Moment, last: Moment, context: Context, *, same: bool) -> tuple[Moment, Moment]:
    """The end takes its month from the beginning (6日至8日); a beginning that would come after the end is earlier."""
    if last.day is not None and last.month is None and last.month_shift is None:
        last = last._replace(month=first.month, month_shift=first.month_shift)
    if not first.has_year and last.year is not None and first.month is not None:
        latest = last.year if last.month is None or first.month <= last.month else last.year - 1
        named = _year(first, context, same=same)[0]
        if not named.isdigit() or int(named) > latest:
            first = first._replace(year=latest)
    return first, last


def _same_year(first: Moment | Fixed, last: Moment, low: Value) -> Moment:
    """The end in the year of the beginning, or in the next where its month comes before (12月至3月)."""
    if last.day is not None and last.month is None:
        last = last._replace(month=low.month)
    if low.year is None or not low.year.isdigit():
        return last._replace(mask=low.year or "")
    wraps = (
        isinstance(first, Moment) and first.month is not None and last.month is not None and last.month < first.month
    )
    return last._replace(year=min(int(low.year) + wraps, 9999))


def _moment(moment: Moment, context: Context, *, same: bool) -> Value | None:
    if moment.near:
        moved = _near(moment, context, same=same)
        if moved is None or moment.near == "only":
            return _moment(moved, context, same=same) if moved is not None else None
        moment = moved
    if moment.day_shift is not None:
        return shifted_day(moment.day_shift, context)
    if moment.week_shift is not None:
        return shifted_week(moment, context)
    if moment.month_shift is not None:
        return _shifted_month(moment, context)
    year, inferred = _year(moment, context, same=same)
    if year == "XXXX" and not moment.mask and (moment.is_year_only or moment == Moment()):
        return None  # 今年, 全年: nothing but the year is named, and it is not known
    if moment.lunar:
        return lunar_value(moment, year, context, inferred=inferred)
    if moment.part == "same":
        return same_stretch(year, context)
    if moment.feast:
        known = int(year) if year.isdigit() else None
        day = festival_day(moment.feast, known)
        if known is not None and known == context.year and not moment.has_year and is_over(day, context):
            known, year = known + 1, f"{known + 1:04}"
            day = festival_day(moment.feast, known)
        value = f"{year}-{day}{'~' if moment.approx else ''}" if day is not None else None
        return Value(value, value, inferred, year) if value is not None else None
    month, inferred_month = _month(moment, context, same=same)
    if month is None:
        if moment.part and moment.tail:
            return None  # x月中旬
        value = year if moment.tail == "" else year + moment.tail
        if moment.day is not None:
            value = f"{year}-XX-{moment.day:02}"
        return _year_part(moment, year, value, inferred)
    return _month_value(moment, year, month, inferred or inferred_month)


def _near(moment: Moment, context: Context, *, same: bool) -> Moment | None:
    """The distance counted from the date before it in the sentence; ``None`` where it can count from nothing."""
    same = same or (moment.near == "only" and bool(moment.shift))  # 第二年 may open the next sentence
    year = int(context.near_year) if same and context.near_year is not None and context.near_year.isdigit() else None
    free = moment._replace(near="")
    if moment.near == "prefer" and year == context.year:
        year = None
    if moment.shift is not None and year is not None:
        return free._replace(year=min(max(year + moment.shift, 1), 9999), shift=None)
    if moment.day_shift is not None and year is not None and context.near_low is not None:
        known = split_value(context.near_low)
        if context.near_low == context.near_high and len(context.near_low) == 10 and None not in known:
            date = datetime.date.fromisoformat(context.near_low) + datetime.timedelta(moment.day_shift)
            return Moment(year=date.year, month=date.month, day=date.day)
    if moment.month_shift is not None and year is not None and context.near_month is not None:
        total = year * 12 + context.near_month - 1 + moment.month_shift
        return Moment(year=min(max(total // 12, 1), 9999), month=total % 12 + 1)
    return free if moment.near == "prefer" else None


def _year(moment: Moment, context: Context, *, same: bool) -> tuple[str, bool]:
    if moment.year is not None:
        return f"{moment.year:04}", False
    if moment.mask:
        return moment.mask, False
    if moment.shift is not None:
        shifted = context.year + moment.shift if context.year is not None else 0
        return (f"{shifted:04}", True) if 0 < shifted < 10000 else ("XXXX", False)
    if (same or (context.guessed and moment.lunar)) and context.near_year is not None:
        return context.near_year, True
    if context.told is not None and _is_told(moment, context.told, context):
        return f"{context.told:04}", True
    if context.year is not None:
        return f"{year_before(moment, context):04}", True
    if context.near_year is not None:
        return context.near_year, True
    return "XXXX", False


def _month(moment: Moment, context: Context, *, same: bool) -> tuple[int | None, bool]:
    if moment.month is not None or moment.day is None:
        return moment.month, False
    if same and context.near_month is not None:
        return context.near_month, True
    return (context.month, True) if context.month is not None and not moment.has_year else (None, False)


def _year_part(moment: Moment, year: str, value: str, inferred: bool) -> Value | None:
    if moment.part in _MONTHS:
        low, high = _MONTHS[moment.part]
        return Value(f"{year}-{low:02}", f"{year}-{high:02}", inferred, year)
    if moment.part in _SEASONS:
        value = f"{year}-{_SEASONS[moment.part]}"
        return Value(value, value, inferred, year)
    if moment.part:
        value = year + {"start": "-01~", "mid": "-06~", "middle": "-06~", "end": "-12"}[moment.part]
        return Value(value, value, inferred, year)
    if moment.approx:
        value += "~"
    return Value(value, value, inferred, year) if value != "XXXX-XX-XX" else None


def _month_value(moment: Moment, year: str, month: int, inferred: bool) -> Value | None:
    known = int(year) if year.isdigit() else None
    length = last_day(known if known else 2000, month)
    head = f"{year}-{month:02}"
    mark = "~" if moment.approx else ""
    if moment.day is not None:
        if not is_day(known if known else 2000, month, moment.day):
            return None
        value = f"{head}-{moment.day:02}{mark}"
        return Value(value, value, inferred, year, month)
    if moment.part in _DAYS:
        low, high = _DAYS[moment.part]
        return Value(f"{head}-{low:02}", f"{head}-{high or length:02}", inferred, year, month)
    if moment.part:  # 月初, 月底: no day is named, and 底 is a week for one writer and a day for another
        return Value(head, head, inferred, year, month)
    value = head + (moment.tail if moment.tail else mark)
    return Value(value, value, inferred, year, month)


def _shifted_month(moment: Moment, context: Context) -> Value | None:
    if context.year is None or context.month is None or moment.month_shift is None:
        return None
    year, month = divmod(context.year * 12 + context.month - 1 + moment.month_shift, 12)
    if moment.part == "Q":
        low = month // 3 * 3 + 1
        return Value(f"{year:04}-{low:02}", f"{year:04}-{low + 2:02}", True, f"{year:04}") if 0 < year < 10000 else None
    return _month_value(moment, f"{year:04}", month + 1, True) if 0 < year < 10000 else None
