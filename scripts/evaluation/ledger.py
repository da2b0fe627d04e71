"""Which facts were found when the floors were recorded: a change is told by the facts that it gains and loses."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from evaluation.tally import Place, Tally

#: By kind, by what became of the facts, by source: where they begin.
Ledger = dict[str, dict[str, dict[str, list[int]]]]


def ledger(tallies: Mapping[str, Tally]) -> Ledger:
    """The facts found with the right value and those found in excess, as the file keeps them.

    Examples
    --------
    >>> ledger({"dates": Tally(right_at={("a.txt", 9): "5月", ("a.txt", 3): "6月"})})
    {'dates': {'right': {'a.txt': [3, 9]}, 'excess': {}}}
    """
    return {
        kind: {"right": _by_source(tally.right_at), "excess": _by_source(tally.excess_at)}
        for kind, tally in tallies.items()
    }


def _by_source(places: Iterable[Place]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for source, start in sorted(places):
        found.setdefault(source, []).append(start)
    return found


def changes(tallies: Mapping[str, Tally], recorded: Ledger) -> list[str]:
    """One line for every fact gained or lost since the record, kind by kind.

    Examples
    --------
    >>> changes({"dates": Tally(right_at={("a.txt", 9): "5月"})}, {"dates": {"right": {"a.txt": [3]}, "excess": {}}})
    ["dates: gained a.txt:9 '5月'", 'dates: lost a.txt:3']
    """
    lines = []
    for kind, tally in tallies.items():
        for what, now, gained, lost in (
            ("right", tally.right_at, "gained", "lost"),
            ("excess", tally.excess_at, "new in excess", "no longer in excess"),
        ):
            before = {
                (source, start) for source, starts in recorded.get(kind, {}).get(what, {}).items() for start in starts
            }
            lines += [f"{kind}: {gained} {_shown(place)} {now[place]!r:.40}" for place in sorted(set(now) - before)]
            lines += [f"{kind}: {lost} {_shown(place)}" for place in sorted(before - set(now))]
    return lines


def _shown(place: Place) -> str:
    return f"{place[0]}:{place[1]}"


def load(path: Path) -> dict[str, Ledger]:
    """The ledgers of the file by the name of their gold; empty where there is none yet."""
    if not path.exists():
        return {}
    kept: dict[str, Ledger] = json.loads(path.read_text(encoding="utf-8"))
    return kept


def save(path: Path, ledgers: Mapping[str, Ledger]) -> None:
    """Write the file with one line for every kind and source, so that a change of it can be read."""
    path.write_text(_dumped(dict(ledgers), 4) + "\n", encoding="utf-8")


def _dumped(value: Any, depth: int) -> str:
    if not isinstance(value, dict) or not depth:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    if not value:
        return "{}"
    items = (f"{json.dumps(key, ensure_ascii=False)}:{_dumped(item, depth - 1)}" for key, item in value.items())
    return "{\n" + ",\n".join(items) + "}"
