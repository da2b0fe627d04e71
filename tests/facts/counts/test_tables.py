"""Knowledge drives results: an entry that is added changes them without a line of code."""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType

import pytest

from cxzy_nlp.facts.counts import grammar, guards, indicators, ones, owner, roles, scan_counts, tables
from cxzy_nlp.knowledge.loader import Entry, Table, load

ADDED: dict[str, dict[str, object]] = {
    "units": {"units": ["孔"], "kind": "piece"},
    "indicators": {"key": "caves", "label": "窑洞", "nouns": ["窑洞"]},
    "lexical_numerals": {"why": "name", "words": ["八达村"]},
}


@pytest.fixture
def extended(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    def loaded(name: str) -> Table:
        table = load(name)
        if name not in ADDED:
            return table
        extra: Entry = MappingProxyType(ADDED[name])
        return Table(table.name, table.description, table.origin, table.version, (*table.entries, extra))

    def forget() -> None:
        for module in (grammar, guards, indicators, ones, owner, roles, tables):
            for value in vars(module).values():
                if hasattr(value, "cache_clear") and value is not load:
                    value.cache_clear()

    for module in (tables, indicators):
        monkeypatch.setattr(module, "load", loaded)
    forget()
    yield
    monkeypatch.undo()
    forget()


def test_a_unit_of_the_table_is_a_unit(extended: None) -> None:
    (count,) = scan_counts("修缮窑洞35孔。", 0, 8)
    assert (count.value, count.unit, count.of, count.indicator) == (35, "孔", "窑洞", "caves")


def test_without_the_entry_it_is_none() -> None:
    assert scan_counts("修缮窑洞35孔。", 0, 8) == []


def test_every_table_is_sound() -> None:
    assert {row["kind"] for row in load("units")} >= {"piece", "person", "event", "money", "area", "rate", "time"}
    units = [unit for row in load("units") for unit in row["units"]]
    assert len(units) == len(set(units))
    for name in ("lexical_numerals", "discourse_nouns", "counted_nouns", "count_cues"):
        for row in load(name):
            assert all(row["words"]), name
            assert len(row["words"]) == len(set(row["words"])), (name, row["words"])
