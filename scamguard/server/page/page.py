"""The page for people, and the policy that it is sent with."""

from __future__ import annotations

import msgspec


class Page(msgspec.Struct, frozen=True):
    """A document and its Content-Security-Policy."""

    body: bytes
    policy: str


def page() -> Page:
    """Returns the page."""
    return Page(b"<!doctype html><title>scamguard</title>", "default-src 'none'")
