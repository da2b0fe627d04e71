"""One function a library that makes its results `Find`s; a library is imported only when its adapter is loaded.

Every adapter makes the best of its library: the settings for Chinese, all alternatives that it returns, and the text in
the pieces in which it finds most (dateparser and Recognizers-Text lose dates in long texts, and get clauses).
"""

from __future__ import annotations

import contextlib
import datetime
import importlib.metadata
import io
import logging
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import cxzy_nlp
from cxzy_nlp import Config, InputError, Source, extract
from cxzy_nlp.facts.numerals import parse_numeral
from peers.sets import MONEY
from peers.values import Days, Every, Length, Season, Value, day_span, parse_step, step

#: Peers take today where a text has no reference date; this keeps their results the same every day.
FALLBACK = datetime.date(2011, 6, 30)

ANY = re.compile("")
_SEASONS = {"SP": 21, "SU": 22, "FA": 23, "WI": 24}


@dataclass(frozen=True, slots=True)
class Find:
    """What a tool found; `values` are the readings it offers, of which one has to be right."""

    start: int
    end: int
    text: str
    values: tuple[object, ...] = ()


#: Dates or numbers of a text; None where the text has no reference date.
Extractor = Callable[[Source, datetime.date | None], list[Find]]


@dataclass(frozen=True, slots=True)
class Tool:
    """What a library can do; None for what it does not do.

    `number` gives the value of a numeral; `whole` is `dates` on texts in one piece, where that is another way.
    """

    version: str
    dates: Extractor | None = None
    counts: Extractor | None = None
    money: Extractor | None = None
    number: Callable[[str], float | None] | None = None
    whole: Extractor | None = None


@dataclass(frozen=True, slots=True)
class Peer:
    """A library to compare with: how it is installed, and how its adapter is made."""

    install: str
    load: Callable[[], Tool]


Pieces = Callable[[str], Iterable[tuple[int, str]]]


def whole(text: str) -> Iterator[tuple[int, str]]:
    """The text in one piece, with its offset."""
    yield 0, text


def clauses(text: str) -> Iterator[tuple[int, str]]:
    """The clauses of a text with their offsets.

    >>> list(clauses("去年，六月。今年"))
    [(0, '去年，'), (3, '六月。'), (6, '今年')]
    """
    for match in re.finditer(r"[^。；，\n]*[。；，\n]|[^。；，\n]+$", text):
        yield match.start(), match[0]


def ours(dates: Callable[[Any], object] | None = None, counts: Callable[[Any], object] | None = None) -> Tool:
    """This library; `dates` and `counts` say what the value of a fact is, by default what peers are measured by."""
    date_value = dates or (lambda fact: fact.value)
    count_value = counts or (lambda fact: fact.value)

    def find_dates(source: Source, reference: datetime.date | None) -> list[Find]:
        facts = extract(source, ["dates"], config=Config(reference_date=reference))["dates"]
        return [Find(fact.start, fact.end, fact.text, (date_value(fact),)) for fact in facts]

    def find_counts(source: Source, reference: datetime.date | None, unit: re.Pattern[str] = ANY) -> list[Find]:
        facts = extract(source, ["counts"], config=Config(reference_date=reference))["counts"]
        return [Find(f.start, f.end, f.text, (count_value(f),)) for f in facts if unit.search(f.unit)]

    def number(text: str) -> float | None:
        try:
            return parse_numeral(text).value
        except InputError:
            return None

    return Tool(cxzy_nlp.__version__, find_dates, find_counts, lambda s, r: find_counts(s, r, MONEY), number)


