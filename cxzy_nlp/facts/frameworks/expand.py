"""Which list belongs to which name: behind it, before it, part by part, or one list for two names."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

from cxzy_nlp.facts.frameworks.items import affinity, holds_all
from cxzy_nlp.facts.frameworks.labelled import labelled_parts
from cxzy_nlp.facts.frameworks.lists import inline_items, items_before, marked_items
from cxzy_nlp.facts.frameworks.lookalikes import announces, is_saying
from cxzy_nlp.facts.frameworks.names import is_code, keys_of, number
from cxzy_nlp.facts.frameworks.series import near_series
from cxzy_nlp.facts.frameworks.values import Expansion, Name, Span
from cxzy_nlp.facts.frameworks.words import fold, official

_NOTHING: Expansion = ((), ())


#: Names that stand closer than this share the list behind the last of them.
_CLOSE = 14

#: The farthest that a list can reach.
_REACH = 6000


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
            expansion = _proven_only(text, name, _behind(text, name, after, end) or _NOTHING)
            if expansion == _NOTHING:
                expansion = _proven_only(text, name, _before(text, name, before, start))
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


@functools.cache
def _link() -> re.Pattern[str]:
    """What leads from a name to the list behind it."""
    gap = r"(?:[^,。;:!?\n、()“”‘’\"—一二三四五六七八九十]{0,14}?)"
    said = (
        "即为|即是|即指|即|就是指|就是|也就是|是指|指的是|包括|包含|分别是|分别为|分别指|分别|具体是指|具体是|具体为|具体指|具体包括|具体内容是|具体内容为|"
        "主要内容是|主要内容为|主要内容包括|主要是指|主要是|主要指|主要包括|基本内容是|内容是|内容为|内容包括|概括为|分解为|含义是|内涵是|要求是|具体要求是|标准是|目标是"
    )
    return re.compile(
        rf"[”’\"]?(?P<gap>{gap})(?=[,。;:(—\n即就也是指包分具主基内概含要标其它为一首第分1①-])(?:"
        rf"(?P<said>分[为成]?[二两三四五六七八九十](?:步|个方面|项内容|个部分|层含义|个环节)(?:,即|:)|[,。;]?\s*(?:其|它)?(?:{said}):?,?)"
        r"|(?P<open>\()(?:即|就是|指|是指|分别是|包括|具体为)?:?,?"
        r"|(?P<colon>:)|(?P<dash>—{1,2}|-{2})"
        r"|(?P<mark>[,。;]?\s*(?=(?:一[是要]|首先|第一[,、是个]|其一|1[.、)]|\([一1]\)|①|一、)))"
        r"|(?P<is>[是为指]:?(?![^,。;:、\n]{1,6}:))|(?P<stop>[,。;\n]\s*))"
    )


@functools.lru_cache(maxsize=4096)
def _counts(name: str, digits: tuple[int, ...]) -> tuple[int, ...]:
    """How many components a name can have: as its digits say, or one for each pair, or one for each number."""
    total = sum(digits)
    counts = [total]
    lists = official().get(fold(name), ())
    counts += [len(items) for items in lists]
    if len(digits) > 1 and len(set(digits)) == 1 and digits[0] > 1:
        counts.append(digits[0])
    if "字" in name[1:3]:
        counts += [count for count in (total // 2, total // 3, total // 4) if count > 1]
    return tuple(dict.fromkeys(count for count in counts if count > 1))


def _keys(name: Name) -> tuple[str, ...]:
    return () if is_saying(name.text) else keys_of(name.text)


def _behind(text: str, name: Name, after: int, end: int) -> Expansion | None:
    """The list behind a name; `after` is where the next name begins, before which a list without a link must end."""
    limit = min(end, name.end + _REACH)
    if len(name.digits) > 1 and is_code(name.text):
        labelled = labelled_parts(text, name, limit)
        if labelled is not None:
            return labelled
    link = _link().match(text, name.end, limit)
    if link is None:
        return None
    kind = link.lastgroup or "stop"
    if kind == "stop" and not link["gap"]:
        kind = "next"
    if kind == "colon" and _NO_LIST.search(link["gap"]):
        return None
    loose = kind in ("stop", "next")
    items = _listed(text, name, link.end(), min(limit, after) if loose else limit, kind)
    if not items and loose and (below := _below().match(text, name.end, limit)) is not None:
        items = _headings(text, name, below.end(), limit)
    return (tuple(items), ()) if items else None


#: “三亮”活动领导小组:组长…
_NO_LIST = re.compile("小组|名单|办公室|电话|人员|时间|地点")


@functools.cache
def _below() -> re.Pattern[str]:
    """The rest of a heading, or of a sentence, with the first of several numbered headings below it."""
    return re.compile(r"[”’\"]?[^。;:!?\n]{0,24}[。:]?[ ]*\n\s*(?=\([一1]\)|一、|1[.、])")


def _headings(text: str, name: Name, at: int, limit: int) -> list[Span]:
    """One heading for each item below the line that names the framework; that line must be short."""
    line = text.rfind("\n", max(0, name.start - 60), name.start) + 1
    if (not line and name.start > 60) or at - line > 60:
        return []
    items, _ = marked_items(text, at, limit, sum(name.digits) + 1)
    return items if len(items) == sum(name.digits) and items[-1][1] - items[-1][0] <= 20 else []


def _listed(text: str, name: Name, at: int, limit: int, kind: str) -> list[Span]:
    """The list that begins at `at`, if what led there and its items say that it is this name's."""
    counts, keys = _counts(name.text, name.digits), _keys(name)
    explicit = kind in ("said", "open", "colon", "dash")
    if kind == "open":
        closed = text.find(")", at, min(limit, at + 420))
        if closed < 0:
            return []
        limit = closed
    series = kind == "next" and text.count("、", at, at + _EARSHOT) >= counts[0] - 1
    if kind in ("stop", "next", "is") and not series and not _speaks(text[at : at + _EARSHOT], keys):
        return []
    items, marked = marked_items(text, at, limit, max(counts))
    if marked and is_saying(name.text) and not name.quoted:
        return []
    if marked:
        return items if _marked_fits(text, items, name, counts, keys, explicit) else []
    slack = explicit and kind != "colon" and name.quoted
    if len(name.digits) == 2 and name.digits[0] == name.digits[1] > 1:
        pairs = inline_items(text, at, limit, name.digits[:1], keys, False)
        if pairs and all(holds_all(text[slice(*item)], keys) for item in pairs):
            return pairs
    items = inline_items(text, at, limit, counts, keys, False)
    if not items and kind in ("said", "open", "colon") and "\n" in text[at : min(limit, at + 24 * counts[0])]:
        items = inline_items(text, at, limit, counts, keys, False, broken=True)
    if not items and slack:
        items = inline_items(text, at, limit, counts, keys, True)
    if not items:
        items = inline_items(text, at, limit, (len(name.digits),), keys, False) if len(name.digits) > 1 else []
        return items if items and (explicit or len(items) > 2) and _one_each_fits(text, name, items) else []
    items = _headed(text, _unnumbered(text, items, keys), keys)
    hits = affinity(text, items, keys)
    if len(items) not in counts:
        return items if hits >= len(items) - 1 and len(items) > 2 else []
    whole = len(items) == counts[0] or len(items) in _official_sizes(name.text) or is_saying(name.text)
    if not whole and hits < len(items):
        return []
    if kind in ("said", "open") or hits >= len(items):
        return items
    if _is_official(text, name, items):
        return items
    lengths = [stop - start for start, stop in items]
    if kind in ("colon", "dash"):
        return items if hits * 2 >= len(items) or max(lengths) <= 14 else []
    if kind == "is":
        return items if hits * 2 >= len(items) else []
    if hits >= max(2, len(items) - (len(items) > 3)):
        return items
    plain = (
        kind == "next"
        and len(items) > 2
        and not official().get(fold(name.text))
        and "," not in text[items[0][0] : items[-1][1]]
    )
    return items if plain and max(lengths) <= 10 else []


