"""What stands in the text of one document: contacts, claims and demands, each judged."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import Final

import msgspec

from scamguard.extract.candidate import Candidate
from scamguard.extract.claims import ChannelClaim, find_claims
from scamguard.extract.demands import Demand, find_demands
from scamguard.extract.denials import is_denied, is_said_to_be_gone
from scamguard.extract.mentions import Mention, topic_of
from scamguard.extract.scope import Scope, audience_of, scope_around
from scamguard.extract.sentences import sentence_around
from scamguard.extract.view import View, views_of
from scamguard.extract.whose import Claim, DocumentContext, claim_for
from scamguard.model.contacts import Account, Contact, Portal
from scamguard.model.report import ALARMS, ClaimPlace, ScanFinding
from scamguard.model.verdict import Status
from scamguard.parse.text import to_printable
from scamguard.scanning.asking import Asking
from scamguard.scanning.reader import Reader

#: How far before a demand whoever makes it is named, in characters.
MAX_SPEAKER_CHARS: Final = 400
#: Demands to reach somebody, and how far behind them whom to reach stands, in characters.
_REACHING: Final = frozenset({"add-contact", "phone-call", "link"})
MAX_TO_CONTACT_CHARS: Final = 16
#: What is entered at a channel, and the words between it and the channel.
_ENTERED: Final = frozenset({"password", "otp", "pin", "credentials", "card-number", "id-document"})
_AT: Final = re.compile(r"\s?(?:on|at|in|into)\s(?:our site\s)?(?:https?://)?(?:www\.)?")
_AT_BEFORE: Final = re.compile(r"\s?(?:中|里|上|页面)?(?:登录并|登录后)?")
#: How much text around a claim names whose channel it is, in characters.
MAX_OWNER_CHARS: Final = 4000


class Said(msgspec.Struct, frozen=True, gc=False):
    """What a text says of a link: whose it is, where that is said, for whom and where it holds.

    What it warns of is said to be nobody's.
    """

    claim: Claim | None
    place: ClaimPlace | None
    scope: Scope
    is_warned_of: bool = False


class TextScan:
    """Scans the text of one document.

    Args:
        asking: asks about what is found, and knows the document.
        reader: everything that it is read with.

    Attributes:
        read: the places of the contacts that were found, with their canonical forms.
        said: where the text of a link begins -> what is said of where it leads to.
    """

    def __init__(self, asking: Asking, reader: Reader) -> None:
        self._asking = asking
        self._reader = reader
        self.read: list[tuple[int, int, str | None]] = []
        self.said: dict[int, Said] = {}
        self._links = sorted((link.at, len(link.shown)) for link in asking.document.links if link.at is not None)
        #: The places of a header's mailboxes: they are told with what the header shows, and once.
        mail = asking.document.mail
        self._headers = [(box.start, box.end) for box in mail.mailboxes] if mail is not None else []

    def findings(self) -> Iterator[ScanFinding]:
        """Yields what is found in the text, piece by piece."""
        document = self._asking.document
        self._asking.context = self._context_of([])
        for view in views_of(to_printable(document.text), self._reader.glyphs):
            yield from self._in_view(view)

    def _in_view(self, view: View) -> Iterator[ScanFinding]:
        reader = self._reader
        mentions = reader.mentions.mentions_in(view)
        if not view.base:
            self._asking.context = self._context_of(mentions)
            self._asking.audience = audience_of(view.folded, reader.scope)
        candidates = reader.contacts.find(view)
        judged: list[tuple[int, int, Status]] = []
        for candidate in candidates:
            found = self._contact(view, candidate, mentions)
            judged.append((candidate.start, candidate.end, found.verdict.status))
            if not any(start <= found.start and found.end <= end for start, end in self._headers):
                self.read.append((found.start, found.end, found.verdict.contact.canonical))
                yield found
        if self._links:
            self._hear_of_links(view, mentions)
        places = [(candidate.start, candidate.end) for candidate in candidates]
        for claim in find_claims(view, reader.claims, mentions, places):
            yield from self._claim(view, claim, mentions)
        for demand in find_demands(view, reader.demands):
            if not _is_told(demand, judged) and not _is_done_at_official(view, demand, judged):
                yield from self._demand(view, demand, mentions)

    def _context_of(self, mentions: list[Mention]) -> DocumentContext:
        document, reader = self._asking.document, self._reader
        return DocumentContext(
            reader.mentions.named_in(View(document.sender[:300], reader.glyphs)) if document.sender else None,
            reader.mentions.named_in(View(document.title[:300], reader.glyphs)) if document.title else None,
            topic_of(mentions),
        )

    def _claim_for(
        self, view: View, start: int, end: int, mentions: list[Mention], *, is_stated: bool = False
    ) -> Claim | None:
        return claim_for(view, start, end, mentions, self._asking.context, self._reader.support, is_stated=is_stated)

    def _hear_of_links(self, view: View, mentions: list[Mention]) -> None:
        """Notes what is said of the targets of a view's links: by their own text, and by the words around it."""
        first = bisect_left(self._links, (view.base,))
        for at, length in self._links[first : bisect_left(self._links, (view.base + len(view.original),))]:
            start, end = view.place_of(at), view.place_of(at + length)
            if is_denied(view, start, end, self._reader.denials):
                self.said[at] = Said(None, None, Scope(), is_warned_of=True)
                continue
            claim = self._claim_for(view, start, end, mentions) or self._claim_for(view, end, end, mentions)
            if claim is not None and not _is_of_another_line(view, claim, end):
                scope = scope_around(view, end, end, self._reader.scope)
                self.said[at] = Said(claim, self._asking.place(view, claim), scope)

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
        is_claimed = claim is not None or self._asking.asked.claims is not None
        scope = scope_around(view, start, end, reader.scope) if is_claimed else Scope()
        slug = self._mistaken_for(candidate.contact, claim) or (claim.slug if claim else None)
        question = self._asking.question(slug, scope)
        verdict = self._asking.judged(candidate.contact, question)
        first, last = self._asking.span(view, start, end)
        surface = self._asking.document.original[first:last]
        return ScanFinding("contact", verdict, first, last, surface, self._asking.place(view, claim), is_warned_of)

    def _mistaken_for(self, contact: Contact, claim: Claim | None) -> str | None:
        """Returns the platform that somebody else's account is on record to be mistaken for, or None."""
        if not isinstance(contact, Account):
            return None
        slugs = self._asking.guard.knowledge.not_same.owners(contact.canonical.lower())
        return slugs[0] if slugs and (claim is None or claim.slug not in slugs) else None

    def _without_stranger(self, contact: Contact, claim: Claim | None) -> Claim | None:
        """Returns the claim; None where it is a mere neighbour of a contact that is on record as another platform's."""
        if claim is None or claim.strength == "stated":
            return claim
        owners = self._asking.guard.knowledge.speakers_of(contact)
        return claim if not owners or claim.slug in owners else None

    def _claim(self, view: View, claim: ChannelClaim, mentions: list[Mention]) -> Iterator[ScanFinding]:
        around = view.folded[max(0, claim.start - MAX_OWNER_CHARS) : claim.end + MAX_OWNER_CHARS]
        owned = self._reader.owned.value_for(claim, around)
        said = self._claim_for(view, claim.start, claim.end, mentions, is_stated=True) or self._topic()
        slug = owned[1] if owned else said.slug if said else None
        if slug is None and self._asking.asked.claims is None:
            return
        words = owned[0] if owned else claim.words
        portal = Portal(view.surface(claim.start, claim.end), words, claim.channel)
        question = self._asking.question(slug, scope_around(view, claim.start, claim.end, self._reader.scope))
        verdict = self._asking.guard.judged(portal, question)
        is_allowed = verdict.quality == "heuristic" and any(r.code == "may-be-legitimate" for r in verdict.reasons)
        # One that nothing is said against is told where the text itself says whose it is.
        is_named = said is not None and said.start is not None
        if (verdict.status in ALARMS or is_named) and not is_allowed:
            yield self._asking.finding("claim", view, claim.start, claim.end, verdict, said)

    def _topic(self) -> Claim | None:
        """Returns the platform that the whole text is about: a claim without an address needs no word beside it."""
        context = self._asking.context
        for origin, slug in (("sender", context.sender), ("title", context.title), ("topic", context.topic)):
            if slug is not None:
                return Claim(slug, None, None, origin, "near")  # type: ignore[arg-type] # one of the three
        return None

    def _demand(self, view: View, demand: Demand, mentions: list[Mention]) -> Iterator[ScanFinding]:
        said = self._claim_for(view, demand.start, demand.end, mentions) or self._near(view, demand, mentions)
        question = self._asking.question(
            said.slug if said else None, scope_around(view, demand.start, demand.end, self._reader.scope)
        )
        surface = view.surface(demand.start, demand.end)
        verdict = self._asking.verdict_on_demand(demand.act, demand.what, surface, question)
        if verdict is not None:
            yield self._asking.finding("demand", view, demand.start, demand.end, verdict, said)

    def _near(self, view: View, demand: Demand, mentions: list[Mention]) -> Claim | None:
        """Returns the platform named last before a demand, or the one that the text is about."""
        for place in range(bisect_left(mentions, demand.end, key=lambda mention: mention.start) - 1, -1, -1):
            mention = mentions[place]
            if demand.start - mention.end >= MAX_SPEAKER_CHARS:
                break
            sentence = sentence_around(view.folded, mention.start, mention.end)
            if not self._reader.support.speakers.is_trader(view.folded, (mention.start, mention.end), sentence, ""):
                return Claim(mention.slug, mention.start, mention.end, "text", "near")
        return self._topic()


