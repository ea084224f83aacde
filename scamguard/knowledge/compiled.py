"""The compiled form of the data folder: one file that loads in milliseconds and equals a rebuild byte for byte."""

from __future__ import annotations

import functools
import os
import zlib
from typing import Final

import msgspec

from scamguard.errors import DataError
from scamguard.knowledge.index import Index
from scamguard.knowledge.schema import Bundle, Lists, Platform

#: The compiled knowledge, inside the data folder.
COMPILED_NAME = "knowledge.msgpack"
#: The version of the form: the next one with every change that the scamguard before it cannot read. An update asks for
#: its own version only, so that no scamguard is ever given what it cannot read (docs/updates.md).
FORMAT: Final = 1
#: What a user's updates are kept in, below the folder that the environment names for such data.
_STATE_NAME: Final = "scamguard"


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

    stored = to_stored(bundle)
    date = max((platform.checked for platform in bundle.platforms), default="1970-01-01")
    version = sha256(msgspec.msgpack.encode(stored)).hexdigest()[:12]
    return stored_bytes(stored, version, date)


def stored_bytes(stored: Stored, version: str, date: str) -> bytes:
    """Returns what is stored under a version and a date, as `from_bytes` reads it."""
    content = msgspec.msgpack.encode(stored)
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


def from_bytes(
    data: bytes, place: str = "compiled knowledge", hint: str = "run: scamguard data compile"
) -> tuple[Compiled, Stored]:
    """Returns what was compiled.

    Args:
        data: the compiled form.
        place: where it was read, for the error.
        hint: what to do where it cannot be used, for the error.

    Raises:
        DataError: the bytes are damaged or from another version of the format.
    """
    try:
        compiled = msgspec.msgpack.decode(data, type=Compiled)
        if zlib.crc32(compiled.content) != compiled.checksum:
            raise msgspec.DecodeError("the content does not fit its checksum")
        return compiled, msgspec.msgpack.decode(compiled.content, type=Stored)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise DataError(place, f"damaged or of another version ({error}); {hint}") from None


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
    path, content = _shipped()
    return from_bytes(content, path)


def shipped_date() -> str:
    """Returns the date of the shipped knowledge without reading more of it; "" where it is damaged."""
    try:
        return msgspec.msgpack.decode(_shipped()[1], type=Compiled).date
    except msgspec.DecodeError:
        return ""


def _shipped() -> tuple[str, bytes]:
    """Returns the place and the content of the shipped knowledge."""
    path = os.path.join(data_folder(), COMPILED_NAME)
    try:
        with open(path, "rb") as file:
            return path, file.read()
    except OSError as error:
        hint = "reinstall scamguard, or run: scamguard data compile"
        raise DataError(path, f"cannot be read ({error.strerror}); {hint}") from None


def state_folder() -> str | None:
    """Returns the folder of this user's updates: `$SCAMGUARD_STATE`, else inside the XDG data folder.

    None where the user has no home.
    """
    named = os.environ.get("SCAMGUARD_STATE")
    if named:
        return os.path.abspath(named)
    base = os.environ.get("XDG_DATA_HOME", "")
    if not os.path.isabs(base):  # the XDG specification: a path that is not absolute does not count
        base = os.path.expanduser("~/.local/share")
    return os.path.join(base, _STATE_NAME) if os.path.isabs(base) else None


def installed_path() -> str | None:
    """Returns where `scamguard update` puts knowledge of this version of the form; None where the user has no home."""
    folder = state_folder()
    return os.path.join(folder, f"knowledge-v{FORMAT}.msgpack") if folder is not None else None


def is_current(folder: str, fresh: bytes) -> bool:
    """Answers whether the compiled form in a data folder is the given one."""
    try:
        with open(os.path.join(folder, COMPILED_NAME), "rb") as file:
            return file.read() == fresh
    except OSError:
        return False
