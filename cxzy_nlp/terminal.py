"""The streams of the command: data to standard output, messages to standard error, and neither need be open."""

from __future__ import annotations

import functools
import os
import re
import sys
from contextlib import suppress
from typing import BinaryIO

from cxzy_nlp.errors import CxzyError


def say(message: str) -> None:
    """A message on standard error, on one line."""
    if sys.stderr is not None:
        with suppress(OSError):  # nobody is left to be told
            sys.stderr.write(f"cxzy: {visible(message)}\n")


def write_line(line: str) -> None:
    """One line on standard output, in UTF-8 whatever the locale.

    Raises
    ------
    CxzyError
        If standard output was closed when the command began.
    """
    if sys.stdout is None:
        raise CxzyError("standard output is closed: there is nowhere to write to; name a results folder with -o")
    binary: BinaryIO | None = getattr(sys.stdout, "buffer", None)
    if binary is None:  # a stand-in for standard output, in a notebook
        sys.stdout.write(f"{line}\n")
    else:
        binary.write(f"{line}\n".encode())


def flush() -> None:
    """Hand on what was written to standard output."""
    if sys.stdout is not None:
        sys.stdout.flush()


def forget_stdout() -> None:
    """Let the interpreter's last flush go nowhere, instead of complaining."""
    if sys.stdout is None:
        return
    with suppress(OSError, ValueError):  # a stream without a descriptor has nothing to be flushed at the end
        descriptor = sys.stdout.fileno()
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, descriptor)
        os.close(nowhere)


def reserve_descriptors() -> None:
    """Keep what is opened later off the numbers of streams that were closed when the command began (``>&-``)."""
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # takes the lowest free number: this one


def visible(text: str) -> str:
    r"""`text` with what a terminal would obey (control characters, writing direction) as ``\xNN`` or ``\uNNNN``.

    Examples
    --------
    >>> print(visible("总结" + chr(27) + "[2J.txt"))
    总结\x1b[2J.txt
    """
    return _obeyed().sub(lambda found: found[0].encode("unicode_escape").decode("ascii"), text)


@functools.cache
def _obeyed() -> re.Pattern[str]:
    return re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
