"""HTML as one more kind of dirt: edits that leave the visible text of a page.

An ordinary parser gives a tree and forgets where things stood; every fact here must point into the page as it is, so
markup is taken out by edits. The scan is linear on any input: no pattern looks past the next ``<``, a closing tag that
is nowhere to be found is looked for once, and a page whose navigation never ends is scanned a second time, not more.
"""

from __future__ import annotations

import functools
import html
import re
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field

from cxzy_nlp.text.offsets import Edit, apply_edits

_TOKEN = re.compile(
    r"""(?P<comment><!--)
    |<(?P<close>/?)(?P<name>[a-zA-Z][a-zA-Z0-9:]*+)[^<>"']*(?:(?:"[^"<]*"|'[^'<]*')[^<>"']*)*>
    |<[/!?a-zA-Z][^<>]*>
    |(?P<entity>&(?:\#[0-9]{1,7}|\#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});?)
    |(?P<space>(?<![ \t\f\r\n])[ \t\f]*+[\r\n][ \t\r\n\f]*+)""",
    re.VERBOSE,
)
#: Elements whose content no reader sees.
_SILENT = frozenset(
    [
        "head",
        "title",
        "script",
        "style",
        "noscript",
        "template",
        "textarea",
        "select",
        "iframe",
        "svg",
        "object",
        "audio",
        "video",
        "canvas",
        "map",
        "xml",
    ]
)
#: Elements that carry the site and not the document; they may nest.
_CHROME = frozenset(["nav", "footer", "aside", "menu"])
_BLOCK = frozenset(
    [
        "address",
        "article",
        "blockquote",
        "body",
        "br",
        "caption",
        "center",
        "dd",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "tbody",
        "tfoot",
        "thead",
        "tr",
        "ul",
    ]
)
_CELL = frozenset(["td", "th"])
#: A line of which at least this share stands inside links is navigation.
_LINKED = 0.6
_CJK_OR_SIGN = re.compile(r"[\u2e80-\u9fff\uff00-\uffef“”‘’]")
#: What does not count as text of a line: blanks, and the dates and bars between links.
_NOT_WORDS = re.compile(r"[\s\d|/:()\[\]·-]+")
_FOOTNOTE = re.compile(r"[\[〔(]?\d{1,3}[\])〕]?</sup>", re.IGNORECASE)
_TAGS = re.compile(r"<[^<>]*>")
_HREF = re.compile(r"\bhref\b", re.IGNORECASE)


@dataclass(slots=True)
class _Line:
    """The line being built: its edits, and how much of it is visible and how much link text."""

    start: int
    edits: list[Edit] = field(default_factory=list)
    visible: int = 0
    linked: int = 0


