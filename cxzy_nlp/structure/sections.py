"""Headings and what stands under them."""

from __future__ import annotations

from collections.abc import Sequence

from cxzy_nlp.structure.headings import Heading


def section_bodies(text: str, headings: Sequence[Heading], end: int) -> list[tuple[int, int]]:
    """For each heading, the span from behind it to the next heading of the same or a higher rank.

    Examples
    --------
    >>> from cxzy_nlp.structure.headings import find_headings
    >>> text = "一、领导\\n(一)责任。要动起来。\\n二、宣传\\n要办好。"
    >>> [text[a:b] for a, b in section_bodies(text, find_headings(text, 0, len(text)), len(text))]
    ['(一)责任。要动起来。', '要动起来。', '要办好。']
    """
    bodies: list[tuple[int, int]] = []
    stops: list[int] = []  # computed from the last heading backwards: open headings by level
    nearest: dict[int, int] = {}
    for heading in reversed(headings):
        stops.append(min((start for level, start in nearest.items() if level <= heading.level), default=end))
        nearest[heading.level] = heading.start
        for level in [level for level in nearest if level > heading.level]:
            del nearest[level]
    for heading, stop in zip(headings, reversed(stops), strict=True):
        first, last = heading.end, stop
        while last > first and text[last - 1] in " \n":
            last -= 1
        while first < last and text[first] in "。:;,! \n":
            first += 1
        bodies.append((first, last) if first < last else (heading.end, heading.end))
    return bodies
