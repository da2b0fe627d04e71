"""What the counts room hands out, in coordinates of the reading."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from cxzy_nlp.document import CountRole
from cxzy_nlp.facts.numerals import Numeral


@dataclass(frozen=True, slots=True)
class Unit:
    """A measure word as ``knowledge/data/units.toml`` describes it; `name` is what the count is given in."""

    surface: str
    name: str
    kind: str
    factor: int = 1
    guard: str = ""
    not_before: str = ""
    solo: bool = False


class Surface(NamedTuple):
    """A number and its unit where they stand, before anything is known of what they count.

    `end` is behind the unit and what approximates it (字左右); `start` before what approximates the number (近35个);
    `unit_end` is behind the unit itself. `numeral` is ``None`` where the number is masked (党员xx名) or vague (几十名).
    """

    start: int
    number_start: int
    number_end: int
    unit_end: int
    end: int
    numeral: Numeral | None
    unit: Unit
    zero: bool = False
    vague: bool = False


class Noun(NamedTuple):
    """The counted noun: where it stands and its clean form.

    `adjacent` nouns belong to the surface of the count; `known` ones end in a noun of the tables.
    """

    start: int
    end: int
    text: str
    adjacent: bool
    known: bool


class CountMatch(NamedTuple):
    """A count of the reading; see `cxzy_nlp.document.CountFact` for the fields they share.

    `times` is how often the value counts in a sum: 2 in ``A、B各3个``.
    """

    start: int
    end: int
    value: int | float | None
    max: int | float | None
    unit: str
    of: str | None
    approx: bool
    indicator: str | None
    role: CountRole
    number_start: int
    number_end: int
    times: int = 1
    stated_total: bool = False
