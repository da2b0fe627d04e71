"""Headings without a number: stock phrases, parallel phrases, questions, quotations, bullets."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

from cxzy_nlp.knowledge import load
from cxzy_nlp.structure.authors import looks_like_author
from cxzy_nlp.text.cues import is_date_line, is_greeting, is_signature, is_table_row, is_terminated, starts_heading
from cxzy_nlp.text.lines import Line

#: 第一，… as a heading: it has a number, but no level of its own.
ORDINAL = re.compile(r"第 ?([一二三四五六七八九十]{1,2}) ?(?:个?方面|[件点条项句])? ?[、,:](?! *[,、])")
#: Signs that set off the items of a brief; they are not of the heading.
BULLET = re.compile(r"^[★☆◆◇●■□▲△※]+ ?")
#: Short lines without the end of a sentence; commas and colons only in longer ones that are headlines.
_UNNUMBERED = re.compile(r"(?=[^\u4e00-\u9fff]{0,2}[\u4e00-\u9fff]{2})[\u4e00-\u9fff“”‘’\"'、《》—·:,0-9 ]{4,32}$")
#: Lines of three characters (亮标准), or of fewer between empty lines (手), are only believed where there are three of
#: them, or with other headings like them.
_TINY = re.compile(r"[\u4e00-\u9fff]{3}$")
_LEAST = re.compile(r"[\u4e00-\u9fff](?: ?[\u4e00-\u9fff])?$")
_ENOUGH = 3
_QUESTION = re.compile(r"[^。;|]{5,40}\?$")
_QUOTED = re.compile(r"[“\"][^“”\"。]{4,30}[!?]?[”\"]$")
_LISTED = re.compile(r"[\u4e00-\u9fff、]{4,14} ?\( ?(?:\d{1,3}|[一二三四五六七八九十]{1,3}) ?[个名人] ?\)$")
#: 【党员个性承诺】 alone on its line.
_BOXED = re.compile(r"【[^【】\d]{2,20}】$")
_ROSTER = re.compile(
    r"(?:组长|成员|主任|书记|委员|出席|列席|请假|主持|记录|名单|附件?|供稿|来源|作者|时间|地点|电话|报|送|签发|编辑|撰稿|摄影)"
    r"[^:]{0,6}:|^(?:附|主送|抄送|副?(?:组长|主任|书记|会长) |(?:组员|成员|委员|秘书|顾问|联络员) )"
)


#: How a sentence begins, and the rest of one: 我们积极推 / 行…, …表示热烈欢 / 迎!
_SAID = re.compile("我们(?:积极|认真|坚持|大力|努力|始终|也|就|将)|(?:首先|其次|最后|下面|同时),")
_REST = re.compile("[^。!?,;:]{1,3}[。!]")


@functools.cache
def _stock_headings() -> frozenset[str]:
    return frozenset(word for entry in load("stock_headings") for word in entry["words"])


def unnumbered_headings(lines: Sequence[Line], ordinals: bool) -> set[int]:
    """Indices of short lines that head a paragraph: a stock phrase, or one of several of a kind.

    `ordinals` says that 第一，… heads sections here, so that such a line is not unnumbered. Wrong for a single phrase,
    which is taken for text, and for slogans that stand between paragraphs.

    Examples
    --------
    >>> from cxzy_nlp.text.lines import split_lines
    >>> text = "敲开门来听真话\\n各支部都去了。\\n俯下身去办实事\\n各支部都办了。"
    >>> sorted(unnumbered_headings(split_lines(text), False))
    [0, 2]
    """
    stock: set[int] = set()
    likely: set[int] = set()
    tiny: set[int] = set()
    for index, line in enumerate(lines[:-1]):
        if starts_heading(line.text) or (ordinals and ORDINAL.match(line.text)):
            continue
        bare = BULLET.sub("", line.text)
        text = bare.strip("“”《》 ")
        if text.replace(" ", "").rstrip(":") in _stock_headings():
            stock.add(index)
        elif _LISTED.match(line.text) or _BOXED.match(line.text):
            likely.add(index)
        elif len(line.text) <= 41 and _heads_paragraph(lines, index):
            phrase = _UNNUMBERED.match(bare) and not _ROSTER.search(text) and bare[-1] not in ",:、"
            if phrase or _QUESTION.match(bare) or _QUOTED.match(bare):
                likely.add(index)
            elif _TINY.match(line.text) or (line.gap and lines[index + 1].gap and _LEAST.match(line.text)):
                tiny.add(index)
    if len(tiny) >= _ENOUGH or (len(tiny) + len(likely) >= _ENOUGH and all(lines[index].gap for index in tiny)):
        likely |= tiny
    return stock | (likely if len(likely) + len(stock) >= 2 else set())


def _heads_paragraph(lines: Sequence[Line], index: int) -> bool:
    line, following = lines[index], lines[index + 1].text
    if is_greeting(line.text) or is_date_line(line.text) or is_signature(line.text) or looks_like_author(line.text):
        return False
    if is_table_row(line.text):
        return False  # a line of names
    before = lines[index - 1].text if index else "。"
    if not (is_terminated(before) or len(before) <= 40 or before.endswith("|")):
        return False
    if _SAID.match(line.text) or _REST.match(following):
        return False  # the first half of a sentence
    plain = len(line.text) <= 18 and "," not in line.text and ":" not in line.text
    longest = 30 if plain else 45
    return len(following) >= longest or "。" in following or following.count("|") >= 2 or starts_heading(following)


def stock_tail(line: Line) -> int | None:
    """Where a stock heading stands glued to the end of a paragraph: …正气。活动安排."""
    at = line.text.rfind("。") + 1
    if 0 < at < len(line.text) and line.text[at:].strip() in _stock_headings():
        return line.start + at
    return None
