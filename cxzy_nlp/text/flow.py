"""Running text again: page numbers and blanks inside sentences, hard-wrapped lines, blank lines in mid-sentence."""

from __future__ import annotations

import functools
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from cxzy_nlp.knowledge import load
from cxzy_nlp.text.characters import is_ideograph
from cxzy_nlp.text.cohesion import Cohesion
from cxzy_nlp.text.cues import (
    is_date_line,
    is_greeting,
    is_label,
    is_named_title,
    is_part_marker,
    is_signature,
    is_table_row,
    is_terminated,
    is_title_like,
    starts_heading,
    starts_part,
)
from cxzy_nlp.text.lines import Line, split_lines
from cxzy_nlp.text.offsets import Edit

_BLANKS = re.compile(r" +")
#: Blanks between two characters of a line; indentation and trailing blanks are the lines' affair.
_INNER_BLANKS = re.compile(r" (?<=[^\n ] ) *(?=[^\n ])")
#: The digit stands first and what must not precede it behind it, so that the engine skips all other characters at once.
_PAGE = re.compile(r"(\d(?<![\d.]\d)\d{0,2}) {1,3}(?=[\u4e00-\u9fff“《])")
_BEFORE_PAGE = re.compile(r"[\u4e00-\u9fff、,。;!?”’)]")
_SENTENCE_END = frozenset("。;!?”’)")
#: Signs of a quantity or a date before a number that is then no page number.
_BEFORE_QUANTITY = frozenset("共约近达为有第到至于计仅超逾满余每各占增减年月前后的")
#: What follows a number without being a unit of the table ``units``: parts of a date, of an order, of a numeral.
_AFTER_NUMBER = frozenset("年月日时点号届周岁期章节篇页级类批度余多万亿千百%‰")
#: Words before a year that belong to its date, so that a blank between them means nothing.
_BEFORE_DATE = frozenset("于在自从到至截距即为是和与、,(")
_YEAR = re.compile(r"[12]\d{3} ?年")
#: Page numbers of one file stand at least so far apart; the items of a list mostly closer than the second number.
_PAGE_APART = 40
_ITEM_APART = 120
#: How often two characters stand side by side, of the times that the rarer one occurs, if they are one word: 0.5 and
#: more in blanks that split a word, 0.12 and less in blanks that part clauses.
_ONE_WORD = 0.3
#: The same where a number with blanks stands between them; that alone is a sign already.
_ONE_WORD_PARTED_BY_PAGE = 0.1
#: Below this share a line end between two characters may well be one that somebody meant.
_PARTED = 0.05
#: 讲 话, 述 职 报 告: single characters between blanks; what stands before the first is a part of it.
_SPACED_OUT = re.compile(r"[ \n][\u4e00-\u9fff](?: {1,4}[\u4e00-\u9fff])+(?![^ \n(:,])")
_TABLE_HEAD = re.compile(
    r"[\u4e00-\u9fff()%]{1,8}(?: +[\u4e00-\u9fff()%]{1,8}){1,7} *\n[^ \n]{1,16}(?: +[\d.,%]{1,9}){1,7} *(?:\n|\Z)"
)
#: A line this long is a paragraph, not a title or a list item.
_PARAGRAPH = 60
#: A line shorter than this may be anything.
_CLAUSE = 10
_HEADING_TAIL = re.compile(r"[。!?](?![要将使让在])[^。!?,;:、]{4,30}$")
_WRAP_WIDTHS = range(16, 61)
#: Line of more characters than can stand in the widest column.
_TOO_LONG = 4 * _WRAP_WIDTHS.stop
#: How far a wrapped line may stay behind the column: a number or a word that would not fit.
_SLACK = 5


def _one_word(cohesion: Cohesion, left: str, right: str, at: int, share: float = _ONE_WORD) -> bool:
    """Whether the two are Chinese characters and hang together at least as firmly as `share`."""
    return is_ideograph(left) and is_ideograph(right) and cohesion.share(left, right, at) >= share


