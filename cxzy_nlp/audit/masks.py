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


@functools.cache
def _pattern() -> re.Pattern[str]:
    """All masks in one alternation."""
    surnames = "".join(entry["names"] for entry in load("surnames") if entry["kind"] == "single")
    year = rf"(?<![A-Za-z])(?:[0-9]{{1,3}}|二[○〇零])?(?:{_MASK}{{1,4}}|○{{2}}) ?年"
    month = rf"(?:{_MASK}{{1,2}}|[0-9]{{1,2}}) ?月"
    day = rf"(?:{_MASK}|[0-9]){{1,2}} ?日"
    dates = (
        rf"{year}(?: ?{month}(?: ?{day})?)?",  # 20xx年, x年x月x日, 二○××年
        rf"(?<![A-Za-z0-9]){_MASK}{{1,2}} ?月(?: ?{day})?",
        rf"[0-9]{{1,2}}月{_MASK}{{1,2}}日",
        "某年(?:某月(?:某日)?)?",
        "某月某日",
    )
    row = r"(?:[xX]{2,6}|×{1,6}|\*{1,6}|[#○]{2,6})"
    names = (
        rf"(?<![A-Za-z0-9*#×\n ]){row}(?=[\u4e00-\u9fff,。、:;!?)”’\n])",  # 平安**, 李××
        r"(?<![A-Za-z0-9*#×])(?:[xX]{2,6}|×{1,6}|\*{2,6}|[#○]{2,6})(?=[\u4e00-\u9fff])",  # ××同志
        rf"(?<![A-Za-z0-9*#×])[xX*](?=(?:{_PLACE}|同志))",
        rf"(?:[{surnames}])?某某+",
        rf"[{surnames}]某(?=[同为在的,。是、因身于]|$)",
    )
    return re.compile(rf"(?P<date>{'|'.join(dates)})|(?P<name>{'|'.join(names)})")


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
    text = subject.text
    for found in _pattern().finditer(text, subject.start, subject.end):
        start, end = found.span()
        if found["date"]:
            if not any(mask in found[0] for mask in "xX×*某○"):
                continue
            yield subject.finding(start, end, "masked_date", f"{found[0]}: the date was masked, or never filled in")
            continue
        if _is_no_mask(text, start, end, found[0]):
            continue
        what = "a person's name" if "某" in found[0] and found[0][0] != "某" else "a name or a figure"
        yield subject.finding(start, end, "masked_name", f"{found[0]}: {what} was masked, or never filled in")


def _is_no_mask(text: str, start: int, end: int, surface: str) -> bool:
    before, after = text[start - 1 : start], text[end : end + 1]
    if "○" in surface:  # 二○○九
        return before in _DIGITS or after in _DIGITS
    if "×" in surface and len(surface) == 1:
        return before.isdigit() or after.isdigit() or before in _DIGITS
    line = text.rfind("\n", 0, start) + 1
    stop = text.find("\n", end)
    return not text[line : None if stop < 0 else stop].strip(" *#xX×-=")


_DIGITS = tuple("零一二三四五六七八九十百〇")
