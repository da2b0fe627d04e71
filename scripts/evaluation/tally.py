"""What is counted for one kind of facts, and the matching of facts by overlap."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from cxzy_nlp.text.script import to_simplified

OVERLAP = 0.34
QUOTES = dict.fromkeys(map(ord, '“”‘’「」『』"'))

#: A gold fact or a made one by the place where it stands: source and offset.
Place = tuple[str, int]


@dataclass(slots=True)
class Tally:
    """Counts of one kind: gold facts found, missed, found in excess, and right in value."""

    found: int = 0
    missed: int = 0
    false: int = 0
    right: int = 0
    notes: list[str] = field(default_factory=list)
    #: Of counts: how many matched ones count the right noun.
    nouns: int | None = None
    #: Of persons and references: how many matched ones have the right role or number.
    sides: int | None = None
    #: Of frameworks: look-alikes that were taken for one, and all of them.
    alike: tuple[int, int] | None = None
    #: Where the gold facts stand that were found with the right value, and those found in excess; with their texts.
    right_at: dict[Place, str] = field(default_factory=dict)
    excess_at: dict[Place, str] = field(default_factory=dict)

    def scores(self) -> dict[str, float]:
        gold, made = self.found + self.missed, self.found + self.false
        precision = self.found / made if made else 1.0
        recall = self.found / gold if gold else 1.0
        scores = {
            "precision": precision,
            "recall": recall,
            "f1": _f1(self.found, gold, made),
            "value_f1": _f1(self.right, gold, made),
        }
        if self.nouns is not None:
            scores["of"] = self.nouns / self.found if self.found else 1.0
        if self.sides is not None:
            scores["side"] = self.sides / self.found if self.found else 1.0
        if self.alike is not None:
            scores["spared"] = 1 - self.alike[0] / self.alike[1] if self.alike[1] else 1.0
        return scores


def _f1(hits: int, gold: int, made: int) -> float:
    return 2 * hits / (gold + made) if gold + made else 1.0


def overlap(a: Mapping[str, Any], b: Mapping[str, Any]) -> float:
    shared = min(a["end"], b["end"]) - max(a["start"], b["start"])
    return float(max(shared, 0)) / float(max(a["end"], b["end"]) - min(a["start"], b["start"]))


def match(
    tally: Tally,
    gold: Sequence[Mapping[str, Any]],
    made: Sequence[Mapping[str, Any]],
    right: Callable[[Mapping[str, Any], Mapping[str, Any]], bool],
    where: str,
) -> dict[int, int]:
    """Match gold and made facts one to one, best overlap first, and add them to the tally; gold to made is returned."""
    pairs = sorted(
        (
            (overlap(g, m), i, j)
            for i, g in enumerate(gold)
            for j, m in enumerate(made)
            if m["start"] < g["end"] and g["start"] < m["end"] and overlap(g, m) >= OVERLAP
        ),
        key=lambda item: (-item[0], item[1], item[2]),
    )
    gold_left, made_left = set(range(len(gold))), set(range(len(made)))
    matched: dict[int, int] = {}
    for _, i, j in pairs:
        if i not in gold_left or j not in made_left:
            continue
        gold_left.discard(i)
        made_left.discard(j)
        matched[i] = j
        if gold[i].get("optional"):
            continue
        tally.found += 1
        if right(gold[i], made[j]):
            tally.right += 1
            tally.right_at[where, gold[i]["start"]] = gold[i]["text"]
        else:
            tally.notes.append(f"{where}: value of {gold[i]['text']!r}: {shown(gold[i])}, got {shown(made[j])}")
    gold_left = {i for i in gold_left if not gold[i].get("optional")}
    tally.missed += len(gold_left)
    tally.false += len(made_left)
    tally.excess_at |= {(where, made[j]["start"]): made[j]["text"] for j in made_left}
    tally.notes += [f"{where}: missed {gold[i]['text']!r} at {gold[i]['start']}" for i in sorted(gold_left)]
    tally.notes += [f"{where}: in excess {made[j]['text']!r} at {made[j]['start']}" for j in sorted(made_left)]
    return matched


def single(tally: Tally, gold: str | None, made: str | None, where: str, at: int) -> None:
    """A thing that a document has once or not at all."""
    if gold is None and made is None:
        return
    if gold == made:
        tally.found += 1
        tally.right += 1
        tally.right_at[where, at] = gold or ""
        return
    tally.missed += gold is not None
    tally.false += made is not None
    if made is not None:
        tally.excess_at[where, at] = made
    tally.notes.append(f"{where}: {gold!r}, got {made!r}")


def bare(of: str | None) -> str:
    return "".join(to_simplified(of or "").translate(QUOTES).split())


def shown(fact: Mapping[str, Any]) -> str:
    return ", ".join(str(fact[key]) for key in ("level", "value", "unit", "name", "digits") if key in fact) + (
        f" ({fact['text']!r})"
    )


def plain(text: str) -> str:
    """A text in Simplified script, without blanks, quotation marks and the signs that part its pieces."""
    return "".join(character for character in to_simplified(text) if character.isalnum() or character == "+")
