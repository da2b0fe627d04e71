"""HTML pages: what a reader sees, and nothing of what a browser hides; linear on hostile pages."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxzy_nlp.text.markup import markup_edits
from cxzy_nlp.text.offsets import apply_edits

from ..steps import steps_of

SETTINGS = settings(max_examples=100, deadline=None, derandomize=True)


def _lines(page: str) -> list[str]:
    clean, _ = apply_edits(page, markup_edits(page))
    return [line.strip() for line in clean.replace("\r", "\n").split("\n") if line.strip()]


#: page, its lines
SYNTHETIC: list[tuple[str, list[str]]] = [
    ("<p>党员<b>35</b>名</p><p>支部4个</p>", ["党员35名", "支部4个"]),
    ("柳湾<br>卧龙<BR/>北坡", ["柳湾", "卧龙", "北坡"]),
    ("<p>一行\n  接一行</p>", ["一行接一行"]),
    ("<p>one\ntwo</p>", ["one two"]),
    ("<pre>一行\n二行</pre><p>三\n四</p>", ["一行", "二行", "三四"]),
    # not displayed
    ("<!-- 注 --><!--[if IE]><p>旧</p><![endif]-->正文", ["正文"]),
    ("<head><title>站</title></head><body>正文</body>", ["正文"]),
    ("<title>没有头的标题</title>正文", ["正文"]),
    ("<script>var a='<p>x</p>';if(a<b)c();</script><style>p{}</style>正文", ["正文"]),
    ("<SCRIPT>x</SCRIPT >正文<noscript>请开启</noscript><select><option>甲</select>完", ["正文完"]),
    ("<?xml version='1.0'?><!DOCTYPE html><p>正文</p>", ["正文"]),
    # entities
    ("A&amp;B&nbsp;C&#19968;&#x4e01;&ldquo;好&rdquo;", ["A&B\xa0C一丁“好”"]),
    ("&#xD800;&#0;&#x110000;", ["\ufffd\ufffd\ufffd"]),
    ("AT&T 5 &lt; 6 &unknown; &", ["AT&T 5 < 6 &unknown; &"]),
    ("&lt;p&gt;不是标记&lt;/p&gt;", ["<p>不是标记</p>"]),
    # tables: rows are lines, cells are parted; a table that only lays the page out leaves no bars
    ("<table><tr><th>村</th><th>党员</th></tr><tr><td>柳湾</td><td>35</td></tr></table>", ["村|党员", "柳湾|35"]),
    (
        "<table><tr><td>柳湾乡工作总结</td></tr><tr><td>一年来,有进步。</td></tr></table>",
        ["柳湾乡工作总结", "一年来,有进步。"],
    ),
    ("<table><tr><td><p>左栏</p></td><td><p>正文。</p></td></tr></table>", ["左栏", "正文。"]),
    # navigation
    ("<nav>首页<nav>党建</nav></nav><p>正文</p><footer>版权</footer>", ["正文"]),
    ("<div><a href='/'>首页</a> | <a href='/dj'>党建</a></div><p>正文</p>", ["正文"]),
    ("<ul><li><a href=1>另一篇讲话</a></li><li><a href=2>又一篇</a> 03-01</li></ul><p>正文</p>", ["正文"]),
    ("<p>详见<a href=1>柳湾乡简报</a>第3期所载各村党支部做法。</p>", ["详见柳湾乡简报第3期所载各村党支部做法。"]),
    # a sentence inside a link is no navigation, and text above the only headline is the document's (found in review)
    ("<p>全村现有<a href=x>党员35名,其中女党员12名</a>。</p><p>完</p>", ["全村现有党员35名,其中女党员12名。", "完"]),
    (
        "<p>编者按:请各村学习。</p><h1>柳湾的做法</h1><p>" + "一" * 40 + "</p>",
        ["编者按:请各村学习。", "柳湾的做法", "一" * 40],
    ),
    ("<div>某县党建网</div><h1>柳湾的做法</h1><p>" + "一" * 40 + "</p>", ["柳湾的做法", "一" * 40]),
    # the mark of a footnote is no digit of the number before it
    ("<p>党员796<sup>1</sup>名,支部<sup>[2]</sup>9个,9m<sup>2</sup></p>", ["党员796名,支部9个,9m2"]),
    # a link or a navigation that is never closed must not take the page with it
    ("<a href='x'><p>第一段很长。</p><p>第二段很长。</p>", ["第一段很长。", "第二段很长。"]),
    ("<a name='top'>第一段很长。<p>第二段</p>", ["第一段很长。", "第二段"]),
    ("<nav>首页<p>正文<b>重</b></p>", ["首页", "正文重"]),
    ("<nav><nav>首页</nav><p>正文</p>", ["正文"]),
    ("<nav><footer>甲</nav><p>正文</p></footer>完", ["正文", "完"]),
    ("</nav></div>正文</p>", ["正文"]),
    ("<script>没有结束 <p>正文</p>", ["没有结束", "正文"]),
    ("正文<!-- 没有结束 <p>二</p>", ["正文 没有结束", "二"]),
    ("正文 3<5, a < b", ["正文 3<5, a < b"]),
    # the only <h1> is the title
    ("<div>某某网 热线</div><h1>柳湾乡总结</h1><p>正文正文正文正文正文</p>", ["柳湾乡总结", "正文正文正文正文正文"]),
    ("<div><a href=1>首页</a><h1><a href=2>柳湾乡总结</a></h1><p>正文正文</p>", ["柳湾乡总结", "正文正文"]),
    ("<!-- <h1> --><p>甲</p><h1>题</h1><h1>题二</h1>", ["甲", "题", "题二"]),
    ("<p>全文都在前面,一共很多字。</p><h1>页尾</h1>", ["全文都在前面,一共很多字。", "页尾"]),
    ("", []),
    ("没有标记的一行\n第二行", ["没有标记的一行第二行"]),
]

KNOWN_FAILURES: list[tuple[str, list[str]]] = [
    # an attribute that holds the beginning of a tag
    ('<p title="a<b">正文</p>', ["正文"]),
    # hidden by a style sheet
    ('<p style="display:none">防采集</p><p>正文</p>', ["正文"]),
]

HOSTILE: dict[str, str] = {
    "a tag name without end": "<p><" + "a" * 50_000,
    "blanks": " ",
    "less": "<",
    "tag": "<p>",
    "quotes": "<a \"'",
    "comment": "<!--",
    "script": "<script>",
    "nav": "<nav>",
    "crossed": "<nav></footer>",
    "half": "<nav><nav></nav>",
    "ampersand": "&abc",
    "entity": "&nbsp;",
    "link": "<a href=x>文",
    "cell": "<td>一",
    "headline": "<h1>一</h1>",
}


@pytest.mark.parametrize(("page", "lines"), SYNTHETIC)
def test_visible_text(page: str, lines: list[str]) -> None:
    assert _lines(page) == lines


@pytest.mark.parametrize(("page", "lines"), KNOWN_FAILURES)
@pytest.mark.xfail(strict=True, reason="known failure")
def test_known_failures(page: str, lines: list[str]) -> None:
    assert _lines(page) == lines


def test_an_entity_is_found_again_without_the_tag_beside_it() -> None:
    page = "<p>&ldquo;四议&rdquo;</p>"
    clean, offsets = apply_edits(page, markup_edits(page))
    at = clean.index("“")
    start, end = offsets.to_source(at, at + 4)
    assert page[start:end] == "&ldquo;四议&rdquo;"


@pytest.mark.parametrize("name", HOSTILE)
def test_steps_grow_with_the_page_and_no_faster(name: str) -> None:
    page = HOSTILE[name] * (6_000 // len(HOSTILE[name]))
    assert steps_of(markup_edits, page * 4) <= 5 * steps_of(markup_edits, page) + 2000


@pytest.mark.parametrize("name", HOSTILE)
def test_large_hostile_pages_are_read(name: str) -> None:
    page = HOSTILE[name] * (150_000 // len(HOSTILE[name]))
    assert len(apply_edits(page, markup_edits(page))[0]) <= len(page) + 2


PIECES = """<nav> </nav> <footer> </footer> <p> </p> <a_href=1> </a> <h1> </h1> <td> <tr> <!-- --> <script> </script>
<pre> </pre> &lt; &#1; < > " ' & 党员 正文。 <br/> <b_a='"""


@SETTINGS
@given(st.lists(st.one_of(st.sampled_from(re.split(r"\s", PIECES)), st.text(max_size=4)), max_size=30))
def test_any_page_gives_edits_that_fit(pieces: list[str]) -> None:
    page = "".join(pieces).replace("_", " ")
    clean, offsets = apply_edits(page, markup_edits(page))
    assert offsets.clean_size == len(clean)
    assert offsets.source_size == len(page)
