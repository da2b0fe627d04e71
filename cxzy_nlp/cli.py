"""The command ``cxzy``: data on standard output, everything else on standard error."""

from __future__ import annotations

import argparse
import functools
import io
import json
import os
import sys
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from cxzy_nlp.command_line import make_parser
from cxzy_nlp.config import Config
from cxzy_nlp.errors import CxzyError, InputError, ReadError
from cxzy_nlp.terminal import flush, forget_stdout, reserve_descriptors, say, visible, write_line

if TYPE_CHECKING:  # the commands import what they need, so that --help comes at once
    from cxzy_nlp.batch.run import RunSummary
    from cxzy_nlp.batch.worker import Failure, FileResult
    from cxzy_nlp.document import Source, Token
    from cxzy_nlp.io.records import Record

OK, FAILED, USAGE, SOME_FAILED, INTERRUPTED = 0, 1, 2, 3, 130

_SHOWN_FAILURES = 5
_FEW_FILES = 8  # not worth starting worker processes for


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command with `arguments` (those of the process, if not given); the exit code.

    Examples
    --------
    >>> main(["extract", "/no/such/file.txt", "--quiet"])
    1
    """
    options = argparse.Namespace()
    try:
        reserve_descriptors()
        make_parser().parse_args(arguments, options)
        code = _COMMANDS[options.command](options)
        flush()
    except SystemExit as leaving:  # argparse has said why
        return leaving.code if isinstance(leaving.code, int) else FAILED
    except BrokenPipeError:
        forget_stdout()  # the reader has seen enough (| head)
        return OK
    except KeyboardInterrupt:
        resumable = getattr(options, "out", None) is not None
        say("interrupted; run the same command again to resume" if resumable else "interrupted")
        return INTERRUPTED
    except UsageError as error:
        say(f"{error}; see cxzy {options.command} --help")
        return USAGE
    except CxzyError as error:
        say(str(error))
        return FAILED
    except OSError as error:
        if error.filename is None:
            forget_stdout()  # or what is still buffered for it fails once more when the interpreter ends
        say(f"{error.filename or 'input/output'}: {error.strerror or error}")
        return FAILED
    return code


class UsageError(InputError):
    """The command line cannot be meant as it stands."""


def _extract(options: argparse.Namespace) -> int:
    config = _config(options)
    if options.out is None:
        if options.replace:
            raise UsageError("--replace is about a results folder: name one with -o")
        if options.parquet:
            raise UsageError("--parquet is about a results folder: name one with -o")
        with closing(_stream(options, config)) as results:
            return _write_lines(results, options)
    if "-" in options.paths:
        raise UsageError("standard input (-) has no file name to record: leave out -o, or name files")
    from cxzy_nlp.batch.progress import ProgressBar
    from cxzy_nlp.batch.run import extract_archive

    screen = sys.stderr if sys.stderr is not None else io.StringIO()
    bar = ProgressBar(screen, enabled=not (options.quiet or options.no_progress))
    try:
        summary = extract_archive(
            options.paths,
            options.out,
            config=config,
            jobs=_jobs(options),
            replace=options.replace,
            parquet=options.parquet,
            progress=bar.update,
        )
    finally:
        bar.clear()
    if not options.quiet:
        screen.write(_summary_text(summary))
    return _exit_code(summary.files, len(summary.failures))


def _stream(options: argparse.Namespace, config: Config) -> Generator[FileResult, None, None]:
    from cxzy_nlp.batch.run import extract_stream
    from cxzy_nlp.batch.worker import process_bytes

    if "-" in options.paths:
        yield process_bytes(_stdin(config.max_bytes), "-", config)
    files = [path for path in options.paths if path != "-"]
    if files:
        with closing(extract_stream(files, config=config, jobs=_jobs(options))) as results:
            yield from results


def _write_lines(results: Iterator[FileResult], options: argparse.Namespace) -> int:
    files = failed = 0
    for result in results:
        files += 1
        if result.failure is not None:
            failed += 1
            if not options.quiet:
                say(_failure_text(result.failure))
        for line in result.lines:
            write_line(line)
        flush()
    return _exit_code(files, failed)


def _split(options: argparse.Namespace) -> int:
    config = _config(options)
    options.jobs = 1
    files = failed = 0
    with closing(_stream(options, config)) as results:
        for result in results:
            files += 1
            if result.failure is not None:
                failed += 1
                say(_failure_text(result.failure))
            for line in result.lines:
                record = json.loads(line)
                title = record["title"]["text"] if record["title"] is not None else None
                row = {"path": result.path, "start": record["start"], "end": record["end"], "title": title}
                write_line(json.dumps(row, ensure_ascii=False) if options.json else _tsv_row(*row.values()))
            flush()
    return _exit_code(files, failed)


def _segment(options: argparse.Namespace) -> int:
    from cxzy_nlp.serialize import json_line
    from cxzy_nlp.tokens import make_segmenter, segment_source

    config = _config(options)
    make_segmenter(config)  # or a missing package would be reported for each file
    files = failed = 0
    for path, load in _inputs(options.paths, config):
        files += 1
        try:
            tokens = segment_source(load(), config)
        except ReadError as error:
            failed += 1
            say(str(error))
            continue
        if options.json:
            for token in tokens:
                place = {"path": path, "start": token.start, "end": token.end}
                write_line(json_line({**place, "text": token.text, "norm": token.norm}))
        else:
            _write_words(tokens)
        flush()
    if not files:
        raise InputError(f"no files found in {', '.join(map(visible, options.paths))}")
    return _exit_code(files, failed)


def _inputs(paths: Sequence[str], config: Config) -> Iterator[tuple[str, Callable[[], Source]]]:
    """The files to read, each with what reads it."""
    from cxzy_nlp.batch.archive import ArchiveFile, walk
    from cxzy_nlp.io.readers import load_bytes, read_bytes

    def load(file: ArchiveFile) -> Source:
        if file.problem is not None:
            raise ReadError(file.path, file.problem, stage="open")
        data = load_bytes(file.location, max_bytes=config.max_bytes, name=file.path)
        return read_bytes(data, path=file.path, encoding=config.encoding)

    if "-" in paths:
        yield "-", lambda: read_bytes(_stdin(config.max_bytes), path="-", encoding=config.encoding)
    for file in walk([path for path in paths if path != "-"]):
        yield file.path, functools.partial(load, file)


def _write_words(tokens: Iterable[Token]) -> None:
    line: list[str] = []
    for token in tokens:
        if not token.space:
            line.append(token.norm)
        elif "\n" in token.norm and line:
            write_line(" ".join(line))
            line = []
    if line:
        write_line(" ".join(line))


def _frameworks(options: argparse.Namespace) -> int:
    if "" in options.paths:
        raise UsageError("a path is empty: name a results folder or a file of records")
    from cxzy_nlp.batch.checks import refuse_overwriting
    from cxzy_nlp.frameworks_index import COLUMNS, FrameworkIndex

    if options.csv is not None:
        refuse_overwriting(options.csv, options.paths)
    index = FrameworkIndex()
    for path in options.paths:
        for record in _records(path):
            index.add(record)
    if options.csv is not None:
        index.to_csv(options.csv)
        return OK
    write_line("\t".join(COLUMNS))
    for row in index.rows():
        write_line("\t".join("" if cell is None else visible(str(cell)) for cell in row.cells()))
    return OK


def _copies(options: argparse.Namespace) -> int:
    if "" in options.paths:
        raise UsageError("a path is empty: name a file or a folder, or . for the current one")
    if "-" in options.paths:
        raise UsageError("standard input (-) is one document, with nothing to compare it to: name files")
    from cxzy_nlp.batch.copies import copies_of_archive

    given = {"encoding": options.encoding, "max_bytes": options.max_bytes}
    config = Config(**{name: value for name, value in given.items() if value is not None})
    summary = copies_of_archive(
        options.paths,
        options.out,
        config=config,
        jobs=_jobs(options),
        index=options.index,
        replace=options.replace,
    )
    report, failures = summary.report, summary.failures
    if not options.quiet:
        copied = sum(document.cluster is not None for document in report.documents)
        say(
            f"{_counted(len(report.documents), 'document')}, {_counted(len(report.pairs), 'copied pair')}, "
            f"{_counted(len(report.clusters), 'cluster')} of {_counted(copied, 'document')}, "
            f"{_counted(len(report.templates), 'template')}: "
            f"{visible(summary.out)}"
        )
        for failure in failures[:_SHOWN_FAILURES]:
            say(f"left out: {_failure_text(failure)}")
        if len(failures) > _SHOWN_FAILURES:
            say(f"left out: {len(failures) - _SHOWN_FAILURES:,} more")
    return SOME_FAILED if failures else OK


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}" + ("" if number == 1 else "s")


def _export(options: argparse.Namespace) -> int:
    from cxzy_nlp.batch.export import FOLDERS, export

    if options.to is None and options.format in FOLDERS:
        raise UsageError(f"{options.format} is a folder of files: name one with -o")
    if options.utf16 and options.format != "labelstudio":
        raise UsageError("--utf16 is about --format labelstudio; the other formats count code points")
    labels, options.kinds = options.kinds, None
    summary = export(
        options.paths,
        write_line if options.to is None else options.to,
        options.format,
        kinds=labels,
        unit="utf16" if options.utf16 else "codepoint",
        archive=options.archive,
        config=_config(options),
    )
    for failure in summary.failures:
        say(_failure_text(failure))
    return _exit_code(summary.files, len(summary.failures))


def _records(path: str) -> Iterator[Record]:
    from cxzy_nlp.io.records import parse_lines, read_records

    if path == "-":
        if sys.stdin is None:
            raise InputError("standard input is closed; name a file instead of -")
        return parse_lines(sys.stdin.buffer, "standard input")
    if not Path(path).is_dir():
        return read_records(path)
    records = Path(path, "documents.jsonl")
    if not records.exists():
        raise InputError(f"{path}: no results folder, there is no documents.jsonl in it; make it with cxzy extract -o")
    return read_records(records)


def _tsv_row(path: str, start: int, end: int, title: str | None) -> str:
    return "\t".join([visible(path), str(start), str(end), visible(" ".join((title or "").split()))])


def _config(options: argparse.Namespace) -> Config:
    if "" in options.paths:
        raise UsageError("a path is empty: name a file or a folder, or . for the current one")
    given = {
        "kinds": () if options.command == "split" else getattr(options, "kinds", None),
        "classify": False if options.command == "split" else None,  # it lists documents, not what they are
        "reference_date": getattr(options, "reference_date", None),
        "encoding": options.encoding,
        "max_bytes": options.max_bytes,
        "segmenter": getattr(options, "segmenter", None),
        "user_lexicon": getattr(options, "user_lexicon", None),
        "lexicon": False if getattr(options, "no_lexicon", False) else None,
        "hmm": False if getattr(options, "no_hmm", False) else None,
    }
    return Config(**{name: value for name, value in given.items() if value is not None})


def _jobs(options: argparse.Namespace) -> int:
    if options.jobs is not None:
        return int(options.jobs)
    if len(options.paths) <= _FEW_FILES and not any(Path(path).is_dir() for path in options.paths):
        return 1
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _summary_text(summary: RunSummary) -> str:
    read = summary.files - len(summary.failures)
    unchanged = f" ({summary.unchanged:,} unchanged since the last run)" if summary.unchanged else ""
    facts = ", ".join(f"{number:,} {kind}" for kind, number in summary.facts.items() if number) or "none"
    lines = [
        f"files      {read:,} of {summary.files:,} read{unchanged}",
        f"documents  {summary.documents:,}",
        f"facts      {facts}",
    ]
    if summary.failures:
        lines.append(f"failed     {len(summary.failures):,}; all of them are in failures.jsonl:")
        lines += [f"  {_failure_text(failure)}" for failure in summary.failures[:_SHOWN_FAILURES]]
        if len(summary.failures) > _SHOWN_FAILURES:
            lines.append(f"  … and {len(summary.failures) - _SHOWN_FAILURES:,} more")
    lines.append(f"results    {summary.out} ({summary.seconds:.1f} s)")
    return "".join(f"{visible(line)}\n" for line in lines)


def _failure_text(failure: Failure) -> str:
    return f"{failure.path}: {failure.reason}"


def _exit_code(files: int, failed: int) -> int:
    if not failed:
        return OK
    return FAILED if failed == files else SOME_FAILED


def _stdin(max_bytes: int) -> bytes:
    if sys.stdin is None:
        raise InputError("standard input is closed; name a file instead of -")
    data = sys.stdin.buffer.read(max_bytes + 1)
    if len(data) > max_bytes:
        raise InputError(f"standard input is too large: the limit is {max_bytes:,} bytes; raise --max-bytes to read it")
    return data


_COMMANDS: Mapping[str, Callable[[argparse.Namespace], int]] = MappingProxyType(
    {
        "extract": _extract,
        "split": _split,
        "frameworks": _frameworks,
        "copies": _copies,
        "export": _export,
        "segment": _segment,
    }
)
