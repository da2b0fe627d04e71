"""The comparison with other libraries: its own parts, without any of those libraries."""

from __future__ import annotations

import datetime
import doctest
import importlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxzy_nlp import Source

ROOT = Path(__file__).resolve().parent.parent
NAMES = ("peers.values", "peers.sets", "peers.adapters", "peers.scoring", "compare_peers")
LIBRARIES = (
    "jionlp",
    "recognizers_date_time",
    "recognizers_number",
    "recognizers_number_with_unit",
    "dateparser",
    "dateparser.search",
    "cn2an",
)


@pytest.fixture(scope="module")
def modules() -> Iterator[dict[str, ModuleType]]:
    """The modules of the script, with every peer made impossible to import."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(ROOT / "scripts"))
        for library in LIBRARIES:
            patch.setitem(sys.modules, library, None)
        yield {name.removeprefix("peers."): importlib.import_module(name) for name in NAMES}
        for name in [name for name in sys.modules if name in NAMES or name == "peers"]:
            del sys.modules[name]


@pytest.fixture(scope="module")
def values(modules: dict[str, ModuleType]) -> ModuleType:
    return modules["values"]


@pytest.fixture(scope="module")
def sets(modules: dict[str, ModuleType]) -> ModuleType:
    return modules["sets"]


@pytest.fixture(scope="module")
def adapters(modules: dict[str, ModuleType]) -> ModuleType:
    return modules["adapters"]


@pytest.fixture(scope="module")
def scoring(modules: dict[str, ModuleType]) -> ModuleType:
    return modules["scoring"]


@pytest.fixture(scope="module")
def script(modules: dict[str, ModuleType]) -> ModuleType:
    return modules["compare_peers"]


def day(text: str) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None


def test_the_examples_of_the_docstrings_hold(modules: dict[str, ModuleType]) -> None:
    results = {name: doctest.testmod(module) for name, module in modules.items()}
    assert {name: result.failed for name, result in results.items()} == dict.fromkeys(modules, 0)
    assert sum(result.attempted for result in results.values()) > 10


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2010", "2010-01-01", "2010-12-31"),
        ("2012-02", "2012-02-01", "2012-02-29"),
        ("2011-06-30~", "2011-06-30", "2011-06-30"),
        ("2010-05-11/2010-05-20", "2010-05-11", "2010-05-20"),
        ("2011/2015", "2011-01-01", "2015-12-31"),
        ("2011-01/..", "2011-01-01", ""),
        ("../2010-06", "", "2010-06-30"),
        ("198X", "1980-01-01", "1989-12-31"),
        ("2013-23/..", "2013-09-01", ""),
        ("2011-24/2012-21", "2011-12-01", "2012-05-31"),
        ("2010-11/2010-24", "2010-11-01", "2011-02-28"),
    ],
)
def test_dates_of_the_gold_are_first_and_last_days(values: ModuleType, value: str, first: str, last: str) -> None:
    assert values.parse_edtf(value) == values.Days(day(first), day(last))


@pytest.mark.parametrize("value", ["", "今年", "2010-13", "2010-02-30", "P", "R/year", "XXXX-05"])
def test_a_value_of_no_known_form_is_refused(values: ModuleType, value: str) -> None:
    with pytest.raises(ValueError):
        values.parse_edtf(value)


@pytest.mark.parametrize(
    ("gold", "gold_text", "first", "last", "found_text", "right"),
    [
        ("2010-04-06", "4月6日上午", "2010-04-06", "2010-04-06", "4月6日上午", True),
        ("2010-04-06", "4月6日", "2011-04-06", "2011-04-06", "4月6日", False),
        ("2010-04", "4月", "2010-04-06", "2010-04-06", "4月6日", False),
        # edges of words that every tool draws in its own way
        ("2011-12", "年底", "2011-11-01", "2011-12-31", "年底", True),
        ("2011-12", "年底", "2011-11-01", "2011-11-30", "年底", False),
        ("2011-01", "年初", "2011-01-01", "2011-02-28", "年初", True),
        ("2011-06", "6月底前", "2011-03-01", "2011-06-30", "6月底前", True),
        ("2011-06", "6月", "2011-03-01", "2011-06-30", "6月", False),
        ("2010", "去年", "2010-01-01", "2011-03-01", "去年以来", True),
        ("2010", "去年", "2010-01-01", "2011-03-01", "去年", False),
        ("2010-09/..", "从9月", "2010-09-01", "2010-12-20", "从9月", True),
        ("../2010-06", "6月以前", "", "2010-06-30", "6月以前", True),
        # a year that the gold leaves open
        ("XXXX-05", "5月", "2011-05-01", "2011-05-31", "5月", True),
        ("XXXX-05", "5月", "2011-06-01", "2011-06-30", "5月", False),
        ("XXXX-02-29", "2月29日", "2011-02-28", "2011-02-28", "2月29日", False),
        # seasons, whatever week they begin in
        ("2010-21", "2010年春", "2010-02-04", "2010-05-04", "2010年春", True),
        ("2010-22", "2010年夏", "2010-06-01", "2010-08-31", "2010年夏", True),
        ("2010-22", "2010年夏", "2010-01-01", "2010-12-31", "2010年夏", False),
        # no calendar date at all
        ("P1Y", "一年", "2010-01-01", "2010-12-31", "一年", False),
        ("R/P1Y", "每年", "2010-01-01", "2010-12-31", "每年", False),
    ],
)
def test_a_peer_is_right_if_it_denotes_the_same_days(
    values: ModuleType, gold: str, gold_text: str, first: str, last: str, found_text: str, right: bool
) -> None:
    assert values.same_value(gold, gold_text, values.Days(day(first), day(last)), found_text) is right


@pytest.mark.parametrize(
    ("gold", "low", "high", "right"),
    [
        ("P6M", (6, 0), (6, 0), True),
        ("P12M", (12, 0), (12, 0), True),
        ("P15D", (0.5, 0), (0.5, 0), True),
        ("P2M/P3M", (2, 0), (3, 0), True),
        ("P2M/P3M", (3, 0), (3, 0), False),
        ("PT40H", (0, 144000), (0, 144000), True),
        ("P3D", (3, 0), (3, 0), False),
        ("R/P6M", (6, 0), (6, 0), False),
    ],
)
def test_lengths_of_time(
    values: ModuleType, gold: str, low: tuple[float, float], high: tuple[float, float], right: bool
) -> None:
    assert values.same_value(gold, "", values.Length(low, high), "") is right


@pytest.mark.parametrize(
    ("text", "unit", "numeral"),
    [
        ("党员35名", "名", "35"),
        ("一期工程党员35名", "名", "35"),
        ("三百二十一户", "户", "三百二十一"),
        ("投入350.5万元", "元", "350.5万"),
        ("近千亩", "亩", "千"),
        ("30多名", "名", "30多"),
        ("2-3个", "个", "2-3"),
        ("21万千瓦时", "千瓦时", "21万"),
        ("百分之九十", "%", "百分之九十"),
        ("1,854名", "名", "1,854"),
        ("386.5", "元", "386.5"),
    ],
)
def test_the_numeral_of_a_count(sets: ModuleType, text: str, unit: str, numeral: str) -> None:
    assert text[slice(*sets.numeral_span(text, unit))] == numeral


def test_a_count_may_be_found_with_or_without_its_noun(sets: ModuleType) -> None:
    gold = sets.count_gold({"text": "党员35名", "value": 35, "unit": "名"}, 10)
    assert gold.alike == {(10, 15), (12, 14), (12, 15)}


@pytest.mark.parametrize(
    ("text", "value", "unit", "expected"),
    [
        ("党员３５名", 35, "名", ("35", 35)),
        ("350万元", 3500000, "元", ("350万", 3500000)),
        ("30多名", 30, "名", None),
        ("六成", 6, "成", None),
        ("386.5", 3865000, "元", None),
        ("没有一起", 0, "起", None),
    ],
)
def test_numerals_for_the_converters(
    sets: ModuleType, text: str, value: float, unit: str, expected: tuple[str, float] | None
) -> None:
    assert sets.exact_numeral(sets.count_gold({"text": text, "value": value, "unit": unit}, 0)) == expected


def test_quotes_of_a_date_may_be_left_out(sets: ModuleType) -> None:
    gold = sets.date_gold({"text": "“七一”", "value": "2011-07-01", "kind": "event"}, 5)
    assert gold.alike == {(5, 9), (6, 8)}
    assert gold.label == "event"


def test_expressions_are_looked_up_in_order(sets: ModuleType, tmp_path: Path) -> None:
    path = tmp_path / "dates.jsonl"
    facts = [{"text": "今年", "kind": "relative", "value": "2011"}] * 2
    entry = {"text": "今年胜去年，今年争先", "reference": "2011-03-01", "dates": facts, "tags": []}
    path.write_text(json.dumps(entry, ensure_ascii=False) + "\n\n", encoding="utf-8")
    (sample,) = sets.expressions(path, "dates")
    assert [(gold.start, gold.end) for gold in sample.dates] == [(0, 2), (6, 8)]
    assert sample.reference == datetime.date(2011, 3, 1)
    assert sample.counts is None


def test_an_expression_that_is_not_in_its_text_is_refused(sets: ModuleType, tmp_path: Path) -> None:
    path = tmp_path / "counts.jsonl"
    path.write_text('{"text": "党员", "counts": [{"text": "3名", "value": 3, "unit": "名"}]}\n', encoding="utf-8")
    with pytest.raises(ValueError, match="line 1"):
        list(sets.expressions(path, "counts"))


def test_what_jionlp_returns(adapters: ModuleType, values: ModuleType) -> None:
    spans = {
        ("time_point", ("2010-04-06 07:00:00", "2010-04-06 11:59:59")): values.Days(
            day("2010-04-06"), day("2010-04-06")
        ),
        ("time_span", ("2010-09-01 00:00:00", "inf")): values.Days(day("2010-09-01"), None),
    }
    assert [list(adapters.jionlp_values(*item)) for item in spans] == [[value] for value in spans.values()]
    assert list(adapters.jionlp_values("time_delta", {"year": 0.5})) == [values.Length((6, 0), (6, 0))]
    assert list(adapters.jionlp_values("time_delta", {"infinite": True})) == []
    assert list(adapters.jionlp_values("time_period", {"delta": {"day": 7}, "point": None})) == [
        values.Every((0, 604800))
    ]


@pytest.mark.parametrize(
    ("found", "edtf"),
    [
        ({"type": "date", "timex": "2010-04-06", "value": "2010-04-06"}, "2010-04-06"),
        ({"type": "datetime", "timex": "2010-04-06T09", "value": "2010-04-06 09:00:00"}, "2010-04-06"),
        ({"type": "daterange", "timex": "2010-04", "start": "2010-04-01", "end": "2010-05-01"}, "2010-04"),
        (
            {"type": "daterange", "timex": "(…)", "start": "2010-04-06", "end": "2010-04-08"},
            "2010-04-06/2010-04-08",
        ),
        ({"type": "daterange", "timex": "2010-SP", "value": "not resolved"}, "2010-21"),
        ({"type": "set", "timex": "XXXX-WXX-5", "value": "not resolved"}, "R/P1W"),
        ({"type": "duration", "timex": "P0.5Y", "value": "15768000"}, "P6M"),
    ],
)
def test_what_recognizers_returns(adapters: ModuleType, values: ModuleType, found: dict[str, str], edtf: str) -> None:
    offered = list(adapters.recognizers_values([found]))
    assert any(values.same_value(edtf, "", value, "") for value in offered)


@pytest.mark.parametrize(
    "found",
    [
        {"type": "daterange", "timex": "", "value": "not resolved"},
        {"type": "daterange", "timex": "(…)", "start": "2009-10-01", "end": "0001-01-01"},
        {"type": "set", "timex": "", "value": "not resolved"},
        {"type": "date", "timex": "", "value": "not resolved"},
    ],
)
def test_unresolved_results_of_recognizers_are_no_values_of_the_gold(
    adapters: ModuleType, values: ModuleType, found: dict[str, str]
) -> None:
    offered = list(adapters.recognizers_values([found]))
    assert not any(values.same_value("2009-10/2009-12", "", value, "") for value in offered)


def test_what_dateparser_returns_gets_offsets(adapters: ModuleType, values: ModuleType) -> None:
    results = [
        ("去年", datetime.datetime(2010, 3, 1), "year"),
        ("，", datetime.datetime(2011, 3, 1), "day"),
        ("上周，", datetime.datetime(2011, 2, 22), "week"),
        ("明天", datetime.datetime(2011, 3, 2), "day"),
    ]
    found = list(adapters.located("去年和上周，", 100, results))
    assert [(find.start, find.end, find.text) for find in found] == [(100, 102, "去年"), (103, 105, "上周")]
    assert found[1].values == (values.Days(day("2011-02-21"), day("2011-02-27")),)


@given(st.text(alphabet="去年今，。；\n 12", max_size=40))
@settings(max_examples=100, deadline=None, derandomize=True)
def test_clauses_are_the_whole_text(adapters: ModuleType, text: str) -> None:
    pieces = list(adapters.clauses(text))
    assert "".join(piece for _, piece in pieces) == text
    assert all(text.startswith(piece, offset) for offset, piece in pieces)


def test_a_find_inside_another_is_dropped(adapters: ModuleType) -> None:
    finds = [adapters.Find(*span, "") for span in ((4, 6), (0, 7), (0, 2), (8, 9))]
    assert [(find.start, find.end) for find in adapters.longest(finds)] == [(0, 7), (8, 9)]


def test_a_text_is_scored(sets: ModuleType, adapters: ModuleType, scoring: ModuleType) -> None:
    text = "党员35名，2010年投入8万元，干部7人，近年来"
    wanted = (("党员35名", 35, "名"), ("8万元", 80000, "元"), ("干部7人", 7, "人"), ("近年来", None, ""))
    gold = [sets.count_gold({"text": t, "value": v, "unit": u}, text.index(t)) for t, v, u in wanted]
    finds = [
        adapters.Find(text.index(surface), text.index(surface) + len(surface), surface, (float(value),))
        for surface, value in (("35", 35), ("2010", 2010), ("8万", 8), ("部", 1), ("投入", 5), ("近年来", 1))
    ]
    tally = scoring.Tally()
    inside = scoring.within(gold)
    scoring.score(
        tally,
        gold,
        finds,
        scoring.right_number,
        free=lambda item: item.value is None,
        excused=lambda find: inside(find) or scoring.before_time(text, find),
    )
    counted = {name: getattr(tally, name) for name in ("gold", "found", "exact", "right", "both", "false")}
    assert counted == {"gold": 3, "found": 2, "exact": 2, "right": 1, "both": 1, "false": 1}
    assert tally.scores() == {
        "precision": pytest.approx(2 / 3),
        "recall": pytest.approx(2 / 3),
        "f1": pytest.approx(2 / 3),
        "value_f1": pytest.approx(1 / 3),
    }
    assert len(tally.notes) == 3


def test_facts_match_one_to_one_best_overlap_first(sets: ModuleType, adapters: ModuleType, scoring: ModuleType) -> None:
    gold = [sets.date_gold({"text": "2010年5月", "value": "2010-05"}, 0)]
    finds = [adapters.Find(0, 5, "2010年"), adapters.Find(0, 7, "2010年5月"), adapters.Find(5, 7, "5月")]
    assert scoring.pairs(gold, finds) == {0: 1}
    assert scoring.pairs(gold, finds[2:]) == {}


def test_an_empty_tally_has_scores(scoring: ModuleType) -> None:
    assert set(scoring.Tally().scores().values()) == {0.0}


@pytest.mark.parametrize(
    ("text", "value", "unit", "number", "right"),
    [
        ("党员35名", 35, "名", 35.0, True),
        ("党员35名", 35, "名", 3.0, False),
        ("半数党员", 50, "%", 0.5, True),
        ("50%", 50, "%", 0.5, False),
        ("六成", 6, "成", 60.0, True),
        ("没有一起", 0, "起", 1.0, True),
        ("386.5", 3865000, "元", 386.5, True),
        ("386.5元", 3865000, "元", 386.5, False),
    ],
)
def test_the_number_alone_earns_the_credit(
    sets: ModuleType,
    adapters: ModuleType,
    scoring: ModuleType,
    text: str,
    value: float,
    unit: str,
    number: float,
    right: bool,
) -> None:
    gold = sets.count_gold({"text": text, "value": value, "unit": unit}, 0)
    assert scoring.right_number(gold, adapters.Find(0, 2, text[:2], (number,))) is right


def test_either_end_of_a_range_will_do(sets: ModuleType, adapters: ModuleType, scoring: ModuleType) -> None:
    gold = sets.count_gold({"text": "2-3个", "value": 2, "max": 3, "unit": "个"}, 0)
    assert [scoring.right_number(gold, adapters.Find(0, 1, "", (number,))) for number in (2.0, 3.0, 4.0)] == [
        True,
        True,
        False,
    ]


def test_a_missing_peer_is_one_line_with_its_command(script: ModuleType, adapters: ModuleType) -> None:
    tools, absent = script.load(adapters.PEERS)
    assert list(tools) == ["cxzy_nlp", "strict"]
    assert list(absent) == list(adapters.PEERS)
    for name, line in absent.items():
        assert line.endswith(adapters.PEERS[name].install)
        assert "\n" not in line


def test_a_peer_that_fails_on_a_text_is_reported_and_the_rest_goes_on(
    script: ModuleType, sets: ModuleType, adapters: ModuleType
) -> None:
    def extractor(source: Source, reference: datetime.date | None) -> list[Any]:
        if "今年" in source.text:
            raise OverflowError("date value out of range")
        return [adapters.Find(0, 5, "2010年", (script.parse_edtf("2010"),))]

    samples = [
        sets.Sample(text, Source.from_text(text), None, (sets.date_gold({"text": text, "value": value}, 0),))
        for text, value in (("今年", "2011"), ("2010年", "2010"))
    ]
    tally = script.run("other", extractor, samples, "dates")
    assert (tally.gold, tally.found, tally.right, tally.failed) == (2, 1, 1, 1)
    assert tally.error == "OverflowError: date value out of range"


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A gold of one document with a date, two counts and a fact without a value, and two lines of expressions."""
    text = "总结\n2010年12月20日，全镇有党员35名，投入350万元。近年来变化大。"

    def fact(surface: str, **more: Any) -> dict[str, Any]:
        start = text.index(surface)
        return {"start": start, "end": start + len(surface), "text": surface, **more}

    document = {
        "start": 0,
        "end": len(text),
        "date": "2010-12-20",
        "dates": [
            fact("2010年12月20日", kind="date", value="2010-12-20"),
            fact("近年来", kind="relative", value=None),
        ],
        "counts": [fact("党员35名", value=35, unit="名"), fact("350万元", value=3500000, unit="元")],
    }
    left_out = {"start": 0, "end": 2, "date": None, "dates": None, "counts": None}
    for folder in ("demo", "gold", "expressions"):
        (tmp_path / folder).mkdir()
    (tmp_path / "demo" / "a.txt").write_text(text, encoding="utf-8", newline="")
    (tmp_path / "gold" / "a.txt.json").write_text(
        json.dumps({"path": "a.txt", "documents": [document, left_out]}, ensure_ascii=False), encoding="utf-8"
    )
    entry = {"text": "今年4月开会", "reference": "2011-06-01", "dates": [{"text": "今年4月", "value": "2011-04"}]}
    (tmp_path / "expressions" / "dates.jsonl").write_text(json.dumps(entry) + "\n", encoding="utf-8")
    return tmp_path


