"""Tokens of the reading laid over the source."""

from __future__ import annotations

import pytest

from cxzy_nlp import Config, Source, segment
from cxzy_nlp.tokens import segment_source

LAID = [
    ("鄉黨委開會", [("鄉黨委", "乡党委"), ("開會", "开会")]),
    ("㈠抓学习", [("㈠", "(一)"), ("抓", "抓"), ("学习", "学习")]),
    ("学\u200b习 ", [("学\u200b习", "学习"), (" ", " ")]),
    ("共７９６名，", [("共", "共"), ("７９６", "796"), ("名", "名"), ("，", ",")]),
    ("\ufeff党员", [("\ufeff", ""), ("党员", "党员")]),
    ("党员\u200b", [("党员", "党员"), ("\u200b", "")]),
    ("讲 话", [("讲 话", "讲话")]),
    ("臵身一线", [("臵身", "置身"), ("一线", "一线")]),
    ("", []),
    ("\u200b", [("\u200b", "")]),
]


@pytest.mark.parametrize(("text", "expected"), LAID)
def test_laid(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(token.text, token.norm) for token in segment(text)] == expected


def test_page_number_inside_a_word() -> None:
    text = "各村宣传典型，搞好宣传，大力宣传。搞好宣 6 传活动。" * 3
    assert ("宣 6 传", "宣传") in [(token.text, token.norm) for token in segment(text)]


def test_broken_line() -> None:
    text = "全镇党员要统一思想。各村要结合实际，层层召开动员会，把广大党员组\n\n织起来。"
    assert ("组\n\n织", "组织") in [(token.text, token.norm) for token in segment(text)]


def test_markup_is_left_out() -> None:
    source = Source.from_text("<p>全镇<b>党员</b>开会</p><script>alert(1)</script>", format="html")
    tokens = segment_source(source, Config())
    assert [token.norm for token in tokens if not token.space] == ["全镇", "党员", "开会"]
    assert "".join(token.text for token in tokens) == source.text
