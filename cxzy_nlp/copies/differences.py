"""What a copyist changed: filled-in slots by kind, exchanged words, noise."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from cxzy_nlp.copies.alignment import Place
from cxzy_nlp.copies.folding import word_classes
from cxzy_nlp.knowledge import load

SlotKind = Literal["place", "person", "organisation", "number", "date", "text"]
Kind = Literal["place", "person", "organisation", "number", "date", "text", "synonym", "noise"]

_NUMERALS = "0-9０-９〇○零一二三四五六七八九十百千万亿两几"
_PLACE_ENDS = "县镇乡村区市省州旗寨屯庄"
_PLACE_PAIRS = ("街道", "社区")
_MASK = r"[xXｘＸ×*＊○◯□某Oo_＿]"
_CJK = "\u3400-\u9fff"
_LONGEST = 40
_PART = re.compile(r"[^\n0-9\s][^\n0-9]*|[0-9][^\n]*")


@dataclass(frozen=True, slots=True)
class Difference:
    """``a.text[a0:a1]`` stands where ``b.text[b0:b1]`` does; `masked` says which side blots it out (-1, 0, 1)."""

    kind: Kind
    a0: int
    a1: int
    b0: int
    b1: int
    masked: int = 0


@functools.cache
def _number() -> re.Pattern[str]:
    return re.compile(f"[{_NUMERALS}]+(?:[.．,，点][{_NUMERALS}]+)*[%％‰]?|{_MASK}+")


@functools.cache
def _date() -> re.Pattern[str]:
    part = f"(?:[{_NUMERALS}]{{1,4}}|{_MASK}{{1,4}}|[12][0-9]{_MASK}{{2}})"
    return re.compile(
        f"{part}\\s*年(?:\\s*{part}\\s*月(?:份)?(?:\\s*{part}\\s*[日号])?)?|{part}\\s*月(?:\\s*{part}\\s*[日号]|份)"
        f"|{part}[.．/-]{part}[.．/-]{part}"
    )


@functools.cache
def _mask() -> re.Pattern[str]:
    return re.compile(f"{_MASK}+[{_CJK}]{{0,3}}")


@functools.cache
def _organisation() -> re.Pattern[str]:
    ends = (
        "局|所|公司|学校|小学|中学|学院|大学|幼儿园|医院|卫生院|敬老院|院|站|厂|馆|中心|党支部|支部|党委|党总支|委员会|委|办公室|办|队|"
        "合作社|信用社|社|系|处|科|室|银行|支行|集团|协会|商会|法庭|车间|班组|部"
    )
    return re.compile(f"[{_CJK}]{{0,16}}(?:{ends})")


@functools.cache
def _surnames() -> re.Pattern[str]:
    single = "".join(str(entry["names"]) for entry in load("surnames") if entry["kind"] == "single")
    compound = "|".join(
        name for entry in load("surnames") if entry["kind"] == "compound" for name in entry["names"].split()
    )
    return re.compile(f"(?:{compound}|[{single}])[{_CJK}]{{1,2}}")


@functools.cache
def _place() -> re.Pattern[str]:
    return re.compile(f"[{_CJK}]{{1,6}}(?:[{_PLACE_ENDS}]|街道|社区)")


def squeeze(text: str) -> str:
    """A surface without blanks and line ends."""
    return "".join(text.split())


def find_differences(a: str, b: str, places: Iterable[Place]) -> Iterator[Difference]:
    """The differences of two aligned texts at the places where they may differ, neighbours of one slot joined.

    The texts come with script and width folded. Wrong where a word was exchanged for a numeral or a name: it is taken
    for a slot.
    """
    last: Difference | None = None
    for a0, a1, b0, b1 in (part for place in places for part in _parts(a, b, place)):
        left, right = a[a0:a1], b[b0:b1]
        if left == right or len(left) > _LONGEST or len(right) > _LONGEST:
            continue
        if (one := squeeze(left)) == (other := squeeze(right)):
            continue
        if not _tells(one) and not _tells(other):
            found = Difference("noise", a0, a1, b0, b1)
        else:
            found = _difference(a, b, (a0, a1, b0, b1))
        meets = last is not None and found.a0 <= last.a1 and found.b0 <= last.b1
        if last is not None and meets and found.kind == last.kind != "noise":
            low_a, high_a, low_b, high_b = last.a0, max(last.a1, found.a1), last.b0, max(last.b1, found.b1)
            kind = _kind(a[low_a:high_a], b[low_b:high_b])
            last = Difference(kind, low_a, high_a, low_b, high_b, last.masked or found.masked)
            continue
        if last is not None:
            yield last
        last = found
    if last is not None:
        yield last


def _parts(a: str, b: str, place: Place) -> list[Place]:
    """A name and the figure behind it, or lines one below the other, are slots of their own."""
    a0, a1, b0, b1 = place
    if a1 - a0 < 3 or b1 - b0 < 3:
        return [place]
    one = [found.span() for found in _PART.finditer(a, a0, a1)]
    other = [found.span() for found in _PART.finditer(b, b0, b1)]
    if len(one) < 2 or len(one) != len(other):
        return [place]
    if any(a[i].isdigit() != b[j].isdigit() for (i, _), (j, _) in zip(one, other, strict=True)):
        return [place]
    return [(*left, *right) for left, right in zip(one, other, strict=True)]


def _difference(a: str, b: str, place: Place) -> Difference:
    a0, a1, b0, b1 = _trimmed(a, b, place)
    date = _around(_date(), a, a0, a1)
    if date is not None and (other := _around(_date(), b, b0, b1)) is not None:
        return Difference("date", *date, *other, _masked(a[slice(*date)], b[slice(*other)]))
    a1, b1 = _with_place_end(a, b, a1, b1)
    one, two = a[a0:a1], b[b0:b1]
    return Difference(_kind(one, two), a0, a1, b0, b1, _masked(one, two))


def _tells(text: str) -> bool:
    return any(sign.isalnum() or sign in "×*＊○□" for sign in text)


def _trimmed(a: str, b: str, place: Place) -> Place:
    """The place without what both sides begin and end with, and without signs at its edges; numbers stay whole."""
    a0, a1, b0, b1 = place
    while a0 < a1 and b0 < b1 and a[a0] == b[b0]:
        a0, b0 = a0 + 1, b0 + 1
    while a0 < a1 and b0 < b1 and a[a1 - 1] == b[b1 - 1]:
        a1, b1 = a1 - 1, b1 - 1
    if any(_in_number(sign) for sign in (*a[a0:a1][:1], *b[b0:b1][:1])):
        while a0 > place[0] and _in_number(a[a0 - 1]):
            a0, b0 = a0 - 1, b0 - 1
    if any(_in_number(sign) for sign in (*a[a0:a1][-1:], *b[b0:b1][-1:])):
        while a1 < place[1] and _in_number(a[a1]):
            a1, b1 = a1 + 1, b1 + 1
    while a0 < a1 and _is_sign(a[a0]):
        a0 += 1
    while b0 < b1 and _is_sign(b[b0]):
        b0 += 1
    while a0 < a1 and _is_sign(a[a1 - 1]):
        a1 -= 1
    while b0 < b1 and _is_sign(b[b1 - 1]):
        b1 -= 1
    return a0, a1, b0, b1


def _in_number(sign: str) -> bool:
    return sign.isdigit() or sign in "〇○零一二三四五六七八九十百千万亿两.%％xX×*"


def _is_sign(sign: str) -> bool:
    return not sign.isalnum() and sign not in "×*＊○□%％〇"


def _around(pattern: re.Pattern[str], text: str, start: int, end: int) -> tuple[int, int] | None:
    low, high = max(0, start - 12), min(len(text), end + 12)
    near = text[low:high]
    if "月" not in near and "年" not in near and not any(sign in near for sign in "./-"):
        return None
    for found in pattern.finditer(text, low, high):
        if found.start() <= start and end <= found.end() and found.end() > start:
            return found.span()
    return None


def _with_place_end(a: str, b: str, a1: int, b1: int) -> tuple[int, int]:
    """Names of places keep the 县 that both of them end with."""
    for size, ends in ((2, _PLACE_PAIRS), (1, _PLACE_ENDS)):
        if a[a1 : a1 + size] in ends and b[b1 : b1 + size] in ends and a1 + size <= len(a) and b1 + size <= len(b):
            return a1 + size, b1 + size
    return a1, b1


def _masked(one: str, other: str) -> int:
    left, right = bool(_mask().fullmatch(one)), bool(_mask().fullmatch(other))
    return 0 if left == right else -1 if left else 1


def _kind(one: str, other: str) -> Kind:
    one, other = squeeze(one), squeeze(other)
    if one == other:
        return "noise"
    values = [value for value in (one, other) if value and not _mask().fullmatch(value)]
    if not values:
        return "noise"
    classes = word_classes()
    if one in classes and classes[one] == classes.get(other):
        return "synonym"
    patterns: tuple[tuple[SlotKind, re.Pattern[str]], ...] = (
        ("number", _number()), ("date", _date()), ("place", _place()), ("organisation", _organisation()),
        ("person", _surnames()),
    )  # fmt: skip
    if len(values) == 1 and not (one and other):
        return "text"  # nothing on the other side: added or dropped
    for kind, pattern in patterns:
        if all(pattern.fullmatch(value) for value in values):
            return kind
    named = [value for value in values if _place().fullmatch(value) or _organisation().fullmatch(value)]
    return "organisation" if named and len(named) == len(values) else "text"
