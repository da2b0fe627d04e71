"""Names beside an office, a form of address, a bracket with the office, or words that only persons take."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from cxzy_nlp.facts.persons.mention import Mention, Span
from cxzy_nlp.facts.persons.names import (
    DOTTED,
    GOES_ON,
    boundary_before,
    evidence_behind,
    is_ideograph,
    lexicon,
    name_worth,
    read_name,
    read_name_before,
    sounds_foreign,
)
from cxzy_nlp.facts.persons.offices import (
    addresses,
    before_name,
    ends_with_office,
    office_end,
    role_start,
    trigger_kind,
    trigger_pattern,
)
from cxzy_nlp.facts.persons.rosters import list_before, list_behind, read_roster
from cxzy_nlp.knowledge import load
from cxzy_nlp.text.patterns import alternation

#: Points that a name needs behind an office, a position, a word such as 党员 that stands before anything.
_NEED = {"office": 5, "position": 6, "designation": 6, "address": 7, "label": 7}
_BEFORE_COMRADE, _BEFORE_OFFICE, _BEFORE_CLAIM = 4, 5, 5
#: Forms of address that tell what the person does.
_TRADES = frozenset(("老师", "医生", "大夫", "教练"))
#: Behind 王刚、李强: 等县领导, 两位副局长, 等3名同志.
_SUMMED = re.compile(r"(?:等|两位|三位|几位|二位)[0-9一二三四五六七八九十两几多]{0,3}[名位个]?(?P<office>[\u4e00-\u9fff]{0,8})")
_BECOMES = re.compile(r"(?:同志)?(?:担任|兼任|出任|任|当选为?|为|,?(?:现任|时任|系|是))(?![务何期教])")
_MANY = re.compile(r"等(?=[0-9一二三四五六七八九十两几多]{1,3}[名位个人]|同志|党员|领导|一批|人[,。、]|先进|优秀|模范|[,。])")
_BIOGRAPHY = re.compile(r"(?<=[\u4e00-\u9fff])[ \u3000]?[,(、 ][ \u3000]?[男女][,)、;。]")
_IN_BRACKET = re.compile(r"[^()\n。;]{2,40}\)")
_MEMBER = re.compile(r"(?:[男女]|.*(?:党员|族|职工|村民|教师|医生|护士|生于|出生|年级)|.{2,20}(?:[村局院校镇乡县区厂科所站部委办]|公司|支部|社区))$")


@functools.cache
def _claims() -> re.Pattern[str]:
    return re.compile(alternation(w for e in load("name_cues") if e["kind"] == "claim" for w in e["words"].split()))


def beside_offices(text: str, start: int, end: int) -> Iterator[Mention]:
    """Names before and behind every word of offices.toml."""
    gap_pattern = before_name()
    at = start
    for match in trigger_pattern().finditer(text, start, end):
        kind = trigger_kind(match[0])
        first, last = match.span()
        if last < end:
            follows = text[last]
            if follows == ":" or (follows in " \u3000" and text[last : last + 6].lstrip(" \u3000").startswith(":")):
                yield from _labelled(text, first, last, start, end, kind)
            elif kind != "label" and (follows in " \u3000" or is_ideograph(follows)):
                gap = gap_pattern.match(text, last, end)
                if gap is not None:
                    yield from _behind(text, first, last, gap.end(), start, end, kind)
                elif kind == "office":
                    yield from _foreign_behind(text, first, last, start, end)
        if match[0] in addresses() and first > max(at, start) and not text.startswith("们", last):
            yield from _before(text, first, last, max(at, start), end)
        at = first


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
    stop = read_name(text, at, end, 4 if loose else _NEED[kind])
    if stop is None:
        return []
    name = text[at:stop].replace(" ", "")
    worth = name_worth(name)
    if loose:
        # behind 党员 or 村民 anything may stand: only three characters that are all common in names
        if worth < 4 or len(name) < 3 or not all(character in lexicon().common for character in name[1:]):
            return []
    elif kind != "office" and evidence_behind(text, stop, end) < GOES_ON:
        return []
    mention = Mention(at, stop, _role(text, first, last, start, kind), worth + 3)
    return list_behind(text, mention, end)


def _foreign_behind(text: str, first: int, last: int, start: int, end: int) -> list[Mention]:
    """扎西 or 阿依古丽 behind an office, where a sign or 同志 closes the name."""
    stop = last
    while stop < end and is_ideograph(text[stop]) and stop - last < 7 and not text.startswith("同志", stop):
        stop += 1
    name = text[last:stop]
    closed = stop >= end or not is_ideograph(text[stop]) or text.startswith("同志", stop)
    if closed and 2 <= len(name) <= 6 and sounds_foreign(name):
        return [Mention(last, stop, (role_start(text, first, start), last), 6)]
    return []


def _before(text: str, first: int, last: int, low: int, end: int) -> list[Mention]:
    """The name right before an office or a form of address, with those coordinated with it."""
    at = first
    while at > low and first - at < 2 and text[at - 1] in " \u3000":
        at -= 1
    word = text[first:last]
    need = _BEFORE_COMRADE if word == "同志" else _BEFORE_OFFICE
    begin = read_name_before(text, at, low, need)
    if begin is None:
        return _given_name(text, at, low) if word == "同志" else []
    is_office = office_end().search(word) is not None or word in _TRADES
    if is_office and text[first - 1] == " " and boundary_before(text, begin, low) == 0:
        return []
    role = (first, last) if is_office else None
    return list_before(text, Mention(begin, at, role, name_worth(text[begin:at]) + 3), low)


def _given_name(text: str, at: int, low: int) -> list[Mention]:
    """晓峰同志: two characters of given names behind a sign, a person whose family name all readers know."""
    begin = at - 2
    names = lexicon()
    if begin < low or text[begin:at] in names.words or (begin > low and is_ideograph(text[begin - 1])):
        return []
    if all(character in names.common for character in text[begin:at]) and text[begin] not in "小大老全有公两三四万同":
        return [Mention(begin, at, None, 4)]
    return []


def before_claims(text: str, start: int, end: int) -> Iterator[Mention]:
    """Names before words that only persons take: 任组长, 等3名同志, 先进事迹; and before ,男,."""
    for match in _claims().finditer(text, start, end):
        yield from _claimed(text, match.start(), start, _BEFORE_CLAIM)
    for match in _MANY.finditer(text, start, end):
        yield from _claimed(text, match.start(), start, 5)
    for match in _BIOGRAPHY.finditer(text, start, end):
        yield from _claimed(text, match.start(), start, 4)


def _claimed(text: str, at: int, start: int, need: int) -> list[Mention]:
    begin = read_name_before(text, at, start, need)
    if begin is None:
        return []
    return list_before(text, Mention(begin, at, None, name_worth(text[begin:at]) + 2), start)


def before_brackets(text: str, start: int, end: int) -> Iterator[Mention]:
    """张三(县委书记): the office is in the bracket."""
    at = text.find("(", start, end)
    while at >= 0:
        inside = _IN_BRACKET.match(text, at + 1, end)
        if inside is not None and at > start:
            content = (at + 1, inside.end() - 1)
            office = ends_with_office(text[slice(*content)])
            if office or _MEMBER.match(text[slice(*content)]):
                begin = read_name_before(text, at, start, 5 if office else 6)
                if begin is not None:
                    yield Mention(begin, at, content if office else None, name_worth(text[begin:at]) + 3)
        at = text.find("(", at + 1, end)


def summed_role(text: str, at: int, end: int) -> Span | None:
    """The office behind a list: 王刚、李强等|县领导; None for 等同志."""
    match = _SUMMED.match(text, at, end)
    if match is None or not match["office"]:
        return None
    best = None
    for office in trigger_pattern().finditer(text, match.start("office"), match.end("office")):
        if trigger_kind(office[0]) in ("office", "position") and office[0] not in ("领导", "代表", "成员"):
            best = (match.start("office"), office.end())
            break
    return best


def office_behind(text: str, at: int, end: int) -> Span | None:
    """The office that stands right behind a name: 习近平|总书记."""
    match = trigger_pattern().match(text, at, end)
    return match.span() if match is not None and trigger_kind(match[0]) == "office" else None


def role_behind(text: str, at: int, end: int) -> Span | None:
    """The office that the words behind a name give it: 邓步福同志任|办公室主任."""
    match = _BECOMES.match(text, at, end)
    if match is None:
        return None
    last = None
    for office in trigger_pattern().finditer(text, match.end(), min(end, match.end() + 24)):
        if re.search(r"[^\u4e00-\u9fff]", text[match.end() : office.start()]):
            break
        if trigger_kind(office[0]) in ("office", "position"):
            last = (role_start(text, office.start(), match.end()), office.end())
            if office.end() >= end or not is_ideograph(text[office.end()]):
                break
    return last


def dotted_names(text: str, start: int, end: int) -> Iterator[Mention]:
    """买买提·吐尔逊: both parts written with the characters of foreign sounds."""
    for match in DOTTED.finditer(text, start, end):
        head, *rest = re.split("[·•‧]", match[0])
        while head and not sounds_foreign(head):
            head = head[1:]
        tail = "".join(rest)
        while tail and not sounds_foreign(tail):
            tail = tail[:-1]
        if len(head) >= 2 and len(tail) >= 2:
            stop = match.end() - (len("".join(rest)) - len(tail))
            yield Mention(match.end() - len(match[0]) + match[0].index(head), stop, None, 6)
