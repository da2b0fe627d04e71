"""How the headings of a document help each other."""

from __future__ import annotations

import numpy as np
import pytest

from cxzy_nlp.classification.roles import Outline, decode, helps, outline
from cxzy_nlp.structure.headings import Heading

#: Two roles; a heading under one of the first role is likelier to be of it, too.
_HELP = helps(np.array([[2, -2], [-2, 2], [0, 0], [0, 0]], dtype=np.float32))


def _headings(*levels: int) -> list[Heading]:
    return [Heading(2 * at, 2 * at + 1, level, None) for at, level in enumerate(levels)]


@pytest.mark.parametrize(
    ("levels", "above", "before"),
    [
        ((), [], []),
        ((1, 1, 1), [-1, -1, -1], [-1, 0, 1]),
        ((1, 2, 3, 2, 1), [-1, 0, 1, 0, -1], [-1, -1, -1, 1, 0]),
        ((3, 2, 1), [-1, -1, -1], [-1, 0, 1]),
        ((1, 3, 2), [-1, 0, 0], [-1, -1, 1]),
    ],
)
def test_outline(levels: tuple[int, ...], above: list[int], before: list[int]) -> None:
    made = outline(_headings(*levels))
    assert (made.above, made.before) == (above, before)
    assert all(rank < like for rank, like in zip(made.rank, made.like, strict=True))


def _decoded(logits: list[list[float]], known: Outline) -> list[list[float]]:
    found: list[list[float]] = decode(np.array(logits, dtype=np.float32), known, _HELP).tolist()
    return found


def test_a_doubtful_heading_takes_the_role_of_the_one_above_it() -> None:
    (above, below) = _decoded([[5, 0], [0, 0.5]], outline(_headings(1, 2)))
    assert above == [5, 0]
    assert below[0] > below[1]


def test_a_doubtful_heading_helps_less_than_a_plain_one() -> None:
    plain = _decoded([[9, 0], [0, 0]], outline(_headings(1, 2)))[1]
    doubtful = _decoded([[0.3, 0], [0, 0]], outline(_headings(1, 2)))[1]
    assert plain[0] - plain[1] > doubtful[0] - doubtful[1] > 0


def test_help_goes_through_a_doubtful_heading() -> None:
    _, _, last = _decoded([[9, 0], [0, 0], [0, 0.1]], outline(_headings(1, 2, 3)))
    assert last[0] > last[1]


def test_headings_side_by_side_do_not_help_without_weights() -> None:
    assert _decoded([[1, 0], [0, 1]], outline(_headings(1, 1))) == [[1, 0], [0, 1]]


def test_logits_beyond_all_bounds_stay_finite() -> None:
    assert np.isfinite(_decoded([[3e4, 0], [0, 3e4]], outline(_headings(1, 2)))).all()
