"""Worker processes for the heavy stages: a bounded number of tasks under way, results in the order of the tasks."""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from typing import TypeVar

from cxzy_nlp.errors import CxzyError

T = TypeVar("T")
_WINDOW = 8


@contextmanager
def workers(jobs: int) -> Iterator[ProcessPoolExecutor | None]:
    """A pool of `jobs` processes, or nothing where one process does it all."""
    if jobs <= 1:
        yield None
        return
    executor = ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context("spawn"))
    try:
        yield executor
    finally:
        executor.shutdown(wait=True, cancel_futures=True)


def results_of(
    executor: ProcessPoolExecutor | None, task: Callable[..., T], arguments: Iterable[tuple[object, ...]]
) -> Iterator[T]:
    """The results of ``task(*arguments)`` one after the other; here and now if there is no pool.

    Raises
    ------
    CxzyError
        If a worker dies, mostly for want of memory.

    Examples
    --------
    >>> list(results_of(None, max, [(1, 2), (4, 3)]))
    [2, 4]
    """
    if executor is None:
        for given in arguments:
            yield task(*given)
        return
    under_way: deque[Future[T]] = deque()
    try:
        for given in arguments:
            under_way.append(executor.submit(task, *given))
            if len(under_way) >= _WINDOW:
                yield under_way.popleft().result()
        while under_way:
            yield under_way.popleft().result()
    except BrokenProcessPool as error:
        raise CxzyError(
            "a worker process died (out of memory, or the calling script is not guarded by "
            f'if __name__ == "__main__"): {error}'
        ) from None
