"""Characters that a site's filter blotted out inside fixed words: 广大X员 reads 广大党员."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from types import MappingProxyType

from cxzy_nlp.knowledge import load
from cxzy_nlp.text.patterns import alternation


def restore_censored(text: str) -> str:
    """Folded text with the blotted characters of fixed words put back, same length.

    Source: the table ``censored``. A letter or mask beside the word, or a digit before it, keeps it as it is (XX员,
    3X课). Wrong where X stands for something else before the same character (X课 as the name of a lesson).

    Examples
    --------
    >>> restore_censored("广大X员上X课，XX镇X支部")
    '广大党员上党课，XX镇X支部'
    """
    if "X" not in text and "ZZ" not in text:
        return text
    return _pattern().sub(lambda found: _words()[found[0]], text)


@functools.cache
def _words() -> Mapping[str, str]:
    return MappingProxyType({entry["wrong"]: entry["right"] for entry in load("censored")})


@functools.cache
def _pattern() -> re.Pattern[str]:
    return re.compile(rf"(?<![0-9A-Za-z×*#])(?:{alternation(_words())})(?![A-Za-z×*#])")
