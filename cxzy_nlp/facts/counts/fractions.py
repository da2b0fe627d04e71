"""Shares in words: 三分之二, 六成, 一成半, 半数, 百分之九十."""

from __future__ import annotations

from decimal import Decimal

from cxzy_nlp.errors import InputError
from cxzy_nlp.facts.counts.values import Unit
from cxzy_nlp.facts.numerals import Numeral, parse_int_numeral, plain

_ONES = "一二两三四五六七八九"
#: Source of a share, without capturing groups. 成 is a tenth only where no word such as 成员 or 成功 begins.
SHARE: str = (
    rf"(?:(?:[{_ONES}十]{{1,3}}|[0-9]{{1,2}})分之(?:[{_ONES}十]{{1,3}}|[0-9]{{1,2}})(?:还多|强|弱)?"
    rf"|(?:[{_ONES}]|[1-9])成(?![员立为果就功绩长年品熟本效名套批材型堆人不])"
    rf"(?:半|多|[{_ONES}1-9](?=[,。;、:!?)”\n 的以左上下升降到至提增减和与]|\Z))?"
    r"|(?<![大多过])半数)"
)
_TENTHS = Unit("成", "成", "rate")
_PER_CENT = Unit("%", "%", "rate")


def parse_share(text: str) -> tuple[Numeral, Unit]:
    """The value of a share and its unit: tenths stay tenths, fractions are given in per cent with two decimals.

    Raises
    ------
    InputError
        If `text` is no share, or one of more than the whole.

    Examples
    --------
    >>> parse_share("三分之二")[0].value, parse_share("一成半")[0].value, parse_share("两成五")[0].value
    (66.67, 1.5, 2.5)

    Notes
    -----
    Source: usage of official prose. 强, 弱, 还多 and 多 make the value approximate.
    """
    approx = text[-1:] in ("多", "强", "弱")
    if text == "半数":
        return Numeral(50), _PER_CENT
    if "成" in text:
        tail = text[2:].rstrip("多")
        rest = Decimal("0.5") if tail == "半" else Decimal(parse_int_numeral(tail) if tail else 0) / 10
        return Numeral(plain(parse_int_numeral(text[0]) + rest), None, approx), _TENTHS
    whole, found, part = text.removesuffix("还多").rstrip("强弱").partition("分之")
    if not found:
        raise InputError(f"expected a share, got {text!r}")
    below, above = parse_int_numeral(whole), parse_int_numeral(part)
    if not 0 < above < below:
        raise InputError(f"expected a share of less than the whole, got {text!r}")
    return Numeral(plain(round(Decimal(100 * above) / below, 2)), None, approx), _PER_CENT
