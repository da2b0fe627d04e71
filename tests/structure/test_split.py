"""Several documents in one file, and one document that only looks like several."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxzy_nlp.structure.split import split_parts

A = "今年以来,柳溪镇上下把这件事摆上桌面,一件一件过,修了路,通了水,群众心里有本账。\n" * 6
B = "回头看这两年,走得不容易,党员带头出工,群众跟着出力,山里的面貌一年一个样。\n" * 6
C = "在平凡的岗位上干了十八年,没有做过什么大事,只是把每一件小事认认真真地做好。\n" * 6

#: text, (first characters, last characters, title of the marker) of each document
SYNTHETIC = [
    # part markers on their own lines
    (
        "第一篇:甲讲话\n{a}第二篇:乙讲话\n{b}第三篇:丙讲话\n{c}",
        [("今年", "本账。", "甲讲话"), ("回头", "个样。", "乙讲话"), ("在平", "做好。", "丙讲话")],
    ),
    (
        "第1篇 在动员会上的讲话\n{a}第2篇 在总结会上的讲话\n{b}",
        [("今年", "本账。", "在动员会上的讲话"), ("回头", "个样。", "在总结会上的讲话")],
    ),
    ("篇一:学习体会\n{a}篇二:学习体会\n{b}", [("今年", "本账。", "学习体会"), ("回头", "个样。", "学习体会")]),
    ("篇1\n{a}篇2\n{b}", [("今年", "本账。", None), ("回头", "个样。", None)]),
    ("学习体会篇一\n{a}学习体会篇二\n{b}", [("今年", "本账。", "学习体会"), ("回头", "个样。", "学习体会")]),
    ("学习体会(篇1)\n{a}学习体会(篇2)\n{b}", [("今年", "本账。", "学习体会"), ("回头", "个样。", "学习体会")]),
    ("【篇一】学习体会\n{a}【篇二】学习体会\n{b}", [("今年", "本账。", "学习体会"), ("回头", "个样。", "学习体会")]),
    ("【范文一】\n{a}【范文二】\n{b}", [("今年", "本账。", None), ("回头", "个样。", None)]),
    ("范文1:\n{a}范文2:\n{b}", [("今年", "本账。", None), ("回头", "个样。", None)]),
    ("材料一:\n{a}材料二:\n{b}", [("今年", "本账。", None), ("回头", "个样。", None)]),
    (
        "第一篇在动员会上的讲话\n{a}第二篇在总结会上的讲话\n{b}",
        [("今年", "本账。", "在动员会上的讲话"), ("回头", "个样。", "在总结会上的讲话")],
    ),
    # a page header and the title above the first marker
    ("学习体会(3篇)\n第一篇:甲\n{a}第二篇:乙\n{b}", [("今年", "本账。", "甲"), ("回头", "个样。", "乙")]),
    ("甲讲话\n第一篇:甲讲话\n甲讲话\n{a}", [("甲讲", "本账。", "甲讲话")]),
    (
        "在柳溪镇动员会上的讲话\n第一篇:在柳溪镇动员会上的讲话\n在柳溪镇动员会上的讲话\n{a}",
        [("在柳", "本账。", "在柳溪镇动员会上的讲话")],
    ),
    # a table of contents
    (
        "讲话两篇\n第一篇:甲讲话\n第二篇:乙讲话\n第一篇:甲讲话\n{a}第二篇:乙讲话\n{b}",
        [("今年", "本账。", "甲讲话"), ("回头", "个样。", "乙讲话")],
    ),
    # the first marker was lost; the last has nothing under it
    ("甲讲话\n{a}第二篇:乙讲话\n{b}", [("甲讲", "本账。", None), ("回头", "个样。", "乙讲话")]),
    ("第一篇:甲讲话\n{a}第二篇:乙讲话\n", [("今年", "本账。", "甲讲话")]),
    # markers inside long lines: the line breaks were lost
    (
        "第1篇 甲村工作总结 {a1}第2篇 乙村工作总结 {b1}",
        [("甲村", "本账。", "甲村工作总结"), ("乙村", "个样。", "乙村工作总结")],
    ),
    (
        "第一篇:甲村工作总结 {a1} 第二篇:乙村工作总结 {b1}",
        [("甲村", "本账。", "甲村工作总结"), ("乙村", "个样。", "乙村工作总结")],
    ),
    # all markers lost: the title comes again, as it was or with the next number
    (
        "柳溪镇党员学习体会\n{a}柳溪镇党员学习体会\n{b}柳溪镇党员学习体会\n{c}",
        [("柳溪", "本账。", None), ("柳溪", "个样。", None), ("柳溪", "做好。", None)],
    ),
    ("柳溪镇党员学习体会(一)\n{a}柳溪镇党员学习体会(二)\n{b}", [("柳溪", "本账。", None), ("柳溪", "个样。", None)]),
    ("柳溪镇党员学习体会1\n{a}柳溪镇党员学习体会2\n{b}", [("柳溪", "本账。", None), ("柳溪", "个样。", None)]),
    # no marker at all: a new title with its greeting, author or date behind a finished document
    (
        "柳溪镇工作总结\n{a}2011年12月1日\n关于公开承诺的实施方案\n各支部:\n{b}",
        [("柳溪", "月1日", None), ("关于", "个样。", None)],
    ),
    (
        "柳溪镇工作总结\n{a}谢谢大家!\n在七一表彰大会上的讲话\n柳小河\n{b}",
        [("柳溪", "大家!", None), ("在七", "个样。", None)],
    ),
    # however short the speech before it is
    (
        "动员会讲话\n同志们:\n现在开会。\n在总结会上的讲话\n柳小河\n(2012年8月6日)\n同志们:\n{b}",
        [("动员", "开会。", None), ("在总", "个样。", None)],
    ),
    (
        "柳溪镇工作总结\n{a}在七一表彰大会上的讲话\n(2011年6月30日)\n{b}",
        [("柳溪", "本账。", None), ("在七", "个样。", None)],
    ),
]

#: files that hold one document
NEGATIVE = [
    "在柳溪镇动员会上的讲话\n同志们:\n{a}{b}",
    # its title stands two or three times at its head
    "柳溪镇2011年工作总结\n柳溪镇2011年工作总结\n\n柳溪镇2011年工作总结\n{a}",
    # attachments, lists and rosters behind the signature
    "关于表彰的通知\n各支部:\n{a}2011年6月1日\n附件:\n先进党员推荐办法\n{b}",
    "关于表彰的通知\n各支部:\n{a}2011年6月1日\n附件1\n关于成立领导小组的方案\n各支部:\n{b}",
    "关于表彰的决定\n各支部:\n{a}2011年6月1日\n先进党支部和优秀共产党员名单\n柳溪村党支部\n{b}",
    "关于成立领导小组的通知\n各支部:\n{a}2011年6月1日\n领导小组组成情况\n组长 柳小河\n副组长 安大山\n{b}",
    # 第一篇 in a sentence
    "在座谈会上的发言\n{a}第一篇文章写的是春天,第二篇文章写的是秋天。\n我最喜欢第一篇:它朴实。\n{b}",
    "在座谈会上的发言\n{a}第一篇章 打基础\n{b}第二篇章 抓落实\n{c}",
    "在座谈会上的发言\n{a}要读好“第一篇”、写好“第二篇”。\n{b}",
    # a single 材料一 is a piece of the document
    "分析材料\n材料1 2011年,全镇有党员六百名\n{a}",
    # a subtitle or a slogan comes again
    "把门敲开\n——在柳溪镇蹲点的手记\n{a}把门敲开\n{b}",
    # headings that are named like documents
    "柳溪镇工作汇报\n一、工作总结\n{a}二、工作计划\n{b}",
    "柳溪镇工作汇报\n{a}整改措施\n{b}工作安排\n{c}",
    # a brief holds several news items
    "创先争优活动简报\n第12期\n甲村开展大走访\n{a}乙村推行承诺制\n{b}",
    "只有一行",
]


def filled(text: str) -> str:
    for name, body in (("a", A), ("b", B), ("c", C)):
        text = text.replace(f"{{{name}}}", body).replace(f"{{{name}1}}", body.replace("\n", ""))
    return text


@pytest.mark.parametrize(("text", "expected"), SYNTHETIC)
def test_synthetic(text: str, expected: list[tuple[str, str, str | None]]) -> None:
    text = filled(text)
    parts = split_parts(text)
    assert [
        (
            text[part.start : part.end][:2],
            text[part.start : part.end][-3:],
            part.marker_title and text[slice(*part.marker_title)],
        )
        for part in parts
    ] == expected


@pytest.mark.parametrize("text", NEGATIVE)
def test_one_document(text: str) -> None:
    text = filled(text)
    assert [(part.start, part.end) for part in split_parts(text)] == [(0, len(text.rstrip()))]


@pytest.mark.parametrize("text", ["", "\n", "  \n "])
def test_nothing(text: str) -> None:
    assert split_parts(text) == []


KNOWN_FAILURES = [
    # joined without marker, date, name or greeting: nothing tells that a document begins
    ("柳溪镇工作总结\n{a}安坪村党员学习体会\n{b}", 2),
    # （五篇） and nothing between them
    ("学习体会(两篇)\n{a}{b}", 2),
    # chapters called 篇 of one report
    ("柳溪镇工作汇报\n{a}第一篇 抓学习\n{b}第二篇 抓落实\n{c}", 1),
]


@pytest.mark.xfail(strict=True, reason="known failure")
@pytest.mark.parametrize(("text", "documents"), KNOWN_FAILURES)
def test_known_failures(text: str, documents: int) -> None:
    assert len(split_parts(filled(text))) == documents


ALPHABET = st.sampled_from(
    [
        "第",
        "一",
        "二",
        "篇",
        ":",
        "\n",
        " ",
        "讲话",
        "在动员会上的讲话",
        "同志们:",
        "2011年6月1日",
        A,
        "。",
        "范文",
        "1",
    ]
)


@given(st.lists(ALPHABET, max_size=40).map("".join))
@settings(max_examples=100, deadline=None, derandomize=True)
def test_ordered_disjoint_and_without_blanks_at_the_edges(text: str) -> None:
    parts = split_parts(text)
    assert bool(parts) == bool(text.strip())
    at = 0
    for part in parts:
        assert at <= part.start < part.end <= len(text)
        assert text[part.start : part.end] == text[part.start : part.end].strip()
        at = part.end
        if part.marker_title is not None:
            assert part.marker_title[0] < part.marker_title[1] <= part.end
