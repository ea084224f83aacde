"""The classes a contact belongs to, which facts speak about."""

from __future__ import annotations

import phonenumbers
from phonenumbers import PhoneNumberType

from scamguard.knowledge.knowledge import Knowledge
from scamguard.model.contacts import Account, Contact, Email, Phone, Portal
from scamguard.model.scope import NETWORKS
from scamguard.parse.plans import type_of

_MOBILE = frozenset({PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE, PhoneNumberType.PERSONAL_NUMBER})
_LANDLINE = frozenset({PhoneNumberType.FIXED_LINE, PhoneNumberType.FIXED_LINE_OR_MOBILE})


def classes_of(contact: Contact, knowledge: Knowledge) -> frozenset[str]:
    """Returns the contact's kind and every narrower class that it falls into."""
    if isinstance(contact, Phone):
        return phone_classes(contact.canonical, contact.short, contact.region)
    if isinstance(contact, Email):
        return frozenset({"email", "free-mail"} if contact.domain in knowledge.hosts.free_mail else {"email"})
    if isinstance(contact, Account):
        base = {"account", contact.network} - {"handle"}
        return frozenset(base | (phone_classes(contact.phone, False) if contact.phone else set()))
    if isinstance(contact, Portal):
        return frozenset({"portal"}) | (claimed_classes(contact.medium) if contact.medium else frozenset())
    return frozenset({contact.kind})


def claimed_classes(medium: str) -> frozenset[str]:
    """Returns the classes of a claimed kind of channel that facts speak about: an id on a network is an account."""
    return frozenset({medium, "account"} if medium in NETWORKS else {medium}) - {"url"}


def phone_classes(canonical: str, short: bool, region: str | None = None) -> frozenset[str]:
    """Returns "phone" with the narrower classes of a number: short numbers and sender ids may also send SMS."""
    if short:
        return frozenset({"phone", "sms"})
    if canonical.startswith("+861") and "x" in canonical:
        return frozenset({"phone", "mobile", "sms"})
    if not canonical.startswith("+") or "x" in canonical:
        return frozenset({"phone"})
    number = _number(canonical, region)
    if number is None:
        return frozenset({"phone"})
    kind = type_of(number)
    found = {"phone"}
    if kind in _MOBILE:
        found |= {"mobile", "sms"}
    if kind in _LANDLINE:
        found.add("landline")
    if kind == PhoneNumberType.VOIP:
        found.add("voip")
    if number.country_code != 86:
        found.add("overseas-phone")
    return frozenset(found)


def _number(canonical: str, region: str | None) -> phonenumbers.PhoneNumber | None:
    """Returns libphonenumber's value of an E.164 number; where the region is known, nothing needs to be parsed again."""
    code = phonenumbers.country_code_for_region(region or "")
    if code and canonical.startswith(f"+{code}") and canonical[len(str(code)) + 1 :].isdigit():
        rest = canonical[len(str(code)) + 1 :]
        return phonenumbers.PhoneNumber(
            country_code=code, national_number=int(rest), italian_leading_zero=True if rest[0] == "0" else None
        )
    try:
        return phonenumbers.parse(canonical, None)
    except phonenumbers.NumberParseException:
        return None
