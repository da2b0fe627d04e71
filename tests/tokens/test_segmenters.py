"""Every backend on every text: tokens tile it; rjieba is jieba; threads and processes give the same."""

from __future__ import annotations

import functools
import gc
import multiprocessing
import os
import pickle
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cxzy_nlp
from cxzy_nlp import Config, InputError, Source, Token
from cxzy_nlp.pipeline import signature
from cxzy_nlp.tokens import Segmenter, make_segmenter, registry, segment_source, segmenter_mark

from .backends import BACKENDS
from .texts import HARD, corpora


def assert_tiles(tokens: list[Token], text: str) -> None:
    assert [token.text for token in tokens] == [text[token.start : token.end] for token in tokens]
    assert "".join(token.text for token in tokens) == text
    assert all(left.end == right.start for left, right in pairwise(tokens))
    assert all(token.start < token.end for token in tokens)


@pytest.mark.parametrize("name", BACKENDS)
def test_tokens_tile_every_corpus_text(name: str) -> None:
    config = Config(segmenter=name)
    for label, source in corpora():
        tokens = segment_source(source, config)
        assert_tiles(tokens, source.text)
        assert len(tokens) > len(source.text) / 12, label


@pytest.mark.parametrize("name", BACKENDS)
@pytest.mark.parametrize("text", HARD)
def test_tokens_tile_hard_texts(name: str, text: str) -> None:
    segmenter = make_segmenter(Config(segmenter=name))
    assert_tiles(segmenter.segment(text), text)
    for format in ("txt", "html"):
        source = Source.from_text(text, format=format)
        assert_tiles(segment_source(source, Config(segmenter=name)), text)


@settings(max_examples=60, deadline=None)
@given(
    st.text(st.sampled_from("党委员四议两公开五个好 \n\r\t\u3000\u200b㈠臵創先爭優12年月.,%<p>&;“”—a𠮷")),
    st.sampled_from(["txt", "html"]),
)
def test_tokens_tile_any_text(text: str, format: str) -> None:
    source = Source.from_text(text, format=format)  # type: ignore[arg-type]  # sampled from the two
    assert_tiles(segment_source(source, Config()), text)


@pytest.mark.parametrize("hmm", [True, False])
@pytest.mark.parametrize("lexicon", [True, False])
def test_rjieba_is_jieba(hmm: bool, lexicon: bool) -> None:
    """What lets one stand in for the other."""
    ours, theirs = (make_segmenter(Config(segmenter=name, hmm=hmm, lexicon=lexicon)) for name in ("rjieba", "jieba"))
    for label, source in corpora():
        assert ours.words(source.text) == theirs.words(source.text), label
    for text in HARD:
        assert ours.words(text) == theirs.words(text)


@settings(max_examples=200, deadline=None)
@given(
    st.text(
        st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF) | st.sampled_from("，。、“”党员同志年a1 \n"),
        max_size=40,
    ),
    st.booleans(),
)
def test_rjieba_is_jieba_on_any_text(text: str, hmm: bool) -> None:
    ours, theirs = (make_segmenter(Config(segmenter=name, hmm=hmm)) for name in ("rjieba", "jieba"))
    assert ours.words(text) == theirs.words(text)


@pytest.mark.parametrize("name", BACKENDS)
def test_threads_give_the_same(name: str) -> None:
    segmenter = make_segmenter(Config(segmenter=name))
    texts = [source.text[:2000] for _, source in corpora()[:12]]
    alone = [segmenter.segment(text) for text in texts]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(segmenter.segment, texts * 3)) == alone * 3


TEXT = "全镇796名党员落实“四议两公开”，开展创先争优活动。"


@pytest.mark.parametrize("name", BACKENDS)
def test_processes_give_the_same(name: str) -> None:
    config = Config(segmenter=name)
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        found = pool.map(functools.partial(cxzy_nlp.segment, config=config), [TEXT] * 2)
    assert found == [cxzy_nlp.segment(TEXT, config=config)] * 2


@pytest.mark.parametrize("name", BACKENDS)
def test_protocol(name: str) -> None:
    segmenter = make_segmenter(Config(segmenter=name))
    assert isinstance(segmenter, Segmenter)
    assert segmenter is make_segmenter(Config(segmenter=name, kinds=()))
    assert segmenter.mark.startswith(name)
    assert segmenter.mark.split(" (")[0] == segmenter_mark(Config(segmenter=name))
    with pytest.raises(TypeError, match=r"call make_segmenter\(config\) in each process"):
        pickle.dumps(segmenter)


