"""The scores of labels: accuracy, macro-F1, calibration error, confusion."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

SCRIPTS = Path(__file__).resolve().parent.parent / "scripts"


@pytest.fixture(scope="module")
def scores() -> Iterator[ModuleType]:
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(SCRIPTS))
        yield importlib.import_module("evaluation.scores")


def test_figures(scores: ModuleType) -> None:
    rows = [("a", "a", 0.9), ("a", "b", 0.6), ("b", "b", 0.8), ("b", "b", 0.8)]
    made = [scores.Guess(str(number), *row) for number, row in enumerate(rows)]
    assert scores.accuracy(made) == 0.75
    assert scores.macro_f1(made) == pytest.approx((2 / 3 + 0.8) / 2)
    assert scores.confusion(made) == [("a", "b", 1)]
    assert scores.calibration_error(made) == pytest.approx((0.1 + 0.6 + 0.4) / 4)
    assert scores.class_scores(made)["b"] == {"precision": 2 / 3, "recall": 1, "f1": 0.8, "number": 2}


def test_a_label_that_is_only_said_is_no_class_of_the_mean(scores: ModuleType) -> None:
    made = [scores.Guess("1", "a", "a", 1.0), scores.Guess("2", "a", "c", 1.0)]
    assert scores.macro_f1(made) == pytest.approx(2 / 3)
    assert scores.accuracy([]) == scores.macro_f1([]) == scores.calibration_error([]) == 0


def test_held_out_training() -> None:
    """The whole way from the corpus to weights, on a handful of documents; only where scikit-learn is installed."""
    pytest.importorskip("sklearn")
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(SCRIPTS))
        material = importlib.import_module("training.material")
        fit = importlib.import_module("training.fit")
        patch.setattr(fit, "GRAM_FAMILIES", 2)
        known = material.examples("dev", demo=False)
        card, arrays = fit.train(known, fit.Grams.of(known))
        model = fit.finished(card, arrays)
        again = fit.train(known, fit.Grams.of(known))[1]
    assert set(model.genre.labels) >= {item.genre for item in known}
    assert all((arrays[name] == again[name]).all() for name in arrays)
