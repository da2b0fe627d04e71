"""The public functions."""

from __future__ import annotations

import datetime
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import cxzy_nlp
from cxzy_nlp import (
    Config,
    InputError,
    ReadError,
    Source,
    analyze,
    classify,
    extract,
    extract_archive,
    read,
    segment,
    split_documents,
)
from cxzy_nlp.config import EXTRACTABLE

TWO = "篇一:甲村工作总结\n全村有党员32名。\n篇二:乙村工作总结\n全村有党员18名,其中女党员7名、男党员11名。\n"

REFUSED: list[tuple[Callable[[], object], str]] = [
    (lambda: analyze(b"\xb5\xb3"), r"expected the text as str, got bytes; decode it, .*read\(path\)"),  # type: ignore[arg-type]
    (lambda: analyze(bytearray(b"a")), "got bytearray; decode it"),  # type: ignore[arg-type]
    (lambda: analyze(None), "got NoneType; give a str, or a Source"),  # type: ignore[arg-type]
    (lambda: analyze(["党员"]), "got list; call once for each text"),  # type: ignore[arg-type]
    (lambda: analyze(Path("a.txt")), r"got a path \(\w+\); use read\(path\)"),  # type: ignore[arg-type]
    (lambda: analyze("reports/总结.txt"), r"is the name of a file, not its text; read it with read\("),
    (lambda: classify("a.html"), "is the name of a file"),
    (lambda: Source.from_text("党员", format="pdf"), "unknown format 'pdf'; known formats: txt, html"),  # type: ignore[arg-type]
    (lambda: Source.from_text("党员", format=["txt"]), "unknown format"),  # type: ignore[arg-type]
    (lambda: Source.from_text("党员", path=Path("a")), r"path must be a str, got \w+; write"),  # type: ignore[arg-type]
    (lambda: Source.from_text(Path("a")), "use read"),  # type: ignore[arg-type]
    (lambda: analyze("党\udc80员"), "lone surrogate"),
    (lambda: analyze("党员", reference_date="2010-05-21"), "reference_date must be"),  # type: ignore[arg-type]
    (lambda: analyze("党员", config={"split": False}), r"config must be .*, got dict; write Config\("),  # type: ignore[arg-type]
    (lambda: extract("党员", config={}), "config must be"),  # type: ignore[arg-type]
    (lambda: split_documents("党员", config=[]), "config must be"),  # type: ignore[arg-type]
    (lambda: extract(b"\xb5\xb3"), "got bytes"),  # type: ignore[arg-type]
    (lambda: extract("党员", "dates"), r"write \(\"dates\",\)"),
    (lambda: extract("党员", 5), "kinds must be a tuple of kinds, got 5"),  # type: ignore[arg-type]
    (lambda: extract("党员", ["daets"]), "unknown kind 'daets'"),
    (lambda: split_documents(b""), "got bytes"),  # type: ignore[arg-type]
    (lambda: read(b"a.txt"), "expected a path, got bytes"),  # type: ignore[arg-type]
    (lambda: read("a.txt", encoding="klingon"), "unknown encoding 'klingon'"),
    (lambda: read("a.txt", encoding="rot13"), "'rot13' is no text encoding"),
    (lambda: read("a.txt", max_bytes="64M"), "max_bytes must be"),  # type: ignore[arg-type]
    (lambda: extract_archive([], "out"), "name a file or a folder"),
    (lambda: segment("党员", segmenter=5), "segmenter must be the name of one, .* got int; names: rjieba"),  # type: ignore[arg-type]
    (lambda: segment("党员", segmenter=object()), "words\\(text\\), got object"),  # type: ignore[arg-type]
    (lambda: extract_archive(None, "out"), "expected paths .*, got NoneType"),  # type: ignore[arg-type]
    (lambda: extract_archive(b"a", "out"), "expected paths .*, got bytes"),  # type: ignore[arg-type]
    (lambda: extract_archive([3], "out"), "an input must be a path, got int"),  # type: ignore[list-item]
    (lambda: extract_archive([""], "out"), "an input is an empty name"),
    (lambda: extract_archive(["a"], ""), "the results folder is an empty name"),
    (lambda: extract_archive(["a"], None), "the results folder must be a path, got NoneType"),  # type: ignore[arg-type]
    (lambda: extract_archive(["a"], "out", jobs=0), "jobs must be a whole number from 1 on, got 0"),
    (lambda: extract_archive(["a"], "out", jobs="2"), "jobs must be"),  # type: ignore[arg-type]
    (lambda: extract_archive(["a"], "out", config={}), "config must be"),  # type: ignore[arg-type]
]


