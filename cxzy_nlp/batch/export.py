"""Export documents for annotation tools: those of a results folder, or of files that are analysed on the way."""

from __future__ import annotations

import functools
import os
from bisect import bisect_right
from collections.abc import Callable, Collection, Generator, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any, Literal, get_args

from cxzy_nlp.batch import checks
from cxzy_nlp.batch.archive import ArchiveFile, walk
from cxzy_nlp.batch.folder import RECORDS, is_results, load_run
from cxzy_nlp.batch.worker import Failure
from cxzy_nlp.config import Config, resolve_config
from cxzy_nlp.document import Source, Token
from cxzy_nlp.errors import CxzyError, InputError, ReadError
from cxzy_nlp.io.export import LABELS, Passage, make_passage
from cxzy_nlp.io.export.brat import ANNOTATION_CONF, write_brat
from cxzy_nlp.io.export.conllu import Word, conllu_lines
from cxzy_nlp.io.export.doccano import doccano_record
from cxzy_nlp.io.export.labelstudio import labelstudio_task
from cxzy_nlp.io.export.webanno import webanno_collection
from cxzy_nlp.io.readers import load_bytes, printable, read_bytes
from cxzy_nlp.io.records import Record, read_records
from cxzy_nlp.pipeline import analyze_source
from cxzy_nlp.serialize import json_line
from cxzy_nlp.text.units import Unit
from cxzy_nlp.tokens import make_segmenter, segment_source

ExportFormat = Literal["brat", "conllu", "doccano", "labelstudio", "webanno"]
#: The formats, in the order in which they are named.
FORMATS: tuple[str, ...] = get_args(ExportFormat)
#: Formats that are written as a folder of files, not as one stream of lines.
FOLDERS: tuple[str, ...] = ("brat",)
#: In a folder: which document each file is, one JSON object a line.
INDEX = "index.jsonl"


@dataclass(frozen=True, slots=True)
class ExportSummary:
    """What was exported, and which files could not be."""

    files: int
    documents: int
    annotations: int
    failures: tuple[Failure, ...]


def export(
    paths: str | os.PathLike[str] | Sequence[str | os.PathLike[str]],
    out: str | os.PathLike[str] | Callable[[str], object],
    format: ExportFormat,
    *,
    kinds: Collection[str] | None = None,
    unit: Unit = "codepoint",
    archive: Sequence[str | os.PathLike[str]] = (),
    config: Config | None = None,
) -> ExportSummary:
    """Write the documents below `paths` with their facts as annotations.

    Parameters
    ----------
    paths
        Results folders (the files that they were made from are read again), or files and folders to analyse.
    out
        The file to write (brat: the folder, which must be new or empty, since annotators work in it); or a function
        that takes each line.
    format
        ``"brat"``, ``"conllu"``, ``"doccano"``, ``"labelstudio"`` or ``"webanno"``.
    kinds
        Which facts to annotate, some of the keys of `cxzy_nlp.io.export.LABELS`; all by default.
    unit
        What Label Studio's offsets count: ``"codepoint"`` or ``"utf16"``.
    archive
        Where the files of a results folder are now, if not where it was made from.
    config
        Options of the analysis, and the segmenter of CoNLL-U.

    Raises
    ------
    InputError
        If the format or a kind is unknown, a path is missing, or `out` cannot be used: it is a file of the archive, or
        one of the results. A file from an earlier export stays if not one document can be exported.

    Examples
    --------
    >>> import json, pathlib, tempfile
    >>> folder = pathlib.Path(tempfile.mkdtemp())
    >>> _ = (folder / "总结.txt").write_text("全镇现有党员796名。", encoding="utf-8")
    >>> lines = []
    >>> summary = export(folder, lines.append, "doccano")
    >>> json.loads(lines[0])["label"], summary.documents
    ([[4, 10, 'count']], 1)
    """
    if format not in FORMATS:
        raise InputError(f"unknown format {format!r}; known formats: {', '.join(FORMATS)}")
    for kind in kinds or ():
        if kind not in LABELS:
            raise InputError(f"unknown kind {kind!r}; known kinds: {', '.join(LABELS)}")
    settings = resolve_config(config)
    found = _Found(settings, kinds)
    listed, places = checks.path_list(paths), [os.fspath(path) for path in archive]
    if not callable(out):
        checks.refuse_overwriting(out, [*listed, *places, *_origins(listed)])
    sources = found.passages(listed, places)
    if format == "brat":
        if callable(out):
            raise InputError("brat needs a folder for its pairs of files; name one")
        _write_folder(Path(out), sources)
    else:
        make = _line_maker(format, unit, settings)
        if callable(out):
            for passage, source in sources:
                for line in make(passage, source):
                    out(line)
        else:
            lines = (line for passage, source in sources for line in make(passage, source))
            _write_file(Path(out), lines, keep=lambda: found.failures and not found.documents)
    return ExportSummary(found.files, found.documents, found.annotations, tuple(found.failures))