def load_jionlp() -> Tool:
    """JioNLP: `ner.extract_time` (which calls `parse_time` on what it finds) and `ner.extract_money`."""
    # It greets on stdout when imported, and logs a traceback for every string that it tries and cannot parse.
    with contextlib.redirect_stdout(io.StringIO()):
        import jionlp as jio
    logging.getLogger().addFilter(lambda record: False)

    def find(item: Mapping[str, Any], offset: int, values: Iterable[object]) -> Find:
        start, end = item["offset"]
        return Find(offset + start, offset + end, item["text"], tuple(values))

    def dates(source: Source, reference: datetime.date | None) -> list[Find]:
        day = reference or FALLBACK
        base = {"year": day.year, "month": day.month, "day": day.day}
        return [
            find(item, 0, jionlp_values(item["type"], item["detail"]["time"]))
            for item in jio.ner.extract_time(source.text, time_base=base)
        ]

    def money(source: Source, reference: datetime.date | None) -> list[Find]:
        return [
            find(item, offset, _numbers(item["detail"]["num"]))
            for offset, clause in clauses(source.text)
            for item in jio.ner.extract_money(clause)
        ]

    def number(text: str) -> float | None:
        try:  # it has no converter of bare numerals, only of amounts
            return next(_numbers(jio.parse_money(text + "元")["num"]))
        except (ValueError, TypeError, StopIteration):
            return None

    return Tool(importlib.metadata.version("jionlp"), dates, money=money, number=number)


def jionlp_values(kind: str, time: Any) -> Iterator[Value]:
    """What JioNLP's `detail["time"]` means.

    >>> list(jionlp_values("time_delta", [{"month": 2.0}, {"month": 3.0}]))
    [Length(low=(2.0, 0.0), high=(3.0, 0.0))]
    """
    if kind in ("time_point", "time_span"):
        first, last = (None if edge in ("inf", "-inf") else day_of(edge) for edge in time)
        yield Days(first, last)
    elif kind == "time_delta":
        low, high = (time[0], time[-1]) if isinstance(time, list) else (time, time)
        with contextlib.suppress(KeyError):  # "infinite"
            yield Length(step(low), step(high))
    elif kind == "time_period":
        delta = time["delta"]
        yield Every(step(delta[0] if isinstance(delta, list) else delta))


def day_of(text: str) -> datetime.date | None:
    """The day of a time stamp; None where it is outside of the calendar.

    >>> day_of("2010-04-06 11:59:59")
    datetime.date(2010, 4, 6)
    """
    try:
        return datetime.date.fromisoformat(text[:10])
    except ValueError:
        return None


def _numbers(value: str | list[str] | None) -> Iterator[float]:
    for item in value if isinstance(value, list) else [value]:
        with contextlib.suppress(ValueError):
            yield float((item or "").replace(",", "").rstrip("%％‰"))


def load_recognizers() -> Tool:
    """Recognizers-Text for Chinese: date and time, number, percentage, currency, dimension."""
    import recognizers_date_time as when
    import recognizers_number as numbers
    import recognizers_number_with_unit as units

    culture = when.Culture.Chinese

    def dates(source: Source, reference: datetime.date | None, pieces: Pieces = clauses) -> list[Find]:
        midnight = datetime.datetime.combine(reference or FALLBACK, datetime.time())
        return [
            _recognized(item, recognizers_values((item.resolution or {}).get("values", [])), offset)
            for offset, piece in pieces(source.text)
            for item in when.recognize_datetime(piece, culture, reference=midnight)
            if not item.type_name.endswith((".time", ".timerange"))  # 下午: no date, and not offered as one
        ]

    def amounts(source: Source, *recognizers: Any) -> list[Find]:
        found = [
            _recognized(item, _numbers((item.resolution or {}).get("value")))
            for recognize in recognizers
            for item in recognize(source.text, culture)
        ]
        return longest(found)

    def counts(source: Source, reference: datetime.date | None) -> list[Find]:
        return amounts(
            source,
            units.recognize_currency,
            units.recognize_dimension,
            numbers.recognize_percentage,
            numbers.recognize_number,
        )

    def number(text: str) -> float | None:
        found = numbers.recognize_number(text, culture)
        whole = len(found) == 1 and found[0].end - found[0].start + 1 == len(text)
        return next(_numbers(found[0].resolution["value"]), None) if whole else None

    return Tool(
        importlib.metadata.version("recognizers-text-suite"),
        dates,
        counts,
        lambda source, reference: amounts(source, units.recognize_currency),
        number,
        lambda source, reference: dates(source, reference, whole),
    )


def _recognized(item: Any, values: Iterable[object], offset: int = 0) -> Find:
    return Find(offset + item.start, offset + item.end + 1, item.text, tuple(values))  # its ends are inclusive


