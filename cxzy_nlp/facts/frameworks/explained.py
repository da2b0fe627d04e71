"""Lists whose items stand apart: each with an explanation behind it, in a row of a table, beside its number."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from cxzy_nlp.facts.frameworks.items import trimmed
from cxzy_nlp.facts.frameworks.names import number
from cxzy_nlp.facts.frameworks.values import Name, Span

#: How far the first item may be from the name, how long it and the explanation behind it may be.
_NEAR = 130
_LONGEST = 24
_APART = 260
_SENTENCE = re.compile(r"[。;!?\n:]")
_HEAD_END = re.compile(r"[,。;:(!?\n—]|$")
_MARKER = re.compile(
    r"\s*(?:[一二三四五六七八九十]{1,2}[是要、]|\([一二三四五六七八九十0-9]{1,2}\)|[0-9]{1,2}[.、)]|[①-⑩]|第[一二三四五六七八九][,、是])?\s*"
)


def explained(text: str, at: int, limit: int, keys: Sequence[str], count: int) -> list[Span]:
    """The items behind `at` that begin sentences, lines or clauses and are followed by an explanation each.

    All hold the same key at the same end, and there are exactly `count` of them, none too far from the last. Wrong
    where a text begins as many sentences with the word by chance.

    Examples
    --------
    >>> text = "表现是“三个脱节”。决策与民意脱节。桥修错了地方。权力与责任脱节。只签字,不管事。干部与群众脱节。"
    >>> [text[slice(*item)] for item in explained(text, 10, len(text), ("脱节",), 3)]
    ['决策与民意脱节', '权力与责任脱节', '干部与群众脱节']
    """
    if count < 3 or not keys:
        return []
    limit = min(limit, at + _NEAR + count * _APART)
    for key in keys:
        if text.find(key, at, min(limit, at + _NEAR + _LONGEST)) < 0 or text.count(key, at, limit) < count:
            continue
        for holds in (str.startswith, str.endswith, *((_inside,) if len(key) > 1 else ())):
            found = _heads(text, at, limit, key, holds, count)
            if len(found) == count:
                return found
    return []


def _inside(piece: str, key: str) -> bool:
    return key in piece


def _heads(text: str, at: int, limit: int, key: str, holds: Callable[[str, str], bool], count: int) -> list[Span]:
    found: list[Span] = []
    last = at
    position = at
    while position < limit and len(found) <= count:
        begin = _MARKER.match(text, position, limit)
        start = begin.end() if begin is not None else position
        stop = _HEAD_END.search(text, start, limit)
        assert stop is not None
        head = trimmed(text, start, stop.start())
        if head is not None and head[1] - head[0] <= _LONGEST:
            piece = text[slice(*head)]
            if len(piece) > len(key) and holds(piece, key):
                if head[0] - last > (_APART if found else _NEAR):
                    return []
                found.append(head)
                last = head[1]
        following = _SENTENCE.search(text, max(stop.start(), position), limit)
        if following is None:
            break
        position = following.end()
    return found


_ROW = re.compile(r"[^\n|]{0,40}(?:[:,。][^\n|]{0,12})?\n((?:[^\n|]*\|[^\n]*(?:\n|$)){3,14})")


def table_rows(text: str, name: Name, limit: int, count: int) -> list[Span]:
    """The first cells of the table below a name, if it has as many rows as the name says, and a head.

    Examples
    --------
    >>> text = "开展“两项整治”,分工如下:\\n项目 | 单位\\n会风 | 办公室\\n饭局 | 纪委\\n"
    >>> name = Name(2, 8, 3, "两项整治", (2,), True)
    >>> [text[slice(*item)] for item in table_rows(text, name, len(text), 2)]
    ['会风', '饭局']
    """
    table = _ROW.match(text, name.end, min(limit, name.end + 1500))
    if table is None:
        return []
    rows: list[Span] = []
    position = table.start(1)
    for line in table[1].splitlines(keepends=True):
        cells = line.split("|")
        first = position
        if cells[0].strip().isdecimal() and len(cells) > 2:  # a column of list numbers
            first += len(cells[0]) + 1
            cells = cells[1:]
        cell = trimmed(text, first, first + len(cells[0]))
        if cell is not None and text[slice(*cell)] not in ("合计", "总计", "小计"):
            rows.append(cell)
        position += len(line)
    return rows[1:] if len(rows) == count + 1 else []


_TOKEN = re.compile("[0-9]+|[NXn]")
_VERB = "联系|结对|帮带|帮扶|包联|联|带动|带|帮|包|加|连"
_UNIT = "[一二两三四五六七八九十0-9]{1,3}[^\\x00-\\u4dff一二两三四五六七八九十]"


def numbered(text: str, name: Name, limit: int) -> list[Span]:
    """1名党员联系3户农户: what stands with each number of a sum of two, on both sides of a verb.

    Examples
    --------
    >>> text = "做到“1+3”,即1名党员联系3户农户;"
    >>> [text[slice(*item)] for item in numbered(text, Name(2, 7, 3, "1+3", (1, 3), True), len(text))]
    ['1名党员', '3户农户']
    """
    tokens = _TOKEN.findall(name.text)
    if "+" not in name.text or len(tokens) != 2:
        return []
    match = _PAIR.match(text, name.end, min(limit, name.end + 60))
    if match is None:
        return []
    items = [match.span(1), match.span(2)]
    return items if all(says(text[slice(*item)], token) for item, token in zip(items, tokens, strict=True)) else []


_PAIR = re.compile(
    rf"[”’\"]?[^,。;:\n]{{0,6}}[,:(]?(?:即|就是|也就是)?[,:]?({_UNIT}{{1,8}}?)(?:{_VERB})({_UNIT}{{1,8}}?)(?=[,。;:)\n的]|$)"
)


def says(item: str, token: str) -> bool:
    """Whether an item says a number again (6 in 60个村); N stands for any.

    Examples
    --------
    >>> says("三支队伍", "3"), says("60个村", "6"), says("自选动作", "N"), says("四张清单", "3")
    (True, True, True, False)
    """
    if token in _ROUND:
        return token in item or _ROUND[token] in item
    if not token.isdecimal():
        return True
    found = _NUMBER.search(item)
    if found is None:
        return False
    return number(found[0]) == int(token) or (found[0].isdecimal() and found[0].strip("0") == token)


_ROUND = {"十": "10", "百": "100", "千": "1000", "万": "10000"}

_NUMBER = re.compile("[二三四五六七八九]?十[一二三四五六七八九]?|[一二两双三四五六七八九]|[0-9]{1,3}")
