"""A place that is not the document's own in its closing wish: the residue of the text it was copied from."""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterator

from cxzy_nlp.audit.subject import Subject
from cxzy_nlp.document import Finding

#: Kinds of units, the longer ones first; a county may be praised by its town, but not by another county.
_KINDS = "街道|社区|县|区|镇|乡|村|市|省|学院|大学|中学|小学|医院|公司|集团"
_NAME = re.compile(rf"(?P<name>[\u4e00-\u9fff]{{2,3}}?)(?P<kind>{_KINDS})(?![长委级里容场民干])")
#: How far from its end a document's closing wish begins.
_CLOSING = 260
_WISH = re.compile(
    r"为(?:实现|推动|推进|促进|加快|建设|打造|构建|开创|谱写|把)?[^。!?\n]{2,60}?(?:奋斗|贡献|努力|献礼|保证|保障|篇章|局面)"
)
#: What stands before a name of two or three characters, or in its place, and is part of no name.
_NOT_A_NAME = re.compile(
    r"[全我本各该此这那某两一二三四五六七八九十几个为在对从与及的是有把将使让由被省市县区镇乡村老小先后推进促更美丽富裕繁强化范试点基层]"
)
_OFTEN = 2


def foreign_units(subject: Subject) -> Iterator[Finding]:
    """A finding for a unit that is named in the closing wish only, in a document about another of its kind.

    The own unit is the one that its title names, or that the body names at least twice, of the same kind (a town
    beside a town). Superior units are of another kind, and no finding. Wrong where a document ends with the praise of
    a neighbour.

    Examples
    --------
    >>> from cxzy_nlp import analyze
    >>> text = "在青岩镇党员大会上的讲话\\n青岩镇的党员要带头。\\n让我们为建设和谐的白沙镇作出新的贡献！"
    >>> [(text[f.start:f.end], f.kind) for f in analyze(text)[0].findings]
    [('白沙镇', 'foreign_unit')]
    """
    text = subject.text
    low = max(subject.start, subject.end - _CLOSING)
    wishes = list(_WISH.finditer(text, low, subject.end))
    if not wishes:
        return
    own: dict[str, Counter[str]] = {}
    body = text[subject.start : wishes[0].start()]
    for found in _NAME.finditer(body):
        own.setdefault(found["kind"], Counter())[_tail(found["name"])] += 1
    titled = {found["kind"]: _tail(found["name"]) for found in _NAME.finditer(_title(subject))}
    for wish in wishes:
        for found in _NAME.finditer(text, wish.start(), wish.end()):
            name, kind = _tail(found["name"]), found["kind"]
            if _NOT_A_NAME.search(name):
                continue
            named = own.get(kind, Counter())
            mine = titled.get(kind) or next((item for item, times in named.most_common(1) if times > _OFTEN), None)
            if mine is None or mine == name or _NOT_A_NAME.search(mine) or named[name] or name + kind in body:
                continue
            start = found.end() - len(kind) - len(name)
            yield subject.finding(
                start,
                found.end(),
                "foreign_unit",
                f"{name}{kind} stands in the closing wish, but the document is about {mine}{kind}: "
                "left over from the text it was copied from?",
            )


def _title(subject: Subject) -> str:
    if subject.title is None:
        return ""
    offsets = subject.reading.offsets
    return subject.text[offsets.to_clean(subject.title.start) : offsets.to_clean(subject.title.end)]


@functools.lru_cache(maxsize=1024)
def _tail(name: str) -> str:
    """The two characters before the kind of unit: enough to tell two places apart, whatever stands before them."""
    return name[-2:]
