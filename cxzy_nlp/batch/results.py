"""Write the results folder from the places of the records: one record in memory at a time."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from cxzy_nlp.batch.folder import FAILURES, PACKAGE, RECORDS, RUN, put_in_place, temporary
from cxzy_nlp.batch.store import Place, read_lines
from cxzy_nlp.batch.worker import Failure
from cxzy_nlp.document import FACT_KINDS
from cxzy_nlp.io.csv_files import CsvWriter
from cxzy_nlp.io.datapackage import FileDigest, describe, dump_package
from cxzy_nlp.io.parquet_files import ParquetWriter
from cxzy_nlp.io.tables import Table, table_rows, tables


@dataclass(frozen=True, slots=True)
class Totals:
    """What the results hold: documents, and facts of each kind."""

    documents: int
    facts: Mapping[str, int]


def write_results(
    folder: Path, signature: str, places: Mapping[str, Place], failures: Sequence[Failure], *, parquet: bool = False
) -> Totals:
    """Write all results but ``run.json`` under temporary names, sorted by recorded path."""
    facts = dict.fromkeys(FACT_KINDS, 0)
    documents = 0
    digest = hashlib.sha256()
    size = 0
    with ExitStack() as stack:
        opened: dict[Path, BinaryIO] = {
            store: stack.enter_context(store.open("rb")) for store in {place.store for place in places.values()}
        }
        records = stack.enter_context(temporary(folder, RECORDS).open("wb"))
        writers: list[tuple[Table, str, CsvWriter | ParquetWriter]] = []
        for table in tables():
            name = f"{table.name}.csv"
            writers.append((table, name, stack.enter_context(CsvWriter(temporary(folder, name), table))))
        for table in tables() if parquet else ():
            name = f"{table.name}.parquet"
            writers.append((table, name, stack.enter_context(ParquetWriter(temporary(folder, name), table))))
        for path in sorted(places):
            lines = read_lines(places[path], opened)
            records.write(lines)
            digest.update(lines)
            size += len(lines)
            for line in lines.splitlines():  # of bytes: splits at line ends of JSONL only, see document.json_line
                record = json.loads(line)  # its checksum has been verified: no need to be strict again
                documents += 1
                for kind in FACT_KINDS:
                    facts[kind] += len(record[kind])
                for table, _, writer in writers:
                    writer.write(table_rows(table, record))
    files = [FileDigest(name, writer.size, writer.sha256) for _, name, writer in writers]
    _write_failures(temporary(folder, FAILURES), failures)
    package = describe(signature, files, FileDigest(RECORDS, size, digest.hexdigest()))
    temporary(folder, PACKAGE).write_text(dump_package(package), encoding="utf-8", newline="\n")
    return Totals(documents, facts)


def finish(folder: Path, run: Mapping[str, object], *, parquet: bool = False) -> None:
    """Write ``run.json`` and put everything in place."""
    text = json.dumps(run, ensure_ascii=False, allow_nan=False, indent=2)
    temporary(folder, RUN).write_text(f"{text}\n", encoding="utf-8", newline="\n")
    put_in_place(folder, parquet=parquet)


def _write_failures(path: Path, failures: Sequence[Failure]) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for failure in sorted(failures, key=lambda item: (item.path, item.stage, item.reason)):
            file.write(json.dumps(failure.to_dict(), ensure_ascii=False, separators=(",", ":")) + "\n")
