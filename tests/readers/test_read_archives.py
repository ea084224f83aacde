"""Archives: their members under their names, and never more of them than the bounds."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scamguard.model.document import Document, Unreadable
from scamguard.readers import archives
from scamguard.readers.files import read_bytes

MEMBERS = {"dir/page.html": b"<p>131<b>2289", "b.txt": "客服".encode("gb18030"), "c.json": b'{"a": "b"}'}
TEXTS = {"dir/page.html": "1312289", "b.txt": "客服", "c.json": "a: b"}


def zipped(members: dict[str, bytes], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", packing) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def tarred(members: dict[str, bytes], form: int = tarfile.PAX_FORMAT) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=form) as archive:
        folder = tarfile.TarInfo("dir")
        folder.type = tarfile.DIRTYPE
        archive.addfile(folder)
        link = tarfile.TarInfo("link")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


def found_in(data: bytes, name: str) -> tuple[dict[str, str], dict[str, str]]:
    """Returns the texts of the documents, and the problems, by their names."""
    texts, problems = {}, {}
    for found in read_bytes(data, name):
        if isinstance(found, Unreadable):
            problems[found.file] = found.problem
        else:
            texts[str(found.file)] = found.text
    return texts, problems


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.zip", zipped(MEMBERS)),
        ("a.zip", zipped(MEMBERS, zipfile.ZIP_STORED)),
        ("a.zip", zipped(MEMBERS, zipfile.ZIP_LZMA)),
        ("a.tar", tarred(MEMBERS)),
        ("a.tar", tarred(MEMBERS, tarfile.GNU_FORMAT)),
        ("a.tar.gz", gzip.compress(tarred(MEMBERS))),
        ("a.tgz", gzip.compress(tarred(MEMBERS))),
        ("a.tar.bz2", bz2.compress(tarred(MEMBERS))),
        ("a.tar.xz", lzma.compress(tarred(MEMBERS))),
        ("without an ending", gzip.compress(zipped(MEMBERS)))
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_members_are_read_under_their_names(name: str, data: bytes) -> None:
    texts, problems = found_in(data, name)
    place = name if "." in name else f"{name}!/{name}"

    assert texts == {f"{place}!/{member}": text for member, text in TEXTS.items()}
    assert not problems


def test_packed_file_is_read_by_its_own_name() -> None:
    assert found_in(gzip.compress(b"<p>a<b>b"), "x/page.html.gz")[0] == {"x/page.html.gz!/page.html": "ab"}


def test_archives_within_archives_are_read_to_a_depth() -> None:
    data = zipped({"x.txt": b"hi"})
    for _ in range(3):
        data = zipped({"a.zip": data})
    assert found_in(data, "a.zip")[0] == {"a.zip!/a.zip!/a.zip!/a.zip!/x.txt": "hi"}

    for _ in range(9):
        data = zipped({"a.zip": data})
    texts, problems = found_in(data, "a.zip")
    assert not texts
    assert len(problems) == 1


def test_name_that_windows_wrote_in_chinese_is_read() -> None:
    data = zipped({"aaaa.txt": b"x"}).replace(b"aaaa", "客服".encode("gb18030"))

    assert found_in(data, "a.zip")[0] == {"a.zip!/客服.txt": "x"}


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress], ids=["gz", "bz2", "xz"])
def test_bomb_in_a_packed_file_is_refused(pack: object) -> None:
    assert callable(pack)
    texts, problems = found_in(pack(bytes(100_000_000)), "bomb.txt")

    assert not texts
    assert "too large" in problems["bomb.txt"]


def test_bomb_in_a_zip_is_refused_and_the_rest_goes_on() -> None:
    texts, problems = found_in(zipped({"bomb.txt": bytes(50_000_000), "x.txt": b"hi"}), "a.zip")

    assert texts == {"a.zip!/x.txt": "hi"}
    assert "too large" in problems["a.zip!/bomb.txt"]


def test_many_members_are_read_up_to_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MAX_MEMBERS", 5)
    texts, problems = found_in(zipped({f"{n}.txt": b"x" for n in range(9)}), "a.zip")

    assert len(texts) == 5
    assert "the rest was not read" in problems["a.zip"]


def test_members_together_are_read_up_to_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MAX_UNPACKED_BYTES", 100)
    inner = zipped({f"{n}.txt": b"x" * 30 for n in range(9)}, zipfile.ZIP_STORED)
    texts, problems = found_in(inner, "a.zip")

    assert len(texts) == 3
    assert problems


def test_encrypted_member_is_reported() -> None:
    data = bytearray(zipped({"x.txt": b"hi"}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1

    assert found_in(bytes(data), "a.zip")[1] == {"a.zip!/x.txt": "it is encrypted"}


@pytest.mark.parametrize(
    "data", [zipped(MEMBERS), tarred(MEMBERS), gzip.compress(tarred(MEMBERS)), lzma.compress(b"x" * 999)]
)
def test_archive_that_is_cut_is_reported(data: bytes) -> None:
    for end in (len(data) // 2, len(data) - 5):
        found = list(read_bytes(data[:end], "a"))
        assert found


@settings(derandomize=True, deadline=None, max_examples=300)
@given(
    st.sampled_from(
        [zipped(MEMBERS), tarred(MEMBERS), tarred(MEMBERS, tarfile.GNU_FORMAT), gzip.compress(b"hello" * 20)]
    ),
    st.lists(st.tuples(st.integers(0, 3000), st.integers(0, 255)), max_size=6),
)
def test_damaged_archives_are_read_or_reported(data: bytes, changes: list[tuple[int, int]]) -> None:
    damaged = bytearray(data)
    for place, value in changes:
        damaged[place % len(damaged)] = value

    for found in read_bytes(bytes(damaged), "a"):
        assert isinstance(found, (Document, Unreadable))


@pytest.mark.parametrize("size", [b"\xff" * 12, b"\x80" + bytes(11), b"77777777777\x00", b"-0000000512\x00"])
def test_tar_with_an_impossible_size_ends(size: bytes) -> None:
    data = bytearray(tarred({"x.txt": b"hi"}))
    start = data.index(b"x.txt")
    data[start + 124 : start + 136] = size
    data[start + 148 : start + 156] = b" " * 8
    data[start + 148 : start + 156] = b"%06o\x00 " % sum(data[start : start + 512])

    assert list(read_bytes(bytes(data), "a.tar"))
