"""What an unknown host costs, as ratios: `python tests/benchmarks/bench_lookalikes.py [HOSTS.txt[.gz]]`.

Each figure is the median over rounds in which both sides take turns in one process on one core. The hosts are those
of the file (one a line; 20,000 of them, evenly spread), or else invented ones.
"""

from __future__ import annotations

import gzip
import random
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import msgspec
import tldextract

from scamguard import Guard, Knowledge, Status
from scamguard.knowledge import compiled
from scamguard.knowledge.schema import Bundle, Channel, Platform, Source

HOSTS = 20_000
ROUNDS = 5
PLATFORMS = 10_000
SHARED = Path(__file__).resolve().parents[3] / "shared" / "eval" / "legit" / "popular_dev.txt.gz"


def main() -> None:
    """Prints every figure with its limit."""
    shipped = Guard()
    hosts = [host for host in _hosts() if shipped.check(host).status is Status.UNVERIFIED]
    extract = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)
    print(f"{'figure':58} {'ours':>9} {'base':>9} {'ratio':>6}")
    _row("unknown host to tldextract (limit 6, aim 3)", shipped.check, extract.extract_str, hosts)
    plain = hosts[:: max(1, len(hosts) // 2000)]
    others = [f"{_to_letters(host.partition('.')[0])}.{host.partition('.')[2]}" for host in plain]
    written = [host.encode("idna").decode() for host in others]
    _row("xn-- host to a plain one (limit 4)", shipped.check, shipped.check, written, plain)
    for name, host in HOSTILE.items():
        _row(f"253 characters, {name} (limit 20)", shipped.check, shipped.check, [host] * 200, plain[:200])
        half = host[-(len(host) // 2) :].lstrip(".-")
        _row("    and to half of it (linear: 2)", shipped.check, shipped.check, [host] * 200, [half] * 200)
    big, seconds = _many_platforms()
    print(f"{f'load of {PLATFORMS:,} platforms, seconds (limit 1.5)':58} {seconds:9.2f}")
    _row(f"with {PLATFORMS:,} platforms to the shipped (limit 1.3)", big.check, shipped.check, hosts[::4])


def _hosts() -> list[str]:
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else SHARED
    if not path.exists():
        rng = random.Random(1)
        return [
            f"{_word(rng)}{_word(rng)[:3]}.{rng.choice(('com', 'org', 'net', 'de', 'co.uk'))}" for _ in range(HOSTS)
        ]
    raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    found = raw.decode().split()
    return found[:: max(1, len(found) // HOSTS)][:HOSTS]


def _row(
    name: str,
    ours: Callable[[str], object],
    base: Callable[[str], object],
    hosts: Sequence[str],
    others: Sequence[str] | None = None,
) -> None:
    rows = [(_median(ours, hosts), _median(base, others or hosts)) for _ in range(ROUNDS)]
    mine, other = (statistics.median(column) for column in zip(*rows, strict=True))
    print(f"{name:58} {mine:9.2f} {other:9.2f} {statistics.median(a / b for a, b in rows):6.2f}", flush=True)


def _median(call: Callable[[str], object], hosts: Sequence[str]) -> float:
    """Returns the median time of a call, in microseconds."""
    times = []
    for host in hosts:
        start = time.perf_counter_ns()
        call(host)
        times.append(time.perf_counter_ns() - start)
    return statistics.median(times) / 1000


def _to_letters(label: str) -> str:
    """Returns the label with an accent, so that it is written as an A-label."""
    return (
        label.translate(str.maketrans("aeou", "áéóú")) if label.strip("aeou") != label or "a" in label else label + "é"
    )


def _filled(piece: str, tail: str = ".example") -> str:
    return (piece * 260)[: 253 - len(tail)].strip(".-") + tail


HOSTILE = {
    "letters, four labels": _filled("a" * 63 + "."),
    "hyphens": _filled("a-" * 31 + "a."),
    "one name again and again": _filled("paypal" * 10 + "."),
    "names and words": _filled("paypal-login-" * 4 + "amazon."),
    "digits for letters": _filled("p4yp41" * 10 + "."),
    "many labels": _filled("paypal.com."),
    "A-labels": _filled("xn--pypal-4ve."),
    "words": _filled("createmusicbluebay" * 3 + "."),
}


def _word(rng: random.Random) -> str:
    syllables = rng.randint(3, 5)
    return "".join(rng.choice("bcdfghjklmnprstvwxz") + rng.choice("aeiou") for _ in range(syllables)) + rng.choice(
        "nrs"
    )


def _many_platforms() -> tuple[Guard, float]:
    """Returns a guard over invented platforms and the seconds that its load took.

    What memory it needs is measured in a process of its own by tests/lookalikes/test_index.py.
    """
    raw = compiled.to_bytes(_bundle())
    start = time.perf_counter()
    found, stored = compiled.from_bytes(raw)
    guard = Guard(Knowledge(stored, found.version, found.date))
    seconds = time.perf_counter() - start
    start = time.perf_counter()
    guard.check("unknown.example")
    print(f"{'    first check of an unknown host, seconds':58} {time.perf_counter() - start:9.2f}")
    return guard, seconds


def _bundle() -> Bundle:
    rng = random.Random(4)
    source = Source(id="s", kind="official", title="t", publisher="p", url="https://p.example", seen="2026-11-22")
    platforms = []
    for number in range(PLATFORMS):
        name = _word(rng) + _word(rng)[:2]
        values: tuple[tuple[Any, str, Any], ...] = (
            ("domain", f"{name}.com", "home"),
            ("domain", f"{_word(rng)}.net", "owned"),
            ("domain", f"{_word(rng)}{_word(rng)[:3]}.org", "owned"),
            ("email", f"help@{name}.com", "support"),
            ("phone", f"+4420{rng.randint(10**7, 10**8 - 1)}", "support"),
        )
        channels = tuple(
            Channel(id=f"c{index}", kind=kind, value=value, role=role, quality="confirmed", sources=("s",))
            for index, (kind, value, role) in enumerate(values)
        )
        names: dict[str, tuple[str, ...]] = {"en": (name.title(),), "zh": (name.title(),)}
        platforms.append(
            Platform(
                slug=f"p{number}",
                category="ecommerce",
                home=f"{name}.com",
                checked="2026-11-22",
                names=names,
                channels=channels,
                sources=(source,),
            )
        )
    shipped = compiled.to_bundle(compiled.read_shipped()[1])
    return msgspec.structs.replace(shipped, platforms=tuple(platforms), pinyin={})


if __name__ == "__main__":
    main()
