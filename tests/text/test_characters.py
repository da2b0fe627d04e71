"""One spelling for each sign: folding keeps every character's place, the rest comes as edits."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxzy_nlp.text.characters import annotation_edits, fold_characters, invisible_edits
from cxzy_nlp.text.offsets import apply_edits

SETTINGS = settings(max_examples=100, deadline=None, derandomize=True)

#: text, folded
FOLDED: list[tuple[str, str]] = [
    ("共７９６名，占９２．５％（其中：女）；对！是？", "共796名,占92.5%(其中:女);对!是?"),
    ("「四議」『兩公開』", "“四議”‘兩公開’"),
    ("〝三学〞 ﹁四比﹂", "“三学” “四比”"),
    ("〔2010〕【33】［4］", "〔2010〕【33】[4]"),
    # full stops written as points throughout
    ('村里修了路.渠也通了.\n"双诺"都兑现.', '村里修了路。渠也通了。\n"双诺"都兑现。'),
    ("动员部署(7月1日—7月31日).县里开会．占98%.各村跟上.", "动员部署(7月1日—7月31日)。县里开会。占98%。各村跟上。"),
    ("1978—1998－2008–2010−", "1978—1998-2008-2010-"),
    ("柳湾•新村・卧龙･北", "柳湾·新村·卧龙·北"),
    ("全角　空格\u00a0\u2003和\t制表", "全角 空格  和 制表"),
    ("甲\r\n乙\r丙\u2028丁\x0b戊\x0c己\x85庚\n辛", "甲 \n乙\n丙\n丁\n戊\n己\n庚\n辛"),
    ("臵身一线，髙举旗臶", "置身一线,高举旗帜"),
    ("三学〃三比", "三学·三比"),
    # the text layer of a PDF file: radicals for characters
    ("⼯作⽅⾯，⻓期⻔类", "工作方面,长期门类"),
    ("\uf9e4\uf98a", "理力"),
    # a radical whose character is itself a glyph to mend
    ("⾭", "青"),
]

#: folded text that must stay as it is
KEPT: list[str] = [
    "。、《》“”‘’…——",
    "二〇一〇年",
    "①②⑳ ‰ ℃ ㎡ №",
    "汉字A-Z 0-9",
    "\U0001f600𠮷",
    "",
    # points that are none: numbers of headings, of days, in numbers and addresses; a few; beside 。 elsewhere
    "一.摸家底\n二.列清单\n三.办实事\n(一).看\n(2).评",
    "五.四青年、三.八妇女、一二.九合唱,共3.5万元,www.lu.cn",
    "列夫.多吉说,好.",
    "他说好.我也说好.都好.真好。很好。确实好。都来看。",
]

#: text, text without invisible characters
INVISIBLE: list[tuple[str, str]] = [
    ("党\u200b员\ufeff", "党员"),
    ("抓\x00学\x07习\x1f\x7f\x80", "抓学习"),
    ("先\u00ad锋\u202e\u2066\u180e\ufe0f\U000e0041", "先锋"),
    ("正\n常\t的 换\r行\u3000", "正\n常\t的 换\r行\u3000"),
]

#: folded text, text without notes and with number signs spelt out
ANNOTATED: list[tuple[str, str]] = [
    ("创(chuàng)先争优,践(jiàn)诺(nuò)", "创先争优,践诺"),
    ("绿(lǜ)水 嗯(ńg)", "绿水 嗯"),
    ("㈠抓学习 ㈩抓落实", "(一)抓学习 (十)抓落实"),
    ("⑴脾气躁⑵不学习⒇", "(1)脾气躁(2)不学习(20)"),
    ("⒈动员⒉部署⒛", "1.动员2.部署20."),
    # no notes: no tone mark, no Chinese character before, too long
    ("电话(tel)和(dj)", "电话(tel)和(dj)"),
    ("A(chuàng)", "A(chuàng)"),
    ("党(dǎngyuánhěnduō)", "党(dǎngyuánhěnduō)"),
    ("①抓学习", "①抓学习"),
    ("# 小结\n## 一、背景\n#1号楼 3# 机", "小结\n一、背景\n#1号楼 3# 机"),
]


@pytest.mark.parametrize(("text", "folded"), FOLDED)
def test_folded(text: str, folded: str) -> None:
    assert fold_characters(text) == folded
    assert len(folded) == len(text)


@pytest.mark.parametrize("text", KEPT)
def test_kept(text: str) -> None:
    assert fold_characters(text) == text


def test_glyphs_are_an_option() -> None:
    assert fold_characters("设臵，⼯作", glyphs=False) == "设臵,⼯作"


@pytest.mark.parametrize(("text", "clean"), INVISIBLE)
def test_invisible_characters_go(text: str, clean: str) -> None:
    assert apply_edits(text, invisible_edits(text))[0] == clean


@pytest.mark.parametrize(("text", "clean"), ANNOTATED)
def test_notes_and_number_signs(text: str, clean: str) -> None:
    assert apply_edits(text, annotation_edits(text))[0] == clean


@SETTINGS
@given(st.text())
def test_folding_keeps_every_place_and_is_stable(text: str) -> None:
    folded = fold_characters(text)
    assert len(folded) == len(text)
    assert fold_characters(folded) == folded
    assert not set(folded) & set("\r\t\u3000，：；（）！？％０９")
