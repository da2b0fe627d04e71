"""Names of frameworks between quotation marks."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from cxzy_nlp.facts.frameworks.lookalikes import LONGEST, announces, quoted_digits
from cxzy_nlp.facts.frameworks.names import digits_of, parts_of
from cxzy_nlp.facts.frameworks.values import Name, Span
from cxzy_nlp.facts.frameworks.words import any_of, cues, fold, known, no_slogans, part_names

_SIGN = '[^“”‘’"\n]'
_NUMERALS = "[二两双三四五六七八九十几一百0-9]"
_QUOTED = re.compile(rf"[“‘](?={_SIGN}{{0,{LONGEST}}}?{_NUMERALS})({_SIGN}{{1,{LONGEST + 4}}})[”’]")
#: A plain quotation mark does not say whether it opens: they are paired line by line.
_PLAIN = re.compile(r'"([^"\n]*)"')
_STRAY = re.compile("^[“”‘’]|[“”‘’]$")
_NUMERAL = re.compile(_NUMERALS)
_JOINT = re.compile("[、,;和]")


def scan_quoted(text: str, start: int, end: int) -> tuple[list[Name], list[Span]]:
    """The names between quotation marks, and the spans of quoted words that have been told to be one or none.

    Two names in one pair of marks are two (五好五带头) if both are known by themselves.

    Examples
    --------
    >>> text = "争创“五好五带头”,过“七一”"
    >>> names, closed = scan_quoted(text, 0, len(text))
    >>> [(text[name.start : name.end], name.digits) for name in names], len(closed)
    ([('五好', (5,)), ('五带头', (5,))], 2)
    """
    names: list[Name] = []
    closed: list[Span] = []
    for at, stop in _pieces(text, start, end):
        inside = text[at:stop]
        if _NUMERAL.search(inside) is None:
            continue
        name = "".join(inside.split())
        digits = quoted_digits(name) or _coded(text, name, stop)
        core = _core(name)
        if digits is None and core is None:
            if _NUMERAL.match(name) and len(name) <= 8:
                closed.append((at - 1, stop + 1))
                told = digits_of(name) if name in no_slogans() and len(name) == 2 else None
                if told is not None and len(told) == 1 and told[0] > 1:
                    names.append(Name(at - 1, stop + 1, at, name, told, True, False, True))  # “三等”,等批示、等…
            continue
        halves = _halves(name)
        if halves:
            names += _split(at, inside, halves)
        elif core is not None:
            names += _split(at, inside, (core,))
        elif digits is not None and not _serves(text, name, stop):
            weak = announces(name) and fold(name) not in known()
            names.append(Name(at - 1, stop + 1, at, name, digits, True, not weak))
        closed.append((at - 1, stop + 1))
    return names, closed


def _pieces(text: str, start: int, end: int) -> Iterator[Span]:
    for match in _QUOTED.finditer(text, start, end):
        yield match.span(1)
    if text.find('"', start, end) >= 0:
        for match in _PLAIN.finditer(text, start, end):
            if 1 <= match.end(1) - match.start(1) <= LONGEST + 4 and not _STRAY.search(match[1]):
                yield match.span(1)


@functools.lru_cache(maxsize=2048)
def _halves(name: str) -> tuple[str, ...]:
    """The frameworks that a name joins, or nothing if it is one."""
    if fold(name) in known():
        return ()
    pieces = tuple(piece for piece in _JOINT.split(name) if piece)
    if len(pieces) < 2:
        pieces = parts_of(name)
    if len(pieces) < 2:
        return ()
    if len(pieces) > 1 and _JOINT.search(name) and all(map(_own, pieces)):
        return pieces
    alone = all(fold(piece) in known() and fold(piece) not in part_names() for piece in pieces)
    if all(len(piece) == 2 for piece in pieces):
        return ()  # 三联|双创: short known names meet by chance in a longer new one
    return pieces if alone else ()


def _own(piece: str) -> bool:
    """Whether a piece of a longer name is a name by itself: of several numbers, or with a noun that follows names."""
    return (len(parts_of(piece)) > 1 and piece[1:2] != "个") or _DONE.search(piece) is not None


_DONE = re.compile("(?:创建|竞赛|[联同]创|行动|活动|工程|管理|教育|评比|大讨论)$")


@functools.lru_cache(maxsize=2048)
def _core(name: str) -> str | None:
    """The name in a name with a noun behind it: a known one (五好党支部) or a code (168党建工作法)."""
    code = _CODE_FIRST.match(name)
    if code is not None and name in no_slogans():
        return None
    if code is not None:
        return code[0] if len(code[0]) < len(name) else None
    for length in range(len(name) - 2, 1, -1):
        core = name[:length]
        if (
            (fold(core) in known() or core in cues("accepted"))
            and (core not in cues("everyday") or core in cues("accepted"))
            and quoted_digits(core) is not None
            and _bearer().fullmatch(name, length)
        ):
            return core
    return None


_CODE_FIRST = re.compile(
    r"(?>[0-9NXn]{1,3}(?:\+[0-9NXn]{1,3}){1,5}|[1-9][0-9]{2,5}|一二三(?:四(?:五)?)?)(?=[^\x00-\u4dff\ua000-\uffff一二三四五六七八九十]{2})"
)


@functools.cache
def _bearer() -> re.Pattern[str]:
    return re.compile(f"(?:优秀|先进|合格)?(?:{any_of('bearer', 'follower')})")


def _split(at: int, inside: str, pieces: tuple[str, ...]) -> Iterator[Name]:
    position = 0
    for piece in pieces:
        position = inside.find(piece[0], position)
        length, left = 0, len(piece)
        while left and position + length < len(inside):
            left -= not inside[position + length].isspace()
            length += 1
        digits = quoted_digits(piece) or digits_of(piece)
        if digits is not None:
            begin = at + position
            yield Name(begin, begin + length, begin, piece, digits, True)
        position += length


def _coded(text: str, name: str, stop: int) -> tuple[int, ...] | None:
    """“12345”工程: a number that is mostly a service's, with a word behind it that follows names."""
    if name in ("百千万", "十百千"):
        return (100, 1000, 10000) if name[0] == "百" else (10, 100, 1000)
    if not (name.isdecimal() and 3 <= len(name) <= 6 and _behind().match(text, stop + 1)):
        return None
    return digits_of(name) if not _LIKE_YEAR.fullmatch(name) else None


_LIKE_YEAR = re.compile("(?:19|20)[0-9]{2}")


@functools.cache
def _behind() -> re.Pattern[str]:
    return re.compile(f"(?:党建|工作|服务|管理)?(?:{any_of('follower')})|,?即|[:(—]")


def _serves(text: str, name: str, stop: int) -> bool:
    """“168”热线: an Arabic number that a service is called by."""
    return name.isdecimal() and _service().match(text, stop + 1) is not None


@functools.cache
def _service() -> re.Pattern[str]:
    return re.compile(any_of("service"))
