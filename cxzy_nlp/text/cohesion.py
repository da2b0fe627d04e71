"""How firmly two characters hang together in a text: the evidence that a blank between them splits a word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

#: A text is judged by itself, a long one by the part around the place.
_BLOCK = 30_000
_MARGIN = 10_000
#: So many pairs are looked up one by one before all are counted.
_FEW = 400


class Cohesion:
    """Shares of pairs of characters in a text, counted when they are asked for.

    Examples
    --------
    >>> cohesion = Cohesion("积极性高,态度积极,党员积极,党组织有力,作为有力")
    >>> cohesion.share("积", "极", 0), cohesion.share("员", "组", 0)
    (1.0, 0.0)
    """

    __slots__ = ("_blocks", "_text")

    def __init__(self, text: str) -> None:
        self._text = text
        self._blocks: dict[int, _Block] = {}

    def share(self, left: str, right: str, at: int) -> float:
        """Times that the two stand side by side near `at`, over the times that the rarer one occurs there."""
        number = at // _BLOCK
        block = self._blocks.get(number)
        if block is None:
            start = number * _BLOCK
            block = self._blocks[number] = _Block(self._text[max(0, start - _MARGIN) : start + _BLOCK + _MARGIN])
        return block.share(left + right)


class _Block:
    __slots__ = ("_pairs", "_shares", "_singles", "_text")

    def __init__(self, text: str) -> None:
        self._text = text
        self._shares: dict[str, float] = {}
        self._singles: dict[str, int] = {}
        self._pairs: Mapping[str, int] | None = None

    def share(self, pair: str) -> float:
        if pair not in self._shares:
            if self._pairs is None and len(self._shares) >= _FEW:
                self._pairs = Counter(map(str.__add__, self._text, self._text[1:]))
            together = self._text.count(pair) if self._pairs is None else self._pairs.get(pair, 0)
            self._shares[pair] = together / min(map(self._single, pair)) if together else 0.0
        return self._shares[pair]

    def _single(self, character: str) -> int:
        if character not in self._singles:
            self._singles[character] = self._text.count(character)
        return self._singles[character]
