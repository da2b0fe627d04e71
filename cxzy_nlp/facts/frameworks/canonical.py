"""Which known framework a name means: told by components, campaign and date, never by a shared name alone."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from cxzy_nlp.errors import InputError
from cxzy_nlp.facts.dates.values import bounds
from cxzy_nlp.facts.frameworks.differences import ComponentDifference, compare_lists
from cxzy_nlp.knowledge import Entry, load

Layout = Literal["groups", "pairs", "irregular"]
Level = Literal["national", "sector", "local"]
#: Why `resolution` chose an entry (the first four), or none.
Reason = Literal[
    "components",
    "campaign",
    "date",
    "name",
    "unknown",
    "not_yet",
    "out_of_use",
    "local_list",
    "shared_name",
    "ambiguous",
]

_ECHO_YEARS = 2  # reports of a campaign still come in after it


@dataclass(frozen=True, slots=True)
class CanonicalFramework:
    """An entry of the table ``frameworks``; its head explains the fields."""

    key: str
    name: str
    aliases: tuple[str, ...]
    digits: tuple[int, ...]
    components: tuple[str, ...]
    layout: Layout
    variants: Mapping[str, str]
    campaign: str | None
    first: str
    last: str | None
    shared_name: bool
    level: Level
    evidence: Literal["seen", "recalled"]
    origin: str
    note: str | None

    @property
    def groups(self) -> tuple[tuple[str, ...], ...]:
        """The components number by number (三亮, 三比, 三评); one group where the layout is none of groups.

        Examples
        --------
        >>> [len(group) for group in canonical_frameworks()["si-yi-liang-gong-kai"].groups]
        [4, 2]
        """
        if self.layout != "groups" or not self.components:
            return (self.components,) if self.components else ()
        ends = [sum(self.digits[: at + 1]) for at in range(len(self.digits))]
        return tuple(self.components[end - size : end] for size, end in zip(self.digits, ends, strict=True))


@dataclass(frozen=True, slots=True)
class Resolution:
    """The key of the framework that is meant, if it can be told, and why; `rivals` are the keys it might be as well."""

    key: str | None
    reason: Reason
    rivals: tuple[str, ...] = ()


@functools.cache
def canonical_frameworks() -> Mapping[str, CanonicalFramework]:
    """Every known framework by its key, in the order of the table.

    Examples
    --------
    >>> canonical_frameworks()["wu-ge-hao"].components
    ('领导班子好', '党员队伍好', '工作机制好', '工作业绩好', '群众反映好')
    """
    return MappingProxyType({entry["key"]: _framework(entry) for entry in load("frameworks")})


@functools.cache
def framework_names() -> Mapping[str, tuple[str, ...]]:
    """The keys of every name, alias and known misspelling in its plain form (see `plain_name`).

    Examples
    --------
    >>> framework_names()["五代头"]
    ('wu-dai-tou',)
    """
    names: dict[str, dict[str, None]] = {}  # a dict for a set in order
    for entry in load("frameworks"):
        for name in (entry["name"], *entry.get("aliases", ()), *entry.get("common_wrong", ())):
            names.setdefault(plain_name(name), {})[entry["key"]] = None
    return MappingProxyType({name: tuple(keys) for name, keys in names.items()})


def plain_name(name: str) -> str:
    """A name in the form in which names are compared: no quotes or blanks, no 个, 两 for 二, Chinese for one digit.

    The name must be in Simplified script. Wrong for a 个 that is no measure word, which no known name has.

    Examples
    --------
    >>> [plain_name(name) for name in ("“五个好”", "5个好", "二学一做", "四议、两公开", "4＋2", "十二个重大关系")]
    ['五好', '五好', '两学一做', '四议两公开', '4+2', '十二重大关系']
    """
    noise, digit, measure, two = _plain_patterns()
    text = digit.sub(lambda found: "零一二三四五六七八九"[int(found[0])], noise.sub("", name.translate(_WIDTH)))
    return two.sub("两", measure.sub("", text))


_WIDTH = {0xFF10 + digit: str(digit) for digit in range(10)} | {ord("＋"): "+"}


@functools.cache
def _plain_patterns() -> tuple[re.Pattern[str], ...]:
    """Noise, a lone Arabic digit (not of 4554 or 4+2), the measure 个, and 二 where 两 is meant."""
    return (
        re.compile(r"[^\w+]+|_"),
        re.compile(r"(?<![0-9+])[1-9](?![0-9+])"),
        re.compile(r"(?<=[0-9一二三四五六七八九十两双])个"),
        re.compile(r"(?<![十百])二(?![十百])"),
    )


def resolve(
    name: str,
    digits: Sequence[int] = (),
    components: Sequence[str] = (),
    campaign: str | None = None,
    date: str | None = None,
) -> str | None:
    """The key of the known framework that is meant, ``None`` where that cannot be told or it is somebody's own list.

    Parameters
    ----------
    name
        As the reading has it, in Simplified script; quotes, blanks and 个 do not matter.
    digits
        Its numbers; they decide where entries of one name differ in them.
    components
        What the text lists under the name, if it does.
    campaign
        Label of the document's campaign.
    date
        The document's date in EDTF.

    Raises
    ------
    InputError
        If `name` is no string.

    Examples
    --------
    >>> resolve("五个好", date="2011-06-30"), resolve("五好", date="1998"), resolve("五好")
    ('wu-ge-hao', 'wu-ge-hao-cun-1994', None)
    >>> resolve("五个好", components=["阵地好", "活动好", "制度好", "台账好", "形象好"], date="2011-06-30") is None
    True
    """
    if not isinstance(name, str):
        raise InputError(f"the name of a framework must be a str, got {type(name).__name__}; write resolve('五个好')")
    return resolution(name, digits, components, campaign, date).key


def resolution(
    name: str,
    digits: Sequence[int] = (),
    components: Sequence[str] = (),
    campaign: str | None = None,
    date: str | None = None,
) -> Resolution:
    """As `resolve`, with the reason.

    Among the entries of the name those count that existed at the date. Components, where given, decide: a list that is
    none of the official ones is a local list, whatever its name. Else the campaign, else the date, and without either
    only a name that nothing else bears. Wrong for a local list of which the text shows but the official half.

    Examples
    --------
    >>> resolution("四个自信", date="2010-05-07").reason, resolution("三个转变", date="2016").reason
    ('not_yet', 'shared_name')
    >>> resolution("三亮", components=["亮身份", "亮职责", "亮承诺"], date="2011")
    Resolution(key=None, reason='local_list', rivals=('san-liang',))
    """
    known = [canonical_frameworks()[key] for key in framework_names().get(plain_name(name), ())]
    if not known:
        return Resolution(None, "unknown")
    low, high = _days(date)
    begun = [entry for entry in known if _begun(entry, high)]
    if not begun:
        return Resolution(None, "not_yet", _keys(known))
    alike = [entry for entry in begun if tuple(digits) == entry.digits]
    candidates = alike or begun
    if components:
        listed = [entry for entry in candidates if entry.components]
        if listed:
            return _by_components(listed, components, campaign, low, high)
    own = [entry for entry in candidates if campaign is not None and entry.campaign == campaign]
    if len(own) == 1:
        return Resolution(own[0].key, "campaign", _keys(known, own[0]))
    return _by_date(own or candidates, known, low, high)


def compare_components(entry: CanonicalFramework | str, components: Sequence[str]) -> ComponentDifference:
    """How a list of components departs from the official one of a framework (or of its key).

    Raises
    ------
    InputError
        If no framework has that key.

    Examples
    --------
    >>> difference = compare_components("si-feng", ["形式主义", "官僚主义", "享乐主义", "奢糜之风"])
    >>> difference.wrong, difference.missing
    ((('奢糜之风', '奢靡之风'),), ())
    """
    if not isinstance(entry, (str, CanonicalFramework)):
        raise InputError(f"expected a framework or its key, got {type(entry).__name__}")
    return _compared(entry if isinstance(entry, str) else entry.key, tuple(components))


@functools.lru_cache(maxsize=4096)
def _compared(key: str, components: tuple[str, ...]) -> ComponentDifference:
    """The same list comes again with every mention of its name in a document."""
    framework = canonical_frameworks().get(key)
    if framework is None:
        raise InputError(
            f"no known framework has the key {key!r}; `resolve(name)` gives the key of a name (五个好: wu-ge-hao)"
        )
    return compare_lists(components, framework.components, framework.variants, pairs=framework.layout == "pairs")


def _by_components(
    listed: Sequence[CanonicalFramework],
    components: Sequence[str],
    campaign: str | None,
    low: str | None,
    high: str | None,
) -> Resolution:
    """The entry whose list the components are; the campaign and the date break a tie."""
    fits = [(entry, difference) for entry in listed if (difference := compare_components(entry, components)).kin]
    if not fits:
        return Resolution(None, "local_list", _keys(listed))

    def rank(fit: tuple[CanonicalFramework, ComponentDifference]) -> tuple[int, int, bool, bool]:
        entry, difference = fit
        short = len(difference.missing) + len(difference.extra)
        return difference.matched, -short, entry.campaign == campaign, low is not None and _in_force(entry, low, high)

    best = max(map(rank, fits))
    winners = [entry for entry, difference in fits if rank((entry, difference)) == best]
    if len(winners) > 1:
        return Resolution(None, "ambiguous", _keys(winners))
    return Resolution(winners[0].key, "components", _keys(listed, winners[0]))


def _by_date(
    candidates: Sequence[CanonicalFramework], known: Sequence[CanonicalFramework], low: str | None, high: str | None
) -> Resolution:
    chosen = list(candidates)
    if low is not None:
        in_force = [entry for entry in candidates if _in_force(entry, low, high)]
        # A name once in force is still quoted; a campaign's own slogan dies with the campaign.
        chosen = in_force or [
            entry for entry in candidates if entry.campaign is None or _in_force(entry, low, high, _ECHO_YEARS)
        ]
    if len(chosen) != 1:
        return Resolution(None, "ambiguous" if chosen else "out_of_use", _keys(chosen or known))
    if chosen[0].shared_name:
        return Resolution(None, "shared_name", _keys(known))
    return Resolution(chosen[0].key, "name" if len(known) == 1 else "date", _keys(known, chosen[0]))


def _keys(entries: Sequence[CanonicalFramework], but: CanonicalFramework | None = None) -> tuple[str, ...]:
    return tuple(entry.key for entry in entries if entry is not but)


def _days(date: str | None) -> tuple[str | None, str | None]:
    """First and last day of a date or interval; both or neither."""
    if not date:
        return None, None
    first, _, last = date.partition("/")
    low, high = bounds(first)[0], bounds(last or first)[1]
    if low is None or high is None:
        return (low, bounds(first)[1]) if low else (bounds(last)[0], high) if high else (None, None)
    return low, high


def _begun(entry: CanonicalFramework, high: str | None) -> bool:
    start = bounds(entry.first)[0]
    return high is None or start is None or entry.first.endswith("~") or start <= high


def _in_force(entry: CanonicalFramework, low: str, high: str | None, grace: int = 0) -> bool:
    end = bounds(entry.last)[1] if entry.last else None
    if end is not None:
        end = f"{int(end[:4]) + grace:04}{end[4:]}"
    return _begun(entry, high) and (end is None or low <= end)


def _framework(entry: Entry) -> CanonicalFramework:
    variants = dict(reversed(pair.split("=", 1)) for pair in entry.get("component_aliases", ()))
    return CanonicalFramework(
        key=entry["key"],
        name=entry["name"],
        aliases=entry.get("aliases", ()),
        digits=entry["digits"],
        components=entry["components"],
        layout=entry.get("layout", "groups"),
        variants=MappingProxyType(variants),
        campaign=entry.get("campaign"),
        first=entry["first"],
        last=entry.get("last"),
        shared_name=entry.get("shared_name", False),
        level=entry["level"],
        evidence=entry["evidence"],
        origin=entry["origin"],
        note=entry.get("note"),
    )
