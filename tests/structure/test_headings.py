"""Headings: every style that campaign documents number them in, and what only looks like one."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxzy_nlp.structure.headings import find_headings

BODY = "各村党支部要把这件事摆上桌面,一件一件过,年底前给群众一个交代。"

#: text, headings as (surface, level, number); ``{b}`` is a paragraph
SYNTHETIC = [
    # where one of a row ends at its colon, all do
    (
        "一、基本情况:党员612名,支部23个。\n二、主要做法:抓学习,抓队伍。\n三、工作成效:修路3公里,装路灯40盏,办培训班12期,受益群众3000余人次。",
        [("一、基本情况", 1, "一"), ("二、主要做法", 1, "二"), ("三、工作成效", 1, "三")],
    ),
    # a list of attachments is none
    ("一、摸清家底\n{b}\n附:1、名额分配一览表;\n2、优秀党员名额分配一览表。", [("一、摸清家底", 1, "一")]),
    ("一、摸清家底\n{b}\n2011年3月18日\n附件:1.承诺书.doc\n2.党员承诺书.doc", [("一、摸清家底", 1, "一")]),
    # articles of rules that have names; those that are sentences are none
    (
        "第一章 评星\n第一条 支部每年评一次,由党委批准。\n第二条 组织星。班子全。\n第三条 队伍星。有新人。\n"
        "第四条 制度星。会照开。\n第五条 有下列情形的,扣分。",
        [
            ("第一章 评星", 1, "第一章"),
            ("第二条 组织星", 2, "第二条"),
            ("第三条 队伍星", 2, "第三条"),
            ("第四条 制度星", 2, "第四条"),
        ],
    ),
    ("第一条 立足本岗。\n第二条 每年评一次,由党委批准。", []),
    # prizes have numbers of their own; a single character; short lines between empty ones
    ("二、一等奖(4件)\n{b}\n三、二等奖(6件)\n{b}", [("二、一等奖(4件)", 1, "二"), ("三、二等奖(6件)", 1, "三")]),
    ("(一)学\n{b}\n(二)访\n{b}", [("(一)学", 2, "一"), ("(二)访", 2, "二")]),
    ("{b}\n\n耳 朵\n\n{b}\n\n手\n\n{b}\n\n心\n\n{b}", [("耳 朵", 1, None), ("手", 1, None), ("心", 1, None)]),
    ("招什么人\n\n{b}\n\n怎么考\n\n{b}\n\n待遇\n\n{b}", [(word, 1, None) for word in ("招什么人", "怎么考", "待遇")]),
    # boxed
    ("【共同承诺】\n{b}\n【个人承诺】\n{b}", [("【共同承诺】", 1, None), ("【个人承诺】", 1, None)]),
    # the four levels, alone on a line
    ("一、摸清家底\n{b}\n二、列出清单\n{b}", [("一、摸清家底", 1, "一"), ("二、列出清单", 1, "二")]),
    ("(一)摸清家底\n{b}\n(二)列出清单\n{b}", [("(一)摸清家底", 2, "一"), ("(二)列出清单", 2, "二")]),
    ("1、摸清家底\n{b}\n2、列出清单\n{b}", [("1、摸清家底", 3, "1"), ("2、列出清单", 3, "2")]),
    ("(1)摸清家底\n{b}\n(2)列出清单\n{b}", [("(1)摸清家底", 4, "1"), ("(2)列出清单", 4, "2")]),
    ("十、收尾工作\n{b}\n十一、资料归档\n{b}", [("十、收尾工作", 1, "十"), ("十一、资料归档", 1, "十一")]),
    # run into the paragraph
    ("一、摸清家底。{b}\n二、列出清单。{b}", [("一、摸清家底", 1, "一"), ("二、列出清单", 1, "二")]),
    ("(一)摸清家底,不留死角。{b}", [("(一)摸清家底,不留死角", 2, "一")]),
    ("一、组织领导:{b}", [("一、组织领导", 1, "一")]),
    ("一、组织领导:镇里抽调七名干部,组成三个小组,一竿子插到底,逐户上门。{b}", [("一、组织领导", 1, "一")]),
    ("一、怎么看:林子在山上,根子在村里\n{b}", [("一、怎么看:林子在山上,根子在村里", 1, "一")]),
    ("一、行动起来!{b}", [("一、行动起来", 1, "一")]),
    ("一、账怎么算?{b}\n二、事怎么办?{b}", [("一、账怎么算?", 1, "一"), ("二、事怎么办?", 1, "二")]),
    ("一、学什么?怎么学?{b}", [("一、学什么?怎么学?", 1, "一")]),
    # the line break became a blank
    ("一、摸清家底 {b}\n二、列出清单 {b}", [("一、摸清家底", 1, "一"), ("二、列出清单", 1, "二")]),
    ("一、看清差距 找准路子\n{b}", [("一、看清差距 找准路子", 1, "一")]),
    ("一、上半年的情况 2010年7月以来,{b}", [("一、上半年的情况", 1, "一")]),
    # glued to what stands before
    ("一、摸清家底\n{b}二、列出清单\n{b}", [("一、摸清家底", 1, "一"), ("二、列出清单", 1, "二")]),
    ("(一)摸清家底。{b}(二)列出清单。{b}", [("(一)摸清家底", 2, "一"), ("(二)列出清单", 2, "二")]),
    ("一、摸家底\n1、入户。{b}2、登记。{b}", [("一、摸家底", 1, "一"), ("1、入户", 3, "1"), ("2、登记", 3, "2")]),
    ("为此,我提三点要求。一、要细。{b}二、要实。{b}", [("一、要细", 1, "一"), ("二、要实", 1, "二")]),
    # the heading in between was lost: one number may be missing
    ("一、摸清家底\n{b}三、抓好落实\n{b}", [("一、摸清家底", 1, "一"), ("三、抓好落实", 1, "三")]),
    # brackets, spacing, OCR
    ("〔一〕摸清家底\n{b}\n〔二〕列出清单\n{b}", [("〔一〕摸清家底", 2, "一"), ("〔二〕列出清单", 2, "二")]),
    ("【一】摸清家底\n{b}", [("【一】摸清家底", 2, "一")]),
    ("( 一 )摸清家底\n{b}", [("( 一 )摸清家底", 2, "一")]),
    ("(-)摸清家底\n{b}\n(二)列出清单\n{b}", [("(-)摸清家底", 2, "一"), ("(二)列出清单", 2, "二")]),
    ("1 .摸清家底\n{b}\n2 .列出清单\n{b}", [("1 .摸清家底", 3, "1"), ("2 .列出清单", 3, "2")]),
    (
        "1、摸清家底\n{b}\n2.列出清单\n{b}\n3. 抓好落实\n{b}",
        [("1、摸清家底", 3, "1"), ("2.列出清单", 3, "2"), ("3. 抓好落实", 3, "3")],
    ),
    ("一.摸清家底\n{b}\n二,列出清单\n{b}", [("一.摸清家底", 1, "一"), ("二,列出清单", 1, "二")]),
    ("(一)、摸清家底\n{b}", [("(一)、摸清家底", 2, "一")]),
    ("1)摸清家底\n{b}", [("1)摸清家底", 4, "1")]),
    ("①摸清家底\n{b}\n②列出清单\n{b}", [("①摸清家底", 4, "①"), ("②列出清单", 4, "②")]),
    # a level is skipped
    (
        "一、摸家底\n1.入户\n{b}\n二、列清单\n{b}",
        [("一、摸家底", 1, "一"), ("1.入户", 3, "1"), ("二、列清单", 1, "二")],
    ),
    ("一、摸家底\n(1)入户\n{b}", [("一、摸家底", 1, "一"), ("(1)入户", 4, "1")]),
    # years and quotes right behind the number
    ("1.2011年回头看\n{b}\n2.2012年往前看\n{b}", [("1.2011年回头看", 3, "1"), ("2.2012年往前看", 3, "2")]),
    ("一、“七一”怎么过\n{b}", [("一、“七一”怎么过", 1, "一")]),
    ("二、三会一课怎么开\n{b}", [("二、三会一课怎么开", 1, "二")]),
    # stages, parts, chapters
    (
        "三、方法步骤\n第一阶段:学习动员(3月)。{b}\n第二阶段:分析评议(4月)。{b}\n四、纪律\n{b}",
        [
            ("三、方法步骤", 1, "三"),
            ("第一阶段:学习动员(3月)", 2, "第一阶段"),
            ("第二阶段:分析评议(4月)", 2, "第二阶段"),
            ("四、纪律", 1, "四"),
        ],
    ),
    ("第一阶段学习动员\n{b}\n", [("第一阶段学习动员", 1, "第一阶段")]),
    ("第一步,摸底\n{b}\n第二步,整改\n{b}", [("第一步,摸底", 1, "第一步"), ("第二步,整改", 1, "第二步")]),
    (
        "第一部分 回头看\n{b}\n第二部分 往前看\n{b}",
        [("第一部分 回头看", 1, "第一部分"), ("第二部分 往前看", 1, "第二部分")],
    ),
    (
        "实施步骤\n第一阶段:动员\n{b}\n工作要求\n{b}",
        [("实施步骤", 1, None), ("第一阶段:动员", 2, "第一阶段"), ("工作要求", 1, None)],
    ),
    (
        "第一章 总则\n第一条 为了办实事,定本办法。\n第二章 附则\n",
        [("第一章 总则", 1, "第一章"), ("第二章 附则", 1, "第二章")],
    ),
    ("第一章 总则\n第一节 目的\n{b}", [("第一章 总则", 1, "第一章"), ("第一节 目的", 2, "第一节")]),
    # 第一，… as headings between (三) and text
    (
        "(三)带好队伍\n第一,带骨干。{b}\n第二,带新人。{b}\n(四)管好账本\n第一,公开。{b}\n第二,审计。{b}",
        [
            ("(三)带好队伍", 2, "三"),
            ("第一,带骨干", 3, "第一"),
            ("第二,带新人", 3, "第二"),
            ("(四)管好账本", 2, "四"),
            ("第一,公开", 3, "第一"),
            ("第二,审计", 3, "第二"),
        ],
    ),
    ("第一、带骨干\n{b}\n第二、带新人\n{b}", [("第一、带骨干", 1, "第一"), ("第二、带新人", 1, "第二")]),
    ("第一件,修路。{b}\n第二件,通水。{b}", [("第一件,修路", 1, "第一"), ("第二件,通水", 1, "第二")]),
    # without numbers
    (
        "敲开门来听真话\n{b}\n俯下身去办实事\n{b}\n回过头来看成效\n{b}",
        [("敲开门来听真话", 1, None), ("俯下身去办实事", 1, None), ("回过头来看成效", 1, None)],
    ),
    ("亮标准\n{b}\n亮身份\n{b}\n亮承诺\n{b}", [("亮标准", 1, None), ("亮身份", 1, None), ("亮承诺", 1, None)]),
    ("门为什么敲不开?\n{b}\n话怎样才说得透?\n{b}", [("门为什么敲不开?", 1, None), ("话怎样才说得透?", 1, None)]),
    (
        "“先把自家门前扫干净”\n{b}\n“账本就挂在墙上”\n{b}",
        [("“先把自家门前扫干净”", 1, None), ("“账本就挂在墙上”", 1, None)],
    ),
    (
        "优秀共产党员(3名)\n柳小河 安大山 简青\n先进党支部(2个)\n{b}",
        [("优秀共产党员(3名)", 1, None), ("先进党支部(2个)", 1, None)],
    ),
    ("指导思想\n{b}", [("指导思想", 1, None)]),
    ("{b}活动安排\n{b}", [("活动安排", 1, None)]),
    ("项目清单\n序号|项目|期限\n1|修路|六月\n主要做法\n{b}", [("项目清单", 1, None), ("主要做法", 1, None)]),
    (
        "一、做法\n敲开门来听真话\n{b}\n俯下身去办实事\n{b}",
        [("一、做法", 1, "一"), ("敲开门来听真话", 2, None), ("俯下身去办实事", 2, None)],
    ),
    # bullets of a brief; a list of literature
    ("★ 云顶村:承诺上墙\n{b}\n★ 安坪村:账本上墙\n{b}", [("云顶村:承诺上墙", 1, None), ("安坪村:账本上墙", 1, None)]),
    (
        "一、现状\n{b}\n参考文献\n[1] 柳小河.支部手记[J].党建,2010(3).\n[2] 安大山.山村党建[M].2009.",
        [("一、现状", 1, "一")],
    ),
    # all line breaks were lost
    (
        "一、家底 {b} 二、做法 (一)学 习 {b} (二)承诺。{b} 三、打算 1、接着学。{b} 2、接着办。{b}",
        [
            ("一、家底", 1, "一"),
            ("二、做法", 1, "二"),
            ("(一)学 习", 2, "一"),
            ("(二)承诺", 2, "二"),
            ("三、打算", 1, "三"),
            ("1、接着学", 3, "1"),
            ("2、接着办", 3, "2"),
        ],
    ),
    # one heading closed with a wrong sign is still one
    ("一、摸清家底;\n{b}\n二、列出清单\n{b}", [("一、摸清家底", 1, "一"), ("二、列出清单", 1, "二")]),
    # an annex behind the signature begins again at the top
    (
        "一、名额\n{b}\n中共柳溪县委组织部\n2011年5月9日\n附件1:名额分配表\n柳溪镇 3名",
        [("一、名额", 1, "一"), ("附件1:名额分配表", 1, None)],
    ),
]

NEGATIVE = [
    # enumerations inside a sentence or a paragraph
    "一是抓班子,二是带队伍,三是建机制。",
    "一是抓班子。{b}\n二是带队伍。{b}\n三是建机制。{b}",
    "一要细。{b}二要实。{b}三要快。{b}",
    "首先,要细。{b}\n其次,要实。{b}\n",
    "为此,我提三点要求:一、要细;二、要实;三、要快。",
    "会议强调:一、要细,二、要实。",
    "具体任务是:1、入户;2、登记;3、汇总。",
    "第一,要细。{b}",
    "会议有三项议程:\n一、宣读决定;\n二、颁奖;\n三、典型发言。\n{b}",
    # numbers that are none of a heading
    "三、四月份雨水多,要抢在前头。",
    "5、6月份再走一遍。",
    "一、二等奖共发了十六个。",
    "一、二季度各开了两次会。",
    "二、三产业占了六成。",
    "一、二把手要亲自上手。",
    "一、二、三组先走,四、五组后走。",
    "3.5万元已经到账。",
    "10.29那天的教训要记住。",
    "12.5%的党员在外地。",
    "五一、国庆两个节都要值班。",
    "八一、春节都去慰问。",
    "一级抓一级,层层抓落实。",
    "三会一课要按时开。\n四议两公开要走全。",
    "第一阶段的活儿已经干完。{b}\n第一批次共有三十个单位参加。",
    "第一条 为了办实事,定本办法。\n第二条 本办法自印发之日起施行。",
    # too long to be one
    "1、" + "对排查出来的问题要建好台账,明确到人," * 4 + "办结一件销号一件。",
    # tables and attachments
    "1、党员|35|名\n2、支部|4|个",
    "{b}\n附件:1.报名表\n2.推荐表\n3.汇总表",
    "{b}\n附件:\n1.报名表\n2.推荐表\n3.汇总表",
    "{b}\n附:1.报名表",
    "{b}\n附件:推荐表\n中共柳溪镇委员会\n2011年6月1日",
    # short lines that head nothing
    "{b}\n组长:柳小河\n副组长:安大山\n成员:简青\n{b}",
    "{b}\n组长 柳小河\n副组长 安大山\n{b}",
    "{b}\n(掌声)\n{b}\n(长时间鼓掌)\n{b}",
    "{b}\n此致\n敬礼\n柳溪村党支部\n2011年6月30日",
    "主持人:安大山\n{b}\n柳小河:\n{b}",
    "敲开门来听真话\n{b}",
    "红旗插上凤凰岭\n家家户户点明灯\n党员走在最前头\n山路越走越光明",
    "一、\n二、\n1.\n(一)\n、、",
    "",
    "\n \n",
    # lines of names
    "柳小河 安大山 陶文简青 方石\n{b}\n方石 卞玉兰 欧阳清泉马涛 石磊\n{b}",
    # quarters are no numbers of a heading
    "一、二季度党建工作总结\n{b}\n三、四季度工作要点\n{b}",
]


@pytest.mark.parametrize(("text", "expected"), SYNTHETIC)
def test_synthetic(text: str, expected: list[tuple[str, int, str | None]]) -> None:
    text = text.replace("{b}", BODY)
    found = find_headings(text, 0, len(text))
    assert [(text[item.start : item.end], item.level, item.number) for item in found] == expected


@pytest.mark.parametrize("text", NEGATIVE)
def test_negative(text: str) -> None:
    text = text.replace("{b}", BODY)
    assert [text[item.start : item.end] for item in find_headings(text, 0, len(text))] == []


KNOWN_FAILURES = [
    # a form, not a text with headings
    ("1、姓名:柳小河\n2、性别:男", []),
    # an unnumbered heading run into its paragraph
    (
        f"敲开门来听真话。{BODY}\n俯下身去办实事。{BODY}",
        [("敲开门来听真话", 1, None), ("俯下身去办实事", 1, None)],
    ),
    # a number without any sign behind it
    (f"一 摸清家底\n{BODY}\n二 列出清单\n{BODY}", [("一 摸清家底", 1, "一"), ("二 列出清单", 1, "二")]),
]


@pytest.mark.xfail(strict=True, reason="known failure")
@pytest.mark.parametrize(("text", "expected"), KNOWN_FAILURES)
def test_known_failures(text: str, expected: list[tuple[str, int, str | None]]) -> None:
    found = find_headings(text, 0, len(text))
    assert [(text[item.start : item.end], item.level, item.number) for item in found] == expected


def test_stays_inside_its_bounds() -> None:
    text = "一、甲事\n二、乙事\n三、丙事\n"
    assert [text[item.start : item.end] for item in find_headings(text, 5, 9)] == ["二、乙事"]


ALPHABET = st.sampled_from("一二三四十123、.,。:;!?()〔〕①第阶段步篇附件|“” \n党员群众做好动员组织领导年月日")


@given(st.text(ALPHABET, max_size=120))
@settings(max_examples=100, deadline=None, derandomize=True)
def test_ordered_disjoint_and_inside(text: str) -> None:
    found = find_headings(text, 0, len(text))
    at = 0
    for item in found:
        assert at <= item.start < item.end <= len(text)
        assert 1 <= item.level <= 4
        assert "\n" not in text[item.start : item.end]
        assert text[item.start : item.end] == text[item.start : item.end].strip()
        at = item.end
