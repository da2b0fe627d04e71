"""From a file to a Source: open it without ever blocking, tell its format, decode it."""

from __future__ import annotations

import errno
import functools
import hashlib
import os
import re
import stat
from pathlib import Path

from cxzy_nlp.config import DEFAULT_MAX_BYTES as DEFAULT_MAX_BYTES
from cxzy_nlp.document import Format, Source
from cxzy_nlp.errors import InputError, ReadError
from cxzy_nlp.io.sniff import opens_with_markup, sniff
from cxzy_nlp.text.decode import decode

_PIECE = 1 << 20
_HEAD = 4096  # characters that are looked at to tell the format of a text

_SPECIAL: tuple[tuple[int, str], ...] = (
    (stat.S_IFDIR, "is a directory; name the files in it, or run cxzy extract on the directory"),
    (stat.S_IFIFO, "is a named pipe, not a file; send its contents to cxzy extract -, or copy them into a file first"),
    (stat.S_IFSOCK, "is a socket, not a file"),
    (stat.S_IFCHR, "is a device, not a file"),
    (stat.S_IFBLK, "is a device, not a file"),
)


def read(
    path: str | os.PathLike[str],
    *,
    encoding: str | None = None,
    max_bytes: int = DEFAULT_MAX_BYTES,
    name: str | None = None,
) -> Source:
    """The decoded text of a file.

    Parameters
    ----------
    path
        Where the file is.
    encoding
        Codec to decode with, instead of detection.
    max_bytes
        Largest file to read; the size is looked up first, and no more than ``max_bytes + 1`` bytes are ever read.
    name
        What to record as the source's path, instead of `path`.

    Raises
    ------
    ReadError
        If the file is missing, no regular file, not readable, empty, too large, no text, or cannot be decoded;
        ``stage`` says where it happened (``"open"``, ``"format"``, ``"decode"``). Pipes and devices are refused
        without being opened, so that the call cannot block.
    InputError
        If `path` is no path.

    Examples
    --------
    >>> import tempfile, pathlib
    >>> folder = pathlib.Path(tempfile.mkdtemp())
    >>> _ = (folder / "总结.txt").write_text("全镇现有党员796名。", encoding="utf-8")
    >>> read(folder / "总结.txt", name="总结.txt").text
    '全镇现有党员796名。'
    >>> read(folder / "计划.txt", name="计划.txt")
    Traceback (most recent call last):
        ...
    cxzy_nlp.errors.ReadError: 计划.txt: there is no such file
    """
    data = load_bytes(path, max_bytes=max_bytes, name=name)
    return read_bytes(data, path=name if name is not None else printable(os.fspath(path)), encoding=encoding)


def read_bytes(data: bytes, *, path: str, format: Format | None = None, encoding: str | None = None) -> Source:
    """The decoded text of bytes that the caller already has.

    Parameters
    ----------
    data
        The bytes of a file.
    path
        Its name, for the record and for its extension.
    format
        ``"txt"`` or ``"html"``, instead of looking for signs of either.
    encoding
        Codec to decode with, instead of detection.

    Raises
    ------
    ReadError
        If the bytes are empty, no text, or cannot be decoded.

    Examples
    --------
    >>> source = read_bytes("党员796名".encode("gb18030"), path="总结.txt", encoding="gb18030")
    >>> source.text, source.format
    ('党员796名', 'txt')
    """
    if not data:
        raise ReadError(path, "the file is empty", stage="open")
    found = format or sniff(data, path, wide=_is_wide(encoding))
    text, codec = decode(data, path=path, encoding=encoding, markup=found == "html")
    if _visible().search(text) is None:
        raise ReadError(path, "the file holds nothing but white space", stage="format")
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        reason = f"decoded as {codec}, it holds a lone surrogate at character {error.start}; name another encoding"
        raise ReadError(path, reason, stage="decode") from None
    if format is None and found == "html" and _tag().search(text) is None:
        found = "txt"  # a web page in name only: its line ends mean something
    return Source(text, path, hashlib.sha256(data).hexdigest(), found, codec)


