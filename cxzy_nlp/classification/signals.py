"""What one pass over a document finds: n-grams and cues by zone, and the outward form of the text."""

from __future__ import annotations

import functools
import re
import sys
from dataclasses import dataclass
from math import log1p

import numpy as np
import numpy.typing as npt

from cxzy_nlp.classification.lexicon import ZONES, Lexicon, Said, cue_names
from cxzy_nlp.classification.phrases import Codes, Numbers, encode
from cxzy_nlp.classification.view import View

Floats = npt.NDArray[np.float32]
#: What is answered to the questions about one candidate.
Answers = tuple[float, ...]

#: Characters behind the title that count as the opening, and at the end as the closing.
OPENING, CLOSING = 220, 140
_LINE_END = 10
#: Signs (0 for every digit) and words whose share of the text tells voice and layout; each is counted per hundred
#: characters.
_SIGNS = "。、\n:?!“|;《( 他她你您要了的0年月%名×"
_LINES = _SIGNS.index("\n")
_WORDS = ("我们", "本人", "同志")
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
    *(f"share of {sign!r}" for sign in (*_SIGNS, *_WORDS)),
)

#: How much the cues of a zone count before training: the last word of the title names the kind of text; a word
#: anywhere in it may be what the text is about (a report on pledges), so that it says less. Set on real pages.
_WORTH = {"ending": 3.0, "any": 0.6}
#: What stands behind the word that names the kind of text: (草稿), 范文, 三.
#: Nothing is given back, so that a title of many such pieces takes no longer than another.
_BEHIND_TITLE = re.compile(r"(?:(?>[(〔【\[].{0,14}[)〕】\]])|范文|全文|材料|稿|[一二三四五六七八九十\d]|[ 》”])++$")
#: So far from the end it is looked for.
_TITLE_REACH = 60
#: With which sign it can end; tested first.
_LAST_OF_TITLE = re.compile(r"[)〕】\]文料稿一二三四五六七八九十\d 》”]")
#: So many characters may stand between that word and the end (讲话|精神 is too far, 讲话|稿 is not).
_SLACK = 1
#: 我校, 我们, 我县: the speaker's place or body, not the speaker.
_ONLY_I = re.compile("我(?![们校院县市镇乡村局省区厂党国系行司州办委部站所处科厅军矿队街社])")


@dataclass(frozen=True, slots=True, eq=False)
class Signals:
    """The phrases found in a document. Positions count from the beginning of `text`: the document, and before it its
    title if that stands elsewhere.

    `edges` are the starts and ends of the headings and, in the last row, of the title (0 and 0 without one); `section`
    is for each hit the number of the last heading that begins at or before it (-1 for none), `grams` the number of the
    model's n-gram that it is, counted from 1, or 0.
    `known` are the hits that are phrases of the knowledge, `said` what these stand for; `zones` has a row for each
    zone of `ZONES`: whether they lie in it.
    """

    view: View
    text: str
    before: int
    codes: Codes
    starts: Numbers
    lengths: Numbers
    phrases: Numbers
    edges: Numbers
    section: Numbers
    grams: npt.NDArray[np.int16]
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
        title = (title[0] - view.start, min(title[1] - view.start, len(text)))
    codes = encode(text)
    starts, lengths, phrases = lexicon.table.find(codes)
    known = lexicon.known[phrases].nonzero()[0]
    said = lexicon.said(phrases[known])
    edges, section = _sections(view, before - view.start, title, starts)
    zones = _zones(text, title, starts[known], lengths[known], codes, edges, section[known])
    cues = _cues(said, zones, len(codes))
    form = _form(view, text, codes)
    return Signals(
        view=view,
        text=text,
        before=before,
        codes=codes,
        starts=starts,
        lengths=lengths,
        phrases=phrases,
        edges=edges,
        section=section,
        grams=lexicon.grams.take(phrases),
        known=known,
        said=said,
        zones=zones,
        cues=cues,
        form=form,
    )


