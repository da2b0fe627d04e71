"""The list behind a name: told by what leads to it and by what its items are like."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from typing import NamedTuple

from cxzy_nlp.facts.frameworks.explained import explained, numbered, table_rows
from cxzy_nlp.facts.frameworks.fitting import (
    coded,
    counts_of,
    is_official,
    items_fit,
    items_shaped,
    list_keys,
    marked_fits,
    one_each_fits,
    paired,
    parting,
    sections,
    speaks,
    tokens_of,
)
from cxzy_nlp.facts.frameworks.items import (
    ends_trimmed,
    headed,
    holds_all,
    unbidden,
    uncounted,
    unnumbered,
)
from cxzy_nlp.facts.frameworks.labelled import labelled_parts, told_parts
from cxzy_nlp.facts.frameworks.links import link_pattern
from cxzy_nlp.facts.frameworks.lists import inline_items, marked_items
from cxzy_nlp.facts.frameworks.lookalikes import is_saying
from cxzy_nlp.facts.frameworks.names import is_code
from cxzy_nlp.facts.frameworks.values import Expansion, Name, Span
from cxzy_nlp.facts.frameworks.words import fold, official

#: The farthest that a list can reach.
REACH = 6000

_NOTHING: Expansion = ((), ())

#: How near to its name two items of a list without a link must hold its keys.
EARSHOT = 70


class Led(NamedTuple):
    """Where the words behind a name lead, with the list there that only its shape proves."""

    at: int
    shaped: tuple[Span, ...] = ()


def behind(text: str, name: Name, after: int, end: int) -> tuple[Expansion, Led | None]:
    """The list behind a name, and where else one may be found; `after` is where the next name begins.

    A list without a link must end before the next name.
    """
    limit = min(end, name.end + REACH)
    if len(name.digits) > 1 and is_code(name.text):
        labelled = labelled_parts(text, name, limit)
        if labelled is not None:
            return labelled, None
    elif len(name.digits) > 1 and (told := told_parts(text, name, limit)) is not None:
        return told, None
    link = link_pattern().match(text, name.end, limit)
    if link is None:
        return _NOTHING, None
    link = _again(text, name, link.end(), limit) or link
    kind, at = link.lastgroup or "stop", link.end()
    if kind == "stop" and not link["gap"]:
        kind = "next"
    if text.startswith(name.text, at) or text.startswith("“" + name.text, at):
        return _NOTHING, None  # the name is explained, not its list
    if (kind == "stop" and _DURING.search(link["gap"])) or (kind == "colon" and _NO_LIST.search(link["gap"])):
        return _NOTHING, None
    loose = kind in ("stop", "next")
    items, sure = _listed(text, name, at, min(limit, after) if loose else limit, kind)
    if loose and after < limit and (not items or len(items) < sum(name.digits)):
        items = _past_a_name(text, name, at, limit, kind) or items
    if not items and loose and text.find("\n", name.end, name.end + 30) >= 0:
        items = _headings(text, name, limit)
    return ((tuple(items), ()), None) if items and sure else (_NOTHING, Led(at, tuple(items)))


def _again(text: str, name: Name, at: int, limit: int) -> re.Match[str] | None:
    """“三线联创”。“三线”,就是…: the link behind the beginning of a name that is told again."""
    if len(name.digits) != 1 or len(name.text) < 4 or text[at - 1] not in "。:;,“" or text[at : at + 1] not in "“‘":
        return None
    closed = text.find("”", at + 3, at + len(name.text) + 1)
    if closed < 0 or not name.text.startswith(text[at + 1 : closed]):
        return None
    link = link_pattern().match(text, closed, limit)
    return link if link is not None and link.lastgroup in ("said", "colon", "is") else None


def _past_a_name(text: str, name: Name, at: int, limit: int, kind: str) -> list[Span]:
    """对照党章、对照“八个坚持、八个反对”: a list that holds another name must hold this one's key in every item."""
    if len(list_keys(name)) != 1 or sum(name.digits) < 3:
        return []
    key = list_keys(name)[0]
    if text.count(key, at, at + 40 * name.digits[0]) < name.digits[0]:
        return []
    items, _ = _listed(text, name, at, limit, kind)
    pieces = [text[slice(*item)] for item in items]
    same = all(piece.startswith(key) for piece in pieces) or all(piece.endswith(key) for piece in pieces)
    return items if same and len(items) == name.digits[0] else []


