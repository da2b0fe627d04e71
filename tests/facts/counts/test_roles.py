"""Fact, target, requirement or the announcement of a list."""

from __future__ import annotations

import pytest

from cxzy_nlp.facts.counts import scan_counts

CASES = [
    ("培训党员300人次。", "fact"),
    ("查找突出问题35个。", "fact"),
    ("解决了三个问题。", "fact"),
    ("计划生育率98%。", "fact"),
    ("力争培训党员300人次。", "target"),
    ("确保满意率达到95%以上。", "target"),
    ("计划新建活动室6个。", "target"),
    ("预计产值达880万元。", "target"),
    ("党员每季度参加学习不少于2次。", "requirement"),
    ("每名党员要联系群众2户。", "requirement"),
    ("笔记字数一般在1800字左右。", "requirement"),
    ("一式3份。", "requirement"),
    ("队伍建设30分。", "requirement"),
    ("每季度组织一次民主测评。", "requirement"),
    ("分四个步骤实施。", "discourse"),
    ("讲三点意见。", "discourse"),
    ("抓好三项工作:一是学习。", "discourse"),
    ("注意两方面问题。", "discourse"),
    ("抓好3个方面的工作。", "discourse"),
]


@pytest.mark.parametrize(("text", "role"), CASES)
def test_role(text: str, role: str) -> None:
    (count,) = scan_counts(text, 0, len(text))
    assert count.role == role


def test_announcements_have_no_indicator() -> None:
    text = "提五个方面的建议。"
    assert scan_counts(text, 0, len(text))[0].indicator is None
