"""What a document leads to and does not show: links, codes, and the mailboxes of a mail's header."""

from __future__ import annotations

import functools
import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import Final

import msgspec

from scamguard.errors import InvalidContact
from scamguard.extract.links import opened
from scamguard.extract.number_shapes import is_chinese, valid
from scamguard.extract.scope import Scope
from scamguard.model.contacts import Contact, Url
from scamguard.model.document import Link, Mail, Mailbox
from scamguard.model.report import ClaimPlace, ScanFinding
from scamguard.model.verdict import Finding, Status
from scamguard.parse.contact import parse_contact
from scamguard.parse.emails import parse_email
from scamguard.parse.text import MAX_CONTACT_CHARS
from scamguard.parse.urls import parse_link, require_site
from scamguard.rules import answers_elsewhere, authentication_failed, link_elsewhere
from scamguard.scanning.asking import Asking
from scamguard.scanning.text_scan import Said, TextScan

#: Links that lead somewhere by themselves: the others are pages of the same site, scripts, pictures in the text.
_FOLLOWED: Final = re.compile(r"(?:https?:)?//|mailto:|tel:|sms(?:to)?:|[a-z][a-z0-9+.-]{1,20}://", re.IGNORECASE)
#: A number to dial that names no country ("tel:18884192207"): what it is is told by the text, as in the text itself.
_DIALLED: Final = re.compile(r"(?:tel|sms|smsto):(?://)?(?P<digits>[0-9().\s-]{10,20})", re.IGNORECASE)
MAX_DIALLED_CHARS: Final = 40
_NOTHING_SAID: Final = Said(None, None, Scope())


class FollowedScan:
    """Judges what a document leads to.

    Args:
        asking: asks about what is found, and knows the document.
        text: the scan of the document's text: what was read there, and whose the links are said to be.
    """

    def __init__(self, asking: Asking, text: TextScan) -> None:
        self._asking = asking
        self._read = sorted(text.read, key=lambda place: place[:2])
        self._said = text.said

    def findings(self) -> Iterator[ScanFinding]:
        """Yields the links that are not told with the text, and the mailboxes of the header."""
        document = self._asking.document
        for link in document.links:
            yield from self._link(link)
        if (mail := document.mail) is not None:
            for mailbox in mail.mailboxes:
                yield from self._mailbox(mailbox, mail)

    def _link(self, link: Link) -> Iterator[ScanFinding]:
        """Yields what a link leads to."""
        contact = self._american(link) or target_of(link.target)
        if contact is None or self._is_read(link, contact):
            return
        mismatch = None
        if isinstance(contact, Url) and link.shown:
            mismatch = link_elsewhere.find(link.shown, contact, self._asking.guard.knowledge)
        said = self._said_of(link, contact)
        question = self._asking.question(said.claim.slug if said.claim else None, said.scope)
        verdict = self._asking.guard.judged(contact, question, [mismatch] if mismatch else [])
        surface = self._asking.document.original[link.start : link.end]
        yield ScanFinding("contact", verdict, link.start, link.end, surface, said.place, said.is_warned_of)

    def _american(self, link: Link) -> Contact | None:
        """Returns the North American number that a link without a country dials, but for Chinese text around it."""
        number = _DIALLED.fullmatch(link.target.strip()[:MAX_DIALLED_CHARS])
        return None if number is None or self._is_chinese(link) else valid(number["digits"], "US")

    def _is_chinese(self, link: Link) -> bool:
        """Answers whether Chinese stands around a link; around one without a text of its own the whole text counts."""
        if link.at is None:
            return self._is_chinese_text
        return is_chinese(self._asking.document.text, link.at, link.at + len(link.shown))

    @functools.cached_property
    def _is_chinese_text(self) -> bool:
        text = self._asking.document.text
        return is_chinese(text, 0, len(text))

    def _said_of(self, link: Link, contact: Contact) -> Said:
        """Returns what is said of a link's target; a page must be stated to be theirs, for texts link to many."""
        said = self._said.get(link.at, _NOTHING_SAID) if link.at is not None else _NOTHING_SAID
        if said.claim is None or said.claim.strength == "stated":
            return said
        owners = self._asking.guard.knowledge.speakers_of(contact)
        is_mere_page = isinstance(contact, Url) and not contact.opens
        return _NOTHING_SAID if is_mere_page or (owners and said.claim.slug not in owners) else said

    def _is_read(self, link: Link, contact: Contact) -> bool:
        """Answers whether the text of a link is the contact that it leads to: then it was told."""
        if link.at is None or not link.shown or not self._read:
            return False
        start, end = self._asking.document.origins.span(link.at, link.at + len(link.shown))
        place = bisect_left(self._read, (start,))
        return any(
            first < end and canonical == contact.canonical for first, _, canonical in self._read[place : place + 4]
        )

    def _mailbox(self, mailbox: Mailbox, mail: Mail) -> Iterator[ScanFinding]:
        """Yields the sender of a mail, with what its header shows, or where its answers go."""
        name = mailbox.display_name.replace('"', "'")
        try:
            contact = parse_email(f'"{name}" <{mailbox.address}>' if name else mailbox.address)
        except InvalidContact:
            return
        knowledge = self._asking.guard.knowledge
        also: list[Finding] = []
        if mailbox.header == "from":
            also = [*answers_elsewhere.find(mail, knowledge), *authentication_failed.find(mail)]
        slug = self._asking.context.sender
        asked = msgspec.structs.replace(self._asking.question(slug, Scope()), direction="inbound")
        verdict = self._asking.guard.judged(contact, asked, also)
        if verdict.status is Status.OFFICIAL and mailbox.header == "from":
            also = [*answers_elsewhere.find(mail, knowledge), *authentication_failed.find(mail, is_official=True)]
            verdict = self._asking.guard.judged(contact, asked, also)
        surface = self._asking.document.original[mailbox.start : mailbox.end]
        # The name is the one that the mail shows for its sender: other mailboxes of the header mostly have none.
        place = ClaimPlace("sender", self._asking.document.sender) if slug else None
        yield ScanFinding("contact", verdict, mailbox.start, mailbox.end, surface, place)


def target_of(link: str) -> Contact | None:
    """Returns the contact that a link leads to; None for a page of the same site, a script, a picture."""
    written = link.strip()[:MAX_CONTACT_CHARS]
    if not _FOLLOWED.match(written):
        return None
    try:
        if written[:4].lower() == "http" or written.startswith("//"):
            return opened(require_site(parse_link(written)))
        return parse_contact(written)
    except InvalidContact:
        return None
