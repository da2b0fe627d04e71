"""The options."""

from __future__ import annotations

import dataclasses
import datetime
import json

import pytest

from cxzy_nlp import Config, InputError
from cxzy_nlp.config import EXTRACTABLE, resolve_config

#: What concerns tokens alone stands in their signature, not in that of documents.
OF_TOKENS = {"segmenter": "jieba", "lexicon": False, "user_lexicon": "words.txt", "hmm": False}

REFUSED = [
    ({"kinds": ("daets",)}, "unknown kind 'daets'; known kinds: dates, counts, breakdowns"),
    ({"kinds": "dates"}, r"got the string 'dates'; write \(\"dates\",\)"),
    ({"kinds": (3,)}, "unknown kind 3"),
    ({"kinds": ([],)}, r"unknown kind \[\]"),
    ({"kinds": b"dates"}, "unknown kind 100"),
    ({"kinds": None}, r"must be a tuple of kinds, got None; write \(\"dates\", \"counts\"\)"),
    ({"kinds": 5}, "must be a tuple of kinds, got 5"),
    ({"max_bytes": 0}, "max_bytes must be a positive"),
    ({"max_bytes": -1}, "max_bytes must be a positive"),
    ({"max_bytes": "64M"}, r"max_bytes must be a positive .*, got '64M'; write 64 \* 1024 \* 1024"),
    ({"max_bytes": 1.5}, "max_bytes must be a positive"),
    ({"max_bytes": True}, "max_bytes must be a positive"),
    ({"max_bytes": None}, "max_bytes must be a positive"),
    ({"segmenter": "pkuseq"}, "unknown segmenter 'pkuseq'; known: rjieba, jieba, pkuseg, spacy"),
    ({"segmenter": "jieba:model"}, r"only pkuseg and spacy take a model \('spacy:zh_core_web_sm'\)"),
    ({"segmenter": "spacy:"}, "unknown segmenter 'spacy:'"),
    ({"segmenter": None}, "segmenter must be the name of one, got None"),
    ({"lexicon": "words.txt"}, "lexicon must be True or False, got 'words.txt'"),
    ({"user_lexicon": 3}, "user_lexicon must be the path of a file, got 3"),
    ({"user_lexicon": ""}, "user_lexicon must be the path of a file, got ''"),
    ({"encoding": "klingon"}, "unknown encoding 'klingon'"),
    ({"encoding": ""}, "unknown encoding ''"),
    ({"encoding": "a\0b"}, "unknown encoding"),
    ({"encoding": 8}, "encoding must be the name of a codec, got 8"),
    ({"encoding": b"utf-8"}, "encoding must be the name of a codec"),
    ({"encoding": "rot13"}, "'rot13' is no text encoding"),
    ({"encoding": "hex"}, "'hex' is no text encoding"),
    ({"split": "no"}, "split must be True or False, got 'no'"),
    ({"unwrap": None}, "unwrap must be True or False"),
    ({"reference_date": "2010-05-21"}, "reference_date must be a datetime.date, got str"),
    ({"reference_date": datetime.datetime(2010, 5, 21)}, "must be a datetime.date, got datetime"),
]


@pytest.mark.parametrize(("options", "message"), REFUSED)
def test_refused(options: dict[str, object], message: str) -> None:
    with pytest.raises(InputError, match=message):
        Config(**options)  # type: ignore[arg-type]


ACCEPTED = [
    ({"kinds": ()}, "kinds", ()),
    ({"kinds": ["counts", "dates"]}, "kinds", ("dates", "counts")),
    ({"kinds": ["dates", "dates"]}, "kinds", ("dates",)),
    ({"kinds": ["breakdowns"]}, "kinds", ("counts", "breakdowns")),
    ({"kinds": (kind for kind in ("breakdowns", "dates"))}, "kinds", ("dates", "counts", "breakdowns")),
    ({"encoding": "gb18030"}, "encoding", "gb18030"),
    ({"encoding": "utf-16-le"}, "encoding", "utf-16-le"),
    ({"max_bytes": 1}, "max_bytes", 1),
    ({}, "max_bytes", 16 * 1024 * 1024),
    ({"reference_date": datetime.date(2010, 5, 21)}, "reference_date", datetime.date(2010, 5, 21)),
]


@pytest.mark.parametrize(("options", "name", "value"), ACCEPTED)
def test_accepted(options: dict[str, object], name: str, value: object) -> None:
    assert getattr(Config(**options), name) == value  # type: ignore[arg-type]


def test_frozen_and_hashable() -> None:
    config = Config()
    assert {config: 1}[Config()] == 1
    with pytest.raises(dataclasses.FrozenInstanceError):
        config.split = False  # type: ignore[misc]


def test_the_digest_changes_with_every_option() -> None:
    others = [
        Config(reference_date=datetime.date(2010, 5, 21)),
        Config(kinds=("dates",)),
        Config(encoding="gb18030"),
        *(
            Config(**{item.name: not item.default})  # type: ignore[arg-type]
            for item in dataclasses.fields(Config)
            if isinstance(item.default, bool) and item.name not in OF_TOKENS
        ),
    ]
    digests = {config.digest for config in [Config(), *others]}
    assert len(digests) == len(others) + 1
    assert Config(kinds=["counts", "dates"]).digest == Config(kinds=("dates", "counts")).digest  # type: ignore[arg-type]


def test_the_digest_of_documents_does_not_know_tokens() -> None:
    changed = [Config(**{name: value}) for name, value in OF_TOKENS.items()]  # type: ignore[arg-type]
    assert {config.digest for config in changed} == {Config().digest}


def test_the_largest_file_is_no_part_of_the_digest() -> None:
    assert Config(max_bytes=1).digest == Config().digest  # raising it must not redo an archive
    assert Config(max_bytes=1).to_dict()["max_bytes"] == 1


def test_to_dict_is_json() -> None:
    values = Config(reference_date=datetime.date(2010, 5, 21)).to_dict()
    assert json.loads(json.dumps(values)) == values
    assert list(values) == [item.name for item in dataclasses.fields(Config)]
    assert values["kinds"] == list(EXTRACTABLE)


class TestResolve:
    def test_none_leaves_an_option_alone(self) -> None:
        config = Config(split=False)
        assert resolve_config(config, split=None, reference_date=None) == config

    def test_an_option_goes_before_the_config(self) -> None:
        assert resolve_config(Config(split=True), split=False).split is False

    def test_only_a_config(self) -> None:
        with pytest.raises(InputError, match=r"config must be a cxzy_nlp\.Config, got dict"):
            resolve_config({"split": False})  # type: ignore[arg-type]
