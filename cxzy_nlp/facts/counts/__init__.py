"""Counts: numbers with a unit that state a quantity, what they count, and totals with their parts."""

from cxzy_nlp.facts.counts.breakdowns import find_breakdowns
from cxzy_nlp.facts.counts.scan import scan_counts
from cxzy_nlp.facts.counts.values import CountMatch

__all__ = ["CountMatch", "find_breakdowns", "scan_counts"]
