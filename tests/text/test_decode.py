"""Bytes to characters: every encoding comes back, every damage is refused with its place, nothing is guessed into."""

from __future__ import annotations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from cxzy_nlp.errors import ReadError
from cxzy_nlp.text.decode import decode, everyday_share

SETTINGS = settings(max_examples=100, deadline=None, derandomize=True)

HANS = "柳湾乡党委要求各支部按时参加学习，大家的意见很好。\n全乡有党员412名（女69名）。\n"
HANT = "柳灣鄉黨委要求各支部按時參加學習，大家的意見很好。\n全鄉有黨員412名（女69名）。\n"

#: bytes, text, codec
SYNTHETIC: list[tuple[bytes, str, str]] = [
    (b"", "", "utf-8"),
    (b"hello\r\nworld", "hello\r\nworld", "utf-8"),
    (HANS.encode(), HANS, "utf-8"),
    (HANS.encode("utf-8-sig"), HANS, "utf-8-sig"),
    (HANS.encode("gb18030"), HANS, "gb18030"),
    (HANS.encode("gb2312"), HANS, "gb18030"),
    (HANS.encode("utf-16"), HANS, "utf-16"),
    (b"\xfe\xff" + HANS.encode("utf-16-be"), HANS, "utf-16"),
    (HANS.encode("utf-32"), HANS, "utf-32"),
    (HANT.encode("big5"), HANT, "big5hkscs"),
    (HANT.encode("gb18030"), HANT, "gb18030"),
    ((HANS * 3 + "㐂𠮷\U0001f600").encode("gb18030"), HANS * 3 + "㐂𠮷\U0001f600", "gb18030"),
    # short, and none of its characters frequent
    ("磴口县".encode("gb18030"), "磴口县", "gb18030"),
    ("琼砚县粮食局".encode("gb18030"), "琼砚县粮食局", "gb18030"),
    ("瓊硯縣糧食局".encode("big5"), "瓊硯縣糧食局", "big5hkscs"),
    # Latin
    ("café".encode("latin-1"), "café", "cp1252"),
    ("naïve résumé déjà vu".encode("latin-1"), "naïve résumé déjà vu", "cp1252"),
]

#: bytes, what the message says
DAMAGED: list[tuple[bytes, str]] = [
    *((HANS.strip().encode()[:-missing], "ends inside a UTF-8 character (byte") for missing in (1, 2)),
    *(((HANS + "𠮷").encode()[:-missing], f"(byte {len(HANS.encode())} of") for missing in (1, 2, 3)),
    ("abc党".encode()[:-1], "ends inside a UTF-8 character (byte 3 of 5)"),
    ("党".encode() + b"\xed\xa0\x80", "a lone surrogate at byte 3"),
    (b"abc\xed\xa0\x80def", "a lone surrogate at byte 3"),
    (b"\xed\xa0\xbd\xed\xb8\x80", "a lone surrogate at byte 0"),
    (HANS.encode()[:30] + b"\xff" + HANS.encode()[30:], "the first at byte 30 of"),
    (HANS.encode()[:31] + HANS.encode()[32:], "the first at byte 30 of"),
    ((HANS * 50).encode()[:300] + b"\x80" + (HANS * 50).encode()[300:], "UTF-8 with 1 damaged character(s)"),
    (HANS.strip().encode("gb18030")[:-1], "ends inside a gb18030 character (byte"),
    ((HANS + "𠮷").encode("gb18030")[:-1], "ends inside a gb18030 character (byte"),
    (HANS.encode("gb18030")[:20] + b"\xff" + HANS.encode("gb18030")[20:], "gb18030 with damage, the first at byte 20"),
    (HANT.strip().encode("big5")[:-1], "ends inside a big5hkscs character (byte"),
    (HANS.encode("utf-16")[:-1], "not valid utf-16: truncated data at byte 86 of 87; the file is damaged"),
    (b"\xff\xfe\x00\xd8\x41\x00", "not valid utf-16: illegal UTF-16 surrogate at byte 2"),
    (bytes(range(1, 256)) * 9, "neither UTF-8 (fault at byte 127) nor GB18030 nor Big5"),
]

#: bytes, codec named by the caller, what the message says
BADLY_NAMED: list[tuple[bytes, str, str]] = [
    (
        HANS.encode("gb18030"),
        "utf-8",
        "not valid utf-8: invalid start byte at byte 0 of 79; name another encoding, or none",
    ),
    (HANS.encode(), "no-such-codec", "unknown encoding 'no-such-codec'"),
    (HANS.encode(), "a\0b", "unknown encoding"),
    (b"6162", "hex", "unknown encoding 'hex'"),
    (b"abc", "undefined", "undefined does not read it"),
    (b"+2AA-", "utf-7", "utf-7 does not read it"),
    (b"\xe5", "idna", "not valid idna"),
]

