"""The data checks: small functions, each of which finds one kind of mistake and says where and how to mend it.

`CHECKS` look at one platform, `CHECKS_OF_ALL` at all of them together. A file that cannot be read at all is one
complaint, and the others are still checked. Every check has a bad example that it must catch (tests/data_checks/).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final

from scamguard.errors import DataError
from scamguard.knowledge import platform_checks, trust_checks, wording_checks
from scamguard.knowledge.compiled import COMPILED_NAME, is_current, to_bytes
from scamguard.knowledge.list_checks import namesake_complaints
from scamguard.knowledge.load import read_bundle, read_lists, read_platform, read_suffixes
from scamguard.knowledge.names import to_name_key
from scamguard.knowledge.platform_checks import IS_ID
from scamguard.knowledge.schema import Platform
from scamguard.parse.hostnames import PublicSuffixes

CHECKS: Final = (*platform_checks.CHECKS, *wording_checks.CHECKS, *trust_checks.CHECKS)


def check_folder(folder: Path, *, compiled: bool = True) -> list[str]:
    """Returns the complaints about a data folder, each as `file: place: what is wrong and how to mend it`.

    Args:
        folder: a data folder (docs/data-format.md).
        compiled: also check that the compiled form is the current one.
    """
    platforms: list[tuple[str, Platform]] = []
    found: list[str] = []
    for path in sorted((folder / "platforms").glob("*.toml")):
        try:
            platforms.append((str(path), read_platform(path)))
        except DataError as error:
            found.append(str(error))
    for file, platform in platforms:
        for check in CHECKS:
            found += [f"{file}: {place}: {text}" for place, text in check(platform, Path(file).stem)]
    for check_all in CHECKS_OF_ALL:
        found += check_all(platforms)
    found += _suffix_complaints(folder, platforms)
    if not found:
        found += _rest_complaints(folder, compiled)
    return found


def _suffix_complaints(folder: Path, platforms: Sequence[tuple[str, Platform]]) -> Iterator[str]:
    """Yields the domains that are public suffixes: everything below them would become the platform's."""
    try:
        suffixes = PublicSuffixes(*read_suffixes(folder / "public-suffix" / "public_suffix_list.dat"))
    except DataError:
        return  # said with the rest
    for file, platform in platforms:
        for index, channel in enumerate(platform.channels):
            is_owned = channel.kind in ("domain", "host", "mail-domain") and channel.role != "merchant-hosted"
            if is_owned and not suffixes.registrable(channel.value):
                yield f"{file}: channels[{index}].value: {channel.value!r} is a public suffix, not a domain"


def _rest_complaints(folder: Path, compiled: bool) -> Iterator[str]:
    """Yields what is wrong with the lists, and with the compiled form where everything else is right."""
    try:
        lists = read_lists(folder / "lists")
        for name, values in (("free_mail", lists.free_mail), ("open_publishing", lists.open_publishing)):
            for value, count in Counter(values).items():
                if count > 1:
                    yield f"{folder / 'lists'}: {name}: {value!r} stands {count} times; keep one"
        yield from (f"{folder / 'lists' / 'namesakes.toml'}: {text}" for text in namesake_complaints(folder, lists))
        fresh = to_bytes(read_bundle(folder))
    except DataError as error:
        yield str(error)
        return
    if compiled and not is_current(str(folder), fresh):
        yield f"{folder / COMPILED_NAME}: not what the files say; run: scamguard data compile"


def check_shared_names(platforms: Sequence[tuple[str, Platform]]) -> Iterator[str]:
    """A name belongs to one platform."""
    owners: dict[str, str] = {}
    for file, platform in platforms:
        for name in (platform.slug, *(name for names in platform.names.values() for name in names)):
            owner = owners.setdefault(to_name_key(name), platform.slug)
            if owner != platform.slug:
                yield f"{file}: names: {name!r} is a name of {owner!r} already"


def check_sisters(platforms: Sequence[tuple[str, Platform]]) -> Iterator[str]:
    """Sister brands are known by their slugs, and never by the platform's own."""
    for file, platform in platforms:
        for slug in platform.not_same:
            if slug == platform.slug or not IS_ID.fullmatch(slug):
                yield f"{file}: not-same: {slug!r} is no slug of another platform"


CHECKS_OF_ALL: Final[tuple[Callable[[Sequence[tuple[str, Platform]]], Iterator[str]], ...]] = (
    check_shared_names,
    check_sisters,
)

__all__ = ["CHECKS", "CHECKS_OF_ALL", "check_folder"]
