"""W3C Web Annotation (https://www.w3.org/TR/annotation-model/) as JSON-LD: one collection for each document.

Every annotation selects its text twice: by position in the decoded file, in code points as the model demands, and by
quotation with what stands before and behind it, so that it can be found again when the file has been read anew.
"""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

from cxzy_nlp.errors import InputError
from cxzy_nlp.io.export.passage import Annotation, Passage
from cxzy_nlp.serialize import json_line

#: Characters of context on each side of a quotation.
CONTEXT = 32

_CONTEXT_IRI = "http://www.w3.org/ns/anno.jsonld"
_MEDIA_TYPES = {"txt": "text/plain", "html": "text/html"}


def webanno_collection(passage: Passage) -> dict[str, Any]:
    """A passage as an AnnotationCollection with its annotations on one embedded page.

    The target is the file, named by its recorded path as a relative IRI; positions count the characters of the decoded
    file (of a web page with its markup).

    Raises
    ------
    InputError
        If an annotation says other than stands at its offsets.

    Examples
    --------
    >>> fact = Annotation("counts/0", "count", 0, 6, "党员796名")
    >>> passage = Passage("党员796名。", (fact,), path="总结.txt", start=40)
    >>> item = webanno_collection(passage)["first"]["items"][0]
    >>> item["target"]["selector"][0]
    {'type': 'TextPositionSelector', 'start': 40, 'end': 46}
    >>> item["target"]["selector"][1]
    {'type': 'TextQuoteSelector', 'prefix': '', 'exact': '党员796名', 'suffix': '。'}
    """
    passage.check()
    name = f"urn:cxzy:{quote(passage.id)}"
    source = {
        "id": quote(passage.path) or name,
        "type": "Text",
        "format": _MEDIA_TYPES[passage.format],
        "language": "zh",
    }
    items = [
        {
            "id": f"{name}/{item.id}",
            "type": "Annotation",
            "motivation": "tagging",
            "body": _bodies(item),
            "target": {"source": source, "selector": _selectors(passage, item)},
        }
        for item in passage.annotations
    ]
    return {
        "@context": _CONTEXT_IRI,
        "id": name,
        "type": "AnnotationCollection",
        "label": passage.path or passage.id,
        "generator": {"type": "Software", "name": passage.signature},
        "total": len(items),
        "first": {"id": f"{name}/page", "type": "AnnotationPage", "partOf": name, "startIndex": 0, "items": items},
    }


def _bodies(item: Annotation) -> list[dict[str, Any]]:
    bodies = [{"type": "TextualBody", "purpose": "tagging", "value": item.label}]
    if item.attributes:
        facts = json_line(dict(item.attributes))
        bodies.append({"type": "TextualBody", "purpose": "describing", "format": "application/json", "value": facts})
    return bodies


def _selectors(passage: Passage, item: Annotation) -> list[dict[str, Any]]:
    return [
        {"type": "TextPositionSelector", "start": passage.start + item.start, "end": passage.start + item.end},
        {
            "type": "TextQuoteSelector",
            "prefix": passage.text[max(item.start - CONTEXT, 0) : item.start],
            "exact": item.text,
            "suffix": passage.text[item.end : item.end + CONTEXT],
        },
    ]


def resolve_webanno(collection: dict[str, Any], text: str) -> tuple[list[Annotation], list[str]]:
    """The annotations of a collection as they stand in `text`, and the ids of those that are not in it.

    The position is taken where the quoted text stands there; else the quotation with its context is looked for, then
    with the context of one side, then alone, where it stands only once.

    Raises
    ------
    InputError
        If the collection is none that this library wrote.

    Examples
    --------
    >>> passage = Passage("党员796名。", (Annotation("counts/0", "count", 0, 6, "党员796名"),))
    >>> found, lost = resolve_webanno(webanno_collection(passage), "一行字。\\n党员796名。")
    >>> found[0].start, lost
    (5, [])
    """
    found: list[Annotation] = []
    lost: list[str] = []
    try:
        prefix = f"{collection['id']}/"
        for item in collection["first"]["items"]:
            name = item["id"].removeprefix(prefix)
            position, quotation = item["target"]["selector"]
            start = _place(text, position["start"], position["end"], quotation)
            if start is None:
                lost.append(name)
                continue
            attributes = [json.loads(body["value"]) for body in item["body"] if body["purpose"] == "describing"]
            label = next(body["value"] for body in item["body"] if body["purpose"] == "tagging")
            exact = quotation["exact"]
            facts = tuple(attributes[0].items()) if attributes else ()
            found.append(Annotation(name, label, start, start + len(exact), exact, facts))
    except (KeyError, TypeError, ValueError, StopIteration) as error:
        raise InputError(f"no collection of annotations ({type(error).__name__}: {error})") from None
    return found, lost


def _place(text: str, start: int, end: int, quotation: dict[str, str]) -> int | None:
    prefix, exact, suffix = quotation["prefix"], quotation["exact"], quotation["suffix"]
    if text[start:end] == exact:
        return start
    for before, behind in ((prefix, suffix), (prefix, ""), ("", suffix), ("", "")):
        wanted = before + exact + behind
        at = text.find(wanted)
        if at >= 0 and text.find(wanted, at + 1) < 0:
            return at + len(before)
    return None
