"""brat standoff: a ``.txt`` and an ``.ann`` of the same base name, LF line ends, offsets in code points.

The format (https://brat.nlplab.org/standoff.html) cannot hold a line end inside an annotation: a span over several
lines becomes one of several fragments, whose texts are joined by blanks. The other fields of a fact go into a note in
JSON, which brat shows beside it.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

from cxzy_nlp.errors import InputError, ReadError
from cxzy_nlp.io.export.passage import LABELS, Annotation, Link, Passage
from cxzy_nlp.serialize import json_line

# All that any reader of lines may take for a line end, and the tab that separates columns.
_BREAKS = "\t\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029"
_LINES = re.compile(f"[^{_BREAKS}]+")
_BREAK = re.compile(f"[{_BREAKS}]")
_SPAN = re.compile(r"(\S+) (\d+ \d+(?:;\d+ \d+)*)")
_RELATION = re.compile(r"(\S+) Arg1:(\S+) Arg2:(\S+)")
_NOTE = re.compile(r"AnnotatorNotes (\S+)")
_ATTRIBUTE = re.compile(r"(\S+) (\S+)(?: (.+))?")

#: What brat must know to show the files: the labels, and which of them a relation may join.
ANNOTATION_CONF = """\
[entities]
{labels}

[relations]
part_of\tArg1:count, Arg2:count
component_of\tArg1:component, Arg2:framework
about\tArg1:finding, Arg2:<ENTITY>
<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>

[events]

