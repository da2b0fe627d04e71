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
    found = re.compile("[。!?\n]").search(text, at, limit)
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
