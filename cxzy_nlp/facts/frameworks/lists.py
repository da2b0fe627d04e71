"""Lists in running text: with markers (一是…二是…), between signs (A、B、C), before a name; all spans are trimmed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cxzy_nlp.facts.frameworks.names import number
from cxzy_nlp.facts.frameworks.values import Span
from cxzy_nlp.facts.frameworks.words import leads

#: How far the next marker may be from the last one: an item can carry a paragraph of explanation.
_MARKER_REACH = 900
#: Length of the longest item and of the longest list between signs.
_LONGEST_ITEM = 34
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
        ("第一", rf"第({_CN}|[0-9]{{1,2}})(?:[个条项步点句]|阶段|方面|环节)?[“”]?(?:是指|是|为|要|就是|[,、:,])"),
        ("第1", r"第([0-9]{1,2})(?:[个条项步点句]|阶段|方面|环节)?[“”]?(?:是指|是|为|要|就是|[,、:,])"),
        ("其一", rf"其({_CN})[是为,、:]?"),
        ("首先", "(首先|其次|再次|第三|第四|最后)[是要,]?"),
    )
)
_FIRST = re.compile("|".join(f"(?P<m{index}>{first})" for index, (first, _) in enumerate(_MARKERS)))
_IN_ORDER = {"首先": 1, "其次": 2, "再次": 3, "第三": 3, "第四": 4, "最后": 0}
_LEFT = re.compile(r"[\s“”‘’\"、,;:.]*")
_ITEM_END = re.compile(r"[,。;:、!?\n(—]|[”’\"](?=[,。;:、!?\n)]|$)|$")
_STAGE_END = re.compile(r"[。;!?\n]|$")
_NEST = re.compile(r"《[^《》\n]{0,60}》|\([^()\n]{0,80}\)|“[^“”\n]{0,80}”|‘[^‘’\n]{0,60}’")
_AND = re.compile("以及|和(?!谐|睦|平|气|美|善)|及(?!时|格)|与(?!时|会)")
#: Where a list between signs can end, with the signs that part its items.
_LEVELS: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = tuple(
    (re.compile(f"[{ends}]"), re.compile(f"[{signs}]|(?<=”)(?=“)"))
    for ends, signs in (
        (",;。!?)", "、"),
        (";。!?)", "、,"),
        ("。!?)", "、,;"),
        ("。!?)", ";"),
        (";。!?)", ","),
        ("。!?)", ",;"),
    )
)


_BEFORE: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (stops, re.compile(f"[{signs}]|(?<=”)(?=“)"))
    for stops, signs in ((",;", "、"), (";", "、,"), ("", "、,;"), ("", ",;"), ("", ";"))
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
        while match is not None and not _is_number(match[1], wanted):
            if _is_number(match[1], 1) and wanted > 2:
                match = None  # another list begins
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
        if length <= _LONGEST_ITEM:
            return trimmed(text, at, at + length)
    match = _ITEM_END.search(text, at, stop)
    if in_line and match is not None and match[0] == "\n":
        # Markers in mid-line: the line end is a false one (二是党员队|伍好。), perhaps with a page number behind it.
        joined = _FALSE_END.match(text, match.start(), stop)
        over = _ITEM_END.search(text, joined.end(), stop) if joined is not None else None
        if over is not None and over.start() - at <= _LONGEST_ITEM:
            match = over
    item = trimmed(text, at, match.start() if match is not None else stop)
    return item if item is not None and item[1] - item[0] <= 2 * _LONGEST_ITEM else None


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
    tried = _Levels(_splits_behind(text, at, _masked(region), min(counts) - 1))
    for count in counts:
        for items, _ in tried:
            if len(items) == count and _plausible(text, items):
                return _ends_trimmed(text, items)
            if len(items) == count - 1 and (more := _and_split(text, items)) is not None and _plausible(text, more):
                return _ends_trimmed(text, more)
    for count in counts:
        for items, _ in tried:
            if len(items) > count and affinity(text, items[:count], keys) == count and _plausible(text, items[:count]):
                return _ends_trimmed(text, items[:count])
    if slack:
        for items, _ in tried:
            if abs(len(items) - counts[0]) == 1 and len(items) > 1 and _plausible(text, items):
                return _ends_trimmed(text, items)
    return []


def items_before(text: str, low: int, at: int, counts: Sequence[int], keys: Sequence[str], near: bool) -> list[Span]:
    """The items of a list that ends at `at`, as many as one of `counts`; else none.

    What leads to the first item (努力做到) is cut off by the likeness of the items. `near` asks for items that hold
    the `keys` of the name, or are of about the same length.

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
    masked = _masked(region)
    hard = max(map(masked.rfind, "。!?:\n("))
    low, masked = low + hard + 1, masked[hard + 1 :]
    tried = _Levels(_splits_before(text, low, masked, min(counts) - 3))
    for count in counts:
        for items, close in tried:
            chosen = items
            if len(items) < count:
                split = _and_split(text, items, count)
                if split is None:
                    continue
                chosen = split
            if len(chosen) < count or count < 2:
                continue
            excess = len(chosen) - count
            chosen = _first_trimmed(text, chosen[-count:])
            if count != counts[0] and not all(_holds_all(text[slice(*item)], keys) for item in chosen):
                continue
            if _mixed(text, chosen):
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
            if not like and close and not excess and count > 2:
                like = led and spread <= 4
            if not like and led and close and not excess and count == 2:
                like = spread == 0 and lengths[0] >= 4 and _shares(text, chosen)
            if like and _plausible(text, chosen):
                return chosen
    return []


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
        if items := _split(text, at, stop, places):
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
        yield _split(text, low, len(masked), places, first), len(stops) == 2


