"""What n-grams say of serving, of campaigns and of levels, and how the questions take it."""

from __future__ import annotations

import numpy as np
import pytest

from cxzy_nlp.classification import campaigns, levels
from cxzy_nlp.classification.features import add_up
from cxzy_nlp.classification.lexicon import LEVELS
from cxzy_nlp.classification.model import (
    ALIKE_CAMPAIGN,
    ALIKE_HALF,
    ALIKE_LEVEL,
    SURE,
    SURE_HALF,
    load_model,
    make_wording,
)
from cxzy_nlp.classification.names import campaigns as known_campaigns
from cxzy_nlp.classification.signals import Signals, read_signals
from cxzy_nlp.classification.view import View

_LONG = 1 << 40
_CAMPAIGNS = [item.label for item in known_campaigns()]


def _signals(text: str) -> Signals:
    return read_signals(View(text, 0, len(text)), load_model().lexicon)


def test_logits_are_held_within_their_bounds() -> None:
    wording = make_wording(("创先争优", "两学一做"), ("unit",), [0, 0, 0, 0])
    spoken = wording.score(np.float32([9, -9, 1, 9]), _LONG)
    assert spoken.serving == pytest.approx(SURE)
    assert spoken.campaigns == pytest.approx({"创先争优": -ALIKE_CAMPAIGN, "两学一做": 1.0})
    assert spoken.levels == pytest.approx({"unit": ALIKE_LEVEL})


def test_a_short_text_says_less() -> None:
    wording, none = make_wording(("创先争优",), (), [1, -1]), np.zeros(2, dtype=np.float32)
    assert wording.score(none, SURE_HALF).serving == 0.5
    assert wording.score(none, ALIKE_HALF).campaigns == {"创先争优": -0.5}
    assert wording.score(none, 0) == (0, {"创先争优": 0}, {})


def test_a_text_without_n_grams_has_the_intercepts() -> None:
    none = np.array([], dtype=np.int64), np.array([], dtype=np.float32)
    wording = make_wording(("创先争优",), (), [0.5, -1])
    spoken = wording.score(add_up(none, np.ones((3, 2), dtype=np.float32)), _LONG)
    assert spoken.serving == pytest.approx(0.5)
    assert spoken.campaigns == pytest.approx({"创先争优": -1.0})


def _alike(alike: dict[str, float]) -> dict[str, float]:
    """What the question about the wording is answered for each campaign that is heard."""
    signals = _signals("全镇深入开展创先争优活动,也学习贯彻整党决定,开展“两学一做”学习教育。\n")
    at = campaigns.QUESTIONS.index("reads like the texts of this campaign")
    answers = campaigns.ask(signals, ["other"], [0.0], 0.0, alike)
    return {label: row[at] for label, row in zip(_CAMPAIGNS, answers, strict=True) if any(row)}


def test_a_campaign_is_asked_what_its_n_grams_say() -> None:
    found = _alike({"创先争优": 1.5, "两学一做": -2.0, "群众路线": 3.0})
    assert (found["创先争优"], found["两学一做"]) == (1.5, -2.0)
    assert "群众路线" not in found, "nothing of it is heard, so that no n-gram speaks for it"


def test_a_campaign_without_texts_reads_like_the_likeliest() -> None:
    assert _alike({"创先争优": 1.5, "群众路线": 3.0})["两学一做"] == 3.0
    assert _alike({})["两学一做"] == 0.0


def test_a_level_without_texts_reads_like_the_likeliest() -> None:
    rows = levels.ask(_signals("全村党员大会昨天开过了。\n"), 0.0, 0.0, {"village": 2.0, "unit": -1.0})
    at = levels.QUESTIONS.index("reads like the texts of this level")
    found = {level: row[at] for level, row in zip(LEVELS, rows, strict=True)}
    assert (found["village"], found["unit"], found["central"]) == (2.0, -1.0, 2.0)
