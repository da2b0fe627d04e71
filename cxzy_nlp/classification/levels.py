"""At which level the organ that speaks stands.

Every level is a candidate and is weighed by the same questions: whether its places or bodies stand in the title, in
the first lines, in the signature; whether they are the lowest in title or first lines (珩山县水务局 is of the county,
珩山县中医院 a unit) or end a name (青禾县柳桥镇上湾村 is a village); how often the text speaks of itself at that level
(全县, 我村); what kind of text it is.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence

from cxzy_nlp.classification.lexicon import LEVELS, ZONES
from cxzy_nlp.classification.signals import Answers, Signals
from cxzy_nlp.classification.view import View

_OPENING = ZONES.index("opening")
_NUMBER = {level: number for number, level in enumerate(LEVELS)}
QUESTIONS: tuple[str, ...] = (
    "in the title",
    "lowest in the title",
    "in the first lines",
    "lowest in the first lines",
    "in the signature",
    "office of the speaker",
    "addresses those below",
    "own words",
    "share of own words",
    "most often says we",
    "ends a name in the first lines",
    "ends a name in the signature",
    "neither in title, first lines nor signature",
    "neither there, but own words",
    "in a text of no campaign's genre",
    "own words in a text of no campaign's genre",
    "reads like the texts of this level",
    "lowest in the title of a comment",
    *(f"is {level}" for level in LEVELS),
)
_FRONT, _TAIL = 70, 70
_BODY = (
    "学校|中学|小学|大学|学院|幼儿园|医院|卫生院|公司|集团|银行|支行|分行|信用社|联社|(?<!工)厂|车间|研究[所院]|(?<!办)事务所|车站|"
    "机务段|车务段|工务段|电厂|煤矿|矿(?=党委|党总支|党支部)|矿业|合作社|协会|商会|出版社|报社|电视台|博物馆|图书馆|项目部|班组|班$|供电[局所]|"
    "教务[处部]|各系|系部|[文理学语]系(?=党|学|团|的|[0-9])|二级学院|病区|护理部|医务科|矿务局|分厂|工段|粮库|水文站|办税|税务所|辅导员|校团委|出租汽车|自来水|"
    "酒店|宾馆|商场|超市|农场|林场|监狱|设计院|党校|港|院系|二中|一中|[三四五六]中|[内外]科|教研室|护士|医生|教师|营业[厅部]"
)
#: 省级文明单位, 县处级干部: a rank, not a place.
_RANK = "(?!处?级(?:以上|干部|文明|优秀|先进|劳模|示范|重点|标准|卫生|技术|课题|非|奖|党组织|竞赛|表彰))"
#: With which characters a match can begin; tested first, it makes the search three times as fast.
_FIRST = (
    "中新国教各总省自厅市县区旗镇乡街苏村社嘎屯学中小大幼医卫公集银支分信厂车研事机务工电煤矿合协商出报博图项班供酒宾超"
    "农林监设党港院各系文理语二病护矿分粮水辅出税办自教二一三四五六内外科教护营联"
)
#: Names of places and bodies by level; signs that stand inside other words are left out.
PLACE = re.compile(
    rf"(?=[{_FIRST}])(?:"
    r"(?P<central>中央(?:组织部|纪委|宣传部|决定|先进性|学习实践|创先争优|党的群众|文明办|国家机关)|中共中央(?!党校)|新华社(?!区)"
    r"|中组部|国务院|教育部|各省、自治区|总局(?=直属|机关|党组)|中共[\u4e00-\u9fff]{1,7}部党组)"
    rf"|(?P<province>(?<![反节各两])省(?![钱力得略心事去]){_RANK}|自治区"
    r"|(?<=[\u4e00-\u9fff])厅(?=党|机|系|直|深|关|开|学|“|$))"
    rf"|(?P<city>(?<![城上股超门都])市(?![场民值价容井县、(]){_RANK})"
    rf"|(?P<county>(?<![各州])县(?![市区(、]){_RANK}"
    r"|(?<![社地校园片库治景厂辖山林战牧新矿灾拓掘综工作厂])区(?![域别间分县])|旗(?=委|直|党))"
    r"|(?P<township>(?<![城乡])镇(?![静江街村])|(?<![家城下老同他水])乡(?![亲音镇村里])|街道|苏木)"
    r"|(?P<village>(?<![农乡镇入驻包])村(?!级|民小组|镇)|社区|嘎查|(?<=[\u4e00-\u9fff])屯(?=党|村))"
    rf"|(?P<unit>{_BODY}))"
)
#: What may stand between two places of one name: 市|长林|区, ×区××|镇, not 区|委组织部到我|镇.
_WITHIN = re.compile("(?:[\u4e00-\u9fff×*Xx○](?<![委我到在对向来全各与和局厅办部府本等为把的])){0,5}")
_OFFICE = re.compile(
    r"(?=[省厅市县区镇乡党村社校院董总公车护厂行矿])(?:"
    r"(?P<province>省委(?:书记|常委|副书记)|省长|厅长|厅党组)|(?P<city>市委(?:书记|常委|副书记)|市长)"
    r"|(?P<county>[县区]委(?:书记|常委|副书记)|[县区]长)|(?P<township>[镇乡]党委(?:副?书记|委员)|党工委书记|[镇乡]长)"
    r"|(?P<village>村(?:党支部|支部|党总支)?书记|村支书|村主任|社区(?:党委|党总支|党支部)?书记)"
    r"|(?P<unit>校长|院长|董事长|总经理|[院校公][司党]?党?委?书记|车间主任|护士长|厂长|行长|矿长))"
)


def zones(view: View) -> tuple[tuple[str, int, int], ...]:
    """Title, first lines and signature, as spans of the reading; the signature is what stands behind the last 。"""
    title = view.title or (view.start, view.start)
    start = max(title[1], view.start)
    tail = max(view.end - _TAIL, start)
    sentence = view.text.rfind("。", tail, view.end) + 1
    return (
        ("title", *title),
        ("first lines", start, min(start + _FRONT, view.end)),
        ("signature", max(tail, sentence), view.end),
    )


#: A place or body that a text names: its level, start and end.
_Place = tuple[int, int, int]


def _found(pattern: re.Pattern[str], text: str) -> list[_Place]:
    return [(_NUMBER[match.lastgroup or ""], *match.span()) for match in pattern.finditer(text)]


def _present(found: Iterable[_Place]) -> list[bool]:
    """Which levels are named."""
    present = [False] * len(LEVELS)
    for level, _, _ in found:
        present[level] = True
    return present


def _ending(text: str, found: Sequence[_Place]) -> list[bool]:
    """The levels of the places that end a name: 青禾县柳桥镇上湾村 is a village."""
    ending = [False] * len(LEVELS)
    for (level, _, end), (lower, start, _) in zip(found, [*found[1:], (-1, 0, 0)], strict=False):
        if not (lower > level and _WITHIN.fullmatch(text, end, start)):
            ending[level] = True
    return ending


def _lowest(present: list[bool]) -> list[bool]:
    """Only the lowest level that is present; LEVELS runs from high to low."""
    only = [False] * len(present)
    for number in range(len(present) - 1, -1, -1):
        if present[number]:
            only[number] = True
            break
    return only


#: For each level the answers to which level it is.
_IS = tuple(tuple(float(level == other) for other in LEVELS) for level in LEVELS)


def ask(signals: Signals, other: float, comment: float, alike: Mapping[str, float]) -> list[Answers]:
    """For each level the answers to the questions.

    `other` and `comment` are the chances that the genre is other, or a comment (on those below: the lowest that are
    named do not speak); `alike` is how much the n-grams are those of texts of each level, against those of texts of
    none.

    A commentary or an essay names places and bodies of which none is the one that speaks.
    """
    title, front, tail = (signals.view.text[start:end] for _, start, end in zones(signals.view))
    which, coded = signals.said.levels
    size = len(LEVELS)
    counts = [0] * (3 * size)
    for code, opens in zip(coded.tolist(), signals.zones[_OPENING, which].tolist(), strict=True):
        counts[code] += opens or not size <= code < 2 * size
    addressed, we = counts[size : 2 * size], counts[2 * size :]
    own = [number + mine for number, mine in zip(counts[:size], we, strict=True)]
    total, loudest = sum(own), max(we)
    head = f"{title}\n{front}"
    both = f"{head}\n{tail}"
    places = _found(PLACE, both)
    titled = [place for place in places if place[1] < len(title)]
    opening = [place for place in places if len(title) < place[1] < len(head)]
    below = [place for place in places if place[1] > len(head)]
    in_title, in_front, in_tail = _present(titled), _present(opening), _present(below)
    scale = 1000 / (len(signals.codes) + 300)
    words = [math.log1p(scale * number) for number in own]
    nowhere = [not any(there) for there in zip(in_title, in_front, in_tail, strict=True)]
    low_title = _lowest(in_title)
    most = max(alike.values(), default=0.0)  # a level of which the corpora have too few texts reads like any
    columns = (
        in_title,
        low_title,
        in_front,
        _lowest(in_front),
        in_tail,
        _present(_found(_OFFICE, head)),
        [number > 0 for number in addressed],
        words,
        [number / (total + 1) for number in own],
        [0 < number == loudest for number in we],
        _ending(both, opening),
        _ending(both, below),
        nowhere,
        [value * there for value, there in zip(words, nowhere, strict=True)],
        [other] * size,
        [other * value for value in words],
        [alike.get(level, most) for level in LEVELS],
        [comment * lowest for lowest in low_title],
    )
    return [(*row, *level) for row, level in zip(zip(*columns, strict=True), _IS, strict=True)]