def test_the_script_reports_our_own_scores(
    script: ModuleType, corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = corpus / "out.json"
    arguments = ["--gold", str(corpus / "gold"), "--expressions", str(corpus / "expressions")]
    code = script.main([*arguments, "--rounds", "1", "--notes", "cxzy_nlp", "--json", str(out)])
    printed = capsys.readouterr()
    assert code == 0
    assert "dates in documents: 1 texts" in printed.out
    assert "jionlp: left out" in printed.err
    assert "counts.jsonl does not exist" in printed.err
    record = json.loads(out.read_text(encoding="utf-8"))
    dates = record["sets"]["documents"]["dates"]
    assert (dates["cxzy_nlp"]["gold"], dates["strict"]["gold"]) == (1, 2)
    assert dates["cxzy_nlp"]["both"] == 1
    assert record["sets"]["documents"]["money"]["cxzy_nlp"]["f1"] == 1.0
    assert record["sets"]["expressions"]["dates"]["cxzy_nlp"]["right"] == 1
    assert record["numerals"]["cxzy_nlp"] == {"numerals": 2, "right": 2, "chinese": 0, "chinese_right": 0}
    assert set(record["left_out"]) == {"jionlp", "recognizers", "dateparser", "cn2an"}
    assert record["characters_per_second"]["cxzy_nlp, dates and counts"] > 0


def test_no_annotated_text_is_an_error(script: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert script.main(["--gold", str(tmp_path), "--expressions", str(tmp_path)]) == 1
    assert "name a folder of gold files" in capsys.readouterr().err


def test_an_unknown_peer_is_named(script: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        script.main(["--peers", "jionlp,spacy"])
    assert "unknown tool 'spacy'" in capsys.readouterr().err


def test_the_package_never_imports_a_peer() -> None:
    imported = {library.split(".")[0] for library in LIBRARIES}
    named = [
        f"{path.name}: {line}"
        for path in (ROOT / "cxzy_nlp").rglob("*.py")
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.strip().startswith(("import ", "from ")) and line.split()[1].split(".")[0] in imported
    ]
    assert named == []
