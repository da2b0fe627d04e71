"""A document as the describing stage sees it: its text, its symbols with their places, and what is known of it."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from cxzy_nlp.copies.folding import Symbols
from cxzy_nlp.text.characters import fold_characters
from cxzy_nlp.text.script import detect_script, to_simplified

Ints = npt.NDArray[np.int64]

_DIGITS = {sign: str(value) for value, sign in enumerate("零一二三四五六七八九")} | {
    "〇": "0",
    "○": "0",
    "O": "0",
    "０": "0",
}
_HEAD, _FOOT = 240, 80


@dataclass(frozen=True, slots=True, eq=False)
class View:
    """One document: ``text`` is its whole source, `low` and `high` bound it, `start` and `end` place its symbols.

    ``plain`` is the text with script and width folded, ``signs`` are the symbols as a string.
    """

    id: str
    text: str
    low: int
    high: int
    date: str | None
    symbols: Symbols
    start: Ints
    end: Ints
    plain: str = ""
    signs: str = ""

    def __post_init__(self) -> None:
        if not self.plain:  # both keep every character's place
            object.__setattr__(self, "plain", fold_characters(to_simplified(self.text, detect_script(self.own))))
        if not self.signs:
            object.__setattr__(self, "signs", np.asarray(self.symbols, "<u2").tobytes().decode("utf-16-le"))

    @property
    def own(self) -> str:
        """The text of the document alone."""
        return self.text[self.low : self.high]

    @property
    def script(self) -> str:
        """``"hans"`` or ``"hant"``."""
        return detect_script(self.own[:1000])

    def day(self) -> str | None:
        """When it is dated: what its record says, or the date in its last or first lines."""
        return self.date if self.date is not None else stated_date(self.own)


@functools.cache
def _full_date() -> re.Pattern[str]:
    digit = "[0-9０-９〇○零一二三四五六七八九O]"
    part = "[0-9０-９一二三四五六七八九十]{1,3}"
    return re.compile(
        f"({digit}{{4}})\\s*年\\s*({part})\\s*月(?:\\s*({part})\\s*日)?|([12][0-9]{{3}})[.．/-]([0-9]{{1,2}})[.．/-]([0-9]{{1,2}})"
    )


def stated_date(text: str) -> str | None:
    """The date in the last lines of a text, or else the first in its opening lines, as ``YYYY-MM[-DD]``.

    For texts that come without a record; `analyze` knows more. Wrong where the opening tells of another day.

    Examples
    --------
    >>> stated_date("某村工作总结\\n……\\n二〇一一年三月十八日"), stated_date("只有正文")
    ('2011-03-18', None)
    """
    found = list(_full_date().finditer(text, max(0, len(text) - _FOOT)))
    first = found[-1] if found else _full_date().search(text, 0, _HEAD)
    if first is None:
        return None
    year, month, day = first.groups()[:3] if first[1] else first.groups()[3:]
    number = "".join(_DIGITS.get(sign, sign) for sign in year)
    if not number.isdecimal() or not 1900 < int(number) < 2100:
        return None
    parts = [str(int(number)), *(f"{value:02}" for value in (_small(month), _small(day)) if value)]
    return "-".join(parts)


def _small(text: str | None) -> int:
    """A number below 100 in digits or characters; 0 if there is none."""
    if not text:
        return 0
    if text.isdecimal():
        return int(text)
    tens, ten, ones = text.partition("十")
    if not ten:
        return int(_DIGITS.get(text[:1], "0"))
    return int(_DIGITS.get(tens, "1")) * 10 + int(_DIGITS.get(ones, "0"))
