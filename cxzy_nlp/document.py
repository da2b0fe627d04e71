"""The nouns: frozen values that every room speaks of.

Every value with ``start``, ``end`` and ``text`` points into the *source*: Unicode code points, 0-based, half-open, and
``source.text[value.start:value.end] == value.text``. What a cleaning step removed inside a surface stays in ``text``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any, Literal

from cxzy_nlp.serialize import json_line, plain_values
from cxzy_nlp.source import Format as Format
from cxzy_nlp.source import Source as Source
from cxzy_nlp.source import Spanned as Spanned
from cxzy_nlp.source import TextSpan as TextSpan
from cxzy_nlp.source import Token as Token

if TYPE_CHECKING:
    from cxzy_nlp.config import Config

SCHEMA = "cxzy.document/1"

DateKind = Literal["date", "range", "relative", "event", "set", "duration"]
CountRole = Literal["fact", "target", "requirement", "discourse"]
Relation = Literal["partition", "overlapping", "subset"]
Script = Literal["hans", "hant"]
Basis = Literal["stated", "inferred"]


@dataclass(frozen=True, slots=True)
class Author:
    """The author line of a document; `name` is the clean form (blanks and titles of office removed)."""

    start: int
    end: int
    text: str
    name: str


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it.

    ``start:end`` is the heading (ending before the 。 of a run-in heading), `body` the half-open source span from there
    to the next heading of the same or a higher rank. `level`: 一、 = 1, （一） = 2, 1、 = 3, (1) = 4. `role` is what
    the section is for, `role_score` how sure that is, 0 to 1; both ``None`` where it was not asked.
    """

    start: int
    end: int
    text: str
    level: int
    number: str | None
    body: tuple[int, int]
    role: str | None = None
    role_score: float | None = None


@dataclass(frozen=True, slots=True)
class DateFact:
    """A calendar date or period; `value` in EDTF (ISO 8601-2), ``None`` where it cannot be known.

    `inferred` is true where a part of the value (mostly the year) came from the document's date.
    """

    start: int
    end: int
    text: str
    kind: DateKind
    value: str | None
    inferred: bool = False


@dataclass(frozen=True, slots=True)
class CountFact:
    """A number with a unit that states a quantity, in base units (350万元 is 3500000 元).

    `stated_total` says that the sentence gives it as all that there is (现有, 共有, 下辖, 全镇…个).
    `max` is the upper end of a range, `number` the bare numeral. `unit` and `of` (the counted noun) are given as the
    reading has them, in Simplified script and without noise, so that one spelling means one thing across an archive.
    """

    start: int
    end: int
    text: str
    value: int | float | None
    unit: str
    of: str | None
    number: TextSpan
    max: int | float | None = None
    approx: bool = False
    indicator: str | None = None
    role: CountRole = "fact"
    stated_total: bool = False


@dataclass(frozen=True, slots=True)
class Breakdown:
    """A total and its parts, as indices into the document's counts."""

    total: int
    parts: tuple[int, ...]
    relation: Relation
    consistent: bool
    difference: int | float


@dataclass(frozen=True, slots=True)
class FrameworkPart:
    """One number of a framework of several, as a definition tells it (第一个4是指…四个方面).

    ``start:end`` are the words that stand for the number; `components` the index of its first component in the
    framework's components and the index behind its last.
    """

    start: int
    end: int
    text: str
    components: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Framework:
    """A numeric slogan (五个好, 四议两公开, 4554) and, in a definition, its components."""

    start: int
    end: int
    text: str
    name: str
    digits: tuple[int, ...]
    kind: Literal["mention", "definition"]
    components: tuple[TextSpan, ...] = ()
    canonical: str | None = None
    parts: tuple[FrameworkPart, ...] = ()


@dataclass(frozen=True, slots=True)
class Person:
    """A named natural person with the office the text gives."""

    start: int
    end: int
    text: str
    name: str
    role: str | None = None


@dataclass(frozen=True, slots=True)
class Reference:
    """A cited document, 《…》, with its number and its issuer where they stand beside it."""

    start: int
    end: int
    text: str
    title: str
    number: str | None = None
    issuer: str | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """Something an auditor should look at."""

    start: int
    end: int
    kind: str
    message: str
    related: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DocumentDate:
    """When the document was made: as it says itself, or inferred from what it mentions.

    `evidence` holds fact ids such as ``"dates/3"`` (an index into the document's dates).
    """

    value: str | None
    basis: Basis
    earliest: str | None = None
    latest: str | None = None
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Label:
    """A class with its score between 0 and 1."""

    label: str
    score: float


