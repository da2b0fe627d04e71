"""What the reading had to mend inside sentences: page numbers, words that a blank or a paragraph end splits, glyphs."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from cxzy_nlp.audit.subject import Subject
from cxzy_nlp.document import Finding, Source
from cxzy_nlp.knowledge import load
from cxzy_nlp.text import Repair
from cxzy_nlp.text.characters import is_ideograph
from cxzy_nlp.text.markup import shown_text

#: With more broken paragraphs than this a document was laid out so, and gets one finding for all of them.
_LAYOUT = 25
_CONTEXT = 2
#: So much of a site line is quoted in a message.
_SHOWN = 30


def repairs(subject: Subject) -> Iterator[Finding]:
    """A finding for each page number and site line in the document, each word split by a blank, each sentence split by
    a blank line, each glyph that stands for another.

    Hard-wrapped lines are layout and no finding, nor are words that are spaced out (讲 话). Known only as far as the
    reading found and mended them.

    Examples
    --------
    >>> from cxzy_nlp import analyze
    >>> text = "各村要积极主动，搞好宣 6 传活动，宣传要更加积 极。"
    >>> [(text[f.start:f.end], f.kind) for f in analyze(text)[0].findings]
    [('6', 'page_number'), ('积 极', 'split_word')]
    """
    source = subject.reading.source.text
    low, high = subject.reading.offsets.to_source(subject.start, subject.end)
    breaks: list[Repair] = []
    for repair in subject.reading.repairs:
        if repair.start < low or repair.end > high:
            continue
        if repair.kind == "wrap":
            if _splits_sentence(source, repair):
                breaks.append(repair)
        elif repair.kind == "blank":
            if _splits_word(source, repair):
                yield _between(source, repair, "a blank stands inside a word")
        elif repair.kind == "page_number":
            yield _taken(subject.reading.source, repair, "page_number", "page number {} stands in the text")
        else:
            yield _taken(
                subject.reading.source, repair, "boilerplate", "a line of the web page stands in the document: {}"
            )
    if len(breaks) > _LAYOUT:
        yield _between(source, breaks[0], f"{len(breaks)} paragraphs of the document end inside sentences")
    else:
        for repair in breaks:
            yield _between(source, repair, "a paragraph ends inside a sentence")
    for found in _glyphs().finditer(source, low, high):
        yield Finding(found.start(), found.end(), "ocr_error", f"{found[0]} stands for {_meant()[found[0]]}")


def _between(source: str, repair: Repair, message: str) -> Finding:
    """A finding at the two characters that were parted."""
    return Finding(max(0, repair.start - 1), min(len(source), repair.end + 1), "split_word", message)


def _taken(source: Source, repair: Repair, kind: str, message: str) -> Finding:
    """A finding at what was taken out, without the blanks around it; the message quotes it without markup."""
    surface = source.text[repair.start : repair.end]
    start = repair.start + len(surface) - len(surface.lstrip())
    found = surface.strip()
    shown = shown_text(found) if source.format == "html" else found
    cut = shown if len(shown) <= _SHOWN else shown[:_SHOWN] + "…"
    return Finding(start, start + len(found), kind, message.format(cut))


def _splits_word(source: str, repair: Repair) -> bool:
    """Whether Chinese characters stand on both sides, and another further out: 讲 话 alone is spaced, not split."""
    before, after = source[max(0, repair.start - _CONTEXT) : repair.start], source[repair.end : repair.end + _CONTEXT]
    if not (before and after and is_ideograph(before[-1]) and is_ideograph(after[0])):
        return False
    return (len(before) == _CONTEXT and is_ideograph(before[0])) or (len(after) == _CONTEXT and is_ideograph(after[-1]))


def _splits_sentence(source: str, repair: Repair) -> bool:
    gap = source[repair.start : repair.end]
    before, after = source[repair.start - 1 : repair.start], source[repair.end : repair.end + 1]
    return gap.count("\n") > 1 and not gap.strip() and is_ideograph(before) and is_ideograph(after)


@functools.cache
def _glyphs() -> re.Pattern[str]:
    return re.compile(f"[{re.escape(''.join(_meant()))}]")


@functools.cache
def _meant() -> Mapping[str, str]:
    return MappingProxyType({entry["wrong"]: entry["right"] for entry in load("glyphs")})
