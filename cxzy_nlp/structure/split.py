"""Several documents in one file: where each begins and ends.

Signs, from the strongest: a part marker (第二篇：…); the same title standing alone again far below, as it was or with
the next number; a title with its date, author or greeting right after a document has visibly ended.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from cxzy_nlp.structure.authors import looks_like_author
from cxzy_nlp.structure.unnumbered import BULLET
from cxzy_nlp.text.cues import (
    PART_MARKER,
    inline_markers,
    is_date_line,
    is_document_number,
    is_greeting,
    is_named_title,
    is_part_marker,
    is_signature,
    is_terminated,
    is_title_like,
    marker_title,
    starts_heading,
)
from cxzy_nlp.text.lines import Line, split_lines

#: A title that comes again within so many characters is the same title repeated, not another document.
_REPETITION = 200
#: What stands before the first marker is the page's header if it is no longer than this.
_HEADER = 160
#: Shortest title that is believed when it comes again.
_SHORTEST_TITLE = 8
_NOT_HAN = re.compile(r"[^\u3400-\u9fff0-9]+")
_CLOSING = re.compile(r"(?:谢谢(?:大家)?|汇报完毕|此致|敬礼|献礼|奋斗|完毕)[!。.]?$")
#: Lists under a document that are no documents of their own.
_ANNEX = re.compile(r"(?:名单|名册|一览表|[分评审配荐申安][配审荐请排议]表|分工|职责|花名册|表)(?:\(.{1,12}\))?$")
_ANNEX_LABEL = re.compile(r"附件|附表?(?:[:0-9一二三四五]|$)|\((?:此件|联系人)")
#: 心得体会(二): titles that are told apart by a number alone.
_COUNTER = re.compile(r" ?[(〔]? ?(?P<number>[一二三四五六七八九十]|\d{1,2}) ?[)〕]?$")
_COUNT = {character: value for value, character in enumerate("一二三四五六七八九十", 1)}
#: Behind 篇 a title may stand without a sign only if it ends like one; 第一篇章, 第二篇文章 are no parts.
_PART_WORDS = ("篇", "范文", "例文", "样本", "模板", "材料")
_PART_WORD = re.compile(r"篇(?: ?(?:[一二三四五六七八九十]{1,3}|\d{1,2}))?(?P<behind>[\u4e00-\u9fff])?")
_ROSTER_LINE = re.compile(r"(?:总指挥|副?组长|名誉组长|(?:主任)?委员|成员|副?主任)[: ]")


@dataclass(frozen=True, slots=True)
class Part:
    """A document's place in the reading, and the title that its marker gave (a span, or ``None``)."""

    start: int
    end: int
    marker_title: tuple[int, int] | None = None


def split_parts(text: str) -> list[Part]:
    """The documents of a reading, in order; none overlap, markers and page headers stand outside.

    Wrong where a compilation lost its markers and its titles say nothing of the kind of document.

    Examples
    --------
    >>> text = "第一篇:发言\\n同志们:\\n我讲两点,请大家落实。\\n第二篇:总结\\n一年来,全村党员干部齐心协力,很有起色。"
    >>> [text[part.start:part.end][:4] for part in split_parts(text)]
    ['同志们:', '一年来,']
    """
    lines = split_lines(text)
    if not lines:
        return []
    markers = _markers(lines)
    titles = [index for index, line in enumerate(lines) if index not in markers and is_title_like(line.text)]
    begins = markers | _repeated_titles(lines, titles, markers)
    begins |= _counted_titles(lines, titles) | _unmarked(lines, titles, markers)
    starts = sorted(begins | {0})
    parts: list[Part] = []
    for position, first in enumerate(starts):
        stop = starts[position + 1] if position + 1 < len(starts) else len(lines)
        part = _part(lines, first, stop, first in markers)
        if part is None:
            continue
        header = first == 0 and 0 not in markers and bool(markers)
        if header and part.end - part.start <= _HEADER:
            continue
        parts += _cut_inline(text, part)
    return parts or [Part(lines[0].start, lines[-1].end)]


def _part(lines: Sequence[Line], first: int, stop: int, marked: bool) -> Part | None:
    body = first + 1 if marked else first
    title = None
    if marked:
        line = lines[first]
        named = marker_title(line.text)
        if named:
            at = line.start + line.text.index(named)
            title = (at, at + len(named))
    if body >= stop:
        return None
    return Part(lines[body].start, lines[stop - 1].end, title)


def _markers(lines: Sequence[Line]) -> set[int]:
    """Lines that mark a part. 第二篇：… is believed alone, …篇二 and 范文二 only with another of their kind."""
    strict: set[int] = set()
    loose: set[int] = set()
    for index, line in enumerate(lines):
        if not any(word in line.text[:80] for word in _PART_WORDS):
            continue
        if not is_part_marker(line.text) or not _is_part(line.text):
            continue
        if PART_MARKER.match(line.text) and "篇" in line.text[:8]:
            strict.add(index)
        else:
            loose.add(index)
    return strict | loose if strict or len(loose) >= 2 else set()


def _is_part(line: str) -> bool:
    found = _PART_WORD.search(line)
    if found is None or found["behind"] is None:
        return True
    return line[found.start("behind")] not in "章文幅稿论" and is_named_title(line[found.start("behind") :])


def _plain(title: str) -> str:
    return _NOT_HAN.sub("", title)


