"""Dates, counts and the other facts of documents that stand in the corpora with labels only.

    python scripts/fact_sheets.py FOLDER --export ID [ID ...]   write the texts there, to annotate
    python scripts/fact_sheets.py FOLDER                        check the annotations and say what is wrong
    python scripts/fact_sheets.py FOLDER --write                put them into corpora/documents

For each text ``FOLDER/<family>/<name>.txt`` there is a ``<name>.facts`` beside it, one fact a line, its fields parted
by tabs, ``-`` where a field is null::

    date	2011年6月底	date	2011-06
    count	35个基层党组织	35	个	基层党组织	total=a
    count	其中农村⟦21个⟧	21	个	基层党组织	part=a approx
    breakdown	a	subset
    person	田媛	镇党委书记
    reference	《关于做好评议工作的通知》	越委发〔2012〕4号
    finding	page_number	- 3 -	a line of its own

A fact is looked for behind the fact of its kind before it, so that the facts of a kind stand in the order of the text.
Where the first place would be a wrong one, or the surface stands in more words, they are written around it and the
marks ``⟦⟧`` enclose the fact. The last field of a count holds ``max=3``, ``approx``, ``optional`` and the letters of
the breakdowns it is total or part of; that of a date, person, reference or finding may hold ``optional``, that of a
breakdown ``inconsistent``. ``\\n`` stands for a line break inside a fact. A person's ``name=`` is given where it
differs from the text (masks and blanks).
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from corpus import DOCUMENTS, Annotated, documents
from sheets import CLOSE, OPEN, complain

DATES = ("date", "range", "relative", "event", "set", "duration")
RELATIONS = ("partition", "subset", "overlapping")
FINDINGS = (
    "sum_mismatch", "component_mismatch", "numbering_gap", "count_conflict", "anachronism", "foreign_unit",
    "page_number", "split_word", "ocr_error", "masked_name", "masked_date", "spun_synonym", "boilerplate",
)  # fmt: skip
#: How many fields behind the kind there may be, and must be; the last one holds the options.
_FIELDS = {"date": 4, "count": 5, "breakdown": 3, "person": 3, "reference": 3, "finding": 4}
_NEEDED = {"date": 3, "count": 4, "breakdown": 2, "person": 1, "reference": 1, "finding": 2}
_LISTS = {"date": "dates", "count": "counts", "person": "persons", "reference": "references", "finding": "findings"}


class FactError(ValueError):
    """A line of facts is not as it should be."""


def parse(lines: str, document: Annotated) -> Annotated:
    """The facts of a document by the names of their lists, as the document holds them.

    Raises
    ------
    FactError
        If a line has another form, or its text does not stand behind the fact before it.

    Examples
    --------
    >>> found = parse("count\\t35名党员\\t35\\t名\\t党员", {"text": "全镇35名党员", "start": 0, "end": 7})
    >>> found["counts"][0]["start"], found["counts"][0]["of"], found["dates"]
    (2, '党员', [])
    """
    made: Annotated = {name: [] for name in _LISTS.values()}
    joined: dict[str, dict[str, Any]] = defaultdict(lambda: {"total": None, "parts": []})
    at = {kind: int(document["start"]) for kind in _LISTS}
    for number, line in enumerate(lines.splitlines(), 1):
        kind, *fields = line.split("\t")
        try:
            if kind == "breakdown":
                _relate(joined, fields)
            elif kind in _LISTS:
                words = fields[kind == "finding"] if len(fields) > 1 else "".join(fields)
                span, at[kind] = _span(document, words, at[kind], kind)
                made[_LISTS[kind]].append(_fact(kind, span, fields, len(made["counts"]), joined))
            elif line.strip():
                raise FactError(f"unknown kind {kind!r}; known: {', '.join(_FIELDS)}")
        except ValueError as error:
            raise FactError(f"line {number}, {line!r}: {error}") from error
    made["breakdowns"] = list(_closed(joined))
    return made


def _span(document: Annotated, given: str, start: int, kind: str) -> tuple[dict[str, Any], int]:
    """Where the words stand behind `start`, and from where the next fact of the kind is looked for."""
    given = given.replace("\\n", "\n")
    before, opened, rest = given.partition(OPEN)
    inner, closed, after = rest.partition(CLOSE)
    if bool(opened) != bool(closed) or (opened and not inner):
        raise FactError(f"marks {OPEN}{CLOSE} do not enclose a fact in {given!r}")
    before, inner = (before, inner) if opened else ("", given)
    text: str = document["text"]
    place = text.find(before + inner + after, max(start - len(before), document["start"]), document["end"])
    if place < 0:
        raise FactError(f"{before + inner + after!r} does not stand behind the {kind} before it")
    begin = place + len(before)
    # Findings may lie in one another; the rest may not.
    following = begin if kind == "finding" else begin + len(inner)
    return {"start": begin, "end": begin + len(inner), "text": inner}, following


def _fact(
    kind: str, span: dict[str, Any], fields: list[str], index: int, joined: dict[str, dict[str, Any]]
) -> dict[str, Any]:
    if len(fields) < _NEEDED[kind]:
        raise FactError(f"{len(fields)} fields; a {kind} has {_NEEDED[kind]} at least")
    given = [None if field in ("-", "") else field for field in fields]
    given += [None] * (_FIELDS[kind] - len(given))
    options = (given[_FIELDS[kind] - 1] or "").split()
    named = dict(option.split("=", 1) for option in options if "=" in option)
    optional = {"optional": True} if "optional" in options else {}
    if kind == "count":
        _join(joined, index, named)
        value, upper = (None if number is None else _number(number) for number in (given[1], named.get("max")))
        span |= {"value": value, "max": upper, "unit": given[2], "of": given[3], "approx": "approx" in options}
    elif kind == "date":
        span |= {"kind": _known(given[1], DATES, "kind of date"), "value": given[2]}
    elif kind == "person":
        span |= {"name": named.get("name", "".join(span["text"].split())), "role": given[1]}
    elif kind == "reference":
        span |= {"title": span["text"][1:-1] if span["text"].startswith("《") else None, "number": given[1]}
    else:
        span = {"kind": _known(given[0], FINDINGS, "finding")} | span | {"note": given[2] or ""}
    return span | optional


def _known(given: str | None, known: Sequence[str], what: str) -> str:
    if given is None or given not in known:
        raise FactError(f"{what} {given!r}; known: {', '.join(known)}")
    return given


def _join(joined: dict[str, dict[str, Any]], index: int, named: dict[str, str]) -> None:
    """Note the breakdowns that a count is total or part of."""
    for letter in named.get("part", "").replace(",", ""):
        joined[letter]["parts"].append(index)
    for letter in named.get("total", "").replace(",", ""):
        joined[letter]["total"] = index


def _number(given: str) -> int | float:
    value = float(given)
    return int(value) if value.is_integer() else value


def _relate(joined: dict[str, dict[str, Any]], fields: list[str]) -> None:
    if len(fields) < _NEEDED["breakdown"]:
        raise FactError("a breakdown has a letter and a relation")
    if fields[1] not in RELATIONS:
        raise FactError(f"relation {fields[1]!r}; known: {', '.join(RELATIONS)}")
    if fields[0] not in joined:
        raise FactError(f"no count is total or part of {fields[0]!r}; the line stands behind its counts")
    joined[fields[0]] |= {"relation": fields[1], "consistent": "inconsistent" not in fields[2:]}


def _closed(joined: dict[str, dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for letter, found in sorted(joined.items(), key=lambda item: (item[1]["total"] or 0, item[1]["parts"])):
        if found["total"] is None or not found["parts"] or "relation" not in found:
            raise FactError(f"breakdown {letter!r} lacks its total, its parts or its line")
        yield {key: found[key] for key in ("total", "parts", "relation", "consistent")}


def read_folder(folder: Path) -> tuple[dict[str, Annotated], list[str]]:
    """The facts by the id of their document, and what is wrong with which file."""
    known = {item["id"]: item for item in documents()}
    found, wrong = {}, []
    for path in sorted(folder.glob("*/*.facts")):
        name = f"{path.parent.name}/{path.stem}"
        try:
            if name not in known:
                raise FactError(f"no document {name!r} in the corpora")
            found[name] = parse(path.read_text(encoding="utf-8"), known[name])
        except (FactError, UnicodeDecodeError) as error:
            wrong.append(f"{path}: {error}")
    return found, wrong


def export(folder: Path, names: Sequence[str]) -> None:
    """Write what lies inside the documents of these ids.

    Raises
    ------
    ValueError
        If an id is unknown.
    """
    known = {item["id"]: item for item in documents()}
    if missing := [name for name in names if name not in known]:
        raise ValueError(f"no document {', '.join(missing)} in the corpora")
    for name in names:
        path = folder / f"{name}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(known[name]["text"][known[name]["start"] : known[name]["end"]], encoding="utf-8")


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="folder of families, each a folder of texts and their facts")
    parser.add_argument("--export", nargs="+", metavar="ID", help="write the texts of these documents instead")
    parser.add_argument("--write", action="store_true", help="put the facts into corpora/documents")
    options = parser.parse_args(arguments)
    if options.export:
        try:
            export(options.folder, options.export)
        except ValueError as error:
            parser.error(str(error))
        return 0
    found, wrong = read_folder(options.folder)
    if complain(wrong, "" if found else f"no <family>/<name>.facts in {options.folder}"):
        return 1
    if options.write:
        _write(found)
    print(f"{len(found)} documents, {sum(len(items) for facts in found.values() for items in facts.values())} facts")
    return 0


def _write(found: dict[str, Annotated]) -> None:
    for family in sorted({name.split("/")[0] for name in found}):
        (path,) = DOCUMENTS.glob(f"*/{family}.jsonl")
        lines = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())
        made = [line | found.get(line["id"], {}) for line in lines]
        path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in made), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
