"""What each peer catches, what it cries wolf at, and what a host costs."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Mapping, Sequence
from typing import Final, NamedTuple

from comparison.hosts import Hosts, in_unicode
from comparison.peer import Checker

#: A pass over all hosts that would take longer than this goes over some of them, in seconds.
LONGEST_PASS: Final = 0.5
FEWEST_HOSTS: Final = 20


class Count(NamedTuple):
    """How many of the hosts raised an alarm."""

    alarms: int
    hosts: int

    @property
    def share(self) -> float:
        """The part of the hosts, 0 to 1."""
        return self.alarms / self.hosts if self.hosts else 0.0


class Answers(NamedTuple):
    """What a peer answered.

    Attributes:
        writing: "xn--" or "Unicode": how it was given hosts in other scripts, whichever way it catches more.
        permutations: by dnstwist's class.
        worded: by shape.
        popular: alarms on popular hosts.
        sisters: alarms on genuine sister domains.
    """

    writing: str
    permutations: Mapping[str, Count]
    worded: Mapping[str, Count]
    popular: Count
    sisters: Count


def macro(counts: Mapping[str, Count]) -> float:
    """Returns the mean of the shares: every class weighs the same."""
    return statistics.mean(count.share for count in counts.values() if count.hosts)


def answers_of(checker: Checker, hosts: Hosts) -> Answers:
    """Returns a peer's answers in the writing of hosts in which it catches more."""
    plain = {kind: _count(checker, found) for kind, found in hosts.permutations.items()}
    decoded = {kind: _count(checker, _decoded(found)) for kind, found in hosts.permutations.items()}
    unicode = macro(decoded) > macro(plain)
    write: Callable[[Sequence[str]], Sequence[str]] = _decoded if unicode else list
    return Answers(
        "Unicode" if unicode else "xn--",
        decoded if unicode else plain,
        {shape: _count(checker, write(found)) for shape, found in hosts.worded.items()},
        _count(checker, write(hosts.popular)),
        _count(checker, write(hosts.sisters)),
    )


def microseconds(checkers: Sequence[Checker], hosts: Sequence[str], rounds: int) -> list[list[float]]:
    """Returns the microseconds a host of each checker, round by round; in each the checkers take turns."""
    passes = [_pass(checker, hosts) for checker in checkers]
    times = [
        [checker.seconds(found) / len(found) * 1e6 for checker, found in zip(checkers, passes, strict=True)]
        for _ in range(rounds)
    ]
    return [list(column) for column in zip(*times, strict=True)]


def _pass(checker: Checker, hosts: Sequence[str]) -> Sequence[str]:
    """Returns as many of the hosts as fit into one pass; asking for the first ones warms the peer up."""
    first = hosts[:FEWEST_HOSTS]
    checker.seconds(first)
    each = checker.seconds(first) / len(first)
    return hosts[: max(FEWEST_HOSTS, int(LONGEST_PASS / each))]


def _count(checker: Checker, hosts: Sequence[str]) -> Count:
    return Count(sum(checker.alarms(hosts)), len(hosts))


def _decoded(hosts: Sequence[str]) -> list[str]:
    return [in_unicode(host) for host in hosts]
