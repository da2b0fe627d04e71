"""CoNLL-U (https://universaldependencies.org/format.html): words with their places, from which the text comes back.

MISC holds ``TokenRange`` (code points of the decoded file), ``SpaceAfter=No``, and UDPipe's ``SpacesBefore``,
``SpacesAfter`` and ``SpacesInToken`` where white space is more than one blank, so that nothing has to be guessed when
tokens are joined again. ``Facts`` tells which facts a word belongs to (``B-date,I-count``); the facts themselves, with
exact offsets, stand as JSON in comments of the sentence that they begin in. LEMMA is the word as the reading has it: in
Simplified script, half-width, mended.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from cxzy_nlp.document import Spanned, TextSpan
from cxzy_nlp.errors import InputError, ReadError
from cxzy_nlp.io.export.passage import Annotation, Link, Passage
from cxzy_nlp.serialize import json_line
from cxzy_nlp.structure.sentences import sentence_spans

#: Cuts a text into words; white space may be left out or come as words of its own.
Segmenter = Callable[[str], Iterable[Spanned]]

_ESCAPES = {"\\": "\\\\", " ": "\\s", "\t": "\\t", "\r": "\\r", "\n": "\\n", "|": "\\p"}
_PLAIN = {escape: character for character, escape in _ESCAPES.items()}
_FIELDS = ("path", "sha256", "format", "signature", "start")


@dataclass(frozen=True, slots=True)
class Word:
    """A token for `conllu_lines`; `norm` is how it reads, where a segmenter tells that."""

    start: int
    end: int
    text: str
    norm: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """A passage with its words; their offsets count the code points of the passage's text."""

    passage: Passage
    tokens: tuple[TextSpan, ...]


def conllu_lines(passage: Passage, segment: Segmenter) -> Iterator[str]:
    """The lines of a passage as one document of CoNLL-U, without line ends.

    Parameters
    ----------
    passage
        The text and its annotations.
    segment
        The word segmenter; its tokens may leave out white space only.

    Raises
    ------
    InputError
        If an annotation says other than stands at its offsets, or the segmenter's tokens do not fit the text.

    Examples
    --------
    >>> passage = Passage("党员796名", (Annotation("counts/0", "count", 0, 6, "党员796名"),), id="a-1")
    >>> words = [TextSpan(0, 2, "党员"), TextSpan(2, 5, "796"), TextSpan(5, 6, "名")]
    >>> lines = list(conllu_lines(passage, lambda text: words))
    >>> [line.split("\\t")[9] for line in lines if line[:1].isdigit()]
    ['Facts=B-count|SpaceAfter=No|TokenRange=0:2', 'Facts=I-count|SpaceAfter=No|TokenRange=2:5', 'Facts=I-count|...]
    """
    passage.check()
    text = passage.text
    words, norms = _words(text, segment)
    yield f"# newdoc id = {passage.id}"
    yield f"# source = {json_line({name: getattr(passage, name) for name in _FIELDS})}"
    for name, value in passage.classes:
        yield f"# class = {json_line({'name': name, 'label': value})}"
    for link in passage.links:
        yield f"# link = {json_line({'label': link.label, 'source': link.source, 'target': link.target})}"
    ordered = sorted(enumerate(passage.annotations), key=lambda item: item[1].start)
    marks = _marks(words, [fact for _, fact in ordered])
    place = fact = 0
    for number, group in enumerate(_sentences(text, words), 1):
        yield f"# sent_id = {passage.id}-s{number}"
        yield f"# text = {_sentence_text(text, group)}"
        last = place + len(group)
        until = len(text) + 1 if last == len(words) else words[last].start
        while fact < len(ordered) and ordered[fact][1].start < until:
            yield f"# fact = {_fact_line(*ordered[fact])}"
            fact += 1
        for position, word in enumerate(group, 1):
            following = words[place + 1].start if place + 1 < len(words) else len(text)
            before = text[: word.start] if place == 0 else ""
            misc = _misc(word, before, text[word.end : following], marks[place], passage.start)
            yield "\t".join([str(position), _form(word.text), norms[place] or "_", *["_"] * 6, misc])
            place += 1
        yield ""


