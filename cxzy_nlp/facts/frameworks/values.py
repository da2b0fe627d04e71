"""The values that pass between the steps of finding frameworks; all offsets are of the reading."""

from __future__ import annotations

from dataclasses import dataclass

Span = tuple[int, int]
#: The components of a name, and its parts: the words of each, with the indices of its components.
Expansion = tuple[tuple[Span, ...], tuple[tuple[Span, Span], ...]]


@dataclass(frozen=True, slots=True)
class Name:
    """A name where it stands, before its list is sought.

    `inner` is where the name itself begins, behind a quotation mark. A name that is not `sure` needs more evidence: to
    be told twice or to have a list, or only a list if `needs_list`.
    """

    start: int
    end: int
    inner: int
    text: str
    digits: tuple[int, ...]
    quoted: bool = False
    sure: bool = True
    needs_list: bool = False


@dataclass(frozen=True, slots=True)
class FrameworkMatch:
    """A framework in a reading: its name with the quotation marks that enclose just it, and its components' spans.

    `parts` are the numbers of a name of several, each as the span of its words (第一个4是指…四个方面) and the indices
    of its first component and of the one behind its last.
    """

    start: int
    end: int
    name: str
    digits: tuple[int, ...]
    components: tuple[Span, ...] = ()
    parts: tuple[tuple[Span, Span], ...] = ()
