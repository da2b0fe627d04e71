"""What a classifier looks at: one document's stretch of a reading, with its title and headings."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cxzy_nlp.structure.headings import Heading

#: Earliest and latest year and month.
Months = tuple[tuple[int, int], tuple[int, int]]


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
    dated
        The year and month of the document's date, earliest and latest, as ``(2010, 4)``; ``None`` if it has none.
    """

    text: str
    start: int
    end: int
    title: tuple[int, int] | None = None
    headings: tuple[Heading, ...] = ()
    dated: Months | None = None


_DATE = re.compile(r"(\d{4})(?:-(\d\d))?")


def months_of(earliest: str | None, latest: str | None, value: str | None) -> Months | None:
    """The first and last year and month that a document's date can mean; ``None`` where no year is known.

    Examples
    --------
    >>> months_of(None, None, "2010"), months_of("2011-05-01", "2011-06-30", "2011")
    (((2010, 1), (2010, 12)), ((2011, 5), (2011, 6)))
    """
    first, last = _DATE.match(earliest or value or ""), _DATE.match(latest or value or "")
    if first is None or last is None:
        return None
    return (int(first[1]), int(first[2] or 1)), (int(last[1]), int(last[2] or 12))
