"""How the texts speak: those that serve a campaign, those of each campaign, those of each level.

Learned beside the questions that use the answers. The questions are to learn how far to trust these answers, so that
they are given those of models which have not seen the document's family; one that knows the document would be trusted
too much.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from cxzy_nlp.classification.model import ALIKE_HALF, SURE, SURE_HALF
from training.shared import parted, regression

#: Inverse strength of the regularisation.
SERVING_C, ALIKE_C = 2.0, 2.0
#: Parts of the families, each judged by a model of the others; a model of all labels takes ten times as long.
_SERVING_PARTS, _ALIKE_PARTS = 12, 4
#: A label of fewer families is left out: its n-grams would be those of a writer.
_FAMILIES = 5

#: Weights of the n-grams, a column for each answer, and the intercepts in the last row.
Columns = npt.NDArray[np.float64]
#: From the rows that are kept to the columns.
Fit = Callable[[npt.NDArray[np.bool_]], Columns]


def serving_fit(rows: Any, serves: npt.NDArray[np.bool_], weights: npt.NDArray[np.float64]) -> Fit:
    """Whether a text speaks as those do that serve a campaign."""

    def fit(kept: npt.NDArray[np.bool_]) -> Columns:
        fitted = regression(rows[kept], serves[kept], weights[kept], SERVING_C)
        return np.vstack([fitted.coef_.T, fitted.intercept_])

    return fit


def alike_fit(
    rows: Any, labels: Sequence[str], weights: npt.NDArray[np.float64], names: Sequence[str], otherwise: str
) -> Fit:
    """How much a text speaks as those of each label of `names` do, against those of the label `otherwise`."""
    truth = np.array(labels)
    known = np.isin(truth, [*names, otherwise])

    def fit(kept: npt.NDArray[np.bool_]) -> Columns:
        kept = kept & known
        fitted = regression(rows[kept], truth[kept], weights[kept], ALIKE_C, quick=True)
        every = np.vstack([fitted.coef_.T, fitted.intercept_])
        classes = fitted.classes_.tolist()
        if len(classes) == 2:  # scikit-learn tells the second of two against the first
            every = np.hstack([np.zeros_like(every), every])
        made: Columns = np.zeros(
            (len(every), len(names))
        )  # nothing is said of a label that stands in other parts alone
        for column, name in enumerate(names):
            if name in classes:
                made[:, column] = every[:, classes.index(name)] - every[:, classes.index(otherwise)]
        return made

    return fit


def often(labels: Sequence[str], families: Sequence[str], otherwise: str) -> tuple[str, ...]:
    """The labels of so many families that something can be learned of how they speak."""
    pairs = set(zip(labels, families, strict=True))
    found = [label for label, _ in pairs]
    return tuple(sorted(label for label in set(found) - {otherwise} if found.count(label) >= _FAMILIES))


def held_serving(rows: Any, fit: Fit, families: Sequence[str], sizes: Sequence[int]) -> list[float]:
    """What a model without the document's family says of serving, for each document of so many characters."""
    found: list[float] = _held(rows, fit, families, _SERVING_PARTS, SURE, _shares(sizes, SURE_HALF))[:, 0].tolist()
    return found


def held_alike(rows: Any, fit: Fit, families: Sequence[str], sizes: Sequence[int], bound: float) -> list[list[float]]:
    """What a model without the document's family says of each label, for each document of so many characters."""
    found: list[list[float]] = _held(rows, fit, families, _ALIKE_PARTS, bound, _shares(sizes, ALIKE_HALF)).tolist()
    return found


def _shares(sizes: Sequence[int], half: float) -> Columns:
    """How much is said of texts of so many characters."""
    lengths = np.array(sizes, dtype=np.float64)[:, None]
    return lengths / (lengths + half)


def _held(rows: Any, fit: Fit, families: Sequence[str], parts: int, bound: float, shares: Columns) -> Columns:
    made: dict[int, npt.NDArray[np.float64]] = {}
    for part in parted(families, parts, 13):
        held = np.array([name in part for name in families])
        columns = fit(~held)
        scores = np.clip(rows[held] @ columns[:-1] + columns[-1], -bound, bound)
        made.update(zip(held.nonzero()[0].tolist(), scores, strict=True))
    return np.array([made[at] for at in range(len(families))]) * shares
