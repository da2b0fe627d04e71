"""When 一 states an amount: 活动室一个, 每人一份, 只有一票, 召开一次党员大会; everywhere else it is an article."""

from __future__ import annotations

import re

from cxzy_nlp.facts.counts.tables import after_last, cues, last_of, nouns
from cxzy_nlp.facts.counts.values import Surface, Unit

_BOUNDARY = frozenset(",。;、:!?)\n|”’ ")
_EDGE = last_of(",。;:!?\n")
_REACH = 26
#: The longest of the words that are looked for right before 一.
_WORD = 4
_MEASURES = frozenset(("money", "area", "length", "rate", "weight", "volume"))
#: 每人一份, 一个月上一次门, 家家一本, 各派一名: the amount falls to each of several.
_EACH = re.compile(
    r"每(?!天都|当)|(?<![自到])各(?![级类种项位自地界方行科部])|家家|户户|人人|村村|隔[周月日]|逐[月周]"
    r"|一(?:人|户|村|家|月|周|年|季|支部|个(?:月|季度|星期|周|学期|支部|村|班组?|项目|专题|单位))"
    r"|[二两三四六]个(?:月|季度|星期|周)|[0-9一二三四五六七八九十]{1,2}月份?(?:底|末)?(?=[^,。;]{0,6}\Z)"
)
_ARTICLE_BEFORE = re.compile(r"(?:[是为成这那某任的又再第头同如像作当]|作为|成为|争做|争当|做好?|当好?)\Z")
_ONLY = re.compile(
    r"(?:只有|仅有|(?<!是)其中有?|仅|只|至少|最少|不到|不足|不少于|不得少于|唯一|全站|剩下?|少于|多于|存|就)\Z"
)
#: 其中一个原因, 只是一个方面.
_REASONS = ("原因", "方面")
_HAPPENED = re.compile(r"(?:发生|查处|查办|调处|化解|排查|发现|接到|处理|出现|查出|引发)[了过]?\Z")
_DEED = re.compile(r"(?:召开|开展|组织|举办|举行|参加|安排|进行|开|上|讲|过|读|搞|接受|集中)(?:好|了|过)?\Z")
#: Units of things that no everyday phrase uses behind a verb.
_PIECES = frozenset(("台", "辆", "套", "座", "栋", "间", "艘", "幅", "册", "台套"))
#: 三元一斤 is a price.
_PRICE = frozenset("元块毛角钱")
_DEEDS = frozenset(("event",))
_DOUBLED = re.compile(r"(.{2,5})\1")
_EVERYDAY_NOUN = re.compile(r"[新好大小像深重美全平广总领]")


def one_counts(text: str, surface: Surface) -> bool:
    """Whether 一 and its unit state an amount.

    Examples
    --------
    >>> from cxzy_nlp.facts.counts.grammar import scan_surfaces
    >>> [len(scan_surfaces(text, 0, len(text), ())) for text in ("每季度交一篇短文", "建设一个好班子")]
    [1, 0]

    Notes
    -----
    Source: the annotation guidelines (一 counts in a list of amounts, or where it is exact by sense). Wrong where only
    the paragraph tells whether one is meant.
    """
    unit, at = surface.unit, surface.number_start
    if unit.surface == "起":  # 一起 is an adverb but for what happens
        after = text[surface.end : surface.end + 1]
        if text.find("一起", max(0, at - 8), at) >= 0:
            return False
        return after != "," and _HAPPENED.search(text, max(0, at - 4), at) is not None  # 发现一起,查处一起
    if unit.kind in _MEASURES:
        return unit.surface != "角" and text[at - 1 : at] not in _PRICE
    if not unit.solo and not _countable(text, surface):
        return False
    clause = text[after_last(text, at - _REACH if at > _REACH else 0, at, _EDGE) : at]
    last_word = clause[-_WORD:]
    if _ONLY.search(last_word):
        return not text.startswith(_REASONS, surface.unit_end)
    if _is_doubled(text, at):
        return False  # 一个一个地, 一个支部一个支部
    *_, each = (None, *_EACH.finditer(clause))
    if each is not None and not _ARTICLE_BEFORE.search(clause[each.end() :]):
        return each.end() < len(clause) or each[0][0] not in "每各"
    if _HAPPENED.search(last_word):
        return unit.name in ("起", "件", "例", "宗", "次", "处")
    after = text[surface.end : surface.end + 1]
    if not after or after in _BOUNDARY:
        return _listed(clause, unit)
    if unit.kind in _DEEDS and _DEED.search(last_word):
        return _known_after(text, surface) and not _EVERYDAY_NOUN.match(after)
    return False


def _is_doubled(text: str, at: int) -> bool:
    if _DOUBLED.match(text, at):
        return True
    return text.find("一", max(0, at - 5), at) >= 0 and any(
        text[at - size : at] == text[at : at + size] for size in range(2, 6)
    )


def _countable(text: str, surface: Surface) -> bool:
    """Units that count only beside their thing (一堂课) may follow 每 too."""
    return surface.unit.guard in ("", "digits")


def _listed(clause: str, unit: Unit) -> bool:
    """After its noun at the end of a clause: 活动室一个."""
    piece = clause[clause.rfind("、") + 1 :]
    if unit.surface in _PIECES and len(piece) > 1 and piece[-1] not in "这那某的了第":
        return True
    table = nouns()
    if unit.kind in _DEEDS and any(piece.endswith(word) for word in cues("both")):
        return False
    return any(piece[-length:] in table for length in range(2, 8) if len(piece) >= length)


def _known_after(text: str, surface: Surface) -> bool:
    table = nouns()
    window = text[surface.end : surface.end + 10]
    return any(window[start : start + length] in table for start in range(5) for length in range(2, 6))
