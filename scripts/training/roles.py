"""The weights of the section roles, learned with the contexts that the model will meet: its own, not the right ones.

A heading is helped by the roles of the one above it and the one before it. A model that learns with the right roles
there trusts them too much, because it will only have its own guesses. So a first model is trained with the right ones,
judges the headings of families that it has not seen, and the final one is trained with these judgements.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import sparse
from scipy.special import softmax
from sklearn.linear_model import LogisticRegression

from cxzy_nlp.classification.features import GENRE, character_columns, heading_characters, passage_grams
from cxzy_nlp.classification.lexicon import Lexicon
from cxzy_nlp.classification.phrases import encode
from cxzy_nlp.classification.roles import ELDER, PARENT, Outline, decode, heading_dense, helps, outline
from cxzy_nlp.classification.signals import Floats, Signals, read_signals
from training.material import Example, standing_headings
from training.shared import parted, regression

#: Inverse strength of the regularisation.
ROLE_C = 1.0
#: How much a standing heading of the knowledge counts beside one of the corpus.
STANDING = 0.4
#: A character has a weight if so many families have it in headings or titles.
CHARACTER_FAMILIES = 2
#: Parts of the families, each judged by a model of the others.
_PARTS = 6


@dataclass(slots=True, eq=False)
class _Headings:
    """The headings of a document: what they are by themselves, their right roles (-1 for none), their order."""

    family: str
    rows: Any
    genre: Any
    roles: npt.NDArray[np.int64]
    known: Outline


def chosen_characters(known: Sequence[Example]) -> npt.NDArray[np.uint32]:
    """The code points of the characters that have weights, digits folded, ascending."""
    families: dict[int, set[str]] = {}
    for item in known:
        spans = [(heading.start, heading.end) for heading in item.view.headings]
        spans += [] if item.view.title is None else [item.view.title]
        for start, end in spans:
            for code in set(encode(item.view.text[start:end]).tolist()):
                families.setdefault(code, set()).add(item.family)
    return np.array(sorted(code for code, names in families.items() if len(names) >= CHARACTER_FAMILIES), np.uint32)


def train_roles(
    known: Sequence[Example], lexicon: Lexicon, characters: npt.NDArray[np.uint32], genres: Sequence[str]
) -> tuple[LogisticRegression, list[str]]:
    """The fitted model and the roles; columns: dense, `ROLE_BLOCKS`, roles above, before, genres."""
    roles = sorted({role for item in known for role in item.roles if role})
    number = {role: at for at, role in enumerate(roles)}
    columns, width = character_columns(characters), len(characters)
    items = [
        _read(item, lexicon, columns, width, genres, number)
        for item in [*known, *standing_headings()]
        if any(item.roles)
    ]
    contexts = [_context(item, _right(item, len(roles))) for item in items]
    guessed = list(contexts)
    for held in parted((item.family for item in items if item.family), _PARTS, 11):
        fitted = _fit(items, contexts, held, len(roles), quick=True)
        for at, item in enumerate(items):
            if item.family in held:
                guessed[at] = _context(item, _judge(fitted, item, len(roles)))
    return _fit(items, guessed, set(), len(roles)), roles


def _read(
    item: Example,
    lexicon: Lexicon,
    columns: npt.NDArray[np.int16],
    width: int,
    genres: Sequence[str],
    number: Mapping[str, int],
) -> _Headings:
    signals = read_signals(item.view, lexicon)
    known = outline(item.view.headings)
    size = len(item.roles)
    found, first, shares = heading_characters(signals, columns, 0)
    headed, titled = np.split(found, first[-1:])
    rows = np.arange(size).repeat(np.diff(first))
    title = np.bincount(titled, minlength=width + 1)[:width] * shares[-1]
    blocks = [
        sparse.csr_matrix(heading_dense(signals, known)),
        sparse.csr_matrix((shares[rows], (rows, headed)), shape=(size, width + 1))[:, :width],
        sparse.csr_matrix(np.tile(title, (size, 1))),
        _passages(signals, size, lexicon.gram_count),
    ]
    genre = GENRE * np.array([[float(label == item.genre) for label in genres]] * size, dtype=np.float32)
    roles = np.array([number[role] if role else -1 for role in item.roles])
    return _Headings(item.family, sparse.hstack(blocks).tocsr(), sparse.csr_matrix(genre), roles, known)


def _passages(signals: Signals, size: int, width: int) -> Any:
    """The n-grams of the passages of so many headings, in `width` columns."""
    grams, first, some, shares = passage_grams(signals)
    lengths = np.diff(first, append=len(grams))
    return sparse.csr_matrix((shares.repeat(lengths), (some.repeat(lengths), grams)), shape=(size, width))


def _right(item: _Headings, size: int) -> Floats:
    """The right roles as chances; none where nobody annotated one."""
    return np.eye(size + 1, dtype=np.float32)[item.roles][:, :size]


def _context(item: _Headings, chances: Floats) -> Any:
    above, before = np.array(item.known.above), np.array(item.known.before)
    parts = [scale * chances[others] * (others >= 0)[:, None] for others, scale in ((above, PARENT), (before, ELDER))]
    return sparse.csr_matrix(np.hstack(parts))


def _fit(
    items: Sequence[_Headings], contexts: Sequence[Any], without: set[str], size: int, *, quick: bool = False
) -> LogisticRegression:
    parts, labels, weights = [], [], []
    for item, context in zip(items, contexts, strict=True):
        kept = (item.roles >= 0).nonzero()[0]
        if item.family in without or not len(kept):
            continue
        parts.append(sparse.hstack([item.rows, context, item.genre]).tocsr()[kept])
        labels.append(item.roles[kept])
        weights.append(np.full(len(kept), 1.0 if item.family else STANDING))
    rows = sparse.vstack(parts).tocsr()
    fitted = regression(rows, np.concatenate(labels), np.concatenate(weights), ROLE_C, quick=quick)
    if len(fitted.classes_) != size:
        raise ValueError("a role has no heading in some part of the families; the table role_headings should have one")
    return fitted


def _judge(fitted: LogisticRegression, item: _Headings, size: int) -> Floats:
    """The chances of the roles as the model will see them."""
    weights = fitted.coef_.T.astype(np.float32)
    width = item.rows.shape[1]
    logits = item.rows @ weights[:width] + item.genre @ weights[width + 2 * size :] + fitted.intercept_
    helped = decode(logits.astype(np.float32), item.known, helps(weights[width : width + 2 * size]))
    chances: Floats = softmax(helped, axis=1)
    return chances
