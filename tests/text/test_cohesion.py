"""Which characters hang together, by the text itself."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxzy_nlp.text.cohesion import Cohesion

TEXT = "主动性高,态度主动,更加主 动,党员带头,党组织带头"


@pytest.mark.parametrize(
    ("pair", "share"),
    [("主动", 2 / 3), ("带头", 1.0), ("党员", 1.0), ("员党", 0.0), ("柳湾", 0.0), ("党组", 1.0)],
)
def test_share(pair: str, share: float) -> None:
    assert Cohesion(TEXT).share(pair[0], pair[1], 0) == pytest.approx(share)


def test_a_long_text_is_judged_around_the_place() -> None:
    text = "积极。" * 50_000 + "积分,极少。" * 50_000
    cohesion = Cohesion(text)
    assert cohesion.share("积", "极", 10) == 1.0
    assert cohesion.share("积", "极", len(text) - 10) == 0.0


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.text("甲乙丙", min_size=2, max_size=40), st.integers(0, 39))
def test_looking_up_and_counting_agree_for_doubtful_pairs(text: str, at: int) -> None:
    cohesion = Cohesion(text)
    for left, right in ("甲乙", "乙丙", "丙甲"):
        together = sum(text[index : index + 2] == left + right for index in range(len(text)))
        rarer = min(text.count(left), text.count(right))
        assert cohesion.share(left, right, at) == (together / rarer if together else 0.0)


def test_many_pairs_are_counted_at_once() -> None:
    characters = [chr(0x4E00 + number) for number in range(1200)]
    cohesion = Cohesion("".join(characters))
    assert all(cohesion.share(*pair, 0) == 1.0 for pair in pairwise(characters))
    assert cohesion.share(characters[0], characters[2], 0) == 0.0
