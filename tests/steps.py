"""Counting the work that a function does, so that a test of linear time needs no clock."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any


def steps_of(function: Callable[[str], object], text: str) -> int:
    """How many lines of the package's own code run in ``function(text)``."""
    steps = 0

    def trace(frame: FrameType, event: str, argument: Any) -> Any:
        nonlocal steps
        if "cxzy_nlp" not in frame.f_code.co_filename:
            return None
        if event == "line":
            steps += 1
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        function(text)
    finally:
        sys.settrace(before)
    return steps