def loosely(text: str, name: Name, led: Led, end: int) -> Expansion:
    """A list that only its shape proves, or whose items stand apart: in a table, with explanations, beside a verb."""
    limit = min(end, name.end + REACH)
    count = sum(name.digits)
    if led.shaped:
        return led.shaped, ()
    if "+" in name.text:
        return tuple(numbered(text, name, limit)), ()
    if len(name.digits) > 1 or name.needs_list or not name.quoted:
        return _NOTHING
    items = table_rows(text, name, limit, count)
    if not items:
        items = explained(text, led.at, limit, list_keys(name), count)
        known = official().get(fold(name.text))
        if items and known and (not is_official(text, name, items) or sections(text, name, items)):
            items = []
    return tuple(items), ()


#: “四比”竞赛后,全镇学先进、赶先进…
_DURING = re.compile("(?:后|时|中|期间|以来|过程)$")

#: “三亮”活动领导小组:组长…
_NO_LIST = re.compile("小组|名单|办公室|电话|人员|时间|地点")


@functools.cache
def _below() -> re.Pattern[str]:
    """The rest of a heading, or of a sentence, with the first of several numbered headings below it."""
    return re.compile(r"[”’\"]?[^。;:!?\n]{0,24}[。:]?[ ]*\n\s*(?=\([一1]\)|一、|1[.、])")


def _headings(text: str, name: Name, limit: int) -> list[Span]:
    """One heading for each item below the line that names the framework; that line must be short."""
    below = _below().match(text, name.end, limit)
    if below is None:
        return []
    at = below.end()
    line = text.rfind("\n", max(0, name.start - 60), name.start) + 1
    if (not line and name.start > 60) or at - line > 60:
        return []
    items, _ = marked_items(text, at, limit, sum(name.digits) + 1)
    if not items or sections(text, name, items):
        return []
    return items if len(items) == sum(name.digits) and items[-1][1] - items[-1][0] <= 20 else []


def _listed(text: str, name: Name, at: int, limit: int, kind: str) -> tuple[list[Span], bool]:
    """The list that begins at `at`, if what led there and its items say that it is this name's.

    And whether more than its shape says so.
    """
    counts, keys = counts_of(name.text, name.digits), list_keys(name)
    explicit = kind in _EXPLICIT
    if kind == "open":
        closed = text.find(")", at, min(limit, at + 420))
        if closed < 0:
            return [], True
        limit = closed
    series = kind == "next" and text.count("、", at, at + EARSHOT) >= counts[0] - 1
    if kind in ("stop", "is"):
        series = counts[0] > 2 and text.count("、", at, _clause_end(text, at, limit)) >= counts[0] - 1
    series = series or (kind in ("stop", "next") and _parallel(text, at, counts[0]))
    if not explicit and kind != "mark" and not (series or coded(name)) and not speaks(text[at : at + EARSHOT], keys):
        return [], True
    items, marked = marked_items(text, at, limit, max(counts))
    if marked and paired(name) and len(items) == name.digits[0]:
        items = _completed(text, items, keys)
    if marked:
        items = unbidden(text, items, keys)
        fits = name.quoted or not is_saying(name.text)
        return items if fits and marked_fits(text, items, name, counts, keys, explicit) else [], True
    items, settled = _between_signs(text, name, at, limit, kind)
    if settled or not items:
        return items, True
    items = unbidden(text, uncounted(text, unnumbered(text, items, keys)), keys)
    items = by_parts(text, headed(text, items, keys), name)
    if items_fit(text, name, items, kind):
        return items, True
    return items if items_shaped(text, name, items, kind, series) else [], kind == "next"


def _completed(text: str, items: list[Span], keys: tuple[str, ...]) -> list[Span]:
    """一是讲政治、有信念: the items up to the end of the pair, if all can be completed so."""
    whole: list[Span] = []
    for start, stop in items:
        further = _SECOND.match(text, stop)
        end = further.end() if further is not None and not holds_all(text[start:stop], keys) else stop
        whole.append((start, end))
    return whole if all(holds_all(text[slice(*item)], keys) for item in whole) else items


