"""Score genre, campaign, level and section roles on a split of corpora/documents.

    python scripts/evaluate_labels.py                    the dev split
    python scripts/evaluate_labels.py --split test       the held-out split: look seldom, and never at its texts
    python scripts/evaluate_labels.py --mistakes genre   also list the mistakes of a kind (not those of the test split)
    python scripts/evaluate_labels.py --json FILE        write the figures to FILE

The shipped model was trained on train and dev, so that only the figures of the test split say how well it does on
documents that it has not seen; scripts/leave_one_out.py says it of the others.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from corpus import SPLITS, documents
from evaluation.labels import KINDS, label_guesses
from evaluation.scores import class_scores, summary


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--split", choices=SPLITS, default="dev")
    parser.add_argument("--classes", action="store_true", help="also give the scores of every label")
    parser.add_argument("--mistakes", action="append", default=[], choices=KINDS, help="list the mistakes of this kind")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures to FILE")
    options = parser.parse_args(arguments)
    if options.mistakes and options.split == "test":
        parser.error("the mistakes on the test split are not to be looked at: it would be no test any more")
    made = label_guesses(documents(options.split))
    figures = {kind: summary(made[kind]) for kind in KINDS}
    print(f"{'kind':16}{'number':>8}{'right':>8}{'macro-F1':>10}{'calibration error':>19}")
    for kind, row in figures.items():
        error = "" if kind == "roles" else f"{row['calibration_error']:19.3f}"  # the record holds no score of a role
        print(f"{kind:16}{row['number']:8}{row['accuracy']:8.3f}{row['macro_f1']:10.3f}{error}")
        if options.classes:
            for label, scores in class_scores(made[kind]).items():
                shown = "".join(f"{scores[name]:8.2f}" for name in ("precision", "recall", "f1"))
                print(f"    {label:20}{scores['number']:6.0f}{shown}")
    print(f"{len(made['headings'])} more headings were not found, so that they have no role")
    for kind in options.mistakes:
        for item in made[kind]:
            if item.wanted != item.found:
                print(f"{kind}: {item.wanted} taken for {item.found} ({item.score:.2f}) in {item.where}")
    if options.json:
        options.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
