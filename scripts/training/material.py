"""The annotated documents as the classifiers see them, and the ways in which each is made harder for training."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from corpus import ROOT, documents

from cxzy_nlp import Config, Source, read
from cxzy_nlp.classification import View
from cxzy_nlp.knowledge import load
from cxzy_nlp.pipeline import read_views
from cxzy_nlp.structure.headings import Heading
from cxzy_nlp.text import Reading

#: Years that a template site writes over those of a document.
_LATER = (2016, 2018, 2020, 2022, 2024)
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Example:
    """One annotated document: its view, its family, its labels, and for each of its headings the role or ``None``."""

    id: str
    family: str
    view: View
    genre: str
    campaign: str
    second: str | None
    level: str
    roles: tuple[str | None, ...]

    @property
    def text(self) -> str:
        """The document's characters in the reading, digits as 0."""
        return _DIGIT.sub("0", self.view.text[self.view.start : self.view.end])


def examples(*splits: str, demo: bool = True) -> list[Example]:
    """The documents of the splits, and those of the demo archive: each file of it is a family of its own."""
    found = [
        _example(document["id"], document["family"], Source.from_text(document["text"]), document)
        for document in documents(*splits)
    ]
    if demo:
        for path in sorted((ROOT / "corpora" / "gold").rglob("*.json")):
            gold = json.loads(path.read_text(encoding="utf-8"))
            source = read(ROOT / "corpora" / "demo" / gold["path"])
            for number, document in enumerate(gold["documents"], 1):
                found.append(_example(f"{gold['path']}-{number}", gold["path"], source, document))
    return found


def _example(name: str, family: str, source: Source, gold: dict[str, Any]) -> Example:
    views = read_views(source, Config())
    reading, view = max(views, key=lambda item: _shared(item[0], item[1], gold))
    return Example(
        name,
        family,
        view,
        gold["genre"],
        gold["campaign"],
        gold["second_campaign"],
        gold["level"] or "unknown",
        tuple(_role(reading, heading, gold["sections"]) for heading in view.headings),
    )


def _shared(reading: Reading, view: View, gold: dict[str, Any]) -> int:
    start, end = reading.offsets.to_source(view.start, view.end)
    return int(min(end, gold["end"]) - max(start, gold["start"]))


def _role(reading: Reading, heading: Heading, sections: Sequence[dict[str, Any]]) -> str | None:
    start, end = reading.offsets.to_source(heading.start, heading.end)
    for section in sections:
        if section["start"] < end and start < section["end"]:
            return str(section["role"]) if section["role"] else None
    return None


def untitled(view: View) -> View:
    """The document without its title."""
    if view.title is None or view.title[0] < view.start:
        return replace(view, title=None)
    start = view.title[1]
    while start < view.end and view.text[start] in " \n":
        start += 1
    headings = tuple(heading for heading in view.headings if heading.start >= start)
    return replace(view, start=min(start, view.end - 1), title=None, headings=headings)


def retitled(view: View, title: str) -> View:
    """The document under another one's title."""
    bare = untitled(view)
    text = f"{title}\n{bare.text[bare.start : bare.end]}"
    shift = len(title) + 1 - bare.start
    headings = tuple(Heading(h.start + shift, h.end + shift, h.level, h.number) for h in bare.headings)
    return replace(view, text=text, start=0, end=len(text), title=(0, len(title)), headings=headings)


def shortened(view: View, first: float, last: float) -> View:
    """A part of the document, cut at a line or a sentence."""
    size = view.end - view.start
    start, end = view.start + int(first * size), view.start + int(last * size)
    if first > 0:
        start = view.text.find("\n", start, end) + 1 or start
    if last < 1:
        end = view.text.rfind("。", start, end) + 1 or end
    headings = tuple(heading for heading in view.headings if heading.start >= start and heading.end <= end)
    keeps = first == 0 and view.title is not None and view.title[1] < end
    return replace(view, start=start, end=end, title=view.title if keeps else None, headings=headings)


def undated(view: View) -> View:
    """The document as if nothing told its year."""
    return replace(view, dated=None)


def overwritten(view: View, year: int) -> View:
    """The document with a later year over its own."""
    return replace(view, dated=((year, 3), (year, 3)))


@dataclass(frozen=True, slots=True)
class Variant:
    """A changed copy of an example, and how much it counts."""

    example: int
    view: View
    weight: float


def genre_variants(known: Sequence[Example]) -> list[Variant]:
    """Each document as it is, without its title, under a wrong title, and only its first part and its last."""
    chance = random.Random(5)
    titles = [item.view.text[slice(*item.view.title)] for item in known if item.view.title is not None]
    made = []
    for number, item in enumerate(known):
        made += [
            Variant(number, item.view, 1.0),
            Variant(number, untitled(item.view), 0.5),
            Variant(number, retitled(item.view, chance.choice(titles)), 0.3),
            Variant(number, shortened(item.view, 0, 0.6), 0.3),
            Variant(number, shortened(untitled(item.view), 0.3, 1), 0.2),
        ]
    return made


def campaign_variants(known: Sequence[Example]) -> list[Variant]:
    """Each document as it is, without a date, with an overwritten one, without its title, and only its first part."""
    chance = random.Random(7)
    made = []
    for number, item in enumerate(known):
        made += [
            Variant(number, item.view, 1.0),
            Variant(number, undated(item.view), 0.4),
            Variant(number, overwritten(item.view, chance.choice(_LATER)), 0.3 if item.campaign != "other" else 0.0),
            Variant(number, untitled(item.view), 0.4),
            Variant(number, shortened(item.view, 0, 0.5), 0.2),
        ]
    return made


def skeletons() -> list[Example]:
    """The documents of the table ``genre_skeletons``: of their genre, and nothing else is known of them."""
    made = []
    for entry in load("genre_skeletons"):
        source = Source.from_text(f"{entry['title']}\n{entry['text']}\n")
        (_, view), *_ = read_views(source, Config(split=False))
        made.append(Example(entry["title"], "", view, entry["genre"], "", None, "", ()))
    return made


def everyday_mentions() -> list[Example]:
    """The documents of the table ``everyday_mentions``: they serve no campaign, and nothing else is known of them."""
    made = []
    for entry in load("everyday_mentions"):
        (_, view), *_ = read_views(Source.from_text(entry["text"]), Config(split=False))
        made.append(Example(entry["text"][:8], "", view, "", "other", None, "", ()))
    return made


def standing_headings() -> list[Example]:
    """The headings of the table ``role_headings``, each as a document of its own that is nothing else."""
    made = []
    for entry in load("role_headings"):
        for word in entry["words"]:
            text = f"一、{word}\n"
            view = View(text, 0, len(text), headings=(Heading(0, len(text) - 1, 1, "一"),))
            made.append(Example(word, "", view, "", "", None, "", (entry["role"],)))
    return made
