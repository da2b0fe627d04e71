"""The truth about a labelled archive: which pairs share what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from archive.drafts import MANDATED

Case = tuple[int, int, int, int]
Pair = tuple[str, str]

#: Characters that make a pair of copies; pairs that share less are nobody's mistake either way.
ENOUGH = 50


@dataclass(slots=True)
class Truth:
    """The cases of each copied pair, pairs that share next to nothing, and pairs with mandated text only."""

    cases: dict[Pair, list[Case]] = field(default_factory=dict)
    slight: set[Pair] = field(default_factory=set)
    mandated: set[Pair] = field(default_factory=set)


def truth_of(rows: Sequence[Mapping[str, Any]]) -> Truth:
    """The copied pairs of an archive, ids in the order of the archive."""
    order = {row["id"]: number for number, row in enumerate(rows)}
    homes: dict[tuple[str, int], list[tuple[int, int]]] = defaultdict(list)
    for row in rows:
        for place, (_, _, origin, number) in enumerate(row["units"]):
            homes[origin, number].append((order[row["id"]], place))
    shared: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    mandated: set[tuple[int, int]] = set()
    for (origin, _), places in homes.items():
        for index, (one, left) in enumerate(places):
            for other, right in places[index + 1 :]:
                if one == other:
                    continue
                if origin == MANDATED:
                    mandated.add((min(one, other), max(one, other)))
                else:
                    shared[min(one, other), max(one, other)].append((left, right) if one < other else (right, left))
    truth = Truth()
    for (one, other), places in shared.items():
        a, b = rows[one], rows[other]
        size = sum(min(_size(a["units"][i]), _size(b["units"][j])) for i, j in places)
        if size >= ENOUGH:
            truth.cases[a["id"], b["id"]] = _cases(a["units"], b["units"], sorted(places))
        else:
            truth.slight.add((a["id"], b["id"]))
    truth.mandated = {(rows[i]["id"], rows[j]["id"]) for i, j in mandated if (i, j) not in shared}
    return truth


def _size(unit: Sequence[Any]) -> int:
    return int(unit[1] - unit[0])


def _cases(a: Sequence[Any], b: Sequence[Any], places: list[tuple[int, int]]) -> list[Case]:
    """Sentences that follow one another in both documents are one case; mandated ones between them belong to it."""
    cases: list[Case] = []
    last: tuple[int, int] | None = None
    for i, j in places:
        if last is not None and _follows(a, last[0], i) and _follows(b, last[1], j):
            begin = cases.pop()
            cases.append((begin[0], a[i][1], begin[2], b[j][1]))
        else:
            cases.append((a[i][0], a[i][1], b[j][0], b[j][1]))
        last = (i, j)
    return cases


def _follows(units: Sequence[Any], before: int, after: int) -> bool:
    between = units[before + 1 : after]
    if after <= before or any(unit[2] != MANDATED for unit in between):
        return False
    # New sentences carry no unit: a wide hole in the text is one of them.
    edges = [units[before][1], *(edge for unit in between for edge in (unit[0], unit[1])), units[after][0]]
    return all(right - left <= 12 for left, right in zip(edges[::2], edges[1::2], strict=True))
