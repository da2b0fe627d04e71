"""A text as runs: Chinese characters, and between them Latin words, numbers, dates, white space and signs.

Only Chinese characters go to a word segmenter, with the signs that every one of them cuts off by itself. What else
lies between them is cut here, so that every backend has the same tokens there: jieba and rjieba differ in nothing but
runs of ASCII. Dates and numbers follow the conventions of Peking University (2010年 | 5月, 2.7万 | 元, 11.8%).
"""

from __future__ import annotations

import re

from cxzy_nlp.text.patterns import alternation

#: What jieba takes for Chinese characters; rjieba takes more.
HAN = "\u4e00-\u9fd5"
#: Signs that jieba and rjieba cut off one by one, whatever stands beside them. The opening quotes are among them.
SIGNS = re.escape("“‘《「『，。、；：！？”’》」』（）〈〉【】〔〕,;:!?()\n")
#: Stands in for what a backend does not get; a control character, which none of them takes into a word.
PLACEHOLDER = "\x0b"
_OPENING, _CLOSING = "“‘《「『", "”’》」』"
#: Rarer ideographs, which no dictionary has: a run of them (mostly in a name) is one token.
_RARE = "\u3005-\u3007\u3400-\u4dbf\u9fd6-\u9fff\uf900-\ufad9\U00020000-\U000323af"
_D = "0-9０-９"
#: The digits of a year in characters.
_CIPHER = "〇○零一二三四五六七八九"
_LETTERS = rf"[^\W\d_{HAN}{_RARE}]"
#: What belongs to the digits before it. 2010 | 年度 is no date.
_AFTER_DIGITS = "年(?![度代级])|月份?|日|时(?![期候代间段])|[百千]?[万亿]+"
_YEAR = rf"[一二][{_CIPHER}]{{3}}年"
_PIECES = (
    # 2010年, 2010-04-06, 二〇一〇年, 5月, 3月份, 17日, 9时, 9:30
    rf"[12１２][{_D}]{{3}}(?:年|[-./][{_D}]{{1,2}}[-./][{_D}]{{1,2}}(?![{_D}]))",
    _YEAR,
    rf"[{_D}]{{1,2}}(?:月份?|日|时|[:：][{_D}]{{2}}(?![{_D}]))",
    # 1,150 (not 2010,2011), 11.8%, 2.7万, 3·15, 1/3
    rf"[{_D}]{{1,3}}(?:,[{_D}]{{3}}(?![{_D}]))+",
    rf"[{_D}]+(?:[.．·/][{_D}]+)*(?:[%％‰]|[百千]?[万亿]+)?",
    # words of other scripts with what joins their parts: e-mail, qq.com, B3
    rf"{_LETTERS}+[{_D}]*(?:[-.@&'’](?:{_LETTERS}|[{_D}])+)*",
    f"[{_RARE}]+",
    r"\n",
    r"[^\S\n]+",
    # signs one by one, but for those that are written in rows; 年 after 123, which is no date
    r"—+|…+|\.{2,}|-{2,}|\*+|_+|×+",
    f"[{HAN}]+|.",
)
_NUMERAL = "二三四五六七八九十两双"
#: The shape of a numeric slogan that no table need have: a numeral and one to three characters, twice and more
#: (三勤四看, 双诺双述), or numeral, 个, 一 (三个一).
_SLOGAN = f"(?:[{_NUMERAL}][^一{_NUMERAL}\\W]{{1,3}}){{2,4}}|[{_NUMERAL}]个一"
#: Short parts come again and again (a number, a date, a blank) and are remembered, as many as that.
_SHORT, _MANY = 24, 1 << 14


class Runs:
    """Cuts a text into what a backend gets and what it does not.

    Parameters
    ----------
    alone
        Names that are one piece if they stand in quotation marks, and plain words elsewhere (“三实”). With any of them,
        numeric slogans in quotation marks are one piece, too (“三勤四看”).
    """

    def __init__(self, alone: frozenset[str] = frozenset()) -> None:
        names = f"(?:{alternation(alone)}|{_SLOGAN})"
        self._name = re.compile(names if alone else "(?!)")
        # The pattern begins with a set of characters and not with alternatives, so that the scan is fast.
        quoted = f"(?<=[{_OPENING}]){names}(?=[{_CLOSING}])|" if alone else ""
        between = (
            f"[^{HAN}{SIGNS.replace(_OPENING, '') if alone else SIGNS}]"
            f"(?:{quoted}(?<![{_OPENING}])[^{HAN}{SIGNS}]*"
            f"(?:(?<=[{_D}])(?:{_AFTER_DIGITS}|[,:：](?=[{_D}]))[^{HAN}{SIGNS}]*)*)"
        )
        self._between = re.compile(f"({between})")
        self._years_between = re.compile(f"({_YEAR}|{between})")
        self._piece = re.compile("|".join(_PIECES), re.DOTALL)
        #: Pieces of the parts that came before; to be asked before `cut`.
        self.known: dict[str, tuple[str, ...]] = {}

    def split(self, text: str) -> list[str]:
        """`text` in parts by turns: at even places Chinese characters and plain signs (the first and the last part may
        be empty), at odd places what `cut` cuts. Joined, the parts are the text.

        Examples
        --------
        >>> Runs().split("2010年5月，全镇796名")
        ['', '2010年5月', '，全镇', '796', '名']
        """
        if "〇" in text or "○" in text:  # or nobody has to look for years in characters
            return self._years_between.split(text)
        return self._between.split(text)

    def cut(self, part: str) -> tuple[str, ...]:
        """The dates, numbers, words, blanks and signs of a part at an odd place.

        Wrong for a year that is no year (1500年的历史) and a day that is a count (15日内): they come out whole.

        Examples
        --------
        >>> Runs().cut("2010年5月 "), Runs(frozenset(["三实"])).cut("“三实")
        (('2010年', '5月', ' '), ('“', '三实'))
        """
        quoted = part[0] in _OPENING and self._name.fullmatch(part, 1)
        pieces = (part[0], part[1:]) if quoted else tuple(self._piece.findall(part))
        if len(part) <= _SHORT and len(self.known) < _MANY:
            self.known[part] = pieces
        return pieces
