"""Which script a text is written in, and the Simplified reading of a Traditional one.

OpenCC's t2s, tw2s and hk2s keep the number of code points (every entry of their dictionaries was compared), so that a
converted text needs no offset map. tw2sp and hk2sp do not, and also rewrite words: a Taiwan word such as 社群 for 社区
is a variant for the lexicon, not a matter of script.
"""

from __future__ import annotations

import functools

import opencc

from cxzy_nlp.document import Script

#: Characters looked at to tell the script; one page is plenty.
_SAMPLE = 4000


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
    traditional = _changed(sample, _converter("t2s").convert(sample))
    if not traditional:
        return "hans"
    simplified = _changed(sample, _converter("s2t").convert(sample))
    return "hant" if traditional > simplified else "hans"


def to_simplified(text: str, script: Script | None = None) -> str:
    """`text` in Simplified script, character for character; `script` if it is known already.

    Regional forms (裡/裏, 爲/為, 着/著) are read by whichever of the Taiwan and Hong Kong tables changes more.
    Simplified text is left alone but for stray Traditional characters; 乾 in it is none, but stands in names (乾县).

    Examples
    --------
    >>> to_simplified("鎮黨委舉行創先爭優推進會"), to_simplified("乾县各乡鎮")
    ('镇党委举行创先争优推进会', '乾县各乡镇')
    """
    if (script or detect_script(text)) == "hans":
        folded = _same_length(text, _converter("t2s").convert(text))
        if "乾" not in text:
            return folded
        return "".join(old if old == "乾" else new for old, new in zip(text, folded, strict=True))
    taiwan = _same_length(text, _converter("tw2s").convert(text))
    hong_kong = _same_length(text, _converter("hk2s").convert(text))
    return hong_kong if _changed(text, hong_kong) > _changed(text, taiwan) else taiwan


def _changed(before: str, after: str) -> int:
    return sum(map(str.__ne__, before, after))


def _same_length(before: str, after: str) -> str:
    """`after`, or where a dictionary broke the promise of equal length, the conversion character by character."""
    if len(before) == len(after):
        return after
    single = ((character, _converter("t2s").convert(character)) for character in before)
    return "".join(new if len(new) == 1 else old for old, new in single)
