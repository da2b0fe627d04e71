"""A progress bar: one line on a terminal, nothing anywhere else."""

from __future__ import annotations

import time
from typing import TextIO

_WIDTH = 24
_PAUSE = 0.1  # seconds between two paintings


class ProgressBar:
    """Repaints one line of a terminal; silent if the stream is none.

    Plain characters, no colours, so that it works on every terminal.

    Parameters
    ----------
    stream
        Where to write, mostly standard error.
    enabled
        ``False`` keeps it silent on a terminal, too.

    Examples
    --------
    >>> import io
    >>> stream = io.StringIO()
    >>> ProgressBar(stream).update(1, 2)
    >>> stream.getvalue()
    ''
    """

    def __init__(self, stream: TextIO, *, enabled: bool = True) -> None:
        self._stream = stream
        self._enabled = enabled and stream.isatty()
        self._started = time.monotonic()
        self._painted = 0.0
        self._length = 0

    def update(self, done: int, total: int) -> None:
        """Show that `done` of `total` files are done."""
        now = time.monotonic()
        if not self._enabled or (now - self._painted < _PAUSE and done < total):
            return
        self._painted = now
        self._paint(progress_line(done, total, now - self._started))

    def clear(self) -> None:
        """Take the bar off the screen, before other text is written."""
        if self._length:
            self._paint("")
            self._stream.write("\r")
            self._stream.flush()

    def _paint(self, line: str) -> None:
        self._stream.write(f"\r{line.ljust(self._length)}")
        self._stream.flush()
        self._length = len(line)


def progress_line(done: int, total: int, seconds: float) -> str:
    """The text of the bar.

    Examples
    --------
    >>> progress_line(50, 200, 10.0)
    '[######..................] 50/200 files, 5.0 a second, 0:30 left'
    """
    filled = _WIDTH * done // max(total, 1)
    rate = done / seconds if seconds > 0 else 0.0
    left = f", {_clock((total - done) / rate)} left" if rate > 0 and done < total else ""
    return f"[{'#' * filled}{'.' * (_WIDTH - filled)}] {done:,}/{total:,} files, {rate:.1f} a second{left}"


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
