"""The way from documents to the report."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator, Sequence, Set
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

import numpy as np
import numpy.typing as npt

from cxzy_nlp.config import Config
from cxzy_nlp.copies.candidates import Pairs, find_candidates
from cxzy_nlp.copies.common import Hashes, known_hashes
from cxzy_nlp.copies.components import Described, PairWork, describe_component
from cxzy_nlp.copies.corpus import Corpus, build_corpus
from cxzy_nlp.copies.fluency import Fluency, load_fluency, measure_fluency
from cxzy_nlp.copies.index import open_index
from cxzy_nlp.copies.inputs import Item
from cxzy_nlp.copies.judging import Copy, Judgement, Matches, judge
from cxzy_nlp.copies.matching import match_pairs, with_equal
from cxzy_nlp.copies.report import (
    Cluster,
    CommonPassage,
    CopyReport,
    DocumentCopies,
    Template,
)
from cxzy_nlp.copies.seeds import SHINGLE, Postings, find_postings, shingle_hashes
from cxzy_nlp.copies.views import View
from cxzy_nlp.copies.workers import results_of, workers

_IN_MEMORY = 20_000_000  # characters of an archive whose normal forms are not written to files
_SHORT = 20  # symbols below which only equal documents are looked for
_CHUNK_PAIRS = 150  # described at a time
_SHOWN_COMMON = 400
_COMMON_LENGTH = 20  # symbols of a common passage that is worth showing


def find_items(
    items: Sequence[Item],
    settings: Config,
    signature: str,
    *,
    jobs: int = 1,
    index: str | os.PathLike[str] | None = None,
) -> CopyReport:
    """The report on some items; see `cxzy_nlp.find_copies`. The `signature` is recorded, and an index belongs to it."""
    with ExitStack() as stack:
        executor = stack.enter_context(workers(jobs))
        if index is not None:
            store = stack.enter_context(open_index(Path(index), signature))
            fresh = [item for item in items if not store.has(item)]
            first = len(store.items)
            store.add(fresh)
            report, pairs = report_copies(
                store.items,
                build_corpus(fresh, settings, executor, store.folder),
                signature,
                executor=executor,
                folder=store.folder,
                fresh=first,
                known=store.pairs(),
            )
            store.commit(pairs)
            return report
        folder = None
        if executor is not None or sum(item.end - item.start for item in items) > _IN_MEMORY:
            folder = Path(stack.enter_context(_scratch()))
        corpus = build_corpus(items, settings, executor, folder)
        return report_copies(items, corpus, signature, executor=executor, folder=folder)[0]


def _scratch() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="cxzy-copies-", ignore_cleanup_errors=True)


def report_copies(
    items: Sequence[Item],
    corpus: Corpus,
    signature: str,
    *,
    executor: ProcessPoolExecutor | None = None,
    folder: Path | None = None,
    fresh: int = 0,
    known: Pairs | None = None,
) -> tuple[CopyReport, Pairs]:
    """The report on a corpus and the copied pairs by number; only pairs with an item from number `fresh` on.

    The `folder` is where the processes of `executor` find the corpus; `known` are copied pairs of earlier items.
    """
    postings = find_postings(corpus)
    pairs = find_candidates(postings, len(corpus), fresh, known)
    matches = with_equal(match_pairs(corpus, pairs, executor, folder), _equal_short(corpus, fresh), corpus.lengths)
    judgement = judge(corpus, postings, matches, known)
    fluency = measure_fluency(corpus) if judgement.copies else Fluency(np.zeros(0, np.uint32), np.zeros(0, np.int32))
    tasks, places = _components(items, corpus, matches, judgement.copies)
    described = _describe(tasks, fluency, executor)
    common = _common(items, corpus, postings, judgement)
    report = _assemble(items, described, places, common, signature, fresh)
    return report, np.array([(copy.a, copy.b) for copy in judgement.copies], np.int64).reshape(-1, 2)


def _equal_short(corpus: Corpus, fresh: int) -> Pairs:
    """Documents too short for a shingle to speak, if they are equal."""
    groups: dict[bytes, list[int]] = {}
    for document in np.flatnonzero((corpus.lengths > 3) & (corpus.lengths < _SHORT)).tolist():
        groups.setdefault(corpus.of(document).tobytes(), []).append(document)
    pairs = [(a, b) for group in groups.values() for n, a in enumerate(group) for b in group[n + 1 :] if b >= fresh]
    return np.array(pairs, np.int64).reshape(-1, 2)


@dataclass(frozen=True, slots=True, eq=False)
class _Task:
    """A component to describe."""

    views: list[View]
    work: list[PairWork]


def _components(
    items: Sequence[Item], corpus: Corpus, matches: Matches, copies: Sequence[Copy]
) -> tuple[Iterator[_Task], list[list[int]]]:
    """The documents that copying connects, as tasks, and which documents each has."""
    leader: dict[int, int] = {}
    for copy in copies:
        leader.setdefault(copy.a, copy.a)
        leader.setdefault(copy.b, copy.b)

    def find(document: int) -> int:
        while leader[document] != document:
            leader[document] = leader[leader[document]]
            document = leader[document]
        return document

    for copy in copies:
        a, b = find(copy.a), find(copy.b)
        leader[max(a, b)] = min(a, b)
    members: dict[int, list[int]] = {}
    for document in sorted(leader):
        members.setdefault(find(document), []).append(document)
    grouped: dict[int, list[Copy]] = {}
    for copy in copies:
        grouped.setdefault(find(copy.a), []).append(copy)
    rows = {(a, b): number for number, (a, b) in enumerate(matches.pairs.tolist())}

    def tasks() -> Iterator[_Task]:
        for first, documents in members.items():
            place = {document: number for number, document in enumerate(documents)}
            work = []
            for copy in grouped[first]:
                pair = rows[copy.a, copy.b]
                chains = matches.chains[matches.first[pair] : matches.first[pair + 1]]
                work.append(PairWork(place[copy.a], place[copy.b], copy.passages, chains))
            yield _Task([_view(items[document], corpus, document) for document in documents], work)

    return tasks(), list(members.values())


def _view(item: Item, corpus: Corpus, document: int) -> View:
    rows = slice(int(corpus.bounds[document]), int(corpus.bounds[document + 1]))
    start = np.asarray(corpus.start[rows]).astype(np.int64)
    end = start + corpus.size[rows]
    return View(
        item.id, item.source.text, item.start, item.end, item.date, np.asarray(corpus.symbols[rows]), start, end
    )


def _chunks(tasks: Iterable[_Task]) -> Iterator[list[_Task]]:
    chunk: list[_Task] = []
    for task in tasks:
        chunk.append(task)
        if sum(len(one.work) for one in chunk) >= _CHUNK_PAIRS:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _describe(tasks: Iterable[_Task], fluency: Fluency, executor: ProcessPoolExecutor | None) -> list[Described]:
    if executor is None:
        return [describe_component(task.views, task.work, fluency) for task in tasks]
    with _scratch() as folder:  # too large to be sent with every chunk
        fluency.save(Path(folder))
        chunks = ((chunk, Path(folder)) for chunk in _chunks(tasks))
        return [one for many in results_of(executor, _describe_chunk, chunks) for one in many]


def _describe_chunk(tasks: Sequence[_Task], folder: Path) -> list[Described]:
    fluency = load_fluency(folder)
    return [describe_component(task.views, task.work, fluency) for task in tasks]


def _assemble(
    items: Sequence[Item],
    described: Sequence[Described],
    places: Sequence[Sequence[int]],
    common: tuple[CommonPassage, ...],
    made_by: str,
    fresh: int,
) -> CopyReport:
    copied: dict[int, float] = {}
    families: list[tuple[tuple[int, ...], int | None, Template | None]] = []
    for one, documents in zip(described, places, strict=True):
        copied.update(zip(documents, one.copied, strict=True))
        for family in one.families:
            source = None if family.source is None else documents[family.source]
            families.append((tuple(documents[member] for member in family.members), source, family.template))
    families.sort(key=lambda family: (-len(family[0]), family[0]))
    clusters: list[Cluster] = []
    templates: list[Template] = []
    cluster_of: dict[int, str] = {}
    for number, (members, source, template) in enumerate(families, 1):
        if template is not None:
            template = replace(template, id=f"t{len(templates) + 1}")
            templates.append(template)
        ids = tuple(items[member].id for member in members)
        first = None if source is None else items[source].id
        clusters.append(Cluster(f"c{number}", ids, first, None if template is None else template.id))
        cluster_of.update(dict.fromkeys(members, f"c{number}"))
    told = tuple(
        DocumentCopies(item.id, item.source.path, item.start, item.end, round(copied.get(n, 0.0), 4), cluster_of.get(n))
        for n, item in enumerate(items)
        if n >= fresh or n in copied
    )
    order = {item.id: number for number, item in enumerate(items)}
    pairs = sorted((pair for one in described for pair in one.pairs), key=lambda pair: (order[pair.a], order[pair.b]))
    return CopyReport(made_by, told, tuple(pairs), tuple(clusters), tuple(templates), common)


def _common(
    items: Sequence[Item], corpus: Corpus, postings: Postings, judgement: Judgement
) -> tuple[CommonPassage, ...]:
    """The longest common passages, each once, with the number of documents that have it."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], judgement.common.long, [False]]).view(np.int8)))
    counts = dict(zip(judgement.hashes.tolist(), _counts(postings, judgement.hashes), strict=True))
    known = frozenset(known_hashes().tolist())
    seen: set[int] = set()
    found = []
    for low, high in sorted(_stretches(corpus, edges, counts.keys() | known), key=lambda row: (row[0] - row[1], row)):
        keys = shingle_hashes(corpus, low, high - SHINGLE + 1).tolist()
        if sum(key in seen for key in keys) * 2 > len(keys):
            continue
        seen.update(keys)
        document = int(np.searchsorted(corpus.bounds, low, "right")) - 1
        base = int(corpus.bounds[document])
        start, end = corpus.source_span(document, low - base, high - base)
        times = sorted(counts[key] for key in keys if key in counts)
        reason: Literal["mandated", "stock"] = (
            "mandated" if sum(key in known for key in keys) * 2 > len(keys) else "stock"
        )
        found.append(
            CommonPassage(items[document].source.text[start:end], times[len(times) // 2] if times else 1, reason)
        )
        if len(found) >= _SHOWN_COMMON:
            break
    return tuple(sorted(found, key=lambda passage: (-passage.documents, passage.text)))


def _counts(postings: Postings, hashes: Hashes) -> list[int]:
    """In how many documents each of the hashes is."""
    if not len(hashes):
        return []
    at = np.searchsorted(postings.hash, hashes)
    return list(postings.count[at].tolist())


def _stretches(corpus: Corpus, edges: npt.NDArray[np.int64], common: Set[int]) -> Iterator[tuple[int, int]]:
    """Flat spans of common passages: cut where the shingles that run over a joint of two passages are not common."""
    for low, high in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
        start = last = None
        for place, key in enumerate(shingle_hashes(corpus, low, high - SHINGLE + 1).tolist(), low):
            if key not in common:
                continue
            if last is None or place - last > SHINGLE - 2:
                if start is not None and last is not None and last + SHINGLE - start >= _COMMON_LENGTH:
                    yield start, last + SHINGLE
                start = place
            last = place
        if start is not None and last is not None and last + SHINGLE - start >= _COMMON_LENGTH:
            yield start, last + SHINGLE
