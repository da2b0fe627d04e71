"""How much a stretch of characters looks like a Chinese person's name, and where a name that begins here ends."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from cxzy_nlp.knowledge import load
from cxzy_nlp.text.characters import is_ideograph
from cxzy_nlp.text.patterns import alternation

#: What a family name of each rank is worth, and a compound one.
_FAMILY = {1: 3, 2: 2, 3: 1}
_COMPOUND = 4
#: Family names that are more often prepositions, adverbs or auxiliaries.
_PARTICLES = frozenset("于向和都应时全明常关")
_PARTICLE_WORTH = 1
_FUNCTION = frozenset("和都")
#: A name that ends with an office or a form of address is a family name with it (葛老师), or a nickname (梁七叔).
_KIN = frozenset("叔伯爷婆嫂婶姨哥姐")
#: What a word that looks like a name costs: as the whole of it, as its first two characters.
_WORD, _WORD_INSIDE = 6, 3
#: What stands behind a name: the end of a phrase, a word that goes on behind names, a character that is rare
#: in names, nothing known.
END, GOES_ON, UNCOMMON, UNKNOWN = 3, 2, 1, 0
_CLOSING = frozenset("、,。;:!?()〔〕[]【】《》<>“”‘’\"'—-–…|/\\·\t\n \u3000")
#: Characters that write the names of the Uyghurs, Kazakhs, Tibetans, Mongols and Yi.
_FOREIGN_SOUNDS = frozenset(
    "阿买提吐尔逊依不力木艾合尼亚孜古丽热汗哈吾肉卡迪库班努穆罕默德斯拉玛巴图扎西卓嘎次仁多吉旺堆平措达瓦索朗央宗格桑曲"
    "洛桑丹增顿珠才让加措米玛普琼益西贡布娜仁其木宝音乌兰呼和苏日那顺特布仁白吉克伊布拉音塔什别热甫沙比艾山麦江买买"
    "不都卜杜力再吐拉依帕夏尕玉素甫赛来司马义奴尔兰叶别克"
)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What is known of names."""

    families: dict[str, int]
    compounds: frozenset[str]
    common: frozenset[str]
    never: frozenset[str]
    words: frozenset[str]
    called: frozenset[str]


@functools.cache
def lexicon() -> Lexicon:
    """The tables surnames, given_names, name_lookalikes and offices."""
    families: dict[str, int] = {}
    compounds: set[str] = set()
    words: set[str] = set()
    for entry in load("surnames"):
        if entry["kind"] == "single":
            for character in entry["names"]:
                worth = _PARTICLE_WORTH if character in _PARTICLES else _FAMILY[entry["rank"]]
                families[character] = min(worth, _FAMILY[entry["rank"]])
        else:
            (compounds if entry["kind"] == "compound" else words).update(entry["names"].split())
    for entry in load("name_lookalikes"):
        words.update(entry["first"] + tail for tail in entry["tails"].split())
    given = {entry["kind"]: frozenset(entry["characters"]) for entry in load("given_names")}
    called = {w for entry in load("offices") if entry["kind"] in ("office", "address") for w in entry["words"].split()}
    return Lexicon(families, frozenset(compounds), given["common"], given["never"], frozenset(words), frozenset(called))


def given_characters() -> str:
    """The common characters of given names."""
    return "".join(sorted(lexicon().common))


@functools.cache
def nouns() -> frozenset[str]:
    """Nouns of two characters: behind one that could be a family name they are no given name (管|企业, 何|学生)."""
    counted = {word for entry in load("counted_nouns") for word in entry["words"]}
    everyday = {word for entry in load("everyday_words") if entry["kind"] == "noun" for word in entry["words"].split()}
    return frozenset(word for word in counted | everyday if len(word) == 2)


@functools.cache
def family_class() -> str:
    """A regex class of the first characters of family names, without those that nearly always are function words."""
    names = lexicon()
    firsts = set(names.families) | {name[0] for name in names.compounds}
    return "[" + "".join(sorted(firsts - _FUNCTION)) + "]"


@functools.cache
def _followers() -> re.Pattern[str]:
    words = {word for entry in load("name_cues") if entry["kind"] == "after" for word in entry["words"].split()}
    return re.compile(alternation(words))


def name_worth(name: str) -> int:
    """How much `name` (without blanks) looks like a name; 3 is doubtful, 5 good, below 0 none.

    Examples
    --------
    >>> [name_worth(name) for name in ("王学军", "欧阳明", "高度", "任务", "李在")]
    [5, 5, -7, -3, -1]
    """
    names = lexicon()
    if name[:2] in names.compounds and len(name) > 2:
        worth, given = _COMPOUND, name[2:]
    else:
        worth, given = names.families.get(name[0], -9), name[1:]
    if not 1 <= len(given) <= 2:
        return -9
    for character in given:
        if character in names.common:
            worth += 1
        elif character in names.never:
            worth -= 4
        elif not is_ideograph(character):
            return -9
    if name in names.words or name[-2:] in names.called or name[-1] in _KIN:
        return worth - _WORD
    if len(given) == 2 and len(name) == 3 and name[:2] in names.words:
        return worth - _WORD_INSIDE
    return worth


def may_be_name(name: str) -> bool:
    """Whether `name` could be one among other names: 白云, 甘露, 党英, which are none by themselves.

    Examples
    --------
    >>> [may_be_name(name) for name in ("白云", "党英", "女", "村委会")]
    [True, True, False, False]
    """
    names = lexicon()
    if name[:2] in names.compounds and len(name) > 2:
        return len(name) <= 4
    return 2 <= len(name) <= 3 and name[0] in names.families and not any(c in names.never for c in name[1:])


