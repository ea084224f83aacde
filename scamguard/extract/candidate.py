"""A contact that was found in a view of a text."""

from __future__ import annotations

import msgspec

from scamguard.model.contacts import Contact


class Candidate(msgspec.Struct, frozen=True, gc=False):
    """A contact, and its place in the view; `label` is where the words begin that announce it (微信号：…)."""

    start: int
    end: int
    contact: Contact
    label: int | None = None


class Taken:
    """Which places of a view already belong to a contact.

    Args:
        length: of the view, in characters.
    """

    __slots__ = ("_mask",)

    def __init__(self, length: int) -> None:
        self._mask = bytearray(length)

    def is_free(self, start: int, end: int) -> bool:
        """Answers whether no contact stands anywhere in a place."""
        return self._mask.find(1, start, end) < 0

    def take(self, start: int, end: int) -> None:
        """Gives a place to a contact."""
        self._mask[start:end] = b"\x01" * (end - start)
