"""What `find_copies` is given, as a list of one kind."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from cxzy_nlp.document import Document, Format, Source
from cxzy_nlp.errors import InputError
from cxzy_nlp.io.readers import text_format

#: What stands for a document: its record, its file, or its text.
Input = Document | Source | str


@dataclass(frozen=True, slots=True)
class StoredText:
    """The text of a source that an index keeps in a file; read whenever it is asked for."""

    file: Path
    offset: int
    length: int
    path: str

    @property
    def format(self) -> Format:
        """Of no account: what is stored was read before."""
        return "txt"

    @property
    def text(self) -> str:
        """The characters of the source."""
        with self.file.open("rb") as file:
            file.seek(self.offset)
            return file.read(self.length).decode("utf-8")


@dataclass(frozen=True, slots=True)
class Item:
    """One document of the archive: the span ``start:end`` of a source, and its date if it is known."""

    id: str
    source: Source | StoredText
    start: int
    end: int
    date: str | None = None


def to_items(documents: Iterable[Input] | Mapping[str, Input]) -> list[Item]:
    """The documents with their ids.

    A Document has its own id; a Source goes by its path and a text by its place in the list (``"0"``, ``"1"`` …),
    unless a mapping names them. Neither is split.

    Raises
    ------
    InputError
        If something is no document, or two have the same id.

    Examples
    --------
    >>> [item.id for item in to_items(["甲", Source.from_text("乙", path="b.txt")])], to_items({"x": "丙"})[0].id
    (['0', 'b.txt'], 'x')
    """
    if isinstance(documents, (str, Source, Document)):
        raise InputError("expected several documents; write [a, b], or a mapping of ids to texts")
    named: Iterable[tuple[str | None, Input]]
    named = documents.items() if isinstance(documents, Mapping) else ((None, document) for document in documents)
    items = [_item(name, document, number) for number, (name, document) in enumerate(named)]
    seen: set[str] = set()
    for item in items:
        if item.id in seen:
            raise InputError(f"two documents have the id {item.id!r}; give a mapping of ids to texts")
        seen.add(item.id)
    return items


def _item(name: str | None, document: Input, number: int) -> Item:
    if name is not None and not isinstance(name, str):
        raise InputError(f"the id of a document must be a str, got {name!r}")
    if isinstance(document, Document):
        date = document.date.value if document.date is not None else None
        return Item(name or document.id, document.source, document.start, document.end, date)
    if isinstance(document, str):
        document = Source.from_text(document, format=text_format(document))
    if not isinstance(document, Source):
        raise InputError(f"expected a Document, a Source or a text, got {type(document).__name__}")
    return Item(name or document.path or str(number), document, 0, len(document.text))
