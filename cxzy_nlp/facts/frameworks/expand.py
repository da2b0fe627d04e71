"""Which list belongs to which name: behind it, before it, part by part, or one list for two names."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from itertools import pairwise

from cxzy_nlp.facts.frameworks.behind import EARSHOT, REACH, behind, by_parts, loosely
from cxzy_nlp.facts.frameworks.fitting import HUNDREDS, counts_of, list_keys, paired, speaks
from cxzy_nlp.facts.frameworks.items import affinity, uncounted
from cxzy_nlp.facts.frameworks.links import joint, link_pattern
from cxzy_nlp.facts.frameworks.lists import inline_items, items_before, marked_items
from cxzy_nlp.facts.frameworks.lookalikes import announces, is_saying
from cxzy_nlp.facts.frameworks.names import keys_of
from cxzy_nlp.facts.frameworks.series import near_series
from cxzy_nlp.facts.frameworks.values import Expansion, Name, Span
from cxzy_nlp.facts.frameworks.words import fold, official

_NOTHING: Expansion = ((), ())


#: Names whose lists are sought in any text, and the characters that each further one must have to itself.
_FEWEST = 500
_DENSEST = 40

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

    Notes
    -----
    In a text with more names than any that is written (one in forty characters) the last ones are taken for mentions.
    """
    found: list[Expansion] = []
    many = names
    names = names[: _FEWEST + (end - start) // _DENSEST]
    for index, name in enumerate(names):
        before = names[index - 1].end if index else start
        expansion = _NOTHING
        if 2 <= sum(name.digits) <= 60 or HUNDREDS.match(name.text):
            after = names[index + 1].start if index + 1 < len(names) else end
            expansion, led = behind(text, name, after, end)
            expansion = _proven_only(text, name, expansion)
            if expansion == _NOTHING:
                expansion = _proven_only(text, name, _before(text, name, before, start))
            if expansion == _NOTHING and led is not None:
                expansion = _proven_only(text, name, loosely(text, name, led, end))
            own = not name.needs_list and fold(name.text) not in official()
            if expansion == _NOTHING and own and (series := near_series(text, name, start, after, end)):
                expansion = (tuple(series), ())
        found.append(expansion)
    _share(text, names, found, end)
    _by_official_list(text, names, found, start, end)
    _contend(text, names, found)
    return found + [_NOTHING] * (len(many) - len(names))


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
    at = name.start
    if _SIGNS.search(text, max(before, at - 90), at) is None:
        return _NOTHING
    counts, keys = counts_of(name.text, name.digits), list_keys(name)
    if name.needs_list and text[at - 1 : at] == "这" and text[at - 2 : at - 1] in ("。", ",", ";"):
        items = items_before(text, max(before, start), at - 2, counts, keys, True)
        return (tuple(items), ()) if items else _NOTHING
    stop, said = joint(text, before, at)
    near = not said
    if near and name.digits == (1, 1):
        return _NOTHING  # 每个厂打造一个“一厂一品”
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
    items = _pairs_before(text, name, max(before, start), stop, near)
    if not items:
        items = uncounted(text, items_before(text, max(before, start), stop, counts, keys, near))
        items = by_parts(text, items, name)
    return (tuple(items), ()) if items else _NOTHING


def _pairs_before(text: str, name: Name, low: int, at: int, near: bool) -> list[Span]:
    """讲政治、有信念,…,讲奉献、有作为的“四讲四有”: one item for each pair, if each holds all keys."""
    keys = keys_of(name.text)
    if not paired(name) or keys[0] in keys[1]:
        return []  # of 三准三不准 every 不准 holds the 准 as well
    return items_before(text, low, at, name.digits[:1], keys, near, True)


def _share(text: str, names: Sequence[Name], found: list[Expansion], end: int) -> None:
    """“五个好”、做到“五带头”。即…: one list behind two names is cut by their digits."""
    for index in range(len(names) - 1):
        first, second = names[index], names[index + 1]
        if found[index][0] or second.start - first.end > _CLOSE:
            continue
        if found[index + 1][0] and _CALLED.fullmatch(text, first.end, second.start) is not None:
            found[index] = found[index + 1]  # 对内叫“五线工作法”,对外叫“五个一线”
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


_CALLED = re.compile("[^,。;:]{0,4},?[^,。;:]{0,4}(?:叫|称)(?:作|做|为)?")


def _by_official_list(text: str, names: Sequence[Name], found: list[Expansion], start: int, end: int) -> None:
    """A known name whose official list stands whole beside it, in other words of link; the nearest name takes it."""
    used = {item for components, _ in found for item in components}
    later: dict[str, int] = {}  # where a name of the same words stands next
    following = [end] * len(names)
    for index in range(len(names) - 1, -1, -1):
        following[index] = later.get(names[index].text, end)
        later[names[index].text] = names[index].start
    for index, name in enumerate(names):
        lists = official().get(fold(name.text), ())
        if not lists:
            continue
        if paired(name):
            lists = tuple(way for listed in lists for way in _ways(listed, keys_of(name.text)))
        if found[index][0]:
            found[index] = (_within(text, found[index][0], lists), found[index][1])
            continue
        for low, high in (
            (name.end, min(end, following[index], name.end + _NEIGHBOUR)),
            (max(start, name.start - _NEIGHBOUR // 3), name.start),
        ):
            window = text[low:high]
            items = next(
                (items for listed in lists if listed[0] in window and (items := _whole(window, low, listed))), []
            )
            if items and not used.intersection(items) and _beside(text, name, items, used):
                found[index] = (tuple(items), ())
                used.update(items)
                break


#: How far from its name an official list may begin, how far apart its items may be, and what parts a list from a name.
_NEIGHBOUR = 160
_BETWEEN = 8
_EARLY = 45
_TIGHT = 2


def _beside(text: str, name: Name, items: Sequence[Span], used: Collection[Span]) -> bool:
    """Whether an official list stands in the sentence of the name, or close and tight in the next."""
    begin, stop = (name.end, items[0][0]) if items[0][0] >= name.end else (items[-1][1], name.start)
    lines = [line for line in text[begin:stop].split("\n") if line.strip()]
    if len(lines) > 2 or (begin < name.start and text.find("\n", begin, stop) >= 0):
        return False  # a heading may name it and the first sentence below it give the list
    tight = max(right[0] - left[1] for left, right in pairwise(items)) <= _TIGHT
    between = stop - begin - sum(right - left + 1 for left, right in used if begin <= left and right <= stop)
    return (tight and between <= _EARLY) or re.search("[。\n]", text[begin:stop]) is None


def _ways(listed: tuple[str, ...], keys: Sequence[str]) -> list[tuple[str, ...]]:
    """讲政治有信念, 讲政治、有信念, 讲政治,有信念: how a list of pairs may be written."""
    second = keys[-1]
    parted = [tuple(item[:1] + item[1:].replace(second, sign + second, 1) for item in listed) for sign in "、,"]
    return [listed, *parted]


def _whole(window: str, low: int, listed: Sequence[str]) -> list[Span]:
    """The spans of all items of a list that stand close together, or nothing."""
    places = [window.find(item) for item in listed]
    if min(places) < 0:
        return []
    items = sorted((low + place, low + place + len(item)) for place, item in zip(places, listed, strict=True))
    gaps = [right[0] - left[1] for left, right in pairwise(items)]
    return items if min(gaps) >= 0 and max(gaps) <= _BETWEEN else []


def _within(text: str, items: tuple[Span, ...], lists: Sequence[Sequence[str]]) -> tuple[Span, ...]:
    """党组负主体责任,纪检组负监督责任: the official items, if each stands in one of the items."""
    for listed in lists:
        if len(listed) != len(items) or any(text[slice(*item)] in listed for item in items):
            continue
        places = [
            (start, next((word for word in listed if text.find(word, start, stop) >= 0), "")) for start, stop in items
        ]
        if len({word for _, word in places if word}) == len(items):
            return tuple((at := text.index(word, start), at + len(word)) for start, word in places)
    return items


def _contend(text: str, names: Sequence[Name], found: list[Expansion]) -> None:
    """One list for two names: the one of the same name that is nearer, or the one whose key more items hold."""
    owner: dict[Span, int] = {}
    for index, (components, _) in enumerate(found):
        rivals = {owner[item] for item in components if item in owner}
        for rival in rivals:
            one, two = names[rival], names[index]
            if one.text == two.text:
                first, last = components[0][0], components[-1][1]
                beside = last <= two.start and "。" in text[one.end : first] and "。" not in text[last : two.start]
                nearer = index if first >= two.end or beside else rival
                loser = index if nearer == rival else rival
            elif found[rival][0] == components:
                hits = [affinity(text, found[at][0], keys_of(names[at].text)) for at in (rival, index)]
                if not (min(hits) == 0 < max(hits)):
                    continue
                loser = rival if hits[0] == 0 else index
            else:
                continue
            found[loser] = _NOTHING
        owner.update(dict.fromkeys(found[index][0], index))
