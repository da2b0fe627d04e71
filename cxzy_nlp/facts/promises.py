"""Quantities that a pledge promises: 每月走访2户, 修机耕路1.2公里 are targets and no facts."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import replace

from cxzy_nlp.document import CountFact
from cxzy_nlp.knowledge import load

#: A line that is long without a sign is wrapped, and its end no edge.
_EDGE = re.compile(r"[。；，,！!]|(?<!&nbsp)(?<!quot);|(?<![^\n]{20})\n|\n\s*\n")
#: What is there or done already, at whatever place of the clause; 超过, 为了 and the like say nothing.
_DONE = re.compile(
    "已|(?<![为為除])了(?!解)|(?<![超通不越经經])[过過](?![程渡硬])|现有|現有|共有|目前|从事|從事|来自|來自|获得|獲得|评为|評為|担任|擔任|党龄|黨齡|是|[里村部]有"
)
#: The time that a sentence is about goes on behind its commas: 去年装灯40盏,修路2公里.
_TIME = re.compile(
    "(?P<past>去年|上年|前年|以来|以來)|今年|年内|年內|明年|承诺|承諾|计划|計劃|力争|力爭|争取|爭取|将|將"
)
_SENTENCE = re.compile("[。；;！!]")
_REACH = 40


def promised(text: str, counts: Sequence[CountFact]) -> tuple[CountFact, ...]:
    """The counts of a pledge, those that it promises as targets; `text` is the source that they point into.

    Members and branches, of which a pledge only speaks, stay facts, and so does what the clause tells as there or done.

    Examples
    --------
    >>> import cxzy_nlp
    >>> text = "支部有27名党员。年内装路灯40盏，去年已装12盏。"
    >>> counts = cxzy_nlp.extract(text)["counts"]
    >>> [(count.text, count.role) for count in promised(text, counts)]
    [('27名党员', 'fact'), ('路灯40盏', 'target'), ('12盏', 'fact')]

    Notes
    -----
    Source: what a pledge is. Wrong for the means of a promise that exist already (用5台电脑办夜校).
    """
    return tuple(
        replace(count, role="target") if count.role == "fact" and _is_promised(text, count) else count
        for count in counts
    )


def _is_promised(text: str, count: CountFact) -> bool:
    if count.stated_total or count.indicator in _bodies():
        return False
    before = text[max(count.start - _REACH, 0) : count.start]
    times = [*_TIME.finditer(_SENTENCE.split(before)[-1])]
    if times and times[-1]["past"]:
        return False
    edges = [found.end() for found in _EDGE.finditer(before)]
    behind = text[count.end : count.end + _REACH]
    edge = _EDGE.search(behind)
    clause = before[edges[-1] if edges else 0 :] + behind[: edge.start() if edge else len(behind)]
    return _DONE.search(clause) is None


@functools.cache
def _bodies() -> frozenset[str]:
    """The indicators of those who pledge: members and organisations of the party."""
    stocks = (entry["key"] for entry in load("indicators") if entry["measure"] == "stock")
    return frozenset(key for key in stocks if key.startswith("party_"))
