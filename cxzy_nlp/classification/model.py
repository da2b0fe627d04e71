"""The trained weights: two files of numbers and names, checked against each other, that execute nothing when loaded.

``weights.npz`` holds arrays (loaded without pickle), ``card.json`` their meaning: the names of what is weighed,
the labels, temperatures and thresholds, and the hash of the arrays. A model trained for another layout of the features
is refused; a cue that the knowledge has and the model has not counts nothing until the next training.
"""

from __future__ import annotations

import functools
import hashlib
import io
import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from cxzy_nlp.classification import campaigns, levels
from cxzy_nlp.classification.features import (
    CHARACTER_BLOCKS,
    GENRE,
    GRAM_BLOCK,
    PASSAGE_BLOCK,
    ROLE_BLOCKS,
    character_columns,
    genre_names,
    role_names,
)
from cxzy_nlp.classification.lexicon import Lexicon, build_lexicon
from cxzy_nlp.classification.roles import helps
from cxzy_nlp.classification.signals import Floats
from cxzy_nlp.errors import CxzyError
from cxzy_nlp.resources import model_path

#: Changes with the meaning of any number in the files.
FORMAT = "cxzy.classify/5"
_NAME = "classify"
CARD, WEIGHTS = "card.json", "weights.npz"
#: Files larger than this are not ours.
_MOST = 4 * 1024 * 1024
#: A logit beyond it says no more than this one: whether a text serves a campaign; whether it reads like those of one
#: (held-out families would bear 4; names are to count for more in texts unlike the corpora's), like those of a level.
SURE, ALIKE_CAMPAIGN, ALIKE_LEVEL = 2.5, 2.0, 4.0
#: Of a text of so many characters they say half of what they say of an endless one, whose n-grams are no accident.
SURE_HALF, ALIKE_HALF = 100, 200

Arrays = Mapping[str, npt.NDArray[Any]]


@dataclass(frozen=True, slots=True, eq=False)
class Head:
    """A linear model: labels, weights of the dense features and of blocks of n-grams or characters."""

    labels: tuple[str, ...]
    bias: Floats
    dense: Floats
    blocks: Mapping[str, Floats]

    def score(self, dense: Floats, grams: Floats) -> Floats:
        """The logits of one document, of its dense features and what its n-grams add up to."""
        total: Floats = self.bias + dense @ self.dense + grams
        return total


class Spoken(NamedTuple):
    """How a document speaks, as logits within the bounds in which they were found to tell something.

    `serving`: as those that serve a campaign, whichever; `campaigns` and `levels`: as those of each, against those of
    none.
    """

    serving: float
    campaigns: Mapping[str, float]
    levels: Mapping[str, float]


@dataclass(frozen=True, slots=True, eq=False)
class Wording:
    """How the n-grams speak for what `Spoken` holds: the first number for serving, the others for the labels in turn.

    Cues and outward form are left out: with them the answers on held-out families were worse than without any. A logit
    beyond `most` says no more than it.
    """

    campaigns: tuple[str, ...]
    levels: tuple[str, ...]
    bias: Floats
    most: Floats

    def score(self, grams: Floats, size: int) -> Spoken:
        """What the n-grams of a document of so many characters say; `grams` is what they add up to."""
        held = np.minimum(np.maximum(grams + self.bias, -self.most), self.most).tolist()
        share, behind = size / (size + ALIKE_HALF), 1 + len(self.campaigns)
        alike = [share * logit for logit in held]
        return Spoken(
            size / (size + SURE_HALF) * held[0],
            dict(zip(self.campaigns, alike[1:behind], strict=True)),
            dict(zip(self.levels, alike[behind:], strict=True)),
        )


@dataclass(frozen=True, slots=True, eq=False)
class Model:
    """Everything that `decide` needs.

    `grams` are the weights of the n-grams: first the columns of the genres, then those of `wording`. `campaign` and
    `level` are the weights of the questions of `campaigns.ask` and `levels.ask`, the last one the intercept.
    `characters` are the columns of the characters in each of the two blocks of `character_weights`, which stand one
    below the other (of the heading, of the title), each with a last row for characters without weights;
    `passage_weights` are those of the n-grams of a heading and the text below it. What stands in `grams`,
    `character_weights` and `passage_weights` is not held twice: the heads have no blocks. `role_help` are the weights
    of the roles above and before a heading, as `roles.decode` wants them, `role_genre` those of the genre.
    """

    lexicon: Lexicon
    idf: Floats
    grams: Floats
    genre: Head
    wording: Wording
    role: Head
    characters: npt.NDArray[np.int16]
    character_weights: Floats
    passage_weights: Floats
    role_help: Floats
    role_genre: Floats
    campaign: tuple[float, ...]
    level: tuple[float, ...]
    temperatures: Mapping[str, float]
    thresholds: Mapping[str, float]
    stock: npt.NDArray[np.uint64]
    sha256: str


def probabilities(logits: Sequence[float], temperature: float = 1.0) -> list[float]:
    """Softmax of logits divided by a temperature, in plain Python: they are a handful.

    Examples
    --------
    >>> [round(chance, 2) for chance in probabilities([0.0, math.log(3)])]
    [0.25, 0.75]
    """
    most = max(logits)
    powers = [math.exp((value - most) / temperature) for value in logits]
    total = sum(powers)
    return [power / total for power in powers]


def model_folder() -> Path:
    """Where the model lies."""
    return model_path(_NAME)


