"""What looks like the name of a framework and is none: dates, set phrases, counts, distributions, hotlines."""

from __future__ import annotations

import functools
import re

from cxzy_nlp.facts.counts.tables import nouns
from cxzy_nlp.facts.frameworks.names import digits_of, is_code, parts_of
from cxzy_nlp.facts.frameworks.words import any_of, cues, fold, known, no_slogans

#: Longest name; what is longer between quotation marks is a sentence.
LONGEST = 22
_PARTICLES = re.compile("[了吗呢吧啊呀我你他她咱谁哪]|(?<!成)就(?![近地业])|不是|什么|怎么|就是|[?!。]")
_PERSONS = re.compile("[名位元万亿亩斤吨米岁级次期度倍人户届楼层]")
#: 一厂一品: a brand for every unit, told as a framework; other distributions (一户一策) are none.
_BRAND = re.compile("一[^村镇乡]一品")
#: 三级联创, 四级网络: what is done at several levels; 三级医院 is a rank.
_LEVELS = re.compile("级(?!甲|医院|单位|党|机关|干部|领导|政府|部门|学校|公路|响应|风险|标准|以)..")
_PLAN = re.compile(
    "十[一二三四五]?五(?:$|[^个条项字大])|[一二三四五六七八九十]{1,3}[届大](?:$|[一二三四五六七八九十]|精神|报告|以来|召开|期间|前|后|代表)|[一二三四五六七八九]中全会"
)
_AWARD = re.compile(
    "(?:十|百|千|几十)(?:佳|强|大(?:标兵|人物|新闻|青年|杰出|好人|模范|品牌|感动|孝|功勋|名|员|能手|明星|经济|歌手|城市|商))"
)
_FIGURES = re.compile(r"[0-9]+(?:[^0-9一-鿿N+]|[比至到])[0-9]")
_YEAR = re.compile("(?:19|20)[0-9]{2}")
#: 九连增, 三段式, 一、二、三等, 双导师, 两手抓两不误: runs, manners, grades, doubled persons, ways of working.
_PLAIN_WORD = re.compile(
    "[二两三四五六七八九十]{1,3}连(?:增|冠|胜|降|涨|跌|丰|升|败|创|下|平|阴|阳|霸|快|.{1,2}$)|.{1,2}[段分]式|.{1,2}笔字|[一二三四五]、[二三四五六].*[等级类档批期届]"
    "|双(?:导师|班主任|教师|组长|书记|讲师|会长|主任|.{1,3}负责人)$|[一二三四五]{2,3}产业?|新四军|新三板|[二两三四五]班[一二两三]|[二三四五六七]星级|[二三四六七]星$|二[稿审模手级等类线]|三干会|[二两三四五六七八九十]{2}$"
)
#: 二十条: a decree called by the number of its articles.
_ARTICLES = re.compile("(?:[二三四五六七八九]?十[一二三四五六七八九]?|[1-9][0-9])条")


@functools.lru_cache(maxsize=8192)
def quoted_digits(name: str) -> tuple[int, ...] | None:
    """The digits of what stands between quotation marks (blanks removed), or ``None`` if it names no framework.

    Quotation marks are evidence enough for any numeric name that is no known word, no date, no person count, and no
    sentence. Wrong for quoted counts that a text means ironically.

    Examples
    --------
    >>> quoted_digits("三联三促"), quoted_digits("两不误,两促进"), quoted_digits("七一"), quoted_digits("一村一品")
    ((3, 3), (2, 2), None, None)
    """
    folded = fold(name)
    digits = digits_of(name)
    if folded in known() or name in cues("accepted"):
        return digits or known().get(folded)
    if not 2 <= len(name) <= LONGEST or (name[1] != "个" and (name in no_slogans() or folded in no_slogans())):
        return None
    if digits is None:
        return _behind_noun(name)
    if _BRAND.fullmatch(name):
        return digits
    if name[0] in "0123456789" and len(name) == 2 and name[1] != "S":
        return None  # 6床
    if _PLAIN_WORD.match(name) or (name[1:3] == "个人" and name[3:4] != "人"):
        return None
    if _ARTICLES.fullmatch(name):
        return digits
    if is_code(name):
        return digits if _is_code(name) else None
    if (
        _dated().match(name)
        or _PLAN.match(name)
        or _AWARD.match(name)
        or (_PARTICLES.search(name) and not _asks(name))
        or _FIGURES.match(name)
    ):
        return None
    parts = parts_of(name)
    if _time().match(name) or _distributes(parts, name):
        return None
    if len(parts) == 1:
        return digits if _single(name, parts[0], digits[0]) else None
    return digits if all(len(part) <= 9 for part in parts) and not _counts(parts) else None


