"""What holds for any text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxzy_nlp.facts.claims import find_claims
from cxzy_nlp.facts.dates import Anchor, as_spans, find_document_date, is_edtf, resolve_dates, scan_dates
from cxzy_nlp.facts.dates.numbers import digits_number, full_year, small_number
from cxzy_nlp.facts.dates.values import bounds, split_value

from ...steps import steps_of

PIECES = st.sampled_from(
    [
        *"0123456789一二三四五六七八九十两半年月日号天周个、,。-—至到从起前后上下初中末底旬度季xX×*()“” \n第每多余来",
        *[
            "2010年",
            "4月",
            "6日",
            "今年",
            "去年",
            "七一",
            "十七届",
            "三中",
            "全会",
            "十二五",
            "周年",
            "建党",
            "以来",
            "春节",
        ],
        *["小时", "星期", "世纪", "年代", "期间", "前夕", "左右", "〔2010〕18号", "2010.5.7", "党的", "十八大", "今天"],
    ]
)
TEXTS = st.lists(PIECES, max_size=40).map("".join)
ANCHORS = st.sampled_from([None, "2010", "2010-02", "2012-02-29", "0001-01-01", "9999-12-31"])


@given(TEXTS, ANCHORS)
@settings(max_examples=100, deadline=None, derandomize=True)
def test_matches_are_sorted_disjoint_and_well_formed(text: str, value: str | None) -> None:
    claims = find_claims(text, 0, len(text))
    matches = scan_dates(text, 0, len(text), claims)
    at = 0
    for start, end in as_spans(matches):
        assert at <= start < end <= len(text)
        assert all(end <= claim.start or claim.end <= start for claim in claims)
        at = end
    anchor = Anchor(value, "stated") if value else find_document_date(text, 0, len(text), None, matches, None)
    for date in resolve_dates(matches, anchor):
        assert date.value is None or is_edtf(date.value), (text[date.start : date.end], date.value)


@given(TEXTS, st.integers(0, 8), st.integers(0, 8))
@settings(max_examples=50, deadline=None, derandomize=True)
def test_nothing_is_found_outside_the_bounds(text: str, before: int, after: int) -> None:
    start, end = min(before, len(text)), max(len(text) - after, min(before, len(text)))
    for match in scan_dates(text, start, end):
        assert start <= match.start < match.end <= end


@given(st.integers(1, 99))
def test_small_numbers_round_trip(number: int) -> None:
    tens, ones = divmod(number, 10)
    digits = "〇一二三四五六七八九"
    text = (digits[tens] if tens > 1 else "") + "十" * bool(tens) + (digits[ones] if ones else "")
    assert small_number(text) == number == small_number(f"{number:02}")


@given(st.integers(1000, 2100), st.sampled_from("〇○零O"))
def test_years_read_digit_by_digit(year: int, zero: str) -> None:
    text = "".join(zero if digit == "0" else "〇一二三四五六七八九"[int(digit)] for digit in str(year))
    assert digits_number(text) == full_year(text) == year


@pytest.mark.parametrize("value", ["2010", "2010-02", "2012-02", "2010-05-07"])
def test_bounds_contain_the_value(value: str) -> None:
    low, high = bounds(value)
    assert low is not None
    assert high is not None
    assert low.startswith(value[:4])
    assert low <= high
    assert split_value(low)[0] == split_value(value)[0]


@pytest.mark.parametrize(
    "unit", ["一二三四", "2010年", "1月1日、", "3月4、", "1、", "每", "十七届三中、", "xX*", "“七一", " "]
)
def test_hostile_repetition_takes_linear_work(unit: str) -> None:
    def read(text: str) -> object:
        matches = scan_dates(text, 0, len(text), find_claims(text, 0, len(text)))
        return resolve_dates(matches, find_document_date(text, 0, len(text), None, matches, None))

    short = unit * (4_000 // len(unit))
    assert steps_of(read, short * 4) <= 5 * steps_of(read, short) + 2_000
    assert isinstance(read(unit * (100_000 // len(unit))), list)  # a backtracking pattern would never come back
