"""Word lists as regular expressions."""

from __future__ import annotations

import re
from collections.abc import Iterable


def alternation(words: Iterable[str]) -> str:
    """A regex source that matches the longest of `words`, factored by common beginnings.

    One test per character instead of one per word keeps a scan over hundreds of words cheap.

    Examples
    --------
    >>> alternation(["今年", "今天", "今"])
    '今(?:天|年|)'
    """
    groups: dict[str, set[str]] = {}
    for word in words:
        groups.setdefault(word[:1], set()).add(word[1:])
    optional = groups.pop("", None) is not None
    branches = [re.escape(head) + alternation(rest) for head, rest in sorted(groups.items())]
    if optional and branches:
        branches.append("")
    return branches[0] if len(branches) == 1 else "(?:" + "|".join(branches) + ")" if branches else ""


def scanner(words: Iterable[str]) -> str:
    """An alternation for rare words of at least two characters: the first two are tested before the branches are tried.

    Twice as fast as the plain alternation where most of the text only shares a first character with the words.

    Examples
    --------
    >>> scanner(["许诺", "效劳"])
    '(?=[效许][劳诺])(?:效劳|许诺)'
    """
    known = set(words)
    first, second = ("".join(sorted(re.escape(word[at]) for word in known)) for at in (0, 1))
    return f"(?=[{first}][{second}]){alternation(known)}"
