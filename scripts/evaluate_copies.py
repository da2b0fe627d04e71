"""Scores of `find_copies` on labelled archives, beside other tools on the same archives.

python scripts/evaluate_copies.py --seed 7                       builds the archive (1,200 documents) and scores it
python scripts/evaluate_copies.py ARCHIVE.jsonl                  an archive of build_archive.py
python scripts/evaluate_copies.py --seed 7 --peers               datasketch, rensa, TF-IDF cosine too
python scripts/evaluate_copies.py --seed 7 --misses              and which pairs were missed or wrong
"""

from __future__ import annotations

import argparse
import json
import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from archive import measures
from archive.gold import Case, Pair, Truth, truth_of
from build_archive import build

from cxzy_nlp import find_copies

_SLOT_KINDS = frozenset(("slots", "slots_numbers", "slots+shuffle", "slots+script", "slots+noise", "slots_residue"))
#: Copies of less than that share of a source belong to no family for sure, so that clusters are measured without them.
_PARTIAL = frozenset(
    ("excerpt10", "excerpt20", "excerpt20+script", "excerpt40", "excerpt40+slots+spin15", "mosaic", "mosaic+spin15")
)


def evaluate(rows: Sequence[Mapping[str, Any]], *, jobs: int = 1, peers: bool = False, misses: bool = False) -> None:
    """Print all scores for one archive."""
    truth = truth_of(rows)
    started = time.perf_counter()
    report = find_copies({row["id"]: row["text"] for row in rows}, jobs=jobs).to_dict()
    seconds = time.perf_counter() - started
    found: dict[Pair, list[Case]] = {
        (pair["a"], pair["b"]): [tuple(span) for span in pair["spans"]] for pair in report["pairs"]
    }
    print(f"{len(rows)} documents, {len(truth.cases)} copied pairs, {len(found)} found in {seconds:.1f} s")
    _pairs(rows, truth, found)
    precision, recall = measures.character_scores(truth, found)
    score, granularity = measures.plagdet(truth, found)
    print(f"characters      P {precision:.3f}  R {recall:.3f}  F1 {measures.f1(precision, recall):.3f}")
    print(f"plagdet         {score:.3f}  (granularity {granularity:.3f})")
    _clusters(rows, report)
    precision, recall, kinds = measures.slot_scores(rows, report, _SLOT_KINDS)
    print(f"slots           P {precision:.3f}  R {recall:.3f}  kind right {kinds:.3f}")
    _sources(rows, truth, report)
    flagged = len(truth.mandated & found.keys())
    print(
        f"mandated only   {flagged} of {len(truth.mandated):,} pairs flagged "
        f"({flagged / max(1, len(truth.mandated)):.4%})"
    )
    if misses:
        _misses(rows, truth, found)
    if peers:
        _peers(rows, truth)


def _pairs(rows: Sequence[Mapping[str, Any]], truth: Truth, found: Mapping[Pair, Sequence[Case]]) -> None:
    precision, recall = measures.pair_scores(truth, found)
    print(f"pairs           P {precision:.3f}  R {recall:.3f}  F1 {measures.f1(precision, recall):.3f}")
    order = {row["id"]: number for number, row in enumerate(rows)}
    hits: dict[str, list[bool]] = defaultdict(list)
    for row in rows:
        for parent in row["parents"]:
            if parent in order:
                pair = (row["id"], parent) if order[row["id"]] < order[parent] else (parent, row["id"])
                if pair in truth.cases:
                    hits[row["kind"]].append(pair in found)
    for kind, hit in sorted(hits.items(), key=lambda entry: (sum(entry[1]) / len(entry[1]), entry[0])):
        print(f"  {kind:24} R {sum(hit) / len(hit):.3f}  ({sum(hit)} of {len(hit)})")


