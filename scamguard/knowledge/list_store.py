"""A compiled user list, read in place: opening it costs the same whatever its size, and so does a look-up."""

from __future__ import annotations

import os
import stat
import struct
import sys
import zlib
from typing import Final

import msgspec

from scamguard.errors import DataError
from scamguard.knowledge.list_format import (
    END,
    ENTRY,
    FORMAT,
    MAGIC,
    MAX_BITS,
    MAX_BLOCK_BYTES,
    MAX_HEAD_BYTES,
    PREFIX,
    SPAN,
    Head,
    Row,
    seed_of,
)

_AGAIN: Final = "build it again: scamguard data list build"
_DAMAGED: Final = f"is damaged; {_AGAIN}"
_CHANGED: Final = "is damaged, or was written over while it was in use; put a new list in its place by renaming it"
#: Windows only: everywhere else a file is bytes.
_BINARY: Final = getattr(os, "O_BINARY", 0)
#: So that a pipe in the place of a file is seen, and not waited for.
_NONBLOCK: Final = getattr(os, "O_NONBLOCK", 0)
_block_decoder = msgspec.msgpack.Decoder(dict[str, tuple[Row, ...]])


class ListStore:
    """The values of one list, with what is said of each. Safe to share between threads, and after a fork.

    Pieces are read, not mapped: a mapped file that somebody cuts short ends the process (SIGBUS), a read fails with a
    sentence. Windows, which has no `pread`, lets nobody cut a mapped file short.

    Args:
        path: a file that `scamguard data list build` has written.
        list_id: the id that it must have, where it was open before.

    Raises:
        DataError: the file cannot be used; the message says why.
    """

    __slots__ = ("_blocks", "_directory", "_file", "_seed", "_shift", "head", "path")

    def __init__(self, path: str, list_id: str | None = None) -> None:
        self.path = os.path.abspath(path)
        self._file = _Pieces(self.path)
        self.head, self._directory = self._read_head()
        if list_id is not None and self.head.id != list_id:
            raise DataError(self.path, "is another list than the one that was opened before")
        self._shift = 32 - self.head.bits
        self._blocks = self._directory + (ENTRY.size << self.head.bits) + END.size
        self._seed = seed_of(self.head.id)

    def find(self, key: str) -> tuple[Row, ...]:
        """Returns what the list says of a key (`list_format`); nothing where it does not have it.

        Raises:
            DataError: what is read of the file does not fit its checksum.
        """
        wanted = key.encode("utf-8", "surrogatepass")
        number = zlib.crc32(wanted) >> self._shift
        content = self.block(number)
        if wanted not in content:
            return ()
        try:
            return _block_decoder.decode(content).get(key, ())
        except (msgspec.DecodeError, UnicodeDecodeError):
            raise DataError(self.path, _DAMAGED) from None

    def block(self, number: int) -> bytes:
        """Returns a block as it is stored, checked.

        Raises:
            DataError: it does not fit its checksum.
        """
        try:
            begin, checksum, end = SPAN.unpack(self._file.read(SPAN.size, self._directory + ENTRY.size * number))
        except struct.error:  # the file has become shorter
            raise DataError(self.path, _CHANGED) from None
        length = end - begin
        if begin < self._blocks or not 0 < length <= MAX_BLOCK_BYTES or end > self._file.size:
            raise DataError(self.path, _CHANGED)
        content = self._file.read(length, begin)
        if zlib.crc32(content, self._seed ^ number) != checksum:
            raise DataError(self.path, _CHANGED)
        return content

    def require_whole(self) -> int:
        """Returns how many keys there are, after reading all of them.

        Raises:
            DataError: a part of the file is damaged.
        """
        keys = 0
        for number in range(1 << self.head.bits):
            try:
                keys += len(_block_decoder.decode(self.block(number)))
            except (msgspec.DecodeError, UnicodeDecodeError):
                raise DataError(self.path, _DAMAGED) from None
        return keys

    def _read_head(self) -> tuple[Head, int]:
        """Returns the head, and where the directory begins; everything that the head says is held to the file."""
        prefix = self._file.read(PREFIX.size, 0)
        if not prefix.startswith(MAGIC):
            raise DataError(self.path, "is no compiled list; make one of it: scamguard data list build")
        if len(prefix) < PREFIX.size:
            raise DataError(self.path, _DAMAGED)
        _, version, length, checksum = PREFIX.unpack(prefix)
        if version != FORMAT:
            raise DataError(self.path, f"has format {version}, this scamguard reads format {FORMAT}; {_AGAIN}")
        encoded = self._file.read(min(length, MAX_HEAD_BYTES), PREFIX.size)
        if len(encoded) != length or zlib.crc32(encoded) != checksum:
            raise DataError(self.path, _DAMAGED)
        try:
            head = msgspec.msgpack.decode(encoded, type=Head)
        except (msgspec.DecodeError, UnicodeDecodeError):
            raise DataError(self.path, _DAMAGED) from None
        directory = PREFIX.size + length
        if not 1 <= head.bits <= MAX_BITS:
            raise DataError(self.path, _DAMAGED)
        end = self._file.read(END.size, directory + (ENTRY.size << head.bits))
        if end != END.pack(self._file.size):
            raise DataError(self.path, f"is incomplete or damaged; {_AGAIN}")
        return head, directory


if sys.platform != "win32":

    class _Pieces:
        """Reads pieces of one file, by place."""

        __slots__ = ("_descriptor", "_path", "size")

        def __init__(self, path: str) -> None:
            self._descriptor = -1
            self._path = path
            self._descriptor, self.size = _opened(path)

        def read(self, count: int, place: int) -> bytes:
            """Returns so many bytes from a place on; fewer at the end of the file."""
            try:
                return os.pread(self._descriptor, count, place)
            except (OSError, OverflowError) as error:
                raise DataError(self._path, f"cannot be read: {error}") from None

        def __del__(self) -> None:
            if self._descriptor >= 0:
                os.close(self._descriptor)

else:

    class _Pieces:
        """Reads pieces of one file, by place."""

        __slots__ = ("_map", "_path", "size")

        def __init__(self, path: str) -> None:
            import mmap

            descriptor, self.size = _opened(path)
            try:
                self._map = mmap.mmap(descriptor, 0, access=mmap.ACCESS_READ)
            except (OSError, ValueError) as error:  # ValueError: it is empty
                raise DataError(path, f"cannot be read: {error}") from None
            finally:
                os.close(descriptor)

        def read(self, count: int, place: int) -> bytes:
            """Returns so many bytes from a place on; fewer at the end of the file."""
            return self._map[place : place + count]


def _opened(path: str) -> tuple[int, int]:
    """Returns a descriptor of a plain file, and its size."""
    try:
        descriptor = os.open(path, os.O_RDONLY | _BINARY | _NONBLOCK)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise DataError(path, f"cannot be read: {reason}") from None
    found = os.fstat(descriptor)
    if not stat.S_ISREG(found.st_mode):
        os.close(descriptor)
        raise DataError(path, "is no file")
    return descriptor, found.st_size
