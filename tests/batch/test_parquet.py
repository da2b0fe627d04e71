"""Parquet files beside the CSV, when asked for."""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from cxzy_nlp import CxzyError, InputError, extract_archive
from cxzy_nlp.batch.folder import parquet_names, result_names
from cxzy_nlp.cli import main
from cxzy_nlp.io.csv_files import plain_text
from cxzy_nlp.io.tables import tables

pytest.importorskip("pyarrow")

REPORT = "柳树乡工作总结\n2010年5月6日，全乡现有党员127名，其中女党员30名。\n一、-=主要做法\n大家认真学习。\n"


@pytest.fixture
def archive(make_archive: Callable[..., Path]) -> Path:
    return make_archive({"a.txt": REPORT, "b.txt": REPORT.replace("127", "131")})


def test_the_same_rows_as_csv(archive: Path, tmp_path: Path) -> None:
    import csv

    from pyarrow import parquet

    out = tmp_path / "out"
    extract_archive(archive, out, parquet=True)
    assert sorted(path.name for path in out.iterdir()) == sorted(result_names(parquet=True))
    for table in tables():
        found = parquet.read_table(out / f"{table.name}.parquet")
        with (out / f"{table.name}.csv").open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
        assert [[_shown(cell) for cell in row.values()] for row in found.to_pylist()] == [
            [plain_text(cell) for cell in row.values()] for row in rows
        ]
        assert all(field.metadata[b"description"] for field in found.schema)


def _shown(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return str(cell).lower()
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)


def test_the_package_describes_them(archive: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert main(["extract", str(archive), "-o", str(out), "--quiet", "--jobs", "1", "--parquet"]) == 0
    resources = json.loads((out / "datapackage.json").read_text(encoding="utf-8"))["resources"]
    assert len({resource["name"] for resource in resources}) == len(resources) == 2 * len(tables())
    for resource in resources:
        assert resource["hash"] == "sha256:" + hashlib.sha256((out / resource["path"]).read_bytes()).hexdigest()
    assert {resource["mediatype"] for resource in resources} == {"text/csv", "application/vnd.apache.parquet"}


def test_equal_bytes_whatever_the_workers(archive: Path, tmp_path: Path) -> None:
    for name, jobs in (("one", 1), ("two", 2)):
        extract_archive(archive, tmp_path / name, parquet=True, jobs=jobs)
    for name in parquet_names():
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


def test_they_go_when_no_longer_asked_for(archive: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    extract_archive(archive, out, parquet=True)
    extract_archive(archive, out)
    assert not list(out.glob("*.parquet"))
    (out / "dates.parquet").write_bytes(b"my own")
    extract_archive(archive, out)
    assert (out / "dates.parquet").read_bytes() == b"my own"
    with pytest.raises(InputError, match=r"dates\.parquet that cxzy did not write"):
        extract_archive(archive, out, parquet=True)


def test_without_pyarrow_nothing_is_written(archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(CxzyError, match=r"pip install 'cxzy-nlp\[tables\]'"):
        extract_archive(archive, tmp_path / "out", parquet=True)
    assert not (tmp_path / "out").exists()


def test_parquet_needs_a_folder(archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["extract", str(archive), "--parquet"]) == 2
    assert "name one with -o" in capsys.readouterr().err