class _Found:
    """Reads the documents one file at a time, and remembers what could not be read."""

    def __init__(self, config: Config, kinds: Collection[str] | None) -> None:
        self.files = self.documents = self.annotations = 0
        self.failures: list[Failure] = []
        self._config = config
        self._kinds = kinds

    def passages(self, paths: Sequence[str], archive: Sequence[str]) -> Iterator[tuple[Passage, Source]]:
        checks.refuse_missing([*paths, *archive])
        results = [path for path in paths if is_results(path)]
        for folder in results:
            yield from self._of_results(Path(folder), archive)
        others = [path for path in paths if path not in results]
        files = list(walk(others)) if others else []
        if others and not files:
            raise InputError(f"no files found in {', '.join(map(printable, others))}")
        for file in files:
            yield from self._of_file(file.path, lambda file=file: self._analyzed(file))  # type: ignore[misc]

    def _of_results(self, folder: Path, archive: Sequence[str]) -> Iterator[tuple[Passage, Source]]:
        options = load_run(folder).get("options")
        encoding = options.get("encoding") if isinstance(options, dict) else None
        places = {file.path: file for file in walk(archive or _origins([folder]))}
        with closing(_grouped(folder / RECORDS)) as groups:
            for path, records in groups:
                yield from self._of_file(
                    path,
                    lambda path=path, records=records: self._read_again(places.get(path), records, encoding),  # type: ignore[misc]
                )

    def _of_file(
        self, path: str, read: Callable[[], tuple[Source, Sequence[Record]]]
    ) -> Iterator[tuple[Passage, Source]]:
        self.files += 1
        try:
            source, records = read()
            made = [make_passage(record, source, kinds=self._kinds) for record in records]
        except ReadError as error:
            self.failures.append(Failure(path, error.stage, error.reason))
        except CxzyError as error:
            self.failures.append(Failure(path, "export", str(error)))
        else:
            for passage in made:
                self.documents += 1
                self.annotations += len(passage.annotations)
                yield passage, source

    def _analyzed(self, file: ArchiveFile) -> tuple[Source, Sequence[Record]]:
        if file.problem is not None:
            raise ReadError(file.path, file.problem, stage="open")
        data = load_bytes(file.location, max_bytes=self._config.max_bytes, name=file.path)
        source = read_bytes(data, path=file.path, encoding=self._config.encoding)
        return source, [document.to_dict() for document in analyze_source(source, self._config)]

    def _read_again(
        self, file: ArchiveFile | None, records: Sequence[Record], encoding: str | None
    ) -> tuple[Source, Sequence[Record]]:
        origin = records[0]["source"]
        path = origin["path"]
        if file is None:
            raise ReadError(path, "the file is no longer there; say where the archive is now (--archive)", stage="open")
        data = load_bytes(file.location, max_bytes=max(self._config.max_bytes, file.size), name=path)
        source = read_bytes(data, path=path, format=origin["format"], encoding=encoding)
        if source.sha256 != origin["sha256"]:
            raise ReadError(path, "the file was changed since; run cxzy extract again", stage="open")
        return source, records


