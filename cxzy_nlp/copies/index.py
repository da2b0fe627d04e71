"""A copy search that is kept on disk and extended: documents, their normal forms, and which of them are copies.

The files only grow; ``index.json`` says how much of them counts, and is replaced last, so that an interrupted run
leaves the index as it was.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np

from cxzy_nlp.copies.candidates import Pairs
from cxzy_nlp.copies.inputs import Item, StoredText
from cxzy_nlp.errors import InputError

if sys.platform != "win32":
    import fcntl

SCHEMA = "cxzy.copyindex/1"
_META, _ITEMS, _TEXTS, _PAIRS, _LOCK = "index.json", "items.jsonl", "texts.bin", "pairs.bin", "lock"
_FILES = ("symbols.bin", "start.bin", "size.bin", "lengths.bin", _ITEMS, _TEXTS, _PAIRS)


class CopyIndex:
    """An open index; see `open_index`."""

    def __init__(self, folder: Path, signature: str, meta: dict[str, Any]) -> None:
        self.folder = folder
        self.items: list[Item] = []
        self._signature = signature
        self._hashes: dict[str, str] = {}
        for name in _FILES:
            with (folder / name).open("ab") as file:
                file.truncate(int(meta.get("bytes", {}).get(name, 0)))  # what an interrupted run left
        with (folder / _ITEMS).open(encoding="utf-8") as lines:
            for line in lines:
                self._remember(json.loads(line))

    def has(self, item: Item) -> bool:
        """Whether the index has a document.

        Raises
        ------
        InputError
            If it has another text under the id.
        """
        known = self._hashes.get(item.id)
        if known is not None and known != _hash(item):
            raise InputError(
                f"the index has another text under the id {item.id!r}; give a mapping with ids of your own"
            )
        return known is not None

    def add(self, items: Sequence[Item]) -> None:
        """Add documents; their normal forms are added to the files of the folder by `build_corpus`."""
        source: object = None
        place = (0, 0)
        with (self.folder / _TEXTS).open("ab") as texts, (self.folder / _ITEMS).open("a", encoding="utf-8") as lines:
            for item in items:
                if item.source is not source:  # documents of one file stand together
                    source = item.source
                    data = item.source.text.encode("utf-8")
                    place = (texts.tell(), len(data))
                    texts.write(data)
                record = {
                    "id": item.id, "path": item.source.path, "start": item.start, "end": item.end, "date": item.date,
                    "text": place, "sha256": _hash(item),
                }  # fmt: skip
                lines.write(json.dumps(record, ensure_ascii=False) + "\n")
                self._remember(record)

    def pairs(self) -> Pairs:
        """The copied pairs found so far, by number."""
        return np.fromfile(self.folder / _PAIRS, "<i8").reshape(-1, 2).astype(np.int64)

    def commit(self, pairs: Pairs) -> None:
        """Add copied pairs, and make everything that was added count."""
        with (self.folder / _PAIRS).open("ab") as file:
            pairs.astype("<i8").tofile(file)
        sizes = {name: (self.folder / name).stat().st_size for name in _FILES}
        meta = {"schema": SCHEMA, "signature": self._signature, "documents": len(self.items), "bytes": sizes}
        draft = self.folder / f"{_META}.new"
        draft.write_text(json.dumps(meta, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
        draft.replace(self.folder / _META)

    def _remember(self, record: dict[str, Any]) -> None:
        offset, length = record["text"]
        text = StoredText(self.folder / _TEXTS, int(offset), int(length), record["path"])
        self.items.append(Item(record["id"], text, int(record["start"]), int(record["end"]), record["date"]))
        self._hashes[record["id"]] = record["sha256"]


@contextmanager
def open_index(folder: Path, signature: str) -> Iterator[CopyIndex]:
    """The index of a folder, made if it is missing and locked as long as the context lasts.

    Raises
    ------
    InputError
        If the folder is a file, holds something else, is in use, or the index was made with another signature.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        meta = _load(folder, signature)
        lock = os.open(folder / _LOCK, os.O_RDWR | os.O_CREAT, 0o666)
    except (FileExistsError, NotADirectoryError):
        raise InputError(f"{folder} is a file; name a folder for the index") from None
    except OSError as error:
        raise InputError(f"cannot use the index {folder}: {error.strerror}") from None
    try:
        if sys.platform != "win32":
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield CopyIndex(folder, signature, meta)
    except BlockingIOError:
        raise InputError(f"another run is using the index {folder}; wait for it") from None
    finally:
        os.close(lock)


def _load(folder: Path, signature: str) -> dict[str, Any]:
    try:
        meta: dict[str, Any] = json.loads((folder / _META).read_text(encoding="utf-8"))
    except FileNotFoundError:
        if _foreign(folder):
            raise InputError(f"{folder} holds other files and no {_META}; name an empty folder for the index") from None
        return {}
    except ValueError:
        raise InputError(f"{folder / _META} is no index of cxzy; name another folder") from None
    if not isinstance(meta, dict) or meta.get("schema") != SCHEMA:
        raise InputError(f"{folder / _META} is no index of cxzy; name another folder")
    if meta.get("signature") != signature:
        raise InputError(f"the index {folder} was made by another version or with other options; make a new one")
    return meta


def _foreign(folder: Path) -> bool:
    return any(item.name not in (*_FILES, _LOCK, f"{_META}.new") for item in folder.iterdir())


def _hash(item: Item) -> str:
    return hashlib.sha256(item.source.text[item.start : item.end].encode("utf-8")).hexdigest()
