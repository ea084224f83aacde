"""impersonation-detector: `Detector.analyze` on a message that holds one link, its layers for senders and links."""

from __future__ import annotations

import importlib
from collections.abc import Sequence

from comparison.peer import Checker, Peer, Protected, host_by_host, installed_version

#: Layer 1 is lookalikes, 2 the learnt score of links; 3 reads the message's text, and there is none here.
LAYERS = frozenset({1, 2})


def peer() -> Peer:
    """Returns the peer."""
    return Peer("impersonation-detector", installed_version("impersonation-detector"), "", load)


def load(protected: Sequence[Protected]) -> Checker:
    """Returns a checker: everything but "allow" is an alarm.

    It takes the brand's name out of each domain itself: names beside the domains catch no host more, at twice the cost.
    `skip_protected_subdomains` is off for old callers' sake; its documentation says to turn it on for real mail.
    """
    module = importlib.import_module("impersonation_detector")
    names = [each.domain for each in protected]
    detector = module.Detector(names, layers=LAYERS, skip_protected_subdomains=True)
    return host_by_host(
        lambda host: detector.analyze(module.Message(body="", links=(f"https://{host}/",))).action != "allow"
    )
