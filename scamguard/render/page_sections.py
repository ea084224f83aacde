"""Where on a platform's page each record stands: the rule that keeps everything that is not official apart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

import msgspec

from scamguard.knowledge.entries import Entry
from scamguard.knowledge.schema import Channel, Compromise, Fact
from scamguard.knowledge.scope import has_ended
from scamguard.knowledge.standing import Standing
from scamguard.model.scope import ChannelKind, Modal

#: The sections of a page in their order. Their ids hold an underscore, which no record's id can: anchors never clash.
SECTIONS: Final = (
    "taken_over",
    "official_channels",
    "never_does",
    "you_should_never",
    "does_not_have",
    "only_this_way",
    "looks_odd",
    "good_to_know",
    "how_to_check",
    "where_to_report",
    "proves_nothing",
    "formats_and_deadlines",
    "no_longer",
    "not_yet",
    "not_official",
    "not_the_same",
    "not_confirmed",
    "others_write_there",
    "disputed_statements",
    "not_for_contact",
    "how_complete",
)
#: The sections whose channels are official, at the date of the knowledge.
OFFICIAL_SECTIONS: Final = frozenset({"official_channels", "how_to_check", "where_to_report"})
#: The groups of the official channels in their order.
GROUPS: Final = (
    "websites_and_apps",
    "sign_in",
    "for_business",
    "help_and_support",
    "phones_and_texts",
    "mail_addresses",
    "chat_accounts",
)
_OF_STANDING: Final[Mapping[Standing, str]] = {
    Standing.COMPROMISED: "taken_over",
    Standing.RETIRED: "no_longer",
    Standing.NOT_YET: "not_yet",
    Standing.NOT_OFFICIAL: "not_official",
    Standing.DISPUTED: "not_official",
    Standing.SILENT: "not_for_contact",
}
_OF_ROLE: Final = {"report-phishing": "where_to_report", "verify": "how_to_check"}
_OF_MODAL: Final[Mapping[Modal, str]] = {
    "has": "good_to_know",
    "lacks": "does_not_have",
    "only": "only_this_way",
    "never": "never_does",
    "may": "looks_odd",
    "must": "formats_and_deadlines",
    "was": "no_longer",
    "check": "how_to_check",
    "not-proof": "proves_nothing",
    "not-same": "not_the_same",
}
#: Who is told not to do something, where it is not the platform that never does it.
_READERS: Final = frozenset({"user", "buyer", "seller"})
_GROUP_OF_KIND: Final = {
    "phone": "phones_and_texts",
    "sms": "phones_and_texts",
    "email": "mail_addresses",
    "mail-domain": "mail_addresses",
    "account": "chat_accounts",
    "app": "websites_and_apps",
}
_GROUP_OF_ROLE: Final = {
    "login": "sign_in",
    **dict.fromkeys(("seller-portal", "onboarding", "partner-list", "developer", "advertising"), "for_business"),
    **dict.fromkeys(
        ("help", "support", "service", "dispute", "feedback", "privacy", "security-report"), "help_and_support"
    ),
}


def section_of_channel(entry: Entry, as_of: str) -> str:
    """Returns the section that a channel stands in: with the official ones only if it is official at the date."""
    standing = entry.standing(None, None, as_of)
    role = entry.channel.role
    if standing is Standing.OFFICIAL:
        return _OF_ROLE.get(role, "official_channels")
    if standing is Standing.SILENT and role == "merchant-hosted":
        return "others_write_there"
    return _OF_STANDING.get(standing, "not_confirmed")


def section_of_fact(fact: Fact, as_of: str) -> str:
    """Returns the section that a fact stands in."""
    if fact.status != "active":
        return "disputed_statements"
    if has_ended(fact.valid, as_of):
        return "no_longer"
    if fact.modal == "never" and fact.who in _READERS:
        return "you_should_never"
    return _OF_MODAL[fact.modal]


def group_of(channel: Channel) -> str:
    """Returns the group of the official channels that a channel belongs to."""
    return _GROUP_OF_KIND.get(channel.kind) or _GROUP_OF_ROLE.get(channel.role, "websites_and_apps")


def alike(entries: Iterable[Entry]) -> list[list[Entry]]:
    """Returns the channels of which all the same is said, but for value and region, together: one line each."""
    found: dict[tuple[Channel, tuple[Compromise, ...]], list[Entry]] = {}
    for entry in entries:
        kind: ChannelKind = "domain" if entry.channel.kind == "host" else entry.channel.kind
        same = msgspec.structs.replace(entry.channel, id="", value="", regions=(), kind=kind)
        key = (same, entry.compromised)
        found.setdefault(key, []).append(entry)
    return list(found.values())
