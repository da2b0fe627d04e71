"""Held-out judgements: every document is judged by a model that has seen none of its family."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from evaluation.scores import Guess

from cxzy_nlp.classification.decide import OTHER, UNKNOWN, decide, raw_logits
from cxzy_nlp.classification.lexicon import LEVELS
from cxzy_nlp.classification.names import campaigns
from cxzy_nlp.classification.signals import read_signals
from training.fit import Grams, finished, fit_temperature, train
from training.material import Example, untitled
from training.shared import parted

KINDS = ("genre", "campaign", "level", "role")


@dataclass(slots=True)
class Outcome:
    """What the held-out models said: logits and right answers by kind, and the decisions at temperature 1."""

    logits: dict[str, list[Any]] = field(default_factory=lambda: {kind: [] for kind in KINDS})
    wanted: dict[str, list[str]] = field(default_factory=lambda: {kind: [] for kind in KINDS})
    labels: dict[str, list[list[str]]] = field(default_factory=lambda: {kind: [] for kind in KINDS})
    where: dict[str, list[str]] = field(default_factory=lambda: {kind: [] for kind in KINDS})
    second: list[Guess] = field(default_factory=list)
    bare: dict[str, list[Any]] = field(default_factory=lambda: {kind: [] for kind in KINDS})  # without their titles

    def add(self, kind: str, where: str, logits: Any, labels: Sequence[str], wanted: str) -> None:
        self.logits[kind].append(np.asarray(logits, dtype=np.float64))
        self.labels[kind].append(list(labels))
        self.wanted[kind].append(wanted)
        self.where[kind].append(where)

    def guesses(self, kind: str, temperature: float = 1.0, threshold: float = 0.0, otherwise: str = "") -> list[Guess]:
        """The decisions of a kind under a temperature and a threshold."""
        made = []
        for where, row, labels, wanted in zip(
            self.where[kind], self.logits[kind], self.labels[kind], self.wanted[kind], strict=True
        ):
            powers = np.exp((row - row.max()) / temperature)
            chances = powers / powers.sum()
            best = int(chances.argmax())
            found, score = labels[best], float(chances[best])
            if score < threshold and otherwise in labels:
                found, score = otherwise, float(chances[labels.index(otherwise)])
            made.append(Guess(where, wanted, found, score))
        return made


def held_out(known: Sequence[Example], grams: Grams, folds: int = 12) -> Outcome:
    """Judge every example by a model trained on the families of the other folds; 0 folds is one for each family."""
    outcome = Outcome()
    names = [item.label for item in campaigns()]
    for held in parted((item.family for item in known), folds, 3):
        model = finished(*train([item for item in known if item.family not in held], grams))
        for item in known:
            if item.family not in held:
                continue
            signals = read_signals(item.view, model.lexicon)
            logits = raw_logits(signals, model)
            outcome.add("genre", item.id, logits.genre, model.genre.labels, item.genre)
            outcome.add("campaign", item.id, logits.campaign, [*names, OTHER], item.campaign)
            outcome.add("level", item.id, logits.level, [*LEVELS, UNKNOWN], item.level)
            bare = raw_logits(read_signals(untitled(item.view), model.lexicon), model)
            for kind, row in bare.by_kind():
                outcome.bare[kind].append(row)
            for row, heading, role in zip(logits.roles, item.view.headings, item.roles, strict=True):
                if role:
                    surface = item.view.text[heading.start : heading.end]
                    outcome.add("role", f"{item.id} {surface}", row, model.role.labels, role)
            second = decide(signals, model).second_campaign
            found, score = (second.label, second.score) if second else ("none", 1.0)
            outcome.second.append(Guess(item.id, item.second or "none", found, score))
    return outcome


def temperatures(outcome: Outcome) -> dict[str, float]:
    """The temperature of each kind under which the held-out answers are likeliest, with and without the title.

    Titles tell more in the corpora than on found pages, so that temperatures of whole documents alone are too bold.
    """
    made = {}
    for kind in KINDS:
        rows, right = [], []
        for logits in (outcome.logits[kind], outcome.bare[kind]):
            for row, labels, wanted in zip(logits, outcome.labels[kind], outcome.wanted[kind], strict=False):
                if wanted in labels:
                    rows.append(row)
                    right.append(labels.index(wanted))
        made[kind] = fit_temperature(rows, right)
    return made
