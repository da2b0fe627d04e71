"""The document's own date: stated, inferred, given, or none."""

from __future__ import annotations

import datetime

import pytest

from cxzy_nlp import analyze
from cxzy_nlp.facts.dates import Anchor, find_document_date, scan_dates

BODY = "同志们:\n4月8日,县里开会。党的十七大以来,我镇工作有了进步。\n"

STATED = [
    ("动员会讲话\n(2010年5月21日)\n" + BODY, 5, "2010-05-21"),
    # a label, the subtitle, what was passed, what was recorded; a masked day leaves the month
    ("支部书记讲什么\n主讲:匡雨田 时间:2011年5月19日上午 (根据录音整理,未经本人审阅)\n" + BODY, 7, "2011-05-19"),
    ("政府工作报告\n——2013年1月18日在镇人民代表大会上\n2012年工作回顾\n" + BODY, 6, "2013-01-18"),
    ("学习制度\n2023年4月18日厅党组会议审议通过\n" + BODY, 4, "2023-04-18"),
    ("党课讲稿\n" + BODY + "(根据2005年8月25日讲课录音整理)\n", 4, "2005-08-25"),
    ("承诺书\n" + BODY + "承诺人:\n2015年7月  日\n", 3, "2015-07"),
    ("对照检查材料\n" + BODY + "汇报人:荆博文,2023年8月29日", 6, "2023-08-29"),
    ("动员会讲话\n王小明 2010.7.16\n" + BODY, 5, "2010-07-16"),
    ("动员会讲话\n王 小 明(2010年8月9日)\n" + BODY, 5, "2010-08-09"),
    ("动员会讲话\n时间:2010年5月7日\n" + BODY, 5, "2010-05-07"),
    ("动员会讲话\n2010年5月\n" + BODY, 5, "2010-05"),
    ("工作小结\n" + BODY + "二〇一〇年十一月九日\n", 4, "2010-11-09"),
    ("工作小结\n" + BODY + "中共青河镇委员会\n2010年10月12日\n", 4, "2010-10-12"),
    ("工作小结\n" + BODY + "中共青河镇委员会 2010年10月12日", 4, "2010-10-12"),
    ("工作小结\n" + BODY + "今天是2010年6月29日。", 4, "2010-06-29"),
    # a note in brackets under the title; a body or an editor before a month
    ("几句实话\n(根据录音整理,未经本人审阅。2011年6月24日,县委小会议室)\n" + BODY, 4, "2011-06-24"),
    ("检查报告\n(讨论稿,2009年12月6日)\n" + BODY, 4, "2009-12-06"),
    ("今年我们这样做\n青河学院党总支  2021年12月\n" + BODY, 7, "2021-12"),
    # lost line breaks; a bracketed date before the text; the hour of a meeting is not the date of its minutes
    ("动员会讲话 王小明 2010年5月21日 同志们:今天开会。" + BODY, 5, "2010-05-21"),
    ("夜校开课\n(2010年5月21日)昨天,夜校开课。\n" + BODY, 4, "2010-05-21"),
    ("会议纪要\n青河镇党政办 2010年5月21日\n时间:2010年5月19日下午2时\n" + BODY, 4, "2010-05-21"),
    # a full date beats a year and month
    ("工作小结\n2010年9月\n" + BODY + "2010年10月12日\n", 4, "2010-10-12"),
    # a month in the head beats a year
    ("2010年工作小结\n2010年9月\n" + BODY, 9, "2010-09"),
]

INFERRED = [
    ("动员会讲话\n" + BODY + "修路列入青河镇2006年度的计划。", 5, "2006", "2006-01-01"),
    ("动员会讲话\n" + BODY + "热烈庆祝建党85周年。", 5, "2006", "2006-01-01"),
    ("青河镇2010年工作要点\n" + BODY, 11, "2010", "2010-01-01"),
    ("会议讲话\n先回顾2006年农业生产,再谈如何抓好2007年农业生产。\n" + BODY, 4, "2007", "2007-10-21"),
    ("会议讲话\n今年(2010年)是基层组织建设年。\n" + BODY, 4, "2010", "2010-01-01"),
    ("会议讲话\n纪念建党90周年。\n" + BODY, 4, "2011", "2011-01-01"),
    ("表彰大会召开\n今年是中国共产党成立90周年。\n" + BODY, 6, "2011", "2011-01-01"),
    ("我校纪念中国共产党建党89周年大会\n6月30日下午,学校开会。\n", 17, "2010", "2010-01-01"),
    ("红色之旅\n在建党92周年到来之际,8月15日,我院组织学习。\n", 4, "2013", "2013-01-01"),
    # the meetings narrow the year, or give it alone
    ("会议讲话\n今年(2010年)丰收。学习贯彻十七届五中全会精神。\n", 4, "2010", "2010-10-18"),
    ("会议讲话\n学习十八届二中全会精神,喜迎十八届三中全会。\n", 4, "2013", "2013-02-28"),
]

