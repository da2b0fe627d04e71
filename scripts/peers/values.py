"""What a date expression means, in the same terms for every tool: days of the calendar, repetition, length of time."""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass

#: Months and seconds: 半年 is (6, 0), 40小时 is (0, 144000); a month has no fixed number of days.
Step = tuple[float, float]

_DAY = 86400
_UNITS: dict[str, Step] = {
    "year": (12, 0),
    "quarter": (3, 0),
    "month": (1, 0),
    "week": (0, 7 * _DAY),
    "day": (0, _DAY),
    "hour": (0, 3600),
    "minute": (0, 60),
    "second": (0, 1),
}
_LETTERS = {"Y": "year", "M": "month", "W": "week", "D": "day"}
_TIME_LETTERS = {"H": "hour", "M": "minute", "S": "second"}

#: Edges that the gold's convention and a peer's draw differently (年底 is December here, November and December there;
#: a peer's 以来 ends at the reference date, ours nowhere): the end that the word names decides.
_ONLY_LAST_DECIDES = re.compile(r"(?:底|末|前|为止)$")
_ONLY_FIRST_DECIDES = re.compile(r"(?:初|以来|以后|之后|来|起|开始)$")
_QUOTES = "“”\"'‘’ "


@dataclass(frozen=True, slots=True)
class Days:
    """From the first to the last day; ``None`` where it is open."""

    first: datetime.date | None
    last: datetime.date | None


@dataclass(frozen=True, slots=True)
class Season:
    """A season as EDTF numbers them: 21 spring, 22 summer, 23 autumn, 24 winter of the year in which it begins.

    The calendars of the tools let it begin in different weeks, so that it is no `Days`.
    """

    year: int
    number: int


@dataclass(frozen=True, slots=True)
class Every:
    """A repetition: 每年."""

    step: Step


@dataclass(frozen=True, slots=True)
class Length:
    """A length of time, between two where it is a range: 2-3个月."""

    low: Step
    high: Step


Value = Days | Season | Every | Length


def step(amounts: Mapping[str, float]) -> Step:
    """A step out of named units.

    >>> step({"year": 0.5}), step({"hour": 40})
    ((6.0, 0.0), (0.0, 144000.0))
    """
    months = sum(_UNITS[unit][0] * amount for unit, amount in amounts.items())
    seconds = sum(_UNITS[unit][1] * amount for unit, amount in amounts.items())
    return float(months), float(seconds)


def parse_step(text: str) -> Step:
    """A step out of an ISO 8601 duration.

    >>> parse_step("P0.5Y"), parse_step("PT40H")
    ((6.0, 0.0), (0.0, 144000.0))
    """
    match = re.fullmatch(r"P((?:[0-9.]+[YMWD])*)(?:T((?:[0-9.]+[HMS])+))?", text)
    if match is None or text == "P":
        raise ValueError(f"expected an ISO 8601 duration, got {text!r}")
    amounts: dict[str, float] = {}
    for group, letters in ((match[1], _LETTERS), (match[2] or "", _TIME_LETTERS)):
        for amount, letter in re.findall(r"([0-9.]+)([A-Z])", group):
            amounts[letters[letter]] = float(amount)
    return step(amounts)


def day_span(year: int, month: int | None = None, day: int | None = None) -> Days:
    """The days of a year, a month, or the one day.

    >>> day_span(2012, 2).last
    datetime.date(2012, 2, 29)
    """
    if month is None:
        return Days(datetime.date(year, 1, 1), datetime.date(year, 12, 31))
    if day is None:
        return Days(datetime.date(year, month, 1), datetime.date(year, month, calendar.monthrange(year, month)[1]))
    return Days(datetime.date(year, month, day), datetime.date(year, month, day))


def parse_edtf(value: str) -> Value:
    """The meaning of a value of the gold.

    Raises
    ------
    ValueError
        If it is none of the forms of the guidelines, or leaves the year open (see `same_value`).

    >>> parse_edtf("2010-07/2010-09").last
    datetime.date(2010, 9, 30)
    """
    if value.startswith("R/"):
        return Every(parse_step(value[2:]))
    low, _, high = value.partition("/")
    if low.startswith("P"):
        return Length(parse_step(low), parse_step(high or low))
    season = re.fullmatch(r"([0-9]{4})-(2[1-4])", value)
    if season is not None:
        return Season(int(season[1]), int(season[2]))
    return Days(_edge(low).first, _edge(high or low).last)


