"""Persons in sentences that are data: cases.txt marks every person, negatives.txt has none."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from cxzy_nlp import Source
from cxzy_nlp.config import Config
from cxzy_nlp.facts.persons import scan_persons
from cxzy_nlp.text import make_reading

HERE = Path(__file__).parent
_MARK = re.compile(r"【([^】|]+)(?:\|([^】]+))?】")


def _lines(name: str) -> list[str]:
    text = (HERE / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def _found(text: str) -> list[tuple[str, str | None]]:
    reading = make_reading(Source.from_text(text), Config()).text
    return [(one.name, one.role) for one in scan_persons(reading, 0, len(reading))]


@pytest.mark.parametrize("line", _lines("cases.txt"))
def test_persons_and_their_roles(line: str) -> None:
    wanted = [(name.replace(" ", ""), role or None) for name, role in _MARK.findall(line)]
    text = _MARK.sub(lambda found: found[1], line).replace("⏎", "\n")
    assert _found(text) == wanted


@pytest.mark.xfail(strict=True, reason="a word as a name, a rare family name, or no cue beside it")
@pytest.mark.parametrize("line", _lines("known_failures.txt"))
def test_known_failures(line: str) -> None:
    test_persons_and_their_roles(line)


@pytest.mark.parametrize("line", _lines("negatives.txt"))
def test_nobody_is_named(line: str) -> None:
    assert _found(line) == []


def test_the_data_is_ample() -> None:
    assert len(_lines("cases.txt")) >= 120
    assert len(_lines("negatives.txt")) >= 100
