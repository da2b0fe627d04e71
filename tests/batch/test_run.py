from __future__ import annotations

import datetime
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest

import cxzy_nlp
from cxzy_nlp.batch.folder import open_folder, result_names
from cxzy_nlp.batch.run import extract_archive, extract_stream
from cxzy_nlp.config import Config
from cxzy_nlp.errors import CxzyError, InputError
from cxzy_nlp.io.records import read_records

Make = Callable[..., Path]


@pytest.fixture
def archive(make_archive: Make) -> Path:
    files: dict[str, str | bytes] = {f"乡{number % 7}/{number:03}.txt": text_of(number) for number in range(70)}
    return make_archive(files | {"坏/empty.txt": "", "坏/scan.pdf": "%PDF-1.4 …", "a=b.txt": "=1+1\n党员5名"})


def text_of(number: int) -> str:
    return f"第{number}支部\n党员{number + 1}名\n" * (1 + number % 3)


def snapshot(out: Path) -> dict[str, bytes]:
    """Every file of a results folder, but the one that may differ."""
    return {path.name: path.read_bytes() for path in out.iterdir() if path.name != "run.json"}


def run_json(out: Path) -> dict[str, object]:
    record = json.loads((out / "run.json").read_text(encoding="utf-8"))
    assert isinstance(record, dict)
    return record


def analysed(module: ModuleType, seen: list[str]) -> Callable[..., object]:
    def analysis(source: object, config: object) -> object:
        seen.append(source.path)  # type: ignore[attr-defined]
        return module.plain(source, config)

    return analysis


