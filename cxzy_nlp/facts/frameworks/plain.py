"""Names of frameworks without quotation marks: known ones, and unknown ones with evidence."""

from __future__ import annotations

import functools
import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence

from cxzy_nlp.facts.counts.tables import nouns
from cxzy_nlp.facts.frameworks.lookalikes import announces, plain_multi, plain_single, quoted_digits
from cxzy_nlp.facts.frameworks.names import digits_of, number, parts_of
from cxzy_nlp.facts.frameworks.values import Name, Span
from cxzy_nlp.facts.frameworks.words import any_of, cues, fold, known, no_slogans, part_names, plain_names
from cxzy_nlp.text.patterns import alternation

_N = "[二两双三四五六七八九十]"
#: A character of what a numeral counts: no sign, no numeral, no particle that ends a name.
_BODY = "[^\x00-\u4dff\ua000-\uffff一二两双三四五六七八九十的了和与及是在等为即]"
#: What a numeral does not begin behind; written for a look behind the numeral's first character.
_NOT_BEHIND = r"(?<![第十百千几数0-9零〇一二三四五六七八九+.][\s\S])"
_EDGE = r"[,。;:、!?)(”’\n—]|\Z"
_SOFT_EDGE = r"的|等|之|和|与|及|为|是|上来|上下"
_NUMBERS = frozenset("一二两双三四五六七八九十")


def scan_plain(text: str, start: int, end: int, closed: Sequence[Span]) -> list[Name]:
    """Every name outside quotation marks, sorted.

    Examples
    --------
    >>> text = "落实三会一课,开展三联三促活动,做到三个到位,共有三个支部"
    >>> [name.text for name in scan_plain(text, 0, len(text), ())]
    ['三会一课', '三联三促', '三个到位']
    """
    names: list[Name] = []
    begins = [span[0] for span in closed]
    search, position = _grammar().search, start
    while (match := search(text, position, end)) is not None:
        at = match.start()
        before = bisect_right(begins, at) - 1
        if before >= 0 and closed[before][1] > at:
            position = closed[before][1]
            continue
        kind = _kind(match)
        name = _READERS[kind](text, match, end)
        if name is None and kind == "multi":
            single = _single_grammar().match(text, at, end)
            if single is not None:
                name = _READERS[_kind(single)](text, single, end)
        if name is None:
            position = at + 1
        else:
            names.append(name)
            position = name.end
    return names


def _kind(match: re.Match[str]) -> str:
    assert match.lastgroup is not None
    return match.lastgroup[:-1]


@functools.cache
def _sources() -> dict[str, dict[str, str]]:
    """What follows the first character of a name: by the kind of that character, by the kind of evidence."""
    follower, predicate = any_of("follower"), any_of("predicate")
    after_ge = rf"个(?:{predicate}){{1,2}}(?={_EDGE}|{_SOFT_EDGE}|{follower})"
    multi = rf"{_BODY}{{1,3}}(?:[一{_N[1:]}{_BODY}{{1,3}}){{1,5}}"
    return {
        "[0-9N]": {
            "known": _known_rests("0123456789N"),
            "code": r"(?:[0-9N]?(?:\+[0-9NX]{1,2}){1,5}|(?<=[1-9])[0-9]{2,5})"
            rf"(?=(?:党建|工作|管理|服务)?(?:{follower}))|(?<=[5-9])S(?=管理|现场|标准|活动|行动)",
            "ge": rf"(?<=[2-9]){after_ge}",
        },
        "一": {"known": _known_rests("一"), "multi": multi},
        _N: {
            "known": _known_rests(_N[1:-1]),
            "saying": rf"句话(?=[:,。;目的总要]|即)|{_N}?字(?=总?(?:{_MAXIMS}))",
            "these": rf"(?<=这{_N})个{_BODY}{{2,4}}?(?=[,。;:不就也都是])",
            "multi": multi,
            "ge": rf"(?<!双){after_ge}",
            "one": rf"{_BODY}{{1,4}}?(?=(?:{follower}))",
            "kinds": rf"[种大支项类]{_BODY}{{2,4}}(?=(?:建设)?——)",
            "listed": rf"{_BODY}{{1,7}}(?=,?即|[:(—。]|,?就是)",
        },
    }


