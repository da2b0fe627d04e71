"""Values against the document's date and against the dates around."""

from __future__ import annotations

import pytest

from cxzy_nlp.facts.dates import Anchor, resolve_dates, scan_dates

CASES = [
    # text, anchor, values
    ("今天召开", "2005", [None]),
    ("今天召开", None, [None]),
    ("今年以来", "2010-05", ["2010"]),
    ("今年以来", None, [None]),
    ("今年4月以来", None, ["XXXX-04"]),
    ("全年任务", None, [None]),
    ("全年任务", "2010", ["2010"]),
    ("年底前", None, ["XXXX-12"]),
    ("4月6日", None, ["XXXX-04-06"]),
    ("第三季度", None, ["XXXX-07/XXXX-09"]),
    ("本月底", "2012-02-03", ["2012-02"]),
    ("上个月", "2011-01-05", ["2010-12"]),
    ("上个月", "2011", [None]),
    ("昨天", "2012-03-01", ["2012-02-29"]),
    ("下周一", "2010-12-30", ["2011-01-03"]),
    ("2月30日", "2010", [None]),
    ("2月29日", "2012", ["2012-02-29"]),
    ("2月29日", "2011", [None]),
    ("春节", None, [None]),
    ("“七一”", None, ["XXXX-07-01"]),
    ("2019年国庆节", "2010", ["2019-10-01"]),
    # a sentence keeps its year, a new one goes back to the document's
    ("2008年3月动工,9月竣工。9月验收", "2010-05-21", ["2008-03", "2008-09", "2010-09"]),
    ("去年3月动工,9月竣工", "2010-05-21", ["2009-03", "2009-09"]),
    # without a document's date the paragraph may help, another paragraph may not
    ("2008年3月动工。9月竣工。", None, ["2008-03", "2008-09"]),
    ("2008年3月动工。\n9月竣工。", None, ["2008-03", "XXXX-09"]),
    # what a clause calls over lies before the document, what it sets as a term after it
    ("9月通车了,11月底亮灯了", "2010-01-22", ["2009-09", "2009-11"]),
    ("9月底前通车", "2010-01-22", ["2010-09"]),
    ("9月通车", "2010-01-22", ["2010-09"]),
    # a report of the first months tells of the year before, where its paragraph speaks of that year
    ("自2015年5月展开。分别安排在7月和9月", "2016-01-08", ["2015-05", "2015-07", "2015-09"]),
    ("自2015年5月展开。力争7月完成", "2016-01-08", ["2015-05", "2016-07"]),
    ("自2015年5月展开。7月底前完成", "2016-01-08", ["2015-05", "2016-07"]),
    ("自2015年5月展开。分别安排在7月", "2016-05-08", ["2015-05", "2016-07"]),
    # a heading with a year tells which year the lines under it are about, until the next of its level
    ("某乡2011年工作总结\n全年修路。\n9月通车", "2012-01-05", ["2011", "2011", "2011-09"]),
    ("某乡2011年工作总结\n3月底前完成", "2012-01-05", ["2011", "2012-03"]),
    ("某乡工作\n一、2011年工作回顾\n9月通车\n二、几点要求\n9月验收", "2012-01-05", ["2011", "2011-09", "2012-09"]),
    ("一、2011年工作\n9月通车", "2012-01-05", ["2011", "2012-09"]),
    (
        "2012年工作要点\n2011年工作回顾\n9月通车\n一、任务\n9月验收",
        "2012-02-06",
        ["2012", "2011", "2011-09", "2012-09"],
    ),
    ("2011年工作总结和2012年工作打算\n9月通车", None, ["2011", "2012", "2011-09"]),
    ("2008年工作总结\n9月通车", "2012-02-06", ["2008", "2012-09"]),
    ("一、今年的打算\n9月通车", "2012-02-06", ["2012", "2012-09"]),
    ("2011年度民主生活会情况报告\n1月12日上午召开。\n9月已通车", "2012-01-20", ["2011", "2012-01-12", "2011-09"]),
    ("关于召开2011年总结大会的通知\n9月8日召开", "2012-02-06", ["2011", "2012-09-08"]),
    ("某乡2011年工作总结\n重要项目10月开工。主要工程9月通车", "2012-01-05", ["2011", "2011-10", "2011-09"]),
    ("某乡2011年工作总结\n定于9月8日验收,请于10月前报送", "2012-01-05", ["2011", "2012-09-08", "2012-10"]),
    ("一、2011年工作回顾\n9月通车\n二、几点要求\n9月验收", "2012-01-05", ["2011", "2011-09", "2012-09"]),
    ("2012年工作计划\n2011年的目标和3项任务都完成了。\n9月验收", "2012-01-05", ["2012", "2011", "2012-09"]),
    ("某乡2012年工作要点\n3月办班,12月底前验收", "2011-12-20", ["2012", "2012-03", "2012-12"]),
    ("某乡2013年工作要点\n3月办班", "2011-12-20", ["2013", "2011-03"]),
    # a feast of the first months is the next one at the end of a year
    ("春节前走访", "2011-12-23", ["2012-01-23"]),
    ("今年春节", "2011-12-23", ["2011-02-03"]),
    ("正月里", "2011-12-23", ["2012-01-23/2012-02-21"]),
    ("1998年冬天开工。腊月二十三", None, ["1998-24", "1999-02-08"]),
    ("腊月初八", "2010-01-22", ["2010-01-22"]),
    # a second year opens the next sentence too, a next day only the same one
    ("2003年办厂。第二年扭亏", "2010", ["2003", "2004"]),
    ("5月3日办会。次日", "2010", ["2010-05-03", None]),
    ("x月中旬", None, [None]),
    ("x月x日", None, [None]),
    ("20xx年x月x日", None, ["20XX-XX-XX"]),
    # ranges
    ("12月至2月", "2010", ["2010-12/2011-02"]),
    ("4月至2011年7月", "2010", ["2010-04/2011-07"]),
    ("4月至2011年7月", None, ["2011-04/2011-07"]),
    ("11月至2011年3月", None, ["2010-11/2011-03"]),
    ("从现在到今年底", None, ["../XXXX-12"]),
    ("从4月到2011年“七一”", "2010", ["2010-04/2011-07-01"]),
    ("20xx年3月至5月", "2010", ["20XX-03/20XX-05"]),
]


@pytest.mark.parametrize(("text", "anchor", "values"), CASES)
def test_values(text: str, anchor: str | None, values: list[str | None]) -> None:
    matches = scan_dates(text, 0, len(text))
    resolved = resolve_dates(matches, Anchor(anchor, "stated") if anchor else None)
    assert [date.value for date in resolved] == values


def test_inferred_says_whether_a_part_came_from_elsewhere() -> None:
    text = "2010年4月6日、5月6日、今年、三个月、党的十七大"
    resolved = resolve_dates(scan_dates(text, 0, len(text)), Anchor("2010-05-21", "stated"))
    assert [date.inferred for date in resolved] == [False, True, True, False, False]


def test_one_value_for_each_match_in_order() -> None:
    text = "今天,2月30日,近期,每年,20xx年"
    matches = scan_dates(text, 0, len(text))
    resolved = resolve_dates(matches, None)
    assert [(date.start, date.end) for date in resolved] == [(match.start, match.end) for match in matches]
