"""Names of several numbers whose lists are told number by number (第一个4是指…; “三亮”即…, “三比”即…)."""

from __future__ import annotations

import re

from cxzy_nlp.facts.frameworks.items import trimmed
from cxzy_nlp.facts.frameworks.lists import inline_items, marked_items
from cxzy_nlp.facts.frameworks.names import keys_of, number, parts_of
from cxzy_nlp.facts.frameworks.values import Expansion, Name, Span

_ORDER = re.compile(
    r"(?:第(?P<order>[一二三四五六七八九1-9])个[“”‘’\"]?(?P<a>[0-9一二两三四五六七八九十])[”’\"]?|[“‘\"](?P<b>[0-9一二两三四五六七八九十]{1,2})[”’\"]|(?<![0-9])(?P<c>[0-9]))"
    r"(?:字|代表)?[,:]?(?:就是指|就是|是指|指的是|即|代表|表示|指|是|为|:)[,:]?"
)


def labelled_parts(text: str, name: Name, limit: int) -> Expansion | None:
    """第一个4是指…, “三亮”即…: the list of every number by itself."""
    segments = parts_of(name.text)
    labels: list[Span] = []
    position = name.end
    for index, digit in enumerate(name.digits):
        reach = min(limit, position + (60 if index == 0 else 500))
        found = _segment_label(text, segments[index], position, reach) if segments else None
        if found is None:
            found = _order_label(text, digit, position, reach, bool(segments))
        if found is None:
            return None
        labels.append(found)
        position = found[1]
    components: list[Span] = []
    parts: list[tuple[Span, Span]] = []
    for index, (digit, label) in enumerate(zip(name.digits, labels, strict=True)):
        stop = labels[index + 1][0] if index + 1 < len(labels) else _sentence_end(text, label[1], limit)
        key = keys_of(segments[index]) if segments else ()
        head, items = _part(text, label[1], stop, digit, key)
        if not items:
            return None
        parts.append((head, (len(components), len(components) + len(items))))
        components += items
    return tuple(components), tuple(parts)


def told_parts(text: str, name: Name, limit: int) -> Expansion | None:
    """三桩,是…;四梁,是…: the parts of a name told one after the other, each without quotation marks.

    Parts between quotation marks (“三亮”即…) are frameworks of their own; behind a question they are not.

    Examples
    --------
    >>> text = "提出“两桩一梁”。两桩,是承诺桩、责任桩;一梁,是学习梁。"
    >>> name = Name(2, 8, 3, "两桩一梁", (2, 1), True)
    >>> components, _ = told_parts(text, name, len(text))
    >>> [text[slice(*item)] for item in components]
    ['承诺桩', '责任桩', '学习梁']
    """
    segments = parts_of(name.text)
    if len(segments) < 2 or len(segments) != len(name.digits):
        return None
    begin = _PARTS_BEGIN.match(text, name.end, min(limit, name.end + 60))
    if begin is None:
        return None
    asked = "?" in begin[0]
    at = begin.end()
    labels: list[Span] = []
    for index, segment in enumerate(segments):
        place = text.find(segment, at, min(limit, at + (40 if index == 0 else 220)))
        if place < 0 or (index == 0 and place - at > 3):
            return None
        link = _PART_LINK.match(text, place + len(segment), limit)
        quoted = text[place - 1] in '“‘"'
        if link is None or (quoted and not asked):
            return None
        labels.append((place - quoted, link.end()))
        at = link.end()
    components: list[Span] = []
    parts: list[tuple[Span, Span]] = []
    for index, (digit, label) in enumerate(zip(name.digits, labels, strict=True)):
        stop = labels[index + 1][0] if index + 1 < len(labels) else _sentence_end(text, label[1], limit)
        repeated = segments[index][len(segments[index].rstrip("的")) :]
        head, items = _part(text, label[1], stop, digit, keys_of(segments[index]) or (repeated,))
        if len(items) != digit:
            return None
        parts.append((head, (len(components), len(components) + digit)))
        components += [_bare(text, item, digit) for item in items]
    return tuple(components), tuple(parts)


_PARTS_BEGIN = re.compile(r"[”’\"]?[^,。;:?\n“”]{0,24}(?:[。:?(]\s*(?:答:)?|\n\s*|,(?:即|就是)?)")


def _bare(text: str, item: Span, digit: int) -> Span:
    """围绕绿色崛起这一个目标: without the words that introduce an item and count it."""
    begin = _INTRODUCED.match(text, *item)
    start = begin.end() if begin is not None and item[1] - begin.end() >= 2 else item[0]
    counted = _COUNTED.search(text, start + 2, item[1])
    return start, counted.start() if counted is not None else item[1]


_INTRODUCED = re.compile("查的是|看的是|就是|是|围绕|突出|打好|建好|抓好|守住")
_COUNTED = re.compile("这?[一二两三四五六七八九十](?:个|大|项|场|条|支|类|座)[^,、]{0,4}$")


def _segment_label(text: str, segment: str, at: int, reach: int) -> Span | None:
    """“三亮”即, 三亮:, 三亮(: the part's own name with a link behind it."""
    place = text.find(segment, at, reach)
    while place >= 0:
        match = _PART_LINK.match(text, place + len(segment), reach + 30)
        if match is not None:
            return place, match.end()
        place = text.find(segment, place + 1, reach)
    return None


_PART_LINK = re.compile(r"[”’\"]?,?(?:就是指|就是|是指|指的是|即|指|是|为|:|\(|——)[,:]?")


def _order_label(text: str, digit: int, at: int, reach: int, named: bool) -> Span | None:
    for match in _ORDER.finditer(text, at, reach):
        if named and match["order"] is None and match["b"] is None:
            continue
        if number(match["a"] or match["b"] or match["c"]) == digit:
            return match.span()
    return None


def _sentence_end(text: str, at: int, limit: int) -> int:
    found = re.compile("[。!?)\n]").search(text, at, limit)
    return found.start() if found is not None else min(limit, at + 300)


_FIRST_MARK = re.compile(r"一[是要]|第一(?:阶段|[,、是])|\(一\)|①|1[.、]")


def _part(text: str, at: int, stop: int, digit: int, keys: tuple[str, ...]) -> tuple[Span, list[Span]]:
    """The words that stand for one number, and its items; the words themselves where they list nothing."""
    mark = _FIRST_MARK.search(text, at, stop)
    if mark is not None:
        items, _ = marked_items(text, mark.start(), stop, digit)
        if len(items) >= 2:
            return trimmed(text, at, mark.start()) or (at, at), items
    colon = text.find(":", at, stop)
    if colon >= 0:
        items = inline_items(text, colon + 1, stop, (digit,), keys, False)
        if items:
            return trimmed(text, at, colon) or (at, at), items
    items = inline_items(text, at, stop, (digit,), keys, False) if digit > 1 else []
    if items:
        return (items[0][0], items[-1][1]), items
    end = re.compile("[,。;:(]").search(text, at, stop)
    whole = trimmed(text, at, end.start() if end is not None else stop)
    if whole is None or whole[1] - whole[0] > 24:
        return (at, at), []
    return whole, [whole]
