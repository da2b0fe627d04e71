"""Tables as Arrow and Parquet, with the types that the columns declare. Needs pyarrow, which the core does without."""

from __future__ import annotations

import hashlib
import math
import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from cxzy_nlp.errors import CxzyError
from cxzy_nlp.io.tables import Cell, Column, Table

if TYPE_CHECKING:
    import pyarrow

#: How to get what the tables need.
INSTALL = "pip install 'cxzy-nlp[tables]'"

# Fixed, so that equal rows give equal bytes however they arrive.
_ROWS_OF_A_GROUP = 50_000


def require_pyarrow() -> Any:
    """The module pyarrow.

    Raises
    ------
    CxzyError
        If it is not installed; the message holds the command that installs it.
    """
    try:
        import pyarrow
    except ImportError:
        raise CxzyError(f"Arrow and Parquet need pyarrow, which is not installed; run: {INSTALL}") from None
    return pyarrow


def arrow_schema(table: Table) -> pyarrow.Schema:
    """The Arrow schema of a table: ``string``, ``int64``, ``float64`` or ``bool``, each with its description.

    Examples
    --------
    >>> columns = (Column("start", "integer", "First character.", unit="Unicode code points"),)
    >>> field = arrow_schema(Table("t", "…", columns, ("start",))).field("start")
    >>> str(field.type), field.metadata[b"unit"]
    ('int64', b'Unicode code points')
    """
    arrow = require_pyarrow()
    types = {
        "string": arrow.string(),
        "integer": arrow.int64(),
        "number": arrow.float64(),
        "boolean": arrow.bool_(),
    }
    fields = []
    for column in table.columns:
        about = {"description": column.description} | ({"unit": column.unit} if column.unit else {})
        fields.append(arrow.field(column.name, types[column.type], metadata=about))
    made: pyarrow.Schema = arrow.schema(fields, metadata={"description": table.description})
    return made


def arrow_table(table: Table, rows: Sequence[Sequence[Cell]]) -> pyarrow.Table:
    """Rows of a table as an Arrow table; integers of a column of numbers become floating-point.

    Examples
    --------
    >>> table = Table("t", "…", (Column("value", "number", "…"),), ("value",))
    >>> arrow_table(table, [(796,), (None,)])["value"].to_pylist()
    [796.0, None]
    """
    arrow = require_pyarrow()
    schema = arrow_schema(table)
    columns = []
    for at, column in enumerate(table.columns):
        columns.append(arrow.array(column_cells(column, at, rows), type=schema.types[at]))
    made: pyarrow.Table = arrow.Table.from_arrays(columns, schema=schema)
    return made


def column_cells(column: Column, at: int, rows: Sequence[Sequence[Cell]]) -> list[Cell]:
    """The cells of the column at position `at`, numbers as floating-point ones.

    Examples
    --------
    >>> column_cells(Column("value", "number", "…"), 0, [(796,), (None,), (10**400,)])
    [796.0, None, inf]
    """
    cells = [row[at] for row in rows]
    return [_float(cell) for cell in cells] if column.type == "number" else cells


def _float(cell: Cell) -> float | None:
    try:
        return None if cell is None else float(cell)
    except OverflowError:  # a text may say 亿亿亿亿 … without end
        return math.inf


class ParquetWriter:
    """Writes one table to one Parquet file, as `cxzy_nlp.io.csv_files.CsvWriter` does to a CSV file; text as it is.

    Examples
    --------
    >>> import tempfile, pathlib
    >>> table = Table("t", "…", (Column("text", "string", "…"), Column("value", "number", "…")), ("text",))
    >>> path = pathlib.Path(tempfile.mkdtemp()) / "t.parquet"
    >>> with ParquetWriter(path, table) as writer:
    ...     writer.write([("-3个", -3), ("甲", None)])
    >>> import pyarrow.parquet
    >>> pyarrow.parquet.read_table(path).to_pylist()
    [{'text': '-3个', 'value': -3.0}, {'text': '甲', 'value': None}]
    """

    def __init__(self, path: str | os.PathLike[str], table: Table) -> None:
        require_pyarrow()
        from pyarrow import parquet

        self._path = Path(path)
        self._table = table
        self._rows: list[Sequence[Cell]] = []
        self._writer = parquet.ParquetWriter(os.fspath(path), arrow_schema(table), compression="zstd")
        self.size = 0
        self.sha256 = ""

    def write(self, rows: Iterable[tuple[Cell, ...]]) -> None:
        """Append rows, cells in the order of the table's columns."""
        self._rows.extend(rows)
        while len(self._rows) >= _ROWS_OF_A_GROUP:
            self._flush(_ROWS_OF_A_GROUP)

    def _flush(self, count: int) -> None:
        self._writer.write_table(arrow_table(self._table, self._rows[:count]))
        del self._rows[:count]

    def __enter__(self) -> ParquetWriter:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        try:
            if kind is None and self._rows:
                self._flush(len(self._rows))
        finally:
            self._writer.close()
        if kind is None:
            with self._path.open("rb") as file:
                self.sha256 = hashlib.file_digest(file, "sha256").hexdigest()
                self.size = file.tell()
