"""Surfaces, kinds and values. Marks in a sentence: ⟦surface|kind|value⟧, with ``-`` for a value that stays null."""

from __future__ import annotations

import re

import pytest

from cxzy_nlp.facts.claims import find_claims
from cxzy_nlp.facts.dates import Anchor, is_edtf, resolve_dates, scan_dates

DAY = Anchor("2010-05-21", "stated")

_MARK = re.compile(r"⟦([^|⟧]+)\|([a-z]+)\|([^⟧]+)⟧")

SYNTHETIC = [
    # nights, half days, years of service
    "守了⟦两夜|duration|P2D⟧,又住了⟦一晚|duration|P1D⟧,半夜才回",
    "⟦三天三夜|duration|P3D⟧没有下堤,⟦一个下午|duration|-⟧谈妥",
    "干了⟦二十六年|duration|P26Y⟧的老党员",
    "推行“三个一刻钟”,一夜之间变了样,提前⟦一刻钟|duration|PT15M⟧到艇",
    "⟦2009年夏|date|2009-22⟧抗洪",
    # full dates in their spellings
    "青河镇于⟦2011 年 6 月 30 日|date|2011-06-30⟧表彰。",
    "⟦二○一一年三月十八日|date|2011-03-18⟧",
    "⟦二〇一〇年十二月三十一日|date|2010-12-31⟧",
    "⟦二零一零年五月一日|date|2010-05-01⟧",
    "⟦二O一O年十月|date|2010-10⟧",
    "⟦一九七八年冬季|date|1978-24⟧",
    "(⟦2010.10.29|date|2010-10-29⟧)",
    "报送日期:⟦2010-06-03|date|2010-06-03⟧",
    "登记于⟦2009/6/3|date|2009-06-03⟧完成",
    "⟦09年|date|2009⟧底子薄,⟦09年底|date|2009-12⟧好转",
    "⟦零九年|date|2009⟧和⟦九八年|date|1998⟧",
    "⟦10年3月|date|2010-03⟧动工",
    "从⟦98年|date|1998⟧抗洪以来",
    "⟦97年|date|1997⟧办厂,⟦民国三十六年|date|1947⟧修桥,⟦2009.5—2011.8|range|2009-05/2011-08⟧任职",
    "⟦八几年|date|198X⟧,⟦每天上午九时前|set|R/P1D⟧,⟦2011 年5 月 1 6 日|date|2011-05-16⟧",
    "发生在⟦“7·21”|event|2010-07-21⟧,⟦九月开学前|date|2010-09⟧",
    "⟦十一届全国人大四次会议|event|2011-03⟧,⟦建厂50周年|event|-⟧",
    "发于⟦20101029日|date|2010-10-29⟧",
    "⟦1222日中午|date|2010-12-22⟧开会",
    "⟦2010年度|date|2010⟧考核",
    "⟦2010年11月9日上午9时|date|2010-11-09⟧开会",
    "请于⟦4月15日(周五)前|date|2010-04-15⟧上报",
    "⟦2010年12月1日起|date|2010-12-01⟧施行",
    # incomplete dates
    "⟦4月8日上午|date|2010-04-08⟧动员",
    "⟦7月起|date|2010-07⟧实行",
    "⟦八月份|date|2010-08⟧",
    "⟦5月3日|date|2010-05-03⟧去,⟦17日上午|date|2010-05-17⟧回",
    "⟦2009年3月|date|2009-03⟧启动,⟦10月|date|2009-10⟧结束。⟦11月|date|2010-11⟧再来",
    # shared words
    "⟦4月30|date|2010-04-30⟧、⟦5月20日|date|2010-05-20⟧",
    "⟦1月10日|date|2010-01-10⟧、⟦17日|date|2010-01-17⟧两次",
    "⟦3月5|date|2010-03-05⟧、⟦8|date|2010-03-08⟧、⟦12日|date|2010-03-12⟧",
    "⟦2009|date|2009⟧、⟦2010年|date|2010⟧连续两次获奖",
    "安排在⟦3、4月份|range|2010-03/2010-04⟧",
    "⟦三四月份|range|2010-03/2010-04⟧",
    "在⟦3|date|2010-03⟧、⟦6月份|date|2010-06⟧检查",
    # ranges
    "⟦6日至8日|range|2010-05-06/2010-05-08⟧",
    "⟦12月10日-12月20日|range|2010-12-10/2010-12-20⟧",
    "⟦从3月份开始到9月中旬前|range|2010-03/2010-09⟧",
    "⟦2010年2月至2011年9月|range|2010-02/2011-09⟧",
    "⟦从2010年5月开始到2011年8月|range|2010-05/2011-08⟧",
    "⟦2010年3-6月|range|2010-03/2010-06⟧",
    "⟦2010年12月至3月|range|2010-12/2011-03⟧",
    "⟦2006—2010年|range|2006/2010⟧",
    "⟦2010年—2010年|range|2010/2010⟧",
    "⟦5月初-中旬|range|2010-05/2010-05-20⟧",
    "⟦6月上旬至7月下旬|range|2010-06-01/2010-07-31⟧",
    "⟦去年9月至今年2月|range|2009-09/2010-02⟧",
    "⟦从现在到2012年党的十八大召开前|range|2010-05-21/2012-11⟧",
    "3、⟦一季度|date|2010-01/2010-03⟧,抓学习。\n4、⟦二季度|date|2010-04/2010-06⟧,评选。",
    "在⟦一、二季度|range|2010-01/2010-06⟧",
    "⟦前三季度|range|2010-01/2010-09⟧",
    # pieces of months and years
    "⟦4月上旬|date|2010-04-01/2010-04-10⟧",
    "⟦2月下旬|date|2010-02-21/2010-02-28⟧",
    "⟦6月底前|date|2010-06⟧完成",
    "⟦4月末|date|2010-04⟧",
    "⟦今年二季度|relative|2010-04/2010-06⟧",
    "⟦第三季度|date|2010-07/2010-09⟧",
    "⟦2009年上半年|date|2009-01/2009-06⟧",
    "⟦下半年|relative|2010-07/2010-12⟧",
    "⟦2009年年底|date|2009-12⟧",
    "⟦去年底|relative|2009-12⟧",
    "⟦年初|relative|2010-01~⟧部署,⟦年底前|relative|2010-12⟧验收",
    "⟦2009年|date|2009⟧动工,⟦年底|relative|2009-12⟧竣工",
    "⟦今年年初|relative|2010-01~⟧",
    # words that point from the document
    "⟦今天上午|relative|2010-05-21⟧、⟦昨天|relative|2010-05-20⟧、⟦前天|relative|2010-05-19⟧",
    "⟦今年|relative|2010⟧以来,⟦去年|relative|2009⟧以来,⟦明年3月|relative|2011-03⟧",
    "⟦去年十月份|relative|2009-10⟧以来",
    # what recurs
    "⟦每月第一个星期三|set|R/P1M⟧为学习日,⟦每月最后一个周六|set|R/P1M⟧上午",
    "专栏⟦一周|set|R/P1W⟧更新两次,同一数据⟦一年|set|R/P1Y⟧只要一次",
    "⟦一周|set|R/P1W⟧三次,把座位⟦两周|set|R/P2W⟧一轮",
    "过去⟦一年|duration|P1Y⟧只见过一次面,教学点⟦一年|duration|P1Y⟧只去过一次",
    "⟦本月底|relative|2010-05⟧",
    "⟦上个月|relative|2010-04⟧",
    "⟦本月15日|relative|2010-05-15⟧",
    "⟦本周五|relative|2010-05-21⟧,⟦上周|relative|2010-05-10/2010-05-16⟧",
    "⟦三年前|relative|2007⟧,⟦十天前|relative|2010-05-11⟧",
    "⟦近年来|relative|-⟧,⟦目前|relative|-⟧,⟦当前|relative|-⟧,⟦近期|relative|-⟧",
    "他们走了。⟦九十年后|relative|-⟧的⟦今天|relative|2010-05-21⟧,我们又来了。",
    "⟦三天后|relative|2010-05-24⟧,⟦五年后|relative|2015⟧,⟦两年零五个月前|relative|2007-12⟧",
    "⟦5月3日|date|2010-05-03⟧动工,⟦次日|relative|2010-05-04⟧停工。⟦第二天|relative|-⟧又开工",
    "⟦2008年|date|2008⟧增收,比⟦上年|relative|2007⟧多。⟦上年|relative|2009⟧减收",
    "⟦1至4月|range|2010-01/2010-04⟧比⟦去年同期|relative|2009-01/2009-04⟧少。\n\n\n\n\n\n比⟦上年同期|relative|2009⟧少",
    "⟦本季度|relative|2010-04/2010-06⟧,⟦上季度|relative|2010-01/2010-03⟧,⟦今年前两个月|range|2010-01/2010-02⟧",
    "⟦本周末|relative|2010-05-22/2010-05-23⟧,⟦上个礼拜三|relative|2010-05-12⟧,⟦周末|relative|-⟧,⟦前些日子|relative|-⟧",
    "定于⟦周五上午|relative|2010-05-21⟧开会。⟦即日起|relative|2010-05-21⟧实行。⟦头一年|relative|-⟧亏了",
    "⟦从去年8月到现在|range|2009-08/2010-05-21⟧,⟦去年一年|relative|2009⟧",
    "⟦11月至次年3月|range|2010-11/2011-03⟧供暖,⟦2011年一季度末|date|2011-03⟧",
    # what recurs
    "⟦每年|set|R/P1Y⟧一次,⟦每半年|set|R/P6M⟧一次,⟦每季度|set|R/P3M⟧一次",
    "⟦每周五下午|set|R/P1W⟧,⟦每个月|set|R/P1M⟧一次",
    "⟦每两年|set|R/P2Y⟧轮训,⟦每年6月底前|set|R/P1Y⟧上报",
    "⟦每周|set|R/P1W⟧一次例会",
    "从⟦每周|set|R/P1W⟧两次减到⟦一月|set|R/P1M⟧两次",  # found in a self-examination
    "支部⟦一月|set|R/P1M⟧一议",
    "⟦每年七一|set|R/P1Y⟧前夕",
    "⟦隔周|set|R/P2W⟧一次,⟦隔天|set|R/P2D⟧一送,⟦天天|set|R/P1D⟧巡河,⟦年年|set|R/P1Y⟧评",
    "⟦两天|set|R/P2D⟧一报,⟦一周|set|R/P1W⟧一碰头,⟦半个月|set|R/P15D⟧至少去两回",
    "⟦周一至周五|set|R/P1W⟧照常,⟦周日上午|set|R/P1W⟧休息",
    "⟦每晚八点|set|R/P1D⟧查岗,⟦每月逢2逢7|set|R/P1M⟧赶场,⟦每季度最后一个月的20日前|set|R/P3M⟧",
    "⟦每年4月|set|R/P1Y⟧和⟦10月|set|R/P1Y⟧各一次,⟦每学期|set|-⟧两次",
    # lengths
    "⟦三年零两个月|duration|P3Y2M⟧,⟦3年5个月|duration|P3Y5M⟧,⟦二十来天|duration|P20D⟧,⟦一两年|duration|P1Y/P2Y⟧",
    "⟦两个学年|duration|P2Y⟧,⟦一个学期|duration|-⟧,⟦一刻钟|duration|PT15M⟧,⟦12个昼夜|duration|P12D⟧",
    "不少于⟦二十日|duration|P20D⟧,为期⟦7日|duration|P7D⟧,⟦3.5小时|duration|PT3H30M⟧,⟦24小时|duration|PT24H⟧内报",
    "⟦今后五年|duration|P5Y⟧,⟦未来三年|duration|P3Y⟧,⟦一个季度|duration|P3M⟧",
    "⟦三个月|duration|P3M⟧,⟦半年左右|duration|P6M⟧,⟦两年半|duration|P2Y6M⟧",
    "⟦2-3个月|duration|P2M/P3M⟧,⟦两到三个月|duration|P2M/P3M⟧",
    "⟦三五年|duration|P3Y/P5Y⟧,⟦十七八年|duration|P17Y/P18Y⟧,⟦二三十天|duration|P20D/P30D⟧",
    "⟦30小时左右|duration|PT30H⟧,⟦一个半小时|duration|PT1H30M⟧,⟦1.5年|duration|P1.5Y⟧",
    "⟦30多年|duration|P30Y⟧,⟦一年来|duration|P1Y⟧,⟦近三年来|duration|P3Y⟧,⟦5日|duration|P5D⟧内",
    "⟦半个月|duration|P15D⟧,⟦两周|duration|P2W⟧,⟦三天|duration|P3D⟧,⟦半个多世纪|duration|P50Y⟧",
    # the Chinese calendar and the solar terms
    "过了⟦正月十五|date|2010-02-28⟧再议。⟦农历八月十五|date|2010-09-22⟧赏月",
    "⟦2012年正月初八|date|2012-01-30⟧开工。⟦大年初二|date|2010-02-15⟧走访。⟦闰四月|date|-⟧",
    "⟦去年腊月|relative|2010-01-15/2010-02-13⟧,⟦2011年腊月廿三|date|2012-01-16⟧",
    "⟦除夕|event|2010-02-13⟧,⟦端午|event|2010-06-16⟧,⟦中秋|event|2010-09-22⟧,⟦重阳节|event|2010-10-16⟧",
    "⟦惊蛰|event|2010-03-06⟧过后,⟦清明|event|2010-04-05⟧前后,⟦大雪节气|event|2010-12-07⟧,⟦冬至|event|2010-12-22⟧",
    # seasons
    "⟦去年秋天|relative|2009-23⟧,⟦2012年春季学期|date|2012-21⟧,⟦今冬明春|range|2010-24/2011-21⟧",
    # decades and masks
    "⟦上世纪80年代|date|198X⟧,⟦九十年代|date|199X⟧,⟦五六十年代|date|195X/196X⟧,⟦21世纪|date|20XX⟧",
    "⟦20xx年|date|20XX⟧。⟦20××年5月|date|20XX-05⟧。⟦x月x日|date|2010-XX-XX⟧。⟦*年|date|XXXX⟧",
    "⟦2010年x月x日|date|2010-XX-XX⟧",
    "某镇党委\n⟦年 月 日|date|-⟧",
    # events
    "⟦党的十七大|event|2007-10⟧、⟦十八大|event|2012-11⟧精神",
    "⟦党的十七届三中|event|2008-10⟧、⟦四中全会|event|2009-09⟧精神",
    "⟦十七届五中全会|event|2010-10⟧和⟦十八届三中全会|event|2013-11⟧",
    "⟦党的十六大以来|event|2002-11/..⟧",
    "⟦十一届三中全会以来|event|1978-12/..⟧,⟦改革开放以来|event|1978-12/..⟧",
    "⟦党的第十七次全国代表大会|event|2007-10⟧",
    "⟦中国共产党第十七次全国代表大会|event|2007-10⟧",
    "⟦2012年党的十八大召开前|event|2012-11⟧",
    "⟦“七一”|event|2010-07-01⟧前夕。⟦2013年“七一”|event|2013-07-01⟧前后。⟦“五一”|event|2010-05-01⟧",
    "⟦七一|event|2010-07-01⟧期间,⟦春节|event|2010-02-14⟧前。⟦2011年春节|event|2011-02-03⟧。⟦国庆节|event|2010-10-01⟧",
    "⟦元旦|event|2010-01-01⟧、⟦中秋节|event|2010-09-22⟧",
    "⟦建党90周年|event|2011⟧,⟦中国共产党成立九十周年|event|2011⟧,⟦新中国成立60周年|event|2009⟧",
    "⟦建军83周年|event|2010⟧,⟦改革开放30周年|event|2008⟧,⟦国庆六十周年|event|2009⟧",
    "⟦“十二五”|event|2011/2015⟧时期,⟦十一五|event|2006/2010⟧期间,⟦“十二五”开局之年|event|2011⟧",
    "⟦“十五”|event|2001/2005⟧期间,⟦第十三个五年规划|event|2016/2020⟧",
]

