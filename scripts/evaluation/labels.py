"""The labels that `analyze` gives to annotated documents, beside the right ones."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from cxzy_nlp import Document, analyze
from evaluation.scores import Guess

KINDS = ("genre", "campaign", "level", "roles", "second_campaign")
_NONE = "none"


def label_guesses(gold: Iterable[Mapping[str, Any]]) -> dict[str, list[Guess]]:
    """Analyse the text of each annotated document, and set what was said beside what is right.

    The document of the text that shares most with the annotated span is judged. Roles are those of the headings that
    were found; the others are in the list ``headings``.
    """
    made: dict[str, list[Guess]] = {kind: [] for kind in (*KINDS, "headings")}
    for wanted in gold:
        documents = analyze(wanted["text"])
        if documents:
            best = max(documents, key=lambda item: min(item.end, wanted["end"]) - max(item.start, wanted["start"]))
            _judge(made, wanted, best)
    return made


def _judge(made: dict[str, list[Guess]], wanted: Mapping[str, Any], document: Document) -> None:
    for kind in ("genre", "campaign", "level"):
        label = getattr(document, kind)
        made[kind].append(Guess(wanted["id"], wanted[kind] or "unknown", label.label, label.score))
    second = document.second_campaign
    found, score = (second.label, second.score) if second else (_NONE, 1.0)
    made["second_campaign"].append(Guess(wanted["id"], wanted["second_campaign"] or _NONE, found, score))
    for section in wanted["sections"]:
        if section["role"]:
            role = role_at(document.to_dict()["sections"], section)
            where = f"{wanted['id']} {section['text']}"
            made["roles" if role else "headings"].append(Guess(where, section["role"], role or _NONE, 1.0))


def role_at(sections: Sequence[Mapping[str, Any]], wanted: Mapping[str, Any]) -> str | None:
    """The role of the heading that shares characters with the wanted one."""
    for section in sections:
        if section["start"] < wanted["end"] and wanted["start"] < section["end"]:
            return str(section["role"]) if section["role"] else None
    return None
