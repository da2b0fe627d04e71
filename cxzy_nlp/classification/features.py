"""From signals to the numbers that a linear model weighs; training and inference share every line of it."""

from __future__ import annotations

import math
import sys

import numpy as np
import numpy.typing as npt

from cxzy_nlp.classification.lexicon import Lexicon, cue_names
from cxzy_nlp.classification.phrases import Codes, Numbers
from cxzy_nlp.classification.roles import dense_names
from cxzy_nlp.classification.signals import FORM_NAMES, Floats, Signals

#: Blocks of n-gram weights of the genre: of the whole document (those of title, opening and closing added nothing to
#: the cues in cross-validation).
GRAM_BLOCKS: tuple[str, ...] = ("whole",)
#: Blocks of the weights of single characters for the roles: of the heading and of the title. Beside the cues they say
#: more than n-grams of the heading do, which are too many for the headings that there are; those of the text below
#: added nothing.
ROLE_BLOCKS: tuple[str, ...] = ("heading", "title")
#: How much each block counts before training.
_SCALE = {"whole": 2.0, "heading": 2.0, "title": 1.0}
#: A text without any n-gram has no length to be divided by.
_LEAST = 1e-9
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
    counts = np.bincount(lexicon.grams.take(signals.phrases), minlength=len(idf) + 1)[1:]
    places = counts.nonzero()[0]
    values = (np.log(counts[places]) + 1) * idf[places]
    values *= _SCALE["whole"] / max(math.sqrt(values.dot(values)), _LEAST)
    return {"whole": (places, values.astype(np.float32))}


def character_columns(characters: npt.NDArray[np.integer]) -> npt.NDArray[np.int16]:
    """For each code point its column in the weights of the characters; one behind them for a character without any.

    Examples
    --------
    >>> character_columns(np.array([ord("一"), ord("二")]))[[ord("二"), ord("三")]].tolist()
    [1, 2]
    """
    columns = np.full(sys.maxunicode + 1, len(characters), dtype=np.int16)
    columns[characters] = np.arange(len(characters))
    return columns


def heading_characters(signals: Signals, columns: npt.NDArray[np.int16]) -> tuple[Numbers, Numbers, Floats]:
    """The columns of the characters of all headings in a row, where in it each heading begins, what its sum counts."""
    starts, ends = signals.edges[:, 0], signals.edges[:, 1]
    lengths = ends - starts
    first = lengths.cumsum() - lengths
    places = np.arange(int(lengths.sum())) + (starts - first).repeat(lengths)
    return _columns(signals.codes[places], columns), first, (_SCALE["heading"] / np.sqrt(lengths)).astype(np.float32)


def title_characters(signals: Signals, columns: npt.NDArray[np.int16]) -> tuple[Numbers, float]:
    """The columns of the characters of the title, and what their sum counts."""
    start, end = signals.title
    return _columns(signals.codes[start:end], columns), _SCALE["title"] / max(end - start, 1) ** 0.5


def _columns(codes: Codes, columns: npt.NDArray[np.int16]) -> Numbers:
    return columns[codes.view(np.int64)].astype(np.int64)
