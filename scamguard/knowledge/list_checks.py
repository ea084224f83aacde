"""Checks of the list of namesakes: independent sites, each by its own registrable domain and with a source."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from scamguard.knowledge.load import read_suffixes
from scamguard.knowledge.schema import Lists
from scamguard.parse.hostnames import PublicSuffixes


def namesake_complaints(folder: Path, lists: Lists) -> Iterator[str]:
    """Yields what is wrong with the namesakes: one without a source, no registrable domain, out of order."""
    suffixes = PublicSuffixes(*read_suffixes(folder / "public-suffix" / "public_suffix_list.dat"))
    hosts = [site.host for site in lists.namesakes]
    for index, site in enumerate(lists.namesakes):
        if not site.sources:
            yield f"sites[{index}].sources: empty; nothing is recorded without a source"
        if suffixes.registrable(site.host) != site.host:
            yield f"sites[{index}].host: {site.host!r} is no registrable domain"
        if not site.what.en.strip() or not site.what.zh.strip():
            yield f"sites[{index}].what: say in both languages what the site is"
    if hosts != sorted(set(hosts)):
        yield "sites: not in the order of their hosts, or one stands twice"
