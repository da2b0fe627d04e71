"""The noun behind a unit: 35个基层党组织, 六个方面的体会, 3名七十岁以上的老党员."""

from __future__ import annotations

import functools
import re

from cxzy_nlp.facts.counts.tables import cues, discourse, everyday, kind_of, left_lexicon, nouns, right_lexicon
from cxzy_nlp.facts.counts.topic import counted
from cxzy_nlp.facts.counts.values import Noun, Surface

_REACH = 24
_UNKNOWN = 6
_SURE = 4
#: Words that hold a preposition or auxiliary and begin a predicate behind a noun (党员|在外打工).
_CLAUSAL = frozenset("在有以对被受未从由为")
#: A one-character verb stands before them (挂在, 排成).
_AFTER_VERB = frozenset(("在", "了", "着", "过", "到", "成", "给", "得", "起", "出", "完", "住", "好", "掉", "开"))
_ATTRIBUTE = 12
_ITEMS = frozenset(("项", "条", "点", "种"))
_HANDED = re.compile("[交送]|报(?![告表纸刊名单])")
#: Kinds of nouns that do not happen.
_NO_EVENTS = frozenset(("organisation", "person", "discourse"))
_NO_OWNERS = frozenset(("stop", "both", "modifier", "attribute", "word"))
#: Last characters of words for persons.
_TRADES = frozenset("员工师手者")
_EDGE = re.compile(r"[,。;:、!?\n()〔〕\[\]{}|\"”‘’《》/0-9— ]")
_AGE = re.compile(r"(?:[0-9]{1,2}[-—~至到])?[0-9一二三四五六七八九十]{1,4}周?岁(?:[及含]?以[上下])?的?")
_AGE_FIRST = frozenset("0123456789一二三四五六七八九十")
_LACKS = frozenset("缺欠差没无有在")
#: 3个队|亏, 两层楼|高
_STATES = frozenset("亏高大小多少好坏长宽富穷忙")
#: 十三户|全拆了, 12件|连动都没动
_ADVERBS = frozenset("全连至合只一打有没去来属")
_ATTRIBUTES = re.compile(r"[^,。;:!?\n()的、和0-9名位]{1,8}(?:的|[、和与及])(?:[^,。;:!?\n()的、]{1,4}的)?")
_NO_INSIDE = re.compile("[的栽种有打去来对]")
_SPLIT = re.compile(r"[、和与及]")
#: Measures whose noun stands without 的; 三千人的饮水困难 counts people, not hardships.
_MEASURES = frozenset(("money", "area", "length", "weight", "volume", "rate", "text", "person", "score"))


@functools.cache
def _deeds() -> frozenset[str]:
    """Verbs that are nouns where nothing follows them."""
    return frozenset((*cues("verb"), *cues("both"), *everyday("verb")))


#: Words of services that begin with 为.
_COPULA_WORDS = ("为民", "为农服", "为老服", "为侨服", "为企服", "是非")


def noun_after(text: str, surface: Surface, right: int) -> Noun | None:
    """The noun behind the unit; `right` is where the next count begins.

    Examples
    --------
    >>> from cxzy_nlp.facts.counts.grammar import scan_surfaces
    >>> text = "谈六个方面的体会。"
    >>> noun_after(text, scan_surfaces(text, 0, len(text), ())[0], len(text)).text
    '方面的体会'

    Notes
    -----
    Source: the order “N U X” of the field guide. 方面 hands the counted noun on (六个方面的体会); other attributes with
    的 do so only where no known noun stands before 的. Wrong where a verb that no table knows follows the noun.
    """
    begin = surface.end
    limit = min(right, begin + _REACH)
    if begin >= limit or (surface.unit.surface == "份" and _HANDED.match(text, begin)):
        return None  # 一式两份|报县委组织部
    if text[begin] == "一" and surface.unit.kind == "person":
        return None  # 两人一组
    if text[begin] in "为是" and not text.startswith(_COPULA_WORDS, begin):
        return None  # 1处|为老港区, 两名|是我们院的同志
    if text[begin] == "的":
        return _owned(text, surface, begin + 1, limit)
    if (
        surface.unit.kind == "money"
        and (built := _BUILT.match(text, begin, limit))
        and not _FUNDS.match(text, built.end())
    ):
        return None  # 30万元|建设文化广场, but 30万元建设资金
    first = begin
    if text[begin] in _AGE_FIRST and (age := _AGE.match(text, begin, limit + 8)):
        first, limit = age.end(), max(limit, min(age.end() + 8, len(text)))
    if text[begin] in "“《":
        closed = text.find("”" if text[begin] == "“" else "》", begin, limit)
        if 0 < closed - begin <= 16:
            first = closed + 1
    edge = _EDGE.search(text, first, limit)
    end = edge.start() if edge else limit
    if owed := _told_of(text, begin, end):
        return owed
    noun = None
    if end - begin == 2 and edge is not None and surface.unit.surface in _ITEMS and text[begin:end] in _deeds():
        return Noun(begin, end, text[begin:end], True, False)  # 五项改革, 12条保证
    if begin < end:  # else the clause ends behind the unit
        opened = text.find("“", first, end)
        whole = edge is not None or limit == right
        if opened >= 0:
            end, whole = opened, False
        noun = _head(text, begin, first, end, right if right > end - 1 else -1, whole, surface)
    if surface.unit.kind == "event" and noun is not None and _no_event(noun.text):
        return _event(text, begin, end)
    if surface.unit.surface in ("名", "位") and (noun is None or kind_of(noun.text) != "person"):
        return _person(text, begin, limit, text[surface.number_start] == "一") or noun
    return noun


