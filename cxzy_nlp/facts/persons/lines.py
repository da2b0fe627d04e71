"""Lines that hold names and little else: lists of commended persons, rows of name and office, signatures, speakers."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from cxzy_nlp.facts.persons.mention import Mention
from cxzy_nlp.facts.persons.names import family_class, may_be_name, name_lengths, name_worth
from cxzy_nlp.facts.persons.offices import ends_with_office, office_phrase
from cxzy_nlp.facts.persons.rosters import split_row

_WIDEST = 400


@functools.cache
def _opening() -> re.Pattern[str]:
    """A line, or a cell of one, that begins with a family name."""
    return re.compile(rf"(?m)^[ \u3000]*(?:[0-9]{{1,3}}[.、 \u3000] ?)?(?={family_class()})")


@functools.cache
def _colon() -> re.Pattern[str]:
    return re.compile(rf":[ \u3000]{{0,4}}(?={family_class()})")


#: Ideographs, separators, and brackets that tell the sex or the nationality of the one before.
_NAMES_ONLY = re.compile(r"(?:[\u4e00-\u9fff \u3000、,;/]|\([男女]\)|\([\u4e00-\u9fff]{1,4}族\))+")
_BRACKET = re.compile(r"\([^()]{1,6}\)")
_PIECE = re.compile(r"[\u4e00-\u9fff]+")
_OFFICE_BEHIND = re.compile(
    r"(?:\([男女]\))?[ \u3000|]{1,12}(?:[男女][ \u3000|]{1,12})?(?P<office>[\u4e00-\u9fff、]{2,40})"
    r"[ \u3000]*(?=\n|\||$)"
)
_UNIT_END = re.compile(
    r"(?:[村局院校镇乡县区厂科所站部委办厅社员工师长机]|公司|支部|社区|中心|医生|护士|老师|班组|车间)$"
)
_CELL_END = re.compile(r"[ \u3000]*(?:\||\n|$)")
_CELL = re.compile(
    r"[ \u3000]*(?:\||[ \u3000])[ \u3000]*(?P<words>[\u4e00-\u9fff、]{2,16})[ \u3000]*(?=[| \u3000\n]|\Z)"
)
#: 3王强 委员 …: a row whose first cell is its number.
_NUMBERED = re.compile(r"^\d{1,3}[.、 \u3000]{0,2}(?=[\u4e00-\u9fff]{2,4}[ \u3000]+[\u4e00-\u9fff])", re.MULTILINE)
_SPEAKS = re.compile(r"[ \u3000]*:(?=[^\n]{2})")


def in_lines(text: str, start: int, end: int) -> Iterator[Mention]:
    """Names in lines of names: two or more and nothing else, a name with its office, a speaker before a colon."""
    for opening in _opening().finditer(text, start, end):
        at = opening.end()
        stop = text.find("\n", at, min(end, at + _WIDEST))
        stop = (end if end - at < _WIDEST else -1) if stop < 0 else stop
        if stop < 0:
            continue
        if _NAMES_ONLY.fullmatch(text, at, stop):
            row = list(_row_of_names(text, at, stop))
            if len(row) > 1:
                yield from row
                continue
        yield from _name_first(text, at, stop)


def in_cells(text: str, start: int, end: int) -> Iterator[Mention]:
    """Names that fill a cell of a table flattened with |, or follow a row's number; with the office beside them."""
    at = text.find("|", start, end)
    while at >= 0:
        first = at + 1
        while first < end and text[first] in " \u3000" and first - at < 12:
            first += 1
        if first < end:
            for last, name in name_lengths(text, first, end):
                if name_worth(name) >= 4 and _CELL_END.match(text, last, end):
                    yield Mention(first, last, _next_cell(text, last, end), name_worth(name))
        at = text.find("|", at + 1, end)
    for row in _NUMBERED.finditer(text, start, end):
        for last, name in name_lengths(text, row.end(), end):
            role = _next_cell(text, last, end)
            if role is not None and name_worth(name) >= 3:
                yield Mention(row.end(), last, role, name_worth(name) + 2)


def _next_cell(text: str, at: int, end: int) -> tuple[int, int] | None:
    """The office that fills the cell behind a name."""
    cell = _CELL.match(text, at, end)
    if cell is None or not ends_with_office(cell["words"]):
        return None
    return office_phrase(text, *cell.span("words"))


def behind_labels(text: str, start: int, end: int) -> Iterator[Mention]:
    """Two names or more, and nothing else, behind a colon: 综合材料组:公孙瑶、史进."""
    for colon in _colon().finditer(text, start, end):
        at = colon.end()
        stop = text.find("\n", at, min(end, at + _WIDEST))
        if stop < 0:
            stop = end if end - at < _WIDEST else at
        close = next((place for place in range(at, stop) if text[place] in ";。"), stop)
        if close > at and _NAMES_ONLY.fullmatch(text, at, close):
            yield from _row_of_names(text, at, close)


def _row_of_names(text: str, at: int, stop: int) -> Iterator[Mention]:
    """The names of a line that holds at least two parted ones, or nothing.

    Between names a word that looks like one (白云) is a name as well; 马 涛 is one name.
    """
    plain = _BRACKET.sub(lambda found: " " * len(found[0]), text[at:stop])
    tokens: list[list[int]] = []
    for piece in _PIECE.finditer(plain):
        places = list(range(piece.start() + at, piece.end() + at))
        if tokens and len(tokens[-1]) == 1 and len(places) == 1:
            tokens[-1] += places
        else:
            tokens.append(places)
    named: list[tuple[list[int], int]] = []
    good = 0
    for places in tokens:
        name = "".join(text[place] for place in places)
        worth = name_worth(name)
        if worth >= 3:
            good += 1
        elif not may_be_name(name):
            ends = split_row(name) if len(name) > 3 else None
            if ends is None:
                return
            good += len(ends)
            named += [(places[first:last], 4) for first, last in zip([0, *ends[:-1]], ends, strict=True)]
            continue
        named.append((places, max(worth, 3)))
    if len(tokens) > 1 and good >= 2 and 5 * good >= 3 * len(named):
        for places, worth in named:
            yield Mention(places[0], places[-1] + 1, None, worth + 2)


def _name_first(text: str, at: int, stop: int) -> Iterator[Mention]:
    for last, name in name_lengths(text, at, stop):
        worth = name_worth(name) + (2 if last - at > len(name) else 0)
        if worth < 4:
            continue
        behind = _OFFICE_BEHIND.match(text, last, stop)
        if behind is not None:
            office = behind.span("office")
            if ends_with_office(behind["office"]):
                yield Mention(at, last, office_phrase(text, *office), worth + 2)
            elif _UNIT_END.search(behind["office"]):
                yield Mention(at, last, None, worth + 1)
        elif len(name) == 3 and _SPEAKS.match(text, last, stop):
            yield Mention(at, last, None, worth)
