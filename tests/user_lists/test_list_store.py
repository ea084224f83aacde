"""The file of a list: what was put in is found, nothing else is, and what is damaged says so."""

from __future__ import annotations

import contextlib
import os
import random
import struct
import time
import zlib
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from making_lists import BASE, written

from scamguard import DataError, Guard, Status
from scamguard.knowledge.list_format import HOST, PAGE_BYTES, PHONE, PREFIX, Head, Row, place_of_pages
from scamguard.knowledge.list_store import ListStore

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
KEYS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40)
ROWS = st.builds(Row, st.sampled_from(["", "paypal", "boc"]), WORDS, WORDS)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(rows=st.dictionaries(KEYS, ROWS, max_size=80), others=st.lists(st.text(max_size=40), max_size=20))
def test_what_was_put_in_is_found_and_nothing_else(tmp_path: Path, rows: dict[str, Row], others: list[str]) -> None:
    head = written(tmp_path / "x.list", [(HOST, key, row) for key, row in rows.items()])

    store = ListStore(str(tmp_path / "x.list"))

    assert head.values == len(rows) == store.require_whole()
    for key, row in rows.items():
        assert store.find(HOST + key) == (row,)
        assert store.find(PHONE + key) == (), "of another sort"
    for key in others:
        assert bool(store.find(HOST + key)) == (key in rows)


def test_a_label_that_is_written_like_a_key_is_no_key(tmp_path: Path) -> None:
    """One page, so that they stand together: the label first, the key behind it, and a key that is none."""
    rows = [(HOST, "a.example", Row("", "h:b.example", "h:c.example")), (HOST, "b.example", Row("", "the real one"))]
    written(tmp_path / "x.list", rows)
    store = ListStore(str(tmp_path / "x.list"))
    assert store.head.pages == 1

    assert store.find("h:b.example") == (Row("", "the real one"),)
    assert store.find("h:c.example") == ()


def test_more_than_a_page_holds(tmp_path: Path) -> None:
    """Long labels, and one value with a row for each of many platforms."""
    rows = [(HOST, f"{number}.example", Row("", "ü" * 900, "n" * 900)) for number in range(40)]
    rows += [(PHONE, "+442079460000", Row(f"platform-{number}", "l" * 50)) for number in range(60)]
    head = written(tmp_path / "x.list", rows)
    store = ListStore(str(tmp_path / "x.list"))

    assert store.require_whole() == head.values == 100
    assert all(store.find(sort + value) == (row,) for sort, value, row in rows[:40])
    assert {row.platform for row in store.find("p:+442079460000")} == {f"platform-{number}" for number in range(60)}
    assert store.find("h:40.example") == ()


def test_the_same_rows_give_the_same_bytes(tmp_path: Path) -> None:
    rows = [(HOST, f"{number}.example", Row("", str(number))) for number in range(500)]
    written(tmp_path / "a.list", rows)
    random.Random(1).shuffle(rows)
    written(tmp_path / "b.list", rows)
    changed = [*rows[1:], (HOST, "other.example", Row())]
    third = written(tmp_path / "c.list", changed)

    assert (tmp_path / "a.list").read_bytes() == (tmp_path / "b.list").read_bytes()
    assert third.id != ListStore(str(tmp_path / "a.list")).head.id


def test_a_lone_surrogate_is_on_no_list(tmp_path: Path) -> None:
    written(tmp_path / "x.list", [(HOST, "a.example", Row())])

    assert ListStore(str(tmp_path / "x.list")).find("h:\ud800") == ()


# ---- hostile files


@pytest.fixture
def good(tmp_path: Path) -> Path:
    path = tmp_path / "good.list"
    written(path, [(HOST, f"shop-{number}.example", Row("", f"label {number}")) for number in range(3000)])
    return path


def test_a_bit_that_flips_is_told_or_does_no_harm(good: Path) -> None:
    """Wherever it is: either the answer is the one that was put in, or there is none. Never another one."""
    content = good.read_bytes()
    rng = random.Random(5)
    harmless, told = 0, set[str]()
    for _ in range(400):
        place, bit = rng.randrange(len(content)), 1 << rng.randrange(8)
        flipped = bytearray(content)
        flipped[place] ^= bit
        good.write_bytes(flipped)
        try:
            store = ListStore(str(good))
            for number in (*rng.sample(range(3000), 40), 7):
                assert store.find(f"h:shop-{number}.example") == (Row("", f"label {number}"),)
                assert store.find(f"h:shop-{number}.test") == ()
            harmless += 1
        except DataError as error:
            told.add(str(error).removeprefix(f"{good}: "))
    assert told
    assert harmless < 400
    assert not any("\n" in text or str(good) in text for text in told), "one line, which begins with the place"


