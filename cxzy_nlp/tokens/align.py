"""Tokens of the reading as tokens of the source.

The reading is segmented, so that Traditional script, hard wraps and glyph errors do not disturb; its words are then
laid over the source. What the reading left out (page numbers, markup, site lines) becomes tokens too, with an empty
norm, so that the tokens tile the source.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from cxzy_nlp.config import Config
from cxzy_nlp.document import Source, Token
from cxzy_nlp.text import Reading, make_reading
from cxzy_nlp.tokens.registry import make_segmenter
from cxzy_nlp.tokens.segmenter import Segmenter, place_words

if TYPE_CHECKING:
    from cxzy_nlp.document import Document


def segment_source(source: Source, config: Config, segmenter: Segmenter | None = None) -> list[Token]:
    """The tokens of a source; they tile its text.

    Examples
    --------
    >>> [(token.text, token.norm) for token in segment_source(Source.from_text("全鎮黨員７９６名"), Config())]
    [('全鎮', '全镇'), ('黨員', '党员'), ('７９６', '796'), ('名', '名')]
    """
    segmenter = segmenter or make_segmenter(config)
    reading = make_reading(source, config)
    return lay_words(reading, segmenter.words(reading.text), 0, 0, len(source.text))


def segment_document(document: Document, config: Config, segmenter: Segmenter | None = None) -> list[Token]:
    """The tokens of one document of a source; they tile its own span.

    Examples
    --------
    >>> from cxzy_nlp.api import analyze
    >>> document = analyze("先锋村工作总结\\n一年来成绩不小。")[0]
    >>> [token.text for token in segment_document(document, Config())][-3:]
    ['成绩', '不小', '。']
    """
    segmenter = segmenter or make_segmenter(config)
    reading = make_reading(document.source, config)
    first, last = reading.offsets.to_clean(document.start), reading.offsets.to_clean(document.end)
    return lay_words(reading, segmenter.words(reading.text[first:last]), first, document.start, document.end)


def lay_words(reading: Reading, words: list[str], first: int, low: int, high: int) -> list[Token]:
    """Tokens that tile ``low:high`` of the source for the words that tile the reading from `first` on.

    Words that stand for the same characters of the source (㈠ is read as three) become one token.

    Examples
    --------
    >>> reading = make_reading(Source.from_text("㈠抓学\\u200b习"))
    >>> [(token.text, token.norm) for token in lay_words(reading, ["(", "一", ")", "抓", "学习"], 0, 0, 5)]
    [('㈠', '(一)'), ('抓', '抓'), ('学\\u200b习', '学习')]
    """
    text, offsets = reading.source.text, reading.offsets
    if not words:
        return [_left_out(text, low, high)] if low < high else []
    ends = list(accumulate(map(len, words), initial=first))
    tokens: list[Token] = []
    at, word, run = low, 0, max(bisect_right(offsets.clean, first) - 1, 0)
    while word < len(words):
        start = ends[word]
        while run + 1 < len(offsets.clean) and offsets.clean[run + 1] <= start:
            run += 1
        shift = offsets.source[run] - offsets.clean[run]
        stop = offsets.clean[run] + offsets.length[run]
        # All words that lie in a run of characters which keep their places, at once.
        beyond = bisect_right(ends, stop, word + 1) - 1 if offsets.length[run] == offsets.taken[run] else word
        if beyond > word and start + shift >= at:
            if start + shift > at:
                tokens.append(_left_out(text, at, start + shift))
            norms = words[word:beyond]
            tokens += place_words(norms, _surfaces(text, norms, start + shift), start + shift)
            at, word = ends[beyond] + shift, beyond
            continue
        left, right = offsets.to_source(start, ends[word + 1])
        if left < right:  # what a cleaning step put in stands for nothing
            at = _lay(tokens, text, words[word], at, left, min(right, high))
        word += 1
    if at < high:
        tokens.append(_left_out(text, at, high))
    return tokens


def _surfaces(text: str, norms: list[str], start: int) -> list[str]:
    """The words as the source has them; the same strings where nothing was altered."""
    joined = "".join(norms)
    if text.startswith(joined, start):
        return norms
    ends = list(accumulate(map(len, norms), initial=start))
    return [text[left:right] for left, right in pairwise(ends)]


def _lay(tokens: list[Token], text: str, norm: str, at: int, left: int, right: int) -> int:
    """Lay one word over ``left:right``; where the end of the tokens then is."""
    if left > at:
        tokens.append(_left_out(text, at, left))
    if left < at and tokens:
        last = tokens.pop()
        left, right, norm = last.start, max(last.end, right), last.norm + norm
    tokens.append(Token((left, right, text[left:right], norm)))
    return right


def _left_out(text: str, start: int, end: int) -> Token:
    return Token((start, end, text[start:end], ""))
