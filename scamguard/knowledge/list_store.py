"""A compiled user list, read in place: opening it costs the same whatever its size, and so does a look-up."""

from __future__ import annotations

import functools
import os
import stat
import sys
import zlib
from typing import Final

import msgspec

from scamguard.errors import DataError
from scamguard.knowledge.list_format import (
    CHECKSUM_BYTES,
    ELSEWHERE,
    ELSEWHERE_MARK,
    END,
    FORMAT,
    MAGIC,
    MAX_HEAD_BYTES,
    MAX_MAP_BYTES,
    MAX_PAGES,
    PAGE_BYTES,
    PAGE_END,
    PREFIX,
    RESIDUE,
    Head,
    Row,
    place_of_pages,
    seed_of,
)

_AGAIN: Final = "build it again: scamguard data list build"
_DAMAGED: Final = f"is damaged; {_AGAIN}"
_CHANGED: Final = "is damaged, or was written over while it was in use; put a new list in its place by renaming it"
#: Windows only: everywhere else a file is bytes.
_BINARY: Final = getattr(os, "O_BINARY", 0)
#: So that a pipe in the place of a file is seen, and not waited for.
_NONBLOCK: Final = getattr(os, "O_NONBLOCK", 0)
#: How MessagePack begins up to 255 bytes; their number follows.
_SHORT_BYTES: Final = 0xC4
_to_msgpack: Final = msgspec.msgpack.Encoder().encode
_map_decoder = msgspec.msgpack.Decoder(dict[str, bytes])
_rows_decoder = msgspec.msgpack.Decoder(tuple[Row, ...])


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

    __slots__ = ("_file", "_first", "_pages", "_read", "_seed", "head", "path")

    def __init__(self, path: str, list_id: str | None = None) -> None:
        self.path = os.path.abspath(path)
        self._file = _Pieces(self.path)
        self._read = self._file.read
        self.head, self._first = self._read_head()
        if list_id is not None and self.head.id != list_id:
            raise DataError(self.path, "is another list than the one that was opened before")
        self._pages = self.head.pages
        self._seed = seed_of(self.head.id)

    def find(self, key: str) -> tuple[Row, ...]:
        """Returns what the list says of a key (`list_format`); nothing where it does not have it.

        Raises:
            DataError: what is read of the file does not fit its checksum.
        """
        try:
            wanted = _to_msgpack(key)
        except UnicodeEncodeError:  # a lone surrogate: no text, and so on no list
            return ()
        number = zlib.crc32(wanted) * self._pages >> 32  # page_of, without a call
        page = self._page(number)
        at = page.find(wanted)
        if at < 0 and page[0] != ELSEWHERE_MARK:
            return ()
        end = at + len(wanted)
        try:
            if at > 0 and page[end] == _SHORT_BYTES:  # the key itself, and no label that is written like it
                return _rows_decoder.decode(page[end + 2 : end + 2 + page[end + 1]])
            rows = _map_decoder.decode(self._map_in(page, number)).get(key)
            return () if rows is None else _rows_decoder.decode(rows)
        except (msgspec.DecodeError, UnicodeDecodeError, IndexError):
            raise DataError(self.path, _DAMAGED) from None

    def _page(self, number: int) -> bytes:
        """Returns a page, checked."""
        try:
            page = self._read(PAGE_BYTES, self._first + PAGE_BYTES * number)
        except OSError as error:
            raise DataError(self.path, f"cannot be read: {error.strerror}") from None
        if zlib.crc32(page, self._seed ^ number) != RESIDUE or not page:
            raise DataError(self.path, _CHANGED)
        return page

    def _map_in(self, page: bytes, number: int) -> bytes:
        """Returns the map of a page, from wherever it is."""
        if page[0] != ELSEWHERE_MARK:
            length, _ = PAGE_END.unpack_from(page, PAGE_BYTES - PAGE_END.size)
            return page[:length]
        _, place, length = ELSEWHERE.unpack_from(page)
        if length > MAX_MAP_BYTES or place + length > self._file.size:
            raise DataError(self.path, _DAMAGED)
        content = self._read(length + CHECKSUM_BYTES, place)
        if zlib.crc32(content, self._seed ^ number) != RESIDUE:
            raise DataError(self.path, _CHANGED)
        return content[:length]

    def require_whole(self) -> int:
        """Returns how many values there are, after reading all of them.

        Raises:
            DataError: a part of the file is damaged.
        """
        values = 0
        for number in range(self._pages):
            try:
                for rows in _map_decoder.decode(self._map_in(self._page(number), number)).values():
                    values += len(_rows_decoder.decode(rows))
            except (msgspec.DecodeError, UnicodeDecodeError):
                raise DataError(self.path, _DAMAGED) from None
        return values

    def _read_head(self) -> tuple[Head, int]:
        """Returns the head, and where the directory begins; everything that the head says is held to the file."""
        prefix = self._read(PREFIX.size, 0)
        if not prefix.startswith(MAGIC):
            raise DataError(self.path, "is no compiled list; make one of it: scamguard data list build")
        if len(prefix) < PREFIX.size:
            raise DataError(self.path, _DAMAGED)
        _, version, length, checksum = PREFIX.unpack(prefix)
        if version != FORMAT:
            raise DataError(self.path, f"has format {version}, this scamguard reads format {FORMAT}; {_AGAIN}")
        encoded = self._read(min(length, MAX_HEAD_BYTES), PREFIX.size)
        if len(encoded) != length or zlib.crc32(encoded) != checksum:
            raise DataError(self.path, _DAMAGED)
        try:
            head = msgspec.msgpack.decode(encoded, type=Head)
        except (msgspec.DecodeError, UnicodeDecodeError):
            raise DataError(self.path, _DAMAGED) from None
        return head, self._first_page(head, length)

    def _first_page(self, head: Head, length: int) -> int:
        """Returns where the pages begin, where the file is as long as it says, and holds them."""
        first, size = place_of_pages(length), self._file.size
        if not 0 < head.pages <= MAX_PAGES or first + head.pages * PAGE_BYTES + END.size > size:
            raise DataError(self.path, f"is incomplete or damaged; {_AGAIN}")
        if self._read(END.size, size - END.size) != END.pack(size):
            raise DataError(self.path, f"is incomplete or damaged; {_AGAIN}")
        return first


if sys.platform != "win32":

    class _Pieces:
        """Reads pieces of one file, by place."""

        __slots__ = ("_descriptor", "read", "size")

        def __init__(self, path: str) -> None:
            self._descriptor = -1
            self._descriptor, self.size = _opened(path)

            #: Returns so many bytes from a place on; fewer at the end of the file.
            self.read = functools.partial(os.pread, self._descriptor)

        def __del__(self) -> None:
            if self._descriptor >= 0:
                os.close(self._descriptor)

else:

    class _Pieces:
        """Reads pieces of one file, by place."""

        __slots__ = ("_map", "size")

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
