"""Frameworks across an archive: who writes which name when, with which components, and how these differ."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

from cxzy_nlp.document import Document
from cxzy_nlp.errors import InputError
from cxzy_nlp.facts.dates.values import bounds
from cxzy_nlp.facts.frameworks.canonical import canonical_frameworks, compare_components, framework_names, plain_name
from cxzy_nlp.facts.frameworks.differences import ComponentDifference, bare
from cxzy_nlp.io.csv_files import CsvWriter
from cxzy_nlp.io.tables import Cell, Column, Table
from cxzy_nlp.text.script import to_simplified

#: Columns of the table, in order, with what they mean.
COLUMNS: Mapping[str, str] = {
    "key": "Key of the known framework; empty for one that is not known, or whose list is somebody's own.",
    "name": "The official name, else the most frequent spelling.",
    "digits": "Its numbers, separated by blanks.",
    "documents": "Number of documents that use it.",
    "mentions": "Number of places where it stands, definitions included.",
    "definitions": "Number of places where its components are listed.",
    "first": "Date of the earliest dated document that uses it, in EDTF.",
    "last": "Date of the latest one.",
    "undated": "Number of documents without a date.",
    "by_year": "Documents in each year (2010: 3 | 2011: 7).",
    "by_level": "Documents of each level (county: 4 | township: 6).",
    "spellings": "Spellings with the number of their places, quotes and blanks aside.",
    "component_sets": "Lists of components, items separated by ；, with the number of documents that give them.",
    "official": "The official components, where the framework is a known one.",
    "differences": "How each list departs from the official one (somebody's own: from the nearest of that name).",
}
_NUMBERS = frozenset({"documents", "mentions", "definitions", "undated"})
_Group = tuple[str, str, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class ComponentSet:
    """A list of components as texts give it, and how it departs from an official one.

    `beside` is the key of the framework that it is held against: the row's own, or for somebody's own list under a
    known name the one of that name that is nearest; ``None``, like `difference`, where there is no official list.
    """

    components: tuple[str, ...]
    documents: int
    beside: str | None = None
    difference: ComponentDifference | None = None


@dataclass(frozen=True, slots=True)
class FrameworkRow:
    """One framework of the archive; `COLUMNS` says what the fields mean. Counts are pairs, in the order of the key."""

    key: str | None
    name: str
    digits: tuple[int, ...]
    documents: int
    mentions: int
    definitions: int
    first: str | None
    last: str | None
    undated: int
    by_year: tuple[tuple[str, int], ...]
    by_month: tuple[tuple[str, int], ...]
    by_level: tuple[tuple[str, int], ...]
    spellings: tuple[tuple[str, int], ...]
    component_sets: tuple[ComponentSet, ...]
    official: tuple[str, ...]

    def cells(self) -> tuple[Cell, ...]:
        """The row of the table, cells in the order of `COLUMNS`."""
        values: dict[str, Cell] = {name: getattr(self, name) for name in ("key", "name", "first", "last", *_NUMBERS)}
        values["digits"] = " ".join(map(str, self.digits))
        for name in ("by_year", "by_level", "spellings"):
            values[name] = " | ".join(f"{what}: {number}" for what, number in getattr(self, name))
        values["component_sets"] = " | ".join(
            f"{_list(item.components)}: {item.documents}" for item in self.component_sets
        )
        values["official"] = _list(self.official)
        values["differences"] = " | ".join(
            f"beside {item.beside}: {text}"
            for item in self.component_sets
            if item.difference is not None and (text := describe_difference(item.difference))
        )
        return tuple(values[name] for name in COLUMNS)


def describe_difference(difference: ComponentDifference) -> str:
    """A difference in words, ``""`` if there is none.

    Examples
    --------
    >>> describe_difference(compare_components("si-feng", ["形式主义", "官僚主义", "享受主义"]))
    'missing 奢靡之风; 享受主义 for 享乐主义'
    """
    parts = []
    if difference.missing:
        parts.append(f"missing {_list(difference.missing)}")
    if difference.extra:
        parts.append(f"own {_list(difference.extra)}")
    parts += [f"{given} for {official}" for given, official in difference.wrong]
    if difference.reordered:
        parts.append("other order")
    return "; ".join(parts)


@dataclass(slots=True)
class _Tally:
    """What is counted of one group; every part of it can be added to another."""

    documents: int = 0
    definitions: int = 0
    undated: int = 0
    spellings: Counter[str] = field(default_factory=Counter)
    dates: Counter[str] = field(default_factory=Counter)
    levels: Counter[str] = field(default_factory=Counter)
    sets: Counter[tuple[str, ...]] = field(default_factory=Counter)

    def add(self, other: _Tally) -> None:
        for part in fields(self):
            mine, theirs = getattr(self, part.name), getattr(other, part.name)
            if isinstance(mine, Counter):
                mine.update(theirs)
            else:
                setattr(self, part.name, mine + theirs)


class FrameworkIndex:
    """The frameworks of many documents, each with its variants, its spread and its lists.

    A known framework is one row, whatever it is called in a document; an unknown one is told by its name in Simplified
    script, without quotes and 个, and its numbers. Documents are read once and not kept; memory grows with the number
    of distinct names, dates and lists, and by one identifier a document.

    Parameters
    ----------
    documents
        Documents, or records as `Document.to_dict` makes them (lines of ``documents.jsonl``).

    Raises
    ------
    InputError
        If a document is neither, or was counted already.

    Examples
    --------
    >>> record = {
    ...     "id": "a", "date": {"value": "2011-06-30"}, "level": None,
    ...     "frameworks": [{"name": "四風", "digits": [4], "canonical": "si-feng", "components": []}],
    ... }
    >>> index = FrameworkIndex([record])
    >>> [(row.name, row.documents, row.first) for row in index.lookup("四风")]
    [('四风', 1, '2011-06-30')]
    """

    def __init__(self, documents: Iterable[Document | Mapping[str, Any]] = ()) -> None:
        self._groups: dict[_Group, _Tally] = {}
        self._ids: set[str] = set()
        if isinstance(documents, (Document, Mapping, str)) or not isinstance(documents, Iterable):
            raise InputError(
                f"expected documents or records, got one {type(documents).__name__}; "
                "write FrameworkIndex(analyze(text))"
            )
        for document in documents:
            self.add(document)

    @property
    def documents(self) -> int:
        """Number of documents read, with or without frameworks."""
        return len(self._ids)

    def __len__(self) -> int:
        return len(self._groups)

    def __iter__(self) -> Iterator[FrameworkRow]:
        return iter(self.rows())

    def add(self, document: Document | Mapping[str, Any]) -> None:
        """Count a document.

        Raises
        ------
        InputError
            If it is no document, or was counted already.
        """
        name, date, level, frameworks = _read(document)
        if name in self._ids:
            raise InputError(f"document {name!r} is in the index already; give every document once")
        self._ids.add(name)
        here: dict[_Group, _Tally] = {}
        for spelling, digits, key, components in frameworks:
            tally = here.setdefault(_group(spelling, digits, key), _Tally(documents=1))
            tally.spellings[spelling] += 1
            if components:
                tally.definitions += 1
                tally.sets[components] = 1  # the number of documents that give the list
        for group, tally in here.items():
            tally.levels[level] = 1
            if date is None:
                tally.undated = 1
            else:
                tally.dates[date] = 1
            self._groups.setdefault(group, _Tally()).add(tally)

    def merged(self, other: FrameworkIndex) -> FrameworkIndex:
        """A new index of the documents of both.

        Raises
        ------
        InputError
            If a document is in both.

        Examples
        --------
        >>> empty = FrameworkIndex()
        >>> len(empty.merged(FrameworkIndex([{"id": "a", "date": None, "level": None, "frameworks": []}])))
        0
        """
        common = self._ids & other._ids
        if common:
            raise InputError(f"both indexes hold document {min(common)!r}; build them of separate documents")
        both = FrameworkIndex()
        both._ids = self._ids | other._ids
        for index in (self, other):
            for group, tally in index._groups.items():
                both._groups.setdefault(group, _Tally()).add(tally)
        return both

    def rows(self) -> list[FrameworkRow]:
        """All frameworks, those of most documents first; the order of the documents does not matter."""
        made = [_row(group, tally) for group, tally in self._groups.items()]
        return sorted(made, key=lambda row: (-row.documents, -row.mentions, row.name, row.key or "", row.digits))

    def lookup(self, name: str) -> list[FrameworkRow]:
        """The rows of a key, or of a name in any spelling; several where one name has several contents.

        Raises
        ------
        InputError
            If `name` is no string.
        """
        if not isinstance(name, str):
            raise InputError(f"expected a name or key as str, got {type(name).__name__}; write index.lookup('五个好')")
        plain = plain_name(to_simplified(name))

        def bears(row: FrameworkRow) -> bool:
            entry = canonical_frameworks().get(row.key or "")
            known = entry.aliases if entry else ()
            names = (row.name, *known, *(spelling for spelling, _ in row.spellings))
            return row.key == name or any(plain_name(to_simplified(word)) == plain for word in names)

        return [row for row in self.rows() if bears(row)]

    def table(self) -> list[dict[str, Cell]]:
        """The rows as plain dicts with the columns `COLUMNS`."""
        return [dict(zip(COLUMNS, row.cells(), strict=True)) for row in self.rows()]

    def to_csv(self, path: str | os.PathLike[str]) -> None:
        """Write the table as CSV that a spreadsheet opens (UTF-8 with BOM, no formulas).

        Raises
        ------
        OSError
            If the file cannot be written.
        """
        columns = tuple(
            Column(name, "integer" if name in _NUMBERS else "string", meaning) for name, meaning in COLUMNS.items()
        )
        table = Table("framework_index", "One row for each framework.", columns, ("key", "name"))
        partial = Path(f"{os.fspath(path)}.part")
        try:
            with CsvWriter(partial, table) as writer:
                writer.write(row.cells() for row in self.rows())
            partial.replace(path)  # so that nobody finds half a table
        finally:
            partial.unlink(missing_ok=True)


_Use = tuple[str, tuple[int, ...], str | None, tuple[str, ...]]


def _read(document: Document | Mapping[str, Any]) -> tuple[str, str | None, str, list[_Use]]:
    """Identifier, date, level and uses of a document or record."""
    if isinstance(document, Document):
        document = {
            "id": document.id,
            "date": document.date and asdict(document.date),
            "level": document.level and asdict(document.level),
            "frameworks": [asdict(item) for item in document.frameworks],
        }
    try:
        uses = [
            (
                _trimmed(item["name"]),
                tuple(item["digits"]),
                item["canonical"],
                tuple(_trimmed(to_simplified(part["text"])) for part in item["components"]),
            )
            for item in document["frameworks"]
        ]
        level = document["level"]["label"] if document["level"] else "unknown"
        return document["id"], document["date"] and document["date"]["value"], level, uses
    except (TypeError, KeyError, AttributeError) as error:
        raise InputError(
            f"expected a Document or a record of one, got {type(document).__name__} ({type(error).__name__}: {error}); "
            "give what analyze returns, or lines of documents.jsonl"
        ) from None


def _trimmed(text: str) -> str:
    """A name or component without blanks, and without quotes and punctuation at its ends."""
    return "".join(text.split()).strip("“”\"'‘’「」『』〝〞，。；、：,;:")


def _group(spelling: str, digits: tuple[int, ...], key: str | None) -> _Group:
    return (key, "", ()) if key else ("", plain_name(to_simplified(spelling)), digits)


def _row(group: _Group, tally: _Tally) -> FrameworkRow:
    key, plain, digits = group
    entry = canonical_frameworks().get(key)
    spellings = _ranked(tally.spellings)
    dates = sorted(tally.dates, key=lambda date: (bounds(date)[0] or "9999", date))
    dated = [date for date in dates if bounds(date)[0]]
    rivals = [key] if entry else framework_names().get(plain, ())
    sets = sorted(_sets(tally.sets).items(), key=lambda item: (-item[1], item[0]))
    return FrameworkRow(
        key=key or None,
        name=entry.name if entry else spellings[0][0],
        digits=entry.digits if entry else digits,
        documents=tally.documents,
        mentions=tally.spellings.total(),
        definitions=tally.definitions,
        first=dated[0] if dated else None,
        last=dated[-1] if dated else None,
        undated=tally.undated + sum(number for date, number in tally.dates.items() if not bounds(date)[0]),
        by_year=_periods(tally.dates, 4),
        by_month=_periods(tally.dates, 7),
        by_level=tuple(sorted(tally.levels.items())),
        spellings=spellings,
        component_sets=tuple(ComponentSet(given, number, *_beside(given, rivals)) for given, number in sets),
        official=entry.components if entry else (),
    )


def _beside(given: tuple[str, ...], keys: Sequence[str]) -> tuple[str | None, ComponentDifference | None]:
    """The framework among `keys` whose official list is nearest to `given`, and the difference."""
    told = [(key, compare_components(key, given)) for key in keys if canonical_frameworks()[key].components]
    if not told:
        return None, None
    return max(told, key=lambda pair: (pair[1].matched, len(pair[1].wrong), -len(pair[1].missing)))


def _sets(counted: Counter[tuple[str, ...]]) -> dict[tuple[str, ...], int]:
    """Lists that differ in punctuation only, taken together under the most frequent wording."""
    wordings: dict[tuple[str, ...], tuple[str, ...]] = {}
    numbers: Counter[tuple[str, ...]] = Counter()
    for given, number in sorted(counted.items(), key=lambda item: (-item[1], item[0])):
        numbers[wordings.setdefault(tuple(map(bare, given)), given)] += number
    return dict(numbers)


def _ranked(counted: Counter[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(counted.items(), key=lambda item: (-item[1], item[0])))


def _periods(dates: Counter[str], length: int) -> tuple[tuple[str, int], ...]:
    """Documents in each year (length 4) or month (7); what names no such period is left out."""
    periods: Counter[str] = Counter()
    for date, number in dates.items():
        period = date.partition("/")[0][:length]
        if len(period) == length and "X" not in period and bounds(period)[0]:
            periods[period] += number
    return tuple(sorted(periods.items()))


def _list(items: Sequence[str]) -> str:
    return "；".join(items)  # a component may hold 、 and ，
