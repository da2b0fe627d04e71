"""Which campaign a document serves.

Every campaign is a candidate and is weighed by the same few questions: how often it is named, where, how much of its
own language stands beside the name, whether the document's date lies in its time. The weights are learned for all
campaigns together, so that one of which the corpus has two documents is known as well as one of which it has sixty;
and a campaign that is added to the knowledge tables is known without training.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from cxzy_nlp.classification.lexicon import Lexicon
from cxzy_nlp.classification.names import AFTER, BARE, BEFORE, CLASSES, LIST, NAME, WORD, campaigns
from cxzy_nlp.classification.phrases import Numbers
from cxzy_nlp.classification.signals import Signals

Rows = npt.NDArray[np.float64]

#: The questions, in the order of the columns.
QUESTIONS: tuple[str, ...] = (
    "named at all",
    "how often named",
    "how often named in passing",
    "share of all names",
    "share of the text",
    "named in the title",
    "perhaps named in the title",
    "named in the opening",
    "perhaps named in the opening",
    "named in a heading",
    "lists of its own",
    "words of its own",
    "spread over the text",
    "named early",
    "named once, late",
    "nothing of its own but the name",
    "out of its time, and nothing but the name",
    "in its time, and named",
    "in its time, and perhaps named",
    "in its time, lists alone",
    "in its time, words alone",
    "out of its time, and named",
    "out of its time, and perhaps named",
    "its years stand in the text",
    "not at the head of an official paper",
    "not at the head of another text",
    "in a text of no campaign's genre",
    "only years of another time",
)
#: What is known of each question beforehand: 1 speaks for the campaign, -1 against it, 0 is left to the corpus.
SIGNS: tuple[int, ...] = tuple(
    -1 if name.startswith(("out of", "not at", "in a text", "nothing", "only")) or name == "named once, late"
    else 0 if name in ("share of the text", "how often named in passing")
    else 1
    for name in QUESTIONS
)  # fmt: skip
_TITLE, _OPENING, _CLOSING, _LINE, _HEADING = range(5)
_PARTS = 4
#: Genres that say in their title, opening or headings which campaign they serve.
_OFFICIAL = frozenset(["speech", "summary", "plan", "notice", "brief", "analysis_report"])
#: A name that first stands behind this share of the text is an aside.
_LATE = 0.3
#: Signs that part the phrases of a row.
_ROW = "、,。;:"
_LAST = np.uint64(0xFFFF)


@functools.cache
def _times() -> tuple[Numbers, Numbers, Numbers]:
    """First and last month of each campaign with its margins, and whether its end is unknown."""
    known = campaigns()
    return (
        np.array([item.first - BEFORE for item in known]),
        np.array([item.last + AFTER for item in known]),
        np.array([item.open for item in known], dtype=np.int64),
    )


def ask(signals: Signals, lexicon: Lexicon, genres: Sequence[str], chances: Rows) -> Rows:
    """One row for each campaign, one column for each question; `chances` are those of the document's `genres`."""
    size = len(campaigns())
    which, coded = lexicon.campaigns.of_hits(signals.known, signals.worded)
    kept = ~((coded % CLASSES == BARE) & _in_row(signals, which))
    which, coded = which[kept], coded[kept]
    kind = coded % CLASSES
    campaign = coded // CLASSES
    counts = np.bincount(coded, minlength=size * CLASSES).reshape(size, CLASSES).astype(np.float64)
    name, bare = counts[:, NAME], counts[:, BARE]
    answers = np.zeros((size, len(QUESTIONS)))
    if not len(which):
        return answers
    pairs = set(zip(coded.tolist(), signals.phrases[which].tolist(), strict=True))
    distinct = np.array([code for code, _ in pairs])
    kinds = np.bincount(distinct, minlength=size * CLASSES).reshape(size, CLASSES)

    def stands(worth: int, zone: int) -> Rows:
        chosen = (kind == worth) & signals.zones[zone, which]
        return (np.bincount(campaign[chosen], minlength=size) > 0).astype(np.float64)

    mentioned = name + 0.5 * bare
    named, perhaps = (name > 0).astype(np.float64), ((bare > 0) & (name == 0)).astype(np.float64)
    quarter = signals.starts[which] * _PARTS // max(len(signals.codes), 1)
    spread = np.zeros((size, _PARTS))
    chosen = kind <= BARE
    spread[campaign[chosen], quarter[chosen]] = 1
    inside, outside = _fit(signals)
    years_in, years_out = _years(signals)
    place = np.ones(size)
    np.minimum.at(place, campaign[chosen], signals.starts[which][chosen] / max(len(signals.codes), 1))
    alone = (1 - named) * (1 - perhaps)
    official = sum(float(chance) for genre, chance in zip(genres, chances, strict=True) if genre in _OFFICIAL)
    other = sum(float(chance) for genre, chance in zip(genres, chances, strict=True) if genre == "other")
    shown = sum(stands(worth, zone) for worth in (NAME, BARE) for zone in (_TITLE, _OPENING, _HEADING))
    hidden = np.maximum(named, perhaps) * (shown == 0)
    bald = np.maximum(named, perhaps) * (kinds[:, LIST] + kinds[:, WORD] == 0)
    answers[:] = np.stack(
        [
            named,
            np.log1p(name),
            np.log1p(bare),
            mentioned / (mentioned.sum() + 0.5),
            np.log1p(1000 * mentioned / (len(signals.codes) + 200)),
            stands(NAME, _TITLE),
            stands(BARE, _TITLE),
            stands(NAME, _OPENING),
            stands(BARE, _OPENING),
            np.maximum(stands(NAME, _HEADING), stands(BARE, _HEADING)),
            np.log1p(kinds[:, LIST]),
            np.log1p(kinds[:, WORD]),
            spread.sum(1) / _PARTS,
            1 - place,
            (mentioned > 0) * (name + bare <= 2) * (place > _LATE),
            bald,
            outside * bald,
            inside * named,
            inside * perhaps,
            inside * alone * np.log1p(kinds[:, LIST]),
            inside * alone * np.log1p(kinds[:, WORD]),
            outside * named,
            outside * perhaps,
            years_in * np.maximum(named, perhaps),
            hidden * official,
            hidden * (1 - official),
            np.maximum(named, perhaps) * other,
            years_out * np.maximum(named, perhaps),
        ],
        axis=1,
    )
    return answers


