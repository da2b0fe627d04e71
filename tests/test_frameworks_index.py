from __future__ import annotations

import csv
import json
import random
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from cxzy_nlp import analyze, extract_archive
from cxzy_nlp.cli import main
from cxzy_nlp.document import DocumentDate, Framework, Label, TextSpan
from cxzy_nlp.errors import InputError
from cxzy_nlp.frameworks_index import COLUMNS, FrameworkIndex
from cxzy_nlp.serialize import json_line

GOOD = ["领导班子好", "党员队伍好", "工作机制好", "工作业绩好", "群众反映好"]


def use(name: str, key: str | None = None, components: list[str] | None = None, digits: tuple[int, ...] = (5,)) -> Any:
    parts = [{"start": 0, "end": 0, "text": text} for text in components or []]
    return {"name": name, "digits": list(digits), "canonical": key, "components": parts}


def record(number: int, date: str | None, *uses: Any, level: str | None = None) -> dict[str, Any]:
    return {
        "schema": "cxzy.document/1",
        "id": f"d{number}",
        "date": date and {"value": date},
        "level": level and {"label": level, "score": 1.0},
        "frameworks": list(uses),
    }


RECORDS = [
    record(1, "2010-05-07", use("五个好", "wu-ge-hao", GOOD), use("“五好”", "wu-ge-hao"), level="county"),
    record(2, "2011", use("五個好", "wu-ge-hao", [*GOOD[:3], "群众反应好"]), level="township"),
    record(3, "2011-03", use("五个好", None, ["班子好", "阵地好", "制度好", "活动好", "档案好"]), level="township"),
    record(4, None, use("五好", "wu-ge-hao")),
    record(5, "20XX", use("双诺双述", None, digits=(2, 2)), use("双诺、双述", None, digits=(2, 2))),
    record(6, "2012-01/2012-03", use("五个好", "wu-ge-hao", [f"“{text}”；" for text in GOOD])),
    record(7, "2012"),
]


def test_a_row() -> None:
    index = FrameworkIndex(RECORDS)
    row = index.rows()[0]
    assert (index.documents, len(index)) == (7, 3)
    assert (row.key, row.name, row.digits) == ("wu-ge-hao", "五个好", (5,))
    assert (row.documents, row.mentions, row.definitions, row.undated) == (4, 5, 3, 1)
    assert (row.first, row.last) == ("2010-05-07", "2012-01/2012-03")
    assert row.by_year == (("2010", 1), ("2011", 1), ("2012", 1))
    assert row.by_month == (("2010-05", 1), ("2012-01", 1))
    assert row.by_level == (("county", 1), ("township", 1), ("unknown", 2))
    assert row.spellings == (("五个好", 2), ("五好", 2), ("五個好", 1))
    assert [item.documents for item in row.component_sets] == [2, 1]  # quotes and semicolons make no other list
    assert row.official == tuple(GOOD)


def test_differences_stand_beside_the_official_list() -> None:
    index = FrameworkIndex(RECORDS)
    known, own = index.lookup("五好")
    assert known.component_sets[1].difference is not None
    assert known.component_sets[1].difference.wrong == (("群众反应好", "群众反映好"),)
    assert known.component_sets[1].difference.missing == ("工作业绩好",)
    assert own.key is None
    assert own.component_sets[0].beside is not None
    cells = dict(zip(COLUMNS, known.cells(), strict=True))
    assert cells["differences"] == "beside wu-ge-hao: missing 工作业绩好; 群众反应好 for 群众反映好"
    assert cells["component_sets"] == f"{'；'.join(GOOD)}: 2 | {'；'.join([*GOOD[:3], '群众反应好'])}: 1"


@pytest.mark.parametrize("name", ["五个好", "五好", "“五個好”", "wu-ge-hao", "五好党组织"])
def test_lookup_by_any_spelling(name: str) -> None:
    assert FrameworkIndex(RECORDS).lookup(name)[0].key == "wu-ge-hao"


def test_lookup_of_the_unknown() -> None:
    assert FrameworkIndex(RECORDS).lookup("四风") == []
    (row,) = FrameworkIndex(RECORDS).lookup("双诺双述")
    assert (row.key, row.undated, row.first, row.by_year) == (None, 1, None, ())
    assert row.spellings == (("双诺、双述", 1), ("双诺双述", 1))


def test_the_order_of_documents_does_not_matter() -> None:
    shuffled = RECORDS[:]
    random.Random(4).shuffle(shuffled)
    assert FrameworkIndex(shuffled).table() == FrameworkIndex(RECORDS).table()


@pytest.mark.parametrize("cut", range(len(RECORDS) + 1))
def test_merging_is_the_same_as_building_at_once(cut: int) -> None:
    first, second = FrameworkIndex(RECORDS[:cut]), FrameworkIndex(RECORDS[cut:])
    before = first.table()
    assert first.merged(second).table() == second.merged(first).table() == FrameworkIndex(RECORDS).table()
    assert first.table() == before


