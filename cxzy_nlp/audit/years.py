"""Years that the text itself contradicts: a template site wrote 2024 over every year of a speech of 2011."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cxzy_nlp.document import DateFact, Finding

_JUBILEE = re.compile(r"[0-9０-９一二三四五六七八九十百]周年|[0-9０-９一二三四五六七八九十百]週年")
#: Before a jubilee that is being kept or prepared, not remembered.
_PRESENT = re.compile(
    r"迎接|庆祝|慶祝|纪念|紀念|喜迎|围绕|圍繞|隆重|热烈|熱烈|献礼|獻禮|今年是|恰逢|适逢|適逢|值此|即|向"
)
_REACH = 16
#: Between a year and the jubilee that it is said to be: a comma, 是.
_BESIDE = 2
_YEAR = re.compile(r"\d{4}")
#: A text prepares a jubilee a year before and looks back on it a year after.
_NEAR = 2


def _named_by_year(dates: Sequence[DateFact], index: int) -> bool:
    """Whether a year stands right before the jubilee (2011年，建党90周年): the text says that this is its year."""
    return index > 0 and dates[index - 1].kind == "date" and 0 <= dates[index].start - dates[index - 1].end <= _BESIDE


def anachronisms(text: str, dates: Sequence[DateFact]) -> Iterator[Finding]:
    """A finding for each stated year that a jubilee kept in the same document rules out.

    Reported only if *no* year of the text agrees with the jubilee: a text that names its right year beside a later one
    looks back. Wrong for a text that was written much later and never names the year of what it remembers.

    Examples
    --------
    >>> from cxzy_nlp import analyze
    >>> text = "2024年5月，围绕迎接中国共产党成立90周年，全镇开展了活动。"
    >>> [(text[f.start:f.end], f.message) for f in analyze(text)[0].findings]
    [('2024年5月', '2024 stands beside 中国共产党成立90周年, which was in 2011: the year was probably overwritten')]
    """
    kept = [
        (index, int(fact.value[:4]), fact)
        for index, fact in enumerate(dates)
        if fact.kind == "event"
        and fact.value is not None
        and _JUBILEE.search(fact.text)
        and (_PRESENT.search(text, max(0, fact.start - _REACH), fact.end) or _named_by_year(dates, index))
    ]
    if not kept:
        return
    latest = max(year for _, year, _ in kept)
    stated = [
        (index, max(int(year) for year in years), fact)
        for index, fact in enumerate(dates)
        if fact.kind in ("date", "range", "relative")
        and not fact.inferred
        and fact.value is not None
        and (years := _YEAR.findall(fact.value))
        and any(year in fact.text for year in years)
    ]
    if any(abs(year - jubilee) <= _NEAR for _, year, _ in stated for _, jubilee, _ in kept):
        return
    for index, year, fact in stated:
        if year > latest + _NEAR:
            witness, when, jubilee = min(kept, key=lambda item: abs(item[2].start - fact.start))
            yield Finding(
                start=fact.start,
                end=fact.end,
                kind="anachronism",
                message=f"{year} stands beside {jubilee.text}, which was in {when}: the year was probably overwritten",
                related=(f"dates/{index}", f"dates/{witness}"),
            )
