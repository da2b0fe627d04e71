"""Which campaign a document serves.

Every campaign is a candidate and is weighed by the same few questions: how often it is named, where, how much of its
own language stands beside the name, whether the document's date lies in its time. The weights are learned for all
campaigns together, so that one of which the corpus has two documents is known as well as one of which it has sixty;
and a campaign that is added to the knowledge tables is known without training.
"""

from __future__ import annotations

import functools
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from cxzy_nlp.classification.lexicon import ZONES
from cxzy_nlp.classification.names import (
    AFTER,
    BARE,
    BEFORE,
    CLASSES,
    COMMON,
    LIST,
    NAME,
    SHORT,
    WORD,
    Campaign,
    campaigns,
    month,
)
from cxzy_nlp.classification.signals import Answers, Signals
from cxzy_nlp.classification.view import Months
from cxzy_nlp.knowledge import load
from cxzy_nlp.text.characters import is_ideograph

#: The questions, in the order of the columns, and what is known of each beforehand: 1 speaks for the campaign, -1
#: against it, 0 is left to the corpus.
_ASKED: tuple[tuple[str, int], ...] = (
    ("named in the title", 1),
    ("perhaps named in the opening", 1),
    ("named in headings alone", -1),
    ("names by the length of the text", 1),
    ("lists and words by the length of the text", 1),
    ("lists and words by the length of the text, named as well", 0),
    ("lists and words in a text that speaks as those of campaigns do", 1),
    ("lists of its own", 1),
    ("words of its own", 1),
    ("lists alone", 1),
    ("in its time, words alone", 1),
    ("out of its time, and another is named in its own", -1),
    ("not at the head of an official paper", -1),
    ("in a text of no campaign's genre", -1),
    ("in deeds or a roster", 0),
    ("named as one that is over", -1),
    ("share of the names that are an occasion", -1),
    ("done by its arrangement", 1),
    ("something of its own in a text that speaks as those of campaigns do", 1),
    ("reads like the texts of this campaign", 1),
)
QUESTIONS: tuple[str, ...] = tuple(name for name, _ in _ASKED)
SIGNS: tuple[int, ...] = tuple(sign for _, sign in _ASKED)
_NOTHING: Answers = (0.0,) * len(QUESTIONS)
_TITLE, _OPENING, _HEADING = (ZONES.index(name) for name in ("title", "opening", "heading"))
_HEAD = (_TITLE, _OPENING, _HEADING)
_HEAD_ROWS = np.array(_HEAD)[:, None]
#: Genres of which a document may name its campaign once: what it tells of is done in it.
_BRIEFLY = ("deeds", "roster")
#: Genres that say in their title, opening or headings which campaign they serve.
_OFFICIAL = frozenset(["speech", "summary", "plan", "notice", "brief", "analysis_report"])
#: A short name that stands in a plain one, or no further behind it, is of that campaign alone (“两学一做”学习教育).
_BESIDE = 2
#: What may stand between a qualifier and the name.
_SERIES = ("系列", "专题")
#: Signs that part the phrases of a row (真抓实干、创先争优、争创一流): between two of them it is an everyday word.
_ROW = frozenset("、,。;:")
#: What stands before it where it is what somebody does: 中, 上, 里, 于 (勇于), 极 (积极), 力 (努力).
_DOING = frozenset("中上里于极力头")
#: 创先争优氛围浓厚, 树立创先争优的意识: a mood, not the campaign.
_MOOD = re.compile("的?(?:[良浓]好?厚?)?(?:氛围|意识|热情|积极性|劲头|导向|观念|精神)")
#: The last characters of general names (教育实践活动, 主题教育).
_GENERAL = frozenset("动育")
#: What stands before the words of a heading: (一)学习教育。 is a step of any campaign.
_NUMBERED = frozenset(")、.")
_CLOSED = frozenset("。:\n")
_BEHIND_EVERYDAY = frozenset("的氛意热积劲导观精")
#: Verbs and prepositions whose object a campaign is: 开展创先争优,.
_OBJECT = re.compile(
    "(?:开展|推进|深化|推动|抓好?|搞好?|参与|参加|投身|部署|围绕|结合|以|把|对|将|关于|和|与|及|及其|为|是|叫|讲|谈|学习|学|做|践行|落实|贯彻|坚持)[^,。;:、]{0,6}$"
)
#: 以主题教育为契机, 结合创先争优活动, “两学一做”背景下: an occasion of what the text is about.
_OCCASION = re.compile(
    '(?:以|借着?|结合|乘着?|依托|趁|利用|围绕)(?:深入|扎实|正在)?(?:开展|进行|推进)?[的党]{0,2}[“"《]?$'
)
_AS_OCCASION = re.compile(
    '[”"》]?(?:活动|教育|学习教育|专题教育|主题教育|教育实践活动)?的?(?:'
    '(?:深入)?(?:开展)?[”"]?[作]?为(?:契机|动力|抓手|载体|主线|背景|东风|引领|牵引)|背景下|东风|作风|期间)'
)
_OCCASION_REACH = 10
#: 按照主题教育大兴调查研究的安排: what makes a text that of the campaign, whatever it is about.
_BY = re.compile(r"(?:按照?|根据|依照|遵照|为落实|落实)[^。;\n]{0,16}$")
_ARRANGEMENT = re.compile(r'[”"》]?[^。,;:\n]{0,14}?(?:安排|部署|要求|方案|通知|计划|意见)')
_BY_REACH = 20
#: The month since which documents are put on sites.
_SITES = month("2004-01")
#: One phrase of a campaign says less of a text with fewer characters.
_SHORT = 300
#: More lists or words of its own than this tell no more.
_ENOUGH = 2
#: 巩固学习实践活动成果, 继群众路线教育实践活动之后: an older campaign that the text builds on.
_BEFORE_PAST = re.compile(r"(?:继|巩固|拓展|承接|延续|经过|通过|经历)[^。;:]{0,14}$")
_BEHIND_PAST = re.compile("[^。;:]{0,18}?(?:之后|成果|结束后|的延展|的延伸|的洗礼|的锻炼)")
_REACH = 18


