"""What a count is said for: a fact, a target, a requirement, or the announcement of a list."""

from __future__ import annotations

import functools
import re

from cxzy_nlp.document import CountRole
from cxzy_nlp.facts.counts.tables import after_last, cues, discourse, last_of
from cxzy_nlp.facts.counts.values import Surface
from cxzy_nlp.text.patterns import alternation

_REACH = 32
_EDGE = last_of("。;!?\n")
_SMALL = 12
_ANNOUNCING = frozenset(("个", "项", "点", "条", "种", "类", "大", "件"))
_MODAL = re.compile(r"要|应|须|必须|不少于|至少|组织一次|进行一次|召开一次")


def role_of(text: str, surface: Surface, of: str | None, follows: bool, link: str) -> CountRole:
    """The role of a count whose counted noun is `of`; `follows` says that the noun stands behind the number.

    Examples
    --------
    >>> from cxzy_nlp.facts.counts.grammar import scan_surfaces
    >>> text = "力争培训党员300人次"
    >>> role_of(text, scan_surfaces(text, 0, len(text), ())[0], "党员", False, "")
    'target'

    Notes
    -----
    Source: the cue words of the table count_cues. Wrong where a target was set in an earlier sentence, or where a
    result is told in the words of a plan (确保了95%).
    """
    if surface.numeral is not None and surface.numeral.value <= _SMALL and _announces(text, surface, of, follows):
        return "discourse"
    at = surface.number_start
    before = text[after_last(text, at - _REACH if at > _REACH else 0, at, _EDGE) : at]
    if _requires(surface, text, before, link):
        return "requirement"
    if _target().search(before) or (surface.unit.kind == "rate" and "以上" in _tail(text, surface) and "达到" in link):
        return "target"
    return "fact"


def states_total(clause: str, link: str) -> bool:
    """Whether the clause gives the number that follows it as all that a body has (全镇现有党员…, 下辖…, 党员共…).

    `link` is what stands between the noun and the number.

    Examples
    --------
    >>> states_total("全镇现有党员", ""), states_total("其中女党员", ""), states_total("新发展党员", "")
    (True, False, False)

    Notes
    -----
    Source: the cue words of kind total and partial in the table count_cues. Wrong for a total that was named a sentence
    before, and for what another body has.
    """
    return ("共" in link or _total().search(clause) is not None) and _partial().search(clause) is None


@functools.cache
def _total() -> re.Pattern[str]:
    return re.compile(alternation(cues("total")))


@functools.cache
def _partial() -> re.Pattern[str]:
    # 党组织 and 层组织 are bodies; 组织 alone is what somebody does.
    return re.compile(rf"(?!(?<=[党层群]) ?组织){alternation(cues('partial'))}")


def _announces(text: str, surface: Surface, of: str | None, follows: bool) -> bool:
    """Whether a small number only says how many points follow."""
    if surface.unit.kind == "discourse":
        return True
    if of is None or not follows or surface.unit.surface not in _ANNOUNCING:
        return False
    if of in discourse("frame") or of in discourse("point") or "方面" in text[surface.end : surface.end + 2]:
        return True
    if text[surface.number_start - 1 : surface.number_start] == "了":
        return False
    return not text[surface.number_start].isdecimal() and of.endswith(_points())


@functools.cache
def _points() -> tuple[str, ...]:
    return (*discourse("task"), *discourse("point"))


def _requires(surface: Surface, text: str, before: str, link: str) -> bool:
    if surface.unit.kind == "score":
        return True
    lead = text[surface.start : surface.number_start]
    near = before[-12:] + lead
    if _requirement().search(near) or "一般在" in link:
        return True
    if surface.unit.surface == "字" and surface.unit_end < surface.end:
        return True
    clause = before[before.rfind(",") + 1 :]
    if "每" not in clause:
        return False
    said = clause + text[surface.number_start : surface.end]
    return surface.unit_end < surface.end or _MODAL.search(said) is not None


def _tail(text: str, surface: Surface) -> str:
    return text[surface.unit_end : surface.end]


@functools.cache
def _target() -> re.Pattern[str]:
    return re.compile(f"(?:{alternation(cues('target'))})(?!生育|了|外)")


@functools.cache
def _requirement() -> re.Pattern[str]:
    return re.compile(alternation(cues("requirement")))
