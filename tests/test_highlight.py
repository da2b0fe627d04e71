"""The piece of HTML for notebooks."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxzy_nlp import Source, analyze


class _Reader(HTMLParser):
    """Text and tags of a page, as a browser would take them."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.titles: list[str] = []
        self.text = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        assert {name for name, _ in attrs} <= {"style", "title"}
        self.titles += [value or "" for name, value in attrs if name == "title"]

    def handle_data(self, data: str) -> None:
        self.text += data


def page_of(text: str, path: str = "") -> tuple[_Reader, str]:
    document = analyze(Source.from_text(text, path=path))[0]
    return _Reader(document._repr_html_()), document.text


def test_marks_what_was_found() -> None:
    page, text = page_of("柳溪镇工作总结\n柳小河\n2011年12月1日\n一、家底。全镇有党员320名。")
    assert page.text.endswith(text)
    assert page.tags.count("mark") == 5
    assert page.titles == ["title", "author: 柳小河", "date: 2011-12-01", "section", "count: 320 名"]
    assert "date 2011-12-01 · summary · other · township · 1 heading · 1 date · 1 count" in page.text
    assert "0 frameworks · 1 person · 0 references" in page.text


INJECTIONS = [
    "<script>alert(1)</script>全镇有党员320名。",
    "</div><img src=x onerror=alert(1)>党员320名",
    "党员320名\"'><svg onload=alert(1)>",
    "&lt;script&gt;党员320名&amp;",
    "<b>讲话</b>总结\n党员320名",
]


@pytest.mark.parametrize("text", INJECTIONS)
def test_nothing_of_the_text_becomes_markup(text: str) -> None:
    page, shown = page_of(text)
    assert set(page.tags) <= {"div", "p", "mark", "ul", "li"}
    assert page.text.endswith(shown)


def test_findings_are_listed_and_escaped() -> None:
    page, text = page_of("一、总则\n**<b>村三会一课制度\n党员320名。\n三、附则\n党员公开许诺。")
    assert page.tags.count("li") >= 2
    assert "numbering_gap" in page.text and "许诺 stands for 承诺" in page.text
    assert page.text.endswith(text)
    assert "framework: 三会一课" in page.titles


def test_nothing_of_the_path_becomes_markup() -> None:
    page, _ = page_of("党员320名。", path="<script>x</script>.txt")
    assert "script" not in page.tags
    assert page.text.startswith("<script>x</script>.txt")


def test_a_long_text_is_cut() -> None:
    page, text = page_of("全镇有党员320名。" * 3000)
    assert len(page.text) < 21_000
    assert page.text.endswith(f"… ({len(text) - 20_000} more characters)")


def test_a_title_outside_the_document_is_not_marked() -> None:
    page, text = page_of("第一篇:甲村工作总结\n全镇有党员320名,女党员80名。\n第二篇:乙村工作总结\n有党员80名。")
    assert page.text.endswith(text)
    assert "title" not in page.titles


@given(st.text(st.sampled_from("<>&\"'/=党员名支部320年2011月一、。\n script"), max_size=60))
@settings(max_examples=100, deadline=None, derandomize=True)
def test_any_text(text: str) -> None:
    if analyze(text):
        page, shown = page_of(text)
        assert set(page.tags) <= {"div", "p", "mark", "ul", "li"}
        assert page.text.endswith(shown)
