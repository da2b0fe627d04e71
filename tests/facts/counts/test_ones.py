"""一 as an amount and as an article; all sentences are invented."""

from __future__ import annotations

import pytest

from cxzy_nlp.facts.counts import scan_counts

AMOUNTS: list[tuple[str, int | float, str]] = [
    ("每名党员每月交一份小结。", 1, "一份小结"),
    ("每半年向支部述职一次。", 1, "一次"),
    ("村村一本台账。", 1, "一本台账"),
    ("两个月点评一次。", 1, "一次"),
    ("各派一名第一书记。", 1, "一名第一书记"),
    ("全站只有一个名额。", 1, "一个名额"),
    ("召开一次党员大会。", 1, "一次党员大会"),
    # what happens is counted, not who takes part
    ("每年召开一次支部党员大会。", 1, "一次支部党员大会"),
    ("支部每半年搞一次党小组和党员之间的互评。", 1, "一次"),
    ("上月发生一起火灾。", 1, "一起火灾"),
    ("添置打印机一台。", 1, "打印机一台"),
    ("退回来几张,其中一张写着名字。", 1, "一张"),
    ("没有发生过一起事故。", 0, "一起事故"),
    ("三年没有发展一名党员。", 0, "一名党员"),
    ("投诉一件也没有。", 0, "投诉一件"),
]
ARTICLES = [
    "这是其中一个原因。",
    "其中一个方面就是学习。",
    "建设一个好班子。",
    "这是一次深刻的教育。",
    "一名党员就是一面旗。",
    "每一位同志都要带头。",
    "一个一个地找。",
    "一个支部一个支部地过。",
    "发现一起,查处一起。",
    "成为一名党员。",
    "有没有一个好作风。",
]


@pytest.mark.parametrize(("text", "value", "surface"), AMOUNTS)
def test_one_that_counts(text: str, value: int, surface: str) -> None:
    (count,) = scan_counts(text, 0, len(text))
    assert (count.value, text[count.start : count.end]) == (value, surface)


@pytest.mark.parametrize("text", ARTICLES)
def test_one_as_an_article(text: str) -> None:
    assert scan_counts(text, 0, len(text)) == []
