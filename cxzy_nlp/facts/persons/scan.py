"""From a reading to the persons that it names.

Names are found beside what only stands beside persons: offices, forms of address, labels of rosters, brackets with an
office; well-known persons and clear three-character names stand by themselves; a name found once is found wherever it
stands again in the document.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from cxzy_nlp.facts.persons.beside import (
    before_brackets,
    before_sums,
    beside_offices,
    dotted_names,
    office_behind,
    role_behind,
    summed_role,
)
from cxzy_nlp.facts.persons.finder import Finder
from cxzy_nlp.facts.persons.lines import behind_labels, in_cells, in_lines
from cxzy_nlp.facts.persons.mention import Mention, Span, settle
from cxzy_nlp.facts.persons.names import (
    GOES_ON,
    boundary_before,
    evidence_behind,
    family_class,
    lexicon,
    name_worth,
    nouns,
)
from cxzy_nlp.facts.persons.people import KNOWN, is_theory, known_people
from cxzy_nlp.facts.persons.rosters import list_before, list_behind
from cxzy_nlp.text.characters import is_ideograph

#: Offices that several persons hold at once.
_MANY_HOLD = re.compile("常委|委员|副|代表|成员|英雄|模范|标兵")
#: Names that are looked for again; a longer list of distinct persons is a roster of a county.
_MOST_NAMES = 2000
_FEW_NAMES = 60
_MASK = re.compile(r"[某xX×*]")
#: In front of a name without an office these say nothing: the name may be the end of a longer word (有和林|良好).
_JOINING = frozenset("和与是对为以任学")
_BLANKS = re.compile(r"[ \u3000\n\t]")
#: Behind a name of a person these words make it a place or an institution.
_PLACES = "村镇乡县市区湾庄屯寨坪坝沟路街桥塘岭冲垭店河湖山庙组院巷社"
_PLACE_BEHIND = re.compile(rf"[{_PLACES}](?!长)")


@dataclass(frozen=True, slots=True)
class PersonMatch:
    """A person's name in a reading, with the office beside it; `role_span` is where the office stands."""

    start: int
    end: int
    name: str
    role: str | None = None
    role_span: Span | None = None


def scan_persons(text: str, start: int, end: int, author: tuple[int, int] | None = None) -> list[PersonMatch]:
    """Every named person of ``text[start:end]``, in the text's coordinates, sorted and disjoint.

    Masked names (李某, 张xx) and family names with a form of address (老李, 王大爷, 王书记) are none, nor are theories
    (邓小平理论). Wrong where a word that no table knows looks like a name behind an office, and where a rare family
    name stands once without any office.

    Examples
    --------
    >>> text = "镇党委书记石磊同志讲话。组长:李明 成员:张志强李四王小明"
    >>> [(one.name, one.role) for one in scan_persons(text, 0, len(text))][:3]
    [('石磊', '镇党委书记'), ('李明', '组长'), ('张志强', None)]
    """
    found: list[Mention] = []
    if author is not None and start <= author[0] < author[1] <= end:
        last = author[1] - text.endswith("等", *author)
        found.append(Mention(author[0], last, None, 9))
    found += known_people(text, start, end)
    found += beside_offices(text, start, end)
    found += before_sums(text, start, end)
    found += before_brackets(text, start, end)
    found += in_lines(text, start, end)
    found += in_cells(text, start, end)
    found += behind_labels(text, start, end)
    found += dotted_names(text, start, end)
    found += _bare_names(text, start, end)
    found = [one for one in found if _stands(text, one, end)]
    roles = {(one.start, one.end): one.role for one in found if one.role is not None}
    found = [one if one.role else replace(one, role=roles.get((one.start, one.end))) for one in found]
    settled = settle(found)
    settled = settle([*settled, *_beside_them(text, settled, start, end)])
    settled = settle([*settled, *_again(text, start, end, settled)])
    return [_match(text, one) for one in _with_summed_roles(text, _with_shared_roles(text, settled), end)]


def _stands(text: str, mention: Mention, end: int) -> bool:
    """Whether nothing around the name makes it part of a place's name or a mask."""
    if mention.points >= 9:
        return True
    if _MASK.search(text[mention.start : mention.end]) or is_theory(text, mention.start, mention.end, end):
        return False
    behind = _PLACE_BEHIND.match(text, mention.end, end)
    if behind is None:
        return True
    return evidence_behind(text, mention.end, end) >= GOES_ON