def parse_conllu(lines: Iterable[str], *, name: str = "CoNLL-U") -> Iterator[Words]:
    """The documents of CoNLL-U lines, also of other programs' (without their syntax).

    Parameters
    ----------
    lines
        With or without line ends.
    name
        What to call them in errors.

    Raises
    ------
    ReadError
        If a line cannot be understood, or a word's ``TokenRange`` is not where the words before it end.

    Examples
    --------
    >>> document = next(parse_conllu(["1\\t党员\\t_\\t_\\t_\\t_\\t_\\t_\\t_\\tSpaceAfter=No", "2\\t大会" + "\\t_" * 8]))
    >>> document.passage.text, document.tokens[1]
    ('党员大会', TextSpan(start=2, end=4, text='大会'))
    """
    reader = _Reader()
    for number, line in enumerate(lines, 1):
        line = line.rstrip("\r\n")
        try:
            if line.startswith("# newdoc") and not reader.empty:
                yield reader.finish()
                reader = _Reader()
            reader.take(line)
        except (InputError, KeyError, TypeError, ValueError) as error:
            raise ReadError(name, f"line {number}: {error}", stage="format") from None
    if not reader.empty:
        yield reader.finish()


def _words(text: str, segment: Segmenter) -> tuple[list[TextSpan], list[str]]:
    """The words of a text without white space between them, and how each reads (in Simplified script, mended)."""
    words: list[TextSpan] = []
    norms: list[str] = []
    at = 0
    for token in segment(text):
        if token.start < at or text[token.start : token.end] != token.text or text[at : token.start].strip():
            raise InputError(f"the segmenter's token {token.text!r} at {token.start}:{token.end} does not fit the text")
        if token.text.strip():
            words.append(TextSpan(token.start, token.end, token.text))
            norms.append(_form(getattr(token, "norm", "")))
            at = token.end
    if text[at:].strip():
        raise InputError(f"the segmenter left out {text[at:].strip()[:20]!r} at {at}")
    return words, norms


def _form(text: str) -> str:
    """A word as a column can hold it."""
    return "".join(text.split())


def _sentences(text: str, words: Sequence[TextSpan]) -> Iterator[Sequence[TextSpan]]:
    """The words by sentence; one that reaches over a boundary belongs to the sentence that it begins in."""
    ends = [end for _, end in sentence_spans(text)]
    first = sentence = 0
    for at, word in enumerate(words):
        if sentence < len(ends) and word.start >= ends[sentence]:
            if first < at:
                yield words[first:at]
            first = at
            while sentence < len(ends) and word.start >= ends[sentence]:
                sentence += 1
    if first < len(words):
        yield words[first:]


def _sentence_text(text: str, words: Sequence[TextSpan]) -> str:
    pieces: list[str] = []
    for at, word in enumerate(words):
        if at and words[at - 1].end < word.start:
            pieces.append(" ")
        pieces.append(_form(word.text))
    return "".join(pieces)


def _marks(words: Sequence[TextSpan], facts: Sequence[Annotation]) -> list[list[str]]:
    """For each word, the facts that it has a share in."""
    marks: list[list[str]] = [[] for _ in words]
    first = 0
    for fact in facts:  # by start, so that the search need not go back behind the first word of the last one
        while first < len(words) and words[first].end <= fact.start:
            first += 1
        at, begun = first, "B"
        while at < len(words) and words[at].start < fact.end:
            marks[at].append(f"{begun}-{fact.label}")
            at, begun = at + 1, "I"
    return marks


def _fact_line(order: int, fact: Annotation) -> str:
    values = {"id": fact.id, "label": fact.label, "order": order, "start": fact.start, "end": fact.end}
    return json_line({**values, "attributes": dict(fact.attributes)})


