"""Character-level cleaning: line ends, width, brackets, glyph errors, invisible characters, pinyin notes.

Nearly all of it keeps every character's place (one character for one), so that it needs no offset map; what does not is
returned as edits.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Mapping
from types import MappingProxyType

from cxzy_nlp.knowledge import load
from cxzy_nlp.text.offsets import Edit

# A sign and its other spellings. Full-width ASCII (U+FF01–FF5E) is added by rule below.
_SIGNS = {
    "“": "「﹁〝｢",
    "”": "」﹂〞〟｣",
    "‘": "『﹃",
    "’": "』﹄",
    "〔": "﹝",
    "〕": "﹞",
    "(": "﹙",
    ")": "﹚",
    ":": "﹕∶︰",
    ";": "﹔",
    ",": "﹐",
    "、": "﹑､",
    ".": "﹒",
    "%": "﹪",
    "!": "﹗",
    "?": "﹖",
    "。": "｡",
    "~": "〜∼",
    "·": "•・‧∙⋅･",
    "-": "–‐‑−",
    "—": "─━―",
    "《": "〈",
    "》": "〉",
}
_BLANKS = "\t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_LINE_ENDS = "\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\ufe00-\ufe0f\ufeff\ufff9-\ufffc\U000e0000-\U000e01ef]+"
)
# Code points that fonts of PDF writers put for ordinary characters (⼯ for 工); Unicode itself names the equal one.
_COMPATIBLE = (range(0x2F00, 0x2FD6), range(0xF900, 0xFADA))
# 創(chuàng)先: a converter wrote the reading of a character behind it. A tone mark tells it from an abbreviation.
_READING = "(?=[a-zü]{0,5}[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ])[a-zāáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜńňǹḿɡ]{1,7} ?"
_PINYIN = re.compile(rf"\((?<=[\u3400-\u9fff]\(){_READING}\)")
_WIDE_PINYIN = re.compile(rf"[(（](?<=[\u3400-\u9fff][(（]){_READING}[)）]")  # of text that is not folded
# A point behind a word that is no numeral (一.加强领导, 五.四), with a word or nothing behind it.
_POINT = re.compile(
    r"\.(?<=[\u4e00-\u9fff”’》)%\"]\.)(?<![一二三四五六七八九十百零〇两]\.)(?<![一二三四五六七八九十\d][)”]\.)"
    r"(?=[\u4e00-\u9fff“‘《(\"]|\s|$)"
)
#: So many points at least, and not fewer than 。, are full stops.
_POINTS = 3
_HEADING_MARK = re.compile(r"^#{1,6} +(?=[^\s#])", re.MULTILINE)
# ㈠ (一), ⑴ (1), ⒈ 1.: one character for a heading number with its signs. ① stays: it is a number of its own.
_NUMBER_SIGN = re.compile("[㈠-㈩⑴-⒇⒈-⒛]")


def fold_characters(text: str, *, glyphs: bool = True) -> str:
    """`text` with one spelling for each sign and glyph, same length.

    Signs by the full-width forms and the vertical and small forms of Unicode; glyphs by the table ``glyphs`` and the
    compatibility ideographs; points that end the sentences throughout are 。. Wrong for texts about these characters.

    Examples
    --------
    >>> fold_characters("共７９６名，占９２％（设臵合理）\\r\\n")
    '共796名,占92%(设置合理) \\n'
    """
    if "\r" in text:
        text = text.replace("\r\n", " \n")  # a blank keeps the place of the carriage return
    table = _table(glyphs)
    # A handful of signs make up nearly all of what changes: faster by far than `str.translate` on Chinese text.
    for variant in set(_variants(glyphs).findall(text)):
        text = text.replace(variant, table[variant])
    return _fold_stops(text)


def _fold_stops(text: str) -> str:
    """The points that end Chinese sentences as 。, where somebody wrote them throughout; same length.

    A few may be anything (五.四, 列夫.某某); the same where the text has its 。 elsewhere.
    """
    points = [found.start() for found in _POINT.finditer(text)] if "." in text else []
    if len(points) < _POINTS or len(points) < text.count("。"):
        return text
    characters = list(text)
    for at in points:
        characters[at] = "。"
    return "".join(characters)


def is_ideograph(character: str) -> bool:
    """Whether the character is of the block that Chinese is written in; an empty string is not.

    Examples
    --------
    >>> is_ideograph("党"), is_ideograph("、"), is_ideograph("")
    (True, False, False)
    """
    return "\u4e00" <= character <= "\u9fff"


def invisible_edits(text: str) -> list[Edit]:
    """Edits that take out control and zero-width characters.

    Examples
    --------
    >>> invisible_edits("党\\u200b员")
    [Edit(start=1, end=2, replacement='', kind='invisible')]
    """
    return [Edit(found.start(), found.end(), "", "invisible") for found in _INVISIBLE.finditer(text)]


def annotation_edits(text: str) -> list[Edit]:
    """Edits on folded text that take out pinyin notes and Markdown's marks of headings, and spell out ㈠, ⑴ and ⒈.

    A note is known by its tone mark, so that an abbreviation in brackets stays; a note without one stays too.

    Examples
    --------
    >>> [edit.replacement for edit in annotation_edits("㈠创(chuàng)先争优 ⒊党建(dj)")]
    ['(一)', '', '3.']
    >>> annotation_edits("## 一、背景")
    [Edit(start=0, end=3, replacement='', kind='heading_mark')]
    """
    edits = [Edit(found.start(), found.end(), "", "pinyin") for found in _PINYIN.finditer(text)]
    if "#" in text:
        edits += [Edit(found.start(), found.end(), "", "heading_mark") for found in _HEADING_MARK.finditer(text)]
    for found in _NUMBER_SIGN.finditer(text):
        plain = unicodedata.normalize("NFKC", found[0])
        edits.append(Edit(found.start(), found.end(), plain, "number_sign"))
    return sorted(edits)


def without_notes(surface: str) -> str:
    """A surface of the source without the pinyin notes in it.

    Examples
    --------
    >>> without_notes("習(xí)近平"), without_notes("《關（guān）于黨建(DJ)的意見》")
    ('習近平', '《關于黨建(DJ)的意見》')
    """
    return _WIDE_PINYIN.sub("", surface)


@functools.cache
def _table(glyphs: bool) -> Mapping[str, str]:
    """What every variant becomes; nothing becomes another variant, so that the order of replacing is free."""
    table = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    table |= {variant: sign for sign, variants in _SIGNS.items() for variant in variants}
    table |= dict.fromkeys(_BLANKS, " ") | dict.fromkeys(_LINE_ENDS, "\n")
    if glyphs:
        table |= {chr(code): unicodedata.normalize("NFKC", chr(code)) for codes in _COMPATIBLE for code in codes}
        table |= {entry["wrong"]: entry["right"] for entry in load("glyphs")}
    return MappingProxyType({variant: table.get(sign, sign) for variant, sign in table.items() if variant != sign})


@functools.cache
def _variants(glyphs: bool) -> re.Pattern[str]:
    return re.compile(f"[{re.escape(''.join(_table(glyphs)))}]")
