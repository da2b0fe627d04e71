"""The domain lexicon: words that general dictionaries lack, from knowledge/ and from a file of the user.

A segmenter is given words, not rules, so that a word is only taken up if it does not disturb general text. Three kinds:

- *firm*: long names that mean nothing else (四议两公开, 创先争优). Forced against what the backend would cut.
- *loose*: words that may also arise by chance where two words meet (副书记, 四风). In jieba they get the smallest
  frequency by which the word, alone, comes out whole, so that they lose to any better path; other backends join them
  only where they begin and end at cuts of their own.
- *alone*: names that are also plain phrases (四大, 三实, 四句话). A token only where nothing but signs stands around.
"""

from __future__ import annotations

import functools
import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from cxzy_nlp.errors import InputError
from cxzy_nlp.knowledge import load
from cxzy_nlp.text.patterns import alternation
from cxzy_nlp.tokens.runs import HAN

_HAN = re.compile(f"[{HAN}]+")
#: A framework name of fewer characters needs to be listed as unambiguous.
_SHORT = 3
#: An alias that goes on from a name of so many characters is a phrase with it (创先争优活动), not a word.
_CORE = 2
_MAX_WORD = 40


@dataclass(frozen=True, slots=True)
class UserWord:
    """A line of a user lexicon."""

    word: str
    frequency: int | None = None
    tag: str | None = None


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words for one segmenter; see the module for the kinds.

    Parameters
    ----------
    firm, loose, alone
        Words of Chinese characters.
    user
        Words of the user; firm. Those with other signs than Chinese characters (T3出行) are cut before the backend.
    """

    firm: frozenset[str] = frozenset()
    loose: frozenset[str] = frozenset()
    alone: frozenset[str] = frozenset()
    user: tuple[UserWord, ...] = ()
    digest: str = field(default="", compare=False)

    def __post_init__(self) -> None:
        total = hashlib.sha256()
        for kind in (self.firm, self.loose, self.alone):
            total.update("\n".join(sorted(kind)).encode("utf-8") + b"\0")
        for item in self.user:
            total.update(f"{item.word} {item.frequency} {item.tag}\n".encode())
        object.__setattr__(self, "digest", total.hexdigest()[:8])

    def __bool__(self) -> bool:
        return bool(self.firm or self.loose or self.alone or self.user)

    def entries(self) -> Iterator[tuple[str, bool, int | None, str | None]]:
        """Words of Chinese characters for a dictionary: word, whether firm, frequency and tag if given; the user's
        last, in one order on every machine.
        """
        given = {item.word for item in self.user}
        for firm, words in ((True, self.firm), (False, self.loose)):
            for word in sorted(words - given):
                yield word, firm, None, None
        for item in self.user:
            if _HAN.fullmatch(item.word):
                yield item.word, True, item.frequency, item.tag

    def mixed_pattern(self) -> re.Pattern[str] | None:
        """A pattern with one group for the user's words that are not of Chinese characters alone, longest first."""
        mixed = [item.word for item in self.user if not _HAN.fullmatch(item.word)]
        return re.compile(f"({alternation(mixed)})") if mixed else None


def make_lexicon(*, domain: bool, user: str | None) -> Lexicon:
    """The lexicon that a Config asks for.

    Examples
    --------
    >>> "四议两公开" in make_lexicon(domain=True, user=None).firm, bool(make_lexicon(domain=False, user=None))
    (True, False)
    """
    words = read_user_lexicon(user) if user is not None else ()
    known = domain_lexicon() if domain else Lexicon()
    return Lexicon(known.firm, known.loose, known.alone, words) if words else known


