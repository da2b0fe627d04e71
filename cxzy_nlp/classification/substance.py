"""How much of a section is formula: the share of stock phrases against that of its own facts.

A stock phrase is a run of characters that several unrelated families of the training corpora share (how long, and how
many, the model's card says), a phrase of the table ``stock_phrases``, or one that the knowledge has of a campaign (its
names, lists and words). An own fact is a date, a count, a person, a cited document, or a name in quotation marks that
is no stock. Of the n Chinese characters and digits of the text, let

    own   = those inside own facts / n
    stock = those inside stock phrases, but inside no own fact / n
    score = own / (own + stock)                    (0.5 where there is neither)

It is a measure, not a verdict: a plan is made of formula by its nature, a table of figures has none. Compare sections
of one role, and documents of one genre.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from cxzy_nlp.classification.model import load_model
from cxzy_nlp.classification.names import campaigns
from cxzy_nlp.classification.phrases import LONGEST, PhraseTable, encode, hash_phrase
from cxzy_nlp.document import Document
from cxzy_nlp.errors import InputError
from cxzy_nlp.knowledge import load
from cxzy_nlp.text.script import to_simplified

Mask = npt.NDArray[np.bool_]

#: Shortest phrase of the knowledge that is stock: shorter ones are words.
_SHORTEST = 3
_QUOTED = re.compile(r"[“‘「『]([^“”‘’「」『』\n]{2,16})[”’」』]")


@dataclass(frozen=True, slots=True)
class Substance:
    """The shares of one stretch of text, between 0 and 1; `characters` is the n that they are shares of."""

    start: int
    end: int
    characters: int
    stock: float
    own: float

    @property
    def score(self) -> float:
        """The share of own facts in what is either own or stock; 0.5 where there is neither."""
        return round(self.own / (self.own + self.stock), 4) if self.own + self.stock else 0.5


@dataclass(frozen=True, slots=True)
class SubstanceReport:
    """The substance of a document and of each of its sections, in their order."""

    document: Substance
    sections: tuple[Substance, ...]


def substance(document: Document) -> SubstanceReport:
    """How formulaic a document and its sections are.

    Parameters
    ----------
    document
        A document of `analyze`, with its facts.

    Raises
    ------
    InputError
        If it is something else.

    Examples
    --------
    >>> from cxzy_nlp import analyze
    >>> text = "总结\\n一、认识。高度重视，统一思想，提高认识。\\n二、做法。5月4日修路3条，老支书王大山捐款800元。"
    >>> report = substance(analyze(text)[0])
    >>> report.sections[0].score < 0.1, report.sections[1].score > 0.9
    (True, True)
    """
    given: object = document
    if not isinstance(given, Document):
        got = type(given).__name__
        raise InputError(f"expected a Document, got {got}; analyze it first, as in substance(analyze(text)[0])")
    text = to_simplified(document.text, document.script)
    codes = encode(text)
    own = _own(document, text)
    stock = _stock(text, own) & ~own
    counted = ((codes >= 0x4E00) & (codes <= 0x9FFF)) | (codes == ord("0"))
    spans = [(document.start, document.end), *(section.body for section in document.sections)]
    whole, *sections = (_shares(start, end, document.start, counted, stock, own) for start, end in spans)
    return SubstanceReport(whole, tuple(sections))


def _shares(start: int, end: int, base: int, counted: Mask, stock: Mask, own: Mask) -> Substance:
    inside = counted[start - base : end - base]
    number = int(inside.sum())
    share = max(number, 1)
    return Substance(
        start,
        end,
        number,
        round(int((stock[start - base : end - base] & inside).sum()) / share, 4),
        round(int((own[start - base : end - base] & inside).sum()) / share, 4),
    )


def _own(document: Document, text: str) -> Mask:
    mask = np.zeros(len(text), dtype=np.bool_)
    for facts in (document.dates, document.counts, document.persons, document.references):
        for fact in facts:
            mask[max(fact.start - document.start, 0) : fact.end - document.start] = True
    return mask


def _stock(text: str, own: Mask) -> Mask:
    """Where stock phrases stand; a name in quotation marks that holds none is added to `own`."""
    table, longer = _stock_table()
    starts, lengths, _ = table.find(encode(text))
    mask = _covered(starts.tolist(), lengths.tolist(), len(text))
    for phrase in longer:
        at = text.find(phrase)
        while at >= 0:
            mask[at : at + len(phrase)] = True
            at = text.find(phrase, at + 1)
    for found in _QUOTED.finditer(text):
        if not mask[found.start(1) : found.end(1)].any():
            own[found.start(1) : found.end(1)] = True
    return mask


def _covered(starts: Sequence[int], lengths: Sequence[int], size: int) -> Mask:
    edges = np.zeros(size + 1, dtype=np.int64)
    np.add.at(edges, np.array(starts, dtype=np.int64), 1)
    np.add.at(edges, np.array(starts, dtype=np.int64) + np.array(lengths, dtype=np.int64), -1)
    mask: Mask = edges[:-1].cumsum() > 0
    return mask


@functools.cache
def _stock_table() -> tuple[PhraseTable, tuple[str, ...]]:
    """The stock phrases, and those too long for the table."""
    model = load_model()
    words = {word for entry in load("stock_phrases") for word in entry["words"]}
    words |= {phrase for item in campaigns() for phrase, _ in item.phrases if len(phrase) > _SHORTEST}
    short = [word for word in words if len(word) <= LONGEST]
    hashes = np.array([hash_phrase(word) for word in short], dtype=np.uint64)
    table = PhraseTable.of_hashes(np.unique(np.concatenate([model.stock, hashes])), None)
    return table, tuple(sorted(word for word in words if len(word) > LONGEST))
