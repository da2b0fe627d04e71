"""Names beside an office, a form of address, a bracket with the office, or words that only persons take."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from cxzy_nlp.facts.persons.mention import Mention, Span
from cxzy_nlp.facts.persons.names import (
    GOES_ON,
    boundary_before,
    evidence_behind,
    foreign_sounds,
    lexicon,
    name_worth,
    read_name,
    read_name_before,
    sounds_foreign,
)
from cxzy_nlp.facts.persons.offices import (
    COMRADE,
    before_name,
    before_something,
    behind_names,
    claims,
    ends_with_office,
    is_office,
    office_phrase,
    offices_in,
    role_start,
    trigger_finder,
    trigger_kind,
)
from cxzy_nlp.facts.persons.rosters import list_before, list_behind, read_roster, split_row
from cxzy_nlp.text.characters import is_ideograph

#: Points that a name needs behind an office, a position, a word such as 党员 that stands before anything.
_NEED = {"office": 5, "position": 5, "designation": 5, "address": 7, "label": 7}
_BEFORE_COMRADE, _BEFORE_OFFICE, _BEFORE_CLAIM = 4, 5, 5
_COMRADES = re.compile(COMRADE)
#: Forms of address that tell what the person does.
_TRADES = frozenset(("老师", "医生", "大夫", "教练"))
#: Behind 王刚、李强: 等县领导, 两位副局长, 等3名同志.
_SUMMED = re.compile(
    r"(?:等|两位|三位|几位|二位)[0-9一二三四五六七八九十两几多]{0,3}[名位个]?(?P<office>[\u4e00-\u9fff]{0,8})"
)
_BECOMES = re.compile(r"(?:同志)?(?:担任|兼任|出任|任|当选为?|为|,?(?:现任|时任|系|是))(?![务何期教]|核心)")
_LONGEST_GLUED = 13
_SPEAKING = re.compile("宣读|传达|通报|作|讲|指出|提出|就|介绍|主持|发言|跟|已|还|谈")
_MANY = re.compile(
    r"等(?=[0-9一二三四五六七八九十两几多]{1,3}[名位个人]|同志|党员|领导|一批|人[,。、]|先进|优秀|模范|[,。])"
)
_IN_BRACKET = re.compile(r"[^()\n。;]{2,40}\)")
_CLOSES = frozenset(",)、;。")
_SOUNDS = frozenset(foreign_sounds())
_MEMBER = re.compile(
    r"(?:[男女]|.*(?:党员|族|职工|村民|教师|医生|护士|生于|出生|年级)|.{2,20}(?:[村局院校镇乡县区厂科所站部委办]|公司|支部|社区))$"
)


def beside_offices(text: str, start: int, end: int) -> Iterator[Mention]:
    """Names before and behind the words of offices.toml, and before those that only persons take (任组长)."""
    gap_pattern, triggers = before_name(), trigger_finder()
    for match in before_something().finditer(text, start, end):
        last = match.end()
        first = triggers.ending_at(text, last, start)
        if first is None:
            continue
        kind = trigger_kind(text[first:last])
        follows = text[last]
        if is_ideograph(follows):
            if kind != "label":
                yield from _behind(text, first, last, last, start, end, kind)
            if kind == "office" and follows in _SOUNDS:
                yield from _foreign_behind(text, first, last, start, end)
        elif text[last : last + 6].lstrip(" \u3000").startswith(":"):
            yield from _labelled(text, first, last, start, end, kind)
        elif kind != "label":
            gap = gap_pattern.match(text, last, end)
            if gap is not None:
                yield from _behind(text, first, last, gap.end(), start, end, kind)
    never = lexicon().never
    claiming = claims()
    comrades = (match.span() for match in _COMRADES.finditer(text, start, end))
    for first, last in chain(behind_names().starting(text, start, end), comrades):
        if first <= start or text[first - 1] in never:
            continue
        if text[first:last] in claiming:
            yield from _claimed(text, first, start, _BEFORE_CLAIM)
        elif not text.startswith("们", last):
            yield from _before(text, first, last, start, end)


def _role(text: str, first: int, last: int, start: int, kind: str) -> Span | None:
    """The office phrase of a trigger; a mere form of address is none."""
    return (role_start(text, first, start), last) if kind in ("office", "position", "trade") else None


def _labelled(text: str, first: int, last: int, start: int, end: int, kind: str) -> list[Mention]:
    at = text.index(":", last, end) + 1
    while at < end and text[at] in " \u3000\n" and at - last < 8:
        at += 1
    return read_roster(text, at, end, _role(text, first, last, start, kind))


def _behind(text: str, first: int, last: int, at: int, start: int, end: int, kind: str) -> list[Mention]:
    loose = kind in ("trade", "standing")
    if loose and not (text[at + 1 : at + 2] in lexicon().common and text[at + 2 : at + 3] in lexicon().common):
        return []
    stop = read_name(text, at, end, 4)
    if stop is None:
        return []
    name = text[at:stop].replace(" ", "")
    worth = name_worth(name)
    whole = worth >= 4 and len(name) > 2 and all(character in lexicon().common for character in name[1:])
    if not whole:
        total = worth + (2 if stop - at > len(name) else 0) + evidence_behind(text, stop, end)
        doubtful = kind != "office" and worth < 4 and evidence_behind(text, stop, end) < GOES_ON
        apart = kind == "office" and len(name) == 3 and text[last] in " \u3000" and total >= 4 + (worth < 2)
        if loose or doubtful or (total < _NEED[kind] and not apart):
            return []
    mention = Mention(at, stop, _role(text, first, last, start, kind), worth + 3)
    return list_behind(text, mention, end)


def _foreign_behind(text: str, first: int, last: int, start: int, end: int) -> list[Mention]:
    """扎西 or 阿依古丽 behind an office, where a sign or 同志 closes the name."""
    stop = last
    while stop < end and (text[stop] in _SOUNDS or text[stop] == "·") and stop - last < 14:
        stop += 1
    name = text[last:stop].replace("·", "")
    closed = stop >= end or evidence_behind(text, stop, end) >= GOES_ON
    if closed and 2 <= len(name) <= 12 and sounds_foreign(name):
        return [Mention(last, stop, (role_start(text, first, start), last), 8)]
    return []


def _before(text: str, first: int, last: int, low: int, end: int) -> list[Mention]:
    """The name right before an office or a form of address, with those coordinated with it."""
    at = first
    while at > low and first - at < 2 and text[at - 1] in " \u3000":
        at -= 1
    word = text[first:last]
    need = _BEFORE_COMRADE if word == COMRADE else _BEFORE_OFFICE
    begin = read_name_before(text, at, low, need)
    if begin is None:
        return _given_name(text, at, last, low, end) if word == COMRADE else []
    named = is_office(word) or word in _TRADES
    if named and text[first - 1] == " " and boundary_before(text, begin, low) == 0:
        return []
    role = (first, last) if named else None
    return list_before(text, Mention(begin, at, role, name_worth(text[begin:at]) + 3), low)


def _given_name(text: str, at: int, last: int, low: int, end: int) -> list[Mention]:
    """晓峰同志宣读: two characters of given names behind a sign, a person whose family name all readers know."""
    begin = at - 2
    if _SPEAKING.match(text, last, end) is None:
        return []
    names = lexicon()
    if begin < low or text[begin:at] in names.words or (begin > low and is_ideograph(text[begin - 1])):
        return []
    if (
        all(character in names.common for character in text[begin:at])
        and text[begin] not in "小大老全有公一二两三四五六七八九十万同中青"
    ):
        return [Mention(begin, at, None, 4)]
    return []


def before_sums(text: str, start: int, end: int) -> Iterator[Mention]:
    """Names before 等3名同志 and the like, and before ,男,."""
    for match in _MANY.finditer(text, start, end):
        yield from _claimed(text, match.start(), start, 5)
    for sex in "男女":
        at = text.find(sex, start, end)
        while at >= 0:
            stop = at
            while stop > start and at - stop < 3 and text[stop - 1] in " \u3000,(、":
                stop -= 1
            if stop < at and text[at + 1 : at + 2] in _CLOSES:
                yield from _claimed(text, stop, start, 4)
            at = text.find(sex, at + 1, end)


def _claimed(text: str, at: int, start: int, need: int) -> list[Mention]:
    glued = _glued_before(text, at, start)
    begin = None if glued else read_name_before(text, at, start, need)
    if begin is None:
        return glued
    return list_before(text, Mention(begin, at, None, name_worth(text[begin:at]) + 2), start)


def _glued_before(text: str, at: int, start: int) -> list[Mention]:
    """向海波田蕾|为工作人员: a glued row of names that fills its clause."""
    low = at
    while low > start and at - low < _LONGEST_GLUED and is_ideograph(text[low - 1]):
        low -= 1
    if low > start and is_ideograph(text[low - 1]):
        return []
    ends = split_row(text[low:at])
    if ends is None or len(ends) < 2:
        return []
    pairs = zip([0, *ends[:-1]], ends, strict=True)
    return [Mention(low + a, low + b, None, name_worth(text[low + a : low + b]) + 2) for a, b in pairs]


def before_brackets(text: str, start: int, end: int) -> Iterator[Mention]:
    """张三(县委书记): the office is in the bracket."""
    at = text.find("(", start, end)
    while at >= 0:
        inside = _IN_BRACKET.match(text, at + 1, end)
        if inside is not None and at > start:
            content = (at + 1, inside.end() - 1)
            office = ends_with_office(text[slice(*content)])
            if office or _MEMBER.match(text[slice(*content)]):
                begin = read_name_before(text, at, start, 5 if office else 4)
                if begin is not None:
                    role = office_phrase(text, *content) if office else None
                    yield Mention(begin, at, role, name_worth(text[begin:at]) + 3)
        at = text.find("(", at + 1, end)


def summed_role(text: str, at: int, end: int) -> Span | None:
    """The office behind a list: 王刚、李强等|县领导; None for 等同志."""
    match = _SUMMED.match(text, at, end)
    if match is None or not match["office"]:
        return None
    for first, last in offices_in(text, match.start("office"), match.end("office")):
        if text[first:last] not in ("领导", "代表", "成员"):
            return match.start("office"), last
    return None


def office_behind(text: str, at: int, end: int) -> Span | None:
    """The office that stands right behind a name: 习近平|总书记."""
    last = trigger_finder().starting_at(text, at, end)
    return (at, last) if last is not None and trigger_kind(text[at:last]) == "office" else None


def role_behind(text: str, at: int, end: int) -> Span | None:
    """The office that the words behind a name give it: 邓步福同志任|办公室主任."""
    match = _BECOMES.match(text, at, end)
    if match is None:
        return None
    low, found = match.end(), None
    for first, last in offices_in(text, low, min(end, low + 24)):
        if found is not None and first < found[1]:
            continue
        if found is not None and first > found[1]:
            break
        if not all(map(is_ideograph, text[low:first])):
            break
        found = (role_start(text, first, low), last)
        if last >= end or not is_ideograph(text[last]):
            break
    return found


def dotted_names(text: str, start: int, end: int) -> Iterator[Mention]:
    """买买提·吐尔逊: both parts written with the characters of foreign sounds."""
    at = text.find("·", start, end)
    while at >= 0:
        low, high = at, at + 1
        while low > start and at - low < 6 and text[low - 1] in _SOUNDS:
            low -= 1
        while high < end and high - at < 12 and (text[high] in _SOUNDS or text[high] == "·"):
            high += 1
        if at - low >= 2 and high - at > 2:
            yield Mention(low, high, None, 6)
        at = text.find("·", high, end)
