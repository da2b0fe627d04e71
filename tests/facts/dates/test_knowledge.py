"""The tables: sound in themselves, found in text, and enough to change results without code."""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Iterator

import pytest

from cxzy_nlp.facts.dates import Anchor, events, resolve_dates, scan_dates, trigger
from cxzy_nlp.facts.dates.almanac import solar_term
from cxzy_nlp.facts.dates.events import festival_day
from cxzy_nlp.knowledge.loader import Entry, Table, load, parse_table

DAY = Anchor("2010-05-21", "stated")


def values(text: str) -> list[tuple[str, str | None]]:
    resolved = resolve_dates(scan_dates(text, 0, len(text)), DAY)
    return [(text[date.start : date.end], date.value) for date in resolved]


def rows(table: str) -> list[Entry]:
    return list(load(table))


@pytest.mark.parametrize("entry", rows("meetings"), ids=lambda entry: str(entry["name"]))
def test_every_meeting_is_sound_and_found(entry: Entry) -> None:
    if entry["kind"] == "term":
        assert values(f"{entry['name']}二次会议")[0][1] == f"{int(entry['date'][:4]) + 1}{entry['date'][4:]}"
        return
    opened, closed = (datetime.date.fromisoformat(entry[key]) for key in ("opened", "closed"))
    assert opened <= closed <= opened + datetime.timedelta(60)
    assert entry["date"] == entry["opened"][:7]
    assert values(f"学习党的{entry['name']}精神")[0][1] == entry["date"]


def test_congresses_and_plenums_follow_each_other() -> None:
    meetings = [entry for entry in load("meetings") if entry["kind"] in ("congress", "plenum")]
    opened = [entry["opened"] for entry in meetings if entry["opened"] >= "1977"]
    assert opened == sorted(opened)
    assert len(opened) == len(set(opened))


@pytest.mark.parametrize("entry", rows("festivals"), ids=lambda entry: str(entry["name"]))
def test_every_festival_is_sound_and_found(entry: Entry) -> None:
    assert sum(key in entry for key in ("day", "lunar", "longitude")) == 1
    day = festival_day(entry["name"], 2010)
    assert day is not None
    for name in (entry["name"], *entry.get("aliases", [])):
        assert values(f"“{name}”前夕") == [(f"“{name}”", f"2010-{day}")]


def test_lunar_years_follow_each_other() -> None:
    years = rows("lunar_years")
    for entry, following in itertools.pairwise(years):
        assert following["year"] == entry["year"] + 1
        length = datetime.date.fromisoformat(following["first"]) - datetime.date.fromisoformat(entry["first"])
        assert length.days == sum(entry["days"])
        assert len(entry["days"]) == 12 + ("leap" in entry)
        assert set(entry["days"]) <= {29, 30}


#: Days of the state's published holiday calendars.
HOLIDAYS = {
    "春节": "2004-01-22 2008-02-07 2010-02-14 2012-01-23 2015-02-19 2018-02-16 2020-01-25 2023-01-22 2026-02-17",
    "清明节": "2004-04-04 2008-04-04 2010-04-05 2012-04-04 2015-04-05 2018-04-05 2020-04-04 2023-04-05 2026-04-05",
    "端午节": "2004-06-22 2008-06-08 2010-06-16 2012-06-23 2015-06-20 2018-06-18 2020-06-25 2023-06-22 2026-06-19",
    "中秋节": "2004-09-28 2008-09-14 2010-09-22 2012-09-30 2015-09-27 2018-09-24 2020-10-01 2023-09-29 2026-09-25",
}


@pytest.mark.parametrize("name", HOLIDAYS)
def test_moving_feasts_fall_on_their_published_days(name: str) -> None:
    for day in HOLIDAYS[name].split():
        assert festival_day(name, int(day[:4])) == day[5:]


@pytest.mark.parametrize("year", range(1950, 2050))
def test_every_solar_term_falls_once_a_year(year: int) -> None:
    days = [solar_term(year, longitude) for longitude in range(280 - 280 % 15, 640, 15)]
    assert all(day is not None and day.year == year for day in days[1:])
    assert len(set(days)) == 24


@pytest.mark.parametrize("entry", rows("anniversaries"), ids=lambda entry: str(entry["name"]))
def test_every_anniversary_is_found(entry: Entry) -> None:
    year = str(int(entry["date"][:4]) + 90)
    for name in (entry["name"], *entry.get("aliases", [])):
        assert (f"{name}90周年", year) in values(f"纪念{name}90周年")


@pytest.mark.parametrize("entry", rows("plans"), ids=lambda entry: str(entry["name"]))
def test_every_plan_is_found(entry: Entry) -> None:
    assert entry["last"] - entry["first"] == 4
    assert values(f"“{entry['name']}”期间")[0][1] == f"{entry['first']}/{entry['last']}"


def test_plans_to_spread_the_law_are_numbered_by_themselves() -> None:
    assert values("“六五”普法第一年")[0] == ("“六五”", "2011/2015")
    assert values("“一五”普法以来")[0][1] == "1986/1990"


@pytest.mark.parametrize("entry", rows("relative_words"), ids=lambda entry: str(entry["word"]))
def test_every_relative_word_is_found(entry: Entry) -> None:
    if "only_before" in entry:
        assert values(f"。{entry['word']},") == []
        assert values(f"。{entry['word']}三年,") == [(f"{entry['word']}三年", "P3Y")]
        return
    head = "5月3日开工,"
    found = values(f"。{head if entry.get('near') == 'only' else ''}{entry['word']},")
    assert [surface for surface, _ in found][-1:] == [entry["word"]]
    assert (found[-1][1] is None) == (entry["unit"] == "vague")
    for char in entry.get("not_after", ""):
        assert (entry["word"], found[0][1]) not in values(f"{char}{entry['word']},")


@pytest.mark.parametrize("phrase", [entry["phrase"] for entry in load("date_lookalikes")])
def test_no_lookalike_is_a_date(phrase: str) -> None:
    assert values(phrase) == []


@pytest.fixture
def fresh() -> Iterator[None]:
    caches = (
        events._names,
        events.event_names,
        events._plenums,
        events._subjects,
        events._subject,
        events._festival_days,
        trigger.trigger,
    )
    for cache in caches:
        cache.cache_clear()
    yield
    for cache in caches:
        cache.cache_clear()


@pytest.mark.usefixtures("fresh")
def test_an_entry_changes_results_without_code(monkeypatch: pytest.MonkeyPatch) -> None:
    added = {
        "meetings": '[[entry]]\nname="二十二大"\nkind="congress"\ndate="2032-10"\n'
        '[[entry]]\nname="二十二届一中全会"\nkind="plenum"\ndate="2032-11"\n',
        "festivals": '[[entry]]\nname="丰收节"\nday="09-23"\nbare=true\n',
    }

    def load_more(name: str) -> Table:
        if name not in added:
            return load(name)
        schema = {
            "meetings": 'name="str"\nkind="congress|plenum|meeting"\ndate="str"',
            "festivals": 'name="str"\nday="str?"\nbare="bool"',
        }[name]
        head = f'[meta]\ndescription="d"\norigin="o"\nversion=1\n[schema]\n{schema}\n'
        return parse_table(name, (head + added[name]).encode())

    monkeypatch.setattr(events, "load", load_more)
    assert values("党的二十二大、二十二届一中全会、丰收节") == [
        ("党的二十二大", "2032-10"),
        ("二十二届一中全会", "2032-11"),
        ("丰收节", "2010-09-23"),
    ]
