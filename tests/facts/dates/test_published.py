"""The year of a news item from the day on which a site put it up."""

from __future__ import annotations

import pytest

from cxzy_nlp import Source, analyze
from cxzy_nlp.facts.dates import published_days
from cxzy_nlp.text import make_reading

_ITEM = "先进性讲堂开讲\n{line}\n{text}堂里坐满了人，{late}\n"

CASES = [
    # line of the site, beginning of the text, what comes later, the date's value and earliest day
    ("发布时间：2015-09-11 15:33:09　点击数：194", "9月9日，县委党校办班。", "", ("2015-09", "2015-09-09")),
    ("发布日期：2013年1月2日 浏览：88", "12月28日，县委党校办班。", "", ("2012", "2012-12-28")),
    ("来源：本站 更新时间：2011-12-15 16:22:08", "12月12日至14日，县委党校办班。", "", ("2011-12", "2011-12-14")),
    ("发布时间：2023-05-20", "2023年5月19日，县委党校办班。", "", ("2023-05", "2023-05-19")),
    # a day long before, a later one, or none that is named
    ("发布时间：2015-09-11 15:33:09　点击数：194", "5月9日，县委党校办班。", "", None),
    ("发布时间：2015-09-11 15:33:09　点击数：194", "9月19日，县委党校办班。", "", None),
    ("发布时间：2015-09-11 15:33:09　点击数：194", "近日，县委党校办班。", "", None),
    # what the text awaits was over when the site put it up: an old text, copied
    ("发布时间：2015-09-11 15:33:09　点击数：194", "9月9日，县委党校办班，喜迎党的十八大。", "", None),
]


@pytest.mark.parametrize(("line", "text", "late", "wanted"), CASES)
def test_the_day_of_publishing(line: str, text: str, late: str, wanted: tuple[str, str] | None) -> None:
    (document,) = analyze(_ITEM.format(line=line, text=text, late=late))
    date = document.date
    made = None if date is None else (date.value, date.earliest)
    assert made == wanted
    assert date is None or date.basis == "inferred"


def test_dates_take_the_year() -> None:
    (document,) = analyze(
        _ITEM.format(line="发布时间：2015-09-11 15:33 点击：4", text="9月9日，县委党校办班。", late="")
    )
    assert [(fact.text, fact.value, fact.inferred) for fact in document.dates] == [("9月9日", "2015-09-09", True)]


def test_only_lines_of_the_site_count() -> None:
    text = "先进性讲堂开讲\n时间:2015年9月11日上午\n9月9日，县委党校办班。"
    reading = make_reading(Source.from_text(text))
    assert published_days(reading, 0, len(reading.text)) == []


REPORTS = [
    ("2012年8月18日上午，我院召开总结表彰大会。今年两个支部获奖。", "2012-08"),
    ("2012年8月18日，我局召开总结表彰大会。", "2012-08"),
    ("2012年8月30日下午，学校举行座谈会。", "2012"),
    # what was held by somebody else may introduce anything; a later date tells that the day is long over
    ("2012年8月28日，县里召开了会议。", None),
    ("2012年8月28日上午，我院召开总结大会。到2014年，又召开一次。", None),
    ("2012年8月28日上午，天下着雨。", None),
]


@pytest.mark.parametrize(("text", "value"), REPORTS)
def test_the_day_with_which_a_report_begins(text: str, value: str | None) -> None:
    (document,) = analyze(text)
    assert (document.date.value if document.date else None) == value
