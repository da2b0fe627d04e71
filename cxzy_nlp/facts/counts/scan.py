"""From surfaces to counts: who counts what, what is inherited from the count before, in which base unit."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from cxzy_nlp.facts.counts.grammar import scan_surfaces
from cxzy_nlp.facts.counts.indicators import indicator_of
from cxzy_nlp.facts.counts.nouns import noun_after, noun_before, parts_of
from cxzy_nlp.facts.counts.roles import role_of, states_total
from cxzy_nlp.facts.counts.tables import cues, nouns
from cxzy_nlp.facts.counts.values import CountMatch, Noun, Surface
from cxzy_nlp.facts.numerals import plain

_PERSONAL = frozenset(("名", "位", "人"))
_THINGS = frozenset(("piece", "person", "event"))
_SENTENCE_END = frozenset("。!?\n;")
_CLAUSE = re.compile(r"[,。;:!?\n](?=[^,。;:!?\n]*\Z)")
_VERB_REACH = 18
_CHANGE = re.compile(r",?(?:提高|上升|增加|增长|下降|降低|降|减少|调整)?(?:到|至|为)了?")
_SERIES = re.compile(r"[、,;和与及 ]{1,2}")


def scan_counts(text: str, start: int, end: int, taken: Sequence[tuple[int, int]] = ()) -> list[CountMatch]:
    """Every count of ``text[start:end]``, in the text's coordinates, sorted and disjoint.

    Parameters
    ----------
    text, start, end
        A reading and the span of the document in it.
    taken
        Spans of dates, document numbers and frameworks; no count overlaps one.

    Examples
    --------
    >>> for count in scan_counts("现有党支部12个,党员共350余名。", 0, 18):
    ...     print(count.value, count.unit, count.of, count.approx, count.indicator)
    12 个 党支部 False party_branches
    350 名 党员 True party_members

    Notes
    -----
    Source: the annotation guidelines of the project and the tables units, counted_nouns, count_cues, discourse_nouns,
    lexical_numerals and indicators. Wrong for fractions (三分之二 is passed over) and for numbers in table columns
    whose unit stands in the head of the table.
    """
    surfaces = scan_surfaces(text, start, end, taken)
    borders = sorted(taken)
    found: list[CountMatch] = []
    series: list[str] = []  # nouns that 分别 still has to hand out
    for index, surface in enumerate(surfaces):
        right = surfaces[index + 1].start if index + 1 < len(surfaces) else end
        left = found[-1].end if found else start
        left, right = _between(borders, surface, left, right)
        count, series = _count(text, surface, left, right, found[-1] if found else None, series)
        found.append(count)
    return found


def _between(borders: Sequence[tuple[int, int]], surface: Surface, left: int, right: int) -> tuple[int, int]:
    """Nouns do not reach into dates and frameworks either."""
    low, high = 0, len(borders)
    while low < high:  # the first border that begins behind the surface
        middle = (low + high) // 2
        if borders[middle][0] < surface.end:
            low = middle + 1
        else:
            high = middle
    if low < len(borders):
        right = min(right, borders[low][0])
    if low:
        left = max(left, min(borders[low - 1][1], surface.start))
    return left, max(right, surface.end)


def _count(
    text: str, surface: Surface, left: int, right: int, previous: CountMatch | None, series: list[str]
) -> tuple[CountMatch, list[str]]:
    before, link = noun_before(text, left, surface)
    if before is not None and not before.known and ("等" in link or surface.zero):
        before = None
    if surface.unit.kind == "discourse":
        before = None
    after = _fitting(surface, noun_after(text, surface, right))
    noun, follows = _choose(surface, before, after)
    of = noun.text if noun else None
    begin, close = surface.start, surface.end
    times = 1
    if noun is not None and follows:
        close = noun.end
    elif noun is not None:
        begin = noun.start if noun.adjacent else begin
        if "分别" in link:
            series = parts_of(noun.text)
            of, series = (series[0], series[1:]) if len(series) > 1 else (of, [])
        elif "各" in link:
            times = len(parts_of(noun.text))
    gap = text[previous.end : surface.start] if previous else ""
    if noun is None and previous is not None:
        if series and _SERIES.fullmatch(gap):
            of, series = series[0], series[1:]
        elif _inherits(surface, previous, gap):
            of = previous.of
    if of is None and surface.unit.kind == "event":
        of = _what_happened(text, left, surface)
    numeral, unit = surface.numeral, surface.unit
    clause_start = max(0, surface.start - _VERB_REACH)
    if edge := _CLAUSE.search(text, clause_start, surface.start):
        clause_start = edge.end()
    clause = text[clause_start : surface.number_start]
    role = role_of(text, surface, of, follows, link)
    value = 0 if surface.zero else None if numeral is None else _scaled(numeral.value, unit.factor)
    upper = None if numeral is None or numeral.max is None else _scaled(numeral.max, unit.factor)
    return (
        CountMatch(
            begin,
            close,
            value,
            upper,
            unit.name,
            of,
            numeral is not None and numeral.approx,
            None if role == "discourse" else indicator_of(of, unit.name, clause),
            role,
            surface.number_start,
            surface.number_end,
            times,
            role == "fact" and (states_total(clause, link) or _goes_on(text, begin, previous)),
        ),
        series if of is not None else [],
    )


def _goes_on(text: str, begin: int, previous: CountMatch | None) -> bool:
    """Whether the count stands in one list with a stated total: 下辖14个村、3个社区,党员643名."""
    return previous is not None and previous.stated_total and _SERIES.fullmatch(text, previous.end, begin) is not None


def _scaled(value: int | float, factor: int) -> int | float:
    return value if factor == 1 else plain(Decimal(str(value)) * factor)


def _fitting(surface: Surface, after: Noun | None) -> Noun | None:
    """Money, rates and areas are followed by their noun only where a table knows it (35万元资金, 92%的农户)."""
    if after is not None and not after.known and surface.unit.kind not in (*_THINGS, "discourse"):
        return None
    return after


def _choose(surface: Surface, before: Noun | None, after: Noun | None) -> tuple[Noun | None, bool]:
    """The noun, and whether it is the one behind."""
    if before is None or after is None:
        return (after, True) if after is not None else (before, False)
    if before.known and before.adjacent and not (after.known and _misfits(surface, before)):
        return before, False
    if after.known or not before.known:
        return after, True
    return before, False


def _misfits(surface: Surface, noun: Noun) -> bool:
    """支部35名党员: no organisation is counted in persons."""
    if surface.unit.surface not in _PERSONAL:
        return False
    for length in range(min(8, len(noun.text)), 0, -1):
        kind = nouns().get(noun.text[-length:])
        if kind is not None:
            return kind != "person"
    return False


def _inherits(surface: Surface, previous: CountMatch, gap: str) -> bool:
    """承诺事项20项,完成18项: the second number counts what the first did."""
    if surface.unit.kind == "rate" and surface.unit.name == previous.unit and _CHANGE.fullmatch(gap):
        return True
    if not gap and surface.unit.kind in _THINGS:  # 困难群众35户120人
        return True
    return (
        surface.unit.kind in _THINGS
        and surface.unit.name == previous.unit
        and previous.role != "discourse"
        and len(gap) <= 24
        and not _SENTENCE_END.intersection(gap)
    )


def _what_happened(text: str, left: int, surface: Surface) -> str | None:
    """到户走访120人次: an event without a noun is named by its verbs."""
    begin = max(left, surface.start - 14)
    if edge := _CLAUSE.search(text, begin, surface.start):
        begin = edge.end()
    phrase = text[begin : surface.start].strip(" 、的了共计")
    for word in ("先后", "累计", "共", "已", "还"):
        phrase = phrase.removeprefix(word)
    if "每" in phrase:
        return None
    if 2 <= len(phrase) <= 8 and any(phrase.endswith(word) or phrase.startswith(word) for word in cues("verb")):
        return phrase
    return phrase if 4 <= len(phrase) <= 8 else None
