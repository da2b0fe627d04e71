"""Turn an archive into a results folder, or go on with one."""

from __future__ import annotations

import datetime
import functools
import json
import os
import platform
import time
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass

from cxzy_nlp.batch import checks
from cxzy_nlp.batch.archive import ArchiveFile, walk
from cxzy_nlp.batch.folder import JOURNAL, RECORDS, RUN_SCHEMA, open_folder, records_hash
from cxzy_nlp.batch.pool import Task, run_tasks
from cxzy_nlp.batch.results import Totals, finish, write_results
from cxzy_nlp.batch.store import Journal, Place, index_results
from cxzy_nlp.batch.worker import Analysis, Failure, FileResult, reading_failure
from cxzy_nlp.config import Config, resolve_config
from cxzy_nlp.errors import CxzyError, InputError
from cxzy_nlp.io.parquet_files import require_pyarrow
from cxzy_nlp.io.readers import printable
from cxzy_nlp.pipeline import signature

#: Called with the number of files done and the number of all files.
ProgressCallback = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class RunSummary:
    """What a run did: files seen, files taken over unchanged, documents and facts found, failures sorted by path."""

    out: str
    files: int
    unchanged: int
    documents: int
    facts: Mapping[str, int]
    failures: tuple[Failure, ...]
    seconds: float


def extract_archive(
    paths: str | os.PathLike[str] | Iterable[str | os.PathLike[str]],
    out: str | os.PathLike[str],
    *,
    config: Config | None = None,
    jobs: int = 1,
    replace: bool = False,
    parquet: bool = False,
    progress: ProgressCallback | None = None,
    analysis: Analysis | None = None,
) -> RunSummary:
    """Analyse every file below `paths` and write the results folder `out`.

    A folder with results of an earlier run, finished or killed, is gone on with: files whose path, bytes and signature
    are unchanged are not analysed again, failures are tried again, files that are no longer there leave the results.
    All files but ``run.json`` depend on the input and the signature alone. Where the inputs cannot be meant (one is
    missing, none can be read), the run ends before anything in `out` is touched.

    Parameters
    ----------
    paths
        Files and folders; one, or several.
    out
        The results folder; may lie inside an input folder, but not be one, and not hold files of one.
    config
        Options of the analysis.
    jobs
        Number of worker processes; 1 works in this process, where a crash of the interpreter ends the run.
    replace
        Whether the results may take the place of those of other inputs.
    parquet
        Whether to write each table as Parquet beside the CSV; needs pyarrow.
    progress
        Told how far the run is.
    analysis
        Stands in for the pipeline, in tests.

    Raises
    ------
    InputError
        If a path is missing, there is no file to analyse or none that can be read, every file failed though there are
        results of an earlier run, or `out` cannot be used (a file, not writable, in use by another run, holding results
        of other inputs or of another program).
    CxzyError
        If worker processes cannot be started, the package was changed while it ran, or pyarrow is missing.

    Examples
    --------
    >>> import pathlib, tempfile
    >>> folder = pathlib.Path(tempfile.mkdtemp())
    >>> _ = (folder / "总结.txt").write_text("全镇现有党员796名。", encoding="utf-8")
    >>> summary = extract_archive(folder, folder / "results")
    >>> summary.documents, len(summary.failures)
    (1, 0)
    """
    config = resolve_config(config)
    if parquet:
        require_pyarrow()
    named, target, jobs = checks.path_list(paths), checks.results_path(out), checks.job_count(jobs)
    started, clock = _now(), time.monotonic()
    checks.refuse_missing(named, target)
    checks.refuse_input_as_output(named, target)
    files = _files(named, exclude=[target])
    checks.refuse_unreadable(files, target, functools.partial(reading_failure, config=config))
    with open_folder(target, parquet=parquet) as folder:
        if not replace:
            checks.refuse_other_inputs(folder, named)
        mark = signature(config)
        places = index_results(folder / RECORDS, mark, records_hash(folder))
        with Journal(folder / JOURNAL, mark) as journal:
            places |= journal.places
            work = _Work(files, mark, places, journal, progress)
            with closing(run_tasks(work.tasks(), config, jobs=jobs, analysis=analysis)) as results:
                for result in results:
                    work.take(result)
        if not work.done:
            checks.refuse_no_result(folder, work.failures)
        totals = write_results(folder, mark, work.done, work.failures, parquet=parquet)
        summary = _summary(folder, work, totals, time.monotonic() - clock)
        run = _run_record(summary, mark, config, checks.describe_inputs(folder, named), jobs, started)
        finish(folder, run, parquet=parquet)
        (folder / JOURNAL).unlink()
    return summary


