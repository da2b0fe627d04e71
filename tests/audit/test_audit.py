"""Findings: each kind where it is due, and silence where a careful reader would be silent."""

from __future__ import annotations

import pytest

from cxzy_nlp import analyze

#: text, (kind, surface or None) of every finding; all synthetic
CASES: list[tuple[str, list[tuple[str, str | None]]]] = [
    # sums
    ("全镇有党支部9个，其中农村支部5个，机关支部3个。", [("sum_mismatch", None)]),
    ("全镇有党支部8个，其中农村支部5个，机关支部3个。", []),
    ("全校党员64名，其中女党员31名。", []),
    # years that a template overwrote
    ("2024年5月起，围绕迎接中国共产党成立90周年开展活动。", [("anachronism", "2024年5月起")]),
    (
        "庆祝建党89周年！2023年，全村修路3公里；2023年6月，通水。",
        [("anachronism", "2023年"), ("anachronism", "2023年6月")],
    ),
    ("2023年是建党90周年，村里修了路。", [("anachronism", "2023年")]),
    # a text that looks back names the right year too, or remembers without keeping the jubilee
    ("2011年庆祝建党90周年时，村里修了路；2024年又拓宽了。", []),
    ("2021年回头看，建党90周年那年修的路还好用。", []),
    ("2010年5月起，围绕迎接建党90周年开展活动。", []),
    ("2012年3月，庆祝建党90周年的余热还在。", []),
    # two totals of one body
    ("全镇现有党员615名。会上说全镇现有党员651名。", [("count_conflict", "党员651名")]),
    ("全镇现有党员615名。会上说全镇现有党员615人。", []),
    ("全镇现有党员615名，全村现有党员35名。", []),
    ("全镇现有党员约600名，年底全镇现有党员615名。", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_findings(text: str, expected: list[tuple[str, str | None]]) -> None:
    (document,) = analyze(text)
    found = [(finding.kind, text[finding.start : finding.end]) for finding in document.findings]
    assert [kind for kind, _ in found] == [kind for kind, _ in expected]
    for (_, surface), (_, wanted) in zip(found, expected, strict=True):
        assert wanted is None or surface == wanted


def test_findings_name_the_facts_they_rest_on() -> None:
    (document,) = analyze("全镇有党支部9个，其中农村支部5个，机关支部3个。")
    (finding,) = document.findings
    assert finding.related == ("counts/0", "counts/1", "counts/2")
    assert finding.message == "9 stated, but the parts 5 + 3 make 8 (difference 1)"
    assert document.to_dict()["findings"][0]["related"] == ["counts/0", "counts/1", "counts/2"]
