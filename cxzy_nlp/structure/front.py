"""The front of a document: title, author line, date line, greeting; and the author who signs at the end."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from cxzy_nlp.structure.authors import (
    DATE,
    NAME,
    OFFICE,
    author_span,
    is_personal_name,
    looks_like_author,
    signing_author,
)
from cxzy_nlp.text.cues import (
    TITLE_END,
    is_date_line,
    is_document_number,
    is_greeting,
    is_label,
    is_named_title,
    is_signature,
    is_terminated,
    is_title_like,
    starts_heading,
)
from cxzy_nlp.text.lines import Line, split_lines

#: Lines looked at; no front is longer.
_LINES = 10
_REACH = 4000
_GREETING_BEHIND = re.compile(
    r"(?P<title>.{4,60}?)[ ,]+(?P<greeting>(?:[^ 。,]{0,12}[、,])?同志们|各位[^ 。,]{2,12})[:!,]?(?: .*)?$"
)
#: The same without a blank, behind words that can only end a title.
_GREETING_GLUED = re.compile(
    r"(?P<title>[^ 。,;:]{4,60}?(?:上的?|时的?)(?:讲话|发言|致辞|报告|主持词))"
    r"(?P<greeting>同志们|各位[^ 。,]{2,12})[:!,]"
)
#: The same before words that can only begin a text: 柳溪镇党建工作总结|根据县委的部署,…
_BODY_GLUED = re.compile(
    r"(?P<title>[^。,;:!?了把]{6,60}?(?:总结|小结|报告|方案|计划|汇报|材料|意见|通知|讲话|要点|体会))"
    r"(?=根据|按照|今年以来|近年来|一年来|自[从\d去今]|为了|为(?:深入|贯彻|认真|进一步|扎实|切实|全面)|尊敬的|敬爱的|20\d\d年以来)"
)
#: A first line that goes on like this is a sentence, though it has no full stop.
_SENTENCE = re.compile(r"(?:今年|近年|去年|为了?|根据|按照|自从?|随着|大家|我[是叫们]?|现将|近日|日前)[^,]*,")
_LABEL = re.compile(r"(?:(?:文章|原|新闻)?标题|题目|题) ?: ?")
_NOTE = re.compile(r"[【\[(]? ?(?:编者按|编者的话|编前话?|按语?) ?[】\])]? ?[: ]")
#: A line of a brief's contents (●…) is no title.
_ITEM = "●◎○•"
#: A question as the title: 入党以后还要汇报思想吗?
_QUESTION = re.compile(r"[^。,;:!?、]{4,30}(?:,[^。,;:!?、]{2,20})?\?")
#: A second line that begins like this goes on with a title that already seemed complete (…活动 / 动员大会上的讲话).
_SECOND_LINE = re.compile(
    r"(?:的|暨|和|及|与|第|动员|总结|推进|表彰|启动|部署|座谈|培训|交流|现场|大会|会议|会上|实施|工作|情况|开展|专题|主题)"
)
#: A title that breaks off so goes on even below an empty line: 关于在全镇进一步做好 / 公开承诺工作的通知.
_HANGS = re.compile(r"^(?:关于|在|中共).*(?:做好|开展|推进|加强|进一步|深入|印发|落实|认真|的|和|与|及|暨)$")
_SHORT_REST = 30
#: Longest first line that is a title though it speaks (我是谁,我该是谁).
_SHORT_SAID = 20
_MASK = re.compile(r"[x×X*]{2}|某")
_RULE = re.compile(r"[━─—=_*\- ★☆◆]{4,}")
#: A serial's name over an issue of it; where an article with a title of its own follows, that is the title.
_MASTHEAD = re.compile(r"[^ 。,]{2,30}(?:简报|简讯|快讯|快报|通讯|信息|动态) ?(?:[(〔]?总?第? ?\d{1,4} ?期[)〕]?)?$")
_ISSUE_NUMBER = r"第 ?(?:\d{1,4}|[一二三四五六七八九十百]{1,5}) ?期"
_ISSUE = re.compile(rf"\(?总?{_ISSUE_NUMBER}")
#: The line of a site, a column or a notice board over a title: parts set off by signs or blanks, or its words.
_PARTS = re.compile(r"[^·|>/ ]{2,20}(?: ?[·|>/] ?[^·|>/]{1,20}){1,3}")
_COLUMN = re.compile(
    r"[公告]示栏|公告[栏板]|转载|专栏|园地|之窗|频道|在线|论坛|文库|网(?: |$)|微家园|客户端|公众号"
    r"|内部(?:资料|文件|刊物)|注意保存|未经(?:本人)?审|(?:张贴|归档|存档|复印|抄)件|历史文档|材料选"
    r"|范文|模板|套用|精选|选登|\d{4} ?[-年] ?第? ?\d{1,4} ?号$"
    r"|(?:阅读|浏览) ?:? ?[\d.]+|楼主:|发表于|博客|(?:分类|标签|签发人|版本):|点击上方|转帖|投稿|[→»]"
    rf"|动态(?: |$)|{_ISSUE_NUMBER}(?: |$)"
)
#: A model text is called by these, whatever it is: 【范文】述职述廉报告 over 2023年度述职述廉报告.
_MODELS = frozenset(["范文", "模板", "套用", "精选"])
#: A title below the body whose it is (…委员会 / 关于…的通知) has so many characters, and is not what somebody said.
_OWN_LEAST = 6
_OWNED = re.compile(r"(?!在|同志|致)")
#: How the title of something spoken ends.
_SPOKEN = re.compile(r"(?:讲话|发言|致辞|报告|主持词|点评|党课|讲稿|提纲)$")
_BRACKET_BEHIND = re.compile(r" *[(〔\[【][^()〔〕\[\]【】]{2,40}[)〕\]】]$")
#: Who reports, above the text of a newspaper: 本报记者…, □ 本刊编辑部, 新华社北京7月1日电.
_BYLINE = re.compile(
    r"(?=.{2,40}$) *(?:[□■◇◆] ?.{2,24}"
    r"|\(?(?:本报|本刊|本网|本台|特约)?(?:记者|通讯员|评论员|编辑部)(?![站证室团]).{0,30}"
    r"|(?:新华社|本报).{2,10}\d{1,2}月\d{1,2}日(?:专)?[电讯])$"
)
_SPEAKER_BEHIND = re.compile(
    rf"(?P<title>[^\n]{{4,60}}?(?:讲话|发言|致辞|报告|党课|主持词))"
    rf"(?:[\u4e00-\u9fff、]{{0,16}}{OFFICE})? {{1,4}}(?P<name>{NAME})(?: ?同志)?$"
)
_DATED = re.compile(rf"[^。:]{{0,30}}?{DATE}$")
_FRONT_LABEL = re.compile(r"[\u4e00-\u9fff ]{2,8}:")


@dataclass(frozen=True, slots=True)
class Front:
    """What stands before the body, as spans of the reading.

    `start` is where the document begins, behind the lines of a site or a column over its title; `end` where the body
    begins: everything before it is front.
    """

    title: tuple[int, int] | None
    author: tuple[int, int] | None
    end: int
    start: int


def read_front(text: str, start: int, end: int, given: tuple[int, int] | None = None) -> Front:
    """The front of the document at ``text[start:end]``; `given` is the title that a part marker carried.

    The first line that can be a title is the title, with its second line where the first one breaks off; letterhead, a
    serial's masthead over an article, subtitle (——…), a date in brackets and the greeting are not of it. The author is
    a person: on a line near the title, or signing at the end; an organisation that signs is none. Wrong where a text
    without a title begins with a short line that has no full stop, and where the speaker's name stands only inside the
    title.

    Examples
    --------
    >>> text = "在全镇动员会上的讲话\\n李明远\\n(2011年6月30日)\\n同志们:\\n今天开会。"
    >>> front = read_front(text, 0, len(text))
    >>> text[slice(*front.title)], text[slice(*front.author)], text[front.end:]
    ('在全镇动员会上的讲话', '李明远', '今天开会。')
    """
    lines = split_lines(text, start, min(end, start + _REACH))[:_LINES]
    title: tuple[int, int] | None = None
    masthead: tuple[int, int] | None = None
    author: tuple[int, int] | None = None
    body = begins = start
    for position, line in enumerate(lines):
        glued = _greeting_behind(line.text) if title is None else None
        if glued is not None:
            title = (line.start, line.start + glued.end("title"))
            body = line.start + glued.start("greeting")
            if glued.end("greeting") >= len(line.text.rstrip(" :!,")):
                body = _next_start(lines, position, end)
            break
        if _greets(line.text):
            body = _next_start(lines, position, end)
            break
        if title is None and masthead is None and _note_above(lines, position):
            continue
        if starts_heading(line.text) or (_is_prose(line.text) and not _short_above_gap(lines, position)):
            body = line.start
            if title is None and given is None:
                title, author, body = _run_in_front(line)
            break
        span = author_span(line.text) if not is_date_line(line.text) else None
        if title is None:
            if masthead is None and (_MASTHEAD.match(line.text) or _numbered_below(lines, position)):
                masthead = _title_span(lines, position)
            elif masthead is not None and _of_the_issue(line.text):
                span = None
            elif _subtitled(lines, position) or (
                span is None and _may_be_title(line.text) and not _heads_the_sheet(lines, position)
            ):
                span, title = None, _title_span(lines, position)
                if position and all(_of_a_column(lines, above) for above in range(position)):
                    begins = title[0]
        elif line.start >= title[1] and span is None and not _belongs_to_front(line.text, text[slice(*title)]):
            body = line.start
            break
        if span is not None and author is None:
            author = (line.start + span[0], line.start + span[1])
        body = _next_start(lines, position, end)
    title = title or masthead
    if title is not None and author is None:
        title, author = _without_speaker(text, title)
    if title is not None and len(lines) == 1 and not is_named_title(lines[0].text) and body >= end:
        title = None  # a lone line is text
    if title is None and given is not None:
        title = given
        if start <= given[0]:
            body = max(body, given[1])
            body += len(text[body:end]) - len(text[body:end].lstrip())
    return Front(title, author or signing_author(text, start, end), min(body, end), begins)


def _without_speaker(text: str, title: tuple[int, int]) -> tuple[tuple[int, int], tuple[int, int] | None]:
    """Title and speaker of a line that has both: 在表彰大会上的讲话 李 明."""
    found = _SPEAKER_BEHIND.match(text, *title)
    if found is None or not is_personal_name(found["name"]):
        return title, None
    return found.span("title"), found.span("name")


def with_subtitle(text: str, title: tuple[int, int] | None, end: int) -> tuple[int, int] | None:
    """The title with the subtitle in the line below it, if it has one.

    Examples
    --------
    >>> text = "夜班灯\\n——记护士长甄玉萍\\n她今年五十岁。"
    >>> text[slice(*with_subtitle(text, (0, 3), len(text)))]
    '夜班灯\\n——记护士长甄玉萍'
    """
    if title is None or text[title[1] : title[1] + 1] != "\n":
        return title
    line = text[title[1] + 1 : min(end, title[1] + 64)].split("\n", 1)[0]
    return (title[0], title[1] + 1 + len(line)) if _is_subtitle(line) else title


def _greets(line: str) -> bool:
    """Whether the line only addresses somebody; 李明远同志 alone on a line is a speaker."""
    if not is_greeting(line) or "我" in line or line.endswith("如下:"):
        return False
    return not (line.endswith("志") and len(line) <= 12 and not line.startswith(("尊敬", "敬爱", "各位", "全体")))


def _greeting_behind(line: str) -> re.Match[str] | None:
    """A title with the greeting on the same line."""
    found = _GREETING_BEHIND.match(line)
    if found is not None and (not is_greeting(line) or is_named_title(found["title"])):
        return found
    return _GREETING_GLUED.match(line)


def _belongs_to_front(line: str, title: str) -> bool:
    """Whether a line under the title still belongs to it: date, issuer, number, subtitle, label, repeated title."""
    return (
        is_date_line(line)
        or is_signature(line)
        or line.startswith(("(", "〔", "[", "—", "-"))
        or is_document_number(line)
        or _FRONT_LABEL.match(line) is not None
        or _ISSUE.match(line) is not None
        or _BYLINE.match(line) is not None
        or _DATED.match(line) is not None
        or line.replace(" ", "") == title.replace(" ", "")
        or TITLE_END.search(line) is not None
        or _MASK.search(line) is not None
        or "同志" in line.replace(" ", "")
    )


def _run_in_front(line: Line) -> tuple[tuple[int, int] | None, tuple[int, int] | None, int]:
    """Title, author and end of the front in a text that lost its line breaks: 标题 姓名 日期 同志们：…, 标题根据…"""
    glued = _BODY_GLUED.match(line.text)
    if glued is not None and is_named_title(glued["title"]):
        return (line.start, line.start + glued.end("title")), None, line.start + glued.end("title")
    first = line.text.split(" ", 1)[0]
    if first == line.text or not is_named_title(first):
        return None, None, line.start
    at = line.start + len(first)
    author = None
    for piece in re.finditer(r"[^ ]+", line.text[len(first) : len(first) + 80]):
        if author is None and is_personal_name(piece[0]):
            author = (at + piece.start(), at + piece.end())
        elif len(piece[0]) > 20 or "," in piece[0]:
            return (line.start, line.start + len(first)), author, at + piece.start()
    return (line.start, line.start + len(first)), author, at


def _numbered_below(lines: Sequence[Line], position: int) -> bool:
    """Whether the line is the name of a serial, because the number of its issue stands below: 某某情况 / 第十九期."""
    if position + 1 == len(lines) or not is_title_like(lines[position].text):
        return False
    issue = _ISSUE.match(lines[position + 1].text)
    return issue is not None and issue.end() >= len(lines[position + 1].text.rstrip(") 号总"))


def _of_the_issue(line: str) -> bool:
    """Whether the line under a masthead is of the issue: its number, who edits it, its date, a rule."""
    return (
        _ISSUE.match(line) is not None
        or is_date_line(line)
        or is_signature(line)
        or _DATED.match(line) is not None
        or _RULE.fullmatch(line) is not None
        or line.endswith(("编", "编印", "主办", "办公室"))
    )


def _subtitled(lines: Sequence[Line], position: int) -> bool:
    """Whether a subtitle stands below (夜班灯 / ——记…), so that the line is a title, however short."""
    below = lines[position + 1].text if position + 1 < len(lines) else ""
    own = lines[position].text
    return len(own) <= 40 and _is_subtitle(below) and not _is_subtitle(own) and not is_date_line(own)


def _is_subtitle(line: str) -> bool:
    rule = _RULE.fullmatch(line) is not None
    return line.startswith(("——", "--")) and 4 <= len(line) <= 60 and not is_terminated(line) and not rule


def _heads_the_sheet(lines: Sequence[Line], position: int) -> bool:
    line = lines[position].text
    byline = _BYLINE.match(line) is not None and TITLE_END.search(line) is None
    return byline or _of_a_column(lines, position) or (_letterhead(lines, position) and not _owns(lines, position))


def _of_a_column(lines: Sequence[Line], position: int) -> bool:
    """Whether the line is of a site, a column or a notice board and a title stands below it: 县新闻网 · 人物."""
    if position + 1 == len(lines):
        return False
    line, below = lines[position].text, lines[position + 1]
    named = TITLE_END.search(_BRACKET_BEHIND.sub("", line)) is not None
    told = _COLUMN.search(line)
    if told is None and (named or _PARTS.fullmatch(line) is None):
        return False
    if (named and told is not None and told[0] not in _MODELS) or _subtitled(lines, position):
        return False
    if is_signature(below.text) or looks_like_author(below.text) or _is_prose(below.text):
        return False
    near = told is not None or below.gap > 0 or is_named_title(below.text) or _subtitled(lines, position + 1)
    return (near and _may_be_title(below.text)) or _of_a_column(lines, position + 1)


def _owns(lines: Sequence[Line], position: int) -> bool:
    """Whether the line is the body whose title stands right below it: …委员会 / 关于…的通知."""
    if position + 1 == len(lines) or not is_signature(lines[position].text):
        return False
    below = lines[position + 1]
    long = len(below.text.replace(" ", "")) >= _OWN_LEAST  # over 会议纪要 it heads the sheet
    return not below.gap and long and is_named_title(below.text) and _OWNED.match(below.text) is not None


def _note_above(lines: Sequence[Line], position: int) -> bool:
    """Whether the line is the editor's note above a title: 编者按：…"""
    if _NOTE.match(lines[position].text) is None or position + 1 == len(lines):
        return False
    below = lines[position + 1].text
    return not _is_prose(below) and not starts_heading(below) and not is_greeting(below) and _may_be_title(below)


