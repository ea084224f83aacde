"""Text in, report out: what is found in a document, judged."""

from __future__ import annotations

import datetime as dt
import functools
import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import Final

import msgspec

from scamguard.errors import InvalidContact, UsageError
from scamguard.extract.candidate import Candidate
from scamguard.extract.claims import ChannelClaim, ChannelClaimWords, OwnedChannels, find_claims
from scamguard.extract.contacts import ContactFinder
from scamguard.extract.demands import Demand, DemandWords, find_demands
from scamguard.extract.denials import DenialWords, is_denied, is_said_to_be_gone
from scamguard.extract.glyphs import Glyphs
from scamguard.extract.links import opened
from scamguard.extract.mentions import (
    Claim,
    DocumentContext,
    Mention,
    PlatformMentions,
    SupportWords,
    claim_for,
    topic_of,
)
from scamguard.extract.scope import Scope, ScopeWords, audience_of, scope_around
from scamguard.extract.sentences import sentence_around
from scamguard.extract.view import View, views_of
from scamguard.extract.words import ContactWords
from scamguard.guard import Guard
from scamguard.knowledge.knowledge import Knowledge
from scamguard.model.contacts import Account, Contact, Portal, Url
from scamguard.model.document import Document, Link, Mail, Mailbox
from scamguard.model.report import ALARMS, ClaimPlace, FindingKind, Report, ScanFinding
from scamguard.model.verdict import Finding, Status, Verdict
from scamguard.parse.contact import parse_contact
from scamguard.parse.emails import parse_email
from scamguard.parse.text import MAX_CONTACT_CHARS, to_printable
from scamguard.parse.urls import parse_link, require_site
from scamguard.rules import answers_elsewhere, authentication_failed, link_elsewhere
from scamguard.rules.authentication_failed import SENDER_CAN_BE_FORGED
from scamguard.rules.case import Question
from scamguard.rules.demanded import observe_demand

#: How far before a demand whoever makes it is named, in characters.
MAX_SPEAKER_CHARS: Final = 400
#: Demands to reach somebody, and how far behind them whom to reach stands, in characters.
_REACHING: Final = frozenset({"add-contact", "phone-call", "link"})
MAX_TO_CONTACT_CHARS: Final = 16
#: How much text around a claim names whose channel it is, in characters.
MAX_OWNER_CHARS: Final = 4000
#: Links that lead somewhere by themselves: the others are pages of the same site, scripts, pictures in the text.
_FOLLOWED: Final = re.compile(r"(?:https?:)?//|mailto:|tel:|sms(?:to)?:|[a-z][a-z0-9+.-]{1,20}://", re.IGNORECASE)
#: Verdicts that are kept while one document is read: it names the same contacts again and again.
MAX_KEPT: Final = 4096


class Options(msgspec.Struct, frozen=True, gc=False):
    """What is asked about everything in a text, as `Guard.check` takes it."""

    claims: str | None = None
    audience: str | None = None
    region: str | None = None
    direction: str | None = None
    as_of: str | dt.date | None = None


class Reader:
    """Everything that a text is read with, built once from the knowledge.

    Args:
        knowledge: the words, the names of platforms, the Public Suffix List.
    """

    def __init__(self, knowledge: Knowledge) -> None:
        reading = knowledge.reading
        lexicon = reading.lexicon
        self.glyphs = Glyphs(**reading.glyphs)
        self.contacts = ContactFinder(
            ContactWords(lexicon), knowledge.suffixes, knowledge.common_words, knowledge.mentions
        )
        self.mentions = PlatformMentions(knowledge.names.by_key, lexicon)
        self.support = SupportWords(lexicon)
        self.scope = ScopeWords(lexicon)
        self.denials = DenialWords(lexicon)
        self.claims = ChannelClaimWords(lexicon)
        self.demands = DemandWords(lexicon)
        self.owned = OwnedChannels({value: s[0].platform.slug for value, s in knowledge.not_same.items() if s})


