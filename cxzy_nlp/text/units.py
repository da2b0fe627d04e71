"""Offsets in other units: what JavaScript and Java count (UTF-16 code units), and what Go and Rust do (UTF-8 bytes)."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Literal, get_args

from cxzy_nlp.errors import InputError

#: What an offset counts.
Unit = Literal["codepoint", "utf16", "utf8"]

# Between two marks the characters are counted anew for every look-up: few marks, and no look-up longer than this.
_STEP = 512


class OffsetUnits:
    """Converts offsets of one text between code points, UTF-16 code units and UTF-8 bytes.

    Every offset of this library counts code points, as Python does. The converter is made once for a text, in one pass
    over it, and answers each look-up in the time that a binary search takes.

    Parameters
    ----------
    text
        The text that the offsets point into.
    unit
        The other unit: ``"utf16"``, ``"utf8"``, or ``"codepoint"`` for no conversion.

    Raises
    ------
    InputError
        If the unit is unknown.

    Examples
    --------
    >>> text = "😀党员796名"
    >>> utf16, utf8 = OffsetUnits(text, "utf16"), OffsetUnits(text, "utf8")
    >>> [(units.from_codepoints(1), units.from_codepoints(6)) for units in (utf16, utf8)]
    [(2, 7), (4, 13)]
    >>> utf16.to_codepoints(7), utf8.to_codepoints(13)
    (6, 6)
    """

    def __init__(self, text: str, unit: Unit) -> None:
        if unit not in get_args(Unit):
            raise InputError(f"unknown unit {unit!r}; known units: {', '.join(get_args(Unit))}")
        self.unit: Unit = unit
        self._text = text
        self._marks = [0]  # the offset, in the other unit, of every _STEP-th character
        self._plain = unit == "codepoint" or text.isascii() or (unit == "utf16" and not _beyond(text))
        if not self._plain:
            for at in range(0, len(text), _STEP):
                self._marks.append(self._marks[-1] + self._size(text[at : at + _STEP]))

    def from_codepoints(self, offset: int) -> int:
        """The offset in the other unit of an offset in code points.

        Raises
        ------
        InputError
            If the text has no such offset.
        """
        self._check(offset, len(self._text), "characters")
        if self._plain:
            return offset
        mark, rest = divmod(offset, _STEP)
        return self._marks[mark] + (self._size(self._text[offset - rest : offset]) if rest else 0)

    def to_codepoints(self, offset: int) -> int:
        """The offset in code points of an offset in the other unit.

        Raises
        ------
        InputError
            If the text has no such offset, or it lies inside a character.
        """
        if self._plain:
            self._check(offset, len(self._text), "characters")
            return offset
        self._check(offset, self._marks[-1], "units")
        mark = bisect_right(self._marks, offset) - 1
        at, reached = min(mark * _STEP, len(self._text)), self._marks[mark]
        while reached < offset:
            reached += self._size(self._text[at])
            at += 1
        if reached != offset:
            raise InputError(f"offset {offset} ({self.unit}) lies inside the character {self._text[at - 1]!r}")
        return at

    def _size(self, piece: str) -> int:
        if self.unit == "utf16":
            return len(piece.encode("utf-16-le", "surrogatepass")) // 2
        return len(piece.encode("utf-8", "surrogatepass"))

    def _check(self, offset: int, size: int, what: str) -> None:
        if not 0 <= offset <= size:
            raise InputError(f"offset {offset} lies outside the text, which has {size} {what}")


def _beyond(text: str) -> bool:
    """Whether any character lies beyond the Basic Multilingual Plane."""
    return re.search("[\U00010000-\U0010ffff]", text) is not None