def _known_rests(heads: str) -> str:
    """The known names that begin with one of `heads`, as an alternation over what follows that character."""
    rests: dict[str, list[str]] = {}
    for name in plain_names():
        if name[0] in heads:
            rests.setdefault(name[0], []).append(name[1:])
    return "|".join(f"(?<={re.escape(head)}){alternation(rest)}" for head, rest in sorted(rests.items()))


# Beginning with a class of characters keeps the search for numerals fast; all else is tried only behind one.
_FIRST = "[0-9N一二两双三四五六七八九十]"
_MAXIMS = "方针|要求|精神|原则|理念|目标|标准|工作法|诀|经|箴言|准则|家训|村训"


def _compiled(kinds: Iterable[str], guard: str) -> re.Pattern[str]:
    """One pattern for some kinds of evidence; a group is called by its kind and the place of its character's kind."""
    wanted = set(kinds)
    branches = []
    for place, (heads, sources) in enumerate(_sources().items()):
        parts = "|".join(f"(?P<{kind}{place}>{source})" for kind, source in sources.items() if kind in wanted)
        if parts:
            branches.append(f"(?<={heads})(?:{parts})")
    return re.compile(f"{_FIRST}{guard}(?:{'|'.join(branches)})")


@functools.cache
def _grammar() -> re.Pattern[str]:
    return _compiled(_READERS, _NOT_BEHIND)


@functools.cache
def _single_grammar() -> re.Pattern[str]:
    return _compiled(("ge", "saying", "one", "listed"), "")


@functools.cache
def _multi_grammar() -> re.Pattern[str]:
    return _compiled(("multi",), "")


@functools.cache
def _behind() -> re.Pattern[str]:
    return re.compile(any_of("follower"))


@functools.cache
def _bearer() -> re.Pattern[str]:
    return re.compile(any_of("follower", "bearer"))


@functools.cache
def _verb_before() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of('verb')}|^|[,。;:、(“”\n—])\Z")


def _known(text: str, match: re.Match[str], end: int) -> Name | None:
    at, stop, name = match.start(), match.end(), match[0]
    if text[stop : stop + 1] in _NUMBERS and len(parts_of(name)) == 1:
        longer = _multi_at(text, at, end)
        if longer is not None and not _stands_alone(text, stop, len(name)):
            return longer
    short = len(name) < 4 and name[1] not in "个+"
    if short and not (_bearer().match(text, stop) or _verb_before().search(text, max(0, at - 4), at)):
        return None
    body = name[2:] if name[1:2] == "个" else ""
    if body in nouns() and (_COUNTED.search(text, max(0, at - 3), at) or text[stop : stop + 1] in "团组名"):
        return None
    return Name(at, stop, at, name, digits_of(name) or known()[fold(name)])


#: 选出三个代表: a count of people.
_COUNTED = re.compile("(?:选出|推选|选派|派出|推荐|邀请|共有|现有|共|有|名|选)\\Z")


def _stands_alone(text: str, at: int, length_before: int) -> bool:
    """Whether another known name that is no part of a longer one begins right behind (五好|五带头).

    Two names of two characters (双联|双创) meet by chance in a new longer one.
    """
    for length in range(2, 6):
        name = fold(text[at : at + length])
        if name in known():
            return name not in part_names() and (length > 2 or length_before > 2)
    return False


def _multi_at(text: str, at: int, end: int) -> Name | None:
    match = _multi_grammar().match(text, at, end)
    return None if match is None else _multi(text, match, end)


def _multi(text: str, match: re.Match[str], end: int) -> Name | None:
    """三联三促, 五争当一示范: the last part ends before a word that follows names, else as the others do."""
    at, whole = match.start(), match[0]
    parts = parts_of(whole)
    if len(parts) < 2:
        return None
    last = parts[-1]
    head = at + len(whole) - len(last)
    length, followed = _last_length(text, head, len(last), len(parts[-2]))
    stop = head + length
    name = text[at:stop]
    if length < 2 or not plain_multi(name):
        return None
    digits = digits_of(name)
    if digits is None:
        return None
    bodies = {len(part) for part in parts[:-1]} | {length}
    even = len(set(digits)) == 1 and digits[0] > 1 and len(bodies) == 1
    long = len(parts) > 2 and max(bodies) <= 3 and max(digits) > 1
    marked = text[at - 1 : at] in _QUOTES or text[stop : stop + 1] in _QUOTES
    if max(digits) < 2:
        return None
    sure = even or long or marked or followed or _verb_before().search(text, max(0, at - 4), at) is not None
    return Name(at, stop, at, name, digits, False, sure)


