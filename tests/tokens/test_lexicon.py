"""The domain lexicon: names come out whole on campaign text, general text is left alone; the user's words."""

from __future__ import annotations

from pathlib import Path

import pytest

from cxzy_nlp import Config, InputError, segment
from cxzy_nlp.tokens import make_segmenter, segmenter_mark
from cxzy_nlp.tokens.lexicon import Lexicon, domain_lexicon, read_user_lexicon

from .backends import BACKENDS

#: Written for this test: sentences in which the marked name must be one token, without quotation marks.
NAMES = [
    ("各支部要对照五个好的要求查找差距", "五个好"),
    ("争做五带头党员", "五带头"),
    ("深入开展创先争优活动以来", "创先争优"),
    ("村里的大事按四议两公开来办", "四议两公开"),
    ("严格落实三会一课制度", "三会一课"),
    ("窗口单位推行三亮三比三评", "三亮三比三评"),
    ("保持共产党员先进性教育活动已经结束", "先进性教育"),
    ("两学一做学习教育要抓实", "两学一做"),
    ("践行三严三实要从自己做起", "三严三实"),
    ("深入学习实践科学发展观活动转入第二阶段", "学习实践科学发展观"),
    ("党史学习教育办了十件实事", "党史学习教育"),
    ("增强四个意识坚定四个自信", "四个意识"),
    ("增强四个意识坚定四个自信", "四个自信"),
    ("坚决反对四风", "四风"),
    ("牢记两个务必", "两个务必"),
    ("认真执行中央八项规定", "八项规定"),
    ("三重一大事项集体研究", "三重一大"),
    ("开展三讲教育", "三讲教育"),
    ("做到四个全面协调推进", "四个全面"),
    ("两优一先评选揭晓", "两优一先"),
]


@pytest.mark.parametrize("name", BACKENDS)
@pytest.mark.parametrize(("text", "word"), NAMES)
def test_a_name_is_one_token(name: str, text: str, word: str) -> None:
    expected = {word, f"中央{word}"}  # 中央八项规定 is a name as well
    assert expected & {token.text for token in segment(text, segmenter=name)}


@pytest.mark.parametrize("name", BACKENDS)
def test_every_name_is_one_token_in_quotation_marks(name: str) -> None:
    lexicon = domain_lexicon()
    segmenter = make_segmenter(Config(segmenter=name))
    cut = [
        word
        for word in sorted(lexicon.firm | lexicon.loose | lexicon.alone)
        if word not in segmenter.words(f"讲“{word}”。")
    ]
    assert cut == []


#: Written for this test: general sentences that hold the characters of a name and do not mean it.
GENERAL = [
    "他读完了四大名著中的三部。",
    "这四个人都是从北京来的。",
    "四句话说完，他就走了。",
    "三个必须完成的作业还没写。",
    "她买了三包饼干和三通电话卡。",
    "三好两坏，算是扯平了。",
    "小组赛之后他们进入四强。",
    "我们走了三公里，又走了三公里。",
    "请把第三讲的讲义带来。",
    "四种人住在这条街上。",
    "两个责任人都到场了。",
    "他用五句话概括了小说的情节。",
    "三观不合的两个人很难相处。",
    "四季如春的昆明有四新鲜：花、菜、果、茶。",
    "三全食品的股价今天上涨。",
    "这三同学校的校服颜色不同。",
    "五一去爬山，十一去看海。",
    "他四处打听，终于找到了四清先生的旧居。",
    "三不管的地方",
    "四中心小学的操场很大。",
    "老人把三变魔术的道具收好。",
    "先教会他游泳，再教他跳水。",
    "医生说三基因突变的风险不高。",
    "双学位的学生要多修二十个学分。",
]


@pytest.mark.parametrize("name", BACKENDS[:3])
def test_general_text_is_left_alone(name: str) -> None:
    bare, ours = (make_segmenter(Config(segmenter=name, lexicon=lexicon)) for lexicon in (False, True))
    changed = [text for text in GENERAL if bare.words(text) != ours.words(text)]
    assert changed == []