@dataclass(slots=True)
class _Heard:
    """What is heard of one campaign in a document."""

    counts: list[int] = field(default_factory=lambda: [0] * CLASSES)
    surfaces: list[set[int]] = field(default_factory=lambda: [set() for _ in range(CLASSES)])
    zones: set[tuple[int, int]] = field(default_factory=set)  # zone and class of a name
    past: int = 0
    reach: int = 0  # where the last name ends; a long name holds several short ones
    told: int = 0  # names, each counted once
    occasions: int = 0  # those that are only the occasion of something
    arranged: bool = False  # whether the text says that it was made by the campaign's arrangement


def ask(
    signals: Signals, genres: Sequence[str], chances: Sequence[float], serving: float, alike: Mapping[str, float]
) -> list[Answers]:
    """For each campaign the answers to the questions; those about one of which nothing is heard are all 0.

    `chances` are those of the document's `genres`; `serving` is how much its n-grams are those of texts that serve a
    campaign, whichever: it tells a passing mention from a text that is short of words for what it serves; `alike` how
    much they are those of the texts of each campaign, against those of texts that serve none.
    """
    known = campaigns()
    answers = [_NOTHING] * len(known)
    heard = _listen(signals)
    if not heard:
        return answers
    by_genre = dict(zip(genres, chances, strict=True))
    official = sum(chance for genre, chance in by_genre.items() if genre in _OFFICIAL)
    briefly = sum(by_genre.get(genre, 0.0) for genre in _BRIEFLY)
    other = by_genre.get("other", 0.0)
    per = 1000 / max(len(signals.codes), 1)
    smooth = 1000 / (len(signals.codes) + _SHORT)
    titled = signals.view.title is not None  # without one the head itself may be cut off
    often = {number: item.counts[NAME] + item.counts[BARE] for number, item in heard.items()}
    times = {number: fit(known[number], signals.view.dated) for number in heard}
    running = any(often[number] and times[number][0] for number in heard)
    most = max(alike.values(), default=0.0)  # a campaign of which the corpora have no texts reads like any
    for number, item in heard.items():
        meant = often[number] > 0
        own = item.surfaces
        lists, words = _told(own[LIST]), _told(own[WORD] | own[COMMON])
        owned = bool(own[LIST] or own[WORD])
        inside, outside = times[number]
        common = len(own[COMMON]) * (meant or inside)
        rich = math.log1p(smooth * (len(own[LIST]) + len(own[WORD]) + common))
        alone = not meant
        silent = alone and not outside
        hidden = meant and not item.zones
        answers[number] = (
            (_TITLE, NAME) in item.zones,
            (_OPENING, BARE) in item.zones,
            bool(item.zones) and all(zone == _HEADING for zone, _ in item.zones),
            math.log1p(per * item.told),
            rich,
            meant * rich,
            serving * rich,
            meant * lists,
            meant * words,
            silent * lists,
            inside * alone * words,
            outside and meant and running,
            hidden * official * titled,
            meant * other,
            meant * briefly,
            math.log1p(item.past),
            item.occasions / (item.told + 0.5),
            item.arranged,
            serving * (meant or (owned and not outside) or (inside and bool(own[COMMON]))),
            alike.get(known[number].label, most),
        )
    return answers