def _asks(name: str) -> bool:
    """四个怎么看、四个怎么办: questions that are counted."""
    return name[1:2] == "个" and len(name) <= 7 * len(parts_of(name)) and not re.search("[了吗呢吧?!。谁]", name)


def _is_code(name: str) -> bool:
    if "+" in name:
        return True
    figures = re.match("[0-9]+", name)
    assert figures is not None
    code = figures[0]
    if (
        (code == name and code in cues("code"))
        or len(code) < 3
        or len(code) > 6
        or (len(code) == 4 and _YEAR.fullmatch(code))
    ):
        return False
    tail = name[len(code) :]
    if not tail:
        return "0" not in code
    if re.search(f"(?:{any_of('follower')})$", tail) is not None:
        return True
    return "0" not in code and 2 <= len(tail) <= 4 and re.match(any_of("service"), tail) is None


def _single(name: str, part: str, value: int) -> bool:
    """Whether a name with one numeral is more than a count."""
    if value < 2:
        return False
    double = name[0] == "双"
    if double and name[:2] in cues("double"):
        return False
    body = part[1:] if not name[1:2] or name[1] not in "一二三四五六七八九十" else part[2:]
    if not body or len(body) > 9:
        return False
    if body[0] == "个":
        return len(body) > 1
    if _PERSONS.match(body) and not _LEVELS.match(body):
        return False
    if name.startswith(tuple(_long_words())):
        return False
    if body[0] in _SOLO_MEASURES and len(body) == 1:
        return False
    return not (value >= 100 or (body[0] in "百千万亿" and len(body) <= 2))


_SOLO_MEASURES = frozenset(
    "个项条句件种类张本步字点面口头把支所家间套台桌篇份册封幅辆艘架盏匹栋幢棵株首盒箱瓶筐枚粒片朵趟杯碗轮场笔"
)


@functools.cache
def _long_words() -> tuple[str, ...]:
    """Set phrases that stay what they are with words behind them (三农工作, 两会精神, 四川灾区)."""
    return tuple(word for word in no_slogans() if (len(word) > 2 and word not in _OPEN) or word in _CLOSED)


#: Words of three characters that begin other names, and words of two that begin none but their own compounds.
_OPEN = frozenset(("两手抓", "两条腿", "三结合", "四大行", "五大行"))
_CLOSED = frozenset(
    ("三农", "两会", "两委", "两院", "三峡", "四川", "十佳", "百强", "百佳", "十强", "三公", "双拥", "两新", "四季")
)


@functools.cache
def _dated() -> re.Pattern[str]:
    """A day, a plan or a congress at the beginning, not followed by another numeral (七一讲话, 但 三八四五 is none)."""
    return re.compile(f"(?:{any_of('date')})(?![一二三四五六七八九十])")


@functools.cache
def _time() -> re.Pattern[str]:
    return re.compile(
        f"(?:[二三四五六七八九]?十[一二三四五六七八九]?|[一二两双三四五六七八九几]|[0-9]{{1,4}})(?:{any_of('time')}|个(?:半?月|小时|星期|礼拜|季度|世纪|钟头|年头))"
    )


