"""Errors and warnings of the library: what was passed, what was expected, what to do next."""

from __future__ import annotations


class CxzyError(Exception):
    """Base class of every error that cxzy_nlp raises on purpose."""


class InputError(CxzyError, ValueError):
    """A value handed to a public function cannot be used as it is."""


class ReadError(CxzyError):
    """A file cannot be turned into text.

    Parameters
    ----------
    path
        The file, as the caller named it.
    reason
        One sentence: what was found, what was expected, what to do next.
    stage
        Where it happened: ``"open"``, ``"format"``, ``"decode"`` or ``"analyze"``.

    Examples
    --------
    >>> str(ReadError("a.txt", "the file is empty", stage="open"))
    'a.txt: the file is empty'
    """

    def __init__(self, path: str, reason: str, *, stage: str) -> None:
        super().__init__(path, reason, stage)
        self.path = path
        self.reason = reason
        self.stage = stage

    def __str__(self) -> str:
        return f"{self.path}: {self.reason}"

    def __reduce__(self) -> tuple[object, ...]:  # keyword-only arguments do not survive the default
        return (_rebuild_read_error, (self.path, self.reason, self.stage))


def _rebuild_read_error(path: str, reason: str, stage: str) -> ReadError:
    return ReadError(path, reason, stage=stage)


class KnowledgeError(CxzyError):
    """A knowledge file does not fit its schema; the message names the file, the entry and the field."""
