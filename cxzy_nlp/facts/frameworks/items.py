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
    return _NEST.sub(_masked, region)


def _masked(match: re.Match[str]) -> str:
    """A bracket ends no list; marks and titles may part items where two meet."""
    nested = match[0]
    return "x" * len(nested) if nested[0] == "(" else nested[0] + "x" * (len(nested) - 2) + nested[-1]


_NESTING = re.compile("[《(“‘]")


def split_at(text: str, at: int, stop: int, places: Sequence[Span], first: int = 0) -> list[Span]:
    """The trimmed pieces of ``text[at + first : at + stop]`` between the signs at `places` (relative to `at`)."""
    items = []
    position = first
    colon = text.rfind(":", at + first, at + places[0][0]) if places else -1
    if colon > at + first + 1 and text.find(":", at + places[0][1], at + stop) < 0:
        position = colon + 1 - at  # 其实是一回事:|力量集结、…
    for left, right in [*places, (stop, stop)]:
        item = _cleaned(text, at + position, at + left)
        if item is not None:
            items.append(item)
        position = right
    return items


_LABEL_END = re.compile("[:(]")

_JOINED = re.compile("以及|和|及|并且|并|还有|再加上|再加|外加|加上")


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
        and piece[0] in "以和及并还再外加"
        and (joined := _JOINED.match(text, *item))
        and not _AND_WORD.match(text, item[0])
    ):
        item = trimmed(text, joined.end(), item[1])
    return item


_AND_WORD = re.compile("和[谐睦平气美善]|及[时格]|并[联行]|和[^、,;]{2,14}(?:在一起|结合|打成一片)")


def plausible(text: str, items: Sequence[Span]) -> bool:
    """Whether items are of the size of items, and none a list number or a relative clause."""
    lengths = {stop - start for start, stop in items}
    return max(lengths) <= LONGEST_ITEM and (min(lengths) > 1 or max(lengths) == 1)


def headed(text: str, items: list[Span], keys: tuple[str, ...]) -> list[Span]:
    """比技能,举办比武;比作风,抽查纪律: what stands before the comma, if that holds the key in every item."""
    if len(keys) != 1:
        return items
    heads = [(start, text.find(",", start, stop)) for start, stop in items]
    if min(stop - start for start, stop in heads) < 2 or affinity(text, heads, keys) < len(heads):
        return items
    return heads


def unnumbered(text: str, items: list[Span], keys: tuple[str, ...]) -> list[Span]:
    """一查…,看…;二查…: the items without numerals that stand before a key, or without 一支是 in each."""
    told = [_ONE_IS.match(text, *item) for item in items]
    if all(told):
        return [(match.end(), stop) for match, (_, stop) in zip(told, items, strict=True) if match is not None]
    order = "".join(text[start] for start, _ in items)
    if not order.startswith("一二") or _NUMERALS.startswith(order):
        return items  # where all have one, the annotated documents count it to the items
    return [
        (start + 1, stop) if text[start] in "一二三四五六七八九" and text.startswith(keys, start + 1) else (start, stop)
        for start, stop in items
    ]


def unbidden(text: str, items: list[Span], keys: Sequence[str]) -> list[Span]:
    """必须把…, 必须把…: the items without the 必须 or 要 that all of them begin with, if the name counts other."""
    for word in ("必须", "要", "应当"):
        if all(text.startswith(word, start) for start, _ in items) and not any(key.startswith(word) for key in keys):
            return [(start + len(word), stop) for start, stop in items if stop - start > len(word) + 1] or items
    return items


def uncounted(text: str, items: list[Span]) -> list[Span]:
    """20个先进党支部、36名优秀党员: the items without the counts before them, if all have one.

    Examples
    --------
    >>> uncounted("20个先进党支部、36名优秀党员", [(0, 8), (9, 16)])
    [(3, 8), (12, 16)]
    """
    counts = [_COUNT.match(text, *item) for item in items]
    if not all(counts):
        behind = [_COUNTED.search(text, *item) for item in items]
        if all(behind):
            return [
                (start, match.start()) for match, (start, _) in zip(behind, items, strict=True) if match is not None
            ]
        return items
    return [(match.end(), stop) for match, (_, stop) in zip(counts, items, strict=True) if match is not None]


_COUNTED = re.compile("(?<=..)[0-9]{1,5}[个名件条所户人支项]$")
_NUMERALS = "一二三四五六七八九十"
_COUNT = re.compile("是?[0-9]{1,4}[个名](?=..)")
_ONE_IS = re.compile("一[^一,。]{1,2}是(?=..)")


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
            least = min((right - left for left, right in items if left != start), default=2)
            if halves[0] is not None and halves[1] is not None and 2 * (stop - joint.end()) >= least:
                found += [halves[0], halves[1]]
                missing -= 1
                continue
        found.append((start, stop))
    return found if len(found) == count else None


def same_sign(text: str, items: Sequence[Span]) -> bool:
    """Whether all items begin or end with the same character.

    Examples
    --------
    >>> same_sign("换脑子、铺路子", [(0, 3), (4, 7)])
    True
    """
    return len({text[start] for start, _ in items}) == 1 or len({text[stop - 1] for _, stop in items}) == 1


