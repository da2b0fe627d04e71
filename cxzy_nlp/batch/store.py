"""Where the records of each file are: in the journal of this run, or in the results of the last one.

Only places are held in memory, never records.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

from cxzy_nlp.errors import InputError
from cxzy_nlp.io.records import parse_line

_HEADER = "cxzy.journal/1"


@dataclass(frozen=True, slots=True)
class Place:
    """Where the record lines of one file stand, and the hash that the file had."""

    sha256: str
    store: Path
    offset: int
    length: int


class Journal:
    """What a run has done so far: an append-only file, flushed with every entry, so that a killed run can go on.

    An entry is a line of JSON (path, hash of the file, size and checksum of what follows) and then the record lines.
    Opening reads the entries that are there; a torn one at the end is cut off. A journal of another signature is begun
    anew.

    Examples
    --------
    >>> import tempfile
    >>> path = Path(tempfile.mkdtemp()) / "journal"
    >>> with Journal(path, "s") as journal:
    ...     place = journal.append("a.txt", "ab12", ["{}"])
    >>> with Journal(path, "s") as journal:
    ...     journal.places["a.txt"] == place, read_lines(place)
    (True, b'{}\\n')
    """

    def __init__(self, path: Path, signature: str) -> None:
        self.places: dict[str, Place] = {}
        self._path = path
        self._file = path.open("a+b")
        header = _json_line({"journal": _HEADER, "signature": signature})
        self._file.seek(0)
        good = len(header) if self._file.readline() == header else 0
        if good:
            good = self._load(good)
        self._file.truncate(good)
        if not good:
            self._write(header)

    def append(self, path: str, sha256: str, lines: list[str]) -> Place:
        """Add the records of a file."""
        payload = "".join(f"{line}\n" for line in lines).encode("utf-8")
        head = _json_line({"path": path, "sha256": sha256, "bytes": len(payload), "crc32": zlib.crc32(payload)})
        start = self._file.seek(0, 2) + len(head)
        self._write(head + payload)
        place = self.places[path] = Place(sha256, self._path, start, len(payload))
        return place

    def close(self) -> None:
        """Close the file; it stays."""
        self._file.close()

    def __enter__(self) -> Journal:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def _write(self, data: bytes) -> None:
        self._file.write(data)
        self._file.flush()

    def _load(self, offset: int) -> int:
        """Read the entries from `offset` on; the end of the last whole one."""
        while head := self._file.readline():
            entry = _entry(head)
            if entry is None:
                break
            path, sha256, size, checksum = entry
            payload = self._file.read(size)
            if len(payload) != size or zlib.crc32(payload) != checksum:
                break
            self.places[path] = Place(sha256, self._path, offset + len(head), size)
            offset += len(head) + size
        return offset


def index_results(path: Path, signature: str, sha256: str) -> dict[str, Place]:
    """Where each file's records stand in a finished ``documents.jsonl``.

    Empty where the file is missing, was altered since (its hash is not `sha256`), or has another signature: then all is
    to be done again.
    """
    places: dict[str, Place] = {}
    digest = hashlib.sha256()
    offset = 0
    try:
        with path.open("rb") as file:
            for line in file:
                record = parse_line(line)
                if record["signature"] != signature:
                    return {}
                name, file_hash = str(record["source"]["path"]), str(record["source"]["sha256"])
                before = places.get(name)
                if before is None:
                    places[name] = Place(file_hash, path, offset, len(line))
                elif before.offset + before.length == offset:  # the next document of the same file
                    places[name] = Place(file_hash, path, before.offset, before.length + len(line))
                else:
                    return {}
                offset += len(line)
                digest.update(line)
    except (OSError, InputError, KeyError, TypeError):
        return {}
    return places if digest.hexdigest() == sha256 else {}


def read_lines(place: Place, opened: Mapping[Path, BinaryIO] | None = None) -> bytes:
    """The record lines at a place, from a file that is open already or is opened for it."""
    if opened is not None and place.store in opened:
        file = opened[place.store]
        file.seek(place.offset)
        return file.read(place.length)
    with place.store.open("rb") as file:
        return read_lines(place, {place.store: file})


def _entry(head: bytes) -> tuple[str, str, int, int] | None:
    try:
        entry = json.loads(head)
        return str(entry["path"]), str(entry["sha256"]), int(entry["bytes"]), int(entry["crc32"])
    except (ValueError, KeyError, TypeError):
        return None


def _json_line(value: Mapping[str, object]) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8") + b"\n"