def sentence_edits(text: str, *, page_numbers: bool = True, blanks: bool = True) -> list[Edit]:
    """Edits that take page numbers and blanks out of sentences.

    A number between blanks inside a sentence is a page number if no quantity can begin or end there, or if it splits a
    word; several grow and stand a page apart. A blank between two characters goes if these mostly stand side by side
    elsewhere in the text, or if a word is spaced out (讲 话). Wrong where two words that often follow each other were
    parted on purpose, and for a page number before a word that is also a unit.

    Examples
    --------
    >>> from cxzy_nlp.text.offsets import apply_edits
    >>> text = "各村宣传典型,搞好宣 6 传活动,大家很主动,更加主 动作为,发放 35 个袖标"
    >>> apply_edits(text, sentence_edits(text))[0]
    '各村宣传典型,搞好宣传活动,大家很主动,更加主动作为,发放35个袖标'
    """
    if " " not in text:
        return []
    cohesion = Cohesion(text)
    edits = _page_edits(text, cohesion) if page_numbers else []
    if not blanks:
        return edits
    starts = [edit.start for edit in edits]
    for edit in _blank_edits(text, cohesion):
        after = bisect_left(starts, edit.end)
        if after == 0 or edits[after - 1].end <= edit.start:
            edits.append(edit)
    return sorted(edits)


@dataclass(frozen=True, slots=True)
class _Page:
    """A number that may be a page number: its span with the blanks, and how it stands in the sentence.

    `inside`: blanks on both sides, in mid-clause; `middle`: at least not after the end of a sentence; `splits`: it
    stands inside a word.
    """

    start: int
    end: int
    number: int
    inside: bool
    middle: bool
    splits: bool


def _page_edits(text: str, cohesion: Cohesion) -> list[Edit]:
    pages = [page for found in _PAGE.finditer(text) if (page := _page(text, found, cohesion)) is not None]
    listed = _listed(pages)
    chains: list[list[_Page]] = []
    open_chains: dict[int, int] = {}  # last number of a chain: its index
    for index, page in enumerate(pages):
        if index in listed:
            continue
        before = next((page.number - step for step in (1, 2, 3) if page.number - step in open_chains), None)
        if before is not None:
            chain = open_chains[before]
            if page.start - chains[chain][-1].end < _PAGE_APART:
                continue
            del open_chains[before]
            chains[chain].append(page)
        else:
            chain = len(chains)
            chains.append([page])
        open_chains[page.number] = chain
    believed = [page for chain in chains if _is_believed(chain) for page in chain]
    return sorted(Edit(page.start, page.end, "", "page_number") for page in believed)


def _listed(pages: Sequence[_Page]) -> set[int]:
    """Which of the numbers count the items of a list: close together, from one up (or two, after 1. or 一)."""
    listed: set[int] = set()
    first = 0
    for index in range(1, len(pages) + 1):
        left = pages[index - 1]
        goes_on = index < len(pages) and (
            pages[index].number == left.number + 1 and pages[index].start - left.end < _ITEM_APART
        )
        if goes_on:
            continue
        if index - first >= 2 and pages[first].number <= 2:
            listed.update(range(first, index))
        first = index
    return listed


def _is_believed(chain: Sequence[_Page]) -> bool:
    if len(chain) == 1:
        return chain[0].splits or chain[0].inside or (chain[0].middle and chain[0].number <= 20)
    return 3 * sum(page.middle for page in chain) >= len(chain)


def _page(text: str, found: re.Match[str], cohesion: Cohesion) -> _Page | None:
    start = found.start()
    while start > found.start() - 3 and text[start - 1 : start] == " ":
        start -= 1
    before, after = text[start - 1 : start], text[found.end()]
    if not _BEFORE_PAGE.match(before):
        return None
    quantity = _quantity_follows(text, found.end())
    splits = start < found.start() and _one_word(cohesion, before, after, start, _ONE_WORD_PARTED_BY_PAGE)
    if (quantity and (before in _BEFORE_QUANTITY or not splits)) or (before in _BEFORE_QUANTITY and not splits):
        return None
    inside = is_ideograph(before) and start < found.start()
    return _Page(start, found.end(), int(found[1]), inside, before not in _SENTENCE_END, splits)


