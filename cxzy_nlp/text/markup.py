"""HTML as one more kind of dirt: edits that leave the visible text of a page.

An ordinary parser gives a tree and forgets where things stood; every fact here must point into the page as it is, so
markup is taken out by edits. The scan is linear on any input: no pattern looks past the next ``<``, and a closing tag
that is nowhere to be found is looked for once.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field

from cxzy_nlp.text.offsets import Edit

_TOKEN = re.compile(
    r"""(?P<comment><!--)
    |<(?P<close>/?)(?P<name>[a-zA-Z][a-zA-Z0-9:]*)[^<>"']*(?:(?:"[^"<]*"|'[^'<]*')[^<>"']*)*>
    |<[/!?a-zA-Z][^<>]*>
    |(?P<entity>&(?:\#[0-9]{1,7}|\#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});?)
    |(?P<space>[ \t\r\n\f]*[\r\n][ \t\r\n\f]*)""",
    re.VERBOSE,
)
#: Elements whose content no reader sees.
_SILENT = frozenset(
    [
        "head",
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
_HEADLINE = re.compile(r"<h1\b", re.IGNORECASE)
#: A line of which at least this share stands inside links is navigation.
_LINKED = 0.6
_CJK_OR_SIGN = re.compile(r"[\u2e80-\u9fff\uff00-\uffef“”‘’]")


@dataclass(slots=True)
class _Line:
    """The line being built: its edits, and how much of it is link text."""

    start: int
    edits: list[Edit] = field(default_factory=list)
    visible: int = 0
    linked: int = 0


class _Scanner:
    """One pass over a page. State: position, open link, depth inside site chrome, the current line."""

    def __init__(self, page: str) -> None:
        self.page = page
        self.edits: list[Edit] = []
        self.line = _Line(0)
        self.at = 0
        self.in_link = False
        self.chrome = 0
        self.chrome_start = 0
        self.missing: set[str] = set()  # closing marks that do not occur again

    def run(self) -> list[Edit]:
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
        if self.chrome:  # never closed: nothing of it is dropped but its tag
            self.chrome = 0
        self._break()
        return self.edits

    def _text(self, start: int, end: int) -> None:
        self.at = end
        if self.chrome or start == end:
            return
        size = len(self.page[start:end].strip())
        self.line.visible += size
        self.line.linked += size * self.in_link

    def _cut(self, start: int, end: int, replacement: str = "") -> None:
        self.at = end
        if not self.chrome:
            self.line.edits.append(Edit(start, end, replacement, "markup"))

    def _end_of(self, mark: str, start: int) -> int:
        """Where `mark` ends; `start` itself if it does not come."""
        if mark in self.missing:
            return start
        end = self.page.find(mark, start)
        if end < 0:
            self.missing.add(mark)
            return start
        return end + len(mark)

    def _tag(self, found: re.Match[str]) -> None:
        name, closing = found["name"].lower(), bool(found["close"])
        if name in _CHROME:
            self._chrome(found, name, closing)
        elif self.chrome:
            self.at = found.end()
        elif name in _SILENT and not closing:
            self._cut(found.start(), self._end_of_element(name, found.end()))
        elif name in _BLOCK:
            self._cut(found.start(), found.end(), "\n")
            self._break()
        elif name in _CELL:
            self._cut(found.start(), found.end(), "|" if closing else "")
        else:
            if name == "a":
                self.in_link = not closing
            self._cut(found.start(), found.end())

    def _end_of_element(self, name: str, start: int) -> int:
        if name in self.missing:
            return start
        found = re.compile(rf"</{name}\b[^<>]*>", re.IGNORECASE).search(self.page, start)
        if found is None:
            self.missing.add(name)
            return start
        return found.end()

    def _chrome(self, found: re.Match[str], name: str, closing: bool) -> None:
        if not closing and not self.chrome:
            if self._end_of_element(name, found.end()) == found.end():
                self._cut(found.start(), found.end(), "\n")  # never closed
                return
            self._break()
            self.chrome_start = found.start()
        self.chrome += -1 if closing else 1
        self.at = found.end()
        if closing and self.chrome <= 0:
            opened = self.chrome == 0
            self.chrome = 0
            self._cut(self.chrome_start if opened else found.start(), found.end(), "\n")
            self._break()

    def _entity(self, found: re.Match[str]) -> None:
        plain = html.unescape(found[0])
        self.at = found.end()
        if self.chrome or plain == found[0]:
            return
        self.line.edits.append(Edit(found.start(), found.end(), plain, "entity"))
        if plain.strip():
            self.line.visible += 1
            self.line.linked += self.in_link

    def _space(self, start: int, end: int) -> None:
        """A line break of the markup is a blank, and between Chinese characters nothing at all."""
        around = self.page[start - 1 : start] + self.page[end : end + 1]
        chinese = all(_CJK_OR_SIGN.match(character) for character in around)
        self._cut(start, end, "" if chinese or len(around) < 2 else " ")

    def _break(self) -> None:
        line = self.line
        if line.visible and line.linked >= _LINKED * line.visible and line.edits:
            end = line.edits[-1].end
            self.edits.append(Edit(line.start, end, "\n", "links"))
        else:
            self.edits.extend(line.edits)
        self.line = _Line(self.at)


def markup_edits(page: str) -> list[Edit]:
    """Edits that turn an HTML page into its visible text, one block a line, table cells parted by ``|``.

    Navigation (``<nav>``, ``<footer>``, lines that are mostly links) goes; so does what is not displayed. Wrong for
    text that a style sheet hides and for pages that a script builds.

    Examples
    --------
    >>> from cxzy_nlp.text.offsets import apply_edits
    >>> apply_edits("<p>党员<b>35</b>名</p><p>A&amp;B</p>", markup_edits("<p>党员<b>35</b>名</p><p>A&amp;B</p>"))[0]
    '\\n党员35名\\n\\nA&B\\n'
    """
    edits = _Scanner(page).run()
    headline = _HEADLINE.search(page)
    if headline is None or _HEADLINE.search(page, headline.end()) is not None:
        return edits
    # The one <h1> is the document's title: what stands above it is the site's.
    return [Edit(0, headline.start(), "", "markup"), *(edit for edit in edits if edit.start >= headline.start())]
