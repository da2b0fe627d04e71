"""The public functions: verbs over the pipeline."""

from __future__ import annotations

import datetime
import os
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, TypedDict

from cxzy_nlp.config import DEFAULT_MAX_BYTES, SEGMENTERS, Config, check_encoding, check_max_bytes, resolve_config
from cxzy_nlp.document import (
    Breakdown,
    Classification,
    CountFact,
    DateFact,
    Document,
    Finding,
    Framework,
    Person,
    Reference,
    Source,
    Token,
)
from cxzy_nlp.errors import InputError
from cxzy_nlp.io.readers import read as _read
from cxzy_nlp.io.readers import text_format
from cxzy_nlp.pipeline import DocumentFacts, analyze_source, classify_source, extract_source

if TYPE_CHECKING:  # process pools are of no use to who has one text
    from cxzy_nlp.batch.run import RunSummary
    from cxzy_nlp.tokens import Segmenter


#: What can only be the name of a file, where it is all of a text.
_FILE_NAME = re.compile(r"[^\s。,，;；:：]{1,80}\.(?:txt|html?|docx?|pdf|jsonl?|csv|md)", re.IGNORECASE)


class Facts(TypedDict, total=False):
    """What `extract` returns: one list for each kind that was asked for."""

    dates: list[DateFact]
    counts: list[CountFact]
    breakdowns: list[Breakdown]
    frameworks: list[Framework]
    persons: list[Person]
    references: list[Reference]
    findings: list[Finding]


def read(path: str | os.PathLike[str], *, encoding: str | None = None, max_bytes: int = DEFAULT_MAX_BYTES) -> Source:
    """The decoded text of a file, unaltered, with its hash, format and encoding.

    Parameters
    ----------
    path
        A ``.txt`` or ``.html`` file; the content decides, not the name.
    encoding
        Codec to decode with; by default it is detected (byte order mark, UTF-8, GB18030, Big5).
    max_bytes
        Largest file to read.

    Raises
    ------
    InputError
        If `path` is no path, `encoding` no codec for text, or `max_bytes` no positive whole number.
    ReadError
        If the file cannot be opened, is empty, binary, too large, or in no known encoding; the message says which.

    Examples
    --------
    >>> read("no/such/file.txt")
    Traceback (most recent call last):
        ...
    cxzy_nlp.errors.ReadError: no/such/file.txt: ...
    """
    if encoding is not None:
        check_encoding(encoding)
    check_max_bytes(max_bytes)
    return _read(path, encoding=encoding, max_bytes=max_bytes)


def analyze(
    text: str | Source, *, reference_date: datetime.date | None = None, config: Config | None = None
) -> list[Document]:
    """The documents of a text with everything found in them.

    Parameters
    ----------
    text
        A string, or a Source from `read`. A string that opens with markup (``<html>``, ``<p>`` …) is read as a web
        page, any other as plain text; ``Source.from_text(text, format="txt")`` decides it yourself.
    reference_date
        Anchor for year-less dates of documents that state no date of their own (shorthand for the field of `config`).
    config
        All other options.

    Returns
    -------
    list of Document
        In the order of the text; empty if the text has none (only blanks, only site boilerplate).

    Raises
    ------
    InputError
        If `text` is neither str nor Source, or holds lone surrogates, or an option cannot be used.

    Examples
    --------
    >>> documents = analyze("第一篇：甲\\n同志们：\\n今天开会，讲两点。\\n第二篇：乙\\n同志们：\\n刚才大家作了发言。")
    >>> [document.title.text for document in documents]
    ['甲', '乙']
    >>> analyze("4月6日上午，全镇召开动员会。", reference_date=datetime.date(2010, 5, 21))[0].dates[0].value
    '2010-04-06'
    """
    return analyze_source(_source(text), resolve_config(config, reference_date=reference_date))


def extract(text: str | Source, kinds: Iterable[str] | None = None, *, config: Config | None = None) -> Facts:
    """The facts of a text, without regard to documents.

    Parameters
    ----------
    text
        As for `analyze`; it is taken as one document.
    kinds
        Kinds of facts, some of ``"dates"``, ``"counts"``, ``"breakdowns"``, ``"frameworks"``, ``"persons"``,
        ``"references"``, ``"findings"``; all by default. Breakdowns refer to counts
        by index, so that asking for them brings the counts too; findings bring all that they rest on.
    config
        All other options.

    Raises
    ------
    InputError
        If a kind is unknown or `text` cannot be used.

    Examples
    --------
    >>> facts = extract("全镇有党员796名，其中女党员215名。", ["counts"])
    >>> [(fact.text, fact.value) for fact in facts["counts"]]
    [('党员796名', 796), ('女党员215名', 215)]
    """
    settings = resolve_config(config, kinds=kinds, split=False, classify=False)
    source = _source(text)
    found: Document | DocumentFacts | None
    if "findings" in settings.kinds:  # some rest on the headings
        found = next(iter(analyze_source(source, settings)), None)
    else:
        found = extract_source(source, settings)
    facts: Facts = {}
    for kind in settings.kinds:
        facts[kind] = list(getattr(found, kind, ()))  # type: ignore[literal-required]  # kinds were checked by Config
    return facts


