"""Headings: numbered and not, alone on a line, run into the paragraph, glued to what stands before or behind."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from cxzy_nlp.structure.unnumbered import BULLET, ORDINAL, stock_tail, unnumbered_headings
from cxzy_nlp.text.characters import is_ideograph
from cxzy_nlp.text.cues import HEADING_NUMBER, is_date_line, is_signature
from cxzy_nlp.text.lines import Line, split_lines

#: Longest heading by level; a longer first sentence is a numbered paragraph.
_LONGEST = {1: 100, 2: 100, 3: 60, 4: 60}
_LONGEST_STAGE = 45
#: 组织领导：… – a colon so early ends the heading.
_COLON = 16
_DIGITS = {character: value for value, character in enumerate("一二三四五六七八九", 1)}
_CN = "[一二三四五六七八九十]{1,3}"
#: A heading number in mid-line; what must stand before it is looked at afterwards, so that the scan stays cheap.
_INSIDE = re.compile(rf"{_CN} ?、|[(〔] ?{_CN} ?[)〕]|\d{{1,2}} ?[、.](?! ?\d)")
_SENTENCE_END = frozenset("。!?:”)")
#: The numerals a heading can bear; 五一、 and 八一、 are days.
_NUMERAL = re.compile(r"(?:[一二三四五六七八九]|[一二三四五]?十[一二三四五六七八九]?|-)$")
#: 一、二季度, 二、三产业: with such a word behind them two numerals in a row are a quantity.
_COUPLED = re.compile(r"(?:等奖|产业|把手|线|期|批|季度|楼|年级|月|号|组|社|队|车间|轮|届|次|名|村|人|天)")
#: The next item of an enumeration inside one sentence (一、甲,二、乙).
_NEXT_ITEM = re.compile(r"[,;] ?([一二三四五六七八九十]{1,3}|\d{1,2}) ?[、.](?!\d)")
_STOPS = re.compile(r"[!?]+[”’]?")
#: What may follow the word of a stage (第一阶段:…) where the paragraph goes on behind it.
_BEHIND_STAGE = ":,、 (—-"
_ANNEX = re.compile(r"附件? ?(?:[一二三四五六七八九十]|\d{1,2})? ?: ?(?!\d{1,2} ?[.、])[^。;:]{4,40}$")
_ATTACHMENTS = re.compile(r"附件? ?(?:\d{1,2} ?)?:? ?(?:\d{1,2} ?[.、])?")
#: 第三条 组织建设星。…: an article of rules that has a name.
_ARTICLE = re.compile(r"(第 ?[一二三四五六七八九十百]{1,4} ?条) *[\u4e00-\u9fff“”]{2,10}(?=。|$)")
#: So many of them, for one may be a short sentence.
_ARTICLES = 3
#: An entry of a list of literature ([1] 某某. 某文[J].).
_CITATION = re.compile(r"\[ ?\d{1,2} ?\].*(?:\[[A-Z]|出版社|[.,] ?\d{4}\b)")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading as a span of the reading; `level` as in `cxzy_nlp.document.Section`."""

    start: int
    end: int
    level: int
    number: str | None


