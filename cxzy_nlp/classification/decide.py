"""From one document's signals to its labels."""

from __future__ import annotations

import functools
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from operator import mul

import numpy as np

from cxzy_nlp.classification import campaigns, levels
from cxzy_nlp.classification.features import add_up, genre_dense, genre_grams, heading_characters, passage_grams
from cxzy_nlp.classification.lexicon import LEVELS, ZONES
from cxzy_nlp.classification.model import Head, Model, probabilities
from cxzy_nlp.classification.names import BARE, CLASSES
from cxzy_nlp.classification.names import campaigns as known_campaigns
from cxzy_nlp.classification.phrases import Numbers
from cxzy_nlp.classification.roles import decode, heading_dense, outline
from cxzy_nlp.classification.signals import Answers, Floats, Signals
from cxzy_nlp.document import Label

#: Where nothing can be decided.
OTHER, UNKNOWN = "other", "unknown"
#: The genre in which those below are judged.
_COMMENT = "comment"
#: How often a second campaign that a heading names is right: 13 of 16 in the corpora, by the rule of succession.
_BY_HEADING = 0.78
#: A second campaign is named so often within so many characters, names that far apart.
_NAMED, _PASSAGE, _APART = 3, 500, 6
#: The title and the headings.
_HEADS = np.array([[ZONES.index("title")], [ZONES.index("heading")]])
#: Of a text of fewer characters the form tells little: its genre is the more doubtful, the shorter it is.
_TELLING = 60
#: Headings up to this level are of a part; what calls a campaign one, in its name or so close behind it.
_HIGH, _BEHIND = 2, 4
_AS_ONE = re.compile("活动|教育")


@dataclass(frozen=True, slots=True, eq=False)
class Decision:
    """The labels of one document, and for each kind the chance of every label."""

    genre: Label
    campaign: Label
    second_campaign: Label | None
    level: Label
    roles: tuple[Label | None, ...]
    chances: dict[str, list[float]]
    labels: dict[str, tuple[str, ...]]

    def ranked(self) -> dict[str, tuple[Label, ...]]:
        """For genre, campaign and level every label with its chance, the likeliest first."""
        return {
            kind: tuple(
                Label(label, round(chance, 4))
                for label, chance in sorted(zip(self.labels[kind], row, strict=True), key=lambda pair: -pair[1])
            )
            for kind, row in self.chances.items()
        }


@dataclass(frozen=True, slots=True, eq=False)
class Logits:
    """The logits of genre, campaign and level, and of the role of every heading, before any temperature.

    `genres` are the chances of the genres, which the others are asked with.
    """

    genre: list[float]
    genres: list[float]
    campaign: list[float]
    level: list[float]
    roles: Floats

    def by_kind(self) -> tuple[tuple[str, list[float]], ...]:
        return ("genre", self.genre), ("campaign", self.campaign), ("level", self.level)


def raw_logits(signals: Signals, model: Model) -> Logits:
    """What the model thinks of a document."""
    grams = add_up(genre_grams(signals, model.idf), model.grams)
    count = len(model.genre.labels)
    genre = genre_logits(signals, model.genre, grams[:count])
    chances = probabilities(genre, model.temperatures["genre"])
    spoken = model.wording.score(grams[count:], len(signals.codes))
    answers = campaigns.ask(signals, model.genre.labels, chances, spoken.serving, spoken.campaigns)
    other, comment = (chances[model.genre.labels.index(label)] for label in (OTHER, _COMMENT))
    return Logits(
        genre=genre,
        genres=chances,
        campaign=_weigh(answers, model.campaign),
        level=_weigh(levels.ask(signals, other, comment, spoken.levels), model.level),
        roles=_roles(signals, model, chances)
        if signals.view.headings
        else np.zeros((0, len(model.role.labels)), np.float32),
    )


def genre_logits(signals: Signals, head: Head, grams: Floats) -> list[float]:
    """The logits of the genres; `grams` is what the n-grams add up to."""
    sure = min(1.0, len(signals.codes) / _TELLING)
    return [sure * logit for logit in head.score(genre_dense(signals), grams).tolist()]


def decide(signals: Signals, model: Model) -> Decision:
    """Genre, campaigns, level, and the role of every heading.

    A genre below its threshold is other, a level below its own unknown, a role below its own is left open. A campaign
    needs no threshold: that the document serves none is one of the candidates.
    """
    logits = raw_logits(signals, model)
    chances = {
        "genre": logits.genres,
        "campaign": probabilities(logits.campaign, model.temperatures["campaign"]),
        "level": probabilities(logits.level, model.temperatures["level"]),
    }
    labels = _labels(model.genre.labels)
    first = _best(labels["campaign"], chances["campaign"], model.thresholds["campaign"], OTHER)
    return Decision(
        genre=_best(labels["genre"], chances["genre"], model.thresholds["genre"], OTHER),
        campaign=first,
        second_campaign=_second(labels["campaign"], logits, signals, model, first.label),
        level=_best(labels["level"], chances["level"], model.thresholds["level"], UNKNOWN),
        roles=_labelled(logits.roles, model),
        chances=chances,
        labels=labels,
    )


