"""The command ``cxzy export``: from results folders and from files, into every format."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from cxzy_nlp import CxzyError, InputError, Source, analyze, extract_archive, segment
from cxzy_nlp.batch.export import FORMATS, INDEX, export
from cxzy_nlp.cli import main
from cxzy_nlp.io.export.brat import read_brat
from cxzy_nlp.io.export.conllu import parse_conllu
from cxzy_nlp.io.export.doccano import parse_doccano
from cxzy_nlp.io.export.labelstudio import parse_labelstudio
from cxzy_nlp.io.export.webanno import resolve_webanno
from cxzy_nlp.text.units import Unit

REPORT = "柳树乡工作总结\r\n2010年5月6日，全乡现有党员127名，其中女党员30名。\r\n一、主要做法\r\n大家学习。\r\n"
DEMO = Path(__file__).resolve().parents[2] / "corpora" / "demo"


@pytest.fixture
def archive(make_archive: Callable[..., Path]) -> Path:
    return make_archive({"a.txt": REPORT, "sub/b.txt": REPORT.replace("127", "131").encode("gb18030")})


@pytest.fixture
def results(archive: Path, tmp_path: Path) -> Path:
    extract_archive(archive, tmp_path / "results")
    return tmp_path / "results"


def lines_of(paths: object, format: str, **options: object) -> list[str]:
    lines: list[str] = []
    export(paths, lines.append, format, **options)  # type: ignore[arg-type]
    return lines


@pytest.mark.parametrize("format", [format for format in FORMATS if format != "brat"])
def test_results_and_files_give_the_same(format: str, archive: Path, results: Path) -> None:
    from_results = lines_of(results, format)
    from_files = lines_of(archive, format)
    assert from_results
    assert from_results == from_files


def test_brat(results: Path, tmp_path: Path, archive: Path) -> None:
    summary = export(results, tmp_path / "brat", "brat")
    assert (summary.files, summary.documents, summary.failures) == (2, 2, ())
    index = [json.loads(line) for line in (tmp_path / "brat" / INDEX).read_text(encoding="utf-8").splitlines()]
    assert [entry["path"] for entry in index] == ["a.txt", "sub/b.txt"]
    assert (tmp_path / "brat" / "annotation.conf").exists()
    for entry in index:
        passage = read_brat(tmp_path / "brat" / f"{entry['name']}.ann")
        assert "\r" not in passage.text
        assert [item.text for item in passage.annotations if item.label == "count"][1] == "女党员30名"
        assert (passage.links[0].source, passage.links[0].target) == ("counts/1", "counts/0")
    with pytest.raises(InputError, match="is not empty"):
        export(results, tmp_path / "brat", "brat")
    with pytest.raises(InputError, match="is a file"):
        export(results, archive / "a.txt", "brat")
    with pytest.raises(InputError, match="needs a folder"):
        export(results, print, "brat")


@pytest.mark.parametrize("unit", ["codepoint", "utf16"])
def test_label_studio_units(unit: Unit, make_archive: Callable[..., Path]) -> None:
    folder = make_archive({"a.txt": "😀😀全镇有党员796名。"})
    (line,) = lines_of(folder, "labelstudio", unit=unit)
    task = json.loads(line)
    assert task["predictions"][0]["result"][0]["value"]["start"] == (7 if unit == "utf16" else 5)
    assert parse_labelstudio(task).annotations[0].start == 5


def test_only_some_kinds(results: Path) -> None:
    for line in lines_of(results, "doccano", kinds=["dates"]):
        assert [label for _, _, label in json.loads(line)["label"]] == ["date"]


def test_conllu_has_the_tokens_of_segment(archive: Path) -> None:
    documents = list(parse_conllu(lines_of(archive, "conllu")))
    assert len(documents) == 2
    source = Source.from_text(REPORT, path="a.txt")
    tokens = [(token.start, token.text) for token in segment(source) if not token.text.isspace()]
    start = documents[0].passage.start
    assert [(start + token.start, token.text) for token in documents[0].tokens] == tokens
    texts = {item.label: item.text for item in documents[0].passage.in_source(REPORT).annotations}
    assert (texts["date"], texts["count"]) == ("2010年5月6日", "女党员30名")


def test_the_whole_demo_archive(tmp_path: Path) -> None:
    summary = export(DEMO, tmp_path / "facts.conllu", "conllu")
    assert [failure.path for failure in summary.failures] == [
        "damaged/传输中断的小结.txt",
        "damaged/空白会议记录.txt",
        "damaged/误改后缀的扫描件.txt",
    ]
    with (tmp_path / "facts.conllu").open(encoding="utf-8", newline="\n") as file:
        found = list(parse_conllu(file))
    assert len(found) == summary.documents > 50
    assert sum(len(words.passage.annotations) for words in found) == summary.annotations
    for words in found:
        words.passage.check()
        assert all(words.passage.text[token.start : token.end] == token.text for token in words.tokens)
        assert _dark("".join(token.text for token in words.tokens)) == _dark(words.passage.text)
    assert any("\n" in token.text for words in found for token in words.tokens)  # a word broken by a page number


def _dark(text: str) -> str:
    return "".join(text.split())


def test_files_that_have_changed_or_gone(results: Path, archive: Path, tmp_path: Path) -> None:
    (archive / "a.txt").write_text("别的内容，全镇有党员3名。", encoding="utf-8")
    (archive / "sub" / "b.txt").unlink()
    lines: list[str] = []
    summary = export(results, lines.append, "doccano")
    assert lines == []
    assert [(failure.path, failure.reason.split(";")[0]) for failure in summary.failures] == [
        ("a.txt", "the file was changed since"),
        ("sub/b.txt", "the file is no longer there"),
    ]
    assert "(--archive)" in summary.failures[1].reason


def test_nothing_that_matters_is_overwritten(results: Path, archive: Path, tmp_path: Path) -> None:
    out = tmp_path / "facts.jsonl"
    export(results, out, "doccano")
    precious = [out, archive / "a.txt", results / "documents.jsonl", results / "frameworks.csv"]
    before = [path.read_bytes() for path in precious]
    cases: list[tuple[Path, Path, dict[str, list[Path]]]] = [
        (archive / "a.txt", archive / "a.txt", {}),
        (archive, archive / "a.txt", {}),
        (results, archive / "a.txt", {}),
        (results, archive / "a.txt", {"archive": [archive]}),
        (results, results / "documents.jsonl", {}),
        (archive, results / "frameworks.csv", {}),
    ]
    for source, target, options in cases:
        with pytest.raises(InputError, match="name another file to write"):
            export(source, target, "doccano", **options)  # type: ignore[arg-type]
    moved = tmp_path / "moved"
    archive.rename(moved)
    assert len(export(results, out, "doccano").failures) == 2  # not one document: the earlier export stays
    moved.rename(archive)
    assert [path.read_bytes() for path in precious] == before
    assert export(results, out, "doccano", kinds=["dates"]).documents == 2  # an earlier export may be written anew
    assert out.read_bytes() != before[0]


def test_an_archive_that_has_moved(results: Path, archive: Path, tmp_path: Path) -> None:
    before = lines_of(results, "webanno")
    archive.rename(tmp_path / "moved")
    assert lines_of(results, "webanno", archive=[tmp_path / "moved"]) == before
    with pytest.raises(InputError, match="no such file or folder"):
        lines_of(results, "webanno", archive=[tmp_path / "nowhere"])


def test_a_record_that_lies_is_not_exported(results: Path) -> None:
    path = results / "documents.jsonl"
    path.write_text(path.read_text(encoding="utf-8").replace("党员127名", "党员128名"), encoding="utf-8")
    summary = export(results, lambda line: None, "doccano")
    assert [failure.path for failure in summary.failures] == ["a.txt"]
    assert "nothing is exported" in summary.failures[0].reason


@pytest.mark.parametrize(
    ("options", "message"),
    [({"format": "tei"}, "known formats: brat"), ({"format": "doccano", "kinds": ["daets"]}, "known kinds: title")],
)
def test_options_that_are_none(options: dict[str, object], message: str, archive: Path) -> None:
    with pytest.raises(InputError, match=message):
        lines_of(archive, **options)  # type: ignore[arg-type]


def test_a_failed_export_leaves_the_file_as_it_was(
    archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "facts.jsonl"
    export(archive, out, "doccano")
    before = out.read_bytes()

    def fail(record: object) -> str:
        raise CxzyError("disk full")

    monkeypatch.setattr("cxzy_nlp.batch.export.json_line", fail)
    with pytest.raises(CxzyError, match="disk full"):
        export(archive, out, "doccano")
    assert out.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


class TestCommand:
    def test_standard_output(self, archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["export", str(archive / "a.txt"), "--format", "webanno"]) == 0
        (line,) = capsys.readouterr().out.splitlines()
        found, lost = resolve_webanno(json.loads(line), REPORT)
        assert found
        assert not lost

    def test_file(self, results: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        out = tmp_path / "facts.jsonl"
        assert main(["export", str(results), "--format", "doccano", "-o", str(out), "--kinds", "counts,dates"]) == 0
        assert capsys.readouterr().out == ""
        passages = [parse_doccano(json.loads(line)) for line in out.read_text(encoding="utf-8").splitlines()]
        assert [passage.path for passage in passages] == ["a.txt", "sub/b.txt"]
        (document,) = analyze(REPORT)
        assert len(passages[0].annotations) == len(document.counts) + len(document.dates)

    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            (["--format", "brat"], "name one with -o"),
            (["--format", "doccano", "--utf16"], "--utf16 is about"),
            (["--format", "tei"], "invalid choice"),
            (["--format", "doccano", "--kinds", "x"], "unknown kind"),
            ([], "--format"),
        ],
    )
    def test_wrong_usage(
        self, arguments: list[str], message: str, archive: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert main(["export", str(archive), *arguments]) == 2
        assert message in capsys.readouterr().err

    def test_some_files_failed(self, archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
        (archive / "c.txt").write_bytes(b"")
        assert main(["export", str(archive), "--format", "labelstudio"]) == 3
        captured = capsys.readouterr()
        assert len(captured.out.splitlines()) == 2
        assert "c.txt: the file is empty" in captured.err

    def test_help(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["export", "--help"]) == 0
        assert "brat" in capsys.readouterr().out
