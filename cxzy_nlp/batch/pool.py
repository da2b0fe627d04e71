"""Many files at once: a local process pool that survives the death of a worker and never outlives its parent."""

from __future__ import annotations

import functools
import multiprocessing
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import TypeVar

from cxzy_nlp.batch.archive import ArchiveFile
from cxzy_nlp.batch.worker import Analysis, Failure, FileResult, process_file
from cxzy_nlp.config import Config
from cxzy_nlp.errors import CxzyError

T = TypeVar("T")

_CHUNK_FILES = 16
_CHUNK_BYTES = 1 << 20
_WINDOW = 4  # chunks handed out for each worker; bounds what waits in memory
_GRACE = 5.0  # seconds that a worker may use to finish its file, once the run is stopped
_MOST_JOBS = 61 if sys.platform == "win32" else 1024

_DIED = "the worker process died while it had this file (a crash of the interpreter, or out of memory)"


@dataclass(frozen=True, slots=True)
class Task:
    """A file to do, and the hash that it had when it was last done."""

    file: ArchiveFile
    known_sha: str | None = None


def run_tasks(
    tasks: Iterable[Task], config: Config, *, jobs: int = 1, analysis: Analysis | None = None, ordered: bool = False
) -> Generator[FileResult, None, None]:
    """The results of `tasks`; with `jobs` above 1 from that many worker processes.

    Results come as they are ready, or with `ordered` in the order of the tasks. Only a bounded number of files is under
    way at a time. When a worker dies, the files under way are tried again one by one in a fresh process, and one that
    kills its process again becomes a failure. Closing the iterator stops the workers.

    Raises
    ------
    CxzyError
        If worker processes cannot be started at all.

    Examples
    --------
    >>> [result.failure.stage for result in run_tasks([Task(ArchiveFile("a", "/no/such/a"))], Config())]
    ['open']
    """
    if jobs <= 1:
        for task in tasks:
            yield process_file(task.file, config, task.known_sha, analysis=analysis)
    else:
        yield from _Run(config, min(jobs, _MOST_JOBS), analysis, ordered).results(tasks)


def process_chunk(tasks: tuple[Task, ...], config: Config, analysis: Analysis | None) -> list[FileResult]:
    """What a worker is sent: a few files at a time, since each message costs."""
    results: list[FileResult] = []
    for task in tasks:
        if _stopping().is_set():
            break
        results.append(process_file(task.file, config, task.known_sha, analysis=analysis))
    return results


class _Workers:
    """A process pool with a lifeline: a pipe whose end the workers see when this process stops or is killed."""

    def __init__(self, jobs: int) -> None:
        context = multiprocessing.get_context("spawn")  # the same on every system, and safe beside threads
        self._reader, self._lifeline = context.Pipe(duplex=False)
        self.executor = ProcessPoolExecutor(
            jobs, mp_context=context, initializer=_start_worker, initargs=(self._reader, os.getpid())
        )

    def submit(self, task: Callable[..., T], *arguments: object) -> Future[T]:
        """Hand out a task; this may start a worker, which has to be born deaf to Ctrl-C (see `_start_worker`)."""
        if sys.platform == "win32":
            return self.executor.submit(task, *arguments)
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            return self.executor.submit(task, *arguments)
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)

    def stop(self) -> None:
        """Let the workers finish the file they have, but begin no other, and wait for them to end."""
        self._lifeline.close()
        self.executor.shutdown(wait=True, cancel_futures=True)
        self._reader.close()


class _Run:
    def __init__(self, config: Config, jobs: int, analysis: Analysis | None, ordered: bool) -> None:
        self._config = config
        self._jobs = jobs
        self._analysis = analysis
        self._ordered = ordered

    def results(self, tasks: Iterable[Task]) -> Iterator[FileResult]:
        chunks = _chunks(tasks)
        under_way: dict[Future[list[FileResult]], tuple[Task, ...]] = {}
        workers = _Workers(self._jobs)
        try:
            while True:
                while len(under_way) < self._jobs * _WINDOW and (chunk := next(chunks, None)) is not None:
                    under_way[self._submit(workers, chunk)] = chunk
                if not under_way:
                    return
                first = next(iter(under_way))
                ready = [first] if self._ordered else [*wait(under_way, return_when=FIRST_COMPLETED).done]
                for future in ready:
                    if future.exception() is not None:
                        break
                    del under_way[future]
                    yield from future.result()
                else:
                    continue
                # A worker died, or could not send its results.
                workers.stop()
                yield from self._rescue(under_way)
                under_way.clear()
                workers = _Workers(self._jobs)
        finally:
            workers.stop()

    def _submit(self, workers: _Workers, chunk: tuple[Task, ...]) -> Future[list[FileResult]]:
        try:
            return workers.submit(process_chunk, chunk, self._config, self._analysis)
        except BrokenProcessPool as error:  # it broke since we last looked
            future: Future[list[FileResult]] = Future()
            future.set_exception(error)
            return future

    def _rescue(self, under_way: dict[Future[list[FileResult]], tuple[Task, ...]]) -> Iterator[FileResult]:
        """The results of what was under way when a worker died; what was not finished is done one file at a time."""
        workers = self._solo()
        try:
            for future, chunk in under_way.items():
                done = [] if future.cancelled() or future.exception() is not None else future.result()
                yield from done
                for task in chunk[len(done) :]:  # results come in the order of the tasks
                    again = self._submit(workers, (task,))
                    error = again.exception()
                    if error is None:
                        yield from again.result()
                        continue
                    died = isinstance(error, BrokenProcessPool)
                    reason = _DIED if died else f"unexpected {type(error).__name__}: {error}"
                    yield FileResult(task.file.path, failure=Failure(task.file.path, "analyze", reason))
                    if died:
                        workers.stop()
                        workers = self._solo()
        finally:
            workers.stop()

    def _solo(self) -> _Workers:
        """A pool of one; that it starts at all is tried with an idle task, or every file would be blamed."""
        workers = _Workers(1)
        try:
            workers.submit(os.getpid).result()
        except BrokenProcessPool:
            workers.stop()
            raise CxzyError(
                "worker processes cannot be started; do without them (--jobs 1 on the command line, jobs=1 in Python); "
                "a script that calls this must be guarded by if __name__ == '__main__':"
            ) from None
        return workers


def _chunks(tasks: Iterable[Task]) -> Iterator[tuple[Task, ...]]:
    chunk: list[Task] = []
    size = 0
    for task in tasks:
        if chunk and (len(chunk) >= _CHUNK_FILES or size + task.file.size > _CHUNK_BYTES):
            yield tuple(chunk)
            chunk, size = [], 0
        chunk.append(task)
        size += task.file.size
    if chunk:
        yield tuple(chunk)


def _start_worker(lifeline: Connection, parent: int) -> None:
    """Runs once in each worker: leave Ctrl-C to the parent, and end with it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_watch, args=(lifeline, parent), daemon=True).start()


def _watch(lifeline: Connection, parent: int) -> None:
    while not lifeline.poll(1.0) and os.getppid() == parent:
        pass
    _stopping().set()
    deadline = time.monotonic() + _GRACE
    while os.getppid() == parent and time.monotonic() < deadline:
        time.sleep(0.05)
    os._exit(1)  # nobody is left to take the result


@functools.cache
def _stopping() -> threading.Event:
    """Set in a worker whose run is being stopped."""
    return threading.Event()
