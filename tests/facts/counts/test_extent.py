"""How far the surface of a count reaches: not into verbs, adverbs, places, predicates. All sentences are invented."""

from __future__ import annotations

import pytest

from cxzy_nlp.facts.counts import scan_counts
from cxzy_nlp.facts.counts.before import segments
from cxzy_nlp.facts.counts.tables import after_last, last_of

Row = tuple[str, str | None]

ROWS: list[tuple[str, list[Row]]] = [  # sentence, surface and counted noun of every count
    # what is held is a noun alone or behind its verb, what is done to somebody is none
    ("集中学习12次、研讨4次。", [("集中学习12次", "集中学习"), ("研讨4次", "研讨")]),
    ("举办专题辅导7期。", [("专题辅导7期", "专题辅导")]),
    ("组织女医师义诊3场。", [("义诊3场", "义诊")]),
    ("参观红色教育基地2次。", [("2次", None)]),
    ("举办家长课堂4次。", [("家长课堂4次", "家长课堂")]),
    ("每季度由领导点评一次。", [("一次", "领导点评")]),
    ("我们把大家的话理成53条。", [("53条", "话")]),
    ("给妇女发放叶酸3000人份。", [("叶酸3000人份", "叶酸")]),
    ("生化仪两项比预算节约不少。", [("生化仪两项", "生化仪")]),
    # what touches the next number belongs to it
    ("全镇22个支部承诺140项。", [("22个支部", "支部"), ("承诺140项", "承诺")]),
    ("14台插秧机的合格证作废。", [("14台插秧机", "插秧机")]),
    ("近千亩烟田只剩光杆。", [("近千亩烟田", "烟田")]),
    ("94%的职工群众满意。", [("94%", "职工群众")]),
    ("3个未公示的企业支部要补课。", [("3个", "企业支部")]),
    ("全县78个参加活动的单位都到了。", [("78个", "单位")]),
    ("村里拿出五百元买灯。", [("五百元", None)]),
    ("给三户独居老人送药。", [("三户独居老人", "独居老人")]),
    ("老党员领着两户上山。", [("两户", None)]),
    ("写了三份报告。", [("三份报告", "报告")]),
    ("漏损率高出6个多百分点。", [("6个多百分点", None)]),
    ("这9台属一机多报。", [("9台", None)]),
    ("汇总表一式两份报镇党委。", [("两份", "汇总表")]),
    ("教学名师(共8名)名单。", [("8名", "教学名师")]),
    ("推进五项改革。", [("五项改革", "改革")]),
    ("带来药品五盒、苹果两箱。", [("药品五盒", "药品"), ("苹果两箱", "苹果")]),
    ("题目是《最后一担盐》。", []),
    ("校测水尺零点。", []),
    ("微信平台阅读6.4万人次。", [("6.4万人次", None)]),
    # tenths with a digit behind them, decimals in characters, units of acts
    ("药占比降了两成五。", [("两成五", "药占比")]),
    ("合格率达到百分之九十九点九六。", [("百分之九十九点九六", "合格率")]),
    ("航道过船不到九百艘次。", [("不到九百艘次", "航道过船")]),
    ("近六成一线职工受益。", [("近六成一线职工", "一线职工")]),
    ("全乡八成五保户满意。", [("八成五保户", "五保户")]),
    ("占六成二以上。", [("六成二以上", None)]),
    # 统一 and the like are words, but not where a larger number begins; 千户 counts behind an approximation
    ("没有印制统一笔记本。", []),
    ("全系统一万九千多名职工。", [("一万九千多名职工", "职工")]),
    ("走访家长近千户。", [("近千户", "家长")]),
    ("千户万户齐动手。", []),
    ("每周一例会先念制度。", []),
    # what is said of them is no noun
    ("剩余1处为老港区。", [("1处", None)]),
    ("两名是本院的同志。", [("两名", None)]),
    ("学院下设8个系。", [("8个系", "系")]),
    ("建成5个为农服务中心。", [("5个为农服务中心", "为农服务中心")]),
    # a masked name counts nobody
    ("最后一户是五保老人**家。", []),
    ("退休局长××回来讲课。", []),
    ("全县xx名党员。", [("xx名党员", "党员")]),
    ("走访企业××家。", [("企业××家", "企业")]),
    ("全市共有xx家企业。", [("xx家企业", "企业")]),
    # nouns behind a verb, verbs before a noun
    ("全年发生生产安全事故31起。", [("生产安全事故31起", "生产安全事故")]),
    ("新修通村水泥路612公里。", [("通村水泥路612公里", "通村水泥路")]),
    ("常委会带头检视问题53条。", [("问题53条", "问题")]),
    ("未完成的324个检视问题。", [("324个检视问题", "检视问题")]),
    # nouns that begin like a connector
    ("新建中学2所。", [("中学2所", "中学")]),
    ("参加中心组学习7次。", [("中心组学习7次", "中心组学习")]),
    ("救助其他群众35名,其中党员3名。", [("其他群众35名", "其他群众"), ("党员3名", "党员")]),
    # a label that says which are meant hands nothing on
    (
        "形式主义方面12条、官僚主义方面9条。",
        [("形式主义方面12条", "形式主义方面"), ("官僚主义方面9条", "官僚主义方面")],
    ),
    # verbs and adverbs stay outside
    ("县纪委先后督查6轮。", [("6轮", None)]),
    ("书记随堂听课11节。", [("11节", None)]),
    ("已退回4份。", [("4份", None)]),
    ("下发整改通知书9份。", [("整改通知书9份", "整改通知书")]),
    ("发出测评表300份,收回288份。", [("测评表300份", "测评表"), ("288份", "测评表")]),
    ("月补贴从420元提高到600元。", [("420元", "月补贴"), ("600元", "月补贴")]),
    ("办好事11件。", [("好事11件", "好事")]),
    # the words of approximation belong to the number, so that the noun before them does not
    ("参学率不低于90%。", [("不低于90%", "参学率")]),
    # what money is spent on is not counted
    ("投资30万元建设文化广场。", [("投资30万元", "投资")]),
    ("争取30万元建设资金。", [("30万元建设资金", "建设资金")]),
    # predicates behind the noun stay outside
    ("请30名居民打分。", [("30名居民", "居民")]),
    ("7名老党员在外打工。", [("7名老党员", "老党员")]),
    ("12个支部报了名。", [("12个支部", "支部")]),
    ("抽调3人专职办公。", [("3人", None)]),
    ("4名村会计和会。", [("4名村会计", "村会计")]),
    # attributes
    ("15名75岁以上的老党员。", [("15名75岁以上的老党员", "75岁以上的老党员")]),
    ("60岁以上党员31名。", [("60岁以上党员31名", "60岁以上党员")]),
    ("3个窗口单位和服务行业。", [("3个窗口单位和服务行业", "窗口单位和服务行业")]),
    ("5230人的出行难题。", [("5230人", None)]),
    # an enumeration that the number sums up is no noun of it
    ("青石镇、柳河乡两家单位。", [("两家单位", "单位")]),
    ("机关、医院、学校9个支部。", [("9个支部", "支部")]),
    # measures
    ("背着药箱走了五里山路。", [("五里山路", "山路")]),
    ("折了两根扁担。", [("两根扁担", "扁担")]),
    ("气温降到零下七度。", [("零下七度", "气温")]),
    ("同比增长-1.4%。", [("-1.4%", None)]),
    ("全场打七折。", [("七折", None)]),
    ("几十名党员,数百户群众。", [("几十名党员", "党员"), ("数百户群众", "群众")]),
]


