"""Time and memory of `analyze` beside `jieba.tokenize`, on the same text, in the same run.

    python scripts/benchmark.py                  on the demo archive
    python scripts/benchmark.py FILE...          on files of your own

Machines are noisy, so that only the ratios mean anything: the two are timed in turn, the best round of each is taken.
"""

from __future__ import annotations

import argparse
import logging
import statistics
import sys
import time
import tracemalloc
from collections.abc import Callable, Sequence
from pathlib import Path
from unittest import mock

import jieba

from cxzy_nlp import Config, ReadError, Source, analyze, read
from cxzy_nlp.classification import Decision, View, classify_view
from cxzy_nlp.text import make_reading

DEMO = Path(__file__).resolve().parent.parent / "corpora" / "demo"


def sources(paths: Sequence[Path]) -> list[Source]:
    """The readable files among `paths` and below them."""
    files = [file for path in paths for file in (sorted(path.rglob("*.*")) if path.is_dir() else [path])]
    found = []
    for file in files:
        try:
            found.append(read(file))
        except ReadError as error:
            print(f"left out: {error}", file=sys.stderr)
    return found


def best(rounds: int, *jobs: Callable[[], object]) -> list[float]:
    """The shortest time of each job in seconds, the jobs taking turns."""
    times = [float("inf")] * len(jobs)
    for _ in range(rounds):
        for index, job in enumerate(jobs):
            start = time.perf_counter()
            job()
            times[index] = min(times[index], time.perf_counter() - start)
    return times


def peak(job: Callable[[], object]) -> int:
    """Bytes allocated at the highest point of the job."""
    tracemalloc.start()
    try:
        job()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def compare(texts: Sequence[Source], rounds: int) -> None:
    def tokenize() -> None:
        for source in texts:
            list(jieba.tokenize(source.text))

    def analyze_all() -> None:
        for source in texts:
            analyze(source)

    def read_all() -> None:
        for source in texts:
            make_reading(source)

    def without_facts() -> None:
        config = Config(kinds=(), classify=False)
        for source in texts:
            analyze(source, config=config)

    def without_labels() -> None:
        config = Config(classify=False)
        for source in texts:
            analyze(source, config=config)

    names = (
        "jieba.tokenize",
        "analyze",
        "  of it: all but the labels",
        "  of it: reading",
        "  of it: reading, structure, dates for the anchor",
    )
    times = best(rounds, tokenize, analyze_all, without_labels, read_all, without_facts)
    size = sum(len(source.text) for source in texts)
    print(f"{len(texts)} files, {size} characters, best of {rounds} rounds")
    for name, seconds in zip(names, times, strict=True):
        print(f"{name:50} {size / seconds / 1e6:7.2f} M characters/s   {seconds / times[0]:6.3f} of jieba.tokenize")
    print(f"the labels take {label_share(texts, rounds):.1%} of analyze, timed inside it (median of the rounds)")
    print(f"without them analyze takes {1 - times[2] / times[1]:.1%} less (the best rounds; noisier)")


def label_share(texts: Sequence[Source], rounds: int) -> float:
    """The share of `analyze` that the labels take, timed where they are made; the median of the rounds."""
    spent = 0.0

    def timed(view: View) -> Decision:
        nonlocal spent
        start = time.perf_counter()
        decision = classify_view(view)
        spent += time.perf_counter() - start
        return decision

    shares = []
    with mock.patch("cxzy_nlp.pipeline.classify_view", timed):
        for _ in range(rounds):
            spent, start = 0.0, time.perf_counter()
            for source in texts:
                analyze(source)
            shares.append(spent / (time.perf_counter() - start))
    return statistics.median(shares)


def grow(text: str) -> None:
    """Time and peak memory of one text and of the same text repeated."""
    print("\none text, repeated                characters    seconds   peak bytes/char")
    for times in (1, 2, 4, 8):
        long = Source.from_text("\n".join([text] * times))
        (seconds,) = best(2, lambda long=long: analyze(long))  # type: ignore[misc]
        bytes_each = peak(lambda long=long: analyze(long)) / len(long.text)  # type: ignore[misc]
        print(f"{times:4} times {len(long.text):30}   {seconds:8.3f}   {bytes_each:15.1f}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "paths", nargs="*", type=Path, default=[DEMO], help="files or folders (default: the demo archive)"
    )
    parser.add_argument("--rounds", type=int, default=7, help="rounds of each (default 7)")
    options = parser.parse_args()
    jieba.setLogLevel(logging.ERROR)
    jieba.initialize()
    texts = sources(options.paths)
    if not texts:
        print("no readable file; name .txt or .html files", file=sys.stderr)
        return 1
    analyze(texts[0])  # load the knowledge tables, as jieba its dictionary, before the clock runs
    compare(texts, options.rounds)
    plain = "\n".join(source.text for source in texts if source.format == "txt")
    if plain:
        grow(plain)
    return 0


if __name__ == "__main__":
    sys.exit(main())
