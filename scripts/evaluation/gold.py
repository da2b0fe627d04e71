"""Gold files of both forms: all documents of a raw file in one (ours), or one annotated document in each."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any


class GoldError(ValueError):
    """A file is no gold."""


def gold_sources(folder: Path) -> Iterator[dict[str, Any]]:
    """The gold below a folder by raw file: its ``path`` and its ``documents``, in our form.

    Where the files hold one document each (``seed`` names the raw file), the others of the same raw file may not be
    annotated at all: ``partial`` says so. Files that hold no document (lists of site lines) are passed over.

    Raises
    ------
    GoldError
        If a file cannot be read or has neither form.
    """
    apart: dict[str, list[dict[str, Any]]] = {}
    for path in sorted(folder.rglob("*.json")):
        try:
            gold = json.loads(path.read_text(encoding="utf-8"))
        except ValueError as error:
            raise GoldError(f"{path} is no JSON in UTF-8: {error}") from None
        if isinstance(gold, dict) and "path" in gold and "documents" in gold:
            yield gold
        elif isinstance(gold, dict) and "seed" in gold:
            if "sections" in gold:
                apart.setdefault(gold["seed"], []).append(document(gold))
        else:
            wanted = "it should have `path` and `documents`, or `seed` and the lists of one document"
            raise GoldError(f"{path} is no gold file: {wanted}")
    for name in sorted(apart):
        documents = sorted(apart[name], key=lambda item: int(item["start"]))
        yield {"path": name, "partial": True, "documents": documents}


def document(gold: Mapping[str, Any]) -> dict[str, Any]:
    """An annotated document of the form with ``seed`` in ours; what that form does not hold is null: not annotated."""
    title = None
    if gold["title"] and gold.get("title_span"):
        start, end = gold["title_span"]
        title = {"start": start, "end": end, "text": gold["title"]}
    return {
        "start": gold["start"],
        "end": gold["end"],
        "title": title,
        "author": gold["author"],
        "date": gold["doc_date"],
        "genre": gold["genre"],
        "campaign": gold["campaign"],
        "second_campaign": None,
        "level": gold["issuer_level"],
        "sections": [{**item, "role": None} for item in gold["sections"] or ()],
        "dates": gold["dates"],
        "counts": gold["counts"],
        "breakdowns": gold["breakdowns"],
        "frameworks": [
            {**item, "components": [{"text": text} for text in item["components"] or ()]}
            for item in gold["frameworks"] or ()
        ],
        "lookalikes": [item for item in gold.get("negatives") or () if item["not"] == "framework"],
        "persons": [{**item, "name": item.get("name") or item["text"]} for item in gold["persons"] or ()],
        "references": [
            {**item, "title": item["text"].strip("《》"), "number": item.get("docno")}
            for item in gold["references"] or ()
        ],
        "findings": gold["anomalies"],
    }
