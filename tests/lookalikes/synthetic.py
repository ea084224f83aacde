"""Knowledge of many made-up platforms, and unknown hosts to ask it about.

Run as `python synthetic.py KNOWLEDGE`, it prints what the load of a compiled file costs: seconds and megabytes.
"""

from __future__ import annotations

import json
import random
import resource
import sys
import time
from pathlib import Path
from typing import Final, Literal

import msgspec

from scamguard import Guard, Knowledge
from scamguard.knowledge import compiled
from scamguard.knowledge.schema import Channel, Platform, Source
from scamguard.model.scope import ChannelKind, Role

PLATFORMS: Final = 10_000
CHANNELS: Final = 5
SEED: Final = 20261122
_ONSETS: Final = ("b", "c", "d", "f", "g", "h", "j", "k", "l", "m", "n", "p", "r", "s", "t", "v", "w", "z", "br", "st")
_VOWELS: Final = ("a", "e", "i", "o", "u", "ai", "ou")
_ENDS: Final = ("", "", "n", "r", "s", "l", "x")
_ENDINGS: Final = ("com", "net", "org", "de", "co.uk", "com.br", "info", "io", "shop")


def names(count: int) -> list[str]:
    """Returns different names that can be spoken, of five to fourteen letters, the same every time."""
    chance = random.Random(SEED)
    found: dict[str, None] = {}
    while len(found) < count:
        syllables = (chance.choice(_ONSETS) + chance.choice(_VOWELS) for _ in range(chance.randint(2, 5)))
        name = "".join(syllables) + chance.choice(_ENDS)
        if 5 <= len(name) <= 14:
            found[name] = None
    return list(found)


def compiled_platforms(count: int) -> bytes:
    """Returns compiled knowledge of made-up platforms beside the lists, words and tables that ship."""
    chosen = iter(names(3 * count))
    chance = random.Random(SEED)
    platforms = tuple(
        _platform(number, next(chosen), next(chosen), next(chosen), chance.randint(10**7, 10**8 - 1))
        for number in range(count)
    )
    shipped = compiled.to_bundle(compiled.read_shipped()[1])
    return compiled.to_bytes(msgspec.structs.replace(shipped, platforms=platforms, pinyin={}))


def guard_over(data: bytes) -> Guard:
    """Returns a guard over compiled knowledge, as the shipped one is read."""
    found, stored = compiled.from_bytes(data)
    return Guard(Knowledge(stored, found.version, found.date))


def unknown_hosts(count: int) -> list[str]:
    """Returns hosts of two common English words each, some below www or another label: like most hosts."""
    words = [word for word in compiled.read_shipped()[1].words_common.split("\n") if 3 <= len(word) <= 8]
    chance = random.Random(SEED)
    forms = ("{}{}.{}", "www.{}{}.{}", "{}-{}.{}", "{}.{}.{}")
    return [
        chance.choice(forms).format(chance.choice(words), chance.choice(words), chance.choice(_ENDINGS))
        for _ in range(count)
    ]


def _platform(number: int, name: str, second: str, third: str, phone: int) -> Platform:
    source = Source(id="s", kind="official", title="t", publisher="p", url=f"https://{name}.com/", seen="2026-11-22")
    values: tuple[tuple[ChannelKind, str, Role], ...] = (
        ("domain", f"{name}.com", "home"),
        ("domain", f"{second}.net", "owned"),
        ("host", f"help.{third}.org", "support"),
        ("email", f"help@{name}.com", "support"),
        ("phone", f"+4420{phone}", "support"),
    )
    quality: Literal["confirmed"] = "confirmed"
    return Platform(
        slug=f"platform-{number}",
        category="ecommerce",
        home=f"{name}.com",
        checked="2026-11-22",
        names={"en": (name.title(),), "zh": (name.title(),)},
        channels=tuple(
            Channel(id=f"c{at}", kind=kind, value=value, role=role, quality=quality, sources=("s",))
            for at, (kind, value, role) in enumerate(values)
        ),
        sources=(source,),
    )


def megabytes() -> float:
    """Returns the most memory that this program has had resident.

    What getrusage tells begins, on Linux, with the size of the process that started this one.
    """
    status = Path("/proc/self/status")
    if status.exists():
        return int(status.read_text(encoding="ascii").partition("VmHWM:")[2].split()[0]) / 1024
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1024**2 if sys.platform == "darwin" else 1024)


def main() -> None:
    """Prints the seconds and megabytes that loading a file and a first check of an unknown host cost."""
    before = megabytes()
    start = time.perf_counter()
    guard = guard_over(Path(sys.argv[1]).read_bytes())
    loaded = time.perf_counter()
    guard.check("https://some-unknown-place.example/")
    checked = time.perf_counter()
    figures = {"load": loaded - start, "first check": checked - loaded, "megabytes": megabytes() - before}
    sys.stdout.write(json.dumps(figures))


if __name__ == "__main__":
    main()
