"""The project's annotated documents, as the scripts and tests read them.

``corpora/gold`` annotates the raw files of ``corpora/demo`` (one JSON a file, several documents in one).
``corpora/documents/<split>/<family>.jsonl`` holds one document a line, text and annotation together. A family is one
invented place or institution; no family stands in two splits. Rules may be written against ``train``, ``dev`` and the
demo archive, never against ``test``.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = ROOT / "corpora" / "documents"
SPLITS: tuple[str, ...] = ("train", "dev", "test")

#: One annotated document; the keys are those of the record, and text, family, split, voice, phenomena, lookalikes.
Annotated = dict[str, Any]


def documents(*splits: str, root: Path = DOCUMENTS) -> Iterator[Annotated]:
    """The documents of the given splits (of all, if none is given), by family and in their order there.

    Raises
    ------
    ValueError
        If a split is unknown.
    """
    for split in splits or SPLITS:
        if split not in SPLITS:
            raise ValueError(f"unknown split {split!r}; known: {', '.join(SPLITS)}")
        for path in sorted((root / split).glob("*.jsonl")):
            with path.open(encoding="utf-8") as lines:
                for line in lines:
                    yield json.loads(line)
