"""The scores on the project's own gold may not fall below the recorded floors; the gold itself must be sound."""

from __future__ import annotations

import importlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from cxzy_nlp import read

ROOT = Path(__file__).resolve().parent.parent
GOLD = sorted((ROOT / "corpora" / "gold").rglob("*.json"))


@pytest.fixture(scope="module")
def evaluate() -> Iterator[ModuleType]:
    """The evaluation script as a module, with the parts that it imports from beside it."""
    before = set(sys.modules)
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(ROOT / "scripts"))
        yield importlib.import_module("evaluate")
    for name in set(sys.modules) - before:
        if name.split(".")[0] in ("evaluate", "evaluation", "corpus"):
            del sys.modules[name]


@pytest.mark.parametrize("kind", ["gold", "documents"])
def test_no_score_is_below_its_floor(evaluate: ModuleType, kind: str) -> None:
    """Of the documents, the splits against which rules may be written; never the test split."""
    splits = evaluate.GATE if kind == "documents" else ()
    tallies = evaluate.score_documents(*splits) if splits else evaluate.score()
    digest = evaluate.documents_digest(*splits) if splits else evaluate.gold_digest()
    recorded = evaluate.recorded(kind)
    assert set(recorded["floors"]) == set(tallies)
    problems = evaluate.floors.below_floor(tallies, recorded, digest)
    changes = evaluate.ledger.changes(tallies, evaluate.ledger.load(evaluate.FOUND)[kind])
    told = [line for line in changes if any(line.split(":")[0] in problem for problem in problems)]
    assert not problems, "\n".join([*problems, *told])


def test_the_gate_closes(evaluate: ModuleType) -> None:
    tallies = {"dates": evaluate.Tally(found=8, missed=2, false=0, right=8)}
    recorded = {"gold": "g1", "floors": {"dates": {"f1": 0.9}}}
    below_floor = evaluate.floors.below_floor
    assert below_floor(tallies, recorded, "g1") == ["dates f1: 0.8889 is below the floor 0.9000"]
    assert "the gold has changed" in below_floor(tallies, recorded, "g2")[0]
    assert not below_floor(tallies, {"gold": "g1", "floors": {"dates": {"f1": 0.88}}}, "g1")


def test_floors_rise_and_only_fall_if_told(evaluate: ModuleType) -> None:
    tallies = {"dates": evaluate.Tally(found=8, missed=2, false=0, right=8)}
    high = {"floors": {"dates": {"f1": 0.95, "value_f1": 0.5}}}
    assert evaluate.floors.raised(tallies, high, "g", False)["floors"]["dates"] == {"f1": 0.95, "value_f1": 0.888}
    assert evaluate.floors.raised(tallies, high, "g", True)["floors"]["dates"] == {"f1": 0.888, "value_f1": 0.888}


def test_the_ledger_tells_what_changed(evaluate: ModuleType, tmp_path: Path) -> None:
    before = {"dates": evaluate.Tally(right_at={("a", 1): "5月", ("a", 7): "6月"}, excess_at={("b", 2): "三八"})}
    now = {"dates": evaluate.Tally(right_at={("a", 7): "6月", ("c", 4): "7月"}, excess_at={("b", 3): "五一"})}
    file = tmp_path / "found.json"
    evaluate.ledger.save(file, {"gold": evaluate.ledger.ledger(before)})
    kept = evaluate.ledger.load(file)["gold"]
    assert evaluate.ledger.changes(before, kept) == []
    assert evaluate.ledger.changes(now, kept) == [
        "dates: gained c:4 '7月'",
        "dates: lost a:1",
        "dates: new in excess b:3 '五一'",
        "dates: no longer in excess b:2",
    ]


def test_facts_of_a_document_are_scored(evaluate: ModuleType) -> None:
    text = "实施方案\n\n开展“三亮”活动,即亮标准、亮身份、亮承诺。过“七一”。"
    wanted = {
        "start": 0, "end": len(text), "title": {"text": "实施方案"}, "date": None, "sections": [], "persons": None,
        "references": None, "findings": [], "dates": None, "counts": None, "breakdowns": None,
        "lookalikes": [{"start": 31, "end": 35}],
        "frameworks": [
            {
                "start": 8, "end": 12, "text": "“三亮”", "name": "三亮", "digits": [3],
                "components": [{"text": "亮标准"}, {"text": "亮身份"}, {"text": "亮牌"}],
            }
        ],
    }  # fmt: skip
    tallies = {kind: evaluate.Tally() for kind in evaluate.KINDS}
    evaluate.score_source(tallies, {"path": "x", "documents": [wanted]}, evaluate.analyze(text))
    frameworks, components = tallies["frameworks"], tallies["components"]
    assert (frameworks.found, frameworks.right, frameworks.false, frameworks.alike) == (1, 1, 0, (0, 1))
    assert (components.found, components.missed, components.false) == (2, 1, 1)
    assert frameworks.right_at == {("x", 8): "“三亮”"}


def _one_document(text: str, **lists: list[dict[str, Any]]) -> dict[str, Any]:
    """An annotated document in the form of one a file."""
    names = ("sections", "dates", "counts", "breakdowns", "frameworks", "persons", "references", "anomalies")
    made: dict[str, Any] = {"seed": "a.txt", "start": 0, "end": len(text.rstrip()), "title": None, "title_span": None}
    made |= {"author": None, "doc_date": None, "genre": "other", "campaign": "other", "issuer_level": "unknown"}
    return made | {name: lists.get(name, []) for name in names}


def test_gold_of_one_document_a_file(evaluate: ModuleType, tmp_path: Path) -> None:
    text = "石塘镇现有党员212名。镇党委书记邱守田同志到会。\n"
    count = {"start": 5, "end": 11, "text": "党员212名", "value": 212, "max": None, "unit": "名", "of": "党员"}
    person = {"start": 17, "end": 20, "text": "邱守田", "role": "镇党委书记"}
    (tmp_path / "gold").mkdir()
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "a.txt").write_text(text, encoding="utf-8")
    gold = _one_document(text, counts=[count], persons=[person])
    (tmp_path / "gold" / "a-1.json").write_text(json.dumps(gold), encoding="utf-8")
    (tmp_path / "gold" / "a-lines.json").write_text('{"seed": "a.txt", "boilerplate": []}', encoding="utf-8")
    tallies = evaluate.score(tmp_path / "gold")
    assert [(kind, tallies[kind].right) for kind in ("documents", "counts", "persons")] == [
        ("documents", 1),
        ("counts", 1),
        ("persons", 1),
    ]
    assert tallies["persons"].scores()["side"] == 1.0
    (tmp_path / "gold" / "b.json").write_text("[]", encoding="utf-8")
    with pytest.raises(ValueError, match="is no gold file"):
        evaluate.score(tmp_path / "gold")


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
