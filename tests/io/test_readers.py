from __future__ import annotations

import hashlib
import os
import socket
import stat
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxzy_nlp.errors import InputError, ReadError
from cxzy_nlp.io.readers import load_bytes, printable, read, read_bytes

TEXT = "柳树乡现有党员127名。\n各支部都按时参加了学习，大家的意见很好。\n"

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX files")

# (name of the file, its bytes, stage of the refusal, what the reason must say)
REFUSED: tuple[tuple[str, bytes, str, str], ...] = (
    ("a.txt", b"", "open", "empty"),
    ("a.txt", b" \r\n\t\n", "format", "white space"),
    ("a.txt", "\ufeff \u3000\u200b\n".encode(), "format", "white space"),
    ("a.txt", b"%PDF-1.5\n%\xe2\xe3", "format", "PDF"),
    ("a.txt", b"\r\n%PDF-1.5\n", "format", "PDF"),
    ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), "format", "old Office"),
    ("a.txt", b"PK\x03\x04\x14\x00\x06\x00word/document.xml", "format", ".docx"),
    ("a.txt", b"PK\x03\x04\x14\x00\x06\x00data.bin", "format", "zip"),
    ("a.rtf", b"{\\rtf1\\ansi ...}", "format", "rich text"),
    ("a.txt", b"\x89PNG\r\n\x1a\n\0\0", "format", "PNG"),
    ("a.txt", b"\xff\xd8\xff\xe0\x00\x10JFIF", "format", "JPEG"),
    ("a.txt", b"GIF89a\x01\x00", "format", "GIF"),
    ("a.txt", b"\x1f\x8b\x08\x00abc", "format", "gzip"),
    ("a.txt", b"BZh91AY&SY\x00\x01", "format", "bzip2"),
    ("a.txt", b"text\x00text", "format", "NUL"),
    ("a.txt", "党员12名".encode("utf-16-le"), "format", "utf-16-le"),
    ("a.txt", bytes(range(1, 32)) * 20, "format", "binary"),
    ("a.doc", b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n", "format", ".mht"),
    ("a.doc", b'<?xml version="1.0"?>\n<?mso-application progid="Word.Document"?>\n<w:x/>', "format", "Word XML"),
    ("a.txt", b'<?xml version="1.0"?>\n<feed></feed>', "format", "XML"),
    ("a.csv", b"a,b\n1,2\n", "format", "unknown kind of file (.csv)"),
    ("a.txt", TEXT.encode()[:-3] + b"\xe5", "decode", "cut off"),
    ("a.txt", TEXT.encode() + b"\xed\xa0\x80", "decode", "surrogate"),
)

# (name, bytes, format, what the text must begin with)
READ: tuple[tuple[str, bytes, str, str], ...] = (
    ("a.txt", TEXT.encode(), "txt", "柳树乡"),
    ("a.TXT", TEXT.encode("utf-8-sig"), "txt", "柳树乡"),
    ("a.md", TEXT.encode("gb18030"), "txt", "柳树乡"),
    ("a.txt", TEXT.encode("utf-16"), "txt", "柳树乡"),
    ("a.text", TEXT.encode("utf-32"), "txt", "柳树乡"),
    ("noextension", TEXT.encode(), "txt", "柳树乡"),
    ("3.关于表彰的决定", TEXT.encode(), "txt", "柳树乡"),
    ("工作总结2010.12", TEXT.encode(), "txt", "柳树乡"),
    ("a.doc", TEXT.encode(), "txt", "柳树乡"),
    ("a.doc", b"<html><body>" + TEXT.encode(), "html", "<html>"),
    ("a.txt", b"\n <!-- saved --><!DOCTYPE html><p>" + TEXT.encode(), "html", "\n <!--"),
    ("a.xhtml", b'<?xml version="1.0"?>\n<html xmlns="x"><p>' + TEXT.encode(), "html", "<?xml"),
    ("a.asp", b"<HTML><head>" + TEXT.encode(), "html", "<HTML>"),
    ("a.htm", TEXT.encode(), "txt", "柳树乡"),  # a web page in name only
    ("a.htm", "正文<br>".encode() + TEXT.encode(), "html", "正文<br>"),
    ("a.txt", "<关于表彰的决定>\n".encode() + TEXT.encode(), "txt", "<关于"),
    ("a.txt", b"BM and II* are no pictures. MZ, ID3 neither. " + TEXT.encode(), "txt", "BM"),
    ("a.txt", b"ID3 is the name of our group. " + TEXT.encode(), "txt", "ID3"),
    ("a.txt", "<!DOCTYPE html><p>党员".encode("utf-16"), "html", "<!DOCTYPE"),
)


@pytest.mark.parametrize(("name", "data", "stage", "says"), REFUSED)
def test_refused_with_a_reason(tmp_path: Path, name: str, data: bytes, stage: str, says: str) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(ReadError) as caught:
        read(tmp_path / name)
    assert caught.value.stage == stage
    assert says in caught.value.reason
    assert caught.value.path == str(tmp_path / name)


