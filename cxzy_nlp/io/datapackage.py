"""``datapackage.json``: a Frictionless tabular data package that describes every column of the results."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from cxzy_nlp.io.tables import Column, Table, tables


@dataclass(frozen=True, slots=True)
class FileDigest:
    """A written file: its name, its size and its hash."""

    path: str
    bytes: int
    sha256: str


def describe(signature: str, files: Sequence[FileDigest], records: FileDigest) -> dict[str, Any]:
    """The descriptor of a results folder.

    Parameters
    ----------
    signature
        Of the analysis that made the results.
    files
        The written tables, named ``<table>.csv`` or ``<table>.parquet``.
    records
        The written ``documents.jsonl``. It is no table, so that it stands under ``cxzy``, not among the resources.

    Examples
    --------
    >>> digest = FileDigest("dates.csv", 9, "ab")
    >>> package = describe("cxzy_nlp 0.1.0", [digest], FileDigest("documents.jsonl", 0, "cd"))
    >>> package["resources"][0]["hash"], package["resources"][0]["schema"]["fields"][3]["unit"]
    ('sha256:ab', 'Unicode code points')
    """
    by_name = {table.name: table for table in tables()}
    return {
        "profile": "tabular-data-package",
        "name": "cxzy-results",
        "title": "Facts found in an archive of Chinese campaign documents",
        "description": (
            "One table for each kind of fact. Offsets are Unicode code points of the decoded file, 0-based, half-open: "
            "text[start:end] of the file is the cell `text`. A text cell that a spreadsheet would run as a formula has "
            "a single quote before it in the CSV files, which is no part of the text. documents.jsonl holds the same "
            "facts as nested records, failures.jsonl the files that could not be read."
        ),
        "cxzy": {
            "schema": "cxzy.results/1",
            "signature": signature,
            "records": {"path": records.path, "bytes": records.bytes, "hash": f"sha256:{records.sha256}"},
        },
        "resources": [_resource(by_name[file.path.rpartition(".")[0]], file) for file in files],
    }


def dump_package(package: dict[str, Any]) -> str:
    """The descriptor as the text of its file."""
    return json.dumps(package, ensure_ascii=False, allow_nan=False, indent=2) + "\n"


def _resource(table: Table, file: FileDigest) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "fields": [_field(column) for column in table.columns],
        "missingValues": [""],
        "primaryKey": list(table.primary_key),
    }
    if table.name != "documents":
        keys = ["path", "document_id"]
        schema["foreignKeys"] = [{"fields": keys, "reference": {"resource": "documents", "fields": keys}}]
    resource: dict[str, Any] = {
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": file.path,
        "description": table.description,
    }
    if file.path.endswith(".parquet"):
        # Names are unique in a package; the foreign keys lead to the CSV table of documents, which holds the same rows.
        resource |= {"name": file.path, "format": "parquet", "mediatype": "application/vnd.apache.parquet"}
    else:
        resource |= {"format": "csv", "mediatype": "text/csv", "encoding": "utf-8"}
        resource["dialect"] = {
            "delimiter": ",",
            "lineTerminator": "\r\n",
            "quoteChar": '"',
            "doubleQuote": True,
            "skipInitialSpace": False,
            "header": True,
        }
    return resource | {"bytes": file.bytes, "hash": f"sha256:{file.sha256}", "schema": schema}


def _field(column: Column) -> dict[str, Any]:
    field: dict[str, Any] = {"name": column.name, "type": column.type, "description": column.description}
    if column.unit is not None:
        field["unit"] = column.unit
    return field
