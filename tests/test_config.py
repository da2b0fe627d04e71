"""The options."""

from __future__ import annotations

import dataclasses
import datetime
import json

import pytest

from cxzy_nlp import Config, InputError
from cxzy_nlp.config import EXTRACTABLE, resolve_config

REFUSED = [
    ({"kinds": ("daets",)}, "unknown kind 'daets'; known kinds: dates, counts, breakdowns"),
    ({"kinds": "dates"}, "got the string 'dates'"),
    ({"kinds": (3,)}, "unknown kind 3"),
    ({"max_bytes": 0}, "max_bytes must be a positive"),
    ({"max_bytes": -1}, "max_bytes must be a positive"),
    ({"max_bytes": "5"}, "max_bytes must be a positive"),
    ({"encoding": "klingon"}, "unknown encoding 'klingon'"),
    ({"encoding": 8}, "unknown encoding 8"),
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
    ({"encoding": "gb18030"}, "encoding", "gb18030"),
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
        Config(max_bytes=1),
        *(
            Config(**{item.name: not item.default})  # type: ignore[arg-type]
            for item in dataclasses.fields(Config)
            if isinstance(item.default, bool)
        ),
    ]
    digests = {config.digest for config in [Config(), *others]}
    assert len(digests) == len(others) + 1
    assert Config(kinds=["counts", "dates"]).digest == Config(kinds=("dates", "counts")).digest  # type: ignore[arg-type]


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
