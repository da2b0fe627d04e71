"""The library as components of a spaCy pipeline.

``cxzy_structure``, ``cxzy_facts`` and ``cxzy_classify`` are found by ``nlp.add_pipe`` through entry points. Facts
overlap and nest, so that they are no entities: they are in ``doc.spans["cxzy"]``, whole records in ``doc._.cxzy``.

Importing this module registers the components and extension attributes; rules are loaded when a pipeline is first run.
"""

# No postponed annotations: spaCy reads those of the factories to check a config.
import datetime
import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from cxzy_nlp.config import EXTRACTABLE, Config
from cxzy_nlp.document import Source
from cxzy_nlp.errors import CxzyError, InputError

try:
    from spacy.language import Language
    from spacy.tokens import Doc, DocBin, Span, SpanGroup
    from spacy.vocab import Vocab
except ImportError as missing:
    raise CxzyError("this module needs spaCy, which is not installed; run: pip install 'cxzy-nlp[spacy]'") from missing

if TYPE_CHECKING:  # light to import: spaCy loads this module to find out what it offers
    from cxzy_nlp.io.records import Record

#: How a fact whose ends lie inside tokens becomes a span.
Alignment = Literal["expand", "contract"]

#: Key of the span group, and name of the extension attributes.
KEY = "cxzy"
MOVED = "cxzy_moved"

_STRUCTURE = ("title", "author", "sections")
_LARGEST = 2**63 - 1  # of msgpack, in which spaCy stores user data


def register_extensions() -> None:
    """Set the extension attributes, unless they are there: ``Doc._.cxzy``, ``Doc._.cxzy_moved``, ``Span._.cxzy``.

    Examples
    --------
    >>> register_extensions()
    >>> Doc.has_extension("cxzy"), Span.has_extension("cxzy")
    (True, True)
    """
    if not Doc.has_extension(KEY):
        Doc.set_extension(KEY, default=[])
    if not Doc.has_extension(MOVED):
        Doc.set_extension(MOVED, default=[])
    if not Span.has_extension(KEY):
        Span.set_extension(KEY, getter=fact_of)


def fact_of(span: Span) -> dict[str, Any] | None:
    """The fact that a span of ``doc.spans["cxzy"]`` stands for, as the record has it; nothing for any other span.

    A span's id says which one: ``0/counts/3`` is the count 3 of the first document.
    """
    found: Any = span.doc._.get(KEY)
    try:
        number, *steps = span.id_.split("/")
        found = found[int(number)]
        if span.label_ == "component":
            steps.insert(-1, "components")
        for step in steps:
            found = found[int(step)] if isinstance(found, (list, tuple)) else found[step]
    except (IndexError, KeyError, TypeError, ValueError):
        return None
    return found if isinstance(found, dict) else None


class StructureComponent:
    """Finds the documents of a Doc with their titles, authors and headings; label of spans: ``document`` and those.

    Parameters
    ----------
    config
        Options of the analysis.
    alignment
        What becomes of a fact that begins or ends inside a token: the span takes in the whole token (``"expand"``), or
        leaves it out (``"contract"``; where nothing is left, there is no span). Either is noted in
        ``doc._.cxzy_moved``; the record keeps the exact offsets.
    key
        Key of the span group.
    """

    def __init__(self, config: Config, alignment: Alignment, key: str = KEY) -> None:
        if alignment not in ("expand", "contract"):
            raise InputError(f"alignment must be 'expand' or 'contract', got {alignment!r}")
        self.config = config
        self.alignment = alignment
        self.key = key

    def __call__(self, doc: Doc) -> Doc:
        """Annotate a Doc; one that has been through ``cxzy_facts`` is left as it is."""
        if not doc._.get(KEY):
            self.annotate(doc)
        return doc

    def annotate(self, doc: Doc) -> None:
        """Analyse the text of a Doc and store what is found."""
        from cxzy_nlp.io.export.passage import LABELS, annotations_of

        records = _records(doc.text, self.config)
        spans: list[Span] = []
        moved: list[dict[str, Any]] = []
        for number, record in enumerate(records):
            places = [(f"{number}", "document", record["start"], record["end"])]
            places += [
                (f"{number}/{item.id}", item.label, item.start, item.end)
                for item in annotations_of(record, doc.text, kinds=self._kinds(LABELS))
            ]
            for name, label, start, end in places:
                span = doc.char_span(start, end, label=label, span_id=name, alignment_mode=self.alignment)
                if span is None or not len(span):
                    moved.append({"id": name, "start": start, "end": end, "span": None})
                    continue
                if (span.start_char, span.end_char) != (start, end):
                    moved.append({"id": name, "start": start, "end": end, "span": [span.start_char, span.end_char]})
                spans.append(span)
        doc.spans[self.key] = SpanGroup(doc, name=self.key, spans=spans, attrs={"alignment": self.alignment})
        doc._.set(KEY, records)
        doc._.set(MOVED, moved)

    def _kinds(self, known: Iterable[str]) -> list[str]:
        return [kind for kind in known if kind in _STRUCTURE]


