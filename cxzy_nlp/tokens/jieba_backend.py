"""jieba behind the protocol: a tokenizer of our own, without its cache.

jieba keeps a cache of its dictionary under a fixed name in the shared temporary folder and loads it with ``marshal``,
which runs what somebody else may have put there. Here the dictionary is read from the package itself (half a second,
once in a process); the tokenizer of the module, ``jieba.dt``, is never touched.
"""

from __future__ import annotations

import logging
import warnings
from importlib import resources
from typing import Any

from cxzy_nlp.tokens.lexicon import Lexicon, firm_frequency
from cxzy_nlp.tokens.segmenter import RunSegmenter


def make(mark: str, lexicon: Lexicon, *, hmm: bool) -> RunSegmenter:
    """A segmenter on jieba."""
    tokenizer = _tokenizer()
    for word, firm, frequency, _ in lexicon.entries():
        suggested = tokenizer.suggest_freq(word)
        _add(tokenizer, word, frequency or (firm_frequency(suggested) if firm else suggested))

    def cut(text: str) -> list[str]:
        return list(tokenizer.cut(text, HMM=hmm))

    return RunSegmenter(mark, cut, lexicon)


def _tokenizer() -> Any:
    logger = logging.getLogger("jieba")
    handlers, level = list(logger.handlers), logger.level
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of its import of pkg_resources, and of escapes in its patterns
        import jieba
    if not handlers:  # what the import has set up: the log is the caller's affair
        logger.handlers[:] = handlers
        logger.setLevel(level)
    tokenizer = jieba.Tokenizer()
    frequencies: dict[str, int] = {}
    total = 0
    for line in (resources.files("jieba") / "dict.txt").read_text(encoding="utf-8").splitlines():
        word, count, *_ = line.split(" ")
        frequencies[word] = int(count)
        total += int(count)
        for size in range(1, len(word)):
            frequencies.setdefault(word[:size], 0)
    tokenizer.FREQ, tokenizer.total = frequencies, total
    tokenizer.initialized = True  # or the first cut would look for the cache
    return tokenizer


def _add(tokenizer: Any, word: str, frequency: int) -> None:
    """Give a word a frequency. Not by ``add_word``, which also speaks to the tables of the module."""
    tokenizer.total += frequency - tokenizer.FREQ.get(word, 0)
    tokenizer.FREQ[word] = frequency
    for size in range(1, len(word)):
        tokenizer.FREQ.setdefault(word[:size], 0)
