"""What the library knows about the field, as data; see `load`."""

from __future__ import annotations

from cxzy_nlp.knowledge.loader import Entry, Table, digest, load, table_names

__all__ = ["Entry", "Table", "digest", "load", "table_names"]
