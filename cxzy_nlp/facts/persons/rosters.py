"""Lists of names: behind a label (成员:…) to the end of the line, or coordinated in a sentence (王刚、李强、赵敏等)."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from cxzy_nlp.facts.persons.mention import Mention, Span
from cxzy_nlp.facts.persons.names import (
    DOTTED,
    END,
    GOES_ON,
    evidence_behind,
    lexicon,
    may_be_name,
    name_worth,
    read_name,
    read_name_before,
)
from cxzy_nlp.facts.persons.offices import ends_with_office, office_phrase
from cxzy_nlp.text.characters import is_ideograph

#: What one name takes in a glued row, so that two short names do not beat one long one by their number.
_PRICE = 2
#: A name that stands alone elsewhere in the text.
_KNOWN = 3
#: The least worth of a name among others, and of one alone behind a label.
_LEAST, _ALONE = 3, 3
_LONGEST_ROW = 240
#: Coordinated names that are followed from one of them.
_MOST = 100
_UNIT = "科站处局村部组队室所院校镇乡区县司厂店委办会社班团心府庭厅行馆台园市街"
_SEPARATORS = " \u3000、,;/\t"
_JOINT = re.compile(r"[ \u3000]{0,2}[、和与及]+[ \u3000]{0,2}|以及")
_JOINT_BEFORE = re.compile(r"[、和与及]$")
#: Runs that name nobody before a roster is given up.
_PATIENCE = 3


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring ideographs (a single family name goes on behind its blanks), with the place of each."""

    characters: str
    places: tuple[int, ...]

    def span(self, first: int, last: int) -> Span:
        return self.places[first], self.places[last - 1] + 1


def split_row(row: str, known: Collection[str] = ()) -> list[int] | None:
    """Where the names of a glued row end, or None if it is no row of names.

    The split with the greatest total worth wins: family names at the seams, characters of given names inside; names in
    `known`, which stand alone elsewhere, count more. Wrong where a given name ends with a family name and the next one
    could begin with it (李明高|建国).

    Examples
    --------
    >>> split_row("张志强李四王小明")
    [3, 5, 8]
    >>> split_row("认真贯彻落实")
    """
    size = len(row)
    if not 2 <= size <= _LONGEST_ROW:
        return None
    best: list[int | None] = [0, *[None] * size]
    came_from = [0] * (size + 1)
    for at in range(size - 1):
        so_far = best[at]
        if so_far is None or (row[at] not in lexicon().families and row[at : at + 2] not in lexicon().compounds):
            continue
        for length in (2, 3, 4):
            stop = at + length
            if stop > size:
                break
            name = row[at:stop]
            worth = name_worth(name) + (_KNOWN if name in known else 0)
            if worth < _LEAST:
                continue
            total = so_far + worth - _PRICE
            present = best[stop]
            if present is None or total > present:
                best[stop], came_from[stop] = total, at
    if best[size] is None:
        return None
    ends = []
    at = size
    while at:
        ends.append(at)
        at = came_from[at]
    return ends[::-1]


def _run_at(text: str, at: int, end: int) -> Run:
    places: list[int] = []
    while at < end and is_ideograph(text[at]):
        places.append(at)
        at += 1
        if len(places) == 1 and at < end and text[at] in " \u3000":
            after = at
            while after < end and text[after] in " \u3000" and after - at < 5:
                after += 1
            if after < end and is_ideograph(text[after]) and text[places[0]] in lexicon().families:
                at = after
    return Run("".join(text[place] for place in places), tuple(places))


def _adds_office(text: str, found: list[Mention], run: Run, after: int) -> bool:
    """组长:温和 局党委书记、局长: whether the run is the office of the name before it, which then gets it."""
    last = found[-1]
    between = text[last.end : run.places[0]]
    first = run.places[0]
    if last.role is not None and between.strip(" \u3000") != "" and text[last.role[1] : first] == "、":
        first = last.role[0]
    elif between.strip(" \u3000") or not between:
        return False
    if not ends_with_office(run.characters):
        return False
    role = office_phrase(text, first, after) if first == run.places[0] else (first, after)
    found[-1] = Mention(last.start, last.end, role, last.points)
    return True


def _with_tail(text: str, run: Run, end: int) -> Run:
    """办公室肖 卫: a unit and a name of two characters with blanks inside, as one run."""
    at = after = run.places[-1] + 1
    if len(run.places) < 3 or run.characters[-1] not in lexicon().families or run.characters[-2] not in _UNIT + "记任":
        return run
    while after < end and text[after] in " \u3000" and after - at < 5:
        after += 1
    if after == at or after >= end or not is_ideograph(text[after]):
        return run
    if after + 1 < end and is_ideograph(text[after + 1]):
        return run
    return Run(run.characters + text[after], (*run.places, after))


