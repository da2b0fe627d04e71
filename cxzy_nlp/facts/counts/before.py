"""The noun before a number: 党员796名, 党员共1640名, 农户(含移民)35户."""

from __future__ import annotations

import functools
import re

from cxzy_nlp.facts.counts.tables import after_last, cues, last_of, left_lexicon, nouns
from cxzy_nlp.facts.counts.values import Noun, Surface
from cxzy_nlp.text.patterns import alternation

_REACH = 20
_LONGEST = 18
#: An unknown word that touches its number, and one in front of a known noun, must be short to be trusted.
_UNKNOWN_HEAD = 6
_UNKNOWN_FRONT = 5
_OWN = re.compile(
    r"(?:我|全|本|各|该|在全|对全)(?:省|市|县|区|镇|乡|村|校|局|院|街道|系统|社区|单位|国|公司|厂|支部|州|旗|团场|行业|办|场|站|所|乡镇)"
    r"(?!委|政府|党(?!员|总支|支部|组织|小组)|级)"
)
_OWN_FIRST = frozenset("我全本各该在对")
_OWN_OR_YEAR = _OWN_FIRST | {"1", "2"}
_NUMBER = re.compile("[0-9一二三四五六七八九十两]")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}年?(?![0-9])")
_AGE = re.compile(r"[0-9一二三四五六七八九十]{1,4}周?岁(?:[及含]?以[上下]的?)?\Z")
#: Stands between 由 or 从 and the number, or behind the noun: 由去年同期的31起, 经费每村每年3万元.
_WHEN = re.compile(
    r"(?:(?:去年|上年|前年|同期|年初|年底|原来|过去|以前|当初|目前|现在|当前|最初|此前|次均){1,2}的?|(?:每[年月周天季人户村]|隔[周月日])+)\Z"
)
_WHEN_LASTS = frozenset("年期初底来去前月周天日季人户村的在均")
#: Last characters of verbs that no table knows (手说, 人包, 参评).
_VERBAL = frozenset("说包去进下上来改评存叫喊走跑看听写念唱")
_GLUE = frozenset("、和及与或的")
_NO_HEADS = frozenset(("verb", "glue", "modifier"))
_GENERAL = ("各类", "各种", "各项", "到会")
_SKIPPED = frozenset("、和及与或的 且并中)》")
#: Words that begin with one of these: 中学, 中心村, 和谐社区, 与会代表.
_WORDS = re.compile("中[学心层央药专级青老年国共小型高低等华医考]|和[谐平睦]|与会|及格|并村")
#: What parts an unknown stretch.
_PARTING = re.compile("[“‘《、和及与或的]")
_EDGES = ",。;:!?\n(|〔[【】—"
_EDGE = last_of(_EDGES)
_QUOTED = {"”": "“", "’": "‘", "》": "《"}
#: What an unknown word before a sum of money or a rate ends in.
_MONEY_TAIL = frozenset("金款费额值价资税债利薪酬本产入偿")
_RATE_TAIL = frozenset("率度比重例幅面值")
_MODAL = frozenset("要应须已仅只将就也还都均一")
_DEEDS = frozenset(("event",))
_APART = frozenset(("verb", "glue"))
#: What is held, not merely done so often.
_SESSIONS = frozenset(("次", "场", "期"))
#: Last characters of deeds that are done to somebody: 走访45次 counts nothing that has a name.
_VISITS = frozenset("访查问")
_SITES = frozenset(("place", "organisation"))
_HEADS = frozenset(("人次", "户次", "家次"))

Segment = tuple[int, int, str]


@functools.cache
def _links() -> re.Pattern[str]:
    """Words between noun and number; 国有, 行为, 设计 and 各 of 各级 are left whole."""
    words = alternation(word for word in cues("link") if word not in ("有", "为", "计", "是", "由", "等", "在"))
    return re.compile(
        rf"(?:{words}|(?<![国所拥没私公])有|(?<![行作因认])为|(?<=[共总合累])计"
        r"|(?<![就还都但于可凡若总])是|(?<=..)从|(?<![自理缘事])由|(?<=[率度额幅价费温])在|等)\Z"
    )


@functools.cache
def _link_lasts() -> frozenset[str]:
    """The last characters of links: most nouns end in none of them."""
    return frozenset(word[-1] for word in cues("link")) | {"从"}


@functools.cache
def _longest_link() -> int:
    return max(map(len, cues("link")))


