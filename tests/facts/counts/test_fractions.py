"""Shares in words."""

from __future__ import annotations

import pytest

from cxzy_nlp.errors import InputError
from cxzy_nlp.facts.counts import scan_counts
from cxzy_nlp.facts.counts.fractions import parse_share

VALUES: list[tuple[str, float, str, bool]] = [
    ("三分之二", 66.67, "%", False),
    ("四分之一还多", 25, "%", True),
    ("十分之九", 90, "%", False),
    ("七成", 7, "成", False),
    ("一成半", 1.5, "成", False),
    ("两成多", 2, "成", True),
    ("半数", 50, "%", False),
]


@pytest.mark.parametrize(("text", "value", "unit", "approx"), VALUES)
def test_parse_share(text: str, value: float, unit: str, approx: bool) -> None:
    numeral, found = parse_share(text)
    assert (numeral.value, found.name, numeral.approx) == (value, unit, approx)


@pytest.mark.parametrize("text", ["三分之四", "三个", "零分之一"])
def test_what_is_no_share(text: str) -> None:
    with pytest.raises(InputError):
        parse_share(text)


@pytest.mark.parametrize(
    ("text", "surface"),
    [("不到六成。", "不到六成"), ("半数以上党员参加。", "半数以上党员"), ("占三分之一左右。", "三分之一左右")],
)
def test_surface(text: str, surface: str) -> None:
    (count,) = scan_counts(text, 0, len(text))
    assert text[count.start : count.end] == surface
    assert count.approx


@pytest.mark.parametrize("text", ["五成员会议。", "一成不变。", "大半数人。"])
def test_other_words(text: str) -> None:
    assert scan_counts(text, 0, len(text)) == []