def is_named(signals: Signals) -> bool:
    """Whether a name of a campaign, or a word that may be one, stands in the document."""
    return bool((signals.said.campaigns[1] % CLASSES <= BARE).any())


def _told(phrases: set[int]) -> float:
    return math.log1p(min(len(phrases), _ENOUGH))


def _listen(signals: Signals) -> dict[int, _Heard]:
    """What is heard of each campaign of which anything is heard."""
    which, coded = signals.said.campaigns
    heard: dict[int, _Heard] = {}
    if not len(which):
        return heard
    dated = signals.view.dated
    hits = signals.known[which]
    codes, phrases = coded.tolist(), signals.phrases[hits].tolist()
    starts, lengths = signals.starts[hits].tolist(), signals.lengths[hits].tolist()
    for at in outermost([code // CLASSES for code in codes], starts, lengths):
        number, kind = divmod(codes[at], CLASSES)
        if BARE < kind < SHORT and not _forgotten(number, dated):
            item = heard.get(number) or heard.setdefault(number, _Heard())
            item.surfaces[kind].add(phrases[at])
    rows = [
        (start, -start - length, code, at)
        for at, (code, start, length) in enumerate(zip(codes, starts, lengths, strict=True))
        if code % CLASSES <= BARE or code % CLASSES == SHORT
    ]
    if not rows:
        return heard
    zones = signals.zones[_HEAD_ROWS, which].T.tolist()
    text = signals.text
    covered, owners = -_BESIDE, {-1}  # where the last plain name ends, and whose it is
    for start, end, code, at in sorted(rows):  # a long name before the short ones that it holds
        end = -end
        number, kind = divmod(code, CLASSES)
        if kind == NAME and end >= covered:
            owners = owners | {number} if end == covered else {number}
            covered = end
        if kind != NAME:
            beside = start < covered + _BESIDE and number not in owners
            if beside or _everyday(text, start, end) or _elsewhere(number, kind, dated):
                continue
            kind = BARE
        item = heard.get(number) or heard.setdefault(number, _Heard())
        if _is_past(text, start, end):
            item.past += 1
            continue
        if start >= item.reach:
            item.reach = end
            item.told += 1
            item.occasions += _is_occasion(text, start, end)
        item.arranged = item.arranged or _is_arranged(text, start, end)
        item.counts[kind] += 1
        if True in zones[at]:
            item.zones.update((zone, kind) for zone, there in zip(_HEAD, zones[at], strict=True) if there)
    return heard


def outermost(owners: Iterable[int], starts: Sequence[int], lengths: Sequence[int]) -> list[int]:
    """The phrases that are no piece of a longer one of the same owner: 八项规定 in 中央八项规定精神 says no more.

    Of equal ones the first is given.
    """
    found = []
    last = (-1, -1)  # campaign and furthest end of the phrases so far
    rows = [
        (owner, start, -length, number)
        for number, (owner, start, length) in enumerate(zip(owners, starts, lengths, strict=True))
    ]
    for owner, start, length, number in sorted(rows):
        reach = (owner, start - length)
        if reach > last:
            last = reach
            found.append(number)
    return found


def _elsewhere(number: int, kind: int, dated: Months | None) -> bool:
    """Whether a possible name means something else at the document's time.

    So do words that name a campaign in its own time alone, and short names of a campaign that was over before anything
    was put on a site (四清 is tidying a village).
    """
    campaign = campaigns()[number]
    inside, outside = fit(campaign, dated)
    if kind == SHORT:
        return dated is not None and not inside
    return campaign.last < _SITES and outside


def _forgotten(number: int, dated: Months | None) -> bool:
    """Whether lists and words of the campaign tell nothing: it was over long ago, the document is not known as old."""
    campaign = campaigns()[number]
    return campaign.last < _SITES and not fit(campaign, dated)[0]


@functools.cache
def _qualifiers() -> tuple[str, ...]:
    """What makes a general name that of another activity: 师德|教育实践活动, “爱企业”|主题教育."""
    return ("”", "》", *(word for entry in load("activity_qualifiers") for word in entry["words"]))


def _is_qualified(text: str, start: int) -> bool:
    """Whether a general name is that of another activity, also of a series of such (“爱企业”系列|主题教育)."""
    first, words = max(start - _REACH, 0), _qualifiers()
    return text.endswith(words, first, start) or any(
        text.endswith(series, first, start) and text.endswith(words, first, start - len(series)) for series in _SERIES
    )


def _everyday(text: str, start: int, end: int) -> bool:
    """Whether a possible name is what somebody does (职工创先争优,): a sign behind it, no verb whose object it is.

    A general one (教育实践活动) is none behind the subject, season or body of another activity (师德教育实践活动).
    """
    if start > 0 and text[end - 1] in _GENERAL and _is_qualified(text, start):
        return True
    if start == 0 or end >= len(text):
        return False
    behind, ahead = text[end], text[start - 1]
    if behind in _BEHIND_EVERYDAY and _MOOD.match(text, end):
        return True
    if ahead in _NUMBERED and behind in _CLOSED:
        return True
    if behind not in _ROW:
        return False
    if ahead in _ROW or ahead in _DOING:
        return True
    return is_ideograph(ahead) and _OBJECT.search(text, max(start - _REACH, 0), start) is None


def _is_occasion(text: str, start: int, end: int) -> bool:
    """Whether the campaign is only the occasion of what the text is about (以主题教育为契机)."""
    if _AS_OCCASION.match(text, end) is not None:
        return True
    return _OCCASION.search(text, max(start - _OCCASION_REACH, 0), start) is not None


def _is_arranged(text: str, start: int, end: int) -> bool:
    """Whether the text says that what it tells of was arranged by the campaign."""
    if _BY.search(text, max(start - _BY_REACH, 0), start) is None:
        return False
    return _ARRANGEMENT.match(text, end) is not None


def _is_past(text: str, start: int, end: int) -> bool:
    """Whether the name stands for a campaign that is over and that the text only builds on."""
    if _BEHIND_PAST.match(text, end) is None:
        return False
    return _BEFORE_PAST.search(text, max(start - _REACH, 0), start) is not None


def fit(campaign: Campaign, dated: Months | None) -> tuple[bool, bool]:
    """Whether the document's date lies in the campaign's time, and whether outside; neither if unknown."""
    if dated is None:
        return False, False
    (year, number), (last_year, last_number) = dated
    low, high = 12 * year + number - 1, 12 * last_year + last_number - 1
    first, last = campaign.first - BEFORE, campaign.last + AFTER
    return high >= first and low <= last, high < first or (low > last and not campaign.open)