def test_a_document_counts_once() -> None:
    index = FrameworkIndex(RECORDS)
    with pytest.raises(InputError, match="'d3' is in the index already"):
        index.add(RECORDS[2])
    with pytest.raises(InputError, match="both indexes hold document 'd1'"):
        index.merged(FrameworkIndex(RECORDS[:1]))
    assert index.table() == FrameworkIndex(RECORDS).table()


@pytest.mark.parametrize("value", [{}, "五个好", None, 3, {"id": "a", "frameworks": [{}]}, ["a"]])
def test_what_is_no_document_is_refused(value: Any) -> None:
    with pytest.raises(InputError, match="expected a Document or a record"):
        FrameworkIndex([value])


def test_documents_and_their_records_count_alike() -> None:
    document = analyze("全镇创先争优活动总结\n同志们：\n我们争创五个好。")[0]
    document = replace(
        document,
        date=DocumentDate("2011-06-30", "stated"),
        level=Label("township", 0.9),
        frameworks=(
            Framework(0, 2, "全镇", "五个好", (5,), "definition", (TextSpan(0, 2, "领导班子好"),), "wu-ge-hao"),
        ),
    )
    assert FrameworkIndex([document]).table() == FrameworkIndex([document.to_dict()]).table()


def test_csv(tmp_path: Path) -> None:
    path = tmp_path / "frameworks.csv"
    FrameworkIndex(RECORDS).to_csv(path)
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert list(rows[0]) == list(COLUMNS)
    assert [row["documents"] for row in rows] == ["4", "1", "1"]
    assert [item.name for item in tmp_path.iterdir()] == ["frameworks.csv"]
    with pytest.raises(OSError):
        FrameworkIndex(RECORDS).to_csv(tmp_path / "missing" / "frameworks.csv")


@pytest.fixture
def results(tmp_path: Path) -> Path:
    folder = tmp_path / "results"
    folder.mkdir()
    (folder / "documents.jsonl").write_text("".join(f"{json_line(item)}\n" for item in RECORDS), encoding="utf-8")
    return folder


def test_the_command(results: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["frameworks", str(results)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split("\t") == list(COLUMNS)
    assert len({line.count("\t") for line in lines}) == 1
    assert [line.split("\t")[0] for line in lines[1:]] == ["wu-ge-hao", "", ""]
    out = tmp_path / "frameworks.csv"
    assert main(["frameworks", str(results / "documents.jsonl"), "-o", str(out)]) == 0
    assert capsys.readouterr().out == ""
    assert out.read_bytes().startswith(b"\xef\xbb\xbfkey,name,")


def test_the_command_spares_the_tables_of_results(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text("做到“五个好”。", encoding="utf-8")
    results = tmp_path / "results"
    extract_archive(tmp_path / "a.txt", results)
    before = (results / "frameworks.csv").read_bytes()  # the places; the command makes one row a framework
    assert main(["frameworks", str(results), "-o", str(results / "frameworks.csv")]) == 1
    assert "is one of the results" in capsys.readouterr().err
    assert (results / "frameworks.csv").read_bytes() == before
    assert main(["frameworks", str(results), "-o", str(results / "compared.csv")]) == 0


@pytest.mark.parametrize("value", [None, 3, "documents.jsonl", RECORDS[0], analyze("做到“五个好”。")[0]])
def test_one_document_is_no_collection(value: Any) -> None:
    with pytest.raises(InputError, match=r"write FrameworkIndex\(analyze\(text\)\)"):
        FrameworkIndex(value)


def test_the_command_refuses(results: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    damaged = tmp_path / "damaged.jsonl"
    damaged.write_text(json.dumps(RECORDS[0]) + "\n{", encoding="utf-8")
    cases: list[tuple[list[str], int, str]] = [
        ([str(tmp_path)], 1, "make it with cxzy extract -o"),
        ([str(tmp_path / "no.jsonl")], 1, "cannot be read"),
        ([str(damaged)], 1, "line 2: no strict JSON"),
        ([str(damaged)], 1, "made by cxzy extract"),
        ([str(results / "documents.jsonl"), "-o", str(results / "documents.jsonl")], 1, "name another file to write"),
        ([str(damaged), "-o", str(damaged)], 1, "is a file of the input"),
        ([str(results), str(results)], 1, "is in the index already"),
        ([str(results), "-o", str(tmp_path / "no" / "a.csv")], 1, "No such file"),
        ([str(results), "-o", str(tmp_path)], 2, "expected the name of a file to write"),
        ([""], 2, "a path is empty"),
        ([], 2, "required"),
    ]
    for arguments, code, says in cases:
        assert main(["frameworks", *arguments]) == code
        captured = capsys.readouterr()
        assert says in captured.err
        assert captured.out == ""
    assert main(["frameworks", "--help"]) == 0
    assert "examples:" in capsys.readouterr().out


def test_a_name_is_asked_for_by_a_string() -> None:
    with pytest.raises(InputError, match=r"got NoneType; write index\.lookup"):
        FrameworkIndex().lookup(None)  # type: ignore[arg-type]