def _one_each_fits(text: str, name: Name, items: list[Span]) -> bool:
    """Whether a list has one item for each number, which the item says again (1+4: 一份方案、四张清单)."""
    if len(items) != len(name.digits) or len(items) < 2:
        return False
    said = [_NUMBER.search(text, *item) for item in items]
    return all(match is not None and number(match[0]) == digit for match, digit in zip(said, name.digits, strict=True))


_NUMBER = re.compile("[二三四五六七八九]?十[一二三四五六七八九]?|[一二两双三四五六七八九]|[0-9]{1,3}")


def _official_sizes(name: str) -> set[int]:
    return {len(items) for items in official().get(fold(name), ())}


def _headed(text: str, items: list[Span], keys: tuple[str, ...]) -> list[Span]:
    """比技能,举办比武;比作风,抽查纪律: what stands before the comma, if that holds the key in every item."""
    if len(keys) != 1:
        return items
    heads = [(start, text.find(",", start, stop)) for start, stop in items]
    if min(stop - start for start, stop in heads) < 2 or affinity(text, heads, keys) < len(heads):
        return items
    return heads


def _unnumbered(text: str, items: list[Span], keys: tuple[str, ...]) -> list[Span]:
    """一查…,看…;二查…: the items without numerals that stand before a key."""
    return [
        (start + 1, stop) if text[start] in "一二三四五六七八九" and text.startswith(keys, start + 1) else (start, stop)
        for start, stop in items
    ]


