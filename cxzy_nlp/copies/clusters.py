"""Families of documents, by how much of them is copied."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

_STRONG = 0.5  # share of either document that makes two of one family
_ATTACHED = 0.15  # share with which a document without a family joins the one it has most of


def cluster(documents: Sequence[int], shares: Mapping[tuple[int, int], tuple[float, float]]) -> list[list[int]]:
    """Groups of two and more, ascending.

    Documents of which half stands in the other are one family. One that has less in common joins the family of the
    document it has most of, but never ties two families together, as a mosaic of both would.

    Examples
    --------
    >>> cluster([1, 2, 3, 4, 5], {(1, 2): (0.9, 0.9), (3, 4): (0.9, 0.8), (1, 5): (0.3, 0.3), (3, 5): (0.2, 0.3)})
    [[1, 2, 5], [3, 4]]
    """
    leader = {document: document for document in documents}

    def find(document: int) -> int:
        while leader[document] != document:
            leader[document] = leader[leader[document]]
            document = leader[document]
        return document

    strong = set()
    for (a, b), both in shares.items():
        if max(both) >= _STRONG:
            leader[max(find(a), find(b))] = min(find(a), find(b))
            strong |= {a, b}
    best: dict[int, tuple[float, int]] = {}
    for (a, b), both in sorted(shares.items()):
        share = max(both)
        if share >= _ATTACHED:
            for one, other in ((a, b), (b, a)):
                if one not in strong and share > best.get(one, (0.0, 0))[0]:
                    best[one] = (share, other)
    for document, (_, other) in sorted(best.items(), key=lambda entry: (-entry[1][0], entry[0])):
        if document == find(document):
            leader[document] = find(other)
    groups: dict[int, list[int]] = {}
    for document in documents:
        groups.setdefault(find(document), []).append(document)
    return sorted(sorted(group) for group in groups.values() if len(group) > 1)