@functools.cache
def load_model() -> Model:
    """The model that comes with the package, loaded once in a process.

    Raises
    ------
    CxzyError
        If a file is missing, was altered, or is of another format.
    """
    return read_model(model_folder())


@functools.cache
def model_digest() -> str:
    """Hash of the model's files, part of every signature."""
    total = hashlib.sha256()
    for name in (CARD, WEIGHTS):
        total.update(_bytes(model_folder() / name))
    return total.hexdigest()[:8]


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > _MOST:
            raise CxzyError(f"{path} is larger than a model can be; install the package again")
        return path.read_bytes()
    except OSError as error:
        raise CxzyError(f"the model {path} cannot be read: {error.strerror}; install the package again") from None


def read_model(folder: Path) -> Model:
    """The model in a folder.

    Raises
    ------
    CxzyError
        As `load_model`.
    """
    card = json.loads(_bytes(folder / CARD))
    data = _bytes(folder / WEIGHTS)
    digest = hashlib.sha256(data).hexdigest()
    if card.get("format") != FORMAT:
        raise CxzyError(f"{folder}: the model has format {card.get('format')!r}, this version reads {FORMAT!r}")
    if card["sha256"] != digest:
        raise CxzyError(f"{folder}: the weights are not those that the card describes; install the package again")
    with np.load(io.BytesIO(data), allow_pickle=False) as stored:
        return make_model(card, dict(stored.items()), digest)


def make_model(card: Mapping[str, Any], arrays: Arrays, digest: str = "") -> Model:
    """The model of a card and its arrays."""
    genre = genre_head(card, arrays)
    wording, weights = _wording(card["wording"], arrays)
    role = make_head(card["role"], arrays, "role", ROLE_BLOCKS, role_names())
    return Model(
        lexicon=build_lexicon(arrays["gram_hashes"]),
        idf=arrays["idf"].astype(np.float32),
        grams=np.hstack([genre.blocks[GRAM_BLOCK], weights]),
        genre=replace(genre, blocks={}),
        wording=wording,
        role=replace(role, blocks={}),
        characters=character_columns(arrays["role_characters"]),
        character_weights=np.vstack([np.pad(role.blocks[name], ((0, 1), (0, 0))) for name in CHARACTER_BLOCKS]),
        passage_weights=role.blocks[PASSAGE_BLOCK],
        role_help=helps(arrays["role_context"].astype(np.float32)),
        role_genre=GENRE * arrays["role_context"].astype(np.float32)[2 * len(card["role"]["labels"]) :],
        campaign=_questions(card["campaign"], arrays["campaign"]),
        level=_questions(card["level"], arrays["level"]),
        temperatures={name: float(card[name]["temperature"]) for name in ("genre", "role", "campaign", "level")},
        thresholds={name: float(card[name]["threshold"]) for name in ("genre", "role", "campaign", "level")},
        stock=arrays["stock"],
        sha256=digest,
    )


def _wording(labels: Mapping[str, Sequence[str]], arrays: Arrays) -> tuple[Wording, Floats]:
    """What the n-grams are asked, and their weights."""
    parts = ("serving", "campaign", "level")
    weights = np.hstack([arrays[f"wording_{part}"] for part in parts]).astype(np.float32)
    bias = np.hstack([arrays[f"wording_{part}_bias"] for part in parts])
    campaign, level = tuple(labels["campaign"]), tuple(labels["level"])
    if not len(bias) == weights.shape[1] == 1 + len(campaign) + len(level):
        raise CxzyError("the n-grams of the model are not weighed for the labels of its card; train it again")
    return make_wording(campaign, level, bias), weights


def make_wording(campaign: tuple[str, ...], level: tuple[str, ...], bias: npt.ArrayLike) -> Wording:
    """The intercepts of serving and of the labels in turn, with the bound of each."""
    most = [SURE, *[ALIKE_CAMPAIGN] * len(campaign), *[ALIKE_LEVEL] * len(level)]
    return Wording(campaign, level, np.array(bias, dtype=np.float32), np.array(most, dtype=np.float32))


def _questions(part: Mapping[str, Any], weights: npt.NDArray[Any]) -> tuple[float, ...]:
    known = levels.QUESTIONS if part["kind"] == "levels" else campaigns.QUESTIONS
    if tuple(part["questions"]) != known:
        raise CxzyError("the model was trained for other questions than this version asks; train it again")
    return tuple(weights.astype(np.float64).tolist())


def genre_head(card: Mapping[str, Any], arrays: Arrays) -> Head:
    """The genre's part of a card and its arrays, with the weights of its n-grams."""
    return make_head(card["genre"], arrays, "genre", (GRAM_BLOCK,), genre_names())


def make_head(
    part: Mapping[str, Any], arrays: Arrays, name: str, blocks: tuple[str, ...], wanted: tuple[str, ...]
) -> Head:
    stored = {feature: number for number, feature in enumerate(part["features"])}
    weights = arrays[f"{name}_dense"].astype(np.float32)
    dense = np.zeros((len(wanted), weights.shape[1]), dtype=np.float32)
    for number, feature in enumerate(wanted):
        if feature in stored:
            dense[number] = weights[stored[feature]]
    return Head(
        labels=tuple(part["labels"]),
        bias=arrays[f"{name}_bias"].astype(np.float32),
        dense=dense,
        blocks={block: arrays[f"{name}_{block}"].astype(np.float32) for block in blocks},
    )
