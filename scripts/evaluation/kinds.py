"""The scoring of one source: its gold documents against the records that the library makes of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from cxzy_nlp import Document
from cxzy_nlp.text.script import to_simplified
from evaluation.labels import role_at
from evaluation.tally import OVERLAP, Tally, bare, match, overlap, plain, single

NEAR = 60
KINDS = (
    "documents",
    "titles",
    "document_dates",
    "sections",
    "dates",
    "counts",
    "breakdowns",
    "frameworks",
    "components",
    "persons",
    "references",
    "findings",
    "genre",
    "campaign",
    "level",
    "roles",
)


def _match_nouns(
    tally: Tally,
    gold: list[dict[str, Any]],
    made: list[dict[str, Any]],
    matched: Mapping[int, int],
    where: str,
) -> None:
    """How many matched counts count the gold's noun."""
    tally.nouns = tally.nouns or 0
    for i, j in sorted(matched.items()):
        wanted, found = bare(gold[i]["of"]), bare(made[j]["of"])
        tally.nouns += wanted == found
        if wanted != found:
            tally.notes.append(f"{where}: of {gold[i]['text']!r} at {gold[i]['start']}: {wanted!r}, got {found!r}")


def _match_breakdowns(
    tally: Tally,
    gold: list[tuple[int, tuple[int, ...], bool]],
    made: list[tuple[int, tuple[int, ...], bool]],
    matched: Mapping[int, int],
    facts: Sequence[Mapping[str, Any]],
    where: str,
) -> None:
    """Compare breakdowns by the counts that they join; indices of gold counts are carried over to made ones."""
    texts, starts = [fact["text"] for fact in facts], [fact["start"] for fact in facts]
    left = {(total, frozenset(parts)): consistent for total, parts, consistent in made}
    for total, parts, consistent in gold:
        key = (matched.get(total, -1), frozenset(matched.get(part, -1) for part in parts))
        shown = f"{where}: breakdown of {texts[total]!r} into {[texts[part] for part in parts]}"
        if key not in left:
            tally.missed += 1
            tally.notes.append(f"{shown}: missed")
            continue
        tally.found += 1
        if left.pop(key) == consistent:
            tally.right += 1
            tally.right_at[where, starts[total]] = texts[total]
        else:
            tally.notes.append(f"{shown}: consistent should be {consistent}")
    tally.false += len(left)
    back = {made_index: texts[gold_index] for gold_index, made_index in matched.items()}
    for total, parts_set in left:
        shown_parts = [back.get(part, "?") for part in sorted(parts_set)]
        tally.notes.append(f"{where}: breakdown in excess of {back.get(total, '?')!r} into {shown_parts}")


def _same_level(gold: Mapping[str, Any], made: Mapping[str, Any]) -> bool:
    return bool(gold["level"] == made["level"])


def _same_date(gold: Mapping[str, Any], made: Mapping[str, Any]) -> bool:
    return _edtf(gold["value"]) == _edtf(made["value"])


def _same_framework(gold: Mapping[str, Any], made: Mapping[str, Any]) -> bool:
    return plain(gold["name"]) == plain(made["name"]) and list(gold["digits"]) == list(made["digits"])


def _score_components(
    tally: Tally,
    gold: list[dict[str, Any]],
    made: list[dict[str, Any]],
    matched: Mapping[int, int],
    where: str,
) -> None:
    """The components of every gold definition by their texts, and those given where the gold has a mere mention."""
    for i, fact in enumerate(gold):
        if fact.get("optional"):
            continue
        wanted = {plain(item["text"]) for item in fact["components"]}
        found = {plain(item["text"]) for item in made[matched[i]]["components"]} if i in matched else set()
        tally.found += len(wanted & found)
        tally.right += len(wanted & found)
        tally.missed += len(wanted - found)
        tally.false += len(found - wanted)
        if wanted and wanted == found:
            tally.right_at[where, fact["start"]] = fact["text"]
        elif found - wanted:
            tally.excess_at[where, fact["start"]] = fact["text"]
        if wanted != found:
            tally.notes.append(
                f"{where}: components of {fact['text']!r} at {fact['start']}: missed {sorted(wanted - found)}, "
                f"in excess {sorted(found - wanted)}"
            )


