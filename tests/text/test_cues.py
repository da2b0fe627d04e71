"""What the first glance at a line tells."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from cxzy_nlp.text.cues import (
    inline_markers,
    is_date_line,
    is_greeting,
    is_label,
    is_named_title,
    is_part_marker,
    is_signature,
    is_table_row,
    is_terminated,
    is_title_like,
    marker_title,
    starts_heading,
    starts_part,
)

#: question, lines of which it is true, lines of which it is false
CASES: list[tuple[Callable[[str], bool], list[str], list[str]]] = [
    (
        is_part_marker,
        ["第一篇:在动员会上的讲话", "第2篇", "篇三", "【范文一】", "(第四篇)心得", "心得体会篇一", "材料2 述职报告"],
        ["第一篇章写得好。", "篇幅不长", "范文中的问题", "材料3.5万份", "", "一" * 90],
    ),
    (starts_part, ["第2篇 讲话 同志们:今天", "【第一篇】"], ["第二篇章", "篇幅", ""]),
    (
        is_greeting,
        [
            "同志们:",
            "同志们!",
            "尊敬的各位领导、同志们:",
            "各位代表,",
            "全乡各村党支部:",
            "同志们",
            "各位同事,各位来宾:",
        ],
        [
            "同志们表示赞同,会后就办。",
            "织和广大党员,要认真学习,进一步增强责任感,",
            "会议强调,要教育引导广大党员,",
            "他长年累月照顾村里行动不便的老人和乡亲们",
            "一、同志们,加强学习。",
            "",
        ],
    ),
    (
        is_label,
        [
            "出席人员:全体委员",
            "请假:柳小河",
            "会议时间:上午",
            "附件2:名额表",
            "附:名单",
            "抄送:县委办",
            "汇报人:柳小河",
            "此致",
        ],
        ["时间紧,任务重。", "参加会议的有各村书记:", "报告指出:", "记录在案", ""],
    ),
    (
        is_table_row,
        ["柳湾村|35|4", "马涛 卞玉兰(女) 方国梁 石磊", "柳湾村 35 4 12"],
        ["一是抓学习 二是抓落实 三是抓长效 四见成效。", "把门敲开 把话听完", "柳湾", ""],
    ),
    (
        is_date_line,
        ["(2010年5月21日)", "二〇一一年六月", "2010.6.12", "2012-03-09", "20xx年x月x日", "〔2011年7月〕"],
        ["2010年工作", "2010年5月21日上午", "5月21日", ""],
    ),
    (
        starts_heading,
        [
            "一、概况",
            "(二)做法",
            "〔三〕成效",
            "3.问题",
            "4、打算",
            "(5)保障",
            "①抓学习",
            "第一阶段,动员",
            "第三章",
            "6)其他",
        ],
        ["三、四月份", "3.5万元", "一等奖2名", "2010年", "第一名", "一、二、三等奖", ""],
    ),
    (is_terminated, ["完成了。", "“好。”", "怎么办?", "如下:", "(完)。", "等等…"], ["完成了", "党组", "“四风”", ""]),
    (
        is_title_like,
        ["在全乡动员会上的讲话", "把门敲开 把话听完", "柳湾乡2011年工作总结"],
        [
            "一、概况",
            "同志们:",
            "今天,我们开会。",
            "讲话",
            "柳湾|35|4个支部",
            "一" * 61,
            "学习,交流,讨论,提高",
            "党员、",
        ],
    ),
    (is_named_title, ["在全乡动员会上的讲话", "柳湾乡实施方案(试行)"], ["全乡上下团结一心", "一、总结"]),
    (is_signature, ["中共柳湾乡委员会", "柳 湾 乡 党 委", "柳湾县教育局"], ["加强组织领导", "党委"]),
]


@pytest.mark.parametrize(
    ("question", "line", "answer"),
    [
        pytest.param(question, line, answer, id=f"{question.__name__}-{answer}-{line[:20]}")
        for question, true, false in CASES
        for answer, lines in ((True, true), (False, false))
        for line in lines
    ],
)
def test_first_glance(question: Callable[[str], bool], line: str, answer: bool) -> None:
    assert question(line) is answer


@pytest.mark.parametrize("question", [question for question, _, _ in CASES], ids=lambda question: question.__name__)
@pytest.mark.parametrize("sign", ["一", " ", "(", "第", "1", "、", "。", "同志们", "第一篇", "党委", "一、"])
def test_long_lines_are_answered(question: Callable[[str], bool], sign: str) -> None:
    assert question(sign * (50_000 // len(sign))) in (True, False)


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("第二篇:在动员会上的讲话", "在动员会上的讲话"),
        ("【篇三】", ""),
        ("心得体会篇一", "心得体会"),
        ("没有标记", ""),
    ],
)
def test_marker_title(line: str, title: str) -> None:
    assert marker_title(line) == title


def test_inline_markers() -> None:
    text = "第1篇 柳湾乡总结 一年来成绩不小。第2篇 在推进会上的讲话 同志们"
    assert [text[start:end] for start, end in inline_markers(text)] == ["第1篇 柳湾乡总结 ", "第2篇 在推进会上的讲话 "]
    assert inline_markers("第一篇章 不是标记") == []
