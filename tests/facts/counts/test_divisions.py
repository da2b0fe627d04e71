"""Breakdowns that no 其中 opens; all sentences are invented."""

from __future__ import annotations

import pytest

from cxzy_nlp.facts.counts import find_breakdowns, scan_counts

CASES: list[tuple[str, list[tuple[object, ...]]]] = [  # text, (total, parts, relation)
    # the sum behind its parts
    ("一等奖8名、二等奖16名,共24名。", [(2, (0, 1), "partition")]),
    ("党委1个、党总支3个、党支部42个,共46个党组织。", [(3, (0, 1, 2), "partition")]),
    ("业绩50分、作风30分、学习20分,满分100分。", [(3, (0, 1, 2), "partition")]),
    ("党员代表、群众代表各12人,共24人。", [(1, (0,), "partition")]),
    # the rest
    ("查找问题22条,已经整改20条,剩下的2条下月整改。", [(0, (1, 2), "partition")]),
    ("发出卡片310张,其余76张下月发完。", []),
    # a second division of one total
    (
        "意见120条,其中道路类80条、用水类40条。当场答复70条,转有关部门办理50条。",
        [(0, (1, 2), "partition"), (0, (3, 4), "partition")],
    ),
    ("党员23名,男15名,女8名;在职17名,退休6名。", [(0, (1, 2), "partition"), (0, (3, 4), "partition")]),
    # a total called by its name, and one that is a part itself
    (
        "党组织49个,其中党委1个、党支部48个。党支部中,农村支部30个,机关支部18个。",
        [(0, (1, 2), "partition"), (2, (3, 4), "partition")],
    ),
    ("276个村中,先进村92个,一般村150个,后进村34个。", [(0, (1, 2, 3), "partition")]),
    ("受访家长41位,其中9位说得出,其中7位是同一所学校的。", [(0, (1,), "subset"), (1, (2,), "subset")]),
    # a share tells the total
    ("全镇党员1846名,村12个。全镇有女党员342名,占党员总数的18.5%。", [(0, (2,), "subset")]),
    ("全镇党员1846名。全镇有女党员342名,占党员总数的28.5%。", []),
    # some of them
    ("132个党组织,有24个缺场所。", [(0, (1,), "subset")]),
    ("10个项目换掉了4个。", [(0, (1,), "subset")]),
    ("支部12个增加到15个。", []),
    ("承诺事项60项,完成52项。", []),
    ("外科支部5个、医技支部3个、后勤支部2个。", []),
    ("提出的3条意见,已经吸收2条,另有1条涉及水价。", [(0, (1, 2), "partition")]),
    ("承诺489条,即每人3条;到年底兑现471条。", []),
    ("听了6个乡镇的汇报,还有3个乡镇是书面的。", []),
    ("办公室面积54平方米,含休息间18平方米,超出标准12平方米。", [(0, (1,), "subset")]),
    ("问了8名党员,3名说不出。", [(0, (1,), "subset")]),
    ("制定整改事项26项,到11月底完成24项,另2项列入明年。", [(0, (1, 2), "partition")]),
    (
        "应到代表640人,实到601人,请假39人。其中教师代表505人、学生代表96人。",
        [(0, (1, 2), "partition"), (1, (3, 4), "partition")],
    ),
    ("22个支部中,有12个开展了活动,有8个做了总结。", [(0, (1, 2), "subset")]),
    # no sum by chance
    ("走访村12个,建活动室5个,修桥7座。", []),
    ("召开会议12次,座谈5次,讨论7次。", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_division(text: str, expected: list[tuple[object, ...]]) -> None:
    found = find_breakdowns(text, scan_counts(text, 0, len(text)))
    assert [(item.total, item.parts, item.relation) for item in found] == expected
    assert all(item.consistent for item in found)
