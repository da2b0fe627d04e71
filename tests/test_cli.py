from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

import cxzy_nlp
from cxzy_nlp import cli
from cxzy_nlp.batch.folder import open_folder, result_names
from cxzy_nlp.cli import main
from cxzy_nlp.command_line import make_parser

REPORT = "柳树乡创先争优活动工作总结\n2010年5月6日，全乡现有党员127名，其中女党员30名。\n一、主要做法\n大家认真学习。\n"
ROOT = Path(str(cxzy_nlp.__file__)).parent.parent


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    folder = tmp_path / "archive"
    (folder / "sub").mkdir(parents=True)
    (folder / "a.txt").write_text(REPORT, encoding="utf-8")
    (folder / "sub" / "b.txt").write_bytes(REPORT.replace("127", "131").encode("gb18030"))
    return folder


def run(*arguments: object, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "cxzy_nlp", *map(str, arguments)],
        input=stdin,
        capture_output=True,
        env=environment(),
        timeout=60,
    )


def environment(**more: str) -> dict[str, str]:
    known = os.environ.get("PYTHONPATH", "")
    return dict(os.environ) | {"PYTHONPATH": os.pathsep.join([str(ROOT), known])} | more


def records_of(output: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in output.splitlines()]


def test_records_on_standard_output(archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["extract", str(archive / "a.txt")]) == 0
    captured = capsys.readouterr()
    (record,) = records_of(captured.out)
    assert record["source"]["path"] == "a.txt"  # type: ignore[index]
    assert record["counts"][0]["value"] == 127  # type: ignore[index]
    assert captured.err == ""


def test_an_archive_on_standard_output_in_order(archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["extract", str(archive), "--jobs", "2"]) == 0
    together = capsys.readouterr().out
    assert main(["extract", str(archive), "--jobs", "1"]) == 0
    assert capsys.readouterr().out == together
    assert [record["source"]["path"] for record in records_of(together)] == ["a.txt", "sub/b.txt"]  # type: ignore[index]


