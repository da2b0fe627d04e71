"""Years that the text itself contradicts: a template site wrote 2024 over every year of a speech of 2011."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cxzy_nlp.classification.names import campaigns
from cxzy_nlp.document import DateFact, Finding, Label

_JUBILEE = re.compile(r"[0-9０-９一二三四五六七八九十百]周年|[0-9０-９一二三四五六七八九十百]週年")
#: Before a jubilee that is being kept or prepared, not remembered.
_PRESENT = re.compile(
    r"迎接|庆祝|慶祝|纪念|紀念|喜迎|围绕|圍繞|隆重|热烈|熱烈|献礼|獻禮|今年是|恰逢|适逢|適逢|值此|即|向"
)
_REACH = 16
#: Between a year and the jubilee that it is said to be: a comma, 是.
_BESIDE = 2
_YEAR = re.compile(r"\d{4}")
#: A campaign is all but certain from this score on.
_CERTAIN = 0.9
#: Genres that may speak of a campaign long after it.
_LATER_GENRES = ("other", "deeds", "brief", "roster")
_LOOKS_BACK = re.compile(r"当年|當年|那些?年|年前|昔日|曾经|曾經|往事|老话|老話")
#: Stated years that must agree.
_ENOUGH = 2
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
    stated = _stated(dates)
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


def _stated(dates: Sequence[DateFact]) -> list[tuple[int, int, DateFact]]:
    """The dates whose year stands in the text: index, the latest year of each, the date."""
    return [
        (index, max(int(year) for year in years), fact)
        for index, fact in enumerate(dates)
        if fact.kind in ("date", "range", "relative")
        and not fact.inferred
        and fact.value is not None
        and (years := _YEAR.findall(fact.value))
        and any(year in fact.text for year in years)
    ]


def campaign_anachronisms(
    text: str, dates: Sequence[DateFact], campaign: Label | None, genre: Label | None
) -> Iterator[Finding]:
    """A finding for each stated year of a document that serves a campaign, if all of them lie years behind its end.

    Source: the periods of the table ``campaigns``. Said only of genres that are made while a campaign runs, of a
    campaign that is all but certain, of at least two stated years, and if no word looks back (当年, 多年前). Wrong for
    a document that takes an old campaign up again under its old name.

    Examples
    --------
    >>> facts = [DateFact(0, 5, "2024年", "date", "2024"), DateFact(8, 13, "2024年", "date", "2024")]
    >>> found = campaign_anachronisms("2024年5月至2024年", facts, Label("创先争优", 0.99), Label("speech", 0.9))
    >>> [finding.message for finding in found][0]
    '2024 stands in a document of 创先争优 (2010-04 to 2012-11): the year was probably overwritten'
    """
    if campaign is None or genre is None or campaign.score < _CERTAIN or genre.label in _LATER_GENRES:
        return
    known = next((item for item in campaigns() if item.label == campaign.label), None)
    if known is None or known.open:
        return
    stated = _stated(dates)
    last = known.last // 12
    if len(stated) < _ENOUGH or any(year <= last + _NEAR for _, year, _ in stated) or _LOOKS_BACK.search(text):
        return
    for index, year, fact in stated:
        yield Finding(
            start=fact.start,
            end=fact.end,
            kind="anachronism",
            message=f"{year} stands in a document of {known.label} ({known.period}): the year was probably overwritten",
            related=(f"dates/{index}",),
        )
