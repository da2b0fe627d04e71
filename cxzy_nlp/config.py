"""One frozen Config; the keyword arguments of the public functions are its fields."""

from __future__ import annotations

import codecs
import datetime
import hashlib
import json
import os
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from typing import Any

from cxzy_nlp.errors import InputError

#: The kinds that `extract` and `Config.kinds` know, in the order of the record.
EXTRACTABLE: tuple[str, ...] = ("dates", "counts", "breakdowns", "frameworks", "persons", "references", "findings")
#: Largest file that is read unless the caller says otherwise. A text dense with facts needs over a hundred times its
#: size in memory (figures in docs/archive.md), so that this is what an ordinary machine can bear for each process.
DEFAULT_MAX_BYTES = 16 * 1024 * 1024
#: The word segmenters, the default first. pkuseg and spacy take a model behind a colon: ``"spacy:zh_core_web_sm"``.
SEGMENTERS: tuple[str, ...] = ("rjieba", "jieba", "pkuseg", "spacy")
#: The options that matter to tokens alone: what documents and facts are found does not depend on them.
_OF_TOKENS = ("segmenter", "lexicon", "user_lexicon", "hmm")


@dataclass(frozen=True, slots=True)
class Config:
    """Every option of the analysis; immutable, hashable, and part of the signature of each result.

    Parameters
    ----------
    reference_date
        Anchor for year-less and relative dates where the document states no date of its own; never today's date.
    kinds
        The kinds of facts to look for. Breakdowns refer to counts by index, and bring them; findings bring what they
        rest on (dates, counts, breakdowns, frameworks).
    classify
        Whether documents and sections are classified (genre, campaign, level, role).
    split
        Whether a file may hold several documents.
    fold_script
        Read Traditional script as Simplified (offsets and surfaces stay those of the source).
    fix_glyphs
        Read known glyph errors (臵, 臶, 髙, 〃 …) as the characters they stand for.
    unwrap
        Rejoin hard-wrapped lines and sentences broken by blank lines.
    drop_page_numbers
        Read over page numbers, alone on a line or glued into a sentence.
    join_blanks
        Read over blanks inside words.
    drop_boilerplate
        Leave site headers, footers, download lines and teasers out of the documents.
    encoding
        Codec to decode every file with, instead of detection.
    max_bytes
        Largest file to read; larger ones are refused with an error. It cannot change a result, and is no part of the
        signature.
    segmenter
        Which word segmenter `segment` uses: ``"rjieba"`` (the default), ``"jieba"`` (the same tokens, slower),
        ``"pkuseg"`` (the model of this package; ``"pkuseg:FOLDER"`` for another), ``"spacy:NAME"`` (any Chinese
        pipeline, by name or folder).
    lexicon
        Whether the segmenter knows the words of the domain: campaigns, frameworks, organisations, offices.
    user_lexicon
        A file with more words, ``word [frequency [tag]]`` a line.
    hmm
        Whether jieba and rjieba may make up words that are in no dictionary.

    Raises
    ------
    InputError
        If a kind, the encoding or the segmenter is unknown, `max_bytes` is not positive, or a value has the wrong type.

    Examples
    --------
    >>> Config(kinds=("dates",)).kinds
    ('dates',)
    >>> Config(kinds=("daets",))
    Traceback (most recent call last):
        ...
    cxzy_nlp.errors.InputError: unknown kind 'daets'; known kinds: dates, counts, breakdowns, ...
    """

    reference_date: datetime.date | None = None
    kinds: tuple[str, ...] = EXTRACTABLE
    classify: bool = True
    split: bool = True
    fold_script: bool = True
    fix_glyphs: bool = True
    unwrap: bool = True
    drop_page_numbers: bool = True
    join_blanks: bool = True
    drop_boilerplate: bool = True
    encoding: str | None = None
    max_bytes: int = DEFAULT_MAX_BYTES
    segmenter: str = SEGMENTERS[0]
    lexicon: bool = True
    user_lexicon: str | None = None
    hmm: bool = True

    def __post_init__(self) -> None:
        object.__setattr__(self, "kinds", _known_kinds(self.kinds))
        for item in fields(self):
            if isinstance(item.default, bool) and not isinstance(getattr(self, item.name), bool):
                raise InputError(f"{item.name} must be True or False, got {getattr(self, item.name)!r}")
        check_max_bytes(self.max_bytes)
        check_segmenter(self.segmenter)
        if self.user_lexicon is not None:
            object.__setattr__(self, "user_lexicon", _path(self.user_lexicon))
        if self.encoding is not None:
            object.__setattr__(self, "encoding", check_encoding(self.encoding))
        if isinstance(self.reference_date, datetime.datetime) or not isinstance(
            self.reference_date, (datetime.date, type(None))
        ):
            raise InputError(
                f"reference_date must be a datetime.date, got {type(self.reference_date).__name__}; "
                "write datetime.date(2010, 5, 21)"
            )

    def to_dict(self) -> dict[str, Any]:
        """The options as JSON values.

        Examples
        --------
        >>> Config(reference_date=datetime.date(2010, 5, 21)).to_dict()["reference_date"]
        '2010-05-21'
        """
        values = {item.name: getattr(self, item.name) for item in fields(self)}
        values["kinds"] = list(self.kinds)
        if self.reference_date is not None:
            values["reference_date"] = self.reference_date.isoformat()
        return values

    @property
    def digest(self) -> str:
        """Eight hexadecimal digits that change with any option that can change a document; what concerns tokens alone
        stands in the signature of tokens.
        """
        values = self.to_dict()
        for name in ("max_bytes", *_OF_TOKENS):  # max_bytes decides which files are read, not what is found in them
            del values[name]
        text = json.dumps(values, sort_keys=True)
        return hashlib.sha256(text.encode("utf-8")).hexdigest()[:8]


