"""Does a text speak as those do that serve a campaign? Learned beside the questions of the campaigns, which use it.

The questions are to learn how far to trust this answer, so that they are given that of a model which has not seen the
document's family; one that knows the document would be trusted too much.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import sparse
from sklearn.linear_model import LogisticRegression

from cxzy_nlp.classification.features import Sparse
from cxzy_nlp.classification.model import Serving

#: Inverse strength of the regularisation.
SERVING_C = 2.0
#: Parts of the families, each judged by a model of the others.
_PARTS = 12
_SOLVER = {"max_iter": 300, "tol": 1e-5}


def matrix(grams: Sequence[Sparse], size: int) -> Any:
    """The n-grams of the documents, one row each, in `size` columns."""
    lengths = [len(places) for places, _ in grams]
    rows = np.repeat(np.arange(len(grams)), lengths)
    columns = np.concatenate([places for places, _ in grams])
    values = np.concatenate([values for _, values in grams])
    return sparse.csr_matrix((values, (rows, columns)), shape=(len(grams), size))


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
    names = sorted(set(families))
    random.Random(13).shuffle(names)
    part = {name: at % _PARTS for at, name in enumerate(names)}
    parts = np.array([part[name] for name in families])
    scores = [0.0] * len(grams)
    for held in range(_PARTS):
        model = _fit(rows[parts != held], serves[parts != held], weights[parts != held])
        for at in (parts == held).nonzero()[0].tolist():
            scores[at] = model.score({"whole": grams[at]})
    return _fit(rows, serves, weights), scores


def _fit(rows: Any, serves: npt.NDArray[np.bool_], weights: npt.NDArray[np.float64]) -> Serving:
    fitted = LogisticRegression(C=SERVING_C, **_SOLVER).fit(rows, serves, sample_weight=weights)
    return Serving(float(fitted.intercept_[0]), fitted.coef_[0].astype(np.float16).astype(np.float32))