def _no_event(noun: str) -> bool:
    """Whether what seemed the noun does not happen: 一次|党组织, 一次|自己的思想."""
    kind = kind_of(noun)
    return kind in _NO_EVENTS or (kind != "event" and "的" in noun)


def _event(text: str, begin: int, end: int) -> Noun | None:
    """一次党组织的活动: what happens is counted, not who takes part (走访一次|困难党员)."""
    whole = kind_of(text[begin:end]) == "event" and end - begin <= _ATTRIBUTE
    return Noun(begin, end, text[begin:end], True, True) if whole else None


#: What money is spent on is no noun that it counts.
_BUILT = re.compile(
    "买|建设|修建|新建|改建|扩建|建成|建起|建立|改造|改善|维修|装修|硬化|绿化|治理|整治|开发|购买|购置|添置|安装|用于|投入|支持|帮助|解决"
)
_FUNDS = re.compile("资金|经费|款|费|基金|补助|补贴|项目")
_TOLD = re.compile(
    r"(?:[未没]|参加|参与|开展|承担|完成|列入|纳入|获得|受到|需要|急需|符合|具备)[^,。;:!?\n的0-9]{1,6}的"
)


def _told_of(text: str, begin: int, end: int) -> Noun | None:
    """3个|未公示的企业支部, 78个|参加活动的单位: the known noun behind what is said of the things."""
    said = _TOLD.match(text, begin, end)
    if said is None:
        return None
    stop = said.end()
    for start, close, kind in right_lexicon().tokens(text, said.end(), end):
        if start != stop or kind in ("stop", "both"):
            break
        stop = close
    return Noun(stop, begin, text[said.end() : stop], True, True) if stop > said.end() else None


def _person(text: str, begin: int, limit: int, one: bool) -> Noun | None:
    """名 and 位 count persons: 68名行动不便的老党员, 63名五保、低保老人."""
    attribute = _ATTRIBUTES.match(text, begin, limit)
    if attribute is None:
        return None
    for start, stop, kind in right_lexicon().tokens(text, attribute.end(), limit):
        if kind == "person":
            # What is said of the persons in many words is no part of their name (一名|教学一线的|党员).
            if text[attribute.end() - 1] == "的" and (attribute.end() - begin > _SURE + 1 or one):
                return Noun(attribute.end(), begin, text[attribute.end() : stop], True, True)
            return Noun(begin, stop, text[begin:stop], True, True)
        if kind not in ("modifier", "attribute") or start > attribute.end() + 4:
            break
    return None


def _owned(text: str, surface: Surface, begin: int, limit: int) -> Noun | None:
    """百分之八十的农户: the farmers are counted, but do not stand in the surface; 三方面的成效 does."""
    if surface.unit.kind not in ("rate", "discourse"):
        return None
    close = surface.end
    known = begin
    for start, stop, kind in right_lexicon().tokens(text, begin, limit):
        if start != known or kind in _NO_OWNERS:
            break
        known = stop
    if known > begin:
        return Noun(begin, known if surface.unit.kind == "discourse" else close, text[begin:known], True, True)
    edge = _EDGE.search(text, begin, limit)
    stop = edge.start() if edge else limit
    known = 1 < stop - begin <= 3 and surface.unit.kind == "rate"
    return Noun(begin, close, text[begin:stop], True, True) if known else None