@pytest.mark.parametrize(("text", "expected"), ROWS)
def test_surface_and_noun(text: str, expected: list[Row]) -> None:
    assert [(text[count.start : count.end], count.of) for count in scan_counts(text, 0, len(text))] == expected


NEGATIVES = [  # ages, places, teams, addresses, names of frameworks
    "高级农艺师、63岁的老党员到了。",
    "平均年龄47.5岁。",
    "五里桥社区。",
    "三套班子开会。",
    "牢记四句话目标。",
    "绿化二队队长。",
    "引进过亿元的项目。",
    "坏了半个冬天。",
    "开展六双活动,推进四双活动。",
]


@pytest.mark.parametrize("text", NEGATIVES)
def test_what_is_no_count(text: str) -> None:
    assert scan_counts(text, 0, len(text)) == []


def test_values_of_vague_and_negative_numbers() -> None:
    text = "几十名党员,气温零下七度,环比为-1.4%。"
    counts = scan_counts(text, 0, len(text))
    assert [(count.value, count.approx) for count in counts] == [(None, True), (-7, False), (-1.4, False)]


def test_segments_keep_quotes_whole_and_end_at_the_particle() -> None:
    text = "参加活动的“双争”小组"
    kinds = [kind for _, _, kind in segments(text, 0, len(text))]
    assert kinds[0] == "verb"
    assert "quoted" in kinds
    assert kinds[kinds.index("quoted") - 1] == "verb"


def test_after_last() -> None:
    marks = last_of(",。")
    assert after_last("一,二。三", 0, 5, marks) == 4
    assert after_last("一二三", 1, 3, marks) == 1
