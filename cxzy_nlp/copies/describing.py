"""A pair in words: how it was changed, and which of the two was probably first."""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter

import numpy as np
import numpy.typing as npt

from cxzy_nlp.copies.alignment import Place, align, between
from cxzy_nlp.copies.blocks import Passage
from cxzy_nlp.copies.differences import Difference, find_differences, squeeze
from cxzy_nlp.copies.fluency import Fluency
from cxzy_nlp.copies.folding import word_classes
from cxzy_nlp.copies.passages import Chains
from cxzy_nlp.copies.views import View

Ints = npt.NDArray[np.int64]

_FILLED = ("number", "date", "place", "organisation", "person")
_WORDS = {
    "number": ("figure", "figures"), "date": ("date", "dates"), "place": ("place", "places"),
    "organisation": ("organisation", "organisations"), "person": ("person", "persons"),
}  # fmt: skip
_SPUN_SHARE = 0.02  # exchanged words for each symbol that agrees
_NOISE_SHARE = 0.006
_WHOLE = 0.75
#: Share of a document that makes it stand in the other, and difference of the shares that makes it an excerpt.
_STANDS, _UNEVEN = 0.6, 0.15
_FIRST_CLASS = 0xE000
_STOPS = "。！？；!?;\n"
_STOP = re.compile(f"[{_STOPS}]")
_LINE = re.compile(r"\S[^\n]*")
_RAGGED = 18  # characters between moved text and the edge of its sentence that are looked at
#: Symbols between a passage and the edge of both documents that belong to it.
NEAR_EDGE = 14


@dataclass(frozen=True, slots=True)
class Description:
    """What `describe` finds out about a pair; `lead` is above 0 if `a` was probably first, below if `b`."""

    transformations: tuple[str, ...]
    evidence: tuple[str, ...]
    lead: float
    certain: bool


@dataclass(frozen=True, slots=True, eq=False)
class Aligned:
    """The symbols of two documents that go together, ascending in the first, and what differs between them."""

    i: Ints
    j: Ints
    differences: tuple[Difference, ...]
    synonyms: tuple[tuple[str, str], ...]


def align_pair(a: View, b: View, chains: Chains) -> Aligned:
    """Align the chains of a pair symbol by symbol."""
    i, j = align(a.signs, b.signs, chains)
    places, breaks = between((a.start, a.end), (b.start, b.end), (i, j))
    places += [*_edges(a, b, i, j), *_at_breaks(a, b, i, j, breaks)]
    places.sort()
    differences = tuple(find_differences(a.plain, b.plain, places))
    words = (a.symbols[i] >= _FIRST_CLASS).nonzero()[0] if len(i) else i
    left, right = i[words], j[words]
    spans = zip(
        a.start[left].tolist(), a.end[left].tolist(), b.start[right].tolist(), b.end[right].tolist(), strict=True
    )
    synonyms = []
    for a0, a1, b0, b1 in spans:
        one, other = a.plain[a0:a1], b.plain[b0:b1]
        if one != other and (one := squeeze(one)) != (other := squeeze(other)):
            synonyms.append((one, other))
    order = np.argsort(i, kind="stable")  # chains may claim the same symbols
    return Aligned(i[order], j[order], tuple(sorted(differences, key=attrgetter("a0"))), tuple(synonyms))


def _edges(a: View, b: View, i: Ints, j: Ints) -> list[Place]:
    """What stands before the first and behind the last symbols that go together, near the edge of both documents: a
    title that begins with the name of the place."""
    if not len(i):
        return []
    found = []
    first, last = int(i.argmin()), int(i.argmax())
    if max(i[first], j[first]) <= NEAR_EDGE:
        found += _by_line(a.plain, b.plain, (a.low, int(a.start[i[first]]), b.low, int(b.start[j[first]])))
    if max(len(a.symbols) - i[last], len(b.symbols) - j[last]) <= NEAR_EDGE + 1:
        found += _by_line(a.plain, b.plain, (int(a.end[i[last]]), a.high, int(b.end[j[last]]), b.high))
    return found