#: How or about what somebody speaks, right behind a name whose last character it would be (岳萌|简要通报).
_MANNER = re.compile("简要|详细|系统|逐一|逐项|简单|就(?=[“《])")
#: A blank inside a name of two characters is how rosters align it: it speaks for a name.
_BLANK_INSIDE = 2


def evidence_behind(text: str, at: int, end: int) -> int:
    """What the text at `at`, right behind a name, says for the name to end there."""
    if at >= end or text[at] in _CLOSING:
        return END
    if _followers().match(text, at, end):
        return GOES_ON
    if not is_ideograph(text[at]):
        return GOES_ON
    return UNKNOWN if text[at] in lexicon().common else UNCOMMON


def name_lengths(text: str, at: int, end: int) -> Iterator[tuple[int, str]]:
    """Ends of the names of two to four characters that could begin at `at`, with a blank inside short ones let through.

    王  刚 has a blank between its two characters, as rosters align them with the three-character names.
    """
    names = lexicon()
    first = text[at]
    compound = text[at : at + 2] in names.compounds
    if first not in names.families and not compound:
        return
    if not compound and at + 1 < end and text[at + 1] in " \u3000":
        gap = at + 1
        while gap < end and gap - at <= 4 and text[gap] in " \u3000":
            gap += 1
        if gap < end and is_ideograph(text[gap]) and evidence_behind(text, gap + 1, end) >= GOES_ON:
            yield gap + 1, first + text[gap]
        return
    for length in (2, 3, 4):
        if at + length > end or not is_ideograph(text[at + length - 1]):
            return
        if (length == 2 and compound) or (length == 4 and not compound):
            continue
        yield at + length, text[at : at + length]


def read_name(text: str, at: int, end: int, need: int) -> int | None:
    """The end of the name that begins at `at`, or None if nothing there is worth `need` points.

    The points of the name itself and of what stands behind it are added up; of equal readings the longer one wins
    (王学军 before 王学).

    Examples
    --------
    >>> text = "书记王学军在会上讲话"
    >>> text[2 : read_name(text, 2, len(text), 5)]
    '王学军'
    >>> read_name("书记高度重视", 2, 6, 5)
    """
    best, found = need - 2, None
    for stop, name in name_lengths(text, at, end):
        if text[stop - 1 : stop + 1] in lexicon().called:
            continue  # 陈师傅
        if stop - at >= 3 and _MANNER.match(text, stop - 1, end):
            continue  # 岳萌|简要通报
        verb = _followers().match(text, stop - 1, end) if stop - at == 4 else None
        if verb and (verb.end() > stop or text[stop - 1] not in lexicon().common):
            continue  # 欧阳海|陪同, 欧阳海|率队
        worth = name_worth(name) + evidence_behind(text, stop, end)
        if stop - at > len(name):
            worth += _BLANK_INSIDE
        # a rare character behind it makes a name acceptable, not better than a shorter one before a verb
        sure = worth - 1 if is_uncommon(text, stop, end) else worth
        if worth >= need and sure >= best:
            best, found = sure, stop
    return found


def is_uncommon(text: str, at: int, end: int) -> bool:
    """Whether only the rareness in names of the character at `at` says that no name goes on there."""
    return evidence_behind(text, at, end) == UNCOMMON


def read_name_before(text: str, at: int, start: int, need: int) -> int | None:
    """The start of the name that ends at `at`, or None; the character before it must not make it part of a word.

    Examples
    --------
    >>> text = "会上王学军书记讲话"
    >>> text[read_name_before(text, 5, 0, 5) : 5]
    '王学军'
    >>> read_name_before("县委王书记", 3, 0, 5)
    """
    best, found = need - 1, None
    for length in (2, 3, 4):
        begin = at - length
        if begin < start or not is_ideograph(text[begin]):
            break
        name = text[begin:at]
        if length == 4 and name[:2] not in lexicon().compounds:
            break
        worth = name_worth(name) + boundary_before(text, begin, start)
        if worth >= best and worth >= need:
            best, found = worth, begin
    return found


#: Single characters in front of a name that are no part of it.
_BEFORE = frozenset("委府局厅镇乡县市区院校村会组部站所由请在向与和是的对为把被让以任像叫学记长员跟授及到据替帮了户支")


def boundary_before(text: str, at: int, start: int) -> int:
    """What the text right before `at` says for a name to begin there."""
    if at <= start or not is_ideograph(text[at - 1]):
        return 1
    return 1 if text[at - 1] in _BEFORE or text[max(start, at - 2) : at] in _leads() else 0


@functools.cache
def _leads() -> frozenset[str]:
    """Words that end right before a name: 授予, 学习."""
    return frozenset(w for e in load("name_cues") if e["kind"] == "before" for w in e["words"].split())


#: Those of them that such names begin with, and that begin few words.
_FOREIGN_FIRST = "阿买吐艾依吾肉扎次洛卓旺索热库帕玉迪努哈穆尼"


def foreign_sounds() -> str:
    """The characters that write the names of nationalities without Chinese family names."""
    return "".join(sorted(_FOREIGN_SOUNDS))


def foreign_firsts() -> str:
    """The characters that such names begin with."""
    return _FOREIGN_FIRST


def sounds_foreign(name: str) -> bool:
    """Whether every character is one that writes the names of nationalities without Chinese family names.

    Examples
    --------
    >>> sounds_foreign("买买提"), sounds_foreign("王建国")
    (True, False)
    """
    return all(character in _FOREIGN_SOUNDS for character in name)


#: Linear: the look-behind lets a run of characters be tried from its first one, or from where it is short enough.
DOTTED = re.compile(r"[\u4e00-\u9fff]{2,6}(?:[·•‧][\u4e00-\u9fff]{1,6}){1,3}")