def find_headings(text: str, start: int, end: int) -> list[Heading]:
    """The headings of ``text[start:end]`` in order, the title not among them.

    A numbered paragraph whose first sentence is longer than a heading can be is none, nor is an item of an
    enumeration inside a sentence (一是…), of an agenda (一、颁奖；) or of a list of attachments. The order of the
    levels is that of GB/T 9704 (一、 （一） 1. (1)). Wrong for forms (1、姓名：…) and for numbered paragraphs of one
    short sentence, which are taken for headings;
    and for unnumbered headings run into their paragraph, which are missed.

    Examples
    --------
    >>> text = "一、加强领导\\n(一)落实责任。支部要动起来。二、抓好宣传 各村要在醒目的地方办好专栏。"
    >>> [(text[h.start:h.end], h.level) for h in find_headings(text, 0, len(text))]
    [('一、加强领导', 1), ('(一)落实责任', 2), ('二、抓好宣传', 1)]
    """
    lines = split_lines(text, start, end)
    ordinals = sum(line.text[0] == "第" and ORDINAL.match(line.text) is not None for line in lines) >= 2
    unnumbered = unnumbered_headings(lines, ordinals)
    articles = sum(line.text[0] == "第" and _ARTICLE.match(line.text) is not None for line in lines) >= _ARTICLES
    outline = _Outline()
    attached = False
    for index, line in enumerate(lines):
        if index and _heads_annex(line.text, lines[index - 1].text):
            outline.restart()
            outline.add(Heading(line.start, line.end, 1, None))
            continue
        attached = _attached(line.text, attached)
        if "|" in line.text or attached or (line.text[0] == "[" and _CITATION.match(line.text)):
            continue
        if index in unnumbered:
            bullet = BULLET.match(line.text)
            outline.add_bare(line.start + (bullet.end() if bullet else 0), line.end, None)
        elif articles and (article := _ARTICLE.match(line.text)) is not None:
            outline.add_bare(line.start, line.start + article.end(), article[1].replace(" ", ""))
        else:
            _line_headings(text, line, outline, ordinals)
            tail = stock_tail(line)
            if tail is not None:
                outline.add_bare(tail, line.end, None)
    return _cut_alike(text, outline.headings)


def _cut_alike(text: str, headings: list[Heading]) -> list[Heading]:
    """The headings, with all of a row ending at their colon where one of them does so before its text.

    一、基本情况：全镇有党员612名。/ 二、主要做法：…,由镇党委…。: the length of what follows must not part brothers.
    """
    rows: dict[int, list[int]] = {}
    made = list(headings)
    for at, heading in enumerate([*headings, None]):
        level = 0 if heading is None else heading.level
        for deeper in [item for item in rows if item > level]:
            row = rows.pop(deeper)
            if any(_ends_at_colon(text, headings[number]) for number in row):
                for number in row:
                    made[number] = _at_colon(text, headings[number])
        if heading is not None:
            rows.setdefault(level, []).append(at)
    return made


def _ends_at_colon(text: str, heading: Heading) -> bool:
    return text.startswith(":", heading.end) and text[heading.end + 1 : heading.end + 2] not in ("", "\n")


def _at_colon(text: str, heading: Heading) -> Heading:
    """The heading up to its colon, if it has one near its beginning that a text follows."""
    number = HEADING_NUMBER.match(text, heading.start)
    if number is None:
        return heading
    colon = _near_colon(text[number.end() : heading.end])
    end = number.end() + colon
    return heading if colon < 0 or end + 1 >= heading.end else replace(heading, end=end)


def _near_colon(rest: str) -> int:
    """Where the colon near the beginning of what stands behind the number is, -1 if there is none before a comma."""
    colon = rest.find(":", 0, _COLON)
    return colon if colon >= 2 and "," not in rest[:colon] else -1


@dataclass(slots=True)
class _Outline:
    """The headings so far, and what the level and number of the next one depend on."""

    headings: list[Heading] = field(default_factory=list)
    last: dict[int, int] = field(default_factory=dict)  # the last number seen at each level
    under: int | None = None  # level of the last numbered heading
    item: tuple[int, int] | None = None  # number and end of the last item of a list
    bare: dict[str, int] = field(default_factory=dict)  # level of headings without a level of their own, by kind

    def restart(self) -> None:
        self.last.clear()
        self.bare.clear()
        self.under = None

    def add(self, heading: Heading) -> None:
        self.headings.append(heading)
        self.last[heading.level] = _value(heading.number)
        for deeper in range(heading.level + 1, 5):
            self.last.pop(deeper, None)
        self.bare = {kind: level for kind, level in self.bare.items() if level <= heading.level}
        self.under = heading.level

    def add_bare(self, start: int, end: int, number: str | None) -> None:
        """Add a heading without a level of its own (unnumbered, 第一阶段, 第一，).

        Its level is that of its like before it, if no numbered heading of a higher rank came between; else one below
        the heading that it stands under.
        """
        kind = "" if number is None else number.lstrip("第一二三四五六七八九十 ")
        if kind not in self.bare:
            above = self.under if self.under is not None or not number or kind == "部分" else self.bare.get("")
            self.bare[kind] = 1 if above is None else min(above + 1, 4)
        level = self.bare[kind]
        self.headings.append(Heading(start, end, level, number))
        self.last[level] = 0
        for deeper in range(level + 1, 5):
            self.last.pop(deeper, None)


