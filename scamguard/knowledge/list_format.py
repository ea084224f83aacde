"""The form of a compiled user list: what its reader and its writer agree on (docs/decisions/0024).

    magic, version, length and checksum of the head | head | pages | blocks too long for a page | size of the file

A key belongs to one page, by its CRC-32. A page is a map (MessagePack) of keys to rows, each encoded by itself, filled
up to its size; where the map is too long, the page says where it is. So a look-up reads one piece of the file, whatever
the size of that, and what it reads is checked, also where the answer is that a key is not there.
"""

from __future__ import annotations

import struct
import zlib
from typing import Final, Literal

import msgspec

MAGIC: Final = b"scamguard-list"
#: Goes up with every change of the form that an older reader would misread.
FORMAT: Final = 1
#: Magic, format, length and CRC-32 of the head.
PREFIX: Final = struct.Struct(">14sHII")
#: Behind everything: how many bytes the file has.
END: Final = struct.Struct("<Q")
#: The end of a page: how long its map is, and the CRC-32 of what stands before.
PAGE_END: Final = struct.Struct("<HI")
#: In the place of a map that is too long: a mark that no map begins with, where it is, and its length.
ELSEWHERE: Final = struct.Struct("<BQI")
ELSEWHERE_MARK: Final = 0xC0
#: The CRC-32 of anything with its CRC-32 behind it, whatever it was begun with.
RESIDUE: Final = 0x2144DF1C
CHECKSUM_BYTES: Final = 4
PAGE_BYTES: Final = 512
#: Pages are half full, so that few maps are too long.
USUAL_MAP_BYTES: Final = PAGE_BYTES // 2
#: Pages begin where a disk's do.
ALIGNMENT: Final = 4096
MAX_HEAD_BYTES: Final = 64 * 1024
#: Longest map that is read.
MAX_MAP_BYTES: Final = 256 * 1024
#: A file of 64 GiB: some hundred times what anybody has.
MAX_PAGES: Final = 1 << 27

Sense = Literal["allow", "deny"]

#: What stands in front of a key: which sort of contact it is.
HOST: Final = "h:"
MAIL_DOMAIN: Final = "m:"
EMAIL: Final = "e:"
PHONE: Final = "p:"
ACCOUNT: Final = "a:"


class Head(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a list says of itself.

    Attributes:
        id: digest of all that is in it.
        sense: whether its values are known to be good, or to be bad.
        name, publisher, date: what verdicts quote as the source.
        values: how many values it has.
        sorts: the sorts of keys that there are; of others nothing is looked up.
        labels: of the longest host or mail domain; longer names are looked up from there on.
        pages: how many pages there are.
    """

    id: str
    sense: Sense
    name: str
    publisher: str
    date: str
    values: int
    sorts: tuple[str, ...]
    labels: int
    pages: int


class Row(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """What a list says of one value.

    Attributes:
        platform: slug of the platform that it is, or is not, a channel of; "" for none.
        label, note: the user's own words.
    """

    platform: str = ""
    label: str = ""
    note: str = ""


def page_of(checksum: int, pages: int) -> int:
    """Returns the number of the page of a key, by the CRC-32 of its encoded form; in that order pages are filled."""
    return checksum * pages >> 32


def seed_of(list_id: str) -> int:
    """Returns what the checksums of a list begin with: a page of another list, or another place, never fits."""
    return zlib.crc32(list_id.encode())


def place_of_pages(head_bytes: int) -> int:
    """Returns where the first page begins, behind a head of this length."""
    return -(-(PREFIX.size + head_bytes) // ALIGNMENT) * ALIGNMENT
