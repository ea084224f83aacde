"""What an unknown host costs, as ratios: `python tests/benchmarks/bench_lookalikes.py [--hosts HOSTS.txt[.gz]]`.

Each figure is the median over rounds in which both sides take turns in one process on one core. The hosts are those
of the file (one a line; 20,000 of them, evenly spread), or else invented ones.
"""

from __future__ import annotations

import argparse
import gzip
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final

import tldextract
from harness import part
from harness.rows import Row
from harness.turns import compared

from scamguard import Guard, Status

sys.path.insert(0, str(Path(__file__).parents[1] / "lookalikes"))

import synthetic

HOSTS: Final = 20_000
FEW_HOSTS: Final = 2_000
PLATFORMS: Final = 10_000
SHARED: Final = Path(__file__).resolve().parents[3] / "shared" / "eval" / "legit" / "popular_dev.txt.gz"


def rows(asked: argparse.Namespace) -> Iterator[Row]:
    """Yields every figure with its limit."""
    shipped = Guard()
    rounds = 3 if asked.quick else 5
    count = FEW_HOSTS if asked.quick else HOSTS
    hosts = [host for host in _hosts(asked.hosts, count) if shipped.check(host).status is Status.UNVERIFIED]
    extract = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)

    def row(
        name: str,
        sides: tuple[Callable[[str], object], Callable[[str], object]],
        these: Sequence[str],
        those: Sequence[str],
        told: tuple[str, str],
    ) -> Row:
        turns = compared((_median(sides[0], these), _median(sides[1], those)) for _ in range(rounds))
        return Row.of(name, turns, told[0], limit=told[1])

    check = shipped.check
    yield row("unknown host", (check, extract.extract_str), hosts, hosts, ("tldextract.extract_str", "at most 6"))
    plain = [host for host in hosts if not host.startswith("xn--")][:: max(1, len(hosts) // 2000)]
    others = [f"{_to_letters(host.partition('.')[0])}.{host.partition('.')[2]}" for host in plain]
    written = [host.encode("idna").decode() for host in others]
    yield row("xn-- host", (check, check), written, plain, ("a plain host", "at most 4"))
    for name, host in HOSTILE.items():
        told = "a usual host", "at most 20"
        yield row(f"253 characters, {name}", (check, check), [host] * 200, plain[:200], told)
        half = host[-(len(host) // 2) :].lstrip(".-")
        told = "half of it: 2 is linear", "at most 3"
        yield row(f"253 characters, {name}", (check, check), [host] * 200, [half] * 200, told)
    many = synthetic.guard_over(synthetic.compiled_platforms(PLATFORMS))
    many.check("unknown.example")
    told = "the shipped platforms", "at most 1.3"
    yield row(f"unknown host, {PLATFORMS:,} platforms", (many.check, check), hosts[::4], hosts[::4], told)


def _hosts(path: Path, count: int) -> list[str]:
    if not path.exists():
        return synthetic.unknown_hosts(count)
    raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    found = raw.decode().split()
    return found[:: max(1, len(found) // count)][:count]


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


def _add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--hosts", type=Path, default=SHARED, metavar="FILE", help="hosts, one a line")


if __name__ == "__main__":
    part.main(rows, __doc__, _add_options)
