"""Annotated documents from sheets: plain text with labels at its head and marks in its lines.

    python scripts/sheets.py FOLDER              check the sheets and say what is wrong
    python scripts/sheets.py FOLDER --write      put them into corpora/documents
    python scripts/sheets.py FOLDER --write --split train    all into one split

A sheet is a text file ``FOLDER/<family>/<name>.txt``. The lines up to ``----`` are labels, the rest is the document::

    genre: plan
    campaign: 创先争优
    second: 学习实践科学发展观
    level: county
    date: 2010-06-08
    voice: 县委办，套话多
    phenomena: glued page numbers; part marker
    ----
    ⟦t|珩山县2010年创先争优实施方案⟧
    ⟦1 goals|一、目标要求⟧
    做到⟦f 5|“五个好”⟧:⟦c|领导班子好⟧、⟦c|党员队伍好⟧……
    下面讲⟦l|三点意见⟧。

``second``, ``date``, ``voice`` and ``phenomena`` may be left out. Marks: ``t`` title, ``a`` author, ``1 goals`` a
heading of level 1 whose role is goals, ``f 3,3`` a framework and its digits, ``c`` a component of the framework before
it, ``c>`` of the framework behind it, ``l`` a look-alike; ``f? 2`` is an optional framework; ``o`` lines of the site
before or behind the document, outside of it. A mark may stand inside another.
Which split a family goes to is drawn from its name, so that nobody chooses it. Documents that were asked for to train
on go to train as a whole (``--split train``); that is decided before they are written.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from corpus import CAMPAIGNS, DOCUMENTS, GENRES, LEVELS, ROLES, SPLITS, Annotated

OPEN, CLOSE, RULE = "⟦", "⟧", "----"
_MARK = re.compile(rf"{OPEN}([^|{OPEN}{CLOSE}]*)\||{CLOSE}")
_HEADING = re.compile(r"([1-4]) ([a-z_]+)")
_FRAMEWORK = re.compile(r"f(\??) (\d+(?:,\d+)*)")
_DATE = re.compile(r"\.?\.?[/\dX]")
_KEYS = frozenset(["genre", "campaign", "second", "level", "date", "voice", "phenomena", "script"])
_NEEDED = ("genre", "campaign", "level")
_PLAIN = re.compile(r"[“”‘’\"『』「」《》\s]")
#: What a sheet leaves unannotated.
_OPEN_KINDS = ("persons", "references", "findings", "dates", "counts", "breakdowns")
#: Of twenty parts drawn from the family's name so many go to train, and the next so many to dev.
_TRAIN, _DEV, _ALL = 12, 2, 20


class SheetError(ValueError):
    """A sheet is not as it should be."""


def split_of(family: str) -> str:
    """The split that a family's name draws.

    Examples
    --------
    >>> split_of("hengshan-county") in ("train", "dev", "test")
    True
    """
    drawn = hashlib.sha256(f"115/{family}".encode()).digest()[0] % _ALL
    return "train" if drawn < _TRAIN else "dev" if drawn < _TRAIN + _DEV else "test"


def parse(sheet: str, family: str, name: str, split: str | None = None) -> Annotated:
    """The annotated document of a sheet; without a split that of its family's name.

    Raises
    ------
    SheetError
        If a label is missing or unknown, or a mark is unknown, left open or out of place.

    Examples
    --------
    >>> made = parse("genre: plan\\ncampaign: other\\nlevel: unit\\n----\\n⟦t|方案⟧\\n⟦1 goals|一、目标⟧\\n", "x", "01")
    >>> made["title"], made["sections"][0]["role"]
    ({'start': 0, 'end': 2, 'text': '方案'}, 'goals')
    """
    head, rule, marked = sheet.partition(f"\n{RULE}\n")
    if not rule:
        raise SheetError(f"no line {RULE} between labels and text")
    labels = _labels(head)
    text, marks = _read_marks(marked.strip("\n") + "\n")
    title, author = (_single(marks, kind) for kind in "ta")
    start, end = _bounds(text, [span for mark, span in marks if mark == "o"])
    for mark, span in marks:
        if mark != "o" and not start <= span["start"] < span["end"] <= end:
            raise SheetError(f"mark {mark!r} at {span['text']!r} lies outside of the document")
    made: Annotated = {
        "id": f"{family}/{name}",
        "family": family,
        "split": split or split_of(family),
        "genre": labels["genre"],
        "campaign": labels["campaign"],
        "second_campaign": labels.get("second"),
        "level": labels["level"],
        "date": labels.get("date"),
        "script": labels.get("script", "hans"),
        "voice": labels.get("voice", ""),
        "phenomena": [part.strip() for part in re.split("[;；]", labels.get("phenomena", "")) if part.strip()],
        "start": start,
        "end": end,
        "title": title,
        "author": author,
        "sections": [_section(span, mark) for mark, span in marks if _HEADING.fullmatch(mark)],
        "frameworks": _frameworks(marks),
        "lookalikes": [span for mark, span in marks if mark == "l"],
    }
    return made | dict.fromkeys(_OPEN_KINDS) | {"text": text}


def _labels(head: str) -> dict[str, str]:
    labels = {}
    for line in head.strip().split("\n"):
        key, colon, value = line.partition(":")
        if not colon or key.strip() not in _KEYS:
            raise SheetError(f"label line {line!r}: expected one of {', '.join(sorted(_KEYS))}, a colon and a value")
        if value.strip():
            labels[key.strip()] = value.strip()
    missing = [key for key in _NEEDED if key not in labels]
    if missing:
        raise SheetError(f"labels missing: {', '.join(missing)}")
    if "date" in labels and _DATE.match(labels["date"]) is None:
        raise SheetError(f"date {labels['date']!r} is none in EDTF; leave the line out where no date is known")
    for key, known in (("genre", GENRES), ("campaign", CAMPAIGNS), ("second", CAMPAIGNS), ("level", LEVELS)):
        if key in labels and labels[key] not in known:
            raise SheetError(f"{key} {labels[key]!r} is unknown; known: {', '.join(sorted(known))}")
    return labels


def _read_marks(marked: str) -> tuple[str, list[tuple[str, dict[str, Any]]]]:
    """The text without its marks, and the marks by their starts."""
    parts: list[str] = []
    size = at = 0
    opened: list[tuple[str, int]] = []
    found: list[tuple[str, int, int]] = []
    for match in _MARK.finditer(marked):
        parts.append(marked[at : match.start()])
        size += match.start() - at
        at = match.end()
        if match[1] is not None:
            opened.append((match[1].strip(), size))
        elif opened:
            mark, start = opened.pop()
            if start == size:
                raise SheetError(f"mark {mark!r} holds nothing")
            found.append((mark, start, size))
        else:
            raise SheetError(f"{CLOSE} without {OPEN} behind {marked[: match.start()][-20:]!r}")
    if opened:
        raise SheetError(f"mark {opened[-1][0]!r} is not closed")
    text = "".join([*parts, marked[at:]])
    if OPEN in text:
        raise SheetError(f"{OPEN} without a mark and | at {text[text.index(OPEN) :][:20]!r}")
    for mark, start, end in found:
        if mark not in ("t", "a", "c", "c>", "l", "o") and not (_HEADING.fullmatch(mark) or _FRAMEWORK.fullmatch(mark)):
            raise SheetError(f"unknown mark {mark!r} at {text[start:end]!r}")
    found.sort(key=lambda item: (item[1], -item[2]))
    return text, [(mark, {"start": start, "end": end, "text": text[start:end]}) for mark, start, end in found]


def _single(marks: Sequence[tuple[str, dict[str, Any]]], kind: str) -> dict[str, Any] | None:
    spans = [span for mark, span in marks if mark == kind]
    if len(spans) > 1:
        raise SheetError(f"mark {kind!r} stands {len(spans)} times; once at most")
    return spans[0] if spans else None


def _bounds(text: str, outside: Sequence[dict[str, Any]]) -> tuple[int, int]:
    """Start and end of the document, without what is marked as outside."""
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    for span in outside:
        if span["start"] <= start:
            start = span["end"] + len(text[span["end"] :]) - len(text[span["end"] :].lstrip())
    for span in reversed(outside):
        if span["end"] >= end:
            end = len(text[: span["start"]].rstrip())
    if start >= end or any(span["start"] >= start and span["end"] <= end for span in outside):
        raise SheetError("a mark 'o' stands in the midst of the document, or there is nothing else")
    return start, end


def _section(span: dict[str, Any], mark: str) -> dict[str, Any]:
    level, role = mark.split()
    if role not in ROLES:
        raise SheetError(f"role {role!r} of heading {span['text']!r} is unknown; known: {', '.join(sorted(ROLES))}")
    return span | {"level": int(level), "role": role}


def _frameworks(marks: Sequence[tuple[str, dict[str, Any]]]) -> list[dict[str, Any]]:
    made: list[dict[str, Any]] = []
    waiting: list[dict[str, Any]] = []
    for mark, span in marks:
        match = _FRAMEWORK.fullmatch(mark)
        if match is not None:
            digits = [int(part) for part in match[2].split(",")]
            item = span | {"name": _PLAIN.sub("", span["text"]), "digits": digits, "kind": "mention"}
            made.append(item | {"components": waiting} | ({"optional": True} if match[1] else {}))
            waiting = []
        elif mark == "c>":
            waiting.append(span)
        elif mark == "c":
            if not made:
                raise SheetError(f"component {span['text']!r} has no framework before it")
            made[-1]["components"].append(span)
    if waiting:
        raise SheetError(f"component {waiting[0]['text']!r} has no framework behind it")
    for item in made:
        item["kind"] = "definition" if item["components"] else "mention"
    return made


def read_folder(folder: Path, split: str | None = None) -> tuple[dict[str, list[Annotated]], list[str]]:
    """The documents by family, and what is wrong with which sheet."""
    families: dict[str, list[Annotated]] = {}
    wrong = []
    for path in sorted(folder.glob("*/*.txt")):
        try:
            document = parse(path.read_text(encoding="utf-8"), path.parent.name, path.stem, split)
        except (SheetError, UnicodeDecodeError) as error:
            wrong.append(f"{path}: {error}")
        else:
            families.setdefault(path.parent.name, []).append(document)
    return families, wrong


def complain(wrong: Sequence[str], nothing: str) -> bool:
    """Print what is wrong, and that nothing was found, if so; whether there was anything to print."""
    lines = [*wrong, nothing] if nothing else wrong
    for line in lines:
        print(line, file=sys.stderr)
    return bool(lines)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="folder of families, each a folder of sheets")
    parser.add_argument("--write", action="store_true", help="write corpora/documents; a family there is replaced")
    parser.add_argument("--split", choices=SPLITS, help="the split of all families (default: drawn from their names)")
    options = parser.parse_args(arguments)
    families, wrong = read_folder(options.folder, options.split)
    if complain(wrong, "" if families else f"no sheet <family>/<name>.txt in {options.folder}"):
        return 1
    for family, found in families.items():
        path = DOCUMENTS / found[0]["split"] / f"{family}.jsonl"
        if options.write:
            lines = (json.dumps(document, ensure_ascii=False) + "\n" for document in found)
            path.write_text("".join(lines), encoding="utf-8")
        print(f"{family}: {len(found)} documents, {sum(len(item['text']) for item in found)} characters")
    return 0


if __name__ == "__main__":
    sys.exit(main())
