"""What each section is for: its heading and its text, its place, the title, the headings above and before it."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from cxzy_nlp.classification.lexicon import ZONES, role_cue_names, role_cue_zones
from cxzy_nlp.classification.signals import Floats, Signals
from cxzy_nlp.classification.view import View
from cxzy_nlp.structure.headings import Heading

_HEADING = ZONES.index("heading")
#: How much a cue in the heading or in the title counts before training.
CUE = 1.5
#: How much the role of the heading above and of the one before it counts before training: a subheading mostly takes the
#: role of its heading, less often that of the one before.
PARENT, ELDER = 3.0, 1.0
#: Where float32 still holds the power of a logit that the headings around help.
_MOST = np.float32(40)
#: How often the headings help each other. From the third time on nothing changes but for rows of headings that are all
#: doubtful.
_ROUNDS = 2
#: Where a heading stands; the columns behind the cues. Cues in the text below it and in the headings above and under it
#: added nothing in cross-validation.
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
    return (*role_cue_names(), *PLACES)


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
    """A row for each heading: its cues, those of the title, its places."""
    width = len(role_cue_names())
    which, cues = signals.said.roles
    zones = role_cue_zones()
    within = signals.zones[zones[cues], which]
    which, cues = which[within], cues[within]
    own = zones[cues] == _HEADING
    dense = np.zeros((len(known.above), width + len(PLACES)), dtype=np.float32)
    dense[signals.section[signals.known[which[own]]], cues[own]] = CUE
    dense[:, cues[~own]] = CUE
    dense[:, width:] = _places(signals.view, known)
    return dense


#: For each level the first four values of `PLACES`.
_LEVELS = tuple(tuple(float(level == number) for number in range(1, 5)) for level in range(5))


def _places(view: View, known: Outline) -> list[tuple[float, ...]]:
    """For each heading the values of `PLACES`.

    Plain Python: for rows so few and short it takes half as long as numpy.
    """
    begin, size = view.start, max(view.end - view.start, 1)
    over = set(known.above)
    return [
        (
            *_LEVELS[heading.level],
            heading.number is None,
            rank == like - 1,
            (heading.start - begin) / size,
            (heading.end - heading.start) / 30,
            number in over,
            rank / like,
        )
        for number, (heading, rank, like) in enumerate(zip(view.headings, known.rank, known.like, strict=True))
    ]


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