def test_each_damaged_page_is_found_where_it_is_asked_for(good: Path) -> None:
    """No flip within the pages goes unseen, also where what is asked for is not there."""
    content = bytearray(good.read_bytes())
    store = ListStore(str(good))
    encoded = len(msgspec.msgpack.encode(store.head))
    first = place_of_pages(encoded)
    for page in range(store.head.pages):
        content[first + page * PAGE_BYTES + page % PAGE_BYTES] ^= 0x10
    good.write_bytes(content)

    damaged = ListStore(str(good))
    for key in ("h:shop-1.example", "h:nowhere.example", "h:shop-2999.example"):
        with pytest.raises(DataError, match=r"damaged, or was written over"):
            damaged.find(key)


def _patched(path: Path, change: Callable[[bytearray], None]) -> None:
    content = bytearray(path.read_bytes())
    change(content)
    path.write_bytes(content)


def _with_head(path: Path, **changes: object) -> None:
    """Rewrites the head, with a right checksum: as somebody would who means harm."""
    content = path.read_bytes()
    magic, version, length, _ = PREFIX.unpack_from(content)
    head = msgspec.msgpack.decode(content[PREFIX.size : PREFIX.size + length], type=dict[str, object]) | changes
    encoded = msgspec.msgpack.encode(head)
    rest = content[place_of_pages(length) :]
    start = PREFIX.pack(magic, version, len(encoded), zlib.crc32(encoded)) + encoded
    path.write_bytes(start.ljust(place_of_pages(len(encoded)), b"\0") + rest)


