"""cxzy_nlp: segment, classify and extract structured facts from Chinese campaign documents.

>>> import cxzy_nlp
>>> document = cxzy_nlp.analyze("全镇党员大会讲话\\n2011年6月30日\\n同志们：\\n全镇现有党员796名。")[0]
>>> document.date.value, document.counts[0].text, document.counts[0].indicator
('2011-06-30', '党员796名', 'party_members')
"""

from __future__ import annotations

from cxzy_nlp.api import analyze, extract, read, split_documents
from cxzy_nlp.config import Config
from cxzy_nlp.document import Document, Source
from cxzy_nlp.errors import CxzyError, InputError, KnowledgeError, ReadError
from cxzy_nlp.version import __version__

__all__ = [
    "Config",
    "CxzyError",
    "Document",
    "InputError",
    "KnowledgeError",
    "ReadError",
    "Source",
    "__version__",
    "analyze",
    "extract",
    "read",
    "split_documents",
]
