"""What a number counts whose noun stands elsewhere; all sentences are invented."""

from __future__ import annotations

import pytest

from cxzy_nlp.facts.counts import scan_counts

ROWS: list[tuple[str, list[str | None]]] = [
    ("承诺事项64项,完成60项。", ["承诺事项", "承诺事项"]),
    ("党员214名,占人口的4%。", ["党员", "党员"]),
    ("党支部21个,其中农村14个、机关7个。", ["党支部", "党支部", "党支部"]),
    ("有党员31名。其中,在岗的22名。", ["党员", "党员"]),
    ("工业总产值3.2亿元,同比增长9%。", ["工业总产值", "工业总产值"]),
    ("学习经费5万元,其中教材2万元、活动3万元。", ["学习经费", "学习经费", "学习经费"]),
    ("药价比上年下降6%。", ["药价"]),
    ("老茶园占三成。", ["老茶园"]),
    ("六成农户入了社。", ["农户"]),
    ("百分之七十的农户入了社。", ["农户"]),
    ("困难群众18户、52人。", ["困难群众", "困难群众"]),
    ("走访45次。", [None]),
    ("投入12万元。", [None]),
]


@pytest.mark.parametrize(("text", "expected"), ROWS)
def test_owner(text: str, expected: list[str | None]) -> None:
    assert [count.of for count in scan_counts(text, 0, len(text))] == expected


def test_nothing_is_inherited_over_the_end_of_a_sentence() -> None:
    text = "党员31名。参加22名。"
    assert [count.of for count in scan_counts(text, 0, len(text))] == ["党员", None]
