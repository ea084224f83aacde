"""The one form in which a listed value is looked up, made by the parsers that read contacts."""

from __future__ import annotations

from typing import Final

import msgspec

from scamguard.errors import InvalidContact
from scamguard.knowledge.knowledge import Knowledge
from scamguard.knowledge.list_format import ACCOUNT, EMAIL, HOST, MAIL_DOMAIN, PHONE
from scamguard.model.contacts import Account, Contact, Email, Phone, Url
from scamguard.model.scope import NETWORKS, ContactKind
from scamguard.parse.contact import parse_contact
from scamguard.parse.hostnames import is_address

#: What a row can say that its value is: a network's name makes it an account there.
KINDS: Final = ("domain", "host", "phone", "email", "mail-domain", "account", *NETWORKS)
_FORCED: Final[dict[str, ContactKind]] = {
    "domain": "url", "host": "url", "mail-domain": "url", "phone": "phone", "email": "email", "account": "account",
}  # fmt: skip


class Value(msgspec.Struct, frozen=True):
    """A value as the list has it: the sort of key, its canonical form, and the contact that it is."""

    sort: str
    canonical: str
    contact: Contact

    @property
    def key(self) -> str:
        """What it is looked up by."""
        return self.sort + self.canonical


def value_of(text: str, kind: str, region: str | None, knowledge: Knowledge) -> Value:
    """Returns the value that a text is.

    Args:
        text: as somebody wrote it.
        kind: one of `KINDS`; "" where it is to be inferred.
        region: of numbers that name no country.
        knowledge: says which domains are everybody's.

    Raises:
        InvalidContact: it is none, or everybody's; the message says why.
    """
    if kind and kind not in KINDS:
        raise _refused(f"kind {kind!r}: use one of {', '.join(KINDS[:6])}, or a network")
    if text.startswith("*."):
        raise _refused("a domain covers all below it: write it without “*.”")
    contact = _parsed(text, kind, region)
    if isinstance(contact, Url):
        return _host(contact, MAIL_DOMAIN if kind == "mail-domain" else HOST, knowledge)
    if isinstance(contact, Phone):
        return _phone(contact)
    if isinstance(contact, Email):
        return Value(EMAIL, contact.canonical.lower(), contact)
    if isinstance(contact, Account):
        return Value(ACCOUNT, f"{contact.network}:{contact.canonical.casefold()}", contact)
    raise _refused(f"a {contact.kind} cannot be listed; give a domain, a number, a mailbox or an account")


def _parsed(text: str, kind: str, region: str | None) -> Contact:
    if kind not in NETWORKS:
        return parse_contact(text, _FORCED.get(kind), region)
    found = parse_contact(text, "account")
    if not isinstance(found, Account) or found.network not in ("handle", kind):
        raise _refused(f"is no account of {kind}")
    return msgspec.structs.replace(found, network=kind)


def _host(contact: Url, sort: str, knowledge: Knowledge) -> Value:
    """Returns the host that an address is."""
    host = contact.host
    if contact.canonical != f"{contact.scheme}://{host}/":
        raise _refused("is one page, or more than a host; a list takes whole hosts: write the host alone")
    if is_address(host):
        if sort == MAIL_DOMAIN:
            raise _refused("is no mail domain")
        return Value(sort, host, contact)
    if not knowledge.hosts.reaches(host, host, "/"):
        raise _refused("is a public suffix, or a place where anyone can publish: it is everybody's")
    if sort == MAIL_DOMAIN and host in knowledge.hosts.free_mail:
        raise _refused("anyone can have a mailbox there: it is everybody's")
    return Value(sort, host, contact)


def _phone(contact: Phone) -> Value:
    if contact.masked:
        raise _refused("some digits are hidden")
    if not contact.short and not contact.canonical.startswith("+"):
        raise _refused("names no country: write it with + and the country's code, or give --region")
    return Value(PHONE, contact.canonical, contact)


def _refused(problem: str) -> InvalidContact:
    return InvalidContact("not-listed", "", problem)
