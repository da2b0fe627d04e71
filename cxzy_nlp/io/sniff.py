"""What kind of file is this? By its bytes first, by its name second."""

from __future__ import annotations

import functools
import re
from pathlib import PurePath

from cxzy_nlp.document import Format
from cxzy_nlp.errors import ReadError
from cxzy_nlp.text.decode import bom_codec

#: Extensions that mean plain text and web page.
TEXT_SUFFIXES = frozenset({".txt", ".text", ".md"})
HTML_SUFFIXES = frozenset({".html", ".htm", ".xhtml"})
# Names that promise a word processor's file; when plain text is inside all the same, it is read as such.
_DISGUISED = frozenset({"", ".doc", ".docx", ".dot", ".wps", ".rtf", ".pdf", ".caj", ".odt"})

_READS = "this version reads .txt and .html"
_HEAD = 4096  # bytes that are looked at to tell the format

# First bytes of formats that hold no plain text: (offset, bytes, what it is).
_MAGIC: tuple[tuple[int, bytes, str], ...] = (
    (0, b"%PDF-", "a PDF"),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office file (.doc, .xls, .ppt, .wps)"),
    (0, b"{\\rtf", "a rich text file (.rtf)"),
    (0, b"%!PS", "a PostScript file"),
    (0, b"CAJ\x00", "a CAJ file"),
    (0, b"HN\xc8\x00", "a CAJ file"),
    (0, b"KDH ", "a CAJ file"),
    (0, b"AT&TFORM", "a DjVu file"),
    (0, b"\x89PNG\r\n", "a picture (PNG)"),
    (0, b"\xff\xd8\xff", "a picture (JPEG)"),
    (0, b"GIF87a", "a picture (GIF)"),
    (0, b"GIF89a", "a picture (GIF)"),
    (0, b"II*\x00", "a picture (TIFF)"),
    (0, b"MM\x00*", "a picture (TIFF)"),
    (8, b"WEBP", "a picture (WebP)"),
    (0, b"\x1f\x8b", "a compressed file (gzip)"),
    (0, b"BZh", "a compressed file (bzip2)"),
    (0, b"\xfd7zXZ\x00", "a compressed file (xz)"),
    (0, b"\x28\xb5\x2f\xfd", "a compressed file (zstd)"),
    (0, b"7z\xbc\xaf\x27\x1c", "an archive (7z)"),
    (0, b"Rar!\x1a\x07", "an archive (rar)"),
    (257, b"ustar", "an archive (tar)"),
    (0, b"SQLite format 3\x00", "a database (SQLite)"),
    (0, b"PAR1", "a Parquet file"),
    (4, b"ftyp", "a video"),
    (0, b"ID3", "a sound recording"),
    (0, b"\x7fELF", "a program"),
)
# Names found near the start of a zip tell which office suite wrote it.
_ZIPPED: tuple[tuple[bytes, str], ...] = (
    (b"word/", "a Word document (.docx)"),
    (b"xl/", "an Excel workbook (.xlsx)"),
    (b"ppt/", "a PowerPoint file (.pptx)"),
    (b"opendocument", "an OpenDocument file"),
    (b"epub+zip", "an e-book (EPUB)"),
    (b"OFD.xml", "an OFD file"),
    (b"[Content_Types].xml", "an Office file (.docx, .xlsx, .pptx)"),
)
_WHITE = " \t\r\n\f\v\ufeff"


