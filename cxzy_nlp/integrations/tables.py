"""Facts as pandas DataFrames and Arrow tables: one tidy table for each kind, with the columns of the results folder."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from cxzy_nlp.document import Document
from cxzy_nlp.errors import CxzyError, InputError
from cxzy_nlp.io.parquet_files import INSTALL, arrow_schema, arrow_table, column_cells, require_pyarrow
from cxzy_nlp.io.records import Record
from cxzy_nlp.io.tables import Cell, Column, Table, table_rows, tables

if TYPE_CHECKING:
    import pandas
    import pyarrow

#: Documents, or their records; one, or several.
Documents = Iterable[Document | Record] | Document | Record

# The nullable types, so that a missing number does not turn a column of offsets into one of fractions.
_PANDAS = {"string": "string", "integer": "Int64", "number": "Float64", "boolean": "boolean"}

_KEY = ("path", "document_id", "index")
#: Columns of ``breakdowns`` that tell of a part, not of the whole.
_OF_PART = frozenset(["count_index", "start", "end", "text", "value", "unit", "of"])


def to_pandas(documents: Documents, kind: str = "documents", *, nested: bool = False) -> pandas.DataFrame:
    """The facts of a kind as a DataFrame, one row each.

    Parameters
    ----------
    documents
        Documents, or their records (as `cxzy_nlp.io.records.read_records` reads them from a results folder).
    kind
        ``"documents"`` (one row each, with the indicators as columns), ``"sections"``, ``"dates"``, ``"counts"``,
        ``"breakdowns"`` (one row for each part), ``"frameworks"``, ``"persons"``, ``"references"``, ``"findings"``.
    nested
        One row for each breakdown, with the columns of its parts as lists.

    Returns
    -------
    pandas.DataFrame
        Columns as in ``datapackage.json``, always of the types ``string``, ``Int64``, ``Float64`` and ``boolean``; also
        if there are no rows.

    Raises
    ------
    InputError
        If the kind is unknown, or has nothing to nest.
    CxzyError
        If pandas is not installed.

    Examples
    --------
    >>> from cxzy_nlp import analyze
    >>> frame = to_pandas(analyze("2010年，全镇有党员796名，其中女党员215名。"), "counts")
    >>> frame[["text", "value"]].values.tolist()
    [['党员796名', 796.0], ['女党员215名', 215.0]]
    >>> str(frame.dtypes["start"]), str(frame.dtypes["max"])
    ('Int64', 'Float64')
    """
    library = _pandas()
    table, rows = _rows(documents, kind, nested)
    columns = {
        column.name: library.Series(cells, dtype="object")
        if nested and column.name in _OF_PART
        else library.array(cells, dtype=_PANDAS[column.type])
        for column, cells in (_nested(table, rows) if nested else _plain(table, rows))
    }
    frame: pandas.DataFrame = library.DataFrame(columns)
    return frame


def to_arrow(documents: Documents, kind: str = "documents", *, nested: bool = False) -> pyarrow.Table:
    """The facts of a kind as an Arrow table, one row each; parameters as of `to_pandas`.

    Raises
    ------
    InputError
        If the kind is unknown, or has nothing to nest.
    CxzyError
        If pyarrow is not installed.

    Examples
    --------
    >>> from cxzy_nlp import analyze
    >>> table = to_arrow(analyze("2010年，全镇有党员796名。"), "dates")
    >>> table.select(["text", "value", "inferred"]).to_pylist()
    [{'text': '2010年', 'value': '2010', 'inferred': False}]
    """
    table, rows = _rows(documents, kind, nested)
    if not nested:
        return arrow_table(table, rows)
    arrow = require_pyarrow()
    known = arrow_schema(table)
    fields, columns = [], []
    for column, cells in _nested(table, rows):
        field = known.field(column.name)
        if column.name in _OF_PART:
            field = field.with_type(arrow.list_(field.type))
        fields.append(field)
        columns.append(arrow.array(cells, type=field.type))
    made: pyarrow.Table = arrow.Table.from_arrays(columns, schema=arrow.schema(fields))
    return made


def _rows(documents: Documents, kind: str, nested: bool) -> tuple[Table, list[tuple[Cell, ...]]]:
    known = {table.name: table for table in tables()}
    if kind not in known:
        raise InputError(f"unknown kind {kind!r}; known kinds: {', '.join(known)}")
    if nested and kind != "breakdowns":
        raise InputError(f"only breakdowns can be nested, not {kind}; leave out nested=True")
    if isinstance(documents, (Document, dict)):
        documents = [documents]
    rows: list[tuple[Cell, ...]] = []
    for document in documents:
        if not isinstance(document, (Document, dict)):
            raise InputError(f"expected documents or their records, got {type(document).__name__}; analyze texts first")
        rows += table_rows(known[kind], document.to_dict() if isinstance(document, Document) else document)
    return known[kind], rows


def _plain(table: Table, rows: Sequence[Sequence[Cell]]) -> Iterator[tuple[Column, list[Cell]]]:
    """The columns of a table with their cells."""
    for at, column in enumerate(table.columns):
        yield column, column_cells(column, at, rows)


def _nested(table: Table, rows: Sequence[Sequence[Cell]]) -> Iterator[tuple[Column, list[Any]]]:
    """The columns of breakdowns with one row each: what is told of a part is a list."""
    identity = itemgetter(*(table.header.index(name) for name in _KEY))
    groups = [list(group) for _, group in groupby(rows, key=identity)]
    for at, column in enumerate(table.columns):
        cells = [column_cells(column, at, group) for group in groups]
        if column.name in _OF_PART:
            yield column, cells
        elif column.name != "part":
            yield column, [cell[0] for cell in cells]


def _pandas() -> Any:
    try:
        import pandas
    except ImportError:
        raise CxzyError(f"DataFrames need pandas, which is not installed; run: {INSTALL}") from None
    return pandas