def _edge(text: str) -> Days:
    if text == "..":
        return Days(None, None)
    match = re.fullmatch(r"([0-9]{2}[0-9X]{2})(?:-([0-9]{2}|XX))?(?:-([0-9]{2}|XX))?", text.strip("~?"))
    if match is None:
        raise ValueError(f"expected a date of EDTF, got {text!r}")
    year, month, day = match.groups()
    if "X" in year:
        return Days(day_span(int(year.replace("X", "0"))).first, day_span(int(year.replace("X", "9"))).last)
    if month in (None, "XX"):
        return day_span(int(year))
    if 21 <= int(month) <= 24:
        begins = 3 * (int(month) - 20)
        ends = (int(year) + begins // 12, (begins + 1) % 12 + 1)
        return Days(day_span(int(year), begins).first, day_span(*ends).last)
    return day_span(int(year), int(month), None if day in (None, "XX") else int(day))


def same_value(gold: str, gold_text: str, found: object, found_text: str) -> bool:
    """Whether a tool's value denotes what the gold's EDTF value denotes.

    The year of a gold value that leaves it open is taken from the tool, which has to fill in some year.

    >>> june = Days(datetime.date(2011, 3, 1), datetime.date(2011, 6, 30))
    >>> same_value("2011-06", "6月底前", june, "6月底前"), same_value("2011-06", "6月", june, "6月")
    (True, False)
    """
    filled = found.first or found.last if isinstance(found, Days) else None
    if filled is not None:
        gold = gold.replace("XXXX-XX", f"{filled:%Y-%m}").replace("XXXX", f"{filled.year:04}")
    try:
        wanted = parse_edtf(gold)
    except ValueError:  # 29 February of a tool's year that has none
        return False
    if isinstance(wanted, Every) and isinstance(found, Every):
        return _same_step(wanted.step, found.step)
    if isinstance(wanted, Length) and isinstance(found, Length):
        return _same_step(wanted.low, found.low) and _same_step(wanted.high, found.high)
    if not isinstance(found, Days):
        return wanted == found
    if isinstance(wanted, Season):
        return season_of(found) == wanted
    return isinstance(wanted, Days) and _same_days(wanted, found, gold_text.strip(_QUOTES), found_text.strip(_QUOTES))


def _same_step(wanted: Step, found: Step) -> bool:
    """Whether two lengths are the same to a few hours in the day: 半个月 is 15 days here, half a month there."""
    days, made = (months * 365.25 / 12 + seconds / _DAY for months, seconds in (wanted, found))
    return abs(days - made) <= 0.02 * days


def season_of(days: Days) -> Season | None:
    """The season that an interval of three months means, by its middle.

    >>> season_of(Days(datetime.date(2009, 11, 7), datetime.date(2010, 2, 3)))
    Season(year=2009, number=24)
    """
    if days.first is None or days.last is None or not 80 <= (days.last - days.first).days <= 100:
        return None
    middle = days.first + (days.last - days.first) / 2
    return Season(days.first.year, 20 + ((middle.month - 2) % 12) // 3 + 1)


def _same_days(gold: Days, found: Days, gold_text: str, found_text: str) -> bool:
    if gold == found:
        return True
    named = (gold_text, found_text)
    if gold.last is None or any(_ONLY_FIRST_DECIDES.search(text) for text in named):
        return gold.first is not None and gold.first == found.first
    if gold.first is None or any(_ONLY_LAST_DECIDES.search(text) for text in named):
        return gold.last == found.last
    return False


def form(value: str) -> str:
    """What kind of thing a gold value is, for the table of what a tool can express.

    >>> [form(value) for value in ("2010", "2010-05", "2010-05-21", "2010-07/2010-09", "R/P1Y", "P6M", "2010-22")]
    ['year', 'month', 'day', 'interval', 'set', 'duration', 'season']
    """
    if value.startswith("R/"):
        return "set"
    if value.startswith("P"):
        return "duration"
    if "/" in value:
        return "interval"
    if "X" in value:
        return "masked"
    if re.search("-2[1-4]~?$", value) and value.count("-") == 1:
        return "season"
    return ("year", "month", "day")[value.count("-")]