def text_format(text: str) -> Format:
    """The format of text that never was a file, told as for a file without a telling name.

    Wrong for plain text that opens with an HTML tag.

    Examples
    --------
    >>> text_format("<html><p>党员796名"), text_format("<关于表彰的通知>")
    ('html', 'txt')
    """
    return "html" if opens_with_markup(text[:_HEAD]) and _tag().search(text) is not None else "txt"


def load_bytes(path: str | os.PathLike[str], *, max_bytes: int = DEFAULT_MAX_BYTES, name: str | None = None) -> bytes:
    """The bytes of a regular file of at most `max_bytes`; never blocks, never reads more.

    Raises
    ------
    ReadError
        As `read`, stage ``"open"``.
    InputError
        If `path` is no path.
    """
    if not isinstance(path, (str, os.PathLike)):
        raise InputError(f"expected a path, got {type(path).__name__}; write read('report.txt')")
    location = os.fspath(path)
    shown = name if name is not None else printable(location)
    if not location:
        raise ReadError(shown, "the file name is empty", stage="open")
    try:
        status = Path(location).stat()
        _refuse_special(shown, status)
        _refuse_large(shown, status.st_size, max_bytes)
        # Between stat and open the file may be exchanged for a pipe: do not wait for a writer then.
        flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
        descriptor = os.open(location, flags)
        try:
            _refuse_special(shown, os.fstat(descriptor))
            data = _read_up_to(descriptor, max_bytes + 1)
        finally:
            os.close(descriptor)
    except (OSError, ValueError) as error:
        raise ReadError(shown, _why(location, error), stage="open") from None
    if not data:
        raise ReadError(shown, "the file is empty", stage="open")
    _refuse_large(shown, len(data), max_bytes)  # it may have grown since
    return data


def printable(path: str) -> str:
    """A file name as it can be written to a file: bytes that are no UTF-8 as ``\\xNN``.

    Examples
    --------
    >>> printable("总结\\udcb5.txt")
    '总结\\\\xb5.txt'
    """
    try:
        raw = path.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        raw = path.encode("utf-8", "backslashreplace")
    return raw.decode("utf-8", "backslashreplace")


def _read_up_to(descriptor: int, limit: int) -> bytes:
    pieces: list[bytes] = []
    while limit > 0 and (piece := os.read(descriptor, min(limit, _PIECE))):
        pieces.append(piece)
        limit -= len(piece)
    return b"".join(pieces)


def _refuse_special(path: str, status: os.stat_result) -> None:
    if not stat.S_ISREG(status.st_mode):
        kinds = dict(_SPECIAL)
        raise ReadError(path, kinds.get(stat.S_IFMT(status.st_mode), "is no regular file"), stage="open")


def _refuse_large(path: str, size: int, max_bytes: int) -> None:
    if size > max_bytes:
        reason = (
            f"too large: {size:,} bytes, the limit is {max_bytes:,}; to read it, raise the limit "
            "(--max-bytes on the command line, max_bytes in Python)"
        )
        raise ReadError(path, reason, stage="open")


def _why(location: str, error: OSError | ValueError) -> str:
    if isinstance(error, FileNotFoundError):
        return "a symbolic link to a file that does not exist" if _is_link(location) else "there is no such file"
    if isinstance(error, PermissionError):
        return "no permission to read it"
    if isinstance(error, NotADirectoryError):
        return "there is no such file: a part of its path is no directory"
    if isinstance(error, OSError):
        if error.errno == errno.ELOOP:
            return "a symbolic link that leads back to itself"
        return f"cannot be read: {error.strerror or type(error).__name__}"
    return f"cannot be a file name: {error}"


def _is_link(location: str) -> bool:
    try:
        return stat.S_ISLNK(Path(location).lstat().st_mode)
    except OSError:
        return False


def _is_wide(encoding: str | None) -> bool:
    name = (encoding or "").lower().replace("_", "-")
    return name.startswith(("utf-16", "utf16", "u16", "utf-32", "utf32", "u32"))


@functools.cache
def _visible() -> re.Pattern[str]:
    return re.compile(r"[^\s\x00-\x1f\x7f\u200b-\u200f\u2060\ufeff]")


@functools.cache
def _tag() -> re.Pattern[str]:
    return re.compile(r"<[!/]?[A-Za-z]")
