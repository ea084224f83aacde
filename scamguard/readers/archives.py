"""Archives: zip, tar, and files packed with gzip, bzip2 or xz; never more of them than the bounds below."""

from __future__ import annotations

import bz2
import io
import lzma
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from typing import Final, NamedTuple, Protocol

from scamguard.model.document import Document, Unreadable

#: Most members that are read of one file, archives within it included.
MAX_MEMBERS: Final = 10_000
#: Most bytes that all members of one file have together, unpacked.
MAX_UNPACKED_BYTES: Final = 500_000_000
#: Most times that a member is as large as it was packed; small ones may pass it.
MAX_RATIO: Final = 250
SMALL_BYTES: Final = 16_000_000
#: Deepest nesting of archives, and of mails within mails.
MAX_DEPTH: Final = 5
#: How much is unpacked at once, in bytes.
_STEP: Final = 1 << 18
#: Most entries that an archive lists, folders and links included.
_MAX_HEADERS: Final = 2 * MAX_MEMBERS

#: What the libraries raise for archives that are damaged, encrypted, or packed in ways that they do not know.
_DAMAGED: Final = (
    zipfile.BadZipFile, tarfile.TarError, zlib.error, lzma.LZMAError, EOFError, OSError, ValueError, RuntimeError,
    NotImplementedError, struct.error, IndexError, KeyError, OverflowError, RecursionError, TypeError, AttributeError,
)  # fmt: skip

#: Reads a member: its bytes and its name in, documents out.
ReadMember = Callable[[bytes, str], Iterator[Document | Unreadable]]


class Member(NamedTuple):
    """A file of an archive, unpacked; `problem` says why it could not be."""

    name: str
    data: bytes
    problem: str = ""


class Budget:
    """What one file may still cost, shared by all archives within it."""

    def __init__(self) -> None:
        self.members = MAX_MEMBERS
        self.bytes = MAX_UNPACKED_BYTES

    def limit(self, packed: int) -> int:
        """Returns how many bytes something of a packed size may have."""
        return max(0, min(self.bytes, max(SMALL_BYTES, packed * MAX_RATIO)))

    def spend(self, size: int) -> None:
        """Counts a member."""
        self.members -= 1
        self.bytes -= size


def is_zip(data: bytes) -> bool:
    """Answers whether bytes are a zip archive."""
    return data.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def is_tar(data: bytes) -> bool:
    """Answers whether bytes are a tar archive (POSIX.1-1988 and later)."""
    return data[257:262] == b"ustar"


def packing_of(data: bytes) -> str | None:
    """Returns how a single file is packed: "gz", "bz2", "xz"; None where it is not."""
    if data.startswith(b"\x1f\x8b\x08"):
        return "gz"
    if data.startswith(b"BZh") and data[4:10] == b"1AY&SY":
        return "bz2"
    return "xz" if data.startswith(b"\xfd7zXZ\x00") else None


def read_archive(data: bytes, name: str, budget: Budget, read_member: ReadMember) -> Iterator[Document | Unreadable]:
    """Yields what is in the members of an archive, each named behind it: "shop.zip!/page.html"."""
    try:
        for member in (_zip_members if is_zip(data) else _tar_members)(data, budget):
            place = f"{name}!/{member.name}"
            if member.problem:
                yield Unreadable(place, member.problem)
            else:
                yield from read_member(member.data, place)
            if budget.members <= 0 or budget.bytes <= 0:
                yield Unreadable(name, _TOO_MUCH)
                return
    except _DAMAGED as error:
        yield Unreadable(name, f"the archive is damaged: {_said(error)}")


def unpack(data: bytes, name: str, budget: Budget) -> Member:
    """Returns the one file that is packed with gzip, bzip2 or xz, under its own name, without folders."""
    kind = packing_of(data)
    inner = _inner_name(name.rpartition("/")[2], kind or "")
    stream: _Decompressor = bz2.BZ2Decompressor() if kind == "bz2" else _xz() if kind == "xz" else _Gzip()
    try:
        unpacked = _bounded(stream, data, budget.limit(len(data)))
    except _DAMAGED as error:
        return Member(inner, b"", f"the packed file is damaged: {_said(error)}")
    if unpacked is None:
        return Member(inner, b"", _TOO_LARGE)
    budget.spend(len(unpacked))
    return Member(inner, unpacked)


