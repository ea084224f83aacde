"""disarm: the host without its disguise, each label but the last compared with the protected names."""

from __future__ import annotations

import importlib
from collections.abc import Sequence

from comparison.peer import Checker, Peer, Protected, host_by_host, installed_version


def peer() -> Peer:
    """Returns the peer."""
    return Peer("disarm", installed_version("disarm"), "", load)


def load(protected: Sequence[Protected]) -> Checker:
    """Returns a checker: an alarm is a suspicious hostname, or a label at most one edit from a name.

    Both thresholds are its own, and reducing a host before `nearest_match` is what its documentation says to do:
    `strip_obfuscation` against homoglyphs, on hostnames too, and `contractions` (`rn` read as `m`) there only. It
    splits no registrable domains, so each label is asked about but the top-level one, as in the policy that it
    describes for whole-script spoofs.
    """
    module = importlib.import_module("disarm")
    names = [each.label for each in protected]

    def warns(host: str) -> bool:
        suspicious, analysis = module.is_suspicious_hostname(host, contractions=True)
        labels = module.strip_obfuscation(analysis.canonical).split(".")[:-1]
        return suspicious or any(module.nearest_match(label, names) is not None for label in labels)

    return host_by_host(warns)
