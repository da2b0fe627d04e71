from __future__ import annotations

import csv
import hashlib
import io
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxzy_nlp.document import (
    FACT_KINDS,
    Author,
    Breakdown,
    CountFact,
    DateFact,
    Document,
    DocumentDate,
    Finding,
    Framework,
    Label,
    Person,
    Reference,
    Section,
    Source,
    TextSpan,
)
from cxzy_nlp.errors import InputError
from cxzy_nlp.io.csv_files import CsvWriter, plain_text, safe_text
from cxzy_nlp.io.datapackage import FileDigest, describe, dump_package
from cxzy_nlp.io.tables import Cell, Column, Table, indicators, table_rows, tables


def count(start: int, value: int | float | None, *, indicator: str | None = None, role: str = "fact") -> CountFact:
    span = TextSpan(start, start + 1, str(value))
    total = start == 34
    return CountFact(start, start + 2, f"{value}名", value, "名", "党员", span, None, False, indicator, role, total)  # type: ignore[arg-type]


def full_record() -> dict[str, Any]:
    key = indicators()[0][0]
    document = Document(
        id="d-1",
        signature="s",
        source=Source("…", "乡/总结.txt", "ab", "txt", "gb18030"),
        start=3,
        end=90,
        script="hans",
        title=TextSpan(3, 8, "工作总结"),
        author=Author(9, 12, "某 甲", "某甲"),
        date=DocumentDate("2010-05", "inferred", "2010-05-01", "2010-05-31", ("dates/0",)),
        genre=Label("summary", 0.9),
        sections=(Section(10, 14, "一、做法", 1, "一", (14, 40)),),
        dates=(DateFact(15, 20, "5月6日", "date", "2010-05-06", True), DateFact(21, 23, "近日", "relative", None)),
        counts=(
            count(30, 12, indicator=key, role="target"),
            count(34, 10, indicator=key),
            count(38, 4.5, indicator=key),
            count(42, None),
        ),
        breakdowns=(Breakdown(0, (1, 2), "partition", False, -2.5),),
        frameworks=(
            Framework(
                50,
                54,
                "4+2",
                "4+2",
                (4, 2),
                "definition",
                (TextSpan(55, 57, "提议"), TextSpan(58, 60, "商议")),
            ),
        ),
        persons=(Person(60, 62, "某甲", "某甲", "书记"),),
        references=(Reference(63, 70, "《通知》", "通知", None),),
        findings=(Finding(30, 40, "sum_mismatch", "12 and 14.5 differ", ("breakdowns/0", "counts/0")),),
    )
    return document.to_dict()


def rows_of(name: str) -> list[dict[str, Cell]]:
    table = next(table for table in tables() if table.name == name)
    return [dict(zip(table.header, row, strict=True)) for row in table_rows(table, full_record())]


def test_a_table_for_each_kind_and_one_for_documents() -> None:
    assert tuple(table.name for table in tables()) == ("documents", *FACT_KINDS)


@pytest.mark.parametrize("table", tables(), ids=lambda table: table.name)
def test_columns_are_described_and_typed(table: Table) -> None:
    assert len(set(table.header)) == len(table.header)
    assert set(table.primary_key) <= set(table.header)
    types = {"string": str, "integer": int, "number": (int, float), "boolean": bool}
    rows = list(table_rows(table, full_record()))
    assert rows
    for row in rows:
        for column, cell in zip(table.columns, row, strict=True):
            assert column.description.endswith((".", ")")), column
            assert cell is None or isinstance(cell, types[column.type]), (column, cell)  # type: ignore[arg-type]


def test_offset_columns_say_what_they_count() -> None:
    for table in tables():
        for column in table.columns:
            offset = column.name in ("start", "end") or column.name.endswith(("_start", "_end"))
            assert (column.unit == "Unicode code points") is offset, (table.name, column.name)


def test_documents_row() -> None:
    (row,) = rows_of("documents")
    assert row["document_id"] == "d-1"
    assert row["path"] == "乡/总结.txt"
    assert (row["title"], row["author"]) == ("工作总结", "某甲")
    assert (row["date"], row["date_basis"], row["date_latest"]) == ("2010-05", "inferred", "2010-05-31")
    assert (row["genre"], row["genre_score"], row["campaign"]) == ("summary", 0.9, None)
    assert (row["n_counts"], row["n_dates"], row["n_findings"]) == (4, 2, 1)


def test_indicator_columns_take_the_first_stated_total() -> None:
    (row,) = rows_of("documents")
    key, _, stock = indicators()[0]
    assert stock
    assert row[f"ind_{key}"] == 10  # not the target before it, not the figure of a part of it
    assert all(row[f"ind_{other}"] is None for other, _, _ in indicators()[1:])


