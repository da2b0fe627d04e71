"""One pass over the reading: find where a date may begin, read it there, and join what belongs together."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from typing import TypeGuard

from cxzy_nlp.facts.claims import Claim
from cxzy_nlp.facts.dates.events import event_names, read_anniversary, read_event
from cxzy_nlp.facts.dates.grammar import DASH, B, read_calendar, read_quarter, read_republic
from cxzy_nlp.facts.dates.lunar import read_lunar
from cxzy_nlp.facts.dates.numbers import CHINESE, DAY, MONTH, small_number
from cxzy_nlp.facts.dates.periods import (
    read_alternate,
    read_decade,
    read_duration,
    read_monthly,
    read_set,
    read_weekday,
)
from cxzy_nlp.facts.dates.trigger import lookalikes, trigger
from cxzy_nlp.facts.dates.values import DateMatch, Fixed, Moment, Stretch
from cxzy_nlp.facts.dates.words import read_ordinal, read_word, relative_words

_LIST_NUMBER = re.compile(r"(?:^|[\s。;:、,(])[0-9]{1,2}\Z")
_BREAK = re.compile(r"[。!?;\n]")
_NOW = ("现在", "目前", "如今")
_LUNAR = "历月"
_OPENING = '“〝"'
_QUOTED_DAY = re.compile(rf"[“〝\"](?P<month>{MONTH})(?:[·•]|\.(?=[0-9]{{2}}))(?P<day>{DAY})[”〞\"]")
#: What follows the number of a decade or century (九十年代, 20世纪); what follows no number of the calendar (3个月).
_OF_DECADES = frozenset("年世几")
_OF_LENGTHS = frozenset("个天周小多余来半季分刻钟世礼星昼晚夜冬夏寒暑工几")
_WEEKLY = Fixed("R/P1W")
_JOINS = frozenset("、和及与")
#: How far the clause before a date is followed, and a line before a year that it tells of.
_DUE_REACH, _LINE = 14, 20
_SECTION = re.compile(r"(?m)^[ \u3000]*[一二三四五六七八九十]{1,2}、")
_CLAUSE_END = re.compile(r"[,。;:!?\n]")
#: The clause before a date speaks of what is to come.
_DUE = re.compile(
    r"(?<!干)将(?!军)|力争|争取|确保|计划[于在到]|拟[于在定]|打算|(?<![主重需必首紧只])要(?![求点件素闻])|必须|下一步|[定请]于"
)
#: Lines about a meeting or a paper of that year, not about the year: 关于召开2011年总结大会的通知.
_NOTICE = re.compile("通知|召开|报送|征集|评选|表彰|会议|大会")
#: What the lines behind such a year tell of: 2009年工作打算, 2008年工作总结.
_ABOUT = re.compile(
    r"(?:全?年)?(?:度|的)?[^,。;:!?\n\d]{0,12}?(?:打算|计划|思路|安排|任务|要点|总结|回顾|目标|重点|展望|设想|小结|情况|汇报|报告)[^,。;:!?\n]{0,10}(?=\n|\Z|[和及与]\d{4}年)"
)
_PAST = re.compile(r"[^,。;!?\n]{0,14}?(?:了(?![解结如])|已(?!经?不)|曾|还发生)")


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
    search, phrases, words, names = trigger().search, lookalikes(), relative_words(), event_names()
    position, claim = start, 0
    while (candidate := search(text, position, end)) is not None:
        while claim < len(claims) and claims[claim].end <= candidate.start():
            claim += 1
        if claim < len(claims) and claims[claim].start <= candidate.start():
            position = claims[claim].end
            continue
        surface, at = candidate[0], candidate.start()
        if surface in phrases:
            matches = []
        elif surface in words:
            matches = read_word(text, at, surface, end)
        else:
            matches = read_event(text, at, surface, end) if surface in names else []
            if not matches and (surface[0] in CHINESE or surface not in names):
                matches = _read(text, candidate, end)
        if not matches or _hangs(matches[0], found, text):
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
                match = match._replace(start=max(match.start, low), end=min(match.end, end))
            _append(found, match, text, start)
        position = max(matches[-1].end, candidate.start() + 1)
    return _number(_weekly(found, text), text, start)


def _hangs(match: DateMatch, found: list[DateMatch], text: str) -> bool:
    """Whether 当天 has no date before it in its sentence, or a date is the whole of a title (《十月》)."""
    if text[match.start - 1 : match.start] == "《" and text[match.end : match.end + 1] == "》":
        return True
    meaning = match.meaning
    if match.kind != "relative" or not isinstance(meaning, Moment) or meaning.near != "only" or meaning.day_shift != 0:
        return False
    return not found or _BREAK.search(text, found[-1].end, match.start) is not None


def _read(text: str, candidate: re.Match[str], end: int) -> list[DateMatch]:
    """What begins at a head that is neither a word nor a name."""
    at, surface = candidate.start(), candidate[0]
    head = surface[0]
    if head == "每":
        return read_set(text, at, end)
    if surface in ("星期", "礼拜", "周"):
        return read_weekday(text, at, end)
    if head in _LUNAR:
        return read_lunar(text, at - 1, end)
    if head == "隔":
        return read_alternate(text, at, end)
    if head in "第前":
        return read_quarter(text, at, at, end, Moment(), "date") or read_ordinal(text, at, end)
    if surface == "年" and text[at - 1 : at] == "大":
        return read_lunar(text, at - 1, end)
    if head == "年":
        return [DateMatch(at, candidate.end(), "date", Moment(mask="XXXX", tail="-XX-XX"))]
    return _read_numeral(text, at, candidate.end(), surface, end)


def _quoted_day(text: str, at: int) -> list[DateMatch]:
    """“7·19”: a day that became a name; a decimal in quotation marks has one digit behind its point or many."""
    day = _QUOTED_DAY.match(text, at)
    if day is None:
        return []
    moment = Moment(month=small_number(day["month"]), day=small_number(day["day"]))
    return [DateMatch(at, day.end(), "event", moment)]


def _read_numeral(text: str, at: int, stop: int, surface: str, end: int) -> list[DateMatch]:
    before, after = text[at - 1 : at], text[stop : stop + 1]
    if before in _OPENING and before:
        quoted = _quoted_day(text, at - 1)
        if quoted:
            return quoted
    if before == "国":
        republic = read_republic(text, at, end)
        if republic:
            return republic
    if before == "闰":
        return read_lunar(text, at - 1, end)
    if text.startswith("周年", stop):
        return read_anniversary(text, at, stop + 2, surface)
    if after in _OF_DECADES or surface[0] == "上":
        decade = read_decade(text, at, end)
        if decade:
            return decade
    if after not in _OF_LENGTHS:
        monthly = read_monthly(text, at, end) if surface == "一" else []
        if monthly:
            return monthly
        calendar = read_calendar(text, at, end)
        if calendar and before != "第":
            return calendar
    quarter = read_quarter(text, at, at, end, Moment(), "date")
    if quarter:
        return quarter
    if before == "." and at > 1 and text[at - 2].isdigit():
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
            if (
                before.kind == "set"
                and gap in ("和", "、", "及")
                and _is_month(match)
                and _is_month_of_set(before, text)
            ):
                match = match._replace(kind="set", meaning=before.meaning)  # 每年3月和9月
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
        if text[match.start : match.end] not in _NOW or isinstance(first, Fixed) or first.is_year_only:
            return None
        last = Moment(day_shift=0)  # 去年9月到现在
    if isinstance(first, Fixed) and first.value is None and text[before.start : before.end] not in _NOW:
        return None
    from_before = ("到" in gap or "至" in gap) and before.start > low and text[before.start - 1] in "从自由"
    start = before.start - 1 if from_before else before.start
    return DateMatch(start, match.end, "range", Stretch(first, last))


def _join_adjacent(before: DateMatch, match: DateMatch) -> DateMatch | None:
    """今年 + “七一”, 2012年 + 党的十八大, 每年 + 7月: one date."""
    first, last = before.meaning, match.meaning
    if isinstance(first, Stretch) and isinstance(first.last, Moment):  # 从4月到2012年 + 党的十八大
        end = _join_adjacent(before._replace(kind="date", meaning=first.last), match)
        if end is None or isinstance(end.meaning, Stretch):
            return None
        return DateMatch(before.start, match.end, "range", Stretch(first.first, end.meaning))
    if first == Fixed(None) and match.kind == "duration" and before.end == match.start:  # 今后三年
        return DateMatch(before.start, match.end, "duration", last)
    if last == Fixed("P1Y") and before.end == match.start and match.end - match.start == 2:  # 去年一年
        return before._replace(end=match.end) if isinstance(first, Moment) and first.is_year_only else None
    if _is_season(first) and _is_season(last) and before.end == match.start:  # 今冬明春
        return DateMatch(before.start, match.end, "range", Stretch(first, last))
    if isinstance(first, Moment) and isinstance(last, Moment) and first.feast and first.feast == last.feast:
        return before._replace(end=match.end, meaning=first._replace(approx=last.approx))  # “八一”建军节
    if before.kind == "set" and isinstance(last, Moment) and not last.has_year and (last.month or last.feast):
        return DateMatch(before.start, match.end, "set", first)
    if not isinstance(first, Moment) or not first.is_year_only:
        return None
    if isinstance(last, Moment) and not last.has_year and (last.feast or last.month or last.part or last == Moment()):
        meaning = last._replace(year=first.year, mask=first.mask, shift=first.shift)
        return DateMatch(before.start, match.end, match.kind if last.feast else before.kind, meaning)
    if isinstance(last, Fixed) and match.kind == "event" and not match.anniversary and last.value and first.year:
        return DateMatch(before.start, match.end, "event", last) if last.value.startswith(str(first.year)) else None
    return None


def _is_month(match: DateMatch) -> bool:
    moment = match.meaning
    return isinstance(moment, Moment) and moment.month is not None and not moment.has_year


def _is_month_of_set(match: DateMatch, text: str) -> bool:
    return "月" in text[match.start : match.end] and text.startswith("每年", match.start)


def _is_season(meaning: Moment | Fixed | Stretch) -> TypeGuard[Moment]:
    return isinstance(meaning, Moment) and meaning.shift is not None and meaning.part.startswith("S")


def _weekly(found: list[DateMatch], text: str) -> list[DateMatch]:
    """每周二、周五 is one recurrence."""
    joined: list[DateMatch] = []
    for match in found:
        last = joined[-1] if joined else None
        if (
            last is not None
            and last.kind == match.kind == "set"
            and last.meaning == match.meaning == _WEEKLY
            and text[last.end : match.start] in _JOINS
        ):
            joined[-1] = DateMatch(last.start, match.end, "set", _WEEKLY)
        else:
            joined.append(match)
    return joined


def _number(found: list[DateMatch], text: str, start: int) -> list[DateMatch]:
    """The matches with the numbers of their sentence and paragraph, and what lines and clauses around say of them."""
    numbered: list[DateMatch] = []
    sentence = paragraph = 0
    at = start
    for match in found:
        stops = _BREAK.findall(text, at, match.start)
        sentence += len(stops)
        paragraph += stops.count("\n")
        numbered.append(
            match._replace(
                sentence=sentence,
                paragraph=paragraph,
                past=_is_past(match, text),
                due=_is_due(match, text),
                governs=_governs(match, text),
                opens=_SECTION.search(text, at, match.start) is not None,
            )
        )
        at = match.end
    return numbered


def _is_past(match: DateMatch, text: str) -> bool:
    """Whether the clause says that a month without a year is over (9月通车了), not a term (9月底前)."""
    moment = match.meaning
    if not isinstance(moment, Moment) or moment.month is None or moment.has_year or moment.lunar:
        return False
    return text[match.end - 1] not in "前起" and _PAST.match(text, match.end) is not None


def _is_due(match: DateMatch, text: str) -> bool:
    """Whether the date is a term (9月底前) or the clause before it speaks of what is to come."""
    if text[match.end - 1] in "前起":
        return True
    low = max(match.start - _DUE_REACH, 0)
    return _DUE.search(_CLAUSE_END.split(text[low : match.start])[-1]) is not None


def _governs(match: DateMatch, text: str) -> bool:
    """Whether the line of a year is one that tells what the next lines are about: 二、2009年工作打算."""
    moment = match.meaning
    if not isinstance(moment, Moment) or not moment.is_year_only or (moment.year is None and moment.shift is None):
        return False
    found = _ABOUT.match(text, match.end)
    if found is None:
        return False
    low = max(match.start - _LINE, 0)
    opening = text[low : match.start].rsplit("\n", 1)[-1]
    line = opening + text[match.start : found.end()]
    return len(opening) < _LINE and _CLAUSE_END.search(opening) is None and _NOTICE.search(line) is None


def as_spans(matches: Sequence[DateMatch]) -> tuple[tuple[int, int], ...]:
    """The spans of the matches, for extractors that must keep clear of dates.

    Examples
    --------
    >>> as_spans(scan_dates("自2010年起", 0, 7))
    ((1, 7),)
    """
    return tuple((match.start, match.end) for match in matches)
