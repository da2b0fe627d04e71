"""Offices and forms of address as triggers, and how far an office phrase reaches to the left."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from cxzy_nlp.facts.persons.finder import Finder
from cxzy_nlp.facts.persons.names import family_class, foreign_firsts, given_characters
from cxzy_nlp.knowledge import load
from cxzy_nlp.text.characters import is_ideograph
from cxzy_nlp.text.patterns import alternation

#: An office phrase with its organisation is not longer than this.
REACH = 40
#: What stands between 、 and an office, behind another office, is all part of it up to this length.
_SHORT = 8
#: Words that stand before an office phrase and are no part of it; the phrase begins behind the last one.
_LEAD = re.compile(
    r"[的是由请在和与及跟同对向让给把被为以到据从经有了着过说像叫即你我他她这那该其某各等也都并又还就后时中上间前"
    r"]|刚才|首先|接着|其次|然后|最后|近日|日前|昨天|今天|今年|去年|下面|时任|现任|历任|曾任|担任|兼任|同志|邀请|聘请|授予|表彰|学习|"
    r"宣传|采访|慰问|看望|任命|推选|选举|选派|推荐|特别|感谢|欢迎|通过|根据|按照|成立|明确|指定|随同|陪同|协助|带领|受到|得到|来自|"
    r"记者|动员|强调|指出|提出|听取|传达|参加|出席|号召|当选|推举|责成|安排|拜访|走访|代表|目睹|随后|于是|"
    r"[年月日号]|[0-9]+[、.]"
)
#: Names of places and units that hold one of those characters.
_KEPT = re.compile(
    r"宣传部|宣传委员|组织部|向阳|和平|和谐|为民|共和|中和|太和|永和|泰和|仁和|祥和|仪和|义和|同心|大同|同江|和田|和林|呼和|以岭|上海|中学|中心|中医|中队|"
    r"上游|上街|上庄|上村|中村|后勤|后村|前村|前进|前锋|前哨|时代|从化|有限|有色|国有|中共|党中央|中央|华中|中国|集中|上塘|上港|会后|"
    r"各族|各民|中层|中铁|中石|中建|中行|中小|中专|高中|初中|中院|中支|[一二三四五六七八九十]中|社会|对外|对口|间隔|以色|有线|"
    r"过渡|到岗|后备|卫生|办事处|新时|在职|在册|同乐|同德|同兴|同安|大和|清和|年级|月亮|日报|号子|月塘|日照|同济|大中|中山|中原|中阳|"
    r"[0-9一二三四五六七八九十]+年级|[0-9]+号"
)


@functools.cache
def _kinds() -> dict[str, str]:
    """Word to kind; a word of several kinds has the first of them."""
    found: dict[str, str] = {}
    order = ("office", "position", "designation", "trade", "standing", "address", "label")
    for kind in order:
        for entry in load("offices"):
            if entry["kind"] == kind:
                for word in entry["words"].split():
                    found.setdefault(word, kind)
    for word, kind in found.items():
        if (
            kind == "label"
            and word[-2:] != "领导"
            and any(found.get(word[at:]) in ("office", "position") for at in range(1, len(word) - 1))
        ):
            found[word] = "position"  # 支部委员
    return found


@functools.cache
def claims() -> frozenset[str]:
    """Words that only persons take: 任组长, 先进事迹."""
    return frozenset(w for entry in load("name_cues") if entry["kind"] == "claim" for w in entry["words"].split())


COMRADE = "同志"


@functools.cache
def behind_names() -> Finder:
    """Words that stand behind a name: forms of address, offices, and what only persons take.

    Without `COMRADE`, before which any character may be the last of a name.
    """
    kinds = _kinds().items()
    words = {w for w, kind in kinds if kind == "office" and (len(w) < 3 or w[0] in "副总第党")}  # 王刚|大队长 is rare
    words |= {w for entry in load("offices") if entry["kind"] == "address" for w in entry["words"].split()}
    return Finder((words | claims()) - {COMRADE}, behind=given_characters() + " \u3000")


@functools.cache
def trigger_finder() -> Finder:
    """All words of offices.toml."""
    return Finder(word for word in _kinds() if len(word) > 1)


@functools.cache
def before_something() -> re.Pattern[str]:
    """The last character of a trigger in front of a family name, a blank or a colon."""
    return re.compile(f"{trigger_finder().ends()}(?=[ \u3000:]|{family_class()}|[{foreign_firsts()}])")


@functools.cache
def _offices() -> Finder:
    return Finder(word for word, kind in _kinds().items() if kind in ("office", "position"))


@functools.cache
def before_name() -> re.Pattern[str]:
    """The gap between an office and a name that may follow: blanks, or a colon with blanks."""
    return re.compile(rf"[ \u3000]{{0,4}}(?P<colon>:)?[ \u3000\n]{{0,6}}(?={family_class()})")


def trigger_kind(word: str) -> str:
    """The kind of a word of `trigger_finder`."""
    return _kinds()[word]


def ends_with_office(text: str) -> bool:
    """Whether `text` ends with an office or position.

    Examples
    --------
    >>> ends_with_office("局党组书记、局长"), ends_with_office("2010年5月7日")
    (True, False)
    """
    return _offices().ending_at(text, len(text), 0) is not None


#: Memberships that another office follows: 党组成员、副局长.
_MEMBERS = ("党组成员", "党委成员", "班子成员", "人大代表")


def _ends_office(text: str) -> bool:
    """The same where another office follows: 党组成员、|副局长."""
    return ends_with_office(text) or text.endswith(_MEMBERS)


def is_office(word: str) -> bool:
    """Whether `word` is an office or position."""
    return word in _offices().words


def offices_in(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The offices and positions of ``text[start:end]``."""
    return _offices().starting(text, start, end)


