"""Headings: numbered and not, alone on a line, run into the paragraph, glued to what stands before or behind."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from cxzy_nlp.knowledge import load
from cxzy_nlp.structure.front import looks_like_author
from cxzy_nlp.text.cues import HEADING_NUMBER, is_date_line, is_greeting, is_signature, is_terminated, starts_heading
from cxzy_nlp.text.lines import Line, split_lines

#: Longest heading by level; a longer first sentence is a numbered paragraph.
_LONGEST = {1: 100, 2: 100, 3: 60, 4: 60}
_LONGEST_STAGE = 45
#: 组织领导：… – a colon so early ends the heading.
_COLON = 16
_DIGITS = {character: value for value, character in enumerate("一二三四五六七八九", 1)}
_CN = "[一二三四五六七八九十]{1,3}"
#: A heading number after a sentence end, or behind a blank that was a line break.
_GLUED = re.compile(
    rf"(?<=[。!?:”)]) ?(?={_CN} ?、|[(〔] ?{_CN} ?[)〕]|\d{{1,2}} ?[、.](?! ?\d))"
    rf"|(?<=[\u4e00-\u9fff]) (?={_CN} ?、|[(〔] ?{_CN} ?[)〕])"
)
_CHAPTER = re.compile(r"第[^环]{1,3}[章节]$")
_ORDINAL = re.compile(r"第 ?([一二三四五六七八九十]{1,2}) ?[、,:](?! *[,、])")
#: Short lines without the end of a sentence; commas and colons only in longer ones that are headlines.
_UNNUMBERED = re.compile(r"(?=[^\u4e00-\u9fff]{0,2}[\u4e00-\u9fff]{2})[\u4e00-\u9fff“”‘’\"'、《》—·:,0-9 ]{4,32}$")
_QUESTION = re.compile(r"[^。;|]{5,40}\?$")
_QUOTED = re.compile(r"[“\"][^“”\"。]{4,30}[!?]?[”\"]$")
_LISTED = re.compile(r"[\u4e00-\u9fff、]{4,14} ?\( ?\d{1,3} ?[个名人] ?\)$")
_ROSTER = re.compile(
    r"(?:组长|成员|主任|书记|委员|出席|列席|请假|主持|记录|名单|附件?|供稿|来源|作者|时间|地点|电话|报|送|签发|编辑|撰稿|摄影)"
    r"[^:]{0,6}:|^(?:附|主送|抄送)"
)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading as a span of the reading; `level` as in `cxzy_nlp.document.Section`."""

    start: int
    end: int
    level: int
    number: str | None


@functools.cache
def _stock_headings() -> frozenset[str]:
    return frozenset(word for entry in load("stock_headings") for word in entry["words"])


def find_headings(text: str, start: int, end: int) -> list[Heading]:
    """The headings of ``text[start:end]`` in order, the title not among them.

    A numbered paragraph whose first sentence is longer than a heading can be is none, nor is an item of an
    enumeration inside a sentence (一是…).

    Examples
    --------
    >>> text = "一、加强领导\\n(一)落实责任。支部要动起来。二、抓好宣传 各村要在醒目的地方办好专栏。"
    >>> [(text[h.start:h.end], h.level) for h in find_headings(text, 0, len(text))]
    [('一、加强领导', 1), ('(一)落实责任', 2), ('二、抓好宣传', 1)]
    """
    lines = split_lines(text, start, end)
    unnumbered = _unnumbered(lines)
    ordinals = sum(_ORDINAL.match(line.text) is not None for line in lines) >= 2
    found: list[Heading] = []
    last: dict[int, int] = {}  # the last number seen at each level
    for index, line in enumerate(lines):
        if "|" in line.text or (index and _attached(lines, index)):
            continue
        if index in unnumbered:
            found.append(Heading(line.start, line.end, _inner(found), None))
            continue
        found += _line_headings(text, line, last, found, ordinals)
        tail = _stock_tail(line)
        if tail is not None:
            found.append(Heading(tail, line.end, _inner(found), None))
    return found