def _misc(word: TextSpan, before: str, behind: str, facts: Sequence[str], start: int) -> str:
    parts: list[str] = []
    if facts:
        parts.append(f"Facts={','.join(facts)}")
    if not behind:
        parts.append("SpaceAfter=No")
    elif behind != " ":
        parts.append(f"SpacesAfter={_escape(behind)}")
    if before:
        parts.append(f"SpacesBefore={_escape(before)}")
    if any(character.isspace() for character in word.text):
        parts.append(f"SpacesInToken={_escape(word.text)}")
    parts.append(f"TokenRange={start + word.start}:{start + word.end}")
    return "|".join(parts)


def _escape(text: str) -> str:
    return "".join(_ESCAPES.get(character, character) for character in text)


def _unescape(text: str) -> str:
    return re.sub(r"\\[\\strnp]", lambda found: _PLAIN[found[0]], text)


class _Reader:
    """Takes the lines of one document."""

    def __init__(self) -> None:
        self.empty = True
        self._kept = False  # whether the white space behind the last word is told, not supposed
        self._pieces: list[str] = []
        self._size = 0
        self._tokens: list[TextSpan] = []
        self._facts: list[tuple[int, dict[str, Any]]] = []
        self._links: list[Link] = []
        self._classes: list[tuple[str, str]] = []
        self._passage = Passage("")

    def take(self, line: str) -> None:
        if line.startswith("#"):
            self.empty = False
            self._comment(*(part.strip() for part in line[1:].partition(" = ")[::2]))
        elif line:
            self.empty = False
            self._word(line)

    def finish(self) -> Words:
        text = "".join(self._pieces)
        if self._tokens and self._tokens[-1].end < len(text) and text.endswith(" ") and not self._kept:
            text = text[:-1]  # no SpaceAfter=No on the last word says nothing of the file's end
        ordered = sorted(self._facts, key=lambda item: item[0])
        made = tuple(
            Annotation(
                fact["id"],
                fact["label"],
                fact["start"],
                fact["end"],
                text[fact["start"] : fact["end"]],
                tuple(fact["attributes"].items()),
            )
            for _, fact in ordered
        )
        passage = replace(
            self._passage, text=text, annotations=made, links=tuple(self._links), classes=tuple(self._classes)
        )
        return Words(passage, tuple(self._tokens))

    def _comment(self, key: str, value: str) -> None:
        known = self._passage
        if key == "newdoc id":
            self._passage = replace(known, id=value)
        elif key == "source":
            given = json.loads(value)
            self._passage = replace(known, **{name: given[name] for name in _FIELDS})
        elif key == "class":
            given = json.loads(value)
            self._classes.append((given["name"], given["label"]))
        elif key == "link":
            self._links.append(Link(**json.loads(value)))
        elif key == "fact":
            fact = json.loads(value)
            self._facts.append((fact["order"], fact))

    def _word(self, line: str) -> None:
        columns = line.split("\t")
        if len(columns) != 10:
            raise InputError(f"expected 10 columns, got {len(columns)}")
        if "-" in columns[0] or "." in columns[0]:
            raise InputError("multiword tokens and empty nodes do not occur in Chinese, and are not read")
        misc = dict(part.split("=", 1) for part in columns[9].split("|") if "=" in part)
        self._add(_unescape(misc.get("SpacesBefore", "")))
        surface = _unescape(misc["SpacesInToken"]) if "SpacesInToken" in misc else columns[1]
        start = self._size
        self._add(surface)
        if "TokenRange" in misc:
            first, last = (int(place) - self._passage.start for place in misc["TokenRange"].split(":"))
            if (first, last) != (start, self._size):
                raise InputError(f"TokenRange of {surface!r} is not where it stands, {start}:{self._size}")
        self._tokens.append(TextSpan(start, self._size, surface))
        self._kept = "SpacesAfter" in misc or "TokenRange" in misc
        after = "" if misc.get("SpaceAfter") == "No" else " "
        self._add(_unescape(misc["SpacesAfter"]) if "SpacesAfter" in misc else after)

    def _add(self, piece: str) -> None:
        self._pieces.append(piece)
        self._size += len(piece)