def test_a_results_folder(archive: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (archive / "scan.pdf").write_bytes(b"%PDF-1.4")
    assert main(["extract", str(archive), "-o", str(tmp_path / "out"), "--jobs", "1"]) == 3
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "2 of 3 read" in captured.err
    assert "scan.pdf: looks like a PDF" in captured.err
    assert str(tmp_path / "out") in captured.err
    assert "\x1b" not in captured.err
    assert len(captured.err.splitlines()) < 24
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == sorted(result_names())
    assert main(["extract", str(archive), "-o", str(tmp_path / "out"), "--quiet"]) == 3
    assert capsys.readouterr().err == ""


def test_the_summary_shows_only_the_first_failures(
    archive: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for number in range(30):
        (archive / f"{number:02}.pdf").write_bytes(b"%PDF-1.4")
    assert main(["extract", str(archive), "-o", str(tmp_path / "out"), "--jobs", "1"]) == 3
    error = capsys.readouterr().err
    assert "failed     30" in error
    assert "and 25 more" in error
    assert len(error.splitlines()) < 24


def test_exit_codes(archive: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "empty.txt").touch()
    (tmp_path / "folder").mkdir()
    assert main(["extract", str(tmp_path / "empty.txt")]) == 1
    assert "empty.txt: the file is empty" in capsys.readouterr().err
    assert main(["extract", str(tmp_path / "none.txt")]) == 1
    assert main(["extract", str(tmp_path / "none.txt"), str(archive / "a.txt")]) == 3
    assert main(["extract", str(tmp_path / "folder")]) == 1
    assert "no files found" in capsys.readouterr().err
    assert main(["extract", str(archive), "-o", str(tmp_path / "empty.txt")]) == 1
    assert "is a file; name a folder" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ([], "required: COMMAND"),
        (["extrakt"], "invalid choice"),
        (["extract"], "required: PATH"),
        (["extract", "a", "--jobs", "0"], "expected a number from 1 on, got '0'"),
        (["extract", "a", "--kinds", "dates,cuonts"], "unknown kind 'cuonts'; known: dates, counts"),
        (["extract", "a", "--kinds", ","], "unknown kind"),
        (["extract", "a", "--reference-date", "2010"], "expected a date such as 2010-05-21, got '2010'"),
        (["extract", "a", "--encoding", "gb-none"], "unknown codec 'gb-none'"),
        (["extract", "a", "--max-bytes", "many"], "expected a size such as 500K"),
        (["extract", "a", "--max-bytes", "0"], "expected a size such as 500K"),
        (["extract", "-", "-o", "out"], "standard input (-) has no file name"),
        (["extract", "a", "-o", ""], "expected the name of a folder, got nothing"),
        (["extract", "a", "--replace"], "--replace is about a results folder: name one with -o"),
        (["extract", ""], "a path is empty"),
        (["extract", "a", "", "-o", "out"], "a path is empty"),
        (["split", ""], "a path is empty"),
        (["extract", "a", "--encoding", "rot13"], "unknown codec 'rot13'"),
        (["extract", "a", "--\x1b[2J"], r"unrecognized arguments: --\x1b[2J"),
        (["extract", "a", "--bogus"], "--bogus; cxzy COMMAND --help lists the options"),
    ],
)
def test_wrong_usage(arguments: list[str], says: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 2
    captured = capsys.readouterr()
    assert says in captured.err
    assert captured.out == ""


def test_a_slip_costs_no_results(archive: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out"
    assert main(["extract", str(archive), "-o", str(out), "--jobs", "1", "--quiet"]) == 0
    before = {path.name: path.read_bytes() for path in out.iterdir()}
    assert main(["extract", str(tmp_path / "archvie"), "-o", str(out), "--jobs", "1"]) == 1
    assert "archvie: there is no such file or folder; nothing was written to" in capsys.readouterr().err
    assert main(["extract", str(archive / "sub"), "-o", str(out), "--jobs", "1"]) == 1
    assert "give --replace" in capsys.readouterr().err
    assert {path.name: path.read_bytes() for path in out.iterdir()} == before
    assert main(["extract", str(archive / "sub"), "-o", str(out), "--jobs", "1", "--replace"]) == 0
    assert "1 of 1 read" in capsys.readouterr().err


@pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX files")
def test_a_pipe_is_told_how_to_be_read(archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    os.mkfifo(archive / "pipe")
    assert main(["extract", str(archive / "pipe")]) == 1
    assert "is a named pipe, not a file; send its contents to cxzy extract -" in capsys.readouterr().err


@pytest.mark.skipif(sys.platform == "win32", reason="such names are not possible there")
@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("\x1b[2J.pdf", r"\x1b[2J.pdf"),
        ("a\nb.pdf", r"a\nb.pdf"),
        ("a\r\x9b\x7f.pdf", r"a\r\x9b\x7f.pdf"),
        ("\u202ea.pdf", r"\u202ea.pdf"),
        ("总\u3000结.pdf", "总\u3000结.pdf"),
    ],
)
def test_file_names_do_not_command_the_terminal(
    name: str, shown: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "archive"
    folder.mkdir()
    (folder / name).write_bytes(b"%PDF-1.4")
    (folder / "a.txt").write_text(REPORT, encoding="utf-8")
    for arguments in (
        ["extract", str(folder / name)],
        ["extract", str(folder), "-o", str(tmp_path / "out"), "--jobs", "1"],
        ["split", str(folder / name)],
        ["extract", str(folder / f"no{name}"), "-o", str(tmp_path / "out")],
    ):
        assert main(arguments) in (1, 3)
        captured = capsys.readouterr()
        assert shown in captured.err
        assert name not in captured.err or name == shown
    (folder / name).write_text(REPORT, encoding="utf-8")
    (folder / name).rename(folder / f"{name}.txt")
    assert main(["split", str(folder / f"{name}.txt")]) == 0
    assert capsys.readouterr().out.splitlines()[0].split("\t")[0] == f"{shown}.txt"


# Streams that are closed when the command begins, what is asked for, and the exit code.
CLOSED = [
    (">&-", "extract a.txt", 1),
    (">&-", "split a.txt", 1),
    (">&-", "--version", 1),
    (">&-", "--help", 0),
    (">&-", "extract . -o ../out --jobs 1", 0),
    (">&- 2>&- <&-", "extract . -o ../out --jobs 2", 0),
    ("2>&-", "extract a.txt", 0),
    ("2>&-", "extract none.txt", 1),
    ("2>&-", "extrakt", 2),
    ("2>&-", "extract . -o ../out --jobs 1", 0),
    ("<&-", "extract -", 1),
]


@pytest.mark.skipif(sys.platform == "win32", reason="needs a POSIX shell")
@pytest.mark.parametrize(("closed", "arguments", "code"), CLOSED)
def test_closed_streams(closed: str, arguments: str, code: int, archive: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        ["sh", "-c", f'"$0" -m cxzy_nlp {arguments} {closed}', sys.executable],
        cwd=archive,
        env=environment(),
        capture_output=True,
        timeout=60,
    )
    assert (done.returncode, b"Traceback" in done.stderr) == (code, False), done.stderr
    if code == 1 and "2>&-" not in closed:
        assert b" is closed" in done.stderr
    if "-o" in arguments:
        assert len(records_of((tmp_path / "out" / "documents.jsonl").read_text(encoding="utf-8"))) == 2


@pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX signals")
@pytest.mark.parametrize("module", ["cxzy_nlp.pipeline", "cxzy_nlp.batch.run", "opencc"])
def test_ctrl_c_while_it_starts(module: str, archive: Path, tmp_path: Path) -> None:
    program = (
        "import os, signal, sys\n"
        "class Finder:\n"
        "    def find_spec(self, name, *_):\n"
        f"        if name == {module!r}: os.kill(os.getpid(), signal.SIGINT)\n"
        "sys.meta_path.insert(0, Finder())\n"
        "from cxzy_nlp.cli import main\n"
        "sys.exit(main(sys.argv[1:]))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, "extract", str(archive), "-o", str(tmp_path / "out"), "--jobs", "1"],
        env=environment(),
        capture_output=True,
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (130, b"cxzy: interrupted; run the same command again to resume\n")
    assert not (tmp_path / "out").exists()


def test_options_reach_the_analysis(archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["extract", str(archive / "a.txt"), "--kinds", "dates"]) == 0
    (record,) = records_of(capsys.readouterr().out)
    assert record["counts"] == []
    assert record["dates"] != []
    assert main(["extract", str(archive / "a.txt"), "--max-bytes", "0.1K"]) == 2
    assert main(["extract", str(archive / "a.txt"), "--max-bytes", "100"]) == 1
    assert "too large" in capsys.readouterr().err
    assert main(["extract", str(archive / "a.txt"), "--encoding", "ascii"]) == 1
    assert "ascii" in capsys.readouterr().err
    config = cli._config(
        make_parser().parse_args(["extract", "a", "--max-bytes", "2kb", "--reference-date", "2010-05-21"])
    )
    assert (config.max_bytes, str(config.reference_date)) == (2048, "2010-05-21")


@pytest.mark.parametrize("arguments", [["--help"], ["extract", "--help"], ["split", "--help"]])
def test_help_has_examples(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 0
    output = capsys.readouterr().out
    assert "examples:" in output
    assert "cxzy " in output


def test_version_and_signature(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    first, second = capsys.readouterr().out.splitlines()
    assert first == f"cxzy {cxzy_nlp.__version__}"
    assert second.startswith("signature: cxzy_nlp ")


def test_split(archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["split", str(archive / "a.txt")]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    path, start, end, title = line.split("\t")
    assert (path, title) == ("a.txt", "柳树乡创先争优活动工作总结")
    assert REPORT[int(start) : int(end)].startswith("柳树乡")
    assert main(["split", str(archive), "--json"]) == 0
    rows = records_of(capsys.readouterr().out)
    assert [row["path"] for row in rows] == ["a.txt", "sub/b.txt"]
    assert set(rows[0]) == {"path", "start", "end", "title"}
    assert main(["split", str(archive / "none.txt")]) == 1
    assert "no such file" in capsys.readouterr().err


def test_standard_input(archive: Path) -> None:
    done = run("extract", "-", stdin=REPORT.encode("gb18030"))
    assert (done.returncode, done.stderr) == (0, b"")
    (record,) = records_of(done.stdout.decode("utf-8"))
    assert record["source"]["path"] == "-"  # type: ignore[index]


def test_bad_standard_input(archive: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"")))
    assert main(["extract", "-", str(archive / "a.txt")]) == 3
    captured = capsys.readouterr()
    assert "-: the file is empty" in captured.err
    assert len(records_of(captured.out)) == 1
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(REPORT.encode())))
    assert main(["extract", "-", "--max-bytes", "10"]) == 1
    assert "standard input is too large" in capsys.readouterr().err


def test_utf8_on_standard_output_whatever_the_locale(archive: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "cxzy_nlp", "extract", str(archive / "a.txt")],
        env=environment(PYTHONIOENCODING="ascii"),
        capture_output=True,
        timeout=60,
    )
    assert done.returncode == 0
    assert "柳树乡" in done.stdout.decode("utf-8")


@pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX pipes")
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_closed_pipe_ends_it_quietly(archive: Path, jobs: str) -> None:
    for number in range(60):
        (archive / f"{number}.txt").write_text(REPORT * 4, encoding="utf-8")
    command = [sys.executable, "-m", "cxzy_nlp", "extract", str(archive), "--jobs", jobs]
    with subprocess.Popen(command, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline().startswith(b"{")
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(timeout=30) == 0


@pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX signals")
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_ctrl_c_says_how_to_resume(archive: Path, tmp_path: Path, jobs: str) -> None:
    import signal

    for number in range(800):
        (archive / f"{number}.txt").write_text(REPORT, encoding="utf-8")
    out = tmp_path / "out"
    command = [sys.executable, "-m", "cxzy_nlp", "extract", str(archive), "-o", str(out), "--jobs", jobs]
    with subprocess.Popen(command, env=environment(), stderr=subprocess.PIPE, start_new_session=True) as process:
        journal = out / ".cxzy-journal"
        deadline = time.monotonic() + 30
        while not (journal.exists() and journal.stat().st_size > 1000):
            assert process.poll() is None
            assert time.monotonic() < deadline
            time.sleep(0.005)
        os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to the workers, too
        _, error = process.communicate(timeout=30)
    assert process.returncode == 130
    assert error.decode() == "cxzy: interrupted; run the same command again to resume\n"
    assert journal.exists()


def test_a_second_run_is_refused(archive: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("fcntl")
    with open_folder(tmp_path / "out"):
        assert main(["extract", str(archive), "-o", str(tmp_path / "out"), "--jobs", "1"]) == 1
    assert "another run is writing" in capsys.readouterr().err


def test_progress_only_on_a_terminal(archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    for options, shown in (([], True), (["--no-progress"], False), (["--quiet"], False)):
        screen = Terminal()
        monkeypatch.setattr(sys, "stderr", screen)
        assert main(["extract", str(archive), "-o", str(tmp_path / "out"), "--jobs", "1", *options]) == 0
        assert ("2/2 files" in screen.getvalue()) is shown
        assert "\x1b" not in screen.getvalue()


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_broken_disk_is_reported(archive: Path, unbuffered: str) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("needs /dev/full")
    with open("/dev/full", "wb") as full:  # noqa: PTH123 - a device
        done = subprocess.run(
            [sys.executable, "-m", "cxzy_nlp", "extract", str(archive / "a.txt")],
            env={**environment(), "PYTHONUNBUFFERED": unbuffered},
            stdout=full,
            stderr=subprocess.PIPE,
            timeout=60,
        )
    assert done.returncode == 1
    assert b"No space left" in done.stderr
    assert b"Traceback" not in done.stderr


def test_the_batch_script_is_the_same_command(archive: Path, tmp_path: Path) -> None:
    script = ROOT / "scripts" / "batch_extract.py"
    done = subprocess.run(
        [sys.executable, str(script), str(archive), "-o", str(tmp_path / "out"), "--jobs", "2"],
        env=environment(),
        capture_output=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    assert main(["extract", str(archive), "-o", str(tmp_path / "direct"), "--jobs", "1", "--quiet"]) == 0
    for name in result_names():
        if name != "run.json":
            assert (tmp_path / "out" / name).read_bytes() == (tmp_path / "direct" / name).read_bytes()


def test_nothing_but_the_command_prints(archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    read: Callable[..., object] = cxzy_nlp.read
    read(archive / "a.txt")
    captured = capsys.readouterr()
    assert (captured.out, captured.err) == ("", "")


def test_segment(archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["segment", str(archive / "a.txt")]) == 0
    assert capsys.readouterr().out.splitlines()[0] == "柳树 乡 创先争优 活动 工作 总结"
    assert main(["segment", str(archive / "a.txt"), "--json", "--segmenter", "jieba"]) == 0
    rows = records_of(capsys.readouterr().out)
    assert "".join(str(row["text"]) for row in rows) == (archive / "a.txt").read_text(encoding="utf-8")
    assert all(str(row["text"]) == REPORT[row["start"] : row["end"]] for row in rows)  # type: ignore[misc]
    assert set(rows[0]) == {"path", "start", "end", "text", "norm"}


def test_segment_options(archive: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = tmp_path / "words.txt"
    words.write_text("柳树乡", encoding="utf-8")
    assert main(["segment", str(archive / "a.txt"), "--user-lexicon", str(words), "--no-lexicon", "--no-hmm"]) == 0
    assert capsys.readouterr().out.startswith("柳树乡 ")
    assert main(["segment", str(archive / "none.txt")]) == 1
    assert "no such file" in capsys.readouterr().err
    assert main(["segment", "x", "--segmenter", "pkuseq"]) == 2
    assert "unknown segmenter 'pkuseq'" in capsys.readouterr().err
    assert main(["segment", str(archive / "a.txt"), "--user-lexicon", "none.txt"]) == 1
    assert "the user lexicon none.txt cannot be read" in capsys.readouterr().err
