from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

import cxzy_nlp
from cxzy_nlp.batch.archive import walk
from cxzy_nlp.batch.pool import Task, run_tasks
from cxzy_nlp.config import Config

Make = Callable[..., Path]


def tasks_of(folder: Path) -> list[Task]:
    return [Task(file) for file in walk([str(folder)])]


def test_ordered_results_for_any_number_of_jobs(make_archive: Make, stand_ins: ModuleType) -> None:
    folder = make_archive({f"{number:03}.txt": f"党员{number}名" for number in range(60)})
    tasks = tasks_of(folder)
    alone = list(run_tasks(tasks, Config(), jobs=1, analysis=stand_ins.plain))
    together = list(run_tasks(tasks, Config(), jobs=2, analysis=stand_ins.plain, ordered=True))
    assert together == alone
    assert [result.path for result in alone] == sorted(f"{number:03}.txt" for number in range(60))


def test_a_deadly_file_costs_only_itself(make_archive: Make, stand_ins: ModuleType) -> None:
    files = {f"{number:03}.txt": f"党员{number}名" for number in range(40)}
    folder = make_archive(files | {"007.txt": "崩溃", "030.txt": "崩溃"})
    results = list(run_tasks(tasks_of(folder), Config(), jobs=2, analysis=stand_ins.deadly))
    assert sorted(result.path for result in results) == sorted(files)
    failures = [result.failure for result in results if result.failure is not None]
    assert sorted(failure.path for failure in failures) == ["007.txt", "030.txt"]
    assert all(failure.stage == "analyze" and "worker process died" in failure.reason for failure in failures)


def test_a_file_that_kills_only_once_is_read(make_archive: Make, stand_ins: ModuleType, tmp_path: Path) -> None:
    folder = make_archive({"a.txt": "党员1名", "b.txt": f"{tmp_path}/mark", "c.txt": "党员3名"})
    results = list(run_tasks(tasks_of(folder), Config(), jobs=2, analysis=stand_ins.deadly_once, ordered=True))
    assert [result.path for result in results] == ["a.txt", "b.txt", "c.txt"]
    assert all(result.failure is None for result in results)


def test_closing_early_stops_the_workers(make_archive: Make, stand_ins: ModuleType) -> None:
    folder = make_archive({f"{number:03}.txt": f"党员{number}名" for number in range(200)})
    results = run_tasks(tasks_of(folder), Config(), jobs=2, analysis=stand_ins.slow)
    assert next(results).failure is None
    started = time.monotonic()
    results.close()
    assert time.monotonic() - started < 4


def test_workers_that_cannot_start_are_no_fault_of_the_files(make_archive: Make, tmp_path: Path) -> None:
    folder = make_archive({f"{number}.txt": "党员1名" for number in range(3)})
    script = tmp_path / "unguarded.py"
    script.write_text(
        "from cxzy_nlp.batch.run import extract_archive\n"
        f"extract_archive([{str(folder)!r}], {str(tmp_path / 'out')!r}, jobs=2)\n"
    )
    done = subprocess.run([sys.executable, script], env=environment(), capture_output=True, text=True, timeout=60)
    assert done.returncode != 0
    assert "worker processes cannot be started" in done.stderr
    assert "--jobs 1" in done.stderr


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks for processes in /proc")
def test_workers_end_when_the_parent_is_killed(make_archive: Make, tmp_path: Path) -> None:
    folder = make_archive({f"{number:03}.txt": f"党员{number}名" for number in range(400)})
    here = Path(__file__).parent
    command = [sys.executable, here / "cxzy_batch_stand_ins.py", folder, tmp_path / "out", "2"]
    with subprocess.Popen(command, env=environment(here)) as parent:
        journal = tmp_path / "out" / ".cxzy-journal"
        wait_until(lambda: journal.exists() and journal.stat().st_size > 2000)
        workers = children_of(parent.pid)
        assert len(workers) >= 2
        parent.kill()
    wait_until(lambda: not any(is_running(worker) for worker in workers))


def environment(*folders: Path) -> dict[str, str]:
    package = Path(str(cxzy_nlp.__file__)).parent.parent
    known = os.environ.get("PYTHONPATH", "")
    return dict(os.environ) | {"PYTHONPATH": os.pathsep.join([str(package), *map(str, folders), known])}


def is_running(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"  # nobody may be there to reap an orphan


def children_of(parent: int) -> list[int]:
    children = []
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = status.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == parent:
            children.append(int(status.parent.name))
    return children


def wait_until(condition: Callable[[], bool], seconds: float = 20) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "waited too long"
        time.sleep(0.02)
