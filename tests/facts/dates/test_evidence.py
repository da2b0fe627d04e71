"""What dates a text that states no date: all evidence, and what must not count as such; all sentences are invented."""

from __future__ import annotations

import pytest

from cxzy_nlp.facts.dates import Anchor, find_document_date, scan_dates

CASES: list[tuple[str, tuple[str, str, str]]] = [  # text, (value, earliest, latest)
    # months of the year, over and to come
    ("今年(2011年)3月18日召开了推进会,4月底前报送材料。", ("2011", "2011-03-18", "2011-04-30")),
    ("今年(2011年)的活动将于7月起展开。", ("2011", "2011-01-01", "2011-07-31")),
    ("今年(2011年)9月完工了,今年3月已开工。", ("2011", "2011-09-01", "2011-12-31")),
    # dates that are over
    ("今年(2011年)又有进步。2011年5月20日建成了村道。", ("2011", "2011-05-20", "2011-12-31")),
    # jubilees awaited
    ("列入2011年计划,为建党90周年献礼。", ("2011", "2011-01-01", "2011-06-30")),
    # a year with a name
    ("今年是基层组织建设年,要抓实。", ("2012", "2012-01-01", "2012-12-31")),
    # the one year that is left
    ("2011年“七一”,表彰了先进。3月15日前定级。迎接党的十八大胜利召开。", ("2012", "2012-01-01", "2012-03-15")),
    # a chronicle goes up to the year of the text
    ("2006年办社。2010年10月动工,2011年4月完工。今年又修路。", ("2011", "2011-04-01", "2011-12-31")),
    # a campaign begun, a congress to come
    ("创先争优活动已两年。今年(2012年)迎接党的十八大召开。", ("2012", "2012-01-01", "2012-11-07")),
]

NONE = [
    "创先争优活动正在开展。",
    "2009年,全镇工业产值520万元。",
    "到2015年底前力争建成12个。",
    "2010年5月21日召开了会议。",
    # open on one side, or years apart
    "为建党90周年献礼。",
    "2010年6月建成了。迎接党的十八大召开。",
]


def find(text: str) -> Anchor | None:
    text = f"会议讲话\n同志们:\n{text}\n谢谢大家。"
    return find_document_date(text, 0, len(text), (0, 4), scan_dates(text, 0, len(text)), None)


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_evidence(text: str, expected: tuple[str, str, str]) -> None:
    anchor = find(text)
    assert anchor is not None
    assert (anchor.value, anchor.earliest, anchor.latest) == expected
    assert anchor.basis == "inferred"


@pytest.mark.parametrize("text", NONE)
def test_too_little_evidence_gives_no_date(text: str) -> None:
    assert find(text) is None


def test_a_contradiction_is_left_aside() -> None:
    anchor = find("今年(2011年)的工作。2024年5月建成了。党的十八大召开前完成。")
    assert anchor is not None
    assert (anchor.value, anchor.earliest) == ("2011", "2011-01-01")
