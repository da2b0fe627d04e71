"""Which script a text is written in, and the Simplified reading of a Traditional one.

OpenCC's t2s, tw2s and hk2s keep the number of code points (every entry of their dictionaries was compared), so that a
converted text needs no offset map. tw2sp and hk2sp do not, and also rewrite words: a Taiwan word such as 社群 for 社区
is a variant for the lexicon, not a matter of script.
"""

from __future__ import annotations

import functools
import operator
import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

import opencc

from cxzy_nlp.document import Script
from cxzy_nlp.knowledge import load
from cxzy_nlp.text.patterns import alternation

#: What the dictionary of words changes (答覆, 深沈, 毛坏) and the one of characters leaves alone.
_IN_WORDS = "哩坏沈甦瞭藉衹覆"
_IDEOGRAPHS = (range(0x2E80, 0xA000), range(0xF900, 0xFB00))
_NO_STRAY = re.compile("乾+")
#: Characters looked at to tell the script; one page is plenty.
_SAMPLE = 4000
#: A long text is told block by block.
_BLOCK = 1000


@functools.cache
def _converter(name: str) -> opencc.OpenCC:
    return opencc.OpenCC(name)


def detect_script(text: str) -> Script:
    """``"hant"`` if more characters of `text` are Traditional-only than Simplified-only, else ``"hans"``.

    Wrong for texts of a few characters that both scripts share; these are called Simplified.

    Examples
    --------
    >>> detect_script("開展創先爭優活動"), detect_script("开展创先争优活动")
    ('hant', 'hans')
    """
    sample = text[:_SAMPLE]
    return _script_of(sample, _folded(sample))


def _folded(text: str) -> str:
    """The plain conversion to Simplified script; a text without a character that it may change is returned as it is."""
    return _converter("t2s").convert(text) if _changeable().search(text) else text


@functools.cache
def _changeable() -> re.Pattern[str]:
    """Every character that the conversion changes, alone or in words, and all beyond the basic plane."""
    known = [chr(code) for codes in _IDEOGRAPHS for code in codes]
    folded = _converter("t2s").convert("\n".join(known)).split("\n")
    changed = "".join(before for before, after in zip(known, folded, strict=True) if before != after)
    return re.compile(f"[{re.escape(changed)}{_IN_WORDS}\U00010000-\U0010ffff]")


def _script_of(text: str, folded: str) -> Script:
    """The script of a text, of which `folded` is the Simplified conversion."""
    if folded == text:
        return "hans"
    simplified = _changed(text, _converter("s2t").convert(text))
    return "hant" if _changed(text, folded) > simplified else "hans"


def to_simplified(text: str, script: Script | None = None) -> str:
    """`text` in Simplified script, character for character; `script` if it is known already.

    Regional forms (裡/裏, 爲/為, 着/著) are read by whichever of the Taiwan and Hong Kong tables changes more.
    Simplified text is left alone but for stray Traditional characters; 乾 in it is none, but stands in names (乾县).

    Examples
    --------
    >>> to_simplified("鄉黨委召開創先爭優座談會"), to_simplified("乾县各乡鎮")
    ('乡党委召开创先争优座谈会', '乾县各乡镇')
    """
    if script is None and len(text) > _BLOCK:
        return "".join(map(to_simplified, _blocks(text)))
    folded = _folded(text)
    if (script or _script_of(text, folded)) == "hans":
        if folded == text:
            return text
        folded = _same_length(text, folded)
        kept = 0
        pieces: list[str] = []
        for found in _NO_STRAY.finditer(text):
            pieces += (folded[kept : found.start()], found[0])
            kept = found.end()
        return "".join([*pieces, folded[kept:]]) if pieces else folded
    taiwan = _same_length(text, _converter("tw2s").convert(text))
    hong_kong = _same_length(text, _converter("hk2s").convert(text))
    return mend_conversion(hong_kong if _changed(text, hong_kong) > _changed(text, taiwan) else taiwan)


def mend_conversion(text: str) -> str:
    """`text` without the slips of a conversion to Traditional script that no writer means (乙个 for 一个), same length.

    Source: the table ``regional_words``. Wrong for the rare 甲个乙个; so it is only applied to Traditional texts.

    Examples
    --------
    >>> mend_conversion("乙个党员一面旗")
    '一个党员一面旗'
    """
    slips = _slips()
    return _slip_pattern().sub(lambda found: slips[found[0]], text) if any(slip in text for slip in slips) else text


@functools.cache
def _slips() -> Mapping[str, str]:
    rows = (row for row in load("regional_words") if row["kind"] == "slip")
    return MappingProxyType({row["variant"]: row["standard"] for row in rows})


@functools.cache
def _slip_pattern() -> re.Pattern[str]:
    return re.compile(alternation(_slips()))


def _blocks(text: str) -> Iterator[str]:
    """Pieces of less than a page, cut at line ends where there are any: parts of a compilation differ in script."""
    start = 0
    while start < len(text):
        end = text.rfind("\n", start, start + _BLOCK) + 1
        if end <= start + _BLOCK // 4 or len(text) - start <= _BLOCK:
            end = min(start + _BLOCK, len(text))
        yield text[start:end]
        start = end


def _changed(before: str, after: str) -> int:
    return sum(map(operator.ne, before, after))


def _same_length(before: str, after: str) -> str:
    """`after`, or where a dictionary broke the promise of equal length, the conversion character by character."""
    if len(before) == len(after):
        return after
    single = ((character, _converter("t2s").convert(character)) for character in before)
    return "".join(new if len(new) == 1 else old for old, new in single)
