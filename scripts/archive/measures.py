"""How well a report fits the truth."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from archive.gold import Case, Pair, Truth


def f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def pair_scores(truth: Truth, found: Iterable[Pair]) -> tuple[float, float]:
    """Precision and recall of pairs; slight ones are left out."""
    pairs = set(found) - truth.slight
    right = len(pairs & truth.cases.keys())
    return right / max(1, len(pairs)), right / max(1, len(truth.cases))


def _covered(cases: Iterable[Case], side: int) -> set[int]:
    return {place for case in cases for place in range(case[2 * side], case[2 * side + 1])}


def character_scores(truth: Truth, found: Mapping[Pair, Sequence[Case]]) -> tuple[float, float]:
    """Precision and recall of copied characters in both documents, over all pairs together."""
    right = said = wanted = 0
    for pair in truth.cases.keys() | (found.keys() - truth.slight):
        for side in (0, 1):
            gold, guess = _covered(truth.cases.get(pair, ()), side), _covered(found.get(pair, ()), side)
            right, said, wanted = right + len(gold & guess), said + len(guess), wanted + len(gold)
    return right / max(1, said), right / max(1, wanted)


def plagdet(truth: Truth, found: Mapping[Pair, Sequence[Case]]) -> tuple[float, float]:
    """The plagdet score of the PAN contests, by macro precision and recall of characters, and the granularity."""
    recalls, precisions, pieces = [], [], []
    for pair in truth.cases.keys() | (found.keys() - truth.slight):
        gold, guess = truth.cases.get(pair, ()), found.get(pair, ())
        for case in gold:
            touching = [one for one in guess if _touch(case, one)]
            recalls.append(_share(case, touching))
            if touching:
                pieces.append(len(touching))
        precisions += [_share(one, [case for case in gold if _touch(case, one)]) for one in guess]
    granularity = sum(pieces) / max(1, len(pieces)) if pieces else 1.0
    score = f1(sum(precisions) / max(1, len(precisions)), sum(recalls) / max(1, len(recalls)))
    return score / math.log2(1 + granularity), granularity


def _touch(one: Case, other: Case) -> bool:
    return min(one[1], other[1]) > max(one[0], other[0]) and min(one[3], other[3]) > max(one[2], other[2])


def _share(case: Case, others: Sequence[Case]) -> float:
    """The share of the characters of a case, on both sides, that others cover."""
    done = size = 0
    for side in (0, 1):
        low, high = case[2 * side], case[2 * side + 1]
        size += high - low
        done += len(_covered([tuple(_clipped(other, side, low, high)) for other in others], side))  # type: ignore[misc]
    return done / size


def _clipped(case: Case, side: int, low: int, high: int) -> list[int]:
    clipped = list(case)
    clipped[2 * side], clipped[2 * side + 1] = max(low, case[2 * side]), min(high, case[2 * side + 1])
    return clipped


def adjusted_rand(one: Sequence[str], other: Sequence[str]) -> float:
    """The adjusted Rand index of two labellings."""

    def pairs(counts: Iterable[int]) -> float:
        return sum(count * (count - 1) / 2 for count in counts)

    both = pairs(Counter(zip(one, other, strict=True)).values())
    first, second = pairs(Counter(one).values()), pairs(Counter(other).values())
    expected = first * second / max(1.0, pairs([len(one)]))
    highest = (first + second) / 2
    return (both - expected) / (highest - expected) if highest != expected else 1.0


def slot_scores(
    rows: Sequence[Mapping[str, Any]], report: Mapping[str, Any], kinds: frozenset[str]
) -> tuple[float, float, float]:
    """Precision and recall of slots in documents of `kinds`, and the share of right kinds.

    A slot is a place of the source that at least two documents of the family fill in differently. Found and true spans
    match if they have half of their characters in common.
    """
    by_id = {row["id"]: row for row in rows}
    right = found_all = gold_all = same_kind = 0
    for template in report["templates"]:
        docs = [name for name in template["docs"] if by_id[name]["kind"] in kinds or by_id[name]["kind"] == "original"]
        copies = [name for name in docs if by_id[name]["kind"] in kinds]
        if (
            len(docs) < 2
            or not copies
            or any(by_id[name]["kind"] not in kinds and by_id[name]["kind"] != "original" for name in template["docs"])
        ):
            continue
        values: dict[str, set[str]] = defaultdict(set)
        for name in docs:
            for start, end, _, key in by_id[name]["slots"]:
                values[key].add(by_id[name]["text"][start:end])
        varying = {key for key, texts in values.items() if len(texts) > 1}
        for name in copies:
            gold = [(start, end, kind) for start, end, kind, key in by_id[name]["slots"] if key in varying]
            guess = [(*slot["spans"][name], slot["kind"]) for slot in template["slots"] if name in slot["spans"]]
            used: set[int] = set()
            for start, end, kind in guess:
                for number, (low, high, wanted) in enumerate(gold):
                    common = min(end, high) - max(start, low)
                    if number not in used and common * 2 >= max(end, high) - min(start, low):
                        used.add(number)
                        same_kind += kind == wanted
                        break
            right += len(used)
            found_all += len(guess)
            gold_all += len(gold)
    return right / max(1, found_all), right / max(1, gold_all), same_kind / max(1, right)