@dataclass(frozen=True, slots=True)
class Evidence:
    """A phrase that spoke for a label: `feature` says what it is, `weight` how heavily it spoke beside the others."""

    start: int
    end: int
    text: str
    feature: str
    weight: float


@dataclass(frozen=True, slots=True)
class Classification:
    """What a document is, and why.

    `evidence` has for each kind of label (``genre``, ``campaign``, ``second_campaign``, ``level``) the phrases that
    spoke most for it; `chances` for genre, campaign and level the chance of every label, the likeliest first.
    """

    genre: Label
    campaign: Label
    second_campaign: Label | None
    level: Label
    evidence: Mapping[str, tuple[Evidence, ...]] = field(default_factory=dict)
    chances: Mapping[str, tuple[Label, ...]] = field(default_factory=dict)


#: Fields of a document that hold lists of facts, in the order of the record.
FACT_KINDS: tuple[str, ...] = (
    "sections",
    "dates",
    "counts",
    "breakdowns",
    "frameworks",
    "persons",
    "references",
    "findings",
)


@dataclass(frozen=True, slots=True)
class Document:
    """One logical document of a source, with everything found in it.

    Examples
    --------
    >>> from cxzy_nlp import analyze
    >>> document = analyze("全镇党员大会讲话\\n同志们：\\n全镇现有党员796名。")[0]
    >>> document.title.text, document.counts[0].value
    ('全镇党员大会讲话', 796)
    """

    id: str
    signature: str
    source: Source = field(repr=False)
    start: int
    end: int
    script: Script
    title: TextSpan | None = None
    author: Author | None = None
    date: DocumentDate | None = None
    genre: Label | None = None
    campaign: Label | None = None
    second_campaign: Label | None = None
    level: Label | None = None
    sections: tuple[Section, ...] = ()
    dates: tuple[DateFact, ...] = ()
    counts: tuple[CountFact, ...] = ()
    breakdowns: tuple[Breakdown, ...] = ()
    frameworks: tuple[Framework, ...] = ()
    persons: tuple[Person, ...] = ()
    references: tuple[Reference, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def text(self) -> str:
        """The document's own characters of the source, dirt included."""
        return self.source.text[self.start : self.end]

    def spans(self) -> Iterator[tuple[str, Spanned]]:
        """Every value of the document that points into the source, with the name of its kind."""
        if self.title is not None:
            yield "title", self.title
        if self.author is not None:
            yield "author", self.author
        for kind in FACT_KINDS:
            if kind != "breakdowns":
                for value in getattr(self, kind):
                    if kind != "findings":  # a finding carries a message instead of a surface
                        yield kind, value

    def to_dict(self) -> dict[str, Any]:
        """The record of schema ``cxzy.document/1``: plain lists, dicts, strings and numbers.

        Examples
        --------
        >>> from cxzy_nlp import analyze
        >>> analyze("全镇现有党员796名。")[0].to_dict()["counts"][0]["text"]
        '党员796名'
        """
        source = self.source
        record: dict[str, Any] = {
            "schema": SCHEMA,
            "id": self.id,
            "signature": self.signature,
            "source": {
                "path": source.path,
                "sha256": source.sha256,
                "format": source.format,
                "encoding": source.encoding,
            },
        }
        for item in fields(self)[3:]:  # behind id, signature and source
            record[item.name] = plain_values(getattr(self, item.name))
        return record

    def to_json(self) -> str:
        """The record as one line of strict JSON, Chinese characters as they are."""
        return json_line(self.to_dict())

    def tokens(self, config: Config | None = None) -> list[Token]:
        """The tokens of the document, cut anew at each call; they tile ``start:end`` of the source.

        Parameters
        ----------
        config
            Which segmenter, and how the text is read; give the one that the document was found with.

        Examples
        --------
        >>> from cxzy_nlp.api import analyze
        >>> [token.text for token in analyze("开展“四议两公开”工作。")[0].tokens()]
        ['开展', '“', '四议两公开', '”', '工作', '。']
        """
        from cxzy_nlp.config import Config
        from cxzy_nlp.tokens import segment_document  # only who asks for tokens pays for a segmenter

        return segment_document(self, config or Config())

    def _repr_html_(self) -> str:
        from cxzy_nlp.highlight import document_html  # jinja-free, but not needed to import the nouns

        return document_html(self)
