"""From the chains of all pairs to the pairs that are copies: what is common language is taken out first."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from cxzy_nlp.copies.blocks import Passage, find_blocks
from cxzy_nlp.copies.candidates import Pairs
from cxzy_nlp.copies.common import CommonText, Hashes, carried_by_groups, common_text
from cxzy_nlp.copies.corpus import Corpus
from cxzy_nlp.copies.families import families
from cxzy_nlp.copies.passages import Chains
from cxzy_nlp.copies.seeds import Postings

Ints = npt.NDArray[np.int64]

#: Own equal symbols of a passage, and of all passages of a pair: at least so many, and so large a share of the shorter
#: document, since long documents of one campaign agree in many a sentence. Of short documents half is enough.
_PASSAGE, _PAIR, _SHARE, _SHORT = 26.0, 42.0, 0.04, 0.5
#: Single sentences that were strewn about are passages too if there are enough of them.
_SENTENCE, _SENTENCES = 14.0, 2.5
#: Passages here and there, none of which is the chief one, must be a larger share: speeches of one campaign agree so.
_SCATTERED, _CHIEF = 0.07, 0.6
_OWN_SHARE = 0.3  # of the equal symbols of a passage
_LONG_CHAIN, _ALIKE = 40, 0.75  # equal symbols, and their share, of a chain that is no string of stock phrases
_RELATED_SHARE, _RELATED_LONGER = 0.5, 0.2


@dataclass(frozen=True, slots=True, eq=False)
class Matches:
    """The chains of all pairs: pair ``p`` has ``chains[first[p]:first[p + 1]]``."""

    pairs: Pairs
    chains: Chains
    first: Ints

    def __len__(self) -> int:
        return len(self.pairs)


@dataclass(frozen=True, slots=True)
class Copy:
    """A pair of documents of which one was copied, or both from a third."""

    a: int
    b: int
    passages: tuple[Passage, ...]

    @property
    def own(self) -> float:
        """Equal symbols that are no common language."""
        return sum(passage.own for passage in self.passages)


@dataclass(frozen=True, slots=True, eq=False)
class Judgement:
    """The copies of an archive, and which symbols of it are common language."""

    copies: list[Copy]
    common: CommonText
    hashes: Hashes


def judge(corpus: Corpus, postings: Postings, matches: Matches, known: Pairs | None = None) -> Judgement:
    """Which pairs are copies.

    Common language and relation explain each other, so that there are two rounds. First, documents are related that
    share half of the shorter one; what four unrelated ones carry may be common. Then, documents are related that are
    copies without that; what is still carried by four unrelated groups is common. `known` are pairs that were found
    to be copies before.
    """
    before = np.zeros((0, 2), np.int64) if known is None else known
    largely = np.concatenate([before, matches.pairs[_largely_equal(corpus, matches)]])
    family = families(len(corpus), largely, hubs_first=False)
    maybe = carried_by_groups(postings, family)
    text = common_text(corpus, maybe, postings.sampling)
    if not len(maybe):
        return Judgement(find_copies_without(corpus, matches, text), text, maybe)
    copies = find_copies_without(corpus, matches, text)
    related = np.array([(copy.a, copy.b) for copy in copies], np.int64).reshape(-1, 2)
    related = np.concatenate([before, related])
    common = carried_by_groups(postings, families(len(corpus), related, hubs_first=True), maybe)
    if len(common) < len(maybe):
        text = common_text(corpus, common, postings.sampling)
        copies = find_copies_without(corpus, matches, text)
    return Judgement(copies, text, common)


def find_copies_without(corpus: Corpus, matches: Matches, common: CommonText) -> list[Copy]:
    """The pairs that share enough besides common language."""
    own = own_symbols(corpus, matches, common)
    if not len(own):
        return []
    total = np.add.reduceat(np.append(own, 0.0), matches.first[:-1])
    total[np.diff(matches.first) == 0] = 0.0
    lengths = corpus.lengths
    shorter = np.minimum(lengths[matches.pairs[:, 0]], lengths[matches.pairs[:, 1]])
    need = np.minimum(np.maximum(_PAIR, _SHARE * shorter), _SHORT * shorter)
    copies = []
    for pair in np.flatnonzero(total >= need).tolist():
        rows = slice(int(matches.first[pair]), int(matches.first[pair + 1]))
        blocks = find_blocks(matches.chains[rows], own[rows].tolist())
        passages = _enough(blocks, min(_PASSAGE, float(_SHORT * shorter[pair])), float(need[pair]))
        if sum(one.own for one in passages) < _SCATTERED * shorter[pair] and _is_scattered(passages):
            passages = ()
        if not passages:
            passages = _enough(blocks, _SENTENCE, _SENTENCES * float(need[pair]))
        if passages:
            a, b = matches.pairs[pair].tolist()
            copies.append(Copy(a, b, passages))
    return copies


def _is_scattered(passages: tuple[Passage, ...]) -> bool:
    owns = [passage.own for passage in passages]
    return max(owns, default=0.0) < _CHIEF * sum(owns)


def _enough(blocks: list[Passage], least: float, need: float) -> tuple[Passage, ...]:
    """The passages of at least so many own symbols, if together they have what a pair needs."""
    passages = tuple(one for one in blocks if one.own >= least and one.own >= _OWN_SHARE * one.equal)
    return passages if sum(passage.own for passage in passages) >= need else ()


def own_symbols(corpus: Corpus, matches: Matches, common: CommonText) -> npt.NDArray[np.float64]:
    """For each chain its equal symbols, less the share of it that is common in either document.

    Of a long chain only what is common for long is taken off.
    """
    chains = matches.chains.astype(np.int64)
    if not len(chains):
        return np.zeros(0)
    pair = np.repeat(np.arange(len(matches)), np.diff(matches.first))
    shares = []
    for mask in (common.every, common.long):
        before = np.zeros(len(mask) + 1, np.int32)
        np.cumsum(~mask, dtype=np.int32, out=before[1:])
        sides = []
        for side in (0, 1):
            base = corpus.bounds[matches.pairs[pair, side]]
            low, high = base + chains[:, 2 * side], base + chains[:, 2 * side + 1]
            sides.append((before[high] - before[low]) / (high - low))
        shares.append(np.minimum(*sides))
    equal = chains[:, 4]
    size = np.maximum(chains[:, 1] - chains[:, 0], chains[:, 3] - chains[:, 2])
    whole = (equal >= _LONG_CHAIN) & (equal >= _ALIKE * size)
    return np.asarray(equal * np.where(whole, shares[1], shares[0]))


def _largely_equal(corpus: Corpus, matches: Matches) -> npt.NDArray[np.bool_]:
    if not len(matches.chains):
        return np.zeros(len(matches), bool)
    equal = np.add.reduceat(np.append(matches.chains[:, 4], 0), matches.first[:-1])
    equal[np.diff(matches.first) == 0] = 0
    lengths = corpus.lengths[matches.pairs]
    return np.asarray((equal >= _RELATED_SHARE * lengths.min(1)) & (equal >= _RELATED_LONGER * lengths.max(1)))
