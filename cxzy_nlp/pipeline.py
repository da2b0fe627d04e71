"""How one source flows through the rooms: reading, parts, front, headings, facts, Document."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Sequence
from importlib import metadata, resources
from importlib.resources.abc import Traversable

from cxzy_nlp import knowledge
from cxzy_nlp.audit import audit
from cxzy_nlp.config import Config
from cxzy_nlp.document import (
    Author,
    Breakdown,
    CountFact,
    DateFact,
    Document,
    DocumentDate,
    Section,
    Source,
)
from cxzy_nlp.facts.claims import Claim, find_claims
from cxzy_nlp.facts.counts import CountMatch, find_breakdowns, scan_counts
from cxzy_nlp.facts.dates import Anchor, DateMatch, ResolvedDate, find_document_date, resolve_dates, scan_dates
from cxzy_nlp.structure.front import read_front
from cxzy_nlp.structure.headings import find_headings
from cxzy_nlp.structure.sections import section_bodies
from cxzy_nlp.structure.split import Part, split_parts
from cxzy_nlp.text import Reading, make_reading
from cxzy_nlp.text.script import detect_script
from cxzy_nlp.version import __version__

#: Characters that tell the script of a document.
_SCRIPT_SAMPLE = 1000


@functools.cache
def rules_digest() -> str:
    """Eight hexadecimal digits that change with any rule: the package's code and knowledge, and the libraries it reads
    script and encodings with.
    """
    total = hashlib.sha256(knowledge.digest().encode("ascii"))
    for library in ("OpenCC", "charset-normalizer"):
        total.update(f"{library} {metadata.version(library)}\n".encode())
    for name, code in sorted(_modules(resources.files("cxzy_nlp"), "")):
        total.update(name.encode("utf-8") + b"\0" + code)
    return total.hexdigest()[:8]


def _modules(folder: Traversable, prefix: str) -> list[tuple[str, bytes]]:
    found: list[tuple[str, bytes]] = []
    for item in folder.iterdir():
        if item.is_dir():
            found += _modules(item, f"{prefix}{item.name}/")
        elif item.name.endswith(".py"):
            found.append((prefix + item.name, item.read_bytes()))
    return found


def signature(config: Config | None = None) -> str:
    """What made a result: version, rules, segmenter and options. Equal signature and input give equal output.

    Examples
    --------
    >>> signature().split(" | ")[2]
    'segmenter none'
    """
    return f"cxzy_nlp {__version__} | rules {rules_digest()} | segmenter none | options {(config or Config()).digest}"


def analyze_source(source: Source, config: Config) -> list[Document]:
    """The documents of a source with their facts, in the order of the source.

    A source without any text (only blanks or only site boilerplate) gives an empty list.

    Examples
    --------
    >>> analyze_source(Source.from_text("先锋村工作总结\\n一年来成绩不小。"), Config())[0].title.text
    '先锋村工作总结'
    """
    reading = make_reading(source, config)
    text = reading.text
    if not text.strip():
        return []
    parts = split_parts(text) if config.split else [_whole(text)]
    made_by = signature(config)
    origin = f"{source.path}\0{source.sha256}".encode("utf-8", "surrogatepass")
    name = hashlib.blake2b(origin, digest_size=8).hexdigest()
    return [_document(reading, part, config, f"{name}-{number}", made_by) for number, part in enumerate(parts, 1)]


def _whole(text: str) -> Part:
    return Part(len(text) - len(text.lstrip()), len(text.rstrip()))


def _document(reading: Reading, part: Part, config: Config, name: str, made_by: str) -> Document:
    text = reading.text
    front = read_front(text, part.start, part.end, part.marker_title)
    headings = find_headings(text, front.end, part.end)
    bodies = section_bodies(text, headings, part.end)
    sections = []
    for heading, body in zip(headings, bodies, strict=True):
        span = reading.span(heading.start, heading.end)
        under = reading.offsets.to_source(*body) if body[0] < body[1] else (span.end, span.end)
        sections.append(Section(span.start, span.end, span.text, heading.level, heading.number, under))
    span = reading.span(part.start, part.end)
    author = None
    if front.author is not None:
        signed = reading.span(*front.author)
        author = Author(signed.start, signed.end, signed.text, text[slice(*front.author)].replace(" ", ""))
    date, dates, counts, breakdowns = _facts(reading, part, front.title, config)
    return Document(
        id=name,
        signature=made_by,
        source=reading.source,
        start=span.start,
        end=span.end,
        script=detect_script(span.text[:_SCRIPT_SAMPLE]),
        title=None if front.title is None else reading.span(*front.title),
        author=author,
        date=date,
        sections=tuple(sections),
        dates=dates,
        counts=counts,
        breakdowns=breakdowns,
        findings=audit(reading.source.text, dates, counts, breakdowns),
    )


def _facts(
    reading: Reading, part: Part, title: tuple[int, int] | None, config: Config
) -> tuple[DocumentDate | None, tuple[DateFact, ...], tuple[CountFact, ...], tuple[Breakdown, ...]]:
    """The facts of one document. Dates are always read: they anchor the document and claim their digits from counts."""
    text = reading.text
    claims: Sequence[Claim] = find_claims(text, part.start, part.end)
    matches: Sequence[DateMatch] = scan_dates(text, part.start, part.end, claims)
    anchor = find_document_date(text, part.start, part.end, title, matches, config.reference_date)
    dates: tuple[DateFact, ...] = ()
    if "dates" in config.kinds:
        dates = tuple(_date_fact(reading, item) for item in resolve_dates(matches, anchor))
    counts: tuple[CountFact, ...] = ()
    breakdowns: tuple[Breakdown, ...] = ()
    if "counts" in config.kinds:
        taken = sorted([(item.start, item.end) for item in claims] + [(item.start, item.end) for item in matches])
        found: Sequence[CountMatch] = scan_counts(text, part.start, part.end, taken)
        counts = tuple(_count_fact(reading, item) for item in found)
        if "breakdowns" in config.kinds:
            breakdowns = tuple(find_breakdowns(text, found))
    return _document_date(anchor, "dates" in config.kinds), dates, counts, breakdowns


def _date_fact(reading: Reading, item: ResolvedDate) -> DateFact:
    span = reading.span(item.start, item.end)
    return DateFact(span.start, span.end, span.text, item.kind, item.value, item.inferred)


def _count_fact(reading: Reading, item: CountMatch) -> CountFact:
    span = reading.span(item.start, item.end)
    return CountFact(
        start=span.start,
        end=span.end,
        text=span.text,
        value=item.value,
        unit=item.unit,
        of=item.of,
        number=reading.span(item.number_start, item.number_end),
        max=item.max,
        approx=item.approx,
        indicator=item.indicator,
        role=item.role,
        stated_total=item.stated_total,
    )


def _document_date(anchor: Anchor | None, with_evidence: bool) -> DocumentDate | None:
    if anchor is None:
        return None
    evidence: tuple[str, ...] = tuple(f"dates/{index}" for index in anchor.evidence) if with_evidence else ()
    return DocumentDate(anchor.value, anchor.basis, anchor.earliest, anchor.latest, evidence)