def _head(text: str, begin: int, first: int, end: int, right: int, whole: bool, surface: Surface) -> Noun | None:
    """The longest noun from `begin` on: known words in a row with short unknown ones, up to a stop."""
    known_end, position = -1, first
    modified = False  # whether only modifiers have been seen (村级|防疫员)
    weak = False  # whether everyday words are all that is known
    no_words = surface.unit.kind in ("event", "rate") or surface.unit.surface == "人"
    single = False  # whether the last known word is of one character (村|会计)
    stop_word = ""
    suffixes = cues("suffix")
    before_known = -1  # where the known noun before the last one ends
    for start, stop, kind in right_lexicon().tokens(text, first, end):
        if kind == "stop" or (kind == "both" and known_end >= 0) or (known_end >= 0 and text[start] in _CLAUSAL):
            if start == position and stop - start == 2 and _makes_noun(text, start, stop, end):
                known_end = position = stop + 1  # 测评|表
                continue
            if start == known_end and text[start:stop] in ("和", "与", "及") and _noun_at(text, stop, end):
                position = stop  # 窗口单位|和|服务行业
                continue
            stop_word, end = text[start:stop], start
            break
        if kind == "word":
            if known_end == start and not weak and surface.unit.kind == "person" and text[stop - 1] in _TRADES:
                known_end = position = stop  # 党员|业务员
                continue
            if (known_end >= 0 and not (weak and start == known_end)) or no_words:
                continue  # 党员|动静
            weak = True
        elif kind not in ("modifier", "attribute", "both"):
            weak = False
        gap = start - position
        if (
            gap
            and known_end >= 0
            and not (
                gap <= 2 and not _NO_INSIDE.search(text, position, start) and (single or text[start - 1] in suffixes)
            )
        ):
            break
        if gap > 4 and "的" not in text[position:start]:
            break
        if gap == 1 and known_end < 0 and text[position] in _LACKS:
            return None  # 24个|缺场所
        modified = kind == "modifier" and start == position and known_end < 0
        position = stop
        if kind not in ("modifier", "attribute", "both") or (kind == "both" and start == first):
            before_known, known_end, single = known_end, stop, stop - start == 1
    if end <= first and first == begin:
        return None
    if known_end == right and before_known < 0:
        before_known = _inner_noun(text, first, known_end)  # 支部承诺 is a noun elsewhere
    if known_end == right and before_known > first and "的" not in text[before_known:known_end]:
        known_end = end = before_known  # 22个支部|承诺140项
        whole = False
    particle = text.find("的", first, end)
    if particle >= 0 and (known_end < 0 or particle <= known_end or weak):
        return _behind_particle(text, begin, particle, end, known_end, surface)
    if known_end >= 0:
        rest = end - known_end
        # A few more characters before a boundary belong to a longer noun that no table has (党员|师傅).
        if (
            (particle < 0 and 0 < rest <= 3 and (single or (whole and not stop_word)))
            and text[end - 1] in suffixes
            and not _acts(text, known_end, end)
        ):
            known_end = end
        elif (
            (single and known_end - first == 1 and rest == 1 and particle < 0)
            and (whole or stop_word)
            and (
                text[known_end] not in cues("start") and text[known_end] not in _STATES and stop_word not in _AFTER_VERB
            )
        ):
            known_end = end  # 牛|棚, but not 村|转了
        return Noun(begin, known_end, text[begin:known_end], True, not weak)
    if first > begin and text[begin] in "“《":
        return Noun(begin, first, text[begin:first], True, False)
    if surface.unit.kind == "event":
        return None
    if particle >= 0:
        end, stop_word = particle, "的"
    elif stop_word and stop_word in _AFTER_VERB and end - first > 2:
        end -= 1  # 人家|挂在
    length = end - first
    if length == 1 and text[first] in cues("single"):
        return Noun(begin, end, text[begin:end], True, True)
    if text[first] in _ADVERBS:
        return None
    if (length > _SURE or not (whole or stop_word)) and (stop := _by_tail(text, first, end, surface)):
        return Noun(begin, stop, text[begin:stop], True, True)
    if not (whole or stop_word) or not 0 < length <= _UNKNOWN or surface.unit.surface == "人":
        return None
    if (
        (text[first] in cues("start") and length != 2)
        or _verb_and_object(text, first, end)
        or (position > first and not modified)
    ):
        return None  # 先签字, 种植大棚菜
    if modified and (position >= end or text[end - 1] not in suffixes):
        return None
    if (length > _SURE or length == 1) and text[end - 1] not in suffixes:
        return None
    return Noun(begin, end, text[begin:end], True, False)


