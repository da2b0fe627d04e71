"""A document under construction: sentences that remember where they come from and which of their words are slots."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

#: Where a sentence was first: the document and its number there; mandated passages belong to document ``"mandated"``.
Origin = tuple[str, int]
MANDATED = "mandated"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text; with a kind, it is something that a copyist fills in."""

    text: str
    slot: str | None = None


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence (or a heading); `breaks` says that a paragraph ends behind it."""

    pieces: tuple[Piece, ...]
    origin: Origin
    breaks: bool = False
    fixed: bool = False  # title, opening and signature are not moved about

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)

    def with_pieces(self, pieces: Sequence[Piece]) -> Unit:
        return replace(self, pieces=tuple(pieces))


@dataclass(frozen=True, slots=True)
class Draft:
    """A document: its sentences, and what is known of how it came about."""

    id: str
    units: tuple[Unit, ...]
    place: str
    date: str
    kind: str = "original"
    parents: tuple[str, ...] = ()
    traditional: bool = False
    noise: tuple[str, ...] = ()
    cues: tuple[str, ...] = ()
    family: str = ""
    values: dict[str, str] = field(default_factory=dict)


def own_units(name: str, units: Sequence[Unit]) -> tuple[Unit, ...]:
    """The units as sentences of document `name`, numbered anew; mandated passages keep their origin."""
    return tuple(
        unit if unit.origin[0] == MANDATED else replace(unit, origin=(name, number))
        for number, unit in enumerate(units)
    )
