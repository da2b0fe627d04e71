"""What the checks look at: one document's stretch of a reading, and everything found in it."""

from __future__ import annotations

from dataclasses import dataclass

from cxzy_nlp.document import Breakdown, CountFact, DateFact, Finding, Framework, Label, Section, TextSpan
from cxzy_nlp.text import Reading


@dataclass(frozen=True, slots=True)
class Subject:
    """A document under audit.

    Parameters
    ----------
    reading
        The reading of the whole source.
    start, end
        The document's stretch of the reading.
    title
        Its title, in the source.
    sections, dates, counts, breakdowns, frameworks
        Its facts, in the source.
    genre, campaign
        Its labels, if it was classified.
    """

    reading: Reading
    start: int
    end: int
    title: TextSpan | None = None
    sections: tuple[Section, ...] = ()
    dates: tuple[DateFact, ...] = ()
    counts: tuple[CountFact, ...] = ()
    breakdowns: tuple[Breakdown, ...] = ()
    frameworks: tuple[Framework, ...] = ()
    genre: Label | None = None
    campaign: Label | None = None

    @property
    def text(self) -> str:
        """The reading's text; ``start:end`` of it is the document."""
        return self.reading.text

    def finding(self, start: int, end: int, kind: str, message: str, related: tuple[str, ...] = ()) -> Finding:
        """A finding at a span of the reading."""
        first, last = self.reading.offsets.to_source(start, end)
        return Finding(first, last, kind, message, related)
