"""The noun that stands before the verb, in the clause before, or nowhere; all sentences are invented."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxzy_nlp.facts.counts import scan_counts

ROWS: list[tuple[str, list[str | None]]] = [
    # the topic of the clause
    ("全年简报出了9期。", ["简报"]),
    ("活动室还缺21处。", ["活动室"]),
    ("会议记录补写了六份。", ["会议记录"]),
    ("来信由去年同期的40件减少到12件。", ["来信", "来信"]),
    ("例会由每周一次改为隔周一次。", ["例会", "例会"]),
    ("职工会用灭火器的有35人次。", ["职工"]),
    # an earlier clause
    ("体会文章自己写,不超过三页。", ["体会文章"]),
    ("发出倡议书,共印了500份。", ["倡议书"]),
    ("门锁坏了,党员老王自己掏钱换了12把。", ["门锁"]),
    ("填写《登记表》,一式两份。", ["《登记表》"]),
    # what became of the things of the sentence before
    ("承诺事项60项,其中支部承诺10项。截至11月底,已办结52项。", ["承诺事项", "支部承诺", "承诺事项"]),
    ("党员三十名,平常在家的也就十来个。", ["党员", "党员"]),
    # 的: the counted things are not those of the clause
    ("收到意见30条,其中反映道路的12条,关于用水的8条。", ["意见", "意见", "意见"]),
    # nothing is guessed
    ("每月到村不少于2次。", [None]),
    ("县里批了十六万元,还差七万元。", [None, None]),
    ("在每个行业中选树一至两个。", [None]),
    ("办公室设在政工科,抽调4人。", [None]),
]


@pytest.mark.parametrize(("text", "expected"), ROWS)
def test_topic(text: str, expected: list[str | None]) -> None:
    assert [count.of for count in scan_counts(text, 0, len(text))] == expected


BOUNDS: list[tuple[str, str | None]] = [
    ("决出一等奖8名", "一等奖"),
    ("发展党员19名", "党员"),
    ("累计发现发热学生73名", "发热学生"),
    ("到会代表52人", "代表"),
    ("各类简报23种", "简报"),
    ("两个村里老茶园占了四成", "老茶园"),
    ("200名村级防疫员", "村级防疫员"),
    ("12名懂技术的党员", "懂技术的党员"),
    ("63名五保、低保老人", "五保、低保老人"),
    ("三万名乘客打照面", "乘客"),
    ("13个支部一家包一段", "支部"),
    ("五座坟", "坟"),
    ("7个老旧小区没有物业", "老旧小区"),
    ("建立健全制度21项", "制度"),
    ("共建终端站点102个", "终端站点"),
]


@pytest.mark.parametrize(("text", "expected"), BOUNDS)
def test_where_a_noun_begins_and_ends(text: str, expected: str | None) -> None:
    assert next(count.of for count in scan_counts(text, 0, len(text)) if count.value != 2) == expected


def test_the_members_of_a_list_are_built_alike() -> None:
    text = "客运支部3个、维修支部1个、站务支部2个。"
    assert [count.of for count in scan_counts(text, 0, len(text))] == ["客运支部", "维修支部", "站务支部"]


@given(st.text(alphabet="党员支部名个条份,。的有了由年月3十中其里简报", max_size=60))
def test_any_text_is_survived_and_spans_hold(text: str) -> None:
    for count in scan_counts(text, 0, len(text)):
        assert 0 <= count.start <= count.number_start < count.number_end <= count.end <= len(text)
