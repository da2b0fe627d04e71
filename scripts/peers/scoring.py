"""Matching of finds with the gold, by the same rule for every tool.

Lenient to peers wherever conventions differ: a gold fact without a value (近年来) counts neither way; several spans of
a count are exact (the numeral alone, numeral and unit, the whole); a piece of a gold surface is no false find; a number
inside a date or before a unit of time is no false count.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from peers.adapters import Find
from peers.sets import Gold
from peers.values import same_value

OVERLAP = 0.34
_TIME_FOLLOWS = re.compile(r"\s*(?:个?多?月|个?小时|[年日号天周岁]|星期|分钟|季度|点钟|时)")

Judge = Callable[[Gold, Find], bool]


@dataclass(slots=True)
class Tally:
    """One tool on one set. `both`: exact span and right value; `failed`: texts on which the tool raised an error;
    `forms`: gold facts by the kind of their value, how many there are and how many got the right one.
    """

    gold: int = 0
    found: int = 0
    exact: int = 0
    right: int = 0
    both: int = 0
    false: int = 0
    failed: int = 0
    error: str = ""
    notes: list[str] = field(default_factory=list)
    forms: dict[str, list[int]] = field(default_factory=dict)

    def scores(self) -> dict[str, float]:
        made = self.found + self.false
        return {
            "precision": self.found / made if made else 0.0,
            "recall": self.found / self.gold if self.gold else 0.0,
            "f1": 2 * self.found / (self.gold + made) if self.gold + made else 0.0,
            "value_f1": 2 * self.right / (self.gold + made) if self.gold + made else 0.0,
        }

    def to_dict(self) -> dict[str, float]:
        names = ("gold", "found", "exact", "right", "both", "false", "failed")
        return {name: getattr(self, name) for name in names} | self.scores()


def overlap(a: tuple[int, int], b: tuple[int, int]) -> float:
    """Intersection over union of two spans.

    >>> overlap((0, 4), (2, 6))
    0.3333333333333333
    """
    shared = min(a[1], b[1]) - max(a[0], b[0])
    return max(shared, 0) / (max(a[1], b[1]) - min(a[0], b[0]))


def pairs(gold: Sequence[Gold], finds: Sequence[Find]) -> dict[int, int]:
    """Gold facts and finds one to one, best overlap first: index of the gold to index of the find."""
    ranked = []
    for i, wanted in enumerate(gold):
        for j, find in enumerate(finds):
            if find.start < wanted.end and wanted.start < find.end:
                best = max(overlap(span, (find.start, find.end)) for span in wanted.alike)
                if best >= OVERLAP:
                    ranked.append((-best, i, j))
    matched: dict[int, int] = {}
    used: set[int] = set()
    for _, i, j in sorted(ranked):
        if i not in matched and j not in used:
            matched[i] = j
            used.add(j)
    return matched


def score(
    tally: Tally,
    gold: Sequence[Gold],
    finds: Sequence[Find],
    right: Judge,
    *,
    free: Callable[[Gold], bool],
    excused: Callable[[Find], bool],
    where: str = "",
) -> None:
    """Add a text to the tally. A `free` gold fact counts neither if found nor if missed, an `excused` find never."""
    matched = pairs(gold, finds)
    for i, wanted in enumerate(gold):
        if free(wanted):
            continue
        tally.gold += 1
        by_form = tally.forms.setdefault(wanted.label, [0, 0])
        by_form[0] += 1
        if i not in matched:
            tally.notes.append(f"{where}: missed {wanted.text!r} ({wanted.value})")
            continue
        find = finds[matched[i]]
        exact, value = (find.start, find.end) in wanted.alike, right(wanted, find)
        tally.found += 1
        tally.exact += exact
        tally.right += value
        by_form[1] += value
        tally.both += exact and value
        if not value:
            tally.notes.append(f"{where}: {wanted.text!r} is {wanted.value}, got {find.values} for {find.text!r}")
    taken = set(matched.values())
    for j, find in enumerate(finds):
        if j not in taken and not excused(find):
            tally.false += 1
            tally.notes.append(f"{where}: in excess {find.text!r} {find.values}")


def right_date(wanted: Gold, find: Find) -> bool:
    """Whether one of the tool's readings denotes the gold's days, repetition or length."""
    return isinstance(wanted.value, str) and any(
        same_value(wanted.value, wanted.text, value, find.text) for value in find.values
    )


def right_number(wanted: Gold, find: Find) -> bool:
    """Whether one of the tool's numbers is that of the numeral; an end of a range will do."""
    return any(isinstance(value, (int, float)) and _same_number(wanted, value) for value in find.values)


def _same_number(wanted: Gold, value: float) -> bool:
    numbers = [number for number in (wanted.value, wanted.max) if isinstance(number, (int, float))]
    accepted = list(numbers)
    unit = wanted.unit or ""
    if unit in ("%", "％") and not re.search("[%％]|分之", wanted.text):
        accepted += [number / 100 for number in numbers]  # 半数: 50 % in the gold, 0.5 as a number
    elif unit == "成":
        accepted += [number * 10 for number in numbers]  # 六成: six tenths in the gold, 60 %
    if wanted.value == 0:
        accepted.append(1)  # 没有一起: the numeral says 1
    if unit not in wanted.text and re.fullmatch(r"[0-9]+(?:\.[0-9]+)?", wanted.text):
        accepted.append(float(wanted.text))  # a cell of a table, whose unit (万元) stands in the head
    return any(abs(value - number) <= 1e-9 * max(1.0, abs(number)) for number in accepted)


def within(spans: Iterable[Gold]) -> Callable[[Find], bool]:
    """A test for finds that lie inside one of the surfaces."""
    listed = list(spans)
    return lambda find: any(span.start <= find.start and find.end <= span.end for span in listed)


def before_time(text: str, find: Find) -> bool:
    """Whether a number is part of a date or length of time that the set does not annotate.

    >>> before_time("2010年有党员35名", Find(0, 4, "2010")), before_time("党员35名", Find(2, 4, "35"))
    (True, False)
    """
    return _TIME_FOLLOWS.match(text, find.end) is not None
