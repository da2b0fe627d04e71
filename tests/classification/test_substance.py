"""Formula against facts."""

from __future__ import annotations

from cxzy_nlp import analyze, substance

FORMULA = "高度重视，统一思想，提高认识，切实加强组织领导，扎实推进创先争优活动，取得实效。"
FACTS = "5月4日，王大山捐款3000元，修路2.4公里，“爱心茶缸”摆了16处。"


def test_formula_and_facts() -> None:
    document = analyze(f"某某村工作总结\n一、认识\n{FORMULA}\n二、做法\n{FACTS}")[0]
    report = substance(document)
    formula, facts = report.sections
    assert formula.score < 0.05 < 0.6 < facts.score
    assert formula.stock > 0.5
    assert facts.own > 0.5
    assert document.source.text[formula.start : formula.end] == FORMULA


def test_neither() -> None:
    report = substance(analyze("天上有朵云。地上有个影。")[0])
    assert (report.document.stock, report.document.own, report.document.score) == (0, 0, 0.5)


def test_traditional_script_counts_alike() -> None:
    simplified = substance(analyze("活动总结\n高度重视，统一思想，扎实开展创先争优活动。")[0]).document
    traditional = substance(analyze("活動總結\n高度重視，統一思想，紮實開展創先爭優活動。")[0]).document
    assert traditional.stock > 0.5
    assert abs(simplified.stock - traditional.stock) < 0.15
