"""The document's own date: stated at its head or foot, else inferred from the year that it calls its own."""

from __future__ import annotations

import datetime
import functools
import re
from collections import defaultdict
from collections.abc import Sequence

from cxzy_nlp.facts.dates.evidence import all_evidence, chronicle, named_year, within_year, year_due
from cxzy_nlp.facts.dates.narrow import Bracket, anchor_between, bracket, narrow
from cxzy_nlp.facts.dates.published import published, reported
from cxzy_nlp.facts.dates.values import Anchor, DateMatch, Fixed, Moment, bounds, split_value
from cxzy_nlp.knowledge.loader import Entry, load

_HEAD_LINES = 6
_FOOT_LINES = 4
#: How far a line is followed from a date; one that is longer is no date line.
_REACH = 80
#: Votes a year needs before an undated document is given it.
_ENOUGH = 3
_TITLE_VOTE = 3
_SENTENCE = re.compile(r"[。,;!?]")
_SENTENCE_END = re.compile(r"[。!?] ?")
_FRAME = re.compile(r"[\s()\[\]〔〕【】《》“”:—\-*·、]|时间|日期|发布|成文|年月日")
_CLOCK = re.compile(r"[午晚晨:时]")
_GREETING = re.compile(r"[)\]〕]?[ \n]{0,4}(?:(?:尊敬的)?各位|同志们|尊敬的|大家好|女士们)")
#: A date before a greeting stands under the title, where the line breaks were lost.
_NEAR_HEAD = 120
#: Labels and words that say of a day that it is the document's own.
_LABEL = re.compile(r"(?<![\u4e00-\u9fff])(?:讲话|会议|成文|印发|发布|报告|授课|主讲)?(?:时间|日期)[:：] ?\Z")
#: 考试时间: is when something else takes place, not when the document was written.
_ELSEWHEN = re.compile(
    r"(?:考试|报名|截止|截稿|培训|比赛|竞赛|参观|出发|报到|面试|活动|演出|放假|公示|出生|入党|参加工作|报送|上报|任职|投票|完成|结束)"
    r"(?:的?时间|日期)? ?[:：]? ?\Z"
)
_LABEL_REACH = 10
_PASSED = re.compile(r"[^,。;:]{0,20}(?:通过|印发|修订|公布)[ )〕]{0,3}\Z")
_RECORDED = re.compile(r"[(\[〔]?根据\Z")
_WRITTEN_DOWN = re.compile(r"[^,。\n]{0,14}(?:录音|记录|讲话|笔记|报告)[^,。\n]{0,8}整理")
_SUBTITLE = re.compile(r"(?:\A|\n)[—─]{1,4}\Z")
#: The day may be masked or left blank to be filled in.
_BLANK_DAY = re.compile(r"[ ×xX*＊_〇]{1,6}日")
#: Longest note in brackets under a title; who issues a paper or edits it, before a date.
_NOTE = 60
_ISSUER = re.compile(
    r"[^。,;:!?\d]{2,30}(?:[党团工]委|总支|支部|党组|委员会|办公室|领导小组|编辑部|组织部|宣传部|纪委|局|厅"
    r"|公司|学院|大学|医院|政府|编印?|主办) +"
)
_YEAR_BEFORE = re.compile(r"(?:19|20)\d\d年")
_TODAY = re.compile(r"今天(?:是|\(|,)?\Z")


