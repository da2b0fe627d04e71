"""The noun that a count counts: behind the unit (35个基层党组织), before the number (党员796名, 党员共1640名)."""

from __future__ import annotations

import functools
import re

from cxzy_nlp.facts.counts.tables import cues, discourse, left_lexicon, nouns, right_lexicon
from cxzy_nlp.facts.counts.values import Noun, Surface
from cxzy_nlp.text.patterns import alternation

_LEFT_REACH = 26
_RIGHT_REACH = 24
_LONGEST = 18
_OWN = re.compile(
    r"(?:我|全|本|各|该|在全|对全)(?:省|市|县|区|镇|乡|村|校|局|院|街道|系统|社区|单位|国|公司|厂|支部|州|旗|团场|行业|办)(?!委|政府|党|级)"
)
_YEAR = re.compile(r"(?:19|20)[0-9]{2}年?(?![0-9])")
_GLUE = "、和及与或的 且并其中"
_RIGHT_EDGE = re.compile(r"[,。;:、!?\n()〔〕\[\]{}|\"”‘’《》0-9 ]")
_LEFT_EDGE = re.compile(r"[,。;:!?\n(|〔\[】》](?=[^,。;:!?\n(|〔\[】》]*\Z)")
_SPLIT = re.compile(r"[、和与及]")


@functools.cache
def _links() -> re.Pattern[str]:
    """Words between noun and number; 国有, 行为, 设计 and 各 of 各级 are left whole."""
    words = alternation(word for word in cues("link") if word not in ("有", "为", "计", "是", "由", "等"))
    return re.compile(
        rf"(?:{words}|(?<![国所拥没私公])有|(?<![行作因认])为|(?<=[共总合累])计"
        r"|(?<![就还都但于可凡若总])是|(?<![自理缘事])由|等)\Z"
    )


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
    Source: the orders “X N U” and “X 共/达/为 N U” of the field guide. Wrong where a verb that no table knows stands
    before the noun: it then belongs to the noun.
    """
    right = surface.start
    right, link = _strip_label(text, left, right)
    low = max(left, right - _LEFT_REACH)
    edge = _LEFT_EDGE.search(text, low, right)
    truncated = edge is None and low > left
    begin = edge.end() if edge else low
    while right > begin and (found := _links().search(text, begin, right)):
        link, right = found[0] + link, found.start()
    while right > begin and text[right - 1] in " 的、":
        link, right = (text[right - 1] if text[right - 1] == "的" else " ") + link, right - 1
    bracket = right
    if right > begin and text[right - 1] == ")" and (opened := text.rfind("(", max(left, right - 14), right)) >= 0:
        bracket = opened
        low = max(left, opened - _LEFT_REACH)
        edge = _LEFT_EDGE.search(text, low, opened)
        truncated, begin = edge is None and low > left, edge.end() if edge else low
    noun = _trim(text, begin, bracket, truncated)
    if noun is None:
        return None, link
    start, known = noun
    adjacent = not link
    return Noun(start, surface.start if adjacent else bracket, text[start:bracket], adjacent, known), link


def _strip_label(text: str, left: int, right: int) -> tuple[int, str]:
    """Step over the colon of ``党员:35名`` or the bracket of ``党员(35名)``, if a known noun stands before it."""
    if right - left > 2 and text[right - 1] in ":(|":
        for length in range(2, 9):
            if text[max(left, right - 1 - length) : right - 1] in nouns():
                return right - 1, text[right - 1]
    return right, ""


def _trim(text: str, begin: int, end: int, truncated: bool) -> tuple[int, bool] | None:
    """Where the noun of ``text[begin:end]`` starts, and whether a table knows its last word."""
    verb, cut = False, begin
    known_start, known_end, last_start = -1, -1, -1
    last = ""
    for token_start, token_end, kind in left_lexicon().tokens(text, begin, end):
        if kind == "verb" or (kind == "both" and token_end < end):
            if text[token_end : token_end + 1] in ("率", "额", "量", "值", "费") and token_end < end:
                continue
            verb, cut = True, token_end
        elif kind != "modifier":
            last_start, last = token_start, kind
            known_start = known_start if token_start == known_end else token_start
            known_end = token_end
    # A single character (镇, 村) is a word of the table only where it is the whole noun.
    known = known_end == end and known_start >= cut and (end - last_start > 1 or last_start == cut) and last != "both"
    cut = _skip(text, cut, end)
    if end - cut == 1 and not (known and verb):  # 辖村12个, but not the 镇 of 某镇三套班子
        return None
    if cut >= end:
        return None
    particle = text.rfind("的", cut, end)
    if particle > cut and text[particle - 1] != "党" and end - particle > 2:
        cut = particle + 1
    if end - cut > _LONGEST or (truncated and cut == begin):
        if not known:
            return None
        cut = known_start
    return cut, known


def _skip(text: str, cut: int, end: int) -> int:
    """Step over conjunctions, the document's own place (全镇) and one-character verbs where a noun could begin."""
    starts = cues("start")
    while cut < end:
        if text[cut] in _GLUE:
            cut += 1
        elif own := (_OWN.match(text, cut, end) or _YEAR.match(text, cut, end)):
            cut = own.end()
        elif end - cut > 2 and text[cut] in starts and not _noun_at(text, cut, end):
            cut += 1
        else:
            break
    return cut


