"""What every annotation format starts from: the text of one document, its facts as labelled spans, their links."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from cxzy_nlp.document import Document, Source
from cxzy_nlp.errors import InputError
from cxzy_nlp.io.records import Record

#: The label of an annotation, by the field of the record that it comes from.
LABELS: Mapping[str, str] = {
    "title": "title",
    "author": "author",
    "sections": "section",
    "dates": "date",
    "counts": "count",
    "frameworks": "framework",
    "components": "component",
    "persons": "person",
    "references": "reference",
    "findings": "finding",
}
#: Fields of the record that hold a class of the whole document.
CLASSES: tuple[str, ...] = ("genre", "campaign", "second_campaign", "level")
#: The value of an attribute.
Value = str | int | float | bool

_SINGLE = ("title", "author")
_NESTED = frozenset(["start", "end", "text", "body", "number", "components"])


@dataclass(frozen=True, slots=True)
class Annotation:
    """A labelled span of a text; `id` says which fact of the record it is (``counts/3``).

    `attributes` are the other fields of the fact that have a value, in the order of the record.
    """

    id: str
    label: str
    start: int
    end: int
    text: str
    attributes: tuple[tuple[str, Value], ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """A relation from one annotation to another, by their ids: ``part_of``, ``component_of``, ``about``."""

    label: str
    source: str
    target: str


@dataclass(frozen=True, slots=True)
class Passage:
    """The text of one document with its annotations, whose offsets count the code points of `text`.

    Parameters
    ----------
    text
        The characters from the document's first annotation or its own start to its last.
    annotations, links
        Its facts; ordered by kind, as in the record.
    id, path, sha256, format, signature
        Which document of which file, and what found the facts.
    start
        Where `text` begins in the decoded file, in code points.
    classes
        Genre, campaign and level, where they are known.
    """

    text: str
    annotations: tuple[Annotation, ...] = ()
    links: tuple[Link, ...] = ()
    id: str = ""
    path: str = ""
    sha256: str = ""
    format: str = "txt"
    signature: str = ""
    start: int = 0
    classes: tuple[tuple[str, str], ...] = ()

    def check(self) -> None:
        """Assert that every annotation says what stands at its offsets.

        Raises
        ------
        InputError
            If one does not.

        Examples
        --------
        >>> Passage("党员796名", (Annotation("counts/0", "count", 0, 3, "党员796名"),)).check()
        Traceback (most recent call last):
            ...
        cxzy_nlp.errors.InputError: counts/0 at 0:3 says '党员796名', but the text has '党员7' there; ...
        """
        for item in self.annotations:
            _refuse_other_text(self.text, item.start, item.end, item.text, item.id)

    def with_line_feeds(self) -> Passage:
        """The same with every line end as one ``\\n``, which is what annotation tools count.

        Examples
        --------
        >>> Passage("总结\\r\\n党员", (Annotation("a", "count", 4, 6, "党员"),)).with_line_feeds().annotations[0].start
        3
        """
        if "\r" not in self.text:
            return self
        pairs = [found.start() for found in re.finditer("\r\n", self.text)]  # only these get shorter
        return self._moved(_line_feeds(self.text), lambda offset: offset - bisect_left(pairs, offset), self.start)

    def in_source(self, text: str) -> Passage:
        """The same with offsets into the decoded file `text`, whose line ends may differ.

        Raises
        ------
        InputError
            If the passage does not stand in `text` where it was taken from.

        Examples
        --------
        >>> source = "第一行\\r\\n总结\\r\\n党员"
        >>> passage = Passage("总结\\n党员", (Annotation("a", "count", 3, 5, "党员"),), start=5)
        >>> found = passage.in_source(source).annotations[0]
        >>> source[found.start : found.end]
        '党员'
        """
        rest = text[self.start :]
        pairs: list[int] = []
        if _line_feeds(self.text) == self.text:
            # Where a pair stood in the source, counted in the text with line feeds.
            pairs = [found.start() - number for number, found in enumerate(re.finditer("\r\n", rest))]
            rest = _line_feeds(rest)
        if not rest.startswith(self.text):
            raise InputError(
                f"the passage of {self.path or 'the text'} does not stand at {self.start} of the file; "
                "the file or the exported text was changed"
            )
        return self._moved(text, lambda offset: self.start + offset + bisect_left(pairs, offset), 0)

    def _moved(self, text: str, place: Callable[[int], int], start: int) -> Passage:
        moved = []
        for item in self.annotations:
            span = place(item.start), place(item.end)
            moved.append(replace(item, start=span[0], end=span[1], text=text[slice(*span)]))
        return replace(self, text=text, annotations=tuple(moved), start=start)


def make_passage(
    document: Document | Record, source: Source | str | None = None, *, kinds: Collection[str] | None = None
) -> Passage:
    """The passage of a document.

    Parameters
    ----------
    document
        A Document, or its record; a record needs the `source`.
    source
        The decoded file that the record was made from.
    kinds
        Which facts to annotate, some of the keys of `LABELS`; all by default.

    Raises
    ------
    InputError
        If a fact's text is not what stands at its offsets, a kind is unknown, or the source is missing.

    Examples
    --------
    >>> from cxzy_nlp import analyze
    >>> passage = make_passage(analyze("全镇现有党员796名，其中女党员215名。")[0], kinds=["counts"])
    >>> [(item.id, item.label, item.text) for item in passage.annotations]
    [('counts/0', 'count', '党员796名'), ('counts/1', 'count', '女党员215名')]
    >>> passage.links
    (Link(label='part_of', source='counts/1', target='counts/0'),)
    """
    if isinstance(document, Document):
        record, text = document.to_dict(), document.source.text
    elif source is None:
        raise InputError("a record does not hold the text of its file; give it as source=")
    else:
        record, text = document, source.text if isinstance(source, Source) else source
    annotations = annotations_of(record, text, kinds=kinds)
    start = min([record["start"], *(item.start for item in annotations)])  # the title of a marker line lies before
    end = max([record["end"], *(item.end for item in annotations)])
    shifted = tuple(replace(item, start=item.start - start, end=item.end - start) for item in annotations)
    return Passage(
        text=text[start:end],
        annotations=shifted,
        links=tuple(_links(record, {item.id for item in annotations})),
        id=record["id"],
        path=record["source"]["path"],
        sha256=record["source"]["sha256"],
        format=record["source"]["format"],
        signature=record["signature"],
        start=start,
        classes=tuple((name, record[name]["label"]) for name in CLASSES if record.get(name) is not None),
    )


def annotations_of(record: Record, text: str, *, kinds: Collection[str] | None = None) -> list[Annotation]:
    """The facts of a record as annotations of the decoded file `text`, in the order of the record.

    Raises
    ------
    InputError
        If a fact's text is not what stands at its offsets, or a kind is unknown.

    Examples
    --------
    >>> from cxzy_nlp import analyze
    >>> text = "2010年5月，全镇有党员796名。"
    >>> [(item.label, item.attributes[1]) for item in annotations_of(analyze(text)[0].to_dict(), text)]
    [('date', ('value', '2010-05')), ('count', ('unit', '名'))]
    """
    for kind in kinds or ():
        if kind not in LABELS:
            raise InputError(f"unknown kind {kind!r}; known kinds: {', '.join(LABELS)}")
    made: list[Annotation] = []
    for kind, name, fact in _facts(record):
        if kinds is not None and kind not in kinds:
            continue
        start, end = fact["start"], fact["end"]
        surface = fact.get("text", text[start:end])  # a finding carries a message instead
        _refuse_other_text(text, start, end, surface, name)
        made.append(Annotation(name, LABELS[kind], start, end, surface, tuple(_attributes(fact))))
    return made


def _facts(record: Record) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    """Every fact with the field it stands in and its id."""
    for kind in LABELS:
        if kind in _SINGLE:
            if record[kind] is not None:
                yield kind, kind, record[kind]
        elif kind == "components":
            for index, framework in enumerate(record["frameworks"]):
                for position, component in enumerate(framework["components"]):
                    yield kind, f"frameworks/{index}/{position}", component
        else:
            for index, fact in enumerate(record[kind]):
                yield kind, f"{kind}/{index}", fact


def _attributes(fact: Mapping[str, Any]) -> Iterator[tuple[str, Value]]:
    for name, value in fact.items():
        if name == "number" and value is not None:  # of a count a span, of a heading or a reference a string
            yield name, value if isinstance(value, str) else value["text"]
        elif name in _NESTED or value is None:
            continue
        elif isinstance(value, (list, tuple)):
            if value:
                yield name, " ".join(map(str, value))
        else:
            yield name, value


def _links(record: Record, known: Collection[str]) -> Iterator[Link]:
    seen: set[Link] = set()
    for link in _all_links(record):
        if link.source in known and link.target in known and link not in seen:
            seen.add(link)
            yield link


def _all_links(record: Record) -> Iterator[Link]:
    for breakdown in record["breakdowns"]:
        for part in breakdown["parts"]:
            yield Link("part_of", f"counts/{part}", f"counts/{breakdown['total']}")
    for index, framework in enumerate(record["frameworks"]):
        for position in range(len(framework["components"])):
            yield Link("component_of", f"frameworks/{index}/{position}", f"frameworks/{index}")
    for index, finding in enumerate(record["findings"]):
        for fact in finding["related"]:
            yield Link("about", f"findings/{index}", fact)


def _line_feeds(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _refuse_other_text(text: str, start: int, end: int, surface: str, name: str) -> None:
    # A negative start would count from the end.
    if not 0 <= start <= end <= len(text) or text[start:end] != surface:
        raise InputError(
            f"{name} at {start}:{end} says {surface!r}, but the text has {text[max(start, 0) : max(end, 0)]!r} there; "
            "nothing is exported from a text that is not the annotated one"
        )
