"""The card of the model as a page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from evaluation.scores import class_scores, confusion, summary

from cxzy_nlp.classification.decide import OTHER, UNKNOWN
from training.fit import GRAM_FAMILIES, STOCK_FAMILIES, STOCK_LENGTH, THRESHOLDS
from training.folds import KINDS, Outcome
from training.material import Example

OTHERWISE = {"genre": OTHER, "campaign": OTHER, "level": UNKNOWN, "role": ""}
_LIMITS = (
    "",
    "## Limits",
    "",
    "The corpus is small and was written for this project: no text of it is a real document, its places are invented,",
    "and a few hands wrote it. Rare labels (党纪学习教育, 八项规定学习教育; the levels central and province; the roles",
    "experience and causes) rest on a handful of documents. A chair's script is speech to some annotators and other to",
    "others, and what a section is for is a matter of judgement: the subheadings under 方法步骤 are schedule to one",
    "annotator, measures to the next. A text of another kind altogether (a novel, a law) gets some label, mostly with",
    "a low score. Scores are calibrated on documents like those of the corpus and are no promise for others.",
    "",
)


def card_text(known: Sequence[Example], outcome: Outcome, card: dict[str, Any], arrays: dict[str, Any]) -> str:
    """Data, figures by cross-validation, what is taken for what, limits."""
    families = {item.family for item in known}
    headings = sum(role is not None for item in known for role in item.roles)
    lines = [
        "# classify: genre, campaign, level and section role",
        "",
        "Made by `python scripts/train_models.py` from `corpora/` alone; `--check` trains again and compares.",
        "`card.json` names what the arrays of `weights.npz` mean.",
        "",
        f"- Data: {len(known)} documents of {len(families)} families (splits train and dev of `corpora/documents`, and",
        f"  the demo archive, each file of it a family); {headings} headings. The test split is not read.",
        f"- Features: {len(arrays['gram_hashes'])} n-grams shared by at least {GRAM_FAMILIES} families; cues of the",
        "  tables `genre_cues`, `level_cues`, `role_cues`, `stock_headings`, `campaigns`; the form of the text.",
        f"- Stock phrases for the measure of substance: {len(arrays['stock'])} runs of {STOCK_LENGTH} characters that",
        f"  at least {STOCK_FAMILIES} families share.",
        "- Weights: SHA-256 `{sha256}`.",
        "",
        "Figures are of documents judged by models that saw none of their family.",
        "",
        "| | number | right | macro-F1 | calibration error | temperature | below which score it is left open |",
        "| --- " * 7 + "|",
    ]
    for kind in KINDS:
        guesses = outcome.guesses(kind, card[kind]["temperature"], THRESHOLDS[kind], OTHERWISE[kind])
        figures = summary(guesses)
        lines.append(
            f"| {kind} | {figures['number']} | {figures['accuracy']:.3f} | {figures['macro_f1']:.3f} | "
            f"{figures['calibration_error']:.3f} | {card[kind]['temperature']:.2f} | {THRESHOLDS[kind] or '–'} |"
        )
    lines.append("")
    right = Counter((item.wanted != "none", item.wanted == item.found) for item in outcome.second)
    there = right[True, True] + right[True, False]
    lines.append(f"Second campaign: {right[True, True]} of {there} found, {right[False, False]} in excess.")
    for kind in KINDS:
        guesses = outcome.guesses(kind, card[kind]["temperature"], THRESHOLDS[kind], OTHERWISE[kind])
        lines += ["", f"## {kind}", "", "| label | number | precision | recall | F1 |", "| --- " * 5 + "|"]
        for label, figures in class_scores(guesses).items():
            shown = " | ".join(f"{figures[name]:.2f}" for name in ("precision", "recall", "f1"))
            lines.append(f"| {label} | {figures['number']:.0f} | {shown} |")
        taken = [f"{wanted} for {found}: {number}" for wanted, found, number in confusion(guesses)[:12]]
        lines += ["", f"Mistakes (right label, label given): {'; '.join(taken) or 'none'}."]
    return "\n".join([*lines, *_LIMITS])
