"""From a reading to the documents that it cites."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cxzy_nlp.facts.claims import Claim


@dataclass(frozen=True, slots=True)
class ReferenceMatch:
    """A cited document in a reading: the span of 《…》, its title, the document number beside it, who issued it."""

    start: int
    end: int
    title: str
    number: str | None = None
    issuer: str | None = None


def scan_references(text: str, start: int, end: int, claims: Sequence[Claim] = ()) -> list[ReferenceMatch]:
    """Every cited document of ``text[start:end]``, in the text's coordinates, sorted and disjoint."""
    return []
