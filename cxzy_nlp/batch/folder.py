"""The results folder: made, locked for one run at a time, and never filled over somebody else's files."""

from __future__ import annotations

import errno
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from cxzy_nlp.errors import InputError, ReadError
from cxzy_nlp.io.readers import load_bytes
from cxzy_nlp.io.tables import tables

if sys.platform != "win32":
    import fcntl

RUN_SCHEMA = "cxzy.run/1"
#: What a folder with a copy report says of the run that wrote it.
COPIES_RUN = "copies_run.json"
COPIES_SCHEMA = "cxzy.copies-run/1"
RECORDS = "documents.jsonl"
FAILURES = "failures.jsonl"
PACKAGE = "datapackage.json"
RUN = "run.json"
#: Kept while a run goes on; hidden, so that no later walk takes them for documents.
JOURNAL = ".cxzy-journal"
LOCK = ".cxzy-lock"
_TEMPORARY = ".cxzy-new-"
_LARGEST = 1 << 20  # of run.json and datapackage.json; neither grows with the archive


def result_names(*, parquet: bool = False) -> tuple[str, ...]:
    """The files of a results folder, in the order in which they are put in place; ``run.json`` comes last."""
    tabular = [f"{table.name}.csv" for table in tables()] + (parquet_names() if parquet else [])
    return (RECORDS, *tabular, FAILURES, PACKAGE, RUN)


def parquet_names() -> list[str]:
    """The Parquet files that a results folder has, if they were asked for."""
    return [f"{table.name}.parquet" for table in tables()]


def is_results(folder: str | os.PathLike[str]) -> bool:
    """Whether a folder holds the results of a finished run."""
    run = load_run(folder)
    return run.get("schema") == RUN_SCHEMA


def load_run(folder: str | os.PathLike[str], name: str = RUN) -> dict[str, object]:
    """``run.json`` of a folder, or its file of another name; empty where there is none, or it is none of ours."""
    run = _load_json(Path(folder) / name)
    return run if isinstance(run, dict) else {}


@contextmanager
def open_folder(out: str | os.PathLike[str], *, parquet: bool = False) -> Iterator[Path]:
    """The results folder `out`, made if it is missing and locked as long as the context lasts.

    Raises
    ------
    InputError
        If it is a file, cannot be written, is in use by another run, or holds files under the names of our results
        that this program did not write. Other files in it are left alone.
    """
    folder = Path(out)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = _lock(folder)
    except (FileExistsError, NotADirectoryError):
        raise InputError(f"{folder} is a file; name a folder for the results") from None
    except OSError as error:
        raise InputError(f"cannot write results to {folder}: {error.strerror}; name another folder") from None
    try:
        _refuse_foreign(folder, parquet)
        for name in result_names(parquet=True):
            temporary(folder, name).unlink(missing_ok=True)  # of a run that was killed
        yield folder
    finally:
        with suppress(OSError):
            (folder / LOCK).unlink()
        os.close(lock)


def temporary(folder: Path, name: str) -> Path:
    """Where a result is written before it is put in place."""
    return folder / f"{_TEMPORARY}{name}"


def put_in_place(folder: Path, *, parquet: bool = False) -> None:
    """Replace all results by the newly written ones, each atomically; Parquet files that are no longer asked for go."""
    for name in () if parquet else _parquet_written(folder):
        (folder / name).unlink(missing_ok=True)
    for name in result_names(parquet=parquet):
        temporary(folder, name).replace(folder / name)


def records_hash(folder: Path) -> str:
    """The hash that ``documents.jsonl`` had when it was written, as ``datapackage.json`` says; empty if unknown."""
    package = _load_json(folder / PACKAGE)
    with suppress(KeyError, TypeError):
        return str(package["cxzy"]["records"]["hash"]).removeprefix("sha256:")  # type: ignore[index]
    return ""


def _lock(folder: Path) -> int:
    path = folder / LOCK
    while True:
        lock = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o666)
        if sys.platform == "win32":
            return lock
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(lock)
            raise InputError(f"another run is writing to {folder}; wait for it, or name another folder") from None
        except OSError as error:
            if error.errno not in (errno.ENOLCK, errno.EOPNOTSUPP):
                raise
            return lock  # a file system without locks
        # The run before us removes its lock file when it ends: make sure that we hold the one that is there now.
        with suppress(FileNotFoundError):
            if os.fstat(lock).st_ino == path.stat().st_ino:
                return lock
        os.close(lock)


def _parquet_written(folder: Path) -> set[str]:
    """The Parquet files that an earlier run wrote, as ``datapackage.json`` says: others may be somebody's own."""
    package = _load_json(folder / PACKAGE)
    with suppress(KeyError, TypeError):
        return {resource["path"] for resource in package["resources"]} & set(parquet_names())  # type: ignore[index]
    return set()


def _refuse_foreign(folder: Path, parquet: bool) -> None:
    if is_results(folder) and parquet:
        strangers = {name for name in parquet_names() if (folder / name).exists()} - _parquet_written(folder)
        for name in sorted(strangers):
            raise InputError(f"{folder} holds a {name} that cxzy did not write; move it away, or name another folder")
    if is_results(folder) or (folder / JOURNAL).exists():
        return
    for name in result_names(parquet=True):
        if (folder / name).exists():
            raise InputError(f"{folder} holds a {name} that cxzy did not write (no {RUN}); name another folder")


def _load_json(path: Path) -> object:
    try:
        return json.loads(load_bytes(path, max_bytes=_LARGEST))
    except (ReadError, ValueError, RecursionError):
        return None
