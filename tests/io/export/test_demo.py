"""Every format on every document of the demo archive: what is written comes back."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from cxzy_nlp.document import Document
from cxzy_nlp.io.export import Annotation, Passage, annotations_of
from cxzy_nlp.io.export.brat import read_brat, write_brat
from cxzy_nlp.io.export.conllu import Segmenter, conllu_lines, parse_conllu
from cxzy_nlp.io.export.doccano import doccano_record, parse_doccano
from cxzy_nlp.io.export.labelstudio import labelstudio_task, parse_labelstudio
from cxzy_nlp.io.export.webanno import resolve_webanno, webanno_collection
from cxzy_nlp.text.units import Unit


def test_there_is_something_to_export(passages: tuple[Passage, ...]) -> None:
    assert len(passages) > 50
    labels = {item.label for passage in passages for item in passage.annotations}
    assert labels >= {"title", "author", "section", "date", "count", "finding"}
    assert any(passage.links for passage in passages)
    assert any("\r\n" in passage.text for passage in passages)


def test_passages_lead_back_to_the_source(passages: tuple[Passage, ...], documents: tuple[Document, ...]) -> None:
    for passage, document in zip(passages, documents, strict=True):
        source = document.source.text
        expected = tuple(annotations_of(document.to_dict(), source))
        assert passage.in_source(source).annotations == expected
        assert passage.with_line_feeds().in_source(source).annotations == expected


def test_brat(passages: tuple[Passage, ...], tmp_path: Path) -> None:
    for passage in passages:
        write_brat(tmp_path, "a", passage)
        assert b"\r" not in (tmp_path / "a.txt").read_bytes()
        expected = passage.with_line_feeds()
        found = read_brat(tmp_path / "a.txt")
        assert (found.text, found.annotations, found.links) == (expected.text, expected.annotations, expected.links)


def test_doccano(passages: tuple[Passage, ...]) -> None:
    for passage in passages:
        found = parse_doccano(json.loads(json.dumps(doccano_record(passage))))
        expected = passage.with_line_feeds()
        assert _spans(found) == _spans(expected)
        assert replace(found, annotations=()) == replace(expected, annotations=(), links=())


@pytest.mark.parametrize("unit", ["codepoint", "utf16"])
def test_label_studio(passages: tuple[Passage, ...], unit: Unit) -> None:
    for passage in passages:
        task = json.loads(json.dumps(labelstudio_task(passage, unit=unit)))
        assert parse_labelstudio(task) == passage.with_line_feeds()


def test_web_annotation(passages: tuple[Passage, ...], documents: tuple[Document, ...]) -> None:
    for passage, document in zip(passages, documents, strict=True):
        collection = json.loads(json.dumps(webanno_collection(passage)))
        found, lost = resolve_webanno(collection, document.source.text)
        assert found == annotations_of(document.to_dict(), document.source.text)
        assert not lost


def test_conllu(passages: tuple[Passage, ...], segment: Segmenter) -> None:
    for passage in passages:
        (found,) = parse_conllu(conllu_lines(passage, segment))
        assert found.passage == passage
        assert found.tokens == tuple(segment(passage.text))


def _spans(passage: Passage) -> list[tuple[object, ...]]:
    return [_span(item) for item in passage.annotations]


def _span(item: Annotation) -> tuple[object, ...]:
    return item.label, item.start, item.end, item.text
