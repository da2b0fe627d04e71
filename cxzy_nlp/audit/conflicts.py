"""The same total with two values in one document."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cxzy_nlp.document import Breakdown, CountFact, Finding

_OWNER = re.compile(
    r"(?:全|我|本)(?:省|市|县|縣|区|區|镇|鎮|乡|鄉|村|校|局|院|街道|系统|系統|公司|社区|社區|支部|厂|廠|所|站)"
    r"(?=[^。;；!！?？\n]*\Z)"
)
_REACH = 24
_SAME_UNIT = {"人": "名", "位": "名", "個": "个"}


def count_conflicts(text: str, counts: Sequence[CountFact], breakdowns: Sequence[Breakdown] = ()) -> Iterator[Finding]:
    """A finding for each stated total that contradicts an earlier one of the same thing and the same body.

    Only exact totals that both name their body (全镇, 我校 …) are compared. Wrong where a text gives the figures of two
    years without naming them in the same clause.

    Examples
    --------
    >>> from cxzy_nlp import analyze
    >>> text = "全镇现有党员615名。会议号召全镇现有党员651名都行动起来。"
    >>> [(text[f.start:f.end], f.message) for f in analyze(text)[0].findings]
    [('党员651名', '651名党员 here, but 615 earlier in the text')]
    """
    parts = {index for breakdown in breakdowns for index in breakdown.parts}
    first: dict[tuple[str, str, str, str], int] = {}
    for index, count in enumerate(counts):
        if not count.stated_total or count.approx or count.value is None or count.of is None or index in parts:
            continue
        owners = _OWNER.findall(text, max(0, count.start - _REACH), count.start)
        if not owners or count.indicator is None:
            continue
        key = (owners[-1][1:], count.of, _SAME_UNIT.get(count.unit, count.unit), count.indicator)
        earlier = first.setdefault(key, index)
        if counts[earlier].value != count.value:
            yield Finding(
                start=count.start,
                end=count.end,
                kind="count_conflict",
                message=f"{count.value}{count.unit}{count.of} here, but {counts[earlier].value} earlier in the text",
                related=(f"counts/{earlier}", f"counts/{index}"),
            )