def test_results_folder(archive: Path, tmp_path: Path, stand_ins: ModuleType) -> None:
    seen: list[tuple[int, int]] = []
    summary = extract_archive(
        [archive], tmp_path / "out", analysis=stand_ins.plain, progress=lambda *state: seen.append(state)
    )
    out = tmp_path / "out"
    assert sorted(path.name for path in out.iterdir()) == sorted(result_names())
    records = list(read_records(out / "documents.jsonl"))
    assert [record["source"]["path"] for record in records] == sorted(record["source"]["path"] for record in records)
    assert summary.documents == len(records)
    assert summary.facts["counts"] == sum(len(record["counts"]) for record in records)
    assert [failure.path for failure in summary.failures] == ["坏/empty.txt", "坏/scan.pdf"]
    failures = [json.loads(line) for line in (out / "failures.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [failure["stage"] for failure in failures] == ["open", "format"]
    assert all(set(failure) == {"path", "stage", "reason"} for failure in failures)
    run = run_json(out)
    assert run["schema"] == "cxzy.run/1"
    assert run["signature"] == records[0]["signature"]
    assert run["counts"]["failed"] == 2  # type: ignore[index]
    assert seen[-1] == (73, 73)
    assert len((out / "counts.csv").read_bytes().splitlines()) == 1 + summary.facts["counts"]


def test_the_same_bytes_for_any_number_of_jobs(archive: Path, tmp_path: Path, stand_ins: ModuleType) -> None:
    extract_archive([archive], tmp_path / "one", jobs=1, analysis=stand_ins.plain)
    extract_archive([archive], tmp_path / "two", jobs=2, analysis=stand_ins.plain)
    assert snapshot(tmp_path / "one") == snapshot(tmp_path / "two")


@pytest.mark.skipif(sys.platform == "win32", reason="kills with SIGKILL")
def test_a_killed_run_resumes_to_the_same_bytes(archive: Path, tmp_path: Path, stand_ins: ModuleType) -> None:
    extract_archive([archive], tmp_path / "undisturbed", analysis=stand_ins.plain)
    out, here = tmp_path / "out", Path(__file__).parent
    package = Path(str(cxzy_nlp.__file__)).parent.parent
    known = os.environ.get("PYTHONPATH", "")
    environment = dict(os.environ) | {"PYTHONPATH": os.pathsep.join([str(package), str(here), known])}
    with subprocess.Popen(
        [sys.executable, here / "cxzy_batch_stand_ins.py", archive, out, "2"], env=environment
    ) as run:
        deadline = time.monotonic() + 20
        while journal_entries(out) < 20:
            assert time.monotonic() < deadline, "the run did not start"
            assert run.poll() is None, "the run ended before it could be killed"
            time.sleep(0.005)
        run.kill()
    assert not (out / "documents.jsonl").exists()
    seen: list[str] = []
    summary = extract_archive([archive], out, analysis=analysed(stand_ins, seen))  # type: ignore[arg-type]
    assert summary.unchanged >= 20
    assert len(seen) == 71 - summary.unchanged
    assert snapshot(out) == snapshot(tmp_path / "undisturbed")


def journal_entries(out: Path) -> int:
    journal = out / ".cxzy-journal"
    return journal.read_bytes().count(b'"crc32"') if journal.exists() else 0


def test_an_interrupted_run_resumes(archive: Path, tmp_path: Path, stand_ins: ModuleType) -> None:
    extract_archive([archive], tmp_path / "undisturbed", analysis=stand_ins.plain)

    def interrupt(done: int, total: int) -> None:
        if done == 30:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        extract_archive([archive], tmp_path / "out", analysis=stand_ins.plain, progress=interrupt)
    journal = tmp_path / "out" / ".cxzy-journal"
    with journal.open("ab") as file:
        file.write(b'{"path":"torn","sha256":"')
    summary = extract_archive([archive], tmp_path / "out", jobs=2, analysis=stand_ins.plain)
    assert summary.unchanged == 30
    assert snapshot(tmp_path / "out") == snapshot(tmp_path / "undisturbed")


def test_a_second_run_does_only_what_changed(archive: Path, tmp_path: Path, stand_ins: ModuleType) -> None:
    out = tmp_path / "out"
    extract_archive([archive], out, analysis=stand_ins.plain)
    before = snapshot(out)
    seen: list[str] = []
    analysis = analysed(stand_ins, seen)
    summary = extract_archive([archive], out, analysis=analysis)  # type: ignore[arg-type]
    assert (seen, summary.unchanged, len(summary.failures)) == ([], 71, 2)
    assert snapshot(out) == before

    (archive / "乡1" / "001.txt").write_text("党员99名", encoding="utf-8")  # changed
    (archive / "乡2" / "002.txt").unlink()  # vanished
    (archive / "坏" / "empty.txt").write_text("党员7名", encoding="utf-8")  # mended
    (archive / "new.txt").write_text("党员8名", encoding="utf-8")
    summary = extract_archive([archive], out, analysis=analysis)  # type: ignore[arg-type]
    assert sorted(seen) == ["new.txt", "乡1/001.txt", "坏/empty.txt"]
    extract_archive([archive], tmp_path / "fresh", analysis=stand_ins.plain)
    assert snapshot(out) == snapshot(tmp_path / "fresh")


def test_other_options_start_over(archive: Path, tmp_path: Path, stand_ins: ModuleType) -> None:
    out = tmp_path / "out"
    extract_archive([archive], out, analysis=stand_ins.plain)
    config = Config(reference_date=datetime.date(2010, 5, 21))
    summary = extract_archive([archive], out, config=config, analysis=stand_ins.plain)
    assert summary.unchanged == 0
    assert run_json(out)["options"]["reference_date"] == "2010-05-21"  # type: ignore[index]


def test_altered_results_are_made_anew(archive: Path, tmp_path: Path, stand_ins: ModuleType) -> None:
    out = tmp_path / "out"
    extract_archive([archive], out, analysis=stand_ins.plain)
    before = snapshot(out)
    lines = (out / "documents.jsonl").read_bytes().splitlines(keepends=True)
    (out / "documents.jsonl").write_bytes(b"".join(lines[:-1]))
    assert extract_archive([archive], out, analysis=stand_ins.plain).unchanged == 0
    assert snapshot(out) == before


def test_a_death_in_the_middle_changes_no_other_result(
    make_archive: Make, tmp_path: Path, stand_ins: ModuleType
) -> None:
    folder = make_archive({f"{number:02}.txt": f"党员{number}名" for number in range(30)} | {"11.txt": "崩溃"})
    summary = extract_archive([folder], tmp_path / "out", jobs=2, analysis=stand_ins.deadly)
    assert summary.documents == 29
    assert [failure.path for failure in summary.failures] == ["11.txt"]
    (folder / "11.txt").write_text("党员11名", encoding="utf-8")
    assert extract_archive([folder], tmp_path / "out", analysis=stand_ins.deadly).failures == ()


def test_results_of_two_versions_are_not_mixed(archive: Path, tmp_path: Path, stand_ins: ModuleType) -> None:
    with pytest.raises(CxzyError, match="changed while it ran"):
        extract_archive([archive], tmp_path / "out", analysis=stand_ins.another_version)
    assert journal_entries(tmp_path / "out") == 0
    assert extract_archive([archive], tmp_path / "out", analysis=stand_ins.plain).unchanged == 0


def test_one_run_at_a_time(archive: Path, tmp_path: Path, stand_ins: ModuleType) -> None:
    pytest.importorskip("fcntl")
    with (
        open_folder(tmp_path / "out"),
        pytest.raises(InputError, match="another run is writing"),
    ):
        extract_archive([archive], tmp_path / "out", analysis=stand_ins.plain)
    assert extract_archive([archive], tmp_path / "out", analysis=stand_ins.plain).documents > 0
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == sorted(result_names())


def test_results_inside_the_archive_are_no_input(archive: Path, stand_ins: ModuleType) -> None:
    first = extract_archive([archive], archive / "results", analysis=stand_ins.plain)
    second = extract_archive([archive], archive / "results", analysis=stand_ins.plain)
    assert (first.files, second.files) == (73, 73)


def test_bad_output_folders(archive: Path, tmp_path: Path, stand_ins: ModuleType) -> None:
    (tmp_path / "file").write_text("x")
    for out in (tmp_path / "file", tmp_path / "file" / "deeper"):
        with pytest.raises(InputError, match="is a file"):
            extract_archive([archive], out, analysis=stand_ins.plain)
    with pytest.raises(InputError, match="is an input"):
        extract_archive([archive], archive, analysis=stand_ins.plain)
    with pytest.raises(InputError, match="cannot write results"):
        extract_archive([archive], "/proc/none/out", analysis=stand_ins.plain)


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written(archive: Path, tmp_path: Path, stand_ins: ModuleType) -> None:
    (tmp_path / "closed").mkdir(mode=0o500)
    with pytest.raises(InputError, match="cannot write results"):
        extract_archive([archive], tmp_path / "closed", analysis=stand_ins.plain)


def test_foreign_files_are_left_alone(archive: Path, tmp_path: Path, stand_ins: ModuleType) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "notes.txt").write_text("mine")
    extract_archive([archive], out, analysis=stand_ins.plain)
    extract_archive([archive], out, analysis=stand_ins.plain)
    assert (out / "notes.txt").read_text() == "mine"
    (tmp_path / "theirs").mkdir()
    (tmp_path / "theirs" / "dates.csv").write_text("mine")
    with pytest.raises(InputError, match=r"holds a dates\.csv that cxzy did not write"):
        extract_archive([archive], tmp_path / "theirs", analysis=stand_ins.plain)
    assert (tmp_path / "theirs" / "dates.csv").read_text() == "mine"


def test_nothing_to_do(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError, match="no files found"):
        extract_archive([tmp_path / "empty"], tmp_path / "out")
    assert not (tmp_path / "out").exists()
    with pytest.raises(InputError, match="no files found"):
        next(extract_stream([]))
    with pytest.raises(InputError, match="config must be"):
        next(extract_stream([tmp_path], config={}))  # type: ignore[arg-type]


def test_results_are_no_archive(archive: Path, tmp_path: Path, stand_ins: ModuleType) -> None:
    extract_archive([archive], tmp_path / "out", analysis=stand_ins.plain)
    with pytest.raises(InputError, match=r"no files found in \S+out \(\S+out holds results of cxzy, no documents\)"):
        next(extract_stream([tmp_path / "out"]))
    with pytest.raises(InputError, match="holds results of cxzy"):
        extract_archive([tmp_path / "out"], tmp_path / "again", analysis=stand_ins.plain)


# What cannot be meant, and what is said of it; the paths stand below the folder that holds the archive.
NOT_MEANT: list[tuple[list[str], str]] = [
    (["archvie"], "archvie: there is no such file or folder; nothing was written to"),
    (["archive", "archive/none.txt"], "none.txt: there is no such file or folder"),
    (["archive/a.txt/b"], "there is no such file or folder"),
    (["gone.txt"], "there is no such file or folder"),
    (["1", "2", "3", "4"], "3 …: there is no such file or folder"),
    (
        ["unreadable"],
        "none of the 5 files can be read, nothing was written to .*: a.txt: the file is empty; .*and 2 more",
    ),
    (["unreadable/b.pdf"], "the file cannot be read, nothing was written to .*: b.pdf: looks like a PDF"),
    (["empty"], "no files found in"),
]


@pytest.mark.parametrize(("paths", "message"), NOT_MEANT)
def test_a_slip_costs_no_results(
    paths: list[str], message: str, make_archive: Make, tmp_path: Path, stand_ins: ModuleType
) -> None:
    make_archive({"a.txt": "党员3名"})
    make_archive({"a.txt": "", "b.pdf": "%PDF-1.4", "c.txt": b"\0\1", "d.txt": " ", "e.txt": ""}, "unreadable")
    make_archive({}, "empty")
    if hasattr(os, "symlink"):
        (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    given = [tmp_path / path for path in paths]
    with pytest.raises(InputError, match=message):
        extract_archive(given, tmp_path / "out", analysis=stand_ins.plain, replace=True)
    assert not (tmp_path / "out").exists()
    extract_archive([tmp_path / "archive"], tmp_path / "out", analysis=stand_ins.plain)
    before = {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in (tmp_path / "out").iterdir()}
    with pytest.raises(InputError, match=message):
        extract_archive(given, tmp_path / "out", analysis=stand_ins.plain, replace=True)
    assert before == {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in (tmp_path / "out").iterdir()}


def test_a_wrong_encoding_costs_no_results(archive: Path, tmp_path: Path, stand_ins: ModuleType) -> None:
    extract_archive([archive], tmp_path / "out", analysis=stand_ins.plain)
    before = snapshot(tmp_path / "out")
    with pytest.raises(InputError, match="not valid ascii"):
        extract_archive([archive], tmp_path / "out", config=Config(encoding="ascii"), analysis=stand_ins.plain)
    assert snapshot(tmp_path / "out") == before


def test_files_that_hold_no_document_are_a_result(make_archive: Make, tmp_path: Path, stand_ins: ModuleType) -> None:
    summary = extract_archive([make_archive({"a.txt": "党员"})], tmp_path / "out", analysis=stand_ins.nothing)
    assert (summary.documents, len(summary.failures)) == (0, 1)
    assert (tmp_path / "out" / "documents.jsonl").read_bytes() == b""


def test_results_do_not_give_way_to_none(archive: Path, tmp_path: Path, stand_ins: ModuleType) -> None:
    extract_archive([archive], tmp_path / "out", analysis=stand_ins.plain)
    before = snapshot(tmp_path / "out")
    config = Config(unwrap=False)  # another signature: everything is done again
    with pytest.raises(InputError, match=r"not one file gave a document, .* are kept: a=b\.txt: no document"):
        extract_archive([archive], tmp_path / "out", config=config, analysis=stand_ins.nothing)
    assert {name: data for name, data in snapshot(tmp_path / "out").items() if not name.startswith(".")} == before
    assert extract_archive([archive], tmp_path / "out", analysis=stand_ins.plain).unchanged == 71


# The inputs of a first and a second run, and where each is started: below the folder that holds 2010/ and 2011/.
SAME_INPUTS: list[tuple[list[str], str, list[str], str]] = [
    (["2010"], ".", ["./2010/"], "."),
    (["2010", "2011"], ".", ["2011", "2010"], "."),
    (["2010"], ".", ["../2010"], "2011"),
    (["."], "2010", ["2010"], "."),
    (["{}/2010"], ".", ["2010"], "."),
]
OTHER_INPUTS: list[tuple[list[str], str, list[str], str, str]] = [
    (["2010"], ".", ["2011"], ".", r"out holds the results of 2010, not of 2011; name another folder .*give --replace"),
    (["2010"], ".", ["2010", "2011"], ".", "the results of 2010, not of 2010, 2011;"),
    (["2010"], ".", ["2010/a.txt"], ".", "the results of 2010, not of 2010/a.txt;"),
    (["."], "2010", ["."], "2011", r"the results of \S+2010, not of \S+2011;"),
]


@pytest.fixture
def years(make_archive: Make, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = make_archive({"2010/a.txt": "党员3名", "2011/a.txt": "党员3名", "2011/b.txt": "党员5名"}, "years")
    monkeypatch.chdir(folder)
    return folder


@pytest.mark.parametrize(("first", "there", "second", "here"), SAME_INPUTS)
def test_the_same_inputs_resume(
    first: list[str],
    there: str,
    second: list[str],
    here: str,
    years: Path,
    stand_ins: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    out = years.parent / "out"
    monkeypatch.chdir(years / there)
    extract_archive([path.format(years) for path in first], out, analysis=stand_ins.plain)
    monkeypatch.chdir(years / here)
    summary = extract_archive(second, os.path.relpath(out), analysis=stand_ins.plain)
    assert summary.unchanged == summary.files > 0


@pytest.mark.parametrize(("first", "there", "second", "here", "message"), OTHER_INPUTS)
def test_results_of_other_inputs_are_kept(
    first: list[str],
    there: str,
    second: list[str],
    here: str,
    message: str,
    years: Path,
    stand_ins: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    out = years.parent / "out"
    monkeypatch.chdir(years / there)
    extract_archive(first, out, analysis=stand_ins.plain)
    before = snapshot(out)
    monkeypatch.chdir(years / here)
    with pytest.raises(InputError, match=message):
        extract_archive(second, out, analysis=stand_ins.plain)
    assert snapshot(out) == before
    extract_archive(second, out, analysis=stand_ins.plain, replace=True)
    extract_archive(second, years.parent / "fresh", analysis=stand_ins.plain)
    assert snapshot(out) == snapshot(years.parent / "fresh")
    extract_archive(second, out, analysis=stand_ins.plain)


def test_files_added_to_an_input_are_no_other_input(years: Path, stand_ins: ModuleType) -> None:
    extract_archive(["2010"], "out", analysis=stand_ins.plain)
    (years / "2010" / "new.txt").write_text("党员9名", encoding="utf-8")
    assert extract_archive(["2010"], "out", analysis=stand_ins.plain).unchanged == 1


def test_replacing_takes_over_what_is_unchanged(years: Path, stand_ins: ModuleType) -> None:
    extract_archive(["2010"], "out", analysis=stand_ins.plain)
    assert extract_archive(["2011"], "out", analysis=stand_ins.plain, replace=True).unchanged == 1  # the same a.txt


def test_an_unfinished_run_holds_no_results(years: Path, stand_ins: ModuleType) -> None:
    def interrupt(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        extract_archive(["2010"], "out", analysis=stand_ins.plain, progress=interrupt)
    assert extract_archive(["2011"], "out", analysis=stand_ins.plain).files == 2


@pytest.mark.parametrize("record", ['{"schema":"cxzy.run/1"}', '{"schema":"cxzy.run/1","inputs":"2010"}'])
def test_a_run_that_does_not_say_its_inputs(record: str, years: Path, stand_ins: ModuleType) -> None:
    extract_archive(["2010"], "out", analysis=stand_ins.plain)
    (years / "out" / "run.json").write_text(record, encoding="utf-8")
    with pytest.raises(InputError, match="holds the results of unknown inputs, not of 2010"):
        extract_archive(["2010"], "out", analysis=stand_ins.plain)


# Files of the archive, and whether archive/out may take its results.
WITHIN = [
    ({"a.txt": "党员3名", "out/b.txt": "党员4名"}, False),
    ({"a.txt": "党员3名", "out/deep/b.pdf": "党员4名"}, False),
    ({"a.txt": "党员3名", "out/.DS_Store": "x", "out/.git/config": "x"}, True),
    ({"a.txt": "党员3名", "out/older/run.json": '{"schema":"cxzy.run/1"}', "out/older/dates.csv": "x"}, True),
    ({"a.txt": "党员3名"}, True),
]


@pytest.mark.parametrize(("files", "allowed"), WITHIN)
def test_results_do_not_hide_documents(
    files: dict[str, str], allowed: bool, make_archive: Make, stand_ins: ModuleType
) -> None:
    folder = make_archive(dict(files))
    if not allowed:
        with pytest.raises(InputError, match="lies inside an input and holds files that are no results"):
            extract_archive([folder], folder / "out", analysis=stand_ins.plain)
        assert not list((folder / "out").glob("*.csv"))
        return
    for unchanged in (0, 1):
        summary = extract_archive([folder], folder / "out", analysis=stand_ins.plain)
        assert (summary.files, summary.unchanged) == (1, unchanged)
    (folder / "out" / "note.txt").write_text("党员8名", encoding="utf-8")
    with pytest.raises(InputError, match=r"no results \(note\.txt\)"):
        extract_archive([folder], folder / "out", analysis=stand_ins.plain)


def test_the_largest_file_does_not_redo_the_archive(archive: Path, tmp_path: Path, stand_ins: ModuleType) -> None:
    extract_archive([archive], tmp_path / "out", analysis=stand_ins.plain)
    config = Config(max_bytes=1 << 30)
    assert extract_archive([archive], tmp_path / "out", config=config, analysis=stand_ins.plain).unchanged == 71


def test_csv_cells_are_safe(archive: Path, tmp_path: Path, stand_ins: ModuleType) -> None:
    def titled(source: object, config: Config) -> Iterator[object]:
        import dataclasses

        from cxzy_nlp.document import TextSpan

        for document in stand_ins.plain(source, config):
            text = document.text
            yield dataclasses.replace(document, title=TextSpan(document.start, document.end, text))

    extract_archive([archive / "a=b.txt"], tmp_path / "out", analysis=lambda *given: list(titled(*given)))  # type: ignore[arg-type]
    table = (tmp_path / "out" / "documents.csv").read_bytes()
    assert table.startswith(b"\xef\xbb\xbfdocument_id,")
    assert b",'=1+1," in table
    assert b",=1+1" not in table


def test_a_full_disk_keeps_what_was_there(
    archive: Path, tmp_path: Path, stand_ins: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    extract_archive([archive], out, analysis=stand_ins.plain)
    before = snapshot(out)
    (archive / "new.txt").write_text("党员8名", encoding="utf-8")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("cxzy_nlp.batch.results.dump_package", full)
        with pytest.raises(OSError, match="No space left"):
            extract_archive([archive], out, analysis=stand_ins.plain)
    assert all((out / name).read_bytes() == data for name, data in before.items())
    assert extract_archive([archive], out, analysis=stand_ins.plain).unchanged == 72
