"""Words that point from the document's day (今年, 昨天, 近期), read from the knowledge table ``relative_words``."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping

from cxzy_nlp.facts.dates.grammar import read_days, read_hour, read_quarter, read_rest, read_suffix
from cxzy_nlp.facts.dates.values import DateMatch, Fixed, Moment
from cxzy_nlp.knowledge.loader import Entry, load

#: 走到今天 is our time, not the day of the document.
_ARRIVED = frozenset(("到了", "走到"))


@functools.cache
def _words() -> Mapping[str, Entry]:
    return {entry["word"]: entry for entry in load("relative_words")}


@functools.cache
def relative_words() -> frozenset[str]:
    """The words at which `read_word` can find something."""
    return frozenset(_words())


@functools.cache
def _weekday() -> re.Pattern[str]:
    return re.compile(r"(?:星期|周)?(?P<day>[一二三四五六日天])(?![次期])|(?P<end>末)")


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
    if "only_before" in entry and (stop >= end or text[stop] not in entry["only_before"]):
        return []
    unit, shift, part = entry["unit"], entry.get("shift"), entry.get("part", "")
    near = entry.get("near", "")
    if unit == "vague":
        return [DateMatch(start, stop, "relative", Fixed(None))]
    if unit == "day":
        if word == "今天" and (text.startswith("的人", stop) or text[start - 2 : start] in _ARRIVED):
            return [DateMatch(start, stop, "relative", Fixed(None))]
        stop, about = read_suffix(text, read_hour(text, stop, end), end)
        return [DateMatch(start, stop, "relative", Moment(day_shift=shift, approx=about, near=near))]
    if unit == "set":
        return [DateMatch(start, stop, "set", Fixed(entry["value"]))]
    if unit == "week":
        weekday = _weekday().match(text, stop, end)
        if weekday is None:
            return [DateMatch(start, stop, "relative", Moment(week_shift=shift))]
        stop, about = read_suffix(text, read_hour(text, weekday.end(), end), end)
        if weekday["end"]:
            return [DateMatch(start, stop, "relative", Moment(week_shift=shift, part="end", approx=about))]
        day = "一二三四五六日".find(weekday["day"].replace("天", "日"))
        return [DateMatch(start, stop, "relative", Moment(week_shift=shift, weekday=day, approx=about))]
    if unit == "quarter":
        return [DateMatch(start, stop, "relative", Moment(month_shift=3 * (shift or 0), part="Q"))]
    if part:
        stop, about = read_suffix(text, stop, end)
        month_shift = shift if unit == "month" else None
        year_shift = shift if unit == "year" else None
        moment = Moment(shift=year_shift, month_shift=month_shift, part=part, approx=about)
        return [DateMatch(start, stop, "relative", moment)]
    if unit == "month":
        return read_days(text, start, stop, end, Moment(month_shift=shift), "relative")
    moment = Moment(shift=shift, near=near)
    if text.startswith("同期", stop):
        return [DateMatch(start, stop + 2, "relative", moment._replace(part="same"))]
    return read_quarter(text, start, stop, end, moment, "relative") or read_rest(
        text, start, stop, end, moment, "relative"
    )


@functools.cache
def _ordinal() -> re.Pattern[str]:
    return re.compile(r"第(?P<number>[二三四五六七八九十])(?P<unit>[天年周])(?![级度产期])")


def read_ordinal(text: str, start: int, end: int) -> list[DateMatch]:
    """第二天, 第三年: so far after a date of the same sentence, of no known value without one.

    Examples
    --------
    >>> read_ordinal("第二天", 0, 3)[0].meaning.day_shift
    1
    """
    match = _ordinal().match(text, start, end)
    if match is None:
        return []
    shift = "一二三四五六七八九十".index(match["number"])
    stop = read_hour(text, match.end(), end) if match["unit"] == "天" else match.end()
    meaning: Moment | Fixed = Fixed(None)
    if match["unit"] == "天" and (start == 0 or text[start - 1] in ",。;!?、:的 \n"):  # not 出院第二天
        meaning = Moment(day_shift=shift, near="only")
    elif match["unit"] == "年":
        meaning = Moment(shift=shift, near="only")
    return [DateMatch(start, stop, "relative", meaning)]
