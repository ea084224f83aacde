"""What a host costs beside other libraries: `python tests/benchmarks/bench_peers.py`.

`pip install -e '.[dev,peers]'` installs them. What each catches is told by `peers.py`; this tells the time alone.
"""

from __future__ import annotations

import argparse
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

from comparison.adapters import scamguard as ours
from comparison.hosts import POPULAR, hosts_for, names_for, synthetic_names
from comparison.measure import microseconds
from comparison.peer import AbsentError, Peer, Protected
from harness import part, rows
from harness.rows import LeftOut, Row, Told
from harness.turns import compared
from peers import DOMAINS, MANY, loaded, npm_folder_for, peers_here, stay_on_one_core, timed_hosts


def rows_of(asked: argparse.Namespace) -> Iterator[Told]:
    """Yields a row for each peer that is here: scamguard told the same names, beside it."""
    stay_on_one_core()
    protected = names_for(DOMAINS)
    try:
        hosts = timed_hosts(hosts_for(protected, POPULAR))
    except (AbsentError, ImportError):
        raise rows.AbsentError("dnstwist: not installed, and it makes the hosts (pip install -e '.[dev]')") from None
    with npm_folder_for(Path() if shutil.which("npm") and not asked.quick else None) as folder:
        peers, absent = peers_here(folder)
        many = [*protected, *synthetic_names(MANY - len(protected))]
        for names in (protected,) if asked.quick else (protected, many):
            yield from _beside(peers, names, hosts, 3 if asked.quick else 7)
    yield from map(LeftOut, absent)


def _beside(peers: Sequence[Peer], names: Sequence[Protected], hosts: Sequence[str], rounds: int) -> Iterator[Row]:
    with loaded(peers, names) as checkers:
        times = dict(zip(checkers, microseconds(list(checkers.values()), hosts, rounds), strict=True))
    told_the_same = times[ours.told_the_same().title]
    for title, found in times.items():
        if title != ours.told_the_same().title:
            turns = compared(zip(told_the_same, found, strict=True))
            yield Row.of(f"host, {len(names):,} names", turns, title)


if __name__ == "__main__":
    part.main(rows_of, __doc__)
