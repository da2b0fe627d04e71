"""Sentences."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxzy_nlp.structure.sentences import sentence_spans

SYNTHETIC = [
    ("先开会。再入户。", ["先开会。", "再入户。"]),
    ("先开会!再入户?好", ["先开会!", "再入户?", "好"]),
    ("他说:“先开会。”大家点头。", ["他说:“先开会。”", "大家点头。"]),
    ("题目\n正文没有句号\n\n又一段", ["题目", "正文没有句号", "又一段"]),
    ("等一等……再说。", ["等一等……", "再说。"]),
    ("投入3.5万元,占12.5%。", ["投入3.5万元,占12.5%。"]),
    ("(先开会。)再入户。", ["(先开会。)", "再入户。"]),
    ("  先开会。  再入户。 ", ["先开会。", "再入户。"]),
    ("怎么办?!快办。", ["怎么办?!", "快办。"]),
    ("原文全角！也算？是的。", ["原文全角！", "也算？", "是的。"]),
    ("", []),
    (" \n ", []),
]


@pytest.mark.parametrize(("text", "sentences"), SYNTHETIC)
def test_synthetic(text: str, sentences: list[str]) -> None:
    assert [text[first:last] for first, last in sentence_spans(text)] == sentences


def test_stays_inside_its_bounds() -> None:
    text = "甲。乙。丙。"
    assert [text[first:last] for first, last in sentence_spans(text, 2, 3)] == ["乙"]


@given(st.text(st.sampled_from("党员好。!?…“”()\n ,.1"), max_size=80))
@settings(max_examples=100, deadline=None, derandomize=True)
def test_every_character_is_in_one_sentence_or_blank(text: str) -> None:
    at = 0
    for first, last in sentence_spans(text):
        assert at <= first < last
        assert text[at:first].strip() == ""
        assert text[first:last] == text[first:last].strip()
        at = last
    assert text[at:].strip() == ""
