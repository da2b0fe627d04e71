"""What must hold before a run may touch a results folder; each check raises an error that says what to do instead."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from cxzy_nlp.batch.archive import ArchiveFile, comes_to, files_within
from cxzy_nlp.batch.folder import COPIES_RUN, COPIES_SCHEMA, RUN_SCHEMA, is_results, load_run, result_names
from cxzy_nlp.batch.worker import Failure
from cxzy_nlp.errors import InputError
from cxzy_nlp.io.readers import printable

PathLike = str | os.PathLike[str]

_SHOWN = 3


def path_list(paths: PathLike | Iterable[PathLike]) -> list[str]:
    """The inputs as a list of strings; one path alone is a list of one.

    Raises
    ------
    InputError
        If there is none, or one of them is no path or empty.

    Examples
    --------
    >>> path_list("archive"), path_list([Path("2010"), "2011"])
    (['archive'], ['2010', '2011'])
    """
    if not isinstance(paths, (str, os.PathLike, Iterable)) or isinstance(paths, (bytes, bytearray)):
        raise InputError(f"expected paths of files and folders, got {type(paths).__name__}; write ['archive']")
    listed = [paths] if isinstance(paths, (str, os.PathLike)) else list(paths)
    if not listed:
        raise InputError("no files found in nothing: name a file or a folder")
    return [_path(path, "an input") for path in listed]


def results_path(out: PathLike) -> str:
    """The results folder as a string.

    Raises
    ------
    InputError
        If it is no path, or empty.
    """
    return _path(out, "the results folder")


def job_count(jobs: int) -> int:
    """The number of worker processes.

    Raises
    ------
    InputError
        If it is no whole number from 1 on.
    """
    if isinstance(jobs, bool) or not isinstance(jobs, int) or jobs < 1:
        raise InputError(f"jobs must be a whole number from 1 on, got {jobs!r}")
    return jobs


def refuse_missing(paths: Sequence[str], out: str = "") -> None:
    """Raise if an input does not exist: a misspelt name must not empty the results of an earlier run."""
    missing = [path for path in paths if _is_missing(path)]
    if missing:
        names = ", ".join(map(printable, missing[:_SHOWN])) + (" …" if len(missing) > _SHOWN else "")
        where = f" to {printable(out)}" if out else ""
        raise InputError(f"{names}: there is no such file or folder; nothing was written{where}")


def refuse_input_as_output(paths: Sequence[str], out: str) -> None:
    """Raise if the results would go into an input, or hide files of one."""
    target = os.path.realpath(out)
    if any(os.path.realpath(path) == target for path in paths):
        raise InputError(f"{printable(out)} is an input; name another folder for the results")
    if not Path(out).is_dir() or not comes_to(paths, out):
        return
    ours = frozenset(result_names(parquet=True))
    stranger = next((file for file in files_within(out) if file.path not in ours), None)
    if stranger is not None:
        raise InputError(
            f"{printable(out)} lies inside an input and holds files that are no results ({stranger.path}): "
            "as the results folder it would not be read; name another folder for the results"
        )


def refuse_overwriting(out: PathLike, paths: Iterable[PathLike]) -> None:
    """Raise if the file `out` is there already and is a file of the archive, or one of the tables of a results folder.

    `paths` are the inputs: files, folders of documents, results folders. Any other file may be written anew.

    Raises
    ------
    InputError
        If what is there would be lost.

    Examples
    --------
    >>> import tempfile
    >>> report = Path(tempfile.mkdtemp()) / "report.txt"
    >>> _ = report.write_text("全镇现有党员796名。", encoding="utf-8")
    >>> refuse_overwriting(report, [report.parent])
    Traceback (most recent call last):
        ...
    cxzy_nlp.errors.InputError: .../report.txt is a file of the input; name another file to write
    """
    target = Path(out)
    if not target.is_file():
        return
    if target.name in result_names(parquet=True) and is_results(target.parent):
        raise InputError(
            f"{printable(str(out))} is one of the results in {printable(str(target.parent))}; "
            "name another file to write"
        )
    inputs = [path for path in paths if not is_results(path)]
    if comes_to(inputs, target) or any(os.path.realpath(path) == os.path.realpath(target) for path in inputs):
        raise InputError(f"{printable(str(out))} is a file of the input; name another file to write")


def refuse_unreadable(
    files: Sequence[ArchiveFile], out: str, failure_of: Callable[[ArchiveFile], Failure | None]
) -> None:
    """Raise if not one of the files can be read (a wrong folder, a wrong encoding); stops at the first that can."""
    first: list[Failure] = []
    for file in files:
        failure = failure_of(file)
        if failure is None:
            return
        if len(first) < _SHOWN:
            first.append(failure)
    count = "the file cannot be read" if len(files) == 1 else f"none of the {len(files):,} files can be read"
    raise InputError(f"{count}, nothing was written to {printable(out)}: {_reasons(first, len(files))}")


def refuse_no_result(folder: Path, failures: Sequence[Failure]) -> None:
    """Raise if results that are there would give way to none at all, since every file failed."""
    if is_results(folder):
        raise InputError(
            f"not one file gave a document, the earlier results in {printable(str(folder))} are kept: "
            f"{_reasons(failures, len(failures))}"
        )


def refuse_other_inputs(folder: Path, paths: Sequence[str]) -> None:
    """Raise if `folder` holds the finished results of other inputs than `paths`."""
    run = load_run(folder)
    if run.get("schema") == RUN_SCHEMA:
        _refuse_others(folder, run, paths, "the results")


def refuse_other_copies(folder: Path, report: str, paths: Sequence[str]) -> None:
    """Raise if `folder` holds a copy report (the file `report`) of other inputs than `paths`, or of unknown ones."""
    if not (folder / report).exists():
        return
    run = load_run(folder, COPIES_RUN)
    if run.get("schema") != COPIES_SCHEMA:
        raise InputError(
            f"{printable(str(folder))} holds a {report} and nothing that tells of which inputs; name another folder "
            "for the report, or give --replace (replace=True in Python) to let it go"
        )
    _refuse_others(folder, run, paths, "the copy report")


def _refuse_others(folder: Path, run: Mapping[str, object], paths: Sequence[str], what: str) -> None:
    held = run.get("inputs")
    names = [str(name) for name in held] if isinstance(held, list) else []
    start = Path(folder, str(run["inputs_from"])) if "inputs_from" in run else Path()
    before, now = _places(start / name for name in names), _places(paths)
    if before == now:
        return
    given = [printable(path) for path in paths]
    if names == given:  # the same words, meant from another place
        names, given = sorted(before), sorted(now)
    raise InputError(
        f"{printable(str(folder))} holds {what} of {_listed(names)}, not of {_listed(given)}; "
        "name another folder for the results, or give --replace (replace=True in Python) to let them go"
    )


def describe_inputs(folder: Path, paths: Sequence[str]) -> dict[str, object]:
    """What ``run.json`` says of the inputs: as they were given, and where relative ones start (seen from `folder`)."""
    here, there = os.path.realpath("."), os.path.realpath(folder)
    try:
        start = os.path.relpath(here, there)
    except ValueError:  # on another drive
        start = here
    return {"inputs": [printable(path) for path in paths], "inputs_from": printable(Path(start).as_posix())}


def hint_of_results(paths: Sequence[str]) -> str:
    """What to add to "no files found", where an input is a results folder."""
    own = next((path for path in paths if is_results(path)), None)
    return "" if own is None else f" ({printable(own)} holds results of cxzy, no documents)"


def _reasons(failures: Sequence[Failure], count: int) -> str:
    shown = failures[:_SHOWN]
    more = f"; and {count - len(shown):,} more" if count > len(shown) else ""
    return "; ".join(f"{failure.path}: {failure.reason}" for failure in shown) + more


def _path(path: object, what: str) -> str:
    if not isinstance(path, (str, os.PathLike)):
        raise InputError(f"{what} must be a path, got {type(path).__name__}; write 'archive' or Path('archive')")
    text: object = os.fspath(path)
    if not isinstance(text, str):
        raise InputError(f"{what} must be a path of str, got one of {type(text).__name__}; decode it with os.fsdecode")
    if not text:
        raise InputError(f"{what} is an empty name; name a file or folder, or . for the current one")
    return text


def _is_missing(path: str) -> bool:
    try:
        Path(path).stat()
    except (FileNotFoundError, NotADirectoryError):
        return True
    except (OSError, ValueError):
        return False  # it is there, or no name at all: the reader says what is wrong with it
    return False


def _places(paths: Iterable[PathLike]) -> set[str]:
    return {printable(os.path.realpath(path)) for path in paths}


def _listed(names: Sequence[str]) -> str:
    shown = ", ".join(names[:_SHOWN]) or "unknown inputs"
    return f"{shown} … ({len(names)} inputs)" if len(names) > _SHOWN else shown
