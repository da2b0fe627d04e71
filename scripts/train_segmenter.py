"""Train the pkuseg model of ``models/segmenter`` on corpora/segmentation, and write its card.

    python scripts/train_segmenter.py

The same corpus, library versions and machine kind give the same weights: the seed is fixed, and the training runs in a
process of its own with one thread and a fixed hash seed (spacy-pkuseg keeps its settings in one global object). What is
written is msgpack and npz, loaded without executing code. Needs ``pip install 'cxzy-nlp[pkuseg]'``.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from importlib import metadata
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT / "corpora" / "segmentation"
MODEL = ROOT / "models" / "segmenter"
SEED = 20101
ROUNDS = 12
#: Weight of the regulariser; with the rounds, chosen on the dev split.
REGULARISER = 5.0
#: Decimals of a weight that are kept: the scores do not change, the file is a third.
DECIMALS = 3
_FIXED = {"PYTHONHASHSEED": "0", "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}

Sentence = tuple[str, ...]


def main() -> int:
    """Train in a process of its own, then score and describe what it wrote."""
    if sys.argv[1:] == ["--train"]:
        _train()
        return 0
    subprocess.run([sys.executable, __file__, "--train"], check=True, env={**os.environ, **_FIXED})
    card = _card()
    (MODEL / "card.json").write_text(json.dumps(card, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    (MODEL / "card.md").write_text(_markdown(card), encoding="utf-8")
    print(_markdown(card))
    return 0


def _train() -> None:
    import numpy
    import spacy_pkuseg
    from spacy_pkuseg.config import config

    config.reg = REGULARISER
    random.seed(SEED)
    numpy.random.seed(SEED)  # the library draws from the global generator
    MODEL.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stdout(io.StringIO()):
        spacy_pkuseg.train(str(CORPUS / "train.txt"), str(CORPUS / "dev.txt"), folder, train_iter=ROUNDS)
        weights = numpy.load(Path(folder) / "weights.npz", allow_pickle=False)
        (MODEL / "features.msgpack").write_bytes((Path(folder) / "features.msgpack").read_bytes())
        rounded = numpy.round(weights["w"], DECIMALS) + 0.0
        numpy.savez_compressed(MODEL / "weights.npz", sizes=weights["sizes"], w=rounded)


def read_sentences(name: str) -> list[Sentence]:
    """The segmented sentences of a split."""
    return [tuple(line.split(" ")) for line in (CORPUS / f"{name}.txt").read_text(encoding="utf-8").splitlines()]


def score(gold: Sequence[Sentence], cut: Callable[[str], Sequence[str]], known: frozenset[str]) -> dict[str, float]:
    """Precision, recall and F1 of the words, and the recall of words that are not among `known`."""
    right = found = expected = unseen = unseen_right = 0
    for sentence in gold:
        wanted, got = _spans(sentence), set(_spans(cut("".join(sentence))))
        right += sum(span in got for span in wanted)
        found += len(got)
        expected += len(wanted)
        for span, word in zip(wanted, sentence, strict=True):
            if word not in known:
                unseen += 1
                unseen_right += span in got
    precision, recall = right / found, right / expected
    return {
        "precision": round(100 * precision, 2),
        "recall": round(100 * recall, 2),
        "f1": round(200 * precision * recall / (precision + recall), 2),
        "recall_of_unseen_words": round(100 * unseen_right / max(unseen, 1), 2),
    }


def _spans(words: Sequence[str]) -> list[tuple[int, int]]:
    spans, at = [], 0
    for word in words:
        spans.append((at, at + len(word)))
        at += len(word)
    return spans


def _card() -> dict[str, Any]:
    import jieba

    from cxzy_nlp.config import Config
    from cxzy_nlp.tokens import make_segmenter

    splits = {name: read_sentences(name) for name in ("train", "dev", "test")}
    known = frozenset(word for sentence in splits["train"] for word in sentence)

    def ours(name: str, *, lexicon: bool) -> Callable[[str], list[str]]:
        segmenter = make_segmenter(Config(segmenter=name, lexicon=lexicon))
        return lambda text: [token.text for token in segmenter.segment(text)]

    jieba.setLogLevel(60)
    rivals: dict[str, Callable[[str], Sequence[str]]] = {
        "this model": ours("pkuseg", lexicon=False),
        "this model with the domain lexicon": ours("pkuseg", lexicon=True),
        "jieba": jieba.Tokenizer().lcut,
        "cxzy_nlp rjieba without lexicon": ours("rjieba", lexicon=False),
        "cxzy_nlp rjieba with lexicon": ours("rjieba", lexicon=True),
    }
    files = sorted(path for path in MODEL.iterdir() if path.suffix in (".msgpack", ".npz"))
    return {
        "model": "segmenter",
        "task": "word segmentation of Chinese campaign documents, Peking University conventions",
        "format": "spacy-pkuseg: features.msgpack, weights.npz; loaded without executing code",
        "trained_by": "scripts/train_segmenter.py",
        "settings": {"seed": SEED, "rounds": ROUNDS, "regulariser": REGULARISER, "decimals": DECIMALS},
        "versions": {name: metadata.version(name) for name in ("spacy-pkuseg", "numpy", "jieba", "rjieba")},
        "data": {
            name: {
                "sentences": len(sentences),
                "words": sum(map(len, sentences)),
                "characters": sum(len("".join(sentence)) for sentence in sentences),
                "sha256": hashlib.sha256((CORPUS / f"{name}.txt").read_bytes()).hexdigest(),
            }
            for name, sentences in splits.items()
        },
        "split": "by document; documents of one unit stand in one split",
        "scores": {
            name: {split: score(splits[split], cut, known) for split in ("dev", "test")} for name, cut in rivals.items()
        },
        "bytes": sum(path.stat().st_size for path in files),
        "sha256": {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files},
        "limits": "Trained on campaign documents alone: for newspapers or fiction use jieba or a model of your own.",
    }


def _markdown(card: dict[str, Any]) -> str:
    rows = [
        f"| {name} | {values['precision']:.2f} | {values['recall']:.2f} | {values['f1']:.2f} | "
        f"{values['recall_of_unseen_words']:.2f} |"
        for name, splits in card["scores"].items()
        for values in [splits["test"]]
    ]
    data = [
        f"| {name} | {values['sentences']:,} | {values['words']:,} | {values['characters']:,} |"
        for name, values in card["data"].items()
    ]
    return "\n".join(
        [
            "# Segmenter",
            "",
            f"{card['task'][0].upper()}{card['task'][1:]}. {card['bytes'] / 1e6:.1f} MB, {card['format']}.",
            "",
            "| split | sentences | words | characters |",
            "| --- | --- | --- | --- |",
            *data,
            "",
            f"Split {card['split']}. The conventions are in `corpora/segmentation/GUIDELINES.md`.",
            "",
            "| on the test split | precision | recall | F1 | recall of words not in the training split |",
            "| --- | --- | --- | --- | --- |",
            *rows,
            "",
            f"Trained by `{card['trained_by']}` ({card['settings']['rounds']} rounds, seed {card['settings']['seed']}) "
            f"with spacy-pkuseg {card['versions']['spacy-pkuseg']}. {card['limits']}",
            "",
        ]
    )


if __name__ == "__main__":
    raise SystemExit(main())