def _link(text: str, begin: int, right: int) -> re.Match[str] | None:
    """The link or the time that ends at `right`."""
    last = text[right - 1]
    if last in _link_lasts() and (found := _links().search(text, max(begin, right - _longest_link()), right)):
        return found
    return _WHEN.search(text, begin, right) if last in _WHEN_LASTS else None


def noun_before(text: str, left: int, surface: Surface) -> tuple[Noun | None, str]:
    """The noun before the number, and the link between the two.

    `left` is the end of the count before.

    Examples
    --------
    >>> from cxzy_nlp.facts.counts.grammar import scan_surfaces
    >>> text = "全镇现有党员643名"
    >>> noun, link = noun_before(text, 0, scan_surfaces(text, 0, len(text), ())[0])
    >>> noun.text, noun.adjacent, link
    ('党员', True, '')

    Notes
    -----
    Source: the orders “X N U” and “X 共/达/为 N U” of the field guide. A word that no table knows is only taken where
    it is short and nothing but a clause edge or a known verb stands before it; wrong where it is a verb itself.
    """
    right, link = surface.start, ""
    if right - left > 2 and text[right - 1] in ":(|":
        right, link = _strip_label(text, left, right)
    low = max(left, right - _REACH)
    begin = after_last(text, low, right, _EDGE)
    truncated = begin == low > left and text[low - 1] not in _EDGES
    while right > begin and (found := _link(text, begin, right)):
        link, right = found[0].rstrip("的") + link, found.start()
    if link and begin == right > left + 2 and text[right - 1] == "(":  # 教学名师(共8名)
        right -= 1
        begin = after_last(text, max(left, right - _REACH), right, _EDGE)
    while link and right - begin > 2 and text[right - 1] in _MODAL:
        right -= 1
    while right > begin and text[right - 1] in " 的、":
        link, right = (text[right - 1] if text[right - 1] == "的" else " ") + link, right - 1
    bracket = right
    if right > begin and text[right - 1] == ")" and (opened := text.rfind("(", max(left, right - 14), right)) >= 0:
        bracket = opened
        low = max(left, opened - _REACH)
        begin = after_last(text, low, opened, _EDGE)
        truncated = begin == low > left and text[low - 1] not in _EDGES
    if bracket <= begin or text[bracket - 1] == "着":  # a clause edge, or a verb: 领着|两户
        return None, link
    noun = _extent(text, begin, bracket, truncated, surface, not link)
    if noun is None or (text[noun[0] - 1 : noun[0]] == "每" and (surface.unit.kind == "person" or not noun[1])):
        return None, link  # 每组3人, 每块减一克
    start, known = noun
    adjacent = not link and surface.start == surface.number_start
    return Noun(start, surface.start if adjacent else bracket, text[start:bracket], adjacent, known), link


def noun_that_ends(text: str, begin: int, end: int, surface: Surface) -> str | None:
    """The noun that ends at `end`, with what belongs to it on the left, but not before `begin`.

    Examples
    --------
    >>> from cxzy_nlp.facts.counts.grammar import scan_surfaces
    >>> text = "全镇农村党员走了5名"
    >>> noun_that_ends(text, 0, 6, scan_surfaces(text, 0, len(text), ())[0])
    '农村党员'
    """
    found = _extent(text, begin, end, False, surface, True)
    return text[found[0] : end] if found is not None else None


def _strip_label(text: str, left: int, right: int) -> tuple[int, str]:
    """Step over the colon of ``党员:35名`` or the bracket of ``党员(35名)``, if a known noun stands before it."""
    for length in range(2, 9):
        if text[max(left, right - 1 - length) : right - 1] in nouns():
            return right - 1, text[right - 1]
    return right, ""


def segments(text: str, begin: int, end: int) -> list[Segment]:
    """The words of ``text[begin:end]`` with their kinds; what no table knows is ``unknown``, quotes are ``quoted``.

    Examples
    --------
    >>> segments("发放连心卡", 0, 5)
    [(0, 2, 'verb'), (2, 5, 'document')]
    """
    found: list[Segment] = []
    position = begin
    for start, stop, kind in left_lexicon().tokens(text, begin, end):
        if start < position:  # inside quotation marks
            continue
        if position < start:
            position = _fill(text, position, start, end, found)
            if start < position:
                continue
        found.append((start, stop, kind))
        position = stop
    if position < end:
        _fill(text, position, end, end, found)
    return found


