"""Bare numbers in a flattened table, whose unit and noun stand in the head of their column."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

from cxzy_nlp.facts.counts.tables import units
from cxzy_nlp.facts.counts.values import Surface, Unit
from cxzy_nlp.facts.numerals import parse_numeral
from cxzy_nlp.text.patterns import alternation

_NUMBER = re.compile(r"\s*((?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,12})(?:\.[0-9]{1,6})?)\s*")
_DIGIT = re.compile("[0-9]")

#: A surface whose noun is the head of its column.
Cell = tuple[Surface, str]


@functools.cache
def _head() -> re.Pattern[str]:
    """投入资金(万元), 受益户数, 面积/亩."""
    unit = alternation(units())
    return re.compile(
        rf"\s*(?P<noun>[^|(\n0-9]{{0,16}}?)\s*"
        rf"(?:[(/](?:单位:)?(?P<unit>{unit})\)?|(?P<bare>[户人个件条项次亩])数)\s*"
    )


def scan_columns(text: str, start: int, end: int) -> list[Cell]:
    r"""The bare numbers of tables whose column heads name a unit.

    Examples
    --------
    >>> text = "村名|户数|面积(亩)\n甲村|35|1,200\n乙村|28|960"
    >>> [(text[cell.start:cell.end], cell.unit.name, noun) for cell, noun in scan_columns(text, 0, len(text))]
    [('35', '户', '户数'), ('1,200', '亩', '面积'), ('28', '户', '户数'), ('960', '亩', '面积')]

    Notes
    -----
    Source: tables that a conversion flattened with ``|``. A head counts for the lines directly below it that have as
    many cells; wrong where cells were merged.
    """
    found: list[Cell] = []
    heads: list[tuple[Unit, str] | None] = []
    last = -2
    position = start
    while (bar := text.find("|", position, end)) >= 0:
        low = max(start, text.rfind("\n", start, bar) + 1)
        high = text.find("\n", bar, end)
        high = end if high < 0 else high
        position = high
        if low != last + 1:
            heads = []
        last = high
        cells = _cells(text, low, high)
        if _DIGIT.search(text, low, high) is None:
            heads = [_unit_of(text[begin:close]) for begin, close in cells]
        elif len(cells) == len(heads):
            for (begin, close), named in zip(cells, heads, strict=True):
                if named is not None and (number := _NUMBER.fullmatch(text, begin, close)):
                    first, stop = number.span(1)
                    unit, noun = named
                    value = parse_numeral(number[1])
                    found.append((Surface(first, first, stop, stop, stop, value, unit), noun))
    return found


def merged(surfaces: Sequence[Surface], cells: Sequence[Cell]) -> tuple[list[Surface], dict[int, str]]:
    """Surfaces and cells in order, and the noun of each cell by its start; cells yield to nothing they overlap."""
    if not cells:
        return list(surfaces), {}
    inside = {position for cell, _ in cells for position in range(cell.start, cell.end)}
    kept = [item for item in surfaces if item.number_start not in inside]
    return sorted([*kept, *(cell for cell, _ in cells)], key=lambda item: item.start), {
        cell.start: noun for cell, noun in cells
    }


def _cells(text: str, start: int, end: int) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    position = start
    while (bar := text.find("|", position, end)) >= 0:
        found.append((position, bar))
        position = bar + 1
    return [*found, (position, end)]


def _unit_of(head: str) -> tuple[Unit, str] | None:
    match = _head().fullmatch(head)
    if match is None:
        return None
    if match["unit"]:
        return units()[match["unit"]], match["noun"].strip()
    return units()[match["bare"]], match["noun"].strip() + match["bare"] + "数"