def affinity(text: str, items: Sequence[Span], keys: Sequence[str]) -> int:
    """How many of the items hold one of the keys.

    Examples
    --------
    >>> affinity("亮身份、比奉献", [(0, 3), (4, 7)], ["亮"])
    1
    """
    return sum(any(_holds(text[start:stop], key) for key in keys) for start, stop in items)


def _holds(item: str, key: str) -> bool:
    return key in item or (len(key) > 1 and all(character in item for character in key))


def _holds_all(item: str, keys: Sequence[str]) -> bool:
    return all(_holds(item, key) for key in keys)


def _mixed(text: str, items: Sequence[Span]) -> bool:
    """Whether some items stand between quotation marks and others do not: names of activities, not a list."""
    marked = [text[start - 1 : start] in ("“", "‘") and text[stop : stop + 1] in ("”", "’") for start, stop in items]
    return any(marked) and not all(marked)


def trimmed(text: str, start: int, stop: int) -> Span | None:
    """A span without blanks, quotation marks and signs at its ends; ``None`` if nothing is left.

    Examples
    --------
    >>> trimmed(" “亮标准”,", 0, 7)
    (2, 5)
    """
    piece = text[start:stop]
    bare = piece.strip(_LOOSE)
    if not bare:
        return None
    start += piece.index(bare[0])
    stop = start + len(bare)
    # “粮仓卫士”评选: a mark that encloses a word of the item and not the item stays.
    if piece[0] in _OPENING and _OPENING[piece[0]] in bare and len(piece) > len(bare):
        start -= text[start - 1] == piece[0]
    if len(piece) > len(bare) and text[stop : stop + 1] in _CLOSING:
        opened = text.find(_CLOSING[text[stop]], start, stop)
        stop += opened > start
    return start, stop


_OPENING = {"“": "”", "‘": "’"}
_CLOSING = {"”": "“", "’": "‘"}
_LOOSE = " \n\t“”‘’\"、,;:.。!?—-…"


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
    if at == 0 or text[at - 1] not in "“‘\"":
        return None
    closing = {"“": "”", "‘": "’", '"': '"'}[text[at - 1]]
    closed = text.find(closing, at, stop)
    if closed < 0 or not re.search("[、,;]", text[at:closed]):
        return None
    return at, closed


def _masked(region: str) -> str:
    """The text with what is between brackets or quotation marks blanked out: signs there part no items."""
    if _NESTING.search(region) is None:
        return region
    return _NEST.sub(lambda match: match[0][0] + "x" * (len(match[0]) - 2) + match[0][-1], region)


_NESTING = re.compile("[《(“‘]")


def _split(text: str, at: int, stop: int, places: Sequence[Span], first: int = 0) -> list[Span]:
    """The trimmed pieces of ``text[at + first : at + stop]`` between the signs at `places` (relative to `at`)."""
    items = []
    position = first
    for left, right in [*places, (stop, stop)]:
        item = _cleaned(text, at + position, at + left)
        if item is not None:
            items.append(item)
        position = right
    return items


_LABEL_END = re.compile("[:(]")
_JOINED = re.compile("以及|和|及|并且|并|还有")


def _cleaned(text: str, start: int, stop: int) -> Span | None:
    """An item without what explains it (一个方向:以…) and without the 和 before a last one."""
    item = trimmed(text, start, stop)
    if item is None:
        return None
    piece = text[slice(*item)]
    if (":" in piece or "(" in piece) and (label := _LABEL_END.search(text, item[0] + 2, item[1])) is not None:
        item = trimmed(text, item[0], label.start())
    if item is not None and piece[0] in "以和及并还" and (joined := _JOINED.match(text, *item)) and not _AND_WORD.match(text, item[0]):
        item = trimmed(text, joined.end(), item[1])
    return item


