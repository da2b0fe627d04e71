"""Pipelines of spaCy: by name, by folder, as an object."""

from __future__ import annotations

from pathlib import Path

import pytest

from cxzy_nlp import InputError, segment
from cxzy_nlp.tokens.lexicon import domain_lexicon

spacy = pytest.importorskip("spacy")

from cxzy_nlp.tokens.spacy_backend import SpacySegmenter  # noqa: E402  # needs spaCy

TEXT = "全镇796名党员开展创先争优活动。"


def test_folder(tmp_path: Path) -> None:
    spacy.blank("zh", config={"nlp": {"tokenizer": {"segmenter": "char"}}}).to_disk(tmp_path / "zh")
    found = [token.text for token in segment(TEXT, segmenter=f"spacy:{tmp_path / 'zh'}")]
    assert found == ["全", "镇", "796", "名", "党", "员", "开", "展", "创先争优", "活", "动", "。"]


def test_object() -> None:
    segmenter = SpacySegmenter(spacy.blank("zh"), domain_lexicon())
    assert "创先争优" in [token.text for token in segment(TEXT, segmenter=segmenter)]
    assert segmenter.mark.startswith("spacy ")
    assert SpacySegmenter(spacy.blank("zh")).words("党员") == ["党", "员"]


def test_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="spaCy cannot load 'no_such_pipeline'"):
        segment(TEXT, segmenter="spacy:no_such_pipeline")
    spacy.blank("en").to_disk(tmp_path / "en")
    with pytest.raises(InputError, match="is a pipeline for 'en'; name one for Chinese"):
        segment(TEXT, segmenter=f"spacy:{tmp_path / 'en'}")
