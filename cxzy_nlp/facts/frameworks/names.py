"""How the name of a framework is built: numerals, each with what it counts (三亮三比三评, 四议两公开, 4+2)."""

from __future__ import annotations

import functools
import re

_ONE = r"(?:(?<![统唯第同专逐万])(?<![^清名]单)一(?![致流线体样般切些律直起把贯向])|(?<=统)一(?=.\Z))"
#: Source of a numeral that can be a digit of a framework; the 一 of 统一, 一体 is none.
NUMERAL: str = (
    rf"(?:(?<!双)[二三四五六七八九]?(?<!双)十[一二三四五六七八九]?|{_ONE}|(?<![一二两三四五六七八九])双|[二两三四五六七八九几]"
    r"|(?<![0-9])[0-9]{1,2}(?![0-9]))"
)
_PART = re.compile(rf"({NUMERAL})((?:(?!{NUMERAL})[^0-9]|[0-9]{{3,}})*)")
_CODE = re.compile(r"([0-9NXn]{1,3}(?:\+[0-9NXn]{1,3}){1,5}|[1-9][0-9]{1,5})([^\x00-\u4dff]{0,10})")
_VALUES = {character: value for value, character in enumerate("〇一二三四五六七八九")} | {"两": 2, "双": 2}
_JOINTS = re.compile("[、,;和与 ]")
_MEASURES = "个项条大种类句件支套名本张步批股道"


@functools.lru_cache(maxsize=8192)
def digits_of(name: str) -> tuple[int, ...] | None:
    """The numbers of a name in their order, or ``None`` if it does not begin with one.

    双 and 两 are 2; the digits of an Arabic code count one by one, the numbers of a sum as they stand; 百 behind a
    digit belongs to what is counted (三百三建). A numeral at the end of N个X is a thing and no digit (四个一).

    Examples
    --------
    >>> digits_of("四议两公开"), digits_of("4554"), digits_of("3+N"), digits_of("四个一"), digits_of("五位一体")
    ((4, 2), (4, 5, 5, 4), (3,), (4,), (5,))
    """
    code = _CODE.fullmatch(name)
    if code is not None:
        if code[1].isdecimal():
            return tuple(map(int, code[1])) if len(code[1]) > 2 or not code[2] else None
        return tuple(int(number) for number in code[1].split("+") if number.isdecimal()) or None
    found: list[int] = []
    for segment in parts_of(name):
        numeral = re.match(NUMERAL, segment)
        value = number(numeral[0] if numeral is not None else segment[0])
        if value is not None:
            found.append(value)
    return tuple(found) or None


def is_code(name: str) -> bool:
    """Whether a name is an Arabic code or a sum, with or without a word behind it.

    Examples
    --------
    >>> is_code("4554"), is_code("3+N"), is_code("4+2工作法"), is_code("5个好")
    (True, True, True, False)
    """
    code = _CODE.fullmatch(name)
    return code is not None and ("+" in name or len(code[1]) > 2)


@functools.lru_cache(maxsize=8192)
def parts_of(name: str) -> tuple[str, ...]:
    """The parts of a name, each a numeral with what it counts; empty if it does not begin with a numeral.

    Examples
    --------
    >>> parts_of("三亮三比三评"), parts_of("两不误、两促进"), parts_of("五个一"), parts_of("先锋队")
    (('三亮', '三比', '三评'), ('两不误', '两促进'), ('五个一',), ())
    """
    if name[:2] == "一线" and (rest := parts_of(name[2:])):
        return ("一线", *rest)
    pieces: list[str] = []
    position = 0
    measured = False
    for match in _PART.finditer(name):
        if match.start() != position:
            return ()
        position = match.end()
        body = match[2]
        if pieces and measured and not _JOINTS.match(pieces[-1][-1:]) and not _measured_part(match[1], body):
            pieces[-1] += match[0]
            continue
        if pieces and not body and len(pieces[-1]) > 1 and match[1] == "一":
            pieces[-1] += match[0]  # 四必一
            continue
        measured = measured or body[:1] == "个"
        pieces.append(match[0])
    if position != len(name):
        return ()
    return tuple(_JOINTS.sub("", piece) for piece in pieces)


def _measured_part(numeral: str, body: str) -> bool:
    """Behind N个X: 一个中心两个基本点 goes on, 五个一批 and 三个第一 do not."""
    return len(body) > 1 and body[0] in _MEASURES


def number(numeral: str) -> int | None:
    """The value of one numeral; 几 has none.

    Examples
    --------
    >>> number("双"), number("十二"), number("几")
    (2, 12, None)
    """
    if numeral.isdecimal():
        return int(numeral)
    if "十" in numeral:
        tens, _, ones = numeral.partition("十")
        return _VALUES.get(tens, 1) * 10 + _VALUES.get(ones, 0)
    return _VALUES.get(numeral)


@functools.lru_cache(maxsize=8192)
def keys_of(name: str) -> tuple[str, ...]:
    """What the items of a framework's list tend to hold, part by part (三亮三比三评: 亮, 比, 评).

    A noun that bears the name is left off (三不干部: 不).

    Examples
    --------
    >>> keys_of("五带头"), keys_of("五个好"), keys_of("四议两公开")
    (('带头',), ('好',), ('议', '公开'))
    """
    parts = parts_of(name) or parts_of(_NOUN.sub("", name))
    bodies = [re.sub(NUMERAL, "", segment, count=1) for segment in parts]
    bodies = [body[1:] if body[:1] in _MEASURED and len(body) > 1 else body for body in bodies]
    return tuple(bare for body in bodies if (bare := _BEARER.sub("", body)))


#: The noun before a numeral (车厢|四净三无).
_NOUN = re.compile("^[^一二两双三四五六七八九十0-9]{1,4}")
_MEASURED = frozenset("个项条大种张道本支件句")
_BEARER = re.compile("(?<=.)(?:干部|党员|支部|党支部|党组织|工程|工作法|活动|机制|制度|教育|服务|行动|农户|法|生|户)$")
