"""Checks on one document: its sums, years, numbering and lists, and what was masked, damaged, spun or left over.

A finding is a claim that a reader will check, so that every rule prefers silence to a false alarm.
"""

from __future__ import annotations

from collections.abc import Iterator

from cxzy_nlp.audit.conflicts import count_conflicts
from cxzy_nlp.audit.lists import short_lists
from cxzy_nlp.audit.masks import masks
from cxzy_nlp.audit.numbering import numbering_gaps
from cxzy_nlp.audit.official import official_differences
from cxzy_nlp.audit.quotes import lost_marks
from cxzy_nlp.audit.repairs import repairs
from cxzy_nlp.audit.subject import Subject
from cxzy_nlp.audit.sums import sum_mismatches
from cxzy_nlp.audit.units import foreign_units
from cxzy_nlp.audit.wording import wording
from cxzy_nlp.audit.years import anachronisms, campaign_anachronisms
from cxzy_nlp.document import Finding, Script

__all__ = ["Subject", "audit"]


def audit(subject: Subject, script: Script = "hans") -> tuple[Finding, ...]:
    """What an auditor of the document should look at, in the order of the text.

    Parameters
    ----------
    subject
        The document with its facts.
    script
        The script it is written in; the traces of automatic conversion are looked for in Traditional texts only.

    Examples
    --------
    >>> from cxzy_nlp import analyze
    >>> document = analyze("全镇有党支部9个，其中农村支部5个，机关支部3个。")[0]
    >>> [(finding.kind, finding.message) for finding in document.findings]
    [('sum_mismatch', '9 stated, but the parts 5 + 3 make 8 (difference 1)')]
    """
    source = subject.reading.source.text
    found = [
        *sum_mismatches(subject.counts, subject.breakdowns),
        *(list(anachronisms(source, subject.dates)) or list(_by_campaign(subject))),
        *count_conflicts(source, subject.counts, subject.breakdowns),
        *numbering_gaps(subject),
        *_once([*official_differences(subject), *short_lists(subject)]),
        *masks(subject),
        *repairs(subject),
        *lost_marks(subject),
        *wording(subject, traditional=script == "hant"),
        *foreign_units(subject),
    ]
    return tuple(sorted(found, key=lambda finding: (finding.start, finding.end, finding.kind)))


def _by_campaign(subject: Subject) -> Iterator[Finding]:
    """Years that the campaign rules out, where no jubilee already does."""
    text = subject.text[subject.start : subject.end]
    return campaign_anachronisms(text, subject.dates, subject.campaign, subject.genre)


def _once(findings: list[Finding]) -> list[Finding]:
    """The first finding of each place: what names the missing component says more than how many there are."""
    return list({(finding.start, finding.end): finding for finding in reversed(findings)}.values())
