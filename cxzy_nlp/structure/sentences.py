"""Sentences of a text."""

from __future__ import annotations

import re

# A sentence ends at its sign and the quotes and brackets that close behind it, or at the line's end.
_END = re.compile(r"(?:[。!?！？]+|…{1,2}|\.{3,6})[”’)）》】」』]*|\n+")


def sentence_spans(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Half-open spans of the sentences of ``text[start:end]``, without blanks around them.

    A quoted sentence inside a sentence ends one too; 。 inside brackets does not join.

    Examples
    --------
    >>> text = "开好局。“起好步！”抓落实\\n第二段"
    >>> [text[a:b] for a, b in sentence_spans(text)]
    ['开好局。', '“起好步！”', '抓落实', '第二段']
    """
    stop = len(text) if end is None else end
    spans: list[tuple[int, int]] = []
    at = start

    def add(first: int, last: int) -> None:
        while first < last and text[first].isspace():
            first += 1
        while last > first and text[last - 1].isspace():
            last -= 1
        if first < last:
            spans.append((first, last))

    for found in _END.finditer(text, start, stop):
        add(at, found.end())
        at = found.end()
    add(at, stop)
    return spans