def read_roster(text: str, at: int, end: int, role: Span | None, known: Collection[str] = ()) -> list[Mention]:
    """The names of a roster from `at` on: to the end of the line, or to the next label.

    A run of characters is a name, a row of glued ones, or a unit with a name (人事科邓丽萍); names with their office
    are left to the office. A bracket behind a name that holds an office is its role.
    """
    found: list[Mention] = []
    failed = 0
    while at < end:
        sign = text[at]
        if sign in _SEPARATORS:
            at += 1
        elif sign == "(":
            close = text.find(")", at, min(end, at + 60))
            if close < 0:
                break
            inside = (at + 1, close)
            if found and found[-1].end in (at, at - 1) and ends_with_office(text[at + 1 : close]):
                role_inside = office_phrase(text, *inside)
                found[-1] = Mention(found[-1].start, found[-1].end, role_inside, found[-1].points)
            at = close + 1
        elif sign == "\n":
            if not found or not _goes_on(text, at + 1, end):
                break
            at += 1
        elif is_ideograph(sign):
            run = _run_at(text, at, end)
            run = _with_tail(text, run, end)
            after = run.places[-1] + 1
            if text[after : min(end, after + 4)].lstrip(" \u3000").startswith(":"):
                break
            names = _names_of(text, run, after, end, role, known)
            if not names and may_be_name(run.characters) and (found or _all_common(run.characters)):
                names = [Mention(*run.span(0, len(run.characters)), role, 5)]
            if not names and found and _adds_office(text, found, run, after):
                at = after
                continue
            if not names:
                failed += 1
                if failed >= _PATIENCE and not found:
                    break
            found += names
            at = after
        else:
            break
    return found


def _all_common(name: str) -> bool:
    return all(character in lexicon().common for character in name[1:])


def _goes_on(text: str, at: int, end: int) -> bool:
    """Whether the line at `at` holds nothing but names, and so goes on with the roster above it."""
    line = text[at : min(end, at + _LONGEST_ROW + 1)].split("\n", 1)[0]
    if len(line) > _LONGEST_ROW or not line.strip():
        return False
    words = [word for word in re.split("[ \u3000、,;]+", re.sub(r"\([^()]{0,40}\)", " ", line)) if word]
    joined = "".join(words)
    return (
        joined != ""
        and all(map(is_ideograph, joined))
        and all(may_be_name(word) or split_row(word) is not None for word in words if len(word) > 1)
        and 2 * sum(name_worth(word) >= _LEAST or len(word) > 3 for word in words) >= len(words)
    )


def _names_of(text: str, run: Run, after: int, end: int, role: Span | None, known: Collection[str]) -> list[Mention]:
    row = run.characters
    dotted = DOTTED.match(text, run.places[0], end)
    if dotted is not None:
        return [Mention(dotted.start(), dotted.end(), role, 7)]
    ends = split_row(row, known)
    if ends is not None:
        firsts = [0, *ends[:-1]]
        return [
            Mention(*run.span(first, last), role, name_worth(row[first:last]) + END)
            for first, last in zip(firsts, ends, strict=True)
        ]
    for length in (3, 2, 4):
        if len(row) > length + 1 and row[-length - 1] in _UNIT and name_worth(row[-length:]) >= _ALONE + (length != 3):
            return [Mention(*run.span(len(row) - length, len(row)), role, name_worth(row[-length:]) + GOES_ON)]
    if len(row) > 4 and (ends_with_office(row) or row[-1] in _UNIT):
        stop = read_name(text, run.places[0], end, 4)
        if stop is not None and stop < after:
            beside = (stop, after) if ends_with_office(row) else role
            return [Mention(run.places[0], stop, beside, 6)]
    return []


def list_behind(text: str, first: Mention, end: int, taken: Collection[int] = ()) -> list[Mention]:
    """`first` and the names coordinated with it on its right, which share its role, up to one beginning in `taken`."""
    found = [first]
    while len(found) < _MOST:
        joint = _JOINT.match(text, found[-1].end, end)
        if joint is None or joint.end() >= end or joint.end() in taken:
            return found
        stop = read_name(text, joint.end(), end, 5)
        if stop is None or (text[joint.start()] not in "、 \u3000" and evidence_behind(text, stop, end) < GOES_ON):
            return found
        found.append(Mention(joint.end(), stop, first.role, 6))
    return found


def list_before(text: str, last: Mention, start: int, taken: Collection[int] = ()) -> list[Mention]:
    """`last` and the names coordinated with it on its left, up to a name that ends in `taken`."""
    found = [last]
    while len(found) < _MOST:
        at = found[-1].start
        if at <= start or at - 1 in taken or not _JOINT_BEFORE.match(text[at - 1]):
            return found
        begin = read_name_before(text, at - 1, start, 4 if text[at - 1] == "、" else 6)
        if begin is None:
            return found
        found.append(Mention(begin, at - 1, last.role, 6))
    return found
