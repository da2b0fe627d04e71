"""Lists in running text: with markers (一是…二是…), between signs (A、B、C), before a name; all spans are trimmed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cxzy_nlp.facts.frameworks.items import (
    LONGEST_ITEM,
    affinity,
    and_split,
    ends_trimmed,
    first_trimmed,
    holds_all,
    last_trimmed,
    mixed,
    plausible,
    share_character,
    split_at,
    trimmed,
    without_nested,
)
from cxzy_nlp.facts.frameworks.names import number
from cxzy_nlp.facts.frameworks.values import Span

#: How far the next marker may be from the last one: an item can carry a paragraph of explanation.
_MARKER_REACH = 900

_LONGEST_LIST = 420

_CN = "[一二三四五六七八九十]{1,3}"

_MARKERS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (first, re.compile(source))
    for first, source in (
        ("一[是要]", rf"({_CN})(?:是要|[是要]|就是)"),
        (r"\([一1]\)", rf"\(({_CN}|[0-9]{{1,2}})\)[、.,]?"),
        ("一、", rf"({_CN})、"),
        (r"1[.、)](?![0-9])", r"(?<![0-9.])([0-9]{1,2})[.、)](?![0-9])"),
        ("[①❶]", "([①-⑳❶-❿])"),
        (
            "第一",
            rf"第({_CN}|[0-9]{{1,2}})(?:(?:[个条项步点句关道层招课张堂]|阶段|方面|环节)?[“”]?(?:是指|是|为|要|就是|[,、:,])|步)",
        ),
        ("第1", r"第([0-9]{1,2})(?:[个条项步点句]|阶段|方面|环节)?[“”]?(?:是指|是|为|要|就是|[,、:,])"),
        ("其一", rf"其({_CN})[是为,、:]?"),
        ("首先", "(首先|其次|再次|第三|第四|最后)[是要,]?"),
    )
)

_FIRST = re.compile("|".join(f"(?P<m{index}>{first})" for index, (first, _) in enumerate(_MARKERS)))

#: The signs that part items; what parts none needs no closer look.
_PARTING = ("、", ",", ";", "?", "”“", "》《")

_IN_ORDER = {"首先": 1, "其次": 2, "再次": 3, "第三": 3, "第四": 4, "最后": 0}

_LEFT = re.compile(r"[\s“”‘’\"、,;:.]*")

_ITEM_END = re.compile(r"[,。;:、!?\n(—]|\.(?![0-9A-Za-z])|[”’\"](?=[,。;:、!?\n)]|$)|$")

_STAGE_END = re.compile(r"[。;!?\n]|$")

#: Where a list between signs can end, with the signs that part its items.
_LEVELS: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = tuple(
    (re.compile(rf"[{ends}]|\.(?![0-9A-Za-z])"), re.compile(f"[{signs}]|(?<=[”》])(?=[“《])"))
    for ends, signs in (
        (",;。!?)", "、"),
        (";。!?)", "、,"),
        ("。!?)", "、,;"),
        ("。!?)", ";"),
        (";。!?)", ","),
        ("。!?)", ",;"),
        ("。!)", "?"),
    )
)

_BEFORE: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (stops, re.compile(f"[{signs}]|(?<=[”》])(?=[“《])"))
    for stops, signs in ((",;", "、"), (";", "、,"), ("", "、,;"), ("", ",;"), ("", ";"), ("", "?"))
)


def marked_items(text: str, at: int, end: int, count: int) -> tuple[list[Span], bool]:
    """The items of a list with markers that begins at `at`, at most `count`; and whether it had a marker at all.

    An item is what stands between its marker and the first sign; a stage (第一阶段…) is all up to the next marker.

    Examples
    --------
    >>> text = "一是领导班子好。团结协作。二是党员队伍好。"
    >>> [text[slice(*item)] for item in marked_items(text, 0, len(text), 2)[0]]
    ['领导班子好', '党员队伍好']
    """
    at = _skip(text, at, end)
    first = _FIRST.match(text, at, end)
    if first is None:
        return [], False
    kind = next(index for index in range(len(_MARKERS)) if first[f"m{index}"] is not None)
    marker = _MARKERS[kind][1]
    found: list[re.Match[str]] = []
    position = at
    for wanted in range(1, count + 1):
        reach = min(end, position + _MARKER_REACH)
        match = marker.search(text, position, reach)
        restarts = 0
        while match is not None and not _is_number(match[1], wanted):
            restarts += _is_number(match[1], 1)
            if restarts and (wanted > 2 or restarts > 2):
                match = None  # another list has begun
                break
            match = marker.search(text, match.end(), reach)
        if match is None:
            break
        found.append(match)
        position = match.end()
    items = []
    staged = "阶段" in (found[0][0] if found else "")
    in_line = kind in _IN_LINE or any(not _at_line_start(text, match.start()) for match in found[1:])
    for index, match in enumerate(found):
        stop = found[index + 1].start() if index + 1 < len(found) else min(end, match.end() + 80)
        item = _item(text, match.end(), stop, staged, in_line)
        if item is None:
            break
        items.append(item)
    return items, True


def _at_line_start(text: str, at: int) -> bool:
    return text[max(0, at - 8) : at].rstrip(" ")[-1:] == "\n"


def _is_number(marker: str, wanted: int) -> bool:
    if marker in _IN_ORDER:
        return _IN_ORDER[marker] in (wanted, 0)
    if "①" <= marker <= "⑳":
        return ord(marker) - ord("①") + 1 == wanted
    if "❶" <= marker <= "❿":
        return ord(marker) - ord("❶") + 1 == wanted
    return number(marker) == wanted


def _item(text: str, at: int, stop: int, staged: bool, in_line: bool) -> Span | None:
    at = _skip(text, at, stop)
    if staged:
        piece = text[at:stop]
        whole = _STAGE_END.search(piece)
        length = whole.start() if whole is not None else len(piece)
        if length <= LONGEST_ITEM:
            return trimmed(text, at, at + length)
    when = _WHEN.match(text, at, stop)
    match = _ITEM_END.search(text, at if when is None else when.end(), stop)
    if in_line and match is not None and match[0] == "\n":
        # Markers in mid-line: the line end is a false one (二是党员队|伍好。), perhaps with a page number behind it.
        joined = _FALSE_END.match(text, match.start(), stop)
        over = _ITEM_END.search(text, joined.end(), stop) if joined is not None else None
        if over is not None and over.start() - at <= LONGEST_ITEM:
            match = over
    item = trimmed(text, at, match.start() if match is not None else stop)
    return item if item is not None and item[1] - item[0] <= 2 * LONGEST_ITEM else None


#: 第一步,到2012年,…: the time of a step is not all of it.
_WHEN = re.compile("(?:[到在从至用]|截至)?[0-9一二三四五六七八九十〇]{1,4}[年月日天][^,。;:\\n]{0,8},")

#: The markers that stand in running text (一是, 首先 …), by their places in the table of markers.
_IN_LINE = frozenset((0, 7, 8))

_FALSE_END = re.compile(r"\s*(?:\n\s*-? ?[0-9]{1,3} ?-? *\n\s*)?(?=[^\s0-9(一二三四五六七八九十])")


def inline_items(
    text: str, at: int, end: int, counts: Sequence[int], keys: Sequence[str], slack: bool, broken: bool = False
) -> list[Span]:
    """The items between signs from `at` on, as many as one of `counts` (the first is preferred); else none.

    With `slack` a list that misses one item, or has one too many, is handed out if nothing fits exactly; `broken`
    takes line ends for false ones.

    Examples
    --------
    >>> text = "领导班子好、党员队伍好、工作机制好,要努力"
    >>> [text[slice(*item)] for item in inline_items(text, 0, len(text), (3,), ("好",), False)]
    ['领导班子好', '党员队伍好', '工作机制好']
    """
    at = _skip(text, at, end)
    stop = min(end, at + min(_LONGEST_LIST, 30 * max(counts) + 60))
    if not broken:
        stop = _paragraph_end(text, at, stop)
    quoted = _wholly_quoted(text, at, stop)
    if quoted is not None:
        at, stop = quoted
    region = text[at:stop]
    if sum(map(region.count, _PARTING)) < min(counts) - 2:
        return []
    tried = _Levels(_splits_behind(text, at, without_nested(region), min(counts) - 1))
    for count in counts:
        for items, _ in tried if len(keys) > 1 and count == counts[0] else ():
            if len(items) >= count and _all_begin(text, items[:count], keys):
                return ends_trimmed(text, items[:count])
        for items, _ in tried:
            if len(items) == count and plausible(text, items):
                return ends_trimmed(text, items)
            if len(items) == count - 1 and (more := and_split(text, items)) is not None and plausible(text, more):
                return ends_trimmed(text, more)
        for items, _ in tried:
            if len(items) > count and affinity(text, items[:count], keys) == count and plausible(text, items[:count]):
                return ends_trimmed(text, items[:count])
    asked = [match.span() for match in _QUESTION.finditer(region)] if region.count("?") > 1 else []
    if len(asked) in counts and len(asked) > 1:
        ends = [(left, left + 1) for _, left in asked[:-1]]
        items = split_at(text, at, asked[-1][1], ends)
        if len(items) in counts and plausible(text, items):
            return items
    if slack:
        for items, _ in tried:
            if abs(len(items) - counts[0]) == 1 and len(items) > 1 and plausible(text, items):
                return ends_trimmed(text, items)
    return []


def _alone(text: str, items: Sequence[Span]) -> bool:
    """Whether items right before a name are a list, and no objects of its verb (对照…、对照…、对照|“…”)."""
    last = text[slice(*items[-1])]
    lengths = [stop - start for start, stop in items]
    spread = max(lengths) - min(lengths)
    return (spread <= 1 or max(lengths) <= 8) and not any(text.startswith(last, start) for start, _ in items[:-1])


def _all_begin(text: str, items: Sequence[Span], keys: Sequence[str]) -> bool:
    """Whether the items begin with the keys of a name of several numbers, each key with one or more of them in turn."""
    order: list[str] = []
    for start, stop in items:
        key = next((key for key in keys if text.startswith(key, start) and stop - start > len(key)), None)
        if key is None:
            return False
        if not order or order[-1] != key:
            order.append(key)
    return order == list(keys) and plausible(text, items)


def items_before(
    text: str, low: int, at: int, counts: Sequence[int], keys: Sequence[str], near: bool, joined: bool = False
) -> list[Span]:
    """The items of a list that ends at `at`, as many as one of `counts`; else none.

    What leads to the first item (努力做到) is cut off by the likeness of the items. `near` asks for items that hold
    the `keys` of the name, or are of about the same length; `joined` for items that hold all of them each.

    Examples
    --------
    >>> text = "要积极开展组织找党员、党员找组织"
    >>> [text[slice(*item)] for item in items_before(text, 0, len(text), (2,), ("找",), True)]
    ['组织找党员', '党员找组织']
    """
    low = max(low, at - min(_LONGEST_LIST, 24 * max(counts) + 60))
    enclosed = False
    if text[at - 1 : at] in ("”", "’"):
        opened = text.rfind("“" if text[at - 1] == "”" else "‘", low, at)
        if opened >= 0 and re.search("[、,;]", text[opened:at]):
            low, at, enclosed = opened + 1, at - 1, True
    region = text[low:at]
    masked = _STOP.sub("。", without_nested(region))
    asked = text[at : at + 1] == "?"
    hard = max(map(masked.rfind, "。!:\n(" if asked else "。!?:\n("))
    low, masked = low + hard + 1, masked[hard + 1 :]
    tried = _Levels(_splits_before(text, low, masked, min(counts) - 3))
    for count in counts:
        for items, close in tried:
            chosen = items
            if len(items) < count:
                split = and_split(text, items, count)
                if split is None:
                    continue
                chosen = split
            if len(chosen) < count or count < 2:
                continue
            excess = len(chosen) - count
            chosen = chosen[-count:]
            chosen = first_trimmed(text, chosen)
            if not near:
                chosen = first_trimmed(text, last_trimmed(text, chosen))
            if (joined or count != counts[0]) and not all(holds_all(text[slice(*item)], keys) for item in chosen):
                continue
            if mixed(text, chosen):
                continue
            hits = affinity(text, chosen, keys)
            lengths = [stop - start for start, stop in chosen]
            spread = max(lengths) - min(lengths)
            like = hits == count or (count > 3 and hits >= count - 1 and spread <= 4)
            if enclosed and not excess:
                like = True
            if not like and not near and not excess:
                like = spread <= 6
            led = text[at : at + 1] in ("的", "等", "这")
            if not like and close and not excess and count > 2 and text[at : at + 1] in '“‘"':
                like = min(lengths) > 1 and _alone(text, chosen)  # 种业振兴、农机装备、耕地保护“三大短板”
            if not like and close and not excess and count > 2:
                like = led and spread <= 4
            if not like and led and close and not excess and count == 2:
                like = spread == 0 and lengths[0] >= 4 and share_character(text, chosen)
            if like and plausible(text, chosen):
                return chosen
    return []


#: A question with its sign; a list of questions ends with the last.
_QUESTION = re.compile(r"[^?。!;]{2,34}(?=\?)")

#: A point that ends a sentence.
_STOP = re.compile(r"\.(?![0-9A-Za-z])")


class _Levels:
    """Ways to split a stretch of text, made one after the other when they are asked for, and kept."""

    def __init__(self, source: Iterator[tuple[list[Span], bool]]) -> None:
        self._source = source
        self._made: list[tuple[list[Span], bool]] = []

    def __iter__(self) -> Iterator[tuple[list[Span], bool]]:
        yield from self._made
        for items in self._source:
            self._made.append(items)
            yield items


def _splits_behind(text: str, at: int, masked: str, least: int) -> Iterator[tuple[list[Span], bool]]:
    cut, parted = -1, -1
    for ends, signs in _LEVELS:
        over = ends.search(masked)
        stop = over.start() if over else len(masked)
        places = [match.span() for match in signs.finditer(masked, 0, stop)]
        if len(places) + 1 < least or (stop, len(places)) == (cut, parted):
            continue
        cut, parted = stop, len(places)
        if items := split_at(text, at, stop, places):
            yield items, True


def _splits_before(text: str, low: int, masked: str, least: int) -> Iterator[tuple[list[Span], bool]]:
    """The items, and whether 、 alone parts them."""
    cut, parted = -1, -1
    for stops, signs in _BEFORE:
        first = max(map(masked.rfind, stops), default=-1) + 1
        places = [match.span() for match in signs.finditer(masked, first)]
        if not places or len(places) + 1 < least or (first, len(places)) == (cut, parted):
            continue
        cut, parted = first, len(places)
        yield split_at(text, low, len(masked), places, first), len(stops) == 2


def _skip(text: str, at: int, end: int) -> int:
    match = _LEFT.match(text, at, end)
    return match.end() if match is not None else at


def _paragraph_end(text: str, at: int, end: int) -> int:
    """Where the paragraph ends; a line end behind a sign that parts items is a false one."""
    position = at
    while True:
        stop = text.find("\n", position, end)
        if stop < 0:
            return end
        before = text[max(at, stop - 3) : stop].rstrip()
        if before and before[-1] not in "、,;:和":
            rest = text[stop : min(end, stop + 4)].lstrip()
            if rest[:1] not in ("、", ",", ";"):
                return stop
        position = stop + 1


def _wholly_quoted(text: str, at: int, stop: int) -> Span | None:
    if at == 0 or text[at - 1] not in '“‘"':
        return None
    closing = {"“": "”", "‘": "’", '"': '"'}[text[at - 1]]
    closed = text.find(closing, at, stop)
    if closed < 0 or not re.search("[、,;]", text[at:closed]):
        return None
    return at, closed