@functools.cache
def domain_lexicon() -> Lexicon:
    """The words of the tables ``frameworks``, ``campaigns`` and ``lexicon``.

    Names and aliases of frameworks, labels and short names of campaigns; an alias that only goes on from a name
    (五个好党支部, 创先争优活动) is left to be cut. Wrong for a name that reads as a phrase and is not listed as one.

    Examples
    --------
    >>> lexicon = domain_lexicon()
    >>> "创先争优" in lexicon.firm, "四风" in lexicon.loose, "四大" in lexicon.alone
    (True, True, True)
    """
    listed: dict[str, set[str]] = {use: set() for use in ("word", "short", "loose", "phrase", "no")}
    for row in load("lexicon"):
        listed[row["use"]].update(row["words"])
    names = set(_names("frameworks", "name")) | set(_names("campaigns", "label")) | listed["short"]
    names -= listed["no"]
    alone = {name for name in names if name in listed["phrase"] or (len(name) < _SHORT and name not in listed["short"])}
    firm = {name for name in names - alone - listed["loose"] if len(name) > _SHORT}
    loose = (names - alone - firm) | listed["word"]
    return Lexicon(frozenset(firm), frozenset(loose), frozenset(alone))


def _names(table: str, key: str) -> Iterator[str]:
    """Names and aliases of Chinese characters; of those that begin or end with another one, the shorter."""
    rows = list(load(table))
    names = {row[key] for row in rows}
    known = names | {alias for row in rows for alias in row.get("aliases", ())}
    known = {name for name in known if _HAN.fullmatch(name)}
    for name in known:
        if name in names or not _goes_on(name, known):
            yield name


def _goes_on(name: str, known: set[str]) -> bool:
    cuts = range(_CORE, len(name))
    return any(name[:cut] in known or name[-cut:] in known for cut in cuts)


def read_user_lexicon(path: str) -> tuple[UserWord, ...]:
    """The words of a user lexicon: one a line, ``word [frequency [tag]]``, UTF-8; ``#`` opens a comment line.

    Raises
    ------
    InputError
        If the file cannot be read, or a line is none of these; the message names the line.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as file:
    ...     _ = file.write("# 本地\\n双强双带 50\\nT3出行")
    ...     file.flush()
    ...     [item.word for item in read_user_lexicon(file.name)]
    ['双强双带', 'T3出行']
    """
    try:
        text = Path(path).read_text(encoding="utf-8-sig")
    except OSError as error:
        raise InputError(f"the user lexicon {path} cannot be read: {error.strerror or error}") from None
    except UnicodeDecodeError as error:
        raise InputError(f"the user lexicon {path} is not UTF-8 (byte {error.start}); save it as UTF-8") from None
    words: dict[str, UserWord] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip() and not line.lstrip().startswith("#"):
            item = _user_word(line.split(), f"{path}, line {number}")
            words[item.word] = item
    return tuple(words.values())


def _user_word(fields: list[str], place: str) -> UserWord:
    if len(fields) > 3:
        raise InputError(f"{place}: expected 'word [frequency [tag]]', got {len(fields)} fields")
    word, frequency = fields[0], fields[1] if len(fields) > 1 else None
    if len(word) < 2 or len(word) > _MAX_WORD:
        raise InputError(f"{place}: a word has 2 to {_MAX_WORD} characters, got {word!r}")
    tag = fields[2] if len(fields) == 3 else None
    if frequency is not None and not frequency.isdecimal():
        if len(fields) == 2 and frequency.isascii() and frequency.isalpha():  # jieba also takes a tag alone
            return UserWord(word, None, frequency)
        raise InputError(f"{place}: the frequency must be a whole number, got {frequency!r}")
    if frequency is not None and not 0 < int(frequency) < 10**9:
        raise InputError(f"{place}: the frequency must be between 1 and 999,999,999, got {frequency}")
    return UserWord(word, None if frequency is None else int(frequency), tag)


def firm_frequency(suggested: int) -> int:
    """The frequency of a firm word in jieba's dictionary: above that which its parts would need, but so small that the
    sum of all frequencies, by which every word is weighed, hardly changes.
    """
    return max(10 * suggested, 20)


def words_of(lexicon: Lexicon) -> tuple[list[str], list[str]]:
    """The firm (with the user's, of any signs) and the loose words, for backends without a dictionary."""
    firm: Iterable[str] = {*lexicon.firm, *(item.word for item in lexicon.user)}
    return sorted(firm), sorted(lexicon.loose)
