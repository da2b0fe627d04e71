"""What the fits share: one regression, families in parts, n-grams as a matrix."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import sparse
from sklearn.linear_model import LogisticRegression

from cxzy_nlp.classification.features import Sparse

_SOLVER = {"max_iter": 300, "tol": 1e-5}
#: Where many models of many classes are fitted; further steps changed no answer.
_QUICK = {"max_iter": 60, "tol": 1e-3}


def regression(
    rows: Any, labels: npt.NDArray[Any], weights: npt.NDArray[np.float64], c: float, *, quick: bool = False
) -> LogisticRegression:
    """A fitted model; `c` is the inverse strength of the regularisation."""
    return LogisticRegression(C=c, **(_QUICK if quick else _SOLVER)).fit(rows, labels, sample_weight=weights)


def parted(families: Iterable[str], count: int, seed: int) -> list[set[str]]:
    """The families in `count` parts, drawn by `seed`; 0 is a part for each."""
    names = sorted(set(families))
    random.Random(seed).shuffle(names)
    return [set(names[part :: count or len(names)]) for part in range(count or len(names))]


def matrix(grams: Sequence[Sparse], size: int) -> Any:
    """The n-grams of the documents, one row each, in `size` columns."""
    lengths = [len(places) for places, _ in grams]
    rows = np.repeat(np.arange(len(grams)), lengths)
    columns = np.concatenate([places for places, _ in grams])
    values = np.concatenate([values for _, values in grams])
    return sparse.csr_matrix((values, (rows, columns)), shape=(len(grams), size))