#: page, text it must end in, codec
DECLARED: list[tuple[bytes, str, str]] = [
    (b'<meta charset="gb2312">' + "柳湾乡镕".encode("gbk"), "柳湾乡镕", "gb18030"),
    (b'<meta http-equiv="x" content="text/html; charset=big5">' + "柳灣".encode("big5"), "柳灣", "big5hkscs"),
    (b'<meta charset="iso-8859-1">caf\xe9s', "cafés", "iso8859-1"),
    # the page is wrong about itself
    (b'<meta charset="iso-8859-1">' + HANS.encode("gb18030"), HANS, "gb18030"),
    (b'<meta charset="big5">' + HANS.encode("gb18030"), HANS, "gb18030"),
    (b'<meta charset="gb2312">' + HANS.encode(), HANS, "utf-8"),
    # names that are codecs of Python but no character sets
    (b'<meta charset="idna">' + HANS.encode("gb18030"), HANS, "gb18030"),
    (b'<meta charset="unicode_escape">' + HANS.encode("gb18030"), HANS, "gb18030"),
    (b'<meta charset="hex">' + HANS.encode("gb18030"), HANS, "gb18030"),
    (b"<meta charset=" + b" " * 5000 + b">" + HANS.encode("gb18030"), HANS, "gb18030"),
]


@pytest.mark.parametrize(("data", "text", "codec"), SYNTHETIC)
def test_decoded(data: bytes, text: str, codec: str) -> None:
    assert decode(data) == (text, codec)
    assert data.decode(codec) == text


@pytest.mark.parametrize(("data", "says"), DAMAGED)
def test_damage_is_refused_with_its_place(data: bytes, says: str) -> None:
    with pytest.raises(ReadError) as caught:
        decode(data, path="柳湾.txt")
    assert says in caught.value.reason
    assert caught.value.stage == "decode"
    assert str(caught.value).startswith("柳湾.txt: ")


@pytest.mark.parametrize(("data", "name", "says"), BADLY_NAMED)
def test_a_named_codec_is_taken_at_its_word(data: bytes, name: str, says: str) -> None:
    with pytest.raises(ReadError) as caught:
        decode(data, encoding=name)
    assert says in caught.value.reason


@pytest.mark.parametrize(
    ("data", "name", "expected"),
    [
        (HANT.encode("big5"), "Big5", (HANT, "big5")),
        (HANS.encode(), "UTF8", (HANS, "utf-8")),
        (b"caf\xe9", "latin-1", ("café", "iso8859-1")),
    ],
)
def test_a_named_codec_is_used(data: bytes, name: str, expected: tuple[str, str]) -> None:
    assert decode(data, encoding=name) == expected


@pytest.mark.parametrize(("page", "text", "codec"), DECLARED)
def test_a_declaration_is_heard_but_not_believed(page: bytes, text: str, codec: str) -> None:
    decoded, name = decode(page, markup=True)
    assert decoded.endswith(text)
    assert name == codec


def test_a_declaration_counts_in_pages_only() -> None:
    data = b"charset=iso-8859-1 caf\xe9s"
    assert decode(data, markup=True)[1] == "iso8859-1"
    assert decode(data)[1] == "cp1252"


@pytest.mark.xfail(strict=True, reason="known failure: two characters of GBK alone are no evidence of anything")
def test_two_rare_characters() -> None:
    assert decode("镕喆".encode("gbk")) == ("镕喆", "gb18030")


@SETTINGS
@given(
    st.text(st.characters(codec="utf-8"), max_size=60),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"]),
)
def test_any_text_comes_back_from_unicode(text: str, codec: str) -> None:
    data = text.encode(codec)
    assume(not (codec == "utf-8" and text.startswith("\ufeff")) and not (codec == "utf-16" and text[:1] == "\0"))
    decoded, name = decode(data)
    assert decoded == text
    assert data.decode(name) == decoded


@SETTINGS
@given(
    st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), max_size=20),
    st.text(st.characters(codec="ascii", exclude_categories=["Cc"]), max_size=20),
)
def test_any_chinese_text_comes_back_from_gb18030(rare: str, latin: str) -> None:
    text = HANS + latin + rare
    data = text.encode("gb18030")
    assert decode(data) == (text, "gb18030")


@SETTINGS
@given(st.text(st.sampled_from(HANT), max_size=20), st.text(st.sampled_from("鬱龍龜鑿囍abc 12"), max_size=9))
def test_any_traditional_text_comes_back_from_big5(usual: str, rare: str) -> None:
    text = HANT + usual + rare
    assert decode(text.encode("big5")) == (text, "big5hkscs")


@SETTINGS
@given(st.binary(max_size=80))
def test_any_bytes_are_decoded_reversibly_or_refused(data: bytes) -> None:
    try:
        text, name = decode(data)
    except ReadError:
        return
    assert data.decode(name) == text
    text.encode("utf-8")  # no lone surrogates


@SETTINGS
@given(st.integers(0, len(HANS.encode()) - 1), st.integers(1, 255))
def test_one_wrong_byte_never_passes_for_another_encoding(position: int, change: int) -> None:
    data = bytearray(HANS.encode())
    data[position] ^= change
    try:
        _, name = decode(bytes(data))
    except ReadError:
        return
    assert name == "utf-8"


@pytest.mark.parametrize(
    ("text", "low", "high"), [("", 0, 0), ("abc", 0, 0), (HANS, 0.1, 1), ("鎴戜滑鐨勫伐浣", 0, 0.03)]
)
def test_everyday_share(text: str, low: float, high: float) -> None:
    assert low <= everyday_share(text) <= high
