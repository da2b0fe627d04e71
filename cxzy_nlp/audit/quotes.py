"""Quotation marks that lost the other one of their pair."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cxzy_nlp.audit.subject import Subject
from cxzy_nlp.document import Finding

_OPEN, _CLOSE = "“", "”"
_MARK = re.compile(f"[{_OPEN}{_CLOSE}]")
_LINE = re.compile(r"[^\n]+")
#: A line that ends in none of these was broken in mid-sentence.
_ENDS = tuple("。!?;:…)")
#: In a text that lacks more than this share of its marks they are not set in pairs at all (“十五“规划, scanned pages).
_LOST_AT_MOST = 0.2


def lost_marks(subject: Subject) -> Iterator[Finding]:
    """A finding for each opening mark that is not closed before the next one or the end of its paragraph, and for each
    closing one that nothing opened.

    A quotation that goes on over paragraphs opens each of them and is closed in the last; one that a line break cut in
    mid-sentence goes on in the next line. Silent where more than a
    fifth of the marks have lost theirs. Wrong for a paragraph that was broken inside a quotation.

    Examples
    --------
    >>> from cxzy_nlp import analyze
    >>> text = "全镇开展“三亮活动，党员戴徽章。群众说“好”。支部再议“四诺”、“双评”、“五带头”，个个有回音。"
    >>> [(text[f.start:f.end], f.start, f.kind) for f in analyze(text)[0].findings]
    [('“', 4, 'ocr_error')]
    """
    text = subject.text
    found: list[tuple[int, str]] = []
    marks = 0
    opened: int | None = None
    for line in _LINE.finditer(text, subject.start, subject.end):
        for mark in _MARK.finditer(line[0]):
            marks += 1
            at = line.start() + mark.start()
            goes_on = opened is not None and opened < line.start() and not line[0][: mark.start()].strip()
            if mark[0] == _OPEN:
                if opened is not None and not goes_on:
                    found.append((opened, _OPEN))
                opened = at
            elif opened is None:
                found.append((at, _CLOSE))
            else:
                opened = None
        if opened is None:
            continue
        behind = _next_line(text, line.end())
        if line[0].rstrip()[-1:] in _ENDS and text[behind : behind + 1] not in (_OPEN, _CLOSE):
            found.append((opened, _OPEN))
            opened = None
    if opened is not None:
        found.append((opened, _OPEN))
    if len(found) > _LOST_AT_MOST * marks:
        return
    for at, left in found:
        message = f"{left} has no {_CLOSE if left == _OPEN else _OPEN}: the other mark was lost"
        yield subject.finding(at, at + 1, "ocr_error", message)


def _next_line(text: str, at: int) -> int:
    while at < len(text) and text[at] in "\n \u3000":
        at += 1
    return at
