"""Counts named by the indicators that recur across an archive."""

from __future__ import annotations

import pytest

from cxzy_nlp.facts.counts import scan_counts
from cxzy_nlp.knowledge.loader import load

CASES = [
    ("基层党组织41个", "party_organisations"),
    ("农村党支部12个", "party_branches"),
    ("党委4个", "party_committees"),
    ("党总支6个", "party_general_branches"),
    ("党员643名", "party_members"),
    ("新发展党员12名", "new_members"),
    ("预备党员10名", "probationary_members"),
    ("入党申请人31名", "applicants"),
    ("入党积极分子23名", "activists"),
    ("机关干部86名", "cadres"),
    ("辖行政村12个", "villages"),
    ("320户农户", "households"),
    ("规模企业3家", "enterprises"),
    ("学校9所", "schools"),
    ("动员会5次", "meetings"),
    ("党课16堂", "party_lessons"),
    ("专题报告6场", "speeches"),
    ("座谈会12场", "seminars"),
    ("工作简报18期", "briefs_published"),
    ("承诺事项960项", "commitments_made"),
    ("兑现承诺事项912项", "commitments_kept"),
    ("帮扶困难学生36名", "people_helped"),
    ("结对贫困户85户", "poor_households_helped"),
    ("募集善款3万元", "donations"),
    ("投入资金350万元", "money_invested"),
    ("共投入20万元", "money_invested"),
    ("重点项目8个", "projects"),
    ("化解矛盾纠纷56起", "disputes_mediated"),
    ("征求意见建议120条", "opinions_collected"),
    ("查摆问题46个", "problems_found"),
    ("整改问题38个", "problems_solved"),
    ("家访60次", "visits"),
    ("到会320人", "participants"),
    ("志愿者150名", "volunteers"),
    ("优秀共产党员20名", "model_members"),
    ("先进基层党组织10个", "advanced_branches"),
    ("培训班3期", "training_sessions"),
    ("培训党员干部120人次", "trainees"),
    ("实施方案4份", "documents_issued"),
    ("耕地1200亩", "area"),
    ("硬化公路12公里", "roads"),
    ("群众满意率98%", "satisfaction_rate"),
    ("参学率100%", "attendance_rate"),
    ("工业总产值7400万元", "output_value"),
    ("上缴税费630万元", "tax_revenue"),
]


@pytest.mark.parametrize(("text", "indicator"), CASES)
def test_indicator(text: str, indicator: str) -> None:
    assert [count.indicator for count in scan_counts(text, 0, len(text))] == [indicator]


@pytest.mark.parametrize("text", ["农村8个", "附近35户", "增长5%", "书记1名", "电影3部"])
def test_no_indicator(text: str) -> None:
    assert [count.indicator for count in scan_counts(text, 0, len(text))] == [None]


def test_table_is_wide_and_keeps_one_label_a_key() -> None:
    table = load("indicators")
    labels: dict[str, set[str]] = {}
    for row in table:
        labels.setdefault(row["key"], set()).add(row["label"])
    assert len(labels) >= 40
    assert all(len(found) == 1 for found in labels.values())
    assert {indicator for _, indicator in CASES} <= set(labels)


def test_units_of_indicators_exist() -> None:
    known = {unit for row in load("units") for unit in (*row["units"], row.get("base", ""))}
    unknown = {unit for row in load("indicators") for unit in row.get("units", ()) if unit not in known}
    assert unknown == set()
