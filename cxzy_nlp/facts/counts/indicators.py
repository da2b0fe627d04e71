"""Which recurring quantity of an archive a count is (党支部, 矛盾纠纷, 满意率 …), by the table indicators."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from cxzy_nlp.facts.counts.tables import nouns, regional_forms
from cxzy_nlp.knowledge.loader import load

_LONGEST_NOUN = 10


class _Row(NamedTuple):
    key: str
    units: frozenset[str]  # empty: any
    verbs: tuple[str, ...]  # empty: none is asked for


def indicator_of(of: str | None, unit: str, before: str) -> str | None:
    """The key of the indicator; `before` is the clause up to the number, where the verbs are looked for.

    The longest noun that ends `of` decides; among rows of one noun, one whose verb stands in the clause does.

    Examples
    --------
    >>> indicator_of("农村党支部", "个", "新建"), indicator_of("承诺事项", "项", "完成")
    ('party_branches', 'commitments_kept')
    >>> indicator_of(None, "元", "投入")
    'money_invested'

    Notes
    -----
    Source: the table indicators. Wrong for nouns whose last word is not what they are (党员活动经费 of a table cell).
    """
    for rows in _rows(of or "", unit):
        if (key := _best(rows, before)) is not None:
            return key
    return None


@functools.lru_cache(maxsize=4096)
def _rows(of: str, unit: str) -> tuple[tuple[_Row, ...], ...]:
    """The rows of every noun that ends `of`, longest first, and those without a noun; only those of the unit."""
    found = []
    for length in range(min(_LONGEST_NOUN, len(of)), 0, -1):
        if length == 1 and any(of[-longer:] in nouns() for longer in (2, 3) if longer <= len(of)):
            break  # 农村 is no 村
        if (rows := _by_noun().get(of[-length:])) is not None:
            found.append(rows)
    fitting = (tuple(row for row in rows if not row.units or unit in row.units) for rows in (*found, _by_noun()[""]))
    return tuple(filter(None, fitting))


def _best(rows: tuple[_Row, ...], before: str) -> str | None:
    """The row whose verb stands last; one without verbs if none of them stands there."""
    chosen: str | None = None
    latest = -2
    for row in rows:
        place = -1
        if row.verbs:
            place = max(map(before.rfind, row.verbs))
            if place < 0:
                continue
        if place > latest:
            chosen, latest = row.key, place
    return chosen


@functools.cache
def _by_noun() -> Mapping[str, tuple[_Row, ...]]:
    table: dict[str, list[_Row]] = {"": []}
    for entry in load("indicators"):
        row = _Row(entry["key"], frozenset(entry.get("units", ())), tuple(entry.get("verbs", ())))
        for noun in entry["nouns"] or [""]:
            for form in regional_forms(noun):
                table.setdefault(form, []).append(row)
    return MappingProxyType({noun: tuple(rows) for noun, rows in table.items()})