def _attached(lines: Sequence[Line], index: int) -> bool:
    """Whether the line goes on a list of attachments (附件：1.… 2.…)."""
    number = HEADING_NUMBER.match(lines[index].text)
    if number is None or not number["l3"]:
        return False
    above = index - 1
    while above > 0 and index - above < 9 and HEADING_NUMBER.match(lines[above].text):
        above -= 1
    return lines[above].text.startswith(("附件:", "附:")) and "1" in lines[above].text[:6]


def _inner(found: Sequence[Heading]) -> int:
    """The level of a heading without a level of its own (unnumbered, 第一阶段).

    That of its like before it, if no numbered heading of a higher rank came between; else one below the numbered
    heading that it stands under.
    """
    under: int | None = None
    highest = 5
    for heading in reversed(found):
        if _is_bare(heading):
            if heading.level <= highest:
                return heading.level
        else:
            highest = min(highest, heading.level)
            under = heading.level if under is None else under
    return 1 if under is None else min(under + 1, 4)


def _is_bare(heading: Heading) -> bool:
    return heading.number is None or (heading.number.startswith("第") and not _CHAPTER.match(heading.number))


def _line_headings(
    text: str, line: Line, last: dict[int, int], found: Sequence[Heading], ordinals: bool
) -> Iterator[Heading]:
    starts = [line.start]
    starts += [match.end() for match in _GLUED.finditer(text, line.start + 1, line.end)]
    for position, at in enumerate(starts):
        stop = starts[position + 1] if position + 1 < len(starts) else line.end
        number = HEADING_NUMBER.match(text, at, stop)
        if number is None:
            if position == 0 and ordinals and (heading := _ordinal(text, line, stop, found)):
                yield heading
            continue
        heading = _numbered(text, at, stop if position + 1 < len(starts) else line.end, number)
        if heading is None:
            continue
        if number["stage"]:
            heading = replace(heading, level=_inner(found))
        value = _value(heading.number)
        if position > 0 and not _follows(heading, value, last, text):
            continue
        last[heading.level] = value
        for deeper in range(heading.level + 1, 5):
            last.pop(deeper, None)
        yield heading


def _follows(heading: Heading, value: int, last: dict[int, int], text: str) -> bool:
    """Whether a glued heading continues the numbering; an enumeration in mid-sentence does not."""
    before = text[heading.start - 1]
    if heading.level >= 3 and (before not in "。!? " or heading.end - heading.start > 34):
        return False
    if text[heading.end : heading.end + 1] in (";", ","):
        return False
    return value == last.get(heading.level, 0) + 1


def _value(number: str | None) -> int:
    """The number as an integer, 0 if it is none."""
    if number is None:
        return 0
    if number.isdecimal():
        return int(number)
    if len(number) == 1 and "①" <= number <= "⑳":
        return ord(number) - ord("①") + 1
    tens, _, ones = number.rpartition("十")
    if "十" in number:
        return (_DIGITS.get(tens, 1)) * 10 + _DIGITS.get(ones, 0)
    return _DIGITS.get(number, 0)


def _numbered(text: str, start: int, stop: int, number: re.Match[str]) -> Heading | None:
    if number["stage"] or number["chapter"]:
        level = 2 if (number["chapter"] or "").endswith("节") else 1
        label: str = re.sub(" ", "", number["stage"] or number["chapter"])
        end = _extent(text, number.end(), stop, _LONGEST_STAGE if number["stage"] else _LONGEST[1])
        if end is None or (number["stage"] and text[number.end() : number.end() + 1] in "的是为内中后前和"):
            return None
        return Heading(start, end, level, label)
    for level, group in ((1, "l1"), (2, "l2"), (3, "l3"), (4, "l4"), (4, "l4b"), (4, "l4c")):
        if number[group]:
            end = _extent(text, number.end(), stop, _LONGEST[level] - (number.end() - start))
            label = "一" if number[group] == "-" else number[group]
            return Heading(start, end, level, label) if end is not None else None
    return None


