"""What the site put around the documents: lines that go, and where a page's own title is only the site's.

The knowledge is in ``knowledge/data/boilerplate.toml``; a pattern is tried only on lines that hold one of its cue
words, which are looked up in the whole text at once.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from cxzy_nlp.knowledge import load
from cxzy_nlp.text.cues import is_greeting, is_named_title, is_part_marker, is_terminated, is_title_like, starts_heading
from cxzy_nlp.text.lines import Line, split_lines
from cxzy_nlp.text.offsets import Edit
from cxzy_nlp.text.patterns import alternation

#: Longest line that can be boilerplate, by kind: a disclaimer or lead-in is a paragraph, the rest is short.
_LONGEST = {"disclaimer": 420, "lead": 420, "related": 420}
_LONGEST_OTHER = 130
#: Longest line for patterns without a cue word.
_SHORT = 40
#: How many lines a site header may have.
_HEADER = 14
#: A line so short is the title of no document whose page has a longer one.
_GENERIC = 4
_ELLIPSES = ("...", "…", "。。。")
#: So many paragraphs below a line such as 相关内容 make it a heading of the document.
_PARAGRAPHS = 3
_PARAGRAPH = 30
_SENTENCE = 12
#: More lines than a title and what belongs to it are a document already.
_TITLE_LINES = 3
#: Numbers alone on lines so close together are the cells of a table.
_CELLS_APART = 5
#: The kinds that stand above a document.
_HEADER_KINDS = frozenset(["meta", "lead", "navigation"])
_TOP = "一二三四五六七八九"
_TOP_HEADING = re.compile(rf"[{_TOP}] ?、")


@dataclass(frozen=True, slots=True)
class _Rule:
    kind: str
    scope: str
    pattern: re.Pattern[str]
    cues: tuple[str, ...]
    longest: int


@functools.cache
def _rules() -> tuple[_Rule, ...]:
    return tuple(
        _Rule(
            entry["kind"],
            entry["scope"],
            re.compile(entry["pattern"], re.IGNORECASE),
            tuple(entry["cues"]),
            _LONGEST.get(entry["kind"], _LONGEST_OTHER) if entry["cues"] else _SHORT,
        )
        for entry in load("boilerplate")
    )


def boilerplate_edits(text: str, *, site: bool = True, page_numbers: bool = True) -> list[Edit]:
    """Edits that take site lines out of folded text.

    Wrong where a document itself uses a site's words on a line of their own (a rule on how to post notices online).

    Parameters
    ----------
    text
        Text after `fold_characters`.
    site
        Take out header, footer, navigation, download and disclaimer lines, site names and teasers.
    page_numbers
        Take out page numbers that stand alone on a line.

    Examples
    --------
    >>> text = "先锋村总结\\n时间:2012-03-04 点击:5\\n全村党员齐上阵。\\n相关文章\\n另一篇"
    >>> [text[edit.start:edit.end].strip() for edit in boilerplate_edits(text)]
    ['时间:2012-03-04 点击:5', '相关文章', '另一篇']
    """
    lines = split_lines(text)
    cued = _cued(text, lines)
    kinds = _classify(lines, cued, site, page_numbers)
    _keep_cells(lines, kinds)
    if site:
        _mark_site_title(lines, kinds)
        _mark_tails(lines, kinds)
        _mark_teasers(lines, kinds)
    edits = [Edit(line.start, line.end, "", kind) for line, kind in zip(lines, kinds, strict=True) if kind is not None]
    return sorted(edits + _inline(text, lines, kinds, cued, site, page_numbers))


@functools.cache
def _cues() -> Mapping[str, frozenset[int]]:
    """The cue words, each with the numbers of the rules that it or a cue at its beginning calls."""
    rules: dict[str, set[int]] = {}
    for number, rule in enumerate(_rules()):
        for cue in rule.cues:
            rules.setdefault(cue, set()).add(number)
    return {cue: frozenset().union(*(rules[head] for head in rules if cue.startswith(head))) for cue in rules}


@functools.cache
def _cue_pattern() -> re.Pattern[str]:
    return re.compile(alternation(_cues()))


def _cued(text: str, lines: Sequence[Line]) -> dict[int, set[int]]:
    """The lines that hold cue words, each with the numbers of the rules to try; one pass finds them all."""
    found: dict[int, set[int]] = {}
    cues, search = _cues(), _cue_pattern().search
    line = position = 0
    while (cue := search(text, position)) is not None:
        at = cue.start()
        while lines[line].end <= at:
            line += 1
        found.setdefault(line, set()).update(cues[cue[0]])
        position = at + 1  # 时间: stands in 发布时间: too
    return found


@functools.cache
def _without_cue() -> tuple[tuple[int, ...], re.Pattern[str]]:
    """The rules that no cue calls, and one pattern that tells whether any of them fits a line."""
    numbers = tuple(number for number, rule in enumerate(_rules()) if not rule.cues)
    return numbers, re.compile("|".join(f"(?:{_rules()[number].pattern.pattern})" for number in numbers), re.IGNORECASE)


def _classify(lines: Sequence[Line], cued: Mapping[int, set[int]], site: bool, page_numbers: bool) -> list[str | None]:
    kinds: list[str | None] = [None] * len(lines)
    head = next((index for index, line in enumerate(lines[:_HEADER]) if _is_paragraph(line.text)), _HEADER)
    cueless, fits_any = _without_cue()
    called = dict(cued)
    for index, line in enumerate(lines):
        if len(line.text) <= _SHORT and fits_any.fullmatch(line.text):
            called[index] = called.get(index, set()).union(cueless)
    for index, numbers in called.items():
        own = lines[index].text
        for rule in map(_rules().__getitem__, sorted(numbers)):
            if (
                rule.scope == "inline"
                or (rule.scope == "head" and index >= head)
                or len(own) > rule.longest
                or not _wanted(rule, site, page_numbers)
                # a site's header lines are labels; what ends like a sentence is one
                or (rule.kind in _HEADER_KINDS and own.endswith("。") and rule.kind != "lead")
            ):
                continue
            if rule.pattern.fullmatch(own):
                kinds[index] = "tail" if rule.scope == "tail" else rule.kind
                break
    return kinds


def _is_paragraph(line: str) -> bool:
    return len(line) >= _PARAGRAPH and is_terminated(line) and not line.endswith(_ELLIPSES)


def _wanted(rule: _Rule, site: bool, page_numbers: bool) -> bool:
    return page_numbers if rule.kind == "page_number" else site


def _keep_cells(lines: Sequence[Line], kinds: list[str | None]) -> None:
    """Bare numbers on neighbouring lines are the cells of a table, not page numbers."""
    bare = [index for index, kind in enumerate(kinds) if kind == "page_number" and lines[index].text.isdigit()]
    for left, right in pairwise(bare):
        if right - left <= _CELLS_APART:
            kinds[left] = kinds[right] = None


def _mark_site_title(lines: Sequence[Line], kinds: list[str | None]) -> None:
    """The page's title above the site's header lines, where the document brings its own title below them."""
    header = [index for index, kind in enumerate(kinds[:_HEADER]) if kind in _HEADER_KINDS]
    if not header:
        return
    last = header[0]
    for index in header:  # the header is one block: a lone match far below belongs to the document
        if all(
            kind is not None or len(line.text) <= 60
            for line, kind in zip(lines[last:index], kinds[last:index], strict=True)
        ):
            last = index
    after = next((index for index in range(last + 1, len(lines)) if kinds[index] is None), None)
    if after is None:
        return
    above = list(zip(lines[:last], kinds, strict=False))
    if any(kind is None and (_is_paragraph(line.text) or _is_sentence(line.text)) for line, kind in above):
        return  # text stands above the header line: a document, no title of a page
    own = lines[after].text
    if own.startswith("—"):
        return  # a subtitle: its title stands above the header lines
    generic = len(own) <= _GENERIC and not is_named_title(own)
    if generic and any(kind is None and is_title_like(line.text) for line, kind in above):
        return  # 具体标准: a heading below the title
    if not (is_part_marker(own) or (is_title_like(own) and _brings_title(lines, kinds, after))):
        return
    for index in range(last):
        if kinds[index] is None and not is_greeting(lines[index].text) and not starts_heading(lines[index].text):
            kinds[index] = "site_title"


def _brings_title(lines: Sequence[Line], kinds: Sequence[str | None], index: int) -> bool:
    """Whether the title-like line is followed by something that may follow a title, not by nothing."""
    return len(lines[index].text) <= 50 and any(kind is None for kind in kinds[index + 1 :])


def _mark_tails(lines: Sequence[Line], kinds: list[str | None]) -> None:
    """After a line such as 相关文章, everything belongs to the site until the next part of a compilation.

    Unless it heads a section (paragraphs follow, or the headings below it continue those above), or the document is
    still to come (a page of a document site: no paragraph above it, some below).
    """
    if "tail" not in kinds:
        return
    paragraphs = [0] * (len(lines) + 1)  # from here to the next part
    heading = [0] * (len(lines) + 1)  # the number of the next heading from here to the next part, 0 if there is none
    for index in range(len(lines) - 1, -1, -1):
        own = lines[index].text
        if not is_part_marker(own):
            paragraphs[index] = paragraphs[index + 1] + (kinds[index] is None and _is_paragraph(own))
            heading[index] = _top_number(own) or heading[index + 1]
    inside = False
    last = 0  # the number of the heading above
    above = lines_above = 0  # paragraphs and lines of this part so far
    for index, line in enumerate(lines):
        goes_on = last > 0 and heading[index] == last + 1
        to_come = above == 0 and lines_above <= _TITLE_LINES and paragraphs[index] > 0
        lines_above += kinds[index] is None
        above += kinds[index] is None and (_is_paragraph(line.text) or _is_sentence(line.text))
        if kinds[index] == "tail" and not inside and (paragraphs[index] >= _PARAGRAPHS or goes_on or to_come):
            kinds[index] = "related" if to_come else None
        elif kinds[index] == "tail":
            inside = True
            kinds[index] = "related"
        elif is_part_marker(line.text):
            inside, last, above, lines_above = False, 0, 0, 0
        elif inside:
            kinds[index] = "related"
        else:
            last = _top_number(line.text) or last


def _is_sentence(line: str) -> bool:
    """Whether the line is at least one whole sentence, as in a very short item of news."""
    return len(line) >= _SENTENCE and line.endswith("。")


def _top_number(line: str) -> int:
    """The number of a heading of the first level (三、 is 3), 0 if the line is none."""
    found = _TOP_HEADING.match(line)
    return _TOP.index(found[0][0]) + 1 if found else 0


def _mark_teasers(lines: Sequence[Line], kinds: list[str | None]) -> None:
    """Beginnings of other documents at the end of the page: a title, then text that breaks off with dots."""
    index = len(lines) - 1
    while index >= 0 and kinds[index] is not None:
        index -= 1
    while index >= 1:
        low = index - 1
        if not lines[index].text.endswith(_ELLIPSES) or len(lines[index].text) < 30:
            return
        # The excerpt may have been broken into several lines; its title is the first title-like line above.
        while low > 0 and index - low < 4 and not is_title_like(lines[low].text):
            low -= 1
        if not is_title_like(lines[low].text) or len(lines[low].text) > 45:
            return
        for inside in range(low, index + 1):
            kinds[inside] = kinds[inside] or "related"
        index = low - 1
        while index >= 0 and kinds[index] is not None:
            index -= 1


def _inline(
    text: str,
    lines: Sequence[Line],
    kinds: Sequence[str | None],
    cued: Mapping[int, set[int]],
    site: bool,
    page_numbers: bool,
) -> list[Edit]:
    found: list[Edit] = []
    for index, numbers in cued.items():
        if kinds[index] is not None:
            continue
        for rule in map(_rules().__getitem__, sorted(numbers)):
            if rule.scope == "inline" and _wanted(rule, site, page_numbers):
                matches = rule.pattern.finditer(text, lines[index].start, lines[index].end)
                found += [Edit(match.start(), match.end(), "", rule.kind) for match in matches]
    edits: list[Edit] = []
    for edit in sorted(found, key=lambda edit: (edit.start, -edit.end)):
        if not edits or edits[-1].end <= edit.start:
            edits.append(edit)
    return edits