#: What is joined and should not be; a pipeline that cuts every character gives loose words nothing to lose against.
KNOWN_FAILURES = [
    ("rjieba", "他有五个好朋友", "五个好"),
    ("pkuseg", "两新房都卖出去了。", "两新"),
    ("spacy", "我们走了三公里。", "三公"),
    ("spacy", "请把第三讲的讲义带来。", "三讲"),
]


@pytest.mark.xfail(strict=True, reason="a name where two words meet")
@pytest.mark.parametrize(("name", "text", "word"), KNOWN_FAILURES)
def test_known_failures(name: str, text: str, word: str) -> None:
    if name in ("pkuseg", "spacy"):
        pytest.importorskip("spacy_pkuseg" if name == "pkuseg" else name)
    assert word not in [token.text for token in segment(text, segmenter=name)]


def test_switched_off() -> None:
    assert "四议两公开" not in [token.text for token in segment("落实四议两公开", config=Config(lexicon=False))]
    assert segmenter_mark(Config(lexicon=False)).endswith("lexicon none")


@pytest.mark.parametrize("name", BACKENDS)
def test_user_lexicon(name: str, tmp_path: Path) -> None:
    words = tmp_path / "words.txt"
    words.write_text("# 本镇\n双强双带 50 n\n\n枫杨渡镇\nT3出行\n卡拉OK\n", encoding="utf-8")
    config = Config(segmenter=name, user_lexicon=str(words))
    found = [token.text for token in segment("枫杨渡镇的双强双带，用T3出行去唱卡拉OK吧", config=config)]
    assert {"枫杨渡镇", "双强双带", "T3出行", "卡拉OK"} <= set(found)
    assert segmenter_mark(config) != segmenter_mark(Config(segmenter=name))
    assert "双强双带" not in [token.text for token in segment("双强双带", segmenter=name)]


def test_a_changed_lexicon_is_read_again(tmp_path: Path) -> None:
    words = tmp_path / "words.txt"
    config = Config(user_lexicon=str(words))
    words.write_text("甲乙丙丁戊", encoding="utf-8")
    assert [token.text for token in segment("甲乙丙丁戊", config=config)] == ["甲乙丙丁戊"]
    words.write_text("丙丁戊己庚辛", encoding="utf-8")
    assert "甲乙丙丁戊" not in [token.text for token in segment("甲乙丙丁戊", config=config)]


WRONG = [
    ("甲乙\n丙丁 5 n 多", r"words\.txt, line 2: expected 'word \[frequency \[tag\]\]', got 4 fields"),
    ("甲乙 多", r"line 1: the frequency must be a whole number, got '多'"),
    ("甲乙 -3", r"line 1: the frequency must be a whole number, got '-3'"),
    ("甲乙 0", r"line 1: the frequency must be between 1 and 999,999,999, got 0"),
    ("# x\n\n甲", r"line 3: a word has 2 to 40 characters, got '甲'"),
]


@pytest.mark.parametrize(("content", "message"), WRONG)
def test_user_lexicon_refused(content: str, message: str, tmp_path: Path) -> None:
    words = tmp_path / "words.txt"
    words.write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=message):
        segment("党员", config=Config(user_lexicon=str(words)))


def test_user_lexicon_that_is_no_text(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read: No such file"):
        segment("党员", config=Config(user_lexicon=str(tmp_path / "none.txt")))
    words = tmp_path / "words.txt"
    words.write_bytes("党员".encode("gb18030"))
    with pytest.raises(InputError, match=r"is not UTF-8 \(byte 0\); save it as UTF-8"):
        read_user_lexicon(str(words))


def test_digest_follows_the_words() -> None:
    assert Lexicon(loose=frozenset("ab")).digest != Lexicon(firm=frozenset("ab")).digest
    assert domain_lexicon().digest == domain_lexicon().digest != Lexicon().digest
