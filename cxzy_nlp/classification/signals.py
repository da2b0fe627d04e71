"""What one pass over a document finds: n-grams and cues by zone, and the outward form of the text."""

from __future__ import annotations

import functools
import math
import re
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from cxzy_nlp.classification.lexicon import ZONES, Lexicon, Said, cue_names
from cxzy_nlp.classification.phrases import Codes, Numbers, encode
from cxzy_nlp.classification.view import View

Floats = npt.NDArray[np.float32]

#: Characters behind the title that count as the opening, and at the end as the closing.
OPENING, CLOSING = 220, 140
_LINE_END = 10
#: Signs and words whose share of the text tells voice and layout; each is counted per hundred characters.
_COUNTED = (
    "。", "、", "\n", ":", "?", "!", "“", "|", ";", "《", "(", " ", "我们", "本人", "他", "她", "你", "您", "要",
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
    "I, and nobody with me",
    *(f"share of {sign!r}" for sign in _COUNTED),
)


#: How much the cues of a zone count before training: the last word of the title names the kind of text; a word
#: anywhere in it may be what the text is about (a report on pledges), so that it says less. Set on real pages.
_WORTH = {"ending": 3.0, "any": 0.6}
#: What stands behind the word that names the kind of text: (草稿), 范文, 三.
_BEHIND_TITLE = re.compile(r"(?:[(〔【\[].{0,14}[)〕】\]]|范文|全文|材料|稿|[一二三四五六七八九十\d]{1,3}|[ 》”])+$")
#: So many characters may stand between that word and the end (讲话|精神 is too far, 讲话|稿 is not).
_SLACK = 1
#: 我校, 我们, 我县: the speaker's place or body, not the speaker.
_ONLY_I = re.compile("我(?![们校院县市镇乡村局省区厂党国系行司州办委部站所处科厅军矿队街社])")


@dataclass(frozen=True, slots=True, eq=False)
class Signals:
    """The phrases found in a document. Positions count from the beginning of what was looked at: the document, and
    before it its title if that stands elsewhere.

    `known` are the hits that are phrases of the knowledge, `said` what these stand for; `zones` has a row for each
    zone of `ZONES`: whether they lie in it.
    """

    view: View
    before: int
    codes: Codes
    starts: Numbers
    lengths: Numbers
    phrases: Numbers
    known: Numbers
    said: Said
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
    known = lexicon.known[phrases].nonzero()[0]
    said = lexicon.said(phrases[known])
    zones = np.zeros((len(ZONES), len(known)), dtype=np.bool_)
    _fill_zones(zones, view, before, title, codes, starts[known])
    if title is not None:
        zones[6] = zones[0] & (abs((starts + lengths)[known] - _core_end(text, *title)) <= _SLACK)
    which, coded = said.cues
    inside = zones[coded % len(ZONES), which]
    counts = np.bincount(coded[inside] // len(ZONES), minlength=len(cue_names()))
    scale = np.where(_is_anywhere(), 1000 / (len(codes) + 300), 1.0)
    cues = (np.log1p(counts * scale) * _worth()).astype(np.float32)
    return Signals(view, before, codes, starts, lengths, phrases, known, said, zones, cues, _form(view, text))


@functools.cache
def _is_anywhere() -> npt.NDArray[np.bool_]:
    """Which cues are looked for anywhere: these count by their share, so that a long text has no more of them."""
    return np.array([name.endswith("(any)") for name in cue_names()])


@functools.cache
def _worth() -> Floats:
    """How much each cue counts before training."""
    zones = [name[name.rindex("(") + 1 : -1] for name in cue_names()]
    return np.array([_WORTH.get(zone, 1.0) for zone in zones], dtype=np.float32)


def _core_end(text: str, start: int, end: int) -> int:
    """Where the title ends, without brackets, numbers and words such as 范文 behind it."""
    found = _BEHIND_TITLE.search(text, start, end)
    return end if found is None else found.start()


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
        math.log1p(100 * len(_ONLY_I.findall(text)) / size),
        *(math.log1p(100 * text.count(sign) / size) for sign in _COUNTED),
    ]
    return np.array(values, dtype=np.float32)
