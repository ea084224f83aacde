"""The frozen values that a contact is parsed into: what was written and its canonical form."""

from __future__ import annotations

from typing import ClassVar

import msgspec

from scamguard.model.scope import ContactKind, Network


class Phone(msgspec.Struct, frozen=True, tag_field="kind", tag="phone", gc=False, omit_defaults=True):
    """A telephone number or a sender id.

    `canonical` is E.164, or the digits alone for a short number, with `x` for what a mask hides.
    """

    kind: ClassVar[ContactKind] = "phone"

    raw: str
    canonical: str
    #: ISO 3166-1 region whose numbering plan the number follows; None where nothing tells.
    region: str | None = None
    #: A short number, hotline or sender id that is dialled as it stands.
    short: bool = False
    #: Some digits are hidden ("400-820-****").
    masked: bool = False
    extension: str | None = None
    #: Area code written before a short number ("021-95588").
    area_code: str | None = None
    #: Written with + or 00.
    international: bool = False
    #: Digits were written in a disguise (full-width, circled, Chinese, letters); the exact characters.
    disguise: str | None = None
    #: Its length is possible, but the numbering plan gives out no such number.
    unassigned: bool = False


class Email(msgspec.Struct, frozen=True, tag_field="kind", tag="email", gc=False, omit_defaults=True):
    """A mail address (RFC 5321 Mailbox); the domain in lower-case A-labels."""

    kind: ClassVar[ContactKind] = "email"

    raw: str
    canonical: str
    local: str
    domain: str
    display_name: str | None = None


class Url(msgspec.Struct, frozen=True, tag_field="kind", tag="url", gc=False, omit_defaults=True):
    """A web address as a browser reads it (URL Standard); `canonical` is its serialisation."""

    kind: ClassVar[ContactKind] = "url"

    raw: str
    canonical: str
    scheme: str
    #: ASCII host (A-labels), an IPv4 or bracketed IPv6 address; empty for schemes without one.
    host: str
    path: str = "/"
    port: int | None = None
    #: What stands before the @; browsers do not go there.
    username: str | None = None
    #: Whole URLs carried in a parameter or the fragment (open redirects).
    carries: tuple[str, ...] = ()
    #: Written so that it cannot be clicked (hxxp, [.]).
    defanged: bool = False
    #: In a scan: the account or app that the link opens, which the verdict speaks about.
    opens: Account | App | None = None


class Account(msgspec.Struct, frozen=True, tag_field="kind", tag="account", gc=False, omit_defaults=True):
    """An account on a chat or social network; `network` is "handle" where it cannot be known."""

    kind: ClassVar[ContactKind] = "account"

    raw: str
    canonical: str
    network: Network
    #: Canonical form of the phone number that the link or id contains.
    phone: str | None = None
    #: A group rather than a person.
    group: bool = False
    #: Whole URLs carried in the text of a chat link (`wa.me/…?text=`).
    carries: tuple[str, ...] = ()


class App(msgspec.Struct, frozen=True, tag_field="kind", tag="app", gc=False, omit_defaults=True):
    """A store listing; `canonical` is "google-play:PACKAGE" or "app-store:ID"."""

    kind: ClassVar[ContactKind] = "app"

    raw: str
    canonical: str
    store: str


class Portal(msgspec.Struct, frozen=True, tag_field="kind", tag="portal", gc=False, omit_defaults=True):
    """A way in that is described and not addressed; `canonical` is the describing words found."""

    kind: ClassVar[ContactKind] = "portal"

    raw: str
    canonical: str
    #: What it is said to be: phone, url, or nothing said.
    medium: str | None = None


class Ticket(msgspec.Struct, frozen=True, tag_field="kind", tag="ticket", gc=False, omit_defaults=True):
    """An id in the shape of support tickets, upper case."""

    kind: ClassVar[ContactKind] = "ticket"

    raw: str
    canonical: str


class NoContact(msgspec.Struct, frozen=True, gc=False):
    """What was written where no contact could be read; the kind is the one asked for, if any."""

    raw: str
    kind: ContactKind | None = None
    canonical: None = None


Contact = Phone | Email | Url | Account | App | Portal | Ticket
