"""From surfaces to counts: who counts what, what is inherited from the count before, in which base unit."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from cxzy_nlp.facts.counts.after import noun_after, parts_of
from cxzy_nlp.facts.counts.before import noun_before, noun_that_ends
from cxzy_nlp.facts.counts.columns import merged, scan_columns
from cxzy_nlp.facts.counts.grammar import scan_surfaces
from cxzy_nlp.facts.counts.indicators import indicator_of
from cxzy_nlp.facts.counts.owner import change_begin, inherited, is_label, subject_end, whole_of
from cxzy_nlp.facts.counts.roles import role_of, states_total
from cxzy_nlp.facts.counts.tables import after_last, kind_of, last_of, nouns
from cxzy_nlp.facts.counts.topic import far_topic, topic_of
from cxzy_nlp.facts.counts.values import CountMatch, Noun, Surface, Unit
from cxzy_nlp.facts.numerals import plain

_PERSONAL = frozenset(("名", "位", "人"))
#: Kinds of units that any noun may follow.
_LISTED = frozenset(("piece", "person", "event", "discourse"))
_CLAUSE = last_of(",。;:!?\n")
#: What is compared with its own past: the clause names it first (药价比上年降低8%).
_COMPARED = frozenset(("rate", "money", "temperature", "length"))
_SIZES = frozenset(("area", "length", "weight", "volume"))
_VERB_REACH = 18
_FLOOR = 60
_SHORT = 5
#: Some of what was counted before: 服务态度的占98件.
_SOME = re.compile(r"的[就也还只仅共]?(?:占|达|多达)[了到]?\Z")
_INSIDE = re.compile("[,。;:!?\n的、有其各全每]")
_CALLED = re.compile(r"([^,。;:\n0-9]{2,12})中[,:]\Z")
_GROUPS = ("一组", "一队", "一班")
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
    heads: dict[int, str] = {}
    if text.find("|", start, end) >= 0:
        surfaces, heads = merged(surfaces, scan_columns(text, start, end))
    borders = sorted(taken)
    found: list[CountMatch] = []
    border = 0  # nouns do not reach into dates and frameworks either
    series: list[str] = []  # nouns that 分别 still has to hand out
    left = start
    ends = [*(surface.start for surface in surfaces[1:]), end]
    for surface, right in zip(surfaces, ends, strict=False):
        while border < len(borders) and borders[border][0] < surface.end:  # the first border that begins behind it
            border += 1
        if border < len(borders) and borders[border][0] < right:
            right = borders[border][0]
        if border and borders[border - 1][1] > left:
            left = max(left, min(borders[border - 1][1], surface.start))
        count, series = _count(text, surface, left, max(right, surface.end), found, series)
        if surface.start in heads:
            count = count._replace(start=surface.start, of=heads[surface.start], indicator=None)
        found.append(count)
        left = count.end
    return found


def _count(
    text: str, surface: Surface, left: int, right: int, found: Sequence[CountMatch], series: list[str]
) -> tuple[CountMatch, list[str]]:
    previous = found[-1] if found else None
    clause = text[after_last(text, max(0, surface.start - _VERB_REACH), surface.start, _CLAUSE) : surface.number_start]
    after = _fitting(surface, noun_after(text, surface, right))
    if after is not None and after.known and text.find("、", max(left, surface.start - _VERB_REACH), surface.start) < 0:
        before, link = None, "共" if text[surface.start - 1 : surface.start] == "共" else ""  # the noun behind wins
    else:
        before, link = noun_before(text, left, surface)
    if before is not None and not before.known and ("等" in link or surface.zero):
        before = None
    if surface.unit.kind == "discourse":
        before = None
    noun, follows = _choose(surface, before, after)
    if noun is not None and not follows and previous is not None and noun.adjacent:
        noun = _parallel(text, noun, previous)
    begin, close, times = surface.start, surface.end, 1
    of = noun.text if noun else None
    if noun is not None and follows:
        close = noun.end
    elif noun is not None:
        if "分别" in link:
            series = parts_of(noun.text)
            of, series = (series[0], series[1:]) if len(series) > 1 else (of, [])
        elif "各" in link:
            times = len(parts_of(noun.text))
        owner = _owner(text, surface, noun, link, clause, found)
        if owner is not noun.text:
            of = owner
        elif noun.adjacent:
            begin = noun.start
    elif previous is not None and series and _SERIES.fullmatch(text, previous.end, surface.start):
        of, series = series[0], series[1:]
    else:
        dated = text[left : surface.start] == "的"  # 投诉由|去年同期|的31起
        some = "的" in clause and _SOME.search(clause) is not None
        of = _far_noun(text, left, surface, clause, found, "last" if dated else "" if some else _topical(link, surface))
    if noun is None and surface.unit.surface == "支队伍":
        of = "队伍"
    elif surface.unit.kind == "person" and len(surface.unit.surface) > 1 and kind_of(surface.unit.surface) == "person":
        of = surface.unit.surface  # 23.5万|党员 counts without a measure word
    elif surface.unit.kind == "person" and text.startswith(_GROUPS, surface.end):
        of = None  # 两人一组
    numeral, unit = surface.numeral, surface.unit
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
            surface.vague or (numeral is not None and numeral.approx),
            None if role == "discourse" else indicator_of(of or _deed(unit, clause), unit.name, clause),
            role,
            surface.number_start,
            surface.number_end,
            times,
            role == "fact" and (states_total(clause, link) or _goes_on(text, begin, previous)),
        ),
        series if of is not None else [],
    )


def _owner(text: str, surface: Surface, noun: Noun, link: str, clause: str, found: Sequence[CountMatch]) -> str | None:
    """What the number counts that follows `noun`: the noun, or for a label (其中农村8个) what it is a part of."""
    if surface.unit.kind == "rate":
        if ("的" in link and "占" in clause) or noun.text.endswith("类"):
            return _far_noun(text, noun.start, surface, clause, found)
        return noun.text
    if "的" in link:  # 有党员责任的2起
        return _far_noun(text, noun.start, surface, clause, found, _topical(link, surface))
    if is_label(text, surface, noun, found):
        # 满意109票: votes are counted, and what was voted for is no noun.
        known = noun.known and surface.unit.name != "票"
        whole = whole_of(text, surface, noun.start, found)
        return (
            whole
            or inherited(text, surface, clause, found)
            or _called(text, noun.start, surface)
            or (noun.text if known else None)
        )
    return noun.text


def _called(text: str, at: int, surface: Surface) -> str | None:
    """What the clause before a label calls: 立案的提案中,教学科研类41件."""
    called = _CALLED.search(text, max(0, at - _VERB_REACH), at)
    return noun_that_ends(text, called.start(1), called.end(1), surface) if called else None


def _far_noun(
    text: str, left: int, surface: Surface, clause: str, found: Sequence[CountMatch], topical: str = "last"
) -> str | None:
    """The subject of 占 in the clause, its topic (the `topical` one), else what an earlier count or clause names."""
    floor = found[-1].end if found else max(0, surface.start - _FLOOR)  # dates are no border for a subject
    if surface.unit.kind in _COMPARED and (at := subject_end(clause)) > 0:
        end = surface.number_start - len(clause) + at
        subject, _ = noun_before(text, min(floor, end), surface._replace(start=end))
        if subject is not None and (subject.known or "占" in clause) and text[end - 1] != "类":
            return subject.text
    if (at := change_begin(clause)) > 0:
        end = surface.number_start - len(clause) + at
        subject, between = noun_before(text, min(floor, end), surface._replace(start=end))
        if subject is not None and "的" not in between:
            return subject.text
    return (topic_of(text, floor, surface, topical == "first") if topical else None) or _earlier(
        text, left, surface, clause, found
    )


def _topical(link: str, surface: Surface) -> str:
    """Which noun of the clause can be the topic: of what stands before 的 only the first (教师听课的有92人次)."""
    if "的" not in link or surface.unit.kind == "event":
        return "last"
    return "first" if "有" in link else ""


def _earlier(text: str, left: int, surface: Surface, clause: str, found: Sequence[CountMatch]) -> str | None:
    """What an earlier count counts, else a noun of an earlier clause."""
    inside = found[-1].number_end + 1 if found else left
    return inherited(text, surface, clause, found) or far_topic(text, inside, surface)


def _goes_on(text: str, begin: int, previous: CountMatch | None) -> bool:
    """Whether the count stands in one list with a stated total: 下辖14个村、3个社区,党员643名."""
    return previous is not None and previous.stated_total and _SERIES.fullmatch(text, previous.end, begin) is not None


def _deed(unit: Unit, clause: str) -> str | None:
    """家访60次: what was done names the indicator, though it is not counted itself."""
    return clause.rstrip("共了计 ") or None if unit.kind == "event" else None


def _scaled(value: int | float, factor: int) -> int | float:
    return value * factor if factor == 1 or isinstance(value, int) else plain(Decimal(str(value)) * factor)


def _fitting(surface: Surface, after: Noun | None) -> Noun | None:
    """Money, rates and areas are followed by their noun only where a table knows it (35万元资金, 92%的农户)."""
    if after is not None and not after.known and surface.unit.kind not in _LISTED:
        return after if surface.unit.kind in _SIZES and 1 < len(after.text) <= 3 else None
    return after


def _choose(surface: Surface, before: Noun | None, after: Noun | None) -> tuple[Noun | None, bool]:
    """The noun, and whether it is the one behind."""
    if (
        (before is not None and before.adjacent and surface.numeral is not None)
        and 1 < surface.numeral.value < len(before.text)
        and len(parts_of(before.text)) == surface.numeral.value
    ):
        return after, after is not None  # 会议记录、承诺书、评议票三样: the enumeration is what the number sums up
    if before is None or after is None:
        return (after, True) if after is not None else (before, False)
    if before.known and before.adjacent and not after.known and not _misfits(surface, before):
        return before, False
    return after, True


def _parallel(text: str, noun: Noun, previous: CountMatch) -> Noun:
    """客运支部3个、维修支部1个: what stands between the members of a list belongs to the noun, verb or not."""
    start = previous.end + 1
    if (
        0 < noun.start - start <= _SHORT
        and text[previous.end] in "、,"
        and (previous.of or "").endswith(noun.text)
        and previous.of != noun.text
        and not _INSIDE.search(text, start, noun.start)
    ):
        return noun._replace(start=start, text=text[start : noun.end])
    return noun


def _misfits(surface: Surface, noun: Noun) -> bool:
    """支部35名党员: no organisation is counted in persons."""
    if surface.unit.surface not in _PERSONAL:
        return False
    for length in range(min(8, len(noun.text)), 0, -1):
        kind = nouns().get(noun.text[-length:])
        if kind is not None:
            return kind != "person"
    return False
