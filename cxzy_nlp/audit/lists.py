"""Lists that do not have as many items as the text says: a framework cut short, four themes of which three follow."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cxzy_nlp.audit.subject import Subject
from cxzy_nlp.document import CountFact, Finding, Framework

_CHINESE = "一二三四五六七八九"
_ITEM = re.compile(
    rf"(?:(?<=[。;:,、!?\n”)])|\A)\s?(?:第?([{_CHINESE}])(是|要)|第([{_CHINESE}])[,、]|其([{_CHINESE}])[,是]|[(（]([{_CHINESE}])[)）]|([{_CHINESE}])、)"
)
#: Behind the announcing count the list begins at once: a colon, a full stop, a few words (三个方面的工作要抓好:).
_LEAD = re.compile(r"[^。:;,!?\n—-]{0,16}(?:[:。;,]|[—-]{1,2})\s*")
_REACH = 1200
#: Between the announcement and the first heading of its list: line ends and blanks.
_NEAR = 8
#: How far before its number a list may begin, what ends it there, and what parts its items.
_BEFORE = 80
_SENTENCE_END = re.compile(r"[。:;!?\n]")
_PARTED = re.compile("[、和及]")
_PREDICATE = re.compile("要|以下|下列|如下|抓好|做好")
_FEWEST, _MOST = 2, 9


def short_lists(subject: Subject) -> Iterator[Finding]:
    """A finding for each definition and each announced list whose items are fewer or more than its number says.

    Examples
    --------
    >>> from cxzy_nlp import analyze
    >>> text = "要抓好四个方面的工作：一是抓学习；二是抓服务；三是抓作风。"
    >>> [(text[f.start:f.end], f.message) for f in analyze(text)[0].findings]
    [('四个方面的工作', '4 announced (四个方面的工作), but 3 items follow')]

    Notes
    -----
    Only lists whose items are numbered without a gap are counted, and only to the end of their paragraph unless the
    paragraph ends with the announcement. Wrong where the text says that it treats only some of the items.
    """
    for index, framework in enumerate(subject.frameworks):
        yield from _definition(framework, index)
    for index, count in enumerate(subject.counts):
        yield from _announced(subject, count, index)


def _definition(framework: Framework, index: int) -> Iterator[Finding]:
    found, digits = len(framework.components), framework.digits
    if not found or not digits:
        return
    # 4554 may be explained by its four parts or by all of their items.
    if found in (sum(digits), len(digits)) or (len(digits) > 1 and found in digits):
        return
    yield Finding(
        framework.start,
        framework.end,
        "component_mismatch",
        f"{framework.name} stands for {sum(digits)} items, but {found} are listed",
        (f"frameworks/{index}",),
    )


def _announced(subject: Subject, count: CountFact, index: int) -> Iterator[Finding]:
    value = count.value
    if count.role != "discourse" or count.approx or count.max is not None or not isinstance(value, int):
        return
    if not _FEWEST <= value <= _MOST:
        return
    text, offsets = subject.text, subject.reading.offsets
    begin, end = offsets.to_clean(count.start), offsets.to_clean(count.end)
    if _listed_before(_SENTENCE_END.split(text[max(begin - _BEFORE, subject.start) : begin])[-1], value):
        return  # 选题、调研、交流、转化|四个环节
    lead = _LEAD.match(text, end, subject.end)
    if lead is None:
        return
    if (listed := _headed(subject, offsets.to_source(lead.end() - 1, lead.end())[1])) is not None:
        if listed not in (1, value):  # one heading alone: the text was cut off, or is of another build
            yield _mismatch(count, index, listed)
        return
    first = _ITEM.match(text, lead.end(), subject.end) or _ITEM.match(text, lead.end() - 1, subject.end)
    if first is None or _number(first) != 1:
        return
    stop = text.find("\n", first.end(), subject.end)
    stop = subject.end if stop < 0 else stop
    form = _form(first)
    if "\n" in lead[0] or form not in ("是", "要"):
        return  # items in paragraphs of their own are headings or numbered paragraphs, and may be nested
    numbers = [1] + [
        _number(item)
        for item in _ITEM.finditer(text, first.end(), min(stop, first.end() + _REACH))
        if _form(item) == form
    ]
    ordered = [number for position, number in enumerate(numbers, 1) if number == position]
    if len(ordered) != len(numbers) or len(numbers) in (1, value):
        return
    yield _mismatch(count, index, len(numbers))


def _listed_before(clause: str, value: int) -> bool:
    """Whether as many items stand right before their number."""
    items = _PARTED.split(clause)
    return len(items) == value and _PREDICATE.search(items[-1]) is None


def _mismatch(count: CountFact, index: int, listed: int) -> Finding:
    message = f"{count.value} announced ({count.text}), but {listed} items follow"
    return Finding(count.start, count.end, "component_mismatch", message, (f"counts/{index}",))


def _headed(subject: Subject, end: int) -> int | None:
    """How many numbered headings of one level begin right behind `end` of the source, if the first is number one."""
    sections = subject.sections
    first = next((index for index, section in enumerate(sections) if section.start >= end), None)
    if first is None or sections[first].start - end > _NEAR or sections[first].number not in ("1", "一"):
        return None
    level, listed = sections[first].level, 0
    for section in sections[first:]:
        if section.level < level:
            break
        if section.level == level:
            if section.number is None:
                return None
            listed += 1
    return listed


def _number(item: re.Match[str]) -> int:
    return next(_CHINESE.index(group) + 1 for group in item.groups() if group and group in _CHINESE)


def _form(item: re.Match[str]) -> str:
    return item[2] or re.sub(rf"[{_CHINESE}\s]", "", item[0])
