"""The compiled form of the data folder: one file that loads in milliseconds and equals a rebuild byte for byte."""

from __future__ import annotations

import hashlib
from pathlib import Path

import msgspec

from scamguard.errors import DataError
from scamguard.knowledge.load import Bundle, data_folder, read_bundle

#: The compiled knowledge, inside the data folder.
COMPILED_NAME = "knowledge.msgpack"


class Compiled(msgspec.Struct, frozen=True):
    """A bundle with its version: a digest of the content, and the newest date a file was checked."""

    version: str
    date: str
    bundle: msgspec.Raw


def to_bytes(bundle: Bundle) -> bytes:
    """Returns the compiled form of a bundle; the same bundle gives the same bytes."""
    body = msgspec.msgpack.encode(bundle)
    date = max((platform.checked for platform in bundle.platforms), default="1970-01-01")
    version = hashlib.sha256(body).hexdigest()[:12]
    return msgspec.msgpack.encode(Compiled(version, date, msgspec.Raw(body)))


def from_bytes(data: bytes, place: str = "compiled knowledge") -> tuple[Compiled, Bundle]:
    """Returns what was compiled.

    Raises:
        DataError: the bytes are damaged or from another version of the format.
    """
    try:
        compiled = msgspec.msgpack.decode(data, type=Compiled)
        return compiled, msgspec.msgpack.decode(compiled.bundle, type=Bundle)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise DataError(place, f"damaged or of another version ({error}); run: scamguard data compile") from None


def compile_folder(folder: Path) -> bytes:
    """Returns the compiled form of a data folder."""
    return to_bytes(read_bundle(folder))


def read_shipped() -> tuple[Compiled, Bundle]:
    """Returns the knowledge that ships with the package."""
    path = data_folder() / COMPILED_NAME
    try:
        return from_bytes(path.read_bytes(), str(path))
    except OSError as error:
        raise DataError(
            str(path), f"cannot be read ({error.strerror}); reinstall scamguard, or run: scamguard data compile"
        ) from None
