"""Breakdowns that no 其中 opens: the sum behind its parts, a second division of one total, a part given by its share.

All of them are exact in the text itself, so that none can raise a false alarm.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from cxzy_nlp.document import Breakdown
from cxzy_nlp.facts.counts.values import CountMatch
from cxzy_nlp.facts.numerals import plain

#: Units that one total and its parts may exchange.
_HEADS = frozenset(("名", "人", "位"))
_ITEMS = frozenset(("条", "项", "件"))
_RATES = frozenset(("%", "‰", "成"))
#: Deeds, sums and measures are listed side by side more often than divided.
_DEEDS = frozenset(("元", "次", "人次", "场", "场次", "亩", "米", "公里", "期"))
_SUM = re.compile(
    r"(?:[,、;](?:两项|三项|以上|各项|几项)?(?:合计|总计|共计|总共|一共|共|满分|总分)(?:有|为|达)?|[,、])\Z"
)
_SAID = re.compile(r"合计|总计|共|满分|总分")
_REST = re.compile(r"(?:剩下|剩余|其余|余下|另有|另外|还剩|还有|未)[^,。;]{0,10}\Z")
_BREAK = re.compile(r"[。!?\n]")
_SHARE = re.compile(
    r",?(?:约|仅|只)?占(?:全部|全体|全镇|全县|全乡|全局|全校|全公司|全街道|全村)?([^,。;0-9]{0,12}?)(?:总数|总人数|总量)?的?(?:约|近)?\Z"
)
_AT_ONCE = frozenset((",", ":", ",有", "。"))
_LIST_GAP = 22
_LABEL = 4
_REACH = 130
_FAR = 400
_MOST = 12
_LEAST = 20
_FEW = 9


def divisions(text: str, counts: Sequence[CountMatch], known: Sequence[Breakdown], used: set[int]) -> list[Breakdown]:
    """Breakdowns beside the `known` ones whose sum is exact; `used` are parts already, and new ones are added to it.

    Examples
    --------
    >>> from cxzy_nlp.facts.counts import scan_counts
    >>> text = "评出一等奖8名、二等奖16名,共24名。"
    >>> [(item.total, item.parts) for item in divisions(text, scan_counts(text, 0, len(text)), (), set())]
    [(2, (0, 1))]

    Notes
    -----
    Source: the patterns of the field guide; sums and shares must come out exactly. Wrong where numbers add up by
    chance: three or more parts, or words that say so, are asked for.
    """
    parts_of: dict[int, set[int]] = {}
    for item in known:
        parts_of.setdefault(item.total, set()).update(item.parts)
    found: list[Breakdown] = []
    for index in range(len(counts)):
        divided = _before(text, counts, index, used)
        if divided is None:
            divided = _after(text, counts, index, used, parts_of.get(index, set()))
        while divided is not None:  # one total may be divided more than once
            found.append(divided)
            used.update(divided.parts)
            own = parts_of.setdefault(divided.total, set())
            own.update(divided.parts)
            divided = _after(text, counts, index, used, own) if divided.total == index else None
    return found


def shares(text: str, counts: Sequence[CountMatch], known: Sequence[Breakdown]) -> list[Breakdown]:
    """Parts that are told by their share of an earlier total, and are none of its `known` parts.

    Examples
    --------
    >>> from cxzy_nlp.facts.counts import scan_counts
    >>> text = "全镇党员1846名。女党员342名,占党员总数的18.5%。"
    >>> [(item.total, item.parts, item.relation) for item in shares(text, scan_counts(text, 0, len(text)), ())]
    [(0, (1,), 'subset')]

    Notes
    -----
    Source: the patterns of the field guide. Wrong where two totals of one noun give the same share.
    """
    pairs = {(item.total, part) for item in known for part in item.parts}
    told = (_by_share(text, counts, index) for index in range(1, len(counts)) if counts[index].unit == "%")
    return [item for item in told if item is not None and (item.total, item.parts[0]) not in pairs]


def same_unit(a: CountMatch, b: CountMatch) -> bool:
    """Whether two counts can be compared: 5人当中2名.

    A person counted with 个 is one too (党员37名,在家的20个).

    Examples
    --------
    >>> from cxzy_nlp.facts.counts import scan_counts
    >>> text = "涉案5人,党员2名,村3个"
    >>> first, second, third = scan_counts(text, 0, len(text))
    >>> same_unit(first, second), same_unit(first, third)
    (True, False)
    """
    return (
        a.unit == b.unit
        or (a.unit in _HEADS and b.unit in _HEADS)
        or (b.unit == "个" and a.unit in _HEADS and a.of is not None and a.of == b.of)
    )


def exact(value: int | float | None) -> int | Decimal:
    """A value to calculate with; 0 for none.

    Examples
    --------
    >>> exact(12), exact(0.1) + exact(0.2)
    (12, Decimal('0.3'))
    """
    return Decimal(str(value)) if isinstance(value, float) else value or 0


def _worth(count: CountMatch) -> int | Decimal:
    return exact(count.value) * count.times


def _before(text: str, counts: Sequence[CountMatch], total: int, used: set[int]) -> Breakdown | None:
    """甲8个、乙3个,共11个: the sum of the list in front of it."""
    whole = counts[total]
    if not total or not whole.value or total in used or whole.role == "discourse":
        return None
    if whole.start - counts[total - 1].end > _LIST_GAP:
        return None
    said = _SUM.search(text, counts[total - 1].end, whole.start)
    if said is None:
        return None
    left = _worth(whole)
    parts: list[int] = []
    for index in range(total - 1, max(-1, total - 1 - _MOST), -1):
        part = counts[index]
        gap = text[part.end : counts[index + 1].start]
        if index in used or not same_unit(part, whole) or not part.value or _BREAK.search(gap) or len(gap) > _LIST_GAP:
            return None
        left -= _worth(part)
        parts.append(index)
        if left <= 0:
            break
    several = len(parts) + (len(parts) == 1 and counts[parts[0]].times > 1)  # 甲、乙各12人,共24人
    if left or several < (2 if _SAID.search(said[0]) else 3):
        return None
    return Breakdown(total, tuple(reversed(parts)), "partition", True, 0)


def _after(text: str, counts: Sequence[CountMatch], total: int, used: set[int], own: set[int]) -> Breakdown | None:
    """意见22条,…已经整改20条,剩下2条; 意见1174条,其中…。答复702条,办理390条,列入计划82条."""
    whole = counts[total]
    if not whole.value or whole.unit in _RATES or whole.role == "discourse":
        return None
    left = _worth(whole)
    parts: list[int] = []
    foreign = 0
    limit = whole.end + _REACH + (_REACH if own else 0)
    for index in range(total + 1, min(len(counts), total + 1 + 2 * _MOST)):
        part = counts[index]
        if part.start > limit:
            return None
        if part.unit in _RATES or index in own:
            continue
        if part.unit != whole.unit and not (same_unit(part, whole) or (parts and counts[parts[-1]].unit == part.unit)):
            if parts:
                return None
            if not (
                part.unit in _ITEMS and whole.unit in _ITEMS and "分别" in text[counts[index - 1].end : part.start]
            ):
                continue
        if index in used or not part.value or part.role == "discourse":
            return None
        foreign += _foreign(whole, part)
        left -= _worth(part)
        parts.append(index)
        if left <= 0:
            break
    if left or len(parts) < 2 or foreign > (len(parts) > 2):
        return None
    if (
        len(_BREAK.findall(text, whole.end, counts[parts[-1]].start)) > 1
        or "\n" in text[whole.end : counts[parts[-1]].start]
    ):
        return None
    if len(parts) == 2 and whole.unit in _DEEDS:
        return None
    if not foreign and text[whole.end : counts[parts[0]].start] in _AT_ONCE:
        return Breakdown(total, tuple(parts), "partition", True, 0)
    if (
        (not foreign and parts[-1] == parts[0] + 1 == total + 2 and text[whole.end] != "、")
        and counts[parts[0]].start - whole.end <= _LABEL
        and counts[parts[-1]].start - counts[parts[0]].end <= _LABEL
    ):
        return Breakdown(total, tuple(parts), "partition", True, 0)  # 23名,男15名,女8名
    last = text[counts[parts[-1] - 1].end : counts[parts[-1]].start]
    if len(parts) == 2 and not (
        _REST.search(last) or (own and whole.value >= _LEAST) or _are_bare(text, counts, parts, whole)
    ):
        return None
    return Breakdown(total, tuple(parts), "partition", True, 0)


def _are_bare(text: str, counts: Sequence[CountMatch], parts: Sequence[int], whole: CountMatch) -> bool:
    """Whether two parts side by side name nothing that they count: 失联党员17名,找回15名,停止党籍2名."""
    first, second = (counts[index] for index in parts)
    return (
        whole.value is not None
        and whole.value > _FEW
        and parts[1] == parts[0] + 1
        and all(part.of in (None, whole.of) and not _names(text, part) for part in (first, second))
        and text[first.end] == ","
    )


def _names(text: str, part: CountMatch) -> bool:
    return part.of is not None and text.startswith(part.of, part.start)


def _foreign(whole: CountMatch, part: CountMatch) -> bool:
    """Whether the part counts something else than the total."""
    if whole.of is None or part.of is None:
        return whole.of is not part.of and whole.of is None
    return not (part.of.endswith(whole.of[-2:]) or whole.of.endswith(part.of[-2:]))


def _by_share(text: str, counts: Sequence[CountMatch], rate: int) -> Breakdown | None:
    """女党员342名,占党员总数的18.5%: the total is the count of 党员 of which it is 18.5 %."""
    share, part = counts[rate], counts[rate - 1]
    if not share.value or not part.value or part.unit in _RATES:
        return None
    named = _SHARE.fullmatch(text, part.end, share.start)
    if named is None:
        return None
    for total in range(rate - 2, max(-1, rate - 2 - 2 * _MOST), -1):
        whole = counts[total]
        if part.start - whole.end > _FAR:
            return None
        if not same_unit(whole, part) or not whole.value or whole.value <= part.value:
            continue
        if named[1] and not (whole.of or "").endswith(named[1][-2:]):
            continue
        if not named[1] and (whole.of is None or not (part.of or "").endswith(whole.of[-2:])):
            continue
        exact = Decimal(100) * Decimal(str(part.value)) / Decimal(str(whole.value))
        if abs(exact - Decimal(str(share.value))) > Decimal("0.11"):
            continue
        return Breakdown(
            total, (rate - 1,), "subset", True, plain(Decimal(str(whole.value)) - Decimal(str(part.value)))
        )
    return None
