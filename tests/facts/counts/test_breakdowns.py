"""Totals and parts."""

from __future__ import annotations

import pytest

from cxzy_nlp.document import Breakdown
from cxzy_nlp.facts.counts import find_breakdowns, scan_counts

CASES: list[tuple[str, list[tuple[object, ...]]]] = [  # text, (total, parts, relation, consistent, difference)
    (
        "党支部12个,其中:农村党支部8个,机关党支部4个。",
        [(0, (1, 2), "partition", True, 0)],
    ),
    (
        "现有党小组40个,均已换届,其中车间党小组21个,科室党小组11个,后勤党小组6个,党员共960名。",
        [(0, (1, 2, 3), "partition", False, 2)],
    ),
    ("村支部15个(农村支部11个,机关支部4个),党员486名。", [(0, (1, 2), "partition", True, 0)]),
    ("班子成员7人,其中书记1人、副书记2人、委员4人。", [(0, (1, 2, 3), "partition", True, 0)]),
    ("党员120名,其中女党员35名。", [(0, (1,), "subset", True, 85)]),
    (
        "党员120人,占总人口的6.5%,其中35岁以下30人,大专以上学历75人,妇女58人。",
        [(0, (2, 3, 4), "overlapping", True, -43)],
    ),
    ("把18个车间分等,一类车间7个,二类车间8个,三类车间3个。", [(0, (1, 2, 3), "partition", True, 0)]),
    ("党组织7个,其中党委1个,党总支、党支部各3个。", [(0, (1, 2), "partition", True, 0)]),
    # who should have come, who came, who did not
    ("应到党员36人,实到33人,请假2人,因病1人。", [(0, (1, 2, 3), "partition", True, 0)]),
    (
        "应到36人,实到32人,请假4人,其中请病假3人,请事假1人。",
        [(0, (1, 2), "partition", True, 0), (2, (3, 4), "partition", True, 0)],
    ),
    (
        "应出席代表212名,实际出席205名,缺席6名,其中病假2名。",
        [(0, (1, 2), "partition", False, 1), (2, (3,), "subset", True, 4)],
    ),
    ("党组织包括:无。党支部12个,其中农村党支部8个,机关党支部5个。", [(0, (1, 2), "partition", False, -1)]),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_breakdown(text: str, expected: list[tuple[object, ...]]) -> None:
    found = find_breakdowns(text, scan_counts(text, 0, len(text)))
    assert [(item.total, item.parts, item.relation, item.consistent, item.difference) for item in found] == expected


@pytest.mark.parametrize(
    "text",
    [
        "应到党员36人,实到33人。",
        "党支部12个,党员486名。",
        "召开座谈会12次。其中有群众35人。",
        "分三个阶段,其中第一阶段发放资料2份。",
        "培训班3期,走访农户2户,化解纠纷1起。",
        "书记1名、副书记2名、委员5名。",
        "发放慰问金6.2万元(每人2000元)。",
    ],
)
def test_no_breakdown(text: str) -> None:
    assert find_breakdowns(text, scan_counts(text, 0, len(text))) == []


def test_nothing_from_nothing() -> None:
    assert find_breakdowns("", []) == []


def test_money_adds_up_exactly() -> None:
    text = "投入资金1.1万元,其中财政资金0.7万元,自筹0.4万元。"
    assert find_breakdowns(text, scan_counts(text, 0, len(text))) == [Breakdown(0, (1, 2), "partition", True, 0)]


Part = tuple[int | float | None, list[int | float | None], str, bool]

MORE: list[tuple[str, list[Part]]] = [  # sentence; total, parts, relation, consistent
    ("党支部9个。其中,农村6个,机关3个。", [(9, [6, 3], "partition", True)]),
    ("党支部9个。党支部中,农村党支部6个,机关党支部3个。", [(9, [6, 3], "partition", True)]),
    ("收到申请31件,按时办结的24件,剩下7件。", [(31, [24, 7], "partition", True)]),
    ("18个支部中,有5个没有场所。", [(18, [5], "subset", True)]),
    ("40名家长投票,同意的36名。", [(40, [36], "subset", True)]),
    ("教师96人,其中教授12人、副教授20人。", [(96, [12, 20], "subset", True)]),
    ("党员100名,其中农民党员60名,女党员31名,流动党员50名。", [(100, [60, 31, 50], "overlapping", True)]),
    ("支部40个,其中农村支部20个,机关支部12个,学校支部6个。", [(40, [20, 12, 6], "partition", False)]),
    ("承诺事项64项,完成60项。", []),
]


@pytest.mark.parametrize(("text", "expected"), MORE)
def test_parts_by_their_wording(text: str, expected: list[Part]) -> None:
    counts = scan_counts(text, 0, len(text))
    found = find_breakdowns(text, counts)
    assert [
        (counts[item.total].value, [counts[part].value for part in item.parts], item.relation, item.consistent)
        for item in found
    ] == expected
