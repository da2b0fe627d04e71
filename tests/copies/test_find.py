"""find_copies and compare from end to end."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cxzy_nlp
from cxzy_nlp import compare, find_copies
from cxzy_nlp.copies.report import CopyReport
from cxzy_nlp.errors import InputError

sys.path.insert(0, str(Path(__file__).parent))
from cases import ORDERED, OTHER, SOURCE, THIRD, filled_in, out_of_place, shuffled, spun, traditional

#: name, the copy, transformations that must be told, the least share of the copy that must be found
COPIES: list[tuple[str, str, set[str], float]] = [
    ("verbatim", SOURCE, set(), 0.99),
    ("filled in", filled_in(SOURCE), {"slots"}, 0.95),
    ("spun", spun(SOURCE), {"spin"}, 0.9),
    ("Traditional", traditional(SOURCE), {"script"}, 0.99),
    ("spun and Traditional", traditional(spun(SOURCE)), {"spin", "script"}, 0.9),
    ("shuffled", shuffled(SOURCE), {"shuffle"}, 0.85),
    ("filled in and shuffled", shuffled(filled_in(SOURCE)), {"slots", "shuffle"}, 0.8),
    ("excerpt", OTHER + SOURCE[150:330] + THIRD, {"excerpt"}, 0.2),
    ("wrapped", "\n".join(SOURCE[i : i + 20] for i in range(0, len(SOURCE), 20)), set(), 0.95),
]


@pytest.mark.parametrize(("name", "copy", "told", "share"), COPIES, ids=[case[0] for case in COPIES])
def test_copies(name: str, copy: str, told: set[str], share: float) -> None:
    report = find_copies({"source": SOURCE, "copy": copy, "other": OTHER[:90], "third": THIRD[:90]})
    pairs = [pair for pair in report.pairs if {pair.a, pair.b} == {"source", "copy"}]
    assert len(pairs) == 1, name
    assert told <= set(pairs[0].transformations)
    assert pairs[0].b_copied >= share
    _check(report, {"source": SOURCE, "copy": copy, "other": OTHER[:90], "third": THIRD[:90]})


def test_unrelated() -> None:
    assert find_copies([SOURCE, OTHER, THIRD]).pairs == ()
    assert compare(SOURCE, OTHER) is None


def test_ordered_wording_is_common_and_no_copying() -> None:
    """Six documents quote the same paragraph and nothing else of one another."""
    hosts = [SOURCE, OTHER, THIRD, SOURCE[::-1], OTHER[::-1], THIRD[::-1]]
    texts = {str(number): host[:200] + "\n" + ORDERED + "\n" + host[200:] for number, host in enumerate(hosts)}
    report = find_copies(texts)
    assert report.pairs == ()
    assert [passage.documents for passage in report.common] == [6]
    assert report.common[0].text in ORDERED
    assert report.common[0].reason == "stock"


def test_ordered_wording_inside_a_copy_is_copied_with_it() -> None:
    hosts = [SOURCE, OTHER, THIRD, SOURCE[::-1], OTHER[::-1], THIRD[::-1]]
    texts = {str(number): host[:200] + "\n" + ORDERED + "\n" + host[200:] for number, host in enumerate(hosts)}
    texts["copy"] = filled_in(texts["0"])
    report = find_copies(texts)
    assert [(pair.a, pair.b) for pair in report.pairs] == [("0", "copy")]
    assert len(report.pairs[0].spans) == 1


def test_known_mandated_text_needs_no_archive() -> None:
    quoted = (
        "先进基层党组织要做到领导班子好、党员队伍好、工作机制好、工作业绩好、群众反映好，优秀共产党员要做到带头学习提高、带头争创佳绩、"
        "带头服务群众、带头遵纪守法、带头弘扬正气。"
    )
    assert compare(SOURCE + quoted, quoted + OTHER) is None


def test_a_template_has_slots() -> None:
    report = find_copies({"a": SOURCE, "b": filled_in(SOURCE)})
    slots = {slot.values["b"]: slot.kind for template in report.templates for slot in template.slots}
    assert slots["梨坳乡"] == "place"
    assert slots["邓长春"] == "person"
    assert slots["52"] == slots["980"] == "number"
    assert slots["2011年12月9日"] == "date"
    assert "⟨place⟩河堤整修工作小结" in report.templates[0].text


#: what the two texts are, and which of them was first
SOURCES: list[tuple[str, str, str]] = [
    ("later date", SOURCE, filled_in(SOURCE)),
    (
        "a name left over",
        SOURCE,
        filled_in(SOURCE).replace("梨坳乡的外出", "松桥镇的外出").replace("2011年12月15日", ""),
    ),
    ("names blotted out", SOURCE, SOURCE.replace("松桥镇", "××镇").replace("罗世平", "×××")),
    ("words out of place", SOURCE, out_of_place(SOURCE)),
    ("Traditional", SOURCE, traditional(SOURCE)),
]


@pytest.mark.parametrize(("cue", "source", "copy"), SOURCES, ids=[case[0] for case in SOURCES])
def test_source(cue: str, source: str, copy: str) -> None:
    for texts in ({"source": source, "copy": copy}, {"copy": copy, "source": source}):
        assert find_copies(texts).pairs[0].source == "source", cue


def test_no_cue_no_source() -> None:
    undated = SOURCE.rsplit("\n", 2)[0]
    assert find_copies([undated, undated]).pairs[0].source is None


def test_clusters_are_not_tied_together_by_a_mosaic() -> None:
    texts = {
        "a1": SOURCE, "a2": filled_in(SOURCE), "b1": OTHER, "b2": OTHER.replace("云坪", "西岭"),
        "mosaic": SOURCE[200:330] + THIRD + OTHER[30:110],
    }  # fmt: skip
    clusters = [set(cluster.members) for cluster in find_copies(texts).clusters]
    assert {"a1", "a2"} <= next(members for members in clusters if "a1" in members)
    assert not any({"a1", "b1"} <= members for members in clusters)


def test_documents_of_analyze_and_their_spans() -> None:
    compiled = f"第一篇：小结\n{SOURCE}\n第二篇：汇报\n{OTHER}"
    documents = cxzy_nlp.analyze(compiled) + cxzy_nlp.analyze(filled_in(SOURCE))
    report = find_copies(documents)
    assert len(documents) == 3
    assert [(pair.a, pair.b) for pair in report.pairs] == [(documents[0].id, documents[2].id)]
    a0, a1, b0, b1 = report.pairs[0].spans[0]
    assert documents[0].start <= a0 < a1 <= documents[0].end
    assert compiled[a0:a1].endswith("。") or compiled[a0:a1][-1] == "日"
    assert filled_in(SOURCE)[b0:b1]


def test_short_texts_are_compared_exactly() -> None:
    report = find_copies({"a": "全体党员：明天开会", "b": "全體黨員，明天開會！", "c": "全体社员：后天开会"})
    assert [(pair.a, pair.b) for pair in report.pairs] == [("a", "b")]


#: what find_copies refuses, and a word of the message
REFUSED: list[tuple[object, str]] = [
    (SOURCE, "several documents"),
    ([SOURCE, 3], "expected a Document"),
    ({1: SOURCE}, "must be a str"),
    ([cxzy_nlp.Source.from_text("甲", path="a"), cxzy_nlp.Source.from_text("乙", path="a")], "the id 'a'"),
]


@pytest.mark.parametrize(("documents", "word"), REFUSED)
def test_refused(documents: object, word: str) -> None:
    with pytest.raises(InputError, match=word):
        find_copies(documents)  # type: ignore[arg-type]


def test_nothing_and_little() -> None:
    assert find_copies([]).to_dict()["documents"] == []
    assert find_copies(["", "，。", "2010"]).pairs == ()


@settings(max_examples=40, deadline=None, derandomize=True)
@given(st.lists(st.text(alphabet="堤段党员修渠开展发深入12，。\n鎮×𠮷", max_size=80), max_size=5))
def test_spans_stay_in_the_texts(texts: list[str]) -> None:
    named = {str(number): text for number, text in enumerate(texts)}
    named |= {"one": SOURCE + "".join(texts), "two": "".join(texts) + spun(SOURCE)}
    _check(find_copies(named), named)


def test_hostile_input_ends() -> None:
    long = "党" * 300_000
    find_copies({"a": long, "b": long + "员", "c": "党员" * 150_000, "d": SOURCE * 200})


def test_same_result_with_workers() -> None:
    texts = {"a": SOURCE, "b": filled_in(SOURCE), "c": OTHER, "d": shuffled(spun(SOURCE))}
    assert find_copies(texts, jobs=2) == find_copies(texts)


def test_json() -> None:
    report = find_copies({"a": SOURCE, "b": filled_in(SOURCE)}).to_dict()
    assert json.loads(json.dumps(report)) == report
    assert set(report) == {"schema", "signature", "documents", "pairs", "clusters", "templates", "common"}
    assert set(report["pairs"][0]) == {
        "a", "b", "score", "a_copied", "b_copied", "source", "evidence", "spans", "transformations",
    }  # fmt: skip


def _check(report: CopyReport, texts: dict[str, str]) -> None:
    for pair in report.pairs:
        for a0, a1, b0, b1 in pair.spans:
            assert 0 <= a0 < a1 <= len(texts[pair.a])
            assert 0 <= b0 < b1 <= len(texts[pair.b])
        assert 0 <= pair.a_copied <= 1
        assert 0 <= pair.b_copied <= 1
        assert 0 < pair.score <= 1
    for template in report.templates:
        for slot in template.slots:
            for name, (start, end) in slot.spans.items():
                assert texts[name][start:end] == slot.values[name]
