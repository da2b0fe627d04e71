"""Label Studio: tasks with the facts as predictions, for a person to correct (https://labelstud.io/guide/predictions).

Label Studio's page counts as JavaScript does, UTF-16 code units; with its Python tools one may want code points. The
two differ only behind characters beyond the Basic Multilingual Plane (rare Han, pictographs).
"""

from __future__ import annotations

import json
from typing import Any
from xml.sax.saxutils import quoteattr

from cxzy_nlp.errors import InputError
from cxzy_nlp.io.export.passage import CLASSES, LABELS, Annotation, Link, Passage
from cxzy_nlp.serialize import json_line
from cxzy_nlp.text.units import OffsetUnits, Unit

_COLORS = ("#ffb86b", "#d9a3e0", "#9db8ff", "#7fd67a", "#ff8f6b", "#f7d154", "#f0b8a0", "#6bd6d0", "#b0b0b0", "#ff6b81")


def labelstudio_config() -> str:
    """The labelling interface to paste into the project's settings.

    Examples
    --------
    >>> print(labelstudio_config().splitlines()[1].strip())
    <Labels name="label" toName="text">
    """
    labels = "\n".join(
        f"    <Label value={quoteattr(label)} background={quoteattr(color)}/>"
        for label, color in zip(LABELS.values(), _COLORS, strict=True)
    )
    relations = "\n".join(f"    <Relation value={quoteattr(name)}/>" for name in ("part_of", "component_of", "about"))
    return (
        f'<View>\n  <Labels name="label" toName="text">\n{labels}\n  </Labels>\n'
        f"  <Relations>\n{relations}\n  </Relations>\n"
        '  <Text name="text" value="$text" granularity="symbol"/>\n</View>\n'
    )


def labelstudio_task(passage: Passage, *, unit: Unit = "codepoint") -> dict[str, Any]:
    """A passage as a task: its text as ``data``, its annotations as one prediction.

    Parameters
    ----------
    passage
        What to export; its line ends become LF.
    unit
        What the offsets count: ``"codepoint"`` or ``"utf16"``.

    Raises
    ------
    InputError
        If an annotation says other than stands at its offsets.

    Examples
    --------
    >>> passage = Passage("😀党员796名。", (Annotation("counts/0", "count", 1, 7, "党员796名"),), signature="v1")
    >>> task = labelstudio_task(passage, unit="utf16")
    >>> task["predictions"][0]["model_version"], task["predictions"][0]["result"][0]["value"]
    ('v1', {'start': 2, 'end': 8, 'text': '党员796名', 'labels': ['count']})
    """
    passage.check()
    exported = passage.with_line_feeds()
    units = OffsetUnits(exported.text, unit)
    result: list[dict[str, Any]] = []
    for item in exported.annotations:
        value = {
            "start": units.from_codepoints(item.start),
            "end": units.from_codepoints(item.end),
            "text": item.text,
            "labels": [item.label],
        }
        region = {"id": item.id, "from_name": "label", "to_name": "text", "type": "labels", "value": value}
        if item.attributes:
            region["meta"] = {"text": [json_line(dict(item.attributes))]}
        result.append(region)
    result += [
        {"type": "relation", "from_id": item.source, "to_id": item.target, "direction": "right", "labels": [item.label]}
        for item in passage.links
    ]
    data = {
        "text": exported.text,
        "document_id": passage.id,
        "path": passage.path,
        "sha256": passage.sha256,
        "format": passage.format,
        "source_start": passage.start,
        "offset_unit": unit,
        **dict(passage.classes),
    }
    return {"data": data, "predictions": [{"model_version": passage.signature, "result": result}]}


def parse_labelstudio(task: dict[str, Any], *, unit: Unit | None = None) -> Passage:
    """The passage of a task: the first annotation if a person has made one, else the first prediction.

    Parameters
    ----------
    task
        An object of Label Studio's JSON export, or one that `labelstudio_task` made.
    unit
        What its offsets count; as the task says itself, by default (Label Studio's own tasks: UTF-16).

    Raises
    ------
    InputError
        If the task is none of Label Studio's, or a region's text is not what stands at its offsets.

    Examples
    --------
    >>> region = {"id": "x", "type": "labels", "value": {"start": 2, "end": 4, "text": "党员", "labels": ["count"]}}
    >>> task = {"data": {"text": "😀党员"}, "annotations": [{"result": [region]}]}
    >>> parse_labelstudio(task).annotations[0].start
    1
    """
    try:
        data = task["data"]
        made = [item for item in task.get("annotations", ()) if not item.get("was_cancelled")]
        chosen = made[0] if made else task["predictions"][0]
        units = OffsetUnits(data["text"], unit or data.get("offset_unit", "utf16"))
        regions = [item for item in chosen["result"] if item["type"] == "labels"]
        relations = [item for item in chosen["result"] if item["type"] == "relation"]
        annotations = tuple(_annotation(data["text"], units, item) for item in regions)
        links = tuple(
            Link(label, item["from_id"], item["to_id"])
            for item in relations
            for label in item.get("labels") or ["link"]
        )
    except (KeyError, TypeError, IndexError) as error:
        raise InputError(f"no task of Label Studio ({type(error).__name__}: {error})") from None
    passage = Passage(
        data["text"],
        annotations,
        links,
        id=data.get("document_id", ""),
        path=data.get("path", ""),
        sha256=data.get("sha256", ""),
        format=data.get("format", "txt"),
        signature=chosen.get("model_version", ""),
        start=data.get("source_start", 0),
        classes=tuple((name, data[name]) for name in CLASSES if name in data),
    )
    passage.check()
    return passage


def _annotation(text: str, units: OffsetUnits, region: dict[str, Any]) -> Annotation:
    value = region["value"]
    start, end = units.to_codepoints(value["start"]), units.to_codepoints(value["end"])
    notes = region.get("meta", {}).get("text") or []
    attributes = _attributes(notes[0]) if notes else {}
    # The page of Label Studio writes line ends in `text` as backslash n.
    surface = value.get("text", text[start:end])
    if surface != text[start:end] and surface == text[start:end].replace("\n", "\\n"):
        surface = text[start:end]
    return Annotation(region["id"], value["labels"][0], start, end, surface, tuple(attributes.items()))


def _attributes(note: str) -> dict[str, Any]:
    try:
        attributes = json.loads(note)
    except ValueError:
        attributes = note
    return attributes if isinstance(attributes, dict) else {"note": note}
