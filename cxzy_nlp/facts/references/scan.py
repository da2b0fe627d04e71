"""From a reading to the documents that it cites.

A citation is a title in 《》, with the document number and the issuer beside it, or a document number alone. Of nested
titles, 《关于转发〈…〉的通知》, the outer one is the citation. Newspapers and songs are none.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cxzy_nlp.facts.claims import Claim
from cxzy_nlp.facts.references.numbers import numbers_of
from cxzy_nlp.knowledge import load
from cxzy_nlp.text.patterns import alternation

#: A title is not longer than this; one whose 》 is missing, not longer than that.
_LONGEST, _BROKEN = 200, 60
_NEAR = 6
#: Titles inside titles inside titles; characters of a line that tell whether a number stands alone in it.
_DEEPEST, _LINE = 3, 60
_SIGNS = re.compile("[《》\n。]")
_CUT_TITLE = re.compile(
    r"《[^《》\n。;,]{2,60}?(?:通知|意见|决定|方案|办法|规定|条例|规则|准则|纲要|讲话|章程|细则|读本|摘编|报告|通报|制度)"
    r"(?=[^\u4e00-\u9fff]|精神|要求|和|$)|《[^《》\n。]{2,60}(?=\n|$)"
)
_PASSES_ON = re.compile(r"[^,、《》]{0,20}(?:转发|印发|批转|学习|贯彻|落实)[^,、《》]{0,16}")
_RUN = re.compile(r"[\u4e00-\u9fff、]{2,40}$")
_BRACKETS = " ()（）〔〕[]"
_NEWSPAPER = re.compile(
    r"(?:日报|晚报|早报|时报|晨报|周报|快报|都市报|青年报|商报|党报|农民报|电视报|新闻联播|内参)(?:海外版)?$|^[\u4e00-\u9fff]{2,4}报$"
)
_ISSUER = re.compile(
    r"(?:(?:[\u4e00-\u9fff]{1,20}、){0,3}[\u4e00-\u9fff]{0,20}?(?:委|办公厅|办公室|政府|国务院|中央|部|厅|局|院|会|委员会|办|组|总局|中办|国办|支部|公司|学校))$"
)
_ISSUER_LEAD = re.compile(
    r"根据|按照|依据|遵照|贯彻|落实|学习|执行|传达|认真|结合|为了|关于|以及|宣读|精神|要求|今年|去年|近日|日前|随后|先后|转发|对照|联系|通过|围绕|参照|"
    r"印发|下发|同时|并|由|以|的|在|把|将|对|了|和我|我们|是|就|从|月|年|日"
)
#: Between two citations, before the issuer of the second; 和县, 和平区 … are places.
_JOINS = re.compile(r"(?:[、与及]|和(?!县县|县人民|平[县区]|田[市县地]|静县|政县|硕县|顺县|林格尔))*")


@dataclass(frozen=True, slots=True)
class ReferenceMatch:
    """A cited document in a reading: the span of 《…》, its title, the document number beside it, who issued it."""

    start: int
    end: int
    title: str
    number: str | None = None
    issuer: str | None = None
    number_span: tuple[int, int] | None = None
    issuer_span: tuple[int, int] | None = None


@functools.cache
def _issued() -> re.Pattern[str]:
    return re.compile(f"(?:{_words('issued')})$")


@functools.cache
def _shown() -> re.Pattern[str]:
    return re.compile(f"(?:{_words('shown')})[ :]?$")


def _words(kind: str) -> str:
    return alternation(w for entry in load("title_marks") if entry["kind"] == kind for w in entry["words"].split())


def scan_references(text: str, start: int, end: int, claims: Sequence[Claim] = ()) -> list[ReferenceMatch]:
    """Every cited document of ``text[start:end]``, in the text's coordinates, sorted and disjoint.

    The number may stand before or behind the title, in any brackets. A 》 that is missing is set at the end of the line
    or before the next 《, if that is near. A number alone (中央创先发[2012]11号文件) names none. Wrong where 《》 hold
    a slogan, the name of a column or an everyday title.

    Examples
    --------
    >>> text = "根据《关于表彰先进的决定》(青委发〔2011〕9号)和中央创先发[2012]11号文件"
    >>> from cxzy_nlp.facts.claims import find_claims
    >>> [(one.title, one.number) for one in scan_references(text, 0, len(text), find_claims(text, 0, len(text)))]
    [('关于表彰先进的决定', '青委发〔2011〕9号')]
    """
    numbers = numbers_of(text, start, end, claims)
    titles = [span for span in _titles(text, start, end) if not _is_none(text, span, start)]
    beside = _pair(text, titles, numbers)
    found = []
    for first, last in titles:
        title = _plain(text[first + 1 : last - (text[last - 1] == "》")])
        number, issuer = beside.get((first, last)), _issuer(text, first, start)
        found.append(ReferenceMatch(first, last, title, _at(text, number), _at(text, issuer), number, issuer))
    return found


def _at(text: str, span: tuple[int, int] | None) -> str | None:
    return None if span is None else _plain(text[slice(*span)])


def _plain(text: str) -> str:
    return re.sub(r"\s+", "", text)


def _titles(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The outermost 《…》, and what a 《 without 》 opens."""
    at = text.find("《", start, end)
    while at >= 0:
        stop = _close(text, at, min(end, at + _LONGEST))
        if stop < 0:
            stop = _broken_end(text, at, end)
        if stop - at > 3 or (stop > 0 and text[stop - 1] == "》"):
            yield at, stop
        at = text.find("《", max(stop, at + 1), end)


