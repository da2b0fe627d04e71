"""Dates of the Chinese calendar: 正月十五, 腊月廿三, 农历八月初三, 大年初二."""

from __future__ import annotations

import functools
import re

from cxzy_nlp.facts.dates.grammar import B, read_hour, read_suffix
from cxzy_nlp.facts.dates.numbers import small_number
from cxzy_nlp.facts.dates.values import DateMatch, Fixed, Moment

_MONTHS = {"正": 1, "冬": 11, "腊": 12}
#: The second characters of what may be a lunar date: they are rarer than the first ones (农村, 大家, 正确).
LUNAR_TRIGGERS = (
    "历(?<=[农阴旧]历)",
    "月(?<=[正腊]月)",
    "月(?<=冬月)(?=[初十廿二三])",
    "年(?<=大年)(?=初[二三四五六七八九])",
)


@functools.cache
def _pattern() -> re.Pattern[str]:
    day = "(?:初[一二三四五六七八九十]|十[一二三四五六七八九]?|廿[一二三四五六七八九]?|二十[一二三四五六七八九]?|三十)"
    return re.compile(
        rf"(?:(?P<named>[农阴旧]历)?{B}(?P<leap>闰)?(?P<month>[正腊冬]|十[一二]?|[二三四五六七八九])月|(?P<new>大年))"
        rf"(?:份|里(?!程)|[底末](?!线)|初(?![一二三四五六七八九十])|(?P<day>{day})日?(?![多几个名人项]))?"
    )


def read_lunar(text: str, start: int, end: int) -> list[DateMatch]:
    """The date of the Chinese calendar at `start`; a month of its own (正月) or any after 农历.

    A leap month has no value. Wrong where 正月 is a name.

    Examples
    --------
    >>> match = read_lunar("腊月廿三", 0, 4)[0]
    >>> match.end, match.meaning.month, match.meaning.day, match.meaning.lunar
    (4, 12, 23, True)
    """
    match = _pattern().match(text, start, end)
    if match is None or text[start - 1 : start] in ("闰", "真", "反", "每", "端", "修"):
        return []
    if match["new"] and not match["day"]:
        return []
    stop, about = read_suffix(text, read_hour(text, match.end(), end), end)
    if match["leap"]:
        return [DateMatch(start, stop, "date", Fixed(None))]
    month = 1 if match["new"] else _MONTHS.get(match["month"]) or small_number(match["month"])
    day = small_number(match["day"].removeprefix("初")) if match["day"] else None
    return [DateMatch(start, stop, "date", Moment(month=month, day=day, lunar=True, approx=about))]
