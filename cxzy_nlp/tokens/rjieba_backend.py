"""rjieba behind the protocol: the algorithm and dictionary of jieba, in Rust."""

from __future__ import annotations

import functools

import rjieba

from cxzy_nlp.tokens.lexicon import Lexicon, firm_frequency
from cxzy_nlp.tokens.segmenter import RunSegmenter


def make(mark: str, lexicon: Lexicon, *, hmm: bool) -> RunSegmenter:
    """A segmenter on rjieba, with a dictionary of its own."""
    tokenizer = rjieba.Jieba()
    for word, firm, frequency, tag in lexicon.entries():
        suggested = tokenizer.suggest_freq(word)
        tokenizer.add_word(word, frequency or (firm_frequency(suggested) if firm else suggested), tag)
    return RunSegmenter(mark, functools.partial(tokenizer.cut, hmm=hmm), lexicon)
