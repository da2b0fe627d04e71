"""Which list belongs to which name: behind it, before it, part by part, or one list for two names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cxzy_nlp.facts.frameworks.behind import EARSHOT, REACH, behind, by_parts, counts_of, list_keys, speaks
from cxzy_nlp.facts.frameworks.links import joint, link_pattern
from cxzy_nlp.facts.frameworks.lists import inline_items, items_before, marked_items
from cxzy_nlp.facts.frameworks.lookalikes import announces, is_saying
from cxzy_nlp.facts.frameworks.names import keys_of
from cxzy_nlp.facts.frameworks.series import near_series
from cxzy_nlp.facts.frameworks.values import Expansion, Name, Span
from cxzy_nlp.facts.frameworks.words import fold, official

_NOTHING: Expansion = ((), ())


#: Names that stand closer than this share the list behind the last of them.
_CLOSE = 14



def expand(text: str, names: Sequence[Name], start: int, end: int) -> list[Expansion]:
    """The components of every name, with the parts of names of several numbers; empty for plain mentions.

    Examples
    --------
    >>> from cxzy_nlp.facts.frameworks.quoted import scan_quoted
    >>> text = "建设“三好”班子:思想好、作风好、业绩好"
    >>> names, _ = scan_quoted(text, 0, len(text))
    >>> [text[slice(*item)] for item in expand(text, names, 0, len(text))[0][0]]
    ['思想好', '作风好', '业绩好']
    """
    found: list[Expansion] = []
    for index, name in enumerate(names):
        before = names[index - 1].end if index else start
        expansion = _NOTHING
        if 2 <= sum(name.digits) <= 60:
            after = names[index + 1].start if index + 1 < len(names) else end
            expansion = _proven_only(text, name, behind(text, name, after, end))
            if expansion == _NOTHING:
                expansion = _proven_only(text, name, _before(text, name, before, start))
            if expansion == _NOTHING:
                expansion = _proven_only(text, name, behind(text, name, after, end, loosely=True))
            own = not name.needs_list and fold(name.text) not in official()
            if expansion == _NOTHING and own and (series := near_series(text, name, start, after, end)):
                expansion = (tuple(series), ())
        found.append(expansion)
    _share(text, names, found, end)
    _by_official_list(text, names, found, start, end)
    return found


def _proven_only(text: str, name: Name, expansion: Expansion) -> Expansion:
    return expansion if not name.needs_list or _proven(text, name, expansion[0]) else _NOTHING


def _proven(text: str, name: Name, items: Sequence[Span]) -> bool:
    """Whether every item begins or ends with the word that the name counts (三必访: 困难必访…), or is a phrase."""
    key = keys_of(name.text)
    if not items or not key:
        return False
    word = key[0]
    pieces = [text[slice(*item)] for item in items]
    if is_saying(name.text):
        lengths = {len(piece) for piece in pieces}
        whole = sum(map(len, pieces)) == name.digits[0]
        return whole or (max(lengths) - min(lengths) <= 1 and min(lengths) > 1)
    begin = all(piece.startswith(word) for piece in pieces)
    ends = name.text[1] != "个" or (items[0][0] < name.start and len(word) > 1)
    return begin or (ends and all(piece.endswith(word) for piece in pieces))


_SIGNS = re.compile("[、,;?]|”“")


def _before(text: str, name: Name, before: int, start: int) -> Expansion:
    counts, keys = counts_of(name.text, name.digits), list_keys(name)
    at = name.start
    if name.needs_list and text[at - 1 : at] == "这" and text[at - 2 : at - 1] in ("。", ",", ";"):
        items = items_before(text, max(before, start), at - 2, counts, keys, True)
        return (tuple(items), ()) if items else _NOTHING
    stop, said = joint(text, before, at)
    near = not said
    if stop <= before or not (text[stop - 1].isalnum() or text[stop - 1] in "”’)》"):
        return _NOTHING
    if near and stop == at and announces(name.text) and text[stop - 1] not in "”’":
        return _NOTHING
    if _SIGNS.search(text, max(before, stop - 60), stop) is None:
        return _NOTHING
    loose = text[stop] in ",。;?" or (stop == at and text[stop - 1] not in "”’")
    window = text[max(before, stop - EARSHOT) : stop]
    clause = window[max(map(window.rfind, ",。;:(\n")) + 1 :]
    if loose and not said and not speaks(window, keys) and (stop != at or clause.count("、") < counts[0] - 1):
        return _NOTHING
    if text[stop - 1] in "和与及":
        return _NOTHING
    items = by_parts(text, items_before(text, max(before, start), stop, counts, keys, near), name)
    return (tuple(items), ()) if items else _NOTHING


def _share(text: str, names: Sequence[Name], found: list[Expansion], end: int) -> None:
    """“五个好”、做到“五带头”。即…: one list behind two names is cut by their digits."""
    for index in range(len(names) - 1):
        first, second = names[index], names[index + 1]
        if found[index][0] or second.start - first.end > _CLOSE:
            continue
        between = text[first.end : second.start]
        if any(mark in between for mark in "。;:(\n"):
            continue
        link = link_pattern().match(text, second.end, end)
        if link is None or link.lastgroup in (None, "stop", "is", "gap"):
            continue
        one, two = sum(first.digits), sum(second.digits)
        limit = min(end, link.end() + REACH)
        items, marked = marked_items(text, link.end(), limit, one + two)
        if not marked:
            keys = (*keys_of(first.text), *keys_of(second.text))
            items = inline_items(text, link.end(), limit, (one + two,), keys, False)
        if len(items) == one + two:
            found[index] = (tuple(items[:one]), ())
            found[index + 1] = (tuple(items[one:]), ())


def _by_official_list(text: str, names: Sequence[Name], found: list[Expansion], start: int, end: int) -> None:
    """A known name whose official list stands whole in the next or the last sentence, in other words of link."""
    used = {item for components, _ in found for item in components}
    for index, name in enumerate(names):
        lists = () if found[index][0] else official().get(fold(name.text), ())
        if not lists:
            continue
        for low, high in (
            (name.end, min(end, name.end + _NEIGHBOUR)),
            (max(start, name.start - _NEIGHBOUR // 3), name.start),
        ):
            window = text[low:high]
            items = next(
                (items for listed in lists if listed[0] in window and (items := _whole(window, low, listed))), []
            )
            if items and not used.intersection(items):
                found[index] = (tuple(items), ())
                used.update(items)
                break


#: How far from its name an official list may begin, and how much may stand between its items.
_NEIGHBOUR = 100

_BETWEEN = 2


def _whole(window: str, low: int, listed: Sequence[str]) -> list[Span]:
    """The spans of all items of a list that stand close together, or nothing."""
    places = [window.find(item) for item in listed]
    if min(places) < 0:
        return []
    items = sorted((low + place, low + place + len(item)) for place, item in zip(places, listed, strict=True))
    length = sum(map(len, listed)) + _BETWEEN * len(listed)
    return items if items[-1][1] - items[0][0] <= length else []
