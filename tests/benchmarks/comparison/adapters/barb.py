"""barb: all twelve offline analysers on the host as a URL; SUSPICIOUS and worse is an alarm, as in its own figures."""

from __future__ import annotations

import importlib
from collections.abc import Sequence

from comparison.peer import Checker, InProcess, Peer, Protected, installed_version

ALARMS = frozenset({"SUSPICIOUS", "HIGH_RISK", "PHISHING"})


def peer() -> Peer:
    """Returns the peer."""
    return Peer("barb-phish", installed_version("barb-phish"), "", load)


def load(protected: Sequence[Protected]) -> Checker:
    """Returns a checker whose table of brands holds the given names alone.

    It documents no way to name other brands, so the table is exchanged in memory before every pass. A name that it
    ships keeps the official domains that it ships. Its allowlist of well-known sites, its thresholds and its weights
    stay as they are.
    """
    analyse = importlib.import_module("barb.main")._analyze_single
    config = importlib.import_module("barb.config").AppConfig()
    tables = [importlib.import_module(f"barb.analyzers.{name}") for name in ("brand", "typosquat")]
    shipped = importlib.import_module("barb.analyzers.base").load_data("brands.json")
    brands = {each.label: [each.domain, *shipped.get(each.label, ())] for each in protected}

    def judge(hosts: Sequence[str]) -> list[bool]:
        for table in tables:
            vars(table).update(_brands=brands)
        return [analyse(f"https://{host}/", config).verdict.value in ALARMS for host in hosts]

    return InProcess(judge)
