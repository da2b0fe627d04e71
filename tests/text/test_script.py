"""Traditional to Simplified without an offset map: the length never changes."""

from __future__ import annotations

import opencc
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxzy_nlp.text.script import detect_script, to_simplified

SETTINGS = settings(max_examples=100, deadline=None, derandomize=True)

#: text, script, Simplified
SYNTHETIC: list[tuple[str, str, str]] = [
    ("柳灣鄉黨委召開創先爭優座談會", "hant", "柳湾乡党委召开创先争优座谈会"),
    # Taiwan and Hong Kong forms
    ("為群眾著想，在裡面圍著火爐談", "hant", "为群众着想，在里面围着火炉谈"),
    ("爲羣衆着想，衞生院設在裏面", "hant", "为群众着想，卫生院设在里面"),
    ("好幹部、好乾部，後來居上", "hant", "好干部、好干部，后来居上"),
    # a word that only Taiwan uses stays a word
    ("社群黨員使用網路", "hant", "社群党员使用网路"),
    # 個 was once written 乙個 by a converter; no writer means it
    ("乙個黨員聯繫乙名困難群眾", "hant", "一个党员联系一名困难群众"),
    ("甲个、乙个", "hans", "甲个、乙个"),
    ("柳湾乡党委召开座谈会", "hans", "柳湾乡党委召开座谈会"),
    ("柳湾鎮党委书记讲话", "hans", "柳湾镇党委书记讲话"),
    # names and words of Simplified text that look Traditional
    ("乾县、乾安县、瞭望台、著名、显著", "hans", "乾县、乾安县、瞭望台、著名、显著"),
    # words that the dictionary of words changes, though none of their characters changes alone
    ("各镇党委对党员来信及时答覆、批覆", "hans", "各镇党委对党员来信及时答复、批复"),
    ("", "hans", ""),
    ("2010 report", "hans", "2010 report"),
    ("\U0001f600𠮷\ud7ff", "hans", "\U0001f600𠮷\ud7ff"),
]


@pytest.mark.parametrize(("text", "script", "simplified"), SYNTHETIC)
def test_script(text: str, script: str, simplified: str) -> None:
    assert detect_script(text) == script
    assert to_simplified(text) == simplified


def test_script_may_be_given() -> None:
    assert to_simplified("著作", "hans") == "著作"


def test_the_majority_decides() -> None:
    assert detect_script("這裡有幾個繁體字，" + "这里多数是简体字，党员们认真学习。") == "hans"


@SETTINGS
@given(st.text(st.sampled_from("深沈毛坏英哩答覆批回找藉口消浮捏土打瞭甦衹党员学习"), max_size=40))
def test_texts_are_only_left_alone_where_nothing_changes(text: str) -> None:
    assert to_simplified(text, "hans") == opencc.OpenCC("t2s").convert(text)


@SETTINGS
@given(st.text(st.one_of(st.characters(min_codepoint=0x3400, max_codepoint=0x9FFF), st.characters(codec="utf-8"))))
def test_length_is_kept(text: str) -> None:
    assert len(to_simplified(text)) == len(text)
    assert len(to_simplified(text, "hant")) == len(text)


@SETTINGS
@given(st.text(st.sampled_from("台臺着著裡裏爲為峯峰羣群衆眾麪麵線綫週周乾幹干后後隻只游遊舍捨鬥斗制製"), max_size=40))
def test_length_is_kept_among_variants(text: str) -> None:
    assert len(to_simplified(text, "hant")) == len(text)
