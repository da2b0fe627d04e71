"""What a text lists under a framework's name, held against the official list."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

#: Two wordings at least this alike are one component worded otherwise; measured on the table itself: the components
#: of one framework stay below it, unless they share their frame (带头…, …自信).
ALIKE = 0.6
_LONGEST = 80  # of a component, in characters; what is longer is a paragraph


@dataclass(frozen=True, slots=True)
class ComponentDifference:
    """How a given list departs from the official one.

    Parameters
    ----------
    matched
        How many of the given components are official ones, in an official or accepted wording.
    missing
        Official components that the given list lacks.
    extra
        Given components that resemble none of the official ones.
    wrong
        Pairs of a given component and the official one that it resembles (道路自信 given as 自信路).
    reordered
        Whether the common components stand in another order.
    """

    matched: int = 0
    missing: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()
    wrong: tuple[tuple[str, str], ...] = ()
    reordered: bool = False

    @property
    def same(self) -> bool:
        """Whether both lists hold the same components; the order may differ."""
        return not (self.missing or self.extra or self.wrong)

    @property
    def kin(self) -> bool:
        """Whether the given list is the official one, if cut or with slips, and no list of somebody's own.

        More than half of what is given must be official to the letter, and of four no more than one may be unlike
        anything in the official list.
        """
        given = self.matched + len(self.wrong) + len(self.extra)
        return 2 * self.matched > given and 4 * len(self.extra) <= given


def compare_lists(
    given: Sequence[str], official: Sequence[str], variants: Mapping[str, str] | None = None, *, pairs: bool = False
) -> ComponentDifference:
    """The difference between a given list of components and the official one.

    Parameters
    ----------
    given, official
        The lists; punctuation, quotes, blanks and a leading 一是 do not matter.
    variants
        Accepted wordings, each with the official one that it stands for.
    pairs
        Whether an official component holds two items (讲政治有信念), which the text may give apart.

    Examples
    --------
    >>> official = ["道路自信", "理论自信", "制度自信", "文化自信"]
    >>> difference = compare_lists(["理论自信", "道路自信", "自信", "创新"], official)
    >>> difference.matched, difference.wrong, difference.extra, difference.missing, difference.reordered
    (2, (('自信', '制度自信'),), ('创新',), ('文化自信',), True)
    """
    if pairs and len(given) == 2 * len(official):
        joined = ["".join(given[at : at + 2]) for at in range(0, len(given), 2)]
        halves = len(given) // 2
        folded = ["".join(pair) for pair in zip(given[:halves], given[halves:], strict=True)]
        return max((compare_lists(way, official, variants) for way in (joined, folded)), key=lambda way: way.matched)
    keys = [bare(text) for text in official]
    wordings = {key: at for at, key in reversed(list(enumerate(keys)))}
    for variant, target in (variants or {}).items():
        wordings.setdefault(bare(variant), keys.index(bare(target)))
    places: list[int | None] = [wordings.get(bare(text)) for text in given]
    taken = {place for place in places if place is not None}
    for at, place in enumerate(places):
        if place is None:  # 坚持理想信念，坚定不移地… begins with the official words
            head = _begins_with(bare(given[at]), keys, taken)
            if head is not None:
                places[at] = head
                taken.add(head)
    wrong: list[tuple[str, str]] = []
    extra: list[str] = []
    matched = len(taken)
    for at, place in enumerate(places):
        if place is not None:
            continue
        nearest = _nearest(bare(given[at]), keys, taken)
        if nearest is None:
            extra.append(given[at])
        else:
            wrong.append((given[at], official[nearest]))
            places[at] = nearest
            taken.add(nearest)
    order = [place for place in places if place is not None]
    missing = tuple(text for at, text in enumerate(official) if at not in taken)
    return ComponentDifference(matched, missing, tuple(extra), tuple(wrong), order != sorted(order))


def bare(text: str) -> str:
    """A component without punctuation, blanks and a leading 一是 or （1）.

    Examples
    --------
    >>> bare("一是领导班子好；"), bare("（2）“两个务必”"), bare("一切行动听指挥")
    ('领导班子好', '两个务必', '一切行动听指挥')
    """
    return _signs().sub("", _ordinal().sub("", text[:_LONGEST].strip()))


@functools.cache
def _signs() -> re.Pattern[str]:
    return re.compile(r"[^\w]+|_")


@functools.cache
def _ordinal() -> re.Pattern[str]:
    number = "[一二三四五六七八九十]{1,2}"
    return re.compile(rf"(?:[（(]?(?:[0-9]{{1,2}}|{number})[)）、.．]|[①-⑳]|第?{number}(?:是要?|、|，|要)|即)\s*")


def _begins_with(text: str, keys: Sequence[str], taken: set[int]) -> int | None:
    for at, key in enumerate(keys):
        if at not in taken and len(key) >= 4 and text.startswith(key):
            return at
    return None


def _nearest(text: str, keys: Sequence[str], taken: set[int]) -> int | None:
    """The official component most like `text` that no other stands for; none, if none is alike."""
    best, place = ALIKE, None
    for at, key in enumerate(keys):
        if at in taken or 2 * min(len(text), len(key)) < best * (len(text) + len(key)):
            continue
        matcher = SequenceMatcher(None, text, key, autojunk=False)
        if matcher.quick_ratio() < best:  # the characters alone rule it out, at a tenth of the cost
            continue
        alike = matcher.ratio()
        if alike >= best and (place is None or alike > best):
            best, place = alike, at
    return place
