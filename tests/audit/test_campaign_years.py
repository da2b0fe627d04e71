"""Years that the campaign of a document rules out."""

from __future__ import annotations

import pytest

from cxzy_nlp import analyze

SPEECH = (
    "在全县创先争优活动推进会上的讲话\n（{0}年3月2日）\n同志们：\n这次会议的主要任务是总结创先争优活动，部署{0}年的工作。"
    "下面，我讲三点意见。\n一、争创“五个好”、争当“五带头”\n抓好公开承诺、领导点评、群众评议。{1}\n谢谢大家。"
)
CASES = [
    ("2024", "", ["2024年3月2日", "2024年"]),
    ("2011", "", []),
    ("2013", "", []),  # summed up after the end
    ("2024", "那些年的做法，今天还用得上。", []),  # looks back
    ("2024", "2011年已经启动。", []),  # names its year
]


@pytest.mark.parametrize(("year", "more", "surfaces"), CASES)
def test_years(year: str, more: str, surfaces: list[str]) -> None:
    document = analyze(SPEECH.format(year, more))[0]
    found = [item for item in document.findings if item.kind == "anachronism"]
    assert [document.source.text[item.start : item.end] for item in found] == surfaces