def _edtf(value: str | None) -> str | None:
    return None if value is None else value.replace("~", "").replace("?", "").removesuffix("/")


def _same_count(gold: Mapping[str, Any], made: Mapping[str, Any]) -> bool:
    if gold["value"] is None or made["value"] is None:
        return gold["value"] is made["value"]
    same = abs(gold["value"] - made["value"]) <= 1e-9 * max(1, abs(gold["value"]))
    return same and _unit(gold["unit"]) == _unit(made["unit"])


def _unit(unit: str | None) -> str:
    return to_simplified(unit or "").replace("％", "%")


def score_source(tallies: dict[str, Tally], gold: Mapping[str, Any], documents: Sequence[Document]) -> None:
    """Add the facts of one source to the tallies; a list that is null in the gold was not annotated."""
    where = gold["path"]
    records = [document.to_dict() for document in documents]
    left = list(range(len(records)))
    for wanted in gold["documents"]:
        near = [
            index
            for index in left
            if abs(records[index]["start"] - wanted["start"]) <= NEAR
            and abs(records[index]["end"] - wanted["end"]) <= NEAR
        ]
        shown = f"document at {wanted['start']}:{wanted['end']}"
        if not near:
            tallies["documents"].missed += 1
            tallies["documents"].notes.append(f"{where}: missed {shown}")
            continue
        left.remove(near[0])
        record = records[near[0]]
        tallies["documents"].found += 1
        tallies["documents"].right_at[where, wanted["start"]] = shown
        tallies["documents"].right += (record["start"], record["end"]) == (wanted["start"], wanted["end"])
        single(
            tallies["titles"],
            wanted["title"] and wanted["title"]["text"],
            record["title"] and record["title"]["text"],
            where,
            wanted["start"],
        )
        stated = record["date"]["value"] if record["date"] and record["date"]["basis"] == "stated" else None
        single(tallies["document_dates"], wanted["date"], stated, where, wanted["start"])
        for kind in ("genre", "campaign", "level"):
            if wanted.get(kind):
                single(tallies[kind], wanted[kind], record[kind]["label"], where, wanted["start"])
        for section in wanted["sections"] or ():
            if section["role"]:
                single(tallies["roles"], section["role"], role_at(record["sections"], section), where, section["start"])
    for index in left:
        if gold.get("partial") and not any(
            records[index]["start"] < wanted["end"] and wanted["start"] < records[index]["end"]
            for wanted in gold["documents"]
        ):
            continue  # it may well be a document: nobody has said
        tallies["documents"].false += 1
        tallies["documents"].excess_at[where, records[index]["start"]] = "document"
        tallies["documents"].notes.append(
            f"{where}: in excess document at {records[index]['start']}:{records[index]['end']}"
        )
    for kind, right in (
        ("sections", _same_level),
        ("dates", _same_date),
        ("counts", _same_count),
        ("frameworks", _same_framework),
    ):
        annotated = [wanted for wanted in gold["documents"] if wanted.get(kind) is not None]
        inside = [
            fact
            for record in records
            for fact in record[kind]
            if any(wanted["start"] <= fact["start"] < wanted["end"] for wanted in annotated)
        ]
        facts = [fact for wanted in annotated for fact in wanted[kind]]
        matched = match(tallies[kind], facts, inside, right, where)
        if kind == "counts":
            _match_nouns(tallies[kind], facts, inside, matched, where)
            _score_breakdowns(tallies["breakdowns"], annotated, records, facts, inside, matched, where)
        if kind == "frameworks":
            _score_components(tallies["components"], facts, inside, matched, where)
            _score_alike(tallies[kind], annotated, inside)
    for kind, value, side in (("persons", "name", "role"), ("references", "title", "number")):
        _score_named(tallies[kind], gold, records, kind, value, side)
    _score_findings(tallies["findings"], gold, records)


