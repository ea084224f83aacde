"""What the run knows of a peer: its version, and a checker for the names that it is given."""

from __future__ import annotations

import importlib.metadata
import time
from collections.abc import Callable, Sequence
from typing import NamedTuple, Protocol


class Protected(NamedTuple):
    """One name to protect: all that a peer is told about a platform."""

    domain: str
    name: str

    @property
    def label(self) -> str:
        """The part of the domain that people know."""
        return self.domain.partition(".")[0]


class Checker(Protocol):
    """A peer that has been given its names."""

    def alarms(self, hosts: Sequence[str]) -> list[bool]:
        """Answers for each host whether the peer warns of it."""

    def seconds(self, hosts: Sequence[str]) -> float:
        """Returns the processor time of one pass over the hosts: what else the machine does is not in it."""

    def close(self) -> None:
        """Ends what the checker has started."""


class Peer(NamedTuple):
    """A row of the table.

    Attributes:
        name: what people call it.
        version: as installed.
        variant: how it was set up, where it takes part more than once.
        load: makes a checker from the names to protect; returns None where so many names are out of its reach.
    """

    name: str
    version: str
    variant: str
    load: Callable[[Sequence[Protected]], Checker | None]

    @property
    def title(self) -> str:
        """Its name and variant."""
        return f"{self.name}, {self.variant}" if self.variant else self.name


class AbsentError(Exception):
    """The peer is not installed, or what runs it is missing; the text says which."""


class InProcess:
    """A checker around a function that answers a batch of hosts in this process."""

    def __init__(self, judge: Callable[[Sequence[str]], list[bool]]) -> None:
        self._judge = judge

    def alarms(self, hosts: Sequence[str]) -> list[bool]:
        """Answers for each host whether the peer warns of it."""
        return self._judge(hosts)

    def seconds(self, hosts: Sequence[str]) -> float:
        """Returns the processor time of one pass over the hosts."""
        start = time.process_time()
        self._judge(hosts)
        return time.process_time() - start

    def close(self) -> None:
        """Ends nothing: all of it is in this process."""


def host_by_host(warns: Callable[[str], bool]) -> InProcess:
    """Returns a checker around a function that answers for one host."""
    return InProcess(lambda hosts: [warns(host) for host in hosts])


def installed_version(distribution: str) -> str:
    """Returns the version of an installed distribution.

    Raises:
        AbsentError: it is not installed.
    """
    try:
        return importlib.metadata.version(distribution)
    except importlib.metadata.PackageNotFoundError:
        raise AbsentError(f"{distribution}: not installed (pip install -e '.[dev,peers]')") from None
