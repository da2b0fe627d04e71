"""One frozen Config; the keyword arguments of the public functions are its fields."""

from __future__ import annotations

import codecs
import datetime
import hashlib
import json
from dataclasses import dataclass, fields, replace
from typing import Any

from cxzy_nlp.errors import InputError

#: The kinds that `extract` and `Config.kinds` know, in the order of the record.
EXTRACTABLE: tuple[str, ...] = ("dates", "counts", "breakdowns")


@dataclass(frozen=True, slots=True)
class Config:
    """Every option of the analysis; immutable, hashable, and part of the signature of each result.

    Parameters
    ----------
    reference_date
        Anchor for year-less and relative dates where the document states no date of its own; never today's date.
    kinds
        The kinds of facts to look for. Breakdowns refer to counts by index, and bring them.
    split
        Whether a file may hold several documents.
    fold_script
        Read Traditional script as Simplified (offsets and surfaces stay those of the source).
    fix_glyphs
        Read known glyph errors (臵, 臶, 髙, 〃 …) as the characters they stand for.
    unwrap
        Rejoin hard-wrapped lines and sentences broken by blank lines.
    drop_page_numbers
        Read over page numbers, alone on a line or glued into a sentence.
    join_blanks
        Read over blanks inside words.
    drop_boilerplate
        Leave site headers, footers, download lines and teasers out of the documents.
    encoding
        Codec to decode every file with, instead of detection.
    max_bytes
        Largest file to read; larger ones are refused with an error.

    Raises
    ------
    InputError
        If a kind or the encoding is unknown, `max_bytes` is not positive, or a value has the wrong type.

    Examples
    --------
    >>> Config(kinds=("dates",)).kinds
    ('dates',)
    >>> Config(kinds=("daets",))
    Traceback (most recent call last):
        ...
    cxzy_nlp.errors.InputError: unknown kind 'daets'; known kinds: dates, counts, breakdowns
    """

    reference_date: datetime.date | None = None
    kinds: tuple[str, ...] = EXTRACTABLE
    split: bool = True
    fold_script: bool = True
    fix_glyphs: bool = True
    unwrap: bool = True
    drop_page_numbers: bool = True
    join_blanks: bool = True
    drop_boilerplate: bool = True
    encoding: str | None = None
    max_bytes: int = 64 * 1024 * 1024

    def __post_init__(self) -> None:
        given: object = self.kinds
        if isinstance(given, str):
            raise InputError(f"kinds must be a list of kinds, got the string {given!r}; write ({given!r},)")
        for kind in self.kinds:
            if kind not in EXTRACTABLE:
                raise InputError(f"unknown kind {kind!r}; known kinds: {', '.join(EXTRACTABLE)}")
        asked = {*self.kinds, "counts"} if "breakdowns" in self.kinds else set(self.kinds)
        object.__setattr__(self, "kinds", tuple(kind for kind in EXTRACTABLE if kind in asked))
        for item in fields(self):
            if isinstance(item.default, bool) and not isinstance(getattr(self, item.name), bool):
                raise InputError(f"{item.name} must be True or False, got {getattr(self, item.name)!r}")
        if not isinstance(self.max_bytes, int) or self.max_bytes <= 0:
            raise InputError(f"max_bytes must be a positive whole number, got {self.max_bytes!r}")
        if self.encoding is not None:
            try:
                codecs.lookup(self.encoding)
            except (LookupError, TypeError, ValueError):
                raise InputError(f"unknown encoding {self.encoding!r}; name a codec such as 'gb18030'") from None
        if isinstance(self.reference_date, datetime.datetime) or not isinstance(
            self.reference_date, (datetime.date, type(None))
        ):
            raise InputError(
                f"reference_date must be a datetime.date, got {type(self.reference_date).__name__}; "
                "write datetime.date(2010, 5, 21)"
            )

    def to_dict(self) -> dict[str, Any]:
        """The options as JSON values.

        Examples
        --------
        >>> Config(reference_date=datetime.date(2010, 5, 21)).to_dict()["reference_date"]
        '2010-05-21'
        """
        values = {item.name: getattr(self, item.name) for item in fields(self)}
        values["kinds"] = list(self.kinds)
        if self.reference_date is not None:
            values["reference_date"] = self.reference_date.isoformat()
        return values

    @property
    def digest(self) -> str:
        """Eight hexadecimal digits that change with any option that can change a result."""
        text = json.dumps(self.to_dict(), sort_keys=True)
        return hashlib.sha256(text.encode("utf-8")).hexdigest()[:8]


def resolve_config(config: Config | None, **options: Any) -> Config:
    """`config`, or the default, with the options that are not ``None`` replaced.

    Raises
    ------
    InputError
        If `config` is not a Config.

    Examples
    --------
    >>> resolve_config(None, split=False).split
    False
    """
    if config is not None and not isinstance(config, Config):
        raise InputError(f"config must be a cxzy_nlp.Config, got {type(config).__name__}")
    given = {name: value for name, value in options.items() if value is not None}
    return replace(config or Config(), **given)
