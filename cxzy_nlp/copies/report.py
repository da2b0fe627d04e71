"""The copy report: frozen values and their JSON form (schema ``cxzy.copies/1``)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from cxzy_nlp.serialize import plain_values

SCHEMA = "cxzy.copies/1"

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class DocumentCopies:
    """A document of the archive; `copied` is the share of its Han characters that stand in another document too."""

    id: str
    path: str
    start: int
    end: int
    copied: float
    cluster: str | None


@dataclass(frozen=True, slots=True)
class CopyPair:
    """Two documents of which one was copied from the other, or both from a third.

    Parameters
    ----------
    a, b
        Their ids.
    score
        From 0 to 1, how sure it is that they do not agree by chance; grows with what they share besides common
        language.
    a_copied, b_copied
        The share of each that stands in the other.
    source
        The id of the one that was probably first; ``None`` if nothing tells.
    evidence
        Why, in words.
    spans
        The passages as ``(a0, a1, b0, b1)``, in source coordinates of the two files.
    transformations
        Some of ``slots``, ``spin``, ``shuffle``, ``script``, ``excerpt``, ``noise``.
    """

    a: str
    b: str
    score: float
    a_copied: float
    b_copied: float
    source: str | None
    evidence: tuple[str, ...]
    spans: tuple[tuple[int, int, int, int], ...]
    transformations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Slot:
    """What is filled in differently at one place of a template, by document."""

    kind: Literal["place", "person", "organisation", "number", "date", "text"]
    values: dict[str, str]
    spans: dict[str, Span]


@dataclass(frozen=True, slots=True)
class Template:
    """The text that the documents of a cluster share, with ⟨kind⟩ for each slot and … for what they do not share."""

    id: str
    docs: tuple[str, ...]
    text: str
    slots: tuple[Slot, ...]


@dataclass(frozen=True, slots=True)
class Cluster:
    """Documents that go back to one text."""

    id: str
    members: tuple[str, ...]
    source: str | None
    template: str | None


@dataclass(frozen=True, slots=True)
class CommonPassage:
    """A passage that stands in documents which have nothing else to do with one another; it counts as no copying."""

    text: str
    documents: int
    reason: Literal["mandated", "stock"]


@dataclass(frozen=True, slots=True)
class CopyReport:
    """What `find_copies` returns.

    Examples
    --------
    >>> CopyReport("s", (), (), (), (), ()).to_dict()["schema"]
    'cxzy.copies/1'
    """

    signature: str
    documents: tuple[DocumentCopies, ...]
    pairs: tuple[CopyPair, ...]
    clusters: tuple[Cluster, ...]
    templates: tuple[Template, ...]
    common: tuple[CommonPassage, ...]

    def to_dict(self) -> dict[str, Any]:
        """The report as JSON values."""
        return {
            "schema": SCHEMA,
            "signature": self.signature,
            "documents": plain_values(self.documents),
            "pairs": plain_values(self.pairs),
            "clusters": plain_values(self.clusters),
            "templates": plain_values(self.templates),
            "common": plain_values(self.common),
        }