_SECOND = re.compile("[、,][^、,。;:!?\n]{2,14}")

_EXPLICIT = frozenset(("said", "open", "colon", "dash", "ask"))


def _parallel(text: str, at: int, count: int) -> bool:
    """Whether the first two characters stand as often as there should be items."""
    return count > 2 and text.count(text[at : at + 2], at, at + 16 * count) >= count


def _between_signs(text: str, name: Name, at: int, limit: int, kind: str) -> tuple[list[Span], bool]:
    """The items between signs, and whether they have been judged already."""
    counts, keys = counts_of(name.text, name.digits), list_keys(name)
    explicit, code = kind in _EXPLICIT, coded(name)
    if paired(name):
        pairs = inline_items(text, at, limit, name.digits[:1], keys, False)
        if pairs and all(holds_all(text[slice(*item)], keys) for item in pairs):
            return pairs, True
    if code and (items := _one_each(text, name, at, limit, keys)):
        return items, True
    items = inline_items(text, at, limit, counts, keys, False)
    if not items and kind in ("said", "open", "colon") and "\n" in text[at : min(limit, at + 24 * counts[0])]:
        items = inline_items(text, at, limit, counts, keys, False, broken=True)
    if not items and explicit and kind != "colon" and name.quoted:
        items = inline_items(text, at, limit, counts, keys, True)
    if items:
        return items, False
    if counts[0] > 2 and name.quoted and (items := _one_short(text, at, limit, counts[0] - 1, keys, kind)):
        return items, True
    items = [] if code else _one_each(text, name, at, limit, keys)
    return items if explicit or len(items) > 2 else [], True


_CLAUSE_END = re.compile(r"[,。;:!?()\n]|$")


def _clause_end(text: str, at: int, limit: int) -> int:
    match = _CLAUSE_END.search(text, at, limit)
    assert match is not None
    return match.start()


def _one_short(text: str, at: int, limit: int, count: int, keys: tuple[str, ...], kind: str) -> list[Span]:
    """A list that gives one item fewer than its name says; all of them must be alike."""
    if kind not in ("colon", "ask", "next"):
        return []
    items = inline_items(text, at, limit, (count,), keys, False)
    if len(items) != count or len(parting(text, items)) > 1:
        return []
    pieces = [text[slice(*item)] for item in items]
    by_key = any(
        all(piece.startswith(key) for piece in pieces) or all(piece.endswith(key) for piece in pieces) for key in keys
    )
    if kind == "next":
        return items if by_key and count > 2 else []
    return items if by_key or (count > 2 and len({piece[0] for piece in pieces}) == 1) or _held(pieces, keys) else []


def _held(pieces: Sequence[str], keys: Sequence[str]) -> bool:
    return bool(keys) and all(piece.endswith(tuple(keys)) for piece in pieces)


def _one_each(text: str, name: Name, at: int, limit: int, keys: tuple[str, ...]) -> list[Span]:
    """The list that has one item for each number of a name of several."""
    numbers = len(tokens_of(name))
    items = inline_items(text, at, limit, (numbers,), keys, False) if numbers > 1 else []
    if (
        "+" in name.text
        and len(items) > 1
        and all(text[start] in _DIGITS for start, _ in items[1:])
        and text[items[0][0]] not in _DIGITS
    ):
        first = next((at for at in range(*items[0]) if text[at] in _DIGITS), items[0][0])
        items[0] = (first, items[0][1])  # 每周|三天在岗、两天在村
    if not one_each_fits(text, name, items):
        return []
    heads = [(start, text.find(",", start, stop)) for start, stop in items]
    return heads if all(stop > start for start, stop in heads) and one_each_fits(text, name, heads) else items


_DIGITS = frozenset("0123456789一二两双三四五六七八九十百千万")


def by_parts(text: str, items: list[Span], name: Name) -> list[Span]:
    """当好政策员、民情员,做到服务老人、服务儿童: the ends of every number's items are trimmed as those of a list."""
    if len(name.digits) < 2 or len(items) != sum(name.digits):
        return items
    trimmed_items: list[Span] = []
    for digit in name.digits:
        group = items[len(trimmed_items) : len(trimmed_items) + digit]
        trimmed_items += ends_trimmed(text, group) if digit > 1 else group
    return trimmed_items
