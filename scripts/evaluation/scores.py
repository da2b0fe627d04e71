"""Scores of labels: right, macro-F1, calibration, confusion; and the held-out predictions they are made of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

BINS = 10


@dataclass(frozen=True, slots=True)
class Guess:
    """One decision: where, what is right, what was said, with which score."""

    where: str
    wanted: str
    found: str
    score: float


def accuracy(guesses: Sequence[Guess]) -> float:
    """The share of right ones."""
    return sum(item.wanted == item.found for item in guesses) / max(len(guesses), 1)


def class_scores(guesses: Sequence[Guess]) -> dict[str, dict[str, float]]:
    """Precision, recall, F1 and number of every label that is right or was said."""
    wanted, found = Counter(item.wanted for item in guesses), Counter(item.found for item in guesses)
    hits = Counter(item.wanted for item in guesses if item.wanted == item.found)
    return {
        label: {
            "precision": hits[label] / found[label] if found[label] else 0.0,
            "recall": hits[label] / wanted[label] if wanted[label] else 0.0,
            "f1": 2 * hits[label] / (wanted[label] + found[label]),
            "number": wanted[label],
        }
        for label in sorted({*wanted, *found})
    }


def macro_f1(guesses: Sequence[Guess]) -> float:
    """The mean F1 of the labels that occur in the truth."""
    scores = [item["f1"] for item in class_scores(guesses).values() if item["number"]]
    return sum(scores) / max(len(scores), 1)


def calibration_error(guesses: Sequence[Guess]) -> float:
    """Expected calibration error: by how much the scores in each tenth differ from the share of right ones there."""
    bins: dict[int, list[Guess]] = {}
    for item in guesses:
        bins.setdefault(min(int(item.score * BINS), BINS - 1), []).append(item)
    return sum(
        abs(sum(item.score for item in inside) - sum(item.wanted == item.found for item in inside))
        for inside in bins.values()
    ) / max(len(guesses), 1)


def confusion(guesses: Iterable[Guess]) -> list[tuple[str, str, int]]:
    """What was taken for what, most frequent first."""
    counted = Counter((item.wanted, item.found) for item in guesses if item.wanted != item.found)
    return [(wanted, found, number) for (wanted, found), number in sorted(counted.items(), key=lambda x: (-x[1], x[0]))]


def summary(guesses: Sequence[Guess]) -> dict[str, Any]:
    """The four figures of a kind."""
    return {
        "number": len(guesses),
        "accuracy": round(accuracy(guesses), 3),
        "macro_f1": round(macro_f1(guesses), 3),
        "calibration_error": round(calibration_error(guesses), 3),
    }
