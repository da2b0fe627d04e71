"""Which years a text states."""

from __future__ import annotations

import pytest

from cxzy_nlp.classification.view import stated_years

CASES: list[tuple[str, tuple[int, ...]]] = [
    ("2010年5月至2011年6月", (2010, 2011)),
    ("发布时间:2011-06-03", (2011,)),
    ("2010.5.21", (2010,)),
    ("二〇一一年三月", (2011,)),
    ("投资2012.5万元,占地2030.6亩", ()),
    ("编号32010-5", ()),
]


@pytest.mark.parametrize(("text", "years"), CASES)
def test_stated_years(text: str, years: tuple[int, ...]) -> None:
    assert stated_years(text, 0, len(text)) == years
