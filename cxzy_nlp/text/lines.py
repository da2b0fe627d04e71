"""Lines of a text as spans."""

from __future__ import annotations

from typing import NamedTuple


class Line(NamedTuple):
    """A line that is not blank.

    Parameters
    ----------
    start, end
        The line without its surrounding blanks.
    text
        ``text[start:end]``.
    indent
        Number of blanks before it.
    gap
        Number of blank lines before it.
    """

    start: int
    end: int
    text: str
    indent: int
    gap: int


def split_lines(text: str, start: int = 0, end: int | None = None) -> list[Line]:
    """The non-blank lines of ``text[start:end]``.

    Examples
    --------
    >>> [(line.text, line.indent, line.gap) for line in split_lines("甲\\n\\n  乙 \\n")]
    [('甲', 0, 0), ('乙', 2, 1)]
    """
    lines: list[Line] = []
    gap = 0
    at = start
    for raw in text[start:end].split("\n"):
        body = raw.strip(" ")
        if body:
            indent = len(raw) - len(raw.lstrip(" "))
            lines.append(Line(at + indent, at + indent + len(body), body, indent, gap))
            gap = 0
        else:
            gap += 1
        at += len(raw) + 1
    return lines
