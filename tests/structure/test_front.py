"""Title, author and beginning of the body, in the many ways that documents set them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxzy_nlp.structure.front import read_front

BODY = "各村党支部要把这件事摆上桌面,一件一件过,年底前给群众一个交代。"

#: text, title, author
SYNTHETIC: list[tuple[str, str | None, str | None]] = [
    # plain titles
    ("在柳溪镇动员会上的讲话\n同志们:\n{b}", "在柳溪镇动员会上的讲话", None),
    ("柳溪镇2011年工作总结\n{b}", "柳溪镇2011年工作总结", None),
    ("关于表彰先进党支部的决定\n各村党支部:\n{b}", "关于表彰先进党支部的决定", None),
    ("通 知\n各村党支部:\n{b}", "通 知", None),
    ("把门敲开 把话听完\n{b}", "把门敲开 把话听完", None),
    ("承诺书\n{b}", "承诺书", None),
    # a rule under the letterhead is no subtitle
    ("柳发〔2011〕12号\n————————————\n关于开展活动的意见\n各支部:\n{b}", "关于开展活动的意见", None),
    # fields of a form and an editor's note are no titles
    ("时间:2021年6月9日下午2:30\n地点:文科楼308\n主持:柳小河\n{b}", None, None),
    (
        "编者按:日前,县委召开表彰大会,县委书记柳小河讲了话,现摘要刊登如下。\n把旗插在路口\n柳小河\n同志们:\n{b}",
        "把旗插在路口",
        "柳小河",
    ),
    ("编者按:日前,县委召开表彰大会,现把讲话刊登如下。\n{b}", None, None),
    ("标题:在柳溪镇动员会上的讲话\n作者:柳小河\n{b}", "在柳溪镇动员会上的讲话", "柳小河"),
    ("原标题:在柳溪镇动员会上的讲话\n同志们:\n{b}", "在柳溪镇动员会上的讲话", None),
    ("文章标题:柳溪镇2011年工作总结\n{b}", "柳溪镇2011年工作总结", None),
    (
        "柳溪镇开展主题党日\n发布日期:2025年04月03日\n作者:柳小河\n编辑:安大山\n审核:陶文\n{b}",
        "柳溪镇开展主题党日",
        "柳小河",
    ),
    # the credits below an item of news
    ("柳溪镇开展主题党日\n{b}\n(文:柳小河 图:安大山 审核:陶文)", "柳溪镇开展主题党日", "柳小河"),
    # all of it on one line
    ("在柳溪镇动员会上的讲话 同志们: 今天开会,部署工作。 一、统一思想 要学在前面。", "在柳溪镇动员会上的讲话", None),
    # glued to the text behind it, or to the speaker
    ("柳溪镇先进性教育活动工作总结根据县委的部署,我镇认真开展。{b}", "柳溪镇先进性教育活动工作总结", None),
    ("柳溪镇党委印发了实施方案为深入推进活动打底。{b}", None, None),
    ("在柳溪镇表彰大会上的讲话 柳 河(2013年5月9日)\n同志们:\n{b}", "在柳溪镇表彰大会上的讲话", "柳 河"),
    ("在柳溪镇表彰大会上的讲话 高度重视\n同志们:\n{b}", "在柳溪镇表彰大会上的讲话 高度重视", None),
    # a menu in another language
    ("Learning Field\n柳溪镇2011年工作总结\n{b}", "柳溪镇2011年工作总结", None),
    # two lines
    ("在柳溪镇深入开展创先争优活动\n动员大会上的讲话\n{b}", "在柳溪镇深入开展创先争优活动\n动员大会上的讲话", None),
    (
        "在柳溪县水利系统保持共产党员先进性教育\n活动动员大会上的讲话\n{b}",
        "在柳溪县水利系统保持共产党员先进性教育\n活动动员大会上的讲话",
        None,
    ),
    ("关于在全镇进一步做好\n\n公开承诺工作的通知\n各党支部:\n{b}", "关于在全镇进一步做好\n\n公开承诺工作的通知", None),
    ("关于柳溪镇创先争优工作情况\n的汇报\n{b}", "关于柳溪镇创先争优工作情况\n的汇报", None),
    # subtitles, repeated titles, dates behind
    ("把门敲开\n——在柳溪镇党课上的讲稿\n柳小河\n{b}", "把门敲开", "柳小河"),
    ("老支书的三本账\n——记柳溪村老支书安大山\n{b}", "老支书的三本账", None),
    ("柳溪镇2011年工作总结\n\n柳溪镇2011年工作总结\n{b}", "柳溪镇2011年工作总结", None),
    ("在柳溪镇动员会上的讲话(2011年6月30日)\n同志们:\n{b}", "在柳溪镇动员会上的讲话", None),
    ("柳溪镇承诺践诺办法(试行)\n{b}", "柳溪镇承诺践诺办法(试行)", None),
    ("在柳溪镇动员会上的讲话\n(根据录音整理)\n柳小河\n同志们:\n{b}", "在柳溪镇动员会上的讲话", "柳小河"),
    # letterhead and document number
    ("中共柳溪县委文件\n柳发〔2011〕12号\n关于开展活动的实施意见\n各乡镇党委:\n{b}", "关于开展活动的实施意见", None),
    ("创办„2011‟12号\n关于开展活动的实施意见\n各乡镇党委:\n{b}", "关于开展活动的实施意见", None),
    # the body whose title it is, in the line above
    ("中共柳溪县委组织部\n关于分类定级情况的报告\n{b}", "中共柳溪县委组织部\n关于分类定级情况的报告", None),
    ("中共柳溪县委\n关于表彰先进的决定\n{b}", "中共柳溪县委\n关于表彰先进的决定", None),
    ("中共柳溪县委组织部\n在全县组织工作会议上的讲话\n{b}", "在全县组织工作会议上的讲话", None),
    ("柳溪县农业局2021年工作总结\n暨2022年工作打算\n{b}", "柳溪县农业局2021年工作总结\n暨2022年工作打算", None),
    ("在柳溪车站先进性教育活动\n转段动员大会上的讲话\n{b}", "在柳溪车站先进性教育活动\n转段动员大会上的讲话", None),
    # lines of a site, a column or a notice board
    ("柳溪新闻网 · 人物\n\n夜里两点的灯\n——记医生柳小河\n{b}", "夜里两点的灯", None),
    ("柳溪县职业学院 党委组织部 文件转载\n\n关于几个具体问题的通知\n{b}", "关于几个具体问题的通知", None),
    ("【范文】乡镇党委书记述职述廉(可直接套用)\n\n2023年度述职述廉报告\n{b}", "2023年度述职述廉报告", None),
    ("二队更衣室门口张贴件(拍照录入)\n二队党员岗位承诺\n\n{b}", "二队党员岗位承诺", None),
    ("柳小河的博客\n[2009-04-16 06:20] 分类:会上会下\n在县里座谈会上讲的几句话\n{b}", "在县里座谈会上讲的几句话", None),
    ("《柳溪校友》第44期 人物\n跟土打交道的人\n\n{b}", "跟土打交道的人", None),
    ("我是谁,我该是谁\n\n{b}", "我是谁,我该是谁", None),
    ("柳溪乡人民政府\n会议纪要\n{b}", "会议纪要", None),
    ("初心·使命\n{b}", "初心·使命", None),
    ("炉火正红创先路 铁水奔流争优潮\n\n{b}", "炉火正红创先路 铁水奔流争优潮", None),
    ("柳溪信合情况\n第十九期\n县联社办公室编 2011年8月\n\n柜台里亮牌子\n{b}", "柜台里亮牌子", None),
    ("柳组通〔2011〕3号\n\n柳溪县党员管理实施方案\n{b}", "柳溪县党员管理实施方案", None),
    ("创先争优活动简报\n第12期\n柳溪县创先办 2011年6月30日\n{b}", "创先争优活动简报", None),
    # a greeting on the title's line
    ("在柳溪镇动员会上的讲话 同志们:\n{b}", "在柳溪镇动员会上的讲话", None),
    ("在柳溪镇动员会上的讲话同志们:{b}", "在柳溪镇动员会上的讲话", None),
    ("在柳溪镇动员会上的讲话 各位领导:\n{b}", "在柳溪镇动员会上的讲话", None),
    ("在柳溪镇动员会上的讲话 柳小河 同志们:今天{b}", "在柳溪镇动员会上的讲话", "柳小河"),
    # author lines
    ("在柳溪镇动员会上的讲话\n柳小河\n同志们:\n{b}", "在柳溪镇动员会上的讲话", "柳小河"),
    ("在柳溪镇动员会上的讲话\n柳 小 河\n同志们:\n{b}", "在柳溪镇动员会上的讲话", "柳 小 河"),
    ("在柳溪镇动员会上的讲话\n(柳小河)\n同志们:\n{b}", "在柳溪镇动员会上的讲话", "柳小河"),
    ("在柳溪镇动员会上的讲话\n柳小河同志\n同志们:\n{b}", "在柳溪镇动员会上的讲话", "柳小河"),
    ("在柳溪镇动员会上的讲话\n柳小河(2011年6月30日)\n{b}", "在柳溪镇动员会上的讲话", "柳小河"),
    ("在柳溪镇动员会上的讲话\n柳小河 2011.6.30\n{b}", "在柳溪镇动员会上的讲话", "柳小河"),
    ("在柳溪镇动员会上的讲话\n2011年6月30日 柳小河\n{b}", "在柳溪镇动员会上的讲话", "柳小河"),
    ("在柳溪镇动员会上的讲话\n镇党委书记 柳小河\n(2011年6月30日)\n{b}", "在柳溪镇动员会上的讲话", "柳小河"),
    ("在柳溪镇动员会上的讲话\n柳溪镇党委书记、镇长 柳小河\n{b}", "在柳溪镇动员会上的讲话", "柳小河"),
    ("在柳溪镇动员会上的讲话\n党组书记、厅长  柳小河\n{b}", "在柳溪镇动员会上的讲话", "柳小河"),
    ("在柳溪镇动员会上的讲话\n柳小河 柳溪镇党委书记\n{b}", "在柳溪镇动员会上的讲话", "柳小河"),
    ("学习体会\n财政所 欧阳清泉\n{b}", "学习体会", "欧阳清泉"),
    ("学习体会\n作者:柳小河\n{b}", "学习体会", "柳小河"),
    ("柳小河\n在柳溪镇动员会上的讲话\n同志们:\n{b}", "在柳溪镇动员会上的讲话", "柳小河"),
    ("镇党委书记 柳小河\n在柳溪镇动员会上的讲话\n{b}", "在柳溪镇动员会上的讲话", "柳小河"),
    # who signs at the end
    ("思想汇报\n敬爱的党组织:\n{b}\n汇报人:柳小河\n2011年6月30日", "思想汇报", "柳小河"),
    ("入党申请书\n敬爱的党组织:\n{b}\n申请人 柳小河\n2011年6月30日", "入党申请书", "柳小河"),
    ("学习体会\n{b}\n柳小河\n2011年6月30日", "学习体会", "柳小河"),
    ("整改情况通报\n{b} 柳溪乡党委书记 柳小河", "整改情况通报", "柳小河"),
    ("柳溪村:大树底下上党课\n{b}(柳小河)", "柳溪村:大树底下上党课", "柳小河"),
]

NEGATIVE: list[tuple[str, str | None, str | None]] = [
    # no title at all
    ("{b}{b}", None, None),
    ("同志们:\n{b}", None, None),
    ("尊敬的各位领导、同志们:\n{b}", None, None),
    ("一、摸清家底\n{b}", None, None),
    ("2011年6月30日\n{b}", None, None),
    ("今年以来,镇里办了三件事\n{b}", None, None),
    ("全镇共有党员七百名", None, None),
    ("", None, None),
    # a masked speaker is nobody
    ("Xxx 同志\n在柳溪镇动员会上的讲话\n同志们:\n{b}", "在柳溪镇动员会上的讲话", None),
    ("某某某同志\n在柳溪镇动员会上的讲话\n{b}", "在柳溪镇动员会上的讲话", None),
    ("县委书记 XXX\n在柳溪镇动员会上的讲话\n{b}", "在柳溪镇动员会上的讲话", None),
    ("在柳溪镇动员会上的讲话\nXXX\n(2011年6月30日)\n{b}", "在柳溪镇动员会上的讲话", None),
    ("在柳溪镇动员会上的讲话\n柳××\n{b}", "在柳溪镇动员会上的讲话", None),
    # a newspaper's byline and dateline are no title
    ("□ 本刊编辑部\n把堤坝守成家\n{b}", "把堤坝守成家", None),
    ("本报记者 柳小河 通讯员 石大山\n{b}", None, None),
    ("新华社柳城7月1日电\n柳溪镇关于表彰防汛先进支部的决定\n{b}", "柳溪镇关于表彰防汛先进支部的决定", None),
    ("通讯员队伍建设方案\n{b}", "通讯员队伍建设方案", None),
    ("记者站工作总结\n{b}", "记者站工作总结", None),
    # short lines that are no names
    ("在柳溪镇动员会上的讲话\n白石村\n{b}", "在柳溪镇动员会上的讲话", None),
    ("工作汇报\n{b}\n谢谢\n2011年6月30日", "工作汇报", None),
    ("工作汇报\n{b}\n敬礼", "工作汇报", None),
    ("表彰决定\n{b}\n成员:柳小河", "表彰决定", None),
    ("工作汇报\n{b}\n中共柳溪镇委员会\n2011年6月30日", "工作汇报", None),
]


@pytest.mark.parametrize(("text", "title", "author"), SYNTHETIC + NEGATIVE)
def test_title_and_author(text: str, title: str | None, author: str | None) -> None:
    text = text.replace("{b}", BODY)
    front = read_front(text, 0, len(text))
    assert (front.title and text[slice(*front.title)], front.author and text[slice(*front.author)]) == (title, author)


#: text, first characters of the body
BODIES = [
    ("在柳溪镇动员会上的讲话\n柳小河\n(2011年6月30日)\n同志们:\n今天开会。", "今天开会。"),
    ("把门敲开\n——在柳溪镇党课上的讲稿\n今天上课。", "今天上课。"),
    ("工作汇报\n一、摸清家底\n先说第一件。", "一、摸清家底"),
    ("今天开会。\n讲两件事。", "今天开会。"),
    ("公开承诺书\n我是一名党员,现承诺如下:\n1、按时到岗", "我是一名党员"),
    ("简报\n第12期\n柳溪县创先办 2011年6月30日\n今天开会。", "今天开会。"),
]


@pytest.mark.parametrize(("text", "begins"), BODIES)
def test_where_the_body_begins(text: str, begins: str) -> None:
    assert text[read_front(text, 0, len(text)).end :].startswith(begins)


def test_the_markers_title_serves_where_there_is_no_other() -> None:
    text = "第一篇:党课讲稿\n今天上课。"
    front = read_front(text, 9, len(text), (4, 8))
    assert (front.title, front.end) == ((4, 8), 9)


def test_the_own_title_goes_before_the_markers() -> None:
    text = "第一篇:讲稿\n把门敲开\n今天上课。"
    front = read_front(text, 7, len(text), (4, 6))
    assert front.title is not None
    assert text[slice(*front.title)] == "把门敲开"


@pytest.mark.parametrize(
    ("head", "begins"),
    [
        ("柳溪新闻网 · 人物\n\n", "夜里两点的灯"),
        ("柳小河的博客\n[2009-04-16 06:20] 分类:会上会下\n", "夜里两点的灯"),
        ("柳发〔2011〕12号\n", "柳发"),  # the number of a paper is of it
    ],
)
def test_the_lines_of_a_site_over_the_title_are_outside_of_the_document(head: str, begins: str) -> None:
    text = f"{head}夜里两点的灯\n——记医生柳小河\n{BODY}"
    front = read_front(text, 0, len(text))
    assert front.title is not None
    assert text[slice(*front.title)] == "夜里两点的灯"
    assert text[front.start :].startswith(begins)


KNOWN_FAILURES = [
    # the speaker's name inside the title
    ("柳小河同志在动员会上的讲话\n{b}", "柳小河同志在动员会上的讲话", "柳小河"),
    # an organisation that signs
    ("工作汇报\n{b}\n中共柳溪镇委员会\n2011年6月30日", "工作汇报", "中共柳溪镇委员会"),
]


@pytest.mark.xfail(strict=True, reason="known failure")
@pytest.mark.parametrize(("text", "title", "author"), KNOWN_FAILURES)
def test_known_failures(text: str, title: str | None, author: str | None) -> None:
    test_title_and_author(text, title, author)


ALPHABET = st.sampled_from("在会上的讲话总结柳小河书记同志们各位领导年月日2011()《》—— :,。\nx×第期一、")


@given(st.text(ALPHABET, max_size=80), st.integers(0, 5))
@settings(max_examples=100, deadline=None, derandomize=True)
def test_stays_inside(text: str, start: int) -> None:
    start = min(start, len(text))
    front = read_front(text, start, len(text))
    assert start <= front.end <= len(text)
    for span in (front.title, front.author):
        assert span is None or start <= span[0] < span[1] <= len(text)
