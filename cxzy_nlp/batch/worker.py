"""One file of an archive: read, analyse, check, write down. Nothing that goes wrong with it leaves this module."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256

from cxzy_nlp.batch.archive import ArchiveFile
from cxzy_nlp.config import Config
from cxzy_nlp.document import Document, Source, Spanned
from cxzy_nlp.errors import CxzyError, ReadError
from cxzy_nlp.io.readers import load_bytes, printable, read_bytes
from cxzy_nlp.pipeline import analyze_source
from cxzy_nlp.source import check_spans

#: What a file's source is handed to; `cxzy_nlp.pipeline.analyze_source` unless a test brings another.
Analysis = Callable[[Source, Config], Sequence[Document]]

_LONGEST_REASON = 500


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that gave no record: where it happened (open, format, decode, analyze) and why."""

    path: str
    stage: str
    reason: str

    def to_dict(self) -> dict[str, str]:
        """As a line of ``failures.jsonl``."""
        return {"path": self.path, "stage": self.stage, "reason": self.reason}


@dataclass(frozen=True, slots=True)
class FileResult:
    """What became of a file: its record lines (none of them with a line end), or a failure, or "as before"."""

    path: str
    sha256: str = ""
    lines: tuple[str, ...] = ()
    failure: Failure | None = None
    unchanged: bool = False


def process_file(
    file: ArchiveFile, config: Config, known_sha: str | None = None, *, analysis: Analysis | None = None
) -> FileResult:
    """The records of a file; every exception but an interrupt becomes a failure.

    Parameters
    ----------
    file
        The file to read.
    config
        Options of the analysis.
    known_sha
        Hash of the file's bytes when it was last analysed with this signature; if it has not changed, there is nothing
        to do.
    analysis
        Stands in for the pipeline, in tests.

    Examples
    --------
    >>> process_file(ArchiveFile("a.txt", "/no/such/a.txt"), Config()).failure
    Failure(path='a.txt', stage='open', reason='there is no such file')
    """
    try:
        data = _load(file, config)
    except Exception as error:
        return _failed(file.path, error)
    digest = sha256(data).hexdigest()
    if digest == known_sha:
        return FileResult(file.path, digest, unchanged=True)
    return process_bytes(data, file.path, config, analysis=analysis)


def reading_failure(file: ArchiveFile, config: Config) -> Failure | None:
    """Why a file cannot be read, before any analysis; nothing, if it can.

    Examples
    --------
    >>> reading_failure(ArchiveFile("a.txt", "/no/such/a.txt"), Config()).reason
    'there is no such file'
    """
    try:
        read_bytes(_load(file, config), path=file.path, encoding=config.encoding)
    except Exception as error:
        return _failed(file.path, error).failure
    return None


def process_bytes(data: bytes, path: str, config: Config, *, analysis: Analysis | None = None) -> FileResult:
    """The records of a file's bytes, as `process_file`."""
    try:
        source = read_bytes(data, path=path, encoding=config.encoding)
        documents = (analysis or analyze_source)(source, config)
        if not documents:
            raise ReadError(path, "no document was found in it", stage="analyze")
        return FileResult(path, source.sha256, tuple(_line(source, document) for document in documents))
    except Exception as error:  # MemoryError and RecursionError among them
        return _failed(path, error)


def _load(file: ArchiveFile, config: Config) -> bytes:
    if file.problem is not None:
        raise ReadError(file.path, file.problem, stage="open")
    return load_bytes(file.location, max_bytes=config.max_bytes, name=file.path)


def _line(source: Source, document: Document) -> str:
    check_spans(source, list(_surfaces(document)))
    return document.to_json()


def _surfaces(document: Document) -> Iterator[Spanned]:
    for _, value in document.spans():
        yield value
    for count in document.counts:
        yield count.number
    for framework in document.frameworks:
        yield from framework.components


def _failed(path: str, error: Exception) -> FileResult:
    return FileResult(path, failure=Failure(path, *_explain(error)))


def _explain(error: Exception) -> tuple[str, str]:
    if isinstance(error, ReadError):
        stage, reason = error.stage, error.reason
    elif isinstance(error, MemoryError):
        stage, reason = "analyze", "not enough memory for it"
    elif isinstance(error, CxzyError):
        stage, reason = "analyze", str(error)
    else:
        stage, reason = "analyze", f"unexpected {type(error).__name__}: {error}"
    return stage, printable(" ".join(reason.split()))[:_LONGEST_REASON]
