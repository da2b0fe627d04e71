"""One source through all rooms: the invariants of the record, for any text, and the work that it takes."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxzy_nlp import Config, Document, Source, analyze, extract
from cxzy_nlp.config import EXTRACTABLE
from cxzy_nlp.pipeline import rules_digest, signature
from cxzy_nlp.source import check_spans

from .steps import steps_of

PIECES = st.sampled_from(
    [
        *"一二三四十、。,:;()《》“”0123456789年月日第篇名个\n \u3000％%，：；（）①黨員臵",
        "第一篇：",
        "篇二:",
        "范文三",
        "一、",
        "（二）",
        "3、",
        "(4)",
        "第一阶段:",
        "同志们：",
        "在全镇动员会上的讲话",
        "工作总结",
        "柳小河",
        "2011年6月30日",
        "去年6月底",
        "党员320名",
        "其中女党员80名",
        "共有支部35个",
        "七一前夕",
        "“五个好”",
        "时间:2012-03-04 点击:5",
        "相关文章",
        "\r\n",
        "\n\n",
        "\u200b",
        "𠮷",
        "各村要把这件事摆上桌面，一件一件过。",
    ]
)
TEXTS = st.lists(PIECES, max_size=40).map("".join)


def check(documents: list[Document], text: str) -> None:
    at = 0
    for document in documents:
        assert at <= document.start < document.end <= len(text)
        at = document.end
        assert document.text == document.text.strip()
        check_spans(document.source, [value for _, value in document.spans()])
        check_spans(document.source, [count.number for count in document.counts])
        _check_facts(document)
        _check_sections(document)
        assert json.loads(document.to_json()) == document.to_dict()
        if document.title is not None:
            assert document.title.end <= document.end
            assert document.title.text.strip() == document.title.text != ""
        if document.author is not None:
            assert document.start <= document.author.start < document.author.end <= document.end


def _check_facts(document: Document) -> None:
    for facts in (document.dates, document.counts):
        for fact in facts:
            assert document.start <= fact.start < fact.end <= document.end
        starts = [fact.start for fact in facts]
        assert starts == sorted(starts)
    for count in document.counts:
        assert count.start <= count.number.start < count.number.end <= count.end
    for breakdown in document.breakdowns:
        assert all(0 <= index < len(document.counts) for index in (breakdown.total, *breakdown.parts))
    if document.date is not None:
        for fact_id in document.date.evidence:
            kind, index = fact_id.split("/")
            assert kind == "dates"
            assert int(index) < len(document.dates)


def _check_sections(document: Document) -> None:
    open_bodies: list[tuple[int, int]] = []
    for section in document.sections:
        first, last = section.body
        assert document.start <= section.start < section.end <= first <= last <= document.end
        while open_bodies and open_bodies[-1][1] <= section.start:
            open_bodies.pop()
        for outer_first, outer_last in open_bodies:
            assert outer_first <= section.start
            assert last <= outer_last
        open_bodies.append((first, last))


@given(TEXTS)
@settings(max_examples=100, deadline=None, derandomize=True)
def test_any_text(text: str) -> None:
    check(analyze(text), text)


@given(st.text(max_size=60))
@settings(max_examples=60, deadline=None, derandomize=True)
def test_any_characters(text: str) -> None:
    check(analyze(text), text)


@given(TEXTS)
@settings(max_examples=40, deadline=None, derandomize=True)
def test_any_markup(text: str) -> None:
    page = f"<html><h1>工作总结</h1><p>{text}</p><br>{text}</html>"
    check(analyze(Source.from_text(page, format="html")), page)


@given(TEXTS)
@settings(max_examples=40, deadline=None, derandomize=True)
def test_extract_gives_the_facts_of_the_whole(text: str) -> None:
    facts = extract(text)
    whole = analyze(text, config=Config(split=False))
    assert len(whole) <= 1
    for document in whole:
        assert facts == {kind: list(getattr(document, kind)) for kind in EXTRACTABLE}


@given(TEXTS, st.lists(st.sampled_from(["fold_script", "fix_glyphs", "unwrap", "join_blanks", "drop_boilerplate"])))
@settings(max_examples=40, deadline=None, derandomize=True)
def test_any_options(text: str, off: list[str]) -> None:
    check(analyze(text, config=Config(**dict.fromkeys(off, False))), text)  # type: ignore[arg-type]


def test_an_empty_body_stands_right_behind_its_heading() -> None:
    section = analyze("一、抓好\u200b\n")[0].sections[0]
    assert (section.end, section.body) == (4, (4, 4))


def test_the_same_input_gives_the_same_output() -> None:
    text = "柳溪镇工作总结\n2011年12月1日\n全镇有党员320名。"
    assert [item.to_json() for item in analyze(text)] == [item.to_json() for item in analyze(text)]


class TestIdentity:
    def test_ids_differ_between_documents_and_sources(self) -> None:
        two = "篇一:甲\n全村有党员32名。\n篇二:乙\n全村有党员18名。"
        ids = [document.id for document in analyze(two)]
        other = [document.id for document in analyze(Source.from_text(two, path="乙.txt"))]
        assert len({*ids, *other}) == 4

    def test_the_signature_tells_the_options(self) -> None:
        assert signature() == signature(Config())
        assert signature() != signature(Config(split=False))
        assert rules_digest() in signature()
        assert analyze("党员32名")[0].signature == signature()


def test_traditional_script_keeps_its_own_surfaces() -> None:
    document = analyze("柳溪鎮創先爭優活動總結\n二〇一〇年十月十二日\n一、基本情況\n全鎮有黨員３２０名。")[0]
    assert document.script == "hant"
    assert document.title is not None
    assert document.title.text == "柳溪鎮創先爭優活動總結"
    assert document.sections[0].text == "一、基本情況"
    assert (document.counts[0].text, document.counts[0].of) == ("黨員３２０名", "党员")


HUGE = [
    "一、" * 100_000,
    "第一篇:" * 20_000,
    "第一篇:\n" * 20_000,
    "(" * 200_000,
    "1、" * 100_000,
    "一二三四" * 250_000,
    "一、抓好。" * 15_000,
    "(一)抓好\n" * 10_000,
    "一、抓好\n第一阶段:动员\n" * 6_000,
    "在柳溪镇动员会上的讲话\n同志们:\n好。\n" * 3_000,
    "一、抓 " * 15_000,
    "敲开门来听真话\n党员带头。\n" * 4_000,
    "附件:1.表\n2.表\n" * 5_000,
    " " * 500_000,
    "“好。”" * 20_000,
    "柳小河\n" * 10_000,
]


@pytest.mark.parametrize("text", HUGE, ids=[text[:12].replace("\n", "/") for text in HUGE])
def test_nothing_hangs(text: str) -> None:
    documents = analyze(text, config=Config(kinds=()))
    check(documents[:3], text)


@pytest.mark.parametrize("unit", ["一、抓好\n第一阶段:动员\n", "第一篇:甲\n全村有党员32名。\n", "党员32名,一、抓 "])
def test_work_grows_with_the_text_and_not_with_its_square(unit: str) -> None:
    assert steps_of(analyze, unit * 400) <= 5 * steps_of(analyze, unit * 100) + 5_000


@pytest.mark.xfail(strict=True, reason="the year that a report of January is about is not told from its own")
def test_a_report_on_last_year() -> None:
    text = "柳溪镇2011年创先争优活动工作总结\n（2012年1月8日）\n今年以来，全镇党员干劲很足。7月1日，镇里开了表彰会。"
    values = [date.value for date in analyze(text)[0].dates]
    assert values == ["2011", "2012-01-08", "2011", "2011-07-01"]


def test_names_and_titles_are_without_pinyin_notes() -> None:
    text = "貫徹總書記習(xí)近平同志的講話，印發《關(guān)于學（xué）習的通知》（縣(xiàn)委發〔2013〕9號）。"
    (document,) = analyze(text)
    assert [(person.name, person.text) for person in document.persons] == [("習近平", "習(xí)近平")]
    (reference,) = document.references
    assert (reference.title, reference.number) == ("關于學習的通知", "縣委發〔2013〕9號")
