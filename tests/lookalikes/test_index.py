"""The cost of a check depends on the length of the host: not on how many names there are, nor on what it is made of.

These are proofs with room for a busy machine; `tests/benchmarks/bench_lookalikes.py` measures the true figures.
"""

from __future__ import annotations

import itertools
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

import pytest
import synthetic
from hostile_hosts import HOSTILE, MAX_HOST, MAX_LABEL

from scamguard import Guard, Status

AS_OF: Final = "2026-11-21"
ALARMS: Final = (Status.IMPERSONATION, Status.SUSPICIOUS)
ROUNDS: Final = 7
HOSTS: Final = 800
#: How many times the cost with the shipped names the cost with 10,000 platforms may be: 1.3, and noise.
MAX_RATIO: Final = 1.6
#: Seconds that load and first check may take: 1.5, and noise.
MAX_SECONDS: Final = 3.0
MAX_MEGABYTES: Final = 300
#: How many times the cost of a usual host the longest may cost.
MAX_TIMES_USUAL: Final = 20
#: How many times its cost a host of twice the length may cost: a linear cost doubles.
MAX_DOUBLED: Final = 3
#: What two lengths may differ in for being judged by another rule, in costs of a usual host.
ANOTHER_RULE: Final = 4
LENGTHS: Final = (60, 120, 240)
RUNS: Final = 7
#: A machine that is busy with something else gets another chance.
CHANCES: Final = 3


@pytest.fixture(scope="module")
def compiled_platforms() -> bytes:
    return synthetic.compiled_platforms(synthetic.PLATFORMS)


@pytest.fixture(scope="module")
def many(compiled_platforms: bytes) -> Guard:
    return synthetic.guard_over(compiled_platforms)


@pytest.fixture(scope="module")
def shipped() -> Guard:
    return Guard()


@pytest.fixture(scope="module")
def usual(shipped: Guard) -> float:
    """Returns what a usual host costs, in nanoseconds."""
    hosts = synthetic.unknown_hosts(HOSTS)
    median_of(shipped, hosts)
    return statistics.median(median_of(shipped, hosts) for _ in range(3))


def nanoseconds(guard: Guard, host: str) -> int:
    start = time.process_time_ns()
    guard.check(host, as_of=AS_OF)
    return time.process_time_ns() - start


def median_of(guard: Guard, hosts: Sequence[str]) -> float:
    return statistics.median(nanoseconds(guard, host) for host in hosts)


def least_of(guard: Guard, host: str) -> int:
    return min(nanoseconds(guard, host) for _ in range(RUNS))


def holds_once(measured: Callable[[], bool]) -> bool:
    return any(measured() for _ in range(CHANCES))


# ---- many names


def test_the_cost_does_not_grow_with_the_names(many: Guard, shipped: Guard) -> None:
    hosts = synthetic.unknown_hosts(HOSTS)
    median_of(many, hosts), median_of(shipped, hosts)  # what is built at the first check is built

    ratios = [median_of(many, hosts) / median_of(shipped, hosts) for _ in range(ROUNDS)]

    print(f"with {synthetic.PLATFORMS:,} platforms: {statistics.median(ratios):.2f} times the cost (limit 1.3)")
    assert statistics.median(ratios) <= MAX_RATIO, ratios


def test_many_names_are_loaded_in_time(compiled_platforms: bytes, tmp_path: Path) -> None:
    path = tmp_path / "many.msgpack"
    path.write_bytes(compiled_platforms)

    done = subprocess.run([sys.executable, synthetic.__file__, str(path)], capture_output=True, text=True, check=True)

    figures = json.loads(done.stdout)
    print(f"with {synthetic.PLATFORMS:,} platforms: {figures} (limits: 1.5 seconds, {MAX_MEGABYTES} megabytes)")
    assert figures["load"] + figures["first check"] <= MAX_SECONDS
    assert figures["megabytes"] <= MAX_MEGABYTES


def test_the_many_names_are_protected(many: Guard) -> None:
    """Else the other tests measure nothing: each name is imitated in two ways, and the platform is named."""
    assert len(many.knowledge.platforms) == synthetic.PLATFORMS
    assert {len(platform.channels) for platform in many.knowledge.platforms.values()} == {synthetic.CHANNELS}

    homes = [platform.home for platform in many.knowledge.platforms.values()][:: synthetic.PLATFORMS // 200]
    long = [home for home in homes if len(home) >= len("sixsix.com")]
    caught = [
        verdict.status in ALARMS and many.knowledge.platforms[verdict.imitates or ""].home == home
        for home in long
        for host in (f"{home.removesuffix('.com')}-login.net", home.replace(".com", ".top"))
        if (verdict := many.check(host, as_of=AS_OF))
    ]

    assert len(caught) > 200
    assert sum(caught) / len(caught) >= 0.95


# ---- hostile hosts


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_host_costs_little_more_than_a_usual_one(shipped: Guard, usual: float, kind: str) -> None:
    host = HOSTILE[kind].of(MAX_HOST)
    shipped.check(host)

    assert holds_once(lambda: least_of(shipped, host) <= MAX_TIMES_USUAL * usual), (
        f"{least_of(shipped, host) / usual:.0f} times the cost of a usual host: {host}"
    )


@pytest.mark.parametrize("kind", HOSTILE)
def test_the_cost_is_linear_in_the_length(shipped: Guard, usual: float, kind: str) -> None:
    hosts = [HOSTILE[kind].of(length) for length in LENGTHS]

    def is_linear() -> bool:
        costs = [least_of(shipped, host) for host in hosts]
        return all(
            longer <= MAX_DOUBLED * shorter + ANOTHER_RULE * usual for shorter, longer in itertools.pairwise(costs)
        )

    assert holds_once(is_linear), [round(least_of(shipped, host) / usual, 1) for host in hosts]


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_host_is_answered(shipped: Guard, many: Guard, kind: str) -> None:
    for length in (*LENGTHS, MAX_HOST):
        host = HOSTILE[kind].of(length)
        assert length - 14 <= len(host) <= length
        assert all(1 <= len(label) <= MAX_LABEL for label in host.split("."))
        for contact in (host, f"a@{host}", f"https://www.google.com/url?q=https%3A%2F%2F{host}"):
            for claims in (None, "paypal"):
                assert shipped.check(contact, claims=claims, as_of=AS_OF).reasons
            assert many.check(contact, as_of=AS_OF).reasons
