"""What each section is for: its heading, the beginning of its text, its place, the sections above and before it."""

from __future__ import annotations

import functools
import math
from dataclasses import dataclass

import numpy as np

from cxzy_nlp.classification.lexicon import role_cue_names
from cxzy_nlp.classification.phrases import Numbers
from cxzy_nlp.classification.signals import Floats, Signals

#: Characters of a section's text that are looked at.
BODY = 160
#: How much a cue in the heading itself counts before training.
CUE = 1.5
#: How much the role of the heading above and of the one before it counts before training: a subheading mostly takes the
#: role of its heading, less often that of the one before.
PARENT, ELDER = 3.0, 1.0
#: Where float32 still holds the power of a logit.
_MOST = np.float32(80)
#: Signs and words whose share of that text tells what was done from what is to be done.
_COUNTED = ("了", "要", "将", "我", "不", "月", "%", "名", "。", "、")
_LAST = 0xFFFF
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


@dataclass(frozen=True, slots=True, eq=False)
class Outline:
    """The headings of a document and whose each hit is.

    `edges` are the starts and ends of the headings; `heading` and `body` give for each hit the number of the heading
    that it stands in, or in the beginning of whose text (-1 for none); `above` and `before` for each heading the one
    that it stands under and the one before it under the same.
    """

    edges: Numbers
    heading: Numbers
    body: Numbers
    above: list[int]
    before: list[int]


def outline(signals: Signals) -> Outline:
    """The outline of a document that has headings."""
    shift = signals.before - signals.view.start
    edges = np.array([(heading.start + shift, heading.end + shift) for heading in signals.view.headings])
    number = edges[:, 0].searchsorted(signals.starts, side="right") - 1
    behind = signals.starts - edges[number, 1]
    within = (number >= 0) & (behind + signals.lengths <= 0)
    below = (number >= 0) & (behind >= 0) & (behind < BODY)
    above = parents(signals)
    return Outline(edges, np.where(within, number, -1), np.where(below, number, -1), above, elder(above))


def heading_dense(signals: Signals, known: Outline) -> Floats:
    """A row for each heading: its cues and places, those of the text below it, of the headings above and below it."""
    size, width = len(known.above), len(role_cue_names())
    which, cues = signals.said.headings
    which = signals.known[which]
    made = []
    for owner in (known.heading, known.body):
        number = owner[which]
        some = number >= 0
        made.append(np.bincount(number[some] * width + cues[some], minlength=size * width).reshape(size, width))
    own = np.minimum(made[0], 1).astype(np.float32)
    above = np.array(known.above)
    under_one = above >= 0
    over = own[above] * under_one[:, None]
    below = np.zeros_like(own)  # a table of all headings by all would not fit for a hostile text of nothing else
    np.add.at(below, above[under_one], own[under_one])
    below /= np.maximum(np.bincount(above[under_one], minlength=size), 1)[:, None]
    dense: Floats = np.hstack(
        [
            CUE * own,
            _places(signals, known.above),
            (np.log1p(made[1]) / 2).astype(np.float32),
            _signs(signals, known),
            over,
            CUE * below,
        ]
    ).astype(np.float32)
    return dense


@functools.cache
def _sign_numbers() -> Numbers:
    """For each character its number among `_COUNTED`, or -1."""
    numbers = np.full(_LAST + 1, -1, dtype=np.int64)
    numbers[[ord(sign) for sign in _COUNTED]] = np.arange(len(_COUNTED))
    return numbers


def _signs(signals: Signals, known: Outline) -> Floats:
    """How often each of `_COUNTED` stands in the beginning of the text below each heading."""
    starts = known.edges[:, 1]
    ends = np.minimum(np.append(known.edges[1:, 0], len(signals.codes)), starts + BODY)
    number = _sign_numbers()[np.minimum(signals.codes, _LAST).astype(np.int64)]
    places = (number >= 0).nonzero()[0]
    owner = starts.searchsorted(places, side="right") - 1
    inside = (owner >= 0) & (places < ends[owner])
    coded = owner[inside] * len(_COUNTED) + number[places[inside]]
    counts = np.bincount(coded, minlength=len(starts) * len(_COUNTED)).reshape(len(starts), len(_COUNTED))
    sizes = np.maximum(ends - starts, 0) + 20
    made: Floats = np.log1p(100 * counts / sizes[:, None]).astype(np.float32)
    return made


def parents(signals: Signals) -> list[int]:
    """For each heading the number of the one that it stands under, or -1."""
    levels: dict[int, int] = {}
    above: list[int] = []
    for number, heading in enumerate(signals.view.headings):
        above.append(max((at for level, at in levels.items() if level < heading.level), default=-1))
        levels = {level: at for level, at in levels.items() if level < heading.level}
        levels[heading.level] = number
    return above


def decode(logits: Floats, known: Outline, context: Floats) -> Floats:
    """The chances of the roles, from the top down: each heading is helped by the one above it and the one before it.

    `logits` are without context, one row a heading, and get it added; `context` holds the weights of the roles above
    and, below them, those of the roles before. A doubtful heading weighs less than a plain one.
    """
    size = logits.shape[1]
    likely = np.empty_like(logits)
    by_above, by_before = PARENT * context[:size], ELDER * context[size : 2 * size]
    ones = np.ones(size, dtype=np.float32)
    for number, (above, before) in enumerate(zip(known.above, known.before, strict=True)):
        row = logits[number]
        if above >= 0:
            row += likely[above].dot(by_above)
        if before >= 0:
            row += likely[before].dot(by_before)
        powers = np.exp(np.minimum(row, _MOST))  # for rows this short a product with ones is a faster sum
        likely[number] = powers / powers.dot(ones)
    return likely


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