#: Text after the title, latest day of an inferred date.
LATEST = [
    ("今年(2012年)要以实绩迎接党的十八大召开。", "2012-11-07"),
    ("今年(2012年)的工作,党的十八大召开前办结。", "2012-11-07"),
    ("今年(2012年)的工作,为党的十八大献礼。", "2012-11-07"),
    ("今年(2012年)的工作,学习党的十八大报告。", "2012-12-31"),
    # a contradiction changes nothing
    ("今年(2013年)的工作,迎接党的十八大召开。", "2013-12-31"),
]

NONE = [
    ("动员会讲话\n" + BODY, 5),
    ("动员会讲话\n" + BODY + "2009年,全镇工业产值520万元。", 5),
    ("动员会讲话\n" + BODY + "迎接建党90周年。", 5),
    ("动员会讲话\n(20xx年5月21日)\n" + BODY, 5),
    ("动员会讲话\n(2010年2月30日)\n" + BODY, 5),
    ("动员会讲话\n2010年5月21日,县里召开会议,对此作了部署。\n" + BODY, 5),
    ("会议讲话\n列为2009年重点,列为2010年重点。\n" + BODY, 4),  # a tie decides nothing
]


def find(text: str, title_end: int, reference: datetime.date | None = None) -> Anchor | None:
    return find_document_date(text, 0, len(text), (0, title_end), scan_dates(text, 0, len(text)), reference)


@pytest.mark.parametrize(("text", "title_end", "value"), STATED)
def test_stated(text: str, title_end: int, value: str) -> None:
    anchor = find(text, title_end)
    assert anchor is not None
    assert (anchor.value, anchor.basis) == (value, "stated")
    assert len(anchor.evidence) == 1


@pytest.mark.parametrize(("text", "title_end", "value", "earliest"), INFERRED)
def test_inferred(text: str, title_end: int, value: str, earliest: str) -> None:
    anchor = find(text, title_end)
    assert anchor is not None
    assert (anchor.value, anchor.basis, anchor.earliest) == (value, "inferred", earliest)
    assert anchor.evidence


@pytest.mark.parametrize(("text", "latest"), LATEST)
def test_a_meeting_to_come_is_the_latest_day(text: str, latest: str) -> None:
    anchor = find("会议讲话\n" + text, 4)
    assert anchor is not None
    assert (anchor.basis, anchor.latest) == ("inferred", latest)


@pytest.mark.parametrize(("text", "title_end"), NONE)
def test_none_and_then_the_reference(text: str, title_end: int) -> None:
    assert find(text, title_end) is None
    anchor = find(text, title_end, datetime.date(2010, 5, 21))
    assert anchor == Anchor("2010-05-21", "inferred", "2010-05-21", "2010-05-21", ())


def test_a_stated_date_beats_the_reference() -> None:
    anchor = find(STATED[0][0], 5, datetime.date(2022, 1, 1))
    assert anchor is not None
    assert anchor.value == "2010-05-21"


def test_without_a_title() -> None:
    text = "(2010年5月21日)\n" + BODY
    anchor = find_document_date(text, 0, len(text), None, scan_dates(text, 0, len(text)), None)
    assert anchor is not None
    assert anchor.value == "2010-05-21"


PROSE = "全镇党员干部要学习贯彻会议精神,结合实际抓好各项工作任务的落实,确保取得实效。\n"
#: text, value and basis of the document's date
ELSEWHEN: list[tuple[str, tuple[str, str] | None]] = [
    # a label that dates something else
    (f"优秀党员登记表\n姓名:王建国 出生日期:1980年5月3日 民族:汉\n{PROSE}", None),
    (f"先进事迹\n王建国,男,入党时间1998年7月1日,现任村支书。\n{PROSE}", None),
    (f"通知\n报送截止时间2011年9月30日,逾期不予受理。\n{PROSE}二〇一一年八月\n", ("2011-08", "stated")),
    # 根据 dates what it cites, unless a record was made of what was said
    (f"讲话\n2010年7月\n{PROSE * 3}本办法根据2005年8月25日省委文件制定。", ("2010-07", "stated")),
    # the year of the title before the day on which a site put it up
    (f"2010年创先争优工作总结\n发布时间:2015-03-08 点击:19\n3月5日,我镇开展服务活动。\n{PROSE}", ("2010", "inferred")),
    # an item of a list with a dash is no subtitle
    (f"安排\n—— 2012年3月5日在县城集合,4月回来\n{PROSE}2012年2月\n", ("2012-02", "stated")),
    # a jubilee that is remembered
    (f"学习体会\n{PROSE}老支书在建党70周年之际入了党。\n", None),
    (f"讲话\n值此建党90周年之际,我们开会。\n{PROSE}", ("2011", "inferred")),
]


@pytest.mark.parametrize(("text", "wanted"), ELSEWHEN)
def test_dates_of_something_else(text: str, wanted: tuple[str, str] | None) -> None:
    (document,) = analyze(text)
    assert (None if document.date is None else (document.date.value, document.date.basis)) == wanted
