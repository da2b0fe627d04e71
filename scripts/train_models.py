"""Train the classifiers from corpora/ and write models/classify with its card.

    python scripts/train_models.py             train on train, dev and the demo archive; write models/classify
    python scripts/train_models.py --check     train again and compare with what is there, to a tolerance
    python scripts/train_models.py --folds 0   one fold a family instead of twelve folds of families (slow)

Scores in the card come from cross-validation: every document is judged by a model that has seen none of its family.
The test split is never read here. Needs the extra: python -m pip install 'cxzy-nlp[train]'.
"""

from __future__ import annotations

import os

os.environ.setdefault("OMP_NUM_THREADS", "1")  # sums of floats depend on the number of threads
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import argparse
import hashlib
import io
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from corpus import ROOT
from training.card import card_text
from training.fit import THRESHOLDS, Grams, finished, train
from training.folds import held_out, temperatures
from training.material import examples

from cxzy_nlp.classification.model import CARD, WEIGHTS

FOLDER = ROOT / "models" / "classify"
#: How far the arrays of two trainings may lie apart on two machines.
TOLERANCE = 0.02
#: What of the card says how the arrays are to be read.
_LAYOUT = ("format", "gram_lengths", "stock_length")


def build(folds: int) -> tuple[dict[str, Any], dict[str, Any], str]:
    """Card, arrays and the card as a page."""
    known = examples("train", "dev")
    grams = Grams.of(known)
    outcome = held_out(known, grams, folds)
    card, arrays = train(known, grams)
    for name, value in temperatures(outcome).items():
        card[name] |= {"temperature": round(value, 4), "threshold": THRESHOLDS[name]}
    return card, arrays, card_text(known, outcome, card, arrays)


def write(card: dict[str, Any], arrays: dict[str, Any], page: str, folder: Path = FOLDER) -> None:
    """The three files of the model; the arrays as a zip with fixed dates, so that equal arrays give equal bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    buffer = io.BytesIO()
    np.savez_compressed(buffer, **{name: arrays[name] for name in sorted(arrays)})
    data = buffer.getvalue()
    card = {**card, "sha256": hashlib.sha256(data).hexdigest()}
    (folder / WEIGHTS).write_bytes(data)
    (folder / CARD).write_text(json.dumps(card, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    (folder / "card.md").write_text(page.replace("{sha256}", card["sha256"]), encoding="utf-8")


def differences(card: dict[str, Any], arrays: dict[str, Any], folder: Path = FOLDER) -> list[str]:
    """What differs from the stored arrays beyond the tolerance, and from the stored layout and thresholds.

    The temperatures are fitted to held-out answers and not looked at here.
    """
    stored_card = json.loads((folder / CARD).read_text(encoding="utf-8"))
    found = [f"{name}: differs" for name in _LAYOUT if stored_card[name] != card[name]]
    for kind in THRESHOLDS:
        keys = {*card[kind], "threshold"} - {"temperature"}
        now = card[kind] | {"threshold": THRESHOLDS[kind]}
        found += [f"{kind}, {key}: differs" for key in sorted(keys) if stored_card[kind].get(key) != now[key]]
    with np.load(folder / WEIGHTS, allow_pickle=False) as stored:
        for name in sorted({*arrays, *stored.files}):
            if name not in arrays or name not in stored.files:
                found.append(f"{name}: only on one side")
                continue
            old, new = stored[name], arrays[name]
            if old.shape != new.shape:
                found.append(f"{name}: {old.shape} there, {new.shape} now")
            elif old.dtype.kind != "f":
                found += [f"{name}: differs"] if not np.array_equal(old, new) else []
            elif float(np.abs(old.astype(float) - new.astype(float)).max(initial=0)) > TOLERANCE:
                found.append(f"{name}: differs by {np.abs(old.astype(float) - new.astype(float)).max():.3f}")
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="compare with models/classify and write nothing")
    parser.add_argument("--folds", type=int, default=12, help="folds of families; 0 for one a family")
    options = parser.parse_args(arguments)
    if options.check:
        known = examples("train", "dev")
        problems = differences(*train(known, Grams.of(known)))
        print("\n".join(problems) or "the same weights")
        return 1 if problems else 0
    card, arrays, page = build(options.folds)
    finished(card, arrays)
    write(card, arrays, page)
    print(page)
    return 0


if __name__ == "__main__":
    sys.exit(main())
