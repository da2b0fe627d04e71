"""cxzy copies: archives, results, tables."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from cxzy_nlp.batch.copies import copies_of_archive
from cxzy_nlp.batch.run import extract_archive
from cxzy_nlp.cli import main
from cxzy_nlp.errors import InputError

TEXT = (
    "柳湾乡防汛小结\n雨季过后，驻村工作队挨家挨户核对水毁农田的台账，又请来技术员帮着23户村民补种秋菜，把损失降到最低。老支书连夜带人疏通水渠，"
    "天亮时积水退了大半。\n2011年9月1日\n"
)
COPY = TEXT.replace("柳湾乡", "石桥乡").replace("23户", "41户").replace("2011年", "2012年")
OTHER = "云坪中学迎新方案\n新生报到当天，校门口设三个接待点，高年级学生帮忙搬行李，食堂延长供应到晚上八点。\n"


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    folder = tmp_path / "archive"
    folder.mkdir()
    for name, text in (("a.txt", TEXT), ("b.txt", COPY), ("c.txt", OTHER)):
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "d.txt").write_bytes(b"%PDF-1.4 \x00")
    return folder


def test_archive(archive: Path, tmp_path: Path) -> None:
    summary = copies_of_archive(archive, tmp_path / "out")
    assert [failure.path for failure in summary.failures] == ["d.txt"]
    assert len(summary.report.pairs) == 1
    assert summary.report.pairs[0].source == summary.report.pairs[0].a
    written = (tmp_path / "out" / "copies.json").read_text(encoding="utf-8")
    assert json.loads(written) == json.loads(json.dumps(summary.report.to_dict()))
    with (tmp_path / "out" / "copy_slots.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {(row["kind"], row["text"]) for row in rows} >= {("number", "23"), ("number", "41"), ("place", "石桥乡")}
    for row in rows:
        path = next(d.path for d in summary.report.documents if d.id == row["id"])
        text = (archive / path).read_text(encoding="utf-8")
        assert text[int(row["start"]) : int(row["end"])] == row["text"]


def test_results_folder_gives_the_same(archive: Path, tmp_path: Path) -> None:
    extract_archive(archive, tmp_path / "results")
    one = copies_of_archive(archive, tmp_path / "one").report
    other = copies_of_archive(tmp_path / "results", tmp_path / "other").report
    assert [(p.a, p.b, p.spans) for p in one.pairs] == [(p.a, p.b, p.spans) for p in other.pairs]


def test_a_changed_file_of_a_results_folder_is_left_out(archive: Path, tmp_path: Path) -> None:
    extract_archive(archive, tmp_path / "results")
    (archive / "b.txt").write_text(COPY + "后记。", encoding="utf-8")
    summary = copies_of_archive(tmp_path / "results", tmp_path / "out")
    assert "has changed since" in summary.failures[0].reason
    assert summary.report.pairs == ()


def test_index(archive: Path, tmp_path: Path) -> None:
    copies_of_archive(archive / "a.txt", tmp_path / "out", index=tmp_path / "index")
    summary = copies_of_archive(archive / "b.txt", tmp_path / "out", index=tmp_path / "index")
    assert len(summary.report.pairs) == 1


def test_refused(archive: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        copies_of_archive(tmp_path / "nowhere", tmp_path / "out")
    with pytest.raises(InputError, match="no document could be read"):
        copies_of_archive(archive / "d.txt", tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_command(archive: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["copies", str(archive), "-o", str(tmp_path / "out"), "--jobs", "1"]) == 3
    assert "3 documents, 1 copied pair, 1 cluster of 2 documents, 1 template: " in capsys.readouterr().err
    assert main(["copies", str(archive / "a.txt"), "-o", str(tmp_path / "one"), "--quiet"]) == 0
    assert main(["copies", "-", "-o", str(tmp_path / "out")]) == 2
    assert main(["copies", str(archive)]) == 2


def test_a_report_of_other_inputs_is_kept(
    archive: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    assert main(["copies", str(archive), "-o", str(out), "--jobs", "1"]) == 3
    before = (out / "copies.json").read_bytes()
    monkeypatch.chdir(tmp_path)
    assert main(["copies", "archive", "-o", "out", "--jobs", "1"]) == 3  # the same inputs, named from elsewhere
    assert main(["copies", str(archive / "a.txt"), "-o", str(out)]) == 1
    message = capsys.readouterr().err
    assert "holds the copy report of" in message and "--replace" in message
    assert (out / "copies.json").read_bytes() == before
    assert main(["copies", str(archive / "a.txt"), "-o", str(out), "--replace"]) == 0
    assert json.loads((out / "copies.json").read_text(encoding="utf-8"))["pairs"] == []


def test_a_report_of_unknown_origin_is_kept(archive: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "copies.json").write_text("{}", encoding="utf-8")
    with pytest.raises(InputError, match="nothing that tells of which inputs"):
        copies_of_archive(archive, tmp_path / "out")
    assert copies_of_archive(archive, tmp_path / "out", replace=True).report.pairs
