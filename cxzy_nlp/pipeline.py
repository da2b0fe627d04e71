"""How one source flows through the rooms: reading, parts, front, headings, facts, Document."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from importlib import metadata, resources
from importlib.resources.abc import Traversable

from cxzy_nlp import knowledge
from cxzy_nlp.audit import Subject, audit
from cxzy_nlp.classification import Found, View, classify_view, explain_view, model_digest, months_of
from cxzy_nlp.config import Config
from cxzy_nlp.document import (
    Author,
    Breakdown,
    Classification,
    CountFact,
    DateFact,
    Document,
    DocumentDate,
    Evidence,
    Finding,
    Framework,
    FrameworkPart,
    Person,
    Reference,
    Section,
    Source,
)
from cxzy_nlp.facts.claims import Claim, find_claims
from cxzy_nlp.facts.counts import CountMatch, find_breakdowns, scan_counts
from cxzy_nlp.facts.dates import (
    Anchor,
    DateMatch,
    ResolvedDate,
    find_document_date,
    published_days,
    resolve_dates,
    scan_dates,
)
from cxzy_nlp.facts.frameworks import FrameworkMatch, digit_spans, scan_frameworks
from cxzy_nlp.facts.frameworks.canonical import resolve
from cxzy_nlp.facts.persons import PersonMatch, scan_persons
from cxzy_nlp.facts.promises import promised
from cxzy_nlp.facts.references import ReferenceMatch, scan_references
from cxzy_nlp.structure.front import Front, read_front, with_subtitle
from cxzy_nlp.structure.headings import Heading, find_headings
from cxzy_nlp.structure.sections import section_bodies
from cxzy_nlp.structure.split import Part, split_parts
from cxzy_nlp.text import Reading, make_reading
from cxzy_nlp.text.characters import without_notes
from cxzy_nlp.text.script import detect_script
from cxzy_nlp.version import __version__

#: From this score on the figures of a pledge are what it promises.
_SURE = 0.6
#: Characters that tell the script of a document.
_SCRIPT_SAMPLE = 1000


@functools.cache
def rules_digest() -> str:
    """Eight hexadecimal digits that change with any rule: the package's code, knowledge and models, and the libraries
    that it reads script and encodings and weighs with.
    """
    total = hashlib.sha256(f"{knowledge.digest()} {model_digest()}".encode("ascii"))
    for library in ("OpenCC", "charset-normalizer", "numpy"):
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


def signature(config: Config | None = None, *, tokens: bool = False) -> str:
    """What made a result: version, rules, segmenter and options. Equal signature and input give equal output.

    Documents and facts need no segmenter; ask for the signature of `tokens` where tokens are part of the result.

    Examples
    --------
    >>> signature().split(" | ")[2]
    'segmenter none'
    >>> signature(Config(segmenter="jieba"), tokens=True).split(" | ")[2]
    'segmenter jieba 0.42.1 dictionary ... lexicon ...'
    """
    config = config or Config()
    segmenter = "none"
    if tokens:
        from cxzy_nlp.tokens import segmenter_mark

        segmenter = segmenter_mark(config)
    return f"cxzy_nlp {__version__} | rules {rules_digest()} | segmenter {segmenter} | options {config.digest}"


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


def _opened(text: str, part: Part) -> tuple[Part, Front, list[Heading]]:
    """The part from where its document begins, its front and its headings."""
    front = read_front(text, part.start, part.end, part.marker_title)
    return replace(part, start=front.start), front, find_headings(text, front.end, part.end)


def _document(reading: Reading, part: Part, config: Config, name: str, made_by: str) -> Document:
    text = reading.text
    part, front, headings = _opened(text, part)
    bodies = section_bodies(text, headings, part.end)
    span = reading.span(part.start, part.end)
    author = None
    if front.author is not None:
        signed = reading.span(*front.author)
        author = Author(signed.start, signed.end, signed.text, text[slice(*front.author)].replace(" ", ""))
    facts = _facts(reading, part, front, config)
    labels = classify_view(_view(reading, part, front, headings, facts.date)) if config.classify else None
    counts = facts.counts
    if labels is not None and labels.genre.label == "pledge" and labels.genre.score >= _SURE:
        counts = promised(reading.source.text, counts)
    sections = []
    for number, (heading, body) in enumerate(zip(headings, bodies, strict=True)):
        place = reading.span(heading.start, heading.end)
        under = reading.offsets.to_source(*body) if body[0] < body[1] else (place.end, place.end)
        made = labels.roles[number] if labels is not None else None
        role = (None, None) if made is None else (made.label, made.score)
        sections.append(Section(place.start, place.end, place.text, heading.level, heading.number, under, *role))
    title = None if front.title is None else reading.span(*front.title)
    script = detect_script(span.text[:_SCRIPT_SAMPLE])
    findings: tuple[Finding, ...] = ()
    if "findings" in config.kinds:
        found = (tuple(sections), facts.dates, counts, facts.breakdowns, facts.frameworks)
        served = (None, None) if labels is None else (labels.genre, labels.campaign)
        findings = audit(Subject(reading, part.start, part.end, title, *found, *served), script)
    return Document(
        id=name,
        signature=made_by,
        source=reading.source,
        start=span.start,
        end=span.end,
        script=script,
        title=title,
        author=author,
        date=facts.date,
        genre=None if labels is None else labels.genre,
        campaign=None if labels is None else labels.campaign,
        second_campaign=None if labels is None else labels.second_campaign,
        level=None if labels is None else labels.level,
        sections=tuple(sections),
        dates=facts.dates,
        counts=counts,
        breakdowns=facts.breakdowns,
        frameworks=facts.frameworks,
        persons=facts.persons,
        references=facts.references,
        findings=findings,
    )


def _view(reading: Reading, part: Part, front: Front, headings: Sequence[Heading], date: DocumentDate | None) -> View:
    """The document as the classifiers look at it; the subtitle often tells what a fine title does not."""
    return View(
        text=reading.text,
        start=part.start,
        end=part.end,
        title=with_subtitle(reading.text, front.title, part.end),
        headings=tuple(headings),
        dated=None if date is None else months_of(date.earliest, date.latest, date.value),
    )


def read_views(source: Source, config: Config) -> list[tuple[Reading, View]]:
    """The documents of a source as the classifiers look at them, with their reading.

    Examples
    --------
    >>> [(_, view)] = read_views(Source.from_text("先锋村工作总结\\n2011年12月\\n一年来成绩不小。"), Config())
    >>> view.text[slice(*view.title)], view.dated
    ('先锋村工作总结', ((2011, 12), (2011, 12)))
    """
    reading = make_reading(source, config)
    if not reading.text.strip():
        return []
    views = []
    for part in split_parts(reading.text) if config.split else [_whole(reading.text)]:
        part, front, headings = _opened(reading.text, part)
        date = _facts(reading, part, front, replace(config, kinds=())).date
        views.append((reading, _view(reading, part, front, headings, date)))
    return views


def classify_source(source: Source, config: Config) -> Classification | None:
    """What a source is, taken as one document, with the phrases that decided; nothing if it has no text.

    Examples
    --------
    >>> classify_source(Source.from_text("先锋村工作总结\\n一年来成绩不小。现将情况总结如下："), Config()).genre.label
    'summary'
    """
    for reading, view in read_views(source, replace(config, split=False)):
        decision, found = explain_view(view)
        return Classification(
            decision.genre,
            decision.campaign,
            decision.second_campaign,
            decision.level,
            {kind: tuple(_evidence(reading, item) for item in items) for kind, items in found.items()},
            decision.ranked(),
        )
    return None


def _evidence(reading: Reading, item: Found) -> Evidence:
    start, end, weight, feature = item
    span = reading.span(start, end)
    return Evidence(span.start, span.end, span.text, feature, weight)


def extract_source(source: Source, config: Config) -> DocumentFacts | None:
    """The facts of a source taken as one document, without its headings and findings; nothing if it has no text.

    Examples
    --------
    >>> extract_source(Source.from_text("全镇现有党员796名。"), Config()).counts[0].text
    '党员796名'
    """
    reading = make_reading(source, config)
    if not reading.text.strip():
        return None
    part = _whole(reading.text)
    return _facts(reading, part, read_front(reading.text, part.start, part.end, part.marker_title), config)


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """What was found in one document, by kind."""

    date: DocumentDate | None
    dates: tuple[DateFact, ...]
    counts: tuple[CountFact, ...]
    breakdowns: tuple[Breakdown, ...]
    frameworks: tuple[Framework, ...]
    persons: tuple[Person, ...]
    references: tuple[Reference, ...]


def _facts(reading: Reading, part: Part, front: Front, config: Config) -> DocumentFacts:
    """The facts of one document.

    Dates are always read: they anchor the document and claim their digits. Frameworks claim theirs before counts do.
    """
    text, kinds = reading.text, config.kinds
    claims: Sequence[Claim] = find_claims(text, part.start, part.end)
    matches: Sequence[DateMatch] = scan_dates(text, part.start, part.end, claims)
    posted = published_days(reading, part.start, part.end)
    anchor = find_document_date(text, part.start, part.end, front.title, matches, config.reference_date, posted)
    taken = sorted([(item.start, item.end) for item in claims] + [(item.start, item.end) for item in matches])
    slogans: Sequence[FrameworkMatch] = ()
    if "frameworks" in kinds or "counts" in kinds:
        slogans = scan_frameworks(text, part.start, part.end, taken)
    counted: Sequence[CountMatch] = ()
    if "counts" in kinds:
        counted = scan_counts(text, part.start, part.end, sorted([*taken, *digit_spans(slogans)]))
    return DocumentFacts(
        date=_document_date(anchor, "dates" in kinds),
        dates=tuple(_date_fact(reading, item) for item in resolve_dates(matches, anchor)) if "dates" in kinds else (),
        counts=tuple(_count_fact(reading, item) for item in counted),
        breakdowns=tuple(find_breakdowns(text, counted)) if "breakdowns" in kinds else (),
        frameworks=_frameworks(reading, slogans, anchor) if "frameworks" in kinds else (),
        persons=tuple(_person(reading, item) for item in scan_persons(text, part.start, part.end, front.author))
        if "persons" in kinds
        else (),
        references=tuple(_reference(reading, item) for item in scan_references(text, part.start, part.end, claims))
        if "references" in kinds
        else (),
    )


def _frameworks(reading: Reading, items: Sequence[FrameworkMatch], anchor: Anchor | None) -> tuple[Framework, ...]:
    """The frameworks with the known ones that they are; a mention means what the document itself lists by its name."""
    text = reading.text
    date = None if anchor is None else anchor.value
    listed: dict[str, tuple[str, ...]] = {}
    for item in items:
        if item.components:
            listed.setdefault(item.name, _surfaces(text, item))
    return tuple(
        _framework(
            reading,
            item,
            resolve(item.name, item.digits, _surfaces(text, item) or listed.get(item.name, ()), date=date),
        )
        for item in items
    )


def _surfaces(text: str, item: FrameworkMatch) -> tuple[str, ...]:
    return tuple("".join(text[start:end].split()) for start, end in item.components)


def _framework(reading: Reading, item: FrameworkMatch, canonical: str | None) -> Framework:
    span = reading.span(item.start, item.end)
    return Framework(
        start=span.start,
        end=span.end,
        text=span.text,
        name=item.name,
        digits=item.digits,
        kind="definition" if item.components else "mention",
        components=tuple(reading.span(*component) for component in item.components),
        canonical=canonical,
        parts=tuple(_framework_part(reading, words, components) for words, components in item.parts),
    )


def _framework_part(reading: Reading, words: tuple[int, int], components: tuple[int, int]) -> FrameworkPart:
    span = reading.span(*words)
    return FrameworkPart(span.start, span.end, span.text, components)


def _person(reading: Reading, item: PersonMatch) -> Person:
    """The name and the office in the script of the source, without what dirt stands between their characters."""
    span = reading.span(item.start, item.end)
    name = _as_written(span.text) if len(item.name) <= len(span.text) else item.name
    role = item.role if item.role_span is None else _joined(reading, item.role_span)
    return Person(span.start, span.end, span.text, name, role)


def _as_written(surface: str) -> str:
    return "".join(sign for sign in without_notes(surface) if not (sign.isspace() or sign.isascii()))


def _joined(reading: Reading, place: tuple[int, int]) -> str:
    """The surface without blanks and notes."""
    return "".join(without_notes(reading.span(*place).text).split())


def _reference(reading: Reading, item: ReferenceMatch) -> Reference:
    span = reading.span(item.start, item.end)
    lines = without_notes(span.text).splitlines()
    title = "".join(line.strip() for line in lines).strip("《》") if item.title else ""
    number, issuer = (
        None if place is None else _joined(reading, place) for place in (item.number_span, item.issuer_span)
    )
    return Reference(span.start, span.end, span.text, title, number, issuer)


def _date_fact(reading: Reading, item: ResolvedDate) -> DateFact:
    return DateFact(*reading.surface(item.start, item.end), item.kind, item.value, item.inferred)


def _count_fact(reading: Reading, item: CountMatch) -> CountFact:
    return CountFact(
        *reading.surface(item.start, item.end),
        item.value,
        item.unit,
        item.of,
        reading.span(item.number_start, item.number_end),
        item.max,
        item.approx,
        item.indicator,
        item.role,
        item.stated_total,
    )


def _document_date(anchor: Anchor | None, with_evidence: bool) -> DocumentDate | None:
    if anchor is None:
        return None
    evidence: tuple[str, ...] = tuple(f"dates/{index}" for index in anchor.evidence) if with_evidence else ()
    return DocumentDate(anchor.value, anchor.basis, anchor.earliest, anchor.latest, evidence)
