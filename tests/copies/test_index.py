"""The index on disk: extended, interrupted, refused."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from cxzy_nlp import Config, find_copies
from cxzy_nlp.errors import InputError

sys.path.insert(0, str(Path(__file__).parent))
from cases import OTHER, SOURCE, THIRD, filled_in, shuffled, spun

TEXTS = {"a": SOURCE, "b": OTHER, "c": filled_in(SOURCE), "d": THIRD, "e": shuffled(spun(SOURCE)), "f": OTHER + THIRD}


def _pairs(texts: dict[str, str], index: Path | None = None) -> set[tuple[str, str]]:
    return {(pair.a, pair.b) for pair in find_copies(texts, index=index).pairs}


def test_step_by_step_is_the_same_as_at_once(tmp_path: Path) -> None:
    found: set[tuple[str, str]] = set()
    for size in (2, 2, 4, 6):
        step = _pairs(dict(list(TEXTS.items())[:size]), tmp_path / "index")
        assert not step & found  # only what is new
        found |= step
    assert found == _pairs(TEXTS)


def test_old_documents_need_not_be_given_again(tmp_path: Path) -> None:
    find_copies({"a": SOURCE}, index=tmp_path)
    report = find_copies({"c": filled_in(SOURCE)}, index=tmp_path)
    assert [(pair.a, pair.b) for pair in report.pairs] == [("a", "c")]
    assert {document.id for document in report.documents} == {"a", "c"}
    assert report.templates[0].slots[0].values["a"] == "松桥镇"


def test_an_interrupted_run_leaves_the_index_as_it_was(tmp_path: Path) -> None:
    find_copies({"a": SOURCE}, index=tmp_path)
    for name in ("symbols.bin", "lengths.bin", "items.jsonl", "texts.bin"):
        with (tmp_path / name).open("ab") as file:
            file.write(b"\x01\x02\x03torn")
    report = find_copies({"c": filled_in(SOURCE)}, index=tmp_path)
    assert len(report.pairs) == 1
    assert json.loads((tmp_path / "index.json").read_text(encoding="utf-8"))["documents"] == 2


def test_refused(tmp_path: Path) -> None:
    find_copies({"a": SOURCE}, index=tmp_path / "index")
    with pytest.raises(InputError, match="another text under the id 'a'"):
        find_copies({"a": OTHER}, index=tmp_path / "index")
    with pytest.raises(InputError, match="another version or with other options"):
        find_copies({"b": OTHER}, index=tmp_path / "index", config=Config(fold_script=False))
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(InputError, match="is a file"):
        find_copies({"b": OTHER}, index=tmp_path / "file")
    with pytest.raises(InputError, match="holds other files"):
        find_copies({"b": OTHER}, index=tmp_path)
    (tmp_path / "index" / "index.json").write_text("[]", encoding="utf-8")
    with pytest.raises(InputError, match="no index of cxzy"):
        find_copies({"b": OTHER}, index=tmp_path / "index")
