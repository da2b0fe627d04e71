"""The texts of the demo archive, and the gate of the optional packages."""

from __future__ import annotations

import functools
from importlib.util import find_spec
from pathlib import Path

import pytest

from cxzy_nlp import ReadError, read

_NEEDS = {"test_spacy.py": "spacy", "test_sklearn.py": "sklearn", "test_tables.py": "pyarrow"}
collect_ignore = [name for name, package in _NEEDS.items() if find_spec(package) is None]

DEMO = Path(__file__).resolve().parents[2] / "corpora" / "demo"


@functools.cache
def demo_texts() -> tuple[str, ...]:
    found = []
    for path in sorted(path for path in DEMO.rglob("*.txt")):
        try:
            found.append(read(path).text)
        except ReadError:
            assert path.parent.name == "damaged"
    return tuple(found)


@pytest.fixture(scope="session")
def texts() -> tuple[str, ...]:
    return demo_texts()
