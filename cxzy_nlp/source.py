"""The text that everything points into, and the plainest values that do."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Literal, Protocol, cast, get_args

from cxzy_nlp.errors import InputError

Format = Literal["txt", "html"]


class Spanned(Protocol):
    """Anything that stands at ``start:end`` of a source."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def text(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Source:
    """The decoded text of a file; nothing ever alters it.

    Parameters
    ----------
    text
        The decoded characters, line ends and markup included.
    path
        Where it came from, as recorded in results; ``""`` for text that never was a file.
    sha256
        Hash of the file's bytes (of the UTF-8 form for text that never was a file).
    format
        ``"txt"`` or ``"html"``; decides which cleaning steps make the reading.
    encoding
        The codec that decoded the bytes.
    """

    text: str
    path: str = ""
    sha256: str = ""
    format: Format = "txt"
    encoding: str = "utf-8"

    @classmethod
    def from_text(cls, text: str, *, path: str = "", format: Format = "txt") -> Source:
        """Wrap a string that the caller already has.

        Raises
        ------
        InputError
            If `text` is no string, or holds a lone surrogate (it could be neither hashed nor written), or `format` is
            unknown.

        Examples
        --------
        >>> Source.from_text("全镇党员796名").sha256[:8]
        'a1a8e78c'
        """
        if not isinstance(text, str):
            raise InputError(f"expected the text as str, got {_unfit(text)}")
        if format not in get_args(Format):
            raise InputError(f"unknown format {format!r}; known formats: {', '.join(get_args(Format))}")
        if not isinstance(path, str):
            raise InputError(f"path must be a str, got {type(path).__name__}; write path=str(path)")
        try:
            digest = hashlib.sha256(text.encode("utf-8")).hexdigest()
        except UnicodeEncodeError as error:
            raise InputError(
                f"the text holds a lone surrogate (U+{ord(text[error.start]):04X}) at position {error.start}; "
                "it was decoded wrongly: decode the file again, or replace the character"
            ) from None
        return cls(text, path, digest, format, "utf-8")


@dataclass(frozen=True, slots=True)
class TextSpan:
    """A plain surface without further properties."""

    start: int
    end: int
    text: str


class Token(tuple[int, int, str, str]):
    """A piece of the source, as a word segmenter cuts it: a word, a number, a date, a sign, white space. The tokens of
    a text tile it. A plain tuple of its four fields in this order: a text has many, and a dataclass or a named tuple
    takes longer to make than the word to find.

    Attributes
    ----------
    start, end, text
        Where it stands in the source, and what stands there.
    norm
        Its form in the reading: Simplified, half-width, mended (党员 for 黨 員). Empty where the reading left it out: a
        page number, a line of the site, markup.

    Examples
    --------
    >>> start, end, text, norm = token = Token((0, 2, "黨員", "党员"))
    >>> token, token.space
    (Token(start=0, end=2, text='黨員', norm='党员'), False)
    """

    __slots__ = ()

    start = cast(int, property(itemgetter(0)))
    end = cast(int, property(itemgetter(1)))
    text = cast(str, property(itemgetter(2)))
    norm = cast(str, property(itemgetter(3)))

    @property
    def space(self) -> bool:
        """Whether there is nothing to read in it: white space, or what the reading left out."""
        return not self.norm or self.norm.isspace()

    def __repr__(self) -> str:
        return f"Token(start={self.start}, end={self.end}, text={self.text!r}, norm={self.norm!r})"


def _unfit(value: object) -> str:
    """What a value is that was given for a text, and what to do instead."""
    name = type(value).__name__
    if isinstance(value, (bytes, bytearray, memoryview)):
        return f"{name}; decode it, as in data.decode('gb18030'), or read the file with cxzy_nlp.read(path)"
    if isinstance(value, os.PathLike):
        return f"a path ({name}); use read(path), as in analyze(read(path))"
    if isinstance(value, (list, tuple, set, frozenset)):
        return f"{name}; call once for each text, as in [analyze(text) for text in texts]"
    return f"{name}; give a str, or a Source from cxzy_nlp.read(path)"


def check_spans(source: Source, values: Sequence[Spanned]) -> None:
    """Assert the invariant of every offset; writers call it before they let a record go.

    Raises
    ------
    InputError
        If a value's text is not what stands at its span.

    Examples
    --------
    >>> check_spans(Source.from_text("党员796名"), [TextSpan(2, 5, "796")])
    """
    for value in values:
        if source.text[value.start : value.end] != value.text:
            raise InputError(
                f"{type(value).__name__} at {value.start}:{value.end} says {value.text!r}, but the source has "
                f"{source.text[value.start : value.end]!r}; the value belongs to another text"
            )
