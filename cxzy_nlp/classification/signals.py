"""What one pass over a document finds: n-grams and cues by zone, and the outward form of the text."""

from __future__ import annotations

import functools
import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from cxzy_nlp.classification.lexicon import ZONES, Lexicon, cue_names
from cxzy_nlp.classification.phrases import Codes, Numbers, encode
from cxzy_nlp.classification.view import View

Floats = npt.NDArray[np.float32]

#: Characters behind the title that count as the opening, and at the end as the closing.
OPENING, CLOSING = 220, 140
_LINE_END = 10
#: Signs and words whose share of the text tells voice and layout; each is counted per hundred characters.
_COUNTED = (
    "。", "、", "\n", ":", "?", "!", "“", "|", ";", "《", "(", " ", "我", "我们", "本人", "他", "她", "你", "您", "要",
    "了", "的", "0", "年", "月", "%", "名", "×", "同志",
)  # fmt: skip
FORM_NAMES: tuple[str, ...] = (
    "length",
    "no title",
    "headings of level 1",
    "headings of level 2",
    "headings of level 3",
    "headings of level 4",
    "headings without number",
    "words per line",
    *(f"share of {sign!r}" for sign in _COUNTED),
)


@dataclass(frozen=True, slots=True, eq=False)
class Signals:
    """The phrases found in a document. Positions count from the beginning of what was looked at: the document, and
    before it its title if that stands elsewhere.

    `zones` has a row for each zone of `ZONES`: whether a hit lies in it. `known` are the hits that are phrases of the
    knowledge, `worded` what these are.
    """

    view: View
    before: int
    codes: Codes
    starts: Numbers
    lengths: Numbers
    phrases: Numbers
    known: Numbers
    worded: Numbers
    zones: npt.NDArray[np.bool_]
    cues: Floats
    form: Floats

    def place(self, position: int) -> int:
        """Where in the reading a position is."""
        if position < self.before and self.view.title is not None:
            return self.view.title[0] + position
        return self.view.start + position - self.before


def read_signals(view: View, lexicon: Lexicon) -> Signals:
    """One pass over the document."""
    text = view.text[view.start : view.end]
    title = view.title
    before = 0
    if title is not None and title[0] < view.start:
        text = f"{view.text[slice(*title)]}\n{text}"
        before = title[1] - title[0] + 1
        title = (0, before - 1)
    elif title is not None:
        title = (title[0] - view.start, title[1] - view.start)
    codes = encode(text)
    starts, lengths, phrases = lexicon.table.find(codes)
    zones = np.zeros((len(ZONES), len(starts)), dtype=np.bool_)
    _fill_zones(zones, view, before, title, codes, starts)
    known = lexicon.known[phrases].nonzero()[0]
    worded = phrases[known]
    which, coded = lexicon.cues.of_hits(known, worded)
    inside = zones[coded % len(ZONES), which]
    counts = np.bincount(coded[inside] // len(ZONES), minlength=len(cue_names()))
    scale = np.where(_is_anywhere(), 1000 / (len(codes) + 300), 1.0)
    cues = np.log1p(counts * scale).astype(np.float32)
    return Signals(view, before, codes, starts, lengths, phrases, known, worded, zones, cues, _form(view, text))


@functools.cache
def _is_anywhere() -> npt.NDArray[np.bool_]:
    """Which cues are looked for anywhere: these count by their share, so that a long text has no more of them."""
    return np.array([name.endswith("(any)") for name in cue_names()])


def _fill_zones(
    zones: npt.NDArray[np.bool_],
    view: View,
    before: int,
    title: tuple[int, int] | None,
    codes: Codes,
    starts: Numbers,
) -> None:
    opening = OPENING
    if title is not None:
        zones[0] = (starts >= title[0]) & (starts < title[1])
        opening = max(title[1], 0) + OPENING
    zones[1] = (starts < opening) & ~zones[0]
    zones[2] = starts >= len(codes) - CLOSING
    ahead = codes[np.maximum(starts - 1, 0)]
    zones[3] = (starts == 0) | (ahead == _LINE_END)
    if view.headings:
        edges = np.array([(h.start - view.start + before, h.end - view.start + before) for h in view.headings])
        number = np.searchsorted(edges[:, 0], starts, side="right") - 1
        zones[4] = (number >= 0) & (starts < edges[np.maximum(number, 0), 1])
    zones[5] = True


def _form(view: View, text: str) -> Floats:
    size = max(len(text), 1)
    levels = [0, 0, 0, 0]
    bare = 0
    for heading in view.headings:
        levels[heading.level - 1] += 1
        bare += heading.number is None
    lines = text.count("\n") + 1
    values = [
        math.log(size) / 8,
        float(view.title is None),
        *(math.log1p(number) for number in (*levels, bare)),
        math.log1p(size / lines) / 5,
        *(math.log1p(100 * text.count(sign) / size) for sign in _COUNTED),
    ]
    return np.array(values, dtype=np.float32)