@functools.cache
def _bare_pattern() -> re.Pattern[str]:
    common = "".join(sorted(lexicon().common))
    return re.compile(rf"{family_class()}(?=[{common}]{{2}})")


def _bare_names(text: str, start: int, end: int) -> Iterator[Mention]:
    """Three-character names without an office: two characters of given names, limits on both sides, and a frequent
    family name, or a less frequent one that stands so twice at least.
    """
    frequent = lexicon().families
    less: dict[str, list[int]] = {}
    for match in _bare_pattern().finditer(text, start, end):
        at = match.start()
        name = text[at : at + 3]
        worth = name_worth(name)
        if worth < 4 or boundary_before(text, at, start) < 1 or evidence_behind(text, at + 3, end) < GOES_ON:
            continue
        if at > start and (text[at - 1] in _JOINING or text[at - 1].isdigit()):
            continue
        if worth >= 5 and frequent.get(name[0], 0) >= 3:
            yield Mention(at, at + 3, None, 5)
        elif name[1:] not in nouns() and name[-1] not in _PLACES:
            less.setdefault(name, []).append(at)
    for places in less.values():
        if len(places) > 1:
            yield from (Mention(at, at + 3, None, 4) for at in places)


def _beside_them(text: str, mentions: list[Mention], start: int, end: int) -> Iterator[Mention]:
    """Names coordinated with those found without an office: 邬腊生、|麦秋莲."""
    starts, ends = {one.start for one in mentions}, {one.end for one in mentions}
    for mention in mentions:
        if mention.role is None:
            yield from list_before(text, mention, start, ends)[1:]
            yield from list_behind(text, mention, end, starts)[1:]


def _with_shared_roles(text: str, mentions: list[Mention]) -> list[Mention]:
    """中央政治局常委王刚、李明、赵亮: the office before a list is the role of the well-known persons in it, too."""
    out = list(mentions)
    for index in range(1, len(out)):
        before, one = out[index - 1], out[index]
        joined = before.role is not None and before.role[1] <= before.start and text[before.end : one.start] == "、"
        if (
            one.role is None
            and joined
            and one.points == KNOWN
            and _MANY_HOLD.search(text[slice(*before.role or (0, 0))])
        ):
            out[index] = replace(one, role=before.role)
    return out


def _with_summed_roles(text: str, mentions: list[Mention], end: int) -> list[Mention]:
    """王刚、李强等县领导: the office behind the list is the role of all."""
    out = list(mentions)
    for index in range(len(out) - 1, -1, -1):
        role = None
        if out[index].role is None:
            at = out[index].end
            role = office_behind(text, at, end) or summed_role(text, at, end) or role_behind(text, at, end)
        at = index
        while role is not None:
            out[at] = replace(out[at], role=role)
            joined = at > 0 and text[out[at - 1].end : out[at].start] in ("、", "和", "与", "及")
            if not joined or out[at - 1].role is not None:
                break
            at -= 1
    return out


def _again(text: str, start: int, end: int, mentions: Iterable[Mention]) -> Iterator[Mention]:
    """Where the names found stand again, without an office."""
    names = {_BLANKS.sub("", text[one.start : one.end]) for one in mentions}
    wanted = sorted(name for name in names if len(name) > 1 and all(c == "·" or is_ideograph(c) for c in name))
    if not wanted:
        return
    for first, last in _occurrences(wanted, text, start, end):
        name = text[first:last]
        if len(name) == 2:
            sure = evidence_behind(text, last, end) >= GOES_ON and boundary_before(text, first, start) >= 1
            if not sure or name in lexicon().words:
                continue
        mention = Mention(first, last, None, 3)
        if _stands(text, mention, end):
            yield mention


def _occurrences(names: list[str], text: str, start: int, end: int) -> Iterator[Span]:
    """Where the names stand. A pattern has to be made first, which pays for many names only."""
    if len(names) > _FEW_NAMES:
        yield from Finder(names[:_MOST_NAMES]).starting(text, start, end)
        return
    for name in names:
        at = text.find(name, start, end)
        while at >= 0:
            yield at, at + len(name)
            at = text.find(name, at + len(name), end)


def _match(text: str, mention: Mention) -> PersonMatch:
    role = None if mention.role is None else _BLANKS.sub("", text[slice(*mention.role)])
    return PersonMatch(
        mention.start, mention.end, _BLANKS.sub("", text[mention.start : mention.end]), role, mention.role
    )
