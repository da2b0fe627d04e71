"""Parts without a word such as 其中: 48个支部中,有31个…; 31件申请,超期办结的有7件; 做成的13件,剩下5件."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from cxzy_nlp.document import Breakdown, Relation
from cxzy_nlp.facts.counts.divisions import exact, same_unit
from cxzy_nlp.facts.counts.values import CountMatch
from cxzy_nlp.facts.numerals import plain

_REACH = 48
_STOP = re.compile(r"[。!?\n]")
_OPENED = re.compile(
    r"\A[^,。;]{0,6}(?:中|里|当中|里面|里头)[,有就]|其中|\A[^,。;]{0,4},(?:[^,。;]{0,8},)?(?:其中)?(?:就|只|仅)?有\Z"
    r"|\A,(?:到|至今|目前|现在)[^,。;]{0,8}(?:还|仍|只|就)?有\Z|\A(?:中|里|当中|里面)\Z"
)
#: A part that is divided itself: 剩下45件里头,有12件.
INNER = re.compile(r"(?:中|里|当中|里面|里头)[,有就]")
#: 14间库房腾出来6间, 10个项目换掉了4个; but not 12个增加到15个.
_OUT_OF = re.compile(r"\A(?!.*(?:[到为至比较多少增减降升超,。;:、]|完成|办结|兑现|解决|整改|落实))[^0-9]{2,5}\Z")
_PART = re.compile(
    r"的(?:就|只|仅|也|还|也就|共)?(?:有|占|是)?\Z|(?:[,、;。]|\A)(?:剩下|其余|另有|另外|还有|余下|其他|其它)[^,。;]{0,6}\Z|(?:当中|里|其中)(?:就|只|仅|还)?有\Z"
    r"|(?:中|里面),?(?:就|只|仅|还)?有\Z|(?:\A中|[,、](?:其他|其它))\Z"
)
#: What is left stands beside what was named last, it is no part of it (发出2310张,其余476张).
_LEFT = re.compile(r"(?:剩下|其余|余下|剩余)[^,。;]{0,6}\Z")
#: 有12个没有场所,有5个缺书记
_AGAIN = re.compile(r",(?:还|另|也)?有\Z")
_REST = re.compile(r"\A[^。\n]{0,12}。(?:剩下|其余|余下)")
#: Sums, shares and deeds are compared with each other more often than divided.
_NO_TOTALS = frozenset(("元", "%", "‰", "成", "次", "人次", "场", "亩", "米", "公里"))
_BODIES = frozenset(("人", "名", "户", "位"))
_WITHIN = frozenset(("中", "里", "当中", "里面"))
_MOST = 12
_REPEATED = re.compile(r"(?:还有|另有)\Z")
_CLOSED = frozenset(("", ",", "、", "。", ";", ")", "\n", "的", "一"))


def _says(text: str, part: CountMatch) -> bool:
    """Whether a predicate follows a part that names no noun."""
    return part.end - part.number_end == 1 and text[part.end : part.end + 1] not in _CLOSED


def named_part(text: str, counts: Sequence[CountMatch], total: int, used: set[int]) -> Breakdown | None:
    """The breakdown that follows a total in the same sentence, its parts named by 的, 中有 or 剩下.

    A part has the unit of the total, no more than its value, and no noun of its own.

    Examples
    --------
    >>> from cxzy_nlp.facts.counts import scan_counts
    >>> text = "收到申请31件,按时办结的24件,剩下7件。"
    >>> named_part(text, scan_counts(text, 0, len(text)), 0, set())
    Breakdown(total=0, parts=(1, 2), relation='partition', consistent=True, difference=0)

    Notes
    -----
    Source: the annotation guidelines of breakdowns. Such parts never make a partition that is wrong in its sum: what
    is not named is taken to be the rest. Wrong where a second body of the same unit is spoken of.
    """
    whole = counts[total]
    if whole.unit in _NO_TOTALS or whole.value is None:
        return None
    if whole.of is None and whole.unit not in _BODIES and not INNER.match(text, whole.end):
        return None
    firm = whole.of is not None and whole.of in text[whole.start : whole.end]
    parts: list[int] = []
    rest = exact(whole.value)
    position = whole.end
    for index in range(total + 1, min(len(counts), total + 1 + _MOST)):
        part = counts[index]
        gap = text[position : part.start]
        if len(gap) > _REACH or (_STOP.search(gap) and not (parts and _REST.match(gap))):
            break
        if not same_unit(part, whole) or part.value is None or part.role == "discourse":
            continue
        if index in used or part.value > rest or part.value >= whole.value:
            break
        own = part.of is not None and part.of != whole.of and not (whole.of or "").endswith(part.of)
        lead = text[max(position, part.start - 14) : part.start]
        opened = _OPENED.search(gap) is not None or (firm and _OUT_OF.match(gap) is not None)
        if own and not (INNER.match(gap) or gap in _WITHIN):
            break
        if not parts and firm and gap == "," and part.unit in _BODIES and _says(text, part):
            opened = True  # 问了8名党员,3名说不出
        if _REPEATED.search(lead) and part.of is not None and text.startswith(part.of, part.number_end + 1):
            break  # 6个乡镇的汇报,还有3个乡镇
        if not parts and (gap[:1] == "、" or _LEFT.search(lead) or not (_PART.search(lead) or opened)):
            break
        if parts and (INNER.match(gap) or not (_PART.search(lead) or _AGAIN.search(lead))):
            break
        parts.append(index)
        position = part.end
        rest -= exact(part.value)
        if not rest:
            break
    if not parts:
        return None
    relation: Relation = "partition" if not rest and len(parts) > 1 else "subset"
    return Breakdown(total, tuple(parts), relation, True, plain(Decimal(rest)))