def _is_of_another_line(view: View, claim: Claim, end: int) -> bool:
    """Answers whether the claim stands on a line above: a page's lines lead to more than who is named there."""
    return claim.start is not None and view.folded.find("\n", claim.start, end) >= 0


def _is_told(demand: Demand, judged: list[tuple[int, int, Status]]) -> bool:
    """Answers whether a demand to reach somebody leads to a contact whose own verdict says more: known, or refuted."""
    if demand.what not in _REACHING:
        return False
    place = bisect_left(judged, (demand.start,))
    return any(
        start <= demand.end + MAX_TO_CONTACT_CHARS and status is not Status.UNVERIFIED
        for start, _, status in judged[place : place + 2]
    )


def _is_done_at_official(view: View, demand: Demand, judged: list[tuple[int, int, Status]]) -> bool:
    """Answers whether a secret is to be entered at an official channel: "your password on paypal.com"."""
    if demand.what not in _ENTERED:
        return False
    text, place = view.folded, bisect_left(judged, (demand.start,))
    return any(
        status is Status.OFFICIAL
        and (
            (start >= demand.end and _AT.fullmatch(text, demand.end, start) is not None)
            or (end <= demand.start and _AT_BEFORE.fullmatch(text, end, demand.start) is not None)
        )
        for start, end, status in judged[max(0, place - 1) : place + 1]
    )
