"""Names of persons, and lines that are a person's name."""

from __future__ import annotations

import pytest

from cxzy_nlp.structure.authors import is_personal_name, looks_like_author

NAMES = [
    ("柳小河", True),
    ("柳 小 河", True),
    ("简青", True),
    ("欧阳清泉", True),
    ("诸葛明", True),
    ("某某", False),
    ("李某", False),
    ("柳溪镇", False),
    ("成效", False),
    ("谢谢", False),
    ("加强领导", False),
    ("柳", False),
    ("", False),
]


@pytest.mark.parametrize(("text", "expected"), NAMES)
def test_names(text: str, expected: bool) -> None:
    assert is_personal_name(text) is expected


LINES = [
    ("柳小河 2011.6.30", True),
    ("镇党委书记柳小河", True),
    ("汇报人:柳小河", True),
    ("柳溪镇2011年工作总结", False),
    ("加强领导", False),
    ("党员时刻在", False),
    ("x" * 60, False),
]


@pytest.mark.parametrize(("line", "expected"), LINES)
def test_author_lines(line: str, expected: bool) -> None:
    assert looks_like_author(line) is expected