NEGATIVE = [
    "市办发2010号文件柜",
    "一日千里,百年大计,总有一天会实现",
    "共有十二五六个,二十二五",
    "现年35岁,党龄较长",
    "代码2024,共2024个",
    "版本2010.5.1.3,文档v2.3",
    "体现在行动上,项目前期,担当前行",
    "八五折,八五普法",
    "十一个支部,十一届运动会,三八红旗手",
    "十二大工程,十八大类,二十大行动",
    "县委十三届二次全会",
    "三年级,五年级,周年纪念",
    "第三年级,第一周",
    "学好十月革命史",
    "七一五号楼,七一勋章",
    "以前天气热,以前年轻",
    "13月45日",
    "五好支部,四议两公开,4554工程",
    "2个,3.5万元,1.2.3.4",
    "十大标兵,二十大员",
    "创先办〔2010〕18号,拨打0571-55512345,见www.qinghe2010.cn/2010-05-06",
    "开展五年规划编制",
    "编制“十二五”规划,“十三五”计划纲要",
    "同一天开工,哪一天完工,最后一年,想了半天没开口",
    "窗口24小时开放,值班室24小时值班",
    "三百多年的老槐树,几十年的习惯",
    "周三福书记,隔三差五",
    "当天能办的当天办",
    "《七月》杂志",
    "连着三个春节,挂在墙上一年级",
    "最近的一处,最近一次会议,今后的打算",
    "拖下去春灌要误,村里大雪封山,小雪不断",
]

