"""What is weighed: the characters of headings and title, where phrases lie, in which order n-grams are weighed."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from cxzy_nlp.classification import lexicon
from cxzy_nlp.classification.decide import decide, raw_logits
from cxzy_nlp.classification.features import (
    GRAM_BLOCK,
    add_up,
    character_columns,
    genre_grams,
    heading_characters,
    passage_grams,
)
from cxzy_nlp.classification.lexicon import ZONES, role_cue_names
from cxzy_nlp.classification.model import WEIGHTS, Model, load_model, model_folder
from cxzy_nlp.classification.roles import CUE, PLACES, heading_dense, outline
from cxzy_nlp.classification.signals import Signals, read_signals
from cxzy_nlp.classification.view import View
from cxzy_nlp.structure.headings import Heading

_TEXT = "某镇工作总结\n一、基本情况\n全镇有党员80名。\n二、下一步打算\n继续抓好。\n"
_HEADINGS = (Heading(7, 13, 1, "一"), Heading(23, 30, 1, "二"))
#: Two of the characters have no column: 某, 本.
_KNOWN = "镇工作总结一二、基情况下步打算"


def _view(title: tuple[int, int] | None, start: int = 0, end: int = len(_TEXT)) -> View:
    return View(_TEXT, start, end, title, _HEADINGS)


def _signals(view: View) -> Signals:
    return read_signals(view, load_model().lexicon)


@pytest.mark.parametrize(
    "view",
    [
        pytest.param(_view((0, 6)), id="title inside"),
        pytest.param(_view(None), id="no title"),
        pytest.param(_view((0, 6), start=7), id="title before the document"),
        pytest.param(View(_TEXT, 0, 30, (26, 40), _HEADINGS), id="title that reaches beyond the document"),
    ],
)
def test_characters_of_headings_and_title_are_added_up(view: View) -> None:
    table = np.random.default_rng(5).normal(size=(2 * (len(_KNOWN) + 1), 3))
    table[[len(_KNOWN), -1]] = 0
    order = sorted(_KNOWN)
    columns = character_columns(np.array([ord(sign) for sign in order], dtype=np.uint32))
    found, first, shares = heading_characters(_signals(view), columns, len(_KNOWN) + 1)
    sums = np.add.reduceat(table[found], first) * shares[:, None]
    assert len(sums) == len(view.headings) + 1
    texts = [_TEXT[heading.start : heading.end] for heading in view.headings]
    title = "" if view.title is None else _TEXT[view.title[0] : min(view.title[1], view.end)]
    for row, (text, shift, scale) in zip(sums, [*((text, 0, 2.0) for text in texts), (title, 1, 1.0)], strict=True):
        wanted = np.zeros(3)
        for sign in text:
            if sign in order:
                wanted += table[order.index(sign) + shift * (len(_KNOWN) + 1)]
        assert row == pytest.approx(scale * wanted / max(len(text), 1) ** 0.5, rel=1e-6)


_LONG = "一、主要做法\n" + "开展学习教育活动,加强党员队伍建设。" * 20 + "\n二、取得的成效\n三、问题\n党员学习不够。\n"
_BEGIN = _LONG.index("二、")


@pytest.mark.parametrize(
    "view",
    [
        pytest.param(_view((0, 6)), id="short sections"),
        pytest.param(View(_TEXT, 7, len(_TEXT), (0, 6), _HEADINGS), id="title before the document"),
        pytest.param(
            View(
                _LONG,
                0,
                len(_LONG),
                None,
                (
                    Heading(0, 6, 1, "一"),
                    Heading(_BEGIN, _BEGIN + 7, 1, "二"),
                    Heading(_BEGIN + 8, _BEGIN + 12, 1, "三"),
                ),
            ),
            id="a section longer than what is looked at, one without text",
        ),
        pytest.param(
            View("¤¤¤¤¤¤\n二、学习\n", 0, 12, None, (Heading(0, 6, 1, None), Heading(7, 11, 1, "二"))),
            id="a section without",
        ),
    ],
)
def test_n_grams_of_passages_are_added_up(view: View) -> None:
    model = load_model()
    signals = _signals(view)
    table = np.random.default_rng(7).normal(size=(len(model.idf), 3))
    grams, first, filled, shares = passage_grams(signals)
    sums = np.zeros((len(view.headings), 3))
    sums[filled] = np.add.reduceat(table[grams], first) * shares[:, None]
    hits = list(zip(signals.starts.tolist(), signals.grams.tolist(), strict=True))
    stops = [*(heading.start for heading in view.headings[1:]), view.end]
    for row, heading, stop in zip(sums, view.headings, stops, strict=True):
        begin, end = heading.start, min(heading.end + 160, stop)
        inside = [table[gram - 1] for start, gram in hits if gram and begin <= signals.place(start) < end]
        assert row == pytest.approx(1.5 * sum(inside, np.zeros(3)) / max(len(inside), 1) ** 0.5, rel=1e-6)


@pytest.mark.parametrize(("end", "inside"), [(13, True), (12, False)])
def test_a_phrase_is_of_a_heading_that_holds_it_whole(end: int, inside: bool) -> None:
    signals = _signals(View(_TEXT, 0, len(_TEXT), (0, 6), (Heading(7, end, 1, "一"),)))
    assert signals.edges.tolist() == [[7, end], [0, 6]]
    starts = signals.starts[signals.known].tolist()
    ends = (signals.starts + signals.lengths)[signals.known].tolist()
    at = next(number for number, place in enumerate(zip(starts, ends, strict=True)) if place == (9, 13))  # 基本情况
    assert signals.zones[ZONES.index("heading"), at] == inside
    assert not signals.zones[ZONES.index("title"), at]


def test_the_weights_of_the_n_grams_stand_in_the_order_in_which_they_are_read() -> None:
    model = load_model()
    with np.load(model_folder() / WEIGHTS, allow_pickle=False) as stored:
        parts = [
            stored[f"genre_{GRAM_BLOCK}"],
            *(stored[f"wording_{part}"] for part in ("serving", "campaign", "level")),
        ]
        biases = [stored[f"wording_{part}_bias"] for part in ("serving", "campaign", "level")]
    assert (model.grams == np.hstack(parts)).all()
    assert model.wording.bias == pytest.approx(np.hstack(biases))
    grams = genre_grams(_signals(_view((0, 6))), model.idf)
    sums = add_up(grams, model.grams)
    campaigns = parts[0].shape[1] + 1
    spoken = model.wording.score(sums[campaigns - 1 :], 1 << 40)
    logit = add_up(grams, parts[2].astype(np.float32))[0] + biases[1][0]
    assert spoken.campaigns[model.wording.campaigns[0]] == pytest.approx(float(np.clip(logit, -2, 2)), abs=1e-5)


def test_cues_of_a_heading_are_its_own_and_those_of_the_title_are_of_all() -> None:
    text = "某镇整改方案\n一、家底\n前年有12户,名单另附。\n二、下一步打算\n继续抓好。\n"
    second = text.index("二、")
    headings = (Heading(7, 11, 1, "一"), Heading(second, second + 7, 1, "二"))
    signals = _signals(View(text, 0, len(text), (0, 6), headings))
    dense = heading_dense(signals, outline(headings))
    cues = role_cue_names()
    assert dense[:, cues.index("plan of rectification")].tolist() == [CUE, CUE]
    assert dense[:, cues.index("ahead")].tolist() == [0, CUE]
    assert dense[:, cues.index("how things stand")].tolist() == [CUE, 0]
    assert dense[:, cues.index("lists")].tolist() == [0, 0], "名单 stands in the text"
    assert dense.shape == (2, len(cues) + len(PLACES))


def test_a_cue_of_another_zone_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        lexicon, "load", lambda name: [{"cue": "lists", "zone": "opening", "words": ["名单"], "role": "other"}]
    )
    with pytest.raises(ValueError, match="opening"):
        lexicon.role_cue_zones.__wrapped__()


def _roles(model: Model, title: tuple[int, int] | None = (0, 6)) -> list[list[float]]:
    found: list[list[float]] = raw_logits(_signals(_view(title)), model).roles.tolist()
    return found


def test_the_role_of_a_heading_is_asked_with_title_genre_and_text() -> None:
    model = load_model()
    plain = _roles(model)
    assert len(plain) == 2
    assert plain != _roles(model, None)
    assert plain != _roles(replace(model, role_genre=0 * model.role_genre))
    assert plain != _roles(replace(model, passage_weights=0 * model.passage_weights))
    weights = model.character_weights.copy()
    weights[len(weights) // 2 :] = 0
    assert plain != _roles(replace(model, character_weights=weights)), "the title has weights of its own"


def test_a_document_without_headings_has_no_roles() -> None:
    model = load_model()
    logits = raw_logits(read_signals(View(_TEXT, 0, len(_TEXT), (0, 6)), model.lexicon), model)
    assert logits.roles.shape == (0, len(model.role.labels))


def test_a_role_is_given_by_temperature_and_threshold() -> None:
    model = load_model()
    signals = _signals(_view((0, 6)))
    plain = [role.score for role in decide(signals, model).roles if role is not None]
    warm = replace(model, temperatures={**model.temperatures, "role": 9 * model.temperatures["role"]})
    assert len(plain) == 2
    assert all(a is not None and a.score < b for a, b in zip(decide(signals, warm).roles, plain, strict=True))
    strict = replace(model, thresholds={**model.thresholds, "role": sum(plain) / 2})
    assert [role is not None for role in decide(signals, strict).roles] == [score == max(plain) for score in plain]
