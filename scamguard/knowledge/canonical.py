"""Canonical forms of recorded values, which the data checks hold the files to."""

from __future__ import annotations

from scamguard.errors import InvalidContact
from scamguard.knowledge.schema import Channel
from scamguard.model.contacts import Url
from scamguard.parse.contact import parse_contact

_PHONE_KINDS = frozenset({"phone", "sms"})


def canonical_value(channel: Channel) -> str | None:
    """Returns the canonical form of a channel's value, or None where it is none of its kind."""
    value = channel.value
    try:
        if channel.kind in _PHONE_KINDS:
            return _canonical_phone(channel)
        if channel.kind in ("domain", "host", "mail-domain"):
            return canonical_host(value)
        if channel.kind == "url":
            return _canonical_url(value)
        if channel.kind == "email" or channel.kind == "app":
            return parse_contact(value, channel.kind).canonical
    except InvalidContact:
        return None
    return value.strip().removeprefix("@") if channel.kind == "account" else value.strip()


def canonical_host(value: str) -> str | None:
    """Returns the hostname that a text is, or None where it is anything else."""
    try:
        found = parse_contact(value, "url")
    except InvalidContact:
        return None
    return found.host if isinstance(found, Url) and "." in found.host and "@" not in value else None


def _canonical_phone(channel: Channel) -> str | None:
    region = channel.regions[0] if channel.regions else None
    found = parse_contact(channel.value, "phone", region).canonical
    if found.startswith("0"):
        return None  # a national number: without its country it is nobody's
    is_sender_id = channel.kind == "sms" and channel.value.isdigit() and not channel.value.startswith("0")
    return channel.value if is_sender_id else found


def _canonical_url(value: str) -> str:
    found = parse_contact(value, "url").canonical
    return value if found.removesuffix("/") == value.removesuffix("/") else found
