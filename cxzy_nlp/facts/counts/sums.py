"""Totals of a flattened table: the 总计 row under its columns, and the cell that its own row adds up to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from cxzy_nlp.document import Breakdown
from cxzy_nlp.facts.counts.values import CountMatch
from cxzy_nlp.facts.numerals import plain

_TOTAL = re.compile(r"\s*(?:总\s*计|合\s*计|共\s*计|小\s*计|总数)")
#: A 总计 that is further off than this share of itself is no total of the column.
_TRUSTED = Decimal("0.2")

#: Index of a count by the number of its cell, one dictionary a line.
Row = dict[int, int]


def table_breakdowns(text: str, counts: Sequence[CountMatch]) -> list[Breakdown]:
    r"""Breakdowns of the tables in a text: columns over their 总计, rows whose first number is the sum of the rest.

    Examples
    --------
    >>> from cxzy_nlp.facts.counts import scan_counts
    >>> text = "党支部情况|总数|农村|机关\n甲乡|5个|3个|2个\n乙乡|4个|4个|0个\n总计|9个|7个|2个"
    >>> [(item.total, item.parts) for item in table_breakdowns(text, scan_counts(text, 0, len(text)))]
    [(0, (1, 2)), (3, (4, 5)), (6, (7, 8)), (6, (0, 3)), (7, (1, 4)), (8, (2, 5))]

    Notes
    -----
    Source: tables of the archives, flattened with ``|``. A row counts only if it adds up exactly.
    """
    found: list[Breakdown] = []
    rows: list[Row] = []
    last = -2
    if "|" not in text or not counts:
        return found
    cursor = 0
    bar = text.find("|", text.rfind("\n", 0, counts[0].start) + 1, counts[-1].end)
    while bar >= 0:
        low = text.rfind("\n", 0, bar) + 1
        high = text.find("\n", bar)
        high = len(text) if high < 0 else high
        if low != last + 1:
            rows = []
        last = high
        bar = text.find("|", high, counts[-1].end)
        row: Row = {}
        column, counted = 0, low
        while cursor < len(counts) and counts[cursor].start < high:
            if counts[cursor].start >= low:
                column += text.count("|", counted, counts[cursor].start)
                counted = counts[cursor].start
                row.setdefault(column, cursor)
            cursor += 1
        found += _row(counts, row)
        if _TOTAL.match(text, low, high) and len(rows) > 1:
            found += _columns(counts, rows, row)
            rows = []
        else:
            rows.append(row)
    return found


def _row(counts: Sequence[CountMatch], row: Row) -> list[Breakdown]:
    first, *rest = list(row.values()) or [-1]
    if len(rest) < 2 or any(counts[index].unit != counts[first].unit for index in rest):
        return []
    item = _sum(counts, first, rest)
    return [item] if item is not None and item.difference == 0 else []


def _columns(counts: Sequence[CountMatch], rows: Sequence[Row], totals: Row) -> list[Breakdown]:
    found: list[Breakdown] = []
    for column, total in totals.items():
        parts = [row[column] for row in rows if column in row and counts[row[column]].unit == counts[total].unit]
        if len(parts) < 2:
            continue
        item = _sum(counts, total, parts)
        if item is not None and abs(Decimal(str(item.difference))) <= _TRUSTED * Decimal(str(counts[total].value)):
            found.append(item)
    return found


def _sum(counts: Sequence[CountMatch], total: int, parts: Sequence[int]) -> Breakdown | None:
    values = [counts[index].value for index in (total, *parts)]
    if not values[0] or any(value is None for value in values):
        return None
    whole, *rest = (Decimal(str(value)) for value in values)
    difference = plain(whole - sum(rest))
    return Breakdown(total, tuple(parts), "partition", difference == 0, difference)