@functools.cache
def _row_signs() -> npt.NDArray[np.bool_]:
    """For each character whether it parts the phrases of a row."""
    signs = np.zeros(int(_LAST) + 1, dtype=np.bool_)
    signs[[ord(sign) for sign in _ROW]] = True
    return signs


def _in_row(signals: Signals, which: Numbers) -> npt.NDArray[np.bool_]:
    """Which hits are one phrase of a row (真抓实干、创先争优、争创一流): an everyday word and no name."""
    codes = signals.codes
    ends = np.minimum(signals.starts[which] + signals.lengths[which], len(codes) - 1)
    before = codes[np.maximum(signals.starts[which] - 1, 0)]
    row = _row_signs()
    inside: npt.NDArray[np.bool_] = row[np.minimum(before, _LAST)] & row[np.minimum(codes[ends], _LAST)]
    return inside


def _fit(signals: Signals) -> tuple[Rows, Rows]:
    """Whether the document's date lies in the time of each campaign, and whether outside; neither if unknown."""
    first, last, unending = _times()
    dated = signals.view.dated
    if dated is None:
        return np.zeros(len(first)), np.zeros(len(first))
    low, high = (year * 12 + number - 1 for year, number in dated)
    inside = (high >= first) & (low <= last)
    outside = (high < first) | ((low > last) & (unending == 0))
    return inside.astype(np.float64), outside.astype(np.float64)


def _years(signals: Signals) -> tuple[Rows, Rows]:
    """Whether a year written in the text is one of the campaign's, and whether all are not."""
    first, last, unending = _times()
    written = signals.view.years
    if not written:
        return np.zeros(len(first)), np.zeros(len(first))
    years = np.array(written)[:, None]
    inside = np.any((years * 12 + 11 >= first) & (years * 12 <= last), axis=0)
    outside = ~inside & ~((years.min() * 12 > last) & (unending == 1))
    return inside.astype(np.float64), outside.astype(np.float64)
