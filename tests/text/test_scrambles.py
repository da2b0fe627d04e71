"""Strings that a forum strews against copying."""

from __future__ import annotations

import pytest

from cxzy_nlp import analyze
from cxzy_nlp.text.scrambles import scramble_edits


@pytest.mark.parametrize(
    ("text", "taken"),
    [
        ("抓学习\n8 k: s! Q) w~ 3 v# b\n抓整改", ["8 k: s! Q) w~ 3 v# b\n"]),
        ("主要问题 ; h* C; l: A% y; R _", ["; h* C; l: A% y; R _"]),
        ("5 O: \\( A! _+ Q二、两批活动的关系", ["5 O: \\( A! _+ Q"]),
        ("合计 | 12 | 15 | 30 | 22 | 40", []),
        ("得分 12 15 30 22 40 18", []),
        ("Let us go to the sea at 6 or so", []),
        ("A B C D E F 六个组", []),
        ("(1) (2) (3) (4) (5) (6)", []),
    ],
)
def test_scrambles(text: str, taken: list[str]) -> None:
    assert [text[edit.start : edit.end] for edit in scramble_edits(text)] == taken


def test_the_document_is_read_without_them() -> None:
    text = "全镇学习活动小结\n一、学习情况\n8 k: s! Q) w~ 3 v# b\n全镇党员共有 120 名。\n"
    (document,) = analyze(text)
    assert [(fact.value, fact.of) for fact in document.counts] == [(120, "党员")]
    assert [text[item.start : item.end] for item in document.findings if item.kind == "boilerplate"] == [
        "8 k: s! Q) w~ 3 v# b"
    ]
