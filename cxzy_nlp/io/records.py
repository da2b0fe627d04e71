"""Lines of ``documents.jsonl``: strict JSON, one object a line, characters as they are."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NoReturn

from cxzy_nlp.document import SCHEMA
from cxzy_nlp.errors import InputError, ReadError

#: A record of schema ``cxzy.document/1``, as `Document.to_dict` makes it.
Record = dict[str, Any]


def parse_line(line: str | bytes) -> Record:
    """The record of one line.

    Raises
    ------
    InputError
        If the line is no strict JSON (NaN, Infinity and repeated keys are refused), no object, or of another schema.

    Examples
    --------
    >>> parse_line('{"schema":"cxzy.document/1","id":"a"}')["id"]
    'a'
    >>> parse_line('{"schema":"cxzy.copies/1"}')
    Traceback (most recent call last):
        ...
    cxzy_nlp.errors.InputError: expected schema 'cxzy.document/1', got 'cxzy.copies/1'
    """
    try:
        text = line.decode("utf-8") if isinstance(line, bytes) else line
        record = json.loads(text, parse_constant=_refuse_constant, object_pairs_hook=_unique)
    except (ValueError, RecursionError) as error:
        raise InputError(f"no strict JSON: {error}") from None
    if not isinstance(record, dict):
        raise InputError(f"expected a JSON object, got {type(record).__name__}")
    if record.get("schema") != SCHEMA:
        raise InputError(f"expected schema {SCHEMA!r}, got {record.get('schema')!r}")
    return record


def read_records(path: str | os.PathLike[str]) -> Iterator[Record]:
    """The records of a JSONL file, one after the other; only one is held at a time.

    Raises
    ------
    ReadError
        If the file cannot be opened, or a line is no record; the reason names the line.

    Examples
    --------
    >>> import tempfile, pathlib
    >>> path = pathlib.Path(tempfile.mkdtemp()) / "documents.jsonl"
    >>> _ = path.write_text('{"schema":"cxzy.document/1","id":"a"}\\n', encoding="utf-8")
    >>> [record["id"] for record in read_records(path)]
    ['a']
    """
    shown = os.fspath(path)
    try:
        with Path(path).open("rb") as file:  # bytes: only \n ends a line
            yield from parse_lines(file, shown)
    except OSError as error:
        hint = "; name the documents.jsonl in it" if isinstance(error, IsADirectoryError) else ""
        raise ReadError(shown, f"cannot be read: {error.strerror}{hint}", stage="open") from None


def parse_lines(lines: Iterable[bytes], name: str) -> Iterator[Record]:
    """The records of lines, empty ones passed over; `name` says in errors where they come from.

    Raises
    ------
    ReadError
        If a line is no record; the reason names the line.

    Examples
    --------
    >>> [record["id"] for record in parse_lines([b'{"schema":"cxzy.document/1","id":"a"}', b""], "standard input")]
    ['a']
    """
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                yield parse_line(line)
            except InputError as error:
                hint = "; records are the lines of documents.jsonl, made by cxzy extract"
                raise ReadError(name, f"line {number}: {error}{hint}", stage="format") from None


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON number")


def _unique(pairs: list[tuple[str, Any]]) -> Record:
    record = dict(pairs)
    if len(record) != len(pairs):
        raise ValueError("a key stands twice in one object")
    return record
