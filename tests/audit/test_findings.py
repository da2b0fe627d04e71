"""Findings as data: what a text must give, and what it must not. Every sentence was made up for the tests."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxzy_nlp import Source, analyze
from cxzy_nlp.document import Document

H = "工作总结\n"  # a title, so that what follows is body

#: kind, text, surfaces that are found (in order)
FOUND: list[tuple[str, str, list[str]]] = [
    # headings
    ("numbering_gap", H + "一、总体要求\n抓紧。\n二、步骤\n抓实。\n四、领导\n抓牢。", ["四、"]),
    ("numbering_gap", H + "（一）学习\n抓紧。\n（二）评议\n抓实。\n（五）整改\n抓牢。", ["（五）"]),
    ("numbering_gap", H + "㈠学习\n抓紧。\n㈡评议\n抓实。\n㈣整改\n抓牢。", ["㈣"]),
    ("numbering_gap", H + "⒈学习\n抓紧。\n⒉评议\n抓实。\n⒋整改\n抓牢。", ["⒋"]),
    (
        "numbering_gap",
        H + "一、情况\n1、学习抓得紧\n好。\n2、服务抓得实\n好。\n4、宣传抓得活\n好。\n二、打算\n干。",
        ["4、"],
    ),
    (
        "numbering_gap",
        H + "第一阶段：学习动员\n学。\n第二阶段：分析评议\n评。\n第四阶段：总结提高\n结。",
        ["第四阶段："],
    ),
    # running lists
    ("numbering_gap", "会议提出：一是抓学习，二是抓服务，四是抓作风。", ["四是"]),
    ("numbering_gap", "要做到：一要带头学；二要带头干；五要带头廉。", ["五要"]),
    # masks
    ("masked_name", "xx街道党工委召开会议。", ["xx"]),
    ("masked_name", "全面建设平安**，打造和谐**。", ["**", "**"]),
    ("masked_name", "××局党组书记李××同志讲话。", ["××", "××"]),
    ("masked_name", "村支书王某某因占用集体土地被处分。", ["王某某"]),
    ("masked_name", "据XX县XX镇上报。", ["XX", "XX"]),
    ("masked_name", "县长张某同志批示。", ["张某"]),
    ("masked_date", "20xx年5月召开大会。", ["20xx年5月"]),
    ("masked_date", "x年x月x日", ["x年x月x日"]),
    ("masked_date", "定于5月×日开会。", ["5月×日"]),
    ("masked_date", "某年某月某日，他来到村里。", ["某年某月某日"]),
    ("masked_date", "二○××年度考核", ["二○××年"]),
    # repairs
    ("page_number", "各村要积极主动，搞好宣 6 传活动，宣传要活。", ["6"]),
    ("split_word", "宣传要更加积 极，大家都很积极。群众积极参加。", ["积 极"]),
    (
        "split_word",
        "全镇党员要统一思想。各村要结合实际，层层召开动员会，把广大党员组\n\n织起来，组织好。",
        ["组\n\n织"],
    ),
    ("ocr_error", "设臵宣传栏，旗臶鲜明。", ["臵", "臶"]),
    # wording
    ("ocr_error", "各支部己经作了布署。", ["己经", "布署"]),
    ("ocr_error", "加强颂导，创先争忧。", ["颂导", "创先争忧"]),
    ("spun_synonym", "县委召开惩办大会。", ["惩办"]),
    ("spun_synonym", "党员公开许诺，坚持为人民效劳。", ["许诺", "效劳"]),
    ("spun_synonym", "落实科学开展观，遵循根本原那么。", ["开展", "原那么"]),
    ("spun_synonym", "切实转变干局作风，增强党员干局的宗旨认识。", ["干局", "认识"]),
    # with three spun words beyond doubt the doubtful ones are believed too
    ("spun_synonym", "公开许诺，效劳群众，惩办先进。全镇组织生活运动。许诺很好。", ["许诺", "效劳", "惩办", "许诺"]),
    ("spun_synonym", "全鎮社群黨組織2個，專案推進順利，確定了乙個聯絡點。", ["社群", "專案", "乙個", "聯絡"]),
    # lists
    ("component_mismatch", "要抓好四个方面的工作：一是抓学习；二是抓服务；三是抓作风。", ["四个方面的工作"]),
    ("component_mismatch", "存在三个问题：一要学；二要干；三要廉；四要快。", ["三个问题"]),
    ("component_mismatch", "争创“五个好”（领导班子好、党员队伍好、工作机制好、群众反映好）党组织。", ["“五个好”"]),
    ("component_mismatch", "“四个自信”即道路自信、理论自信、制度自信、自信。", ["“四个自信”"]),
    # residue
    (
        "foreign_unit",
        "在青岩镇党员大会上的讲话\n青岩镇的党员要带头。\n让我们为建设和谐的白沙镇作出新的贡献！",
        ["白沙镇"],
    ),
    (
        "foreign_unit",
        "枫林县卫生局工作总结\n枫林县卫生工作上了台阶。\n我们将为推动溪口县的卫生事业而努力奋斗！",
        ["溪口县"],
    ),
    # marks that lost the other one of their pair
    ("ocr_error", H + "天天讲“一个都不能少，群众说“好”，又说“很好”。还有“三亮”“三比”。", ["“"]),
    ("ocr_error", H + "开展我为群众办实事”活动，群众说“好”，又说“很好”。还有“三亮”“三比”。", ["”"]),
    ("ocr_error", H + "群众说“好”，又说“很好”，“真好”，“都好”，最后说“三亮活动", ["“"]),
    ("ocr_error", H + "好“一”“二”“三”“四”“五”“六”“七”“八”“九”“十”。\n说“甲。\n好。\n说乙”。\n再说丙”。", ["”"]),
    ("page_number", H + "规模以上企业只有7户； - 5 - 城乡居民增收渠道窄。", ["- 5 -"]),
    ("page_number", H + "应当纳而没有 · 3 · 纳的，还要核实。", ["· 3 ·"]),
    ("page_number", H + "第二年开春一数- 4 -，活的不到六成。", ["- 4 -"]),
    ("masked_name", "承诺人：严××（手印）", ["××"]),
    (
        "component_mismatch",
        H + "各乡镇、街道要抓好以下两项工作。\n（一）甲\n好。\n（二）乙\n好。\n（三）丙\n好。",
        ["两项工作"],
    ),
]

#: kind, text: nothing of the kind is found
NOT_FOUND: list[tuple[str, str]] = [
    # a quotation over paragraphs opens each of them
    ("ocr_error", H + "他说：“先学。\n“再干。\n“后评。”\n大家说“好”。"),
    ("ocr_error", H + "他说：“先学。\n再干。\n后评。”\n大家说“好”。"),
    ("ocr_error", H + "账上写着：“8月\n拨付晚了。\n”会上说“好”。"),
    ("ocr_error", H + "关于“关于深入开展“三亮”活动的通知”的落实，大家说“好”。装了12”显示屏。"),
    ("page_number", H + "气温为 - 5 - 3度，电话为 - 5 - 10。"),
    ("masked_name", H + "奖金=基数×（1+系数）；平均分*（1-扣分率）。"),
    ("ocr_error", H + "全文的标记都不成对，“三亮“、“三比“、“三评“。"),
    ("page_number", H + "比分是3 - 5 - 7，编号A - 5 - B。"),
    ("masked_name", H + "对的打“√”，错的打“×”。"),
    (
        "component_mismatch",
        H + "分选题、调研、交流、转化四个环节。\n（一）调研\n做好。\n（二）交流\n做好。\n（三）转化\n做好。",
    ),
    # a piece of a speech that breaks off behind its first part
    ("component_mismatch", "动员会上的讲话\n同志们：下面，我讲三点意见。\n一、统一思想，提高认识\n这次活动意义重大。"),
    ("numbering_gap", H + "一、要求\n抓紧。\n二、步骤\n抓实。\n三、领导\n抓牢。"),
    # each section has a list of its own
    ("numbering_gap", H + "一、要求\n（一）学\n好。\n（二）评\n好。\n二、领导\n（一）带头\n好。"),
    # the missing number stands there, in a form that is no heading
    ("numbering_gap", H + "一、要求\n抓紧。二、步骤也要抓实，分阶段推进，\n三、领导\n抓牢。"),
    ("numbering_gap", "一是抓学习，二是抓服务。会后，三是乡的同志留下。"),
    ("numbering_gap", "一要学。二要干。\n另外，五是村里的老书记。"),
    ("numbering_gap", "第一是学习，第三产业也要发展。"),
    ("masked_name", "面积为3×4米，共8×5排。"),
    ("masked_name", "某些同志、某种情况、某一天、某单位、某个支部。"),
    ("masked_name", "第一部分\n*****\n第二部分"),
    ("masked_name", "这是Excel表，使用XP系统，EXX型号。"),
    ("masked_name", "某县搞万亩造林，会前突击。"),
    ("masked_date", "2010年5月7日，十二月三日，本月8日。"),
    ("masked_date", "二○○九年三月十八日"),
    ("page_number", "全村有 6 个小组，栽树 300 棵。"),
    ("split_word", "讲 话\n同志们：今天开会。"),
    ("split_word", "张 明 李小红 王 刚"),
    ("ocr_error", "他自己经历过，一己私利，截止阀，己所不欲。"),
    ("ocr_error", "若干部门，几千部手机。"),
    ("spun_synonym", "法院惩办犯罪分子，开展活动，效果很好，条件缺乏。"),
    ("spun_synonym", "科学开展工作，经济运行平稳，建立制度，停止检查。"),
    ("spun_synonym", "共产党人要有信心，民主与专制，阶级斗争。"),
    ("spun_synonym", "農村社區專職幹部參加聯絡員會議。"),
    ("component_mismatch", "要抓好三个方面的工作：一是抓学习；二是抓服务；三是抓作风。"),
    ("component_mismatch", "要抓好三个方面的工作。会议还研究了其他事项。"),
    ("component_mismatch", "分两个阶段。第一阶段从4月开始，第二阶段从7月开始。"),
    ("component_mismatch", "要处理好两个关系：一是工作与学习的关系。这个关系要分三步：一是想；二是做；三是看。"),
    # a list of one's own, and another wording
    ("component_mismatch", "争创“五个好”（学风好、教风好、校风好、班风好、家风好）学校。"),
    ("component_mismatch", "“五个好”即领导班子好、党员队伍好、工作机制好、工作业绩好、家长反映好。"),
    ("foreign_unit", "在青岩镇党员大会上的讲话\n青岩镇的党员要带头。\n为建设富裕文明的青岩镇而努力奋斗！"),
    # a superior unit is of another kind
    ("foreign_unit", "在青岩镇党员大会上的讲话\n青岩镇的党员要带头。\n为推动枫林县的发展作出新的贡献！"),
    ("foreign_unit", "在青岩镇党员大会上的讲话\n白沙镇的经验要学。\n让我们为追赶白沙镇而努力奋斗！"),
    ("foreign_unit", "全镇党员大会讲话\n全镇要发展。\n为建设现代化新城镇、示范镇而努力奋斗！"),
]


def _surfaces(text: str, kind: str) -> list[str]:
    return [text[item.start : item.end] for doc in analyze(text) for item in doc.findings if item.kind == kind]


@pytest.mark.parametrize(("kind", "text", "surfaces"), FOUND)
def test_found(kind: str, text: str, surfaces: list[str]) -> None:
    assert _surfaces(text, kind) == surfaces


@pytest.mark.parametrize(("kind", "text"), NOT_FOUND)
def test_not_found(kind: str, text: str) -> None:
    assert _surfaces(text, kind) == []


@pytest.mark.parametrize("case", [case for case in FOUND if case[0] in ("numbering_gap", "component_mismatch")])
def test_what_a_finding_rests_on_is_there(case: tuple[str, str, list[str]]) -> None:
    for document in analyze(case[1]):
        for finding in document.findings:
            for related in finding.related:
                kind, index = related.split("/")
                assert int(index) < len(getattr(document, kind))


_WORDS = (
    "xx ** 某某 年 月 5 一、 三、 （二） 一是 四是 许诺 公开 。 ， 镇 为 努力奋斗 乙個 臵 四个方面： 党员 黨員 己经 ○ ×"
)
_PIECES = st.sampled_from([*_WORDS.split(), "\n", "\n\n", " 6 "])


@given(st.lists(_PIECES, max_size=40).map("".join))
@settings(max_examples=150, deadline=None, derandomize=True)
def test_findings_lie_in_their_document(text: str) -> None:
    for document in analyze(text):
        for finding in document.findings:
            assert document.start <= finding.start < finding.end <= document.end
            assert finding.message
        assert list(document.findings) == sorted(document.findings, key=lambda item: (item.start, item.end, item.kind))


@pytest.mark.parametrize("unit", ["x", "某", "一、", "一是，", "为建设", "许诺", "四个方面：", "××\n", "乙"])
def test_nothing_hangs(unit: str) -> None:
    documents: list[Document] = analyze(Source.from_text("总结\n" + unit * (60_000 // len(unit))))
    assert documents is not None


def test_a_site_line_is_quoted_without_its_markup() -> None:
    info = '作者：党委&nbsp;&nbsp;来源：<a href="x">本站</a>原创&nbsp;&nbsp;更新时间：2011-12-15 16:22:08'
    page = f"<h1>工作总结</h1>\n<p>{info}</p>\n<p>全镇有党员20名。</p>"
    findings = [finding for finding in analyze(page)[0].findings if finding.kind == "boilerplate"]
    assert findings
    assert all("<" not in finding.message and "&" not in finding.message for finding in findings)
    assert any("来源" in finding.message for finding in findings)