def sniff(data: bytes, path: str, *, wide: bool = False) -> Format:
    """The format of a file, from its bytes and, where they leave it open, the extension of `path`.

    Parameters
    ----------
    data
        The bytes of the file.
    path
        Its name; only the extension is looked at.
    wide
        Whether the caller knows the text to be UTF-16 or UTF-32, where NUL bytes are ordinary.

    Raises
    ------
    ReadError
        If the bytes are no text, or the extension is that of another kind of file.

    Notes
    -----
    Wrong for plain text that opens with an HTML tag (it is read as a web page), and for a text without byte order mark
    in UTF-16 (it is refused; name the encoding).

    Examples
    --------
    >>> sniff("<!DOCTYPE html><p>通知".encode(), "通知.doc")
    'html'
    >>> sniff("各党支部:".encode(), "通知.doc")
    'txt'
    >>> sniff(b"%PDF-1.4 ...", "通知.txt")
    Traceback (most recent call last):
        ...
    cxzy_nlp.errors.ReadError: 通知.txt: looks like a PDF; convert it to text first: this version reads .txt and .html
    """
    kind = binary_kind(data)
    if kind is not None:
        raise ReadError(path, f"looks like {kind}; convert it to text first: {_READS}", stage="format")
    codec = bom_codec(data)
    if not wide and (codec is None or codec == "utf-8-sig"):
        _refuse_binary(data, path)
    head = data[:_HEAD].decode(codec or "latin-1", errors="ignore").lstrip(_WHITE)
    if _is_web_archive(head):
        reason = f"looks like a web archive (.mht); open it in a browser and save it as .html: {_READS}"
        raise ReadError(path, reason, stage="format")
    if opens_with_markup(head):
        return "html"
    suffix = _suffix(path)
    if head.startswith("<?xml") and suffix not in HTML_SUFFIXES:
        kind = "Word XML" if "mso-application" in head else "XML that is no web page"
        raise ReadError(path, f"looks like {kind}; convert it to text first: {_READS}", stage="format")
    if suffix in HTML_SUFFIXES:
        return "html"
    if suffix in TEXT_SUFFIXES or suffix in _DISGUISED:
        return "txt"
    reason = f"unknown kind of file ({suffix}): {_READS}; if it is plain text, rename it to .txt"
    raise ReadError(path, reason, stage="format")


def binary_kind(data: bytes) -> str | None:
    """What the first bytes announce, if it is no text: ``"a PDF"``, ``"a picture (PNG)"`` …

    Examples
    --------
    >>> binary_kind(b"PK\\x03\\x04....word/document.xml")
    'a Word document (.docx)'
    """
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        head = data[:_HEAD]
        return next((kind for name, kind in _ZIPPED if name in head), "an archive (zip)")
    for offset, magic, kind in _MAGIC:
        if data.startswith(magic, offset) and (len(magic) > 3 or _has_controls(data[:_HEAD])):
            return kind
    stripped = data[:_HEAD].lstrip(b" \t\r\n\xef\xbb\xbf")
    return "a PDF" if stripped.startswith(b"%PDF-") else None


def opens_with_markup(head: str) -> bool:
    """Whether a text begins as a web page does: a doctype or a usual tag, comments and declarations skipped.

    Examples
    --------
    >>> opens_with_markup("<!-- saved --><html>"), opens_with_markup("<关于开展活动的通知>")
    (True, False)
    """
    rest = head.lstrip(_WHITE)
    while True:
        if rest.startswith("<!--"):
            closing = "-->"
        elif rest.startswith("<?"):
            closing = "?>"
        else:
            return _opening_tag().match(rest) is not None
        end = rest.find(closing)
        if end < 0:
            return closing == "-->"  # a comment longer than the head: no plain text opens so
        rest = rest[end + len(closing) :].lstrip(_WHITE)


@functools.cache
def _opening_tag() -> re.Pattern[str]:
    names = (
        "!doctype[ \\t\\r\\n]+html|html|head|body|title|meta|link|base|script|style|table|tbody|tr|td|div|span|font|"
        "center|article|section|header|main|p|br|hr|h[1-6]|ul|ol|li|a|b|strong|em|img|blockquote|pre"
    )
    return re.compile(f"<(?:{names})(?=[\\s>/:])", re.IGNORECASE)


def _is_web_archive(head: str) -> bool:
    lowered = head[:2048].lower()
    return "multipart/related" in lowered and "mime-version:" in lowered[:1024]


def _refuse_binary(data: bytes, path: str) -> None:
    if b"\0" in data:
        reason = (
            "holds NUL bytes: binary data, or UTF-16 text without a byte order mark "
            "(if it is text, name the encoding, for instance utf-16-le)"
        )
        raise ReadError(path, reason, stage="format")
    head = data[:_HEAD]
    if len(head.translate(None, _controls())) < len(head) * 0.9:
        raise ReadError(path, f"holds binary data, no text: {_READS}", stage="format")


def _has_controls(head: bytes) -> bool:
    return len(head.translate(None, _controls())) < len(head)


@functools.cache
def _controls() -> bytes:
    return bytes(code for code in range(32) if code not in b"\t\n\v\f\r\x1a\x1b")  # ESC: ISO-2022, ^Z: DOS end of file


def _suffix(path: str) -> str:
    """The extension in lower case; what follows the dot of a Chinese name (``3.关于表彰的决定``) is none."""
    suffix = PurePath(path).suffix.lower()
    return suffix if suffix[1:].isascii() and suffix[1:].isalnum() and not suffix[1:].isdigit() else ""