def _by_line(a: str, b: str, place: Place) -> list[Place]:
    """A signature has the unit on one line and the date on the next: a place for each, if both have as many lines."""
    one = [found.span() for found in _LINE.finditer(a, place[0], place[1])]
    other = [found.span() for found in _LINE.finditer(b, place[2], place[3])]
    if len(one) < 2 or len(one) != len(other):
        return [place]
    return [(*left, *right) for left, right in zip(one, other, strict=True)]


def _at_breaks(a: View, b: View, i: Ints, j: Ints, breaks: Ints) -> Iterator[Place]:
    """Where sentences were moved, the rest of the sentence before and the beginning of the one after: a name that opens
    or ends a sentence has symbols that go together on one side only."""
    for at in breaks.tolist():
        a0, b0 = int(a.end[i[at]]), int(b.end[j[at]])
        a1, b1 = _sentence_end(a.plain, a0), _sentence_end(b.plain, b0)
        if a1 > a0 and b1 > b0:
            yield a0, a1, b0, b1
        a1, b1 = int(a.start[i[at + 1]]), int(b.start[j[at + 1]])
        a0, b0 = _sentence_start(a.plain, a1), _sentence_start(b.plain, b1)
        if a0 < a1 and b0 < b1:
            yield a0, a1, b0, b1


def _sentence_end(text: str, place: int) -> int:
    found = _STOP.search(text, place, place + _RAGGED)
    return found.start() if found else place


def _sentence_start(text: str, place: int) -> int:
    low = max(0, place - _RAGGED)
    found = max(text.rfind(sign, low, place) for sign in _STOPS)
    return found + 1 if found >= 0 else place


def turned(aligned: Aligned) -> Aligned:
    """The same alignment with the documents the other way round."""
    differences = [Difference(d.kind, d.b0, d.b1, d.a0, d.a1, -d.masked) for d in aligned.differences]
    differences.sort(key=attrgetter("a0"))
    order = np.argsort(aligned.j, kind="stable")
    synonyms = tuple((other, one) for one, other in aligned.synonyms)
    return Aligned(aligned.j[order], aligned.i[order], tuple(differences), synonyms)


def describe(
    a: View, b: View, passages: Sequence[Passage], aligned: Aligned, shares: tuple[float, float], fluency: Fluency
) -> Description:
    """How `b` differs from `a`, and the cues to which was first; `shares` are the copied parts of `a` and `b`."""
    counts: Counter[str] = Counter(difference.kind for difference in aligned.differences)
    filled = sum(counts[kind] for kind in _FILLED)
    replaced = [d for d in aligned.differences if d.kind == "text" and d.a1 > d.a0 and d.b1 > d.b0]
    slips = len([d for d in replaced if d.a1 - d.a0 == d.b1 - d.b0 == 1])
    typos = slips >= 3 and slips >= 0.7 * len(replaced)
    exchanged = len(aligned.synonyms) + counts["synonym"] + (0 if typos else len(replaced))
    agree = max(1, len(aligned.i))
    kinds = []
    if filled >= 2 or (filled and filled >= 0.002 * agree):
        kinds.append("slots")
    if exchanged >= 3 and exchanged >= _SPUN_SHARE * agree:
        kinds.append("spin")
    if _is_moved(passages, aligned):
        kinds.append("shuffle")
    if a.script != b.script:
        kinds.append("script")
    uneven = _unevenness(a, b, aligned)
    if min(shares) < _WHOLE or abs(uneven) >= _UNEVEN:
        kinds.append("excerpt")
    if (typos and slips >= _NOISE_SHARE * agree) or counts["noise"] >= max(3, _NOISE_SHARE * agree):
        kinds.append("noise")
    evidence = [f"{agree:,} Han characters and words agree in {len(passages)} passage{'s' * (len(passages) != 1)}"]
    if filled:
        parts = [f"{counts[k]} {_WORDS[k][counts[k] != 1]}" for k in _FILLED if counts[k]]
        evidence.append(f"filled in differently: {', '.join(parts)}")
    if "spin" in kinds:
        shown = ", ".join(f"{one}/{other}" for one, other in dict.fromkeys(aligned.synonyms[:3]))
        evidence.append(f"{exchanged} words exchanged" + (f" ({shown})" if shown else ""))
    lead, certain, reasons = _lead(a, b, aligned, uneven, kinds, fluency)
    return Description(tuple(kinds), (*evidence, *reasons), lead, certain)


