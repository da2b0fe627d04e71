"""From signals to the numbers that a linear model weighs; training and inference share every line of it."""

from __future__ import annotations

import itertools
import math
import sys

import numpy as np
import numpy.typing as npt

from cxzy_nlp.classification.lexicon import cue_names
from cxzy_nlp.classification.phrases import Numbers
from cxzy_nlp.classification.roles import dense_names
from cxzy_nlp.classification.signals import FORM_NAMES, Floats, Signals

#: The block of n-gram weights of the genre: of the whole document (those of title, opening and closing added nothing to
#: the cues in cross-validation).
GRAM_BLOCK = "whole"
#: Blocks of the weights of single characters for the roles: of the heading and of the title. Beside the cues they say
#: more than n-grams of the heading do, which are too many for the headings that there are; of the text below it is the
#: n-grams that tell something, not the characters.
CHARACTER_BLOCKS: tuple[str, ...] = ("heading", "title")
#: Block of the weights of the model's n-grams for the roles: of the heading and the beginning of the text below it.
PASSAGE_BLOCK = "passage"
ROLE_BLOCKS: tuple[str, ...] = (*CHARACTER_BLOCKS, PASSAGE_BLOCK)
#: How much each block counts before training.
_SCALE = {"whole": 2.0, "heading": 2.0, "title": 1.0, "passage": 1.5}
#: Characters below a heading that are looked at.
_BELOW = 160
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


def genre_grams(signals: Signals, idf: Floats) -> Sparse:
    """The n-grams of the document, as a vector of length 1, times its scale."""
    counts = np.bincount(signals.grams, minlength=len(idf) + 1)[1:]
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
) -> tuple[npt.NDArray[np.int16], Numbers, Floats]:
    """The columns of the characters of each heading and, behind these, of the title, all in a row; where in it each
    begins; what the sum of each counts. The columns of the title begin at `title_column`.
    """
    spans, codes = signals.edges.tolist(), signals.codes
    # An empty span, as of a title that is not there, has the first character and counts nothing.
    pieces = [codes[start:end] if end > start else codes[:1] for start, end in spans]
    lengths = [len(piece) for piece in pieces]
    first = [0, *itertools.accumulate(lengths[:-1])]
    found = columns.take(np.concatenate(pieces).view(np.int64))
    found[first[-1] :] += title_column
    scales = [_SCALE["heading"]] * (len(spans) - 1) + [_SCALE["title"]]
    shares = [
        (end > start) * scale / math.sqrt(length)
        for (start, end), scale, length in zip(spans, scales, lengths, strict=True)
    ]
    return found, np.array(first), np.array(shares, dtype=np.float32)


def passage_grams(signals: Signals) -> tuple[npt.NDArray[np.int16], Numbers, Numbers, Floats]:
    """The n-grams of the passages of all headings (each is the heading and the beginning of the text below it), all in
    a row and numbered from 0; where in it each passage begins that has any; which passages these are; what the sum of
    each of these counts: a long passage has more of them, and all the same one role.
    """
    stops = signals.edges[:, 1] + _BELOW
    stops[-1] = 0  # the row of the title, which -1 points at: what stands before the first heading is no passage
    within = ((signals.starts < stops[signals.section]) & (signals.grams > 0)).nonzero()[0]
    section = signals.section[within]
    counts = np.bincount(section)
    some = counts.nonzero()[0]
    counts = counts[some]
    grams = signals.grams[within[section.argsort(kind="stable")]] - 1
    return grams, counts.cumsum() - counts, some, (_SCALE[PASSAGE_BLOCK] / np.sqrt(counts)).astype(np.float32)
