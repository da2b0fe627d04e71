"""A Reading: the cleaned copy of a source with its way back."""

from __future__ import annotations

from dataclasses import dataclass

from cxzy_nlp.document import Source, TextSpan
from cxzy_nlp.text.offsets import OffsetMap


@dataclass(frozen=True, slots=True)
class Repair:
    """What a cleaning step took out of running text or joined there: a span of the source, the kind of its edit."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Reading:
    """The text that extractors work on.

    In a reading, line ends are ``\\n``, full-width signs and digits are half-width (``，：；（）！？％`` are
    ``,:;()!?%``), brackets 「」『』 are “”‘’, Traditional script is Simplified, glyph errors are mended, hard-wrapped
    lines are rejoined, page numbers, blanks inside words and site boilerplate are gone. 。、《》“”‘’ stay as they are.

    Parameters
    ----------
    source
        What was read.
    text
        The cleaned copy.
    offsets
        The map from `text` back to ``source.text``.
    repairs
        What was repaired, in the order of the source: site lines, page numbers and blanks taken out, lines joined.
    """

    source: Source
    text: str
    offsets: OffsetMap
    repairs: tuple[Repair, ...] = ()

    def span(self, start: int, end: int) -> TextSpan:
        """The source surface of ``text[start:end]``.

        Examples
        --------
        >>> from cxzy_nlp.text import make_reading
        >>> reading = make_reading(Source.from_text("全鎮黨員７９６名"))
        >>> reading.text, reading.span(4, 8).text
        ('全镇党员796名', '７９６名')
        """
        return TextSpan(*self.surface(start, end))

    def surface(self, start: int, end: int) -> tuple[int, int, str]:
        """The source span of ``text[start:end]`` and its text, for what is a span itself.

        Examples
        --------
        >>> from cxzy_nlp.text import make_reading
        >>> make_reading(Source.from_text("全鎮黨員７９６名")).surface(4, 8)
        (4, 8, '７９６名')
        """
        first, last = self.offsets.to_source(start, end)
        return first, last, self.source.text[first:last]
