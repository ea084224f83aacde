"""What is scanned: the text that a person reads, and where it stands in the decoded original."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Literal

import msgspec

from scamguard.model.verdict import Sentence


class Origins(msgspec.Struct, frozen=True):
    """A map from places in a readable text to places in the original that it was taken from.

    Both run in step from `starts[i]` and `origins[i]` on for `lengths[i]` characters, up to the next entry; what stands
    between two runs (a blank that a tag became) belongs to the run before it. Where `widths[i]` differs from
    `lengths[i]`, the run is one piece that so many characters of the original stand for (`&#46;` for a full stop).
    """

    starts: Sequence[int] = (0,)
    origins: Sequence[int] = (0,)
    lengths: Sequence[int] = ()
    #: How many characters of the original each run stands for; empty where every run is as long as its origin.
    widths: Sequence[int] = ()

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Returns the place in the original that a place in the readable text stands for."""
        if not self.lengths:
            return start, end
        first = self._origin(start)
        return first, max(first, self._origin_end(end - 1)) if end > start else first

    def _origin(self, index: int) -> int:
        run, within = self._place(index)
        return self.origins[run] + (within if self._width(run) == self.lengths[run] else 0)

    def _origin_end(self, index: int) -> int:
        run, within = self._place(index)
        width = self._width(run)
        return self.origins[run] + (within + 1 if width == self.lengths[run] else width)

    def _place(self, index: int) -> tuple[int, int]:
        run = max(0, bisect_right(self.starts, index) - 1)
        return run, max(0, min(index - self.starts[run], self.lengths[run] - 1))

    def _width(self, run: int) -> int:
        return self.widths[run] if self.widths else self.lengths[run]


class Link(msgspec.Struct, frozen=True, gc=False):
    """A target that is not read but followed: `href`, `mailto:`, `tel:`, a form's action, a QR code.

    `start` and `end` are its place in the original (the attribute's value, undecoded); `shown` is the text that a
    person clicks on, `at` where that text begins in the readable text.
    """

    target: str
    start: int
    end: int
    shown: str = ""
    at: int | None = None


class Mailbox(msgspec.Struct, frozen=True, gc=False):
    """A mailbox of a mail's header: From, Reply-To, Return-Path or Sender, and its place in the original."""

    header: Literal["from", "reply-to", "return-path", "sender"]
    address: str
    display_name: str
    start: int
    end: int


class Mail(msgspec.Struct, frozen=True):
    """What a mail's header says: its mailboxes, and the results of authentication (RFC 8601) by method."""

    mailboxes: tuple[Mailbox, ...] = ()
    authentication: dict[str, str] = {}


class Document(msgspec.Struct, frozen=True):
    """One text to scan.

    Attributes:
        text: what a person reads in it.
        original: the decoded original, which offsets refer to; the same as `text` for plain text.
        origins: where the readable text stands in the original.
        file: its name, with the place inside an archive ("shop.zip!/page.html"); None for a text without a file.
        title: a page's title, a mail's subject; parts of a mail carry its subject.
        links: what is followed and not read.
        mail: what the header of a mail says; on the document of the header alone.
        notes: what was noticed while it was read (an encoding was guessed …).
        sender: the name that the sender of a mail shows, on its header and on each of its parts.
    """

    text: str
    original: str
    origins: Origins = Origins()
    file: str | None = None
    title: str = ""
    links: tuple[Link, ...] = ()
    mail: Mail | None = None
    notes: tuple[Sentence, ...] = ()
    sender: str = ""


class Unreadable(msgspec.Struct, frozen=True, gc=False):
    """A file, or a part of one, that could not be read, and why."""

    file: str
    problem: str