def _noun_at(text: str, at: int, end: int) -> bool:
    words = left_lexicon().words
    return any(words.get(text[at : at + length], "verb") != "verb" for length in range(2, min(8, end - at) + 1))


def noun_after(text: str, surface: Surface, right: int) -> Noun | None:
    """The noun behind the unit; `right` is where the next count begins.

    Examples
    --------
    >>> from cxzy_nlp.facts.counts.grammar import scan_surfaces
    >>> text = "谈六个方面的体会。"
    >>> noun_after(text, scan_surfaces(text, 0, len(text), ())[0], len(text)).text
    '体会'

    Notes
    -----
    Source: the order “N U X” of the field guide. 方面 hands the counted noun on (六个方面的体会); other attributes with
    的 do so only where no known noun stands before 的. Wrong where a verb that no table knows follows the noun.
    """
    begin = surface.end
    limit = min(right, begin + _RIGHT_REACH)
    if begin >= limit:
        return None
    quoted = begin
    if text[begin] == "“" and 0 < (closed := text.find("”", begin, limit)) - begin <= 16:
        quoted = closed + 1
    edge = _RIGHT_EDGE.search(text, quoted, limit)
    end = edge.start() if edge else limit
    opened = text.find("“", quoted, end)
    end = opened if opened >= 0 else end
    whole = edge is not None or opened >= 0 or limit == right
    return _head(text, begin, quoted, end, whole)


def _head(text: str, begin: int, quoted: int, end: int, whole: bool) -> Noun | None:
    """The longest noun from `begin` on: known words in a row, else what stands before a stop."""
    noun_end, stop = -1, end
    stopped = False
    for token_start, token_end, kind in right_lexicon().tokens(text, quoted, end):
        if kind == "stop" or (kind == "both" and noun_end >= 0):
            if noun_end < 0 and token_start == quoted and quoted == begin:
                return None
            stop, stopped = token_start, True
            break
        if kind == "modifier":
            continue
        if noun_end < 0 or token_start == noun_end:
            noun_end = token_end
        else:
            break
    particle = text.find("的", begin, stop)
    if particle >= 0 and (noun_end < 0 or particle <= noun_end):
        return _behind_particle(text, begin, particle, end, noun_end)
    if noun_end >= 0:
        # A few more characters before a boundary belong to a longer noun that no table has (党员|示范岗).
        if whole and not stopped and 0 < end - noun_end <= 3 and particle < 0:
            noun_end = end
        return Noun(begin, noun_end, text[begin:noun_end], True, True)
    if quoted > begin:
        return Noun(begin, quoted, text[begin:quoted], True, False)
    if 0 < stop - begin <= 8 and (whole or stopped):
        return Noun(begin, stop, text[begin:stop], True, False)
    return None


def _behind_particle(text: str, begin: int, particle: int, end: int, noun_end: int) -> Noun | None:
    """乡镇的书记: 乡镇 is counted; 方面的问题, 受表彰的党员: what stands behind 的."""
    owner = text[begin:particle]
    if owner not in discourse("frame"):
        if 0 <= noun_end <= particle:
            return Noun(begin, noun_end, text[begin:noun_end], True, True)
        if len(owner) > 8:
            return None
    behind = -1
    for token_start, token_end, kind in right_lexicon().tokens(text, particle + 1, end):
        if kind == "stop" or (behind >= 0 and token_start != behind) or token_start > particle + 5:
            break
        if kind == "modifier":
            continue
        behind = token_end
    if behind >= 0:
        return Noun(begin, behind, text[particle + 1 : behind], True, True)
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
