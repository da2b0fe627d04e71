"""Documents that copying connects, described together: pairs, families, sources, templates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from cxzy_nlp.copies.blocks import Passage
from cxzy_nlp.copies.clusters import cluster
from cxzy_nlp.copies.describing import NEAR_EDGE, Aligned, Description, align_pair, describe, turned
from cxzy_nlp.copies.fluency import Fluency
from cxzy_nlp.copies.passages import Chains
from cxzy_nlp.copies.report import CopyPair, Template
from cxzy_nlp.copies.templates import make_template
from cxzy_nlp.copies.views import View

_PATCHED, _PATCH = 0.75, 0.6  # a document that others make up to so much, each to less than that, is a mosaic of them
_CENTRAL = 0.6  # of the common ground of the most central document that a source must have to stand for the family
_MOST_ALIGNED = 200  # documents of a cluster whose slots are looked for


@dataclass(frozen=True, slots=True, eq=False)
class PairWork:
    """A pair to describe: the positions of its documents in the component, its passages and their chains."""

    a: int
    b: int
    passages: tuple[Passage, ...]
    chains: Chains


@dataclass(frozen=True, slots=True)
class Family:
    """Documents of one family, by their positions."""

    members: tuple[int, ...]
    source: int | None
    template: Template | None


@dataclass(frozen=True, slots=True)
class Described:
    """What is known of a component."""

    pairs: tuple[CopyPair, ...]
    families: tuple[Family, ...]
    copied: tuple[float, ...]


def describe_component(views: Sequence[View], work: Sequence[PairWork], fluency: Fluency) -> Described:
    """Describe all pairs of a component, and what they add up to."""
    work = [replace(pair, passages=_to_edges(views[pair.a], views[pair.b], pair.passages)) for pair in work]
    covered = [np.zeros(len(view.symbols), bool) for view in views]
    parts: list[list[tuple[int, npt.NDArray[np.bool_]]]] = [[] for _ in views]
    shares: dict[tuple[int, int], tuple[float, float]] = {}
    for pair in work:
        masks = [np.zeros(len(views[place].symbols), bool) for place in (pair.a, pair.b)]
        for passage in pair.passages:
            masks[0][passage.a0 : passage.a1] = True
            masks[1][passage.b0 : passage.b1] = True
        for place, other, mask in ((pair.a, pair.b, masks[0]), (pair.b, pair.a, masks[1])):
            covered[place] |= mask
            parts[place].append((other, mask))
        shares[pair.a, pair.b] = (float(masks[0].mean()), float(masks[1].mean()))
    aligned = {(pair.a, pair.b): align_pair(views[pair.a], views[pair.b], pair.chains) for pair in work}
    descriptions = {}
    for pair in work:
        key = pair.a, pair.b
        a, b = views[pair.a], views[pair.b]
        descriptions[key] = describe(a, b, pair.passages, aligned[key], shares[key], fluency)
    copied = tuple(float(mask.mean()) if len(mask) else 0.0 for mask in covered)
    patched = [_is_mosaic(place, copied[place], shares) for place in range(len(views))]
    leads = {}
    for key, found in descriptions.items():
        leads[key] = found.lead + 2.0 * (patched[key[1]] - patched[key[0]])
    pairs = tuple(
        _pair(views, pair, shares[pair.a, pair.b], descriptions[pair.a, pair.b], leads[pair.a, pair.b]) for pair in work
    )
    families = []
    for members in cluster(range(len(views)), shares):
        source = _source(members, leads)
        families.append(Family(tuple(members), source, _template(views, members, source, shares, aligned)))
    return Described(pairs, tuple(families), copied)


def _to_edges(a: View, b: View, passages: Sequence[Passage]) -> tuple[Passage, ...]:
    """The passages, those that come close to an edge of both documents drawn out to it: names are filled in there."""
    found = []
    for one in passages:
        if one.a0 and one.b0 and max(one.a0, one.b0) <= NEAR_EDGE:
            one = replace(one, a0=0, b0=0)
        rest = len(a.symbols) - one.a1, len(b.symbols) - one.b1
        if all(rest) and max(rest) <= NEAR_EDGE:
            one = replace(one, a1=len(a.symbols), b1=len(b.symbols))
        found.append(one)
    return tuple(found)


def _pair(
    views: Sequence[View], work: PairWork, shares: tuple[float, float], found: Description, lead: float
) -> CopyPair:
    a, b = views[work.a], views[work.b]
    own = sum(passage.own for passage in work.passages)
    spans = tuple((*_span(a, p.a0, p.a1), *_span(b, p.b0, p.b1)) for p in work.passages)
    source = None if abs(lead) < 1.0 else a.id if lead > 0 else b.id
    score = 1.0 - 0.5 ** (own / 24.0)
    return CopyPair(
        a.id, b.id, round(score, 4), round(shares[0], 4), round(shares[1], 4), source, found.evidence, spans,
        found.transformations,
    )  # fmt: skip


def _span(view: View, first: int, last: int) -> tuple[int, int]:
    """The source span of symbols; the sign that ends a sentence belongs to it."""
    start, end = int(view.start[first]), int(view.end[last - 1])
    while end < view.high and view.text[end] in "。！？；.!?;”’」』）)":
        end += 1
    return start, end


def _is_mosaic(place: int, copied: float, shares: Mapping[tuple[int, int], tuple[float, float]]) -> bool:
    if copied < _PATCHED:
        return False
    partners = {a if b == place else b: both[b == place] for (a, b), both in shares.items() if place in (a, b)}
    if len(partners) < 2 or max(partners.values()) > _PATCH:
        return False
    strangers = [one for one in partners if all((min(one, o), max(one, o)) not in shares for o in partners if o != one)]
    return len(strangers) >= 2


def _source(members: Sequence[int], leads: Mapping[tuple[int, int], float]) -> int | None:
    votes = dict.fromkeys(members, 0.0)
    for (a, b), lead in leads.items():
        if a in votes and b in votes and abs(lead) >= 1.0:
            votes[a] += 1.0 if lead > 0 else -1.0
            votes[b] -= 1.0 if lead > 0 else -1.0
    best = max(members, key=lambda member: (votes[member], -member))
    return best if votes[best] > 0 else None


def _template(
    views: Sequence[View],
    members: Sequence[int],
    source: int | None,
    shares: Mapping[tuple[int, int], tuple[float, float]],
    aligned: Mapping[tuple[int, int], Aligned],
) -> Template | None:
    """What the family shares, seen from its source, or from the document that has most in common with the others."""
    weight = dict.fromkeys(members, 0.0)
    for (a, b), both in shares.items():
        if a in weight and b in weight:
            weight[a] += max(both)
            weight[b] += max(both)
    first = max(members, key=lambda member: (weight[member], -member))
    if source is not None and weight[source] >= _CENTRAL * weight[first]:
        first = source
    others: dict[str, tuple[View, Aligned]] = {}
    for member in members:
        found = aligned.get((first, member))
        if found is None and (member, first) in aligned:
            found = turned(aligned[member, first])
        if found is not None and len(others) < _MOST_ALIGNED:
            others[views[member].id] = (views[member], found)
    return make_template("", views[first], others) if others else None
