"""The values that pass between the steps of finding frameworks; all offsets are of the reading."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FrameworkMatch:
    """A framework in a reading: its name with the quotation marks that enclose just it, and its components' spans."""

    start: int
    end: int
    name: str
    digits: tuple[int, ...]
    components: tuple[tuple[int, int], ...] = ()
    canonical: str | None = None