class _Scanner:
    """One pass over a page.

    State: position, open link, open site elements (`opened`), the current line, whether a table row has had a cell.
    `ignored` are the positions of site elements that are known never to end; they are read as ordinary blocks, and so
    are all of them unless the `site` is to go.
    """

    def __init__(self, page: str, ignored: Collection[int] = (), *, site: bool = True) -> None:
        self.page = page
        self.site = site
        self.ignored = ignored
        self.edits: list[Edit] = []
        self.line = _Line(0)
        self.at = 0
        self.visible = 0
        self.in_link = False
        self.in_row = False
        self.in_headline = False
        self.preformatted = False
        self.opened: list[tuple[str, int]] = []
        self.open_names: Counter[str] = Counter()
        self.missing: set[str] = set()  # closing marks that do not occur again
        self.headlines: list[tuple[int, int]] = []  # where each <h1> begins, and how much text stands above it

    def run(self) -> None:
        page = self.page
        while (found := _TOKEN.search(page, self.at)) is not None:
            self._text(self.at, found.start())
            if found["comment"]:
                self._cut(found.start(), self._end_of("-->", found.end()))
            elif found["name"]:
                self._tag(found)
            elif found["entity"]:
                self._entity(found)
            elif found["space"]:
                self._space(found.start(), found.end())
            else:
                self._cut(found.start(), found.end())
        self._text(self.at, len(page))
        self._break()

    def _text(self, start: int, end: int) -> None:
        self.at = end
        if not self.opened and start < end:
            self._see(len(_NOT_WORDS.sub("", self.page[start:end])))

    def _see(self, size: int) -> None:
        self.line.visible += size
        if self.in_link and not self.in_headline:
            self.line.linked += size
        else:
            self.visible += size

    def _cut(self, start: int, end: int, replacement: str = "") -> None:
        self.at = end
        if self.opened or start == end:
            return
        last = self.line.edits[-1] if self.line.edits else None
        if last is not None and last.end == start and last.kind == "markup" and not (last.replacement and replacement):
            self.line.edits[-1] = Edit(last.start, end, last.replacement or replacement, "markup")
        else:
            self.line.edits.append(Edit(start, end, replacement, "markup"))

    def _end_of(self, mark: str, start: int) -> int:
        """The end of the next `mark`, or `start` if there is none."""
        if mark in self.missing:
            return start
        end = self.page.find(mark, start)
        if end < 0:
            self.missing.add(mark)
            return start
        return end + len(mark)

    def _end_of_element(self, name: str, start: int) -> int:
        if name in self.missing:
            return start
        found = _closing(name).search(self.page, start)
        if found is None:
            self.missing.add(name)
            return start
        return found.end()

    def _tag(self, found: re.Match[str]) -> None:
        name, closing = found["name"].lower(), bool(found["close"])
        start, end = found.span()
        if self.site and name in _CHROME and start not in self.ignored:
            self._chrome(name, start, end, closing)
        elif name in _SILENT and not closing:
            self._cut(start, self._end_of_element(name, end))
        elif self.opened:
            self.at = end
        elif name == "sup" and not closing and (note := _footnote(self.page, start, end)) is not None:
            self._cut(start, note)
        elif name in _BLOCK or name in _CHROME:
            self._block(name, start, end, closing)
        elif name in _CELL:
            # Tables also lay pages out, so a bar stands only between two cells that share a line.
            shares = self.in_row and not closing and self.line.visible > 0
            self.in_row = True
            self._cut(start, end, "|" if shares else "")
        else:
            if name == "a":
                self.in_link = not closing and _HREF.search(found[0]) is not None
            self._cut(start, end)

    def _block(self, name: str, start: int, end: int, closing: bool) -> None:
        if name == "h1":
            self.in_headline = not closing
            if not closing:
                self.headlines.append((start, self.visible))
        elif name == "pre":
            self.preformatted = not closing
        elif name in ("tr", "table"):
            self.in_row = False
        self.in_link = False  # a link that was never closed must not take the page with it
        self._break()
        self._cut(start, end, "\n")
        self._break()

    def _chrome(self, name: str, start: int, end: int, closing: bool) -> None:
        if not closing:
            if not self.opened:
                self._break()
            self.opened.append((name, start))
            self.open_names[name] += 1
            self.at = end
            return
        self.at = end
        if not self.open_names[name]:
            self._cut(start, end, "\n")
            return
        inner = ""
        while inner != name:  # what was opened inside and never closed ends here too
            inner, first = self.opened.pop()
            self.open_names[inner] -= 1
        if not self.opened:
            self._cut(first, end, "\n")
            self._break()

    def _entity(self, found: re.Match[str]) -> None:
        plain = html.unescape(found[0])
        self.at = found.end()
        if self.opened or plain == found[0]:
            return
        self.line.edits.append(Edit(found.start(), found.end(), plain, "entity"))
        self._see(len(plain.strip()))

    def _space(self, start: int, end: int) -> None:
        """A line break of the markup is a blank, and between Chinese characters nothing at all."""
        if self.preformatted:
            self.at = end
            return
        around = self.page[start - 1 : start] + self.page[end : end + 1]
        chinese = all(_CJK_OR_SIGN.match(character) for character in around)
        self._cut(start, end, "" if chinese or len(around) < 2 else " ")

    def _break(self) -> None:
        line = self.line
        linked = self.site and line.visible and line.linked >= _LINKED * line.visible
        if linked and line.edits and "。" not in self.page[line.start : self.at]:
            self.edits.append(Edit(line.start, self.at, "\n", "links"))
        else:
            self.edits.extend(line.edits)
        self.line = _Line(self.at)


@functools.cache
def _closing(name: str) -> re.Pattern[str]:
    return re.compile(rf"</{name}\b[^<>]*>", re.IGNORECASE)


def _footnote(page: str, start: int, end: int) -> int | None:
    """Where the mark of a footnote ends (796¹名 is not 7961名); m² is none."""
    found = _FOOTNOTE.match(page, end)
    before = page[start - 1 : start]
    return found.end() if found is not None and not ("a" <= before.lower() <= "z") else None


def _visible(page: str, edits: list[Edit], end: int) -> str:
    """What the page shows before `end`."""
    return apply_edits(page[:end], [edit for edit in edits if edit.end <= end])[0]


def markup_edits(page: str, *, site: bool = True) -> list[Edit]:
    """Edits that turn an HTML page into its visible text, one block a line, table cells parted by ``|``.

    What is not displayed goes, and with `site` also navigation (``<nav>``, ``<footer>``, lines that are mostly links)
    and, if there is one ``<h1>`` only, what stands above it and is no sentence. Wrong for text that a style sheet hides
    and for pages that a script builds.

    Examples
    --------
    >>> from cxzy_nlp.text.offsets import apply_edits
    >>> apply_edits("<p>党员<b>35</b>名</p><p>A&amp;B</p>", markup_edits("<p>党员<b>35</b>名</p><p>A&amp;B</p>"))[0]
    '\\n党员35名\\n\\nA&B\\n'
    """
    scanner = _Scanner(page, site=site)
    scanner.run()
    if scanner.opened:
        scanner = _Scanner(page, {start for _, start in scanner.opened}, site=site)
        scanner.run()
    if not site or len(scanner.headlines) != 1:
        return scanner.edits
    headline, above = scanner.headlines[0]
    if above * 2 > scanner.visible or "。" in _visible(
        page, scanner.edits, headline
    ):  # text above it is the document's
        return scanner.edits
    return [Edit(0, headline, "", "markup"), *(edit for edit in scanner.edits if edit.start >= headline)]


def shown_text(markup: str) -> str:
    """What a reader sees of a short piece of a page, for a message: no tags, no entities, white space as one blank.

    Examples
    --------
    >>> shown_text("来源：<b>本站</b>&nbsp;原创")
    '来源： 本站 原创'
    """
    return " ".join(html.unescape(_TAGS.sub(" ", markup)).split())
