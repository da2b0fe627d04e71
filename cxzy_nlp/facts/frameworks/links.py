"""The words that lead from a name to its list, and from a list to its name."""

from __future__ import annotations

import functools
import re

from cxzy_nlp.text.patterns import alternation


@functools.cache
def link_pattern() -> re.Pattern[str]:
    """What leads from a name to the list behind it."""
    role = (
        "(?:总?(?:主题|载体|抓手|目标|内容|重点|主线|要求|标准|品牌|阵地|平台|"
        "依托|纽带|导向|突破口|切入点|着力点|牵引|契机|核心|统领|底线|什么))"
    )
    gap = r"(?:[^,。;:!?\n、()“”‘’\"—一二三四五六七八九十]{0,14}?)"
    said = (
        "即为|即是|即指|即|就是指|就是|也就是|是指|指的是|包括|包含|分别是|分别为|分别指|分别叫|具体是指|具体是|具体为|具体指|具体包括|具体内容是|具体内容为|"
        "主要内容是|主要内容为|主要内容包括|主要是指|主要是|主要指|主要包括|基本内容是|内容是|内容为|内容包括|概括为|分解为|含义是|内涵是|要求是|具体要求是|标准是|目标是"
    )
    return re.compile(
        rf"[”’\"]?(?:\([^()、,;:\n]{{1,6}}\))?(?P<gap>{gap})[”’\"]?(?=[,.。;:?(—\n即就也是指包分具主基内概含要标其它为一首第分1①-])(?:"
        rf"(?P<said>分[为成]?[二两三四五六七八九十](?:步走?|个方面|项内容|个部分|层含义|个环节)(?:,即|:)|[,。;]?\s*(?:其|它)?(?:{said})(?!什么|哪):?,?)"
        r"|(?P<open>\()(?:即|就是|指|是指|分别是|包括|具体为)?:?,?"
        r"|(?P<colon>:)|(?P<dash>—{1,2}|-{2})"
        r"|(?P<mark>(?:[,。;][^,。;:!?\n“”]{0,12}:)?[,。;]?\s*(?=(?:一[是要]|首先|第一[,、是个步阶关条]|其一|1[.、)]|\([一1]\)|①|一、)))"
        r"|(?P<ask>\?\s*(?:答[:,]\s*)?)"
        rf"|(?P<is>(?:,?是|[为指]|要求(?![是为,。;:、(\n和的与及]|自己|大家|我们|各|全))(?!{role}):?(?![^,。;:、\n]{{1,6}}:))|(?P<stop>(?:[,。;\n]|\.(?![0-9]))\s*))"
    )


_SAID = (
    *(
        f"为{noun}的"
        for noun in (
            "主要内容",
            "内容",
            "主题",
            "重点",
            "核心",
            "载体",
            "目标",
            "主线",
            "基本内容",
            "标准",
            "要求",
            "具体内容",
        )
    ),
    *(
        "即",
        "简称为",
        "简称",
        "也就是",
        "统称为",
        "统称",
        "概括为",
        "合称",
        "归纳为",
        "称为",
        "称作",
        "俗称",
        "以下简称",
        "总结为",
        "提炼为",
        "组成的",
        "构成的",
        "叫做",
        "就是",
        "(",
    ),
)

_SAID_ENDS = frozenset(word[-1] for word in _SAID)

_NEAR = re.compile("(?:等这|等的|的活动|[的等这之])$")


@functools.cache
def _said() -> re.Pattern[str]:
    return re.compile(f"{alternation(_SAID)}$")


#: 政治上清醒、作风上清正,争做“双清”干部: a verb that takes the list up again.
_AIM = re.compile(
    ",(?:真正|切实|努力|全面|着力|全力|深入|扎实|积极|从而|来)?(?:以|即牢记|牢记|确保|开展|推行|实施|实行|争做|争当|做到|实现|达到|打造|建设|形成|做好|践行|坚持|落实|成为|推进|把|将|用|构建|构成|组成)$"
)

#: …的饮水、…的热饭,职工管这叫; …,这是我们的: a clause of its own that gives the list its name.
_NAMING = re.compile(
    "[,。;?](?:(?:这|以上|上述)[^,。;:、?]{1,6},)?(?:"
    "[^,。;:、?]{0,9}(?:叫做|叫作|叫|称作|称之为|称为|称它为|称他们为|合称|并称|统称|简称|概括为|归纳为|总结为|起名为|命名为)|这(?:就|便|也)?是|即是|就是|即)"
    "(?:[^,。;:、?是有]{0,8}的)?$"
)


_NAMING_ENDS = frozenset("叫做作为称之它简括纳结名是即就的们")


def joint(text: str, low: int, at: int) -> tuple[int, bool]:
    """Where the words begin that join a list to the name at `at`, and whether they say so (以…为内容的, 简称)."""
    named = text[max(low, at - 28) : at]
    if text[at - 1 : at] in _NAMING_ENDS and (naming := _NAMING.search(named)) is not None:
        return at - len(named) + naming.start(), True
    window = named[-9:]
    last = window[-1:]
    said = _said().search(window) if last in _SAID_ENDS else None
    if said is not None:
        stop = at - len(window) + said.start()
        while stop > low and text[stop - 1] in ",(":
            stop -= 1
        return stop, True
    if "," in window and (verb := _AIM.search(window)) is not None and at - (len(window) - verb.start()) > low:
        return at - (len(window) - verb.start()), False
    if window[-2:] in (",这", "。这", ";这"):
        return at - 2, False
    if window[-1:] == ",":
        return at - 1, False
    near = _NEAR.search(window) if last in "的等这之动" else None
    return (at if near is None else at - len(window) + near.start()), False
