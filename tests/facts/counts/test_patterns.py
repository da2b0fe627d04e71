"""The patterns in which campaign documents phrase counts, one table row each; all sentences are invented."""

from __future__ import annotations

import pytest

from cxzy_nlp.facts.counts import CountMatch, scan_counts

Row = tuple[int | float | None, str, str | None]


def counts(text: str, taken: tuple[tuple[int, int], ...] = ()) -> list[CountMatch]:
    return scan_counts(text, 0, len(text), taken)


def rows(text: str) -> list[Row]:
    return [(count.value, count.unit, count.of) for count in counts(text)]


PATTERNS: list[tuple[int, str, list[Row]]] = [  # number of the pattern in the field guide, sentence, counts
    (1, "辖柳溪乡行政村26个。", [(26, "个", "柳溪乡行政村")]),
    (1, "现有党支部46个,共有党员1,285名。", [(46, "个", "党支部"), (1285, "名", "党员")]),
    (
        2,
        "党支部12个,其中:农村党支部8个,机关党支部4个。",
        [(12, "个", "党支部"), (8, "个", "农村党支部"), (4, "个", "机关党支部")],
    ),
    (
        3,
        "党员212名,其中女党员41名,60岁以上党员67名。",
        [(212, "名", "党员"), (41, "名", "女党员"), (67, "名", "60岁以上党员")],
    ),
    (4, "党委、党总支各3个。", [(3, "个", "党委、党总支")]),
    (5, "共有12个党小组(其中企业5个)。", [(12, "个", "党小组"), (5, "个", "党小组")]),
    (6, "参会党员217人,占应到人数的21.5%。", [(217, "人", "参会党员"), (21.5, "%", "参会党员")]),
    (7, "下设5个党支部,划分9个党小组。", [(5, "个", "党支部"), (9, "个", "党小组")]),
    (
        8,
        "资料3000余份,群众400多人次,近10万名居民。",
        [(3000, "份", "资料"), (400, "人次", "群众"), (100000, "名", "居民")],
    ),
    (8, "受益群众上千人。", [(1000, "人", "群众")]),
    (9, "集中学习不少于40学时,心得体会2篇以上。", [(40, "学时", None), (2, "篇", "心得体会")]),
    (10, "群众满意率力争达到95%以上。", [(95, "%", "群众满意率")]),
    (11, "信访量下降12.5%,开支比上年压缩8个百分点。", [(12.5, "%", "信访量"), (8, "个百分点", "开支")]),
    (
        12,
        "投入资金350万元,捐款1.1万元,党员4.5万多名。",
        [(3500000, "元", "资金"), (11000, "元", "捐款"), (45000, "名", "党员")],
    ),
    (
        13,
        "累计培训干部30人次,先后走访农户65户,共计24条。",
        [(30, "人次", "干部"), (65, "户", "农户"), (24, "条", None)],
    ),
    (14, "一行12人到村调研。", [(12, "人", None)]),
    (15, "书记1名、副书记2名、委员5名。", [(1, "名", "书记"), (2, "名", "副书记"), (5, "名", "委员")]),
    (16, "赵明、钱亮等6名同志受到表彰。", [(6, "名", "同志")]),
    (17, "每个支部帮扶困难群众2户。", [(2, "户", "困难群众")]),
    (18, "慰问困难群众35户120人。", [(35, "户", "困难群众"), (120, "人", "困难群众")]),
    (18, "便民服务860人(次)。", [(860, "人(次)", "便民服务")]),
    (19, "接待来访1200人次,举办活动68场次。", [(1200, "人次", "来访"), (68, "场次", "活动")]),
    (20, "分三个阶段、五个环节进行。", [(3, "个", "阶段"), (5, "个", "环节")]),
    (20, "讲五个方面的意见。", [(5, "个", "方面的意见")]),
    (20, "今天谈两方面内容。", [(2, "方面", "内容")]),
    (21, "一式三份,字数3000字左右。", [(3, "份", None), (3000, "字", None)]),
    (22, "党建工作40分、队伍建设60分,总分100分。", [(40, "分", "党建工作"), (60, "分", None), (100, "分", "总分")]),
    (23, "民主测评占30%,组织考核占70%。", [(30, "%", "民主测评"), (70, "%", "组织考核")]),
    (
        25,
        "三名书记、两个支部、2个村、十八家企业。",
        [(3, "名", "书记"), (2, "个", "支部"), (2, "个", "村"), (18, "家", "企业")],
    ),
    (26, "党支部|35|", [(35, "", "党支部")]),
    (27, "省级会议11次,各县会议1,687次。", [(11, "次", "省级会议"), (1687, "次", "会议")]),
    (28, "名额:3\n总人口3.2万。", [(3, "", "名额"), (32000, "", "总人口")]),
    (29, "党员xx名,支部××个,群众**人。", [(None, "名", "党员"), (None, "个", "支部"), (None, "人", "群众")]),
    (30, "开展走千户访万人活动,拨打96345,迎接建党95周年,做好三农工作。", []),
]


@pytest.mark.parametrize(
    ("pattern", "text", "expected"), PATTERNS, ids=[f"{row[0]}-{i}" for i, row in enumerate(PATTERNS)]
)
def test_pattern(pattern: int, text: str, expected: list[Row]) -> None:
    assert rows(text) == expected


def test_every_pattern_of_the_field_guide_has_a_row() -> None:
    # 24 (a headline number that the body repeats) is a matter of two counts, not of one.
    assert {row[0] for row in PATTERNS} == set(range(1, 31)) - {24}


def test_a_repeated_headline_number_is_found_both_times() -> None:
    assert [count.value for count in counts("青石镇86名党员结对帮困\n日前,青石镇86名党员与困难户结对。")] == [86, 86]