@functools.cache
def _labels(genres: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """The labels of genre, campaign and level in the order of their chances."""
    return {
        "genre": genres,
        "campaign": (*(item.label for item in known_campaigns()), OTHER),
        "level": (*LEVELS, UNKNOWN),
    }


def _labelled(logits: Floats, model: Model) -> tuple[Label | None, ...]:
    labels, threshold, temperature = model.role.labels, model.thresholds["role"], model.temperatures["role"]
    most = np.maximum.reduce(logits, 1, keepdims=True)
    totals = np.add.reduce(np.exp((logits - most) / temperature), 1)  # the power of the likeliest is 1
    return tuple(
        [
            Label(labels[best], round(1 / total, 4)) if 1 / total >= threshold else None
            for best, total in zip(logits.argmax(1).tolist(), totals.tolist(), strict=True)
        ]
    )


def _weigh(answers: Sequence[Answers], weights: Sequence[float]) -> list[float]:
    """The logit of each candidate; the last one, that it is none of them, is the measure of all.

    The last weight is that of every candidate; one of whom nothing is known has no answers.
    """
    bias = weights[-1]
    return [*[sum(map(mul, row, weights), bias) if any(row) else bias for row in answers], 0.0]


def _best(labels: Sequence[str], chances: list[float], threshold: float, otherwise: str) -> Label:
    most = max(chances)
    number = chances.index(most) if most >= threshold else labels.index(otherwise)
    return Label(labels[number], round(chances[number], 4))


def _second(names: Sequence[str], logits: Logits, signals: Signals, model: Model, first: str) -> Label | None:
    """Another campaign that at least a part of the document is given to: a heading, or one passage that names it often.

    A heading may be given to one that is over (巩固学习实践活动成果); elsewhere one that had not begun, or was long
    over, at the document's date is only remembered. A text that serves none may have a heading of one, too (the work of
    a year: 三、巩固主题教育成果).
    """
    weighed, number = logits.campaign, names.index(first)
    which, coded = signals.said.campaigns
    if all(code // CLASSES == number for code in coded.tolist() if code % CLASSES <= BARE):
        return None
    told = (coded % CLASSES <= BARE).nonzero()[0]
    numbers = coded[told] // CLASSES
    mine = numbers == number
    which, hits = which[told], signals.known[which[told]]
    starts, ends = signals.starts[hits], signals.starts[hits] + signals.lengths[hits]
    other = ~np.isin(starts, starts[mine])  # 主题教育 is the first one's too
    headed = _headed(signals, starts[other], ends[other], numbers[other])
    if headed:
        number = max(headed, key=weighed.__getitem__)
        return Label(names[number], max(_chance(weighed[number]), _BY_HEADING))
    likely = [(weighed[at], -at) for at in set(numbers.tolist()) - {number} if weighed[at] > 0]
    if first == OTHER or not likely:
        return None
    number = -max(likely)[1]
    _, outside = campaigns.fit(known_campaigns()[number], signals.view.dated)
    if outside:
        return None
    own = other & (numbers == number)
    named = np.unique(starts[own])
    named = named[np.diff(named, prepend=-_APART) >= _APART]  # one long name holds several short ones
    often = len(named) >= _NAMED and (named[_NAMED - 1 :] - named[: len(named) - _NAMED + 1]).min() <= _PASSAGE
    if not (often or signals.zones[_HEADS, which[own]].any()):
        return None
    return Label(names[number], _chance(weighed[number]))


def _chance(logit: float) -> float:
    return round(1 / (1 + math.exp(-logit)), 4)


def _headed(signals: Signals, starts: Numbers, ends: Numbers, numbers: Numbers) -> set[int]:
    """The campaigns that a heading of the first two levels names as one (学习实践活动, not “三严三实”的要求).

    Of a name inside a longer one (主题教育 in 牢记使命”主题教育) only the longer counts.
    """
    headings = zip(signals.view.headings, signals.edges.tolist(), strict=False)  # the last edges are the title's
    high = [edges for heading, edges in headings if heading.level <= _HIGH]
    if not high or not len(starts):
        return set()
    found = set()
    owner = np.array([start for start, _ in high]).searchsorted(starts, side="right") - 1
    outer = campaigns.outermost([0] * len(starts), starts.tolist(), (ends - starts).tolist())
    longest = {(int(starts[at]), int(ends[at])) for at in outer}
    for at in (owner >= 0).nonzero()[0].tolist():
        if (int(starts[at]), int(ends[at])) not in longest:
            continue
        first, last, close = int(starts[at]), int(ends[at]), high[owner[at]][1]
        if last <= close and _AS_ONE.search(signals.text, first, min(last + _BEHIND, close)):
            found.add(int(numbers[at]))
    return found


def _roles(signals: Signals, model: Model, chances: Sequence[float]) -> Floats:
    """The logits of the role of each heading."""
    head, known = model.role, outline(signals.view.headings)
    columns, first, shares = heading_characters(signals, model.characters, len(model.character_weights) // 2)
    heard = np.add.reduceat(model.character_weights.take(columns, axis=0), first) * shares[:, None]
    logits: Floats = heading_dense(signals, known) @ head.dense
    logits += heard[:-1]
    logits += heard[-1] + head.bias + np.array(chances, dtype=np.float32) @ model.role_genre
    grams, begins, filled, scales = passage_grams(signals)
    logits[filled] += np.add.reduceat(model.passage_weights.take(grams, axis=0), begins) * scales[:, None]
    return decode(logits, known, model.role_help)