def share_character(text: str, items: Sequence[Span]) -> bool:
    """Whether two items share a character in a like place."""
    return bool(set(text[slice(*items[0])]) & set(text[slice(*items[1])]))


def ends_trimmed(text: str, items: list[Span]) -> list[Span]:
    return last_trimmed(text, first_trimmed(text, items, 2))


def first_trimmed(text: str, items: list[Span], slack: int = 0) -> list[Span]:
    """The list without what leads to its first item: by a character that the others begin with, or by their length.

    Behind a link (即…) the first item may be longer than the others by `slack` before it is looked at.
    """
    (start, stop), others = items[0], items[1:]
    lengths = [right - left for left, right in others]
    if not lengths:
        return items
    bare = _BARE_LEAD.match(text, start, stop - 1)
    if bare is not None and not any(text.startswith(bare[0], left) for left, _ in others):
        start = bare.end()
        items = [(start, stop), *others]
    heads = {text[left] for left, _ in others}
    if len(heads) == 1 and (len(others) > 1 or _lead_before(text, start, stop, heads)):
        head = next(iter(heads))
        if text[start] == head:
            return items
        places = [place for place in range(start, stop - 1) if text[place] == head]
        fitting = [place for place in places if stop - place >= 0.6 * min(lengths)]
        if fitting:
            nearest = min(fitting, key=lambda place: abs((stop - place) - sum(lengths) / len(lengths)))
            return [(nearest, stop), *others]
    if (
        text[start - 1 : start] in _OPEN
        and len({text[right - 2 : right] for _, right in items}) == 1
        and leads().match(text, start, stop) is None
        and _TAKE.match(text, start, stop) is None
        and stop - start < 2 * max(lengths)
    ):
        return items  # 宣传路线方针政策下基层、调查研究下基层
    taken = _TAKE.match(text, start, stop)
    if taken is not None and min(lengths) - 1 <= stop - taken.end() <= max(lengths) + 1:
        return [(taken.end(), stop), *others]
    led = leads().match(text, start, stop) if stop - start > max(lengths) else None
    if led is not None and min(lengths) <= stop - led.end() <= max(lengths):
        return [(led.end(), stop), *others]
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


#: What no item of a list begins with, but the words that lead to one.
_BARE_LEAD = re.compile(
    "(?:也|其实|实际上)?(?:就是(?!说)|即|是指|指的是|指(?![导挥标])|是(?!非|否|不是|什么)|由(?!于|来)|在(?![岗线位校职家册场])|比如|例如|诸如|其中)"
)


def _lead_before(text: str, start: int, stop: int, heads: set[str]) -> bool:
    return any(character in heads for character in text[start:stop])


#: Verbs that take a list and begin no item of their own.
_TAKE = re.compile("(?:守住|当好|练好|做好|念好|打好|算好|把好|管好|牢记|发扬|做到|深刻认识|党员当好)")
_CAUSING = frozenset("使让")
_OPEN = frozenset("。:;(\n")

_TAIL = re.compile(
    "的(?=要求|标准|目标|活动|内容|原则|办法|方式|方法|问题|作用|精神|良好|思路|机制|格局|任务|总体|基本|意见|建议|诉求|呼声|循环|新|大好|浓厚|[^一-鿿]|$)"
    "|是否|各[一1展自有得司尽负]|等(?!级)|这|为主要|为内容|为重点|为目标|都(?![市城])|均(?![等衡])|[二两三四五六七八九十]{1,2}(?:个|大|类|项|种|位|方面|者|支|条|本)"
    "|相?结合[好起]|初具|齐头|齐抓|分开|分别|一起抓|构成|组成|没有|做到|落到实处|落实到|贯穿"
)
#: What may follow a last item that is as long as the others (保增长、保民生、保稳定|结合好).
_BEHIND = re.compile("[都均皆各全齐共相同并分的等得为使初]|一起|结合|协调|组成|构成|[二两三四五六七八九十]|到[^位]")


def last_trimmed(text: str, items: list[Span]) -> list[Span]:
    """The list without what follows its last item (作风好的要求): by a common last character, or a particle."""
    (start, stop), others = items[-1], items[:-1]
    lengths = [right - left for left, right in others]
    if not others or stop - start <= max(lengths):
        return items
    commas = {text.count(",", left, right) for left, right in others}
    more = commas.pop()
    if not commas and 0 < more < text.count(",", start, stop) and len(others) > 1:
        for _ in range(text.count(",", start, stop) - more):  # 讲真话,不讲套话;讲团结,不讲亲疏,|这一条最难
            stop = text.rindex(",", start, stop)
        return [*others, (start, stop)]
    tails = {text[right - 1] for _, right in others}
    if len(tails) == 1 and len(others) > 1:
        if text[stop - 1] in tails:
            return items
        place = text.find(next(iter(tails)), start + 1, stop)
        if place >= 0:
            return [*others, (start, place + 1)]
    if len(others) > 1 and len(set(lengths)) == 1 and _BEHIND.match(text, start + lengths[0], stop):
        return [*others, (start, start + lengths[0])]
    cut = next(
        (match for match in _TAIL.finditer(text, start + 2, stop) if match.start() - start >= min(lengths)), None
    )
    if cut is not None and not any(_TAIL.search(text, left, right) for left, right in others):
        return [*others, (start, cut.start())]
    return items
