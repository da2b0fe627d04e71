"""What a segmenter is, and what all of them share."""

from __future__ import annotations

import gc
from abc import ABC, abstractmethod
from collections.abc import Callable
from itertools import accumulate
from typing import Protocol, runtime_checkable

from cxzy_nlp.document import Token
from cxzy_nlp.tokens.lexicon import Lexicon
from cxzy_nlp.tokens.runs import PLACEHOLDER, Runs

#: Below, the collector of Python does not wake.
_MANY = 500


@runtime_checkable
class Segmenter(Protocol):
    """Cuts a text into tokens that tile it. Immutable once it is made, so that threads can share it; it is not pickled,
    but made anew in each process by `make_segmenter` from the Config.
    """

    @property
    def mark(self) -> str:
        """What it is, for the signature: name, version, hashes of what it knows."""
        ...

    def words(self, text: str) -> list[str]:
        """The pieces of `text`: words, numbers, signs, white space. Joined, they are the text."""
        ...

    def segment(self, text: str) -> list[Token]:
        """The pieces of `text` as tokens with offsets into it."""
        ...


class BaseSegmenter(ABC):
    """A segmenter that only has to say how it cuts.

    Parameters
    ----------
    mark
        What it is, for the signature.
    """

    def __init__(self, mark: str) -> None:
        self._mark = mark

    @property
    def mark(self) -> str:
        """What it is, for the signature."""
        return self._mark

    @abstractmethod
    def words(self, text: str) -> list[str]:
        """The pieces of `text`."""

    def segment(self, text: str) -> list[Token]:
        """The pieces of `text` as tokens."""
        words = self.words(text)
        return place_words(words, words, 0)

    def __reduce__(self) -> tuple[object, ...]:
        raise TypeError(f"{type(self).__name__} cannot be pickled; call make_segmenter(config) in each process")


def place_words(norms: list[str], texts: list[str], start: int) -> list[Token]:
    """Tokens for words that stand side by side from `start` on.

    The collector of reference cycles would look through the new tokens again and again while they are made, for a third
    of the time, and they are in no cycle: it rests meanwhile. That is one call into C, in which no other thread runs.

    Examples
    --------
    >>> place_words(["党员", " "], ["黨員", " "], 2)[0]
    Token(start=2, end=4, text='黨員', norm='党员')
    """
    starts = list(accumulate(map(len, texts), initial=start))
    ends = iter(starts)
    next(ends)
    resting = len(texts) > _MANY and gc.isenabled()
    if resting:
        gc.disable()
    try:
        return list(map(Token, zip(starts, ends, texts, norms, strict=False)))
    finally:
        if resting:
            gc.enable()


class RunSegmenter(BaseSegmenter):
    """A segmenter whose backend sees runs of Chinese characters only.

    All runs of a text go to the backend in one call, since the call costs more than the cutting.

    Parameters
    ----------
    mark
        What it is, for the signature.
    cut
        The backend: words of a text, signs and control characters as pieces of their own.
    lexicon
        The words that the backend was given; here are used those that only count where they stand alone.
    """

    def __init__(self, mark: str, cut: Callable[[str], list[str]], lexicon: Lexicon) -> None:
        super().__init__(mark)
        self._cut = cut
        self._runs = Runs(lexicon.alone)
        self._mixed = lexicon.mixed_pattern()

    def words(self, text: str) -> list[str]:
        """The pieces of `text`.

        Examples
        --------
        >>> RunSegmenter("signs", lambda text: list(text), Lexicon()).words("在2010年")
        ['在', '2010年']
        """
        if self._mixed is None:
            return self._plain_words(text)
        found: list[str] = []
        for place, piece in enumerate(self._mixed.split(text)):
            if place % 2:
                found.append(piece)
            elif piece:
                found += self._plain_words(piece)
        return found

    def _plain_words(self, text: str) -> list[str]:
        parts = self._runs.split(text)
        words = self._cut(PLACEHOLDER.join(parts[::2]))
        known, cut = self._runs.known, self._runs.cut
        place, longer = 0, []  # most parts are one piece, and take their places; for the others room is made at the end
        for part in parts[1::2]:
            place = words.index(PLACEHOLDER, place)
            pieces = known.get(part) or cut(part)
            words[place] = pieces[0]
            place += 1
            if len(pieces) > 1:
                longer.append((place, pieces[1:]))
        return _insert(words, longer) if longer else words


def _insert(words: list[str], more: list[tuple[int, tuple[str, ...]]]) -> list[str]:
    """`words` with more pieces before the given places."""
    found: list[str] = []
    last = 0
    for place, pieces in more:
        found += words[last:place]
        found += pieces
        last = place
    found += words[last:]
    return found
