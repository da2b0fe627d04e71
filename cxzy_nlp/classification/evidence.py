"""Which words decided: the phrases that spoke most for each label, with their places."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from cxzy_nlp.classification import levels
from cxzy_nlp.classification.features import GRAM_BLOCK, genre_grams
from cxzy_nlp.classification.lexicon import LEVELS, ZONES, cue_names
from cxzy_nlp.classification.model import Head, Model
from cxzy_nlp.classification.names import CLASSES
from cxzy_nlp.classification.names import campaigns as known_campaigns
from cxzy_nlp.classification.signals import Signals

#: Phrases given for each label.
MOST = 8

#: Start and end in the reading, weight, and what the phrase is.
Found = tuple[int, int, float, str]
_KINDS = ("name", "possible name", "list", "word", "common word", "short name")


def genre_evidence(signals: Signals, model: Model, label: str) -> list[Found]:
    """The cues and n-grams that spoke for a genre, against the mean of the others; heaviest first."""
    if label not in model.genre.labels:
        return []
    margin = _margin(model.genre.dense, model.genre, label)
    which, coded = signals.said.cues
    zone, cue = coded % len(ZONES), coded // len(ZONES)
    inside = signals.zones[zone, which]
    which, cue = which[inside], cue[inside]
    counts = np.bincount(cue, minlength=len(cue_names()))
    weight = signals.cues[cue] * margin[cue] / np.maximum(counts[cue], 1)
    names = cue_names()
    heard = zip(signals.known[which].tolist(), weight.tolist(), cue.tolist(), strict=True)
    found = [(hit, value, names[at]) for hit, value, at in heard]
    first: dict[int, int] = {}
    for hit, gram in enumerate(signals.grams.tolist()):
        first.setdefault(gram - 1, hit)
    places, values = genre_grams(signals, model.idf)
    gain = values * _margin(model.grams[places, : len(model.genre.labels)], model.genre, label)
    best = np.argsort(-gain, kind="stable")[:MOST]
    found += [(first[int(places[at])], float(gain[at]), f"n-gram ({GRAM_BLOCK})") for at in best]
    return _heaviest(signals, found)


def _margin(weights: npt.NDArray[np.float32], head: Head, label: str) -> npt.NDArray[np.float64]:
    """By how much each feature speaks for the label more than for the mean of all."""
    column = head.labels.index(label)
    margin: npt.NDArray[np.float64] = (weights[:, column] - weights.mean(1)).astype(np.float64)
    return margin


def campaign_evidence(signals: Signals, model: Model, label: str) -> list[Found]:
    """The names, lists and words of a campaign that stand in the document; names first."""
    names = [item.label for item in known_campaigns()]
    if label not in names:
        return []
    which, coded = signals.said.campaigns
    own = coded // CLASSES == names.index(label)
    kinds = coded[own] % CLASSES
    pairs = zip(signals.known[which[own]].tolist(), kinds.tolist(), strict=True)
    found = [(hit, 1 - kind / CLASSES, _KINDS[kind]) for hit, kind in pairs]
    long = known_campaigns()[names.index(label)].long
    return [(_name_start(signals.view.text, *item[:2], long), *item[1:]) for item in _heaviest(signals, found)]


def _name_start(text: str, start: int, end: int, long: tuple[str, ...]) -> int:
    """Where the name that ends at `end` begins; of a long one only the end was looked up."""
    return next((end - len(name) for name in long if text.endswith(name, 0, end)), start)


def level_evidence(signals: Signals, model: Model, label: str) -> list[Found]:
    """The places, bodies and words of the level that stand in the title, the first lines, the signature, the text."""
    if label not in LEVELS:
        return []
    found: list[Found] = []
    for name, start, end in levels.zones(signals.view):
        found += [
            (start + match.start(), start + match.end(), 1.0, f"place or body ({name})")
            for match in levels.PLACE.finditer(signals.view.text[start:end])
            if match.lastgroup == label
        ]
    which, coded = signals.said.levels
    own = coded % len(LEVELS) == LEVELS.index(label)
    return [*found[:MOST], *_heaviest(signals, [(int(hit), 0.5, "own word") for hit in signals.known[which[own]]])][
        :MOST
    ]


def _heaviest(signals: Signals, found: Iterable[tuple[int, float, str]]) -> list[Found]:
    """The phrases by weight, each surface once, none inside another that weighs as much."""
    chosen: list[Found] = []
    seen: set[str] = set()
    order = sorted(found, key=lambda item: (-item[1], -int(signals.lengths[item[0]]), int(signals.starts[item[0]])))
    for hit, weight, what in order:
        if weight <= 0 or len(chosen) == MOST:
            break
        start = signals.place(int(signals.starts[hit]))
        end = signals.place(int(signals.starts[hit] + signals.lengths[hit] - 1)) + 1
        surface = signals.view.text[start:end]
        if end <= start or surface in seen or any(start < item[1] and item[0] < end for item in chosen):
            continue
        seen.add(surface)
        chosen.append((start, end, round(weight, 3), what))
    return chosen
