"""What the command ``cxzy`` takes: its commands, their options, and what makes a value of an option."""

from __future__ import annotations

import argparse
import datetime
import os
from collections.abc import Collection
from pathlib import Path
from typing import NoReturn

from cxzy_nlp.config import DEFAULT_MAX_BYTES, EXTRACTABLE, SEGMENTERS, Config, check_encoding, check_segmenter
from cxzy_nlp.errors import InputError
from cxzy_nlp.terminal import visible, write_line
from cxzy_nlp.version import __version__

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
is not counted), copy_documents.csv. A report of other inputs is kept, unless --replace says to let it go; with --index
the folder always holds the report on the last inputs.
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


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        # argparse blames the whole command for an option that one of its commands does not have
        hint = "; cxzy COMMAND --help lists the options" if message.startswith("unrecognized") else ""
        super().error(visible(message) + hint)


def make_parser() -> argparse.ArgumentParser:
    """The parser of the whole command; the name of the command goes to ``command``."""
    parser = _Parser(
        prog="cxzy",
        description="Segment Chinese campaign documents and extract their facts, with offsets into the original files.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action=_Version, nargs=0, help="print the version and the signature of results")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)

    extract = _command(
        commands,
        "extract",
        "find the facts in files or a whole archive",
        "Find the facts in files, or in all files below a folder.",
        _EXTRACT_EPILOG,
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

    split = _command(
        commands,
        "split",
        "list the documents that a file holds",
        "List the documents that files hold: one line each.",
        _SPLIT_EPILOG,
    )
    split.add_argument("paths", nargs="+", metavar="PATH", help="a file, a folder, or - for standard input")
    split.add_argument("--json", action="store_true", help="JSON objects instead of tab-separated values")
    _reading_options(split)
    split.set_defaults(quiet=False)

    frameworks = _command(
        commands,
        "frameworks",
        "compare the numeric slogans of an archive",
        "Compare the frameworks (numeric slogans such as 五个好) across the documents of results.",
        _FRAMEWORKS_EPILOG,
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

    copies = _command(
        commands,
        "copies",
        "find documents that were copied from one another",
        "Compare all documents of an archive: copied pairs and passages, families, templates and slots.",
        _COPIES_EPILOG,
    )
    copies.add_argument(
        "paths", nargs="+", metavar="ARCHIVE|RESULTS", help="files, folders, or results of cxzy extract"
    )
    copies.add_argument("-o", "--out", type=_folder, required=True, metavar="OUT", help="folder for the report")
    copies.add_argument(
        "--index", type=_folder, metavar="DIR", help="keep what was compared, and report only on what is new to it"
    )
    copies.add_argument("--replace", action="store_true", help="let go of a report in OUT made from other inputs")
    copies.add_argument("--jobs", type=_positive, metavar="N", help="worker processes (default: one a processor)")
    _reading_options(copies)
    copies.add_argument("--quiet", action="store_true", help="nothing on standard error but errors that end the run")

    export = _command(
        commands,
        "export",
        "hand facts over to annotation tools",
        "Export documents with their facts as annotations.",
        _EXPORT_EPILOG,
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

    segment = _command(
        commands,
        "segment",
        "part the words of files by blanks",
        "Cut the text of files into words.",
        _SEGMENT_EPILOG,
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
    return parser


def _command(
    commands: argparse._SubParsersAction[_Parser],
    name: str,
    summary: str,
    description: str,
    epilog: str,
) -> _Parser:
    return commands.add_parser(
        name,
        help=summary,
        description=description,
        epilog=epilog,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )


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


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"expected a number from 1 on, got {text!r}")
    return int(text)


def _kinds(text: str) -> tuple[str, ...]:
    return _known(text, EXTRACTABLE)


def _labels(text: str) -> tuple[str, ...]:
    from cxzy_nlp.io.export import LABELS

    return _known(text, LABELS)


def _known(text: str, known: Collection[str]) -> tuple[str, ...]:
    kinds = tuple(kind.strip() for kind in text.split(",") if kind.strip())
    unknown = [kind for kind in kinds if kind not in known]
    if unknown or not kinds:
        raise argparse.ArgumentTypeError(f"unknown kind {(unknown or [text])[0]!r}; known: {', '.join(known)}")
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
