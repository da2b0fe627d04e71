"""Totals and their parts: ``党支部12个,其中:农村8个,机关4个``, with the sum checked."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from decimal import Decimal

from cxzy_nlp.document import Breakdown, Relation
from cxzy_nlp.facts.counts.attendance import attendance
from cxzy_nlp.facts.counts.divisions import divisions, exact, shares
from cxzy_nlp.facts.counts.subsets import INNER, named_part
from cxzy_nlp.facts.counts.sums import table_breakdowns
from cxzy_nlp.facts.counts.tables import cues, nouns
from cxzy_nlp.facts.counts.values import CountMatch
from cxzy_nlp.facts.numerals import plain
from cxzy_nlp.text.patterns import alternation

_SINGLE = ("即每", "即人均", "即户均", "即每人", "即")
_COMPARED = re.compile(r"超出|超过|比|(?:每[^,。;]?|人均|户均)\Z")
#: 慰问金6.2万元(每人2000元): a rate, no part.
_EACH = re.compile(r"[(,](?:每[人户名个村]|人均|户均)\Z")
_SENTENCE_END = re.compile("[。!?\n]")
_REACH = 40
_MOST_PARTS = 30
#: So many grades or classes are not picked out, and a slip in their sum is small.
_MANY = 4
_SLIP = 2
#: The part of a total that an arithmetic slip may leave over; more is a part that the text does not name.
_NEAR = Decimal("0.15")
#: 党支部12个。其中,…; 党支部12个。党支部中,…
_NEXT_SENTENCE = re.compile(r"[,;]?[^。\n]{0,12}。\s*(?:其中|(?P<noun>[^,。:;\n]{1,8})中[,:])")
#: 276个村中,先进村92个: all of them, or only some that are picked out.
_AMONG = re.compile(r"(?:中|里|当中|里面)[,:]")
_SIDES = (("在职", "退休"), ("在岗", "退休"), ("正式", "预备"), ("男", "女"))
_IMMEDIATE = re.compile(r"[,;(]?其中")
#: 党支部中,农村30个 calls a total that was given before.
_CALLED = re.compile(
    r"(?:\A|[。;,\n])(?:(?P<noun>[^,。;:\n0-9]{2,10})(?:中|里|当中|里面),|(?<=。)其中[^,。;:\n0-9]{0,10}\Z)"
)
_CALL = re.compile("(?:中|里|里面),|。其中")
_CALLED_REACH = 24
_CALL_REACH = 600


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
    found = attendance(text, counts, used)
    used.update(part for item in found for part in item.parts)
    following = [_following(text, counts, total) for total in range(len(counts) - 1)]
    gaps = [text[count.end : counts[after].start] for count, after in zip(counts, following, strict=False)]
    able = [
        total
        for total, count in enumerate(counts[:-1])
        if total not in cells and count.value and count.role != "discourse"
    ]
    for total in able:
        opened = _opened(gaps[total])
        if total in used and not (opened and _inner(gaps[total], counts[total])):
            continue
        if not opened and gaps[total][:1] == "、":
            continue  # the next member of a list
        among = not opened and _AMONG.match(gaps[total]) is not None
        parts = _parts(text, counts, total, opened or among)
        if parts and not used.intersection(parts):
            breakdown = _judge(text, counts, total, parts, opened or among)
            if breakdown is not None and (opened or not among or _is_full(breakdown)):
                found.append(breakdown)
                used.update(breakdown.parts)
    found += _called_back(text, counts, used)
    found += divisions(text, counts, found + tables, used)
    totals = {item.total for item in found}
    for total in able:
        if total in totals or (total in used and not INNER.match(gaps[total])):
            continue
        breakdown = named_part(text, counts, total, used)
        if breakdown is not None:
            found.append(breakdown)
            used.update(breakdown.parts)
    found += tables
    return sorted(found + shares(text, counts, found), key=lambda item: (item.total, item.parts))


def _is_full(item: Breakdown) -> bool:
    """Whether parts behind 中 are all there are: they add up, or miss it by one or two though there are many."""
    return len(item.parts) > 1 and (
        item.difference == 0
        or (len(item.parts) >= _MANY and item.relation == "partition" and abs(item.difference) <= _SLIP)
    )


def _inner(gap: str, count: CountMatch) -> bool:
    """Whether a part is divided itself: 党支部48个(其中农村30个), 党支部48个。党支部中,…"""
    named = _NEXT_SENTENCE.match(gap)
    if named is not None:
        return named["noun"] is not None and (count.of or "").endswith(named["noun"])
    return gap[:1] == "(" or "其中" in gap


def _called_back(text: str, counts: Sequence[CountMatch], used: set[int]) -> list[Breakdown]:
    """党支部48个,…。党支部中,农村30个,机关18个: the total is called by its name."""
    found: list[Breakdown] = []
    for first in range(1, len(counts)):
        part = counts[first]
        low = max(0, part.start - _CALLED_REACH)
        if first in used or not _CALL.search(text, low, part.start):
            continue
        called = _CALLED.search(text, low, part.start)
        if called is None:
            continue
        for total in range(first - 1, max(-1, first - 1 - _MOST_PARTS), -1):
            whole = counts[total]
            if part.start - whole.end > _CALL_REACH:
                break
            if whole.unit != part.unit or not whole.value or not _is_called(whole, called["noun"]):
                continue
            rest = [whole._replace(end=called.end()), *counts[first : first + _MOST_PARTS]]
            parts = [index - 1 + first for index in _parts(text, rest, 0, True)]
            if len(parts) > 1 and not used.intersection(parts):
                item = _judge(text, counts, total, parts, True)
                if item is not None and item.consistent and (called["noun"] or item.difference == 0):
                    found.append(item)
                    used.update(parts)
                    break
            if called["noun"]:
                break
    return found


def _is_called(whole: CountMatch, noun: str | None) -> bool:
    """Whether a noun is that of the total, with what is said of it before 的; where none stands (其中) any will do."""
    return noun is None or (whole.of is not None and whole.of.endswith(noun[noun.rfind("的") + 1 :]))


def _following(text: str, counts: Sequence[CountMatch], total: int) -> int:
    """The next count that is no share of the total (党员120人,占人口的6%,其中女党员35人)."""
    index = total + 1
    shares = ("%", "‰", "成")
    while index + 1 < len(counts) and (
        (counts[index].unit in shares and counts[total].unit not in shares)
        or (counts[index].role == "discourse" and counts[total].unit != counts[index].unit)
        or (
            counts[index].unit != counts[total].unit == counts[index + 1].unit
            and _IMMEDIATE.fullmatch(text, counts[index].end, counts[index + 1].start)  # 24个不足3名党员,其中21个
        )
    ):
        index += 1
    return index


def _opened(gap: str) -> bool:
    if _NEXT_SENTENCE.match(gap):
        return True
    if len(gap) > _REACH + 16 or _SENTENCE_END.search(gap):
        return False
    if gap.endswith(_SINGLE):
        return False  # 承诺489条,即每人3条
    return _opening().search(gap) is not None or gap[:1] in ("(", ":")


@functools.cache
def _opening() -> re.Pattern[str]:
    return re.compile(rf"(?:\A|[,;(:、。 ])(?:{alternation(cues('part'))})")


def _parts(text: str, counts: Sequence[CountMatch], total: int, opened: bool) -> list[int]:
    """The counts behind the total, of its unit, in its sentence, that can be parts of it."""
    whole = counts[total]
    parts: list[int] = []
    position, left = whole.end, exact(whole.value)
    separators = ""
    bracket = text[whole.end : whole.end + 1] == "("
    for index in range(total + 1, min(len(counts), total + 1 + _MOST_PARTS)):
        part = counts[index]
        gap = text[position : part.start]
        if parts and gap[:1] in (";", "。") and separators and ";" not in separators:
            break  # 其中甲8个、乙3个;丙5个
        if not parts and _NEXT_SENTENCE.match(gap):
            gap = ""
        if _EACH.search(gap) or (parts and ("其中" in gap or _COMPARED.search(gap))):
            break  # the part is divided itself, or the total compared
        if _ends(gap, bool(parts) or opened) or (bracket and parts and ")" in gap):
            break
        position = part.end
        if part.unit != whole.unit:
            after = text[part.end : counts[index + 1].start] if index + 1 < len(counts) else ""
            if (
                part.unit in ("%", "‰")
                or (opened and not parts and _IMMEDIATE.fullmatch(after))
                or (part.role == "discourse" and not parts)
            ):
                continue  # 占党员总数的30%
            break
        if part.value is None or part.value > (whole.value or 0) or part.role == "discourse":
            break
        if parts and not opened and not _akin(counts, total, index):
            break
        separators += gap[:1] if parts else ""
        parts.append(index)
        left -= exact(part.value) * part.times
        if not left:
            break
    return parts


def _ends(gap: str, inside: bool) -> bool:
    """A full stop ends a breakdown; without an opening word a long gap does so too."""
    return len(gap) > (_REACH if inside else 2 * _REACH) or "共有" in gap or _SENTENCE_END.search(gap) is not None


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
    if not _exclude(counts, parts) and any(_overlap().search(counts[index].of or "") for index in parts):
        return "overlapping"
    near = abs(Decimal(str(difference))) <= _NEAR * whole
    if not near or counts[total].approx or any(counts[index].approx for index in parts):
        return "subset" if difference > 0 else "overlapping"
    return "partition"


def _exclude(counts: Sequence[CountMatch], parts: Sequence[int]) -> bool:
    """Whether two parts are the two sides of a division: nobody is on the job and retired."""
    if len(parts) != 2:
        return False
    first, second = (counts[index].of or "" for index in parts)
    return any((one in first and other in second) or (one in second and other in first) for one, other in _SIDES)


def _shares_noun(total: CountMatch, part: CountMatch) -> bool:
    if total.of is None or part.of is None or total.of == part.of:
        return False
    return part.of.endswith(_head(total.of) or total.of)


@functools.cache
def _overlap() -> re.Pattern[str]:
    return re.compile(alternation(cues("overlap")))
