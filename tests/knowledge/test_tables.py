"""Every table of the package: it loads, says where it comes from, and keeps what its readers rely on."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from re import _constants, _parser  # type: ignore[attr-defined]
from typing import Any

import pytest

from cxzy_nlp.knowledge import load, table_names
from cxzy_nlp.text.characters import fold_characters

GLYPHS = [(entry["wrong"], entry["right"]) for entry in load("glyphs")]
BOILERPLATE = [
    pytest.param(entry, id=f"{number}-{entry['kind']}-{entry['examples'][0][:16]}")
    for number, entry in enumerate(load("boilerplate"), 1)
]


@pytest.mark.parametrize("name", table_names())
def test_every_table_loads_and_is_described(name: str) -> None:
    table = load(name)
    assert len(table) > 0
    assert len(table.description) >= 20
    assert len(table.origin) >= 10
    assert table.version >= 1


@pytest.mark.parametrize("name", table_names())
def test_no_entry_stands_twice(name: str) -> None:
    times = Counter(repr(sorted(entry.items())) for entry in load(name))
    assert [entry for entry, count in times.items() if count > 1] == []


@pytest.mark.parametrize("name", table_names())
def test_no_text_is_empty_or_has_blanks_around(name: str) -> None:
    for entry in load(name):
        for field, value in entry.items():
            for text in value if isinstance(value, tuple) else [value]:
                if isinstance(text, str) and field != "pattern":
                    assert text.strip(), (field, entry)


@pytest.mark.parametrize(("wrong", "right"), GLYPHS)
def test_a_glyph_is_one_character_for_another(wrong: str, right: str) -> None:
    assert len(wrong) == len(right) == 1
    assert wrong != right


def test_glyphs_are_no_chain_and_no_glyph_is_wrong_twice() -> None:
    wrong = [pair[0] for pair in GLYPHS]
    assert len(set(wrong)) == len(wrong)
    assert not set(wrong) & {pair[1] for pair in GLYPHS}


def test_glyphs_leave_signs_and_digits_alone() -> None:
    assert not {pair[0] for pair in GLYPHS} & set(
        "，。、；：？！“”‘’（）《》〔〕【】…—0123456789〇一二三四五六七八九十百千万"
    )


def test_everyday_characters_are_of_their_script() -> None:
    scripts = {entry["script"]: entry["characters"] for entry in load("everyday_characters")}
    assert set(scripts) == {"hans", "hant"}
    for characters in scripts.values():
        assert all("\u4e00" <= character <= "\u9fff" for character in characters)
        assert len(set(characters)) == len(characters)
    assert not set(scripts["hans"]) & set("這為個國時來們")


@pytest.mark.parametrize("entry", BOILERPLATE)
def test_a_pattern_fits_its_examples_only(entry: dict[str, Any]) -> None:
    pattern = re.compile(entry["pattern"], re.IGNORECASE)
    assert entry["examples"]
    for example in entry["examples"]:
        assert pattern.fullmatch(example), example
    for example in entry.get("not_examples", ()):
        assert not pattern.fullmatch(example), example


@pytest.mark.parametrize("entry", BOILERPLATE)
def test_a_cue_stands_in_every_example(entry: dict[str, Any]) -> None:
    if entry["cues"]:
        for example in entry["examples"]:
            assert any(cue in example for cue in entry["cues"]), example


@pytest.mark.parametrize("entry", BOILERPLATE)
def test_examples_are_written_as_patterns_see_them(entry: dict[str, Any]) -> None:
    for text in (*entry["examples"], *entry.get("not_examples", ()), *entry["cues"]):
        assert fold_characters(text) == text
        assert text == text.strip()


HOSTILE = [
    *(
        "一",
        "1",
        " ",
        "-",
        "第",
        "(",
        "[",
        "【",
        "-—",
        ". ",
        "打印 ",
        "关闭[]",
        "登录|",
        "首页",
        "时间:2011-",
        "网",
        "页",
    ),
    *(
        "某某网(",
        "www.a",
        "小编",
        "相关",
        "上一篇",
        "下载",
        "声明:",
        "2011-01-01 ",
        "点击",
        "来源:",
        "https://",
        "位置:",
    ),
]


@pytest.mark.parametrize("entry", BOILERPLATE)
def test_a_pattern_is_done_with_hostile_lines(entry: dict[str, Any]) -> None:
    pattern = re.compile(entry["pattern"], re.IGNORECASE)
    for unit in (*HOSTILE, *entry["cues"]):
        for text in (unit * (50_000 // len(unit)), entry["examples"][0] + unit * (5_000 // len(unit)) + "\x00"):
            assert pattern.fullmatch(text) is None or len(text) > 0
            if entry["scope"] == "inline":
                assert sum(1 for _ in pattern.finditer(text)) <= len(text)


def _repeats(parsed: Any) -> Iterator[tuple[int, int, Any]]:
    """The repetitions of a parsed pattern, outermost first: least, most, body."""
    for code, argument in parsed:
        if code in (_constants.MAX_REPEAT, _constants.MIN_REPEAT):
            yield argument[0], int(argument[1]), argument[2]
        elif code is _constants.SUBPATTERN:
            yield from _repeats(argument[3])
        elif code is _constants.BRANCH:
            for branch in argument[1]:
                yield from _repeats(branch)
        elif code in (_constants.ASSERT, _constants.ASSERT_NOT):
            yield from _repeats(argument[1])


@pytest.mark.parametrize("entry", BOILERPLATE)
def test_no_repetition_without_end_stands_inside_another(entry: dict[str, Any]) -> None:
    for _, most, body in _repeats(_parser.parse(entry["pattern"])):
        if most > 1:
            for low, high, _ in _repeats(body):
                assert high < 10 or low == high, "a nested repetition must be short"
                assert most < 10, "a repetition of repetitions must be short"


def test_slips_of_conversion_keep_length() -> None:
    rows = [row for row in load("regional_words") if row["kind"] == "slip"]
    assert rows
    assert all(len(row["variant"]) == len(row["standard"]) for row in rows)