def _clusters(rows: Sequence[Mapping[str, Any]], report: Mapping[str, Any]) -> None:
    of = {document["id"]: document["cluster"] or document["id"] for document in report["documents"]}
    whole = [row for row in rows if row["kind"] not in _PARTIAL]
    score = measures.adjusted_rand([row["family"] for row in whole], [of[row["id"]] for row in whole])
    every = measures.adjusted_rand([row["family"] for row in rows], [of[row["id"]] for row in rows])
    print(f"clusters        ARI {score:.3f}  (with excerpts and mosaics {every:.3f})")


def _sources(rows: Sequence[Mapping[str, Any]], truth: Truth, report: Mapping[str, Any]) -> None:
    by_id = {row["id"]: row for row in rows}
    right = wrong = silent = without = 0
    by_kind: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for pair in report["pairs"]:
        one, other = by_id[pair["a"]], by_id[pair["b"]]
        copy, source = (one, other) if other["id"] in one["parents"] else (other, one)
        if source["id"] not in copy["parents"] or (one["id"], other["id"]) not in truth.cases:
            continue
        cue = copy["cues"] or copy["date"] > source["date"] or copy["kind"].startswith(("slots", "mosaic"))
        if not cue:
            without += 1
            continue
        place = 0 if pair["source"] == source["id"] else 2 if pair["source"] is None else 1
        by_kind[copy["kind"]][place] += 1
        right, wrong, silent = right + (place == 0), wrong + (place == 1), silent + (place == 2)
    total = right + wrong + silent
    print(
        f"sources         {right / max(1, total):.3f} right where a cue exists "
        f"({right} right, {wrong} wrong, {silent} open; {without} without a cue)"
    )
    print("  " + ", ".join(f"{kind} {a}/{b}/{c}" for kind, (a, b, c) in sorted(by_kind.items()) if b + c))


def _misses(rows: Sequence[Mapping[str, Any]], truth: Truth, found: Mapping[Pair, Sequence[Case]]) -> None:
    by_id = {row["id"]: row for row in rows}
    for pair in sorted(truth.cases.keys() - found.keys()):
        size = sum(case[1] - case[0] for case in truth.cases[pair])
        kinds = " ".join(by_id[name]["kind"] for name in pair)
        print(f"missed {pair} {kinds}: {size} characters, {truth.cases[pair][:2]}")
    for pair in sorted(found.keys() - truth.cases.keys() - truth.slight):
        for span in found[pair][:3]:
            one, other = by_id[pair[0]]["text"][span[0] : span[1]], by_id[pair[1]]["text"][span[2] : span[3]]
            print(f"wrong  {pair}: {one!r} // {other!r}")


def _peers(rows: Sequence[Mapping[str, Any]], truth: Truth) -> None:
    from archive.peers import PEERS

    names = [row["id"] for row in rows]
    print("other tools, each at the threshold that suits it best on this very archive:")
    for peer, job in PEERS.items():
        started = time.perf_counter()
        scored = job([row["text"] for row in rows])
        seconds = time.perf_counter() - started
        best = (-1.0, 0.0, 0.0, 0.0)
        for threshold in (0.05, 0.08, 0.1, 0.13, 0.16, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8):
            pairs = {(names[i], names[j]) for (i, j), score in scored.items() if score >= threshold}
            precision, recall = measures.pair_scores(truth, pairs)
            best = max(best, (measures.f1(precision, recall), precision, recall, threshold))
        print(
            f"  {peer:14} pairs P {best[1]:.3f}  R {best[2]:.3f}  F1 {best[0]:.3f}  "
            f"(threshold {best[3]}, {seconds:.1f} s; no passages)"
        )


def main() -> None:
    """Score one archive."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("archive", nargs="?", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--documents", type=int, default=1200)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--peers", action="store_true")
    parser.add_argument("--misses", action="store_true")
    options = parser.parse_args()
    if options.archive is not None:
        rows = [json.loads(line) for line in options.archive.read_text(encoding="utf-8").splitlines()]
    else:
        rows = build(options.documents, options.seed)
    evaluate(rows, jobs=options.jobs, peers=options.peers, misses=options.misses)


if __name__ == "__main__":
    main()
