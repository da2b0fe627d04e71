"""What holds for any text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxzy_nlp import analyze
from cxzy_nlp.facts.claims import find_claims
from cxzy_nlp.facts.references import scan_references

from ...steps import steps_of

PIECES = st.sampled_from(
    [
        *"《》〈〉<>()关于的通知意见\n 。、,号文件",
        "县委发〔2010〕18号",
        "[2011]9号",
        "根据",
        "市委印发的",
        "《关于开展活动的通知》",
        "日报",
        "唱",
    ]
)
TEXTS = st.lists(PIECES, max_size=40).map("".join)


@given(TEXTS)
@settings(max_examples=150, deadline=None, derandomize=True)
def test_matches_are_sorted_and_disjoint(text: str) -> None:
    at = 0
    for one in scan_references(text, 0, len(text), find_claims(text, 0, len(text))):
        assert at <= one.start < one.end <= len(text)
        assert bool(one.title) == (text[one.start] == "《")
        at = one.end


@given(TEXTS)
@settings(max_examples=60, deadline=None, derandomize=True)
def test_the_record_points_into_the_source(text: str) -> None:
    for document in analyze(text):
        for reference in document.references:
            assert text[reference.start : reference.end] == reference.text


@pytest.mark.parametrize(
    "unit", ["《", "《》", "《关于", "《关于》", "〔2010〕18号", "市委印发的《", "》", "的", "《a《b》"]
)
def test_hostile_repetition_takes_linear_work(unit: str) -> None:
    def read(text: str) -> object:
        return scan_references(text, 0, len(text), find_claims(text, 0, len(text)))

    short = unit * (3_000 // len(unit))
    assert steps_of(read, short * 4) <= 5 * steps_of(read, short) + 2_000
    assert isinstance(read(unit * (100_000 // len(unit))), list)
