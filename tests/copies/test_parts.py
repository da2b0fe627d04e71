"""The steps of the search one by one, on numbers instead of texts."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxzy_nlp.copies.alignment import align
from cxzy_nlp.copies.candidates import find_candidates
from cxzy_nlp.copies.clusters import cluster
from cxzy_nlp.copies.common import GROUPS, carried_by_groups, isin
from cxzy_nlp.copies.corpus import Corpus, join, open_corpus
from cxzy_nlp.copies.differences import find_differences
from cxzy_nlp.copies.families import families
from cxzy_nlp.copies.passages import match, seeds_of
from cxzy_nlp.copies.seeds import find_postings
from cxzy_nlp.copies.views import stated_date

SETTINGS = settings(max_examples=80, deadline=None, derandomize=True)
RNG = np.random.default_rng(7)


def _corpus(documents: list[list[int]]) -> Corpus:
    lengths = [len(document) for document in documents]
    symbols = np.array([symbol for document in documents for symbol in document], np.uint16)
    places = np.arange(len(symbols), dtype=np.uint32)
    return Corpus(symbols, places, np.ones(len(symbols), np.uint16), np.concatenate([[0], np.cumsum(lengths)]))


def _words(size: int) -> list[int]:
    return RNG.integers(1000, 9000, size).tolist()


def test_candidates_of_families_large_and_small() -> None:
    """A template of two hundred documents is no common language, and a pair is found beside it."""
    template, own = _words(300), [_words(300) for _ in range(40)]
    documents = [template[:] for _ in range(200)] + own + [own[0][:150] + _words(150)]
    pairs = set(map(tuple, find_candidates(find_postings(_corpus(documents)), len(documents)).tolist()))
    assert (200, 240) in pairs
    assert sum(b < 200 for _, b in pairs) == 200 * 199 // 2
    assert all((a < 200) == (b < 200) for a, b in pairs)


def test_common_language_makes_no_candidates() -> None:
    ordered = _words(60)
    documents = [_words(150) + ordered + _words(150) for _ in range(60)]
    assert len(find_candidates(find_postings(_corpus(documents)), len(documents))) == 0


def test_new_documents_only() -> None:
    text = _words(200)
    documents = [text, text, _words(200), text]
    pairs = find_candidates(find_postings(_corpus(documents)), 4, fresh=3)
    assert pairs.tolist() == [[0, 3], [1, 3]]


def test_groups_are_counted_not_documents() -> None:
    ordered = _words(20)
    postings = find_postings(_corpus([_words(10) + ordered for _ in range(6)]))
    alone = families(6, np.zeros((0, 2), np.int64), hubs_first=True)
    related = families(6, np.array([[0, n] for n in range(1, 6)]), hubs_first=True)
    assert len(carried_by_groups(postings, alone)) == len(ordered) - 7
    assert len(carried_by_groups(postings, related)) == 0
    assert GROUPS == 4


#: how b is made of a, and the chains that must come out (a0, a1, b0, b1), give or take two symbols
A = _words(120)
CHAINS: list[tuple[str, list[int], list[tuple[int, int, int, int]]]] = [
    ("equal", A, [(0, 120, 0, 120)]),
    ("inserted", A[:60] + _words(5) + A[60:], [(0, 120, 0, 125)]),
    ("dropped", A[:60] + A[66:], [(0, 120, 0, 114)]),
    ("moved", A[60:] + A[:60], [(0, 60, 60, 120), (60, 120, 0, 60)]),
    ("every sixth pair changed", [_words(1)[0] if n % 6 < 2 else symbol for n, symbol in enumerate(A)], []),
    ("excerpt", _words(80) + A[40:90] + _words(80), [(40, 90, 80, 130)]),
    ("nothing", _words(120), []),
]


@pytest.mark.parametrize(("name", "b", "chains"), CHAINS, ids=[case[0] for case in CHAINS])
def test_chains(name: str, b: list[int], chains: list[tuple[int, int, int, int]]) -> None:
    found = match(seeds_of(np.array(A, np.uint16)), seeds_of(np.array(b, np.uint16)))
    if name == "every sixth pair changed":
        assert len(found) == 1
        assert found[0][1] - found[0][0] > 110
        return
    assert len(found) == len(chains)
    for row, wanted in zip(found.tolist(), chains, strict=True):
        assert all(abs(one - other) <= 2 for one, other in zip(row, wanted, strict=False)), name


@SETTINGS
@given(st.lists(st.integers(1, 5), max_size=120), st.lists(st.integers(1, 5), max_size=120))
def test_chains_stay_inside(a: list[int], b: list[int]) -> None:
    for a0, a1, b0, b1, equal in match(seeds_of(np.array(a, np.uint16)), seeds_of(np.array(b, np.uint16))).tolist():
        assert 0 <= a0 < a1 <= len(a)
        assert 0 <= b0 < b1 <= len(b)
        assert 0 < equal <= min(a1 - a0, b1 - b0) + 8


@SETTINGS
@given(st.text(alphabet="甲乙丙丁", max_size=60), st.text(alphabet="甲乙丙丁", max_size=60))
def test_aligned_symbols_are_equal(a: str, b: str) -> None:
    i, j = align(a, b, np.array([[0, len(a), 0, len(b), 1]], np.int32))
    assert all(a[one] == b[other] for one, other in zip(i.tolist(), j.tolist(), strict=True))
    assert (np.diff(i) > 0).all()
    assert (np.diff(j) > 0).all()


#: what stands in the two texts, the kind of difference, its two surfaces
DIFFERENCES: list[tuple[str, str, str, str, str]] = [
    ("全村23户", "全村105户", "number", "23", "105"),
    ("全村三户", "全村十二户", "number", "三", "十二"),
    ("在松桥镇召开", "在梨坳乡召开", "place", "松桥镇", "梨坳乡"),
    ("在松桥镇召开", "在梨坳镇召开", "place", "松桥镇", "梨坳镇"),
    ("由水利局负责", "由林业站负责", "organisation", "水利局", "林业站"),
    ("于2010年5月3日召开", "于2011年12月召开", "date", "2010年5月3日", "2011年12月"),
    ("书记罗世平说", "书记邓长春说", "person", "罗世平", "邓长春"),
    ("认真学习文件", "认真进修文件", "synonym", "学习", "进修"),
    ("修好水渠", "修好路灯", "text", "水渠", "路灯"),
    ("甲，乙", "甲、乙", "noise", "，", "、"),
]


@pytest.mark.parametrize(("one", "other", "kind", "left", "right"), DIFFERENCES)
def test_differences(one: str, other: str, kind: str, left: str, right: str) -> None:
    size = next(n for n in range(9) if one[n] != other[n])
    tail = next(n for n in range(9) if one[-1 - n] != other[-1 - n])
    if kind in ("date", "number") or left[-1] == right[-1]:
        size, tail = one.index(left), len(one) - one.index(left) - len(left)
    found = list(find_differences(one, other, [(size, len(one) - tail, size, len(other) - tail)]))
    assert [(d.kind, one[d.a0 : d.a1], other[d.b0 : d.b1]) for d in found] == [(kind, left, right)]


#: how much documents share, and the families
CLUSTERS: list[tuple[dict[tuple[int, int], tuple[float, float]], list[list[int]]]] = [
    ({}, []),
    ({(0, 1): (0.9, 0.4)}, [[0, 1]]),
    ({(0, 1): (0.9, 0.9), (1, 2): (0.1, 0.1)}, [[0, 1]]),  # a weak link is none
    ({(0, 1): (0.9, 0.9), (2, 3): (0.9, 0.9), (1, 2): (0.3, 0.3)}, [[0, 1], [2, 3]]),
]


@pytest.mark.parametrize(("shares", "groups"), CLUSTERS)
def test_clusters(shares: dict[tuple[int, int], tuple[float, float]], groups: list[list[int]]) -> None:
    assert cluster(range(5), shares) == groups


#: a text, the date that it states
DATES: list[tuple[str, str | None]] = [
    ("工作总结\n正文。\n二○一一年三月十八日", "2011-03-18"),
    ("工作总结\n（2010年5月）\n正文", "2010-05"),
    ("发言\n2010.10.29\n正文", "2010-10-29"),
    ("正文里没有日期", None),
    ("××年×月×日", None),
    ("十二年五月", None),
]


@pytest.mark.parametrize(("text", "date"), DATES)
def test_stated_date(text: str, date: str | None) -> None:
    assert stated_date(text) == date


def test_isin() -> None:
    ordered = np.unique(RNG.integers(0, 1 << 40, 500).astype(np.uint64))
    values = np.concatenate([ordered[::3], RNG.integers(0, 1 << 40, 500).astype(np.uint64)])
    assert (isin(values, ordered) == np.isin(values, ordered)).all()
    assert not isin(values, ordered[:0]).any()


def test_a_stored_corpus_is_the_same(tmp_path) -> None:  # type: ignore[no-untyped-def]
    first, second = _corpus([_words(5), []]), _corpus([_words(9)])
    first.save(tmp_path)
    second.save(tmp_path)
    stored, whole = open_corpus(tmp_path), join([first, second])
    assert all((getattr(stored, n) == getattr(whole, n)).all() for n in ("symbols", "start", "size", "bounds"))
