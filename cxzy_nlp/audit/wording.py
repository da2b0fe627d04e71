"""Words that nobody would write there: what scanners and typists make of a word, and what spinners put in its place."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping

from cxzy_nlp.audit.subject import Subject
from cxzy_nlp.document import Finding
from cxzy_nlp.knowledge import load
from cxzy_nlp.text.patterns import scanner
from cxzy_nlp.text.script import to_simplified


def wording(subject: Subject, *, traditional: bool = False) -> Iterator[Finding]:
    """A finding for each word of a known confusion, and for each synonym that a spinner put into a fixed phrase.

    A synonym is judged by the phrase around it (惩办 in 惩办大会, not in 惩办犯罪). In a text in Traditional script the
    regional words of an automatic conversion (專案 for 项目) are reported too.

    Parameters
    ----------
    subject
        The document.
    traditional
        Whether it is in Traditional script.

    Examples
    --------
    >>> from cxzy_nlp import analyze
    >>> text = "七一前夕召开惩办大会，党员要公开许诺。法院惩办了犯罪分子。"
    >>> [(text[f.start:f.end], f.message) for f in analyze(text)[0].findings]
    [('惩办', '惩办 stands for 表彰: the wording was spun'), ('许诺', '许诺 stands for 承诺: the wording was spun')]

    Notes
    -----
    Source: the tables confusions, spin_synonyms and regional_words. Wrong for a text that quotes such words.
    """
    text = subject.text
    confusions, spun = _confusions(), _spun()
    certain: list[Finding] = []
    doubtful: list[Finding] = []
    for found in _pattern().finditer(text, subject.start, subject.end):
        word = found[0]
        if word in confusions:
            right, not_before, not_after = confusions[word]
            if not _beside(text, found, not_before, not_after):
                yield subject.finding(found.start(), found.end(), "ocr_error", f"{word} is probably {right}")
            continue
        for prefix, suffix, original, weak in spun[word]:
            if text.startswith(suffix, found.end()) and text.startswith(prefix, found.start() - len(prefix)):
                message = f"{word} stands for {original}: the wording was spun"
                finding = subject.finding(found.start(), found.end(), "spun_synonym", message)
                (doubtful if weak else certain).append(finding)
                break
    yield from certain
    if len(certain) >= _SPUN:
        yield from doubtful
    if traditional:
        yield from _regional(subject)


def _beside(text: str, found: re.Match[str], not_before: str, not_after: str) -> bool:
    """Whether one of the characters stands beside the word that make it another one."""
    before, after = text[found.start() - 1 : found.start()], text[found.end() : found.end() + 1]
    return bool(before and before in not_before) or bool(after and after in not_after)


def _regional(subject: Subject) -> Iterator[Finding]:
    """The other region's words, and what conversion made of 一个 (乙個)."""
    text, words = subject.text, _regional_words()
    for found in _regional_pattern().finditer(text, subject.start, subject.end):
        standard, not_before, not_after = words[found[0]]
        if not _beside(text, found, not_before, not_after):
            message = f"{found[0]} is a regional word for {standard}: a trace of automatic conversion"
            yield subject.finding(found.start(), found.end(), "spun_synonym", message)
    source = subject.reading.source.text
    low, high = subject.reading.offsets.to_source(subject.start, subject.end)
    at = source.find("乙", low, high)
    while at >= 0:
        standard = to_simplified(source[at : at + 2])  # the conversion mends the slips that it knows
        if standard[0] != "乙":
            message = f"{source[at : at + 2]} stands for {standard}: a slip of automatic conversion"
            yield Finding(at, at + 2, "spun_synonym", message)
        at = source.find("乙", at + 1, high)


#: What may stand around a spun word: prefix, suffix, what it stands for, and whether other spun words must bear it out.
Contexts = tuple[tuple[str, str, str, bool], ...]
#: So many words spun beyond doubt make a spun text.
_SPUN = 3


@functools.cache
def _confusions() -> Mapping[str, tuple[str, str, str]]:
    return {
        row["wrong"]: (row["right"], row.get("not_before", ""), row.get("not_after", "")) for row in load("confusions")
    }


@functools.cache
def _spun() -> Mapping[str, Contexts]:
    found: dict[str, list[tuple[str, str, str, bool]]] = {}
    for weak, field in ((False, "contexts"), (True, "weak")):
        for row in load("spin_synonyms"):
            for context in row.get(field, ()):
                prefix, _, suffix = context.partition("{}")
                found.setdefault(row["spun"], []).append((prefix, suffix, row["original"], weak))
    return {word: tuple(contexts) for word, contexts in found.items()}


@functools.cache
def _pattern() -> re.Pattern[str]:
    return re.compile(scanner({*_confusions(), *_spun()}))


@functools.cache
def _regional_words() -> Mapping[str, tuple[str, str, str]]:
    return {
        row["variant"]: (row["standard"], row.get("not_before", ""), row.get("not_after", ""))
        for row in load("regional_words")
        if row["kind"] != "slip"
    }


@functools.cache
def _regional_pattern() -> re.Pattern[str]:
    return re.compile(scanner(_regional_words()))
