"""From a reading to the persons that it names."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PersonMatch:
    """A person's name in a reading, with the office beside it."""

    start: int
    end: int
    name: str
    role: str | None = None


def scan_persons(text: str, start: int, end: int, author: tuple[int, int] | None = None) -> list[PersonMatch]:
    """Every named person of ``text[start:end]``, in the text's coordinates, sorted and disjoint."""
    return []