class FactsComponent(StructureComponent):
    """Finds documents and all their facts: what ``cxzy_structure`` finds, and one span for each fact."""

    def __call__(self, doc: Doc) -> Doc:
        """Annotate a Doc."""
        self.annotate(doc)
        return doc

    def _kinds(self, known: Iterable[str]) -> list[str]:
        return list(known)


class ClassifyComponent:
    """Puts genre, campaign and level of the documents into ``doc.cats`` (``"genre=speech"``: score).

    Where a Doc holds several documents, a label has the best score that it got in one of them; each record in
    ``doc._.cxzy`` has its own. A class that is not known is absent.

    Parameters
    ----------
    config
        Options of the analysis, for a Doc that no other component has analysed.
    """

    def __init__(self, config: Config) -> None:
        self.config = config

    def __call__(self, doc: Doc) -> Doc:
        """Classify the documents of a Doc."""
        from cxzy_nlp.io.export.passage import CLASSES

        if not doc._.get(KEY):
            doc._.set(KEY, _records(doc.text, self.config))
        for record in doc._.get(KEY):
            for name in CLASSES:
                label = record.get(name)
                if label is not None:
                    category = f"{name.removeprefix('second_')}={label['label']}"
                    doc.cats[category] = max(label["score"], doc.cats.get(category, 0.0))
        return doc


def _records(text: str, config: Config) -> list["Record"]:
    from cxzy_nlp.io.readers import text_format
    from cxzy_nlp.pipeline import analyze_source

    source = Source.from_text(text, format=text_format(text))
    return [_storable(document.to_dict()) for document in analyze_source(source, config)]


def _storable(record: "Record") -> "Record":
    """A record whose numbers fit msgpack: 九亿亿亿 is more than 64 bits can hold."""
    for fact in (*record["counts"], *record["breakdowns"]):
        for name in ("value", "max", "difference"):
            number = fact.get(name)
            if isinstance(number, int) and abs(number) > _LARGEST:
                fact[name] = float(number)
    return record


_DEFAULTS: dict[str, Any] = {"reference_date": None, "split": True, "options": {}}
_SPANS: dict[str, Any] = {"alignment": "expand", "spans_key": KEY}


@Language.factory("cxzy_structure", assigns=["doc._.cxzy"], default_config=_DEFAULTS | _SPANS)
def make_structure(
    nlp: Language,
    name: str,
    reference_date: str | None,
    split: bool,
    options: dict[str, Any],
    alignment: Alignment,
    spans_key: str,
) -> StructureComponent:
    """``nlp.add_pipe("cxzy_structure")``; parameters as of `make_facts`, without `kinds`.

    Examples
    --------
    >>> import spacy
    >>> nlp = spacy.blank("zh")
    >>> _ = nlp.add_pipe("cxzy_structure")
    >>> doc = nlp("第一篇：发言\\n同志们：\\n今天开会，讲两点。\\n第二篇：总结\\n同志们：\\n刚才大家作了发言。")
    >>> [span.text for span in doc.spans["cxzy"] if span.label_ == "title"]
    ['发言', '总结']
    """
    return StructureComponent(_config((), reference_date, split, options), alignment, spans_key)


@Language.factory(
    "cxzy_facts", assigns=["doc._.cxzy"], default_config={"kinds": list(EXTRACTABLE)} | _DEFAULTS | _SPANS
)
def make_facts(
    nlp: Language,
    name: str,
    kinds: list[str],
    reference_date: str | None,
    split: bool,
    options: dict[str, Any],
    alignment: Alignment,
    spans_key: str,
) -> FactsComponent:
    """``nlp.add_pipe("cxzy_facts", config={...})``.

    Parameters
    ----------
    nlp, name
        Given by spaCy.
    kinds, reference_date, split
        As of `cxzy_nlp.Config`; the date as ``"2010-05-21"``.
    options
        Any other fields of `cxzy_nlp.Config`.
    alignment
        ``"expand"`` or ``"contract"``, see `StructureComponent`.
    spans_key
        Key of the span group.

    Examples
    --------
    >>> import spacy
    >>> nlp = spacy.blank("zh")
    >>> _ = nlp.add_pipe("cxzy_facts", config={"kinds": ["counts"]})
    >>> doc = nlp("全镇现有党员796名。")
    >>> [(span.text, span._.cxzy["value"]) for span in doc.spans["cxzy"] if span.label_ == "count"]
    [('党员796名', 796)]
    """
    return FactsComponent(_config(tuple(kinds), reference_date, split, options), alignment, spans_key)


