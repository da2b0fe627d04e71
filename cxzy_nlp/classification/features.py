"""From signals to the numbers that a linear model weighs; training and inference share every line of it."""

from __future__ import annotations

import math
import sys

import numpy as np
import numpy.typing as npt

from cxzy_nlp.classification.lexicon import Lexicon, cue_names
from cxzy_nlp.classification.phrases import Numbers
from cxzy_nlp.classification.roles import dense_names
from cxzy_nlp.classification.signals import FORM_NAMES, Floats, Signals

#: The block of n-gram weights of the genre: of the whole document (those of title, opening and closing added nothing to
#: the cues in cross-validation).
GRAM_BLOCK = "whole"
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


def genre_grams(signals: Signals, lexicon: Lexicon, idf: Floats) -> Sparse:
    """The n-grams of the document, as a vector of length 1, times its scale."""
    counts = np.bincount(lexicon.grams.take(signals.phrases), minlength=len(idf) + 1)[1:]
    places = counts.nonzero()[0]
    values = (np.log(counts[places]) + 1) * idf[places]
    values *= _SCALE[GRAM_BLOCK] / max(math.sqrt(values.dot(values)), _LEAST)
    return places, values.astype(np.float32)


def add_up(grams: Sparse, weights: Floats) -> Floats:
    """What the n-grams of a document say, for each column of the weights.

    Examples
    --------
    >>> add_up((np.array([2, 0]), np.array([1, 0.5])), np.array([[2, 4], [0, 0], [1, -1]])).tolist()
    [2.0, 1.0]
    """
    places, values = grams
    total: Floats = values @ weights.take(places, axis=0)
    return total


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


def heading_characters(
    signals: Signals, columns: npt.NDArray[np.int16], title_column: int
) -> tuple[Numbers, Numbers, Floats]:
    """The columns of the characters of each heading and, behind these, of the title, all in a row; where in it each
    begins; what the sum of each counts. The columns of the title begin at `title_column`.
    """
    starts, ends = signals.edges[:, 0], signals.edges[:, 1]
    lengths = np.maximum(ends - starts, 1)  # without a title any character stands for it and counts nothing
    stops = lengths.cumsum()
    first = stops - lengths
    places = np.arange(int(stops[-1])) + (starts - first).repeat(lengths)
    found = columns.take(signals.codes.take(places).view(np.int64)).astype(np.int64)
    found[int(first[-1]) :] += title_column
    shares = (_SCALE["heading"] / np.sqrt(lengths)).astype(np.float32)
    shares[-1] *= (ends[-1] > starts[-1]) * _SCALE["title"] / _SCALE["heading"]
    return found, first, shares
