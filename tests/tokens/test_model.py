"""The shipped model, the corpus it was trained on, and models in folders."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import pickle
import sys
from pathlib import Path
from types import ModuleType

import pytest

from cxzy_nlp import Config, InputError, segment
from cxzy_nlp.resources import model_path
from cxzy_nlp.tokens import make_segmenter

from .texts import ROOT

CORPUS = ROOT / "corpora" / "segmentation"
needs_pkuseg = pytest.mark.skipif(
    importlib.util.find_spec("spacy_pkuseg") is None, reason="spacy-pkuseg is not installed"
)
#: F1 on the test split that the model and the default may not fall below.
FLOORS = {"pkuseg": 90.0, "rjieba": 83.0}


@pytest.fixture(scope="module")
def trainer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("train_segmenter", ROOT / "scripts" / "train_segmenter.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["train_segmenter"] = module
    spec.loader.exec_module(module)
    return module


def test_the_card_tells_the_truth() -> None:
    folder = model_path("segmenter")
    card = json.loads((folder / "card.json").read_text(encoding="utf-8"))
    files = {path.name: path for path in folder.iterdir() if path.suffix in (".msgpack", ".npz")}
    assert card["sha256"] == {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in files.items()}
    assert card["bytes"] == sum(path.stat().st_size for path in files.values()) < 5_000_000
    for name, data in card["data"].items():
        assert data["sha256"] == hashlib.sha256((CORPUS / f"{name}.txt").read_bytes()).hexdigest()


def test_no_pickle_among_the_models() -> None:
    assert [path.name for path in (ROOT / "models").rglob("*") if path.suffix in (".pkl", ".pickle", ".joblib")] == []


def test_the_corpus_is_sound(trainer: ModuleType) -> None:
    splits = {name: trainer.read_sentences(name) for name in ("train", "dev", "test")}
    assert sum(map(len, splits.values())) >= 1500
    for sentences in splits.values():
        assert all(all(word and not word.isspace() for word in sentence) for sentence in sentences)
    texts = [{"".join(sentence) for sentence in sentences} for sentences in splits.values()]
    assert not (texts[0] & texts[1] or texts[0] & texts[2] or texts[1] & texts[2])


@pytest.mark.parametrize("name", [pytest.param("pkuseg", marks=needs_pkuseg), "rjieba"])
def test_floor(trainer: ModuleType, name: str) -> None:
    segmenter = make_segmenter(Config(segmenter=name))
    assert trainer.score(trainer.read_sentences("test"), segmenter.words, frozenset())["f1"] >= FLOORS[name]


@needs_pkuseg
def test_folder_of_the_original_package(tmp_path: Path) -> None:
    """Its features are a pickle of plain containers."""
    import srsly

    shipped = model_path("segmenter")
    features = srsly.read_msgpack(shipped / "features.msgpack")
    features["unigram"], features["bigram"] = set(features["unigram"]), set(features["bigram"])
    (tmp_path / "features.pkl").write_bytes(pickle.dumps(features))
    (tmp_path / "weights.npz").write_bytes((shipped / "weights.npz").read_bytes())
    text = "全镇796名党员深入开展创先争优活动"
    assert segment(text, segmenter=f"pkuseg:{tmp_path}") == segment(text, segmenter="pkuseg")


class _Hostile:
    def __reduce__(self) -> tuple[object, ...]:
        return (Path.touch, (Path("touched"),))


@needs_pkuseg
def test_a_pickle_that_runs_code_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "features.pkl").write_bytes(pickle.dumps(_Hostile()))
    (tmp_path / "weights.npz").write_bytes((model_path("segmenter") / "weights.npz").read_bytes())
    with pytest.raises(InputError, match="no features of pkuseg: it wants to load"):
        segment("党员", segmenter=f"pkuseg:{tmp_path}")
    assert not (tmp_path / "touched").exists()


@needs_pkuseg
def test_a_folder_without_a_model(tmp_path: Path) -> None:
    with pytest.raises(
        InputError, match=r"no pkuseg model; expected a folder with weights\.npz .* \(nothing is ever downloaded\)"
    ):
        segment("党员", segmenter=f"pkuseg:{tmp_path}")
