"""Tables as CSV that a spreadsheet opens without harm: UTF-8 with BOM, RFC 4180, no formulas."""

from __future__ import annotations

import csv
import functools
import hashlib
import os
import re
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType

from cxzy_nlp.errors import InputError
from cxzy_nlp.io.tables import Cell, Table


@functools.cache
def _formula() -> re.Pattern[str]:
    """What a spreadsheet would run, quotes and blanks before it skipped.

    The first four signs make a formula in every spreadsheet, their full-width forms in some East Asian ones; a leading
    tab or line end is dropped on import and bares what stands behind it. (OWASP, "CSV Injection".)
    """
    return re.compile("'*[ \u3000\xa0\ufeff]*[-=+@＝＋－＠\t\r\n]")


def safe_text(text: str) -> str:
    """`text` with a single quote before it, where a spreadsheet would run it as a formula.

    The quote comes off again by `plain_text`; a text that already looks quoted gets one more.

    Examples
    --------
    >>> safe_text("=1+1"), safe_text("党员796名"), plain_text(safe_text("'=1+1"))
    ("'=1+1", '党员796名', "'=1+1")
    """
    return f"'{text}" if _formula().match(text) else text


def plain_text(cell: str) -> str:
    """What `safe_text` was given."""
    return cell[1:] if cell.startswith("'") and _formula().match(cell) else cell


class CsvWriter:
    """Writes one table to one file, row by row; a context manager.

    Cells of text columns are made safe with `safe_text`, numbers are written as they are, true and false in lower case,
    nothing as an empty cell. After closing, `size` and `sha256` describe the file.

    Examples
    --------
    >>> import tempfile, pathlib
    >>> from cxzy_nlp.io.tables import Column
    >>> table = Table("t", "…", (Column("text", "string", "…"), Column("value", "number", "…")), ("text",))
    >>> path = pathlib.Path(tempfile.mkdtemp()) / "t.csv"
    >>> with CsvWriter(path, table) as writer:
    ...     writer.write([("-3个", -3), ("甲,乙", None)])
    >>> path.read_bytes().decode("utf-8")
    '\\ufefftext,value\\r\\n\\'-3个,-3\\r\\n"甲,乙",\\r\\n'
    """

    def __init__(self, path: str | os.PathLike[str], table: Table) -> None:
        self._file = Path(path).open("w", encoding="utf-8-sig", newline="")  # noqa: SIM115 - closed by __exit__
        self._rows = csv.writer(self._file, lineterminator="\r\n")
        self._text = tuple(at for at, column in enumerate(table.columns) if column.type == "string")
        self._boolean = tuple(at for at, column in enumerate(table.columns) if column.type == "boolean")
        self._width = len(table.columns)
        self._rows.writerow(table.header)
        self._path = Path(path)
        self.count = 0
        self.size = 0
        self.sha256 = ""

    def write(self, rows: Iterable[tuple[Cell, ...]]) -> None:
        """Append rows, cells in the order of the table's columns."""
        formula = _formula().match
        for row in rows:
            if len(row) != self._width:
                raise InputError(f"expected {self._width} cells in a row, got {len(row)}")
            cells = list(row)  # numbers and nothing are left to the csv module
            for at in self._text:
                text = cells[at]
                if text is not None and formula(str(text)):
                    cells[at] = f"'{text}"
            for at in self._boolean:
                if cells[at] is not None:
                    cells[at] = "true" if cells[at] else "false"
            self._rows.writerow(cells)
            self.count += 1

    def __enter__(self) -> CsvWriter:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._file.close()
        if kind is None:
            with self._path.open("rb") as file:
                self.sha256 = hashlib.file_digest(file, "sha256").hexdigest()
                self.size = file.tell()