@functools.cache
def _units() -> Mapping[str, tuple[tuple[str, str], ...]]:
    """Units by their first character, each with the characters that would make it part of another word."""
    units: dict[str, list[tuple[str, str]]] = {}
    for entry in load("units"):
        for unit in () if entry.get("base") == "人" else entry["units"]:  # 2 群众 is more likely a page number
            units.setdefault(unit[0], []).append((unit, entry.get("not_before", "")))
    return {first: tuple(items) for first, items in units.items()}


def _quantity_follows(text: str, position: int) -> bool:
    """Whether a unit or a part of a date stands at `position`, so that a number before it is a quantity."""
    first = text[position : position + 1]
    if first in _AFTER_NUMBER:
        return first != ""
    for unit, other in _units().get(first, ()):
        end = position + len(unit)
        if text.startswith(unit, position) and (text[end : end + 1] == "" or text[end] not in other):
            return True
    return False


def _blank_edits(text: str, cohesion: Cohesion) -> list[Edit]:
    spaced = _spaced_out(text)
    edits: list[Edit] = []
    for run in _INNER_BLANKS.finditer(text):
        start, end = run.span()
        if start in spaced or (end - start <= 2 and _is_noise(text, start, end, cohesion)):
            edits.append(Edit(start, end, "", "blank"))
    return edits


def _is_noise(text: str, start: int, end: int, cohesion: Cohesion) -> bool:
    before, after = text[start - 1], text[end]
    if before.isdigit():
        return _quantity_follows(text, end)
    if not is_ideograph(before):
        return False
    if is_ideograph(after):
        close = end - start == 1 and _one_word(cohesion, before, after, start)
        return close and not _after_heading(text, start) and not _heads_table(text, start)
    if not after.isdigit():
        return False
    if _YEAR.match(text, end) and before not in _BEFORE_DATE:
        return False  # 县委组织部 2010年5月7日: the blank parts the two
    return before == "第" or (_quantity(text, end) and not _after_heading(text, start))


def _heads_table(text: str, position: int) -> bool:
    """Whether the line is the head of a table: 支部 党员数 承诺数, with figures in the cells of the line below."""
    begin = text.rfind("\n", max(0, position - _PARAGRAPH), position) + 1
    return _TABLE_HEAD.match(text, begin) is not None


def _after_heading(text: str, position: int) -> bool:
    """Whether the blank may end a run-in heading whose line break was lost."""
    low = max(0, position - 90)
    start = max(text.rfind("\n", low, position), text.rfind("。", low, position)) + 1
    return (start > 0 or low == 0) and starts_heading(text[start:position].lstrip(" "))


def _spaced_out(text: str) -> set[int]:
    """Where the blanks stand that space a word out: 讲 话, 陈 明 远(2010年), and names of two in a roster.

    Alone on its line the whole row is one word; among others (马 涛 卞玉兰 白 云 许 诚) longer rows are words of two.
    """
    starts: set[int] = set()
    for found in _SPACED_OUT.finditer("\n" + text):
        start, end = found.start(), found.end() - 1  # in the text, without what stands before
        blanks = [blank.start() for blank in _BLANKS.finditer(text, start, end)]
        if len(blanks) <= 2 or _alone(text, start, end):
            starts.update(blanks)
        elif len(blanks) % 2:
            starts.update(blanks[::2])
    return starts


def _alone(text: str, start: int, end: int) -> bool:
    while start and text[start - 1] == " ":
        start -= 1
    return text[start - 1 : start] in ("", "\n") and text[end : end + 1] in ("", "\n", "(", ":", ",")


def _quantity(text: str, position: int) -> bool:
    """Whether a number with a unit begins here: the blank before it (共 35 个) means nothing."""
    end = position
    while end < len(text) and end - position < 8 and (text[end].isdigit() or text[end] == "."):
        end += 1
    unit = end + 1 if text[end : end + 1] == " " else end
    return _quantity_follows(text, unit)