def find_document_date(
    text: str,
    start: int,
    end: int,
    title: tuple[int, int] | None,
    matches: Sequence[DateMatch],
    reference: datetime.date | None,
    posted: Sequence[datetime.date] = (),
) -> Anchor | None:
    """When the document ``text[start:end]`` was made; ``None`` where nothing says so.

    Stated: a date on a line of its own, in brackets, behind a label (时间:), in the subtitle (——1月18日在…), or beside
    an author under the title (张三 2010.7.16); 审议通过 and 印发 beside it; a signature line at the end; 根据…录音整理;
    今天是…. Not what dates something else (出生日期, 考试时间). A full date beats a year and month, that beats a year.
    Inferred: the year for which the cues of the table ``year_cues`` speak most (列入2006年度计划, 庆祝建党85周年), or
    that all evidence leaves: meetings held and to come, dates that are over, jubilees awaited, campaigns begun; they
    narrow its days too. Where no cue says another year, the days on which a site put it up (`posted`) go before, if
    the text names a day just before one, and the full date with which a report begins. Else `reference`, never today.

    Examples
    --------
    >>> from cxzy_nlp.facts.dates.scan import scan_dates
    >>> text = "动员大会上的讲话\\n(2010年5月21日)\\n同志们:"
    >>> anchor = find_document_date(text, 0, len(text), (0, 8), scan_dates(text, 0, len(text)), None)
    >>> anchor.value, anchor.basis, anchor.evidence
    ('2010-05-21', 'stated', (0,))
    """
    stated = _stated(text, start, end, title, matches)
    if stated is not None:
        return stated
    found = all_evidence(text, start, end, matches, bracket(text, start, end, matches))
    own = _inferred(text, start, end, title, matches)
    news = published(start, matches, posted, found) or reported(text, start, title, matches)
    if news is not None and (own is None or own.value[:4] == news.value[:4]):
        return news
    inferred = (
        own
        or _named(text, start, end, found)
        or anchor_between(found)
        or year_due(text, start, end, matches, found)
        or chronicle(matches, found)
    )
    if inferred is not None:
        return within_year(text, start, end, matches, narrow(inferred, found))
    if reference is not None:
        day = reference.isoformat()
        return Anchor(day, "inferred", day, day)
    return None


def _named(text: str, start: int, end: int, found: Bracket) -> Anchor | None:
    """The year that the text calls by its name, if nothing contradicts it."""
    year = named_year(text, start, end)
    if year is None or (found.earliest or "0") > f"{year}-12-31" or (found.latest or "9") < f"{year}-01-01":
        return None
    return Anchor(f"{year}", "inferred", f"{year}-01-01", f"{year}-12-31", found.evidence)


#: So many characters of a masthead, of its issue and of who edits it may stand above the title.
_MASTHEAD = 160


def _stated(
    text: str, start: int, end: int, title: tuple[int, int] | None, matches: Sequence[DateMatch]
) -> Anchor | None:
    head_start, head_end = _head(text, start, end, title)
    foot = _foot(text, head_end, end)
    best: tuple[int, int, str, int] | None = None  # precision, -rank, value, index
    for index, match in enumerate(matches):
        value = _plain_value(match)
        if value is None:
            continue
        rank = None
        in_head = head_start <= match.start < head_end
        if len(value) == 4 and not _alone(text, match, start, end):
            continue  # 2012年工作回顾
        if _ELSEWHEN.search(text, max(start, match.start - 10), match.start):
            continue
        if in_head and _passed(text, match, start, end):
            rank = 1
        elif in_head and _stands_alone(text, match, start, end):
            rank = 3 if _CLOCK.search(text, match.start, match.end) else 0  # the hour of a meeting, not of its minutes
        elif len(value) == 10 and in_head and _said(text, match, start):
            rank = 3 if _CLOCK.search(text, match.start, match.end) else 1
        elif len(value) == 10 and in_head and _opens_speech(text, match, head_start):
            rank = 1
        elif len(value) == 10 and in_head and (_closes_line(text, match, start, end) or _bracketed(text, match)):
            rank = 1  # the issuer's line of a brief; (2012年3月29日印发)
        elif in_head and (_in_boxed_line(text, match, start, end) or _behind_issuer(text, match, start, end)):
            rank = 1  # a note in brackets; a body under the title
        elif match.start >= foot and _closes_line(text, match, start, end):
            rank = 1
        elif match.start >= foot and _recorded(text, match, start, end):
            rank = 1  # (根据2005年8月25日讲课录音整理)
        elif len(value) == 10 and match.start >= head_end and _alone(text, match, start, end):
            rank = 1  # signed above an annex or a distribution list
        elif len(value) == 10 and title is not None and title[0] <= match.start and match.end <= title[1]:
            rank = 2
        elif len(value) == 10 and _TODAY.search(text, max(start, match.start - 4), match.start):
            rank = 3
        if rank is None or (rank == 1 and len(value) == 4):
            continue
        candidate = (len(value), -rank, value, index)
        if best is None or candidate[:2] > best[:2] or (rank == 1 and candidate[:2] == best[:2]):
            best = candidate
    if best is None:
        return None
    return Anchor(best[2], "stated", *bounds(best[2]), (best[3],))


