"""What stands under a heading."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxzy_nlp.structure.headings import Heading, find_headings
from cxzy_nlp.structure.sections import section_bodies

SYNTHETIC = [
    ("一、甲事\n先办。\n二、乙事\n后办。", ["先办。", "后办。"]),
    ("一、甲事。先办。\n(一)细处。看细。\n二、乙事。后办。", ["先办。\n(一)细处。看细。", "看细。", "后办。"]),
    # a skipped level nests as well
    ("一、甲事\n1、细处。看细。\n二、乙事\n后办。", ["1、细处。看细。", "看细。", "后办。"]),
    # nothing stands under a heading that another of its rank follows at once
    ("一、甲事\n二、乙事\n后办。", ["", "后办。"]),
    ("一、甲事:先把门敲开,\n再说。", ["再说。"]),
    ("", []),
]


@pytest.mark.parametrize(("text", "bodies"), SYNTHETIC)
def test_synthetic(text: str, bodies: list[str]) -> None:
    headings = find_headings(text, 0, len(text))
    assert [text[first:last] for first, last in section_bodies(text, headings, len(text))] == bodies


def test_a_body_ends_with_the_document() -> None:
    text = "一、甲事\n先办。\n第二篇:别的\n"
    assert section_bodies(text, find_headings(text, 0, 9), 9) == [(5, 8)]


@given(st.lists(st.tuples(st.integers(0, 6), st.integers(1, 4)), max_size=20))
@settings(max_examples=100, deadline=None, derandomize=True)
def test_bodies_nest(shape: list[tuple[int, int]]) -> None:
    text = ""
    headings = []
    for length, level in shape:
        headings.append(Heading(len(text), len(text) + 2, level, None))
        text += "题目\n" + "字" * length + "\n" * (length > 0)
    bodies = section_bodies(text, headings, len(text))
    for index, (first, last) in enumerate(bodies):
        assert headings[index].end <= first <= last <= len(text)
        for later, heading in enumerate(headings[index + 1 :], index + 1):
            inside = first <= heading.start < last
            between = [item.level for item in headings[index + 1 : later + 1]]
            assert inside == (min(between) > headings[index].level)
            if inside:
                assert bodies[later][1] <= last
