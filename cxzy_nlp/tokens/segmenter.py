"""What a segmenter is, and what all of them share."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable
from functools import partial
from itertools import accumulate
from typing import Protocol, cast, runtime_checkable

from cxzy_nlp.document import Token
from cxzy_nlp.tokens.lexicon import Lexicon
from cxzy_nlp.tokens.runs import set_apart, split_runs

#: Makes a Token of the tuple of its fields, without the detour over Python code.
make_token = cast(Callable[[Iterable[object]], Token], partial(tuple.__new__, Token))


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

    Examples
    --------
    >>> place_words(["党员", " "], ["黨員", " "], 2)[0]
    Token(start=2, end=4, text='黨員', norm='党员', space=False)
    """
    ends = list(accumulate(map(len, texts), initial=start))
    return list(map(make_token, zip(ends, ends[1:], texts, norms, map(str.isspace, norms), strict=False)))


class RunSegmenter(BaseSegmenter):
    """A segmenter whose backend sees runs of Chinese characters only.

    All runs of a text go to the backend in one call, one a line, since the call costs more than the cutting.

    Parameters
    ----------
    mark
        What it is, for the signature.
    cut
        The backend: words of a text, line ends as pieces of their own.
    lexicon
        The words that the backend was given; here are used those that only count where they stand alone.
    """

    def __init__(self, mark: str, cut: Callable[[str], list[str]], lexicon: Lexicon) -> None:
        super().__init__(mark)
        self._cut = cut
        self._alone = lexicon.alone
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
        parts = split_runs(text)
        if not self._alone.isdisjoint(parts):
            parts = set_apart(parts, self._alone)
        words = self._cut("\n".join(parts[::2]))
        between = iter(parts[1::2])
        return [next(between) if word == "\n" else word for word in words]
