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
HOSTS: Final = 800
#: So many of them tell what a usual host costs, beside one that is hostile.
FEW_HOSTS: Final = 200
#: Medians are taken this often, and the least of them counts: what else a machine does only ever adds to a cost.
ROUNDS: Final = 5
#: Checks of one host that a median is taken of.
RUNS: Final = 5
#: A measurement that is over its limit is repeated this often before it counts.
REPEATS: Final = 3
#: How many times the cost with the shipped names the cost with 10,000 platforms may be: 1.3, and noise.
MAX_RATIO: Final = 1.6
#: Seconds that load and first check may take: 1.5, and noise.
MAX_SECONDS: Final = 4.0
MAX_MEGABYTES: Final = 300
#: How many times the cost of a usual host the longest may cost.
MAX_TIMES_USUAL: Final = 20
#: How many times its cost a host of twice the length may cost: a linear cost doubles.
MAX_DOUBLED: Final = 3
#: What two lengths may differ in for being judged by another rule, in costs of a usual host.
ANOTHER_RULE: Final = 4
LENGTHS: Final = (60, 120, 240)


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
def usual_hosts() -> list[str]:
    return synthetic.unknown_hosts(HOSTS)


def nanoseconds(guard: Guard, host: str) -> int:
    start = time.process_time_ns()
    guard.check(host, as_of=AS_OF)
    return time.process_time_ns() - start


def median_of(guard: Guard, hosts: Sequence[str]) -> float:
    return statistics.median(nanoseconds(guard, host) for host in hosts)


def cost_of(guard: Guard, host: str) -> float:
    """Returns what one host costs, in nanoseconds."""
    return min(median_of(guard, [host] * RUNS) for _ in range(ROUNDS))


def ratio_of(cost: Callable[[], float], other: Callable[[], float]) -> float:
    """Returns how the least of some costs is to the least of others, measured by turns."""
    pairs = [(cost(), other()) for _ in range(ROUNDS)]
    return min(one for one, _ in pairs) / min(two for _, two in pairs)


def least_ratio(measured: Callable[[], float], limit: float) -> float:
    """Returns a ratio, measured again a few times while it is over its limit."""
    least = measured()
    for _ in range(REPEATS):
        if least <= limit:
            break
        least = min(least, measured())
    return least


# ---- many names


def test_the_cost_does_not_grow_with_the_names(many: Guard, shipped: Guard, usual_hosts: list[str]) -> None:
    median_of(many, usual_hosts), median_of(shipped, usual_hosts)  # what is built at the first check is built

    ratio = least_ratio(
        lambda: ratio_of(lambda: median_of(many, usual_hosts), lambda: median_of(shipped, usual_hosts)), MAX_RATIO
    )

    print(f"with {synthetic.PLATFORMS:,} platforms: {ratio:.2f} times the cost (limit 1.3)")
    assert ratio <= MAX_RATIO


@pytest.mark.lengthy
def test_many_names_are_loaded_in_time(compiled_platforms: bytes, tmp_path: Path) -> None:
    path = tmp_path / "many.msgpack"
    path.write_bytes(compiled_platforms)

    command = [sys.executable, synthetic.__file__, str(path)]
    megabytes = 0.0

    def seconds() -> float:
        nonlocal megabytes
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        figures = json.loads(done.stdout)
        print(f"with {synthetic.PLATFORMS:,} platforms: {figures} (limits: 1.5 seconds, {MAX_MEGABYTES} megabytes)")
        megabytes = max(megabytes, figures["megabytes"])
        return float(figures["load"] + figures["first check"])

    assert least_ratio(seconds, MAX_SECONDS) <= MAX_SECONDS
    assert 0 < megabytes <= MAX_MEGABYTES


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
def test_a_hostile_host_costs_little_more_than_a_usual_one(shipped: Guard, usual_hosts: list[str], kind: str) -> None:
    host, few = HOSTILE[kind].of(MAX_HOST), usual_hosts[:FEW_HOSTS]
    shipped.check(host)

    ratio = least_ratio(
        lambda: ratio_of(lambda: median_of(shipped, [host] * RUNS), lambda: median_of(shipped, few)), MAX_TIMES_USUAL
    )

    print(f"{ratio:.1f} times the cost of a usual host (limit {MAX_TIMES_USUAL}): {kind}")
    assert ratio <= MAX_TIMES_USUAL, host


@pytest.mark.lengthy
@pytest.mark.parametrize("kind", HOSTILE)
def test_the_cost_is_linear_in_the_length(shipped: Guard, usual_hosts: list[str], kind: str) -> None:
    hosts = [HOSTILE[kind].of(length) for length in LENGTHS]

    def most_doubled() -> float:
        leeway = ANOTHER_RULE * median_of(shipped, usual_hosts[:FEW_HOSTS])
        costs = [cost_of(shipped, host) for host in hosts]
        return max((longer - leeway) / shorter for shorter, longer in itertools.pairwise(costs))

    assert least_ratio(most_doubled, MAX_DOUBLED) <= MAX_DOUBLED


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