REFUSED: list[tuple[str, Callable[[Path], object], str]] = [
    ("empty", lambda path: path.write_bytes(b""), "is no compiled list"),
    ("text", lambda path: path.write_text("value\nshop.example\n"), "is no compiled list"),
    ("magic alone", lambda path: path.write_bytes(b"scamguard-list"), "is damaged"),
    ("cut short", lambda path: os.truncate(path, path.stat().st_size - 1), "incomplete or damaged"),
    ("cut in the middle", lambda path: os.truncate(path, path.stat().st_size // 2), "incomplete or damaged"),
    ("cut within the head", lambda path: os.truncate(path, 40), "is damaged"),
    ("longer", lambda path: path.write_bytes(path.read_bytes() + b"x"), "incomplete or damaged"),
    ("newer format", lambda path: _patched(path, lambda c: c.__setitem__(15, 2)), "has format 2, this scamguard"),
    ("older format", lambda path: _patched(path, lambda c: c.__setitem__(15, 0)), "has format 0, this scamguard"),
    (
        "a head of 4 GB",
        lambda path: _patched(path, lambda c: struct.pack_into(">I", c, 16, 0xFFFFFFFF)),
        "is damaged",
    ),
    ("no pages", lambda path: _with_head(path, pages=0), "incomplete or damaged"),
    ("fewer than no pages", lambda path: _with_head(path, pages=-1), "incomplete or damaged"),
    ("a huge number of pages", lambda path: _with_head(path, pages=2**62), "incomplete or damaged"),
    ("more pages than there are", lambda path: _with_head(path, pages=100_000), "incomplete or damaged"),
    ("a head of other types", lambda path: _with_head(path, sense="maybe"), "is damaged"),
    ("a head with more in it", lambda path: _with_head(path, extra=1), "is damaged"),
]


@pytest.mark.parametrize(("harm", "message"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED])
def test_what_is_no_list_is_refused_in_one_line(good: Path, harm: Callable[[Path], object], message: str) -> None:
    harm(good)

    with pytest.raises(DataError, match=message) as caught:
        BASE.with_lists(good)

    assert "\n" not in str(caught.value)


def test_a_page_that_says_it_is_elsewhere_out_of_bounds(tmp_path: Path) -> None:
    """With right checksums: a map outside of the file, a huge one, and one that is no map."""
    path = tmp_path / "x.list"
    head = written(path, [(HOST, "a.example", Row())])
    first = place_of_pages(len(msgspec.msgpack.encode(head)))
    seed = zlib.crc32(head.id.encode())
    for place, length in ((2**60, 10), (0, 0xFFFFFFFF), (2**63 - 1, 1), (first, 20)):
        content = struct.pack("<BQI", 0xC0, place, length).ljust(PAGE_BYTES - 4, b"\0")
        page = content + zlib.crc32(content, seed).to_bytes(4, "little")
        _patched(path, lambda c, page=page: c.__setitem__(slice(first, first + PAGE_BYTES), page))  # type: ignore[misc]
        with pytest.raises(DataError):
            ListStore(str(path)).find("h:a.example")


@pytest.mark.parametrize("content", [b"\xff" * 500, b"\xde\xff\xff", b"\x81\xabh:a.example\xc4\xff\x91", b""])
def test_a_page_of_rubbish_with_a_right_checksum(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.list"
    head = written(path, [(HOST, "a.example", Row())])
    first = place_of_pages(len(msgspec.msgpack.encode(head)))
    filled = content.ljust(PAGE_BYTES - 6, b"\0") + len(content).to_bytes(2, "little")
    page = filled + zlib.crc32(filled, zlib.crc32(head.id.encode())).to_bytes(4, "little")
    _patched(path, lambda c: c.__setitem__(slice(first, first + PAGE_BYTES), page))
    store = ListStore(str(path))

    with contextlib.suppress(DataError):
        assert store.find("h:a.example") == ()
    with pytest.raises(DataError):
        store.require_whole()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes in its file system")
def test_a_pipe_and_a_folder_are_no_files(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    start = time.monotonic()
    for place in (tmp_path / "pipe", tmp_path, tmp_path / "nothing"):
        with pytest.raises(DataError, match=r"is no file|cannot be read: No such file"):
            BASE.with_lists(place)
    assert time.monotonic() - start < 5, "nobody waits for a writer"


# ---- exchanged while it is in use


def test_a_list_that_is_renamed_into_place_leaves_the_open_one_whole(good: Path, tmp_path: Path) -> None:
    guard = Guard(BASE.with_lists(good))
    written(tmp_path / "new.list", [(HOST, "other.example", Row())])
    (tmp_path / "new.list").replace(good)

    assert guard.check("shop-1.example").status is Status.SUSPICIOUS
    assert guard.check("other.example").status is Status.UNVERIFIED
    assert Guard(BASE.with_lists(good)).check("other.example").status is Status.SUSPICIOUS


def test_a_list_that_is_written_over_or_cut_short_in_use_is_an_error(good: Path, tmp_path: Path) -> None:
    """A mapped file would end the process; a read one says so, and never answers from another list."""
    guard = Guard(BASE.with_lists(good))
    content = good.read_bytes()
    assert guard.check("shop-1.example").status is Status.SUSPICIOUS
    harms: list[Callable[[], None]] = [
        lambda: os.truncate(good, 0),
        lambda: os.truncate(good, 5000),
        lambda: written_over(good, tmp_path),
    ]
    for harm in harms:
        harm()
        with pytest.raises(DataError, match=r"written over while it was in use"):
            guard.check("shop-1.example")
    good.write_bytes(content)
    assert guard.check("shop-1.example").status is Status.SUSPICIOUS, "back as it was"


def written_over(path: Path, folder: Path) -> None:
    """Writes another list of the same size into the same file, as `cp` does."""
    rows = [(HOST, f"shop-{number}.example", Row("", f"label {number}")) for number in range(3000)]
    written(folder / "other.list", rows, "Other")
    with path.open("r+b") as file:
        file.write((folder / "other.list").read_bytes())
        file.truncate()


def test_files_are_closed(good: Path) -> None:
    descriptors = Path("/proc/self/fd")
    if not descriptors.exists():
        pytest.skip("this system does not say which files are open")
    before = len(list(descriptors.iterdir()))
    for _ in range(50):
        ListStore(str(good)).find("h:shop-1.example")
        with pytest.raises(DataError):
            ListStore(str(good), "another")
    assert len(list(descriptors.iterdir())) <= before + 2


def test_the_head_is_what_was_said(good: Path) -> None:
    head = ListStore(str(good)).head

    assert isinstance(head, Head)
    assert (head.sense, head.name, head.publisher, head.date) == ("deny", "Test", "Acme Ltd", "2026-11-01")
    assert (head.values, head.sorts, head.labels) == (3000, ("h:",), 2)
