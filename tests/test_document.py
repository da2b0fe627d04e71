"""The nouns and their record."""

from __future__ import annotations

import dataclasses
import json
import pickle

import pytest

from cxzy_nlp import Document, InputError, KnowledgeError, ReadError, Source, analyze
from cxzy_nlp.document import (
    FACT_KINDS,
    SCHEMA,
    Breakdown,
    CountFact,
    DateFact,
    DocumentDate,
    Finding,
    Framework,
    Section,
    TextSpan,
)
from cxzy_nlp.errors import CxzyError
from cxzy_nlp.source import check_spans

TEXT = "柳溪镇工作总结\n柳小河\n2011年12月1日\n一、家底。全镇有党员３２０名，其中女党员80名、男党员240名。\n"

#: the record's keys in the order of the schema
KEYS = ["schema", "id", "signature", "source", "start", "end", "script", "title", "author", "date", "genre", "campaign"]
KEYS += ["second_campaign", "level", *FACT_KINDS]


@pytest.fixture(scope="module")
def document() -> Document:
    return analyze(Source.from_text(TEXT, path="柳溪.txt"))[0]


def test_the_record(document: Document) -> None:
    record = document.to_dict()
    assert list(record) == KEYS
    assert record["schema"] == SCHEMA == "cxzy.document/1"
    assert record["source"] == {
        "path": "柳溪.txt",
        "sha256": document.source.sha256,
        "format": "txt",
        "encoding": "utf-8",
    }
    assert record["title"] == {"start": 0, "end": 7, "text": "柳溪镇工作总结"}
    assert record["author"] == {"start": 8, "end": 11, "text": "柳小河", "name": "柳小河"}
    assert record["date"]["value"] == "2011-12-01"
    assert record["sections"][0]["body"] == [28, len(TEXT) - 1]
    assert record["counts"][0]["number"] == {"start": 33, "end": 36, "text": "３２０"}
    assert record["genre"]["label"] == "summary"


def test_json_is_one_line_and_comes_back(document: Document) -> None:
    line = document.to_json()
    assert "\n" not in line
    assert "柳溪镇" in line
    assert json.loads(line) == document.to_dict()


def test_the_record_holds_copies(document: Document) -> None:
    document.to_dict()["counts"].clear()
    assert document.to_dict()["counts"]


def test_text_is_the_documents_own(document: Document) -> None:
    assert document.text == TEXT.rstrip()


def test_spans_name_their_kinds(document: Document) -> None:
    kinds = [kind for kind, _ in document.spans()]
    assert kinds[:3] == ["title", "author", "sections"]
    assert {"dates", "counts"} <= set(kinds)
    assert "breakdowns" not in kinds


def test_every_kind_goes_into_the_record() -> None:
    source = Source.from_text("“两个好”:一好、二好,见《办法》")
    document = Document(
        id="x",
        signature="s",
        source=source,
        start=0,
        end=len(source.text),
        script="hans",
        date=DocumentDate("2011", "inferred", "2011-01", None, ("dates/0",)),
        sections=(Section(0, 5, "“两个好”", 1, None, (6, 11)),),
        dates=(DateFact(0, 1, "“", "set", None),),
        counts=(CountFact(1, 3, "两个", 2, "个", None, TextSpan(1, 2, "两")),),
        breakdowns=(Breakdown(0, (1, 2), "partition", False, 2),),
        frameworks=(Framework(0, 5, "“两个好”", "两个好", (2,), "definition", (TextSpan(6, 8, "一好"),)),),
        findings=(Finding(0, 5, "component_mismatch", "两项只列了一项", ("counts/0",)),),
    )
    record = json.loads(document.to_json())
    assert record["frameworks"][0]["components"] == [{"start": 6, "end": 8, "text": "一好"}]
    assert record["breakdowns"] == [
        {"total": 0, "parts": [1, 2], "relation": "partition", "consistent": False, "difference": 2}
    ]
    assert record["date"]["evidence"] == ["dates/0"]
    assert record["findings"][0]["related"] == ["counts/0"]
    assert [kind for kind, _ in document.spans()] == ["sections", "dates", "counts", "frameworks"]


def test_values_are_frozen_and_slotted(document: Document) -> None:
    for value in (document, document.source, document.counts[0], document.sections[0]):
        assert not hasattr(value, "__dict__")
        name = dataclasses.fields(value)[0].name
        with pytest.raises(dataclasses.FrozenInstanceError):
            setattr(value, name, "x")


def test_values_compare_by_content(document: Document) -> None:
    again = analyze(Source.from_text(TEXT, path="柳溪.txt"))[0]
    assert again == document
    assert again is not document
    assert "source" not in repr(document)  # a text of megabytes has no place in a message


class TestSource:
    def test_hash_of_the_utf8_form(self) -> None:
        assert Source.from_text("").sha256 == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

    @pytest.mark.parametrize("text", [b"abc", None, 3, ["a"]])
    def test_only_strings(self, text: object) -> None:
        with pytest.raises(InputError, match="expected the text as str, got"):
            Source.from_text(text)  # type: ignore[arg-type]

    @pytest.mark.parametrize(("text", "at"), [("党\ud800员", 1), ("\udfff", 0)])
    def test_lone_surrogates(self, text: str, at: int) -> None:
        with pytest.raises(InputError, match=rf"lone surrogate \(U\+D[0-9A-F]{{3}}\) at position {at}"):
            Source.from_text(text)

    def test_characters_beyond_the_first_plane_are_one(self) -> None:
        assert analyze("𠮷溪镇有党员320名。")[0].counts[0].number == TextSpan(6, 9, "320")


class TestCheckSpans:
    def test_passes_what_is_right(self) -> None:
        check_spans(Source.from_text("党员320名"), [TextSpan(2, 5, "320"), TextSpan(0, 0, "")])

    def test_refuses_what_is_not(self) -> None:
        with pytest.raises(InputError, match="TextSpan at 0:2 says '支部', but the source has '党员'"):
            check_spans(Source.from_text("党员320名"), [TextSpan(0, 2, "支部")])


class TestErrors:
    @pytest.mark.parametrize("kind", [InputError, ReadError, KnowledgeError])
    def test_one_base_class(self, kind: type[Exception]) -> None:
        assert issubclass(kind, CxzyError)

    def test_an_input_error_is_a_value_error(self) -> None:
        assert issubclass(InputError, ValueError)

    def test_a_read_error_survives_the_way_between_processes(self) -> None:
        error = pickle.loads(pickle.dumps(ReadError("a.txt", "the file is empty", stage="open")))
        assert (error.path, error.reason, error.stage, str(error)) == (
            "a.txt",
            "the file is empty",
            "open",
            "a.txt: the file is empty",
        )
