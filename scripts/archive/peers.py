"""What else people use to find copies: MinHash by datasketch and rensa, TF-IDF cosine by scikit-learn.

Only for comparison (``pip install -e .[compare]``); each returns scored pairs, and the caller takes the threshold that
suits the peer best.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

Scored = dict[tuple[int, int], float]

_SHINGLE = 5
_PERMUTATIONS = 128


def _shingles(text: str) -> list[str]:
    plain = "".join(text.split())
    return [plain[i : i + _SHINGLE] for i in range(max(1, len(plain) - _SHINGLE + 1))]


def datasketch_pairs(texts: Sequence[str]) -> Scored:
    """MinHash and LSH of datasketch."""
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(threshold=0.1, num_perm=_PERMUTATIONS)
    sketches = []
    for number, text in enumerate(texts):
        sketch = MinHash(num_perm=_PERMUTATIONS)
        sketch.update_batch([shingle.encode() for shingle in set(_shingles(text))])
        sketches.append(sketch)
        index.insert(number, sketch)
    return {
        (number, other): sketches[number].jaccard(sketches[other])
        for number in range(len(texts))
        for other in index.query(sketches[number])
        if other > number
    }


def rensa_pairs(texts: Sequence[str]) -> Scored:
    """MinHash and LSH of rensa."""
    from rensa import RMinHash, RMinHashLSH

    index = RMinHashLSH(threshold=0.1, num_perm=_PERMUTATIONS, num_bands=64)
    sketches = []
    for number, text in enumerate(texts):
        sketch = RMinHash(num_perm=_PERMUTATIONS, seed=42)
        sketch.update(_shingles(text))
        sketches.append(sketch)
        index.insert(number, sketch)
    return {
        (number, other): sketches[number].jaccard(sketches[other])
        for number in range(len(texts))
        for other in index.query(sketches[number])
        if other > number
    }


def cosine_pairs(texts: Sequence[str]) -> Scored:
    """Cosine of TF-IDF vectors of two to four characters."""
    import numpy as np
    from sklearn.feature_extraction.text import TfidfVectorizer

    vectors = TfidfVectorizer(analyzer="char", ngram_range=(2, 4), min_df=2, sublinear_tf=True).fit_transform(texts)
    found: Scored = {}
    for start in range(0, len(texts), 200):
        block = (vectors[start : start + 200] @ vectors.T).toarray()
        rows, columns = np.nonzero(block > 0.05)
        for row, column in zip(rows.tolist(), columns.tolist(), strict=True):
            if column > start + row:
                found[start + row, column] = float(block[row, column])
    return found


PEERS: dict[str, Callable[[Sequence[str]], Scored]] = {
    "datasketch": datasketch_pairs, "rensa": rensa_pairs, "tf-idf cosine": cosine_pairs,
}  # fmt: skip
