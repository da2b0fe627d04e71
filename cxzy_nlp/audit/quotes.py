"""Quotation marks that lost the other one of their pair."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator

from cxzy_nlp.audit.subject import Subject
from cxzy_nlp.document import Finding

_OPEN, _CLOSE = "“", "”"
_MARK = re.compile(f"[{_OPEN}{_CLOSE}]")
_LINE = re.compile(r"[^\n]+")
#: So many lines on, a quotation that is still open has lost its end.
_LINES = 6
#: In a text that lacks more than this share of its marks they are not set in pairs at all (“十五“规划, scanned pages).
_LOST_AT_MOST = 0.2


def lost_marks(subject: Subject) -> Iterator[Finding]:
    """A finding for each opening mark that nothing closes, and for each closing one that nothing opened.

    A quotation may stand in another one and go on over lines; one that goes on over paragraphs may open each of them.
    Silent where more than a fifth of the marks have lost theirs. Wrong where two lost marks make a pair.

    Examples
    --------
    >>> from cxzy_nlp import analyze
    >>> text = "全镇开展“三亮活动，党员戴徽章。群众说“好”。支部再议“四诺”、“双评”、“五带头”，个个有回音。"
    >>> [(text[f.start:f.end], f.start, f.kind) for f in analyze(text)[0].findings]
    [('“', 4, 'ocr_error')]
    """
    text = subject.text
    lost: list[int] = []
    open_marks: deque[tuple[int, int]] = deque()  # line and place of each
    marks = 0
    lines = (line for line in _LINE.finditer(text, subject.start, subject.end) if not line[0].isspace())
    for number, line in enumerate(lines):
        while open_marks and open_marks[0][0] + _LINES < number:
            lost.append(open_marks.popleft()[1])
        first = line.end() - len(line[0].lstrip())
        for mark in _MARK.finditer(text, line.start(), line.end()):
            marks += 1
            if mark[0] == _OPEN:
                if mark.start() == first and open_marks and open_marks[-1][0] < number:
                    open_marks.pop()  # the next paragraph of the same quotation
                open_marks.append((number, mark.start()))
            elif open_marks:
                open_marks.pop()
            elif not text[mark.start() - 1 : mark.start()].isdigit():  # 12”显示屏
                lost.append(mark.start())
    lost += [at for _, at in open_marks]
    if len(lost) > _LOST_AT_MOST * marks:
        return
    for at in sorted(lost):
        yield subject.finding(at, at + 1, "ocr_error", "the other mark of this quotation was lost")
