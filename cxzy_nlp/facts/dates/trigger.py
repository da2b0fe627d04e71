"""Where a date may begin: one compiled alternation of all heads of dates, and the phrases that only look like them."""

from __future__ import annotations

import functools
import re

from cxzy_nlp.facts.dates.events import event_names
from cxzy_nlp.facts.dates.grammar import DASH, B
from cxzy_nlp.facts.dates.lunar import LUNAR_TRIGGERS
from cxzy_nlp.facts.dates.numbers import CHINESE
from cxzy_nlp.facts.dates.words import relative_words
from cxzy_nlp.knowledge.loader import load
from cxzy_nlp.text.patterns import alternation

_UNIT = (
    "(?:学?年|月|日|天|周|季度|世纪|星期|礼拜|小时|钟头|分钟|工作日|刻钟|昼夜|晚|夜|[上下]午|学期|[冬夏]天|[寒暑]假)"
)
_MASKS = "xX×*某"
_NUMERALS = CHINESE + "半0123456789"


@functools.cache
def trigger() -> re.Pattern[str]:
    """The pattern that finds the heads.

    Every alternative begins with a literal character, no two with the same, so that the engine skips all other
    characters in one tight loop and has few alternatives to try at the rest.
    """
    digits, chinese = "0123456789", CHINESE + "半"
    length = rf"[多余来]?{B}个?[半多]?{_UNIT}"
    joined = rf"{B}(?:[、./·•]|{DASH}){B}[0-9{CHINESE}]"
    mask = "[xX×*]"
    branches = [
        *_inner_lookalikes(),
        *LUNAR_TRIGGERS,  # before 月初, for 正月初八
        *_by_first(_outer_lookalikes() | relative_words() | event_names()),
        *(rf"{c}(?<![0-9A-Za-z]{c})[0-9]{{0,7}}(?={length}|{joined}|[0-9]?{mask}{{1,4}}{B}年)" for c in digits),
        *(rf"{c}(?<![{chinese}]{c})[{chinese}0Oo◯Ο]{{0,7}}(?={length}|{joined})" for c in chinese),
        *(rf"{re.escape(c)}(?<![0-9A-Za-z]{re.escape(c)}){mask}{{0,3}}(?={B}[年月])" for c in _MASKS),
        r"年(?<![^\n( ]年) {0,6}月 {0,6}日",
        "每",
        r"第(?=[一二三四1-4](?:(?:、|至|到|-)第?[一二三四1-4])?个?季度|[二三四五六七八九十][天年周])",
        "前(?=[二两三]个?季度)",
        "星期(?=[一二三四五六日天])",
        "礼拜(?=[一二三四五六日天])",
        "周(?=[一二三四五六日])",
        "隔(?=一?个?(?:[天日周月年]|星期))",
        *(f"{c}(?=几年)" for c in "五六七八九"),
        "上个?世纪",
        "元(?<![单美欧日港亿万千百十0-9]元)(?=月)",
    ]
    heads: dict[str, list[str]] = {}
    for branch in branches:
        head = branch[:2] if branch.startswith("\\") else branch[0]
        heads.setdefault(head, []).append(branch[len(head) :])
    return re.compile("|".join(f"{head}(?:{'|'.join(rests)})" for head, rests in heads.items()))


@functools.cache
def lookalikes() -> frozenset[str]:
    """What the pattern finds of each phrase that is no date: all, or what begins at its number (一天 of 同一天)."""
    return frozenset(entry["phrase"][_number_in(entry["phrase"]) :] for entry in load("date_lookalikes"))


def _number_in(phrase: str) -> int:
    """Where the first number of a phrase begins; 0 where there is none, or nothing but numbers behind it."""
    at = next((index for index, char in enumerate(phrase) if char in _NUMERALS), 0)
    return 0 if all(char in _NUMERALS for char in phrase[at:]) else at


def _outer_lookalikes() -> frozenset[str]:
    return frozenset(entry["phrase"] for entry in load("date_lookalikes") if not _number_in(entry["phrase"]))


def _inner_lookalikes() -> list[str]:
    """A phrase is looked for from its number on, so that its common first characters stop no search."""
    heads: dict[str, dict[str, list[str]]] = {}
    for entry in load("date_lookalikes"):
        phrase, at = entry["phrase"], _number_in(entry["phrase"])
        if at:
            heads.setdefault(phrase[at], {}).setdefault(phrase[at + 1 :], []).append(f"(?<={re.escape(phrase)})")
    return [
        f"{re.escape(head)}(?:"
        + "|".join(f"{re.escape(rest)}(?:{'|'.join(behind)})" for rest, behind in sorted(rests.items(), reverse=True))
        + ")"
        for head, rests in sorted(heads.items())
    ]


def _by_first(words: frozenset[str]) -> list[str]:
    """One alternative for each first character."""
    heads: dict[str, list[str]] = {}
    for word in sorted(words):
        heads.setdefault(word[0], []).append(word[1:])
    return [re.escape(head) + alternation(rest) for head, rest in heads.items()]
