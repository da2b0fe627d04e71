"""One place where a text names a person, before overlapping ones are settled."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a reading, the span of the office beside it, and how sure it is (5 good, more better)."""

    start: int
    end: int
    role: Span | None = None
    points: int = 5


def settle(mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions without overlaps, in order: the surer one stays, then the one with a role, then the longer one.

    Examples
    --------
    >>> [(one.start, one.end) for one in settle([Mention(0, 3, points=5), Mention(2, 4, points=6), Mention(5, 7)])]
    [(2, 4), (5, 7)]
    """
    ranked = sorted(mentions, key=lambda one: (-one.points, one.role is None, one.start - one.end, one.start))
    taken: set[int] = set()
    kept = []
    for mention in ranked:
        places = range(mention.start, mention.end)
        if not any(place in taken for place in places):
            taken.update(places)
            kept.append(mention)
    return sorted(kept, key=lambda one: one.start)
