"""Bytes to characters: strict codecs only, so that a wrong guess fails instead of losing anything.

Order: the caller's codec; a byte order mark; strict UTF-8; the codec that the page declares, GB18030 and Big5,
whichever gives the most everyday Chinese; a detector as the last resort. A file that is plainly UTF-8 but damaged is
refused with the place of the damage rather than read as something else.
"""

from __future__ import annotations

import codecs
import functools
import re

import charset_normalizer

from cxzy_nlp.errors import ReadError
from cxzy_nlp.knowledge import load

# UTF-32 first: its little-endian mark begins with that of UTF-16.
_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)
# Pages say gb2312 and mean all of GBK; the wider codec reads the narrower one.
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs", "cp950": "big5hkscs", "cp936": "gb18030"}
_HEAD = 4096
#: Share of everyday characters among the Chinese ones: about 0.2 in real text, under 0.03 in mojibake.
_PLAUSIBLE = 0.06
#: Longest UTF-8 or GB18030 character; a fault so near the end is a cut, not a wrong codec.
_LONGEST = 4


def decode(data: bytes, *, path: str = "", encoding: str | None = None, markup: bool = False) -> tuple[str, str]:
    """The text of `data` and the name of the codec that read it.

    Decoding `data` again with that name gives the same string, so that offsets can be checked by anyone.

    Parameters
    ----------
    data
        The bytes of a file, not empty.
    path
        The file's name, for messages.
    encoding
        The codec to use; then nothing is guessed.
    markup
        Whether a declaration (``<meta charset>``) inside the bytes is to be heard.

    Raises
    ------
    ReadError
        If no codec reads the bytes completely; the message says where the best one stopped.

    Examples
    --------
    >>> decode("全镇党员都按时参加了学习。".encode("gb18030"))
    ('全镇党员都按时参加了学习。', 'gb18030')
    >>> decode("党员".encode()[:-1], path="cut.txt")
    Traceback (most recent call last):
        ...
    cxzy_nlp.errors.ReadError: cut.txt: the file ends inside a UTF-8 character (byte 3 of 5): it was cut off; ...
    """
    if encoding is not None:
        return _decode_as(data, encoding, path)
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _decode_as(data, name, path)
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        fault = error
    _refuse_damaged_utf8(data, fault, path)
    guesses = ["gb18030", "big5hkscs"]
    declared = _declared(data) if markup else None
    if declared is not None:
        guesses.insert(0, declared)
    best = max((_attempt(data, name) for name in guesses), key=lambda item: item[0])
    if best[0] >= _PLAUSIBLE:
        return best[1], best[2]
    cut = _cut_short(data, guesses)
    if cut is not None:
        raise ReadError(path, f"the file ends inside a {cut} character: it was cut off; get it again", stage="decode")
    found = charset_normalizer.from_bytes(data).best()
    if found is not None:
        return str(found), found.encoding
    raise ReadError(
        path,
        f"neither UTF-8 (fault at byte {fault.start}) nor GB18030 nor Big5; "
        "if you know the encoding, name it (--encoding NAME)",
        stage="decode",
    )


def _decode_as(data: bytes, name: str, path: str) -> tuple[str, str]:
    try:
        return data.decode(name), codecs.lookup(name).name
    except LookupError:
        raise ReadError(
            path, f"unknown encoding {name!r}; write a Python codec name such as utf-8 or gb18030", stage="decode"
        ) from None
    except UnicodeDecodeError as error:
        raise ReadError(
            path, f"not valid {name}: {error.reason} at byte {error.start} of {len(data)}", stage="decode"
        ) from None


def _refuse_damaged_utf8(data: bytes, fault: UnicodeDecodeError, path: str) -> None:
    """Raise if the bytes are UTF-8 but for some damage, which other codecs would turn into nonsense."""
    if data[fault.start : fault.start + 1] == b"\xed" and data[fault.start + 1 : fault.start + 2] >= b"\xa0":
        raise ReadError(
            path, f"a lone surrogate at byte {fault.start}: not valid UTF-8; save the text again", stage="decode"
        )
    before = data[: fault.start]
    if fault.start >= len(data) - _LONGEST and not before.isascii():
        raise ReadError(
            path,
            f"the file ends inside a UTF-8 character (byte {fault.start} of {len(data)}): it was cut off; "
            "get it again, or remove the last bytes",
            stage="decode",
        )
    # In GB18030 or Big5 text almost every character is a fault; in damaged UTF-8 hardly one is.
    text = data.decode("utf-8", "replace")
    wide = sum(character > "\u07ff" for character in text)
    broken = text.count("\ufffd")
    if wide > 20 * broken:
        raise ReadError(
            path,
            f"UTF-8 with {broken} damaged character(s), the first at byte {fault.start} of {len(data)}; "
            "repair the file, or name its encoding (--encoding NAME)",
            stage="decode",
        )


def _declared(data: bytes) -> str | None:
    found = _DECLARED.search(data, 0, _HEAD)
    if found is None:
        return None
    try:
        name = codecs.lookup(found[1].decode("ascii")).name
    except LookupError:
        return None
    return _WIDER.get(name, name)


def _attempt(data: bytes, name: str) -> tuple[float, str, str]:
    try:
        text = data.decode(name)
    except (UnicodeDecodeError, LookupError):
        return -1.0, "", name
    return everyday_share(text), text, name


def everyday_share(text: str) -> float:
    """Share of the most frequent characters among the Chinese characters of `text` (0.0 if it has none).

    Examples
    --------
    >>> everyday_share("我们的工作") > everyday_share("鎴戜滑鐨勫伐浣")
    True
    """
    everyday = _everyday()
    chinese = hits = 0
    for character in text[:20_000]:
        if "\u3400" <= character <= "\u9fff":
            chinese += 1
            hits += character in everyday
        elif character >= "\ue000":  # private use and beyond: what a wrong codec gives
            chinese += "\ue000" <= character < "\uf900"
    return hits / chinese if chinese else 0.0


def _cut_short(data: bytes, names: list[str]) -> str | None:
    for name in names:
        for missing in range(1, _LONGEST):
            share, _, _ = _attempt(data[:-missing], name)
            if share >= _PLAUSIBLE:
                return name
    return None


@functools.cache
def _everyday() -> frozenset[str]:
    return frozenset("".join(entry["characters"] for entry in load("everyday_characters")))