def _fill(text: str, start: int, stop: int, end: int, found: list[Segment]) -> int:
    """Append what stands between two known words; return where it ends, which may be behind a closing quote."""
    if _PARTING.search(text, start, stop) is None:
        found.append((start, stop, "unknown"))
        return stop
    run = start
    at = start
    while at < stop:
        character = text[at]
        if character in "“‘《" or character in _GLUE:
            close = at + 1
            if character not in _GLUE:
                close = text.find("”" if character == "“" else "’" if character == "‘" else "》", at, end) + 1
                if close <= 0:
                    at += 1
                    continue
            if run < at:
                found.append((run, at, "unknown"))
            found.append((at, close, "verb" if character == "的" else "glue" if character in _GLUE else "quoted"))
            at = run = close
            continue
        at += 1
    if run < stop:
        found.append((run, stop, "unknown"))
    return max(stop, run)


def _extent(
    text: str, begin: int, end: int, truncated: bool, surface: Surface, adjacent: bool
) -> tuple[int, bool] | None:
    """Where the noun that ends at `end` starts, and whether a table knows its last word."""
    words = segments(text, begin, end)
    if not words or words[-1][2] in _NO_HEADS:
        return None
    start, known = _last_word(text, words, surface, adjacent)
    if start < 0:
        return None
    if text[end - 1] == "类" and not truncated and end - begin <= 8:
        return _skip(text, begin, end), True
    index = len(words) - 1
    while index > 0 and words[index][0] != start:
        index -= 1
    rate = surface.unit.kind == "rate" or text[end - 1] in "率表书"
    deed = words[-1][2] == "both"
    while index > 0 and start == words[index][0]:
        before = words[index - 1]
        kind = before[2]
        if deed and kind == "person":
            break  # 组织党员医师|义诊3场
        if kind == "verb":
            if text[slice(*before[:2])] not in cues("state"):
                break
            start = before[0]  # 发现|发热|学生
            index -= 1
            continue
        if kind == "both" and not (rate or (index > 1 and text[slice(*words[index - 2][:2])] in cues("transitive"))):
            break  # 整改问题12个, but 下发整改通知书7份
        if kind == "glue":
            if index < 2 or words[index - 2][2] in ("verb", "glue"):
                break
        elif kind == "unknown":
            front = _front(text, before, known, index == 1 and truncated, words[index - 2][2] if index > 1 else "")
            if front is None:
                break
            start = front
            if front > before[0]:
                break
            index -= 1
            continue
        start = before[0]
        index -= 1
    if truncated and start == begin:
        start = words[-1][0]
    if end - start == 1 and start - 1 > begin and text[start - 1 : end] in nouns():
        start -= 1  # 办|好事, not 办好|事
    if start > begin and text[start - 1] in _OWN_FIRST and (own := _OWN.match(text, start - 1, end)):  # 全|县
        start = own.end()
    start = _skip(text, start, end)
    if text.find("岁", max(begin, start - 8), start) >= 0 and (
        age := _AGE.search(
            text, max(begin, start - 8), start + 2 if text.startswith(("以上", "以下"), start) else start
        )
    ):
        start = age.start()  # 60岁以上|党员
    if end - start < 1 or end - start > _LONGEST:
        return None
    if end - start == 1 and not (known and len(words) > 1 and words[-2][2] == "verb"):
        return None  # 辖村12个, but not the 镇 of 某镇三套班子
    return start, known


