"""Document numbers with the letters of the office that issued them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from cxzy_nlp.facts.claims import Claim

#: Letters of an issuing office end with one of these: 青办发, 中组函, 市委创先办, 川教党工委.
_LETTERS = re.compile(
    r"[\u4e00-\u9fffXx×*]{0,14}?[发函字办电令议纪通报告组文委党政教卫农工财法人建科林水审监规综督] ?(?:第 ?)?$"
)
#: Words before the letters that are none of them.
_LEAD = re.compile(
    r"根据|按照|依据|遵照|参照|依照|对照|执行|贯彻|落实|学习|传达|转发|印发|下发|以及|关于|文件|详见|参见|并以|经由|即[为以]?|见|[的和与及以按照据对在是为了由将把号]"
)
_SIGNS = re.compile(r"[\u4e00-\u9fffXx×* ]{1,20}$")


def number_span(text: str, claim: Claim, start: int) -> tuple[int, int]:
    """The document number of a claim with its office letters: 县委发|〔2010〕18号.

    Examples
    --------
    >>> from cxzy_nlp.facts.claims import find_claims
    >>> text = "根据中央创先发[2012]11号文件精神"
    >>> claim = find_claims(text, 0, len(text))[0]
    >>> text[slice(*number_span(text, claim, 0))]
    '中央创先发[2012]11号'
    """
    low = max(start, claim.start - 16)
    before = text[low : claim.start]
    run = _SIGNS.search(before)
    if run is None:
        return claim.start, claim.end
    letters = run[0]
    cut = 0
    for lead in _LEAD.finditer(letters):
        if lead.end() < len(letters.rstrip(" ")):
            cut = lead.end()
    blank = letters.rstrip(" ").rfind(" ")
    cut = max(cut, blank + 1)
    letters = letters[cut:]
    if _LETTERS.fullmatch(letters.strip(" ")) is None and not letters.strip(" ").endswith("第"):
        return claim.start, claim.end
    begin = claim.start - len(letters)
    while text[begin] == " ":
        begin += 1
    return begin, claim.end


def numbers_of(text: str, start: int, end: int, claims: Iterable[Claim]) -> list[tuple[int, int]]:
    """The spans of all document numbers of ``text[start:end]``."""
    return [
        number_span(text, claim, start)
        for claim in claims
        if claim.kind == "document_number" and start <= claim.start < end
    ]
