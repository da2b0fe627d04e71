"""What the tests of the batch share: stand-in analyses and small archives."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture
def stand_ins(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The module of stand-in analyses, importable in worker processes, too."""
    monkeypatch.syspath_prepend(str(Path(__file__).parent))
    return importlib.import_module("cxzy_batch_stand_ins")


@pytest.fixture
def make_archive(tmp_path: Path) -> Callable[..., Path]:
    """Writes files (name: text or bytes) into a new folder."""

    def make(files: dict[str, str | bytes], name: str = "archive") -> Path:
        folder = tmp_path / name
        folder.mkdir(exist_ok=True)
        for path, content in files.items():
            file = folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
        return folder

    return make
