from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxzy_nlp.errors import InputError, ReadError
from cxzy_nlp.io.records import parse_line, read_records
from cxzy_nlp.serialize import json_line

SCHEMA = "cxzy.document/1"

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.dictionaries(st.text(max_size=5), VALUES, max_size=4))
def test_round_trip_on_one_line(values: dict[str, object]) -> None:
    record = values | {"schema": SCHEMA}
    line = json_line(record)
    assert parse_line(line) == record
    assert parse_line(line.encode("utf-8")) == record
    assert len(line.splitlines()) == 1  # whatever the reader takes for a line end


def test_characters_stay_readable() -> None:
    assert json_line({"text": "党员“五个好”😀"}) == '{"text":"党员“五个好”😀"}'


@pytest.mark.parametrize("value", [float("nan"), float("inf"), -float("inf"), "\ud800", {1, 2}, b"x"])
def test_what_json_cannot_hold_is_refused(value: object) -> None:
    with pytest.raises(InputError, match="cannot be written as JSON"):
        json_line({"value": value})


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("", "no strict JSON"),
        ("{", "no strict JSON"),
        ('{"schema":"cxzy.document/1","x":NaN}', "NaN"),
        ('{"schema":"cxzy.document/1","x":-Infinity}', "Infinity"),
        ('{"schema":"cxzy.document/1","x":1,"x":2}', "twice"),
        ("[1]", "expected a JSON object, got list"),
        ("{}", "expected schema"),
        (b'{"schema":"\xff"}', "no strict JSON"),
        ("[" * 100_000, "no strict JSON"),
    ],
)
def test_bad_lines_are_refused(line: str | bytes, says: str) -> None:
    with pytest.raises(InputError, match=says):
        parse_line(line)


def test_reading_a_file_names_the_line(tmp_path: Path) -> None:
    path = tmp_path / "documents.jsonl"
    good = json.dumps({"schema": SCHEMA, "id": "一"})
    path.write_text(f"{good}\n\n{good}\nbroken\n", encoding="utf-8")
    records = read_records(path)
    assert [next(records)["id"], next(records)["id"]] == ["一", "一"]
    with pytest.raises(ReadError, match="line 4"):
        next(records)
    with pytest.raises(ReadError, match="cannot be read"):
        next(read_records(tmp_path / "none.jsonl"))
    with pytest.raises(ReadError, match=r"name the documents\.jsonl in it"):
        next(read_records(tmp_path))