@Language.factory("cxzy_classify", assigns=["doc.cats"], default_config=_DEFAULTS)
def make_classify(
    nlp: Language, name: str, reference_date: str | None, split: bool, options: dict[str, Any]
) -> ClassifyComponent:
    """``nlp.add_pipe("cxzy_classify")``; parameters as of `make_facts`.

    Examples
    --------
    >>> import spacy
    >>> nlp = spacy.blank("zh")
    >>> _ = nlp.add_pipe("cxzy_classify")
    >>> len(nlp("全镇现有党员796名。")._.cxzy)
    1
    """
    return ClassifyComponent(_config((), reference_date, split, options))


def _config(kinds: tuple[str, ...], reference_date: str | None, split: bool, options: Mapping[str, Any]) -> Config:
    known = {item.name for item in fields(Config)} - {"kinds", "reference_date", "split"}
    unknown = sorted(set(options) - known)
    if unknown:
        raise InputError(f"unknown option {unknown[0]!r}; known options: {', '.join(sorted(known))}")
    try:
        date = None if reference_date is None else datetime.date.fromisoformat(reference_date)
    except ValueError:
        raise InputError(f"reference_date must be a date such as '2010-05-21', got {reference_date!r}") from None
    return Config(kinds=kinds, reference_date=date, split=split, **options)


def displacy_data(
    doc: Doc, *, style: Literal["ent", "span"] = "span", labels: Collection[str] | None = None, key: str = KEY
) -> dict[str, Any]:
    """The spans of a Doc as displaCy takes them with ``manual=True``.

    Parameters
    ----------
    doc
        A Doc that has been through one of the components.
    style
        ``"span"`` shows overlapping spans, by tokens; ``"ent"`` the exact characters, of overlapping ones the longest.
    labels
        Which labels to show; all but ``document``, which covers everything, by default.
    key
        Key of the span group.

    Examples
    --------
    >>> import spacy
    >>> nlp = spacy.blank("zh")
    >>> _ = nlp.add_pipe("cxzy_facts")
    >>> displacy_data(nlp("全镇现有党员796名。"), style="ent")["ents"]
    [{'start': 4, 'end': 10, 'label': 'count'}]
    """
    spans = [
        span
        for span in doc.spans.get(key, ())
        if (span.label_ != "document" if labels is None else span.label_ in labels)
    ]
    if style == "span":
        return {
            "text": doc.text,
            "tokens": [token.text for token in doc],
            "spans": [{"start_token": span.start, "end_token": span.end, "label": span.label_} for span in spans],
        }
    shown: list[dict[str, Any]] = []
    taken = bytearray(len(doc.text))
    for span in sorted(spans, key=lambda span: (len(span.text), -span.start), reverse=True):
        fact = span._.get(KEY) or {"start": span.start_char, "end": span.end_char}
        if not any(taken[fact["start"] : fact["end"]]):
            taken[fact["start"] : fact["end"]] = b"\1" * (fact["end"] - fact["start"])
            shown.append({"start": fact["start"], "end": fact["end"], "label": span.label_})
    return {"text": doc.text, "ents": sorted(shown, key=lambda item: item["start"]), "title": None}


def to_docbin(docs: Iterable[Doc], path: str | os.PathLike[str] | None = None) -> DocBin:
    """Docs as a DocBin that keeps spans and records, written to `path` if one is given.

    Examples
    --------
    >>> import spacy
    >>> nlp = spacy.blank("zh")
    >>> _ = nlp.add_pipe("cxzy_facts")
    >>> packed = to_docbin(nlp.pipe(["全镇现有党员796名。"]))
    >>> next(from_docbin(packed, nlp.vocab))._.cxzy[0]["counts"][0]["value"]
    796
    """
    packed = DocBin(store_user_data=True)
    for doc in docs:
        packed.add(doc)
    if path is not None:
        packed.to_disk(Path(path))
    return packed


def from_docbin(packed: DocBin | str | os.PathLike[str], vocab: Vocab) -> Iterator[Doc]:
    """The Docs of a DocBin or its file, with spans and records."""
    if isinstance(packed, (str, os.PathLike)):
        packed = DocBin(store_user_data=True).from_disk(Path(packed))
    for doc in packed.get_docs(vocab):
        for name in (KEY, MOVED):
            doc._.set(name, _lists(doc._.get(name)))
        yield doc


def _lists(value: Any) -> Any:
    """A stored value with its lists as lists: a DocBin reads them as tuples."""
    if isinstance(value, dict):
        return {name: _lists(item) for name, item in value.items()}
    return [_lists(item) for item in value] if isinstance(value, (list, tuple)) else value


register_extensions()
