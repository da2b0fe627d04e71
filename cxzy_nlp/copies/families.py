"""Which documents go together, for counting how many unrelated ones have something in common."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]


def families(documents: int, related: Ints, *, hubs_first: bool) -> Ints:
    """A number for each document, equal for those that gather round the same one: no chains of relations.

    Begun with the documents of most relations, a template and all that was taken from it are one family; begun with
    those of fewest, as many families are found as can be.
    """
    family = np.full(documents, -1, np.int64)
    neighbours: dict[int, list[int]] = {}
    for a, b in related.tolist():
        neighbours.setdefault(a, []).append(b)
        neighbours.setdefault(b, []).append(a)
    sign = -1 if hubs_first else 1
    for document in sorted(neighbours, key=lambda number: (sign * len(neighbours[number]), number)):
        if family[document] < 0:
            family[document] = document
            for other in neighbours[document]:
                if family[other] < 0:
                    family[other] = document
    alone = family < 0
    family[alone] = np.flatnonzero(alone)
    return family
