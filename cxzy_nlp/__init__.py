"""cxzy_nlp: segment, classify and extract structured facts from Chinese campaign documents.

>>> import cxzy_nlp
>>> document = cxzy_nlp.analyze("全镇党员大会讲话\\n2011年6月30日\\n同志们：\\n全镇现有党员796名。")[0]
>>> document.date.value, document.counts[0].text, document.counts[0].indicator
('2011-06-30', '党员796名', 'party_members')
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

from cxzy_nlp.version import __version__

if TYPE_CHECKING:
    from cxzy_nlp.api import analyze, classify, extract, extract_archive, read, segment, split_documents
    from cxzy_nlp.classification.substance import substance
    from cxzy_nlp.config import Config
    from cxzy_nlp.copy_search import compare, find_copies
    from cxzy_nlp.document import Document, Source, Token
    from cxzy_nlp.errors import CxzyError, InputError, KnowledgeError, ReadError

__all__ = [
    "Config",
    "CxzyError",
    "Document",
    "InputError",
    "KnowledgeError",
    "ReadError",
    "Source",
    "Token",
    "__version__",
    "analyze",
    "classify",
    "compare",
    "extract",
    "extract_archive",
    "find_copies",
    "read",
    "segment",
    "split_documents",
    "substance",
]

_HOMES = {
    "config": ("Config",),
    "classification.substance": ("substance",),
    "copy_search": ("compare", "find_copies"),
    "document": ("Document", "Source", "Token"),
    "errors": ("CxzyError", "InputError", "KnowledgeError", "ReadError"),
}

if not TYPE_CHECKING:  # or every misspelt name would pass a type checker

    def __getattr__(name: str) -> object:
        """Import what is asked for when it is asked for: the command can answer Ctrl-C before the rules are loaded."""
        if name not in __all__:
            raise AttributeError(f"module 'cxzy_nlp' has no attribute {name!r}")
        home = next((home for home, names in _HOMES.items() if name in names), "api")
        value: object = getattr(importlib.import_module(f"cxzy_nlp.{home}"), name)
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
