"""scamguard itself, twice: told as little as its peers are, and with the data that it ships."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

from comparison.peer import Checker, Peer, Protected, host_by_host
from scamguard import Guard, Knowledge, Status, __version__

DATA = Path(__file__).parents[4] / "data"
ALARMS = frozenset({Status.IMPERSONATION, Status.SUSPICIOUS})
AS_OF = "2026-11-21"

PLATFORM = """
slug = "{slug}"
category = "ecommerce"
home = "{domain}"
checked = 2026-11-21

[names]
en = ["{name}"]
zh = ["{name}"]

[[channels]]
id = "home"
kind = "domain"
value = "{domain}"
role = "home"
quality = "confirmed"
sources = ["given"]

[[sources]]
id = "given"
kind = "official"
title = "{name}"
publisher = "{name}"
url = "https://{domain}/"
seen = 2026-11-21
anchor = "self"
"""


def told_the_same() -> Peer:
    """Returns scamguard with one domain and one name for each platform, and nothing else about any."""
    return Peer("scamguard", __version__, "the same names", load)


def as_shipped() -> Peer:
    """Returns scamguard with the data that it ships."""
    return Peer("scamguard", __version__, "its own data", load_shipped)


def load(protected: Sequence[Protected]) -> Checker:
    """Returns a checker that knows the given names alone."""
    return _checker(_knowledge(protected, ()))


def load_shipped(protected: Sequence[Protected]) -> Checker:
    """Returns a checker with the shipped data; names that are not in it are added, to see what more names cost."""
    shipped = Knowledge.shipped()
    known = {platform.home for platform in shipped.platforms.values()}
    more = [each for each in protected if each.domain not in known]
    return _checker(_knowledge(more, sorted((DATA / "platforms").glob("*.toml"))) if more else shipped)


def _checker(knowledge: Knowledge) -> Checker:
    guard = Guard(knowledge)
    return host_by_host(lambda host: guard.check(host, as_of=AS_OF).status in ALARMS)


def _knowledge(protected: Sequence[Protected], files: Sequence[Path]) -> Knowledge:
    """Returns the knowledge of a data folder with a file for each name, beside the given ones."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "data"
        shutil.copytree(DATA, folder, ignore=shutil.ignore_patterns("platforms", "*.msgpack"))
        (folder / "platforms").mkdir()
        for file in files:
            shutil.copy(file, folder / "platforms")
        for number, (domain, name) in enumerate(protected):
            slug = f"given-{number}"
            text = PLATFORM.format(slug=slug, domain=domain, name=name)
            (folder / "platforms" / f"{slug}.toml").write_text(text, encoding="utf-8")
        return Knowledge.from_folder(folder)
