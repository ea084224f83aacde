"""The form of a compiled user list: what its reader and its writer agree on (docs/decisions/0024).

    magic, version, length and checksum of the head | head | directory | blocks

A key belongs to one block, by its CRC-32. The directory has, for each block, where it begins and its checksum; an entry
behind the last says where that ends. A block is a map of keys to rows. A look-up so reads two pieces of the file,
whatever its size, and what it reads is checked, also where the answer is that a key is not there.
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
#: One entry of the directory: where a block begins, and its checksum.
ENTRY: Final = struct.Struct("<QI")
#: Behind the last entry: where the last block ends, and so the file.
END: Final = struct.Struct("<Q")
#: An entry, and where the next block begins.
SPAN: Final = struct.Struct("<QIQ")
MAX_HEAD_BYTES: Final = 64 * 1024
#: Longest block that is read; an ordinary one has some hundred bytes.
MAX_BLOCK_BYTES: Final = 256 * 1024
#: How many keys share a block, on average.
KEYS_PER_BLOCK: Final = 8
#: At most 2^24 blocks: some hundred million keys.
MAX_BITS: Final = 24

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
        bits: the number of blocks, as a power of two.
    """

    id: str
    sense: Sense
    name: str
    publisher: str
    date: str
    values: int
    sorts: tuple[str, ...]
    labels: int
    bits: int


class Row(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """What a list says of one value.

    Attributes:
        platform: slug of the platform that it is, or is not, a channel of; "" for none.
        label, note: the user's own words.
    """

    platform: str = ""
    label: str = ""
    note: str = ""


def seed_of(list_id: str) -> int:
    """Returns what the checksums of a list begin with: a block of another list, or another place, never fits."""
    return zlib.crc32(list_id.encode())
