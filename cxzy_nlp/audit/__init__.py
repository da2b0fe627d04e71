"""Checks on the facts of one document: sums, years, figures that contradict each other.

A finding is a claim that a reader will check, so that every rule prefers silence to a false alarm.
"""

from __future__ import annotations

from collections.abc import Sequence

from cxzy_nlp.audit.conflicts import count_conflicts
from cxzy_nlp.audit.sums import sum_mismatches
from cxzy_nlp.audit.years import anachronisms
from cxzy_nlp.document import Breakdown, CountFact, DateFact, Finding

__all__ = ["audit"]


def audit(
    text: str, dates: Sequence[DateFact], counts: Sequence[CountFact], breakdowns: Sequence[Breakdown]
) -> tuple[Finding, ...]:
    """What an auditor of the document should look at, in the order of the text.

    Parameters
    ----------
    text
        The source's text (facts point into it).
    dates, counts, breakdowns
        The facts of the document.

    Examples
    --------
    >>> from cxzy_nlp import analyze
    >>> document = analyze("全镇有党支部9个，其中农村支部5个，机关支部3个。")[0]
    >>> [(finding.kind, finding.message) for finding in document.findings]
    [('sum_mismatch', '9 stated, but the parts 5 + 3 make 8 (difference 1)')]
    """
    found = [
        *sum_mismatches(counts, breakdowns),
        *anachronisms(text, dates),
        *count_conflicts(text, counts, breakdowns),
    ]
    return tuple(sorted(found, key=lambda finding: (finding.start, finding.end, finding.kind)))
