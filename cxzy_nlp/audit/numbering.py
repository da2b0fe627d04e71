"""Numbers that a numbered text skips: a section 四 that is missing between 三 and 五, 三是 right behind 一是."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from cxzy_nlp.audit.subject import Subject
from cxzy_nlp.document import Finding, Section
from cxzy_nlp.errors import InputError
from cxzy_nlp.facts.numerals import parse_int_numeral

_CHINESE = "一二三四五六七八九"
#: A stage or a list of the ordinals has a numbering of its own beside 一、.
_ORDINAL = re.compile(r"第([一二三四五六七八九十]{1,3}|\d{1,2})([^一二三四五六七八九十\d]?)")
#: The first character is looked for before what stands to its left, so that the engine passes quickly over all others.
_INLINE = re.compile(
    rf"[第其{_CHINESE}](?<=[。;:,、!?\n”)].)"
    rf"(?:(?<=其)[{_CHINESE}][,是]?|(?:(?<=第)[{_CHINESE}]|(?<=[{_CHINESE}]))(?:是(?!否|一)|要|则是|抓|个是))"
)
#: What stands behind a number.
_SIGNS = tuple("、.．,，﹑:：)）〕]】")
#: A longer way between two items says that they belong to two lists.
_ITEM_REACH = 1500


def numbering_gaps(subject: Subject) -> Iterator[Finding]:
    """A finding for each number that headings or the items of a running list skip.

    A number that stands anywhere between its neighbours, in whatever form, is not missing: its heading was only not
    recognised. Wrong where two lists of one level follow each other without a heading between them.

    Examples
    --------
    >>> from cxzy_nlp import analyze
    >>> text = "工作方案\\n一、总体要求\\n要抓紧。\\n二、方法步骤\\n要抓实。\\n四、组织领导\\n要抓牢。"
    >>> [(text[f.start:f.end], f.message) for f in analyze(text)[0].findings]
    [('四、', '四 follows 二: section 三 is missing, or was left out when the text was cut')]
    """
    yield from _headings(subject)
    yield from _items(subject)


def _headings(subject: Subject) -> Iterator[Finding]:
    source = subject.reading.source.text
    last: dict[tuple[int, str], tuple[int, int, Section]] = {}  # by level and style: number and index
    for index, section in enumerate(subject.sections):
        number, style = _number(section.number)
        for key in [key for key in last if key[0] > section.level]:
            del last[key]
        if number is None:
            continue
        before = last.get((section.level, style))
        last[section.level, style] = (number, index, section)
        if before is None or number <= before[0] + 1:
            continue
        missing = range(before[0] + 1, number)
        between = source[before[2].end : section.start]
        form = _form(section.text, section.number or "")
        if any(re.search(form.replace("#", rf"(?:{item}|{_spelled(item)})"), between) for item in missing):
            continue
        names = "、".join(_named(item, section.number or "") for item in missing)
        yield Finding(
            section.start,
            section.start + _number_end(section.text, section.number or ""),
            "numbering_gap",
            f"{section.number} follows {before[2].number}: section {names} is missing, or was left out when the text "
            "was cut",
            (f"sections/{before[1]}", f"sections/{index}"),
        )


def _number_end(heading: str, number: str) -> int:
    """Where the number of a heading ends, with the sign behind it: 四、, （五）; one sign may be all of it: ⒋, ㈣."""
    at = heading.find(number)
    if at < 0:
        return 1 if number in unicodedata.normalize("NFKC", heading[:1]) else len(heading)
    end = at + len(number)
    return end + (heading[end : end + 1] in _SIGNS)


def _number(number: str | None) -> tuple[int | None, str]:
    """The value of a heading's number, and what it counts (nothing, 阶段, 条)."""
    if number is None:
        return None, ""
    ordinal = _ORDINAL.match(number)
    digits, style = (
        (ordinal[1], "第" + ordinal[2]) if ordinal else (number, "一" if number[0] in _CHINESE + "十" else "1")
    )
    try:
        return parse_int_numeral(digits), style
    except InputError:
        return None, ""


def _named(value: int, like: str) -> str:
    """The number in the manner of its neighbour."""
    return str(value) if any(character.isdecimal() for character in like) else _spelled(value)


def _spelled(value: int) -> str:
    tens, ones = divmod(value, 10)
    head = "" if not tens else "十" if tens == 1 else _CHINESE[tens - 1] + "十"
    return head + (_CHINESE[ones - 1] if ones else "")


def _form(heading: str, number: str) -> str:
    """A pattern of how a number (#) stands in the headings beside this one: bracketed, ordinal, or before a sign."""
    if number.startswith("第"):
        return "第 ?#"
    if heading[:1] in "(（〔[【":
        return r"[(（〔\[【] ?# ?[)）〕\]】]"
    return r"(?<![\d第.十百])(?<![(（〔\[【])# ?[、.．，,﹑:：\s]"


def _items(subject: Subject) -> Iterator[Finding]:
    text = subject.text
    low: tuple[int, str, int] | None = None  # the last item: its number, its form, where it ends
    for found in _INLINE.finditer(text, subject.start, subject.end):
        surface = found[0]
        form = surface.translate(_NO_DIGITS)
        number = next(_CHINESE.index(character) + 1 for character in surface if character in _CHINESE)
        if low is not None and form == low[1] and number > low[0] + 1 and found.start() - low[2] < _ITEM_REACH:
            between = text[low[2] : found.start()]
            missing = [_CHINESE[item - 1] for item in range(low[0] + 1, number)]
            if "\n" not in between.strip("\n") and not any(item in between for item in missing):
                yield subject.finding(
                    found.start(),
                    found.end(),
                    "numbering_gap",
                    f"{surface} follows {_CHINESE[low[0] - 1]}{form}: item {'、'.join(missing)} is missing",
                )
        low = (number, form, found.end())


_NO_DIGITS = str.maketrans(dict.fromkeys(_CHINESE, ""))
