"""The second annotation of labels, and the measure of agreement."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

SCRIPTS = Path(__file__).resolve().parent.parent / "scripts"


@pytest.fixture(scope="module")
def agreement() -> Iterator[ModuleType]:
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(SCRIPTS))
        yield importlib.import_module("agreement")


def test_every_opinion_belongs_to_a_document(agreement: ModuleType) -> None:
    corpus = importlib.import_module("corpus")
    seen = 0
    for split in (*corpus.SPLITS, agreement.DEMO):
        known = {item["id"]: item for item in agreement.annotated(split)}
        for opinion in agreement.second_opinions(split):
            document = known[opinion["id"]]
            assert "roles" in opinion or "genre" in opinion
            roles = opinion.get("roles", [section["role"] for section in document["sections"]])
            assert len(roles) == len(document["sections"])
            assert set(roles) <= corpus.ROLES
            assert opinion.get("genre", "other") in corpus.GENRES
            assert opinion.get("level", "unknown") in corpus.LEVELS
            assert {opinion.get("campaign", "other"), opinion.get("second_campaign") or "other"} <= corpus.CAMPAIGNS
            for field, label in opinion.get("first", {}).items():
                place = field.removeprefix("roles/")
                assert label != (document[field] if place == field else document["sections"][int(place)]["role"])
            seen += 1
    assert seen


def test_pairs(agreement: ModuleType) -> None:
    labels = {"genre": "plan", "campaign": "other", "second_campaign": None, "level": "unit"}
    first = {"id": "a/1", **labels, "sections": [{"text": "一、\n目标", "role": "goals"}]}
    second = {"id": "a/1", **labels, "genre": "notice", "roles": ["measures"], "unsure": ["genre", "roles/0"]}
    assert list(agreement.pairs(first, second)) == [
        ("genre", "a/1", "plan", "notice", False),
        ("campaign", "a/1", "other", "other", True),
        ("second_campaign", "a/1", None, None, True),
        ("level", "a/1", "unit", "unit", True),
        ("role", "a/1 一、 目标", "goals", "measures", False),
    ]


def test_pairs_of_a_settled_document_are_those_before_it_was_settled(agreement: ModuleType) -> None:
    sections = [{"text": "一、目标", "role": "measures"}, {"text": "二、步骤", "role": "schedule"}]
    first = {"id": "a/1", "genre": "plan", "sections": sections}
    second = {"id": "a/1", "roles": ["measures", "schedule"], "unsure": [], "first": {"roles/0": "goals"}}
    assert list(agreement.pairs(first, second)) == [
        ("role", "a/1 一、目标", "goals", "measures", True),
        ("role", "a/1 二、步骤", "schedule", "schedule", True),
    ]


@pytest.mark.parametrize(
    ("labels", "wanted"),
    [
        ([("a", "a"), ("a", "b"), ("b", "b"), ("b", "b")], 0.5),
        ([("a", "b"), ("b", "a")], -1),
        ([("a", "a")], 1),
    ],
)
def test_kappa(agreement: ModuleType, labels: list[tuple[str, str]], wanted: float) -> None:
    assert agreement.kappa(labels) == wanted


def test_single_texts_of_the_test_split_are_not_shown(agreement: ModuleType) -> None:
    with pytest.raises(SystemExit):
        agreement.main(["--split", "test", "--list", "role"])
    assert agreement.main([]) == 0
