"""Numerals of Chinese prose: 1,687 · 三百零二 · 叁拾 · 1.2万 · 430多万 · 十七八 · 2-3 · 百分之九十二.

This module knows writing systems only; what a number counts is the business of `cxzy_nlp.facts.counts`.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from decimal import Decimal

from cxzy_nlp.errors import InputError

#: Longest numeral that is looked at; longer runs of digit characters are no quantity anybody states in prose.
LONGEST = 64

_DIGITS: dict[str, int] = {
    **{character: value for value, character in enumerate("零一二三四五六七八九")},
    **{character: value for value, character in enumerate("〇壹贰叁肆伍陆柒捌玖")},
    **dict.fromkeys("○OoＯ◯", 0),
    **dict.fromkeys("两兩俩貳弍", 2),
    **dict.fromkeys("參参", 3),
    "陸": 6,
}
_TENS: dict[str, int] = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_WAN, _YI = "万萬", "亿億"
_SHORT: dict[str, str] = {"廿": "二十", "卅": "三十", "卌": "四十"}

_BEFORE = (
    "不得少于|不少于|不低于|不超过|不多于|不小于|不下|不足|不到|超过|大约|大概|约为|将近|接近|突破|"
    "至少|最少|最多|多达|高达|几乎|近|约|超|逾|上(?=[百千万十])"
)
_AFTER = "左右|上下|以上|以下|以内|之多"
_CHINESE = "零〇○一二两三四五六七八九十廿卅壹贰叁肆柒捌玖拾佰仟"
# 伍 (队伍) and 陆 (陆续) are numerals only beside another financial sign.
_CHINESE_CHARACTER = rf"(?:[{_CHINESE}]|[伍陆](?=[拾佰仟万亿])|(?<=[拾佰仟零])[伍陆])"
_ARABIC = r"(?:[0-9]{1,3}(?:,[0-9]{3}){1,5}(?![0-9])|[0-9]{1,18})(?:\.[0-9]{1,9})?"
# 百 of 百分点 and 千 of 千米, 千克 belong to the unit, not to the number.
_SCALE = r"(?:百(?!分)|千(?![分米克瓦伏卡])|万|亿)"
_VAGUE = r"(?<=[十百千万亿拾佰仟廿卅0-9])(?:[余多几]|来(?!自))"
_CORE = (
    rf"(?:{_ARABIC}(?:(?:{_VAGUE})?{_SCALE}{{1,2}}(?:{_ARABIC}{_SCALE}{{1,2}}){{0,3}}(?:[0-9]{{4}}(?![0-9]))?)?"
    rf"|(?:{_CHINESE_CHARACTER}|{_SCALE}){{1,40}}(?:{_VAGUE}[万亿]{{1,2}}|点[零〇一二三四五六七八九]{{1,6}}(?=[万亿%‰]))?)"
)
_PART = rf"(?:[百千万]分之(?:{_ARABIC}|[{_CHINESE}百]{{1,9}}(?:点[零〇一二三四五六七八九]{{1,6}})?))"
_ONE = rf"(?:{_PART}|{_CORE})"
_DASH = r"(?:[-–—~～]{1,2}|至|到)"

#: Source of a numeral without words of approximation before it (for scanners that look at the first character).
BARE_NUMERAL: str = rf"(?:{_ONE}(?:{_DASH}{_ONE})?(?:{_VAGUE})?|半)"

#: Source of a numeral with its words of approximation; no capturing groups. Whether a match *is* a numeral
#: (and not a run such as 五三) is decided by `parse_numeral`.
NUMERAL: str = rf"(?:(?:{_BEFORE})?{BARE_NUMERAL}(?:{_AFTER})?)"


@dataclass(frozen=True, slots=True)
class Numeral:
    """The value of a numeral; `max` is the upper end of a range, `approx` says that the number is no exact one."""

    value: int | float
    max: int | float | None = None
    approx: bool = False


def parse_numeral(text: str) -> Numeral:
    """The value of a numeral in any of the styles that campaign documents mix.

    百分之 and 千分之 give the number of per cent or per mille; the caller knows the unit. 以上, 不少于 and their like
    make the value approximate: it is a bound. A scale that stands only at the upper end of a range belongs to both
    ends (3到5万 is 30 000 to 50 000).

    Raises
    ------
    InputError
        If `text` is no numeral, or a vague one without a value (数百, 几十).

    Examples
    --------
    >>> parse_numeral("430多万"), parse_numeral("十七八").max
    (Numeral(value=4300000, max=None, approx=True), 18)
    >>> parse_numeral("1.1万").value, parse_numeral("百分之九十八点五").value
    (11000, 98.5)

    Notes
    -----
    Source: the rules of GB/T 15835 for numbers in publications, and usage for 十七八, 三五个, 三万五.
    Wrong: 二百五 (as a word), 三五 as the date of the 三五 planning period.
    """
    if not isinstance(text, str):
        raise InputError(f"expected a numeral as str, got {type(text).__name__}")
    stripped = text.strip()
    if not stripped or len(stripped) > LONGEST:
        raise InputError(f"expected a numeral of 1 to {LONGEST} characters, got {len(stripped)} characters")
    return _parse(stripped)


def parse_int_numeral(text: str) -> int:
    """The value of an exact integer numeral: no range, no approximation, no fraction.

    Raises
    ------
    InputError
        If `text` is something else.

    Examples
    --------
    >>> parse_int_numeral("二十一"), parse_int_numeral("廿一"), parse_int_numeral("1,687")
    (21, 21, 1687)
    """
    numeral = parse_numeral(text)
    if numeral.approx or numeral.max is not None or not isinstance(numeral.value, int):
        raise InputError(f"expected an exact integer numeral, got {text!r}")
    return numeral.value


def parse_digits(text: str) -> int:
    """A number written digit by digit, as years are: 二〇一〇, 二○一O, 二零一零, 2010.

    Raises
    ------
    InputError
        If a character is no digit.

    Examples
    --------
    >>> parse_digits("二○一O"), parse_digits("九八")
    (2010, 98)
    """
    if not text or len(text) > LONGEST:
        raise InputError(f"expected 1 to {LONGEST} digits, got {len(text)} characters")
    value = 0
    for character in text:
        digit = _DIGITS.get(character)
        if digit is None:
            if not character.isdecimal():
                raise InputError(f"expected digits only, got {character!r} in {text!r}")
            digit = int(character)
        value = value * 10 + digit
    return value


def plain(value: Decimal) -> int | float:
    """An int where the value is integral, a float otherwise.

    Examples
    --------
    >>> plain(Decimal("1.1") * 10000), plain(Decimal("92.50"))
    (11000, 92.5)
    """
    return int(value) if value == value.to_integral_value() else float(value)


@functools.cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    digit = "[一二两三四五六七八九]"
    return (
        re.compile(_BEFORE),
        re.compile(rf"(?:{_AFTER})\Z"),
        re.compile(_DASH),
        re.compile(rf"(?P<head>.*?)(?P<low>{digit})(?P<high>{digit})(?P<tail>[^0-9一二两三四五六七八九]*)\Z"),
        re.compile(r"(?:[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]+)(?:\.[0-9]+)?|点[零〇○一二三四五六七八九]+|."),
    )


@functools.lru_cache(maxsize=4096)
def _parse(text: str) -> Numeral:
    before, after, dash, _, _ = _patterns()
    rest, approx = text, False
    if found := before.match(rest):
        rest, approx = rest[found.end() :], True
    if found := after.search(rest):
        rest, approx = rest[: found.start()], True
    ends = dash.split(rest)
    if len(ends) > 2 or not all(ends):
        raise InputError(f"expected a numeral, got {text!r}")
    low, low_max, low_approx = _one(ends[0], text)
    if len(ends) == 1:
        return Numeral(plain(low), None if low_max is None else plain(low_max), approx or low_approx)
    high, high_max, high_approx = _one(ends[1], text)
    scale = _trailing_scale(ends[1])
    if low_max is not None or high_max is not None:
        raise InputError(f"expected one range, got two in {text!r}")
    if scale > 1 and _trailing_scale(ends[0]) == 1 and low * scale < high:
        low *= scale
    if low > high:
        raise InputError(f"expected a range that ascends, got {text!r}")
    return Numeral(plain(low), plain(high), approx or low_approx or high_approx)


def _trailing_scale(text: str) -> int:
    scale = 1
    for character in reversed(text.rstrip("余多来")):
        if character in _WAN:
            scale *= 10_000
        elif character in _YI:
            scale *= 100_000_000
        else:
            break
    return scale


def _one(text: str, whole: str) -> tuple[Decimal, Decimal | None, bool]:
    """Value, upper end and vagueness of a numeral without a dash."""
    for prefix in ("百分之", "千分之", "万分之"):
        text = text.removeprefix(prefix)
    if text == "半":
        return Decimal("0.5"), None, False
    vague = [character for character in text if character in "余多来几"]
    if len(vague) > 1 or (vague and text[0] in "余多来几"):
        raise InputError(f"expected a numeral with a value, got {whole!r}")
    nines = text.replace("几", "九")  # 十几万 goes up to 十九万
    for character in vague:
        text = text.replace(character, "")
    for short, long in _SHORT.items():
        text = text.replace(short, long)
    *_, pair, _ = _patterns()
    found = None if "点" in text else pair.match(text)  # 九十九点|九六
    if found and not (text.isdecimal() or (len(text) > 2 and all(character in _DIGITS for character in text))):
        low, high = _DIGITS[found["low"]], _DIGITS[found["high"]]
        if not (high == low + 1 or (low, high) == (3, 5)):
            raise InputError(f"expected a numeral, got {whole!r}: {found['low']}{found['high']} is no range")
        first = _evaluate(found["head"] + found["low"] + found["tail"], whole)
        return first, _evaluate(found["head"] + found["high"] + found["tail"], whole), bool(vague)
    value = _evaluate(text, whole)
    return value, _evaluate(nines, whole) if vague == ["几"] and value % 10 == 0 else None, bool(vague)


def _evaluate(text: str, whole: str) -> Decimal:
    """Digits, tens and sections of one exact numeral; Arabic and Chinese digits may be mixed."""
    if len(text) > 1 and all(character in _DIGITS for character in text):
        return Decimal(parse_digits(text))
    hundred_millions = Decimal(0)  # what stands before 亿
    ten_thousands = Decimal(0)  # what stands before 万 since then
    section = Decimal(0)  # what the tens, hundreds and thousands since then add up to
    digit: Decimal | None = None  # a digit that waits for its ten, hundred …
    rank = 10_000  # the last of 千百十 seen in this section
    last = 1  # the factor of the last scale, for 三万五 = 35000
    zero = False  # whether 零 stood since: 三万零五 = 30005
    for token in _patterns()[-1].findall(text):
        if token in _TENS:
            factor = _TENS[token]
            if factor >= rank or (digit is None and factor != 10 and token != text[0]):
                raise InputError(f"expected a numeral, got {whole!r}")
            section += factor * (Decimal(1) if digit is None else digit)
            digit, rank, last, zero = None, factor, factor, False
        elif token in _WAN or token in _YI:
            here, bare = section + (digit or 0), digit is None and not section
            if token in _WAN:
                if ten_thousands or (bare and token != text[0]):
                    raise InputError(f"expected a numeral, got {whole!r}")
                ten_thousands, last = (Decimal(1) if bare else here) * 10_000, 10_000
            else:
                here += ten_thousands
                if hundred_millions and here:
                    raise InputError(f"expected a numeral, got {whole!r}: 亿 stands twice")
                if here == 0 and not hundred_millions and token != text[0]:
                    raise InputError(f"expected a numeral, got {whole!r}")
                hundred_millions = (here or hundred_millions or Decimal(1)) * 100_000_000
                ten_thousands, last = Decimal(0), 100_000_000
            section, digit, rank, zero = Decimal(0), None, 10_000, False
        elif token[0] == "点" and len(token) > 1:
            digit = (digit or Decimal(0)) + Decimal(f"0.{''.join(str(_DIGITS[item]) for item in token[1:])}")
            last = 1
        elif token in _DIGITS or token[0].isdecimal():
            if digit is not None:
                raise InputError(f"expected a numeral, got {whole!r}: two digits side by side")
            if _DIGITS.get(token) == 0:
                zero = True
                if text != token:
                    continue
            digit = Decimal(_DIGITS[token]) if token in _DIGITS else Decimal(token.replace(",", ""))
            zero = zero or len(token) > 1
        else:
            raise InputError(f"expected a numeral, got {whole!r}: {token!r} is none of its characters")
    if digit is not None and last >= 100 and not zero:
        digit *= last // 10
    return hundred_millions + ten_thousands + section + (digit or 0)