def extract_stream(
    paths: str | os.PathLike[str] | Iterable[str | os.PathLike[str]], *, config: Config | None = None, jobs: int = 1
) -> Generator[FileResult, None, None]:
    """The results of every file below `paths`, in the order of the walk; nothing is written.

    Raises
    ------
    InputError
        If there is no file to analyse.
    CxzyError
        If worker processes cannot be started.
    """
    config, jobs = resolve_config(config), checks.job_count(jobs)
    files = _files(checks.path_list(paths))
    yield from run_tasks(map(Task, files), config, jobs=jobs, ordered=True)


def _files(paths: Sequence[str], exclude: Sequence[str] = ()) -> list[ArchiveFile]:
    files = list(walk(paths, exclude=exclude))
    if not files:
        raise InputError(f"no files found in {', '.join(map(printable, paths))}{checks.hint_of_results(paths)}")
    return files


class _Work:
    """What is to be done, and where the results of what is done stand."""

    def __init__(
        self,
        files: Sequence[ArchiveFile],
        mark: str,
        known: Mapping[str, Place],
        journal: Journal,
        progress: ProgressCallback | None,
    ) -> None:
        self.done: dict[str, Place] = {}
        self.failures: list[Failure] = []
        self.unchanged = 0
        self.files = files
        self._signed = f'"signature":{json.dumps(mark, ensure_ascii=False)}'
        self._known = known
        self._journal = journal
        self._progress = progress

    def tasks(self) -> Iterator[Task]:
        for file in self.files:
            place = self._known.get(file.path)
            yield Task(file, place.sha256 if place is not None else None)

    def take(self, result: FileResult) -> None:
        if result.failure is not None:
            self.failures.append(result.failure)
        elif result.unchanged:
            self.unchanged += 1
            self.done[result.path] = self._known[result.path]
        else:
            if not all(self._signed in line for line in result.lines):
                raise CxzyError("cxzy_nlp was changed while it ran, results would be mixed; run the same command again")
            self.done[result.path] = self._journal.append(result.path, result.sha256, list(result.lines))
        if self._progress is not None:
            self._progress(len(self.done) + len(self.failures), len(self.files))


def _summary(folder: os.PathLike[str], work: _Work, totals: Totals, seconds: float) -> RunSummary:
    failures = tuple(sorted(work.failures, key=lambda failure: failure.path))
    return RunSummary(
        os.fspath(folder), len(work.files), work.unchanged, totals.documents, totals.facts, failures, round(seconds, 3)
    )


def _run_record(
    summary: RunSummary,
    mark: str,
    config: Config,
    inputs: Mapping[str, object],
    jobs: int,
    started: str,
) -> dict[str, object]:
    return {
        "schema": RUN_SCHEMA,
        "signature": mark,
        "options": config.to_dict(),
        **inputs,
        "counts": {
            "files": summary.files,
            "unchanged": summary.unchanged,
            "failed": len(summary.failures),
            "documents": summary.documents,
            "facts": dict(summary.facts),
        },
        "jobs": jobs,
        "python": platform.python_version(),
        "started": started,
        "finished": _now(),
        "seconds": summary.seconds,
    }


def _now() -> str:
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
