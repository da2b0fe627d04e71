"""Names, dates and figures that somebody masked: xx街道, 平安**, 李某某, 20xx年, x月x日."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from cxzy_nlp.audit.subject import Subject
from cxzy_nlp.document import Finding
from cxzy_nlp.knowledge import load

_MASK = "[xX×*]"
_PLACE = "省|市|州|盟|县|区|旗|镇|乡|街道|办事处|村|社区|居委会"
#: Only here masks are looked for: everything else is passed over in one tight loop.
_SIGN = re.compile("[xX×*#○某]")
#: What of a date may stand before its first mask: 20xx年, 二○××年, 5月x日.
_BEFORE = re.compile(r"(?:(?<![0-9])[0-9]{1,3}|二[○〇零]|(?<![0-9])[0-9]{1,2} ?月)\Z")
_REACH = 4


@functools.cache
def _dates() -> re.Pattern[str]:
    year = rf"(?<![A-Za-z])(?:[0-9]{{1,3}}|二[○〇零])?(?:{_MASK}{{1,4}}|○{{2}}) ?年"
    month = rf"(?:{_MASK}{{1,2}}|[0-9]{{1,2}}) ?月"
    day = rf"(?:{_MASK}|[0-9]){{1,2}} ?日"
    forms = (
        rf"{year}(?: ?{month}(?: ?{day})?)?",  # 20xx年, x年x月x日, 二○××年
        rf"(?<![A-Za-z0-9]){_MASK}{{1,2}} ?月(?: ?{day})?",
        rf"[0-9]{{1,2}} ?月 ?{_MASK}{{1,2}} ?日",
        "某年(?:某月(?:某日)?)?",
        "某月某日",
    )
    return re.compile("|".join(forms))


@functools.cache
def _names() -> re.Pattern[str]:
    forms = (
        # 平安**, 李××
        r"(?<![A-Za-z0-9*#×\n ])(?:[xX]{2,6}|×{1,6}|\*{1,6}|[#○]{2,6})(?=[\u4e00-\u9fff,。、:;!?)”’\n])",
        r"(?<![A-Za-z0-9*#×\n ])×{2,6}(?=\()",  # 严××(手印), not 基数×(1+系数)
        r"(?<![A-Za-z0-9*#×])(?:[xX]{2,6}|×{1,6}|\*{2,6}|[#○]{2,6})(?=[\u4e00-\u9fff])",  # ××同志
        rf"(?<![A-Za-z0-9*#×])[xX*](?=(?:{_PLACE}|同志))",
        "某某+",
        f"(?<=[{_surnames()}])某(?=[同为在的,。是、因身于]|$)",
    )
    return re.compile("|".join(forms))


@functools.cache
def _surnames() -> str:
    return "".join(str(entry["names"]) for entry in load("surnames") if entry["kind"] == "single")


def masks(subject: Subject) -> Iterator[Finding]:
    """A finding for each masked name and date of the document.

    某人, 某些, 某种 are ordinary words, and so is a signed product (3×4); a row of asterisks on a line of its own is an
    ornament. Wrong for an emphasis written with asterisks (**重要**).

    Examples
    --------
    >>> from cxzy_nlp import analyze
    >>> text = "20xx年5月，xx街道党工委书记李某某到平安**调研。"
    >>> [(text[f.start:f.end], f.kind) for f in analyze(text)[0].findings]
    [('20xx年5月', 'masked_date'), ('xx', 'masked_name'), ('李某某', 'masked_name'), ('**', 'masked_name')]
    """
    text, position, taken = subject.text, subject.start, subject.start
    while (sign := _SIGN.search(text, position, subject.end)) is not None:
        at = sign.start()
        low = max(taken, at - _REACH)
        before = _BEFORE.search(text[low:at])
        begin = low + before.start() if before else at
        found = _dates().match(text, begin, subject.end) or _dates().match(text, at, subject.end)
        if found is not None and found.end() > at:
            yield subject.finding(*found.span(), "masked_date", f"{found[0]}: the date was masked, or never filled in")
            position = taken = found.end()
            continue
        found = _names().match(text, at, subject.end)
        if found is None:
            position = at + 1
            continue
        start, position = found.span()
        taken = position
        if _is_no_mask(text, start, position, found[0]):
            continue
        what = "a name or a figure"
        if found[0][0] == "某" and start > subject.start and text[start - 1] in _surnames():
            start, what = start - 1, "a person's name"
        yield subject.finding(
            start, position, "masked_name", f"{text[start:position]}: {what} was masked, or never filled in"
        )


def _is_no_mask(text: str, start: int, end: int, surface: str) -> bool:
    before, after = text[start - 1 : start], text[end : end + 1]
    if "○" in surface:  # 二○○九
        return before in _DIGITS or after in _DIGITS
    if "×" in surface and len(surface) == 1:
        marked = before in _QUOTES and after in _QUOTES  # 打“×”
        return marked or before.isdigit() or after.isdigit() or before in _DIGITS
    line = text.rfind("\n", 0, start) + 1
    stop = text.find("\n", end)
    return not text[line : None if stop < 0 else stop].strip(" *#xX×-=")


_QUOTES = tuple("“”‘’\"'")
_DIGITS = tuple("零一二三四五六七八九十百〇")