@pytest.mark.parametrize(("name", "data", "format", "begins"), READ)
def test_read_by_content_first(tmp_path: Path, name: str, data: bytes, format: str, begins: str) -> None:
    (tmp_path / name).write_bytes(data)
    source = read(tmp_path / name, name=f"folder/{name}")
    assert source.format == format
    assert source.text.startswith(begins)
    assert source.path == f"folder/{name}"
    assert source.sha256 == hashlib.sha256(data).hexdigest()
    assert data.decode(source.encoding) == source.text


def test_the_caller_may_name_format_and_encoding() -> None:
    source = read_bytes("党员12名".encode("utf-16-le"), path="a.txt", encoding="utf-16-le")
    assert source.text == "党员12名"
    assert read_bytes(TEXT.encode(), path="a.xyz", format="html").format == "html"


def test_what_is_missing(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="there is no such file"):
        read(tmp_path / "none.txt")
    (tmp_path / "file").write_text("x")
    with pytest.raises(ReadError, match="there is no such file"):
        read(tmp_path / "file" / "a.txt")
    with pytest.raises(ReadError, match="empty"):
        read("")
    with pytest.raises(ReadError, match="file name"):
        read("a\0b")
    with pytest.raises(ReadError, match="File name too long"):
        read(tmp_path / ("x" * 5000))
    with pytest.raises(InputError, match="expected a path, got bytes"):
        read(b"a.txt")  # type: ignore[arg-type]


def test_a_directory(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="is a directory") as caught:
        read(tmp_path)
    assert caught.value.stage == "open"


@posix_only
def test_pipes_sockets_and_devices_do_not_block(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    with pytest.raises(ReadError, match="named pipe"):
        read(tmp_path / "pipe.txt")
    monkeypatch.chdir(tmp_path)  # the path of a socket must be short
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("socket.txt")
        with pytest.raises(ReadError, match="socket"):
            read("socket.txt")
    with pytest.raises(ReadError, match="device"):
        read("/dev/zero")


@posix_only
def test_a_file_exchanged_for_a_pipe_does_not_block(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    really_open = os.open

    def exchange(location: str, flags: int) -> int:
        path.unlink()
        os.mkfifo(path)
        return really_open(location, flags)

    monkeypatch.setattr(os, "open", exchange)
    with pytest.raises(ReadError, match="named pipe"):
        load_bytes(path)


@posix_only
def test_symbolic_links(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "good").symlink_to("a.txt")
    (tmp_path / "dangling").symlink_to("none.txt")
    (tmp_path / "loop").symlink_to("loop")
    assert read(tmp_path / "good").text == TEXT
    with pytest.raises(ReadError, match="symbolic link to a file that does not exist"):
        read(tmp_path / "dangling")
    with pytest.raises(ReadError, match="back to itself"):
        read(tmp_path / "loop")


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may read everything")
def test_no_permission(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    path.chmod(0)
    with pytest.raises(ReadError, match="no permission"):
        read(path)


def test_size_is_looked_up_before_reading(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(1 << 40)  # sparse
    monkeypatch.setattr(os, "open", lambda *_: pytest.fail("opened"))
    with pytest.raises(ReadError, match="too large: 1,099,511,627,776 bytes, the limit is 1,000"):
        read(path, max_bytes=1000)


def test_no_more_than_the_limit_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "growing.txt"
    path.write_bytes(b"x" * 5000)
    wanted: list[int] = []
    really_read = os.read

    def count(descriptor: int, size: int) -> bytes:
        wanted.append(size)
        return really_read(descriptor, size)

    small = os.stat_result((stat.S_IFREG | 0o644, 1, 1, 1, 0, 0, 10, 0, 0, 0))
    monkeypatch.setattr(Path, "stat", lambda *_, **__: small)  # the file has grown since
    monkeypatch.setattr(os, "read", count)
    with pytest.raises(ReadError, match="too large"):
        load_bytes(path, max_bytes=100)
    assert sum(wanted) <= 101
    monkeypatch.undo()
    assert len(load_bytes(path, max_bytes=5000)) == 5000


def test_names_are_printable() -> None:
    assert printable("总结.txt") == "总结.txt"
    assert printable(os.fsdecode(b"\xb5\xb3\xb9\xa4.txt")) == "\\xb5\\xb3\\xb9\\xa4.txt"
    assert printable("\ud800").encode() == b"\\ud800"


@settings(max_examples=100, deadline=None, derandomize=True)
@given(
    st.one_of(st.binary(max_size=300), st.text(max_size=80).map(lambda text: text.encode("utf-8", "surrogatepass"))),
    st.sampled_from(["a.txt", "a.html", "a.doc", "a", "a.json"]),
)
def test_any_bytes_are_read_or_refused(data: bytes, name: str) -> None:
    try:
        source = read_bytes(data, path=name)
    except ReadError as error:
        assert error.stage in ("open", "format", "decode")
        assert error.reason
    else:
        source.text.encode("utf-8")
        assert source.text.strip()
