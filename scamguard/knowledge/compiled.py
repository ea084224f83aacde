"""The compiled form of the data folder: one file that loads in milliseconds and equals a rebuild byte for byte."""

from __future__ import annotations

import functools
import os
import zlib

import msgspec

from scamguard.errors import DataError
from scamguard.knowledge.schema import Bundle

#: The compiled knowledge, inside the data folder.
COMPILED_NAME = "knowledge.msgpack"


class Compiled(msgspec.Struct, frozen=True):
    """A bundle with its version: a digest of the content, and the newest date a file was checked.

    The checksum tells damage at load. It is no signature, and neither would a digest in the same file be one; it is
    ten times as fast, and needs no library of cryptography in the start of a process.
    """

    version: str
    date: str
    checksum: int
    bundle: msgspec.Raw


def to_bytes(bundle: Bundle) -> bytes:
    """Returns the compiled form of a bundle; the same bundle gives the same bytes."""
    body = msgspec.msgpack.encode(bundle)
    date = max((platform.checked for platform in bundle.platforms), default="1970-01-01")
    from hashlib import sha256

    version = sha256(body).hexdigest()[:12]
    return msgspec.msgpack.encode(Compiled(version, date, zlib.crc32(body), msgspec.Raw(body)))


def from_bytes(data: bytes, place: str = "compiled knowledge") -> tuple[Compiled, Bundle]:
    """Returns what was compiled.

    Raises:
        DataError: the bytes are damaged or from another version of the format.
    """
    try:
        compiled = msgspec.msgpack.decode(data, type=Compiled)
        if zlib.crc32(compiled.bundle) != compiled.checksum:
            raise msgspec.DecodeError("the content does not fit its checksum")
        return compiled, msgspec.msgpack.decode(compiled.bundle, type=Bundle)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise DataError(place, f"damaged or of another version ({error}); run: scamguard data compile") from None


@functools.cache
def data_folder() -> str:
    """Returns the folder of the shipped data: inside the installed package, or at the top of a checkout."""
    package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    inside = os.path.join(package, "data")
    return inside if os.path.isdir(inside) else os.path.join(os.path.dirname(package), "data")


def read_shipped() -> tuple[Compiled, Bundle]:
    """Returns the knowledge that ships with the package.

    Raises:
        DataError: its file is missing or damaged.
    """
    path = os.path.join(data_folder(), COMPILED_NAME)
    try:
        with open(path, "rb") as file:
            return from_bytes(file.read(), path)
    except OSError as error:
        hint = "reinstall scamguard, or run: scamguard data compile"
        raise DataError(path, f"cannot be read ({error.strerror}); {hint}") from None


def is_current(folder: str, fresh: bytes) -> bool:
    """Answers whether the compiled form in a data folder is the given one."""
    try:
        with open(os.path.join(folder, COMPILED_NAME), "rb") as file:
            return file.read() == fresh
    except OSError:
        return False
