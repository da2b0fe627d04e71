"""What each section is for: its heading, the beginning of its text, its place, the sections above and before it."""

from __future__ import annotations

import math

import numpy as np

from cxzy_nlp.classify.lexicon import Lexicon, role_cue_names
from cxzy_nlp.classify.phrases import Numbers
from cxzy_nlp.classify.signals import Floats, Signals

#: Characters of a section's text that are looked at.
BODY = 160
#: Where a heading stands; the columns behind the cues.
PLACES: tuple[str, ...] = (
    "level 1",
    "level 2",
    "level 3",
    "level 4",
    "no number",
    "first of its level",
    "last of its level",
    "how far into the document",
    "length of the heading",
    "length of its text",
    "has headings below",
    "a sentence",
)


def heading_dense(signals: Signals, lexicon: Lexicon) -> Floats:
    """A row for each heading: its cues, then its `PLACES`."""
    headings = signals.view.headings
    which, cues = lexicon.heading_cues.of_hits(signals.phrases)
    number = heading_of(signals)[which]
    width = len(role_cue_names())
    coded = number[number >= 0] * width + cues[number >= 0]
    found = np.bincount(coded, minlength=len(headings) * width).reshape(len(headings), width)
    return np.hstack([np.minimum(found, 1).astype(np.float32), _places(signals)])


def heading_of(signals: Signals) -> Numbers:
    """For each hit the number of the heading that it stands in, or -1."""
    starts = _edges(signals)
    number = np.searchsorted(starts[:, 0], signals.starts, side="right") - 1
    inside = (number >= 0) & (signals.starts + signals.lengths <= starts[np.maximum(number, 0), 1])
    return np.where(inside, number, -1)


def body_of(signals: Signals) -> Numbers:
    """For each hit the number of the heading in the beginning of whose text it stands, or -1.

    The text runs to the next heading; that below it is not its own.
    """
    edges = _edges(signals)
    number = np.searchsorted(edges[:, 0], signals.starts, side="right") - 1
    behind = signals.starts - edges[np.maximum(number, 0), 1]
    return np.where((number >= 0) & (behind >= 0) & (behind < BODY), number, -1)


def parents(signals: Signals) -> list[int]:
    """For each heading the number of the one that it stands under, or -1."""
    levels: dict[int, int] = {}
    above: list[int] = []
    for number, heading in enumerate(signals.view.headings):
        above.append(max((at for level, at in levels.items() if level < heading.level), default=-1))
        levels = {level: at for level, at in levels.items() if level < heading.level}
        levels[heading.level] = number
    return above


def elder(above: list[int]) -> list[int]:
    """For each heading the one before it under the same heading, or -1.

    Examples
    --------
    >>> elder([-1, 0, 0, -1, 3])
    [-1, -1, 1, 0, -1]
    """
    last: dict[int, int] = {}
    before: list[int] = []
    for number, parent in enumerate(above):
        before.append(last.get(parent, -1))
        last[parent] = number
    return before


def _edges(signals: Signals) -> Numbers:
    shift = signals.before - signals.view.start
    return np.array([(heading.start + shift, heading.end + shift) for heading in signals.view.headings])


def _places(signals: Signals) -> Floats:
    view = signals.view
    rows = np.zeros((len(view.headings), len(PLACES)), dtype=np.float32)
    above = parents(signals)
    family: dict[int, list[int]] = {}
    for number, parent in enumerate(above):
        family.setdefault(parent, []).append(number)
    size = max(view.end - view.start, 1)
    for number, heading in enumerate(view.headings):
        siblings = family[above[number]]
        following = view.headings[number + 1].start if number + 1 < len(view.headings) else view.end
        row = rows[number]
        row[heading.level - 1] = 1
        row[4] = heading.number is None
        row[5] = number == siblings[0]
        row[6] = number == siblings[-1]
        row[7] = (heading.start - view.start) / size
        row[8] = (heading.end - heading.start) / 30
        row[9] = math.log1p(max(following - heading.end, 0)) / 6
        row[10] = number in family
        row[11] = "," in view.text[heading.start : heading.end]
    return rows
