"""What a classifier looks at: one document's stretch of a reading, with its title and headings."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cxzy_nlp.facts.numerals import parse_digits
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
    years
        The years that the text is to be taken to state in full; ``None`` for those that stand in it.
    dated
        The year and month of the document's date, earliest and latest, as ``(2010, 4)``; ``None`` if it has none.
    """

    text: str
    start: int
    end: int
    title: tuple[int, int] | None = None
    headings: tuple[Heading, ...] = ()
    years: tuple[int, ...] | None = None
    dated: Months | None = None

    def stated(self) -> tuple[int, ...]:
        """The years that the text states in full.

        They are looked for when they are asked for: few documents need them.

        Examples
        --------
        >>> View("2010年5月的总结", 0, 10).stated()
        (2010,)
        """
        return stated_years(self.text, self.start, self.end) if self.years is None else self.years


_DATE = re.compile(r"(\d{4})(?:-(\d\d))?")
#: A year in digits: 2010年, 2010-05, 2010.5.21; 2012.5万元 is an amount.
_YEAR = re.compile(
    r"(?<![\d.])(?:19[5-9]|20[0-4])\d(?=年|[-/]\d{1,2}(?!\d)|\.\d{1,2}(?:\.\d|[^\d.\u4e00-\u9fff%]|$))"
    r"|二[〇○零][〇○零一二三四][〇○零一二三四五六七八九](?=年)"
)


def stated_years(text: str, start: int, end: int) -> tuple[int, ...]:
    """The years written in ``text[start:end]``, each once.

    Examples
    --------
    >>> stated_years("2010年5月至2011年6月，2010年总结", 0, 21)
    (2010, 2011)
    """
    return tuple(sorted({parse_digits(found[0]) for found in _YEAR.finditer(text, start, end)}))


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