class Scanner:
    """Finds the contacts, claims and demands of texts and judges them. Reusable and safe to share between threads.

    Args:
        guard: judges what is found; a guard with the shipped knowledge where None.
    """

    def __init__(self, guard: Guard | None = None) -> None:
        self.guard = guard if guard is not None else Guard()

    @functools.cached_property
    def _reader(self) -> Reader:
        return Reader(self.guard.knowledge)

    def scan(
        self,
        document: Document,
        *,
        claims: str | None = None,
        audience: str | None = None,
        region: str | None = None,
        direction: str | None = None,
        as_of: str | dt.date | None = None,
    ) -> Report:
        """Returns what is found in a document; see `Guard.check` for the options.

        Raises:
            UnknownPlatform: no platform has the claimed name.
            UsageError: an option has a value that it cannot have.
        """
        options = Options(claims, audience, region, direction, as_of)
        asked = self.guard.question(claims, audience, region, direction, as_of)
        run = _Run(self.guard, self._reader, document, msgspec.structs.replace(options, as_of=asked.as_of), asked)
        found = sorted(run.findings(), key=lambda finding: (finding.start, -finding.end))
        notes = document.notes if document.mail is None else (*document.notes, SENDER_CAN_BE_FORGED)
        return Report(tuple(found), document.original, document.file, notes)


