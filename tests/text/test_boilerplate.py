"""What a site puts around documents goes; what a document says stays, even in a site's words."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxzy_nlp.text.boilerplate import boilerplate_edits
from cxzy_nlp.text.offsets import apply_edits

from ..steps import steps_of

SETTINGS = settings(max_examples=100, deadline=None, derandomize=True)

BODY = "一年来,全乡党员干部齐心协力,把承诺的事一件一件办了下来,群众看在眼里。"


def _left(text: str, **options: bool) -> list[str]:
    clean, _ = apply_edits(text, boilerplate_edits(text, **options))
    return [line.strip() for line in clean.split("\n") if line.strip()]


#: lines, lines that stay
SYNTHETIC: list[tuple[list[str], list[str]]] = [
    # a page's header: its own title above the site's lines goes, the document's title stays
    (
        [
            "乡镇总结_某某文稿网",
            "当前位置:首页 > 总结",
            "时间:2018-03-02 10:22:31 来源:网友",
            "柳湾乡2011年工作总结",
            BODY,
        ],
        ["柳湾乡2011年工作总结", BODY],
    ),
    (["柳湾乡2011年工作总结", "时间:2018-03-02 10:22:31", BODY], ["柳湾乡2011年工作总结", BODY]),
    (["柳湾乡总结", "2018-03-02 10:22 字数 1502 阅读 330", BODY], ["柳湾乡总结", BODY]),
    (["柳湾乡总结", "作者:柳湾乡党委 更新时间:2011-12-15 16:22:08 浏览:34", BODY], ["柳湾乡总结", BODY]),
    (["导语:以下是小编整理的总结一篇,仅供参考。", "柳湾乡总结", BODY], ["柳湾乡总结", BODY]),
    # a page's footer
    ([BODY, "上一篇:没有了 下一篇:另一篇", "【打印本页】【关闭窗口】", "版权所有 某县党建网"], [BODY]),
    ([BODY, "下载本文档", ">>点击下载<<", "声明:本文由互联网用户上传,如有侵权请联系删除。"], [BODY]),
    ([BODY, "相关文章", "另一篇讲话", "又一篇总结"], [BODY]),
    # … but a document site puts its links above the document
    (
        [
            "文档名称:",
            "乡总结.doc",
            "格式:doc 大小:39KB 页数:8页",
            "相关文档",
            "文档介绍",
            "柳湾乡总结",
            BODY,
            "一、学习",
            BODY,
        ],
        ["柳湾乡总结", BODY, "一、学习", BODY],
    ),
    # … until the next part of a compilation
    (["第一篇:总结", BODY, "相关文章", "另一篇讲话", "第二篇:讲话", BODY], ["第一篇:总结", BODY, "第二篇:讲话", BODY]),
    # teasers without a heading: a title, then a text that breaks off
    (
        [BODY, "卧龙镇动员大会讲话", "同志们:这次会议的主要任务是动员全镇党员立即行动起来,把思想统一到......"],
        [BODY],
    ),
    # names of sites inside sentences
    (["超编的4辆车(某某文秘网)已经上交。"], ["超编的4辆车已经上交。"]),
    (["凭本事(某某文秘网www.example.cn),理直气壮。"], ["凭本事,理直气壮。"]),
    # page numbers
    ([BODY, "- 3 -", "— 4 —", "第 5 页 共 9 页", "12"], [BODY]),
    (["八项义务我只说全了第 1 页 共 3 页"], ["八项义务我只说全了"]),
]

#: lines that all stay
NEGATIVE: list[list[str]] = [
    # text above a header line is a document, not the title of a page (found in review)
    [
        "柳湾乡2010年工作总结",
        "全乡现有党员796名,一年来大家办实事、解难题,群众看在眼里、记在心上,评议的满意率是九成以上,来年还要再加一把劲。",
        "卧龙村召开座谈会",
        BODY,
    ],
    # a heading of the document itself, though its words open a list of links elsewhere
    ["一、学习", "相关资料", "收集资料120份。", "二、成效", "发展党员35名。"],
    # what ends like a sentence is no label of a site
    ["2010-05-07 14:30 全乡召开动员大会,参会党员796名。"],
    ["位置:乡政府东侧,占地35亩。", "分类:一类支部12个,二类支部9个。"],
    ["三是建立微信公众号2个,推送信息120条。", "注册后的志愿者共有350人。"],
    ["柳湾乡总结", BODY, "2011-12-15"],
    ["会议纪要", "时间:2012年3月7日下午", "时间:2012-3-9 地点:局三楼会议室", BODY],
    ["开展文艺汇演的方案", "主办单位:中共柳湾乡委员会", BODY],
    # a very short item of news
    ["柳湾乡召开推进会", "5月16日,柳湾乡召开推进会,乡长主持。"],
    # cells of a table, one a line
    ["村名", "党员数", "柳湾村", "35", "卧龙村", "28", BODY],
    # a heading in the words of a site
    [BODY, "相关内容", BODY, BODY, BODY, "相关单位负责人参加会议。"],
    ["(一)下载推广", "每名党员下载学习材料2份,登录党员教育网学习。", "我要入党"],
    ["建成活动室(党员之家)12个,开通专栏(柳湾党建网)1个,普及(互联网)知识。"],
    ["本文由网格员起草", "浏览党报党刊3种", "推荐优秀党员2名"],
    ["2011年", "第3页倒数第二行写着数字。"],
]

HOSTILE: dict[str, str] = {
    "tails and parts": "相关文章\n第一篇:甲\n",
    "tails and headings": "一、学习\n相关资料\n二、成效\n相关资料\n",
    "tail": "相关文章\n",
    "teaser": "标题一行字\n这是一段很长的文字这是一段很长的文字这是一段很长的文字...\n",
    "dots": ".",
    "buttons": "打印  关闭  [ ] 打印  \n",
    "site": "www.example.com ",
    "bracket": "(某某某某",
    "page": "第1页共3页",
    "number": "12\n",
    "part": "第一篇:总结\n",
    "editor": "以下小编整理小编",
}


@pytest.mark.parametrize(("lines", "left"), SYNTHETIC)
def test_site_lines_go(lines: list[str], left: list[str]) -> None:
    assert _left("\n".join(lines)) == left


@pytest.mark.parametrize("lines", NEGATIVE)
def test_the_document_stays(lines: list[str]) -> None:
    assert _left("\n".join(lines)) == lines


@pytest.mark.xfail(
    strict=True, reason="known failure: a rule on how to post notices, in a site's words on its own line"
)
def test_a_document_about_sites() -> None:
    lines = ["信息发布办法", "来源:县直各单位", "作者:网络评论员", BODY]
    assert _left("\n".join(lines)) == lines


def test_each_kind_is_an_option() -> None:
    text = f"当前位置:首页 > 总结\n{BODY}\n- 3 -"
    assert _left(text, site=False) == ["当前位置:首页 > 总结", BODY]
    assert _left(text, page_numbers=False) == [BODY, "- 3 -"]
    assert boilerplate_edits(text, site=False, page_numbers=False) == []


def test_kinds_are_named() -> None:
    text = f"当前位置:首页 > 总结\n{BODY}(某某文秘网)\n- 3 -\n相关文章\n另一篇"
    assert [edit.kind for edit in boilerplate_edits(text)] == [
        "navigation",
        "site_name",
        "page_number",
        "related",
        "related",
    ]


@pytest.mark.parametrize("name", HOSTILE)
def test_steps_grow_with_the_text_and_no_faster(name: str) -> None:
    text = HOSTILE[name] * (4_000 // len(HOSTILE[name]))
    assert steps_of(boilerplate_edits, text * 4) <= 5 * steps_of(boilerplate_edits, text) + 2000


@pytest.mark.parametrize("name", HOSTILE)
def test_large_hostile_texts_are_read(name: str) -> None:
    text = HOSTILE[name] * (100_000 // len(HOSTILE[name]))
    assert len(apply_edits(text, boilerplate_edits(text))[0]) <= len(text)


@SETTINGS
@given(
    st.lists(
        st.one_of(
            st.sampled_from(["相关文章", "首页 > 党建", "第一篇:总结", "- 3 -", "12", BODY, "同志们:", "2011-07-02"]),
            st.text("第1页共网(www.a)下载小编 ", max_size=20),
        ),
        max_size=12,
    )
)
def test_any_lines_give_edits_that_fit(lines: list[str]) -> None:
    text = "\n".join(lines)
    clean, _ = apply_edits(text, boilerplate_edits(text))
    assert len(clean) <= len(text)


def test_the_lines_of_minutes_stay() -> None:
    lines = ["支部会议记录", "- 时间:2011年3月5日", "- 地点:镇会议室", "- 主持:王建国", BODY]
    text = "\n".join(lines)
    assert boilerplate_edits(text) == []