NEGATIVES = [
    "1、加强领导。\n2、落实责任。",
    "一是抓学习;二是抓整改;三是抓落实。",
    "第一批、第二批和第三批,第3名,前三名,第五次会议。",
    "第一、二批党员。",
    "县九次党代会胜利召开。",
    "2013年3月9日,为期三个月,历时半年,5个工作日内。",
    "达到“五个好”标准,发挥“三个代表”作用,抓好“四句话”。",
    "实现“三不误,三促进”。",
    "做到三个到位、四个结合、五个坚持。",
    "一个支部就是一面旗帜,这是一个原则,一名合格的党员。",
    "一定要统一思想,进一步提高认识,一切为了群众,一系列措施,一批典型,一方面。",
    "十分重要,万分感谢,百分百投入,四处走访,一把手工程。",
    "百名党员评议,千户万人。",
    "村两委、两新组织、三农问题、三级联创、五保户。",
    "下午3点30分集合。",
    "浏览35次 点击:120次",
    "电话8号,208国道,二类村组要整改。",
    "二等奖、一期工程、三次产业,二次供水。",
    "干部60岁以上退休。",
    "特制定本制度:一、支部要争创先进。",
    "根据县委九届八次全委会精神。",
    "对××员进行民主评议。",
    "《基层学刊》2021年2期",
]


@pytest.mark.parametrize("text", NEGATIVES)
def test_what_is_no_count(text: str) -> None:
    assert rows(text) == []


SPANS = [  # sentence, surfaces of the counts
    ("我县现有基层党组织410个。", ["基层党组织410个"]),
    ("团员共1640名。", ["1640名"]),
    ("出席现场会21个,作形势报告9堂。", ["现场会21个", "形势报告9堂"]),
    ("工厂、商会党支部6个。", ["工厂、商会党支部6个"]),
    ("“两新”党支部17个。", ["“两新”党支部17个"]),
    ("谈六个方面的体会。", ["六个方面的体会"]),
    ("心得体会一般在1200字左右。", ["1200字左右"]),
    ("县财政投入近40万元。", ["近40万元"]),
    ("全年没有一起越级上访。", ["一起越级上访"]),
    ("1.28个党小组全部参加。", ["28个党小组"]),
    ("党员(86名)", ["86名"]),
    ("14个党委(总支)260个党支部。", ["14个党委", "260个党支部"]),
    ("满意率80%-90%。", ["满意率80%-90%"]),
    ("统一三个标准。", ["三个标准"]),
    ("7个乡镇的11名村书记。", ["7个乡镇", "11名村书记"]),
]


@pytest.mark.parametrize(("text", "expected"), SPANS)
def test_spans(text: str, expected: list[str]) -> None:
    assert [text[count.start : count.end] for count in counts(text)] == expected


VALUES = [  # sentence, value, upper end, approximate
    ("试点4-6个村", 4, 6, False),
    ("三五个支部", 3, 5, False),
    ("十七八名党员", 17, 18, False),
    ("3到5万元", 30000, 50000, False),
    ("80%-90%的农户", 80, 90, False),
    ("面积约1450亩", 1450, None, True),
    ("到会率百分之九十二", 92, None, False),
    ("出生率9.7‰", 9.7, None, False),
    ("出生率千分之九点七", 9.7, None, False),
    ("共计叁拾伍万元", 350000, None, False),
    ("投资4.35亿元", 435000000, None, False),
    ("节约20万元", 200000, None, False),
    ("最近3次会议", 3, None, False),
    ("人均读书2本以上", 2, None, True),
    ("无一起事故", 0, None, False),
    ("零起案件", 0, None, False),
]


@pytest.mark.parametrize(("text", "value", "upper", "approx"), VALUES)
def test_values(text: str, value: int | float, upper: int | None, approx: bool) -> None:
    (count,) = counts(text)
    assert (count.value, count.max, count.approx) == (value, upper, approx)
    assert isinstance(count.value, int) == isinstance(value, int)


INHERITED = [
    ("承诺事项960项,完成912项。", "承诺事项"),
    ("征求意见35条,采纳28条。", "意见"),
    ("合格率由85%提高到96%。", "合格率"),
    ("农村、机关党支部分别为12个和5个。", "机关党支部"),
]


@pytest.mark.parametrize(("text", "of"), INHERITED)
def test_the_second_number_counts_what_the_first_did(text: str, of: str) -> None:
    assert [count.of for count in counts(text)][1] == of


def test_no_inheritance_across_sentences_or_units() -> None:
    assert counts("承诺事项960项。完成912项。")[1].of is None
    assert counts("资金35万元,涉及12家。")[1].of is None


def test_each_counts_once_for_every_member() -> None:
    assert counts("党委、党总支、党支部各3个")[0].times == 3
    assert counts("党支部3个")[0].times == 1


def test_taken_spans_are_left_alone() -> None:
    text = "三个支部开会,党员35名"
    assert [count.value for count in counts(text)] == [3, 35]
    assert [count.value for count in counts(text, ((0, 4),))] == [35]


def test_a_year_glued_to_a_number_gives_the_number() -> None:
    text = "20187个村完成任务"
    assert [(count.value, count.of) for count in counts(text, ((0, 4),))] == [(7, "村")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "党支部|党员\n柳溪村|35",
            1,
            marks=pytest.mark.xfail(strict=True, reason="the unit stands in the table's head"),
        ),
        pytest.param("党员430多个万", 1, marks=pytest.mark.xfail(strict=True, reason="scale behind the unit")),
        pytest.param("成立以镇长为组长的领导小组", 1, marks=pytest.mark.xfail(strict=True, reason="implicit count")),
    ],
)
def test_known_failures(text: str, expected: int) -> None:
    assert len([count for count in counts(text) if count.value not in (None, 430)]) == expected