_TOO_LARGE: Final = "it is too large when unpacked"
_TOO_MUCH: Final = (
    f"it holds more than {MAX_MEMBERS:,} files or {MAX_UNPACKED_BYTES // 1_000_000} MB; the rest was not read"
)


class _Decompressor(Protocol):
    """What unpacks a stream piece by piece."""

    @property
    def eof(self) -> bool: ...
    @property
    def needs_input(self) -> bool: ...
    def decompress(self, data: bytes, max_length: int = -1, /) -> bytes: ...


class _Gzip:
    """Unpacks gzip as the other two are unpacked; of several members joined, the first."""

    def __init__(self) -> None:
        self._stream = zlib.decompressobj(wbits=31)

    @property
    def eof(self) -> bool:
        return self._stream.eof

    @property
    def needs_input(self) -> bool:
        return not self._stream.unconsumed_tail

    def decompress(self, data: bytes, max_length: int = -1, /) -> bytes:
        return self._stream.decompress(self._stream.unconsumed_tail + data, max_length)


def _xz() -> lzma.LZMADecompressor:
    return lzma.LZMADecompressor(memlimit=MAX_UNPACKED_BYTES)


def _bounded(stream: _Decompressor, data: bytes, limit: int) -> bytes | None:
    """Returns what a stream unpacks to, None where that is more than the limit."""
    parts: list[bytes] = []
    size = at = 0
    while not stream.eof:
        piece = b""
        if stream.needs_input:
            piece = data[at : at + _STEP]
            at += len(piece)
            if not piece:
                raise EOFError("it ends too early")
        part = stream.decompress(piece, _STEP)
        size += len(part)
        if size > limit:
            return None
        parts.append(part)
    return b"".join(parts)


def _inner_name(name: str, kind: str) -> str:
    """Returns the name of a packed file: "page.html" of "page.html.gz", "shop.tar" of "shop.tgz"."""
    lower = name.lower()
    for ending, instead in ((f".{kind}", ""), (".tgz", ".tar"), (".tbz2", ".tar"), (".tbz", ".tar"), (".txz", ".tar")):
        if lower.endswith(ending):
            return name[: -len(ending)] + instead
    return name


def _zip_members(data: bytes, budget: Budget) -> Iterator[Member]:
    if data.count(b"PK\x01\x02") > _MAX_HEADERS:
        raise zipfile.BadZipFile(f"it lists more than {_MAX_HEADERS:,} entries")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for info in archive.infolist():
            if not info.is_dir():
                yield _zip_member(archive, info, budget)


def _zip_member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, budget: Budget) -> Member:
    name = _zip_name(info)
    limit = budget.limit(info.compress_size)
    if info.flag_bits & 1:
        return Member(name, b"", "it is encrypted")
    try:
        with archive.open(info) as file:
            data = file.read(limit + 1)
    except _DAMAGED as error:
        budget.spend(0)
        return Member(name, b"", f"it is damaged: {_said(error)}")
    budget.spend(len(data))
    return Member(name, b"", _TOO_LARGE) if len(data) > limit else Member(name, data)


def _zip_name(info: zipfile.ZipInfo) -> str:
    """Returns a member's name; Windows in Chinese writes names in its own encoding, which zipfile takes for another."""
    if not info.flag_bits & 0x800 and not info.filename.isascii():
        try:
            return info.filename.encode("cp437").decode("gb18030")
        except UnicodeError:
            pass
    return info.filename


def _tar_members(data: bytes, budget: Budget) -> Iterator[Member]:
    with tarfile.open(fileobj=io.BytesIO(data), mode="r:", errors="replace") as archive:
        done, count = -1, 0
        while (info := archive.next()) is not None:
            count += 1
            if archive.offset <= done or count > _MAX_HEADERS:
                raise tarfile.ReadError("its headers lead backwards, or nowhere")
            done = archive.offset
            if info.isreg():
                yield _tar_member(archive, info, budget)


def _tar_member(archive: tarfile.TarFile, info: tarfile.TarInfo, budget: Budget) -> Member:
    limit = budget.limit(info.size)
    file = archive.extractfile(info)
    data = file.read(limit + 1) if file is not None and 0 <= info.size <= limit else None
    budget.spend(len(data or b""))
    return Member(info.name, b"", _TOO_LARGE) if data is None else Member(info.name, data)


def _said(error: BaseException) -> str:
    return (str(error) or type(error).__name__)[:200]