def classify(text: str | Source, *, config: Config | None = None) -> Classification | None:
    """What a text is: genre, campaign, level, each with its score and the phrases that decided.

    Parameters
    ----------
    text
        As for `analyze`; it is taken as one document. Of a compilation, `analyze` classifies every document.
    config
        All other options.

    Returns
    -------
    Classification or None
        ``genre``, ``campaign``, ``second_campaign``, ``level``; ``evidence`` and ``chances`` by kind. ``None`` for a
        text of nothing but blanks or site boilerplate.

    Notes
    -----
    Scores are calibrated on the project's corpus: of the documents with a score of 0.8, some eight in ten are right.
    ``other`` (``unknown`` for the level) stands for what has no label of its own, and for what cannot be told.
    Wrong where a text was shortened to a few sentences, or passes another genre's words on (a notice that is nothing
    but its annexed plan).

    Raises
    ------
    InputError
        As `analyze`.

    Examples
    --------
    >>> text = "全镇创先争优活动动员会上的讲话\\n2010年6月12日\\n同志们：\\n今天召开动员大会，下面我讲三点意见。"
    >>> found = classify(text)
    >>> found.genre.label, found.campaign.label, found.level.label
    ('speech', '创先争优', 'township')
    >>> [item.text for item in found.evidence["campaign"]][:1]
    ['创先争优活动']
    """
    return classify_source(_source(text), resolve_config(config))


def segment(
    text: str | Source, *, segmenter: str | Segmenter | None = None, config: Config | None = None
) -> list[Token]:
    """The words of a text, with its numbers, signs and white space: tokens that tile it.

    The reading is segmented (Simplified, lines rejoined, glyphs mended), the tokens lie in the text as it was given.

    Parameters
    ----------
    text
        As for `analyze`.
    segmenter
        Shorthand for the field of `config`, or a segmenter of your own (`cxzy_nlp.tokens.Segmenter`).
    config
        All other options: `lexicon`, `user_lexicon`, `hmm`, and how the text is read.

    Raises
    ------
    InputError
        If `text` cannot be used, or the segmenter is not installed; the message says what to install.

    Examples
    --------
    >>> [token.text for token in segment("全镇796名党员深入开展创先争优活动。")]
    ['全镇', '796', '名', '党员', '深入开展', '创先争优', '活动', '。']
    >>> segment("黨費３０元", segmenter="jieba", config=Config(lexicon=False))[-2]
    Token(start=2, end=4, text='３０', norm='30')
    """
    from cxzy_nlp.tokens import segment_source

    if segmenter is None or isinstance(segmenter, str):
        return segment_source(_source(text), resolve_config(config, segmenter=segmenter))
    if not callable(getattr(segmenter, "words", None)):
        raise InputError(
            f"segmenter must be the name of one, or an object with words(text), got {type(segmenter).__name__}; "
            f"names: {', '.join(SEGMENTERS)}"
        )
    return segment_source(_source(text), resolve_config(config), segmenter)


def split_documents(text: str | Source, *, config: Config | None = None) -> list[Document]:
    """The documents of a text: spans, titles, authors, headings; no facts.

    Raises
    ------
    InputError
        As `analyze`.

    Examples
    --------
    >>> text = "篇一：发言\\n各位同志，我谈一点学习体会。\\n篇二：总结\\n一年来，全村党员干劲很足，办了不少事。"
    >>> documents = split_documents(text)
    >>> [(document.title.text, document.text[:4]) for document in documents]
    [('发言', '各位同志'), ('总结', '一年来，')]
    """
    return analyze_source(_source(text), resolve_config(config, kinds=(), classify=False))


def extract_archive(
    paths: str | os.PathLike[str] | Iterable[str | os.PathLike[str]],
    out: str | os.PathLike[str],
    *,
    config: Config | None = None,
    jobs: int = 1,
    replace: bool = False,
    parquet: bool = False,
) -> RunSummary:
    """Analyse every file below `paths` and write the results folder `out`: what ``cxzy extract -o`` does.

    The same call again resumes: files that have not changed are not analysed again. What cannot be read is listed in
    the summary and in ``failures.jsonl``, and ends nothing.

    Parameters
    ----------
    paths
        Files and folders; one, or several.
    out
        The results folder; made if it is missing.
    config
        All options of the analysis.
    jobs
        Worker processes. With more than one, the calling script must be guarded by ``if __name__ == "__main__":``,
        since each worker imports it.
    replace
        Whether the results may take the place of those of other inputs.
    parquet
        Whether to write each table as Parquet beside the CSV; needs ``pip install 'cxzy-nlp[tables]'``.

    Returns
    -------
    RunSummary
        ``files``, ``unchanged``, ``documents``, ``facts`` (a number for each kind), ``failures``, ``seconds``, ``out``.

    Raises
    ------
    InputError
        If a path is missing, no file can be read, or `out` cannot be used; results that were there are kept.
    CxzyError
        If worker processes cannot be started, the package was changed while it ran, or pyarrow is missing.

    Examples
    --------
    >>> import pathlib, tempfile
    >>> folder = pathlib.Path(tempfile.mkdtemp())
    >>> _ = (folder / "总结.txt").write_text("全镇现有党员796名。", encoding="utf-8")
    >>> summary = extract_archive(folder / "总结.txt", folder / "results")
    >>> summary.files, summary.documents, summary.failures
    (1, 1, ())
    """
    from cxzy_nlp.batch import run

    return run.extract_archive(paths, out, config=config, jobs=jobs, replace=replace, parquet=parquet)


def _source(text: str | Source) -> Source:
    if isinstance(text, Source):
        return text
    if isinstance(text, str) and _FILE_NAME.fullmatch(text):
        raise InputError(f"{text!r} is the name of a file, not its text; read it with read({text!r})")
    return Source.from_text(text, format=text_format(text) if isinstance(text, str) else "txt")
