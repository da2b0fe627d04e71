"""The copy report as tidy tables: one CSV file for documents, pairs, passages, clusters, slots and common passages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from cxzy_nlp.copies.report import CopyReport
from cxzy_nlp.io.csv_files import CsvWriter
from cxzy_nlp.io.tables import CODE_POINTS, Cell, Column, Table

_Rows = Iterator[tuple[Cell, ...]]


def write_copy_tables(folder: Path, report: CopyReport) -> None:
    """Write all tables of a report, each put in place when it is whole."""
    for table, rows in copy_tables():
        draft = folder / f".cxzy-new-{table.name}.csv"
        with CsvWriter(draft, table) as writer:
            writer.write(rows(report))
        draft.replace(folder / f"{table.name}.csv")


def copy_tables() -> tuple[tuple[Table, Callable[[CopyReport], _Rows]], ...]:
    """The tables of a copy report, and how their rows are made.

    Examples
    --------
    >>> [table.name for table, _ in copy_tables()][:2]
    ['copy_documents', 'copy_pairs']
    """
    return (
        (_table("copy_documents", "One row for each document.", _DOCUMENTS, ("id",)), _document_rows),
        (_table("copy_pairs", "One row for each pair of copies.", _PAIRS, ("a", "b")), _pair_rows),
        (_table("copy_passages", "One row for each passage of each pair.", _PASSAGES, ("a", "b", "index")), _passages),
        (_table("copy_clusters", "One row for each document of a cluster.", _CLUSTERS, ("cluster", "id")), _clusters),
        (_table("copy_slots", "One row for each slot and document.", _SLOTS, ("template", "slot", "id")), _slots),
        (_table("copy_common", "One row for each passage of common language.", _COMMON, ("text",)), _common),
    )  # fmt: skip


def _table(name: str, description: str, columns: tuple[Column, ...], key: tuple[str, ...]) -> Table:
    return Table(name, description, columns, key)


_DOCUMENTS = (
    Column("id", "string", "Identifier of the document."),
    Column("path", "string", "Its file."),
    Column("start", "integer", "Where it begins in the file.", unit=CODE_POINTS),
    Column("end", "integer", "Where it ends.", unit=CODE_POINTS),
    Column("copied", "number", "Share of its Han characters that stand in another document."),
    Column("cluster", "string", "Its cluster, if it has one."),
)
_PAIRS = (
    Column("a", "string", "The one document."),
    Column("b", "string", "The other."),
    Column("score", "number", "How sure it is that they do not agree by chance, 0 to 1."),
    Column("a_copied", "number", "Share of a that stands in b."),
    Column("b_copied", "number", "Share of b that stands in a."),
    Column("source", "string", "The one that was probably first; empty if nothing tells."),
    Column("transformations", "string", "What was changed, separated by blanks."),
    Column("evidence", "string", "Why, in words."),
)
_PASSAGES = (
    Column("a", "string", "The one document."),
    Column("b", "string", "The other."),
    Column("index", "integer", "Number of the passage, from 0."),
    Column("a_start", "integer", "Where it begins in the file of a.", unit=CODE_POINTS),
    Column("a_end", "integer", "Where it ends there.", unit=CODE_POINTS),
    Column("b_start", "integer", "Where it begins in the file of b.", unit=CODE_POINTS),
    Column("b_end", "integer", "Where it ends there.", unit=CODE_POINTS),
)
_CLUSTERS = (
    Column("cluster", "string", "The cluster."),
    Column("id", "string", "A document of it."),
    Column("is_source", "boolean", "Whether it was probably the first."),
    Column("template", "string", "The cluster's template, if it has one."),
)
_SLOTS = (
    Column("template", "string", "The template."),
    Column("slot", "integer", "Number of the slot, from 0."),
    Column("kind", "string", "place, person, organisation, number, date or text."),
    Column("id", "string", "The document."),
    Column("start", "integer", "Where the value begins in its file.", unit=CODE_POINTS),
    Column("end", "integer", "Where it ends.", unit=CODE_POINTS),
    Column("text", "string", "What is filled in."),
)
_COMMON = (
    Column("text", "string", "The passage as one document has it."),
    Column("documents", "integer", "How many documents have it."),
    Column("reason", "string", "mandated (known to be ordered) or stock (found in unrelated documents)."),
)


def _document_rows(report: CopyReport) -> _Rows:
    for one in report.documents:
        yield one.id, one.path, one.start, one.end, one.copied, one.cluster


def _pair_rows(report: CopyReport) -> _Rows:
    for one in report.pairs:
        words = " ".join(one.transformations), "; ".join(one.evidence)
        yield one.a, one.b, one.score, one.a_copied, one.b_copied, one.source, *words


def _passages(report: CopyReport) -> _Rows:
    for one in report.pairs:
        for number, span in enumerate(one.spans):
            yield one.a, one.b, number, *span


def _clusters(report: CopyReport) -> _Rows:
    for one in report.clusters:
        for member in one.members:
            yield one.id, member, member == one.source, one.template


def _slots(report: CopyReport) -> _Rows:
    for one in report.templates:
        for number, slot in enumerate(one.slots):
            for name, value in slot.values.items():
                yield one.id, number, slot.kind, name, *slot.spans[name], value


def _common(report: CopyReport) -> _Rows:
    for one in report.common:
        yield one.text, one.documents, one.reason