def resolve_config(config: Config | None, **options: Any) -> Config:
    """`config`, or the default, with the options that are not ``None`` replaced.

    Raises
    ------
    InputError
        If `config` is not a Config.

    Examples
    --------
    >>> resolve_config(None, split=False).split
    False
    """
    if config is not None and not isinstance(config, Config):
        raise InputError(f"config must be a cxzy_nlp.Config, got {type(config).__name__}; write Config(split=False)")
    given = {name: value for name, value in options.items() if value is not None}
    return Config(**given) if config is None else replace(config, **given)


#: Codecs of Python for text that is no document.
_NO_TEXT = frozenset(["idna", "punycode", "raw_unicode_escape", "undefined", "unicode_escape", "raw-unicode-escape"])


def check_encoding(name: object) -> str:
    """The normal name of a codec that decodes bytes to text.

    Raises
    ------
    InputError
        If there is no such codec, or it is none for text (``rot13``, ``hex``).

    Examples
    --------
    >>> check_encoding("GB18030")
    'gb18030'
    """
    if not isinstance(name, str):
        raise InputError(f"encoding must be the name of a codec, got {name!r}; write encoding='gb18030'")
    try:
        known = codecs.lookup(name).name
    except (LookupError, ValueError):  # ValueError: a NUL in the name
        raise InputError(f"unknown encoding {name!r}; name a codec such as 'gb18030'") from None
    if known in _NO_TEXT:
        raise InputError(f"{name!r} is no encoding of documents; name a codec such as 'gb18030'")
    try:
        b" ".decode(name)  # not empty: nothing is looked up for that
    except LookupError:
        raise InputError(f"{name!r} is no text encoding; name a codec such as 'gb18030'") from None
    except UnicodeError:
        pass  # a blank is half a character in UTF-16: an encoding of text all the same
    return known


def check_max_bytes(number: object) -> None:
    """Refuse what is no positive whole number of bytes.

    Raises
    ------
    InputError
        If it is none.

    Examples
    --------
    >>> check_max_bytes("64M")
    Traceback (most recent call last):
        ...
    cxzy_nlp.errors.InputError: max_bytes must be a positive whole number of bytes, got '64M'; write 64 * 1024 * 1024
    """
    if isinstance(number, bool) or not isinstance(number, int) or number <= 0:
        raise InputError(f"max_bytes must be a positive whole number of bytes, got {number!r}; write 64 * 1024 * 1024")


def check_segmenter(name: object) -> None:
    """Refuse what names no segmenter. Whether it is installed shows when it is first used.

    Raises
    ------
    InputError
        If it is none.

    Examples
    --------
    >>> check_segmenter("pkuseq")
    Traceback (most recent call last):
        ...
    cxzy_nlp.errors.InputError: unknown segmenter 'pkuseq'; known: rjieba, jieba, pkuseg, spacy
    """
    known = ", ".join(SEGMENTERS)
    if not isinstance(name, str):
        raise InputError(f"segmenter must be the name of one, got {name!r}; known: {known}")
    backend, colon, model = name.partition(":")
    if backend not in SEGMENTERS:
        raise InputError(f"unknown segmenter {name!r}; known: {known}")
    if colon and (not model or backend not in ("pkuseg", "spacy")):
        raise InputError(f"unknown segmenter {name!r}; only pkuseg and spacy take a model ('spacy:zh_core_web_sm')")


def _path(path: object) -> str:
    if not isinstance(path, (str, os.PathLike)) or not os.fspath(path):
        raise InputError(f"user_lexicon must be the path of a file, got {path!r}; write user_lexicon='words.txt'")
    return os.fsdecode(path)


def _known_kinds(given: object) -> tuple[str, ...]:
    """The kinds in the order of the record, with those that they bring."""
    if isinstance(given, str):
        raise InputError(f'kinds must be a tuple of kinds, got the string {given!r}; write ("{given}",)')
    if not isinstance(given, Iterable):
        raise InputError(f'kinds must be a tuple of kinds, got {given!r}; write ("dates", "counts"), or () for none')
    kinds = list(given)
    for kind in kinds:
        if kind not in EXTRACTABLE:
            raise InputError(f"unknown kind {kind!r}; known kinds: {', '.join(EXTRACTABLE)}")
    if "findings" in kinds:
        kinds += ["dates", "counts", "breakdowns", "frameworks"]
    if "breakdowns" in kinds:
        kinds.append("counts")
    return tuple(kind for kind in EXTRACTABLE if kind in kinds)
