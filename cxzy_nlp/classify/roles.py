"""What each section is for: its heading, the beginning of its text, its place, the sections above and before it."""

from __future__ import annotations

import math

import numpy as np

from cxzy_nlp.classify.lexicon import Lexicon, role_cue_names
from cxzy_nlp.classify.phrases import Numbers
from cxzy_nlp.classify.signals import Floats, Signals

#: Characters of a section's text that are looked at.
BODY = 160
#: How much a cue in the heading itself counts before training.
CUE = 1.5
#: Signs and words whose share of that text tells what was done from what is to be done.
_COUNTED = ("了", "要", "将", "我", "不", "月", "%", "名", "。", "、")
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
    "how far among its like",
    "alone at its level",
)


def dense_names() -> tuple[str, ...]:
    """What the columns of `heading_dense` are."""
    cues = role_cue_names()
    return (
        *cues,
        *PLACES,
        *(f"{name} (text below)" for name in cues),
        *(f"share of {sign!r} (text below)" for sign in _COUNTED),
        *(f"{name} (heading above)" for name in cues),
        *(f"{name} (headings below)" for name in cues),
    )


def heading_dense(signals: Signals, lexicon: Lexicon) -> Floats:
    """A row for each heading: its cues and places, those of the text below it, of the headings above and below it."""
    size, width = len(signals.view.headings), len(role_cue_names())
    which, cues = lexicon.heading_cues.of_hits(signals.phrases)
    made = []
    for owner in (heading_of(signals), body_of(signals)):
        number = owner[which]
        coded = number[number >= 0] * width + cues[number >= 0]
        made.append(np.bincount(coded, minlength=size * width).reshape(size, width))
    own = np.minimum(made[0], 1).astype(np.float32)
    above = np.array(parents(signals))
    over = np.where((above >= 0)[:, None], own[above], 0)
    under = np.zeros_like(own)
    np.add.at(under, above[above >= 0], own[above >= 0])
    below = np.bincount(above[above >= 0], minlength=size)
    under /= np.maximum(below, 1)[:, None]
    return np.hstack([CUE * own, _places(signals, above.tolist()), np.log1p(made[1]) / 2, _signs(signals), over, CUE * under]).astype(
        np.float32
    )


def _signs(signals: Signals) -> Floats:
    """How often each of `_COUNTED` stands in the beginning of the text below each heading."""
    view = signals.view
    rows = np.zeros((len(view.headings), len(_COUNTED)), dtype=np.float32)
    for number, heading in enumerate(view.headings):
        following = view.headings[number + 1].start if number + 1 < len(view.headings) else view.end
        text = view.text[heading.end : min(heading.end + BODY, following)]
        if text:
            rows[number] = [math.log1p(100 * text.count(sign) / (len(text) + 20)) for sign in _COUNTED]
    return rows


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


def _places(signals: Signals, above: list[int]) -> Floats:
    view = signals.view
    rows = np.zeros((len(view.headings), len(PLACES)), dtype=np.float32)
    family: dict[int, list[int]] = {}
    rank = []
    for number, parent in enumerate(above):
        siblings = family.setdefault(parent, [])
        rank.append(len(siblings))
        siblings.append(number)
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
        row[12] = rank[number] / len(siblings)
        row[13] = len(siblings) == 1
    return rows
