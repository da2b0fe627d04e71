"""The documents of the demo archive as passages, analysed once, and a segmenter that needs no other room."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from cxzy_nlp import ReadError, analyze, read
from cxzy_nlp.document import Document, TextSpan
from cxzy_nlp.io.export import Passage, make_passage

DEMO = Path(__file__).resolve().parents[3] / "corpora" / "demo"


@functools.cache
def demo_documents() -> tuple[Document, ...]:
    found: list[Document] = []
    for path in sorted(path for path in DEMO.rglob("*") if path.is_file()):
        try:
            found += analyze(read(path))
        except ReadError:
            assert path.parent.name == "damaged"
    return tuple(found)


@pytest.fixture(scope="session")
def documents() -> tuple[Document, ...]:
    return demo_documents()


@pytest.fixture(scope="session")
def passages() -> tuple[Passage, ...]:
    return tuple(make_passage(document) for document in demo_documents())


def pieces(text: str) -> Iterator[TextSpan]:
    """Words of at most two Han characters, runs of letters and digits, single signs; white space is left out."""
    for found in re.finditer(r"[\u4e00-\u9fff]{1,2}|[A-Za-z0-9]+|\S", text):
        yield TextSpan(found.start(), found.end(), found[0])


@pytest.fixture(scope="session")
def segment():  # type: ignore[no-untyped-def]
    return pieces
