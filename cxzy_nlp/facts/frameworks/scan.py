"""From a reading to its frameworks: names first, then the lists that belong to them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from cxzy_nlp.facts.counts.tables import nouns
from cxzy_nlp.facts.frameworks.expand import expand
from cxzy_nlp.facts.frameworks.lookalikes import announces
from cxzy_nlp.facts.frameworks.names import digits_of, parts_of
from cxzy_nlp.facts.frameworks.plain import scan_plain
from cxzy_nlp.facts.frameworks.quoted import scan_quoted
from cxzy_nlp.facts.frameworks.values import FrameworkMatch, Name, Span
from cxzy_nlp.facts.frameworks.words import cues, fold, known, official

#: A figure with a measure word.
_FIGURE = re.compile(r"[0-9]+[个名人次件项期场户条份%]")
_FIGURE_REACH = 5
#: Names sought again without their quotation marks; nobody coins more in one document.
_MOST_COINED = 60


def scan_frameworks(text: str, start: int, end: int, taken: Sequence[tuple[int, int]] = ()) -> list[FrameworkMatch]:
    """Every framework of ``text[start:end]``, in the text's coordinates, sorted and disjoint.

    A name is one by the table of frameworks, by its quotation marks, by its build with a word behind or before it
    (三联三促活动), by its list, or because the document calls it so elsewhere. `taken` are the spans of dates and
    document numbers, whose numerals are no digits of slogans.

    Examples
    --------
    >>> text = "开展“三亮”活动,即亮标准、亮身份、亮承诺。落实三会一课。"
    >>> for match in scan_frameworks(text, 0, len(text)):
    ...     print(match.name, match.digits, [text[slice(*item)] for item in match.components])
    三亮 (3,) ['亮标准', '亮身份', '亮承诺']
    三会一课 (3, 1) []

    Notes
    -----
    Source: the structures of numeric slogans in the project's field guide. Wrong for unquoted names without any of
    the evidence above, and for quoted counts.
    """
    names, closed = scan_quoted(text, start, end)
    names += scan_plain(text, start, end, closed)
    names = _settle(names, taken)
    names = _settle(names + list(_again(text, start, end, names, closed)), taken)
    lists = expand(text, names, start, end)
    told = Counter(name.text for name in names)
    found = []
    for name, (components, parts) in zip(names, lists, strict=True):
        if components and _is_tally(text, name, components):
            components, parts = (), ()  # “三会一课”。全年召开支部大会6次、支委会14次: what was done, not what it is
        if name.sure or (components if name.needs_list else components or told[name.text] > 1):
            found.append(FrameworkMatch(name.start, name.end, name.text, name.digits, components, parts))
    return found


def _is_tally(text: str, name: Name, components: Sequence[Span]) -> bool:
    """Whether the next sentence tells how often: most items have figures and do not begin as the official ones."""
    lists = official().get(fold(name.text))
    if lists is None or "。" not in text[name.end : components[0][0]]:
        return False
    begins = {item[0] for items in lists for item in items}
    starts = [start for start, _ in components] + [components[-1][1] + _FIGURE_REACH]
    counted = sum(_FIGURE.search(text, low, high) is not None for low, high in pairwise(starts))
    return 2 * counted > len(components) > 2 * sum(text[start] in begins for start, _ in components)


def digit_spans(matches: Iterable[FrameworkMatch]) -> list[Span]:
    """The spans of frameworks whose numerals count nothing, for the scanner of counts.

    Left out are sayings, which are announced by a count (四句话), and names of bodies, which belong to the noun that
    is counted (“两代表一委员”19人).

    Examples
    --------
    >>> text = "“三公”经费下降,开展“三亮”活动"
    >>> [text[start:end] for start, end in digit_spans(scan_frameworks(text, 0, len(text)))]
    ['“三亮”']
    """
    bodies = cues("institution")
    return [(item.start, item.end) for item in matches if item.name not in bodies and not item.name.endswith("句话")]


def _settle(names: Iterable[Name], taken: Sequence[tuple[int, int]]) -> list[Name]:
    """The names in order, without overlaps and without those whose numeral is a date's or a document number's."""
    begins = [span[0] for span in taken]
    settled: list[Name] = []
    for name in sorted(names, key=lambda item: (item.start, -item.end)):
        if settled and name.start < settled[-1].end:
            continue
        before = bisect_right(begins, name.inner) - 1
        if before >= 0 and taken[before][1] > name.inner:
            continue
        settled.append(name)
    return settled


def _again(text: str, start: int, end: int, names: Sequence[Name], closed: Sequence[tuple[int, int]]) -> Iterable[Name]:
    """Names that the document has called frameworks, where they stand without quotation marks."""
    first = {name.text: name for name in reversed(names) if name.sure}
    coined: dict[str, Name] = {}
    parts: set[str] = set()  # parts of longer names; the short ones need a sign that they are told as names
    for word, name in first.items():
        if name.quoted and len(word) > 2 and not _counting(word) and not _found_anyway(word):
            coined[word] = name
        for part in parts_of(word) if len(name.digits) > 1 else ():
            if len(part) > 1 and not _counting(part) and (digits := digits_of(part)):
                coined.setdefault(part, Name(name.start, name.end, name.inner, part, digits, name.quoted, name.sure))
                if part[0] == "一" or (len(part) == 2 and fold(part) not in known()):
                    parts.add(part)
    if not coined:
        return
    begins = [span[0] for span in closed]
    # A word whose first two characters stand nowhere but in the names that were found needs no search.
    told = Counter(beginning for name in names for beginning in _BEGINNING.findall(name.text))
    for word, name in list(coined.items())[:_MOST_COINED]:
        if text.count(word[:2], start, end) <= told[word[:2]]:
            continue
        at = text.find(word, start, end)
        while at >= 0:
            stop = at + len(word)
            if text[at - 1 : at] in _GLUED or _in_order(text, at, word):
                at = text.find(word, stop, end)
                continue
            before = bisect_right(begins, at) - 1
            if before >= 0 and closed[before] == (at - 1, stop + 1):
                yield replace(name, start=at - 1, end=stop + 1, inner=at, quoted=True)
            elif (before < 0 or closed[before][1] <= at) and (word not in parts or _told(text, at, stop)):
                yield replace(name, start=at, end=stop, inner=at, quoted=False)
            at = text.find(word, stop, end)


_BEGINNING = re.compile("[一二两双三四五六七八九十0-9].")


def _told(text: str, at: int, stop: int) -> bool:
    """Whether the part of a longer name is told by itself: …。三桩,是承诺桩、…"""
    return text[at] != "一" and text[at - 1 : at] in _OPENING and _TOLD.match(text, stop) is not None


_TOLD = re.compile("[,:(]|[是即]|就是")
_OPENING = frozenset("。;,\n这")


def _found_anyway(name: str) -> bool:
    """Whether the table of frameworks finds a name wherever it stands."""
    return (len(name) > 3 or name[1] == "个") and fold(name) in known()


def _counting(name: str) -> bool:
    """两项活动, 三件大事, 四个问题: without quotation marks an everyday count."""
    return announces(name) or name[1] in "项件条种类" or (name[1] == "个" and name[2:] in nouns())


def _in_order(text: str, at: int, word: str) -> bool:
    """一问安全、二问收入、三问诉求: a numeral that follows the one before it, and no name."""
    before = _ORDER.find(word[0])
    return len(word) < 4 and before > 1 and text.find(_ORDER[before - 1] + word[1:], max(0, at - 60), at) >= 0


_ORDER = "一二三四五六七八九十"
_GLUED = frozenset("第十百千一二三四五六七八九0123456789+")
