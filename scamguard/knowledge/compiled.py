"""The compiled form of the data folder: one file that loads in milliseconds and equals a rebuild byte for byte."""

from __future__ import annotations

import functools
import os
import zlib

import msgspec

from scamguard.errors import DataError
from scamguard.knowledge.index import Index
from scamguard.knowledge.schema import Bundle, Lists, Platform

#: The compiled knowledge, inside the data folder.
COMPILED_NAME = "knowledge.msgpack"


class Compiled(msgspec.Struct, frozen=True):
    """What is stored, with its version: a digest of the content, and the newest date a file was checked.

    The checksum tells damage at load. It is no signature, and neither would a digest in the same file be one; it is
    ten times as fast, and needs no library of cryptography in the start of a process.
    """

    version: str
    date: str
    checksum: int
    content: msgspec.Raw


class Stored(msgspec.Struct, frozen=True):
    """A bundle as it is stored: each platform by itself, to be decoded when it is asked for, and the look-ups."""

    #: Each a `Platform`, in the order of the index.
    records: tuple[msgspec.Raw, ...]
    index: Index
    #: A `ProtectedTable`.
    protected: msgspec.Raw
    lists: Lists
    portal_words: dict[str, dict[str, list[str]]]
    #: A `Reading`.
    reading: msgspec.Raw
    suffixes_icann: str
    suffixes_private: str
    #: Character -> prototype.
    confusables: msgspec.Raw
    words_common: str
    words: str
    #: Chinese name -> how it is written in Latin letters.
    pinyin: msgspec.Raw


def to_bytes(bundle: Bundle) -> bytes:
    """Returns the compiled form of a bundle; the same bundle gives the same bytes."""
    from hashlib import sha256

    content = msgspec.msgpack.encode(to_stored(bundle))
    date = max((platform.checked for platform in bundle.platforms), default="1970-01-01")
    version = sha256(content).hexdigest()[:12]
    return msgspec.msgpack.encode(Compiled(version, date, zlib.crc32(content), msgspec.Raw(content)))


def to_stored(bundle: Bundle) -> Stored:
    """Returns a bundle with its look-ups."""
    from scamguard.knowledge.indexing import index_of  # the shipped knowledge is indexed already
    from scamguard.knowledge.protected import protected_table

    ordered = msgspec.structs.replace(bundle, platforms=tuple(sorted(bundle.platforms, key=lambda p: p.slug)))
    return Stored(
        records=tuple(map(_encoded, ordered.platforms)),
        index=index_of(ordered),
        protected=_encoded(protected_table(ordered)),
        lists=bundle.lists,
        portal_words=bundle.portal_words,
        reading=bundle.reading,
        suffixes_icann=bundle.suffixes_icann,
        suffixes_private=bundle.suffixes_private,
        confusables=_encoded(bundle.confusables),
        words_common=bundle.words_common,
        words=bundle.words,
        pinyin=_encoded(bundle.pinyin),
    )


def to_bundle(stored: Stored) -> Bundle:
    """Returns what was stored, all of it decoded.

    Raises:
        DataError: a part of it is of another version of the format.
    """
    try:
        return Bundle(
            platforms=tuple(msgspec.msgpack.decode(record, type=Platform) for record in stored.records),
            lists=stored.lists,
            portal_words=stored.portal_words,
            reading=stored.reading,
            suffixes_icann=stored.suffixes_icann,
            suffixes_private=stored.suffixes_private,
            confusables=msgspec.msgpack.decode(stored.confusables, type=dict[str, str]),
            words_common=stored.words_common,
            words=stored.words,
            pinyin=msgspec.msgpack.decode(stored.pinyin, type=dict[str, str]),
        )
    except msgspec.DecodeError as error:
        raise DataError("compiled knowledge", f"of another version ({error})") from None


def _encoded(value: object) -> msgspec.Raw:
    return msgspec.Raw(msgspec.msgpack.encode(value))


def from_bytes(data: bytes, place: str = "compiled knowledge") -> tuple[Compiled, Stored]:
    """Returns what was compiled.

    Raises:
        DataError: the bytes are damaged or from another version of the format.
    """
    try:
        compiled = msgspec.msgpack.decode(data, type=Compiled)
        if zlib.crc32(compiled.content) != compiled.checksum:
            raise msgspec.DecodeError("the content does not fit its checksum")
        return compiled, msgspec.msgpack.decode(compiled.content, type=Stored)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise DataError(place, f"damaged or of another version ({error}); run: scamguard data compile") from None


@functools.cache
def data_folder() -> str:
    """Returns the folder of the shipped data: inside the installed package, or at the top of a checkout."""
    package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    inside = os.path.join(package, "data")
    return inside if os.path.isdir(inside) else os.path.join(os.path.dirname(package), "data")


def read_shipped() -> tuple[Compiled, Stored]:
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
