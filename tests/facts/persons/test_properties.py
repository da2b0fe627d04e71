"""What holds for any text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxzy_nlp import analyze
from cxzy_nlp.facts.persons import scan_persons
from cxzy_nlp.facts.persons.finder import Finder
from cxzy_nlp.facts.persons.rosters import split_row

from ...steps import steps_of

PIECES = st.sampled_from(
    [
        *"王李张刘陈欧阳明刚强红建国为在同志书记长组成员:、,。;()\n  ·男女某xX等任是和",
        *[
            "县委书记",
            "镇长",
            "同志",
            "成员:",
            "、\n",
            "\n、",
            "组长:",
            "等同志",
            "欧阳",
            "王建国",
            "李 红",
            "买买提·吐尔逊",
            "雷锋",
            "邓小平理论",
        ],
        *["(女)", "(县长)", "任组长", "老师", "党员", "领導", "組長:", "\n\n", "　", "《", "》"],
    ]
)
TEXTS = st.lists(PIECES, max_size=40).map("".join)


@given(TEXTS)
@settings(max_examples=150, deadline=None, derandomize=True)
def test_matches_are_sorted_disjoint_and_hold_their_names(text: str) -> None:
    at = 0
    for one in scan_persons(text, 0, len(text)):
        assert at <= one.start < one.end <= len(text)
        assert "".join(text[one.start : one.end].split()) == one.name
        if one.role_span is not None:
            assert "".join(text[slice(*one.role_span)].split()) == one.role
        at = one.end


@given(TEXTS, st.integers(0, 8), st.integers(0, 8))
@settings(max_examples=60, deadline=None, derandomize=True)
def test_nothing_is_found_outside_the_bounds(text: str, before: int, after: int) -> None:
    start = min(before, len(text))
    end = max(len(text) - after, start)
    for one in scan_persons(text, start, end):
        assert start <= one.start < one.end <= end


@given(TEXTS)
@settings(max_examples=60, deadline=None, derandomize=True)
def test_the_record_points_into_the_source(text: str) -> None:
    for document in analyze(text):
        for person in document.persons:
            assert text[person.start : person.end] == person.text
            assert person.name


@given(st.lists(st.sampled_from(["张志强", "李明", "王小明", "赵国平", "陈红", "刘建军"]), min_size=1, max_size=12))
def test_glued_rows_split_into_their_names(names: list[str]) -> None:
    ends = split_row("".join(names))
    assert ends is not None
    starts = [0, *ends[:-1]]
    assert ["".join(names)[first:last] for first, last in zip(starts, ends, strict=True)] == names


def test_a_finder_takes_the_longest_word() -> None:
    finder = Finder(["书记", "副书记"], behind="委")
    assert list(finder.starting("县委书记", 0, 4)) == [(2, 4)]
    assert list(finder.starting("村书记", 0, 3)) == []
    assert finder.ending_at("副书记", 3, 0) == 0


@pytest.mark.parametrize(
    "unit",
    [
        *[
            "王",
            "王刚",
            "王刚、",
            "王建国、",
            "组长:",
            "组长 :王刚 ",
            "成员:王刚\n",
            "王 ",
            "县委书记",
            "书记、",
            "书记王",
            "同志",
            "(",
            "王刚(县长)",
        ],
        *["王刚等3人、", "·", "阿·", "男,", "雷锋", "\n王刚 李红", "张三李四", "等同志", "王建国说", "党员"],
    ],
)
def test_hostile_repetition_takes_linear_work(unit: str) -> None:
    def read(text: str) -> object:
        return scan_persons(text, 0, len(text))

    short = unit * (3_000 // len(unit))
    assert steps_of(read, short * 4) <= 5 * steps_of(read, short) + 2_000
    assert isinstance(read(unit * (100_000 // len(unit))), list)
