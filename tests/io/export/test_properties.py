"""What is written comes back, whatever stands in the text."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxzy_nlp.errors import InputError, ReadError
from cxzy_nlp.io.export import LABELS, Annotation, Link, Passage
from cxzy_nlp.io.export.brat import brat_annotations, parse_brat
from cxzy_nlp.io.export.conllu import conllu_lines, parse_conllu
from cxzy_nlp.io.export.doccano import doccano_record, parse_doccano
from cxzy_nlp.io.export.labelstudio import labelstudio_task, parse_labelstudio
from cxzy_nlp.io.export.webanno import resolve_webanno, webanno_collection

from .conftest import pieces

TEXTS = st.text(st.sampled_from("党员。79 \u3000\n\r\t|\\;_#=😀𠮷\u2028\x85a"), min_size=1, max_size=40)
VALUES = st.one_of(
    st.text(st.sampled_from('党"\\\n|=\u2028'), max_size=5),
    st.integers(),
    st.booleans(),
    st.floats(allow_nan=False, allow_infinity=False),
)


@st.composite
def passages(draw: st.DrawFn) -> Passage:
    text = draw(TEXTS)
    annotations = []
    for index in range(draw(st.integers(0, 4))):
        start = draw(st.integers(0, len(text) - 1))
        end = draw(st.integers(start + 1, len(text)))
        label = draw(st.sampled_from(list(LABELS.values())))
        attributes = draw(
            st.dictionaries(st.sampled_from(["value", "kind", "unit"]), VALUES).map(dict.items).map(tuple)
        )
        annotations.append(Annotation(f"x/{index}", label, start, end, text[start:end], attributes))
    links = tuple(Link("about", first.id, second.id) for first, second in pairwise(annotations))
    names = {"path": "甲/a b.txt", "sha256": "ab", "signature": "cxzy | rules", "start": draw(st.integers(0, 50))}
    return Passage(text, tuple(annotations), links, id="a-1", classes=(("genre", "plan"),), **names)


@given(passages())
def test_line_feeds_and_back(passage: Passage) -> None:
    source = "甲" * passage.start + passage.text + "\r\n乙"
    exported = passage.with_line_feeds()
    exported.check()
    inside = [item for item in passage.annotations if not _cuts_a_line_end(passage.text, item)]
    found = {item.id: item for item in exported.in_source(source).annotations}
    for item in inside:
        assert source[found[item.id].start : found[item.id].end] == item.text


def _cuts_a_line_end(text: str, item: Annotation) -> bool:
    return any(text[at - 1 : at + 1] == "\r\n" for at in (item.start, item.end) if at)


@given(passages())
def test_brat(passage: Passage) -> None:
    exported = passage.with_line_feeds()
    found = parse_brat(exported.text, brat_annotations(exported))
    kept = tuple(item for item in exported.annotations if item.text.strip("\n\t\x85\u2028"))
    assert found.annotations == kept


@given(passages())
def test_the_json_formats(passage: Passage) -> None:
    exported = passage.with_line_feeds()
    for unit in ("codepoint", "utf16"):
        assert parse_labelstudio(json.loads(json.dumps(labelstudio_task(passage, unit=unit)))) == exported
    spans = [(item.label, item.start, item.end) for item in exported.annotations]
    found = parse_doccano(json.loads(json.dumps(doccano_record(passage))))
    assert [(item.label, item.start, item.end) for item in found.annotations] == spans


@given(passages())
def test_web_annotation(passage: Passage) -> None:
    source = "甲" * passage.start + passage.text
    found, lost = resolve_webanno(json.loads(json.dumps(webanno_collection(passage))), source)
    assert not lost
    assert [item.text for item in found] == [item.text for item in passage.annotations]
    assert [item.start - passage.start for item in found] == [item.start for item in passage.annotations]


@given(passages())
def test_conllu(passage: Passage) -> None:
    lines = list(conllu_lines(passage, pieces))
    assert not any("\n" in line for line in lines)
    (found,) = parse_conllu(lines)
    if passage.text.strip():
        assert found.passage == passage
    assert found.tokens == tuple(pieces(passage.text))


WRONG = Annotation("counts/0", "count", 0, 2, "党贝")


@pytest.mark.parametrize(
    "write",
    [
        brat_annotations,
        doccano_record,
        labelstudio_task,
        webanno_collection,
        lambda passage: list(conllu_lines(passage, pieces)),
    ],
)
@pytest.mark.parametrize(
    "annotation",
    [WRONG, replace(WRONG, start=-6, end=2), replace(WRONG, start=5, end=9, text=""), replace(WRONG, start=3)],
)
def test_nothing_is_exported_from_another_text(write, annotation: Annotation) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(InputError, match="nothing is exported"):
        write(Passage("党员796名", (annotation,)))


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("党员796名", "T1\tcount 0 2\t党贝", "says '党贝'"),
        ("党员\r\n796名", "T1\tcount 3 7\t796名", "its line ends were"),
        ("党员", "T1\tcount 0 9\t党员", "says '党员'"),
        ("党员", "T1\tcount 2 0\t", "says ''"),
        ("党员", "T1\tcount zero\t党员", "not understood"),
        ("党员", "Q1\tcount 0 2\t党员", "not understood"),
        ("党员", "T1\tcount 0 2\t党员\nT1\tcount 0 2\t党员", "line 2: T1 stands twice"),
    ],
)
def test_brat_files_that_do_not_fit(text: str, line: str, message: str) -> None:
    with pytest.raises(ReadError, match=message):
        parse_brat(text, line)


def test_what_annotators_add_in_brat() -> None:
    annotations = (
        "T1\tcount 0 2;3 7\t党员 796名\n#1\tAnnotatorNotes T1\t再看一遍\nA1\tDoubtful T1\nA2\tRole T1 target\n"
        "E1\tcount:T1\n*\tEquiv T1 T1\nT2\tdate 8 12\t2010\nR1\tabout Arg1:T2 Arg2:T1\nR2\tabout Arg1:T2 Arg2:T9\n"
    )
    found = parse_brat("党员\n796名。2010", annotations)
    assert found.annotations[0].attributes == (("note", "再看一遍"), ("Doubtful", True), ("Role", "target"))
    assert found.links == (Link("about", "T2", "T1"),)


def test_a_moved_span_in_brat_forgets_its_line_ends() -> None:
    text = "\n党员\n796名"
    exported = brat_annotations(Passage(text, (Annotation("a", "count", 0, 4, text[:4]),)))
    assert parse_brat(text, exported).annotations[0].text == "\n党员\n"
    assert parse_brat(text, exported.replace("1 3\t党员", "1 2\t党")).annotations[0].text == "党"


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (["1\t党员"], "expected 10 columns"),
        (["1-2\t党员" + "\t_" * 8], "multiword"),
        (["1\t党员" + "\t_" * 7 + "\tTokenRange=1:3"], "TokenRange"),
        (["1\t党员" + "\t_" * 7 + "\tTokenRange=a"], "line 1"),
    ],
)
def test_conllu_that_is_none(lines: list[str], message: str) -> None:
    with pytest.raises(ReadError, match=message):
        list(parse_conllu(lines))


def test_segmenters_that_lose_text_are_refused() -> None:
    with pytest.raises(InputError, match="left out '员'"):
        list(conllu_lines(Passage("党员"), lambda text: list(pieces("党"))))
    with pytest.raises(InputError, match="does not fit"):
        list(conllu_lines(Passage("党员"), lambda text: list(pieces("大会"))))


@pytest.mark.parametrize(
    "record", [{}, {"text": "a"}, {"text": "党", "label": [[0, 2, "x"]]}, {"text": "a", "label": 3}]
)
def test_lines_that_are_none_of_doccanos(record: dict[str, object]) -> None:
    with pytest.raises(InputError):
        parse_doccano(record)


def test_an_annotation_goes_before_a_prediction() -> None:
    passage = Passage("党员\n796名", (Annotation("a", "count", 0, 6, "党员\n796"),))
    task = labelstudio_task(passage)
    corrected = json.loads(json.dumps(task["predictions"][0]["result"]))
    corrected[0]["value"] |= {"end": 7, "text": "党员\\n796名"}  # as its page writes it
    task["annotations"] = [{"was_cancelled": True, "result": []}, {"result": corrected}]
    assert parse_labelstudio(task).annotations[0].text == "党员\n796名"


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("前言。全镇党员796名。党员", 5),
        ("党员大会。全镇党员796名", 7),
        ("党员，党员", None),
        ("支部", None),
    ],
)
def test_a_quotation_is_found_again(text: str, start: int | None) -> None:
    passage = Passage("全镇党员796名。", (Annotation("a", "x", 2, 4, "党员"),))
    found, lost = resolve_webanno(webanno_collection(passage), text)
    assert [item.start for item in found] == ([] if start is None else [start])
    assert lost == (["a"] if start is None else [])
