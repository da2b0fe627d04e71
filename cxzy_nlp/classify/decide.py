"""From one document's signals to its labels."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from cxzy_nlp.classify import campaigns, levels
from cxzy_nlp.classify.features import ELDER, GENRE, PARENT, family, genre_dense, genre_grams, heading_dense, role_grams
from cxzy_nlp.classify.lexicon import LEVELS
from cxzy_nlp.classify.model import Model, probabilities
from cxzy_nlp.classify.names import campaigns as known_campaigns
from cxzy_nlp.classify.signals import Floats, Signals
from cxzy_nlp.document import Label

Rows = npt.NDArray[np.float64]

#: Where nothing can be decided.
OTHER, UNKNOWN = "other", "unknown"
#: A second campaign must be likelier than not, and stand in a heading or be named so often.
_SECOND_NAMED = 3


@dataclass(frozen=True, slots=True, eq=False)
class Decision:
    """The labels of one document, and for each kind the chance of every label."""

    genre: Label
    campaign: Label
    second_campaign: Label | None
    level: Label
    roles: tuple[Label | None, ...]
    chances: dict[str, dict[str, float]]


def raw_logits(signals: Signals, model: Model) -> tuple[Rows, Rows, Rows, list[Rows]]:
    """The logits of genre, campaign and level, and of the role of every heading, before any temperature."""
    genre = model.genre.score(genre_dense(signals), genre_grams(signals, model.lexicon, model.idf)).astype(np.float64)
    campaign = _weigh(campaigns.ask(signals, model.lexicon), model.campaign)
    level = _weigh(levels.ask(signals, model.lexicon), model.level)
    chances = probabilities(genre, model.temperatures["genre"])
    return genre, campaign, level, _roles(signals, model, chances) if signals.view.headings else []


def decide(signals: Signals, model: Model) -> Decision:
    """Genre, campaigns, level, and the role of every heading.

    A genre below its threshold is other, a level below its own unknown, a role below its own is left open. A campaign
    needs no threshold: that the document serves none is one of the candidates.
    """
    genre, campaign, level, roles = raw_logits(signals, model)
    names = [item.label for item in known_campaigns()] + [OTHER]
    heat = model.temperatures
    chances = {
        "genre": _chances(model.genre.labels, probabilities(genre, heat["genre"])),
        "campaign": _chances(names, probabilities(campaign, heat["campaign"])),
        "level": _chances((*LEVELS, UNKNOWN), probabilities(level, heat["level"])),
    }
    first = _best(chances["campaign"], model.thresholds["campaign"], OTHER)
    return Decision(
        genre=_best(chances["genre"], model.thresholds["genre"], OTHER),
        campaign=first,
        second_campaign=_second(names, campaign, signals, model, first.label),
        level=_best(chances["level"], model.thresholds["level"], UNKNOWN),
        roles=tuple(_role(row, model) for row in roles),
        chances=chances,
    )


def _role(logits: Rows, model: Model) -> Label | None:
    chances = probabilities(logits, model.temperatures["role"])
    best = int(chances.argmax())
    score = round(float(chances[best]), 4)
    return Label(model.role.labels[best], score) if score >= model.thresholds["role"] else None


def _weigh(answers: Rows, weights: Rows) -> Rows:
    """The logit of each candidate; the last one, that it is none of them, is the measure of all."""
    return np.append(answers @ weights[:-1] + weights[-1], 0.0)


def _chances(labels: tuple[str, ...] | list[str], values: Rows) -> dict[str, float]:
    return {label: round(float(value), 4) for label, value in zip(labels, values, strict=True)}


def _best(chances: dict[str, float], threshold: float, otherwise: str) -> Label:
    label = max(chances, key=lambda name: (chances[name], name))
    if chances[label] < threshold:
        return Label(otherwise, chances[otherwise])
    return Label(label, chances[label])


def _second(names: list[str], weighed: Rows, signals: Signals, model: Model, first: str) -> Label | None:
    if first == OTHER or np.count_nonzero(weighed[:-1] > 0) < 2:
        return None
    order = [number for number in np.argsort(-weighed[:-1], kind="stable") if names[number] != first]
    row = campaigns.ask(signals, model.lexicon)[order[0]]
    asked = campaigns.QUESTIONS.index
    often = np.expm1(row[asked("how often named")]) >= _SECOND_NAMED - 0.5
    if not (often or row[asked("named in a heading")] or row[asked("named in the title")]):
        return None
    return Label(names[order[0]], round(float(1 / (1 + np.exp(-weighed[order[0]]))), 4))


def _roles(signals: Signals, model: Model, genre: Rows) -> list[Rows]:
    """The logits of each heading, from the top down: it is helped by the heading above it and the one before it."""
    head = model.role
    size = len(head.labels)
    logits = head.bias + heading_dense(signals, model.lexicon) @ head.dense
    logits = logits + GENRE * genre.astype(np.float32) @ model.role_context[2 * size :]
    for name, (rows, places, values) in role_grams(signals, model.lexicon, model.idf).items():
        if len(rows):
            edges = np.concatenate([[0], np.flatnonzero(np.diff(rows)) + 1])
            logits[rows[edges]] += np.add.reduceat(head.blocks[name][places] * values[:, None], edges)
    above, before = family(signals)
    likely: list[Floats] = []  # the chances of the roles of the headings so far: a doubtful one weighs less
    for number, row in enumerate(logits):
        if above[number] >= 0:
            row += PARENT * (likely[above[number]] @ model.role_context[:size])
        if before[number] >= 0:
            row += ELDER * (likely[before[number]] @ model.role_context[size : 2 * size])
        powers = np.exp(row - row.max())
        likely.append(powers / powers.sum())
    return list(logits)
