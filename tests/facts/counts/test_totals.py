"""Which counts a sentence states as all that a body has; only these fill the stock columns of an archive's table."""

from __future__ import annotations

import pytest

from cxzy_nlp.facts.counts import scan_counts

#: text, values stated as totals; all synthetic
CASES: list[tuple[str, list[int]]] = [
    ("全乡现有党支部17个,党员643名。", [17, 643]),
    ("我镇下辖12个村、2个社区,总人口2.1万人。", [12, 2, 21000]),
    ("党员共315名,其中女党员82名。", [315]),
    ("全局党员86名,占职工总数的31%。", [86]),
    ("我县共有基层党组织1286个,党员2.6万名。", [1286, 26000]),
    ("组织党员3200名。", []),
    # an anecdote, a part, a gain and a rule are no totals
    ("三名党员冒雨赶到,6名党员送来棉被。", []),
    ("其中农村党员1200名。", []),
    ("新发展党员12名,表彰党员20名。", []),
    ("有三名以上党员的要建支部。", []),
    ("每个支部2名联络员。", []),
]


@pytest.mark.parametrize(("text", "totals"), CASES)
def test_stated_totals(text: str, totals: list[int]) -> None:
    assert [count.value for count in scan_counts(text, 0, len(text)) if count.stated_total] == totals
