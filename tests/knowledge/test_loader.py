"""Tables are held to their schema; the message names the file, the entry and the field."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxzy_nlp.errors import KnowledgeError
from cxzy_nlp.knowledge import digest, load, table_names
from cxzy_nlp.knowledge.loader import parse_table

HEAD = '[meta]\ndescription = "d"\norigin = "o"\nversion = 1\n'

#: type, TOML value, value in the table
ACCEPTED: list[tuple[str, str, Any]] = [
    ("str", '"柳湾"', "柳湾"),
    ("int", "3", 3),
    ("float", "2.5", 2.5),
    ("float", "2", 2),
    ("bool", "true", True),
    ("list[str]", '["甲", "乙"]', ("甲", "乙")),
    ("list[int]", "[1, 2]", (1, 2)),
    ("list[str]", "[]", ()),
    ("place|person", '"person"', "person"),
    ("str?", '"柳湾"', "柳湾"),
    ("a|b?", '"b"', "b"),
]

#: type, TOML value
REFUSED: list[tuple[str, str]] = [
    ("str", "3"),
    ("int", "true"),
    ("int", "2.5"),
    ("float", "true"),
    ("float", '"2"'),
    ("bool", "1"),
    ("list[str]", '"甲"'),
    ("list[str]", '["甲", 3]'),
    ("list[int]", "[1, true]"),
    ("place|person", '"thing"'),
    ("place|person", '"place|person"'),
    ("str?", "3"),
]

#: file, what the message says
BROKEN: list[tuple[str, str]] = [
    ("柳湾", "t.toml: "),
    ("", "needs a [meta]"),
    ("meta = 3", "needs a [meta]"),
    ('[meta]\ndescription = "d"\norigin = "o"', "[meta] lacks 'version'"),
    ('[meta]\ndescription = "d"\norigin = 3\nversion = 1', "[meta] 'origin' must be str, got 3"),
    (HEAD, "needs a [schema] and at least one [[entry]]"),
    (HEAD + '[schema]\nword = "str"\n', "needs a [schema] and at least one [[entry]]"),
    (HEAD + '[schema]\n[[entry]]\nword = "甲"', "needs a [schema] and at least one [[entry]]"),
    (HEAD + '[schema]\nword = 3\n[[entry]]\nword = "甲"', "[schema] 'word' must name a type, got 3"),
    (HEAD + '[schema]\nword = "string"\n[[entry]]\nword = "甲"', "[schema] 'word' must name a type, got 'string'"),
    (HEAD + '[schema]\nword = "list[strs]"\n[[entry]]\nword = "甲"', "must name a type, got 'list[strs]'"),
    ("entry = [1, 2]\n" + HEAD + '[schema]\nword = "str"\n', "every entry must be a table"),
    ("entry = 3\n" + HEAD + '[schema]\nword = "str"\n', "needs a [schema] and at least one [[entry]]"),
    (HEAD + '[schema]\nword = "str"\n[[entries]]\nword = "甲"', "unknown part 'entries'"),
    (HEAD + '[schema]\nword = "str"\n[[entry]]\nword = "甲"\n[[entry]]\n', "entry 2: field 'word' is missing"),
    (
        HEAD + '[schema]\nword = "str"\n[[entry]]\nword = "甲"\nwrod = "乙"',
        "field 'wrod' is not in the schema; known: word",
    ),
]


def _table(kind: str, value: str) -> bytes:
    return f'{HEAD}[schema]\nword = "{kind}"\n[[entry]]\nword = {value}\n'.encode()


@pytest.mark.parametrize(("kind", "value", "read"), ACCEPTED)
def test_values_that_fit(kind: str, value: str, read: object) -> None:
    table = parse_table("t", _table(kind, value))
    assert [dict(entry) for entry in table] == [{"word": read}]
    assert len(table) == 1


@pytest.mark.parametrize(("kind", "value"), REFUSED)
def test_values_that_do_not_fit(kind: str, value: str) -> None:
    with pytest.raises(KnowledgeError, match=r"^t\.toml, entry 1: field 'word' must be "):
        parse_table("t", _table(kind, value))


@pytest.mark.parametrize(("text", "says"), BROKEN)
def test_broken_tables(text: str, says: str) -> None:
    with pytest.raises(KnowledgeError) as caught:
        parse_table("t", text.encode())
    assert says in str(caught.value)


def test_bytes_that_are_no_text() -> None:
    with pytest.raises(KnowledgeError, match=r"^t\.toml: 'utf-8' codec"):
        parse_table("t", b"\xff\xfe")


def test_an_optional_field_may_be_absent() -> None:
    text = HEAD + '[schema]\nword = "str"\nnote = "str?"\n[[entry]]\nword = "甲"\n'
    assert "note" not in parse_table("t", text.encode()).entries[0]


def test_tables_cannot_be_altered() -> None:
    entry: Any = parse_table("t", _table("list[str]", '["甲"]')).entries[0]
    with pytest.raises(TypeError):
        entry["word"] = ()
    with pytest.raises(AttributeError):
        entry["word"].append("乙")


def test_a_table_is_read_once() -> None:
    assert load("glyphs") is load("glyphs")


@pytest.mark.parametrize("name", ["glifs", "", "../loader", "glyphs.toml", "/etc/passwd"])
def test_unknown_tables_are_refused(name: str) -> None:
    with pytest.raises(KnowledgeError, match=r"no knowledge table .*; there are: .*glyphs"):
        load(name)


def test_the_digest_is_of_all_tables() -> None:
    assert len(digest()) == 8
    assert int(digest(), 16) >= 0
    assert list(table_names()) == sorted(set(table_names()))


@settings(max_examples=100, deadline=None, derandomize=True)
@given(
    st.dictionaries(
        st.sampled_from(["meta", "schema", "entry", "word"]),
        st.sampled_from(["3", '"甲"', "[]", "[{}]", "{}", '{word = "str"}', '[{word = "甲"}]', "{word = 3}"]),
    )
)
def test_nothing_else_is_ever_raised(parts: dict[str, str]) -> None:
    text = "\n".join(f"{part} = {value}" for part, value in parts.items())
    with pytest.raises(KnowledgeError):
        parse_table("t", text.encode())
