"""Surfaces whose digits are neither dates nor counts: document numbers, telephone numbers, addresses of the net.

They are found first, so that the year of 〔2010〕18号 becomes no date and the digits of a telephone number no count.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from typing import Literal

ClaimKind = Literal["document_number", "phone", "email", "url", "postcode", "identifier"]


@dataclass(frozen=True, slots=True)
class Claim:
    """A stretch of the reading that other extractors leave alone."""

    start: int
    end: int
    kind: ClaimKind


_YEAR = r"(?:19|20)[0-9]{2}"
_SERIAL = r" ?(?:第 ?)?[0-9]{1,4}"

# Square and black brackets hold a document year even where 号 was lost; round ones need it, for (2010)18 can be
# anything. OCR and web templates turn the brackets into „…‟, drop the closing one, or drop both.
_DOCUMENT_NUMBER = rf"""
    [〔\[【［〖] ?{_YEAR} ?(?:[〕\]】］〗] ?{_SERIAL}(?: ?号)? | {_SERIAL} ?号)
  | [(（] ?{_YEAR} ?[)）]{_SERIAL} ?号
  | [„“‟] ?{_YEAR} ?[‟”„]{_SERIAL} ?号
  | (?:(?<=[发办字函通文委])|(?<=[发办字函通文委]\ )){_YEAR}\ {{1,2}}[0-9]{{1,4}} ?号
  | (?<=[发办字函]){_YEAR}[0-9]{{1,3}}号
"""
_PHONE = r"""
    (?<![0-9])(?:
        1[3-9][0-9]{9}(?![0-9])
      | 0[0-9]{2,3}[-) ]{0,2}[0-9]{7,8}(?![0-9])
      | 400-?[0-9]{3}-?[0-9]{4}(?![0-9])
      | [0-9]{5,8}(?=(?:服务|举报|咨询|投诉)?(?:热线|专线))
    )
  | (?:电话|传真|热线|专线|手机|QQ|qq|微信)(?:群|号|号码)?\ ?:?\ ?[0-9][0-9\-]{4,16}(?![0-9])
"""
_POSTCODE = r"邮(?:编|政编码)\ ?:?\ ?[0-9]{6}(?![0-9])"
# A run of address characters is tried from its first one only: without the look-behind, a megabyte of "aaaa" would
# be scanned anew from every letter.
_EMAIL = r"(?<![A-Za-z0-9._+-])[A-Za-z0-9._+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4}"
_URL = r"""
    (?:https?|ftp)://[A-Za-z0-9._~:/?\#@!$&'*+,;=%-]{1,2000}
  | (?<![A-Za-z0-9._-])(?:[A-Za-z0-9-]{1,63}\.){1,4}(?:com|cn|net|org|gov|edu)(?![A-Za-z0-9])
    (?:/[A-Za-z0-9._~/?\#&=%-]{0,2000})?
"""
_IDENTIFIER = r"(?<![0-9A-Za-z])[0-9]{17}[0-9Xx](?![0-9A-Za-z])"


@functools.cache
def _pattern() -> re.Pattern[str]:
    blank = r"\ ?"
    parts = {
        "url": _URL,
        "email": _EMAIL,
        "document_number": _DOCUMENT_NUMBER.replace(" ?", blank),
        "postcode": _POSTCODE,
        "identifier": _IDENTIFIER,
        "phone": _PHONE,
    }
    alternatives = "|".join(f"(?P<{name}>{source})" for name, source in parts.items())
    # The look-ahead turns most characters away with one test instead of one per alternative.
    return re.compile(rf"(?=[0-9A-Za-z〔\[【［〖(（„“‟邮电传热专手微])(?:{alternatives})", re.VERBOSE)


_KINDS: dict[str, ClaimKind] = {
    "url": "url",
    "email": "email",
    "document_number": "document_number",
    "postcode": "postcode",
    "identifier": "identifier",
    "phone": "phone",
}


def find_claims(text: str, start: int, end: int) -> list[Claim]:
    """What in ``text[start:end]`` holds digits that are neither dates nor counts, in order and disjoint.

    A document number is claimed from its bracket to its 号, without the letters of the issuing office. The forms are
    those of 党政机关公文格式 (GB/T 9704) and of the ways in which files damage them. Wrong when a bracketed year is
    followed by a list number (〔2010〕1、…), which is rare.

    Examples
    --------
    >>> text = "青办发〔2010〕18号,电话:0571-5551234"
    >>> [(text[claim.start : claim.end], claim.kind) for claim in find_claims(text, 0, len(text))]
    [('〔2010〕18号', 'document_number'), ('电话:0571-5551234', 'phone')]
    """
    return [
        Claim(match.start(), match.end(), _KINDS[match.lastgroup or "phone"])
        for match in _pattern().finditer(text, start, end)
    ]
