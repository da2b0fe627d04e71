"""Who should have come, who came and who did not: 应到代表642人,实到601人,请假39人."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from cxzy_nlp.document import Breakdown
from cxzy_nlp.facts.counts.divisions import exact, same_unit
from cxzy_nlp.facts.counts.values import CountMatch
from cxzy_nlp.facts.numerals import plain

_DUE = re.compile(r"应(?:到|出席|参加|参会)[^,。;:0-9]{0,10}\Z")
_CAME = re.compile(r"实(?:到|际到|出席|际出席|际参加|际参会|参会)[^,。;:0-9]{0,8}\Z")
_AWAY = re.compile(r"(?:请假|缺席|缺勤|未到|外出|因[公事病]|请病假|请事假|列假)[^,。;:0-9]{0,10}\Z")
_STOP = re.compile(r"[。!?\n]|其中|\([^)]*\Z")  # what follows only parts those away again
#: Characters before a number that say what it counts.
_LEAD = 14
_MOST = 6


def attendance(text: str, counts: Sequence[CountMatch], used: set[int]) -> list[Breakdown]:
    """Breakdowns of those who should have come into those who did and those who did not.

    Who came alone is no breakdown (应到36人,实到34人); with those away named, all must add up.

    Examples
    --------
    >>> from cxzy_nlp.facts.counts import scan_counts
    >>> text = "应到党员36人,实到33人,请假2人。"
    >>> attendance(text, scan_counts(text, 0, len(text)), set())
    [Breakdown(total=0, parts=(1, 2), relation='partition', consistent=False, difference=1)]

    Notes
    -----
    Source: minutes of party meetings. Wrong where those away are counted without being part of those due (列席).
    """
    found: list[Breakdown] = []
    for total, whole in enumerate(counts[:-2]):
        if whole.value is None or total in used or not _DUE.search(text, _low(whole), whole.number_start):
            continue
        parts: list[int] = []
        position = whole.end
        for index in range(total + 1, min(len(counts), total + 1 + _MOST)):
            part = counts[index]
            if index in used or _STOP.search(text, position, part.number_start) or not same_unit(part, whole):
                break
            cue = _AWAY if parts else _CAME
            if part.value is None or not cue.search(text, max(position, _low(part)), part.number_start):
                break
            parts.append(index)
            position = part.end
        if len(parts) > 1:
            rest = exact(whole.value) - sum(exact(counts[index].value) for index in parts)
            found.append(Breakdown(total, tuple(parts), "partition", rest == 0, plain(Decimal(rest))))
    return found


def _low(count: CountMatch) -> int:
    return max(count.number_start - _LEAD, 0)