@pytest.mark.parametrize(("call", "message"), REFUSED)
def test_refused(call: Callable[[], object], message: str) -> None:
    with pytest.raises(InputError, match=message):
        call()


@pytest.mark.parametrize("text", ["", " ", "\n\n\t\u3000", "\u200b\ufeff"])
def test_nothing_in_nothing_out(text: str) -> None:
    assert analyze(text) == []
    assert split_documents(text) == []
    assert extract(text) == {kind: [] for kind in EXTRACTABLE}
    assert extract(text, ["counts"]) == {"counts": []}


class TestAnalyze:
    def test_one_value_for_each_document(self) -> None:
        assert [item.title and item.title.text for item in analyze(TWO)] == ["甲村工作总结", "乙村工作总结"]

    def test_a_source_is_taken_as_it_is(self) -> None:
        source = Source.from_text("<p>全村有党员32名。</p><script>99名</script>", format="html")
        counts = analyze(source)[0].counts
        assert [item.text for item in counts] == ["党员32名"]

    def test_reference_date(self) -> None:
        text = "4月6日召开动员会。"
        assert analyze(text)[0].dates[0].value == "XXXX-04-06"
        assert analyze(text, reference_date=datetime.date(2010, 5, 21))[0].dates[0].value == "2010-04-06"
        config = Config(reference_date=datetime.date(2010, 5, 21))
        assert analyze(text, config=config)[0].dates[0].value == "2010-04-06"

    def test_without_splitting(self) -> None:
        documents = analyze(TWO, config=Config(split=False))
        assert [(item.start, item.end) for item in documents] == [(0, len(TWO) - 1)]

    def test_only_the_kinds_that_were_asked_for(self) -> None:
        text = "2011年6月30日,全镇有党员320名。"
        only = analyze(text, config=Config(kinds=("dates",)))[0]
        assert (len(only.dates), only.counts, only.breakdowns) == (1, (), ())

    def test_a_date_is_no_count_whatever_was_asked_for(self) -> None:
        text = "2011年6月30日,全镇有党员320名。"
        assert [item.text for item in analyze(text, config=Config(kinds=("counts",)))[0].counts] == ["党员320名"]


# A string, and how it is read: what a user pastes from a browser is a page.
MARKUP = [
    ("<p>全村有党员32名。</p><script>99名</script>", ["党员32名"]),
    ("<!DOCTYPE html>\n<html><body>全村有<b>党员</b>32名。<!-- 98名 --></body></html>", ["党员</b>32名"]),
    ("\ufeff <!-- 存档 -->\n<div>全村有党员32名。</div>", ["党员32名"]),
    ("<关于表彰的决定>\n全村有党员32名。", ["党员32名"]),
    ("全村有党员32名。<p>", ["党员32名"]),
]


@pytest.mark.parametrize(("text", "surfaces"), MARKUP)
def test_a_string_that_opens_with_markup_is_a_page(text: str, surfaces: list[str]) -> None:
    assert [item.text for item in analyze(text)[0].counts] == surfaces
    assert [item.text for item in extract(text, ["counts"])["counts"]] == surfaces
    assert analyze(text)[0].source.text == text
    assert split_documents(text)[0].source.format == ("html" if text.lstrip("\ufeff ")[1] in "p!" else "txt")


def test_a_source_keeps_its_format() -> None:
    page = "<p>全村有党员32名。</p>"
    assert analyze(Source.from_text(page))[0].source.format == "txt"
    assert analyze(Source.from_text("有党员32名。", format="html"))[0].source.format == "html"


