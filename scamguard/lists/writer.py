"""Writes a compiled list (`scamguard.knowledge.list_format`): the same rows give the same bytes."""

from __future__ import annotations

import itertools
import os
import zlib
from collections.abc import Iterator
from contextlib import suppress
from hashlib import sha256
from typing import IO, Final

import msgspec

from scamguard.errors import DataError
from scamguard.knowledge.list_format import (
    CHECKSUM_BYTES,
    ELSEWHERE,
    ELSEWHERE_MARK,
    END,
    FORMAT,
    HOST,
    MAGIC,
    MAIL_DOMAIN,
    MAX_MAP_BYTES,
    MAX_PAGES,
    PAGE_BYTES,
    PAGE_END,
    PREFIX,
    USUAL_MAP_BYTES,
    Head,
    Row,
    page_of,
    place_of_pages,
    seed_of,
)

_MAX_ROW_BYTES: Final = 4096
_HASH_BYTES: Final = 4
_Record = tuple[str, Row]
_decoder = msgspec.msgpack.Decoder(_Record)


class ListWriter:
    """Collects the rows of a list, about a hundred bytes of memory for each, and writes the file.

    Args:
        head: what the list says of itself; the rest of the head is worked out.
    """

    def __init__(self, head: Head) -> None:
        self._head = head
        self._records: list[bytes] = []
        self._sorts: set[str] = set()
        self._labels = 0
        #: Rows that stood there before, word for word, or say another thing of the same value and platform.
        self.repeated = 0

    def add(self, sort: str, canonical: str, row: Row) -> None:
        """Takes one row.

        Raises:
            DataError: its words are too long.
        """
        record = msgspec.msgpack.encode((sort + canonical, row))
        if len(record) > _MAX_ROW_BYTES:
            raise DataError("row", f"label and note are longer than {_MAX_ROW_BYTES:,} bytes together")
        # Sorted by its hash first: what shares a block stands together, and so does what has the same key.
        checksum = zlib.crc32(msgspec.msgpack.encode(sort + canonical))
        self._records.append(checksum.to_bytes(_HASH_BYTES, "big") + record)
        self._sorts.add(sort)
        if sort in (HOST, MAIL_DOMAIN):
            self._labels = max(self._labels, canonical.count(".") + 1)

    def write(self, path: str) -> Head:
        """Writes the list, in the place of one that is there; whoever reads that one goes on reading it.

        Raises:
            DataError: it cannot be written, or too many values share a block, which no honest list comes near.
        """
        records = _without_repeats(sorted(self._records))
        self.repeated = len(self._records) - len(records)
        head = self._finished(records)
        part = f"{path}.{os.getpid()}.part"
        try:
            with open(part, "xb") as file:
                _fill(file, head, records, path)
                file.flush()
                os.fsync(file.fileno())
            os.replace(part, path)
        except OSError as error:
            raise DataError(path, f"cannot be written: {error.strerror or error}") from None
        finally:
            with suppress(OSError):
                os.unlink(part)
        return head

    def _finished(self, records: list[bytes]) -> Head:
        digest = sha256(msgspec.msgpack.encode(self._head))
        for record in records:
            digest.update(record)
        return msgspec.structs.replace(
            self._head,
            id=digest.hexdigest()[:16],
            values=len(records),
            sorts=tuple(sorted(self._sorts)),
            labels=self._labels,
            pages=min(max(1, sum(map(len, records)) // USUAL_MAP_BYTES), MAX_PAGES),
        )


def _without_repeats(records: list[bytes]) -> list[bytes]:
    """Returns sorted records; of those about one value and one platform, the first by its words."""
    kept: list[bytes] = []
    for _, group in itertools.groupby(records, _hash_of):
        alike = list(group)
        if len(alike) > 1:  # the same value, or by chance the same CRC-32
            first: dict[tuple[str, str], bytes] = {}
            for record in alike:
                key, row = _decoder.decode(record[_HASH_BYTES:])
                first.setdefault((key, row.platform), record)
            alike = list(first.values())
        kept += alike
    return kept


def _hash_of(record: bytes) -> bytes:
    return record[:_HASH_BYTES]


def _fill(file: IO[bytes], head: Head, records: list[bytes], path: str) -> None:
    """Writes the head, the pages, the maps that are too long for them, and the size of all."""
    seed = seed_of(head.id)
    encoded = msgspec.msgpack.encode(head)
    file.write(PREFIX.pack(MAGIC, FORMAT, len(encoded), zlib.crc32(encoded)) + encoded)
    place = file.seek(place_of_pages(len(encoded)))
    place += head.pages * PAGE_BYTES
    longer: list[bytes] = []
    for number, found in enumerate(_maps(records, head.pages)):
        content = msgspec.msgpack.encode({key: msgspec.msgpack.encode(rows) for key, rows in found.items()})
        if len(content) > MAX_MAP_BYTES:
            raise DataError(path, "too many values share one CRC-32: somebody has made them so")
        if len(content) > PAGE_BYTES - PAGE_END.size:
            longer.append(_with_checksum(content, seed ^ number))
            content = ELSEWHERE.pack(ELSEWHERE_MARK, place, len(content))
            place += len(longer[-1])
        page = content.ljust(PAGE_BYTES - PAGE_END.size, b"\0") + len(content).to_bytes(2, "little")
        file.write(_with_checksum(page, seed ^ number))
    file.writelines(longer)
    file.write(END.pack(place + END.size))


def _with_checksum(content: bytes, seed: int) -> bytes:
    return content + zlib.crc32(content, seed).to_bytes(CHECKSUM_BYTES, "little")


def _maps(records: list[bytes], pages: int) -> Iterator[dict[str, tuple[Row, ...]]]:
    """Yields the map of every page in its order."""
    rest = iter(records)
    record = next(rest, None)
    for number in range(pages):
        found: dict[str, tuple[Row, ...]] = {}
        while record is not None and page_of(int.from_bytes(_hash_of(record), "big"), pages) == number:
            key, row = _decoder.decode(record[_HASH_BYTES:])
            found[key] = (*found.get(key, ()), row)
            record = next(rest, None)
        yield found