def _plain_value(match: DateMatch) -> str | None:
    """The value of a date that names its year itself and nothing vague."""
    moment = match.meaning
    if not isinstance(moment, Moment) or moment.year is None or moment.feast or moment.approx:
        return None
    if moment.part and moment.day is None:
        return None
    if match.kind != "date" or moment.tail not in ("", "-XX"):
        return None
    if moment.tail and moment.month is None:
        return None
    value = f"{moment.year:04}"
    if moment.month is None:
        return value
    value += f"-{moment.month:02}"
    if moment.day is not None:
        value += f"-{moment.day:02}"
        try:
            datetime.date.fromisoformat(value)
        except ValueError:
            return None
    return value


def _head(text: str, start: int, end: int, title: tuple[int, int] | None) -> tuple[int, int]:
    """From the title over the next lines that hold something; with the masthead of a brief, if one is above it."""
    if title is None:
        return start, _lines_from(text, start, end)
    above = 0 < title[0] - start <= _MASTHEAD
    return start if above else title[1], _lines_from(text, title[1], end)


def _lines_from(text: str, position: int, end: int) -> int:
    kept = 0
    while position < end and kept < _HEAD_LINES:
        stop = text.find("\n", position, end)
        stop = end if stop < 0 else stop
        kept += not text[position:stop].isspace() and stop > position
        position = stop + 1
    return min(position, end)


def _foot(text: str, low: int, end: int) -> int:
    position, kept = end, 0
    while position > low and kept < _FOOT_LINES:
        line = text.rfind("\n", low, position)
        kept += bool(text[max(line + 1, low) : position].strip())
        position = max(line, low)
    return position


def _line(text: str, match: DateMatch, start: int, end: int) -> tuple[int, int]:
    low, high = max(start, match.start - _REACH), min(end, match.end + _REACH)
    left = text.rfind("\n", low, match.start)
    right = text.find("\n", match.end, high)
    return (low if left < 0 else left + 1), (high if right < 0 else right)


def _stands_alone(text: str, match: DateMatch, start: int, end: int) -> bool:
    """Whether the rest of the line is at most a name, a label and brackets."""
    left, right = _line(text, match, start, end)
    rest = text[left : match.start] + " " + text[match.end : right]
    if len(rest) > 60 or _SENTENCE.search(rest):
        return False
    return len(_FRAME.sub("", rest)) <= 8


def _closes_line(text: str, match: DateMatch, start: int, end: int) -> bool:
    """Whether the date ends a line that is no sentence: alone, or behind the name of the body that signs."""
    left, right = _line(text, match, start, end)
    before, after = text[left : match.start], text[match.end : right]
    if match.end >= end - 1:  # the line breaks may be lost: the signature then follows the last sentence
        before = _SENTENCE_END.split(before)[-1].removesuffix(",")
    after = _BLANK_DAY.sub("", after, count=1)
    return not _FRAME.sub("", after) and len(before) <= 40 and not _SENTENCE.search(before)


def _recorded(text: str, match: DateMatch, start: int, end: int) -> bool:
    """Whether the text was written down from what was said on that day: 根据2005年8月25日讲课录音整理."""
    if _RECORDED.search(text, max(start, match.start - 4), match.start) is None:
        return False
    return _WRITTEN_DOWN.match(text, match.end, end) is not None


def _said(text: str, match: DateMatch, start: int) -> bool:
    """Whether a label stands before the date (主讲:匡雨田 时间:5月19日), or it opens a subtitle (——1月18日在…)."""
    before = text[max(start, match.start - _LABEL_REACH) : match.start]
    return _LABEL.search(before) is not None or _SUBTITLE.search(before) is not None


def _passed(text: str, match: DateMatch, start: int, end: int) -> bool:
    """Whether the line tells that the document was passed or issued on that day, and nothing else."""
    left, right = _line(text, match, start, end)
    return match.start - left <= 20 and _PASSED.fullmatch(text, match.end, right) is not None


