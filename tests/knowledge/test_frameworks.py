"""The tables of frameworks, campaigns and look-alikes: each entry agrees with itself and with the others."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

import pytest

from cxzy_nlp.facts.dates.values import bounds, is_edtf
from cxzy_nlp.facts.frameworks.canonical import canonical_frameworks, framework_names, plain_name
from cxzy_nlp.facts.frameworks.differences import bare
from cxzy_nlp.knowledge import load
from cxzy_nlp.text.script import to_simplified

FRAMEWORKS = [pytest.param(entry, id=entry["key"]) for entry in load("frameworks")]
CAMPAIGNS = [pytest.param(entry, id=entry["label"]) for entry in load("campaigns")]
LOOKALIKES = [word for entry in load("framework_lookalikes") for word in entry["words"]]

VALUES = {character: value for value, character in enumerate("零一二三四五六七八九")} | {"两": 2, "双": 2}
NUMERAL = r"\d+|[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九两双]"
#: Fixed words with a numeral that is no digit of the framework, and what is left of them.
FIXED = {
    "位一体": "位",
    "百年": "年",
    "两个一": "两个",
    "一批": "批",
    "一样": "样",
    "相统一": "相统",
    "一以贯之": "贯之",
    "五个一": "五个",
    "双一流": "双流",
    "一律": "律",
}


def numbers_of(name: str) -> list[int]:
    """The numbers of a name, one by one."""
    for word, left in FIXED.items():
        name = name.replace(word, left)
    found = []
    for numeral in re.findall(NUMERAL, name):
        tens, ten, units = numeral.partition("十")
        if ten:
            found.append(10 * VALUES.get(tens, 1) + VALUES.get(units, 0))
        else:
            found.append(int(numeral) if numeral.isdigit() else VALUES[numeral])
    return found


def test_the_table_is_as_large_as_promised() -> None:
    assert len(FRAMEWORKS) >= 170
    assert sum(bool(entry["components"]) for entry in load("frameworks")) >= 150
    assert len(CAMPAIGNS) >= 14


def test_keys_and_labels_are_unique() -> None:
    for table, field in (("frameworks", "key"), ("campaigns", "label")):
        assert [value for value, times in Counter(entry[field] for entry in load(table)).items() if times > 1] == []
    assert len(set(LOOKALIKES)) == len(LOOKALIKES)


@pytest.mark.parametrize("entry", FRAMEWORKS)
def test_a_framework_agrees_with_itself(entry: dict[str, Any]) -> None:
    assert re.fullmatch(r"[a-z]+(?:-[a-z0-9]+)+", entry["key"])
    assert list(entry["digits"]) == numbers_of(entry["name"])
    components, layout = entry["components"], entry.get("layout", "groups")
    if components and layout == "groups":
        assert len(components) == sum(entry["digits"])
    if components and layout == "pairs":
        assert set(entry["digits"]) == {len(components)}
    assert len(set(map(bare, components))) == len(components)
    assert components or entry.get("note") or "own knowledge" in entry["origin"]  # an empty list says why


@pytest.mark.parametrize("entry", FRAMEWORKS)
def test_a_framework_has_its_time(entry: dict[str, Any]) -> None:
    assert is_edtf(entry["first"])
    assert is_edtf(entry.get("last", "2000"))
    assert bounds(entry["first"])[0] <= bounds(entry.get("last", "9999"))[1]  # type: ignore[operator]


@pytest.mark.parametrize("entry", FRAMEWORKS)
def test_wordings_stand_for_an_official_one(entry: dict[str, Any]) -> None:
    official = {bare(component) for component in entry["components"]}
    for pair in entry.get("component_aliases", ()):
        right, variant = pair.split("=")
        assert right in entry["components"]
        assert bare(variant) not in official


@pytest.mark.parametrize("entry", FRAMEWORKS)
def test_a_framework_is_in_simplified_script(entry: dict[str, Any]) -> None:
    for text in (entry["name"], *entry.get("aliases", ()), *entry["components"], entry["origin"]):
        assert to_simplified(text, "hans") == text


@pytest.mark.parametrize("entry", FRAMEWORKS)
def test_names_lead_to_their_entry(entry: dict[str, Any]) -> None:
    for name in (entry["name"], *entry.get("aliases", ()), *entry.get("common_wrong", ())):
        assert entry["key"] in framework_names()[plain_name(name)]
    assert entry["name"] not in entry.get("aliases", ())


def test_entries_of_one_name_differ_in_their_lists() -> None:
    """Entries that share a name differ in their components, or no list could tell them apart."""
    frameworks = canonical_frameworks()
    for name, keys in framework_names().items():
        entries = [frameworks[key] for key in keys]
        lists = [entry.components for entry in entries]
        assert len(set(lists)) == len(lists), name


def test_known_campaigns_only() -> None:
    labels = {entry["label"] for entry in load("campaigns")}
    assert {entry["campaign"] for entry in load("frameworks") if "campaign" in entry} <= labels


@pytest.mark.parametrize("entry", CAMPAIGNS)
def test_a_campaign_agrees_with_the_frameworks(entry: dict[str, Any]) -> None:
    assert is_edtf(entry["start"])
    assert is_edtf(entry.get("end", "2000"))
    assert bounds(entry["start"])[0] <= bounds(entry.get("end", "9999"))[1]  # type: ignore[operator]
    assert set(entry.get("frameworks", ())) <= set(canonical_frameworks())
    own = {key for key, framework in canonical_frameworks().items() if framework.campaign == entry["label"]}
    assert own <= set(entry.get("frameworks", ()))
    assert entry.get("part_of", "创先争优") in {other["label"] for other in load("campaigns")}


def test_no_lookalike_is_a_framework() -> None:
    assert [word for word in LOOKALIKES if plain_name(word) in framework_names()] == []


@pytest.mark.parametrize(
    "word", ["三农", "一带一路", "五一", "七一", "十二五", "双十一", "一把手", "三八", "二维码", "三峡", "两会"]
)
def test_lookalikes_hold_the_usual_ones(word: str) -> None:
    assert word in LOOKALIKES
