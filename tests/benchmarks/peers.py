"""scamguard beside its peers in one run: `python tests/benchmarks/peers.py --npm-folder` prints the tables in Markdown.

`pip install -e '.[dev,peers]'` installs the peers of Python. With `--npm-folder` the one of npm takes part too; it is
installed there, or in a temporary folder where none is named. What is absent is left out and named in one line.
"""

from __future__ import annotations

import argparse
import datetime as dt
import functools
import os
import platform
import random
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from comparison.adapters import barb, disarm, eth_phishing_detect, generated_set, impersonation_detector, opensquat
from comparison.adapters import scamguard as ours
from comparison.hosts import POPULAR, Hosts, hosts_for, is_below, names_for, synthetic_names
from comparison.measure import Answers, answers_of, microseconds
from comparison.peer import AbsentError, Checker, Peer, Protected, installed_version
from comparison.table import Row, to_markdown
from harness.page import NoMarksError, write_between

#: Three names of different lengths, whose platforms have many domains on record.
DOMAINS: Final = ("amazon.com", "aliexpress.com", "tiktok.com")
MANY: Final = 1_000
TIMED_HOSTS: Final = 400
ROUNDS: Final = 7
BEGIN: Final = "<!-- figures: written by tests/benchmarks/peers.py -->"


def main() -> None:
    """Measures every peer and prints the tables, or writes them into a page."""
    options = _options()
    try:
        installed_version("dnstwist")  # makes the hosts: nothing can be measured without it
    except AbsentError as error:
        sys.exit(str(error))
    stay_on_one_core()
    protected = names_for(options.protect)
    hosts = hosts_for(protected, options.popular)
    with npm_folder_for(options.npm_folder) as folder:
        peers, absent = peers_here(folder)
        rows = _rows(peers, protected, hosts)
    if not hosts.popular:
        absent.append("alarms on popular hosts: the list is not here")
    text = _report(protected, hosts, rows, absent)
    if options.page is None:
        print(text)
    else:
        try:
            write_between(options.page, BEGIN, text)
        except NoMarksError as error:
            sys.exit(str(error))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--protect", nargs="+", default=DOMAINS, metavar="DOMAIN", help="domains to protect")
    parser.add_argument("--npm-folder", type=Path, nargs="?", const=Path(), help="use or install the npm peer here")
    parser.add_argument("--popular", type=Path, default=POPULAR, metavar="FILE", help="popular hosts, one a line")
    parser.add_argument("--page", type=Path, metavar="FILE", help="write the tables into this page between its marks")
    return parser.parse_args()


def stay_on_one_core() -> None:
    """Keeps this process, and what it starts, on one core where the system can."""
    if sys.platform == "linux":
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


@contextmanager
def npm_folder_for(asked: Path | None) -> Iterator[Path | None]:
    """Yields the folder for the npm peer, a temporary one where it is asked for without a name."""
    if asked is None or asked != Path():
        yield asked
    else:
        with tempfile.TemporaryDirectory() as temporary:
            yield Path(temporary)


def peers_here(folder: Path | None) -> tuple[list[Peer], list[str]]:
    """Returns the peers that are here, and a line for each that is not."""
    makers: list[Callable[[], Peer]] = [impersonation_detector.peer, opensquat.peer, barb.peer, disarm.peer]
    absent = []
    if folder is None:
        absent.append("eth-phishing-detect: not asked for (--npm-folder)")
    else:
        makers += [functools.partial(eth_phishing_detect.peer, folder, lists=lists) for lists in (True, False)]
    makers += [generated_set.peer, ours.told_the_same, ours.as_shipped]
    peers = []
    for maker in makers:
        try:
            peers.append(maker())
        except AbsentError as error:
            absent.append(str(error))
    return peers, list(dict.fromkeys(absent))


def _rows(peers: Sequence[Peer], protected: Sequence[Protected], hosts: Hosts) -> list[Row]:
    many = [*protected, *synthetic_names(MANY - len(protected))]
    with loaded(peers, protected) as told_few, loaded(peers, many) as told_many:
        answers: dict[str, Answers] = {}
        for title, checker in told_few.items():
            print(f"asking {title}", file=sys.stderr)
            answers[title] = answers_of(checker, hosts)
        print("timing", file=sys.stderr)
        checkers = [*told_few.values(), *told_many.values()]
        times = [statistics.median(each) for each in microseconds(checkers, timed_hosts(hosts), ROUNDS)]
    few = dict(zip(told_few, times, strict=False))
    more = dict(zip(told_many, times[len(told_few) :], strict=True))
    return [Row(peer, answers[peer.title], few[peer.title], more.get(peer.title)) for peer in peers]


def timed_hosts(hosts: Hosts) -> list[str]:
    """Returns the hosts that are timed: popular ones, or names with words where there are none."""
    found = list(hosts.popular) or [host for shape in hosts.worded.values() for host in shape]
    return random.Random(3).sample(found, min(TIMED_HOSTS, len(found)))


@contextmanager
def loaded(peers: Sequence[Peer], protected: Sequence[Protected]) -> Iterator[Mapping[str, Checker]]:
    """Yields the peers that can be given so many names, by title."""
    checkers: dict[str, Checker] = {}
    try:
        for peer in peers:
            if (checker := peer.load(protected)) is not None:
                checkers[peer.title] = checker
        yield checkers
    finally:
        for checker in checkers.values():
            checker.close()


def _report(protected: Sequence[Protected], hosts: Hosts, rows: Sequence[Row], absent: Sequence[str]) -> str:
    both = sum(is_below(host, hosts.sisters) for host in hosts.popular)
    names = ", ".join(each.domain for each in protected)
    python = f"{platform.python_implementation()} {platform.python_version()}"
    about = (
        f"Measured on {dt.date.today().isoformat()}: {python}, {platform.system()} on {platform.machine()}, one core; "
        f"hosts by dnstwist {installed_version('dnstwist')}; protected: {names}. "
        f"Of the popular hosts {both} are genuine sister domains too, or stand below one."
    )
    lines = [f"* left out: {line}" for line in absent]
    return "\n\n".join((about, to_markdown(rows, len(protected), MANY), *(["\n".join(lines)] if lines else [])))


if __name__ == "__main__":
    main()
