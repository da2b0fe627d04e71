"""The normal form of a document: the symbols that are compared, each with its place in the source."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from cxzy_nlp.copies.folding import LONGEST, Symbols, code_of, code_points, lexicon, to_symbols
from cxzy_nlp.text.offsets import OffsetMap
from cxzy_nlp.text.reading import Reading

Places = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class NormalForm:
    """Symbols and where they stand: symbol ``i`` is ``source.text[start[i]:end[i]]``."""

    symbols: Symbols
    start: npt.NDArray[np.int64]
    end: npt.NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.symbols)


def normalize(reading: Reading, start: int = 0, end: int | None = None) -> NormalForm:
    """The normal form of the part ``start:end`` (of the source) of a reading.

    Script, width and noise are folded by the reading already. Only Han characters without the numerals are left, so
    that figures, dates, punctuation and masks never keep two passages apart; words of one class of synonyms become
    one symbol. Wrong for a text of figures only, of which nothing is left.

    Examples
    --------
    >>> from cxzy_nlp.document import Source
    >>> from cxzy_nlp.text import make_reading
    >>> texts = ("2010年，深入开展活动", "××年深入發展運動")
    >>> one, two = (normalize(make_reading(Source.from_text(text))) for text in texts)
    >>> bool((one.symbols == two.symbols).all()), one.start.tolist()
    (True, [4, 6, 8, 10])
    """
    symbols = to_symbols(code_points(reading.text))
    places = np.flatnonzero(symbols)
    low, high = _source_places(reading.offsets, places)
    limit = len(reading.source.text) if end is None else end
    inside = (low >= start) & (high <= limit)
    if not inside.all():
        places, low, high = places[inside], low[inside], high[inside]
    return _fold_words(symbols[places], low, high)


def _source_places(offsets: OffsetMap, places: Places) -> tuple[Places, Places]:
    if offsets.is_identity or not len(places):
        return places, places + 1
    clean = np.array(offsets.clean)
    source, length, taken = np.array(offsets.source), np.array(offsets.length), np.array(offsets.taken)
    runs = np.searchsorted(clean, places, "right") - 1
    steady = (length == taken)[runs]
    low = source[runs] + np.where(steady, places - clean[runs], 0)
    return low, np.where(steady, low + 1, low + taken[runs])


def _fold_words(symbols: Symbols, low: Places, high: Places) -> NormalForm:
    """Leftmost words first, the longest of those that begin together."""
    words = lexicon()
    found: dict[int, tuple[int, int]] = {}
    for length in range(1, LONGEST + 1):  # longer words overwrite shorter ones
        if length not in words.codes or len(symbols) < length:
            continue
        maybe = np.flatnonzero(words.opens[length][symbols[: len(symbols) - length + 1]])
        if not len(maybe):
            continue
        codes = symbols[maybe].astype(np.uint64)
        for offset in range(1, length):
            codes = codes << np.uint64(16) | symbols[maybe + offset]
        at = np.minimum(np.searchsorted(words.codes[length], codes), len(words.codes[length]) - 1)
        hit = words.codes[length][at] == codes
        classes = words.classes[length][at[hit]].tolist()
        found.update({place: (length, symbol) for place, symbol in zip(maybe[hit].tolist(), classes, strict=True)})
    if not found:
        return NormalForm(symbols, low, high)
    folded, ends = symbols.copy(), high.copy()
    kept = np.ones(len(symbols), bool)
    free = 0
    for place in sorted(found):
        if place < free:
            continue
        length, symbol = found[place]
        free = place + length
        folded[place] = symbol
        if length > 1:
            ends[place] = high[free - 1]
            kept[place + 1 : free] = False
    return NormalForm(folded[kept], low[kept], ends[kept])


def grams(symbols: Symbols, length: int) -> npt.NDArray[np.uint64]:
    """The code of the `length` symbols from each position on (up to four: exact)."""
    return code_of(symbols, length)
