"""Sheets become annotated documents: marks leave the text, spans fit, mistakes are named."""

from __future__ import annotations

import importlib
import json
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

SCRIPTS = Path(__file__).resolve().parent.parent / "scripts"
HEAD = "genre: plan\ncampaign: 创先争优\nlevel: county\n----\n"
SHEET = (
    "genre: plan\ncampaign: 创先争优\nsecond: 群众路线\nlevel: county\ndate: 2010-06\nphenomena: a; b\n----\n"
    "⟦t|珩山方案⟧\n⟦1 goals|一、做到“⟦f 5|五个好⟧”⟧\n⟦c|班子好⟧、⟦c|队伍好⟧。讲⟦l|三点意见⟧。\n"
    "⟦c>|学在前⟧、⟦c>|干在前⟧,这⟦f? 2|两个“在前”⟧。\n"
)


@pytest.fixture(scope="module")
def sheets() -> Iterator[ModuleType]:
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(SCRIPTS))
        yield importlib.import_module("sheets")


def test_parse(sheets: ModuleType) -> None:
    made = sheets.parse(SHEET, "hengshan", "01")
    text = made["text"]
    assert text.startswith("珩山方案\n一、做到“五个好”\n班子好、队伍好。") and "⟦" not in text
    assert (made["id"], made["second_campaign"], made["phenomena"]) == ("hengshan/01", "群众路线", ["a", "b"])
    assert [(item["level"], item["role"], item["text"]) for item in made["sections"]] == [
        (1, "goals", "一、做到“五个好”")
    ]
    first, second = made["frameworks"]
    assert (first["name"], first["digits"], first["kind"]) == ("五个好", [5], "definition")
    assert [part["text"] for part in first["components"]] == ["班子好", "队伍好"]
    assert (second["name"], second["optional"]) == ("两个在前", True)
    assert [part["text"] for part in second["components"]] == ["学在前", "干在前"]
    for item in (made["title"], *made["sections"], *made["lookalikes"], first, second, *second["components"]):
        assert text[item["start"] : item["end"]] == item["text"]


def test_lines_of_the_site_are_outside(sheets: ModuleType) -> None:
    made = sheets.parse(
        HEAD + "⟦o|首页 > 通知\n点击:33⟧\n\n⟦t|珩山方案⟧\n学。\n⟦o|上一篇⟧\n⟦o|下一篇⟧\n", "hengshan", "01"
    )
    assert made["text"][made["start"] : made["end"]] == "珩山方案\n学。"


@pytest.mark.parametrize(
    ("sheet", "message"),
    [
        ("genre: plan\n没有横线", "no line ----"),
        ("genre: plan\n----\n文", "labels missing: campaign, level"),
        (HEAD.replace("plan", "poem") + "文", "genre 'poem' is unknown"),
        (HEAD.replace("level", "rank") + "文", "label line"),
        (HEAD + "⟦1 goals|一、目标\n", "not closed"),
        (HEAD + "一、目标⟧\n", "without ⟦"),
        (HEAD + "⟦x|一⟧", "unknown mark 'x'"),
        (HEAD + "⟦1 aims|一⟧", "role 'aims'"),
        (HEAD + "⟦c|班子好⟧", "no framework before"),
        (HEAD + "⟦c>|班子好⟧", "no framework behind"),
        (HEAD + "⟦t|甲⟧⟦t|乙⟧", "stands 2 times"),
        (HEAD + "⟦l|⟧", "holds nothing"),
        (HEAD + "甲\n⟦o|点击:33⟧\n乙", "in the midst"),
        (HEAD + "⟦o|点击:33⟧", "nothing else"),
        (HEAD + "文\n⟦o|下一篇:⟦l|“七一”⟧前夕⟧", "lies outside"),
    ],
)
def test_mistakes(sheets: ModuleType, sheet: str, message: str) -> None:
    with pytest.raises(sheets.SheetError, match=message.replace("(", "\\(")):
        sheets.parse(sheet, "x", "01")


def test_folder(
    sheets: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "hengshan").mkdir()
    (tmp_path / "hengshan" / "01.txt").write_text(SHEET, encoding="utf-8")
    monkeypatch.setattr(sheets, "DOCUMENTS", tmp_path)
    split = tmp_path / sheets.split_of("hengshan")
    split.mkdir()
    assert sheets.main([str(tmp_path), "--write"]) == 0
    (line,) = (split / "hengshan.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(line)["title"]["text"] == "珩山方案"
    (tmp_path / "train").mkdir(exist_ok=True)
    assert sheets.main([str(tmp_path), "--write", "--split", "train"]) == 0
    assert json.loads((tmp_path / "train" / "hengshan.jsonl").read_text(encoding="utf-8"))["split"] == "train"
    (tmp_path / "hengshan" / "02.txt").write_text("nothing", encoding="utf-8")
    assert sheets.main([str(tmp_path)]) == 1
    assert "02.txt" in capsys.readouterr().err