_QUOTES = frozenset('“”‘’"')


def _last_length(text: str, head: int, longest: int, usual: int) -> tuple[int, bool]:
    """How long the last part of a name is, numeral included, and whether a word that follows names is behind it."""
    for length in range(2, longest + 1):
        if _behind().match(text, head + length):
            return length, True
    while longest > usual and text[head + longest - 1] in _PLACES:
        longest -= 1  # 四比四看中
    if longest <= 4 and (text[head + longest : head + longest + 1] in _ENDS or head + longest == len(text)):
        return longest, False
    return min(usual, longest), False


_PLACES = frozenset("中上下里内后前时")
_ENDS = frozenset(",。;:、!?)(”’\n—的了和与及是在等为即 ")


def _ge(text: str, match: re.Match[str], end: int) -> Name | None:
    at, stop, name = match.start(), match.end(), match[0]
    body = name[2:]
    if text[at - 1 : at] in "这那每各" and len(body) == 1:
        return None
    if len(body) == 1 and not _HARD_EDGE.match(text, stop) and not _behind().match(text, stop):
        return None
    digits = digits_of(name)
    return None if digits is None else Name(at, stop, at, name, digits)


_HARD_EDGE = re.compile(_EDGE)


def _one(text: str, match: re.Match[str], end: int) -> Name | None:
    at, name = match.start(), match[0]
    if name[0] == "二" or not plain_single(name) or not _verb_before().search(text, max(0, at - 4), at):
        return None
    digits = digits_of(name)
    if digits is None or digits[0] > 12:
        return None
    return Name(at, match.end(), at, name, digits)


def _listed(text: str, match: re.Match[str], end: int) -> Name | None:
    """A name whose list stands right behind it; only its items can prove it."""
    at, name = match.start(), match[0]
    body = name[2:] if name[1] == "个" else name[1:]
    if name[0] == "二" or body in nouns() or body in cues("announce") or announces(name) or body == "个":
        return None
    word = len(name) == 2 and name in no_slogans()  # 三资(资金、资产、资源)
    if name[1] != "个" and not word and not plain_single(name):
        return None
    digits = digits_of(name) if word else quoted_digits(name)
    if digits is None or len(digits) > 1 or not 1 < digits[0] <= 12:
        return None
    return Name(at, match.end(), at, name, digits, False, False, True)


def _saying(text: str, match: re.Match[str], end: int) -> Name | None:
    """四句话, 八字方针: a name if a list of phrases stands beside it."""
    at, name = match.start(), match[0]
    value = number(name[:-2] if name.endswith("句话") else name[:-1])
    if value is None or value < (4 if name.endswith("句话") else 2):
        return None
    stop = match.end()
    if name.endswith("字") and (noun := _MAXIM.match(text, stop, end)) is not None:
        stop = noun.end()
    return Name(at, stop, at, text[at:stop], (value,), False, False, True)


_MAXIM = re.compile(f"总?(?:{_MAXIMS})")


def _kinds(text: str, match: re.Match[str], end: int) -> Name | None:
    """三支队伍——干部队伍、…: a name if the items behind the dash end with its noun."""
    name = match[0].removesuffix("建设")
    value = number(name[0])
    if value is None or value < 3:
        return None
    return Name(match.start(), match.start() + len(name), match.start(), name, (value,), False, False, True)


def _these(text: str, match: re.Match[str], end: int) -> Name | None:
    """这五个雍河: a name if the list before it says the word with every item."""
    name = match[0]
    value = number(name[0])
    if value is None or value < 2 or name[2:] in nouns() or name[2:] in cues("announce"):
        return None
    return Name(match.start(), match.end(), match.start(), name, (value,), False, False, True)


def _code(text: str, match: re.Match[str], end: int) -> Name | None:
    name = match[0]
    digits = quoted_digits(name)
    if digits is None or (name.isdecimal() and "0" in name):
        return None
    return Name(match.start(), match.end(), match.start(), name, digits)


_READERS = {
    "known": _known,
    "code": _code,
    "multi": _multi,
    "ge": _ge,
    "one": _one,
    "listed": _listed,
    "saying": _saying,
    "these": _these,
    "kinds": _kinds,
}
