"""Sheets of facts become lists of facts: words are found in order, breakdowns joined, mistakes named."""

from __future__ import annotations

import importlib
import json
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

SCRIPTS = Path(__file__).resolve().parent.parent / "scripts"
TEXT = (
    "栏目导航\n去年全镇35个支部，其中农村21个、机关14个；\n今年仍是35个支部。"
    "书记田　媛说，见《办法》（越发〔2012〕4号）。- 3 -\n"
)
FACTS = """date\t去年\trelative\t2011
date\t今年\trelative\t2012
count\t35个支部\t35\t个\t支部\ttotal=a
count\t农村⟦21个⟧\t21\t个\t支部\tpart=a
count\t14个\t14\t个\t支部\tpart=a
breakdown\ta\tpartition

count\t35个支部\t35\t个\t支部\tapprox max=36 optional
person\t田　媛\t书记
reference\t《办法》\t越发〔2012〕4号
finding\tpage_number\t- 3 -\ta line
"""


@pytest.fixture(scope="module")
def sheets() -> Iterator[ModuleType]:
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(SCRIPTS))
        yield importlib.import_module("fact_sheets")


def _document(**more: Any) -> dict[str, Any]:
    return {"text": TEXT, "start": TEXT.index("去年"), "end": len(TEXT), **more}


def test_parse(sheets: ModuleType) -> None:
    made = sheets.parse(FACTS, _document())
    for name, items in made.items():
        for item in items if name != "breakdowns" else ():
            assert TEXT[item["start"] : item["end"]] == item["text"]
    assert [(item["text"], item["value"]) for item in made["dates"]] == [("去年", "2011"), ("今年", "2012")]
    assert [item["text"] for item in made["counts"]] == ["35个支部", "21个", "14个", "35个支部"]
    first, *_, last = made["counts"]
    assert first["start"] < last["start"] and "optional" not in first
    assert (last["approx"], last["max"], last["optional"]) == (True, 36, True)
    assert made["breakdowns"] == [{"total": 0, "parts": [1, 2], "relation": "partition", "consistent": True}]
    assert (made["persons"][0]["name"], made["persons"][0]["role"]) == ("田媛", "书记")
    assert (made["references"][0]["title"], made["references"][0]["number"]) == ("办法", "越发〔2012〕4号")
    assert (made["findings"][0]["kind"], made["findings"][0]["note"]) == ("page_number", "a line")


def test_what_lies_outside_of_the_document_is_no_place(sheets: ModuleType) -> None:
    with pytest.raises(sheets.FactError, match="does not stand"):
        sheets.parse("person\t栏目", _document())


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ("number\t35", "unknown kind 'number'"),
        ("date\t今年\trelative\t2012\ndate\t去年\trelative\t2011", "line 2, .*does not stand behind the date"),
        ("date\t今年\tday\t2012", "kind of date 'day'"),
        ("date\t今年", "1 fields; a date has 3"),
        ("count\t35个支部\tmany\t个\t支部", "many"),
        ("count\t35⟦个支部\t35\t个\t支部", "do not enclose"),
        ("count\t35⟦⟧个支部\t35\t个\t支部", "do not enclose"),
        ("finding\tslip\t- 3 -", "finding 'slip'"),
        ("breakdown\ta\tpartition", "no count is total or part of 'a'"),
        ("breakdown\ta", "a letter and a relation"),
        ("count\t35个支部\t35\t个\t支部\ttotal=a\nbreakdown\ta\tall", "relation 'all'"),
        ("count\t35个支部\t35\t个\t支部\ttotal=a\nbreakdown\ta\tsubset", "lacks its total, its parts"),
    ],
)
def test_mistakes(sheets: ModuleType, lines: str, message: str) -> None:
    with pytest.raises(sheets.FactError, match=message):
        sheets.parse(lines, _document())


def test_folder(
    sheets: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    root, folder = tmp_path / "documents", tmp_path / "facts"
    for split in ("train", "dev", "test"):
        (root / split).mkdir(parents=True)
    path = root / "dev" / "hengshan.jsonl"
    lines = [_document(id=f"hengshan/{name}", counts=None, dates=None) for name in ("01", "02")]
    path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")
    monkeypatch.setattr(sheets, "DOCUMENTS", root)
    monkeypatch.setattr(sheets, "documents", lambda: map(json.loads, path.read_text(encoding="utf-8").splitlines()))
    assert sheets.main([str(folder), "--export", "hengshan/02"]) == 0
    assert (folder / "hengshan" / "02.txt").read_text(encoding="utf-8").startswith("去年全镇")
    assert sheets.main([str(folder)]) == 1
    (folder / "hengshan" / "02.facts").write_text(FACTS, encoding="utf-8")
    assert sheets.main([str(folder), "--write"]) == 0
    first, second = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    assert first["counts"] is None and len(second["counts"]) == 4
    (folder / "hengshan" / "03.facts").write_text(FACTS, encoding="utf-8")
    assert sheets.main([str(folder)]) == 1
    assert "no document 'hengshan/03'" in capsys.readouterr().err