def _repeated_titles(lines: Sequence[Line], titles: Sequence[int], markers: set[int]) -> set[int]:
    """Lines where a title stands alone again, far from where it stood before."""
    known = {_plain(marker_title(lines[index].text)) for index in markers} - {""}
    standing = {
        index: _plain(lines[index].text)
        for index in titles
        if not is_signature(lines[index].text) and not BULLET.match(lines[index].text)
    }
    times = Counter(standing.values())
    begins: set[int] = set()
    last: dict[str, int] = {}
    for index, plain in standing.items():
        after_marker = any(marker in markers for marker in range(max(0, index - 3), index))
        if len(plain) < _SHORTEST_TITLE or (times[plain] < 2 and plain not in known):
            continue
        if plain not in known and not is_named_title(lines[index].text):
            continue
        far = plain not in last or lines[index].start - last[plain] > _REPETITION
        last[plain] = lines[index].end
        if far and not after_marker:
            begins.add(index)
    return begins


def _counted_titles(lines: Sequence[Line], titles: Sequence[int]) -> set[int]:
    """Lines where one title comes again with the next number: 心得体会(一), 心得体会(二)."""
    series: dict[str, list[int]] = {}
    for index in titles:
        line = lines[index]
        counter = _COUNTER.search(line.text)
        if counter is None or not is_named_title(line.text[: counter.start()]):
            continue
        plain = _plain(line.text[: counter.start()])
        number = _COUNT.get(counter["number"]) or int(counter["number"] if counter["number"].isdecimal() else 0)
        known = series.setdefault(plain, [])
        far = not known or line.start - lines[known[-1]].end > _REPETITION
        if len(plain) >= _SHORTEST_TITLE and number == len(known) + 1 and far:
            known.append(index)
    return {index for known in series.values() if len(known) >= 2 for index in known}


def _unmarked(lines: Sequence[Line], titles: Sequence[int], markers: set[int]) -> set[int]:
    """Titles that begin a document without any marker."""
    begins: set[int] = set()
    since = 0  # where the current document began
    for index in sorted({*titles, *markers} - {0}):
        if index in markers:
            since = lines[index].end
            continue
        line = lines[index].text
        near = lines[index].start - since < _REPETITION
        if (near and not _opens_speech(lines, index)) or not is_named_title(line) or is_signature(line):
            continue
        if _attachment(lines, index) or not _ended(lines[index - 1].text):
            continue
        if _opens(lines, index) or (_signed_off(lines, index) and len(line) >= _SHORTEST_TITLE):
            begins.add(index)
            since = lines[index].start
    return begins


def _attachment(lines: Sequence[Line], index: int) -> bool:
    """Whether the title belongs to the document above: labelled 附件, or a bare list."""
    if any(_ANNEX_LABEL.match(lines[before].text) for before in range(max(0, index - 2), index + 1)):
        return True
    listed = index + 1 < len(lines) and _ROSTER_LINE.match(lines[index + 1].text) is not None
    return listed or _ANNEX.search(lines[index].text) is not None


def _ended(line: str) -> bool:
    return is_terminated(line) or is_date_line(line) or is_signature(line) or _CLOSING.search(line) is not None


def _signed_off(lines: Sequence[Line], index: int) -> bool:
    """Whether the document before ends with its date or a closing word."""
    line = lines[index - 1].text
    return is_date_line(line) or _CLOSING.search(line) is not None


def _opens(lines: Sequence[Line], index: int) -> bool:
    """Whether a date, a name, a document number or a greeting follows the title."""
    for line in lines[index + 1 : index + 5]:
        if is_date_line(line.text) or is_greeting(line.text) or is_document_number(line.text):
            return True
        if looks_like_author(line.text) and not _ROSTER_LINE.match(line.text):
            return True
        if starts_heading(line.text) or "。" in line.text:
            return False
    return False


def _opens_speech(lines: Sequence[Line], index: int) -> bool:
    """Whether a speaker or a date and then a greeting follow: a speech, however short the one before it was."""
    following = [line.text for line in lines[index + 1 : index + 4]]
    greeted = next((at for at, line in enumerate(following) if is_greeting(line)), 0)
    return greeted > 0 and all(is_date_line(line) or looks_like_author(line) for line in following[:greeted])


def _cut_inline(text: str, part: Part) -> list[Part]:
    """Parts whose markers stand inside long lines because the line breaks were lost."""
    found = [
        (part.start + start, part.start + end)
        for start, end in inline_markers(text[part.start : part.end])
        if start == 0 or text[part.start + start - 1] in "\n 。!?…”)"
    ]
    if len(found) < 2 and not (found and found[0][0] == part.start):
        return [part]
    cuts = [*found, (part.end, part.end)]
    parts = []
    if found[0][0] - part.start > _HEADER or "。" in text[part.start : found[0][0]]:
        parts.append(Part(part.start, _trimmed(text, part.start, found[0][0]), part.marker_title))
    for (start, end), (stop, _) in pairwise(cuts):
        marker = text[start:end]
        title = inline_title(marker)
        at = start + marker.index(title)
        parts.append(Part(at, _trimmed(text, end, stop), (at, at + len(title))))  # the title stands in the text
    return [item for item in parts if item.marker_title is None or item.end > item.marker_title[1]] or [part]


def inline_title(marker: str) -> str:
    """The title inside ``第2篇 标题 ``."""
    return re.split(r"篇 ?[: ]", marker, maxsplit=1)[-1].strip(" :")


def _trimmed(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1] in " \n":
        end -= 1
    return end
