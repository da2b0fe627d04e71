"""From a reading to its frameworks."""

from __future__ import annotations

from collections.abc import Sequence

from cxzy_nlp.facts.frameworks.values import FrameworkMatch


def scan_frameworks(text: str, start: int, end: int, taken: Sequence[tuple[int, int]] = ()) -> list[FrameworkMatch]:
    """Every framework of ``text[start:end]``, in the text's coordinates, sorted and disjoint."""
    return []
