"""The campaigns of the knowledge tables as a classifier needs them: phrases by their worth, and the time of each."""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from cxzy_nlp.classification.phrases import LONGEST, SHORTEST
from cxzy_nlp.knowledge import load
from cxzy_nlp.knowledge.loader import Entry

#: What a phrase is to a campaign: its name; a word that may be its name; a list of its own; one of its words; a list or
#: word that is as common at other times (三个代表, 八项规定), so that it says nothing where the campaign is not named;
#: a word that may be its name in its own time and is never one at another (学习教育).
NAME, BARE, LIST, WORD, COMMON, SHORT = range(6)
CLASSES = 6
#: A name shorter than this stands for other things as well (三讲, 保先).
_SHORT = 3
#: Shortest part of a slogan that tells anything.
_PART = 3
_SIGNS = re.compile(r"[、,，;；]")
_QUOTES = str.maketrans("", "", "“”、 ")
_FORMS = str.maketrans("，；：（）", ",;:()")
#: Months before the start in which a campaign is prepared, and after its end in which it is summed up.
BEFORE, AFTER = 2, 3
#: A campaign without an end is taken for over after so many months; later documents are no evidence against it.
_OPEN = 42


@dataclass(frozen=True, slots=True)
class Campaign:
    """A campaign as a candidate.

    `first` and `last` are months, counted from the year 0 (2010-04 is ``2010 * 12 + 3``); `open` says that no end is
    known. `long` are the names of which `phrases` has only the end, the longest first.
    """

    label: str
    long: tuple[str, ...]
    phrases: tuple[tuple[str, int], ...]
    first: int
    last: int
    open: bool

    @property
    def period(self) -> str:
        """The time in which it ran, as years and months.

        Examples
        --------
        >>> next(item for item in campaigns() if item.label == "创先争优").period
        '2010-04 to 2012-11'
        """
        start = f"{self.first // 12}-{self.first % 12 + 1:02}"
        return f"since {start}" if self.open else f"{start} to {self.last // 12}-{self.last % 12 + 1:02}"


def month(value: str) -> int:
    """The month of a date in EDTF, counted from the year 0.

    Examples
    --------
    >>> month("2010-04"), month("2014-10-08") - month("2014")
    (24123, 9)
    """
    year, *rest = value.strip("~?").split("-")
    return int(year) * 12 + (int(rest[0]) - 1 if rest else 0)


@functools.cache
def campaigns() -> tuple[Campaign, ...]:
    """Every campaign of the table; one that is part of another lends it its words."""
    entries = {entry["label"]: entry for entry in load("campaigns")}
    made = []
    for label, entry in entries.items():
        if "part_of" in entry:
            continue
        own: dict[str, int] = {}
        parts = (entry, *(item for item in entries.values() if item.get("part_of") == label))
        called = {form for part in parts for name in _called(part) for form in _plain(name)}
        for part in parts:
            for phrase, worth in _phrases(part):
                if len(phrase) >= SHORTEST:
                    own[phrase] = min(worth, own.get(phrase, worth))
        first = month(entry["start"])
        open_end = "end" not in entry
        last = first + _OPEN if open_end else month(entry["end"])
        long = sorted((name for name in called if len(name) > LONGEST), key=lambda name: (-len(name), name))
        made.append(Campaign(label, tuple(long), tuple(sorted(own.items())), first, last, open_end))
    return tuple(made)


def _called(entry: Entry) -> tuple[str, ...]:
    """The names by which a campaign is called."""
    return (entry["name"], *entry.get("aliases", ()))


def _phrases(entry: Entry) -> Iterator[tuple[str, int]]:
    alike = {item.split(":")[0].strip() for item in entry.get("lookalikes", ())}
    called = _called(entry)
    for name in (*called, entry["label"], *alike):
        worth = NAME if name in called else BARE
        if name in alike:
            worth = BARE if name in called else COMMON
        elif len(name) < _SHORT:
            worth = BARE
        for form in _spellings(name):
            yield form[-LONGEST:], worth  # long names differ in their ends
    yield from ((form, SHORT) for name in entry.get("short", ()) for form in _plain(name))
    common = {form for word in entry.get("common", ()) for form in _plain(word)}
    for form, worth in _language(entry):
        yield form, COMMON if form in common else worth


def _language(entry: Entry) -> Iterator[tuple[str, int]]:
    """The lists and words of a campaign."""
    frameworks = {item["key"]: item for item in load("frameworks")}
    for key in entry.get("frameworks", ()):
        framework = frameworks[key]
        for name in (framework["name"], *framework.get("aliases", ())):
            yield name.translate(_FORMS), LIST
        for component in framework["components"]:
            if len(component) > _PART:
                yield component.translate(_FORMS), LIST
    for slogan in entry.get("slogans", ()):
        yield slogan.translate(_FORMS), LIST
        yield from ((part.translate(_FORMS), LIST) for part in _SIGNS.split(slogan) if len(part) >= _PART)
    for word in entry["phrases"]:
        yield from ((form, WORD) for form in _plain(word))


def _plain(name: str) -> Iterator[str]:
    yield name.translate(_FORMS)
    if (bare := name.translate(_QUOTES).translate(_FORMS)) != name:
        yield bare


def _spellings(name: str) -> Iterator[str]:
    """A name as it stands, without its signs, and with the words that spinning puts in the place of its own."""
    for form in _plain(name):
        yield form
        pairs = [(row["original"], row["spun"]) for row in load("spin_synonyms") if row["original"] in form]
        for size in (1, 2):
            for chosen in itertools.combinations(pairs, size):
                spun = form
                for original, other in chosen:
                    spun = spun.replace(original, other)
                yield spun


def phrase_pairs(known: Iterable[Campaign]) -> Iterator[tuple[str, int]]:
    """Each phrase of each campaign, with the number of the campaign times the number of classes, plus its class."""
    for number, campaign in enumerate(known):
        for phrase, worth in campaign.phrases:
            yield phrase, number * CLASSES + worth
