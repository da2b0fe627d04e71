"""Load the tables of ``knowledge/data`` and hold them to their schema.

A table is one TOML file in three parts::

    [meta]
    description = "what the table is for"
    origin = "where the knowledge comes from"
    version = 1

    [schema]            # field = type; a trailing ? makes it optional
    word = "str"
    kind = "person|place"       # one of these words
    aliases = "list[str]?"

    [[entry]]
    word = "…"

Types: ``str``, ``int``, ``float``, ``bool``, ``list[str]``, ``list[int]``, or the allowed words joined by ``|``. Lists
are handed out as tuples: a table is read once in a process and must not be altered.
"""

from __future__ import annotations

import functools
import hashlib
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import resources
from types import MappingProxyType
from typing import Any

from cxzy_nlp.errors import KnowledgeError

#: One row of a table: field name to value, lists as tuples; absent optional fields are absent.
Entry = Mapping[str, Any]

_TYPES: dict[str, type] = {"str": str, "int": int, "float": float, "bool": bool}
_TYPE_NAME = re.compile(r"(?:str|int|float|bool|list\[(?:str|int|float|bool)\]|[^|?\[\]]+(?:\|[^|?\[\]]+)+)\??")


@dataclass(frozen=True, slots=True)
class Table:
    """A checked table: its name, its origin and its rows in the order of the file."""

    name: str
    description: str
    origin: str
    version: int
    entries: tuple[Entry, ...]

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries)

    def __len__(self) -> int:
        return len(self.entries)


@functools.cache
def load(name: str) -> Table:
    """The table `name`, read and checked once in a process.

    Raises
    ------
    KnowledgeError
        If there is no such table, or an entry does not fit the table's schema.

    Examples
    --------
    >>> len(load("glyphs")) > 3
    True
    >>> load("glifs")
    Traceback (most recent call last):
        ...
    cxzy_nlp.errors.KnowledgeError: no knowledge table 'glifs'; there are: ...
    """
    if name not in table_names():
        raise KnowledgeError(f"no knowledge table {name!r}; there are: {', '.join(table_names())}")
    return parse_table(name, _data().joinpath(f"{name}.toml").read_bytes())


def table_names() -> tuple[str, ...]:
    """The names of all tables, sorted."""
    return tuple(sorted(item.name[:-5] for item in _data().iterdir() if item.name.endswith(".toml")))


@functools.cache
def digest() -> str:
    """Eight hexadecimal digits that change with any byte of the tables; part of every signature."""
    total = hashlib.sha256()
    for name in table_names():
        total.update(name.encode("utf-8") + b"\0" + _data().joinpath(f"{name}.toml").read_bytes())
    return total.hexdigest()[:8]


def parse_table(name: str, data: bytes) -> Table:
    """A table from the bytes of its file.

    Raises
    ------
    KnowledgeError
        If the file is no TOML, a part is missing, or an entry does not fit the schema.

    Examples
    --------
    >>> head = b'[meta]\\ndescription="d"\\norigin="o"\\nversion=1\\n[schema]\\nword="str"\\n'
    >>> parse_table("t", head + b"[[entry]]\\nword=3")
    Traceback (most recent call last):
        ...
    cxzy_nlp.errors.KnowledgeError: t.toml, entry 1: field 'word' must be str, got 3
    """
    try:
        raw = tomllib.loads(data.decode("utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise KnowledgeError(f"{name}.toml: {error}") from None
    for problem in _faults(raw):
        raise KnowledgeError(f"{name}.toml: {problem}")
    meta, schema, entries = raw["meta"], raw["schema"], raw["entry"]
    for number, entry in enumerate(entries, 1):
        for problem in _problems(entry, schema):
            raise KnowledgeError(f"{name}.toml, entry {number}: {problem}")
    frozen = tuple(MappingProxyType({field: _frozen(value) for field, value in entry.items()}) for entry in entries)
    return Table(name, meta["description"], meta["origin"], meta["version"], frozen)


def _faults(raw: Mapping[str, Any]) -> Iterator[str]:
    """What is wrong with the three parts of a table, whatever its entries hold."""
    for part in raw:
        if part not in ("meta", "schema", "entry"):
            yield f"unknown part {part!r}; a table has [meta], [schema] and [[entry]]"
    meta, schema, entries = raw.get("meta"), raw.get("schema"), raw.get("entry")
    if not isinstance(meta, dict):
        yield "needs a [meta]"
        return
    for key, kind in (("description", str), ("origin", str), ("version", int)):
        if key not in meta:
            yield f"[meta] lacks {key!r}"
        elif not isinstance(meta[key], kind):
            yield f"[meta] {key!r} must be {kind.__name__}, got {meta[key]!r}"
    if not (isinstance(schema, dict) and schema and isinstance(entries, list) and entries):
        yield "needs a [schema] and at least one [[entry]]"
        return
    for field, kind in schema.items():
        if not isinstance(kind, str) or not _TYPE_NAME.fullmatch(kind):
            yield f"[schema] {field!r} must name a type, got {kind!r}"
    if not all(isinstance(entry, dict) for entry in entries):
        yield "every entry must be a table; write [[entry]]"


def _frozen(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value


def _problems(entry: Mapping[str, Any], schema: Mapping[str, str]) -> Iterator[str]:
    for field, kind in schema.items():
        if field not in entry:
            if not kind.endswith("?"):
                yield f"field {field!r} is missing"
        elif not _fits(entry[field], kind.removesuffix("?")):
            yield f"field {field!r} must be {kind.removesuffix('?')}, got {entry[field]!r}"
    for field in entry:
        if field not in schema:
            yield f"field {field!r} is not in the schema; known: {', '.join(schema)}"


def _fits(value: object, kind: str) -> bool:
    if kind.startswith("list["):
        return isinstance(value, list) and all(_fits(item, kind[5:-1]) for item in value)
    if kind == "float":
        return isinstance(value, (int, float)) and not isinstance(value, bool)
    if kind == "int":
        return isinstance(value, int) and not isinstance(value, bool)
    if kind in _TYPES:
        return isinstance(value, _TYPES[kind])
    return isinstance(value, str) and value in kind.split("|")


def _data() -> resources.abc.Traversable:
    return resources.files("cxzy_nlp.knowledge") / "data"
