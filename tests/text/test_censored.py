"""Characters that a site blotted out inside fixed words."""

from __future__ import annotations

import pytest

from cxzy_nlp import Config, analyze
from cxzy_nlp.knowledge import load
from cxzy_nlp.text.censored import restore_censored


@pytest.mark.parametrize(
    ("text", "restored"),
    [
        ("保持共产X员先进性", "保持共产党员先进性"),
        ("X中央决定,X的建设、X组织的ZZ优势", "党中央决定,X的建设、党组织的政治优势"),
        ("XX员工、XXX课", "XX员工、XXX课"),
        ("X镇党委,X名党员,X支部", "X镇党委,X名党员,X支部"),
        ("ZZTOP", "ZZTOP"),
        ("广大党员", "广大党员"),
    ],
)
def test_restored(text: str, restored: str) -> None:
    assert restore_censored(text) == restored


def test_words_keep_their_length() -> None:
    assert all(len(entry["wrong"]) == len(entry["right"]) for entry in load("censored"))


def test_counts_read_the_word_and_show_the_source() -> None:
    (document,) = analyze("全县Ｘ员1730名，其中女Ｘ员412名。")
    assert [(fact.text, fact.value, fact.of) for fact in document.counts] == [
        ("Ｘ员1730名", 1730, "党员"),
        ("女Ｘ员412名", 412, "女党员"),
    ]
    kept = analyze("全县X员1730名。", config=Config(fix_glyphs=False))[0]
    assert "党员" not in [fact.of for fact in kept.counts]