class TestExtract:
    def test_all_kinds_by_default(self) -> None:
        facts = extract("2011年6月30日,全镇有党员320名,其中女党员80名、男党员240名。")
        assert [item.value for item in facts["dates"]] == ["2011-06-30"]
        assert [item.value for item in facts["counts"]] == [320, 80, 240]
        assert facts["breakdowns"][0].consistent

    def test_breakdowns_bring_the_counts_they_point_at(self) -> None:
        facts = extract("全镇有党员320名,其中女党员80名、男党员240名。", ["breakdowns"])
        assert [len(facts["counts"]), facts["breakdowns"][0].total] == [3, 0]

    def test_kinds_may_be_any_iterable(self) -> None:
        assert list(extract("有党员320名。", (kind for kind in ["counts"]))) == ["counts"]

    def test_no_kinds(self) -> None:
        assert extract("有党员320名。", []) == {}

    def test_the_text_is_one_document(self) -> None:
        whole = analyze(TWO, config=Config(split=False))[0]
        facts = extract(TWO)
        assert facts["counts"] == list(whole.counts)
        assert facts["dates"] == list(whole.dates)
        assert facts["breakdowns"] == list(whole.breakdowns)


def test_split_documents_has_structure_but_no_facts() -> None:
    documents = split_documents("甲村工作总结\n2011年12月1日\n一、家底\n全村有党员32名。")
    assert [section.text for section in documents[0].sections] == ["一、家底"]
    assert (documents[0].dates, documents[0].counts) == ((), ())
    assert documents[0].date is not None
    assert (documents[0].date.value, documents[0].date.evidence) == ("2011-12-01", ())


def test_read_says_what_is_wrong(tmp_path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "空.txt").write_bytes(b"")
    with pytest.raises(ReadError, match="empty"):
        read(tmp_path / "空.txt")


def test_read_and_analyze(tmp_path) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "柳溪.txt"
    path.write_bytes("全镇有党员３２０名。\r\n".encode("gb18030"))
    source = read(path)
    assert (source.text, source.encoding) == ("全镇有党员３２０名。\r\n", "gb18030")
    assert analyze(source)[0].counts[0].text == "党员３２０名"


def test_a_large_file_can_be_read_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "长.txt").write_text("党员32名。" * 20, encoding="utf-8")
    with pytest.raises(ReadError, match=r"too large: .*--max-bytes .*max_bytes in Python"):
        read(tmp_path / "长.txt", max_bytes=100)
    assert read(tmp_path / "长.txt", max_bytes=1000).text.startswith("党员")


def test_extract_archive(tmp_path: Path) -> None:
    (tmp_path / "甲.txt").write_text("全村有党员32名。", encoding="utf-8")
    summary = extract_archive(tmp_path / "甲.txt", tmp_path / "out", config=Config(kinds=("counts",)))
    assert (summary.files, summary.documents, summary.facts["counts"]) == (1, 1, 1)
    again = extract_archive(
        (tmp_path / name for name in ["甲.txt"]), str(tmp_path / "out"), config=Config(kinds=("counts",))
    )
    assert again.unchanged == 1
    with pytest.raises(InputError, match="replace=True in Python"):
        extract_archive(tmp_path, tmp_path / "out")
    assert extract_archive([tmp_path], tmp_path / "out", replace=True).files == 1


def test_importing_loads_nothing_that_is_not_asked_for() -> None:
    program = "import sys, json, cxzy_nlp, cxzy_nlp.cli; print(json.dumps(sorted(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, check=True, cwd=Path(cxzy_nlp.__file__).parent.parent
    )
    loaded = set(json.loads(done.stdout))
    assert not loaded & {"cxzy_nlp.api", "cxzy_nlp.pipeline", "cxzy_nlp.batch.run", "opencc", "charset_normalizer"}


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'analyse'"):
        cxzy_nlp.analyse  # type: ignore[attr-defined]  # noqa: B018
    assert set(cxzy_nlp.__all__) <= set(dir(cxzy_nlp))


def test_the_public_face() -> None:
    assert all(hasattr(cxzy_nlp, name) for name in cxzy_nlp.__all__)
    assert sorted(cxzy_nlp.__all__, key=lambda name: (not name[0].isupper(), name)) == cxzy_nlp.__all__