@pytest.mark.parametrize("enabled", [True, False])
def test_the_collector_is_left_as_it_was(enabled: bool) -> None:
    if not enabled:
        gc.disable()
    try:
        assert len(cxzy_nlp.segment("党员，" * 2000)) == 4000
        assert gc.isenabled() is enabled
    finally:
        gc.enable()


def test_the_modules_own_tokenizer_is_left_alone() -> None:
    code = (
        "import jieba, logging, os, tempfile; from cxzy_nlp import Config, segment\n"
        "segment('落实四议两公开', segmenter='jieba')\n"
        "assert not jieba.dt.initialized and not jieba.dt.FREQ, 'the global tokenizer was loaded'\n"
        "assert not os.path.exists(os.path.join(tempfile.gettempdir(), 'jieba.cache')), 'a shared cache'\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=_empty_temp())
    assert (done.returncode, done.stderr) == (0, "")


def _empty_temp() -> dict[str, str]:
    return {**os.environ, "TMPDIR": tempfile.mkdtemp()}


def test_import_is_light() -> None:
    code = (
        "import sys, cxzy_nlp, cxzy_nlp.api\n"
        "optional = ['jieba', 'rjieba', 'spacy', 'spacy_pkuseg', 'srsly', 'sklearn', 'pandas', 'pyarrow']\n"
        "print([name for name in optional if name in sys.modules])\n"
        "cxzy_nlp.segment('开展活动')\n"
        "print([name for name in optional if name in sys.modules])\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ["[]", "['rjieba']"]


def _without(monkeypatch: pytest.MonkeyPatch, *missing: str) -> None:
    installed = registry._is_installed
    monkeypatch.setattr(registry, "_is_installed", lambda name: name not in missing and installed(name))
    registry._made.cache_clear()


@pytest.fixture(autouse=True)
def _fresh() -> object:
    yield
    registry._made.cache_clear()


def test_jieba_stands_in_for_rjieba(monkeypatch: pytest.MonkeyPatch) -> None:
    with_it = cxzy_nlp.segment(TEXT)
    _without(monkeypatch, "rjieba")
    assert make_segmenter(Config()).mark.startswith("jieba 0.42.1 ")
    assert segmenter_mark(Config()).startswith("jieba 0.42.1 ")
    assert cxzy_nlp.segment(TEXT) == with_it


MISSING = [
    ("jieba", "needs the package jieba: pip install 'jieba==0.42.1'"),
    ("pkuseg", r"needs the package spacy-pkuseg: pip install 'cxzy-nlp\[pkuseg\]', or use segmenter='rjieba'"),
    ("spacy", r"needs the package spacy: pip install 'cxzy-nlp\[spacy\]'"),
]


@pytest.mark.parametrize(("name", "message"), MISSING)
def test_what_to_install(monkeypatch: pytest.MonkeyPatch, name: str, message: str) -> None:
    _without(monkeypatch, name)
    with pytest.raises(InputError, match=message):
        cxzy_nlp.segment("党员", segmenter=name)
    with pytest.raises(InputError, match=message):
        signature(Config(segmenter=name), tokens=True)


def test_nothing_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    _without(monkeypatch, "rjieba", "jieba", "pkuseg", "spacy")
    with pytest.raises(InputError, match=r"needs the package rjieba: pip install 'rjieba>=0\.2\.2'$"):
        cxzy_nlp.segment("党员")


def test_a_segmenter_of_ones_own() -> None:
    class Characters:
        mark = "characters"

        def words(self, text: str) -> list[str]:
            return list(text)

        def segment(self, text: str) -> list[Token]:
            raise NotImplementedError

    assert [token.norm for token in cxzy_nlp.segment("黨員", segmenter=Characters())] == ["党", "员"]


def test_documents_do_not_depend_on_the_segmenter() -> None:
    assert signature(Config(segmenter="jieba", lexicon=False, hmm=False)) == signature()
    marks = {signature(config, tokens=True) for config in (Config(), Config(lexicon=False), Config(hmm=False))}
    assert len(marks) == 3


def test_tokens_of_documents() -> None:
    text = "网站首页\n第一篇：甲村总结\n同志们：\n今天开会，讲兩点。\n第二篇：乙村总结\n同志们：\n刚才大家作了發言。"
    for document in cxzy_nlp.analyze(text):
        tokens = document.tokens()
        assert (tokens[0].start, tokens[-1].end) == (document.start, document.end)
        assert "".join(token.text for token in tokens) == document.text
        assert all(text[token.start : token.end] == token.text for token in tokens)
