"""The core does without the frameworks: none is imported unless it is asked for, and each says what to install."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import cxzy_nlp

ROOT = Path(str(cxzy_nlp.__file__)).parent.parent
OPTIONAL = ("spacy", "sklearn", "pandas", "pyarrow", "spacy_pkuseg", "scipy", "thinc")
USE = "import cxzy_nlp, sys; cxzy_nlp.analyze('全镇现有党员796名。'); "
BATCH = "import cxzy_nlp.batch.run, cxzy_nlp.batch.export, cxzy_nlp.cli, cxzy_nlp.integrations, sys; "


def run(program: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        env=dict(os.environ) | {"PYTHONPATH": str(ROOT)},
        check=True,
        timeout=60,
    )
    return done.stdout.strip()


@pytest.mark.parametrize("program", ["import cxzy_nlp, sys; ", USE, BATCH], ids=["import", "analyze", "batch"])
def test_no_framework_is_imported(program: str) -> None:
    assert run(f"{program}print([name for name in {OPTIONAL} if name in sys.modules])") == "[]"


@pytest.mark.parametrize(
    ("module", "package", "extra"),
    [
        ("spacy", "spacy", "spacy"),
        ("spacy_tokenizer", "spacy", "spacy"),
        ("sklearn", "sklearn", "sklearn"),
    ],
)
def test_what_to_install(module: str, package: str, extra: str) -> None:
    program = (
        f"import sys; sys.modules[{package!r}] = None\n"
        f"try: import cxzy_nlp.integrations.{module}\nexcept Exception as error: print(type(error).__name__, error)"
    )
    assert f"pip install 'cxzy-nlp[{extra}]'" in run(program)
    assert run(program).startswith("CxzyError")


def test_the_core_works_without_any_of_them() -> None:
    program = (
        f"import sys; sys.modules.update(dict.fromkeys({OPTIONAL}))\n"
        "import cxzy_nlp\nfrom cxzy_nlp.io.export import make_passage\n"
        "print(make_passage(cxzy_nlp.analyze('全镇现有党员796名。')[0]).annotations[0].text)"
    )
    assert run(program) == "党员796名"
