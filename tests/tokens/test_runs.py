"""What is cut without a segmenter: numbers, dates, words of other scripts, blanks, signs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxzy_nlp.tokens.lexicon import Lexicon
from cxzy_nlp.tokens.runs import Runs
from cxzy_nlp.tokens.segmenter import RunSegmenter

from ..steps import steps_of


def pieces(text: str, alone: frozenset[str] = frozenset()) -> str:
    """The pieces of a text, Chinese characters left together."""
    return "|".join(RunSegmenter("", _lines, Lexicon(alone=alone)).words(text))


def _lines(text: str) -> list[str]:
    """A backend that leaves Chinese characters together and cuts signs off, as jieba does."""
    found: list[str] = []
    for character in text:
        chinese = "\u4e00" <= character <= "\u9fd5"
        if chinese and found and "\u4e00" <= found[-1][-1] <= "\u9fd5":
            found[-1] += character
        else:
            found.append(character)
    return found


CUT = [
    ("2010年5月17日上午9时", "2010年|5月|17日|上午|9时"),
    ("2010-04-06至2010.6.12", "2010-04-06|至|2010.6.12"),
    ("二〇一〇年六月，二○一一年", "二〇一〇年|六月|，|二○一一年"),
    ("2010年度、1990年代、2008年级", "2010|年度|、|1990|年代|、|2008|年级"),
    ("3个月，3月份，30小时，9时期", "3|个月|，|3月份|，|30|小时|，|9|时期"),
    ("2.7万元，3千万斤，1.2亿", "2.7万|元|，|3千万|斤|，|1.2亿"),
    ("11.8%，１１．８％，5‰", "11.8%|，|１１．８％|，|5‰"),
    ("1,150亩，2010,2011年", "1,150|亩|，|2010|,|2011年"),
    ("1,111,1111", "1,111|,|1111"),
    ("9:30开会，3·15，1/3", "9:30|开会|，|3·15|，|1/3"),
    ("登录qq.com，B3线，e-mail", "登录|qq.com|，|B3|线|，|e-mail"),
    ("——记某村……好！！", "——|记某村|……|好|！|！"),
    ("甲 　乙\n\n丙", "甲| 　|乙|\n|\n|丙"),
    ("𠮷野家", "𠮷|野家"),
    ("**村", "**|村"),
    ("（一）1.学习", "（|一|）|1|.|学习"),
]


@pytest.mark.parametrize(("text", "expected"), CUT)
def test_cut(text: str, expected: str) -> None:
    assert pieces(text) == expected


def test_alone() -> None:
    alone = frozenset(["三实", "四大"])
    assert pieces("“三实”和“四大”", alone) == "“|三实|”|和|“|四大|”"
    assert pieces("“四大名著”三实", alone) == "“|四大名著|”|三实"
    assert pieces("“双诺双述双评”、“三个一”、“三八红旗手”", alone) == "“|双诺双述双评|”|、|“|三个一|”|、|“|三八红旗手|”"
    assert pieces("“三要三不要", alone) == "“|三要三不要"
    assert Runs(alone).split("说“三实”") == ["说", "“三实", "”"]


@given(st.text(alphabet=st.sampled_from("党三实四大年月日一二〇12０,.:%-—…a_é “”‘’\n\u3000𠮷，。(")))
def test_pieces_are_the_text(text: str) -> None:
    assert "".join(RunSegmenter("", _lines, Lexicon(alone=frozenset(["三实", "四大"]))).words(text)) == text
    assert "".join(Runs().split(text)) == text


HOSTILE = ["“三勤四看", "1,111", "1.1", "a-", "1/", "2010-", "“四大", "—…", "〇一", "9:3", "年月日", "é1"]


@pytest.mark.parametrize("unit", HOSTILE)
def test_linear(unit: str) -> None:
    runs = Runs(frozenset(["四大"]))
    for size in (20_000, 200_000):
        for part in runs.split(unit * size)[1::2]:
            assert "".join(runs.cut(part)) == part


def test_the_work_grows_with_the_text() -> None:
    segmenter = RunSegmenter("", _lines, Lexicon())
    few, many = (steps_of(segmenter.words, "全镇796名党员，2010年5月。" * size) for size in (50, 500))
    assert many < 12 * few
