"""Time and memory of the copy search on synthetic archives, stage by stage, beside rensa.

    python scripts/benchmark_copies.py 5000 20000            documents of 1,500 characters
    python scripts/benchmark_copies.py 20000 --jobs 2 --rensa

Each size runs in a process of its own, so that the peak of memory (of all its processes) is its own. The archive is
built before and read from a file. Where other programs run beside it, only the processor time means anything.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from build_archive import build

_PAUSE = 2.0  # seconds between two looks at the memory; each takes time itself, and holds up what it looks at


def measure(archive: Path, jobs: int, rensa: bool) -> None:
    """Run one archive and print a line."""
    from cxzy_nlp import Config, find_copies
    from cxzy_nlp.copies.candidates import find_candidates
    from cxzy_nlp.copies.corpus import build_corpus
    from cxzy_nlp.copies.seeds import find_postings
    from cxzy_nlp.copies.workers import workers
    from cxzy_nlp.copy_search import to_items

    with archive.open(encoding="utf-8") as lines:
        texts = {row["id"]: row["text"] for row in map(json.loads, lines)}
    size = sum(map(len, texts.values()))
    sampler = _Memory()
    before = sum(resource.getrusage(resource.RUSAGE_SELF)[:2])
    started = time.perf_counter()
    report = find_copies(texts, jobs=jobs)
    total = time.perf_counter() - started
    used = sum(sum(resource.getrusage(who)[:2]) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) - before
    peak = sampler.stop()
    started = time.perf_counter()
    items = to_items(texts)
    with workers(jobs) as executor:
        corpus = build_corpus(items, Config(), executor)
    pairs = find_candidates(find_postings(corpus), len(corpus))
    stage = time.perf_counter() - started
    print(
        f"{len(texts):7,} documents, {size / len(texts):,.0f} characters each: {total:6.1f} s, "
        f"{used:.1f} s of processor time, {peak / 2**30:.2f} GB "
        f"({jobs} processes); reading and candidates alone {stage:.1f} s; {len(pairs):,} candidates, "
        f"{len(report.pairs):,} copied pairs",
        flush=True,
    )
    if rensa:
        from archive.peers import rensa_pairs

        started = time.perf_counter()
        found = rensa_pairs(list(texts.values()))
        print(
            f"        rensa, the whole run: {time.perf_counter() - started:.1f} s, {len(found):,} candidates",
            flush=True,
        )


class _Memory:
    """The peak of the resident memory of this process and its children, looked at now and then."""

    def __init__(self) -> None:
        self._peak = 0
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def _watch(self) -> None:
        while not self._done.wait(_PAUSE):
            self._peak = max(self._peak, _resident())

    def stop(self) -> int:
        self._done.set()
        self._thread.join()
        return self._peak or resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def _resident() -> int:
    """Proportional memory of this process and its children (shared pages count once); 0 where it cannot be told."""
    total = 0
    children = Path("/proc/self/task").glob("*/children")
    try:
        names = ["self", *(name for task in children for name in task.read_text().split())]
        for name in names:
            rollup = Path(f"/proc/{name}/smaps_rollup").read_text()
            total += next(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:")) * 1024
    except (OSError, StopIteration):
        return 0
    return total


def main() -> None:
    """Measure each size in turn."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", nargs="*", type=int, default=[5000, 20000])
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--length", type=int, default=1250, help="of an original; copies and noise make it about 1,500")
    parser.add_argument("--rensa", action="store_true")
    parser.add_argument("--archive", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.archive is not None:
        measure(options.archive, options.jobs, options.rensa)
        return
    for size in options.sizes:
        with tempfile.TemporaryDirectory() as folder:
            archive = Path(folder) / "archive.jsonl"
            with archive.open("w", encoding="utf-8") as out:
                for row in build(size, seed=11, length=options.length):
                    out.write(json.dumps({"id": row["id"], "text": row["text"]}, ensure_ascii=False) + "\n")
            command = [sys.executable, __file__, "--archive", str(archive), "--jobs", str(options.jobs)]
            subprocess.run([*command, "--rensa"] if options.rensa else command, check=True)


if __name__ == "__main__":
    main()
