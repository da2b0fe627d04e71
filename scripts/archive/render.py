"""From a draft to the text that an archive holds, with the places of its sentences and slots."""

from __future__ import annotations

import functools
import random
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from archive.drafts import Draft

_TYPOS = "的了是在有和人这中大来上国个到说们为子时道出而要于就下得可你年生"


@dataclass(frozen=True, slots=True)
class Rendered:
    """A text with ``units`` (start, end, origin, number) and ``slots`` (start, end, kind, place in the source)."""

    text: str
    units: list[tuple[int, int, str, int]]
    slots: list[tuple[int, int, str, str]]

    def to_dict(self, draft: Draft) -> dict[str, Any]:
        return {
            "id": draft.id,
            "text": self.text,
            "kind": draft.kind,
            "family": draft.family,
            "parents": list(draft.parents),
            "place": draft.place,
            "date": draft.date,
            "cues": list(draft.cues),
            "units": self.units,
            "slots": self.slots,
        }


def render(rng: random.Random, draft: Draft) -> Rendered:
    """The text of a draft, in its script and with its noise."""
    indent = rng.choice(("", "", "　　", "    "))
    gap = rng.choice(("\n", "\n", "\n\n"))
    text, size = [], 0
    units: list[tuple[int, int, str, int]] = []
    slots: list[tuple[int, int, str, str]] = []
    fresh = True

    def add(piece: str) -> None:
        nonlocal size
        text.append(piece)
        size += len(piece)

    for unit in draft.units:
        if fresh:
            add(indent)
        begin = size
        for number, piece in enumerate(unit.pieces):
            if piece.slot is not None and unit.origin[0]:
                slots.append((size, size + len(piece.text), piece.slot, f"{unit.origin[0]}#{unit.origin[1]}#{number}"))
            add(piece.text)
        if unit.origin[0]:
            units.append((begin, size, *unit.origin))
        fresh = unit.breaks
        if fresh:
            add(gap)
    done = Rendered("".join(text), units, slots)
    if draft.traditional:
        done = Rendered(_traditional(done.text), done.units, done.slots)
    for kind in draft.noise:
        done = _with_noise(rng, done, kind)
    return done


@functools.cache
def _converter() -> Any:
    import opencc

    return opencc.OpenCC("s2t")


def _traditional(text: str) -> str:
    converted = str(_converter().convert(text))
    if len(converted) != len(text):  # character by character, then
        return "".join(str(_converter().convert(sign))[:1] or sign for sign in text)
    return converted


def _with_noise(rng: random.Random, done: Rendered, kind: str) -> Rendered:
    text = done.text
    if kind == "typos":
        signs = [rng.choice(_TYPOS) if "\u4e00" <= sign <= "\u9fff" and rng.random() < 0.03 else sign for sign in text]
        return Rendered("".join(signs), done.units, done.slots)
    inserts: list[tuple[int, str]] = []
    if kind == "wrap":
        width, column = rng.choice((34, 38, 40)), 0
        for place, sign in enumerate(text):
            column = 0 if sign == "\n" else column + 1
            if column > width:
                inserts.append((place, "\n"))
                column = 1
    elif kind == "blanks":
        inserts = [(place, " ") for place in range(1, len(text)) if text[place - 1] > "\u4e00" and rng.random() < 0.01]
    elif kind == "pages":
        places = range(rng.randint(300, 500), len(text), 480)
        inserts = [
            (place, rng.choice((f"\n- {n} -\n", f"\n第{n}页 共9页\n", f" {n} "))) for n, place in enumerate(places, 1)
        ]
    elif kind == "site":
        day = f"20{rng.randint(12, 19)}-0{rng.randint(1, 9)}-1{rng.randint(0, 9)}"
        head = f"首页 > 范文大全 > 工作总结\n时间：{day} 来源：网络 点击：{rng.randint(10, 9999)}\n"
        inserts = [
            (0, head),
            (
                len(text),
                "\n本文来自网友上传，仅供参考，如有侵权请联系我们删除。\n上一篇：入党申请书 下一篇：个人总结\n",
            ),
        ]
    return _inserted(done, inserts)


def _inserted(done: Rendered, inserts: Sequence[tuple[int, str]]) -> Rendered:
    ordered = sorted(inserts)
    places = [place for place, _ in ordered]
    grown = [0]
    for _, new in ordered:
        grown.append(grown[-1] + len(new))
    pieces, at = [], 0
    for place, new in ordered:
        pieces += [done.text[at:place], new]
        at = place
    pieces.append(done.text[at:])

    def start(place: int) -> int:
        return place + grown[bisect_right(places, place)]

    def end(place: int) -> int:
        return start(place - 1) + 1

    units = [(start(a), end(b), name, number) for a, b, name, number in done.units]
    slots = [(start(a), end(b), kind, name) for a, b, kind, name in done.slots]
    return Rendered("".join(pieces), units, slots)
