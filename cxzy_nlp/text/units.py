"""Offsets in other units: what JavaScript and Java count (UTF-16 code units), and what Go and Rust do (UTF-8 bytes)."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from typing import Literal, get_args

from cxzy_nlp.errors import InputError

#: What an offset counts.
Unit = Literal["codepoint", "utf16", "utf8"]

# Between two marks bytes are counted anew for every look-up: few marks, and no look-up longer than this.
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
        self._wide = array("Q")  # where the characters stand that take two UTF-16 units
        self._marks = [0]  # the byte offset of every _STEP-th character
        if unit == "utf16":
            self._wide.extend(found.start() for found in re.finditer("[\U00010000-\U0010ffff]", text))
        elif unit == "utf8":
            for at in range(0, len(text), _STEP):
                self._marks.append(self._marks[-1] + len(_bytes(text[at : at + _STEP])))

    def from_codepoints(self, offset: int) -> int:
        """The offset in the other unit of an offset in code points.

        Raises
        ------
        InputError
            If the text has no such offset.
        """
        self._check(offset, len(self._text))
        if self.unit == "utf8":
            mark, rest = divmod(offset, _STEP)
            return self._marks[mark] + (len(_bytes(self._text[offset - rest : offset])) if rest else 0)
        return offset + bisect_left(self._wide, offset)

    def to_codepoints(self, offset: int) -> int:
        """The offset in code points of an offset in the other unit.

        Raises
        ------
        InputError
            If the text has no such offset, or it lies inside a character.
        """
        if self.unit == "utf8":
            self._check(offset, self._marks[-1])
            mark = bisect_right(self._marks, offset) - 1
            at = min(mark * _STEP, len(self._text))
            rest = _bytes(self._text[at : at + _STEP])[: offset - self._marks[mark]]
            try:
                return at + len(rest.decode("utf-8", "surrogatepass"))
            except UnicodeDecodeError:
                raise self._inside(offset) from None
        self._check(offset, len(self._text) + len(self._wide))
        before = bisect_left(range(len(self._wide)), offset, key=lambda number: self._wide[number] + number)
        if before and self._wide[before - 1] + before == offset:
            raise self._inside(offset)
        return offset - before

    def _inside(self, offset: int) -> InputError:
        return InputError(f"offset {offset} ({self.unit}) lies inside a character")

    def _check(self, offset: int, size: int) -> None:
        if not 0 <= offset <= size:
            raise InputError(f"offset {offset} ({self.unit}) lies outside the text, which ends at {size}")


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