def _inner_noun(text: str, first: int, end: int) -> int:
    """Where a body ends that begins a known compound (支部|承诺), -1 if the compound is none."""
    for stop in range(end - 2, first + 1, -1):
        if kind_of(text[first:stop]) == "organisation" and text[stop:end] in nouns():
            return stop
    return -1


def _by_tail(text: str, first: int, end: int, surface: Surface) -> int:
    """Where an unknown noun ends whose last character tells that the unit counts it: 3.2万亩盐田|划成; 0 if nowhere."""
    if text[first] in cues("start"):
        return 0
    for stop in range(first + 2, min(first + _SURE, end) + 1):
        if counted(surface.unit.name, text[first:stop]):
            while stop < end and counted(surface.unit.name, text[first : stop + 1]):
                stop += 1
            return stop
    return 0


def _acts(text: str, at: int, end: int) -> bool:
    """Whether a verb or a number begins what follows the noun (乘客|打照面, 支部|一家包)."""
    words = left_lexicon().words
    return (
        text[at] in "一打有没去来"
        or _verb_and_object(text, at, end)
        or any(words.get(text[at : at + size]) == "verb" for size in range(1, end - at + 1))
    )


def _verb_and_object(text: str, at: int, end: int) -> bool:
    """Whether a verb of one character with a noun of one is all that stands there (五百元|买灯, 老人|送药)."""
    return end - at == 2 and text[at] in cues("start") and text[at + 1] in cues("single")


def _noun_at(text: str, at: int, end: int) -> bool:
    words = right_lexicon().words
    return any(
        words.get(text[at : at + length], "stop") not in ("stop", "both", "attribute", "modifier")
        for length in range(2, min(6, end - at) + 1)
    )


#: Verbs that make no noun: they say how something is done (当场|表态), or have an object (涉及|水价).
_HOW = frozenset(("当场", "当面", "分头", "随机", "统一", "涉及"))


def _makes_noun(text: str, start: int, at: int, end: int) -> bool:
    """Whether the character behind a verb makes a noun of it (测评|表), and begins no word itself (加装|岗位)."""
    if at >= end or text[at] not in cues("suffix") or text[start:at] not in cues("verb") or text[start:at] in _HOW:
        return False
    words, others = right_lexicon().words, left_lexicon().words
    return not any(text[at : at + length] in words or text[at : at + length] in others for length in (2, 3))


def _behind_particle(text: str, begin: int, particle: int, end: int, known_end: int, surface: Surface) -> Noun | None:
    """乡镇的书记: 乡镇 is counted; 方面的问题, 受表彰的党员: what stands behind 的."""
    owner = text[begin:particle]
    if owner not in discourse("frame"):
        if known_end >= 0 and known_end == particle:
            return Noun(begin, known_end, text[begin:known_end], True, True)
        if 1 < len(owner) <= _SURE and counted(surface.unit.name, owner):
            return Noun(begin, particle, owner, True, True)  # 14台插秧机|的合格证
        if len(owner) > _ATTRIBUTE:
            return None
    behind = -1
    for start, stop, kind in right_lexicon().tokens(text, particle + 1, end):
        if kind == "stop" or (behind >= 0 and start != behind) or start > particle + 5:
            break
        if kind in ("modifier", "attribute"):
            continue
        behind = stop
    if behind >= 0:
        return Noun(begin, behind, text[begin:behind], True, True)
    if owner in discourse("frame"):
        return Noun(begin, particle, owner, True, True)
    return None


def parts_of(noun: str) -> list[str]:
    """The members of an enumeration: 党委、总支 are two.

    Examples
    --------
    >>> parts_of("党委、总支和支部")
    ['党委', '总支', '支部']
    """
    return [part for part in _SPLIT.split(noun) if part]
