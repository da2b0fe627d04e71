"""Well-known persons who are named without an office: leaders, model persons, classics."""

from __future__ import annotations

import functools
import re

from cxzy_nlp.facts.persons.finder import Finder
from cxzy_nlp.facts.persons.mention import Mention
from cxzy_nlp.facts.persons.names import UNKNOWN, evidence_behind, lexicon
from cxzy_nlp.facts.persons.offices import ends_with_office, office_phrase
from cxzy_nlp.knowledge import load
from cxzy_nlp.text.characters import is_ideograph
from cxzy_nlp.text.patterns import alternation

#: How sure a well-known name is.
KNOWN = 7
#: So far before a name its offices begin.
_REACH = 24


def _words(kind: str) -> str:
    return alternation(word for entry in load("people") if entry["kind"] == kind for word in entry["words"].split())


@functools.cache
def _known() -> Finder:
    return Finder(
        word for entry in load("people") if entry["kind"] in ("person", "foreign") for word in entry["words"].split()
    )


@functools.cache
def _unless() -> re.Pattern[str]:
    """What behind a well-known name makes it a theory or a title; 马克思、列宁主义 is one too."""
    return re.compile(f"(?:、?(?:{_words('foreign')}))?(?:{_words('unless')})")


def is_theory(text: str, start: int, end: int, limit: int) -> bool:
    """Whether ``text[start:end]`` is a well-known name that only names a theory, a book or an institution there.

    Examples
    --------
    >>> is_theory("邓小平理论", 0, 3, 5), is_theory("邓小平同志", 0, 3, 5)
    (True, False)
    """
    return text[start:end] in _known().words and _unless().match(text, end, limit) is not None


def known_people(text: str, start: int, end: int) -> list[Mention]:
    """Every well-known person of ``text[start:end]``; 邓小平 in 邓小平理论 and 马克思 in 马克思主义 are none.

    Examples
    --------
    >>> text = "学习雷锋精神,坚持邓小平理论,孔子说过。"
    >>> [text[one.start : one.end] for one in known_people(text, 0, len(text))]
    ['雷锋', '孔子']
    """
    found = []
    for first, last in _known().starting(text, start, end):
        longer = (
            last - first == 2
            and text[last - 1] != "子"
            and text[last : last + 1] in lexicon().common
            and evidence_behind(text, last, end) == UNKNOWN
        )
        if not longer and not is_theory(text, first, last, end):
            found.append(Mention(first, last, _office_before(text, first, start), KNOWN))
    return found


def _office_before(text: str, at: int, start: int) -> tuple[int, int] | None:
    """The office right before a well-known name: 国家主席|习近平."""
    low = max(start, at - _REACH)
    if not ends_with_office(text[low:at]):
        return None
    run = at
    while run > low and (is_ideograph(text[run - 1]) or text[run - 1] == "、"):
        run -= 1
    return office_phrase(text, run, at)
