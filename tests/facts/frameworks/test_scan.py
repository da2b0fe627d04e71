"""Frameworks in sentences: cases as data in ``cases/``, all made up for these tests."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxzy_nlp import analyze
from cxzy_nlp.facts.claims import find_claims
from cxzy_nlp.facts.counts import scan_counts
from cxzy_nlp.facts.dates import scan_dates
from cxzy_nlp.facts.frameworks import FrameworkMatch, scan_frameworks

from ...steps import steps_of

CASES = Path(__file__).parent / "cases"
_MARKED = re.compile(r"⟦(.*?)\|(.*?)⟧")


def _lines(name: str) -> list[str]:
    lines = (CASES / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def _scan(text: str) -> list[FrameworkMatch]:
    claims = find_claims(text, 0, len(text))
    taken = [(item.start, item.end) for item in (*claims, *scan_dates(text, 0, len(text), claims))]
    return scan_frameworks(text, 0, len(text), sorted(taken))


@pytest.mark.parametrize("line", _lines("names.txt"))
def test_names(line: str) -> None:
    wanted = [(match[1], tuple(map(int, match[2].split()))) for match in _MARKED.finditer(line)]
    text = _MARKED.sub(lambda match: match[1], line)
    assert [(text[item.start : item.end], item.digits) for item in _scan(text)] == wanted


@pytest.mark.parametrize("text", _lines("lookalikes.txt"))
def test_lookalikes(text: str) -> None:
    assert _scan(text) == []


@pytest.mark.parametrize("line", _lines("definitions.txt"))
def test_definitions(line: str) -> None:
    text, wanted = line.replace("\\n", "\n").split(" ⇒ ")
    for case in wanted.split(" ‖ "):
        name, listed = case.split(": ")
        components = [] if listed == "-" else listed.split(" | ")
        found = [
            [text[slice(*component)].replace("\n", "") for component in item.components]
            for item in _scan(text)
            if item.name == name
        ]
        assert components in found if components else not any(found)


def test_the_cases_cover_the_space() -> None:
    assert sum(len(_MARKED.findall(line)) for line in _lines("names.txt")) >= 250
    assert len(_lines("lookalikes.txt")) >= 300
    assert len(_lines("definitions.txt")) >= 130


@pytest.mark.parametrize(
    ("text", "name", "why"),
    [
        ("搞四议两公开,大小事先支部提,再两委商量,党员会审,村民代表会定。", "四议两公开", "items in other words"),
    ],
)
@pytest.mark.xfail(strict=True)
def test_known_failures(text: str, name: str, why: str) -> None:
    assert any(item.name == name and item.components for item in _scan(text)), why


def test_a_definition_inside_a_definition() -> None:
    text = (
        "用“454”来概括:第一个4是指目标任务是四个方面:一是发展,二是和谐,三是服务,四是组织;第二个5是指基本要求是“五个好”:一是班子好,"
        "二是队伍好,三是机制好,四是业绩好,五是反映好;第三个4是指分成四个阶段:第一阶段是发动,部署,第二阶段是实施,第三阶段是提升,第四阶段是总结。"
    )
    outer, inner = _scan(text)
    assert (outer.name, len(outer.components), inner.name) == ("454", 13, "五个好")
    assert [components for _, components in outer.parts] == [(0, 4), (4, 9), (9, 13)]
    assert outer.components[4:9] == inner.components


def test_the_digits_of_a_framework_are_no_count() -> None:
    text = "全县62个窗口单位开展“三亮三比三评”活动,做到四个到位,建立3个支部。"
    taken = [(item.start, item.end) for item in _scan(text)]
    counts = scan_counts(text, 0, len(text), taken)
    assert [(item.value, item.unit) for item in counts] == [(62, "个"), (3, "个")]


def test_traditional_script_and_noise() -> None:
    source = "深入開展「三亮三比」活動,即亮標準、亮身\n\n- 3 -\n\n份、亮承諾,比技能、比作風、比業績。"
    document = analyze(source)[0]
    (framework,) = document.frameworks
    assert (framework.text, framework.name, framework.kind) == ("「三亮三比」", "三亮三比", "definition")
    assert len(framework.components) == 6
    for component in framework.components:
        assert source[component.start : component.end] == component.text


_PIECES = st.sampled_from(
    [
        *'“”‘’"、,。;:()\n —一二三四五六七八九十双两百好亮比评个的和即是为等4+N168',
        "一是",
        "五个好",
        "三亮三比",
        "活动",
        "第一个4是指",
    ]
)


@given(st.lists(_PIECES, max_size=60).map("".join))
def test_spans_are_spans(text: str) -> None:
    last = 0
    for item in scan_frameworks(text, 0, len(text)):
        assert last <= item.start < item.end <= len(text)
        last = item.end
        bare = "".join(text[item.start : item.end].split()).strip('“”‘’"')
        assert bare == item.name
        assert item.digits
        for start, stop in item.components:
            assert 0 <= start < stop <= len(text)
            assert text[start:stop].strip() == text[start:stop]
        for (start, stop), (first, behind) in item.parts:
            assert 0 <= start <= stop <= len(text)
            assert 0 <= first < behind <= len(item.components)


@pytest.mark.parametrize(
    "piece",
    [
        "三",
        "“三个”",
        "即、",
        "“",
        "“三亮”即",
        "“三亮”:一是",
        "三亮",
        "4+",
        "“三亮”(",
        "“4554”第一个4是指",
        "“五个好”,",
        "三个到位,",
    ],
)
def test_hostile_text_takes_linear_time(piece: str) -> None:
    texts = [piece * (size // len(piece)) for size in (2_000, 2_000, 10_000)]  # the first run makes the tables
    steps = [steps_of(lambda text: scan_frameworks(text, 0, len(text)), text) for text in texts]
    assert steps[2] < 7 * steps[1] + 2_000
