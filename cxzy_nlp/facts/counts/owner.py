"""What a number counts whose noun does not stand beside it: inherited from a count before, or the subject of 占."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cxzy_nlp.facts.counts.tables import cues, kind_of, nouns
from cxzy_nlp.facts.counts.values import CountMatch, Noun, Surface

_ITEMS = frozenset(("条", "项", "件", "个"))
_HEADS = frozenset(("名", "人", "位"))
#: Units of opinions and tasks, and what their nouns end in.
_DUTIES = frozenset(("条", "项", "件"))
_DUTY_TAILS = frozenset("案事项见议诺题度制施律章报足证件诉访单据")
_SITES = ("organisation", "place")
_HOUSEHOLDS = frozenset("户众")
_NAME = 3
#: Words that only tell which of the things counted before are meant (作风方面9条, 物业管理类38条).
_FRAMES = ("方面", "类", "类型")
_THINGS = frozenset(("piece", "person"))
_SENTENCE_END = re.compile(r"[。!?\n]")
_GOES_ON = re.compile(r"[。\n]\s*(?:其中|剩下|剩余|其余|余下|另有|还有|占)")
_CHANGE = re.compile(
    r"增长|增加|增收|增幅|净增|新增|提高|上升|上涨|减少|下降|降低|降幅|降到|降为|降至|减到|压缩|调整|缩减|多出?了|少了|高出|低于|高于|翻"
)
_SHARE = re.compile(
    r"占|其中|合计|共计|总共|累计|共|人均|户均|平均|剩|其余|余下|完成|达到|实现|兑现|收回|就有|达|为|是"
)
_PREDICATE = re.compile(
    r"比上年|比去年|比[0-9]{4}年|较上年|较去年|同比|环比|平均|由去年|由上年|一直|始终|上升|上涨|下降|降低|增长|增加|提高|减少|升至|降至|保持|控制|稳定|只有|达|压缩|压减|缩减|缩短"
)
#: A sentence that goes on with what became of the things counted before: 承诺95项。截至12月20日,已兑现91项.
_OUTCOME = re.compile(
    r"[。\n]\s*(?:(?:截至|截止|到|至)[^,。;]{2,12},|目前,?|至今,?|[^,。;0-9]{2,12},(?=已))?(?:已经?|现已|当场|马上|先后|当年|年内|全部)"
    r"(?:兑现|办结|完成|答复|整改|解决|落实|采纳|办理|处理|收回|发放|回复|销号|建成|收到|化解|调处)了?\Z"
)
#: What stands between 由 and the number that it changes from.
_BEFORE_CHANGE = re.compile(
    r"(?:[0-9]{1,4}[年月日底]|去年|上年|前年|同期|年初|年底|原来|过去|以前|当初|目前|现在|当前|最初|开始时?|此前|活动前|每[年月天人]|次均|人均|户均|平均|底|的|约|近)*"
)
_REACH = 70
_TABLE_REACH = 900
_LOOK_BACK = 10
_CELLS_BACK = 40


def inherited(text: str, surface: Surface, clause: str, history: Sequence[CountMatch]) -> str | None:
    """The noun of an earlier count that this number counts too (承诺20项,完成18项; 党员8名,占四成).

    Things inherit from a count of the same unit in their sentence, sums of money and rates where a word says that they
    change or share what was named, cells of a table from the last count of their unit before it.

    Examples
    --------
    >>> from cxzy_nlp.facts.counts import scan_counts
    >>> text = "承诺事项20项,完成18项,占90%。"
    >>> [count.of for count in scan_counts(text, 0, len(text))]
    ['承诺事项', '承诺事项', '承诺事项']

    Notes
    -----
    Source: the annotation guidelines (``of`` is inherited too). Wrong where a new subject of the same unit is
    introduced without a noun (抽调4人).
    """
    kind, at = surface.unit.kind, surface.start
    if at > 0 and text[at - 1] == "|":
        return _of_cell(surface, history)
    for index in range(len(history) - 1, max(-1, len(history) - 1 - _LOOK_BACK), -1):
        count = history[index]
        if at - count.end > _REACH:
            return None
        gap = text[count.end : at]
        beyond = _SENTENCE_END.search(gap) is not None
        if beyond and not (_GOES_ON.search(gap) or _OUTCOME.search(gap)):
            return None
        if beyond and _less(count, surface):
            continue
        if count.role == "discourse" or (count.of or "").endswith(_FRAMES):
            continue  # 形式主义方面12条 says of none of the others what they count
        if index == len(history) - 1 and count.of is not None and (not gap or gap == "、"):
            # 5个村、311户: no villages are counted in households.
            return count.of if count.unit != "个" or surface.unit.surface != "户" else None
        if _may_inherit(kind, surface.unit.name, count, gap, clause):
            return _divided(text, history, index) if beyond else count.of
    return None


def _of_cell(surface: Surface, history: Sequence[CountMatch]) -> str | None:
    for count in reversed(history[-_CELLS_BACK:]):
        if surface.start - count.end > _TABLE_REACH:
            return None
        if count.unit == surface.unit.name and count.of is not None:
            return count.of
    return None


def _divided(text: str, history: Sequence[CountMatch], index: int) -> str | None:
    """What the total counts of which the count at `index` is a part: the next sentence goes on with the whole."""
    part = history[index]
    for whole in reversed(history[max(0, index - _LOOK_BACK) : index]):
        gap = text[whole.end : part.start]
        if len(gap) > _REACH or _SENTENCE_END.search(gap):
            break
        if whole.unit == part.unit and "其中" in gap and whole.of is not None:
            return whole.of
    return part.of


def _less(count: CountMatch, surface: Surface) -> bool:
    """Whether fewer were counted before than are said to be done now: a part of the whole that is meant."""
    return count.value is not None and surface.numeral is not None and count.value < surface.numeral.value


def _may_inherit(kind: str, unit: str, count: CountMatch, gap: str, clause: str) -> bool:
    if kind == "rate":
        return count.of is not None and (
            count.unit not in ("元",) or _CHANGE.search(clause) is not None or "占" in clause
        )
    if count.unit != unit:
        if "分别" in clause and unit in _ITEMS and count.unit in _ITEMS:
            return True
        return kind_of(count.of or "") == "person" and (
            {count.unit, unit} <= _HEADS or (unit == "个" and count.unit in _HEADS and "的" in clause)
        )
    if kind in _THINGS or kind == "text":
        return True
    if kind == "event":
        return "其中" in gap or gap.startswith(("改为", "减为", "减少到", "增加到", "增至", "减至", "降到"))
    return _CHANGE.search(clause) is not None or _SHARE.search(clause) is not None or "其中" in gap or len(clause) < 2


def whole_of(text: str, surface: Surface, begin: int, history: Sequence[CountMatch]) -> str | None:
    """The noun of the total that the sentence divides: 党员120名,其中女党员35名、其他20名.

    `begin` is where the label of the part stands.
    """
    for count in reversed(history[-_LOOK_BACK:]):
        gap = text[count.end : begin]
        if len(gap) > 2 * _REACH or _SENTENCE_END.search(gap):
            return None
        if (
            count.of is not None
            and "其中" in gap
            and (count.unit == surface.unit.name or {count.unit, surface.unit.name} <= _HEADS)
        ):
            return count.of
    return None


def is_label(text: str, surface: Surface, noun: Noun, history: Sequence[CountMatch]) -> bool:
    """Whether the word before the number names a part of what was counted before (其中农村8个, 教材1.2万元)."""
    if noun.text in cues("label") or noun.text.endswith(_FRAMES):
        return True
    foreign = _foreign(surface, noun)
    if not (foreign or surface.unit.kind == "money"):
        return False
    for count in reversed(history[-_LOOK_BACK:]):
        gap = text[count.end : noun.start]
        if len(gap) > _REACH or _SENTENCE_END.search(gap):
            return False
        if count.unit == surface.unit.name and "其中" in gap:
            if foreign:
                return not noun.text.endswith(count.of or noun.text)
            return not any(nouns().get(noun.text[-length:]) == "money" for length in range(2, 6)) or len(noun.text) == 2
    return False


def _foreign(surface: Surface, noun: Noun) -> bool:
    """Whether the unit does not count such a noun: 其中派出所12名, 其中工程管理40条, 其中石壁6个."""
    unit = surface.unit.name
    if unit in _HEADS:
        return kind_of(noun.text) in _SITES and noun.text[-1] not in _HOUSEHOLDS
    if unit in _DUTIES:
        kinds = (None, *_SITES) if unit == "件" else (None, "thing", *_SITES)
        return kind_of(noun.text) in kinds and noun.text[-1] not in _DUTY_TAILS
    return unit == "个" and not noun.known and len(noun.text) <= _NAME


def subject_end(clause: str) -> int:
    """Where the subject of 占, 比上年, 下降 ends in a clause (老茶园|占了, 药价|比上年), -1 if there is none."""
    at = clause.rfind("占")
    if at < 0 and (found := _PREDICATE.search(clause, 2)):
        at = found.start()
    if at <= 1 or clause[at - 1] in "的,":
        return -1
    while at > 1 and clause[at - 1] in "约仅只就共还已所":
        at -= 1
    return at


def change_begin(clause: str) -> int:
    """Where 由 or 从 stands that a change begins with (机械化率|由目前的31%), -1 if nowhere.

    Examples
    --------
    >>> change_begin("综合机械化率由目前的"), change_begin("由")
    (6, 0)
    """
    at = max(clause.rfind("由"), clause.rfind("从"))
    return at if at >= 0 and _BEFORE_CHANGE.fullmatch(clause, at + 1) else -1