def _distributes(parts: tuple[str, ...], name: str) -> bool:
    """一村一品, 一户一策, 一对一: one for each; and set phrases with two numerals."""
    if name.startswith(_pairs()):
        return True
    if _EACH.fullmatch(name):
        return True
    if len(parts) >= 2 and all(part[0] == "一" for part in parts):
        return len(parts) == 2 or len(name) > 3 * len(parts) or any(part[1:2] in _SOLO_MEASURES for part in parts)
    if parts[0] in ("一人", "一户", "一家", "一车"):
        return True
    return parts[0][0] == "一" and (len(parts) == 1 or parts[0] + parts[1][0] == "一双" or "的" in parts[0])


#: 一人一册、一周一访
_EACH = re.compile(
    "一[人户家周月日村组队班案事企校岗]一[^一]{1,2}(?:[、,;]一[人户家周月日村组队班案事企校岗]一[^一]{1,2})+"
)


@functools.cache
def _pairs() -> tuple[str, ...]:
    return tuple(word for word in cues("pair") if len(word) > 2)


def _counts(parts: tuple[str, ...]) -> bool:
    """两镇三村, 三名党员两名干部: every part is a number with a measure word and a noun."""
    return all(part[1:2] and _PERSONS.match(part[1:]) for part in parts)


def _behind_noun(name: str) -> tuple[int, ...] | None:
    """惠民七举措, 党员五带头: a noun of at most four characters before the numeral."""
    match = _NOUN_FIRST.fullmatch(name)
    if _NEW.fullmatch(name):
        return digits_of(name[1:])
    if match is None or match[1][-1] in "第十百千万零〇0123456789年月争创做为把抓树展":
        return None
    digits = quoted_digits(match[2])
    if _ARTICLES.fullmatch(match[2]):
        return digits
    if digits is None or (len(digits) == 1 and digits[0] < 3):
        return None
    return digits


#: 新三样, 新四大件
_NEW = re.compile("新[二两三四五六七八九](?:大件|样|件套|大件套)")

_NOUN_FIRST = re.compile("([^一二两双三四五六七八九十0-9、,;和的“”]{2,4})([二两双三四五六七八九十][^、,;“”一]{1,8})")


def plain_multi(name: str) -> bool:
    """Whether a name of several numbers can stand without quotation marks: no set phrase, date, count or rank.

    Examples
    --------
    >>> plain_multi("三联三促"), plain_multi("五湖四海"), plain_multi("两镇一乡"), plain_multi("三年两次")
    (True, False, False, False)
    """
    parts = parts_of(name)
    if len(parts) < 2 or quoted_digits(name) is None:
        return False
    bodies = [part[1:] for part in parts]
    if len(set(parts)) < len(parts) or sum(part[0] == "一" for part in parts) * 2 > len(parts):
        return False
    if any(not body or _plain_measure().match(body) for body in bodies):
        return False
    return not any(nouns().get(body) for body in bodies)


@functools.cache
def _plain_measure() -> re.Pattern[str]:
    return re.compile(any_of("measure", "time"))


def plain_single(name: str) -> bool:
    """Whether a name with one number and no 个 can stand unquoted before 活动, 工作法 and their like.

    Examples
    --------
    >>> plain_single("三联"), plain_single("三项"), plain_single("双向"), plain_single("两会")
    (True, False, False, False)
    """
    if quoted_digits(name) is None:
        return False
    body = name[1:]
    return not (body[:1] in "要是" or _plain_measure().match(body) or body in nouns() or body in cues("announce"))


@functools.lru_cache(maxsize=4096)
def announces(name: str) -> bool:
    """Whether a name is also an everyday way to announce a list or to count (四个问题, 三项任务, 四句话).

    Examples
    --------
    >>> announces("四个问题"), announces("四个意识")
    (True, False)
    """
    body = name[1:]
    return body[:1] in _COUNTING and (body[1:] in cues("list_noun") or body == "句话")


_COUNTING = frozenset("个项条句件种类点")


def is_saying(name: str) -> bool:
    """Whether a name counts phrases or characters (四句话, 八字方针): its items are then whole phrases.

    Examples
    --------
    >>> is_saying("四句话"), is_saying("八字方针"), is_saying("四风")
    (True, True, False)
    """
    return _SAYING.match(name) is not None


_SAYING = re.compile("[二两三四五六七八九十]{1,2}(?:句话|字)")
