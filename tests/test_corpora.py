"""The annotated documents hold together: offsets, order, labels, families; and nothing stands in two splits."""

from __future__ import annotations

import importlib.util
import sys
from collections import Counter, defaultdict
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

SCRIPTS = Path(__file__).resolve().parent.parent / "scripts"


def _corpus() -> ModuleType:
    spec = importlib.util.spec_from_file_location("corpus", SCRIPTS / "corpus.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["corpus"] = module
    spec.loader.exec_module(module)
    return module


CORPUS = _corpus()
DOCUMENTS: list[dict[str, Any]] = list(CORPUS.documents())
SPANNED = ("sections", "frameworks", "lookalikes", "persons", "references", "findings", "dates", "counts")
#: Findings may lie in one another: a masked name in a spun phrase.
DISJOINT = ("sections", "frameworks", "persons", "references", "dates", "counts")


def _spans(document: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    spans = [(kind, item) for kind in SPANNED for item in document[kind] or ()]
    spans += [("title", document["title"])] if document["title"] else []
    spans += [("author", document["author"])] if document["author"] else []
    return spans + [("component", part) for item in document["frameworks"] for part in item["components"]]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document["id"])
def test_document(document: dict[str, Any]) -> None:
    text = document["text"]
    assert document["genre"] in CORPUS.GENRES
    assert {document["campaign"], document["second_campaign"] or "other"} <= CORPUS.CAMPAIGNS
    assert document["level"] in CORPUS.LEVELS
    assert document["script"] in ("hans", "hant")
    assert {section["role"] for section in document["sections"]} <= CORPUS.ROLES
    assert document["id"].split("/")[0] == document["family"]
    assert 0 <= document["start"] < document["end"] <= len(text)
    for kind, item in _spans(document):
        assert text[item["start"] : item["end"]] == item["text"], kind
        assert document["start"] <= item["start"] < item["end"] <= document["end"], kind
    for kind in SPANNED:
        starts = [item["start"] for item in document[kind] or ()]
        assert starts == sorted(starts), kind
    for kind in DISJOINT:
        items = document[kind] or []
        assert all(left["end"] <= right["start"] for left, right in pairwise(items)), kind
    for framework in document["frameworks"]:
        assert framework["kind"] == ("definition" if framework["components"] else "mention")
    counts = document["counts"] or []
    for breakdown in document["breakdowns"] or ():
        assert all(0 <= index < len(counts) for index in (breakdown["total"], *breakdown["parts"]))


def test_identifiers_are_unique() -> None:
    times = Counter(document["id"] for document in DOCUMENTS)
    assert [name for name, count in times.items() if count > 1] == []


def test_families_stand_in_one_split() -> None:
    splits: dict[str, set[str]] = defaultdict(set)
    for document in DOCUMENTS:
        splits[document["family"]].add(document["split"])
    assert [family for family, found in splits.items() if len(found) > 1] == []


def _shingles(text: str) -> set[str]:
    plain = "".join(character for character in text if "\u4e00" <= character <= "\u9fff")
    return {plain[at : at + 12] for at in range(len(plain) - 11)}


def test_no_text_has_a_sibling_in_another_split() -> None:
    """No document shares an eighth of its runs of twelve characters with another one beyond its split.

    What every document quotes (the five goods, the names of campaigns) is common language and no kinship.
    """
    shingles = [(document, _shingles(document["text"])) for document in DOCUMENTS]
    carriers: dict[str, set[tuple[str, str]]] = defaultdict(set)
    families: dict[str, set[str]] = defaultdict(set)
    for document, found in shingles:
        for shingle in found:
            carriers[shingle].add((document["id"], document["split"]))
            families[shingle].add(document["family"])
    for document, found in shingles:
        shared: Counter[str] = Counter()
        for shingle in found:
            if len(families[shingle]) < 4:
                shared.update(name for name, split in carriers[shingle] if split != document["split"])
        assert max(shared.values(), default=0) <= 0.125 * max(len(found), 1), (document["id"], shared.most_common(1))


def test_size() -> None:
    assert len({document["genre"] for document in DOCUMENTS if document["split"] == "test"}) == len(CORPUS.GENRES)
    definitions = sum(item["kind"] == "definition" for document in DOCUMENTS for item in document["frameworks"])
    assert definitions >= 150
    assert sum(len(document["lookalikes"]) for document in DOCUMENTS) >= 200