def _close(text: str, at: int, limit: int) -> int:
    """The end of the title that begins at `at`, or -1. One 》 may close two 《: 《关于转发《…意见》."""
    depth, inner = 0, -1
    for sign in _SIGNS.finditer(text, at, limit):
        place = sign.start()
        if sign[0] == "《":
            depth += 1
            if depth > _DEEPEST:
                break
            inner = place if inner < 0 < depth - 1 else inner
        elif sign[0] == "》":
            depth -= 1
            if depth == 0:
                return place + 1
        elif place - at > 1 and _ends_title(text, place, limit):
            break
    if inner > 0 and _PASSES_ON.fullmatch(text, at + 1, inner):
        return text.find("》", inner, limit) + 1 or -1
    return -1


def _ends_title(text: str, place: int, limit: int) -> bool:
    """Whether the title is broken at this line end or full stop: its 》 does not follow soon."""
    closing = text.find("》", place, min(limit, place + _BROKEN))
    opening = text.find("《", place, min(limit, place + _BROKEN))
    return text[place] == "。" or closing < 0 or 0 <= opening < closing


def _broken_end(text: str, at: int, end: int) -> int:
    """Where a title without 》 ends: at the end of its line, or at the word that ends titles, within 60 characters."""
    match = _CUT_TITLE.match(text, at, end)
    return -1 if match is None else match.end()


def _is_none(text: str, span: tuple[int, int], start: int) -> bool:
    """Newspapers, and what is sung or shown."""
    title = text[span[0] + 1 : span[1] - 1]
    if _NEWSPAPER.search(title) and len(title) <= 10:
        return True
    return _shown().search(text[max(start, span[0] - 5) : span[0]]) is not None or not title.strip()


def _pair(
    text: str, titles: list[tuple[int, int]], numbers: list[tuple[int, int]]
) -> dict[tuple[int, int], tuple[int, int]]:
    """Each title with the number right behind it (in brackets), or else right before it."""
    beside: dict[tuple[int, int], tuple[int, int]] = {}
    taken: set[tuple[int, int]] = set()
    starts = {number[0]: number for number in numbers}
    ends = {number[1]: number for number in numbers}
    for title in titles:
        at = title[1]
        while at < len(text) and at - title[1] < _NEAR and (text[at] in _BRACKETS) and at not in starts:
            at += 1
        if at in starts and starts[at] not in taken:
            beside[title] = starts[at]
            taken.add(starts[at])
    for title in titles:
        at = title[0]
        while at > 0 and title[0] - at < _NEAR and text[at - 1] in _BRACKETS + ":" and at not in ends:
            at -= 1
        for word in ("文件", "号文件", "文", "号文"):
            if (
                at not in ends and text[:at].endswith(word)
                if at < 8
                else at not in ends and text[at - len(word) : at] == word
            ):
                at -= len(word)
        if title not in beside and at in ends and ends[at] not in taken:
            beside[title] = ends[at]
            taken.add(ends[at])
    return beside


def _issuer(text: str, at: int, start: int) -> tuple[int, int] | None:
    """Who issued the title that begins at `at`: 中共中央办公厅|印发的《…》, 市委|《…》."""
    low = max(start, at - 50)
    before = text[low:at]
    verb = _issued().search(before)
    if verb is not None:
        before = before[: verb.start()]
    run = _RUN.search(before)
    if run is None:
        return None
    words = run[0]
    cut = 0
    for lead in _ISSUER_LEAD.finditer(words):
        cut = lead.end()
    cut = _JOINS.match(words, cut).end()  # type: ignore[union-attr]  # it matches nothing, too
    if _ISSUER.fullmatch(words, cut) is None or len(words) - cut < 2:
        return None
    return low + run.start() + cut, low + run.end()