[attributes]
""".format(labels="\n".join(LABELS.values()))


def brat_annotations(passage: Passage) -> str:
    """The ``.ann`` of a passage, which goes with its text as ``.txt``.

    Raises
    ------
    InputError
        If the text has carriage returns (see `Passage.with_line_feeds`), or an annotation says other than stands at its
        offsets.

    Examples
    --------
    >>> passage = Passage("党员796名。", (Annotation("counts/0", "count", 0, 6, "党员796名", (("value", 796),)),))
    >>> brat_annotations(passage).splitlines()
    ['T1\\tcount 0 6\\t党员796名', '#1\\tAnnotatorNotes T1\\t{"id":"counts/0","value":796}']
    """
    if "\r" in passage.text:
        raise InputError("brat counts line ends as one character; export passage.with_line_feeds()")
    passage.check()
    lines: list[str] = []
    names: dict[str, str] = {}
    for number, item in enumerate(passage.annotations, 1):
        note: dict[str, object] = {"id": item.id, **dict(item.attributes)}
        pieces = [(found.start(), found.end()) for found in _LINES.finditer(passage.text, item.start, item.end)]
        if not pieces:
            continue  # white space alone: brat has no way to say it
        if (pieces[0][0], pieces[-1][1]) != (item.start, item.end):
            note["span"] = [item.start, item.end]  # a line end at its edge
        names[item.id] = f"T{number}"
        spans = ";".join(f"{start} {end}" for start, end in pieces)
        surface = " ".join(passage.text[start:end] for start, end in pieces)
        lines.append(f"T{number}\t{item.label} {spans}\t{surface}")
        lines.append(f"#{number}\tAnnotatorNotes T{number}\t{json_line(note)}")
    for number, link in enumerate(passage.links, 1):
        if link.source in names and link.target in names:
            lines.append(f"R{number}\t{link.label} Arg1:{names[link.source]} Arg2:{names[link.target]}")
    return "".join(f"{line}\n" for line in lines)


def parse_brat(text: str, annotations: str, *, name: str = "brat") -> Passage:
    """The passage of a text and its ``.ann``, as brat leaves it after annotation.

    Spans, relations, notes and attributes are read; events, normalisations and equivalences are passed over. A note
    that is no JSON becomes the attribute ``note``.

    Parameters
    ----------
    text, annotations
        The contents of the two files.
    name
        What to call them in errors.

    Raises
    ------
    ReadError
        If a line cannot be understood, or an annotation's text is not what stands at its offsets.

    Examples
    --------
    >>> parse_brat("党员\\n796名。", "T1\\tcount 0 2;3 7\\t党员 796名\\n").annotations[0].text
    '党员\\n796名'
    """
    found: dict[str, _Found] = {}
    about: list[tuple[str, str, Any]] = []
    relations: list[tuple[str, str, str]] = []
    for number, line in enumerate(annotations.split("\n"), 1):
        if line.strip():
            try:
                _take(text, line, found, about, relations)
            except InputError as error:
                raise ReadError(name, f"line {number}: {error}", stage="format") from None
    for target, key, value in about:
        if target in found:
            found[target].attributes[key] = value
    made = {mark: item.annotation(text, mark) for mark, item in found.items()}
    links = [
        Link(label, made[first].id, made[second].id)
        for label, first, second in relations
        if first in made and second in made
    ]
    return Passage(text, tuple(made.values()), tuple(links))


def read_brat(path: str | os.PathLike[str]) -> Passage:
    """The passage of a ``.txt`` or ``.ann`` and the other file of that base name.

    Raises
    ------
    ReadError
        If one of the files cannot be read, or does not fit the other.

    Examples
    --------
    >>> import pathlib, tempfile
    >>> folder = pathlib.Path(tempfile.mkdtemp())
    >>> _ = (folder / "a.txt").write_text("党员796名", encoding="utf-8")
    >>> _ = (folder / "a.ann").write_text("T1\\tcount 0 2\\t党贝\\n", encoding="utf-8")
    >>> read_brat(folder / "a.txt")
    Traceback (most recent call last):
        ...
    cxzy_nlp.errors.ReadError: ...a.ann: line 1: T1 at 0:2 says '党贝', but the text has '党员' there; ...
    """
    annotations = Path(path).with_suffix(".ann")
    return parse_brat(_read(annotations.with_suffix(".txt")), _read(annotations), name=str(annotations))


def _read(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8")  # bytes: no line end may be translated
    except OSError as error:
        raise ReadError(str(path), f"cannot be read: {error.strerror}", stage="open") from None
    except UnicodeDecodeError as error:
        raise ReadError(str(path), f"is no UTF-8: {error.reason} at byte {error.start}", stage="decode") from None


@dataclass(slots=True)
class _Found:
    label: str
    start: int
    end: int
    attributes: dict[str, Any] = field(default_factory=dict)

    def annotation(self, text: str, mark: str) -> Annotation:
        attributes = dict(self.attributes)
        name = attributes.pop("id", mark)
        start, end = self.start, self.end
        span = attributes.pop("span", None)
        # The note gives back line ends at the edges, unless somebody has moved the span since.
        if isinstance(span, list) and len(span) == 2 and all(isinstance(item, int) for item in span):
            edges = text[span[0] : start] + text[end : span[1]]
            if 0 <= span[0] <= start and end <= span[1] <= len(text) and not _LINES.search(edges):
                start, end = span
        return Annotation(str(name), self.label, start, end, text[start:end], tuple(attributes.items()))


def _take(
    text: str,
    line: str,
    found: dict[str, _Found],
    about: list[tuple[str, str, Any]],
    relations: list[tuple[str, str, str]],
) -> None:
    mark, _, rest = line.partition("\t")
    content, _, tail = rest.partition("\t")
    if mark.startswith("T"):
        if mark in found:
            raise InputError(f"{mark} stands twice")
        found[mark] = _span(text, mark, content, tail)
    elif mark.startswith("R") and (relation := _RELATION.fullmatch(content.strip())):
        relations.append((relation[1], relation[2], relation[3]))
    elif mark.startswith("#") and (note := _NOTE.fullmatch(content)):
        about.extend((note[1], key, value) for key, value in _note(tail).items())
    elif mark.startswith(("A", "M")) and (attribute := _ATTRIBUTE.fullmatch(content)):
        about.append((attribute[2], attribute[1], attribute[3] or True))
    elif not mark.startswith(("#", "E", "N", "*")):
        raise InputError(f"not understood: {line[:60]!r}")


def _span(text: str, mark: str, content: str, surface: str) -> _Found:
    parsed = _SPAN.fullmatch(content)
    if parsed is None:
        raise InputError(f"not understood: {content[:60]!r}; expected a label and offsets")
    pieces = [(int(start), int(end)) for start, end in (piece.split(" ") for piece in parsed[2].split(";"))]
    bounds = [bound for piece in pieces for bound in piece]
    stands = _BREAK.sub(" ", " ".join(text[start:end] for start, end in pieces))
    if any(first > second for first, second in pairwise(bounds)) or bounds[-1] > len(text) or stands != surface:
        raise InputError(
            f"{mark} at {bounds[0]}:{bounds[-1]} says {surface!r}, but the text has {stands!r} there; "
            "the text was changed, or its line ends were"
        )
    return _Found(parsed[1], bounds[0], bounds[-1])


def _note(text: str) -> Mapping[str, Any]:
    try:
        note = json.loads(text)
    except ValueError:
        note = text
    return note if isinstance(note, dict) else {"note": text}


def write_brat(folder: str | os.PathLike[str], name: str, passage: Passage) -> None:
    """Write ``<name>.txt`` and ``<name>.ann``, with LF line ends.

    Examples
    --------
    >>> import pathlib, tempfile
    >>> folder = pathlib.Path(tempfile.mkdtemp())
    >>> write_brat(folder, "a", Passage("总结\\r\\n党员", (Annotation("x", "count", 4, 6, "党员"),)))
    >>> read_brat(folder / "a.ann").annotations[0]
    Annotation(id='x', label='count', start=3, end=5, text='党员', attributes=())
    """
    exported = passage.with_line_feeds()
    annotations = brat_annotations(exported)
    Path(folder, f"{name}.txt").write_bytes(exported.text.encode("utf-8"))
    Path(folder, f"{name}.ann").write_bytes(annotations.encode("utf-8"))
