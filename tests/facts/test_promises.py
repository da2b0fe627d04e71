"""What a pledge promises, and what it only tells."""

from __future__ import annotations

import pytest

import cxzy_nlp
from cxzy_nlp.facts.promises import promised

#: text, roles of its counts
CASES = [
    ("每月走访2户，年内修机耕路1.2公里，装路灯40盏。", ["target", "target", "target"]),
    ("全村现有党员27名，村里有农户310户，目前修好水渠800米。", ["fact", "fact", "fact"]),
    ("去年已装路灯12盏，今年再装30盏。", ["fact", "target"]),
    ("不少于4次下村。", ["requirement"]),
    ("已走訪群眾15戶；再走訪20戶。", ["fact", "target"]),
    # signs of what is done inside other words
    ("为了乡亲出行，通过筹资修路3公里。", ["target"]),
    # the time of a sentence goes on behind its commas
    ("去年装灯40盏，修路2公里。今年再装灯30盏，修路5公里。", ["fact", "fact", "target", "target"]),
    # a wrapped line is no edge
    ("我们村里的路坑坑洼洼，大家出门都很难，村两委去年\n修路2公里。", ["fact"]),
]

PLEDGE = (
    "柳坝村党支部公开承诺书\n为接受群众监督，村党支部向全体村民作如下公开承诺：\n1、装路灯40盏。\n2、修水渠800米。\n"
    "3、结对帮扶困难党员3名。\n以上承诺，请全体村民监督。\n承诺人：柳坝村党支部\n2011年4月6日\n"
)


@pytest.mark.parametrize(("text", "roles"), CASES)
def test_promised(text: str, roles: list[str]) -> None:
    assert [count.role for count in promised(text, cxzy_nlp.extract(text)["counts"])] == roles


def test_figures_of_a_pledge_are_targets() -> None:
    (document,) = cxzy_nlp.analyze(PLEDGE)
    assert document.genre is not None and document.genre.label == "pledge"
    assert [count.role for count in document.counts if count.unit in ("盏", "米")] == ["target", "target"]


def test_figures_of_other_texts_stay_as_they_are() -> None:
    (document,) = cxzy_nlp.analyze("柳坝村党支部工作总结\n一年来，村里装路灯40盏，修水渠800米。\n")
    assert {count.role for count in document.counts} == {"fact"}
