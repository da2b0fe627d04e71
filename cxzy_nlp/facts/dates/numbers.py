"""The small numbers of the calendar: days, months, years, lengths of time.

A closed little grammar beside `cxzy_nlp.facts.numerals`: calendar numbers are never approximate, financial or scaled,
and years are read digit by digit.
"""

from __future__ import annotations

_DIGITS = {digit: value for value, digit in enumerate("〇一二三四五六七八九")}
_ZEROS = "零○O○oΟ◯0"
DIGIT_VALUES = _DIGITS | dict.fromkeys(_ZEROS, 0) | {"两": 2, "元": 1}
_UNITS = {"十": 10, "百": 100, "千": 1000}

#: Characters of a calendar numeral in Chinese.
CHINESE = "一二三四五六七八九十〇零○两廿卅百"

#: Regex sources without groups: a month, a day, a year of four digits in Arabic or Chinese.
MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
DAY = (
    r"(?:3[01]|[12][0-9]|0?[1-9]|三十一?|二十[一二三四五六七八九]?|廿[一二三四五六七八九]?|"
    r"十[一二三四五六七八九]?|[一二三四五六七八九])"
)
YEAR = r"(?:(?:1[0-9]|20)[0-9]{2}|[一二][零〇○◯ΟOo0一二三四五六七八九]{3})"


def small_number(text: str) -> int | None:
    """The value of a calendar numeral up to some thousands, ``None`` if it is none.

    Examples
    --------
    >>> [small_number(text) for text in ("09", "十二", "廿五", "两", "一百二十", "三五")]
    [9, 12, 25, 2, 120, None]
    """
    if text.isascii():
        return int(text) if text.isdigit() else None
    text = text.replace("廿", "二十").replace("卅", "三十")
    total, digit = 0, None
    for char in text:
        if char in _UNITS:
            total += (1 if digit is None else digit) * _UNITS[char]
            digit = None
        elif char in DIGIT_VALUES and (digit is None or digit == 0):
            digit = DIGIT_VALUES[char]
        else:
            return None
    return total + (digit or 0)


def digits_number(text: str) -> int | None:
    """The value of digits read one by one, as years are: 二○一O is 2010.

    Examples
    --------
    >>> digits_number("二○一O"), digits_number("09"), digits_number("二十")
    (2010, 9, None)
    """
    value = 0
    for char in text:
        digit = int(char) if "0" <= char <= "9" else DIGIT_VALUES.get(char)
        if digit is None:
            return None
        value = value * 10 + digit
    return value


def full_year(text: str) -> int | None:
    """A year of two or four digits; two digits up to 39 are of this century.

    Examples
    --------
    >>> full_year("09"), full_year("九八"), full_year("二〇一〇")
    (2009, 1998, 2010)
    """
    value = digits_number(text)
    if value is None or len(text) == 4:
        return value
    return value + (2000 if value < 40 else 1900)
