"""Flattened tables: units in the head of a column, totals under columns and at the head of rows."""

from __future__ import annotations

from cxzy_nlp.facts.counts import find_breakdowns, scan_counts
from cxzy_nlp.facts.counts.columns import scan_columns

TABLE = "项目|牵头科室|投资(万元)|受益户数\n修渠|水利站|12.5|340\n改灶|能源办|8|0\n合计|——|20.5|340"


def test_columns_take_unit_and_noun_from_their_head() -> None:
    counts = scan_counts(TABLE, 0, len(TABLE))
    assert [(count.value, count.unit, count.of) for count in counts] == [
        (125000, "元", "投资"),
        (340, "户", "受益户数"),
        (80000, "元", "投资"),
        (0, "户", "受益户数"),
        (205000, "元", "投资"),
        (340, "户", "受益户数"),
    ]


def test_columns_of_a_table_are_summed() -> None:
    found = find_breakdowns(TABLE, scan_counts(TABLE, 0, len(TABLE)))
    assert [(item.total, item.parts, item.consistent) for item in found] == [(4, (0, 2), True), (5, (1, 3), True)]


def test_a_column_without_a_unit_gives_nothing() -> None:
    assert scan_columns("村名|序号|备注\n甲村|1|好\n乙村|2|好", 0, 21) == []


def test_a_line_with_other_cells_is_no_row_of_the_table() -> None:
    text = "村名|户数\n甲村|35|12"
    assert scan_columns(text, 0, len(text)) == []


def test_a_wrong_total_is_told_only_if_it_is_near() -> None:
    near = "类别|个数\n甲|10\n乙|20\n总计|31"
    far = "类别|个数\n甲|10\n乙|20\n总计|300"
    (item,) = find_breakdowns(near, scan_counts(near, 0, len(near)))
    assert (item.consistent, item.difference) == (False, 1)
    assert find_breakdowns(far, scan_counts(far, 0, len(far))) == []


def test_cells_inherit_the_noun_of_the_text_before() -> None:
    text = "应定级党组织9个。\n类别|应定级|好|一般\n农村|9个|4个|5个"
    counts = scan_counts(text, 0, len(text))
    assert [count.of for count in counts[1:]] == ["党组织"] * 3
