from __future__ import annotations

import io

import pytest

from cxzy_nlp.batch.progress import ProgressBar, progress_line


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_silent_unless_on_a_terminal() -> None:
    for stream, enabled in ((io.StringIO(), True), (Terminal(), False)):
        bar = ProgressBar(stream, enabled=enabled)
        bar.update(1, 1)
        bar.clear()
        assert stream.getvalue() == ""


def test_one_line_without_colours() -> None:
    stream = Terminal()
    bar = ProgressBar(stream)
    for done in range(1, 101):
        bar.update(done, 100)
    bar.clear()
    text = stream.getvalue()
    assert "100/100 files" in text
    assert text.count("\r") < 10  # not one painting a file
    assert "\n" not in text
    assert "\x1b" not in text
    assert text.endswith("\r")


@pytest.mark.parametrize(
    ("done", "total", "seconds", "says"),
    [
        (0, 10, 0.0, "0/10 files, 0.0 a second"),
        (10, 10, 5.0, "10/10 files, 2.0 a second"),
        (1, 7201, 1.0, "2:00:00 left"),
        (0, 0, 1.0, "0/0 files"),
    ],
)
def test_text(done: int, total: int, seconds: float, says: str) -> None:
    assert says in progress_line(done, total, seconds)