def _attached(line: str, before: bool) -> bool:
    """Whether the line belongs to a list of attachments (附件：1.… 2.…); `before` says so of the line above."""
    number = HEADING_NUMBER.match(line)
    if number is not None:
        return before and bool(number["l3"]) and "。" not in line[:-1]
    if not line.startswith("附"):
        return False
    found = _ATTACHMENTS.match(line)
    return found is not None and (found.end() == len(line) or found[0][-1] in ".、" or ":" in found[0])


def _heads_annex(line: str, before: str) -> bool:
    """Whether an annex begins here: 附件1：名额分配表 behind the document's signature or date."""
    return _ANNEX.match(line) is not None and (is_date_line(before) or is_signature(before))


def _line_headings(text: str, line: Line, outline: _Outline, ordinals: bool) -> None:
    starts = [line.start, *_glued_starts(text, line)]
    for position, at in enumerate(starts):
        stop = starts[position + 1] if position + 1 < len(starts) else line.end
        number = HEADING_NUMBER.match(text, at, stop)
        if number is None:
            if position == 0 and ordinals:
                _add_ordinal(text, line, stop, outline)
            continue
        heading = _numbered(text, at, stop, number)
        if heading is None or (position > 0 and not _follows(heading, outline.last, text)):
            continue
        if position == 0 and heading.level <= 2 and _is_item(text, heading, line, outline):
            continue
        if number["stage"]:
            outline.add_bare(heading.start, heading.end, heading.number)
        else:
            outline.add(heading)


def _glued_starts(text: str, line: Line) -> list[int]:
    """Where a heading number stands behind a sentence end, or behind a blank that was a line break."""
    starts: list[int] = []
    for found in _INSIDE.finditer(text, line.start + 1, line.end):
        at = found.start()
        before = text[at - 1]
        if before == " " and at - 1 > line.start:
            before = text[at - 2]
            if before in _SENTENCE_END or is_ideograph(before):
                starts.append(at)
        elif before in _SENTENCE_END:
            starts.append(at)
    return starts


def _is_item(text: str, heading: Heading, line: Line, outline: _Outline) -> bool:
    """Whether the line is an item of a list (议程：/ 一、颁奖；/ 二、发言。) and no heading.

    Such a line ends in ; and the next number stands right below it, or it is what stands there.
    """
    value = _value(heading.number)
    behind = text[heading.end : line.end]
    before = outline.item
    near = before is not None and line.start - before[1] < 20 and not text[before[1] : line.start].strip(" \n")
    goes_on = near and before is not None and before[0] == value - 1
    if behind == ";" and not goes_on:
        at = line.end
        while at < len(text) and text[at] in " \n":
            at += 1
        number = HEADING_NUMBER.match(text, at)
        goes_on = number is not None and value + 1 in (_value(number["l1"]), _value(number["l2"]))
    if not goes_on or behind not in (";", "。", ""):
        return False
    outline.item = (value, line.end)
    return True


