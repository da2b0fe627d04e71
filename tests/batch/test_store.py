from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxzy_nlp.batch.store import Journal, index_results, read_lines

FILES = {"a.txt": ["{}", '{"text":"党员"}'], "乡/b.txt": ['{"x":1}'], "c.txt": ["{}"]}


def write_journal(path: Path, signature: str = "s") -> bytes:
    with Journal(path, signature) as journal:
        for name, lines in FILES.items():
            journal.append(name, name, lines)
    return path.read_bytes()


def contents(path: Path, signature: str = "s") -> dict[str, list[str]]:
    with Journal(path, signature) as journal:
        return {name: read_lines(place).decode().splitlines() for name, place in journal.places.items()}


def test_entries_survive(tmp_path: Path) -> None:
    write_journal(tmp_path / "j")
    assert contents(tmp_path / "j") == FILES
    assert contents(tmp_path / "j", "another signature") == {}
    assert contents(tmp_path / "j") == {}  # begun anew


def test_every_entry_is_on_disk_at_once(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "j", "s")
    place = journal.append("a.txt", "ab", ["{}"])
    assert read_lines(place) == b"{}\n"  # through another file handle, while the journal is open
    journal.close()


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.integers(0, 10_000), st.booleans())
def test_torn_anywhere_it_keeps_what_was_whole(
    tmp_path_factory: pytest.TempPathFactory, cut: int, garbage: bool
) -> None:
    path = tmp_path_factory.mktemp("journal") / "j"
    data = write_journal(path)
    path.write_bytes(data[: cut % (len(data) + 1)] + (b'{"path":"x"' if garbage else b""))
    found = contents(path)
    names = list(FILES)
    assert list(found) == names[: len(found)]
    assert all(found[name] == FILES[name] for name in found)
    with Journal(path, "s") as journal:  # and it goes on behind what was whole
        journal.append("new.txt", "h", ['{"new":true}'])
    assert contents(path) == found | {"new.txt": ['{"new":true}']}


def test_a_damaged_entry_ends_it(tmp_path: Path) -> None:
    data = write_journal(tmp_path / "j")
    (tmp_path / "j").write_bytes(data.replace(b'{"x":1}', b'{"x":2}'))
    assert list(contents(tmp_path / "j")) == ["a.txt"]


def record(path: str, number: int, signature: str = "s") -> str:
    source = {"path": path, "sha256": f"hash of {path}"}
    values = {"schema": "cxzy.document/1", "id": number, "signature": signature, "source": source}
    return json.dumps(values, ensure_ascii=False) + "\n"


def test_index_of_finished_results(tmp_path: Path) -> None:
    lines = [record("a.txt", 1), record("a.txt", 2), record("乡.txt", 1)]
    data = "".join(lines).encode()
    digest = hashlib.sha256(data).hexdigest()
    path = tmp_path / "documents.jsonl"
    path.write_bytes(data)
    places = index_results(path, "s", digest)
    assert {name: place.sha256 for name, place in places.items()} == {
        "a.txt": "hash of a.txt",
        "乡.txt": "hash of 乡.txt",
    }
    assert read_lines(places["a.txt"]).decode() == lines[0] + lines[1]
    assert read_lines(places["乡.txt"]).decode() == lines[2]
    assert index_results(path, "another", digest) == {}
    assert index_results(path, "s", "") == {}
    assert index_results(tmp_path / "none", "s", digest) == {}


@pytest.mark.parametrize(
    "text", ["broken\n", "{}\n", record("a", 1) + record("b", 1) + record("a", 2), '{"schema":"cxzy.document/1"}\n']
)
def test_results_that_are_not_ours_are_not_trusted(tmp_path: Path, text: str) -> None:
    path = tmp_path / "documents.jsonl"
    path.write_bytes(text.encode())
    assert index_results(path, "s", hashlib.sha256(text.encode()).hexdigest()) == {}
