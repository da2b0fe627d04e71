"""The tables: sound in themselves, found in text, and enough to change results without code."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

import pytest

from cxzy_nlp.facts.dates import Anchor, events, resolve_dates, scan, scan_dates
from cxzy_nlp.knowledge.loader import Entry, Table, load, parse_table

DAY = Anchor("2010-05-21", "stated")


def values(text: str) -> list[tuple[str, str | None]]:
    resolved = resolve_dates(scan_dates(text, 0, len(text)), DAY)
    return [(text[date.start : date.end], date.value) for date in resolved]


def rows(table: str) -> list[Entry]:
    return list(load(table))


@pytest.mark.parametrize("entry", rows("meetings"), ids=lambda entry: str(entry["name"]))
def test_every_meeting_is_sound_and_found(entry: Entry) -> None:
    opened, closed = (datetime.date.fromisoformat(entry[key]) for key in ("opened", "closed"))
    assert opened <= closed <= opened + datetime.timedelta(60)
    assert entry["date"] == entry["opened"][:7]
    assert values(f"学习党的{entry['name']}精神")[0][1] == entry["date"]


def test_congresses_and_plenums_follow_each_other() -> None:
    meetings = [entry for entry in load("meetings") if entry["kind"] != "meeting"]
    opened = [entry["opened"] for entry in meetings if entry["opened"] >= "1977"]
    assert opened == sorted(opened)
    assert len(opened) == len(set(opened))


@pytest.mark.parametrize("entry", rows("festivals"), ids=lambda entry: str(entry["name"]))
def test_every_festival_is_sound_and_found(entry: Entry) -> None:
    days = entry.get("days", [f"2010-{entry['day']}"] if "day" in entry else [])
    years = [datetime.date.fromisoformat(day).year for day in days]
    assert years == sorted(set(years))
    day = next(day for day in days if day.startswith("2010"))
    assert values(f"“{entry['name']}”前夕") == [(f"“{entry['name']}”前夕", f"{day}~")]


@pytest.mark.parametrize("entry", rows("anniversaries"), ids=lambda entry: str(entry["name"]))
def test_every_anniversary_is_found(entry: Entry) -> None:
    year = str(int(entry["date"][:4]) + 90)
    for name in (entry["name"], *entry.get("aliases", [])):
        assert (f"{name}90周年", year) in values(f"纪念{name}90周年")


@pytest.mark.parametrize("entry", rows("plans"), ids=lambda entry: str(entry["name"]))
def test_every_plan_is_found(entry: Entry) -> None:
    assert entry["last"] - entry["first"] == 4
    assert values(f"“{entry['name']}”规划")[0][1] == f"{entry['first']}/{entry['last']}"


@pytest.mark.parametrize("entry", rows("relative_words"), ids=lambda entry: str(entry["word"]))
def test_every_relative_word_is_found(entry: Entry) -> None:
    found = values(f"。{entry['word']},")
    assert [surface for surface, _ in found] == [entry["word"]]
    assert (found[0][1] is None) == (entry["unit"] == "vague")
    for char in entry.get("not_after", ""):
        assert (entry["word"], found[0][1]) not in values(f"{char}{entry['word']},")


@pytest.mark.parametrize("phrase", [entry["phrase"] for entry in load("date_lookalikes")])
def test_no_lookalike_is_a_date(phrase: str) -> None:
    assert values(phrase) == []


@pytest.fixture
def fresh() -> Iterator[None]:
    caches = (events._names, events._plenums, events._subjects, events._subject, events._festival_days, scan._trigger)
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
