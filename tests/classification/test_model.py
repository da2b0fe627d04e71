"""The model's files: small, hashed, loaded without executing code, refused if they were altered."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from cxzy_nlp.classification.model import CARD, WEIGHTS, load_model, model_folder, read_model
from cxzy_nlp.errors import CxzyError

#: 3 MB is what a model may weigh.
LARGEST = 3_000_000


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(model_folder(), tmp_path / "classify"))


def test_files() -> None:
    folder = model_folder()
    assert {path.name for path in folder.iterdir()} == {CARD, WEIGHTS, "card.md"}
    assert sum(path.stat().st_size for path in folder.iterdir()) < LARGEST
    card = json.loads((folder / CARD).read_text(encoding="utf-8"))
    assert card["sha256"] == load_model().sha256
    assert card["sha256"] in (folder / "card.md").read_text(encoding="utf-8")


def test_altered_weights_are_refused(copy: Path) -> None:
    data = (copy / WEIGHTS).read_bytes()
    (copy / WEIGHTS).write_bytes(data[:-1] + bytes([data[-1] ^ 1]))
    with pytest.raises(CxzyError, match="not those that the card describes"):
        read_model(copy)


def test_another_format_is_refused(copy: Path) -> None:
    card = json.loads((copy / CARD).read_text(encoding="utf-8"))
    (copy / CARD).write_text(json.dumps(card | {"format": "cxzy.classify/0"}), encoding="utf-8")
    with pytest.raises(CxzyError, match=r"format 'cxzy\.classify/0'"):
        read_model(copy)


def test_other_questions_are_refused(copy: Path) -> None:
    card = json.loads((copy / CARD).read_text(encoding="utf-8"))
    card["level"]["questions"] = card["level"]["questions"][1:]
    (copy / CARD).write_text(json.dumps(card), encoding="utf-8")
    with pytest.raises(CxzyError, match="train it again"):
        read_model(copy)


def test_a_missing_file_is_named(copy: Path) -> None:
    (copy / WEIGHTS).unlink()
    with pytest.raises(CxzyError, match=r"weights\.npz cannot be read"):
        read_model(copy)


def test_no_array_holds_objects() -> None:
    with np.load(model_folder() / WEIGHTS, allow_pickle=False) as stored:
        assert all(stored[name].dtype.kind in "fu" for name in stored.files)
