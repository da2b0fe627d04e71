"""Which characters of a text are compared, and which words are read as one.

Every symbol of the normal form is a 16-bit number: a Han character is its code point, a class of words that copyists
exchange (开展, 发展, 展开) one number of the private use area.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from cxzy_nlp.knowledge import load, table_names
from cxzy_nlp.text.script import to_simplified

Symbols = npt.NDArray[np.uint16]

#: Numerals are slots: 三个 in one report is 3个 or 四个 in the next. They are dropped everywhere, in words as well
#: (一定), which loses little and needs no grammar. 某 is a mask, 第 belongs to the numeral.
_DROPPED = "〇○零一二三四五六七八九十百千万亿两廿卅壹贰叁肆伍陆柒捌玖拾佰仟某第"
_FIRST_CLASS = 0xE000
_LAST_CLASS = 0xEFFF
_ASTRAL = 0xF000  # Han characters beyond the BMP share the rest of the private use area
LONGEST = 4


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """The words of all classes by length, ready to be looked up in bulk.

    ``codes[n]`` holds the n-character words as 64-bit codes, ascending, ``classes[n]`` their class symbols, and
    ``opens[n]`` says of every symbol whether such a word begins with it.
    """

    codes: Mapping[int, npt.NDArray[np.uint64]]
    classes: Mapping[int, Symbols]
    opens: Mapping[int, npt.NDArray[np.bool_]]


@functools.cache
def symbol_table() -> Symbols:
    """The symbol of every code point of the BMP; 0 for what is not compared.

    Examples
    --------
    >>> [int(symbol_table()[ord(sign)]) for sign in "，三A"], int(symbol_table()[ord("党")]) == ord("党")
    ([0, 0, 0], True)
    """
    table = np.zeros(0x10000, np.uint16)
    for low, high in ((0x3400, 0x4DC0), (0x4E00, 0xA000), (0xF900, 0xFB00)):
        table[low:high] = np.arange(low, high)
    table[[ord(sign) for sign in _DROPPED]] = 0
    return table


def to_symbols(points: npt.NDArray[np.uint32]) -> Symbols:
    """The symbol of each code point; 0 for what is not compared."""
    symbols: Symbols = symbol_table()[np.minimum(points, 0xFFFF)]
    beyond = points >= 0x20000
    if beyond.any():
        symbols[beyond] = (_ASTRAL + points[beyond] % 0x900).astype(np.uint16)
        symbols[points >= 0x32000] = 0  # no Han: variation selectors and the like
    return symbols


def code_points(text: str) -> npt.NDArray[np.uint32]:
    """The code points of a text as an array."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)


@functools.cache
def word_classes() -> Mapping[str, int]:
    """The class symbol of each word of the synonym tables.

    Source: ``copy_synonyms`` and, where the library has it, ``spin_synonyms``. A word stands in one class only: what
    two classes claim stays where it was first, or ever more words would be one.

    Examples
    --------
    >>> word_classes()["开展"] == word_classes()["发展"]
    True
    """
    classes: dict[str, int] = {}
    following = _FIRST_CLASS
    groups = [tuple(entry["words"]) for entry in load("copy_synonyms")]
    if "spin_synonyms" in table_names():
        groups += [(entry["original"], entry["spun"]) for entry in load("spin_synonyms")]
    for words in groups:
        symbol = next((classes[word] for word in words if word in classes), None)
        if symbol is None:
            symbol, following = following, following + 1
        for word in words:
            classes.setdefault(word, symbol)
    if following > _LAST_CLASS:
        raise OverflowError("more classes of synonyms than symbols")
    return classes


@functools.cache
def lexicon() -> Lexicon:
    """The words of `word_classes` in the symbols that a text is looked up with (without the dropped characters)."""
    by_length: dict[int, dict[int, int]] = {}
    for word, symbol in word_classes().items():
        symbols = to_symbols(code_points(to_simplified(word, "hans")))
        kept = symbols[symbols > 0]
        if 0 < len(kept) <= LONGEST and (len(kept) > 1 or len(word) == 1):
            by_length.setdefault(len(kept), {}).setdefault(int(code_of(kept, len(kept))[0]), symbol)
    codes, classes, opens = {}, {}, {}
    for length, found in by_length.items():
        ordered = sorted(found.items())
        codes[length] = np.array([code for code, _ in ordered], np.uint64)
        classes[length] = np.array([symbol for _, symbol in ordered], np.uint16)
        heads = np.zeros(0x10000, bool)
        heads[(codes[length] >> np.uint64(16 * (length - 1))).astype(np.int64)] = True
        opens[length] = heads
    return Lexicon(codes, classes, opens)


def code_of(symbols: Symbols, length: int) -> npt.NDArray[np.uint64]:
    """Up to four symbols from each position on as one number; equal numbers mean equal symbols.

    Examples
    --------
    >>> codes = code_of(np.array([1, 2, 1, 2], np.uint16), 2)
    >>> [int(code) for code in codes] == [65538, 131073, 65538]
    True
    """
    size = len(symbols) - length + 1
    if size <= 0:
        return np.zeros(0, np.uint64)
    codes = symbols[:size].astype(np.uint64)
    for offset in range(1, length):
        codes <<= np.uint64(16)
        codes |= symbols[offset : offset + size]
    return codes
