"""The scores on the project's own gold may not fall below the recorded floors; the gold itself must be sound."""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from cxzy_nlp import read

ROOT = Path(__file__).resolve().parent.parent
GOLD = sorted((ROOT / "corpora" / "gold").rglob("*.json"))


@pytest.fixture(scope="module")
def evaluate() -> ModuleType:
    """The evaluation script as a module."""
    spec = importlib.util.spec_from_file_location("evaluate", ROOT / "scripts" / "evaluate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["evaluate"] = module
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(ROOT / "scripts"))
        spec.loader.exec_module(module)
    return module


def test_no_score_is_below_its_floor(evaluate: ModuleType) -> None:
    recorded = json.loads((ROOT / "corpora" / "floors.json").read_text(encoding="utf-8"))
    tallies = evaluate.score()
    assert set(recorded["floors"]) == set(tallies)
    problems = evaluate.below_floor(tallies, recorded, evaluate.gold_digest())
    notes = [note for kind in tallies for note in tallies[kind].notes if any(kind in line for line in problems)]
    assert not problems, "\n".join([*problems, *notes])


def test_the_gate_closes(evaluate: ModuleType) -> None:
    tallies = {"dates": evaluate.Tally(found=8, missed=2, false=0, right=8)}
    recorded = {"gold": "g1", "floors": {"dates": {"f1": 0.9}}}
    assert evaluate.below_floor(tallies, recorded, "g1") == ["dates f1: 0.8889 is below the floor 0.9000"]
    assert "the gold has changed" in evaluate.below_floor(tallies, recorded, "g2")[0]
    assert not evaluate.below_floor(tallies, {"gold": "g1", "floors": {"dates": {"f1": 0.88}}}, "g1")


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_gold_points_at_what_it_says(path: Path) -> None:
    gold = json.loads(path.read_text(encoding="utf-8"))
    source = read(ROOT / "corpora" / "demo" / gold["path"])
    surfaces: list[dict[str, Any]] = []
    last = 0
    for document in gold["documents"]:
        assert last <= document["start"] < document["end"] <= len(source.text)
        last = document["end"]
        inside = [fact for kind in ("sections", "dates", "counts") for fact in document[kind] or []]
        assert all(document["start"] <= fact["start"] < fact["end"] <= document["end"] for fact in inside)
        surfaces += inside + ([document["title"]] if document["title"] else [])
    assert surfaces
    for surface in surfaces:
        assert source.text[surface["start"] : surface["end"]] == surface["text"]


def test_every_raw_file_has_gold_or_is_damaged_on_purpose() -> None:
    raw = {
        file.relative_to(ROOT / "corpora" / "demo").as_posix()
        for file in (ROOT / "corpora" / "demo").rglob("*")
        if file.is_file()
    }
    annotated = {json.loads(path.read_text(encoding="utf-8"))["path"] for path in GOLD}
    assert annotated <= raw
    assert {path.split("/")[0] for path in raw - annotated} == {"damaged"}
