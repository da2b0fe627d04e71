"""The items of a list: split at signs, trimmed of what leads to the first and follows the last, judged by shape."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cxzy_nlp.facts.frameworks.values import Span
from cxzy_nlp.facts.frameworks.words import leads

#: Length of the longest item and of the longest list between signs.
LONGEST_ITEM = 34

_NEST = re.compile(r"《[^《》\n]{0,60}》|\([^()\n]{0,80}\)|“[^“”\n]{0,80}”|‘[^‘’\n]{0,60}’")

_AND = re.compile("以及|和(?!谐|睦|平|气|美|善)|及(?!时|格)|与(?!时|会)")


def affinity(text: str, items: Sequence[Span], keys: Sequence[str]) -> int:
    """How many of the items hold one of the keys; all of them if they all begin or end with the same sign of a key.

    Examples
    --------
    >>> affinity("亮身份、比奉献", [(0, 3), (4, 7)], ["亮"])
    1
    """
    if len(items) > 1:
        signs = "".join(keys)
        heads = {text[start] for start, _ in items}
        tails = {text[stop - 1] for _, stop in items}
        if any(len(ends) == 1 and ends <= set(signs) for ends in (heads, tails)):
            return len(items)
    return sum(any(_holds(text[start:stop], key) for key in keys) for start, stop in items)


def _holds(item: str, key: str) -> bool:
    return key in item or (len(key) > 1 and all(character in item for character in key))


def holds_all(item: str, keys: Sequence[str]) -> bool:
    return all(_holds(item, key) for key in keys)


def mixed(text: str, items: Sequence[Span]) -> bool:
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

_LOOSE = ' \n\t“”‘’"、,;:.。!?—-…'


def without_nested(region: str) -> str:
    """The text with what is between brackets or quotation marks blanked out: signs there part no items."""
    if _NESTING.search(region) is None:
        return region
    return _NEST.sub(lambda match: match[0][0] + "x" * (len(match[0]) - 2) + match[0][-1], region)


_NESTING = re.compile("[《(“‘]")


def split_at(text: str, at: int, stop: int, places: Sequence[Span], first: int = 0) -> list[Span]:
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
    if (
        item is not None
        and piece[0] in "以和及并还"
        and (joined := _JOINED.match(text, *item))
        and not _AND_WORD.match(text, item[0])
    ):
        item = trimmed(text, joined.end(), item[1])
    return item


_AND_WORD = re.compile("和[谐睦平气美善]|及[时格]|并[联行]")


def plausible(text: str, items: Sequence[Span]) -> bool:
    """Whether items are of the size of items, and none a list number or a relative clause."""
    lengths = {stop - start for start, stop in items}
    return max(lengths) <= LONGEST_ITEM and (min(lengths) > 1 or max(lengths) == 1)


def and_split(text: str, items: list[Span], count: int = 0) -> list[Span] | None:
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


def share_character(text: str, items: Sequence[Span]) -> bool:
    """Whether two items share a character in a like place."""
    return bool(set(text[slice(*items[0])]) & set(text[slice(*items[1])]))


def ends_trimmed(text: str, items: list[Span]) -> list[Span]:
    return _last_trimmed(text, first_trimmed(text, items, 2))


def first_trimmed(text: str, items: list[Span], slack: int = 0) -> list[Span]:
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
    taken = _TAKE.match(text, start, stop)
    if taken is not None and min(lengths) - 1 <= stop - taken.end() <= max(lengths) + 1:
        return [(taken.end(), stop), *others]
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
    if (
        stop - start > max(lengths) + 1
        and len(set(lengths)) == 1
        and (len(lengths) > 1 or stop - start > 2 * lengths[0] - 3)
    ):
        return [(stop - lengths[0], stop), *others]
    if cuts and stop - start > max(lengths) + 2 and stop - cuts[-1] >= 2:
        return [(cuts[-1], stop), *others]
    return items


def _lead_before(text: str, start: int, stop: int, heads: set[str]) -> bool:
    return any(character in heads for character in text[start:stop])


#: Verbs that take a list and begin no item of their own.
_TAKE = re.compile("(?:守住|当好|练好|做好|念好|打好|算好|把好|管好|牢记|发扬|做到|深刻认识|党员当好)")
_CAUSING = frozenset("使让")

_TAIL = re.compile(
    "的(?=要求|标准|目标|活动|内容|原则|办法|方式|方法|问题|作用|精神|良好|思路|机制|格局|工作|任务|总体|基本|[^一-鿿]|$)"
    "|是否|各[一1]|等(?!级)|这|为主要|为内容|为重点|为目标"
)


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