def _is_moved(passages: Sequence[Passage], aligned: Aligned) -> bool:
    if any(passage.moved for passage in passages):
        return True
    places = [passage.b0 for passage in passages]
    return places != sorted(places) and len(aligned.i) > 0


def _unevenness(a: View, b: View, aligned: Aligned) -> float:
    """How much more of `a` than of `b` goes together with the other, where one stands in the other as a whole: above 0
    if `a` is the shorter one. Where words were exchanged, both lose alike."""
    one, other = (len(np.unique(aligned.i)) / len(a.symbols), len(np.unique(aligned.j)) / len(b.symbols))
    return one - other if max(one, other) >= _STANDS else 0.0


def _lead(
    a: View, b: View, aligned: Aligned, uneven: float, kinds: Sequence[str], fluency: Fluency
) -> tuple[float, bool, list[str]]:
    """The cues, each with a weight; above 0 speaks for `a`."""
    found: list[tuple[float, str]] = []
    days = a.day(), b.day()
    if days[0] and days[1] and days[0] != days[1]:
        size = min(len(days[0]), len(days[1]))
        if days[0][:size] != days[1][:size]:
            first = 1 if days[0] < days[1] else -1
            found.append((3.0 * first, f"dated {min(days[0], days[1])}, the other {max(days[0], days[1])}"))
    found += _left_over(a, b, aligned)
    masked = Counter(difference.masked for difference in aligned.differences)
    if masked[-1] + masked[1]:
        weight = 2.5 if min(masked[-1], masked[1]) == 0 else 1.0
        found.append((weight if masked[1] > masked[-1] else -weight, "one blots out names that the other gives"))
    usual = _usual(aligned)
    strange = fluency.compare(a, b, aligned.differences)
    spun = usual + strange
    if abs(spun) >= 2:
        words = "words of the one are out of place" if "spin" in kinds else "one has more slips"
        found.append((max(-3.0, min(3.0, spun / 3)), words))
    if a.script != b.script:
        found.append((1.5 if a.script == "hans" else -1.5, "one is in Traditional script"))
    if abs(uneven) >= _UNEVEN:
        found.append((-1.1 if uneven > 0 else 1.1, "one stands in the other, which has more"))
    lead = sum(weight for weight, _ in found)
    return lead, abs(lead) >= 1.0, [reason for _, reason in found]


def _usual(aligned: Aligned) -> float:
    """Exchanged words of which one is the usual word of its class: how many more `a` has."""
    order = _rank()
    balance = 0
    for one, other in aligned.synonyms:
        left, right = order.get(one, 99), order.get(other, 99)
        if min(left, right) == 0 and left != right:
            balance += 1 if left < right else -1
    return float(balance)


@functools.cache
def _rank() -> dict[str, int]:
    ranks: dict[str, int] = {}
    seen: Counter[int] = Counter()
    for word, symbol in word_classes().items():
        ranks[word] = seen[symbol]
        seen[symbol] += 1
    return ranks


def _left_over(a: View, b: View, aligned: Aligned) -> list[tuple[float, str]]:
    """The name of a unit that the other document has as its own."""
    pairs = Counter(
        (a.text[d.a0 : d.a1], b.text[d.b0 : d.b1])
        for d in aligned.differences
        if d.kind in ("place", "organisation") and not d.masked
    )
    for (one, other), times in pairs.most_common(2):
        if len(one) < 2 or len(other) < 2 or one[:2] == other[:2] or (times < 2 and len(pairs) > 2):
            continue
        in_b, in_a = b.own.count(one[:3]), a.own.count(other[:3])
        if in_b and not in_a:
            return [(4.0, f"{one} is left over in the other, which is about {other}")]
        if in_a and not in_b:
            return [(-4.0, f"{other} is left over in the other, which is about {one}")]
    return []
