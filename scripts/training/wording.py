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

from training.shared import parted, regression

#: Inverse strength of the regularisation.
SERVING_C, ALIKE_C = 2.0, 2.0
#: Parts of the families, each judged by a model of the others; a model of all labels takes ten times as long.
SERVING_PARTS, ALIKE_PARTS = 12, 4
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
        columns = np.vstack([fitted.coef_.T, fitted.intercept_])
        classes = fitted.classes_.tolist()
        if len(classes) <= len(names):
            raise ValueError(f"of the labels {', '.join(names)} one stands in no document of some part of the families")
        found: Columns = columns[:, [classes.index(name) for name in names]] - columns[:, [classes.index(otherwise)]]
        return found

    return fit


def often(labels: Sequence[str], families: Sequence[str], otherwise: str) -> tuple[str, ...]:
    """The labels of so many families that something can be learned of how they speak."""
    pairs = set(zip(labels, families, strict=True))
    found = [label for label, _ in pairs]
    return tuple(sorted(label for label in set(found) - {otherwise} if found.count(label) >= _FAMILIES))


def held_scores(rows: Any, fit: Fit, families: Sequence[str], parts: int, bound: float) -> Columns:
    """What a model without the document's family answers, a row for each document."""
    made: dict[int, npt.NDArray[np.float64]] = {}
    for part in parted(families, parts, 13):
        held = np.array([name in part for name in families])
        columns = fit(~held)
        scores = np.clip(rows[held] @ columns[:-1] + columns[-1], -bound, bound)
        made.update(zip(held.nonzero()[0].tolist(), scores, strict=True))
    return np.array([made[at] for at in range(len(families))])
