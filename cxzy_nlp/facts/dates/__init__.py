"""Dates and periods: scan a reading, find the document's own date, resolve every value against it."""

from __future__ import annotations

from cxzy_nlp.facts.dates.anchor import find_document_date
from cxzy_nlp.facts.dates.published import published_days
from cxzy_nlp.facts.dates.resolve import resolve_dates
from cxzy_nlp.facts.dates.scan import as_spans, scan_dates
from cxzy_nlp.facts.dates.values import Anchor, DateMatch, ResolvedDate, is_edtf

__all__ = [
    "Anchor",
    "DateMatch",
    "ResolvedDate",
    "as_spans",
    "find_document_date",
    "is_edtf",
    "published_days",
    "resolve_dates",
    "scan_dates",
]
