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
    # labels of parts
    ("意见93条,其中班子建设21条、工程管理40条、行业作风32条。", ["意见", "意见", "意见", "意见"]),
    ("支部书记21名,其中派出所12名、警队9名。", ["支部书记", "支部书记", "支部书记"]),
    ("党员19名,其中个体工商户6名。", ["党员", "个体工商户"]),
    ("征求意见90条,其中形式主义方面78条,其他方面12条。", ["意见", "意见", "意见"]),
    ("立案的提案中,教学类41件、后勤类22件。", ["提案", "提案"]),
    ("全年投诉73件,其中服务态度的占31件。", ["投诉", "投诉"]),
    # changes
    ("药占比由46%降到42%。", ["药占比", "药占比"]),
    ("综合机械化率由目前的31%提高到38%。", ["综合机械化率", "综合机械化率"]),
    ("药价压缩6%。", ["药价"]),
    # groups and votes
    ("派出6个督导组,每组3人。", ["督导组", None]),
    ("抽调40名党员,两人一组。", ["党员", None]),
    ("满意109票,不满意1票。", [None, None]),
    ("投入12万元。", [None]),
]


@pytest.mark.parametrize(("text", "expected"), ROWS)
def test_owner(text: str, expected: list[str | None]) -> None:
    assert [count.of for count in scan_counts(text, 0, len(text))] == expected


def test_nothing_is_inherited_over_the_end_of_a_sentence() -> None:
    text = "党员31名。参加22名。"
    assert [count.of for count in scan_counts(text, 0, len(text))] == ["党员", None]
