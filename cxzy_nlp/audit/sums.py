"""Parts that do not add up to their total."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cxzy_nlp.document import Breakdown, CountFact, Finding


def sum_mismatches(counts: Sequence[CountFact], breakdowns: Sequence[Breakdown]) -> Iterator[Finding]:
    """A finding for each breakdown whose parts should make the total and do not.

    Examples
    --------
    >>> from cxzy_nlp.document import TextSpan
    >>> counts = [CountFact(i, i + 2, f"{n}个", n, "个", None, TextSpan(i, i + 1, str(n))) for i, n in ((0, 5), (3, 4))]
    >>> [finding.message for finding in sum_mismatches(counts, [Breakdown(0, (1,), "partition", False, 1)])]
    ['5 stated, but the parts 4 make 4 (difference 1)']
    """
    for breakdown in breakdowns:
        if breakdown.consistent:
            continue
        total = counts[breakdown.total]
        parts = [counts[index] for index in breakdown.parts]
        made = " + ".join(_number(part.value) for part in parts)
        stated = total.value or 0
        yield Finding(
            start=min(total.start, *(part.start for part in parts)),
            end=max(total.end, *(part.end for part in parts)),
            kind="sum_mismatch",
            message=f"{_number(total.value)} stated, but the parts {made} make "
            f"{_number(stated - breakdown.difference)} (difference {_number(breakdown.difference)})",
            related=tuple(f"counts/{index}" for index in (breakdown.total, *breakdown.parts)),
        )


def _number(value: float | None) -> str:
    return "?" if value is None else f"{value:g}" if value != int(value) else str(int(value))
