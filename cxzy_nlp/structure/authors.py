"""Who wrote or spoke: a person's name near the title, or one that signs at the end."""

from __future__ import annotations

import functools
import re

from cxzy_nlp.knowledge import load
from cxzy_nlp.text.cues import is_date_line, is_terminated
from cxzy_nlp.text.lines import split_lines

#: Three characters that end like this are a place or an office.
_PLACE = frozenset("村镇乡县市区局院校厅委办部站所会")
NAME = r"[\u4e00-\u9fff](?: ?[\u4e00-\u9fff]){1,3}"
OFFICE = (
    "副?(?:书记|主任|主席|经理|总裁|政委|干事|秘书长|董事长|检察长|"
    "[部局厅司处科股校院镇乡县市区省州旗组会站所队社团行台馆园班]长)"
)
_STANDING = "(?:党员|教师|医生|护士|委员)(?=[ :])"
_UNIT = "(?:所|局|院|校|镇|乡|村|站|部|厅|公司|支部|中心|科|室|处|街道|社区|集团|大学|县|市|区|车间|班|组|队)(?= )"
DATE = (
    r"[(〔\[]? ?(?:[12]\d{3}|[二一][〇○零oO0一二三四五六七八九]{3}) ?[年.\-/]"
    r"[\d年月日号.\-/ 〇○零一二三四五六七八九十x×*]{0,12}[)〕\]]?"
)
_AUTHOR = re.compile(
    rf"\(?(?:{DATE} )?(?:[\u4e00-\u9fff、·]{{0,28}}?(?:{OFFICE}|{_STANDING}|{_UNIT}) ?[: ]? ?)?(?P<name>{NAME}) ?"
    rf"(?:同 ?志)? ?(?:{DATE})?\)?$"
)
_NAME_FIRST = re.compile(
    rf"\(?(?P<name>{NAME}) +[\u4e00-\u9fff、·]{{0,28}}(?:{OFFICE}|支部|中心|公司|[局院校镇乡村厅部])\)?$"
)
_LABELLED = re.compile(
    rf"^[(〔]?(?:作者|讲话人|汇报人|报告人|主讲人|发言人|点评人|撰稿人?|承诺人|述职人|执笔人?|申请人|授课人|倡议人|宣誓人|(?:对照)?检查人|剖析人|"
    rf"思想汇报人|文|通讯员)"
    rf"(?: ?[:/]|(?<=人) ) ?(?:[^:。]{{2,30}}(?:{OFFICE} ?|{_UNIT} ))?(?P<name>{NAME})(?![\u4e00-\u9fff]| ?:)"
)


@functools.cache
def _surnames() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Family names of one and of two characters, and words that only look like a name."""
    kinds: dict[str, set[str]] = {"single": set(), "compound": set(), "word": set()}
    for entry in load("surnames"):
        kinds[entry["kind"]] |= set(entry["names"] if entry["kind"] == "single" else entry["names"].split())
    return frozenset(kinds["single"]), frozenset(kinds["compound"]), frozenset(kinds["word"])


def is_personal_name(text: str) -> bool:
    """Whether `text` (blanks aside) has the form of a Chinese person's name.

    Judges by the family name, the length and a list of words alone; a word such as 高兴 passes too.

    Examples
    --------
    >>> [is_personal_name(name) for name in ("陈 明 远", "欧阳修", "加强领导", "某某", "白石村")]
    [True, True, False, False, False]
    """
    name = text.replace(" ", "")
    single, compound, words = _surnames()
    if name in words or "某" in name or (len(name) > 2 and name[-1] in _PLACE):
        return False
    if name[:2] in compound:
        return 3 <= len(name) <= 4
    return 2 <= len(name) <= 3 and name[0] in single


def looks_like_author(line: str) -> bool:
    """Whether the line is a person's name, alone or with an office or a date.

    Examples
    --------
    >>> [looks_like_author(line) for line in ("李明远 2011.6.30", "镇党委书记 李明远", "加强领导")]
    [True, True, False]
    """
    return author_span(line) is not None


def author_span(line: str) -> tuple[int, int] | None:
    if len(line) > 48:
        return None
    for pattern in (_LABELLED, _AUTHOR, _NAME_FIRST):
        found = pattern.match(line)
        if found is not None and is_personal_name(found["name"]):
            return found.span("name")
    return None


def signing_author(text: str, start: int, end: int) -> tuple[int, int] | None:
    """汇报人：… in the last lines, or a name behind the last sentence, alone or above the date."""
    lines = split_lines(text, max(start, end - 120), end)
    for line in reversed(lines):
        found = _LABELLED.match(line.text)
        if found is not None and is_personal_name(found["name"]):
            return line.start + found.start("name"), line.start + found.end("name")
    if lines and is_date_line(lines[-1].text):
        lines.pop()
    if not lines:
        return None
    line = lines[-1]
    at = max(line.text.rfind(sign) for sign in "。!?") + 1
    tail = line.text[at:].lstrip(" ")
    at = len(line.text) - len(tail)
    if not tail or ":" in tail or (at == 0 and not (len(lines) > 1 and is_terminated(lines[-2].text))):
        return None
    span = author_span(tail)
    return None if span is None else (line.start + at + span[0], line.start + at + span[1])