def role_start(text: str, at: int, start: int) -> int:
    """Where the office phrase begins whose last office begins at `at`: 党支部书记、村委会|主任, 县委常委、组织部|部长.

    It reaches left over the body that the office is of, not over the place or the unit (石梭乡|党委书记, but 镇党委书记
    and 局党组书记), and over 、 where an office stands before it. Wrong for departments that no table knows.
    """
    floor = max(start, at - REACH)
    begin = at
    while True:
        low = begin
        while low > floor and (is_ideograph(text[low - 1]) or text[low - 1].isdigit()):
            low -= 1
        low = _behind_lead(text, low, begin)
        if begin != at and low > floor and text[low - 1] in "为任":
            return begin + 1  # 王刚为组长、|副书记李红: the office before 、 is another's
        inner = _first_office(text, low, begin) if begin != at else begin
        joined = low - 1 > floor and text[low - 1] == "、" and _ends_office(text[max(floor, low - 9) : low - 1])
        first = low if joined and inner - low <= _SHORT else _body_start(text, low, inner)
        if first > low or not joined:
            return first
        begin = low - 1


def office_phrase(text: str, start: int, end: int) -> tuple[int, int]:
    """The office that ``text[start:end]`` ends with, without the place or unit before it.

    Examples
    --------
    >>> text = "青石镇党委书记"
    >>> text[slice(*office_phrase(text, 0, 7))]
    '党委书记'
    """
    return role_start(text, _first_office(text, start, end), start), end


def _first_office(text: str, low: int, high: int) -> int:
    """Where the office begins that ``text[low:high]`` ends with."""
    found = _offices().ending_at(text, high, low)
    if found is None:
        member = next((word for word in _MEMBERS if text.endswith(word, low, high)), "")
        return high - len(member)
    return found


@functools.cache
def _bodies() -> re.Pattern[str]:
    words: dict[str, list[str]] = {"level": [], "body": []}
    for entry in load("office_bodies"):
        words[entry["kind"]] += entry["words"].split()
    return re.compile(f"(?:(?:{alternation(words['level'] + words['body'])})+|[\u4e00-\u9fff]{{2}}[股科])副?$")


_LEVEL = "省市州地县区旗镇乡局厅院校站所部厂矿场社街司馆"


def _body_start(text: str, low: int, at: int) -> int:
    """Where the body begins that stands before the office at `at`, with the letter of its level if it leads."""
    found = _bodies().search(text[max(low, at - 14) : at])
    if found is None:
        return low if at - low == 1 and text[low] in _LEVEL + "副原" else at
    begin = max(low, at - 14) + found.start()
    return low if begin - low == 1 and text[low] in _LEVEL else begin


def _behind_lead(text: str, low: int, high: int) -> int:
    """The end of the last leading word of ``text[low:high]``, or `low`."""
    kept = [match.span() for match in _KEPT.finditer(text, low, min(len(text), high + 2))]
    begin = low
    for match in _LEAD.finditer(text, low, high):
        if not any(first <= match.start() < last for first, last in kept):
            begin = match.end()
    return begin
