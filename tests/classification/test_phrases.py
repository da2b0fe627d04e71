"""The table of phrases finds what ``str.find`` finds."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxzy_nlp.classification.phrases import LONGEST, SHORTEST, PhraseTable, encode, hash_phrase

_TEXT = st.text("创先争优活动会讲话,。\n012甲乙", max_size=60)
_PHRASES = st.lists(
    st.text("创先争优活动会讲话012", min_size=SHORTEST, max_size=LONGEST), min_size=1, max_size=12, unique=True
)


def _places(text: str, phrase: str) -> list[int]:
    return [at for at in range(len(text)) if text.startswith(phrase, at)]


@given(text=_TEXT, phrases=_PHRASES)
def test_every_phrase_is_found_wherever_it_stands(text: str, phrases: list[str]) -> None:
    table, numbers = PhraseTable.of(phrases)
    starts, lengths, found = table.find(encode(text))
    made = sorted(zip(starts.tolist(), lengths.tolist(), found.tolist(), strict=True))
    digits = str.maketrans("12", "00")  # digits are all alike
    wanted = {
        (at, len(phrase), int(number))
        for phrase, number in zip(phrases, numbers, strict=True)
        for at in _places(text.translate(digits), phrase.translate(digits))
    }
    assert made == sorted(wanted)


def test_a_single_character_and_too_many_are_refused() -> None:
    with pytest.raises(ValueError, match="needs 2 characters: '函'"):
        hash_phrase("函")
    table, _ = PhraseTable.of(["讲话"])
    with pytest.raises(ValueError, match="more than"):
        PhraseTable.of_hashes(encode("一" * 40_000), encode(""))
    assert not len(table.find(encode(""))[0])
    assert table.find(encode("😀讲话𠮷"))[0].tolist() == [1]


def test_phrases_known_by_their_hashes_alone_are_found_where_their_beginnings_are_not_known() -> None:
    hashes = np.sort(np.array([hash_phrase("高举旗帜"), hash_phrase("讲话")], dtype=np.uint64))
    starts, lengths, _ = PhraseTable.of_hashes(hashes, None).find(encode("讲话里高举旗帜"))
    assert sorted(zip(starts.tolist(), lengths.tolist(), strict=True)) == [(0, 2), (3, 4)]
    assert len(PhraseTable.of_hashes(hashes, encode("")).find(encode("讲话里高举旗帜"))[0]) == 1
