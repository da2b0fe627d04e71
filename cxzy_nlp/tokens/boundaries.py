"""What our tokens owe to a backend that cuts by itself: its cuts, put right at runs and at words of the lexicon."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import accumulate, pairwise

from cxzy_nlp.text.patterns import alternation
from cxzy_nlp.tokens.lexicon import Lexicon, words_of
from cxzy_nlp.tokens.runs import SIGNS, Runs

_SIGN = re.compile(f"[{SIGNS}]")


class Boundaries:
    """Cuts of a text, corrected.

    Parameters
    ----------
    lexicon
        Firm words are forced; loose ones are joined where they begin and end at a cut; those that only count alone are
        joined between signs.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        firm, loose = words_of(lexicon)
        self._runs = Runs(lexicon.alone)
        self._firm = frozenset(firm)
        self._pattern = re.compile(alternation([*firm, *loose])) if firm or loose else None

    def words(self, text: str, words: Iterable[str]) -> list[str]:
        """`text` cut where `words` do, but never inside a number, date or Latin word, and always beside them.

        A cut that joins Chinese characters to what stands before them (2010年, 3月) is kept as it is.

        Examples
        --------
        >>> Boundaries(Lexicon(firm=frozenset(["四议两公开"]))).words("按四议两公开办", ["按四", "议两公开办"])
        ['按', '四议两公开', '办']
        """
        cuts = {0, *accumulate(map(len, words)), len(text)}
        at = 0
        for place, part in enumerate(self._runs.split(text)):
            if place % 2:
                cuts.difference_update(range(at + 1, at + len(part)))
                cuts.update(accumulate(map(len, self._runs.cut(part)), initial=at))
            at += len(part)
        for sign in _SIGN.finditer(text):
            cuts.update(sign.span())
        if self._pattern is not None:
            self._join(text, cuts)
        ordered = sorted(cuts)
        return [text[left:right] for left, right in pairwise(ordered)]

    def _join(self, text: str, cuts: set[int]) -> None:
        assert self._pattern is not None
        for found in self._pattern.finditer(text):
            start, end = found.span()
            if found[0] in self._firm or (start in cuts and end in cuts):
                cuts.difference_update(range(start + 1, end))
                cuts.update((start, end))