def recognizers_values(values: Iterable[Mapping[str, str]]) -> Iterator[Value]:
    """What the alternatives in a resolution of Recognizers-Text mean.

    The end of a range is the day after for 4月 and the last day for 4月6日—8日, so that both are offered.

    >>> list(recognizers_values([{"type": "set", "timex": "P1Y", "value": "not resolved"}]))
    [Every(step=(12.0, 0.0))]
    """
    for value in values:
        kind, timex = value["type"], value.get("timex", "")
        with contextlib.suppress(ValueError):
            if kind == "set":
                yield Every(parse_step("P1W" if "WXX" in timex else timex))
            elif kind == "duration":
                yield Length(parse_step(timex), parse_step(timex))
            elif kind in ("daterange", "datetimerange"):
                if timex[5:] in _SEASONS:
                    yield Season(int(timex[:4]), _SEASONS[timex[5:]])
                first, last = (day_of(value.get(edge, "")) for edge in ("start", "end"))
                if first is not None or last is not None:
                    yield Days(first, last)
                if first is not None and last is not None and last > first:
                    yield Days(first, last - datetime.timedelta(days=1))
            elif kind in ("date", "datetime") and (day := day_of(value["value"])) is not None:
                yield Days(day, day)


def longest(finds: Iterable[Find]) -> list[Find]:
    """Without the finds that lie inside another one (the number in the sum of money)."""
    kept: list[Find] = []
    for find in sorted(finds, key=lambda find: (find.start, -find.end)):
        if not kept or find.end > kept[-1].end:
            kept.append(find)
    return kept


def load_dateparser() -> Tool:
    """dateparser: `search.search_dates` for zh."""
    from dateparser.search import search_dates

    def dates(source: Source, reference: datetime.date | None, pieces: Pieces = clauses) -> list[Find]:
        settings = {"RELATIVE_BASE": datetime.datetime.combine(reference or FALLBACK, datetime.time())}
        found: list[Find] = []
        for offset, piece in pieces(source.text):
            results = search_dates(piece, languages=["zh"], settings=settings, add_period=True)
            found += located(piece, offset, results or ())
        return found

    version = importlib.metadata.version("dateparser")
    return Tool(version, dates, whole=lambda source, reference: dates(source, reference, whole))


def located(piece: str, offset: int, results: Iterable[tuple[str, datetime.datetime, str]]) -> Iterator[Find]:
    """dateparser's results with offsets, which it does not give; signs at the edges are not held against it.

    >>> list(located("于2010年，", 10, [("2010年，", datetime.datetime(2010, 3, 1), "year")]))[0].end
    16
    """
    place = 0
    for surface, moment, period in results:
        text = re.sub(r"^\W+|\W+$", "", surface)
        start = piece.find(text, place) if text else -1
        if start < 0:
            continue
        place = start + len(text)
        day = moment.date()
        value = Days(day, day)
        if period == "year":
            value = day_span(day.year)
        elif period == "month":
            value = day_span(day.year, day.month)
        elif period == "week":
            monday = day - datetime.timedelta(days=day.weekday())
            value = Days(monday, monday + datetime.timedelta(days=6))
        yield Find(offset + start, offset + place, text, (value,))


def load_cn2an() -> Tool:
    """cn2an: a converter of one numeral; `transform` rewrites a text without offsets and cannot be scored."""
    import cn2an

    def number(text: str) -> float | None:
        try:
            return float(cn2an.cn2an(text, "smart"))
        except ValueError:
            return None

    return Tool(importlib.metadata.version("cn2an"), number=number)


#: JioNLP brings jiojio (GPL-3): for comparison only, the package never imports it.
PEERS: dict[str, Peer] = {
    "jionlp": Peer("python -m pip install jionlp", load_jionlp),
    "recognizers": Peer(
        'python -m pip install recognizers-text-suite recognizers-text-date-time "emoji<2"', load_recognizers
    ),
    "dateparser": Peer("python -m pip install dateparser", load_dateparser),
    "cn2an": Peer("python -m pip install cn2an", load_cn2an),
}