def _sections(view: View, shift: int, title: tuple[int, int] | None, starts: Numbers) -> tuple[Numbers, Numbers]:
    """The edges of headings and title, and which heading each of the places belongs to."""
    places = [place for heading in view.headings for place in (heading.start + shift, heading.end + shift)]
    places.extend(title or (0, 0))
    edges = np.array(places).reshape(-1, 2)
    return edges, edges[:-1, 0].searchsorted(starts, side="right") - 1


@functools.cache
def _sign_numbers() -> npt.NDArray[np.int8]:
    """For each character its number among `_SIGNS`, or one more than there are."""
    numbers = np.full(sys.maxunicode + 1, len(_SIGNS), dtype=np.int8)
    numbers[[ord(sign) for sign in _SIGNS]] = np.arange(len(_SIGNS))
    return numbers


@functools.cache
def _is_anywhere() -> npt.NDArray[np.bool_]:
    """Which cues are looked for anywhere: these count by their share, so that a long text has no more of them."""
    return np.array([name.endswith("(any)") for name in cue_names()])


@functools.cache
def _worth() -> Floats:
    """How much each cue counts before training."""
    zones = [name[name.rindex("(") + 1 : -1] for name in cue_names()]
    return np.array([_WORTH.get(zone, 1.0) for zone in zones], dtype=np.float32)


def _cues(said: Said, zones: npt.NDArray[np.bool_], size: int) -> Floats:
    """How often each cue stands where it is looked for, in a text of so many characters."""
    which, coded = said.cues
    cues, zone = np.divmod(coded, len(ZONES))
    counts = np.bincount(cues[zones[zone, which]], minlength=len(cue_names()))
    made: Floats = np.log1p(np.where(_is_anywhere(), 1000 / (size + 300), 1.0) * counts) * _worth()
    return made.astype(np.float32)


def _core_end(text: str, start: int, end: int) -> int:
    """Where the title ends, without brackets, numbers and words such as 范文 behind it."""
    if end <= start or _LAST_OF_TITLE.match(text, end - 1) is None:
        return end
    found = _BEHIND_TITLE.search(text, max(start, end - _TITLE_REACH), end)
    return end if found is None else found.start()


def _zones(
    text: str,
    title: tuple[int, int] | None,
    starts: Numbers,
    lengths: Numbers,
    codes: Codes,
    edges: Numbers,
    section: Numbers,
) -> npt.NDArray[np.bool_]:
    """A row for each zone of `ZONES`: which of the phrases lie in it."""
    zones = np.zeros((len(ZONES), len(starts)), dtype=np.bool_)
    ends, opening = starts + lengths, OPENING
    if title is not None:
        zones[0] = (starts >= title[0]) & (starts < title[1])
        zones[6] = zones[0] & (abs(ends - _core_end(text, *title)) <= _SLACK)
        opening = max(title[1], 0) + OPENING
    zones[1] = (starts < opening) & ~zones[0]
    zones[2] = starts >= len(codes) - CLOSING
    zones[3] = (codes[starts - 1] == _LINE_END) | (starts == 0)
    if len(edges) > 1:
        zones[4] = (section >= 0) & (ends <= edges[section, 1])
    zones[5] = True
    return zones


def _form(view: View, text: str, codes: Codes) -> Floats:
    """The values of `FORM_NAMES`."""
    size = max(len(text), 1)
    levels = [0] * 5
    bare = 0
    for heading in view.headings:
        levels[heading.level] += 1
        bare += heading.number is None
    counts = np.bincount(_sign_numbers().take(codes.view(np.int64)), minlength=len(_SIGNS))
    signs = counts[: len(_SIGNS)].tolist()
    per = 100 / size
    values = [
        log1p(size - 1) / 8,
        view.title is None,
        *map(log1p, levels[1:]),
        log1p(bare),
        log1p(size / (signs[_LINES] + 1)) / 5,
        log1p(per * len(_ONLY_I.findall(text))),
        *[log1p(per * count) for count in signs],
        *[log1p(per * text.count(word)) for word in _WORDS],
    ]
    return np.array(values, dtype=np.float32)
