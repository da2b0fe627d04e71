"""Totals and their parts: ``党支部12个,其中:农村8个,机关4个``, with the sum checked."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from decimal import Decimal

from cxzy_nlp.document import Breakdown, Relation
from cxzy_nlp.facts.counts.subsets import named_part
from cxzy_nlp.facts.counts.sums import table_breakdowns
from cxzy_nlp.facts.counts.tables import cues, nouns
from cxzy_nlp.facts.counts.values import CountMatch
from cxzy_nlp.facts.numerals import plain
from cxzy_nlp.text.patterns import alternation

_SENTENCE_END = frozenset("。!?\n")
_REACH = 40
_MOST_PARTS = 30
#: The part of a total that an arithmetic slip may leave over; more is a part that the text does not name.
_NEAR = Decimal("0.15")
#: 党支部12个。其中,…; 党支部12个。党支部中,…
_NEXT_SENTENCE = re.compile(r"[,;]?[^。\n]{0,12}。\s*(?:其中|[^,。:;\n]{1,8}中[,:])")


def find_breakdowns(text: str, counts: Sequence[CountMatch]) -> list[Breakdown]:
    """Totals with their parts among the counts of a text.

    Parts are opened by 其中, 包括 and their like, by a bracket or a colon right behind the total, or, without a sign,
    are at least two counts of the same unit and noun that add up exactly. `difference` is the total less the sum of the
    parts.

    Examples
    --------
    >>> from cxzy_nlp.facts.counts.scan import scan_counts
    >>> text = "现有党支部12个,其中农村党支部8个,机关党支部3个。"
    >>> find_breakdowns(text, scan_counts(text, 0, len(text)))
    [Breakdown(total=0, parts=(1, 2), relation='partition', consistent=False, difference=1)]

    Notes
    -----
    Source: the patterns of the field guide. Wrong where parts of a second total follow in the same sentence without a
    word that says so.
    """
    tables = table_breakdowns(text, counts)
    used = {part for item in tables for part in item.parts}
    cells = used | {item.total for item in tables}
    found: list[Breakdown] = []
    for total, count in enumerate(counts[:-1]):
        if total in cells or count.value is None or count.role == "discourse" or not count.value:
            continue
        following = _following(counts, total)
        opened = _opened(text[count.end : counts[following].start])
        breakdown = None
        if total not in used and (parts := _parts(text, counts, total, opened)):
            breakdown = _judge(text, counts, total, parts, opened)
        if breakdown is None:
            breakdown = named_part(text, counts, total, used)
        if breakdown is not None:
            found.append(breakdown)
            used.update(breakdown.parts)
    return sorted(found + tables, key=lambda item: item.total)


def _following(counts: Sequence[CountMatch], total: int) -> int:
    """The next count that is no share of the total (党员120人,占人口的6%,其中女党员35人)."""
    index = total + 1
    shares = ("%", "‰", "成")
    while index + 1 < len(counts) and (
        (counts[index].unit in shares and counts[total].unit not in shares)
        or (counts[index].role == "discourse" and counts[total].unit != counts[index].unit)
    ):
        index += 1
    return index


def _opened(gap: str) -> bool:
    if _NEXT_SENTENCE.match(gap):
        return True
    if len(gap) > _REACH + 16 or _SENTENCE_END.intersection(gap):
        return False
    return _opening().search(gap) is not None or gap[:1] in ("(", ":")


@functools.cache
def _opening() -> re.Pattern[str]:
    return re.compile(rf"(?:\A|[,;(:、。 ])(?:{alternation(cues('part'))})")


def _parts(text: str, counts: Sequence[CountMatch], total: int, opened: bool) -> list[int]:
    """The counts behind the total, of its unit, in its sentence, that can be parts of it."""
    whole = counts[total]
    parts: list[int] = []
    position, summed = whole.end, Decimal(0)
    separators = ""
    bracket = text[whole.end : whole.end + 1] == "("
    for index in range(total + 1, min(len(counts), total + 1 + _MOST_PARTS)):
        part = counts[index]
        gap = text[position : part.start]
        if parts and gap[:1] in (";", "。") and separators and ";" not in separators:
            break  # 其中甲8个、乙3个;丙5个
        if _NEXT_SENTENCE.match(gap) and not parts:
            gap = ""
        if _ends(gap, bool(parts) or opened) or (bracket and parts and ")" in gap):
            break
        position = part.end
        if part.unit != whole.unit:
            if part.unit in ("%", "‰") or (part.role == "discourse" and not parts):
                continue  # 占党员总数的30%
            break
        if part.value is None or part.value > (whole.value or 0) or part.role == "discourse":
            break
        if parts and not opened and not _akin(counts, total, index):
            break
        separators += gap[:1] if parts else ""
        parts.append(index)
        summed += Decimal(str(part.value)) * part.times
        if summed == Decimal(str(whole.value)):
            break
    return parts


def _ends(gap: str, inside: bool) -> bool:
    """A full stop ends a breakdown; without an opening word a long gap does so too."""
    return bool(_SENTENCE_END.intersection(gap)) or len(gap) > (_REACH if inside else 2 * _REACH) or "共有" in gap


def _akin(counts: Sequence[CountMatch], total: int, index: int) -> bool:
    """Whether a further part may count the same things as the total."""
    whole, part = counts[total], counts[index]
    if whole.of is None or part.of is None or whole.unit in ("元", "名", "人", "户", "亩"):
        return True
    head = _head(whole.of)
    if not head or part.of.endswith(head) or (whole.indicator is not None and whole.indicator == part.indicator):
        return True
    first = counts[total + 1].of
    return first is not None and not first.endswith(head) and whole.indicator != part.indicator


@functools.cache
def _head(of: str) -> str:
    """The last known noun, which the parts share: 党组织 of 基层党组织."""
    for length in range(2, len(of) + 1):
        if of[-length:] in nouns():
            return of[-length:]
    return ""


def _judge(text: str, counts: Sequence[CountMatch], total: int, parts: Sequence[int], opened: bool) -> Breakdown | None:
    whole = Decimal(str(counts[total].value))
    values = [Decimal(str(counts[index].value)) * counts[index].times for index in parts]
    difference = plain(whole - sum(values))
    exact = difference == 0
    if not opened:
        alike = all(_shares_noun(counts[total], counts[index]) for index in parts)
        if not (exact and len(parts) > 1 and alike):
            return None
    relation = _relation(counts, total, parts, whole, difference)
    consistent = exact if relation == "partition" else all(value <= whole for value in values)
    return Breakdown(total, tuple(parts), relation, consistent, difference)


def _relation(
    counts: Sequence[CountMatch], total: int, parts: Sequence[int], whole: Decimal, difference: int | float
) -> Relation:
    """Parts that leave much of the total are some of it; only a small gap is taken for an error of the text."""
    if difference == 0:
        return "partition"
    if len(parts) == 1:
        return "subset"
    if any(_overlap().search(counts[index].of or "") for index in parts):
        return "overlapping"
    near = abs(Decimal(str(difference))) <= _NEAR * whole
    if not near or counts[total].approx or any(counts[index].approx for index in parts):
        return "subset" if difference > 0 else "overlapping"
    return "partition"


def _shares_noun(total: CountMatch, part: CountMatch) -> bool:
    if total.of is None or part.of is None or total.of == part.of:
        return False
    return part.of.endswith(_head(total.of) or total.of)


@functools.cache
def _overlap() -> re.Pattern[str]:
    return re.compile(alternation(cues("overlap")))
