"""Numerals: every writing style parses back to the number that was written."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cxzy_nlp.errors import InputError
from cxzy_nlp.facts.numerals import BARE_NUMERAL, NUMERAL, Numeral, parse_digits, parse_int_numeral, parse_numeral

FORMAL, FINANCIAL = "零一二三四五六七八九", "零壹贰叁肆伍陆柒捌玖"
LARGEST = 10**16


def write_chinese(value: int, digits: str = FORMAL, scales: str = "十百千") -> str:
    """The number as formal Chinese: 10050 is 一万零五十, 10**16 is 一亿亿."""
    if value == 0:
        return digits[0]
    high, low = divmod(value, 10**8)
    if high:
        inner = "亿" if high == 10**8 else write_chinese(high, digits, scales) + "亿"
        prefix = digits[1] + "亿亿" if high == 10**8 else inner
        gap = digits[0] if low and low < 10**7 else ""
        return prefix + gap + (write_chinese(low, digits, scales) if low else "")
    high, low = divmod(value, 10**4)
    if high:
        gap = digits[0] if low and low < 1000 else ""
        return write_chinese(high, digits, scales) + "万" + gap + (write_chinese(low, digits, scales) if low else "")
    written, pending = "", False
    for place, digit in zip((3, 2, 1, 0), (int(character) for character in f"{value:04}"), strict=True):
        if digit == 0:
            pending = bool(written)
            continue
        written += (digits[0] if pending else "") + digits[digit] + (scales[place - 1] if place else "")
        pending = False
    return written


def write_short(value: int) -> str:
    """As `write_chinese`, but 十五 for 一十五, as people write."""
    written = write_chinese(value)
    return written[1:] if written.startswith("一十") else written


def write_financial(value: int) -> str:
    return write_chinese(value, FINANCIAL, "拾佰仟")


def write_mixed(value: int) -> str:
    """Arabic digits between 万 and 亿: 1亿2345万6789, the sections behind the first one filled up with zeros."""
    if value >= LARGEST:
        return f"{value // 10**8}亿"
    sections = [
        (value // 10**12, "万亿"),
        (value // 10**8 % 10**4, "亿"),
        (value // 10**4 % 10**4, "万"),
        (value % 10**4, ""),
    ]
    if sections[0][0]:
        return f"{value // 10**8}亿" + (f"{value % 10**8 // 10**4:04}万{value % 10**4:04}" if value % 10**8 else "")
    written = ""
    for number, scale in sections[1:]:
        if written:
            written += f"{number:04}{scale}"
        elif number or not scale:
            written = f"{number}{scale}"
    return written


NUMBERS = st.one_of(
    st.integers(0, LARGEST),
    st.integers(0, 20_000),
    st.builds(lambda factor, power: min(factor * 10**power, LARGEST), st.integers(1, 9999), st.integers(0, 13)),
)


@pytest.mark.parametrize("write", [str, "{:,}".format, write_chinese, write_short, write_financial, write_mixed])
@settings(max_examples=100, deadline=None, derandomize=True)
@given(value=NUMBERS)
@example(value=3_534_186_853_589_411)  # 31 characters
def test_every_style_parses_back(write: object, value: int) -> None:
    assert callable(write)
    text = write(value)
    assert parse_int_numeral(text) == value, text
    assert re.fullmatch(NUMERAL, text), text


@settings(max_examples=100, deadline=None, derandomize=True)
@given(tenths=st.integers(1, 99_999), scale=st.sampled_from([("万", 10**4), ("亿", 10**8)]))
def test_scaled_decimals_are_exact(tenths: int, scale: tuple[str, int]) -> None:
    text = f"{tenths // 10}.{tenths % 10}{scale[0]}"
    value = parse_numeral(text).value
    assert isinstance(value, int)
    assert value == tenths * scale[1] // 10


@settings(max_examples=100, deadline=None, derandomize=True)
@given(low=st.integers(0, 10**9), span=st.integers(0, 10**9), dash=st.sampled_from(["-", "—", "~", "至", "到"]))
def test_ranges(low: int, span: int, dash: str) -> None:
    assert parse_numeral(f"{low}{dash}{low + span}") == Numeral(low, low + span)


@settings(max_examples=100, deadline=None, derandomize=True)
@given(
    text=st.text(
        alphabet="0123456789,.零一二两三四五六七八九十百千万亿余多来几点半分之至到-近约以上〇○廿叁拾", max_size=40
    )
)
def test_never_anything_but_a_numeral_or_an_input_error(text: str) -> None:
    try:
        numeral = parse_numeral(text)
    except InputError:
        return
    assert numeral.value >= 0
    assert numeral.max is None or numeral.max >= numeral.value


CASES = [  # text, value, max, approx
    ("35", 35, None, False),
    ("1,687", 1687, None, False),
    ("三百零二", 302, None, False),
    ("一百二", 120, None, False),
    ("三万五", 35000, None, False),
    ("三万零五", 30005, None, False),
    ("一千零五十", 1050, None, False),
    ("十", 10, None, False),
    ("廿一", 21, None, False),
    ("卅", 30, None, False),
    ("两百", 200, None, False),
    ("叁拾伍万", 350000, None, False),
    ("1.1万", 11000, None, False),
    ("4.35亿", 435000000, None, False),
    ("2千3百", 2300, None, False),
    ("1.2万亿", 1200000000000, None, False),
    ("0", 0, None, False),
    ("零", 0, None, False),
    ("二〇一〇", 2010, None, False),
    ("半", 0.5, None, False),
    ("百分之九十八点五", 98.5, None, False),
    ("千分之9.7", 9.7, None, False),
    ("2-3", 2, 3, False),
    ("两到三", 2, 3, False),
    ("3到5万", 30000, 50000, False),
    ("9000-1万", 9000, 10000, False),
    ("三五", 3, 5, False),
    ("一两", 1, 2, False),
    ("十七八", 17, 18, False),
    ("二三十", 20, 30, False),
    ("一百二三十", 120, 130, False),
    ("五六万", 50000, 60000, False),
    ("十几", 10, 19, True),
    ("十几万", 100_000, 190_000, True),
    ("二十几万", 200_000, 290_000, True),
    ("30余", 30, None, True),
    ("三千多", 3000, None, True),
    ("430多万", 4300000, None, True),
    ("十来", 10, None, True),
    ("近10万", 100000, None, True),
    ("上千", 1000, None, True),
    ("不少于40", 40, None, True),
    ("100左右", 100, None, True),
    ("95以上", 95, None, True),
]


@pytest.mark.parametrize(("text", "value", "upper", "approx"), CASES)
def test_values(text: str, value: int | float, upper: int | None, approx: bool) -> None:
    assert parse_numeral(text) == Numeral(value, upper, approx)
    assert re.fullmatch(NUMERAL, text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "个",
        "几十",
        "数百",
        "五三",
        "一百千",
        "万万万",
        "3-2",
        "1-2-3",
        "余",
        "三五-七",
        "12,34",
        "一" * 65,
        "1.2.3",
    ],
)
def test_what_is_no_numeral(text: str) -> None:
    with pytest.raises(InputError):
        parse_numeral(text)


def test_int_numerals_refuse_what_is_vague_or_broken() -> None:
    for text in ("30余", "2-3", "1.5", "半"):
        with pytest.raises(InputError):
            parse_int_numeral(text)


@pytest.mark.parametrize(
    ("text", "value"),
    [("二〇一〇", 2010), ("二○一O", 2010), ("二零一零", 2010), ("2010", 2010), ("一九四九", 1949), ("九八", 98)],
)
def test_years_digit_by_digit(text: str, value: int) -> None:
    assert parse_digits(text) == value


def test_digits_refuse_scales() -> None:
    with pytest.raises(InputError, match="digits only"):
        parse_digits("二十")


@pytest.mark.parametrize("text", ["队伍", "陆续", "百分点", "千米"])
def test_characters_of_other_words_are_no_numerals(text: str) -> None:
    assert re.search(BARE_NUMERAL, text) is None


@pytest.mark.parametrize("unit", ["一二三四", "三百", "1,111", "9", "十多万", "百分之"])
def test_no_run_of_digits_hangs(unit: str) -> None:
    text = unit * (200_000 // len(unit))
    assert re.search(BARE_NUMERAL + "个", text) is None  # a backtracking pattern would never come back
