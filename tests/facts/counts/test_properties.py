"""What holds for every text: order, disjointness, respect for taken spans, linear work."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxzy_nlp.facts.counts import find_breakdowns, scan_counts

from ...steps import steps_of

PIECES = st.sampled_from(
    [
        *"0123456789一二三十百千万亿两半第余多近约上%‰.,。;:、()|“”《》\n 共各等的为达无x×*-至到",
        *(
            "个",
            "名",
            "人次",
            "万元",
            "项",
            "方面",
            "点",
            "年",
            "月",
            "党员",
            "党支部",
            "其中",
            "问题",
            "召开",
            "现有",
            "左右",
            "以上",
            "没有一起",
            "百分之",
            "分别为",
        ),
    ]
)
TEXTS = st.lists(PIECES, max_size=60).map("".join)


@settings(max_examples=100, deadline=None, derandomize=True)
@given(text=TEXTS, low=st.integers(0, 20), cut=st.integers(0, 20), edges=st.lists(st.integers(0, 60), max_size=6))
def test_spans_are_sorted_disjoint_inside_and_free(text: str, low: int, cut: int, edges: list[int]) -> None:
    start, end = min(low, len(text)), max(min(low, len(text)), len(text) - cut)
    points = sorted({edge for edge in edges if edge <= len(text)})
    taken = list(zip(points[::2], points[1::2], strict=False))
    counts = scan_counts(text, start, end, taken)
    position = start
    for count in counts:
        assert position <= count.start <= count.number_start < count.number_end <= count.end <= end
        position = count.end
        assert all(count.end <= first or count.start >= last for first, last in taken)
        assert count.of is None or count.of
        assert count.value is None or (count.value >= 0 and math.isfinite(count.value))
        assert count.max is None or (count.value is not None and count.max >= count.value)
        assert count.times >= 1
    for breakdown in find_breakdowns(text, counts):
        assert breakdown.total < breakdown.parts[0]
        assert list(breakdown.parts) == sorted(set(breakdown.parts))
        summed = sum((counts[part].value or 0) * counts[part].times for part in breakdown.parts)
        assert math.isclose((counts[breakdown.total].value or 0) - summed, breakdown.difference, abs_tol=1e-6)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(value=st.integers(2, 10**9), unit=st.sampled_from(["个", "名", "项", "次", "元", "亩"]))
def test_a_plain_count_is_always_read(value: int, unit: str) -> None:
    (count,) = scan_counts(f"共计{value}{unit}。", 0, 40)
    assert (count.value, count.unit) == (value, unit)


@pytest.mark.parametrize(
    "unit", ["一二三四", "一", "1", "1,111", "“一个", "第一", "百分之", "x", "、党员", "1-", "年", "(", "无一"]
)
def test_nothing_hangs(unit: str) -> None:
    text = unit * (100_000 // len(unit))
    counts = scan_counts(text, 0, len(text))  # a backtracking pattern would never come back
    assert all(left.end <= right.start for left, right in pairwise(counts))
    short = unit * (4_000 // len(unit))
    assert steps_of(_scan, short * 4) <= 5 * steps_of(_scan, short) + 2_000


def _scan(text: str) -> object:
    return scan_counts(text, 0, len(text))
