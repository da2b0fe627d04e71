"""Bytes to characters: strict codecs only, so that a wrong guess fails instead of losing anything.

Order: the caller's codec; a byte order mark; strict UTF-8; GB18030, Big5 and what the page declares, whichever gives
the most everyday Chinese; for a few rare characters, whichever stays among the frequent half of its code table; the
page's own word; a detector as the last resort. A file that is plainly UTF-8 but damaged is refused with the place of
the damage rather than read as something else.
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
_DECLARED = re.compile(rb"""(?:charset|encoding)\s{0,9}=\s{0,9}["']?\s{0,9}([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)
# Pages say gb2312 and mean all of GBK; the wider codec reads the narrower one.
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs", "cp950": "big5hkscs"}
# Python also calls idna, unicode_escape or hex a codec; a page may only declare a character set.
_CHARACTER_SET = re.compile(r"gb18030|big5hkscs|hz|iso8859-\d+|cp125\d|koi8-[ru]|euc_\w+|shift_jis\w*|utf-(?:16|32)\S*")
# What the detector may answer. Left to itself it takes short texts for UTF-16 or EBCDIC.
_OTHERS = ("cp1252", "cp1251", "koi8_r", "cp932", "euc_jp", "cp949")
_HIGH = bytes(range(0x80, 0x100))
_FEW = 16
_HEAD = 4096
#: Share of everyday characters among the Chinese ones: about 0.2 in real text, under 0.03 in mojibake.
_PLAUSIBLE = 0.06
#: Sample that the share is taken from.
_SAMPLE = 20_000
#: Frequent half of the code tables (lead bytes), and the share of a text that must stand in it or among the signs.
_FREQUENT = {"gb18030": ("gb2312", 0xA1, 0xD7), "big5hkscs": ("big5", 0xA1, 0xC6)}
_MOSTLY = 0.9
#: Longest UTF-8 or GB18030 character; a fault so near the end may be a cut.
_LONGEST = 4


def decode(data: bytes, *, path: str = "", encoding: str | None = None, markup: bool = False) -> tuple[str, str]:
    """The text of `data` and the name of the codec that read it.

    Decoding `data` again with that name gives the same string, so that offsets can be checked by anyone. Wrong for
    texts of a few characters in a legacy encoding, which nothing can tell apart: name the encoding.

    Parameters
    ----------
    data
        The bytes of a file.
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
    marked = bom_codec(data)
    if marked is not None:
        return _decode_as(data, marked, path)
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        fault = error
    declared = _declared(data) if markup else None
    guesses = list(dict.fromkeys(([declared] if declared else []) + ["gb18030", "big5hkscs"]))
    attempts = [attempt for name in guesses if (attempt := _attempt(data, name)) is not None]
    best = max(attempts, key=lambda attempt: attempt[0], default=None)
    _refuse_damaged_utf8(data, fault, path, 0.0 if best is None else best[0])
    if best is not None and best[0] >= _PLAUSIBLE:
        return best[1], best[2]
    _refuse_damaged_legacy(data, guesses, path)
    frequent = next((item for item in attempts if _mostly_frequent(item[1], item[2])), None)
    own = next((item for item in attempts if item[2] == declared), None)
    last = frequent or own
    if last is not None:
        return last[1], last[2]
    other = _other_codec(data)
    text = None if other is None else _strictly(data, other)
    if other is None or text is None:
        raise ReadError(
            path,
            f"neither UTF-8 (fault at byte {fault.start}) nor GB18030 nor Big5; "
            "if you know the encoding, name it (--encoding NAME)",
            stage="decode",
        )
    return text, other


def bom_codec(data: bytes) -> str | None:
    """The codec that a byte order mark announces and that reads over the mark.

    Examples
    --------
    >>> bom_codec("\\ufeff党员".encode("utf-8")), bom_codec(b"abc")
    ('utf-8-sig', None)
    """
    return next((name for mark, name in _MARKS if data.startswith(mark)), None)


def _decode_as(data: bytes, name: str, path: str) -> tuple[str, str]:
    try:
        text, known = data.decode(name), codecs.lookup(name).name
        text.encode("utf-8")  # UTF-7 and escapes can give a lone surrogate, which could never be written
    except UnicodeDecodeError as error:
        raise ReadError(
            path,
            f"not valid {name}: {error.reason} at byte {error.start} of {len(data)}; {_advice(data)}",
            stage="decode",
        ) from None
    except UnicodeError as error:
        raise ReadError(path, f"{name} does not read it: {error}", stage="decode") from None
    except (LookupError, ValueError):  # ValueError: a NUL in the name
        raise ReadError(
            path, f"unknown encoding {name!r}; write a Python codec name such as utf-8 or gb18030", stage="decode"
        ) from None
    return text, known


def _advice(data: bytes) -> str:
    if bom_codec(data) is not None:
        return "the file is damaged, or its byte order mark is wrong: save it again, or name another encoding"
    return "name another encoding, or none, so that it is detected"


def _refuse_damaged_utf8(data: bytes, fault: UnicodeDecodeError, path: str, other: float) -> None:
    """Raise if the bytes are UTF-8 but for some damage; `other` is the plausibility of the best legacy codec."""
    if data[fault.start : fault.start + 1] == b"\xed" and _strictly(data, "utf-8", "surrogatepass") is not None:
        raise ReadError(
            path, f"a lone surrogate at byte {fault.start}: not valid UTF-8; save the text again", stage="decode"
        )
    before = data[: fault.start].decode("utf-8")
    if before.isascii():  # one byte alone after plain ASCII may be a Latin letter (café)
        cut_off = fault.reason == "unexpected end of data" and fault.start <= len(data) - 2
    else:
        cut_off = fault.start >= len(data) - _LONGEST
    if cut_off and everyday_share(before) >= other:
        raise ReadError(
            path,
            f"the file ends inside a UTF-8 character (byte {fault.start} of {len(data)}): it was cut off; "
            "get it again, or remove the last bytes",
            stage="decode",
        )
    # In GB18030 or Big5 text almost every character is a fault; in damaged UTF-8 hardly one is.
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    wide = len(re.findall("[\u0800-\ufffc]", text))
    if wide > 20 * broken or everyday_share(text) >= max(_PLAUSIBLE, other):
        raise ReadError(
            path,
            f"UTF-8 with {broken} damaged character(s), the first at byte {fault.start} of {len(data)}; "
            "repair the file, or name its encoding (--encoding NAME)",
            stage="decode",
        )


def _strictly(data: bytes, name: str, errors: str = "strict") -> str | None:
    try:
        return data.decode(name, errors)
    except (UnicodeError, LookupError):
        return None


def _other_codec(data: bytes) -> str | None:
    """The detector's guess; a few letters are no evidence, and then most likely of Western Europe."""
    high = len(data) - len(data.translate(None, _HIGH))
    if high < _FEW and _strictly(data, _OTHERS[0]) is not None:
        return _OTHERS[0]
    found = charset_normalizer.from_bytes(data, cp_isolation=list(_OTHERS)).best()
    return None if found is None else found.encoding


def _declared(data: bytes) -> str | None:
    found = _DECLARED.search(data, 0, _HEAD)
    if found is None:
        return None
    try:
        name = codecs.lookup(found[1].decode("ascii")).name
    except LookupError:
        return None
    name = _WIDER.get(name, name)
    return name if _CHARACTER_SET.fullmatch(name) else None


def _attempt(data: bytes, name: str) -> tuple[float, str, str] | None:
    text = _strictly(data, name)
    return None if text is None else (everyday_share(text), text, name)


def everyday_share(text: str) -> float:
    """Share of the most frequent characters among the Chinese characters of `text` (0.0 if it has none).

    What a wrong codec gives in their stead, private use and replacement characters, counts with them.

    Examples
    --------
    >>> everyday_share("我们的工作") > everyday_share("鎴戜滑鐨勫伐浣")
    True
    """
    everyday = _everyday()
    chinese = hits = 0
    for character in text[:_SAMPLE]:
        if "\u3400" <= character <= "\u9fff":
            chinese += 1
            hits += character in everyday
        elif character >= "\ue000":
            chinese += character < "\uf900" or character == "\ufffd"
    return hits / chinese if chinese else 0.0


def _mostly_frequent(text: str, name: str) -> bool:
    """Whether nearly all characters beyond ASCII are signs or among the frequent half of the codec's table."""
    if name not in _FREQUENT:
        return False
    table, low, high = _FREQUENT[name]
    codes = [character.encode(table, "replace") for character in text[:_SAMPLE] if character > "\x7f"]
    return sum(low <= code[0] <= high for code in codes) >= _MOSTLY * len(codes) and len(codes) >= 3


def _refuse_damaged_legacy(data: bytes, names: list[str], path: str) -> None:
    """Raise if the bytes are Chinese in one of the encodings but for some damage, which a Latin codec would take."""
    damaged: list[tuple[float, str, UnicodeDecodeError]] = []
    for name in names:
        try:
            data.decode(name)
        except UnicodeDecodeError as error:
            damaged.append((everyday_share(data.decode(name, "replace")), name, error))
    share, name, fault = max(damaged, key=lambda item: item[0], default=(0.0, "", None))
    if fault is None or share < _PLAUSIBLE:
        return
    if fault.start >= len(data) - _LONGEST:
        reason = f"the file ends inside a {name} character (byte {fault.start} of {len(data)}): it was cut off; "
        raise ReadError(path, reason + "get it again, or remove the last bytes", stage="decode")
    reason = f"{name} with damage, the first at byte {fault.start} of {len(data)}; "
    raise ReadError(path, reason + "repair the file, or name its encoding (--encoding NAME)", stage="decode")


@functools.cache
def _everyday() -> frozenset[str]:
    return frozenset("".join(entry["characters"] for entry in load("everyday_characters")))