KNOWN_FAILURES = [
    ("庆祝活动(⟦8.19|date|2010-08-19⟧)", "a month and day with a point reads like a decimal"),
    ("⟦2018|date|2018⟧7个支部参加", "the 年 between year and count was lost"),
    ("⟦90年|date|1990⟧抗旱", "a round two-digit year reads like a length of time"),
    ("⟦周五|relative|2010-05-21⟧上午开了会", "a bare weekday reads as that of every week"),
    ("⟦25号|date|2010-05-25⟧放粮", "a bare 号 is more often that of a house"),
    ("⟦七八年|date|1978⟧改革开放", "reads like seven to eight years"),
    ("⟦建党九十年|event|2011⟧", "only 周年 makes a jubilee"),
]


def unmark(marked: str) -> tuple[str, list[tuple[str, str, str | None]]]:
    """The bare sentence and the surfaces that it marks."""
    marks = [(m[1], m[2], None if m[3] == "-" else m[3]) for m in _MARK.finditer(marked)]
    return _MARK.sub(lambda m: m[1], marked), marks


def read(text: str, anchor: Anchor | None) -> list[tuple[str, str, str | None]]:
    matches = scan_dates(text, 0, len(text), find_claims(text, 0, len(text)))
    return [(text[date.start : date.end], date.kind, date.value) for date in resolve_dates(matches, anchor)]


@pytest.mark.parametrize("marked", SYNTHETIC)
def test_synthetic(marked: str) -> None:
    text, expected = unmark(marked)
    assert expected
    found = read(text, DAY)
    assert found == expected
    assert all(value is None or is_edtf(value) for _, _, value in found)


@pytest.mark.parametrize("text", NEGATIVE)
def test_negative(text: str) -> None:
    assert read(text, DAY) == []


@pytest.mark.parametrize(("marked", "reason"), KNOWN_FAILURES)
@pytest.mark.xfail(strict=True, reason="see the table")
def test_known_failure(marked: str, reason: str) -> None:
    text, expected = unmark(marked)
    assert read(text, DAY) == expected, reason
