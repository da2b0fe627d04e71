"""From a source to a reading and back: whatever is cleaned, every span of the reading is a span of the source."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxzy_nlp.config import Config
from cxzy_nlp.document import Format, Source
from cxzy_nlp.errors import InputError
from cxzy_nlp.text import Reading, make_reading

from ..steps import steps_of

SETTINGS = settings(max_examples=100, deadline=None, derandomize=True)

#: source, format, reading
SYNTHETIC: list[tuple[str, Format, str]] = [
    ("", "txt", ""),
    ("\ufeff臵身一线，抓学\u200b习\r\n", "txt", "置身一线,抓学习 \n"),
    ("柳灣鎮現有黨員７９６名", "txt", "柳湾镇现有党员796名"),
    ("創(chuàng)先爭優，㈠抓學習", "txt", "创先争优,(一)抓学习"),
    ("内容：⼯作總結與計劃，開展活動", "txt", "内容:工作总结与计划,开展活动"),
    (
        "各村要抓紧。由书记负责发动、由支部\r\n\r\n组织，党员全部参加。",
        "txt",
        "各村要抓紧。由书记负责发动、由支部组织,党员全部参加。",
    ),
    ("<p>党员&nbsp;35&nbsp;名</p>\r\n<p>支部４个</p>", "html", "\n党员35名\n \n支部4个\n"),
    ("<nav>首页</nav><p>柳湾乡</p>", "html", "\n\n柳湾乡\n"),
    ("<p>这不是网页</p>", "txt", "<p>这不是网页</p>"),
    (
        "柳湾乡总结\n时间：2018-03-02 10:22:31\n全乡党员都参加了这次学习。",
        "txt",
        "柳湾乡总结\n\n全乡党员都参加了这次学习。",
    ),
]

#: source, format, text of the reading, surface of the source
SURFACES: list[tuple[str, Format, str, str]] = [
    ("全鎮黨員７９６名", "txt", "796名", "７９６名"),
    ("要更加主 动作为，主动服务", "txt", "主动作为", "主 动作为"),
    ("各村发动群众，把党员组\n\n织起来，各村的党员组织起来。", "txt", "组织起来,各村", "组\n\n织起来，各村"),
    ("㈠抓学习", "txt", "(一)", "㈠"),
    ("承诺(nuò)书", "txt", "承诺书", "承诺(nuò)书"),
    ("承诺(nuò)书", "txt", "承诺", "承诺"),
    ("<p>&ldquo;四议&rdquo;制度</p>", "html", "“四议”", "&ldquo;四议&rdquo;"),
    ("<p>有<b>35</b>名</p>", "html", "35名", "35</b>名"),
    ("甲\r\n乙", "txt", "甲 \n乙", "甲\r\n乙"),
]

#: option, source, reading with the option off
OPTIONS: list[tuple[str, str, str]] = [
    ("fold_script", "創先爭優，臵", "創先爭優,置"),
    ("fix_glyphs", "創先爭優，臵", "创先争优,臵"),
    ("join_blanks", "主动性，更加主 动", "主动性,更加主 动"),
    ("drop_page_numbers", "加强领 1 导，领导带头", "加强领 1 导,领导带头"),
    ("drop_boilerplate", "柳湾乡\n首页 > 党建", "柳湾乡\n首页 > 党建"),
    ("unwrap", "各村要抓紧。由书记负责发动、由支部\n组织。", "各村要抓紧。由书记负责发动、由支部\n组织。"),
]


def _check(reading: Reading) -> None:
    text, source = reading.text, reading.source.text
    assert reading.offsets.clean_size == len(text)
    assert reading.offsets.source_size == len(source)
    spans = [reading.span(at, at + 1) for at in range(len(text))]
    for span in spans:
        assert 0 <= span.start <= span.end <= len(source)
        assert span.text == source[span.start : span.end]
    assert all(left.start <= right.start and left.end <= right.end for left, right in pairwise(spans))
    whole = reading.span(0, len(text))
    assert whole.text == source[whole.start : whole.end]


@pytest.mark.parametrize(("text", "form", "reading"), SYNTHETIC)
def test_reading(text: str, form: Format, reading: str) -> None:
    made = make_reading(Source.from_text(text, format=form))
    assert made.text == reading
    _check(made)


@pytest.mark.parametrize(("text", "form", "found", "surface"), SURFACES)
def test_surface_of_the_source(text: str, form: Format, found: str, surface: str) -> None:
    reading = make_reading(Source.from_text(text, format=form))
    at = reading.text.index(found)
    assert reading.span(at, at + len(found)).text == surface


@pytest.mark.parametrize(("option", "text", "reading"), OPTIONS)
def test_every_step_is_an_option(option: str, text: str, reading: str) -> None:
    source = Source.from_text(text)
    assert make_reading(source, Config(**{option: False})).text == reading
    assert make_reading(source).text != reading


def test_each_part_of_a_compilation_is_read_by_its_own_script() -> None:
    simplified = "柳湾乡党委认真组织党员学习。\n" * 400
    traditional = "柳灣鄉黨委認真組織乙個支部學習，為好幹部喝采。\n" * 200
    reading = make_reading(Source.from_text(simplified + traditional)).text
    assert reading.count("柳湾乡党委认真组织党员学习。") == 400
    # the block in which the script changes is read by its greater part
    assert reading.count("柳湾乡党委认真组织一个支部学习,为好干部喝采。") > 170


def test_the_source_is_not_altered() -> None:
    source = Source.from_text("臵身\u200b一线")
    assert make_reading(source).source is source
    assert source.text == "臵身\u200b一线"


def test_spans_outside_are_refused() -> None:
    with pytest.raises(InputError, match="does not lie in the clean text"):
        make_reading(Source.from_text("柳湾")).span(1, 3)


@SETTINGS
@given(st.text(st.characters(codec="utf-8"), max_size=60), st.sampled_from(["txt", "html"]))
def test_any_text_is_read(text: str, form: Format) -> None:
    _check(make_reading(Source.from_text(text, format=form)))


NOISE = st.sampled_from(
    [
        *("全乡党员干部齐心协力,", "把承诺的事一件一件办了下来。", "柳湾乡总结", "同志们:", "讲 话", "創先爭優", "臵"),
        *("\n", "\r\n", "\r", "\n\n", " ", "  ", "　　", "\u2028", "\u200b", "\x00", "\ufeff", "𠮷", "\U0001f600", "|"),
        *(" 6 ", "- 3 -\n", "第 1 页 共 3 页", "(chuàng)", "㈠", "⒈", "２０１０年６月", "......"),
        *("时间：2018-03-02 10:22:31", "相关文章", "第二篇：讲话", "首页 > 党建", "(某某文秘网)"),
        *("<p>", "</p>", "<b>", "<nav>", "</nav>", "&nbsp;", "&ldquo;", "<script>", "</script>", "<!--", "-->"),
        *("<td>", "<h1>", "<a href=1>", "</a>"),
    ]
)


@SETTINGS
@given(
    st.lists(NOISE, max_size=30).map("".join),
    st.sampled_from(["txt", "html"]),
    st.fixed_dictionaries({option: st.booleans() for option, _, _ in OPTIONS}),
)
def test_any_noise_is_read_with_any_options(text: str, form: Format, options: dict[str, bool]) -> None:
    _check(make_reading(Source.from_text(text, format=form), Config(**options)))


@SETTINGS
@given(st.lists(NOISE, max_size=20).map("".join))
def test_a_reading_of_the_same_source_is_the_same(text: str) -> None:
    source = Source.from_text(text)
    assert make_reading(source) == make_reading(source)


@SETTINGS
@given(st.lists(NOISE, max_size=20).map("".join))
def test_chinese_characters_are_only_removed_never_invented(text: str) -> None:
    """What is read stands in the source in this order, character for character where nothing was replaced."""
    reading = make_reading(Source.from_text(text), Config(fold_script=False, fix_glyphs=False))
    for at, character in enumerate(reading.text):
        if "\u4e00" <= character <= "\u9fff":
            assert reading.span(at, at + 1).text in (character, "㈠")


@pytest.mark.parametrize(
    "unit",
    [
        "一二三四",
        "字 ",
        "党 6 员",
        "㈠",
        "甲|",
        "12\n",
        "同志们:\n",
        "相关文章\n",
        "鎮黨委。\n",
        "<p>一</p>",
        "\r",
        "(",
    ],
)
@pytest.mark.parametrize("form", ["txt", "html"])
def test_steps_grow_with_the_text_and_no_faster(unit: str, form: Format) -> None:
    def read(text: str) -> Reading:
        return make_reading(Source.from_text(text, format=form))

    text = unit * (3_000 // len(unit))
    assert steps_of(read, text * 4) <= 5 * steps_of(read, text) + 3000


@pytest.mark.parametrize("unit", ["一二三四", "字 ", "<", " ", "创(", "。", "......x", "<nav>甲"])
@pytest.mark.parametrize("form", ["txt", "html"])
def test_large_hostile_texts_are_read(unit: str, form: Format) -> None:
    reading = make_reading(Source.from_text(unit * (100_000 // len(unit)), format=form))
    assert reading.offsets.clean_size == len(reading.text)
