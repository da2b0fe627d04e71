"""Facts as pandas DataFrames and Arrow tables: one tidy table for each kind, with the columns of the results folder."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from cxzy_nlp.document import Document
from cxzy_nlp.errors import CxzyError, InputError
from cxzy_nlp.io.parquet_files import INSTALL, arrow_table, column_cells
from cxzy_nlp.io.records import Record
from cxzy_nlp.io.tables import Cell, Table, table_rows, tables

if TYPE_CHECKING:
    import pandas
    import pyarrow

# The nullable types, so that a missing number does not turn a column of offsets into one of fractions.
_PANDAS = {"string": "string", "integer": "Int64", "number": "Float64", "boolean": "boolean"}


def to_pandas(documents: Iterable[Document | Record] | Document | Record, kind: str = "documents") -> pandas.DataFrame:
    """The facts of a kind as a DataFrame, one row each.

    Parameters
    ----------
    documents
        Documents, or their records (as `cxzy_nlp.io.records.read_records` reads them from a results folder).
    kind
        ``"documents"`` (one row each, with the indicators as columns), ``"sections"``, ``"dates"``, ``"counts"``,
        ``"breakdowns"`` (one row for each part), ``"frameworks"``, ``"persons"``, ``"references"``, ``"findings"``.

    Returns
    -------
    pandas.DataFrame
        Columns as in ``datapackage.json``, always of the types ``string``, ``Int64``, ``Float64`` and ``boolean``; also
        if there are no rows.

    Raises
    ------
    InputError
        If the kind is unknown.
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
    table, rows = _rows(documents, kind)
    columns = {
        column.name: library.array(column_cells(column, at, rows), dtype=_PANDAS[column.type])
        for at, column in enumerate(table.columns)
    }
    frame: pandas.DataFrame = library.DataFrame(columns)
    return frame


def to_arrow(documents: Iterable[Document | Record] | Document | Record, kind: str = "documents") -> pyarrow.Table:
    """The facts of a kind as an Arrow table, one row each; parameters as of `to_pandas`.

    Raises
    ------
    InputError
        If the kind is unknown.
    CxzyError
        If pyarrow is not installed.

    Examples
    --------
    >>> from cxzy_nlp import analyze
    >>> table = to_arrow(analyze("2010年，全镇有党员796名。"), "dates")
    >>> table.select(["text", "value", "inferred"]).to_pylist()
    [{'text': '2010年', 'value': '2010', 'inferred': False}]
    """
    return arrow_table(*_rows(documents, kind))


def _rows(
    documents: Iterable[Document | Record] | Document | Record, kind: str
) -> tuple[Table, list[tuple[Cell, ...]]]:
    known = {table.name: table for table in tables()}
    if kind not in known:
        raise InputError(f"unknown kind {kind!r}; known kinds: {', '.join(known)}")
    if isinstance(documents, (Document, dict)):
        documents = [documents]
    rows: list[tuple[Cell, ...]] = []
    for document in documents:
        if not isinstance(document, (Document, dict)):
            raise InputError(f"expected documents or their records, got {type(document).__name__}; analyze texts first")
        rows += table_rows(known[kind], document.to_dict() if isinstance(document, Document) else document)
    return known[kind], rows


def _pandas() -> Any:
    try:
        import pandas
    except ImportError:
        raise CxzyError(f"DataFrames need pandas, which is not installed; run: {INSTALL}") from None
    return pandas
