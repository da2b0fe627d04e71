"""Words that point from the document's day (今年, 昨天, 近期), read from the knowledge table ``relative_words``."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping

from cxzy_nlp.facts.dates.grammar import read_days, read_hour, read_quarter, read_rest, read_suffix
from cxzy_nlp.facts.dates.values import DateMatch, Fixed, Moment
from cxzy_nlp.knowledge.loader import Entry, load


@functools.cache
def _words() -> Mapping[str, Entry]:
    return {entry["word"]: entry for entry in load("relative_words")}


def relative_words() -> frozenset[str]:
    """The words at which `read_word` can find something."""
    return frozenset(_words())


@functools.cache
def _weekday() -> re.Pattern[str]:
    return re.compile(r"(?:星期|周)?(?P<day>[一二三四五六日天])(?![次期])")


def read_word(text: str, start: int, word: str, end: int) -> list[DateMatch]:
    """The relative date that begins with `word` at `start`, or nothing where the word is part of another.

    以来 stays outside (去年以来 is 去年), as does 到…为止. Words without a calendar value (目前, 近年来) have the
    meaning ``Fixed(None)``.

    Examples
    --------
    >>> text = "去年十月份以来"
    >>> [(text[match.start : match.end], match.meaning.month) for match in read_word(text, 0, "去年", len(text))]
    [('去年十月份', 10)]
    """
    entry = _words()[word]
    stop = start + len(word)
    if start and text[start - 1] in entry.get("not_after", ""):
        return []
    if stop < end and text[stop] in entry.get("not_before", ""):
        return []
    unit, shift, part = entry["unit"], entry.get("shift"), entry.get("part", "")
    if unit == "vague":
        return [DateMatch(start, stop, "relative", Fixed(None))]
    if unit == "day":
        stop, about = read_suffix(text, read_hour(text, stop, end), end)
        return [DateMatch(start, stop, "relative", Moment(day_shift=shift, approx=about))]
    if unit == "week":
        weekday = _weekday().match(text, stop, end)
        if weekday is None:
            return [DateMatch(start, stop, "relative", Moment(week_shift=shift))]
        day = "一二三四五六日".find(weekday["day"].replace("天", "日"))
        return [
            DateMatch(start, read_hour(text, weekday.end(), end), "relative", Moment(week_shift=shift, weekday=day))
        ]
    if part:
        stop, about = read_suffix(text, stop, end)
        month_shift = shift if unit == "month" else None
        year_shift = shift if unit == "year" else None
        moment = Moment(shift=year_shift, month_shift=month_shift, part=part, approx=about)
        return [DateMatch(start, stop, "relative", moment)]
    if unit == "month":
        return read_days(text, start, stop, end, Moment(month_shift=shift), "relative")
    moment = Moment(shift=shift)
    return read_quarter(text, start, stop, end, moment, "relative") or read_rest(
        text, start, stop, end, moment, "relative"
    )
