from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxzy_nlp.errors import InputError
from cxzy_nlp.text.units import OffsetUnits, Unit

from ..steps import steps_of

CODECS: dict[Unit, tuple[str, int]] = {"utf16": ("utf-16-le", 2), "utf8": ("utf-8", 1), "codepoint": ("utf-32-le", 4)}
TEXTS = st.text(st.sampled_from("党员796名a𠮷😀\r\n é"), max_size=60).map(lambda text: text * 30)


@pytest.mark.parametrize("unit", CODECS)
@given(text=TEXTS, data=st.data())
def test_as_the_codec_counts(unit: Unit, text: str, data: st.DataObject) -> None:
    codec, width = CODECS[unit]
    units = OffsetUnits(text, unit)
    at = data.draw(st.integers(0, len(text)))
    other = units.from_codepoints(at)
    assert other == len(text[:at].encode(codec)) // width
    assert units.to_codepoints(other) == at


@pytest.mark.parametrize(
    ("text", "unit", "offset", "message"),
    [
        ("😀党", "utf16", 1, "inside a character"),
        ("党员", "utf8", 2, "inside a character"),
        ("党员", "utf8", 7, "outside the text"),
        ("党员", "utf16", -1, "outside the text"),
    ],
)
def test_offsets_that_are_none(text: str, unit: Unit, offset: int, message: str) -> None:
    with pytest.raises(InputError, match=message):
        OffsetUnits(text, unit).to_codepoints(offset)


def test_unknown_unit() -> None:
    with pytest.raises(InputError, match="known units: codepoint, utf16, utf8"):
        OffsetUnits("", "bytes")  # type: ignore[arg-type]


def test_a_look_up_does_not_read_the_text_again() -> None:
    text = "党😀" * 50_000
    units = OffsetUnits(text, "utf8")
    assert steps_of(lambda _: units.to_codepoints(units.from_codepoints(90_001)), "") < 3_000
