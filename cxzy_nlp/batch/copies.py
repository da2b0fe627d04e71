"""The copies of an archive of files, or of a results folder: read, compare, write the report and its tables."""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cxzy_nlp.batch import checks
from cxzy_nlp.batch.archive import ArchiveFile, walk
from cxzy_nlp.batch.folder import COPIES_RUN, COPIES_SCHEMA, RECORDS, is_results, load_run
from cxzy_nlp.batch.pool import Task, run_tasks
from cxzy_nlp.batch.worker import Failure
from cxzy_nlp.config import Config, resolve_config
from cxzy_nlp.copies.find import find_items
from cxzy_nlp.copies.inputs import Item
from cxzy_nlp.copies.report import CopyReport
from cxzy_nlp.document import Source
from cxzy_nlp.errors import CxzyError, InputError
from cxzy_nlp.io.copy_tables import write_copy_tables
from cxzy_nlp.io.readers import read
from cxzy_nlp.io.records import parse_line, read_records
from cxzy_nlp.pipeline import signature
from cxzy_nlp.serialize import json_line

REPORT = "copies.json"


@dataclass(frozen=True, slots=True)
class CopiesSummary:
    """What a run found, and the files that could not be read."""

    out: str
    report: CopyReport
    failures: tuple[Failure, ...]


def copies_of_archive(
    paths: str | os.PathLike[str] | Iterable[str | os.PathLike[str]],
    out: str | os.PathLike[str],
    *,
    config: Config | None = None,
    jobs: int = 1,
    index: str | os.PathLike[str] | None = None,
    replace: bool = False,
) -> CopiesSummary:
    """Compare all documents below `paths` and write the copy report into the folder `out`.

    Parameters
    ----------
    paths
        Files and folders, or folders with the results of `extract_archive`, whose documents are taken as they are
        there; their files must still be where they were.
    out
        Where ``copies.json`` and its tables are written; made if it is missing.
    config
        How files are read and split.
    jobs
        Worker processes.
    index
        A folder that keeps what was compared, so that the next run only reports on what is new. The report in `out`
        then gives way to that on the next inputs.
    replace
        Let go of a report in `out` that was made from other inputs.

    Raises
    ------
    InputError
        If a path is missing, no document can be read, `out` or `index` cannot be used, or `out` holds the report of
        other inputs.
    CxzyError
        If a worker process dies.

    Examples
    --------
    >>> import tempfile
    >>> folder = Path(tempfile.mkdtemp())
    >>> text = "雨季过后，驻村工作队挨家挨户核对水毁农田的台账，又请来技术员帮着村民补种秋菜，把损失降到最低。"
    >>> for name in ("a", "b"):
    ...     _ = (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    >>> summary = copies_of_archive(folder, folder / "copies")
    >>> len(summary.report.pairs), sorted(path.name for path in (folder / "copies").iterdir())[0]
    (1, 'copies.json')
    """
    settings = dataclasses.replace(resolve_config(config), kinds=())
    named, target, jobs = checks.path_list(paths), checks.results_path(out), checks.job_count(jobs)
    checks.refuse_missing(named, target)
    checks.refuse_input_as_output(named, target)
    folder = Path(target)
    if index is None and not replace:
        checks.refuse_other_copies(folder, REPORT, named)
    items: list[Item] = []
    failures: list[Failure] = []
    taken = [target] if index is None else [target, os.fspath(index)]
    for path in named:
        if is_results(path):
            _add_results(path, settings, items, failures)
    plain = [path for path in named if not is_results(path)]
    files = list(walk(plain, exclude=taken)) if plain else []
    _add_files(files, settings, jobs, items, failures)
    if not items:
        raise InputError(f"no document could be read{_first_reason(failures)}; nothing was written to {target}")
    report = find_items(_unique(items), settings, signature(settings), jobs=jobs, index=index)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        draft = folder / f".cxzy-new-{REPORT}"
        draft.write_text(f"{json_line(report.to_dict())}\n", encoding="utf-8")
        write_copy_tables(folder, report)
        run = {"schema": COPIES_SCHEMA, **checks.describe_inputs(folder, named)}
        (folder / COPIES_RUN).write_text(f"{json_line(run)}\n", encoding="utf-8")
        draft.replace(folder / REPORT)
    except OSError as error:
        raise InputError(f"cannot write results to {folder}: {error.strerror}; name another folder") from None
    return CopiesSummary(str(folder), report, tuple(sorted(failures, key=lambda failure: failure.path)))


def _add_files(
    files: Sequence[ArchiveFile], config: Config, jobs: int, items: list[Item], failures: list[Failure]
) -> None:
    at = {file.path: file for file in files}
    with closing(run_tasks(map(Task, files), config, jobs=jobs, ordered=True)) as results:
        for result in results:
            if result.failure is not None:
                failures.append(result.failure)
                continue
            file = at[result.path]
            try:
                source = read(file.location, encoding=config.encoding, max_bytes=config.max_bytes, name=file.path)
            except CxzyError as error:
                failures.append(Failure(file.path, "open", str(error)))
                continue
            items += [_item(parse_line(line), source) for line in result.lines]


def _add_results(folder: str, config: Config, items: list[Item], failures: list[Failure]) -> None:
    """The documents of a results folder, their texts read again from the files that the run names."""
    places = {file.path: file for file in walk(list(_inputs(folder)), exclude=[folder])}
    source: Source | None = None
    failed: set[str] = set()
    for record in read_records(Path(folder, RECORDS)):
        told = record["source"]
        if told["path"] in failed:
            continue
        if source is None or source.path != told["path"]:
            try:
                if told["path"] not in places:
                    raise InputError("the file is no longer where it was")
                location = places[told["path"]].location
                source = read(location, encoding=config.encoding, max_bytes=config.max_bytes, name=told["path"])
                if source.sha256 != told["sha256"]:
                    raise InputError("the file has changed since; run cxzy extract again")
            except CxzyError as error:
                failures.append(Failure(told["path"], "open", str(error)))
                failed.add(told["path"])
                source = None
                continue
        items.append(_item(record, source))


def _inputs(folder: str) -> Iterator[str]:
    run = load_run(folder)
    start = str(run.get("inputs_from", "."))
    given = run.get("inputs")
    for path in given if isinstance(given, list) else []:
        found = os.path.normpath(os.path.join(folder, start, str(path)))  # noqa: PTH118 - an absolute path stays
        if os.path.lexists(found):
            yield found


def _item(record: dict[str, Any], source: Source) -> Item:
    date = record["date"]["value"] if record["date"] is not None else None
    return Item(record["id"], source, record["start"], record["end"], date)


def _unique(items: Sequence[Item]) -> list[Item]:
    """The same file named twice is one document."""
    return list({item.id: item for item in items}.values())


def _first_reason(failures: Sequence[Failure]) -> str:
    return f" ({failures[0].path}: {failures[0].reason})" if failures else ""
