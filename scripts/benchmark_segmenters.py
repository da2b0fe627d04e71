"""Compare word segmenters on the demo corpus: characters a second, time to load, peak memory.

    python scripts/benchmark_segmenters.py [FILE ...] [--rounds N]

Each runs in a process of its own, in CPU time, the best of several rounds and turns; what is not installed is left out.
"segment" is the protocol (tokens with offsets for a text as it is), "cxzy_nlp.segment" the public function, which first
makes the reading (Simplified, unwrapped, mended).
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
_ROUNDS = 5
_TURNS = 3
#: A slow one is given up after so many seconds and judged by the rounds it has done.
_PATIENCE = 4.0

Cut = Callable[[str], Sequence[object]]


def jieba_tokenize() -> Cut:
    """jieba as it comes, with a warm cache of its own."""
    import jieba

    jieba.setLogLevel(60)
    tokenizer = jieba.Tokenizer()
    tokenizer.tmp_dir = os.environ["BENCHMARK_CACHE"]
    tokenizer.initialize()
    return lambda text: list(tokenizer.tokenize(text))


def ours(name: str) -> Cut:
    """One of our segmenters: tokens of a text as it is."""
    from cxzy_nlp import Config
    from cxzy_nlp.tokens import make_segmenter

    return make_segmenter(Config(segmenter=name)).segment


def public(name: str) -> Cut:
    """The public function: reading, segmentation, tokens in the source."""
    from cxzy_nlp import Config, segment

    config = Config(segmenter=name)
    segment("党员", config=config)
    return lambda text: segment(text, config=config)


def spacy_zh(segmenter: str) -> Cut:
    """spaCy's own Chinese tokenizer."""
    import jieba
    import spacy

    jieba.setLogLevel(60)

    nlp = spacy.blank("zh", config={"nlp": {"tokenizer": {"segmenter": segmenter}}})
    nlp("党员")
    return lambda text: nlp(text)  # a Doc is a sequence of tokens


#: Name, module that it needs, how to make it.
RIVALS: dict[str, tuple[str, Callable[[], Cut]]] = {
    "jieba.tokenize": ("jieba", jieba_tokenize),
    "ours, jieba: segment": ("jieba", lambda: ours("jieba")),
    "ours, rjieba: segment": ("rjieba", lambda: ours("rjieba")),
    "ours, pkuseg: segment": ("spacy_pkuseg", lambda: ours("pkuseg")),
    "spaCy, characters": ("spacy", lambda: spacy_zh("char")),
    "spaCy, jieba": ("spacy", lambda: spacy_zh("jieba")),
    "ours, rjieba: cxzy_nlp.segment": ("rjieba", lambda: public("rjieba")),
}


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("files", nargs="*", type=Path, help="texts to cut (default: the demo corpus)")
    parser.add_argument("--rounds", type=int, default=_ROUNDS)
    parser.add_argument("--one", help=argparse.SUPPRESS)
    options = parser.parse_args()
    texts = _texts(options.files)
    if options.one:
        print(json.dumps(_measure(options.one, texts, options.rounds)))
        return 0
    size = sum(map(len, texts))
    print(f"{len(texts)} texts, {size:,} characters; Python {platform.python_version()}, {platform.machine()}")
    print(f"{'':32}{'characters/s':>14}{'jieba = 1':>11}{'load, s':>9}{'peak, MB':>10}{'tokens':>9}")
    rows: dict[str, dict[str, Any]] = {}
    with tempfile.TemporaryDirectory() as cache:
        environment = {**os.environ, "BENCHMARK_CACHE": cache, "TMPDIR": cache}
        present = [name for name, (module, _) in RIVALS.items() if importlib.util.find_spec(module) is not None]
        for turn in range(_TURNS + 1):  # by turns, since other programs come and go; the first turn fills the caches
            for name in present:
                command = [sys.executable, __file__, "--one", name, "--rounds", str(options.rounds)]
                command += map(str, options.files)
                done = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE)
                row = json.loads(done.stdout)
                if turn == 1 or (turn and row["speed"] > rows[name]["speed"]):
                    rows[name] = row
    base = rows["jieba.tokenize"]["speed"]
    for name in RIVALS:
        if name not in rows:
            print(f"{name:32}  not installed")
            continue
        row = rows[name]
        print(
            f"{name:32}{row['speed']:>14,.0f}{row['speed'] / base:>11.2f}{row['load']:>9.2f}"
            f"{row['peak']:>10.0f}{row['tokens']:>9,}"
        )
    return 0


def _texts(files: Sequence[Path]) -> list[str]:
    from cxzy_nlp import ReadError, read

    texts = []
    for path in files or sorted((ROOT / "corpora" / "demo").rglob("*.txt")):
        try:
            texts.append(read(path).text)
        except ReadError:  # some of the demo files are damaged on purpose
            continue
    return texts


def _measure(name: str, texts: Sequence[str], rounds: int) -> dict[str, Any]:
    started = time.perf_counter()
    cut = RIVALS[name][1]()
    load = time.perf_counter() - started
    began = time.perf_counter()
    best, tokens = float("inf"), 0
    for _ in range(rounds):
        start = time.process_time()
        tokens = sum(len(cut(text)) for text in texts)
        best = min(best, time.process_time() - start)
        if time.perf_counter() - began > _PATIENCE:
            break
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform == "linux" else 1 << 20)
    return {"speed": sum(map(len, texts)) / best, "load": load, "peak": peak, "tokens": tokens}


if __name__ == "__main__":
    raise SystemExit(main())
