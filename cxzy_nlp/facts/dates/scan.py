"""One pass over the reading: find where a date may begin, read it there, and join what belongs together."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import replace

from cxzy_nlp.facts.claims import Claim
from cxzy_nlp.facts.dates.events import event_names, read_anniversary, read_event
from cxzy_nlp.facts.dates.grammar import DASH, B, read_calendar, read_quarter
from cxzy_nlp.facts.dates.numbers import CHINESE
from cxzy_nlp.facts.dates.periods import read_decade, read_duration, read_set
from cxzy_nlp.facts.dates.values import DateMatch, Fixed, Moment, Stretch
from cxzy_nlp.facts.dates.words import read_word, relative_words
from cxzy_nlp.knowledge.loader import load
from cxzy_nlp.text.patterns import alternation

_LIST_NUMBER = re.compile(r"(?:^|[\s。;:、,(])[0-9]{1,2}\Z")
_BREAK = re.compile(r"[。!?;\n]")
_UNIT = "(?:年|月|日|天|周|季度|世纪|星期|礼拜|小时|钟头|分钟|工作日)"
_MASKS = "xX×*某"


@functools.cache
def _lookalikes() -> frozenset[str]:
    return frozenset(entry["phrase"] for entry in load("date_lookalikes"))


@functools.cache
def _trigger() -> re.Pattern[str]:
    """Where a date may begin.

    Every alternative begins with a literal character, so that the engine skips all other characters in one tight loop.
    """
    digits, chinese = "0123456789", CHINESE + "半"
    length = rf"[多余]?{B}个?[半多]?{_UNIT}"
    joined = rf"{B}(?:[、./]|{DASH}){B}[0-9{CHINESE}]"
    mask = "[xX×*]"
    branches = [
        *_by_first(_lookalikes() | relative_words() | event_names()),
        *(rf"{c}(?<![0-9A-Za-z]{c})[0-9]{{0,7}}(?={length}|{joined}|{B}学年|[0-9]?{mask}{{1,4}}{B}年)" for c in digits),
        *(rf"{c}(?<![{chinese}]{c})[{chinese}0Oo◯Ο]{{0,7}}(?={length}|{joined})" for c in chinese),
        *(rf"{re.escape(c)}(?<![0-9A-Za-z]{re.escape(c)}){mask}{{0,3}}(?={B}[年月])" for c in _MASKS),
        r"年(?<![^\n( ]年) {0,6}月 {0,6}日",
        "每",
        r"第(?=[一二三四1-4](?:(?:、|至|到|-)第?[一二三四1-4])?个?季度)",
        "前(?=[二两三]个?季度)",
        "星期(?=[一二三四五六日天])",
        "上个?世纪",
        "元(?<![单美欧日港亿万千百十0-9]元)(?=月)",
    ]
    return re.compile("|".join(branches))


def _by_first(words: frozenset[str]) -> list[str]:
    """One alternative for each first character."""
    heads: dict[str, list[str]] = {}
    for word in sorted(words):
        heads.setdefault(word[0], []).append(word[1:])
    return [re.escape(head) + alternation(rest) for head, rest in heads.items()]


def scan_dates(text: str, start: int, end: int, claims: Sequence[Claim] = ()) -> list[DateMatch]:
    """The dates and periods that ``text[start:end]`` names, in order and disjoint, not yet resolved.

    What overlaps a claim is passed over.

    Examples
    --------
    >>> text = "从4月开始到10月中旬前完成,每半年评议一次。"
    >>> [(text[match.start : match.end], match.kind) for match in scan_dates(text, 0, len(text))]
    [('从4月开始到10月中旬前', 'range'), ('每半年', 'set')]
    """
    found: list[DateMatch] = []
    search = _trigger().search
    position, claim = start, 0
    while (candidate := search(text, position, end)) is not None:
        while claim < len(claims) and claims[claim].end <= candidate.start():
            claim += 1
        if claim < len(claims) and claims[claim].start <= candidate.start():
            position = claims[claim].end
            continue
        matches = [] if candidate[0] in _lookalikes() else _read(text, candidate, end)
        if not matches:
            position = candidate.end()
            continue
        if claim < len(claims) and matches[-1].end > claims[claim].start:
            position = claims[claim].end
            continue
        while found and matches[0].anniversary and found[-1].start >= matches[0].start:
            found.pop()  # 党的生日90周年: the subject of a jubilee is no date of its own
        # A reader may look left for 党的, a quotation mark or the subject of a jubilee: not into what is taken.
        low = max(start, found[-1].end if found else start, claims[claim - 1].end if claim else start)
        for match in matches:
            if match.start < low or match.end > end:
                match = replace(match, start=max(match.start, low), end=min(match.end, end))
            _append(found, match, text, start)
        position = max(matches[-1].end, candidate.start() + 1)
    return _number(found, text, start)


def _read(text: str, candidate: re.Match[str], end: int) -> list[DateMatch]:
    at, surface = candidate.start(), candidate[0]
    if surface in relative_words():
        return read_word(text, at, surface, end)
    if surface in event_names():
        event = read_event(text, at, surface, end)
        if event or surface[0] not in CHINESE:
            return event
    head = surface[0]
    if head == "每":
        return read_set(text, at, end)
    if head in "第前" or surface == "星期":
        weekday = DateMatch(at, at + 3, "relative", Fixed(None))
        return [weekday] if surface == "星期" else read_quarter(text, at, at, end, Moment(), "date")
    if head == "年":
        return [DateMatch(at, candidate.end(), "date", Moment(mask="XXXX", tail="-XX-XX"))]
    return _read_numeral(text, at, candidate.end(), surface, end)


def _read_numeral(text: str, at: int, stop: int, surface: str, end: int) -> list[DateMatch]:
    if text.startswith("周年", stop):
        return read_anniversary(text, at, stop + 2, surface)
    decade = read_decade(text, at, end)
    if decade:
        return decade
    calendar = read_calendar(text, at, end)
    if calendar and not (at and text[at - 1] == "第"):
        return calendar
    quarter = read_quarter(text, at, at, end, Moment(), "date")
    if quarter:
        return quarter
    if text[at - 1 : at] == "." and at > 1 and text[at - 2].isdigit():
        left = at - 2
        while left > 0 and at - left < 5 and text[left - 1].isdigit():
            left -= 1
        if not _LIST_NUMBER.search(text, max(left - 1, 0), at - 1):
            return read_duration(text, left, end)
    return read_duration(text, at, end)


@functools.cache
def _connector() -> re.Pattern[str]:
    return re.compile(rf"{B}(?:正式)?(?:开始|起)?,?{B}(?:{DASH}|直至|直到|截至){B}")


def _append(found: list[DateMatch], match: DateMatch, text: str, low: int) -> None:
    """Add a match, joined to the one before where the two make a range or a dated event."""
    if found:
        before = found[-1]
        gap = text[before.end : match.start]
        if len(gap) < 9 and "\n" not in gap:
            joined = _join(before, gap, match, text, max(low, found[-2].end if len(found) > 1 else low))
            if joined is not None:
                found[-1] = joined
                return
    found.append(match)


def _join(before: DateMatch, gap: str, match: DateMatch, text: str, low: int) -> DateMatch | None:
    first, last = before.meaning, match.meaning
    if gap.strip(" 的") == "":
        return _join_adjacent(before, match)
    if isinstance(first, Stretch) or isinstance(last, Stretch) or not _connector().fullmatch(gap):
        return None
    if "set" in (before.kind, match.kind) or "duration" in (before.kind, match.kind):
        return None
    if isinstance(last, Fixed) and last.value is None:
        return None
    if isinstance(first, Fixed) and first.value is None and text[before.start : before.end] not in ("现在", "目前"):
        return None
    from_before = ("到" in gap or "至" in gap) and before.start > low and text[before.start - 1] in "从自由"
    start = before.start - 1 if from_before else before.start
    return DateMatch(start, match.end, "range", Stretch(first, last))


def _join_adjacent(before: DateMatch, match: DateMatch) -> DateMatch | None:
    """今年 + “七一”, 2012年 + 党的十八大, 每年 + 7月: one date."""
    first, last = before.meaning, match.meaning
    if isinstance(first, Stretch) and isinstance(first.last, Moment):  # 从4月到2012年 + 党的十八大
        end = _join_adjacent(replace(before, kind="date", meaning=first.last), match)
        if end is None or isinstance(end.meaning, Stretch):
            return None
        return DateMatch(before.start, match.end, "range", Stretch(first.first, end.meaning))
    if first == Fixed(None) and match.kind == "duration" and before.end == match.start:  # 今后三年
        return DateMatch(before.start, match.end, "duration", last)
    if isinstance(first, Moment) and isinstance(last, Moment) and first.feast and first.feast == last.feast:
        return replace(before, end=match.end, meaning=replace(first, approx=last.approx))  # “八一”建军节
    if before.kind == "set" and isinstance(last, Moment) and not last.has_year and (last.month or last.feast):
        return DateMatch(before.start, match.end, "set", first)
    if not isinstance(first, Moment) or not first.is_year_only:
        return None
    if isinstance(last, Moment) and not last.has_year and (last.feast or last.month or last.part or last == Moment()):
        meaning = replace(last, year=first.year, mask=first.mask, shift=first.shift)
        return DateMatch(before.start, match.end, match.kind if last.feast else before.kind, meaning)
    if isinstance(last, Fixed) and match.kind == "event" and not match.anniversary and last.value and first.year:
        return DateMatch(before.start, match.end, "event", last) if last.value.startswith(str(first.year)) else None
    return None


def _number(found: list[DateMatch], text: str, start: int) -> list[DateMatch]:
    """The matches with the numbers of their sentence and paragraph."""
    numbered: list[DateMatch] = []
    sentence = paragraph = 0
    at = start
    for match in found:
        for stop in _BREAK.finditer(text, at, match.start):
            sentence += 1
            paragraph += stop[0] == "\n"
        # `replace` would do, at five times the cost; every date comes by here.
        numbered.append(
            DateMatch(match.start, match.end, match.kind, match.meaning, sentence, paragraph, match.anniversary)
        )
        at = match.start
    return numbered


def as_spans(matches: Sequence[DateMatch]) -> tuple[tuple[int, int], ...]:
    """The spans of the matches, for extractors that must keep clear of dates.

    Examples
    --------
    >>> as_spans(scan_dates("自2010年起", 0, 7))
    ((1, 7),)
    """
    return tuple((match.start, match.end) for match in matches)
