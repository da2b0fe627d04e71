"""Frameworks: numeric slogans that stand for a list (五个好, 四议两公开, 4554), and the lists where they are given."""

from cxzy_nlp.facts.frameworks.scan import digit_spans, scan_frameworks
from cxzy_nlp.facts.frameworks.values import FrameworkMatch

__all__ = ["FrameworkMatch", "digit_spans", "scan_frameworks"]