def _extent(text: str, start: int, stop: int, longest: int) -> int | None:
    """Where the heading that begins behind its number at `start` ends, or ``None`` if it is none."""
    rest = text[start:stop]
    period = rest.find("。")
    sentence = rest if period < 0 else rest[:period]
    blank = _line_break(rest, period)
    colon = rest.find(":", 0, _COLON)
    if blank is not None:
        end = blank
    elif colon >= 2 and "," not in rest[:colon] and (len(sentence) > longest or _explains(sentence, period, colon)):
        end = colon
    elif period < 0 and "!" in rest[:-1]:
        end = rest.index("!")
    else:
        end = len(sentence)
    plain = rest[:end].rstrip(" :;,、!。")
    if not 2 <= len(plain.strip()) <= longest:
        return None
    return start + len(plain)


def _explains(sentence: str, period: int, colon: int) -> bool:
    """Whether what follows the colon is already the paragraph (组织领导：成立了…,由…)."""
    return period >= 0 and len(sentence) - colon > 25 and "," in sentence[colon:]


def _line_break(rest: str, period: int) -> int | None:
    """The blank where a heading and its paragraph were joined on one line, if there is one."""
    if " " not in rest.strip():
        return None
    at = 0
    best: int | None = None
    for piece in rest.split(" "):
        inside = piece.find("。")
        long = len(piece) > 45
        if inside >= 0 or long:
            if at == 0 or (0 <= inside <= 12 and "," not in piece[:inside] and not long):
                return None
            return best
        if piece:
            best = at + len(piece)
        at += len(piece) + 1
    return None


def _ordinal(text: str, line: Line, stop: int, found: Sequence[Heading]) -> Heading | None:
    """第一，… at the start of a line, with a short first sentence."""
    match = _ORDINAL.match(line.text)
    if match is None:
        return None
    end = _extent(text, line.start + match.end(), stop, 30)
    if end is None or text[end : end + 1] not in ("。", "", "\n"):
        return None
    return Heading(line.start, end, _inner(found), "第" + match[1])


def _unnumbered(lines: Sequence[Line]) -> set[int]:
    """Indices of short lines that head a paragraph: a stock phrase, or one of several of a kind."""
    stock: set[int] = set()
    likely: set[int] = set()
    for index, line in enumerate(lines[:-1]):
        if starts_heading(line.text):
            continue
        text = line.text.strip("“”《》 ")
        if text.replace(" ", "").rstrip(":") in _stock_headings():
            stock.add(index)
        elif _LISTED.match(line.text) or (
            _heads_paragraph(lines, index)
            and (
                (_UNNUMBERED.match(line.text) and not _ROSTER.search(text) and line.text[-1] not in ",:、")
                or _QUESTION.match(line.text)
                or _QUOTED.match(line.text)
            )
        ):
            likely.add(index)
    return stock | (likely if len(likely) >= 2 else set())


def _heads_paragraph(lines: Sequence[Line], index: int) -> bool:
    line, following = lines[index], lines[index + 1].text
    if is_greeting(line.text) or is_date_line(line.text) or is_signature(line.text) or looks_like_author(line.text):
        return False
    before = lines[index - 1].text if index else "。"
    if not (is_terminated(before) or len(before) <= 40 or before.endswith("|")):
        return False
    plain = len(line.text) <= 18 and "," not in line.text and ":" not in line.text
    longest = 30 if plain else 45
    return len(following) >= longest or "。" in following or following.count("|") >= 2 or starts_heading(following)


def _stock_tail(line: Line) -> int | None:
    """Where a stock heading stands glued to the end of a paragraph: …正气。活动安排."""
    at = line.text.rfind("。") + 1
    if 0 < at < len(line.text) and line.text[at:].strip() in _stock_headings():
        return line.start + at
    return None