def test_breakdowns_have_a_row_for_each_part() -> None:
    rows = rows_of("breakdowns")
    assert [(row["part"], row["count_index"], row["value"]) for row in rows] == [(0, 1, 10), (1, 2, 4.5)]
    assert {(row["total_value"], row["total_index"], row["difference"]) for row in rows} == {(12, 0, -2.5)}


def test_lists_become_readable_text() -> None:
    (framework,) = rows_of("frameworks")
    assert (framework["digits"], framework["components"]) == ("4 2", "提议 | 商议")
    (finding,) = rows_of("findings")
    assert finding["related"] == "breakdowns/0 | counts/0"
    (section,) = rows_of("sections")
    assert (section["body_start"], section["body_end"], section["index"]) == (14, 40, 0)
    assert rows_of("counts")[0]["number_start"] == 30


FORMULAS = ("=1+1", "+86", "-3个", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "  =1", "\u3000-1", "'=1", "''@x")
HARMLESS = ("", "党员", "1-2", "'引文'", "3=2+1", " ", "“=”")


@pytest.mark.parametrize("text", FORMULAS)
def test_formulas_are_defused(text: str) -> None:
    assert safe_text(text) == f"'{text}"
    assert plain_text(safe_text(text)) == text


@pytest.mark.parametrize("text", HARMLESS)
def test_other_text_is_left_alone(text: str) -> None:
    assert safe_text(text) == text
    assert plain_text(text) == text


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.text(alphabet="'=+-@＝\t\r\n a党\u3000,\"", max_size=6))
def test_defusing_can_be_undone_and_survives_csv(text: str) -> None:
    safe = safe_text(text)
    assert plain_text(safe) == text
    assert safe[:1] not in set("=+-@＝\t\r\n")
    assert safe.lstrip(" \u3000")[:1] not in set("=+-@＝\t\r\n") or safe[:1] == "'"


def write(tmp_path: Path, rows: list[tuple[Cell, ...]]) -> tuple[bytes, CsvWriter]:
    table = Table(
        "t", "…", (Column("text", "string", "…"), Column("n", "number", "…"), Column("b", "boolean", "…")), ("text",)
    )
    with CsvWriter(tmp_path / "t.csv", table) as writer:
        writer.write(rows)
    return (tmp_path / "t.csv").read_bytes(), writer


def test_csv_bytes(tmp_path: Path) -> None:
    data, writer = write(
        tmp_path, [("甲,“乙”", -1.5, True), ('一"二\n三', None, False), ("=cmd|' /C calc'!A0", 10**20, None)]
    )
    expected = (
        "\ufefftext,n,b\r\n"
        '"甲,“乙”",-1.5,true\r\n'
        '"一""二\n三",,false\r\n'
        "'=cmd|' /C calc'!A0,100000000000000000000,\r\n"
    )
    assert data == expected.encode("utf-8")
    assert (writer.count, writer.size, writer.sha256) == (3, len(data), hashlib.sha256(data).hexdigest())


@settings(max_examples=50, deadline=None, derandomize=True)
@given(st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=8), max_size=5))
def test_csv_round_trip(tmp_path_factory: pytest.TempPathFactory, texts: list[str]) -> None:
    data, _ = write(tmp_path_factory.mktemp("csv"), [(text, None, None) for text in texts])
    read_back = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert [plain_text(row[0]) for row in read_back[1:]] == texts


def test_a_row_of_another_length_is_a_mistake(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="expected 3 cells in a row, got 1"):
        write(tmp_path, [("only one",)])


def test_datapackage_describes_every_file() -> None:
    files = [FileDigest(f"{table.name}.csv", 10, "ab") for table in tables()]
    package = json.loads(dump_package(describe("sig", files, FileDigest("documents.jsonl", 5, "cd"))))
    assert package["profile"] == "tabular-data-package"
    assert package["cxzy"]["records"] == {"path": "documents.jsonl", "bytes": 5, "hash": "sha256:cd"}
    assert [resource["path"] for resource in package["resources"]] == [file.path for file in files]
    for resource, table in zip(package["resources"], tables(), strict=True):
        fields = resource["schema"]["fields"]
        assert [field["name"] for field in fields] == list(table.header)
        assert all(field["description"] and field["type"] for field in fields)
        assert resource["schema"]["missingValues"] == [""]
        assert (resource["bytes"], resource["hash"]) == (10, "sha256:ab")
        assert resource["dialect"]["lineTerminator"] == "\r\n"
