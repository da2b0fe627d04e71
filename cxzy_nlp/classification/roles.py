"""What each section is for: its heading, the beginning of its text, its place, the headings above and before it."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from math import log1p

import numpy as np

from cxzy_nlp.classification.lexicon import ZONES, role_cue_names
from cxzy_nlp.classification.signals import SIGNS, Floats, Signals
from cxzy_nlp.structure.headings import Heading

#: Characters of a section's text that are looked at.
BODY = 160
_HEADING = ZONES.index("heading")
#: How much a cue in the heading itself counts before training.
CUE = 1.5
#: How much the role of the heading above and of the one before it counts before training: a subheading mostly takes the
#: role of its heading, less often that of the one before.
PARENT, ELDER = 3.0, 1.0
#: Where float32 still holds the power of a logit that the headings around help.
_MOST = np.float32(40)
#: How often the headings help each other. From the third time on nothing changes but for rows of headings that are all
#: doubtful.
_ROUNDS = 2
#: Signs whose share of that text tells what was done from what is to be done.
_COUNTED = "了将我不月"
#: Where a heading stands; the columns behind the cues. Cues in the text below it and in the headings under it added
#: nothing in cross-validation.
PLACES: tuple[str, ...] = (
    "level 1",
    "level 2",
    "level 3",
    "level 4",
    "no number",
    "last of its level",
    "how far into the document",
    "length of the heading",
    "has headings below",
    "how far among its like",
)


@functools.cache
def dense_names() -> tuple[str, ...]:
    """What the columns of `heading_dense` are."""
    cues = role_cue_names()
    return (
        *cues,
        *PLACES,
        *(f"share of {sign!r} (text below)" for sign in _COUNTED),
        *(f"{name} (heading above)" for name in cues),
    )


@dataclass(frozen=True, slots=True, eq=False)
class Outline:
    """For each heading the one that it stands under and the one before it under the same (-1 for none), how many stand
    before it under the same, and how many there are.
    """

    above: list[int]
    before: list[int]
    rank: list[int]
    like: list[int]


def outline(headings: Sequence[Heading]) -> Outline:
    """The outline of a document.

    Examples
    --------
    >>> made = outline([Heading(0, 1, 1, None), Heading(2, 3, 2, None), Heading(4, 5, 2, None), Heading(6, 7, 1, None)])
    >>> made.above, made.before, made.rank, made.like
    ([-1, 0, 0, -1], [-1, -1, 1, 0], [0, 0, 1, 1], [2, 2, 2, 2])
    """
    over = [(0, -1)]  # level and number of those that a heading may stand under
    under: dict[int, list[int]] = {}
    above, before, rank = [], [], []
    for number, heading in enumerate(headings):
        level = heading.level
        while over[-1][0] >= level:
            over.pop()
        parent = over[-1][1]
        over.append((level, number))
        siblings = under.setdefault(parent, [])
        above.append(parent)
        before.append(siblings[-1] if siblings else -1)
        rank.append(len(siblings))
        siblings.append(number)
    return Outline(above, before, rank, [len(under[parent]) for parent in above])


def heading_dense(signals: Signals, known: Outline) -> Floats:
    """A row for each heading: its cues and places, the signs of the text below it, the cues of the heading above it."""
    size, width = len(known.above), len(role_cue_names())
    which, cues = signals.said.headings
    within = signals.zones[_HEADING, which]
    own = np.zeros((size + 1, width), dtype=np.float32)  # with a row behind the others, for those that stand under none
    own[signals.section[which[within]], cues[within]] = 1
    beside = np.array(_beside(signals, known), dtype=np.float32)
    dense: Floats = np.concatenate([CUE * own[:size], beside, own.take(known.above, axis=0)], axis=1)
    return dense


#: `_COUNTED` as bytes of `Signals.signs`.
_BYTES = tuple(SIGNS.index(sign) for sign in _COUNTED)
#: For each level the first four values of `PLACES`.
_LEVELS = tuple(tuple(float(level == number) for number in range(1, 5)) for level in range(5))


def _beside(signals: Signals, known: Outline) -> list[tuple[float, ...]]:
    """For each heading the values of `PLACES`, and how often each of `_COUNTED` stands in the beginning of its text.

    Plain Python: for rows so few and short it takes half as long as numpy.
    """
    view, size = signals.view, max(signals.view.end - signals.view.start, 1)
    signs, shift = signals.signs.tobytes(), signals.before - view.start
    over = set(known.above)
    stops = [heading.start for heading in view.headings[1:]]
    stops.append(view.end)
    rows = []
    for number, (heading, stop, rank, like) in enumerate(
        zip(view.headings, stops, known.rank, known.like, strict=True)
    ):
        start, end = heading.start, heading.end
        text = signs[end + shift : min(stop, end + BODY) + shift]
        scale = 100 / (len(text) + 20)
        count = text.count
        rows.append(
            (
                *_LEVELS[heading.level],
                heading.number is None,
                rank == like - 1,
                (start - view.start) / size,
                (end - start) / 30,
                number in over,
                rank / like,
                *[log1p(scale * count(sign)) for sign in _BYTES],
            )
        )
    return rows


def helps(context: Floats) -> Floats:
    """What each role helps those of the headings under it and, beside that, of the one behind it, for `decode`.

    `context` holds the weights of the roles above and, below them, those of the roles before.
    """
    size = context.shape[1]
    return np.hstack([PARENT * context[:size], ELDER * context[size : 2 * size]])


def decode(alone: Floats, known: Outline, help_of: Floats) -> Floats:
    """The logits of the roles, where each heading is helped by the one above it and the one before it.

    `alone` holds the logits without help, one row a heading. A doubtful heading helps less than a plain one.
    """
    count, size = alone.shape
    helped = np.zeros((count + 1, 2 * size), dtype=np.float32)  # with a row behind the others, for no heading
    halves = helped.reshape(-1, size)  # what a heading helps those under it, and the one behind it
    pairs = np.array([[2 * above for above in known.above], [2 * before + 1 for before in known.before]])
    logits = alone
    for _ in range(_ROUNDS):
        powers = np.exp(np.minimum(logits, _MOST))
        powers /= np.add.reduce(powers, 1, keepdims=True)
        np.dot(powers, help_of, out=helped[:-1])
        logits = alone + np.add.reduce(halves.take(pairs, axis=0), 0)
    return logits
