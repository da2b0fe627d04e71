"""The text that a cluster shares and what is filled in: slots, found without being told the families."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter

import numpy as np

from cxzy_nlp.copies.describing import Aligned
from cxzy_nlp.copies.differences import Difference, squeeze
from cxzy_nlp.copies.report import Slot, Template
from cxzy_nlp.copies.views import View

_KINDS = ("place", "person", "organisation", "number", "date", "text")
_TEXT_VALUES = 4  # different wordings at one place that make it a slot of free text
_NEAR = 24  # characters between a slot and the nearest symbols that go together
_begin = attrgetter("a0")
_TOUCH = 2  # characters between a slot and the shared text that follows
_GAP = 60  # characters of the first document that are shared with nobody and shown as …


@dataclass(frozen=True, slots=True)
class _Found:
    """A slot under construction: where it stands in the first document, and the differences that make it up."""

    start: int
    end: int
    kinds: Counter[str]


def make_template(name: str, first: View, others: Mapping[str, tuple[View, Aligned]]) -> Template | None:
    """The template of a cluster: of `first` and the others, each aligned with it; nothing if no slot is filled in.

    A difference of figures, dates or names is a slot. Other differences are one only where four documents have four
    wordings, since a spinner and a typist leave differences as well.
    """
    slots = []
    for found in _gathered(others):
        slot = _slot(first, others, found)
        if slot is not None:
            slots.append((found, slot))
    if not slots:
        return None
    text = _text(first, others, [(found.start, found.end, slot.kind) for found, slot in slots])
    return Template(name, (first.id, *others), text, tuple(slot for _, slot in slots))


def _gathered(others: Mapping[str, tuple[View, Aligned]]) -> list[_Found]:
    spans = sorted(
        (difference.a0, difference.a1, difference.kind)
        for _, aligned in others.values()
        for difference in aligned.differences
        if difference.kind in _KINDS and difference.a1 > difference.a0
    )
    merged: list[_Found] = []
    for start, end, kind in spans:
        if merged and start < merged[-1].end:
            last = merged[-1]
            merged[-1] = _Found(last.start, max(last.end, end), last.kinds + Counter([kind]))
        else:
            merged.append(_Found(start, end, Counter([kind])))
    return merged


def _slot(first: View, others: Mapping[str, tuple[View, Aligned]], found: _Found) -> Slot | None:
    values = {first.id: first.text[found.start : found.end]}
    spans = {first.id: (found.start, found.end)}
    views = {first.id: first, **{name: view for name, (view, _) in others.items()}}
    for name, (view, aligned) in others.items():
        span = _counterpart(first, view, aligned, found)
        if span is not None:
            values[name], spans[name] = view.text[slice(*span)], span
    different = {squeeze(views[name].plain[slice(*span)]) for name, span in spans.items()}
    kind = found.kinds.most_common(1)[0][0]
    if kind == "text":
        named = [(times, other) for other, times in found.kinds.items() if other != "text"]
        if named and max(named)[0] * 2 >= found.kinds["text"]:
            kind = max(named)[1]
    if len(different) < (_TEXT_VALUES if kind == "text" else 2):
        return None
    return Slot(kind, values, spans)  # type: ignore[arg-type]  # one of _KINDS


def _counterpart(first: View, view: View, aligned: Aligned, found: _Found) -> tuple[int, int] | None:
    """Where a slot of the first document stands in another."""
    inside = _overlapping(aligned.differences, found.start, found.end)
    if inside:
        before, after = inside[0].a0 - found.start, found.end - inside[-1].a1
        low, high = inside[0].b0, inside[-1].b1
        if before > 0 and squeeze(view.plain[low - before : low]) == squeeze(first.plain[found.start : inside[0].a0]):
            low -= before
        if after > 0 and squeeze(view.plain[high : high + after]) == squeeze(first.plain[inside[-1].a1 : found.end]):
            high += after
        return (low, high) if high > low else None
    symbol = int(np.searchsorted(first.end, found.start, "right")) - 1  # the last one before the slot
    left = int(np.searchsorted(aligned.i, symbol, "right")) - 1
    if symbol < 0 or left < 0 or found.start - (end := int(first.end[aligned.i[left]])) > _NEAR:
        return None
    low = int(view.end[aligned.j[left]]) + found.start - end
    high = low + found.end - found.start
    return (low, high) if squeeze(view.plain[low:high]) == squeeze(first.plain[found.start : found.end]) else None


def _overlapping(differences: Sequence[Difference], start: int, end: int) -> list[Difference]:
    at = max(0, bisect_left(differences, start, key=_begin) - 1)
    stop = bisect_left(differences, end, lo=at, key=_begin)
    return [d for d in differences[at:stop] if d.a1 > start]


def _text(first: View, others: Mapping[str, tuple[View, Aligned]], slots: Sequence[tuple[int, int, str]]) -> str:
    """The first document as far as another shares it."""
    shared = np.zeros(len(first.symbols), bool)
    for _, aligned in others.values():
        shared[aligned.i] = True
    places = shared.nonzero()[0]
    if not len(places):
        return ""
    stretches: list[list[int]] = []
    for start, end in zip(first.start[places].tolist(), first.end[places].tolist(), strict=True):
        if stretches and start - stretches[-1][1] <= _GAP:
            stretches[-1][1] = end
        else:
            stretches.append([start, end])
    pieces = []
    for start, end in stretches:
        at = min([low for low, high, _ in slots if low < start <= high + _TOUCH], default=start)
        for low, high, kind in slots:
            if low >= at and high <= end + _NEAR:
                pieces += [first.text[at:low], f"⟨{kind}⟩"]
                at = high
        pieces += [first.text[at : max(at, end)], "…"]
    return "".join(pieces[:-1])
