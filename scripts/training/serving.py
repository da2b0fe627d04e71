"""Does a text speak as those do that serve a campaign? Learned beside the questions of the campaigns, which use it.

The questions are to learn how far to trust this answer, so that they are given that of a model which has not seen the
document's family; one that knows the document would be trusted too much.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from cxzy_nlp.classification.features import Sparse
from cxzy_nlp.classification.model import Serving
from training.shared import matrix, parted, regression

#: Inverse strength of the regularisation.
SERVING_C = 2.0
#: Parts of the families, each judged by a model of the others.
_PARTS = 12


def train_serving(
    grams: Sequence[Sparse],
    size: int,
    serves: npt.NDArray[np.bool_],
    weights: npt.NDArray[np.float64],
    families: Sequence[str],
) -> tuple[Serving, list[float]]:
    """The model of all, and of each document the score by a model without its family.

    A document without a family (an everyday mention of the knowledge) is a family of its own.
    """
    rows = matrix(grams, size)
    scores = [0.0] * len(grams)
    for part in parted(families, _PARTS, 13):
        held = np.array([name in part for name in families])
        model = _fit(rows[~held], serves[~held], weights[~held])
        for at in held.nonzero()[0].tolist():
            scores[at] = model.score(grams[at])
    return _fit(rows, serves, weights), scores


def _fit(rows: Any, serves: npt.NDArray[np.bool_], weights: npt.NDArray[np.float64]) -> Serving:
    fitted = regression(rows, serves, weights, SERVING_C)
    return Serving(float(fitted.intercept_[0]), fitted.coef_[0].astype(np.float16).astype(np.float32))