def _letterhead(lines: Sequence[Line], position: int) -> bool:
    """Whether the line heads the sheet and not the text: …文件, a document number, the issuer above a named title."""
    line = lines[position].text.replace(" ", "")
    if line.endswith("文件") or is_document_number(line):
        return True
    if TITLE_END.search(line) is not None:
        return False
    masked = len(line) <= 16 and _MASK.search(line) is not None
    below = [item.text for item in lines[position + 1 : position + 4]]
    return (masked or is_signature(line)) and any(is_named_title(text) or is_document_number(text) for text in below)


def _next_start(lines: Sequence[Line], position: int, end: int) -> int:
    return lines[position + 1].start if position + 1 < len(lines) else end


def _is_prose(line: str) -> bool:
    return "。" in line or ";" in line or (len(line) > 60 and "," in line) or _SENTENCE.match(line) is not None


def _short_above_gap(lines: Sequence[Line], position: int) -> bool:
    """Whether the first line is short and apart, so that it is a title though it speaks: 我是谁,我该是谁."""
    line = lines[position].text
    apart = position == 0 and len(lines) > 1 and lines[1].gap > 0
    return apart and len(line) <= _SHORT_SAID and not is_terminated(line) and _may_be_title(line)


def _may_be_title(line: str) -> bool:
    if line[0] in _ITEM or _QUESTION.fullmatch(line):
        return line[0] not in _ITEM
    if is_label(line) and TITLE_END.search(line) is None:
        return False  # a field of a form: 时间：…, 主持：…
    plain = _BRACKET_BEHIND.sub("", line)
    return is_title_like(plain) or (2 <= len(plain) <= 30 and TITLE_END.search(plain.replace(" ", "")) is not None)


