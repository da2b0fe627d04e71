"""Values as JSON: plain lists and dicts, one strict line for each record."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from cxzy_nlp.errors import InputError

# JSON allows these raw in a string, but many readers take them for line ends.
_LINE_ENDS = (("\u2028", "\\u2028"), ("\u2029", "\\u2029"), ("\x85", "\\u0085"))


def json_line(record: Mapping[str, Any]) -> str:
    """A record as one line of JSON, without the line end.

    Raises
    ------
    InputError
        If it holds a number that JSON has no word for (NaN, Infinity), a lone surrogate, or a value of another type.

    Examples
    --------
    >>> json_line({"text": "党员796名", "value": 796})
    '{"text":"党员796名","value":796}'
    >>> json_line({"value": float("nan")})
    Traceback (most recent call last):
        ...
    cxzy_nlp.errors.InputError: the record cannot be written as JSON: ...
    """
    try:
        line = json.dumps(record, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
        line.encode("utf-8")
    except (TypeError, ValueError) as error:
        raise InputError(f"the record cannot be written as JSON: {error}") from None
    for character, escape in _LINE_ENDS:
        if character in line:
            line = line.replace(character, escape)
    return line


def plain_values(value: object) -> Any:
    """Slotted dataclasses, tuples and dicts as the dicts and lists of JSON, recursively."""
    if value is None or isinstance(value, (str, int, float)):
        return value
    if isinstance(value, (tuple, list)):
        return [plain_values(item) for item in value]
    if isinstance(value, dict):
        return {key: plain_values(item) for key, item in value.items()}
    # The values are slotted dataclasses: their slots are their fields, and cheaper to ask for than `fields`.
    return {name: plain_values(getattr(value, name)) for name in type(value).__slots__}  # type: ignore[attr-defined]
