"""Files and folders: which are read, in which order, as what; what cannot be read is reported."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scamguard.model.document import Document, Unreadable
from scamguard.readers import files
from scamguard.readers.files import read_bytes, read_paths


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """Returns a folder with files of every kind."""
    (tmp_path / "b").mkdir()
    (tmp_path / ".git").mkdir()
    (tmp_path / "b" / "page.html").write_text("<p>131<b>2289", encoding="utf-8")
    (tmp_path / "a.txt").write_bytes("客服电话".encode("gb18030"))
    (tmp_path / "z.csv").write_text("1,2", encoding="utf-8")
    (tmp_path / ".git" / "config").write_text("no", encoding="utf-8")
    (tmp_path / "program.bin").write_bytes(bytes(range(256)) * 3)
    return tmp_path


def names(found: list[Document | Unreadable], folder: Path) -> list[str]:
    return [Path(str(item.file)).relative_to(folder).as_posix() for item in found]


def test_folder_is_read_in_order_without_what_is_no_text(tree: Path) -> None:
    found = list(read_paths([tree]))

    assert names(found, tree) == ["a.txt", "z.csv", "b/page.html"]
    assert [item.text for item in found if isinstance(item, Document)] == ["客服电话", "1 | 2", "1312289"]


def test_file_that_is_named_and_is_no_text_is_reported(tree: Path) -> None:
    assert list(read_paths([tree / "program.bin"])) == [Unreadable(str(tree / "program.bin"), "it is no text")]


def test_file_whose_name_promises_a_text_or_a_picture_is_reported_in_a_folder_too(tmp_path: Path) -> None:
    for name in ("chat.txt", "photo.JPG", "mail.eml", "program.bin", "noname"):
        (tmp_path / name).write_bytes(bytes(range(256)) * 3)

    found = list(read_paths([tmp_path]))

    assert names(found, tmp_path) == ["chat.txt", "mail.eml", "photo.JPG"]
    assert {item.problem for item in found if isinstance(item, Unreadable)} == {"it is no text"}


def test_links_that_lead_in_circles_or_nowhere_do_not_matter(tree: Path) -> None:
    (tree / "b" / "loop").symlink_to(tree)
    (tree / "self").symlink_to(tree / "self")
    (tree / "gone").symlink_to(tree / "nothing")
    (tree / "again.txt").symlink_to(tree / "a.txt")

    assert names(list(read_paths([tree])), tree) == ["a.txt", "again.txt", "z.csv", "b/page.html"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_pipes_and_devices_are_refused(tree: Path) -> None:
    os.mkfifo(tree / "pipe")
    found = list(read_paths([tree / "pipe", "/dev/zero"]))

    assert found == [
        Unreadable(str(tree / "pipe"), "it is no regular file"),
        Unreadable("/dev/zero", "it is no regular file"),
    ]
    assert len(list(read_paths([tree]))) == 4


def test_what_cannot_be_opened_is_reported_and_the_rest_goes_on(tree: Path) -> None:
    found = list(read_paths([tree / "missing", "zero\0zero", tree / "a.txt"]))

    assert [type(item) for item in found] == [Unreadable, Unreadable, Document]
    assert isinstance(found[0], Unreadable)
    assert "No such file" in found[0].problem


def test_large_file_is_reported(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MAX_FILE_BYTES", 4)

    assert [type(item) for item in read_paths([tree / "a.txt", tree / "z.csv"])] == [Unreadable, Document]
    assert isinstance(next(read_bytes(b"12345")), Unreadable)


@pytest.mark.parametrize(
    ("why", "name", "data", "text"),
    [
        ("a page by its name", "x.HTML", b"a<b>b", "ab"),
        ("a page by its beginning", None, b"\n<!DOCTYPE html><p>a<b>b", "ab"),
        ("a page by its tags", None, b"hello<br>a<b>b", "hello\nab"),
        ("code with tags in it stays as it is", "x.js", b"x = '<p>a<b>b'", "x = '<p>a<b>b'"),
        ("a text with tags in it, by its name", "x.txt", b"<p>a", "<p>a"),
        ("JSON by its form", None, b'{"a": "b"}', "a: b"),
        ("JSON Lines by its name", "x.jsonl", b'{"a": "b"}\n[1]', "a: b\n1"),
        ("Markdown by its name", "x.md", b"[a](https://b.example)", "a"),
        ("a table by its name", "x.csv", b"a,b", "a | b"),
        ("a mail by its header", None, b"From: a@b.example\nTo: c\nSubject: d\n\ne", "a@b.example\nd"),
        ("plain text", None, "客服 <3".encode(), "客服 <3"),
        ("the encoding that a page names", "x.html", "<meta charset=big5><p>您".encode("big5"), "您"),
        ("UTF-16 without a mark", None, "<p>客服电话".encode("utf-16-le"), "客服电话"),
        ("nothing", None, b"", ""),
    ],
)
def test_reader_is_chosen_by_name_and_by_content(why: str, name: str | None, data: bytes, text: str) -> None:
    found = next(read_bytes(data, name))

    assert isinstance(found, Document), why
    assert found.text == text, why
    assert found.file == name


@pytest.mark.parametrize(
    ("data", "said"), [(b"%PDF-1.7 x", "PDF"), (b"Rar!\x1a\x07\x00", "RAR"), (b"\x7fELF\x01" + bytes(99), "no text")]
)
def test_formats_that_are_not_read_are_told(data: bytes, said: str) -> None:
    (found,) = read_bytes(data)

    assert isinstance(found, Unreadable)
    assert said in found.problem


@settings(derandomize=True, deadline=None, max_examples=300)
@given(
    st.binary(max_size=400),
    st.sampled_from([None, "x.html", "x.md", "x.csv", "x.json", "x.eml", "x.txt", "x.zip", "x"]),
)
def test_any_bytes_are_read_or_reported(data: bytes, name: str | None) -> None:
    for found in read_bytes(data, name):
        assert isinstance(found, (Document, Unreadable))
        if isinstance(found, Document) and found.text:
            start, end = found.origins.span(0, len(found.text))
            assert 0 <= start < end <= len(found.original)


def test_heavy_modules_are_loaded_for_what_needs_them_only() -> None:
    program = (
        "import sys, scamguard.readers.files as files; list(files.read_bytes(b'hello', 'x.txt'));"
        "print([name for name in ('selectolax', 'zxingcpp', 'PIL', 'numpy') if name in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert run.stdout.strip() == "[]"
