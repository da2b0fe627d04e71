"""The fits: n-grams that several families share, linear models, weights of questions, temperatures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import optimize, sparse
from sklearn.linear_model import LogisticRegression

from cxzy_nlp.classification import campaigns, levels
from cxzy_nlp.classification.decide import OTHER, UNKNOWN, genre_logits
from cxzy_nlp.classification.features import (
    CHARACTER_BLOCKS,
    GRAM_BLOCK,
    PASSAGE_BLOCK,
    Sparse,
    add_up,
    genre_dense,
    genre_grams,
    genre_names,
    role_names,
)
from cxzy_nlp.classification.lexicon import LEVELS, Lexicon, build_lexicon
from cxzy_nlp.classification.model import (
    ALIKE_CAMPAIGN,
    ALIKE_LEVEL,
    FORMAT,
    Head,
    Model,
    genre_head,
    make_model,
    probabilities,
)
from cxzy_nlp.classification.names import campaigns as known_campaigns
from cxzy_nlp.classification.phrases import hash_phrase
from cxzy_nlp.classification.signals import Signals, read_signals
from training.material import (
    Example,
    Variant,
    campaign_variants,
    everyday_mentions,
    genre_variants,
    skeletons,
)
from training.roles import chosen_characters, train_roles
from training.shared import matrix, regression
from training.wording import Fit, alike_fit, held_alike, held_serving, often, serving_fit

Rows = npt.NDArray[np.float64]
#: Least and largest weight of a question.
Limit = tuple[float | None, float | None]

GRAM_LENGTHS = (2, 3)
#: Families that must share an n-gram, and how many are kept, the most widespread first.
GRAM_FAMILIES, MOST_GRAMS = 7, 3000
#: Length of a stock phrase and families that must share it.
STOCK_LENGTH, STOCK_FAMILIES = 4, 6
#: Inverse strength of the regularisation.
GENRE_C = 5.0
CAMPAIGN_PENALTY, LEVEL_PENALTY = 0.2, 1.0
#: How much an everyday mention of a campaign counts beside a document of the corpus.
EVERYDAY = 0.6
#: How much a document counts that names a campaign and serves none, where it is learned how those speak that serve one:
#: these are the ones which that is asked about.
MENTION = 2.0
#: How much a skeleton of the knowledge counts beside a document of the corpus.
SKELETON = 0.4
THRESHOLDS = {"genre": 0.25, "role": 0.0, "campaign": 0.0, "level": 0.3}


@dataclass(slots=True)
class Grams:
    """The n-grams of each family, counted once: every fold takes those of its own families."""

    by_family: dict[str, set[str]] = field(default_factory=dict)
    stock: dict[str, set[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, known: Sequence[Example]) -> Grams:
        made = cls()
        for item in known:
            grams = made.by_family.setdefault(item.family, set())
            stock = made.stock.setdefault(item.family, set())
            for line in item.text.split("\n"):
                for length in GRAM_LENGTHS:
                    grams.update(line[at : at + length] for at in range(len(line) - length + 1))
                stock.update(line[at : at + STOCK_LENGTH] for at in range(len(line) - STOCK_LENGTH + 1))
        return made

    def chosen(self, families: Iterable[str]) -> tuple[list[str], list[int]]:
        """The n-grams that enough of the families share, and how many share each."""
        shared = Counter(gram for name in families for gram in self.by_family[name])
        enough = sorted((-count, gram) for gram, count in shared.items() if count >= GRAM_FAMILIES and " " not in gram)
        return [gram for _, gram in enough[:MOST_GRAMS]], [-count for count, _ in enough[:MOST_GRAMS]]

    def stock_phrases(self, families: Iterable[str]) -> list[str]:
        """The longer ones, all Chinese characters, that are stock."""
        shared = Counter(gram for name in families for gram in self.stock[name])
        return sorted(
            gram
            for gram, count in shared.items()
            if count >= STOCK_FAMILIES and all("\u4e00" <= character <= "\u9fff" for character in gram)
        )


def train(known: Sequence[Example], grams: Grams) -> tuple[dict[str, Any], dict[str, Any]]:
    """The card (without scores) and the arrays of a model of these examples."""
    families = sorted({item.family for item in known})
    words, counts = grams.chosen(families)
    hashes = np.array([hash_phrase(word) for word in words], dtype=np.uint64)
    order = np.argsort(hashes)
    hashes = hashes[order]
    idf = (np.log(len(families) / np.array(counts)) + 0.5)[order].astype(np.float32)
    lexicon = build_lexicon(hashes)
    card: dict[str, Any] = {"format": FORMAT, "gram_lengths": list(GRAM_LENGTHS), "stock_length": STOCK_LENGTH}
    stock = np.unique(np.array([hash_phrase(word) for word in grams.stock_phrases(families)], dtype=np.uint64))
    arrays: dict[str, Any] = {"gram_hashes": hashes, "idf": idf, "stock": stock}
    _train_genre(known, lexicon, idf, card, arrays)
    _train_roles(known, lexicon, card, arrays)
    _train_campaigns(known, lexicon, card, arrays)
    _train_levels(known, lexicon, card, arrays)
    for name in ("role", "campaign", "level"):
        card[name] |= {"temperature": 1.0, "threshold": 0.0}
    return card, arrays


def _signals(variants: Iterable[Variant], lexicon: Lexicon) -> list[Signals]:
    return [read_signals(variant.view, lexicon) for variant in variants]


def _train_genre(
    known: Sequence[Example],
    lexicon: Lexicon,
    idf: npt.NDArray[np.float32],
    card: dict[str, Any],
    arrays: dict[str, Any],
) -> None:
    known = [*known, *skeletons()]
    variants = [variant for variant in genre_variants(known) if variant.weight]
    signals = _signals(variants, lexicon)
    dense = sparse.csr_matrix(np.stack([genre_dense(item) for item in signals]))
    grams = matrix([genre_grams(item, idf) for item in signals], len(idf))
    labels = np.array([known[variant.example].genre for variant in variants])
    weights = np.array([variant.weight * (1 if known[variant.example].family else SKELETON) for variant in variants])
    fitted = regression(sparse.hstack([dense, grams]).tocsr(), labels, weights, GENRE_C)
    _store(fitted, fitted.classes_, "genre", genre_names(), {GRAM_BLOCK: len(idf)}, card, arrays)
    card["genre"] |= {"temperature": 1.0, "threshold": 0.0}


def _store(
    fitted: LogisticRegression,
    classes: Iterable[str],
    name: str,
    features: tuple[str, ...],
    blocks: Mapping[str, int],
    card: dict[str, Any],
    arrays: dict[str, Any],
) -> int:
    """Put the weights into the arrays; `blocks` have so many columns. The column behind the last is returned."""
    weights = fitted.coef_.T
    card[name] = {"labels": [str(label) for label in classes], "features": list(features)}
    arrays[f"{name}_bias"] = fitted.intercept_.astype(np.float32)
    arrays[f"{name}_dense"] = weights[: len(features)].astype(np.float32)
    at = len(features)
    for block, size in blocks.items():
        arrays[f"{name}_{block}"] = weights[at : at + size].astype(np.float16)
        at += size
    return at


def _train_roles(known: Sequence[Example], lexicon: Lexicon, card: dict[str, Any], arrays: dict[str, Any]) -> None:
    characters = chosen_characters(known)
    fitted, roles = train_roles(known, lexicon, characters, card["genre"]["labels"])
    blocks = {**dict.fromkeys(CHARACTER_BLOCKS, len(characters)), PASSAGE_BLOCK: len(arrays["idf"])}
    at = _store(fitted, roles, "role", role_names(), blocks, card, arrays)
    context = fitted.coef_.T[at:].astype(np.float32)
    if len(context) != 2 * len(roles) + len(card["genre"]["labels"]):
        raise ValueError(f"{len(context)} weights of roles and genres around a heading: the blocks before them differ")
    arrays |= {"role_characters": characters, "role_context": context}


def _train_campaigns(known: Sequence[Example], lexicon: Lexicon, card: dict[str, Any], arrays: dict[str, Any]) -> None:
    names = [item.label for item in known_campaigns()]
    known = [*known, *everyday_mentions()]
    variants = [variant for variant in campaign_variants(known) if variant.weight]
    truth = [known[variant.example].campaign for variant in variants]
    wanted = np.array([names.index(label) if label in names else len(names) for label in truth])
    weights = np.array([variant.weight * (1 if known[variant.example].family else EVERYDAY) for variant in variants])
    signals = _signals(variants, lexicon)
    grams = [genre_grams(item, arrays["idf"]) for item in signals]
    families = [known[variant.example].family or known[variant.example].id for variant in variants]
    mention = (wanted == len(names)) & np.array([campaigns.is_named(item) for item in signals])
    rows = matrix(grams, len(arrays["idf"]))
    labels = often(truth, families, OTHER)
    serving = serving_fit(rows, wanted < len(names), weights * np.where(mention, MENTION, 1))
    alike = alike_fit(rows, truth, weights, labels, OTHER)
    sizes = [len(item.codes) for item in signals]
    served = held_serving(rows, serving, families, sizes)
    held = held_alike(rows, alike, families, sizes, ALIKE_CAMPAIGN)
    _store_wording("serving", ("serving",), serving, len(signals), card, arrays)
    _store_wording("campaign", labels, alike, len(signals), card, arrays)
    head = genre_head(card, arrays)
    answers = np.array(
        [
            campaigns.ask(
                item,
                head.labels,
                _genre_chances(head, item, gram),
                serves,
                dict(zip(labels, scores, strict=True)),
            )
            for item, gram, serves, scores in zip(signals, grams, served, held, strict=True)
        ],
        dtype=np.float64,
    )
    limits = [(0.0 if sign > 0 else None, 0.0 if sign < 0 else None) for sign in campaigns.SIGNS]
    arrays["campaign"] = fit_questions(answers, wanted, weights, CAMPAIGN_PENALTY, limits)
    card["campaign"] = {"kind": "campaigns", "questions": list(campaigns.QUESTIONS)}


def _genre_chances(head: Head, item: Signals, grams: Sparse) -> list[float]:
    """The chances of the genres with which the questions are asked."""
    return probabilities(genre_logits(item, head, add_up(grams, head.blocks[GRAM_BLOCK])))


def _store_wording(
    name: str, labels: Sequence[str], fit: Fit, size: int, card: dict[str, Any], arrays: dict[str, Any]
) -> None:
    """Put the model of all documents into the arrays."""
    columns = fit(np.ones(size, dtype=np.bool_))
    card.setdefault("wording", {})[name] = list(labels)
    arrays |= {
        f"wording_{name}": columns[:-1].astype(np.float16),
        f"wording_{name}_bias": columns[-1].astype(np.float32),
    }


def _train_levels(known: Sequence[Example], lexicon: Lexicon, card: dict[str, Any], arrays: dict[str, Any]) -> None:
    names = [*LEVELS, UNKNOWN]
    head = genre_head(card, arrays)
    other, comment = head.labels.index(OTHER), head.labels.index("comment")
    signals = [read_signals(item.view, lexicon) for item in known]
    grams = [genre_grams(item, arrays["idf"]) for item in signals]
    rows = matrix(grams, len(arrays["idf"]))
    truth, families = [item.level for item in known], [item.family for item in known]
    labels = often(truth, families, UNKNOWN)
    alike = alike_fit(rows, truth, np.ones(len(known)), labels, UNKNOWN)
    held = held_alike(rows, alike, families, [len(item.codes) for item in signals], ALIKE_LEVEL)
    _store_wording("level", labels, alike, len(known), card, arrays)
    asked = []
    for item, gram, scores in zip(signals, grams, held, strict=True):
        chances = _genre_chances(head, item, gram)
        asked.append(levels.ask(item, chances[other], chances[comment], dict(zip(labels, scores, strict=True))))
    answers = np.array(asked, dtype=np.float64)
    wanted = np.array([names.index(item.level) for item in known])
    limits = [(None, None)] * len(levels.QUESTIONS)
    arrays["level"] = fit_questions(answers, wanted, np.ones(len(known)), LEVEL_PENALTY, limits)
    card["level"] = {"kind": "levels", "questions": list(levels.QUESTIONS)}


def fit_questions(
    answers: Rows, wanted: npt.NDArray[Any], weights: Rows, penalty: float, limits: Sequence[Limit]
) -> Rows:
    """Weights of the questions and an intercept: a conditional logit over the candidates and "none of them".

    The limits keep the weight of a question from saying the contrary of what is known of it.
    """
    count = len(answers)
    rows = np.arange(count)

    def loss(values: Rows) -> tuple[float, Rows]:
        logits = np.concatenate([answers @ values[:-1] + values[-1], np.zeros((count, 1))], axis=1)
        logits -= logits.max(1, keepdims=True)
        powers = np.exp(logits)
        total = powers.sum(1)
        slope = powers / total[:, None]
        slope[rows, wanted] -= 1
        slope = (slope * weights[:, None])[:, :-1]
        fit = -(weights * (logits[rows, wanted] - np.log(total))).sum()
        inner = values[:-1]
        gradient = np.append(np.einsum("ij,ijk->k", slope, answers) + penalty * inner, slope.sum())
        return float(fit + penalty * (inner @ inner) / 2), gradient

    found = optimize.minimize(
        loss, np.zeros(answers.shape[2] + 1), jac=True, method="L-BFGS-B", bounds=[*limits, (None, None)]
    )
    made: Rows = found.x
    return made


def fit_temperature(logits: Sequence[Rows], wanted: Sequence[int]) -> float:
    """The temperature under which held-out logits are likeliest."""

    def loss(value: float) -> float:
        total = 0.0
        for row, right in zip(logits, wanted, strict=True):
            scaled = row / np.exp(value)
            total -= scaled[right] - scaled.max() - np.log(np.exp(scaled - scaled.max()).sum())
        return float(total)

    return float(np.exp(optimize.minimize_scalar(loss, bounds=(-2, 2), method="bounded").x))


def finished(card: dict[str, Any], arrays: dict[str, Any]) -> Model:
    """A model to try out."""
    return make_model(card, arrays)
