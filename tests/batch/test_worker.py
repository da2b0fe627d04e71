from __future__ import annotations

import json
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from types import ModuleType

import pytest

from cxzy_nlp.batch.archive import ArchiveFile
from cxzy_nlp.batch.worker import Failure, process_bytes, process_file
from cxzy_nlp.config import Config

Make = Callable[..., Path]


def test_records_of_a_file(make_archive: Make, stand_ins: ModuleType) -> None:
    folder = make_archive({"a.txt": "党员12名\n女党员3名"})
    result = process_file(ArchiveFile("x/a.txt", str(folder / "a.txt")), Config(), analysis=stand_ins.plain)
    assert result.failure is None
    assert result.sha256 == sha256((folder / "a.txt").read_bytes()).hexdigest()
    records = [json.loads(line) for line in result.lines]
    assert [record["counts"][0]["value"] for record in records] == [12, 3]
    assert {record["source"]["path"] for record in records} == {"x/a.txt"}


def test_an_unchanged_file_is_not_analysed(make_archive: Make) -> None:
    folder = make_archive({"a.txt": "党员12名"})
    known = sha256("党员12名".encode()).hexdigest()
    file = ArchiveFile("a.txt", str(folder / "a.txt"))
    result = process_file(file, Config(), known, analysis=lambda *_: pytest.fail("analysed"))
    assert result.unchanged
    assert result.lines == ()
    assert not process_file(file, Config(), "0" * 64, analysis=lambda *_: []).unchanged


@pytest.mark.parametrize(
    ("analysis", "text", "says"),
    [
        ("raising", "递归", "unexpected RecursionError"),
        ("raising", "内存", "not enough memory"),
        ("raising", "退格", "unexpected ValueError: two lines and \\ud800"),
        ("misplaced", "党员", "the value belongs to another text"),
        ("infinite", "党员", "cannot be written as JSON"),
        ("nothing", "党员", "no document was found"),
    ],
)
def test_whatever_goes_wrong_is_a_failure(stand_ins: ModuleType, analysis: str, text: str, says: str) -> None:
    result = process_bytes(text.encode(), "a.txt", Config(), analysis=getattr(stand_ins, analysis))
    assert result.lines == ()
    assert isinstance(result.failure, Failure)
    assert (result.failure.path, result.failure.stage) == ("a.txt", "analyze")
    assert says in result.failure.reason
    assert "\n" not in result.failure.reason
    result.failure.reason.encode("utf-8")


def test_reading_errors_keep_their_stage(make_archive: Make, stand_ins: ModuleType) -> None:
    folder = make_archive({"a.pdf": "%PDF-1.4", "b.txt": "党员".encode()[:-1], "c.txt": ""})
    stages = {}
    for name in ("a.pdf", "b.txt", "c.txt", "none.txt"):
        file = ArchiveFile(name, str(folder / name))
        failure = process_file(file, Config(max_bytes=1000), analysis=stand_ins.plain).failure
        assert failure is not None
        stages[name] = failure.stage
    assert stages == {"a.pdf": "format", "b.txt": "decode", "c.txt": "open", "none.txt": "open"}
    closed = process_file(ArchiveFile("d", "d", problem="a folder that cannot be read"), Config()).failure
    assert closed == Failure("d", "open", "a folder that cannot be read")


def test_an_interrupt_is_none_of_its_business() -> None:
    def interrupt(*_: object) -> list[object]:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        process_bytes("党员".encode(), "a.txt", Config(), analysis=interrupt)  # type: ignore[arg-type]
