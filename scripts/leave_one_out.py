"""Leave one family out: judge every document of train, dev and the demo archive by models that saw none of its family.

    python scripts/leave_one_out.py                   one model a family (half an hour)
    python scripts/leave_one_out.py --folds 12        twelve folds of families (two minutes)
    python scripts/leave_one_out.py --mistakes genre  also list the mistakes of a kind

Temperatures and thresholds are those of the shipped model. The test split is not read. Needs the extra [train].
"""

from __future__ import annotations

import os

os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import argparse
import json
import sys
from collections.abc import Sequence

from evaluation.scores import Guess, summary
from training.card import OTHERWISE
from training.fit import Grams
from training.folds import KINDS, held_out
from training.material import examples

from cxzy_nlp.classification.model import CARD, model_folder


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folds", type=int, default=0, help="folds of families; 0, the default, for one a family")
    parser.add_argument("--mistakes", action="append", default=[], choices=[*KINDS, "second"], help="list the mistakes")
    options = parser.parse_args(arguments)
    card = json.loads((model_folder() / CARD).read_text(encoding="utf-8"))
    known = examples("train", "dev")
    outcome = held_out(known, Grams.of(known), options.folds)
    guesses: dict[str, list[Guess]] = {
        kind: outcome.guesses(kind, card[kind]["temperature"], card[kind]["threshold"], OTHERWISE[kind])
        for kind in KINDS
    }
    guesses["second"] = outcome.second
    for kind in KINDS:
        figures = summary(guesses[kind])
        print(
            f"{kind:9} {figures['number']:5}  right {figures['accuracy']:.3f}  macro-F1 {figures['macro_f1']:.3f}  "
            f"calibration error {figures['calibration_error']:.3f}"
        )
    for kind in options.mistakes:
        print(f"\n{kind}: right label, label given, score, where")
        for item in guesses[kind]:
            if item.wanted != item.found:
                print(f"{item.wanted:20} {item.found:20} {item.score:.2f}  {item.where}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
