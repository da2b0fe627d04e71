"""What each section is for: its heading, the beginning of its text, its place, the headings above and before it."""

from __future__ import annotations

import functools
import math
from dataclasses import dataclass

import numpy as np

from cxzy_nlp.classification.lexicon import role_cue_names
from cxzy_nlp.classification.signals import SIGNS, Floats, Signals

#: Characters of a section's text that are looked at.
BODY = 160
#: How much a cue in the heading itself counts before training.
CUE = 1.5
#: How much the role of the heading above and of the one before it counts before training: a subheading mostly takes the
#: role of its heading, less often that of the one before.
PARENT, ELDER = 3.0, 1.0
#: Where float32 still holds the power of a logit that the headings around help.
_MOST = np.float32(40)
#: Signs whose share of that text tells what was done from what is to be done.
_COUNTED = "了要将我不月%名。、"
#: Where a heading stands; the columns behind the cues. Cues in the text below it and in the headings under it added
#: nothing in cross-validation.
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
    """For each heading the one that it stands under and the one before it under the same (-1 for none)."""

    above: list[int]
    before: list[int]


def outline(signals: Signals) -> Outline:
    """The outline of a document."""
    above = parents(signals)
    return Outline(above, elder(above))


def heading_dense(signals: Signals, known: Outline) -> Floats:
    """A row for each heading: its cues and places, the signs of the text below it, the cues of the heading above it."""
    size, width = len(known.above), len(role_cue_names())
    which, cues = signals.said.headings
    owner, hits = signals.section[which], signals.known[which]
    within = (owner >= 0) & (signals.starts[hits] + signals.lengths[hits] <= signals.edges[owner, 1])
    own = np.zeros((size + 1, width), dtype=np.float32)  # with a row behind the others, for those that stand under none
    own[owner[within], cues[within]] = 1
    signs = width + len(PLACES)
    dense: Floats = np.empty((size, len(dense_names())), dtype=np.float32)
    dense[:, :width] = CUE * own[:size]
    dense[:, width:signs] = _places(signals, known.above)
    dense[:, signs:-width] = _signs(signals)
    dense[:, -width:] = own[known.above]
    return dense


#: `_COUNTED` as bytes of `Signals.signs`.
_BYTES = tuple(SIGNS.index(sign) for sign in _COUNTED)


def _signs(signals: Signals) -> Floats:
    """How often each of `_COUNTED` stands in the beginning of the text below each heading."""
    signs = signals.signs.tobytes()
    following = [*signals.edges[1:, 0].tolist(), len(signs)]
    shares = []
    for start, end in zip(signals.edges[:, 1].tolist(), following, strict=True):
        text = signs[start : min(end, start + BODY)]
        scale = 100 / (len(text) + 20)
        shares.append([scale * text.count(sign) for sign in _BYTES])
    made: Floats = np.log1p(np.array(shares)).astype(np.float32)
    return made


def parents(signals: Signals) -> list[int]:
    """For each heading the number of the one that it stands under, or -1."""
    over: list[tuple[int, int]] = [(0, -1)]  # level and number of those that a heading may stand under
    above: list[int] = []
    for number, heading in enumerate(signals.view.headings):
        while over[-1][0] >= heading.level:
            over.pop()
        above.append(over[-1][1])
        over.append((heading.level, number))
    return above


def helps(context: Floats) -> Floats:
    """What each role helps those of the headings under it and, beside that, of the one behind it, for `decode`.

    `context` holds the weights of the roles above and, below them, those of the roles before.
    """
    size = context.shape[1]
    return np.hstack([PARENT * context[:size], ELDER * context[size : 2 * size]])


def decode(logits: Floats, known: Outline, help_of: Floats) -> Floats:
    """The chances of the roles, from the top down: each heading is helped by the one above it and the one before it.

    `logits` are without context, one row a heading, and get it added. A doubtful heading weighs less than a plain one.
    """
    size = logits.shape[1]
    likely = np.empty_like(logits)
    helped: list[Floats] = []
    np.minimum(logits, _MOST, out=logits)
    ones = np.ones(size, dtype=np.float32)
    for number, (above, before) in enumerate(zip(known.above, known.before, strict=True)):
        row = logits[number]
        if above >= 0:
            row += helped[above][:size]
        if before >= 0:
            row += helped[before][size:]
        powers = np.exp(row)  # for rows this short a product with ones is a faster sum
        powers /= powers.dot(ones)
        likely[number] = powers
        helped.append(powers.dot(help_of))
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


def _places(signals: Signals, above: list[int]) -> list[list[float]]:
    """The values of `PLACES` for each heading."""
    view = signals.view
    family: dict[int, list[int]] = {}
    rank = []
    for number, parent in enumerate(above):
        siblings = family.setdefault(parent, [])
        rank.append(len(siblings))
        siblings.append(number)
    size = max(view.end - view.start, 1)
    following = [heading.start for heading in view.headings[1:]]
    rows: list[list[float]] = []
    for number, (heading, end) in enumerate(zip(view.headings, [*following, view.end], strict=True)):
        siblings = family[above[number]]
        level = heading.level
        rows.append(
            [
                level == 1,
                level == 2,
                level == 3,
                level == 4,
                heading.number is None,
                number == siblings[0],
                number == siblings[-1],
                (heading.start - view.start) / size,
                (heading.end - heading.start) / 30,
                math.log1p(max(end - heading.end, 0)) / 6,
                number in family,
                view.text.find(",", heading.start, heading.end) >= 0,
                rank[number] / len(siblings),
                len(siblings) == 1,
            ]
        )
    return rows
