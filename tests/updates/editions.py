"""Small knowledge of any date: one platform, and whatever number an attacker would like to add."""

from __future__ import annotations

import functools

import msgspec

from scamguard.knowledge.compiled import read_shipped, to_bundle, to_bytes
from scamguard.knowledge.schema import Bundle, Platform, Reading

#: A number that no bank has; an attacker's wish is that it be called ICBC's.
HIS_NUMBER = "+861058880000"


@functools.cache
def _bundle() -> Bundle:
    shipped = to_bundle(read_shipped()[1])
    return msgspec.structs.replace(
        shipped,
        platforms=tuple(platform for platform in shipped.platforms if platform.slug == "icbc"),
        reading=msgspec.Raw(msgspec.msgpack.encode(Reading({}, {}))),
        suffixes_icann="com\ncn",
        suffixes_private="github.io",
        confusables={},
        words_common="",
        words="",
        pinyin={},
    )


@functools.cache
def edition(date: str, number: str | None = None) -> bytes:
    """Returns compiled knowledge of a date, in which a number may be ICBC's hotline."""

    def dated(platform: Platform) -> Platform:
        platform = msgspec.structs.replace(platform, checked=date)
        if number is None or platform.slug != "icbc":
            return platform
        hotline = next(channel for channel in platform.channels if channel.value == "95588")
        his = msgspec.structs.replace(hotline, id="his-number", value=number)
        return msgspec.structs.replace(platform, channels=(*platform.channels, his))

    bundle = _bundle()
    return to_bytes(msgspec.structs.replace(bundle, platforms=tuple(map(dated, bundle.platforms))))
