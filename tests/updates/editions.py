"""Small knowledge of any date: one platform, and whatever number an attacker would like to add."""

from __future__ import annotations

import functools
from typing import Final

import msgspec

from scamguard.knowledge.compiled import read_shipped, to_bundle, to_bytes
from scamguard.knowledge.schema import Bundle, Platform, Reading

#: A number that no bank has; an attacker's wish is that it be called ICBC's.
HIS_NUMBER = "+861058880000"


#: The genuine one, read before any test lets other knowledge ship.
_SHIPPED: Final = to_bundle(read_shipped()[1])


def _bundle(whole: bool) -> Bundle:
    return msgspec.structs.replace(
        _SHIPPED,
        platforms=tuple(platform for platform in _SHIPPED.platforms if platform.slug == "icbc"),
        reading=_SHIPPED.reading if whole else msgspec.Raw(msgspec.msgpack.encode(Reading({}, {}))),
        suffixes_icann="com\ncn",
        suffixes_private="github.io",
        confusables={},
        words_common="",
        words="",
        pinyin={},
    )


@functools.cache
def edition(date: str, number: str | None = None, *, whole: bool = False) -> bytes:
    """Returns compiled knowledge.

    Args:
        date: its date.
        number: what is called ICBC's hotline in it, next to the genuine one.
        whole: it has what texts are scanned with, which is most of it.
    """

    def dated(platform: Platform) -> Platform:
        platform = msgspec.structs.replace(platform, checked=date)
        if number is None or platform.slug != "icbc":
            return platform
        hotline = next(channel for channel in platform.channels if channel.value == "95588")
        his = msgspec.structs.replace(hotline, id="his-number", value=number)
        return msgspec.structs.replace(platform, channels=(*platform.channels, his))

    bundle = _bundle(whole)
    return to_bytes(msgspec.structs.replace(bundle, platforms=tuple(map(dated, bundle.platforms))))
