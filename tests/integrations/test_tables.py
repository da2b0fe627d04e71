from __future__ import annotations

import sys
from pathlib import Path

import pyarrow as pa
import pytest

from cxzy_nlp import CxzyError, InputError, analyze, extract_archive
from cxzy_nlp.integrations.tables import to_arrow, to_pandas
from cxzy_nlp.io.records import read_records
from cxzy_nlp.io.tables import tables

TEXT = "柳树乡工作总结\n2010年5月6日，全乡现有党员127名，其中女党员30名。\n一、主要做法\n搞好“五个好”。\n"
ARROW = {"string": pa.string(), "integer": pa.int64(), "number": pa.float64(), "boolean": pa.bool_()}
PANDAS = {"string": "string", "integer": "Int64", "number": "Float64", "boolean": "boolean"}


@pytest.mark.parametrize("table", tables(), ids=lambda table: table.name)
@pytest.mark.parametrize("texts", [[TEXT, "天气很好。"], []], ids=["texts", "none"])
def test_types_are_fixed(table, texts: list[str]) -> None:  # type: ignore[no-untyped-def]
    documents = [document for text in texts for document in analyze(text)]
    arrow, frame = to_arrow(documents, table.name), to_pandas(documents, table.name)
    assert arrow.schema.names == list(frame.columns) == list(table.header)
    assert arrow.schema.types == [ARROW[column.type] for column in table.columns]
    assert [str(dtype) for dtype in frame.dtypes] == [PANDAS[column.type] for column in table.columns]
    assert arrow.num_rows == len(frame)
    assert frame.astype(object).where(frame.notna(), None).to_dict("records") == arrow.to_pylist()


def test_records_of_a_results_folder(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    extract_archive(tmp_path / "a.txt", tmp_path / "out", parquet=True)
    found = to_arrow(read_records(tmp_path / "out" / "documents.jsonl"), "counts")
    from pyarrow import parquet

    assert found.equals(parquet.read_table(tmp_path / "out" / "counts.parquet"))


def test_one_document_is_enough() -> None:
    (document,) = analyze(TEXT)
    assert to_arrow(document).equals(to_arrow([document.to_dict()]))
    assert to_pandas(document)["ind_party_members"].tolist() == [127.0]


def test_numbers_beyond_every_integer_type() -> None:
    documents = analyze("全镇现有党员九亿亿亿亿亿亿名。")
    assert to_arrow(documents, "counts")["value"].to_pylist() == [9e48]
    assert to_pandas(documents, "counts")["value"].tolist() == [9e48]


@pytest.mark.parametrize("documents", ["全镇党员", [TEXT], 3])
def test_texts_are_no_documents(documents: object) -> None:
    with pytest.raises((InputError, TypeError)):
        to_arrow(documents)  # type: ignore[arg-type]


def test_unknown_kind() -> None:
    with pytest.raises(InputError, match="known kinds: documents, sections"):
        to_pandas([], "persone")


@pytest.mark.parametrize(("function", "package"), [(to_pandas, "pandas"), (to_arrow, "pyarrow")])
def test_what_to_install(function, package: str, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(CxzyError, match=r"pip install 'cxzy-nlp\[tables\]'"):
        function([])


def test_breakdowns_with_lists() -> None:
    documents = [*analyze(TEXT), *analyze("全镇有党员100名，其中女党员30名、男党员70名。")]
    long, nested = to_pandas(documents, "breakdowns"), to_arrow(documents, "breakdowns", nested=True)
    assert nested.num_rows == len({tuple(row) for row in long[["document_id", "index"]].values.tolist()}) == 2
    rows = nested.to_pylist()
    assert (rows[1]["total_value"], rows[1]["value"], rows[1]["text"]) == (100, [30, 70], ["女党员30名", "男党员70名"])
    frame = to_pandas(documents, "breakdowns", nested=True)
    assert frame.astype(object).to_dict("records") == rows
    assert str(frame.dtypes["total_value"]) == "Float64"
    assert sum(map(len, frame["value"])) == len(long)
    empty = to_arrow([], "breakdowns", nested=True)
    assert empty.schema.types == nested.schema.types
    assert list(to_pandas([], "breakdowns", nested=True).columns) == nested.column_names
    with pytest.raises(InputError, match="only breakdowns"):
        to_arrow(documents, "dates", nested=True)
