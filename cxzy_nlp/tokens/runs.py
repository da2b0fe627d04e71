"""A text as runs: Chinese characters, and between them Latin words, numbers, dates, white space and signs.

Only runs of Chinese characters go to a word segmenter. What lies between them is cut here, by one regex, so that every
backend has the same tokens there; jieba and rjieba differ in nothing but runs of ASCII. Dates and numbers follow the
conventions of Peking University (2010年 | 5月, 2.7万 | 元, 11.8%).
"""

from __future__ import annotations

import functools
import re
from collections.abc import Collection

#: What jieba takes for Chinese characters; rjieba takes more.
HAN = "\u4e00-\u9fd5"
#: Rarer ideographs, which no dictionary has: a run of them (mostly in a name) is one token.
_RARE = "\u3005-\u3007\u3400-\u4dbf\u9fd6-\u9fff\uf900-\ufad9\U00020000-\U000323af"
_D = "0-9０-９"
#: The digits of a year in characters.
_CIPHER = "〇○零一二三四五六七八九"
_LETTERS = rf"[^\W\d_{HAN}{_RARE}]"
_NOT_HAN = (
    # 2010年, 2010-04-06, 二〇一〇年, 5月, 3月份, 17日, 9时; but 2010 | 年度
    rf"[12１２][{_D}]{{3}}(?:年(?![度代级])|[-./][{_D}]{{1,2}}[-./][{_D}]{{1,2}}(?![{_D}]))",
    rf"[一二][{_CIPHER}]{{3}}年",
    rf"[{_D}]{{1,2}}(?:月份?|日|时(?![期候代间段])|[:：][{_D}]{{2}}(?![{_D}]))",
    # 1,150 (not 2010,2011), 11.8%, 2.7万, 3·15, 1/3
    rf"[{_D}]{{1,3}}(?:,[{_D}]{{3}})+(?![{_D}])",
    rf"[{_D}]+(?:[.．·/][{_D}]+)*(?:[%％‰]|[百千]?[万亿]+)?",
    # words of other scripts with what joins their parts: e-mail, qq.com, B3
    rf"{_LETTERS}+[{_D}]*(?:[-.@&'’](?:{_LETTERS}|[{_D}])+)*",
    f"[{_RARE}]+",
    r"\n",
    r"[^\S\n]+",
    # signs one by one, but for those that are written in rows
    r"—+|…+|\.{2,}|-{2,}|\*+|_+|×+",
    rf"[^{HAN}]",
)


@functools.cache
def _splitter() -> re.Pattern[str]:
    return re.compile("(" + "|".join(_NOT_HAN) + ")")


def split_runs(text: str) -> list[str]:
    """`text` in parts by turns: at even places runs of Chinese characters (possibly empty), at odd places one date,
    number, word, blank or sign each. Joined, the parts are the text.

    Wrong for a year that is no year (1500年的历史) and a day that is a count (15日内): they come out whole.

    Examples
    --------
    >>> split_runs("2010年5月，全镇796名")
    ['', '2010年', '', '5月', '', '，', '全镇', '796', '名']
    """
    return _splitter().split(text)


def set_apart(parts: list[str], words: Collection[str]) -> list[str]:
    """`parts` where a run of Chinese characters that is one of `words` has become a part of its own.

    Examples
    --------
    >>> set_apart(split_runs("“三实”"), {"三实"})
    ['', '“', '', '三实', '', '”', '']
    """
    apart: list[str] = []
    for place, part in enumerate(parts):
        if not place % 2 and part in words:
            apart += ("", part, "")
        else:
            apart.append(part)
    return apart
