"""A set of dnstwist's permutations, as monitoring does it: a host is an alarm where it is in the set."""

from __future__ import annotations

import importlib
from collections.abc import Sequence

from comparison.peer import Checker, Peer, Protected, host_by_host, installed_version

#: More names than this are not generated: a name of ten letters gives some ten thousand permutations.
MOST_NAMES = 20


def peer() -> Peer:
    """Returns the peer."""
    return Peer("dnstwist", installed_version("dnstwist"), "a generated set", load)


def load(protected: Sequence[Protected]) -> Checker | None:
    """Returns a checker over what dnstwist generates by default: without a dictionary and a list of top-level domains.

    With the dictionary and the list that made the hosts to find, it would find every one of them.
    """
    if len(protected) > MOST_NAMES:
        return None
    known = entries(protected)
    return host_by_host(lambda host: host in known)


def entries(protected: Sequence[Protected]) -> frozenset[str]:
    """Returns the permutations of all names, in A-labels."""
    dnstwist = importlib.import_module("dnstwist")
    found: set[str] = set()
    for each in protected:
        fuzzer = dnstwist.Fuzzer(each.domain)
        fuzzer.generate()
        found.update(permutation["domain"] for permutation in fuzzer.domains)
    return frozenset(found - {each.domain for each in protected})
