"""Running text again: page numbers and blanks inside sentences, hard-wrapped lines, blank lines in mid-sentence."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from cxzy_nlp.text.cues import (
    is_date_line,
    is_greeting,
    is_named_title,
    is_part_marker,
    is_signature,
    is_terminated,
    is_title_like,
    starts_heading,
    starts_part,
)
from cxzy_nlp.text.lines import Line, split_lines
from cxzy_nlp.text.offsets import Edit

_BLANKS = re.compile(r" +")
_PAGE = re.compile(r"(?<![\d.])(\d{1,3}) +(?=[\u4e00-\u9fff“《])")
_BEFORE_PAGE = re.compile(r"[\u4e00-\u9fff、,。;:!?”’)]")
#: Signs of a quantity or a date around a number that is then no page number.
_BEFORE_QUANTITY = frozenset("共约近达为有第到至于计仅超逾满余每各占增减年月前后约的")
_AFTER_QUANTITY = frozenset(
    "年月日时点号届周岁个名人户家次场条项件期元万亿千百余多位篇份页章节级类批支所座间台辆亩吨米里公平字分秒天小起例堂门种套册本张块笔处组队班村镇乡县市省区路"
)
#: Page numbers of one file stand at least so far apart; the items of a list stand closer.
_PAGE_APART = 250
#: A line this long is a paragraph, not a title or a list item.
_PARAGRAPH = 60
_WRAP_WIDTHS = range(16, 61)


def _is_chinese(character: str) -> bool:
    return "\u4e00" <= character <= "\u9fff"


def sentence_edits(text: str, *, page_numbers: bool = True, blanks: bool = True) -> list[Edit]:
    """Edits that take page numbers and blanks out of sentences.

    A number between blanks inside a sentence is a page number if no quantity can begin or end there and, where there
    are several, if they grow and stand a page apart. A blank between two characters goes if the same two characters
    stand side by side elsewhere in the text, or if the characters of a short line are spaced out (讲 话). Wrong where a
    lost comma left a blank between such characters: the two clauses are then read as one.

    Examples
    --------
    >>> from cxzy_nlp.text.offsets import apply_edits
    >>> text = "会议由书记作动 6 员报告,大家态度积极,更加积 极作为,发放 35 个袖标"
    >>> apply_edits(text, sentence_edits(text))[0]
    '会议由书记作动员报告,大家态度积极,更加积极作为,发放35个袖标'
    """
    edits = _page_edits(text) if page_numbers else []
    if blanks:
        taken = {edit.start for edit in edits}
        edits += [edit for edit in _blank_edits(text) if not _touches(edit, edits, taken)]
    return sorted(edits)


def _touches(edit: Edit, others: Sequence[Edit], starts: set[int]) -> bool:
    return edit.start in starts or any(other.start < edit.end and edit.start < other.end for other in others)


@dataclass(frozen=True, slots=True)
class _Page:
    """A number that may be a page number: the span with its blanks, and whether it stands inside a sentence."""

    start: int
    end: int
    number: int
    inside: bool


def _page_edits(text: str) -> list[Edit]:
    pages: list[_Page] = []  # the page numbers believed so far
    for found in _PAGE.finditer(text):
        page = _page(text, found)
        if page is None:
            continue
        if pages:
            grows = 0 < page.number - pages[-1].number <= 3
            restarts = page.number <= 3 and page.number < pages[-1].number  # the next part of a compilation
            if page.start - pages[-1].end < _PAGE_APART or not (grows or restarts):
                continue
        elif page.number > 20 and not page.inside:
            continue
        pages.append(page)
    if len(pages) == 1 and not pages[0].inside:
        return []
    return [Edit(page.start, page.end, "", "page_number") for page in pages]


def _page(text: str, found: re.Match[str]) -> _Page | None:
    start = found.start()
    while start and text[start - 1] == " ":
        start -= 1
    before, after = text[start - 1 : start], text[found.end()]
    if not _BEFORE_PAGE.match(before) or before in _BEFORE_QUANTITY or after in _AFTER_QUANTITY:
        return None
    return _Page(start, found.end(), int(found[1]), _is_chinese(before) and start < found.start())


def _blank_edits(text: str) -> list[Edit]:
    edits: list[Edit] = []
    together = _Together(text)
    for run in _BLANKS.finditer(text):
        start, end = run.span()
        before, after = text[start - 1 : start], text[end : end + 1]
        if not before or not after or "\n" in (before, after):
            continue  # indentation and trailing blanks are the lines' affair
        if _is_chinese(before) and _is_chinese(after):
            noise = end - start <= 2 and not _after_heading(text, start) and together.stand(before + after)
            if noise or _spaced_out(text, start, end):
                edits.append(Edit(start, end, "", "blank"))
        elif (before.isdigit() and after in _AFTER_QUANTITY) or (_is_chinese(before) and _quantity(text, end)):
            edits.append(Edit(start, end, "", "blank"))
    return edits


class _Together:
    """Which two characters stand side by side in a text: a few look-ups at first, then a set of all pairs."""

    _FEW = 60

    def __init__(self, text: str) -> None:
        self._text = text
        self._known: dict[str, bool] = {}
        self._all: set[str] | None = None

    def stand(self, pair: str) -> bool:
        if pair not in self._known:
            if self._all is None and len(self._known) >= self._FEW:
                self._all = set(map(str.__add__, self._text, self._text[1:]))
            self._known[pair] = pair in (self._text if self._all is None else self._all)
        return self._known[pair]


def _after_heading(text: str, position: int) -> bool:
    """Whether the blank may end a run-in heading whose line break was lost."""
    start = max(text.rfind("\n", 0, position), text.rfind("。", max(0, position - 90), position)) + 1
    return starts_heading(text[start:position].lstrip()) and "。" not in text[start:position]


def _spaced_out(text: str, start: int, end: int) -> bool:
    """Whether the blank parts single characters of a short line: 讲 话, 陈 明 远(2010年)."""
    left, right = text[start - 2 : start - 1], text[end + 1 : end + 2]
    single_left = start < 2 or left in ("\n", " ")
    single_right = right in ("", "\n", " ", "(", ":", ",")
    return single_left and single_right


def _quantity(text: str, position: int) -> bool:
    """Whether a number with a unit begins here: the blank before it (共 35 个) means nothing."""
    end = position
    while end < len(text) and end - position < 8 and (text[end].isdigit() or text[end] == "."):
        end += 1
    return position < end < len(text) and text[end : end + 2].lstrip()[:1] in _AFTER_QUANTITY


def wrap_edits(text: str) -> list[Edit]:
    """Edits that rejoin lines which were broken inside a sentence.

    Two signs are believed: many lines of one width (hard wrap), and a paragraph that stops in mid-sentence before a
    line which begins like no paragraph. Headings, titles, greetings, dates and list items always begin their own line.

    Examples
    --------
    >>> from cxzy_nlp.text.offsets import apply_edits
    >>> text = "全镇党员要统一思想。各村要结合实际,层层召开动员会,把广大党员组\\n\\n织起来。"
    >>> "党员组织起来" in apply_edits(text, wrap_edits(text))[0]
    True
    """
    lines = split_lines(text)
    width = wrap_width(lines)
    indented = sum(line.indent >= 2 for line in lines) * 8 >= len(lines)
    edits: list[Edit] = []
    for line, following in pairwise(lines):
        if _begins_line(following, indented) or is_part_marker(line.text) or is_greeting(line.text):
            continue
        if _is_wrapped(line, following, width) or _is_broken(line, following):
            between = " " if _is_latin(line.text[-1]) and _is_latin(following.text[0]) else ""
            edits.append(Edit(line.end, following.start, between, "wrap"))
    return edits


def wrap_width(lines: Sequence[Line]) -> int | None:
    """The column at which the lines were wrapped, ``None`` if they were not.

    Examples
    --------
    >>> wrap_width(split_lines("一行\\n又一行"))
    """
    open_lines = Counter(_width(line) for line in lines if not is_terminated(line.text))
    total = len(lines)
    best: tuple[int, int] | None = None
    for width in _WRAP_WIDTHS:
        near = sum(open_lines[width - step] for step in range(4))
        if near and (best is None or near >= best[0]):
            best = (near, width)
    if best is None or best[0] < 6 or best[0] * 3 < total:
        return None
    longer = sum(_width(line) > best[1] + 2 for line in lines)
    return best[1] if longer * 10 <= total else None


def _width(line: Line) -> int:
    """Columns in units of one Chinese character."""
    narrow = sum(character < "\u0100" for character in line.text)
    return line.indent + len(line.text) - narrow // 2


def _is_wrapped(line: Line, following: Line, width: int | None) -> bool:
    if width is None or _width(line) < width - 5:
        return False
    if is_terminated(line.text):
        return following.gap == 0 and _width(line) >= width - 1 and following.indent == 0 and not _opens(following)
    return True


def _opens(line: Line) -> bool:
    return line.text[0] in "“《(" or is_title_like(line.text)


def _is_broken(line: Line, following: Line) -> bool:
    last = line.text[-1]
    if is_terminated(line.text) or not (_is_chinese(last) or last in ",、“《(" or last.isdigit()):
        return False
    if last in ",、“《(" and len(line.text) >= 12 and "|" not in line.text:
        return True
    paragraph = "。" in line.text or (len(line.text) >= _PARAGRAPH and not starts_heading(line.text))
    return paragraph and not is_named_title(line.text) and not is_signature(line.text[-20:].split("。")[-1])


def _begins_line(line: Line, indented: bool) -> bool:
    text = line.text
    return (
        (indented and line.indent >= 2)
        or starts_heading(text)
        or is_part_marker(text)
        or starts_part(text)
        or is_greeting(text)
        or is_date_line(text)
        or is_signature(text)
        or is_named_title(text)
        or text.startswith(("附:", "附件", "主送", "抄送", "抄报", "承诺人", "汇报人", "此致", "敬礼", "——", "|"))
    )


def _is_latin(character: str) -> bool:
    return character < "\u0250" and character.isalnum()
