"""Messages on a pipe: 32 bits of length in the machine's byte order, then as many bytes of JSON in UTF-8."""

from __future__ import annotations

import struct
from typing import BinaryIO, Final, NamedTuple

from scamguard.service.calls import MAX_SCAN_BYTES

#: Longest message that is read: the longest body, and what stands around it. Browsers pass 64 MiB (Chrome) or 4 GB.
MAX_MESSAGE_BYTES: Final = MAX_SCAN_BYTES + 64 * 1024
#: Longest message that a browser takes from a host: Chrome and Firefox close the pipe at one that is longer.
MAX_ANSWER_BYTES: Final = 1024 * 1024

_LENGTH: Final = struct.Struct("=I")
_CHUNK_BYTES: Final = 64 * 1024


class TooLong(NamedTuple):
    """A message that was skipped because of its length; the next one follows."""

    length: int


def read_message(source: BinaryIO) -> bytes | TooLong | None:
    """Returns the next message; None where the pipe has ended, also in the middle of one.

    Args:
        source: blocks until it has all the bytes that are asked for, or has ended.
    """
    head = source.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    if length > MAX_MESSAGE_BYTES:
        return TooLong(length) if _skip(source, length) else None
    message = source.read(length)
    return message if len(message) == length else None


def write_message(sink: BinaryIO, message: bytes) -> None:
    """Writes a message.

    Raises:
        ValueError: it is longer than a browser takes.
        OSError: nobody reads any more.
    """
    if len(message) > MAX_ANSWER_BYTES:
        raise ValueError(f"a message of {len(message):,} bytes: a browser takes {MAX_ANSWER_BYTES:,}")
    sink.write(_LENGTH.pack(len(message)) + message)
    sink.flush()


def _skip(source: BinaryIO, length: int) -> bool:
    """Reads over a message without keeping it; answers whether all of it was there."""
    while length:
        passed = len(source.read(min(length, _CHUNK_BYTES)))
        if not passed:
            return False
        length -= passed
    return True
