"""A document as a small piece of HTML, for notebooks: the source text with its facts marked; everything escaped."""

from __future__ import annotations

from html import escape

from cxzy_nlp.document import Document, Spanned
from cxzy_nlp.text.markup import shown_text

_COLORS = {
    "title": "#ffe9a8",
    "author": "#f3d1f5",
    "sections": "#d8e6ff",
    "dates": "#d4f2d2",
    "counts": "#ffd9c7",
    "frameworks": "#ffc9de",
    "persons": "#f3d1f5",
    "references": "#d6f0f0",
}
#: What is counted in the line above the text.
_NOUNS = {
    "sections": "heading",
    "dates": "date",
    "counts": "count",
    "frameworks": "framework",
    "persons": "person",
    "references": "reference",
    "findings": "finding",
}
#: Longest text shown whole; a notebook is no place for a book.
_LONGEST = 20_000
_MOST_FINDINGS = 40
#: So much of a finding's surface is quoted.
_SURFACE = 40


def document_html(document: Document) -> str:
    """The document's text with its title, headings and facts marked, under a line of what is known and its findings.

    Where marks overlap, the one that begins first stays. Texts over 20,000 characters are cut, with a note.

    Examples
    --------
    >>> from cxzy_nlp import analyze
    >>> "<mark" in document_html(analyze("全镇有党员796名。<script>")[0]), "<script>" in document_html(
    ...     analyze("全镇有党员796名。<script>")[0])
    (True, False)
    """
    end = min(document.end, document.start + _LONGEST)
    text = document.source.text
    pieces: list[str] = []
    at = document.start
    for kind, value in sorted(document.spans(), key=lambda item: (item[1].start, -item[1].end)):
        if kind not in _COLORS or value.start < at or value.end > end:
            continue
        pieces += (escape(text[at : value.start]), _mark(kind, value))
        at = value.end
    pieces.append(escape(text[at:end]))
    if end < document.end:
        pieces.append(f"… ({document.end - end} more characters)")
    facts = " · ".join(
        escape(part)
        for part in (
            document.source.path or "text",
            f"{document.start}–{document.end}",
            document.script,
            f"date {document.date.value}" if document.date and document.date.value else "no date",
            *(label.label for label in (document.genre, document.campaign, document.level) if label is not None),
            *(_number(len(getattr(document, kind)), noun) for kind, noun in _NOUNS.items()),
        )
    )
    body = "".join(pieces)
    return (
        '<div style="font-family:sans-serif;color:#222;background:#fff;padding:.5em">'
        f'<p style="color:#666;font-size:85%;margin:0 0 .5em">{facts}</p>'
        f"{_findings(document)}"
        f'<div style="white-space:pre-wrap;line-height:1.7">{body}</div></div>'
    )


def _number(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _findings(document: Document) -> str:
    """What an auditor should look at, as a list; nothing where there is nothing."""
    text, found = document.source.text, document.findings
    shown = shown_text if document.source.format == "html" else str
    rows = [
        f"{finding.kind} · {_cut(shown(text[finding.start : finding.end]))} · {finding.message}"
        for finding in found[:_MOST_FINDINGS]
    ]
    if len(found) > _MOST_FINDINGS:
        rows.append(f"… ({len(found) - _MOST_FINDINGS} more)")
    items = "".join(f"<li>{escape(row)}</li>" for row in rows)
    return f'<ul style="color:#a33;font-size:85%;margin:0 0 .5em">{items}</ul>' if items else ""


def _cut(surface: str) -> str:
    return surface if len(surface) <= _SURFACE else surface[:_SURFACE] + "…"


def _mark(kind: str, value: Spanned) -> str:
    label = kind.removesuffix("s")
    known = getattr(value, "value", None)
    if known is None:
        known = getattr(value, "name", None)
    shown = label if known is None else f"{label}: {known} {getattr(value, 'unit', '')}".rstrip()
    style = f"background:{_COLORS[kind]};border-radius:2px"
    return f'<mark style="{style}" title="{escape(shown)}">{escape(value.text)}</mark>'