def _origins(paths: Sequence[str | os.PathLike[str]]) -> list[str]:
    """What the results folders among `paths` were made from."""
    origins: list[str] = []
    for folder in paths:
        run = load_run(folder) if is_results(folder) else {}
        start = Path(folder, str(run.get("inputs_from", ".")))
        named = run.get("inputs")
        origins += [os.fspath(start / str(name)) for name in named] if isinstance(named, list) else []
    return origins


def _grouped(path: Path) -> Generator[tuple[str, list[Record]], None, None]:
    """The records of each file; they stand together."""
    for name, group in groupby(read_records(path), key=lambda record: str(record["source"]["path"])):
        yield name, list(group)


def _line_maker(format: str, unit: Unit, config: Config) -> Callable[[Passage, Source], Iterator[str]]:
    if format == "conllu":
        return _conllu_maker(config)
    make: Mapping[str, Callable[[Passage], Mapping[str, Any]]] = {
        "doccano": doccano_record,
        "labelstudio": lambda passage: labelstudio_task(passage, unit=unit),
        "webanno": webanno_collection,
    }
    return lambda passage, source: iter([json_line(make[format](passage))])


def _conllu_maker(config: Config) -> Callable[[Passage, Source], Iterator[str]]:
    segmenter = make_segmenter(config)

    @functools.lru_cache(maxsize=1)  # the documents of a file come one after the other
    def tokens_of(source: Source) -> list[Token]:
        return segment_source(source, config, segmenter)

    def lines(passage: Passage, source: Source) -> Iterator[str]:
        found = conllu_lines(passage, lambda text: _within(tokens_of(source), passage.start, len(text)))
        yield next(found)
        yield f"# segmenter = {segmenter.mark}"
        yield from found

    return lines


def _within(tokens: Sequence[Token], start: int, size: int) -> Iterator[Word]:
    """The tokens of ``start:start + size``, counted from there; one that reaches over an edge is cut."""
    at = bisect_right(tokens, start, key=lambda token: token.end)
    while at < len(tokens) and tokens[at].start < start + size:
        token = tokens[at]
        left, right = max(token.start - start, 0), min(token.end - start, size)
        text = token.text[left + start - token.start : right + start - token.start]
        yield Word(left, right, text, token.norm if text == token.text else text)
        at += 1


def _write_folder(folder: Path, passages: Iterator[tuple[Passage, Source]]) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise InputError(f"{folder} is not empty, and annotations in it might be lost; name a new folder")
    except (FileExistsError, NotADirectoryError):
        raise InputError(f"{folder} is a file; name a folder") from None
    (folder / "annotation.conf").write_bytes(ANNOTATION_CONF.encode("utf-8"))
    with (folder / INDEX).open("w", encoding="utf-8", newline="\n") as index:
        for passage, _ in passages:
            write_brat(folder, passage.id, passage)
            about: dict[str, object] = {"name": passage.id, "path": passage.path, "sha256": passage.sha256}
            about |= {"format": passage.format, "start": passage.start, "signature": passage.signature}
            about["classes"] = dict(passage.classes)
            index.write(json_line(about) + "\n")


def _write_file(path: Path, lines: Iterator[str], *, keep: Callable[[], object]) -> None:
    """Write lines to a file that is there as a whole or not at all; one that is there stays if `keep` says so."""
    new = path.with_name(f".{path.name}.new")
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with new.open("w", encoding="utf-8", newline="\n") as file:
            for line in lines:
                file.write(f"{line}\n")
        if not keep():
            new.replace(path)
    finally:
        new.unlink(missing_ok=True)
