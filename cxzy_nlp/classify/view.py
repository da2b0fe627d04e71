"""What a classifier looks at: one document's stretch of a reading, with its title and headings."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cxzy_nlp.structure.headings import Heading


@dataclass(frozen=True, slots=True)
class View:
    """A document before its classification, as spans of the reading.

    Parameters
    ----------
    text
        The reading's text; ``start:end`` of it is the document.
    start, end
        The document's stretch.
    title
        Its title, which may lie before `start` (a title that only a part marker carries).
    headings
        Its headings, in order.
    bodies
        For each heading the span below it.
    years
        The years that the text states in full.
    dated
        The year and month of the document's date, earliest and latest, as ``(2010, 4)``; ``None`` if it has none.
    """

    text: str
    start: int
    end: int
    title: tuple[int, int] | None = None
    headings: tuple[Heading, ...] = ()
    bodies: tuple[tuple[int, int], ...] = ()
    years: tuple[int, ...] = ()
    dated: tuple[tuple[int, int], tuple[int, int]] | None = None


_YEAR = re.compile(r"(?<!\d)(?:19[5-9]|20[0-4])\d(?=年|[.\-/]\d)")


def stated_years(text: str, start: int, end: int) -> tuple[int, ...]:
    """The years written in digits in ``text[start:end]``, each once.

    Examples
    --------
    >>> stated_years("2010年5月至2011年6月，2010年总结", 0, 21)
    (2010, 2011)
    """
    return tuple(sorted({int(found[0]) for found in _YEAR.finditer(text, start, end)}))