_AND_WORD = re.compile("和[谐睦平气美善]|及[时格]|并[联行]")


def _plausible(text: str, items: Sequence[Span]) -> bool:
    """Whether items are of the size of items, and none a list number or a relative clause."""
    lengths = {stop - start for start, stop in items}
    return max(lengths) <= _LONGEST_ITEM and (min(lengths) > 1 or max(lengths) == 1)


def _and_split(text: str, items: list[Span], count: int = 0) -> list[Span] | None:
    """The items with those split that join two by 和 (比满意和看能力), until there are `count` or one more."""
    count = count or len(items) + 1
    missing = count - len(items)
    if missing < 1 or missing > 3:
        return None
    found: list[Span] = []
    for start, stop in items:
        joint = _AND.search(text, start + 2, stop) if missing else None
        if joint is not None and joint.end() < stop - 1:
            halves = trimmed(text, start, joint.start()), trimmed(text, joint.end(), stop)
            if halves[0] is not None and halves[1] is not None:
                found += [halves[0], halves[1]]
                missing -= 1
                continue
        found.append((start, stop))
    return found if len(found) == count else None


def _shares(text: str, items: Sequence[Span]) -> bool:
    """Whether two items share a character in a like place."""
    return bool(set(text[slice(*items[0])]) & set(text[slice(*items[1])]))


def _ends_trimmed(text: str, items: list[Span]) -> list[Span]:
    return _last_trimmed(text, _first_trimmed(text, items, 2))


def _first_trimmed(text: str, items: list[Span], slack: int = 0) -> list[Span]:
    """The list without what leads to its first item: by a character that the others begin with, or by their length.

    Behind a link (即…) the first item may be longer than the others by `slack` before it is looked at.
    """
    (start, stop), others = items[0], items[1:]
    lengths = [right - left for left, right in others]
    if not lengths:
        return items
    heads = {text[left] for left, _ in others}
    if len(heads) == 1 and (len(others) > 1 or _lead_before(text, start, stop, heads)):
        head = next(iter(heads))
        places = [place for place in range(start, stop - 1) if text[place] == head]
        fitting = [place for place in places if stop - place >= min(lengths) - 2]
        if fitting:
            nearest = min(fitting, key=lambda place: abs((stop - place) - sum(lengths) / len(lengths)))
            return [(nearest, stop), *others]
    if stop - start <= max(lengths) + (slack if text[start] not in _CAUSING else -2):
        return items
    if text[start] in _CAUSING and not any(text[left] in _CAUSING for left, _ in others):
        return [(start + 1, stop), *others]
    cuts = [match.end() for match in leads().finditer(text, start, stop)]
    fitting = [cut for cut in cuts if min(lengths) - 1 <= stop - cut <= max(lengths) + 1]
    if fitting:
        cut = fitting[0]
        while (more := leads().match(text, cut, stop)) is not None and stop - more.end() >= max(min(lengths) - 1, 2):
            cut = more.end()
        return [(cut, stop), *others]
    if stop - start > max(lengths) + 1 and len(set(lengths)) == 1 and (len(lengths) > 1 or stop - start > 2 * lengths[0] - 3):
        return [(stop - lengths[0], stop), *others]
    if cuts and stop - start > max(lengths) + 2 and stop - cuts[-1] >= 2:
        return [(cuts[-1], stop), *others]
    return items


def _lead_before(text: str, start: int, stop: int, heads: set[str]) -> bool:
    return any(character in heads for character in text[start:stop])


_CAUSING = frozenset("使让")
_TAIL = re.compile("的|等(?!级)|这|为主要|为内容|为重点|为目标")


def _last_trimmed(text: str, items: list[Span]) -> list[Span]:
    """The list without what follows its last item (作风好的要求): by a common last character, or a particle."""
    (start, stop), others = items[-1], items[:-1]
    if not others or stop - start <= max(right - left for left, right in others):
        return items
    tails = {text[right - 1] for _, right in others}
    if len(tails) == 1 and len(others) > 1:
        place = text.find(next(iter(tails)), start + 1, stop)
        if place >= 0:
            return [*others, (start, place + 1)]
    cut = _TAIL.search(text, start + 2, stop)
    if cut is not None and not any(_TAIL.search(text, left, right) for left, right in others):
        return [*others, (start, cut.start())]
    return items
