"""From signals to the numbers that a linear model weighs; training and inference share every line of it."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from cxzy_nlp.classification.lexicon import Lexicon, cue_names
from cxzy_nlp.classification.phrases import Numbers
from cxzy_nlp.classification.roles import Outline, dense_names
from cxzy_nlp.classification.signals import FORM_NAMES, Floats, Signals

#: Blocks of n-gram weights: of the genre those of the whole document (those of title, opening and closing added
#: nothing to the cues in cross-validation), of the roles those of the heading (those of the text below it neither).
GRAM_BLOCKS: tuple[str, ...] = ("whole",)
ROLE_BLOCKS: tuple[str, ...] = ("heading",)
#: How much each block counts before training: cues first, n-grams for what no cue says.
_SCALE = {"whole": 2.0, "heading": 1.0}
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
    """The n-grams of the document, as a vector of length 1, times its scale."""
    grams = lexicon.grams[signals.phrases]
    known = grams >= 0
    counts = np.bincount(grams[known], minlength=len(idf))
    places = counts.nonzero()[0]
    return {"whole": _unit(places, (1 + np.log(counts[places])) * idf[places], _SCALE["whole"])}


def _unit(places: Numbers, values: npt.NDArray[np.floating], scale: float) -> Sparse:
    length = float(np.sqrt(values @ values)) if len(values) else 1.0
    return places, (values * (scale / length)).astype(np.float32)


def role_grams(
    signals: Signals, lexicon: Lexicon, idf: Floats, known: Outline
) -> dict[str, tuple[Numbers, Numbers, Floats]]:
    """Row, n-gram and value of each n-gram of each heading, by rows."""
    inside = (known.heading >= 0).nonzero()[0]
    grams = lexicon.grams[signals.phrases[inside]]
    inside, grams = inside[grams >= 0], grams[grams >= 0]
    order = known.heading[inside].argsort(kind="stable")
    rows, places = known.heading[inside][order], grams[order]
    values = idf[places]
    lengths = np.sqrt(np.bincount(rows, values * values, minlength=len(known.above)))
    return {"heading": (rows, places, (values * (_SCALE["heading"] / lengths[rows])).astype(np.float32))}
