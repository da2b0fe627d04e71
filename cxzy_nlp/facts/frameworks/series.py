"""A list without any link: clauses near a name that all hold what the name counts (“四费”开支下降。会议费、接待费…)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cxzy_nlp.facts.frameworks.items import ends_trimmed, trimmed
from cxzy_nlp.facts.frameworks.names import keys_of
from cxzy_nlp.facts.frameworks.values import Name, Span

#: How far from its name such a list can be, and how long its items.
_REACH = 150
_LONGEST = 20
_SIGNS = re.compile(r"[、,;。:!?()\n]|\.(?![0-9])")


def near_series(text: str, name: Name, start: int, after: int, end: int) -> list[Span]:
    """The components of a name in the clauses behind it or before it, each beginning, ending or filled with its key.

    There must be exactly as many as the digits say, side by side, number by number; a run of more is no list of this
    name. `after` is where the next name begins. Wrong where a text repeats a word as often by chance.

    Examples
    --------
    >>> text = "“三费”开支下降11%。会议费、接待费、差旅费,一笔一笔晒。"
    >>> name = Name(0, 4, 1, "三费", (3,), True)
    >>> [text[slice(*item)] for item in near_series(text, name, 0, len(text), len(text))]
    ['会议费', '接待费', '差旅费']
    """
    keys = keys_of(name.text)
    total = sum(name.digits)
    if len(keys) != len(name.digits) or not 2 <= total <= 20 or (len(keys) == 1 and (total < 3 or not keys[0])):
        return []
    for low, high in ((name.end, min(after, end, name.end + _REACH)), (max(start, name.start - _REACH), name.start)):
        window = text[low:high]
        if sum(window.count(key[0]) for key in keys) < total:
            continue
        found = _run(text, low, high, name.digits, keys)
        if found:
            return found
    return []


def _run(text: str, low: int, high: int, digits: Sequence[int], keys: Sequence[str]) -> list[Span]:
    wanted = [index for index, digit in enumerate(digits) for _ in range(digit)]
    pieces = _pieces(text, low, high)
    spoken = [[_speaks(text[slice(*piece)], key) for key in keys] for piece in pieces]
    for first in range(len(pieces) - len(wanted) + 1):
        if not all(spoken[first + place][index] for place, index in enumerate(wanted)):
            continue
        chosen = pieces[first : first + len(wanted)]
        said, signs = [text[slice(*piece)] for piece in chosen], [keys[index] for index in wanted]
        if not (_begin(said, signs) or _end(said, signs)):
            continue
        beside = [*pieces[max(0, first - 1) : first], *pieces[first + len(wanted) : first + len(wanted) + 1]]
        if len(keys) == 1 and any(_speaks(text[slice(*piece)], keys[0]) for piece in beside):
            return []
        return ends_trimmed(text, chosen)
    return []


def _begin(said: Sequence[str], wanted: Sequence[str]) -> bool:
    """Whether the key begins all items; before the first may stand what leads to it."""
    return all(map(str.startswith, said[1:], wanted[1:]))


def _end(said: Sequence[str], wanted: Sequence[str]) -> bool:
    return all(map(str.endswith, said, wanted))


def _pieces(text: str, low: int, high: int) -> list[Span]:
    places = [match.span() for match in _SIGNS.finditer(text, low, high)]
    found = []
    position = low
    for left, right in [*places, (high, high)]:
        piece = trimmed(text, position, left)
        if piece is not None:
            found.append(piece)
        position = right
    return found


def _speaks(piece: str, key: str) -> bool:
    return 2 <= len(piece) <= _LONGEST and key in piece