#: How near to its name two items of a list without a link must hold its keys.
_EARSHOT = 70

_SIGNS = re.compile("[、,;]|”“")


def _speaks(window: str, keys: tuple[str, ...]) -> bool:
    """Whether the keys of the name stand at least twice in the window, whole or character by character."""
    return sum(map(window.count, keys)) > 1 or any(len(key) > 1 and min(map(window.count, key)) > 1 for key in keys)


def _marked_fits(
    text: str, items: list[Span], name: Name, counts: tuple[int, ...], keys: tuple[str, ...], explicit: bool
) -> bool:
    if len(items) in counts or _one_each_fits(text, name, items):
        if explicit or not announces(name.text):
            return True
        return affinity(text, items, keys) > 0
    if len(items) < 2 or len(items) < max(counts) - 1:
        return False
    if explicit and name.quoted and not announces(name.text):
        return True
    return affinity(text, items, keys) * 2 >= len(items)


def _is_official(text: str, name: Name, items: Sequence[Span]) -> bool:
    said = {text[slice(*item)] for item in items}
    return any(2 * len(said & set(listed)) >= len(listed) > 0 for listed in official().get(fold(name.text), ()))


_SAID = (
    *(
        f"为{noun}的"
        for noun in (
            "主要内容",
            "内容",
            "主题",
            "重点",
            "核心",
            "载体",
            "目标",
            "主线",
            "基本内容",
            "标准",
            "要求",
            "具体内容",
        )
    ),
    *(
        "即",
        "简称为",
        "简称",
        "也就是",
        "统称为",
        "统称",
        "概括为",
        "合称",
        "归纳为",
        "称为",
        "称作",
        "俗称",
        "以下简称",
        "总结为",
        "提炼为",
        "组成的",
        "构成的",
        "叫做",
        "就是",
        "(",
    ),
)

_NEAR = ("等这", "等的", "的活动", "的", "等", "这", "之")

#: 政治上清醒、作风上清正,争做“双清”干部: a verb that takes the list up again.
_AIM = re.compile(
    ",(?:真正|切实|努力|全面|着力|全力|深入|扎实|积极|从而|来)?(?:以|即牢记|牢记|确保|开展|推行|实施|实行|争做|争当|做到|实现|达到|打造|建设|形成|做好|践行|坚持|落实|成为|推进)$"
)


def _joint(text: str, low: int, at: int) -> tuple[int, bool]:
    """Where the words begin that join a list to the name at `at`, and whether they say so (以…为内容的, 简称)."""
    window = text[max(low, at - 9) : at]
    if window.endswith(_SAID):
        stop = at - max(len(word) for word in _SAID if window.endswith(word))
        while stop > low and text[stop - 1] in ",(":
            stop -= 1
        return stop, True
    if "," in window and (verb := _AIM.search(window)) is not None and at - (len(window) - verb.start()) > low:
        return at - (len(window) - verb.start()), False
    if window[-2:] in (",这", "。这", ";这"):
        return at - 2, False
    if window[-1:] == ",":
        return at - 1, False
    if window.endswith(_NEAR):
        return at - max(len(word) for word in _NEAR if window.endswith(word)), False
    return at, False


def _before(text: str, name: Name, before: int, start: int) -> Expansion:
    counts, keys = _counts(name.text, name.digits), _keys(name)
    at = name.start
    if name.needs_list and text[at - 1 : at] == "这" and text[at - 2 : at - 1] in ("。", ",", ";"):
        items = items_before(text, max(before, start), at - 2, counts, keys, True)
        return (tuple(items), ()) if items else _NOTHING
    stop, said = _joint(text, before, at)
    near = not said
    if stop <= before or not (text[stop - 1].isalnum() or text[stop - 1] in "”’"):
        return _NOTHING
    if near and stop == at and announces(name.text) and text[stop - 1] not in "”’":
        return _NOTHING
    if _SIGNS.search(text, max(before, stop - 60), stop) is None:
        return _NOTHING
    loose = text[stop] in ",。;" or (stop == at and text[stop - 1] not in "”’")
    window = text[max(before, stop - _EARSHOT) : stop]
    clause = window[max(map(window.rfind, ",。;:(\n")) + 1 :]
    if loose and not said and not _speaks(window, keys) and (stop != at or clause.count("、") < counts[0] - 1):
        return _NOTHING
    if text[stop - 1] in "和与及":
        return _NOTHING
    items = items_before(text, max(before, start), stop, counts, keys, near)
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
        link = _link().match(text, second.end, end)
        if link is None or link.lastgroup in (None, "stop", "is", "gap"):
            continue
        one, two = sum(first.digits), sum(second.digits)
        limit = min(end, link.end() + _REACH)
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