def _last_word(text: str, words: list[Segment], surface: Surface, adjacent: bool) -> tuple[int, bool]:
    """The start of the word that touches the number or its link, -1 if it is none that can be counted."""
    start, end, kind = words[-1]
    if kind == "both":  # 开展走访12次, but 走访12次
        return (start, False) if _is_object(text, words, surface) else (-1, False)
    if kind == "quoted":
        named = surface.unit.kind in ("piece", "text", "event", "person") or text[start + 1 : end - 1] in nouns()
        return (start, True) if named else (-1, False)
    tail = text[end - 1]
    if (
        kind == "event"
        and text[surface.number_start : surface.number_end] == "一"
        and text[end - 2 : end] in cues("both")
    ):
        return -1, False  # 领导点评一次
    if kind == "word" and _misplaced(surface, tail):
        return -1, False
    if kind in _SITES and surface.unit.kind in _DEEDS and surface.unit.name not in _HEADS and tail not in "堂校":
        return -1, False  # 到村2次, 参观教育基地2次
    if kind == "unknown":
        if end - start == 1 and tail in cues("suffix") and len(words) > 1 and words[-2][2] in ("verb", "both"):
            verb = words[-2]  # 测评|表, 调解|员
            word = text[verb[0] : verb[1]]
            if len(word) == 2 and verb[1] == start and (word in cues("verb") or verb[2] == "both") and word[0] != "每":
                return verb[0], True
        front = _skip(text, start, end)
        length = end - front
        if _NUMBER.search(text, front, end) or tail in _VERBAL:
            return -1, False
        if _misplaced(surface, tail):
            return -1, False
        behind_noun = len(words) > 1 and words[-2][2] not in ("verb", "both", "glue")
        if not 1 < length <= (2 if behind_noun else _UNKNOWN_HEAD) or (behind_noun and not adjacent):
            return (front, False) if behind_noun and length == 1 and tail in cues("suffix") else (-1, False)
        return front, False
    if end - start == 1 and len(words) > 1 and words[-2][2] == "unknown" and words[-2][1] == start:
        front = start if text[start - 1] in cues("start") else _skip(text, words[-2][0], start)  # 危|桥, not 换|线
        return (words[-2][0], False) if 0 < start - front <= 3 else (start, False)
    return start, True


def _is_object(text: str, words: list[Segment], surface: Surface) -> bool:
    """Whether the deed that ends `words` is a noun: 开展走访12次, 举办专题辅导7期, or alone: 集中学习6次、研讨4次."""
    index = len(words) - 2
    before = words[index] if index >= 0 else (0, 0, "")
    if before[2] == "modifier":
        return True
    while index >= 0 and words[index][2] not in _APART:
        index -= 1
    if index >= 0 and words[index][2] == "verb":
        return text[slice(*words[index][:2])] in cues("transitive")
    alone = all(word[2] == "glue" for word in words[:-1]) and text[words[-1][1] - 1] not in _VISITS
    return alone and surface.unit.name in _SESSIONS and text[surface.number_start].isdecimal()


def _misplaced(surface: Surface, tail: str) -> bool:
    """Whether a word of no known kind that ends in `tail` is none that the unit counts: 投工上千人次, 群众40元."""
    kind = surface.unit.kind
    return (
        kind in _DEEDS or (kind == "money" and tail not in _MONEY_TAIL) or (kind == "rate" and tail not in _RATE_TAIL)
    )


def _front(text: str, word: Segment, known: bool, cut_off: bool, kind_before: str) -> int | None:
    """Where an unknown word in front of the noun starts to belong to it; None if it does not."""
    start, end, _ = word
    front = _skip(text, start, end)
    length = end - front
    if (
        length < 1
        or length > _UNKNOWN_FRONT
        or (text[end - 1] == "里" and text[end - 2] != "邻")
        or cut_off
        or _NUMBER.search(text, front, end)
    ):
        return None
    if length == 1 and text[front] not in (
        cues("prefix") if kind_before in ("", "verb", "modifier") else cues("suffix")
    ):
        return None
    return front


def _skip(text: str, cut: int, end: int) -> int:
    """Step over conjunctions, the document's own place (全镇) and one-character verbs where a noun could begin."""
    starts = cues("start")
    while cut < end:
        if text.startswith("其中", cut):
            cut += 2
        elif text[cut] in _SKIPPED and _WORDS.match(text, cut) is None:
            cut += 1
        elif text[cut] in "里内" and end - cut > 2 and not _noun_at(text, cut, end):
            cut += 1  # 茶园里|老茶园
        elif text.startswith(_GENERAL, cut) and end - cut > 3:
            cut += 2
        elif text[cut] in _OWN_OR_YEAR and (own := (_OWN.match(text, cut, end) or _YEAR.match(text, cut, end))):
            cut = own.end()
        elif end - cut == 3 and (
            text[end - 1] in "率费额" or (text[end - 1] in "器药仪机" and not _noun_at(text, cut + 1, end))
        ):
            break  # 收回率, 上座率, 听诊器
        elif end - cut > 2 and text[cut] in starts and not _noun_at(text, cut, end):
            cut += 1
        else:
            break
    return cut


def _noun_at(text: str, at: int, end: int) -> bool:
    words = left_lexicon().words
    return any(words.get(text[at : at + length], "verb") != "verb" for length in range(2, min(8, end - at) + 1))