def _follows(heading: Heading, last: dict[int, int], text: str) -> bool:
    """Whether a glued heading continues the numbering; an enumeration in mid-sentence does not.

    Behind a full stop, a heading of the first two levels may also skip one number: the one before may have been lost.
    """
    before = text[heading.start - 1]
    step = _value(heading.number) - last.get(heading.level, 0)
    if heading.level >= 3 and (before not in "。!? " or heading.end - heading.start > 34):
        return False
    if text[heading.end : heading.end + 1] in (";", ","):
        return False
    return step == 1 or (step == 2 and heading.level <= 2 and before in "。!?" and last.get(heading.level, 0) > 0)


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
    if number["stage"]:
        end = _extent(text, number.end(), stop, _LONGEST_STAGE)
        if end is None or not _names_stage(text, number.end(), stop):
            return None
        return Heading(start, end, 1, number["stage"].replace(" ", ""))
    if number["chapter"]:
        label = number["chapter"].replace(" ", "")
        end = _extent(text, number.end(), stop, _LONGEST[1])
        return None if end is None else Heading(start, end, 2 if label.endswith("节") else 1, label)
    for level, group in ((1, "l1"), (2, "l2"), (3, "l3"), (4, "l4"), (4, "l4b"), (4, "l4c")):
        label = number[group]
        if not label:
            continue
        if level <= 2 and not _NUMERAL.match(label):
            return None
        end = _extent(text, number.end(), stop, _LONGEST[level] - (number.end() - start))
        if end is None or _is_quantity(text, number, label) or _enumerates(text, number.end(), end, _value(label)):
            return None
        return Heading(start, end, level, "一" if label == "-" else label)
    return None


def _names_stage(text: str, at: int, stop: int) -> bool:
    """Whether 第一阶段 heads something (第一阶段：动员) and does not begin a sentence (第一阶段已经结束。)."""
    if at == stop or text[at] in _BEHIND_STAGE:
        return True
    return stop - at <= 25 and text[at] not in "的是为内中后前和共已将在" and text.find("。", at, stop) < 0


def _is_quantity(text: str, number: re.Match[str], label: str) -> bool:
    """Whether the number and the numeral behind it are one quantity (一、二季度)."""
    following = _DIGITS.get(text[number.end() : number.end() + 1], 0)
    return bool(number["l1"]) and following == _value(label) + 1 and _COUPLED.match(text, number.end() + 1) is not None


def _enumerates(text: str, start: int, end: int, value: int) -> bool:
    """Whether the next number stands inside the heading: 一、甲,二、乙 is a sentence."""
    return any(_value(found[1]) == value + 1 for found in _NEXT_ITEM.finditer(text, start, end))


def _extent(text: str, start: int, stop: int, longest: int) -> int | None:
    """Where the heading that begins behind its number at `start` ends, or ``None`` if it is none."""
    rest = text[start:stop]
    period = rest.find("。")
    sentence = rest if period < 0 else rest[:period]
    blank = _line_break(rest, period)
    colon = _near_colon(rest)
    if blank is not None:
        end = blank
    elif colon >= 0 and (len(sentence) > longest or _explains(sentence, period, colon)):
        end = colon
    else:
        end = _sentence_end(sentence)
    plain = rest[:end].rstrip(" :;,、!。")
    alone = plain == rest and is_ideograph(plain.strip()[:1])  # (一)学, with nothing else on the line
    if not (1 if alone else 2) <= len(plain.strip()) <= longest:
        return None
    return start + len(plain)


def _sentence_end(sentence: str) -> int:
    """Behind the ! or ? that closes the heading where a paragraph follows it; else the end of the sentence."""
    end = 0
    for found in _STOPS.finditer(sentence):
        if end and (found.start() - end > 12 or "," in sentence[end : found.start()]):
            break
        end = found.end()
    return end if end and len(sentence) - end > 25 else len(sentence)


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


def _add_ordinal(text: str, line: Line, stop: int, outline: _Outline) -> None:
    """第一，… at the start of a line, with a short first sentence."""
    match = ORDINAL.match(line.text)
    if match is None:
        return
    end = _extent(text, line.start + match.end(), stop, 30)
    if end is not None and text[end : end + 1] in ("。", "", "\n"):
        outline.add_bare(line.start, end, "第" + match[1])
