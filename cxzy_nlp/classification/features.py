"""From signals to the numbers that a linear model weighs; training and inference share every line of it."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from cxzy_nlp.classification.lexicon import ZONES, Lexicon, cue_names
from cxzy_nlp.classification.phrases import Numbers
from cxzy_nlp.classification.roles import Outline, dense_names, heading_dense, outline
from cxzy_nlp.classification.signals import FORM_NAMES, Floats, Signals

#: Blocks of n-gram weights of the genre: the whole document, and three zones of it.
GRAM_BLOCKS: tuple[str, ...] = ("whole", "title", "opening", "closing")
#: Blocks of n-gram weights of the roles: the heading, and the beginning of the text below it.
ROLE_BLOCKS: tuple[str, ...] = ("heading", "body")
#: How much each block counts before training: cues first, n-grams for what no cue says.
_SCALE = {"whole": 2.0, "title": 1.0, "opening": 1.5, "closing": 1.5, "heading": 1.0, "body": 0.5}
#: A subheading mostly takes the role of its heading, less often that of the one before it.
PARENT, ELDER = 3.0, 1.0
#: How much the genre counts for the roles.
GENRE = 0.5

#: Indices of n-grams and their values.
Sparse = tuple[Numbers, Floats]


def genre_names() -> tuple[str, ...]:
    """The dense features of the genre, in order."""
    return (*cue_names(), *FORM_NAMES)


def role_names() -> tuple[str, ...]:
    """The dense features of a heading, in order."""
    return dense_names()


def genre_dense(signals: Signals) -> Floats:
    """The values of `genre_names`."""
    return np.concatenate([signals.cues, signals.form])


def genre_grams(signals: Signals, lexicon: Lexicon, idf: Floats) -> dict[str, Sparse]:
    """The n-grams of the document and of its zones; each block has length 1, times its scale."""
    grams = lexicon.grams[signals.phrases]
    known = grams >= 0
    counts = np.bincount(grams[known], minlength=len(idf))
    places = counts.nonzero()[0]
    blocks = {"whole": _unit(places, (1 + np.log(counts[places])) * idf[places], _SCALE["whole"])}
    for name in GRAM_BLOCKS[1:]:
        inside = grams[known & signals.zones[ZONES.index(name)]]
        blocks[name] = _unit(inside, idf[inside], _SCALE[name])
    return blocks


def _unit(places: Numbers, values: npt.NDArray[np.floating], scale: float) -> Sparse:
    length = float(np.sqrt(values @ values)) if len(values) else 1.0
    return places, (values * (scale / length)).astype(np.float32)


def role_grams(
    signals: Signals, lexicon: Lexicon, idf: Floats, known: Outline
) -> dict[str, tuple[Numbers, Numbers, Floats]]:
    """Row, n-gram and value of each n-gram of each heading, and of the beginning of the text below it; by rows."""
    grams = lexicon.grams[signals.phrases]
    size = len(known.above)
    blocks = {}
    for name, owner in zip(ROLE_BLOCKS, (known.heading, known.body), strict=True):
        chosen = ((owner >= 0) & (grams >= 0)).nonzero()[0]
        chosen = chosen[owner[chosen].argsort(kind="stable")]
        rows, places = owner[chosen], grams[chosen]
        values = idf[places]
        lengths = np.sqrt(np.bincount(rows, values * values, minlength=size))
        blocks[name] = (rows, places, (values * (_SCALE[name] / lengths[rows])).astype(np.float32))
    return blocks


__all__ = [
    "ELDER",
    "GENRE",
    "GRAM_BLOCKS",
    "PARENT",
    "ROLE_BLOCKS",
    "genre_dense",
    "genre_grams",
    "genre_names",
    "heading_dense",
    "outline",
    "role_grams",
    "role_names",
]
