"""Edits and offset maps: what was kept keeps its place, whatever is done to the text and however often."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxzy_nlp.errors import InputError
from cxzy_nlp.text.offsets import Edit, OffsetMap, apply_edits

SETTINGS = settings(max_examples=100, deadline=None, derandomize=True)

#: text, edits, clean text, {span of the clean text: span of the source}
SYNTHETIC: list[tuple[str, list[Edit], str, dict[tuple[int, int], tuple[int, int]]]] = [
    ("更加主 动", [Edit(3, 4)], "更加主动", {(2, 4): (2, 5), (0, 2): (0, 2), (3, 4): (4, 5)}),
    ("搞宣 6 传活动", [Edit(2, 5)], "搞宣传活动", {(1, 3): (1, 6), (1, 2): (1, 2), (2, 3): (5, 6)}),
    # noise at the edges of a span stays outside it
    ("  柳湾  ", [Edit(0, 2), Edit(4, 6)], "柳湾", {(0, 2): (2, 4), (0, 1): (2, 3), (1, 2): (3, 4)}),
    # a replacement stands for the whole of what it replaces, and for nothing beside it
    ("㈠抓", [Edit(0, 1, "(一)")], "(一)抓", {(0, 3): (0, 1), (1, 2): (0, 1), (1, 4): (0, 2), (3, 4): (1, 2)}),
    ("<p>&ldquo;柳", [Edit(0, 3, ""), Edit(3, 10, "“")], "“柳", {(0, 1): (3, 10), (0, 2): (3, 11)}),
    ("甲<b>&amp;</b>乙", [Edit(1, 4), Edit(4, 9, "&"), Edit(9, 13)], "甲&乙", {(1, 2): (4, 9), (0, 2): (0, 9)}),
    # equal length: every character keeps its place
    ("設臵", [Edit(0, 2, "设置")], "设置", {(0, 1): (0, 1), (1, 2): (1, 2)}),
    # an insertion has an empty surface
    ("甲乙", [Edit(1, 1, "\n")], "甲\n乙", {(1, 2): (1, 1), (0, 2): (0, 1), (0, 3): (0, 2)}),
    # nothing left, nothing there
    ("甲乙", [Edit(0, 2)], "", {(0, 0): (0, 0)}),
    ("", [Edit(0, 0, "甲")], "甲", {(0, 1): (0, 0)}),
]

#: text, edits
REFUSED: list[tuple[str, list[Edit]]] = [
    ("甲乙丙", [Edit(0, 2), Edit(1, 3)]),
    ("甲乙丙", [Edit(2, 4)]),
    ("甲乙丙", [Edit(-1, 1)]),
    ("甲乙丙", [Edit(2, 1)]),
    ("甲乙丙", [Edit(0, 9), Edit(1, 2)]),
]


@pytest.mark.parametrize(("text", "edits", "clean", "spans"), SYNTHETIC)
def test_clean_text_and_way_back(
    text: str, edits: list[Edit], clean: str, spans: dict[tuple[int, int], tuple[int, int]]
) -> None:
    made, offsets = apply_edits(text, edits)
    assert made == clean
    assert {span: offsets.to_source(*span) for span in spans} == spans


@pytest.mark.parametrize(("text", "edits"), REFUSED)
def test_edits_that_do_not_fit_are_refused(text: str, edits: list[Edit]) -> None:
    with pytest.raises(InputError, match=r"leaves the text|overlap"):
        apply_edits(text, edits)


@pytest.mark.parametrize("span", [(-1, 1), (0, 4), (2, 1)])
def test_spans_outside_the_clean_text_are_refused(span: tuple[int, int]) -> None:
    with pytest.raises(InputError, match="does not lie in the clean text of 3 characters"):
        OffsetMap.identity(3).to_source(*span)


def test_maps_that_do_not_fit_are_refused() -> None:
    with pytest.raises(InputError, match="maps do not fit: 3 characters here, 4"):
        OffsetMap.identity(3).compose(OffsetMap.identity(4))


@pytest.mark.parametrize(
    ("offsets", "identity"),
    [
        (OffsetMap.identity(0), True),
        (OffsetMap.identity(3), True),
        (apply_edits("甲乙", [Edit(0, 1, "丁")])[1], True),
        (apply_edits("甲乙", [Edit(0, 1)])[1], False),
        (apply_edits("甲乙", [Edit(0, 1), Edit(2, 2, "丙")])[1], False),
        (apply_edits("甲乙", [Edit(1, 1, "丙")])[1], False),
        (apply_edits("甲", [Edit(0, 1)])[1], False),
    ],
)
def test_identity_is_known(offsets: OffsetMap, identity: bool) -> None:
    assert offsets.is_identity is identity


def test_edits_may_come_in_any_order() -> None:
    edits = [Edit(4, 5), Edit(0, 1), Edit(2, 3, "换字")]
    assert apply_edits("一二三四五", edits) == apply_edits("一二三四五", edits[::-1])


@st.composite
def _edited(draw: st.DrawFn, text: str) -> list[Edit]:
    """Edits of every sort: deletions, insertions, replacements shorter, longer and of equal length."""
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=8)))
    edits = [
        Edit(left, right, draw(st.text("甲乙丙 ", max_size=3)))
        for left, right in pairwise(cuts)
        if draw(st.booleans()) and right - left <= 4
    ]
    if cuts and draw(st.booleans()) and all(edit.end < cuts[-1] for edit in edits):
        edits.append(Edit(cuts[-1], cuts[-1], "插入"))
    return edits


@st.composite
def _passes(draw: st.DrawFn) -> tuple[list[str], list[OffsetMap]]:
    """A text after each of three passes, and the map of every pass."""
    texts, maps = [draw(st.text("天地玄黄宇宙洪荒 \n6", max_size=30))], []
    for _ in range(3):
        text, offsets = apply_edits(texts[-1], draw(_edited(texts[-1])))
        texts.append(text)
        maps.append(offsets)
    return texts, maps


@SETTINGS
@given(st.data())
def test_kept_characters_are_the_same_characters(data: st.DataObject) -> None:
    text = data.draw(st.text(max_size=40))
    edits = data.draw(_edited(text))
    clean, offsets = apply_edits(text, edits)
    touched = {position for edit in edits for position in range(edit.start, edit.end)}
    kept = [position for position in range(len(text)) if position not in touched]
    for position in kept:
        at = offsets.to_clean(position)
        assert clean[at] == text[position]
        assert offsets.to_source(at, at + 1) == (position, position + 1)


def _is_real(offsets: OffsetMap, at: int) -> bool:
    start, end = offsets.to_source(at, at + 1)
    return start < end


@SETTINGS
@given(_passes())
def test_composition_is_mapping_one_after_the_other(passes: tuple[list[str], list[OffsetMap]]) -> None:
    _, (first, second, third) = passes
    composed = third.compose(second.compose(first))
    other = third.compose(second).compose(first)
    for start in range(composed.clean_size):
        for end in range(start + 1, composed.clean_size + 1):
            made = composed.to_source(start, end)
            assert made == other.to_source(start, end)  # the runs of the two may be cut elsewhere
            wanted = first.to_source(*second.to_source(*third.to_source(start, end)))
            if _is_real(composed, start) and _is_real(composed, end - 1):
                assert made == wanted
            else:  # the edges of the span are insertions: its own characters may stand closer together
                assert wanted[0] <= made[0] <= made[1] <= wanted[1]


@SETTINGS
@given(_passes())
def test_source_spans_are_ordered(passes: tuple[list[str], list[OffsetMap]]) -> None:
    (source, *_), (first, second, third) = passes
    composed = third.compose(second.compose(first))
    singles = [composed.to_source(at, at + 1) for at in range(composed.clean_size)]
    assert all(0 <= start <= end <= len(source) for start, end in singles)
    assert all(left[0] <= right[0] and left[1] <= right[1] for left, right in pairwise(singles))
    points = [composed.to_source(at, at) for at in range(composed.clean_size + 1)]
    assert all(start == end for start, end in points)
    assert all(left <= right for left, right in pairwise(points))
    clean = [composed.to_clean(at) for at in range(composed.source_size + 1)]
    assert all(left <= right for left, right in pairwise(clean))
    assert all(0 <= at <= composed.clean_size for at in clean)


@SETTINGS
@given(st.text(max_size=20))
def test_nothing_done_is_nothing_changed(text: str) -> None:
    clean, offsets = apply_edits(text, [])
    assert clean == text
    assert offsets == OffsetMap.identity(len(text)) == offsets.compose(offsets)