def _opens_speech(text: str, match: DateMatch, head: int) -> bool:
    """Whether the date stands in brackets at the head of a line, or before the greeting near the head of the text."""
    opened = text[max(0, match.start - 2) : match.start] in ("\n(", "\n〔", "(", "〔")
    if opened and text[match.end : match.end + 1] in (")", "〕"):
        return True
    return match.start - head <= _NEAR_HEAD and _GREETING.match(text, match.end) is not None


def _alone(text: str, match: DateMatch, start: int, end: int) -> bool:
    """Whether nothing at all but brackets stands beside the date on its line."""
    left, right = _line(text, match, start, end)
    return not (text[left : match.start] + text[match.end : right]).strip(" ()〔〕")


def _bracketed(text: str, match: DateMatch) -> bool:
    """Whether the date opens a line in brackets, as under the title of rules: (2012年3月29日印发)."""
    if text[max(0, match.start - 2) : match.start] not in ("\n(", "\n〔"):
        return False  # first: the rest of the line may be long
    line_end = text.find("\n", match.end)
    rest = text[match.end : len(text) if line_end < 0 else line_end].rstrip()
    return len(rest) <= 40 and rest[-1:] in ")〕"


def _in_boxed_line(text: str, match: DateMatch, start: int, end: int) -> bool:
    """Whether the line is a note in brackets: (根据录音整理,未经审阅。2011年6月24日,县委会议室)."""
    left, right = _line(text, match, start, end)
    line = text[left:right].strip()
    return len(line) <= _NOTE and line[0] in "(〔" and line[-1] in ")〕" and line.count("(") == 1


def _behind_issuer(text: str, match: DateMatch, start: int, end: int) -> bool:
    """Whether the date ends a line behind a blank and the name of a body or an editor: 学院党总支 2021年12月."""
    left, _ = _line(text, match, start, end)
    before = text[left : match.start]
    return _ISSUER.fullmatch(before.lstrip()) is not None and _closes_line(text, match, start, end)


@functools.cache
def _cues() -> tuple[Entry, ...]:
    return tuple(load("year_cues"))


def _inferred(
    text: str, start: int, end: int, title: tuple[int, int] | None, matches: Sequence[DateMatch]
) -> Anchor | None:
    votes: defaultdict[int, int] = defaultdict(int)
    evidence: defaultdict[int, list[int]] = defaultdict(list)
    for index, match in enumerate(matches):
        named = _named_year(match)
        if named is None:
            continue
        year, subject = named
        for shift, weight in _votes(text, start, end, match, subject, title):
            votes[year + shift] += weight
            evidence[year + shift].append(index)
    ranked = sorted(votes.items(), key=lambda item: -item[1])
    if not ranked or ranked[0][1] < _ENOUGH or (len(ranked) > 1 and ranked[1][1] == ranked[0][1]):
        return None
    value = f"{ranked[0][0]:04}"
    return Anchor(value, "inferred", *bounds(value), tuple(dict.fromkeys(evidence[ranked[0][0]])))


def _named_year(match: DateMatch) -> tuple[int, str] | None:
    meaning = match.meaning
    if isinstance(meaning, Fixed):
        year = split_value(meaning.value)[0] if match.anniversary and meaning.value else None
        return (year, "anniversary") if year is not None else None
    if isinstance(meaning, Moment) and meaning.year is not None and meaning.is_year_only:
        return meaning.year, "year"
    return None


def _votes(
    text: str, start: int, end: int, match: DateMatch, subject: str, title: tuple[int, int] | None
) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    if (
        subject == "year"
        and title is not None
        and title[0] <= match.start < title[1]
        # 2008年工作总结和2009年工作打算 was written when the first year ended.
        and _YEAR_BEFORE.search(text, title[0], match.start) is None
    ):
        found.append((0, _TITLE_VOTE))
    for cue in _cues():
        if cue["subject"] != subject:
            continue
        reach = cue["reach"] + len(cue["cue"])
        if cue["side"] == "before":
            window = text[max(start, match.start - reach) : match.start]
        else:
            window = text[match.end - 1 : min(end, match.end + reach)]  # the 年 of the year may open the cue
        if cue["cue"] in window:
            found.append((cue["shift"], cue["weight"]))
    return found