def _title_span(lines: Sequence[Line], position: int) -> tuple[int, int]:
    """The title's line without a date in brackets, and with its second line where the first one breaks off."""
    line = lines[position]
    label = _LABEL.match(line.text)
    bracket = _BRACKET_BEHIND.search(line.text)
    start, end = line.start + (label.end() if label else 0), line.end
    if bracket is not None and (any(c.isdigit() for c in bracket[0]) or "年" in bracket[0]) and bracket.start() >= 4:
        end = line.start + bracket.start()
    elif position + 1 < len(lines) and (_owns(lines, position) or _goes_on(line.text, lines[position + 1])):
        end = lines[position + 1].end
    return start, end


def _goes_on(first: str, second: Line) -> bool:
    if second.gap and not (_HANGS.search(first) and len(second.text) <= _SHORT_REST):
        return False
    if is_greeting(second.text) or is_date_line(second.text) or looks_like_author(second.text):
        return False
    named = is_named_title(second.text) or (second.text[0] == "的" and TITLE_END.search(second.text) is not None)
    if second.text.startswith("暨"):
        return not is_terminated(second.text) and len(second.text) <= _SHORT_REST
    if second.text.startswith(("—", "-", "(")) or not named:
        return False  # a subtitle, or no title at all
    if first.startswith(("在", "关于", "对", "就")) and _SECOND_LINE.match(second.text):
        return True
    if first.startswith("在") and _SPOKEN.search(second.text) and not _SPOKEN.search(first):
        return True
    return TITLE_END.search(first) is None and first[-1:] not in ")》”"
