"""One tidy table per kind of fact: which columns there are, and how records become rows.

The columns are declared here and nowhere else; the CSV files and ``datapackage.json`` follow from them.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from cxzy_nlp.document import FACT_KINDS
from cxzy_nlp.knowledge import load

FieldType = Literal["string", "integer", "number", "boolean"]
Cell = str | int | float | bool | None

#: What offsets count.
CODE_POINTS = "Unicode code points"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, its type in the words of the Frictionless table schema, what it means.

    `key` is where the value stands in the fact (``number.start``; the name, if empty), `unit` what a number counts.
    """

    name: str
    type: FieldType
    description: str
    key: str = ""
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its name (the file's, too), what one row is, and its columns in order."""

    name: str
    description: str
    columns: tuple[Column, ...]
    primary_key: tuple[str, ...]

    @property
    def header(self) -> tuple[str, ...]:
        """The names of the columns."""
        return tuple(column.name for column in self.columns)


@functools.cache
def tables() -> tuple[Table, ...]:
    """All tables, ``documents`` first; its last columns are the indicators that the knowledge tables name.

    Examples
    --------
    >>> [table.name for table in tables()][:3]
    ['documents', 'sections', 'dates']
    """
    rows_of = {"breakdowns": "One row for each part of each breakdown (a total and what it is made of)."}
    made = [Table("documents", "One row for each document.", _document_columns(), _KEY[:2])]
    for kind in FACT_KINDS:
        columns = _breakdown_columns() if kind == "breakdowns" else (*_identity(kind), *_fact_columns()[kind])
        key = (*_KEY, "part") if kind == "breakdowns" else _KEY
        made.append(Table(kind, rows_of.get(kind, f"One row for each of the {kind} found."), columns, key))
    return tuple(made)


def table_rows(table: Table, record: Mapping[str, Any]) -> Iterator[tuple[Cell, ...]]:
    """The rows that a record adds to a table, cells in the order of the columns.

    Examples
    --------
    >>> dates = next(table for table in tables() if table.name == "dates")
    >>> fact = {"start": 0, "end": 5, "text": "2010年", "kind": "date", "value": "2010", "inferred": False}
    >>> record = {"id": "a", "source": {"path": "a.txt"}, "dates": [fact]}
    >>> list(table_rows(dates, record))
    [('a', 'a.txt', 0, 0, 5, '2010年', 'date', '2010', False)]
    """
    if table.name == "documents":
        yield _document_row(table, record)
        return
    make = _breakdown_rows if table.name == "breakdowns" else _fact_rows
    identity = (record["id"], record["source"]["path"])
    for row in make(table, record):
        yield (*identity, *row)


_LISTS = frozenset({"digits", "components", "related"})
_KEY = ("path", "document_id", "index")


def _identity(kind: str) -> tuple[Column, ...]:
    return (
        Column("document_id", "string", "Identifier of the document, as in documents.csv."),
        Column("path", "string", "The file, as recorded in documents.csv."),
        Column("index", "integer", f"Position in the list `{kind}` of the document's record, from 0."),
    )


def _span(what: str) -> tuple[Column, ...]:
    return (
        Column("start", "integer", f"First character of {what} in the decoded file, from 0.", unit=CODE_POINTS),
        Column("end", "integer", f"The character after the last one of {what}.", unit=CODE_POINTS),
        Column("text", "string", f"The characters of {what} as the file has them, noise included."),
    )


@functools.cache
def _fact_columns() -> Mapping[str, tuple[Column, ...]]:
    return {
        "sections": (
            *_span("the heading"),
            Column("level", "integer", "Rank of the heading: 一、 = 1, （一） = 2, 1、 = 3, (1) = 4."),
            Column("number", "string", "The heading's own number, without its punctuation."),
            Column("role", "string", "What the section is for (goals, measures, problems …)."),
            Column("role_score", "number", "Confidence in the role, 0 to 1."),
            Column("body_start", "integer", "Where the section's own text begins.", "body.0", CODE_POINTS),
            Column("body_end", "integer", "Where the section's own text ends.", "body.1", CODE_POINTS),
        ),
        "dates": (
            *_span("the date"),
            Column("kind", "string", "date, range, relative, event, set or duration."),
            Column("value", "string", "The date in EDTF (ISO 8601-2); empty where it cannot be known."),
            Column("inferred", "boolean", "Whether a part of the value came from the document's own date."),
        ),
        "counts": (
            *_span("the count"),
            Column("value", "number", "The quantity, in base units (350万元 is 3500000 元); empty where it is masked."),
            Column("max", "number", "Upper end, where the text gives a range."),
            Column("unit", "string", "The unit or measure word, in Simplified script."),
            Column("of", "string", "What is counted, in Simplified script."),
            Column("approx", "boolean", "Whether the text calls the number approximate (余, 近, 约 …)."),
            Column("indicator", "string", "Key of the indicator that the count is, where it is a known one."),
            Column("role", "string", "fact, target, requirement or discourse."),
            Column("stated_total", "boolean", "Whether the sentence gives it as all that there is (现有, 共有, 下辖)."),
            Column("number_start", "integer", "First character of the bare numeral.", "number.start", CODE_POINTS),
            Column("number_end", "integer", "The character after the numeral.", "number.end", CODE_POINTS),
            Column("number_text", "string", "The bare numeral as the file has it.", "number.text"),
        ),
        "frameworks": (
            *_span("the framework's name"),
            Column("name", "string", "The name without quotes and noise."),
            Column("digits", "string", "Its numbers, separated by blanks (4554: 4 5 5 4)."),
            Column("kind", "string", "mention, or definition where the components are listed beside it."),
            Column("components", "string", "The components' texts, separated by ' | '; spans are in documents.jsonl."),
            Column("canonical", "string", "Key of the known framework, where it is one."),
        ),
        "persons": (
            *_span("the name"),
            Column("name", "string", "The name without blanks."),
            Column("role", "string", "The office that the text gives beside it."),
        ),
        "references": (
            *_span("the cited title"),
            Column("title", "string", "The title without brackets."),
            Column("number", "string", "The document number beside it."),
            Column("issuer", "string", "Who issued it, where that stands beside it."),
        ),
        "findings": (
            *_span("the place")[:2],
            Column("kind", "string", "What was found (sum_mismatch, numbering_gap, anachronism …)."),
            Column("message", "string", "What an auditor should look at, in a sentence."),
            Column("related", "string", "The facts it speaks of, as kind/index, separated by ' | '."),
        ),
    }


def _breakdown_columns() -> tuple[Column, ...]:
    return (
        *_identity("breakdowns"),
        Column("part", "integer", "Position of the part in its breakdown, from 0."),
        Column("count_index", "integer", "Index of the part in counts.csv."),
        *_span("the part"),
        Column("value", "number", "Quantity of the part."),
        Column("unit", "string", "Unit of the part."),
        Column("of", "string", "What the part counts."),
        Column("relation", "string", "partition, overlapping or subset."),
        Column("consistent", "boolean", "Whether the parts fit the total."),
        Column("difference", "number", "Total minus the sum of the parts; 0 where they agree."),
        Column("total_index", "integer", "Index of the total in counts.csv."),
        Column("total_start", "integer", "First character of the total.", unit=CODE_POINTS),
        Column("total_end", "integer", "The character after the last one of the total.", unit=CODE_POINTS),
        Column("total_text", "string", "The characters of the total."),
        Column("total_value", "number", "Quantity of the total."),
    )


def _document_columns() -> tuple[Column, ...]:
    return (
        Column("document_id", "string", "Identifier of the document.", "id"),
        Column("path", "string", "The file, relative to the archive.", "source.path"),
        Column("sha256", "string", "SHA-256 of the file's bytes.", "source.sha256"),
        Column("format", "string", "txt or html, by content.", "source.format"),
        Column("encoding", "string", "The codec that decoded the file.", "source.encoding"),
        Column("start", "integer", "First character of the document in the decoded file, from 0.", unit=CODE_POINTS),
        Column("end", "integer", "The character after the document's last one.", unit=CODE_POINTS),
        Column("title", "string", "The title as the file has it.", "title.text"),
        Column("author", "string", "The author's name.", "author.name"),
        Column("date", "string", "When it was made, in EDTF (ISO 8601-2).", "date.value"),
        Column("date_basis", "string", "stated by the document, or inferred from what it mentions.", "date.basis"),
        Column("date_earliest", "string", "Not made before.", "date.earliest"),
        Column("date_latest", "string", "Not made after.", "date.latest"),
        Column("script", "string", "hans (Simplified) or hant (Traditional)."),
        Column("genre", "string", "Kind of document.", "genre.label"),
        Column("genre_score", "number", "Confidence in the genre, 0 to 1.", "genre.score"),
        Column("campaign", "string", "The campaign it belongs to.", "campaign.label"),
        Column("campaign_score", "number", "Confidence in the campaign, 0 to 1.", "campaign.score"),
        Column(
            "second_campaign",
            "string",
            "Another campaign that a part of it is given to.",
            "second_campaign.label",
        ),
        Column("level", "string", "Level of the issuing body.", "level.label"),
        Column("level_score", "number", "Confidence in the level, 0 to 1.", "level.score"),
        *(Column(f"n_{kind}", "integer", f"Number of {kind} found.", kind) for kind in FACT_KINDS),
        *(
            Column(
                f"ind_{key}", "number", f"{label}: first {'stated total' if stock else 'count stated as a fact'}.", key
            )
            for key, label, stock in indicators()
        ),
    )


@functools.cache
def indicators() -> tuple[tuple[str, str, bool], ...]:
    """Key and label of the chief indicators, and whether they are a stock, in the order of the knowledge table."""
    rows: dict[str, tuple[str, str, bool]] = {}
    for entry in load("indicators"):  # a key may have several rows
        rows.setdefault(entry["key"], (entry["key"], entry["label"], entry["measure"] == "stock"))
    return tuple(rows.values())


@functools.cache
def _stocks() -> frozenset[str]:
    return frozenset(key for key, _, stock in indicators() if stock)


def _document_row(table: Table, record: Mapping[str, Any]) -> tuple[Cell, ...]:
    found: dict[str, Cell] = {}
    for count in record["counts"]:
        key = count["indicator"]
        if key is None or count["role"] != "fact" or count["value"] is None:
            continue
        # 三名党员 of an anecdote is not how many members there are; a wrong figure is worse than none.
        if key not in _stocks() or count["stated_total"]:
            found.setdefault(key, count["value"])
    cells: list[Cell] = []
    for column in table.columns:
        if column.name.startswith("ind_"):
            cells.append(found.get(column.key))
        elif column.name.startswith("n_"):
            cells.append(len(record[column.key]))
        else:
            cells.append(_pick(record, column.key or column.name))
    return tuple(cells)


def _fact_rows(table: Table, record: Mapping[str, Any]) -> Iterator[tuple[Cell, ...]]:
    keys = _keys(table)
    for index, fact in enumerate(record[table.name]):
        yield (index, *[_pick(fact, key) if nested else fact[key] for key, nested in keys])


@functools.cache
def _keys(table: Table) -> tuple[tuple[str, bool], ...]:
    """The keys of a fact's own columns, and whether more than a look-up is needed for them."""
    keys = [column.key or column.name for column in table.columns[3:]]
    return tuple((key, "." in key or key in _LISTS) for key in keys)


def _breakdown_rows(table: Table, record: Mapping[str, Any]) -> Iterator[tuple[Cell, ...]]:
    counts = record["counts"]
    for index, breakdown in enumerate(record[table.name]):
        total = counts[breakdown["total"]]
        about = (breakdown["relation"], breakdown["consistent"], breakdown["difference"])
        whole = (breakdown["total"], total["start"], total["end"], total["text"], total["value"])
        for position, part_index in enumerate(breakdown["parts"]):
            part = counts[part_index]
            cells = (part["start"], part["end"], part["text"], part["value"], part["unit"], part["of"])
            yield (index, position, part_index, *cells, *about, *whole)


def _pick(value: Any, key: str) -> Cell:
    """The value at a dotted key, as a cell; nothing, where a step on the way is null."""
    for step in key.split("."):
        if value is None:
            return None
        value = value[int(step)] if isinstance(value, (list, tuple)) else value[step]
    if key == "digits":
        return " ".join(map(str, value))  # "5,5" would be a number and "5-5" a date to a spreadsheet
    if isinstance(value, (list, tuple)):
        return " | ".join(item["text"] if isinstance(item, Mapping) else str(item) for item in value)
    if value is None or isinstance(value, (str, int, float, bool)):
        return value
    raise TypeError(f"{key!r} is no single value: {type(value).__name__}")
