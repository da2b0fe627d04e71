"""What a forum strews between the paragraphs against copying: signs, letters and digits without a sense."""

from __future__ import annotations

import re

from cxzy_nlp.text.offsets import Edit

#: Short pieces of ASCII with blanks between them, at least six.
_RUN = re.compile(r"(?<![!-~])[!-~]{1,3}(?: {1,2}[!-~]{1,3}){5,}(?![!-~])")
#: So many letters and so many different signs tell it from a row of figures and from words.
_LETTERS, _SIGNS = 2, 3


def scramble_edits(text: str) -> list[Edit]:
    """Edits that take such strings out of folded text, with their line end where they are the whole line.

    Each copy of a page has strings of its own. Wrong where a text quotes formulas or commands of the same look.

    Examples
    --------
    >>> text = "一是抓学习。\\n: P* C; l: A% y; R _\\n二是抓整改。\\n得分 12 15 30 22 40 18"
    >>> [text[edit.start:edit.end] for edit in scramble_edits(text)]
    [': P* C; l: A% y; R _\\n']
    """
    edits = []
    for found in _RUN.finditer(text):
        letters = sum(sign.isalpha() for sign in found[0])
        signs = {sign for sign in found[0] if not sign.isalnum() and sign != " "}
        if letters >= _LETTERS and len(signs) >= _SIGNS:
            end = found.end()
            alone = text[end : end + 1] == "\n" and text[max(0, found.start() - 1) : found.start()] == "\n"
            edits.append(Edit(found.start(), end + alone, "", "scramble"))
    return edits
