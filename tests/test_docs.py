"""Every snippet of the README and the docs is executed: Python as doctests, cxzy commands through the command line."""

from __future__ import annotations

import doctest
import re
import shlex
from pathlib import Path

import pytest

from cxzy_nlp.cli import main

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted([*ROOT.glob("README*.md"), *(ROOT / "docs").glob("*.md")])
COMMANDS = sorted(
    {
        line.strip()
        for page in PAGES
        for block in re.findall(r"```sh\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)
        for line in block.splitlines()
        if line.startswith("cxzy ")
    }
)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_python_snippets(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    result = doctest.testfile(str(page), module_relative=False, encoding="utf-8", optionflags=doctest.ELLIPSIS)
    assert result.failed == 0


def test_pages_have_snippets() -> None:
    snippets = sum(page.read_text(encoding="utf-8").count(">>> ") for page in PAGES)
    assert snippets > 20
    assert COMMANDS


@pytest.mark.parametrize("command", COMMANDS)
def test_commands(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    arguments = [str(tmp_path / word) if word.startswith("results/") else word for word in shlex.split(command)[1:]]
    assert main([*arguments, *(["--jobs", "1"] if "extract" in arguments else [])]) in (0, 3)
    if "-o" in arguments:
        out = Path(arguments[arguments.index("-o") + 1])
        made = {"extract": "documents.jsonl", "copies": "copies.json"}.get(arguments[0], "")
        assert (out / made).stat().st_size > 0
    else:
        assert capsys.readouterr().out


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\((?!http)([^)#]+)\)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), f"{page.name} links to {target}"