class _Run:
    """One scan of one document."""

    def __init__(self, guard: Guard, reader: Reader, document: Document, options: Options, asked: Question) -> None:
        self._guard = guard
        self._reader = reader
        self._document = document
        self._options = options
        self._asked = asked
        self._context = DocumentContext()
        #: For whom the whole text is written, where it shows.
        self._audience: str | None = None
        #: The places of a header's mailboxes: they are told with what the header shows, and once.
        self._headers = [(box.start, box.end) for box in (document.mail or Mail()).mailboxes]
        #: The contacts that are read in the text, by their places.
        self._read: list[tuple[int, int, str | None]] = []
        self._kept: dict[tuple[Contact, Question], Verdict] = {}

    def findings(self) -> Iterator[ScanFinding]:
        """Yields everything that is found in the document."""
        for view in views_of(to_printable(self._document.text), self._reader.glyphs):
            yield from self._in_view(view)
        if not self._document.text:  # nothing is read, only followed
            self._context = self._context_of([])
        for link in self._document.links:
            yield from self._link(link)
        mail = self._document.mail or Mail()
        for mailbox in mail.mailboxes:
            yield from self._mailbox(mailbox, mail)

    def _in_view(self, view: View) -> Iterator[ScanFinding]:
        reader = self._reader
        mentions = reader.mentions.mentions_in(view)
        if not view.base:
            self._context = self._context_of(mentions)
            self._audience = audience_of(view.folded, reader.scope)
        candidates = reader.contacts.find(view)
        judged: list[tuple[int, Status]] = []
        for candidate in candidates:
            found = self._contact(view, candidate, mentions)
            judged.append((candidate.start, found.verdict.status))
            if not any(start <= found.start and found.end <= end for start, end in self._headers):
                self._read.append((found.start, found.end, found.verdict.contact.canonical))
                yield found
        places = [(candidate.start, candidate.end) for candidate in candidates]
        for claim in find_claims(view, reader.claims, mentions, places):
            yield from self._claim(view, claim, mentions)
        for demand in find_demands(view, reader.demands):
            if demand.what not in _REACHING or not _is_told(demand, judged):
                yield from self._demand(view, demand, mentions)

    def _context_of(self, mentions: list[Mention]) -> DocumentContext:
        document, reader = self._document, self._reader
        return DocumentContext(
            reader.mentions.named_in(View(document.sender[:300], reader.glyphs)) if document.sender else None,
            reader.mentions.named_in(View(document.title[:300], reader.glyphs)) if document.title else None,
            topic_of(mentions),
        )

    # ---- whose it is said to be

    def _claim_for(
        self, view: View, start: int, end: int, mentions: list[Mention], *, is_stated: bool = False
    ) -> Claim | None:
        return claim_for(view, start, end, mentions, self._context, self._reader.support, is_stated=is_stated)

    def _question(self, slug: str | None, scope: Scope) -> Question:
        asked = self._asked
        return Question(
            asked.claims or slug,
            asked.audience or scope.audience or self._audience,
            asked.region or scope.region,
            asked.direction or scope.direction,
            asked.as_of,
        )

    def _place(self, view: View, claim: Claim | None) -> ClaimPlace | None:
        if self._asked.claims is not None:
            return ClaimPlace("option", self._options.claims or "")
        if claim is None:
            return None
        if claim.start is None or claim.end is None:
            surface = {"title": self._document.title, "sender": self._document.sender}.get(claim.origin, "")
            return ClaimPlace(claim.origin, surface)
        start, end = self._span(view, claim.start, claim.end)
        return ClaimPlace(claim.origin, self._document.original[start:end], start, end)

    def _span(self, view: View, start: int, end: int) -> tuple[int, int]:
        return self._document.origins.span(*view.span(start, end))

    def _judged(self, contact: Contact, question: Question) -> Verdict:
        """Returns the verdict on a contact; the same words with the same question were judged before."""
        key = (contact, question)
        verdict = self._kept.get(key)
        if verdict is None:
            verdict = self._guard.judged(contact, question)
            if len(self._kept) < MAX_KEPT:
                self._kept[key] = verdict
        return verdict

    # ---- findings

    def _contact(self, view: View, candidate: Candidate, mentions: list[Mention]) -> ScanFinding:
        reader = self._reader
        start, end = candidate.start, candidate.end
        claim = self._claim_for(view, start, end, mentions)
        is_warned_of = is_denied(view, start, end, reader.denials)
        if is_warned_of and not is_said_to_be_gone(view, start, end, reader.denials):
            claim = None
        claim = self._without_stranger(candidate.contact, claim)
        # For whom and where only matters where somebody is claimed.
        is_claimed = claim is not None or self._asked.claims is not None
        scope = scope_around(view, start, end, reader.scope) if is_claimed else Scope()
        slug = self._mistaken_for(candidate.contact, claim) or (claim.slug if claim else None)
        question = self._question(slug, scope)
        verdict = self._judged(candidate.contact, question)
        first, last = self._span(view, start, end)
        surface = self._document.original[first:last]
        return ScanFinding("contact", verdict, first, last, surface, self._place(view, claim), is_warned_of)

    def _mistaken_for(self, contact: Contact, claim: Claim | None) -> str | None:
        """Returns the platform that somebody else's account is on record to be mistaken for, or None."""
        if not isinstance(contact, Account):
            return None
        slugs = [s.platform.slug for s in self._guard.knowledge.not_same.get(contact.canonical.lower(), ())]
        return slugs[0] if slugs and (claim is None or claim.slug not in slugs) else None

    def _without_stranger(self, contact: Contact, claim: Claim | None) -> Claim | None:
        """Returns the claim; None where it is a mere neighbour of a contact that is on record as another platform's."""
        if claim is None or claim.strength == "stated":
            return claim
        owners = {entry.slug for entry in self._guard.knowledge.entries_for(contact)}
        return claim if not owners or claim.slug in owners else None

    def _claim(self, view: View, claim: ChannelClaim, mentions: list[Mention]) -> Iterator[ScanFinding]:
        around = view.folded[max(0, claim.start - MAX_OWNER_CHARS) : claim.end + MAX_OWNER_CHARS]
        owned = self._reader.owned.value_for(claim, around)
        said = self._claim_for(view, claim.start, claim.end, mentions, is_stated=True) or self._topic()
        slug = owned[1] if owned else said.slug if said else None
        if slug is None and self._asked.claims is None:
            return
        words = owned[0] if owned else claim.words
        portal = Portal(view.surface(claim.start, claim.end), words, claim.channel)
        question = self._question(slug, scope_around(view, claim.start, claim.end, self._reader.scope))
        verdict = self._guard.judged(portal, question)
        is_allowed = verdict.quality == "heuristic" and any(r.code == "may-be-legitimate" for r in verdict.reasons)
        # One that nothing is said against is told where the text itself says whose it is.
        is_named = said is not None and said.start is not None
        if (verdict.status in ALARMS or is_named) and not is_allowed:
            yield self._finding("claim", view, claim.start, claim.end, verdict, said)

    def _topic(self) -> Claim | None:
        """Returns the platform that the whole text is about: a claim without an address needs no word beside it."""
        for origin, slug in (
            ("sender", self._context.sender), ("title", self._context.title), ("topic", self._context.topic)
        ):  # fmt: skip
            if slug is not None:
                return Claim(slug, None, None, origin, "near")  # type: ignore[arg-type] # one of the three
        return None

    def _demand(self, view: View, demand: Demand, mentions: list[Mention]) -> Iterator[ScanFinding]:
        said = self._claim_for(view, demand.start, demand.end, mentions) or self._near(view, demand, mentions)
        question = self._question(
            said.slug if said else None, scope_around(view, demand.start, demand.end, self._reader.scope)
        )
        surface = view.surface(demand.start, demand.end)
        found = observe_demand(demand.act, demand.what, surface, question, self._guard.knowledge)
        if found:
            verdict = self._guard.judged_alone(surface, question, found)
            yield self._finding("demand", view, demand.start, demand.end, verdict, said)

    def _near(self, view: View, demand: Demand, mentions: list[Mention]) -> Claim | None:
        """Returns the platform named last before a demand, or the one that the text is about."""
        for mention in reversed(mentions[: bisect_left(mentions, demand.end, key=lambda mention: mention.start)]):
            if demand.start - mention.end >= MAX_SPEAKER_CHARS:
                break
            sentence = sentence_around(view.folded, mention.start, mention.end)
            if not self._reader.support.speakers.is_trader(view.folded, (mention.start, mention.end), sentence, ""):
                return Claim(mention.slug, mention.start, mention.end, "text", "near")
        return self._topic()

    def _finding(
        self, kind: FindingKind, view: View, start: int, end: int, verdict: Verdict, said: Claim | None
    ) -> ScanFinding:
        first, last = self._span(view, start, end)
        return ScanFinding(kind, verdict, first, last, self._document.original[first:last], self._place(view, said))

    # ---- what is followed and not read

    def _link(self, link: Link) -> Iterator[ScanFinding]:
        """Yields what a link leads to."""
        contact = target_of(link.target)
        if contact is None:
            return
        if self._is_read(link, contact):
            return
        mismatch = None
        if isinstance(contact, Url) and link.shown:
            mismatch = link_elsewhere.find(link.shown, contact, self._guard.knowledge)
        verdict = self._guard.judged(contact, self._question(None, Scope()), [mismatch] if mismatch else [])
        surface = self._document.original[link.start : link.end]
        yield ScanFinding("contact", verdict, link.start, link.end, surface)

    def _is_read(self, link: Link, contact: Contact) -> bool:
        """Answers whether the text of a link is the contact that it leads to: then it was told."""
        if link.at is None or not link.shown or not self._read:
            return False
        start, end = self._document.origins.span(link.at, link.at + len(link.shown))
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
        knowledge = self._guard.knowledge
        also: list[Finding] = []
        if mailbox.header == "from":
            also = [*answers_elsewhere.find(mail, knowledge), *authentication_failed.find(mail)]
        slug = self._context.sender
        asked = msgspec.structs.replace(self._question(slug, Scope()), direction="inbound")
        verdict = self._guard.judged(contact, asked, also)
        surface = self._document.original[mailbox.start : mailbox.end]
        place = ClaimPlace("sender", mailbox.display_name) if slug else None
        yield ScanFinding("contact", verdict, mailbox.start, mailbox.end, surface, place)


