from __future__ import annotations

import inspect
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from cxzy_nlp.batch.archive import walk

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX files")

Make = Callable[..., Path]


def recorded(*paths: Path | str, exclude: tuple[str, ...] = ()) -> list[str]:
    return [file.path for file in walk([str(path) for path in paths], exclude=exclude)]


def test_order_is_that_of_the_recorded_paths(make_archive: Make) -> None:
    names = ["b.txt", "b/2.txt", "b/10.txt", "b-1/x.txt", "一/二.txt", "B.txt", "a/b/c.txt", "b!.txt"]
    folder = make_archive(dict.fromkeys(names, "x"))
    assert recorded(folder) == sorted(names)


def test_a_file_is_recorded_by_its_name(make_archive: Make) -> None:
    folder = make_archive({"a/b.txt": "xyz"})
    (file,) = walk([str(folder / "a" / "b.txt")])
    assert (file.path, file.location, file.size) == ("b.txt", str(folder / "a" / "b.txt"), 3)


def test_several_arguments_are_told_apart(make_archive: Make) -> None:
    folder = make_archive({"2010/乡/a.txt": "x", "2011/乡/a.txt": "x", "a.txt": "x"})
    found = recorded(folder / "2010/乡", folder / "2011/乡", folder / "a.txt")
    assert found == ["a.txt", "乡/a.txt", "乡~2/a.txt"]


def test_nothing_is_read_twice(make_archive: Make) -> None:
    folder = make_archive({"a/b.txt": "x", "c.txt": "x"})
    assert recorded(folder, folder / "a", folder / "c.txt", folder) == ["a/b.txt", "c.txt"]


def test_the_current_folder(make_archive: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(make_archive({"a/b.txt": "x", "c.txt": "x"}))
    assert recorded(".") == ["a/b.txt", "c.txt"]
    assert recorded("a", "c.txt") == ["a/b.txt", "c.txt"]


def test_hidden_files_are_left_out_unless_named(make_archive: Make) -> None:
    folder = make_archive(dict.fromkeys([".git/config", ".DS_Store", "~$a.doc", "Thumbs.db", "a.pdf", "b"], "x"))
    assert recorded(folder) == ["a.pdf", "b"]  # files of every other kind are for the reader to judge
    assert recorded(folder / ".git") == ["config"]
    assert recorded(folder, folder / ".DS_Store") == [".DS_Store", "archive/a.pdf", "archive/b"]


def test_missing_arguments_are_passed_on(make_archive: Make) -> None:
    folder = make_archive({"a.txt": "x"})
    assert recorded(folder / "none.txt") == ["none.txt"]
    assert recorded(folder / "none.txt", folder) == ["archive/a.txt", "none.txt"]


def test_the_results_are_no_input(make_archive: Make) -> None:
    folder = make_archive({"a.txt": "x", "results/documents.csv": "x"})
    assert recorded(folder, exclude=(str(folder / "results"), str(folder / "none"))) == ["a.txt"]


# run.json of a folder, and whether the folder is one of results.
RUNS = [
    ('{"schema":"cxzy.run/1","inputs":["x"]}', True),
    ('{"schema":"cxzy.run/2"}', False),
    ('["cxzy.run/1"]', False),
    ("{", False),
    ("", False),
    (" " * (1 << 20) + '{"schema":"cxzy.run/1"}', False),  # nobody reads a file of any size to find out
]


@pytest.mark.parametrize(("run", "results"), RUNS)
def test_earlier_results_are_no_input(run: str, results: bool, make_archive: Make) -> None:
    folder = make_archive({"a.txt": "x", "r/run.json": run, "r/dates.csv": "x", "r/sub/b.txt": "x", "s.txt": "x"})
    inside = [] if results else ["r/dates.csv", "r/run.json", "r/sub/b.txt"]
    assert recorded(folder) == ["a.txt", *inside, "s.txt"]
    assert recorded(folder / "r") == [name.removeprefix("r/") for name in inside]


@posix_only
def test_a_pipe_for_a_run_is_not_opened(make_archive: Make) -> None:
    folder = make_archive({"r/a.txt": "x"})
    os.mkfifo(folder / "r" / "run.json")
    assert recorded(folder) == ["r/a.txt", "r/run.json"]


@posix_only
def test_links_inside_the_archive_are_not_followed(make_archive: Make) -> None:
    folder = make_archive({"a/1.txt": "x", "a/2.txt": "x"})
    (folder / "a" / "up").symlink_to("..")
    (folder / "a" / "self").symlink_to("self")
    (folder / "b").symlink_to("a")
    (folder / "3.txt").symlink_to("a/1.txt")
    (folder / "dangling.txt").symlink_to("nowhere.txt")
    assert recorded(folder) == ["a/1.txt", "a/2.txt", "dangling.txt"]


@posix_only
def test_links_to_outside_are_followed_once(make_archive: Make) -> None:
    outside = make_archive({"sub/1.txt": "x", "2.txt": "x"}, name="outside")
    folder = make_archive({"a.txt": "x", ".store/3.txt": "x"})
    (outside / "sub" / "back").symlink_to(outside)
    (folder / "l1").symlink_to(outside)
    (folder / "l2").symlink_to(outside)
    (folder / "3.txt").symlink_to(".store/3.txt")  # a hidden place is not walked, so the link is needed
    assert recorded(folder) == ["3.txt", "a.txt", "l1/2.txt", "l1/sub/1.txt"]


@posix_only
def test_names_that_are_no_utf8(make_archive: Make) -> None:
    folder = make_archive({"\\xb5.txt": "literal"})
    try:
        with open(os.fsencode(folder) + b"/\xb5.txt", "wb") as file:  # noqa: PTH123 - bytes
            file.write(b"bytes")
    except OSError:
        pytest.skip("the file system takes UTF-8 names only")
    files = list(walk([str(folder)]))
    assert [file.path for file in files] == ["\\xb5.txt", "\\xb5.txt~2"]
    assert {Path(file.location).read_bytes() for file in files} == {b"literal", b"bytes"}
    for file in files:
        file.path.encode("utf-8")


@posix_only
def test_pipes_are_passed_on_unopened(make_archive: Make) -> None:
    folder = make_archive({})
    os.mkfifo(folder / "pipe.txt")
    assert recorded(folder) == ["pipe.txt"]


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may list everything")
def test_a_folder_that_may_not_be_listed_is_reported(make_archive: Make) -> None:
    folder = make_archive({"a.txt": "x", "closed/b.txt": "x"})
    (folder / "closed").chmod(0)
    try:
        files = list(walk([str(folder)]))
    finally:
        (folder / "closed").chmod(0o700)
    assert [(file.path, file.problem is None) for file in files] == [("a.txt", True), ("closed", False)]


def test_a_folder_that_vanishes_is_reported(make_archive: Make) -> None:
    folder = make_archive({"a.txt": "x", "b/c.txt": "x"})
    files = walk([str(folder)])
    first = next(files)
    (folder / "b" / "c.txt").unlink()
    (folder / "b").rmdir()
    (gone,) = files
    assert first.path == "a.txt"
    assert gone.path == "b"
    assert gone.problem is not None
    assert "cannot be read" in gone.problem


def test_folders_deeper_than_python_recurses(tmp_path: Path) -> None:
    folder = tmp_path.joinpath(*["d"] * 150)
    folder.mkdir(parents=True)
    (folder / "a.txt").write_text("x")
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(len(inspect.stack(0)) + 60)
    try:
        found = recorded(tmp_path)
    finally:
        sys.setrecursionlimit(limit)
    assert found == ["d/" * 150 + "a.txt"]
