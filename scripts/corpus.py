"""The project's annotated documents, as the scripts and tests read them.

    python scripts/corpus.py        count what there is, by split

``corpora/gold`` annotates the raw files of ``corpora/demo`` (one JSON a file, several documents in one).
``corpora/documents/<split>/<family>.jsonl`` holds one document a line, text and annotation together. A family is one
invented place or institution; no family stands in two splits. Rules may be written against ``train``, ``dev`` and the
demo archive, never against ``test``.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = ROOT / "corpora" / "documents"
SPLITS: tuple[str, ...] = ("train", "dev", "test")

#: The labels that the annotation knows; GUIDELINES.md says what each is.
GENRES = {
    "speech", "summary", "plan", "notice", "brief", "pledge", "comment", "personal_statement", "analysis_report",
    "deeds", "roster", "other",
}  # fmt: skip
CAMPAIGNS = {
    "创先争优", "先进性教育", "学习实践科学发展观", "群众路线", "三严三实", "两学一做", "不忘初心", "党史学习教育",
    "主题教育2023", "党纪学习教育", "八项规定学习教育", "other",
}  # fmt: skip
LEVELS = {"central", "province", "city", "county", "township", "village", "unit", "unknown"}
ROLES = {
    "significance", "situation", "goals", "measures", "results", "experience", "problems", "causes", "next_steps",
    "leadership", "schedule", "commitments", "other",
}  # fmt: skip

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


def summary(root: Path = DOCUMENTS) -> str:
    """What the splits hold, as a plain table."""
    kinds = (
        "sections",
        "frameworks",
        "lookalikes",
        "persons",
        "references",
        "findings",
        "dates",
        "counts",
        "breakdowns",
    )
    lines = [
        f"{'split':7}{'documents':>10}{'families':>10}{'characters':>12}" + "".join(f"{kind:>12}" for kind in kinds)
    ]
    for split in SPLITS:
        found = list(documents(split, root=root))
        sizes = Counter({kind: sum(len(item[kind] or ()) for item in found) for kind in kinds})
        families, characters = len({item["family"] for item in found}), sum(len(item["text"]) for item in found)
        row = f"{split:7}{len(found):10}{families:10}{characters:12}"
        lines.append(row + "".join(f"{sizes[kind]:12}" for kind in kinds))
    return "\n".join(lines)


if __name__ == "__main__":
    print(summary())