def _score_alike(tally: Tally, annotated: Sequence[Mapping[str, Any]], inside: Sequence[Mapping[str, Any]]) -> None:
    """How many of the words that look like a framework and are none were taken for one."""
    hit, told = tally.alike or (0, 0)
    for wanted in annotated:
        for word in wanted["lookalikes"]:
            hit += any(fact["start"] < word["end"] and word["start"] < fact["end"] for fact in inside)
            told += 1
    tally.alike = hit, told


def _spared(
    gold: Mapping[str, Any], records: Sequence[Mapping[str, Any]], kind: str
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The gold facts and the made ones of a kind, without those that are optional."""
    annotated = [wanted for wanted in gold["documents"] if wanted.get(kind) is not None]
    facts = [fact for wanted in annotated for fact in wanted[kind]]
    optional = [fact for fact in facts if fact.get("optional")]
    made = [
        fact
        for record in records
        for fact in record[kind]
        if any(wanted["start"] <= fact["start"] < wanted["end"] for wanted in annotated)
        and not any(overlap(fact, spare) >= OVERLAP for spare in optional)
    ]
    return [fact for fact in facts if not fact.get("optional")], made


def _score_findings(tally: Tally, gold: Mapping[str, Any], records: Sequence[Mapping[str, Any]]) -> None:
    """Findings match those of their own kind only."""
    facts, made = _spared(gold, records, "findings")
    for kind in sorted({fact["kind"] for fact in (*facts, *made)}):
        wanted = [{"text": kind, **fact} for fact in facts if fact["kind"] == kind]
        found = [{"text": kind, **fact} for fact in made if fact["kind"] == kind]
        match(tally, wanted, found, lambda _g, _m: True, gold["path"])


def _score_named(
    tally: Tally, gold: Mapping[str, Any], records: list[dict[str, Any]], kind: str, value: str, side: str
) -> None:
    """Persons and references: `value` must be right, `side` is counted apart; optional ones neither miss nor excess."""
    facts, made = _spared(gold, records, kind)
    matched = match(tally, facts, made, lambda g, m: bare(g[value]) == bare(m[value]), gold["path"])
    tally.sides = tally.sides or 0
    for i, j in sorted(matched.items()):
        wanted, found = bare(facts[i][side]), bare(made[j][side])
        tally.sides += wanted == found
        if wanted != found:
            tally.notes.append(f"{gold['path']}: {side} of {facts[i]['text']!r}: {wanted!r}, got {found!r}")


def _score_breakdowns(
    tally: Tally,
    annotated: list[Mapping[str, Any]],
    records: list[dict[str, Any]],
    facts: list[dict[str, Any]],
    inside: list[dict[str, Any]],
    matched: Mapping[int, int],
    where: str,
) -> None:
    gold: list[tuple[int, tuple[int, ...], bool]] = []
    offset = 0
    for wanted in annotated:
        gold += [
            (offset + item["total"], tuple(offset + part for part in item["parts"]), bool(item["consistent"]))
            for item in wanted["breakdowns"] or ()
        ]
        offset += len(wanted["counts"])
    places = {id(fact): index for index, fact in enumerate(inside)}
    made = [
        (
            places[id(record["counts"][item["total"]])],
            tuple(places[id(record["counts"][part])] for part in item["parts"]),
            bool(item["consistent"]),
        )
        for record in records
        for item in record["breakdowns"]
        if all(id(record["counts"][index]) in places for index in (item["total"], *item["parts"]))
    ]
    _match_breakdowns(tally, gold, made, matched, facts, where)
