"""Citations in sentences that are data: cases.txt marks every one, negatives.txt has none."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from cxzy_nlp import Source
from cxzy_nlp.config import Config
from cxzy_nlp.facts.claims import find_claims
from cxzy_nlp.facts.references import ReferenceMatch, scan_references
from cxzy_nlp.text import make_reading

HERE = Path(__file__).parent
_MARK = re.compile(r"【([^|]+)\|([^|]+)\|([^】]+)】")


def _lines(name: str) -> list[str]:
    text = (HERE / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def _found(text: str) -> tuple[str, list[ReferenceMatch]]:
    reading = make_reading(Source.from_text(text.replace("⏎", "\n")), Config()).text
    return reading, scan_references(reading, 0, len(reading), find_claims(reading, 0, len(reading)))


@pytest.mark.parametrize("line", _lines("cases.txt"))
def test_citations_with_number_and_issuer(line: str) -> None:
    wanted = [
        (
            re.sub(r"[⏎\s]", "", span).strip("《》") if "《" in span else "",
            number.strip("-") or None,
            issuer.strip("-") or None,
        )
        for span, number, issuer in _MARK.findall(line)
    ]
    _, found = _found(_MARK.sub(lambda mark: mark[1], line))
    assert [(one.title, one.number, one.issuer) for one in found] == wanted


@pytest.mark.parametrize("line", _lines("negatives.txt"))
def test_nothing_is_cited(line: str) -> None:
    assert _found(line)[1] == []


BROKEN = [  # a 》 that is missing
    ("认真学习《关于开展活动的意见,抓好落实。", "《关于开展活动的意见"),
    ("下发《2011年工作要点\n二、重点工作", "《2011年工作要点"),
    ("根据《关于加强作风建设的决定精神,制定办法。", "《关于加强作风建设的决定"),
]


@pytest.mark.parametrize(("text", "surface"), BROKEN)
def test_a_missing_bracket_is_set(text: str, surface: str) -> None:
    reading, found = _found(text)
    assert [reading[one.start : one.end] for one in found] == [surface]


def test_the_span_is_the_title_with_its_brackets() -> None:
    reading, found = _found("按照《关于转发〈意见〉的通知》(安办发〔2010〕3号)办理")
    assert [reading[one.start : one.end] for one in found] == [
        "《关于转发《意见》的通知》"
    ]  # the reading has one kind of brackets


def test_the_data_is_ample() -> None:
    assert len(_lines("cases.txt")) >= 60
    assert len(_lines("negatives.txt")) >= 30
