"""The scores of labels: accuracy, macro-F1, calibration error, confusion."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from cxzy_nlp.classification.features import ROLE_BLOCKS
from cxzy_nlp.classification.model import WEIGHTS, load_model, model_folder
from cxzy_nlp.classification.signals import read_signals
from cxzy_nlp.classification.view import View
from cxzy_nlp.structure.headings import Heading

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


_TEXT = "某镇整改方案\n一、基本情况\n全镇有党员80名。\n二、下一步打算\n继续抓好学习教育,加强党员队伍建设。\n"
_SECOND = _TEXT.index("二、")


@pytest.mark.parametrize(
    ("title", "start"),
    [
        pytest.param((0, 6), 0, id="title inside"),
        pytest.param(None, 0, id="no title"),
        pytest.param((0, 6), 7, id="title before the document"),
    ],
)
def test_a_heading_is_trained_on_as_it_is_judged(title: tuple[int, int] | None, start: int) -> None:
    """The row of a heading times the stored weights gives the logits that the model finds without its neighbours."""
    pytest.importorskip("sklearn")
    model, decide = load_model(), importlib.import_module("cxzy_nlp.classification.decide")
    view = View(_TEXT, start, len(_TEXT), title, (Heading(7, 13, 1, "一"), Heading(_SECOND, _SECOND + 7, 1, "二")))
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(SCRIPTS))
        example = importlib.import_module("training.material").Example(
            "x", "f", view, "plan", "", None, "", ("goals", "next_steps")
        )
        row = importlib.import_module("training.roles")._read(
            example,
            model.lexicon,
            model.characters,
            len(model.character_weights) // 2 - 1,
            model.genre.labels,
            {role: number for number, role in enumerate(model.role.labels)},
        )
        patch.setattr(decide, "decode", lambda alone, known, help_of: alone)
        judged = decide._roles(
            read_signals(view, model.lexicon), model, [float(label == "plan") for label in model.genre.labels]
        )
    with np.load(model_folder() / WEIGHTS, allow_pickle=False) as stored:
        weights = np.vstack([model.role.dense, *(stored[f"role_{block}"] for block in ROLE_BLOCKS)]).astype(np.float32)
        genres = stored["role_context"][2 * len(model.role.labels) :]
    trained = row.rows @ weights + row.genre @ genres + model.role.bias
    assert judged == pytest.approx(trained, abs=1e-4)