def _is_told(demand: Demand, judged: list[tuple[int, Status]]) -> bool:
    """Answers whether a demand to reach somebody leads to a contact whose own verdict says more: known, or refuted."""
    place = bisect_left(judged, (demand.start,))
    return any(
        start <= demand.end + MAX_TO_CONTACT_CHARS and status is not Status.UNVERIFIED
        for start, status in judged[place : place + 2]
    )


@functools.cache
def _default() -> Scanner:
    return Scanner()


def scan(
    text: str,
    *,
    claims: str | None = None,
    audience: str | None = None,
    region: str | None = None,
    direction: str | None = None,
    as_of: str | dt.date | None = None,
) -> Report:
    """Returns what is found in a text, judged by the shipped knowledge: contacts, claims and demands.

    Args:
        text: a message, an article, any text; a page or a mail is read by `scamguard.readers` first.
        claims, audience, region, direction, as_of: as `Guard.check` takes them, for everything in the text; what is
            not given is read from the text where it says so.

    Raises:
        UnknownPlatform: no platform has the claimed name.
        UsageError: an option has a value that it cannot have, or the text is none.
    """
    if not isinstance(text, str):
        raise UsageError(f"text: a text is needed, not {type(text).__name__}")
    shown = to_printable(text)
    return _default().scan(
        Document(shown, shown), claims=claims, audience=audience, region=region, direction=direction, as_of=as_of
    )


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
