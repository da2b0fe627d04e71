"""What the meetings that an undated text mentions say about its date: after those it studies, before those to come."""

from __future__ import annotations

import datetime
import functools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from cxzy_nlp.facts.dates.values import Anchor, DateMatch, Fixed, bounds
from cxzy_nlp.knowledge.loader import Entry, load

_MONTH = re.compile(r"[0-9]{4}-[0-9]{2}(?=\Z|/\.\.\Z)")


@dataclass(frozen=True, slots=True)
class Bracket:
    """The days between which a text was written, as far as its meetings tell, and the matches that tell."""

    earliest: str | None = None
    latest: str | None = None
    evidence: tuple[int, ...] = ()


@functools.cache
def _meetings() -> Mapping[tuple[str, bool], tuple[str, str]]:
    """Month of a meeting, and whether it is a plenum, to its first and last day; two in a month make one span."""
    days: dict[tuple[str, bool], tuple[str, str]] = {}
    for entry in load("meetings"):
        if entry["kind"] == "term" or "opened" not in entry or "closed" not in entry:
            continue
        key = entry["date"], entry["kind"] == "plenum"
        opened, closed = days.get(key, (entry["opened"], entry["closed"]))
        days[key] = min(opened, entry["opened"]), max(closed, entry["closed"])
    return days


@functools.cache
def _cues() -> tuple[Entry, ...]:
    return tuple(entry for entry in load("year_cues") if entry["subject"] == "meeting")


def bracket(text: str, start: int, end: int, matches: Sequence[DateMatch]) -> Bracket:
    """Between which days ``text[start:end]`` was written, by the cues of the table ``year_cues`` beside its meetings.

    A meeting counts as held where the text studies it (十七届五中全会精神, 党的十七大以来), as to come where it is
    awaited (喜迎党的十八大, 召开前). Wrong where an old text is quoted at length.

    Examples
    --------
    >>> from cxzy_nlp.facts.dates.scan import scan_dates
    >>> text = "学习十七届五中全会精神,喜迎党的十八大"
    >>> bracket(text, 0, len(text), scan_dates(text, 0, len(text)))
    Bracket(earliest='2010-10-18', latest='2012-11-07', evidence=(0, 1))
    """
    held: tuple[str, int] | None = None
    awaited: tuple[str, int] | None = None
    for index, match in enumerate(matches):
        days = _days(text, match)
        side = _side(text, start, end, match) if days is not None else 0
        if days is None or side == 0:
            continue
        if side > 0 and (held is None or days[1] > held[0]):
            held = days[1], index
        if side < 0 and (awaited is None or days[0] < awaited[0]):
            awaited = days[0], index
    latest = None
    if awaited is not None:
        latest = (datetime.date.fromisoformat(awaited[0]) - datetime.timedelta(1)).isoformat()
    evidence = sorted({found[1] for found in (held, awaited) if found is not None})
    return Bracket(held[0] if held is not None else None, latest, tuple(evidence))


def narrow(anchor: Anchor, found: Bracket) -> Anchor:
    """The anchor with its days cut to the bracket, or as it is where the two contradict each other.

    Examples
    --------
    >>> narrow(Anchor("2010", "inferred", "2010-01-01", "2010-12-31", (4,)), Bracket("2010-10-18", None, (1,)))
    Anchor(value='2010', basis='inferred', earliest='2010-10-18', latest='2010-12-31', evidence=(4, 1))
    """
    low, high = bounds(anchor.value)
    if low is None or high is None or not found.evidence:
        return anchor
    earliest, latest = max(low, found.earliest or low), min(high, found.latest or high)
    if earliest > latest or (earliest, latest) == (low, high):
        return anchor
    evidence = tuple(dict.fromkeys((*anchor.evidence, *found.evidence)))
    return replace(anchor, earliest=earliest, latest=latest, evidence=evidence)


def anchor_between(found: Bracket) -> Anchor | None:
    """An anchor from a bracket alone: the year, where it begins and ends in the same one.

    Examples
    --------
    >>> anchor_between(Bracket("2010-10-18", "2012-11-07", (0, 1))) is None
    True
    """
    if found.earliest is None or found.latest is None or found.earliest > found.latest:
        return None
    if found.earliest[:4] != found.latest[:4]:
        return None
    return Anchor(found.earliest[:4], "inferred", found.earliest, found.latest, found.evidence)


def _days(text: str, match: DateMatch) -> tuple[str, str] | None:
    meaning = match.meaning
    if match.kind != "event" or match.anniversary or not isinstance(meaning, Fixed) or meaning.value is None:
        return None
    month = _MONTH.match(meaning.value)
    plenum = "中" in text[match.start : match.end].removeprefix("中国共产党").removeprefix("中共")
    return _meetings().get((month[0], plenum)) if month is not None else None


def _side(text: str, start: int, end: int, match: DateMatch) -> int:
    """1 where the text was written after the meeting, -1 before it, 0 where it does not say."""
    for cue in _cues():
        reach = cue["reach"] + len(cue["cue"])
        if cue["side"] == "before":
            window = text[max(start, match.start - reach) : match.start]
        else:  # the cue may be the last word of the match (以来, 召开前)
            window = text[
                max(match.start, match.end - len(cue["cue"])) : min(end, match.end + cue["reach"] + len(cue["cue"]))
            ]
        if cue["cue"] in window and "\n" not in window:
            return int(cue["shift"])
    return 0
