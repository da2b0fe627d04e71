"""The command ``cxzy``: data on standard output, everything else on standard error."""

from __future__ import annotations

import argparse
import datetime
import functools
import io
import json
import os
import sys
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from cxzy_nlp.config import DEFAULT_MAX_BYTES, EXTRACTABLE, SEGMENTERS, Config, check_encoding, check_segmenter
from cxzy_nlp.errors import CxzyError, InputError, ReadError
from cxzy_nlp.terminal import flush, forget_stdout, reserve_descriptors, say, visible, write_line
from cxzy_nlp.version import __version__

if TYPE_CHECKING:  # the commands import what they need, so that --help comes at once
    from cxzy_nlp.batch.run import RunSummary
    from cxzy_nlp.batch.worker import Failure, FileResult
    from cxzy_nlp.document import Source, Token
    from cxzy_nlp.io.records import Record

OK, FAILED, USAGE, SOME_FAILED, INTERRUPTED = 0, 1, 2, 3, 130

_SHOWN_FAILURES = 5
_FEW_FILES = 8  # not worth starting worker processes for

_EPILOG = """\
examples:
  cxzy extract report.txt                      records of one file, JSONL on standard output
  cxzy extract archive/ -o results/            tables of a whole archive; run again to resume
  cxzy split compilation.txt                   which documents a file holds
  cxzy frameworks results/                     numeric slogans of an archive, compared
  cxzy copies archive/ -o copies/              which documents were copied from one another
  cxzy export results/ --format brat -o brat/  facts for an annotation tool
  cxzy segment report.txt                      the words of a file, parted by blanks

exit codes: 0 done, 1 failed, 2 wrong usage, 3 some files failed, 130 interrupted
"""
_EXTRACT_EPILOG = """\
examples:
  cxzy extract report.txt | head -n 1
  cxzy extract archive/ -o results/ --jobs 4
  cxzy extract 2010/ 2011/ -o results/ --kinds dates
  cxzy extract scans/ -o results/ --encoding gb18030 --reference-date 2010-12-31
  curl https://example.org/page.html | cxzy extract -

With -o the folder gets documents.jsonl, one CSV table for each kind of fact, datapackage.json (what the columns mean),
failures.jsonl (what could not be read, and why) and run.json. The same command again resumes: files that have not
changed are not analysed again. Results of other inputs are kept, unless --replace says to let them go. Without -o the
records go to standard output, one JSON object a line.
"""
_SPLIT_EPILOG = """\
examples:
  cxzy split compilation.txt                   path, start, end, title: tab-separated
  cxzy split compilation.txt --json            the same as JSON, one object a line
"""
_COPIES_EPILOG = """\
examples:
  cxzy copies archive/ -o copies/
  cxzy extract archive/ -o results/            then compare what is in the results
  cxzy copies results/ -o copies/
  cxzy copies 2011/ -o new/ --index index/     then, next year
  cxzy copies 2012/ -o new/ --index index/     only what is new, compared with everything

The folder gets copies.json (the whole report) and its tables: copy_pairs.csv, copy_passages.csv (where the copied
passages stand), copy_clusters.csv, copy_slots.csv (what was only filled in), copy_common.csv (what everybody says and
is not counted), copy_documents.csv.
"""
_FRAMEWORKS_EPILOG = """\
examples:
  cxzy extract archive/ -o results/            first find the facts
  cxzy frameworks results/ -o frameworks.csv   then compare the frameworks
  cxzy frameworks 2005/ 2010/ | head           results of several archives in one table
  cxzy extract archive/ | cxzy frameworks -    without a results folder

Each row is a framework: its spellings, its first and last date, its documents by year and level, the lists of
components that stand under its name, and how they differ from the official one. Tab-separated on standard output, CSV
that a spreadsheet opens with -o.
"""
_EXPORT_EPILOG = """\
examples:
  cxzy export results/ --format brat -o brat/            a folder of .txt and .ann, to work in with brat
  cxzy export results/ --format doccano -o facts.jsonl   one line a document
  cxzy export report.txt --format labelstudio --utf16    analyse a file and export it
  cxzy export results/ --format conllu --kinds dates     words and dates

Of a results folder the original files are read again; if they have moved, say where they are now with --archive. A file
that has changed since is not exported. Without -o, everything but brat goes to standard output.
"""
_SEGMENT_EPILOG = """\
examples:
  cxzy segment report.txt                      one line for each line, words parted by blanks
  cxzy segment report.txt --json               one token a line, with its place in the file
  cxzy segment archive/ --user-lexicon words.txt
  cxzy segment report.txt --segmenter pkuseg

The words are those of the cleaned text: Simplified, half-width, broken lines rejoined. With --json every piece of the
file is a token, white space too; "text" is what stands in the file, "norm" the cleaned form.
"""


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
        _parser().parse_args(arguments, options)
        code = int(options.run(options))
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


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        # argparse blames the whole command for an option that one of its commands does not have
        hint = "; cxzy COMMAND --help lists the options" if message.startswith("unrecognized") else ""
        super().error(visible(message) + hint)


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="cxzy",
        description="Segment Chinese campaign documents and extract their facts, with offsets into the original files.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action=_Version, nargs=0, help="print the version and the signature of results")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)

    extract = commands.add_parser(
        "extract",
        help="find the facts in files or a whole archive",
        description="Find the facts in files, or in all files below a folder.",
        epilog=_EXTRACT_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    extract.add_argument("paths", nargs="+", metavar="PATH", help="a file, a folder, or - for standard input")
    extract.add_argument(
        "-o", "--out", type=_folder, metavar="OUT", help="folder for the results (default: standard output)"
    )
    extract.add_argument(
        "--replace", action="store_true", help="let go of results in OUT that were made from other inputs"
    )
    extract.add_argument(
        "--parquet", action="store_true", help="each table as Parquet, too (pip install 'cxzy-nlp[tables]')"
    )
    extract.add_argument("--jobs", type=_positive, metavar="N", help="worker processes (default: one a processor)")
    extract.add_argument(
        "--kinds", type=_kinds, metavar="KINDS", help=f"facts to look for, comma-separated, of {', '.join(EXTRACTABLE)}"
    )
    extract.add_argument(
        "--reference-date",
        type=_date,
        metavar="YYYY-MM-DD",
        help="anchor of dates without a year, where the document states no date of its own",
    )
    _reading_options(extract)
    extract.add_argument("--no-progress", action="store_true", help="no progress bar, on a terminal either")
    extract.add_argument("--quiet", action="store_true", help="nothing on standard error but errors that end the run")
    extract.set_defaults(run=_extract)

    split = commands.add_parser(
        "split",
        help="list the documents that a file holds",
        description="List the documents that files hold: one line each.",
        epilog=_SPLIT_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    split.add_argument("paths", nargs="+", metavar="PATH", help="a file, a folder, or - for standard input")
    split.add_argument("--json", action="store_true", help="JSON objects instead of tab-separated values")
    _reading_options(split)
    split.set_defaults(run=_split, quiet=False)

    frameworks = commands.add_parser(
        "frameworks",
        help="compare the numeric slogans of an archive",
        description="Compare the frameworks (numeric slogans such as 五个好) across the documents of results.",
        epilog=_FRAMEWORKS_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    frameworks.add_argument(
        "paths",
        nargs="+",
        metavar="RESULTS",
        help="a results folder, a file of records (JSONL), or - for standard input",
    )
    frameworks.add_argument(
        "-o",
        "--out",
        dest="csv",
        type=_csv_name,
        metavar="OUT.csv",
        help="CSV file to write (default: standard output)",
    )
    frameworks.set_defaults(run=_frameworks)

    copies = commands.add_parser(
        "copies",
        help="find documents that were copied from one another",
        description="Compare all documents of an archive: copied pairs and passages, families, templates and slots.",
        epilog=_COPIES_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    copies.add_argument(
        "paths", nargs="+", metavar="ARCHIVE|RESULTS", help="files, folders, or results of cxzy extract"
    )
    copies.add_argument("-o", "--out", type=_folder, required=True, metavar="OUT", help="folder for the report")
    copies.add_argument(
        "--index", type=_folder, metavar="DIR", help="keep what was compared, and report only on what is new to it"
    )
    copies.add_argument("--jobs", type=_positive, metavar="N", help="worker processes (default: one a processor)")
    _reading_options(copies)
    copies.add_argument("--quiet", action="store_true", help="nothing on standard error but errors that end the run")
    copies.set_defaults(run=_copies)

    export = commands.add_parser(
        "export",
        help="hand facts over to annotation tools",
        description="Export documents with their facts as annotations.",
        epilog=_EXPORT_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    export.add_argument("paths", nargs="+", metavar="RESULTS|FILE", help="a results folder, or files to analyse")
    export.add_argument(
        "--format", required=True, choices=("brat", "conllu", "doccano", "labelstudio", "webanno"), help="what to write"
    )
    export.add_argument(
        "-o", "--out", dest="to", type=_folder, metavar="OUT", help="file to write (brat: a new folder)"
    )
    export.add_argument(
        "--kinds", type=_labels, metavar="KINDS", help="facts to export, comma-separated (default: all)"
    )
    export.add_argument("--utf16", action="store_true", help="count UTF-16 units, as Label Studio's page does")
    export.add_argument(
        "--archive", action="append", default=[], metavar="PATH", help="where the files of RESULTS are now"
    )
    _reading_options(export)
    export.set_defaults(run=_export)

    segment = commands.add_parser(
        "segment",
        help="part the words of files by blanks",
        description="Cut the text of files into words.",
        epilog=_SEGMENT_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    segment.add_argument("paths", nargs="+", metavar="PATH", help="a file, a folder, or - for standard input")
    segment.add_argument("--json", action="store_true", help="tokens as JSON objects, one a line, with offsets")
    segment.add_argument(
        "--segmenter",
        type=_segmenter,
        metavar="NAME",
        help=f"one of {', '.join(SEGMENTERS)} (default: {SEGMENTERS[0]})",
    )
    segment.add_argument("--user-lexicon", metavar="FILE", help="more words: word [frequency [tag]] a line")
    segment.add_argument("--no-lexicon", action="store_true", help="without the words of the domain")
    segment.add_argument("--no-hmm", action="store_true", help="no words that are in no dictionary (jieba, rjieba)")
    _reading_options(segment)
    segment.set_defaults(run=_segment)
    return parser


def _reading_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--encoding", type=_codec, metavar="NAME", help="codec of all files, instead of detection")
    parser.add_argument(
        "--max-bytes",
        type=_size,
        metavar="SIZE",
        help=f"largest file to read, such as 500K or 64M (default: {DEFAULT_MAX_BYTES >> 20}M)",
    )


class _Version(argparse.Action):
    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from cxzy_nlp.pipeline import signature

        write_line(f"cxzy {__version__}\nsignature: {signature(Config())}")
        parser.exit()


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
    from cxzy_nlp.document import json_line
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
    summary = copies_of_archive(options.paths, options.out, config=config, jobs=_jobs(options), index=options.index)
    report, failures = summary.report, summary.failures
    if not options.quiet:
        copied = sum(document.cluster is not None for document in report.documents)
        say(
            f"{len(report.documents):,} documents, {len(report.pairs):,} copied pairs, "
            f"{len(report.clusters):,} clusters of {copied:,} documents, {len(report.templates):,} templates: "
            f"{visible(summary.out)}"
        )
        for failure in failures[:_SHOWN_FAILURES]:
            say(f"left out: {_failure_text(failure)}")
        if len(failures) > _SHOWN_FAILURES:
            say(f"left out: {len(failures) - _SHOWN_FAILURES:,} more")
    return SOME_FAILED if failures else OK


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


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"expected a number from 1 on, got {text!r}")
    return int(text)


def _kinds(text: str) -> tuple[str, ...]:
    kinds = tuple(kind.strip() for kind in text.split(",") if kind.strip())
    unknown = [kind for kind in kinds if kind not in EXTRACTABLE]
    if unknown or not kinds:
        raise argparse.ArgumentTypeError(f"unknown kind {(unknown or [text])[0]!r}; known: {', '.join(EXTRACTABLE)}")
    return kinds


def _labels(text: str) -> tuple[str, ...]:
    from cxzy_nlp.io.export import LABELS

    kinds = tuple(kind.strip() for kind in text.split(",") if kind.strip())
    unknown = [kind for kind in kinds if kind not in LABELS]
    if unknown or not kinds:
        raise argparse.ArgumentTypeError(f"unknown kind {(unknown or [text])[0]!r}; known: {', '.join(LABELS)}")
    return kinds


def _date(text: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"expected a date such as 2010-05-21, got {text!r}") from None


def _folder(text: str) -> str:
    if not text:
        raise argparse.ArgumentTypeError("expected the name of a folder, got nothing")
    return text


def _csv_name(text: str) -> str:
    if not text or text.endswith(("/", os.sep)) or Path(text).is_dir():
        raise argparse.ArgumentTypeError(f"expected the name of a file to write, got {text!r}")
    return text


def _codec(text: str) -> str:
    try:
        return check_encoding(text)
    except InputError:
        raise argparse.ArgumentTypeError(
            f"unknown codec {text!r}; expected one for text, such as utf-8, gb18030 or big5"
        ) from None


def _segmenter(text: str) -> str:
    try:
        check_segmenter(text)
    except InputError as error:
        raise argparse.ArgumentTypeError(str(error)) from None
    return text


def _size(text: str) -> int:
    units = {"K": 1 << 10, "M": 1 << 20, "G": 1 << 30}
    digits = text.upper().removesuffix("B")
    factor = units.get(digits[-1:], 1)
    number = digits[:-1] if factor > 1 else digits
    if not number.isdecimal() or int(number) < 1:
        raise argparse.ArgumentTypeError(f"expected a size such as 500K, 64M or 1G, got {text!r}")
    return int(number) * factor
