"""The backends as parameters of tests; those that are not installed are skipped."""

from __future__ import annotations

import importlib.util

import pytest

_MODULES = {"pkuseg": "spacy_pkuseg", "spacy": "spacy"}


def _needs(name: str) -> object:
    module = _MODULES.get(name)
    missing = module is not None and importlib.util.find_spec(module) is None
    return pytest.param(name, marks=pytest.mark.skipif(missing, reason=f"{module} is not installed"))


#: rjieba, jieba, pkuseg, spacy.
BACKENDS = [_needs(name) for name in ("rjieba", "jieba", "pkuseg", "spacy")]
