"""Whether items are the list of a name: by number, what the name counts, the official list, their shape."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

from cxzy_nlp.facts.frameworks.explained import says
from cxzy_nlp.facts.frameworks.items import affinity, holds_all, same_sign
from cxzy_nlp.facts.frameworks.lookalikes import announces, is_saying
from cxzy_nlp.facts.frameworks.names import is_code, keys_of
from cxzy_nlp.facts.frameworks.values import Name, Span
from cxzy_nlp.facts.frameworks.words import fold, official


@functools.lru_cache(maxsize=4096)
def counts_of(name: str, digits: tuple[int, ...]) -> tuple[int, ...]:
    """How many components a name can have: as its digits say, or one for each pair, or one for each number."""
    total = sum(digits)
    if (hundreds := HUNDREDS.match(name)) is not None:
        total = 2 if hundreds[2] else 3
    counts = [total]
    lists = official().get(fold(name), ())
    counts += [len(items) for items in lists]
    if len(digits) > 1 and len(set(digits)) == 1 and digits[0] > 1:
        counts.append(digits[0])
    elif len(digits) == 2 and digits[0] == 2 < digits[1]:
        counts.append(digits[1])  # 双向三诺: every item in both senses
    elif len(digits) == 2 and digits[0] == 1 < digits[1]:
        counts.append(digits[1])  # 一线四法: the one is in every item
    if "字" in name[1:3]:
        counts += [count for count in (total // 2, total // 3, total // 4) if count > 1]
    return tuple(dict.fromkeys(count for count in counts if count > 1))


def list_keys(name: Name) -> tuple[str, ...]:
    return () if is_saying(name.text) else keys_of(name.text)


def paired(name: Name) -> bool:
    """Whether a name has two equal numbers, whose items the text may join in pairs (三比三促).

    Examples
    --------
    >>> paired(Name(0, 4, 0, "三比三促", (3, 3))), paired(Name(0, 5, 0, "四议两公开", (4, 2)))
    (True, False)
    """
    return len(name.digits) == 2 and name.digits[0] == name.digits[1] > 1 and len(keys_of(name.text)) == 2


def coded(name: Name) -> bool:
    """Whether a name is a code, each number of which its items say again."""
    return is_code(name.text) or HUNDREDS.match(name.text) is not None


def items_fit(text: str, name: Name, items: list[Span], kind: str) -> bool:
    """Whether items are this name's by their number, by its keys, by the words that lead to them."""
    counts = counts_of(name.text, name.digits)
    hits = affinity(text, items, list_keys(name))
    if len(items) not in counts:
        return hits >= len(items) - 1 and len(items) > 2
    whole = len(items) == counts[0] or len(items) in official_sizes(name.text) or is_saying(name.text)
    if not whole and len(name.digits) > 2 and not all(holds_all(text[slice(*item)], list_keys(name)) for item in items):
        return False
    if not whole and hits < len(items) and len({text[start : start + 3] for start, _ in items}) > 1:
        return False
    if kind in ("said", "open") or hits >= len(items) or is_official(text, name, items):
        return True
    if kind in ("colon", "dash", "ask"):
        even = whole and name.quoted and len(items) > 2 and len(parting(text, items)) == 1
        return hits * 2 >= len(items) or max(stop - start for start, stop in items) <= 14 or even
    return (kind == "is" and hits * 2 >= len(items)) or hits >= max(2, len(items) - (len(items) > 3))


def items_shaped(text: str, name: Name, items: list[Span], kind: str, series: bool) -> bool:
    """Whether items without the keys of a name are a list by their shape, right behind it or after a few words."""
    if len(items) != counts_of(name.text, name.digits)[0] or len(items) < 3 or official().get(fold(name.text)):
        return False
    if len({text[start : start + 2] for start, _ in items}) == 1:
        return series  # 严禁迟到,严禁饮酒,严禁聚赌
    between = text[items[0][0] : items[-1][1]]
    if "," in between or _FIGURES.search(between) is not None:
        return False  # 走访群众320户、化解矛盾45起: what was done, no list
    longest = max(stop - start for start, stop in items)
    if kind == "next":
        return longest <= 10
    near = series and (affinity(text, items, list_keys(name)) or len(name.digits) == 1)
    return bool(near) and longest <= 12 and same_sign(text, items)


_FIGURES = re.compile("[0-9]{2,}")


def parting(text: str, items: Sequence[Span]) -> set[str]:
    """The signs between items."""
    return {text[items[index][1] : items[index + 1][0]].strip("“”‘’ \n") for index in range(len(items) - 1)}


def one_each_fits(text: str, name: Name, items: list[Span]) -> bool:
    """Whether a list has one item for each number, which the item says again (1+4: 一份方案、四张清单)."""
    tokens = tokens_of(name)
    if len(items) != len(tokens) or len(items) < 2:
        return False
    return all(says(text[slice(*item)], token) for item, token in zip(items, tokens, strict=True))


def tokens_of(name: Name) -> list[str]:
    """The numbers of a name, the N of 1+4+N among them."""
    if (hundreds := HUNDREDS.match(name.text)) is not None:
        return [hundreds[2]] * 2 if hundreds[2] else list(hundreds[0])
    return name.text.split("+") if "+" in name.text and is_code(name.text) else [str(digit) for digit in name.digits]


#: 双百, 百千万: one item for each round number.
HUNDREDS = re.compile("(双)([百千万])(?!双)|百千万|十百千")


def official_sizes(name: str) -> set[int]:
    return {len(items) for items in official().get(fold(name), ())}


def speaks(window: str, keys: tuple[str, ...]) -> bool:
    """Whether the keys of the name stand at least twice in the window, whole or character by character."""
    return sum(map(window.count, keys)) > 1 or any(len(key) > 1 and min(map(window.count, key)) > 1 for key in keys)


def sections(text: str, name: Name, items: Sequence[Span]) -> bool:
    """“四风”方面的问题: the sections (一)… of a document below a known name are no list of it."""
    mark = text[max(0, items[0][0] - 3) : items[0][0]].rstrip(" ")[-1:]
    return mark in (")", "、") and bool(official().get(fold(name.text)))


def marked_fits(
    text: str, items: list[Span], name: Name, counts: tuple[int, ...], keys: tuple[str, ...], explicit: bool
) -> bool:
    if not items:
        return False
    if not explicit and text.find("\n", name.end, items[0][0]) >= 0 and sections(text, name, items):
        return False
    if len(items) in counts or one_each_fits(text, name, items):
        if explicit or not announces(name.text):
            return True
        return affinity(text, items, keys) > 0
    if len(items) < 2 or len(items) < max(counts) - 1:
        return False
    if explicit and name.quoted and not announces(name.text):
        return True
    return affinity(text, items, keys) * 2 >= len(items)


def is_official(text: str, name: Name, items: Sequence[Span]) -> bool:
    said = {text[slice(*item)] for item in items}
    return any(2 * len(said & set(listed)) >= len(listed) > 0 for listed in official().get(fold(name.text), ()))
