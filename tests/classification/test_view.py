"""Which months a document's date can mean."""

from __future__ import annotations

import pytest

from cxzy_nlp.classification.view import Months, months_of

CASES: list[tuple[tuple[str | None, str | None, str | None], Months | None]] = [
    ((None, None, "2010-05-21"), ((2010, 5), (2010, 5))),
    ((None, None, "2010"), ((2010, 1), (2010, 12))),
    (("2011-05-01", "2011-06-30", "2011"), ((2011, 5), (2011, 6))),
    (("2011-05", None, "2012"), ((2011, 5), (2012, 12))),
    ((None, None, "XXXX-05"), None),
    ((None, None, None), None),
]


@pytest.mark.parametrize(("date", "months"), CASES)
def test_months(date: tuple[str | None, str | None, str | None], months: Months | None) -> None:
    assert months_of(*date) == months
