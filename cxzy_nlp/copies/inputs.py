"""A document of an archive, as the search takes it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from cxzy_nlp.document import Format, Source


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
