"""doccano: one JSON object a line, ``text`` with its labels as triples; further keys become doccano's metadata.

doccano counts code points of a text whose line ends are LF (https://doccano.github.io/doccano). Facts overlap: tick
"Allow overlapping spans" in the project, or export fewer kinds.
"""

from __future__ import annotations

from typing import Any

from cxzy_nlp.errors import InputError
from cxzy_nlp.io.export.passage import CLASSES, Annotation, Passage


def doccano_record(passage: Passage) -> dict[str, Any]:
    """A passage as a line of doccano's JSONL for sequence labelling.

    Raises
    ------
    InputError
        If an annotation says other than stands at its offsets.

    Examples
    --------
    >>> passage = Passage("党员796名。", (Annotation("counts/0", "count", 0, 6, "党员796名"),), id="a-1")
    >>> record = doccano_record(passage)
    >>> record["text"], record["label"], record["document_id"]
    ('党员796名。', [[0, 6, 'count']], 'a-1')
    """
    passage.check()
    exported = passage.with_line_feeds()
    return {
        "text": exported.text,
        "label": [[item.start, item.end, item.label] for item in exported.annotations],
        "document_id": passage.id,
        "path": passage.path,
        "sha256": passage.sha256,
        "format": passage.format,
        "source_start": passage.start,
        "signature": passage.signature,
        **dict(passage.classes),
    }


def parse_doccano(record: dict[str, Any]) -> Passage:
    """The passage of a line that doccano exports: labels as triples (``label``) or as objects (``entities``).

    Raises
    ------
    InputError
        If the line is none of doccano's, or a label lies outside the text.

    Examples
    --------
    >>> exported = {"text": "党员796名", "entities": [{"id": 7, "start_offset": 2, "end_offset": 5, "label": "count"}]}
    >>> parse_doccano(exported).annotations
    (Annotation(id='7', label='count', start=2, end=5, text='796', attributes=()),)
    """
    try:
        text = record["text"]
        if "entities" in record:
            spans = [
                (str(item["id"]), item["start_offset"], item["end_offset"], item["label"])
                for item in record["entities"]
            ]
        else:
            spans = [(f"label/{at}", *triple) for at, triple in enumerate(record["label"])]
        annotations = [Annotation(name, label, start, end, _cut(text, start, end)) for name, start, end, label in spans]
    except (KeyError, TypeError, ValueError) as error:
        raise InputError(f"no line of doccano ({type(error).__name__}: {error}); expected text and label") from None
    known = {name: record.get(name, "") for name in ("path", "sha256", "signature")}
    return Passage(
        text,
        tuple(annotations),
        id=record.get("document_id", ""),
        format=record.get("format", "txt"),
        start=record.get("source_start", 0),
        classes=tuple((name, record[name]) for name in CLASSES if name in record),
        **known,
    )


def _cut(text: str, start: int, end: int) -> str:
    if not 0 <= start <= end <= len(text):
        raise InputError(f"the label at {start}:{end} lies outside the text, which has {len(text)} characters")
    return text[start:end]
