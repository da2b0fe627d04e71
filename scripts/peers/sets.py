"""The annotated texts that the tools are run on: documents of the gold, and single expressions."""

from __future__ import annotations

import datetime
import json
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cxzy_nlp import Source, read
from peers.values import Days, form, parse_edtf

_DIGITS = "0-9０-９零〇○一二三四五六七八九十百千万萬亿億两兩廿卅壹贰叁肆伍陆柒捌玖拾佰仟"
_BARE = rf"(?:[百千万]分之)?(?:[{_DIGITS}]+(?:[,，][0-9０-９]{{3}}(?![0-9０-９]))*(?:[.．点][{_DIGITS}]+)?|半)"
#: A numeral as it stands in a count of the gold; for spans only, its value is in the gold.
_NUMERAL = rf"{_BARE}(?:[余餘多几來来][万萬亿億]+)?(?:[-–—~～至到]{_BARE})?(?:[余餘多几來来])?[万萬亿億]?"
#: Units of money; 块, 毛, 角 and 分 are so only sometimes.
MONEY = re.compile("(?:元|钱|錢|[块塊毛角分])$")
_QUOTED = re.compile(r"[“\"‘'](.+)[”\"’']")


@dataclass(frozen=True, slots=True)
class Gold:
    """An annotated surface; `alike` are the spans that count as exact for a tool that draws them in its own way.

    `label` is the kind of thing that the value of a date is.
    """

    start: int
    end: int
    text: str
    alike: frozenset[tuple[int, int]]
    value: str | float | None
    max: float | None = None
    unit: str | None = None
    label: str = ""


@dataclass(frozen=True, slots=True)
class Sample:
    """A text with its gold; None where it is not annotated for the kind."""

    where: str
    source: Source
    reference: datetime.date | None
    dates: tuple[Gold, ...] | None = None
    counts: tuple[Gold, ...] | None = None

    @property
    def text(self) -> str:
        return self.source.text


def date_gold(fact: Mapping[str, Any], start: int) -> Gold:
    """A date of the gold, `start` characters into the sample."""
    text = fact["text"]
    spans = {(start, start + len(text))}
    quoted = _QUOTED.fullmatch(text)
    if quoted:  # no peer takes the quotes of “七一” along
        spans.add((start + quoted.start(1), start + quoted.end(1)))
    if fact["value"] is not None:
        parse_edtf(fact["value"].replace("XXXX", "2000"))  # a value that nobody can meet would count against all
    label = "event" if fact.get("kind") == "event" else form(fact["value"]) if fact["value"] else ""
    return Gold(start, start + len(text), text, frozenset(spans), fact["value"], label=label)


def count_gold(fact: Mapping[str, Any], start: int) -> Gold:
    """A count of the gold; the numeral alone and numeral with unit are spans as good as the whole."""
    text, unit = fact["text"], fact["unit"]
    spans = {(start, start + len(text))}
    place = numeral_span(text, unit)
    if place is not None:
        low, high = place
        spans.add((start + low, start + high))
        behind = re.match(rf"\s*{re.escape(unit)}", text[high:]) if unit else None
        if behind:
            spans.add((start + low, start + high + behind.end()))
    return Gold(start, start + len(text), text, frozenset(spans), fact["value"], fact.get("max"), unit)


def numeral_span(text: str, unit: str | None) -> tuple[int, int] | None:
    """Where the numeral of a count stands: before its unit if there are several numerals.

    >>> numeral_span("一期工程党员35名", "名"), numeral_span("近千亩", "亩"), numeral_span("若干名", "名")
    ((6, 8), (1, 2), None)
    """
    match = re.search(rf"{_NUMERAL}(?=\s*{re.escape(unit)})", text) if unit else None
    match = match or re.search(_NUMERAL, text)
    return match.span() if match else None


def exact_numeral(gold: Gold) -> tuple[str, float] | None:
    """The numeral of a count and its value, where reading the numeral is all there is to the value.

    None for vague numbers and ranges, fractions and tenths, and cells of tables in 万元.
    """
    place = numeral_span(gold.text, gold.unit)
    if place is None or gold.max is not None or not isinstance(gold.value, (int, float)) or not gold.value:
        return None
    if re.search("[余餘多几來来半成]|分之", gold.text) or not gold.unit or gold.unit not in gold.text:
        return None
    return unicodedata.normalize("NFKC", gold.text[slice(*place)]), gold.value


def documents(gold_dir: Path, archive: Path) -> Iterator[Sample]:
    """The documents of the gold that are annotated for dates or counts; the text is the raw text of the span."""
    for path in sorted(gold_dir.rglob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        wanted = [item for item in gold["documents"] if item["dates"] is not None or item["counts"] is not None]
        if not wanted:
            continue
        whole = read(archive / gold["path"])
        for item in wanted:
            start = item["start"]
            stated = parse_edtf(item["date"]) if item["date"] else None
            last = stated.last if isinstance(stated, Days) else None
            yield Sample(
                f"{gold['path']}:{start}",
                Source.from_text(whole.text[start : item["end"]], format=whole.format),
                last,
                _facts(item["dates"], start, date_gold),
                _facts(item["counts"], start, count_gold),
            )


def _facts(
    facts: list[dict[str, Any]] | None, start: int, make: Callable[[Mapping[str, Any], int], Gold]
) -> tuple[Gold, ...] | None:
    return None if facts is None else tuple(make(fact, fact["start"] - start) for fact in facts)


def expressions(path: Path, kind: str) -> Iterator[Sample]:
    """The lines of `dates.jsonl` or `counts.jsonl`; surfaces are looked up in the text, in order."""
    make = date_gold if kind == "dates" else count_gold
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        entry = json.loads(line)
        text, place, facts = entry["text"], 0, []
        for fact in entry[kind]:
            start = fact.get("start", text.find(fact["text"], place))
            if start < 0:
                raise ValueError(f"{path.name}, line {number}: {fact['text']!r} does not follow in {text!r}")
            facts.append(make(fact, start))
            place = start + len(fact["text"])
        reference = entry.get("reference")
        day = datetime.date.fromisoformat(reference) if reference else None
        where = f"{path.name}:{number}"
        source = Source.from_text(text)
        if kind == "dates":
            yield Sample(where, source, day, dates=tuple(facts))
        else:
            yield Sample(where, source, day, counts=tuple(facts))