def wrap_edits(text: str) -> list[Edit]:
    """Edits that rejoin lines which were broken inside a sentence.

    Two signs are believed: many lines of one width (hard wrap), and a paragraph that stops in mid-sentence before a
    line which begins like no paragraph. Headings, titles, greetings, dates, labels and table rows always stand on lines
    of their own. Wrong where a paragraph of a wrapped text without indents ends exactly at the column: it is joined to
    the next one.

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
    cohesion = Cohesion(text)
    edits: list[Edit] = []
    for line, following in pairwise(lines):
        if width is None and is_terminated(line.text):  # nearly every paragraph
            continue
        if (indented and following.indent >= 2) or _begins_line(following.text):
            continue
        wrapped = width is not None and _is_wrapped(line, following, width)
        if (wrapped or _is_broken(line, following, cohesion)) and not _stands_alone(line):
            edits.append(Edit(line.end, following.start, _between(line.text[-1], following.text[0]), "wrap"))
    return edits


def wrap_width(lines: Sequence[Line]) -> int | None:
    """The column at which the lines were wrapped, ``None`` if they were not.

    Examples
    --------
    >>> wrap_width(split_lines("一行\\n又一行"))
    """
    open_lines = [line for line in lines if not is_terminated(line.text)]
    enough = max(6, -(-len(lines) // 3))
    if len(open_lines) < enough:
        return None
    near = Counter(width + step for width in map(_width, open_lines) for step in range(4))
    most, best = max((near[width], width) for width in _WRAP_WIDTHS)
    if most < enough:
        return None
    longer = sum(_width(line) > best + 2 for line in lines)
    return best if longer * 10 <= len(lines) else None


def _width(line: Line) -> int:
    """Columns in units of one Chinese character."""
    if len(line.text) > _TOO_LONG:
        return line.indent + len(line.text) // 2
    narrow = len(line.text.encode("latin-1", "ignore"))
    return line.indent + len(line.text) - narrow // 2


def _is_wrapped(line: Line, following: Line, width: int) -> bool:
    """Whether the line fills the column and goes on below."""
    filled = width - _width(line)
    if is_terminated(line.text):
        return filled <= 1 and following.gap == 0 and following.indent == 0 and not _opens(following)
    if filled > _SLACK:
        return False
    if (is_signature(line.text) and line.indent >= 8) or (following.gap and is_named_title(line.text)):
        return False
    # A heading stands alone unless it fills the column itself; a title below keeps its distance.
    if filled > 1 and "。" not in line.text and starts_heading(line.text):
        return False
    return not (is_named_title(following.text) and (following.gap > 0 or following.indent >= 2))


def _opens(line: Line) -> bool:
    return line.text[0] in "“《(" or is_title_like(line.text)


def _is_broken(line: Line, following: Line, cohesion: Cohesion) -> bool:
    """Whether a paragraph stops in mid-sentence; what follows must not look like a line of its own."""
    text, last = line.text, line.text[-1]
    if is_terminated(text) or is_named_title(following.text) or is_signature(following.text):
        return False
    if last in ",、“《(":
        return len(text) >= 12
    if not (is_ideograph(last) or (last.isdigit() and re.search(r"[\u4e00-\u9fff]\d{1,4}$", text[-5:]))):
        return False
    if "。" not in text and (len(text) < _PARAGRAPH or starts_heading(text)):
        return len(text) >= _CLAUSE and _one_word(cohesion, last, following.text[0], line.end)
    if is_named_title(text) or is_signature(text[-20:].split("。")[-1]):
        return False
    heading = _HEADING_TAIL.search(text, max(0, len(text) - 32))
    return heading is None or cohesion.share(last, following.text[0], line.end) >= _PARTED


def _begins_line(text: str) -> bool:
    """Whether the line begins something, whatever stands above it."""
    return (
        starts_heading(text)
        or is_part_marker(text)
        or starts_part(text)
        or is_greeting(text)
        or is_date_line(text)
        or is_label(text)
        or is_table_row(text)
        or text.startswith("——")
    )


def _stands_alone(line: Line) -> bool:
    """Whether nothing can go on from the line: a marker, a greeting, a date, a table row."""
    text = line.text
    return is_part_marker(text) or is_greeting(text) or is_date_line(text) or is_table_row(text)


def _between(last: str, first: str) -> str:
    """What a rejoined line end leaves: a blank between Latin words, nothing inside a number."""
    latin = all(character < "\u0250" and character.isalnum() for character in (last, first))
    return " " if latin and not (last.isdigit() and first.isdigit()) else ""
