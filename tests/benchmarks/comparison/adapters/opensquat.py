"""openSquat: its `SquattingDetector`, keyword by keyword over the list of hosts, as its command does with a feed."""

from __future__ import annotations

import importlib
from collections.abc import Sequence

from comparison.peer import Checker, InProcess, Peer, Protected, installed_version


def peer() -> Peer:
    """Returns the peer."""
    return Peer("opensquat", installed_version("opensquat"), "", load)


def load(protected: Sequence[Protected]) -> Checker:
    """Returns a checker: the keywords are the bare names.

    The confidence level is the class's own default (2); the command's default (1) catches less.
    """
    detector = importlib.import_module("opensquat.squatting_detector").SquattingDetector()
    keywords = [each.label for each in protected]

    def judge(hosts: Sequence[str]) -> list[bool]:
        lines = list(hosts)
        found: set[str] = set()
        for keyword in keywords:
            found.update(detector.check(keyword, lines))
        return [host in found for host in hosts]

    return InProcess(judge)
