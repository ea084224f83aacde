"""What is looked up, by what: computed when data is compiled, so that a process reads only the records that it needs.

A record is named by its code: the number of its platform, in the order of the slugs, and its own number in the file.
"""

from __future__ import annotations

from typing import Final

import msgspec

from scamguard.model.verdict import Sentence

#: How many bits of a code number the records of one platform.
RECORD_BITS: Final = 14
RECORD_MASK: Final = (1 << RECORD_BITS) - 1
#: How many last digits tell recorded numbers apart, whatever trunk prefix or country code was written before them.
NATIONAL_DIGITS: Final = 8


class NameTable(msgspec.Struct, frozen=True, gc=False):
    """The names of all platforms.

    Attributes:
        by_key: every name, slug and comparable form of them -> slug.
        keys: each comparable form with its platform.
        labels: slug -> the name shown to people.
    """

    by_key: dict[str, str]
    keys: tuple[tuple[str, str], ...]
    labels: dict[str, Sentence]


class Index(msgspec.Struct, frozen=True, gc=False):
    """The look-ups of all platforms.

    Attributes:
        slugs: the platforms, in the order that codes number them.
        home_regions: of each, the first of its regions, or "".
        names: what they are called.
        hosts: host -> the codes of the channels on it.
        exact: class of contacts -> canonical value -> the codes of the channels that are it.
        national: last digits of a number -> the recorded numbers that end so.
        not_same: value -> the codes of the facts that it is somebody else's.
        lacking: class of contacts -> platform, and its facts that it has none.
        compromised: code of a channel -> the codes of channels above it that were in other hands.
        related: registrable domain -> the platforms with a channel on or below it.
        stops: private suffixes below known hosts: the way up to an owner ends there.
    """

    slugs: tuple[str, ...]
    home_regions: tuple[str, ...]
    names: NameTable
    hosts: dict[str, tuple[int, ...]]
    exact: dict[str, dict[str, tuple[int, ...]]]
    national: dict[str, tuple[str, ...]]
    not_same: dict[str, tuple[int, ...]]
    lacking: dict[str, tuple[tuple[int, tuple[int, ...]], ...]]
    compromised: dict[int, tuple[int, ...]]
    related: dict[str, tuple[int, ...]]
    stops: tuple[str, ...]
