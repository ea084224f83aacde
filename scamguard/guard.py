"""Guard and check: the only place that sees every stage."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Iterable
from typing import cast

from scamguard.errors import InvalidContact, UsageError
from scamguard.if_claimed import IfClaimed
from scamguard.judge import imitated, judge
from scamguard.knowledge.knowledge import Knowledge
from scamguard.model.contacts import Contact, NoContact, Phone, Portal, Url
from scamguard.model.scope import CONTACT_KINDS, ContactKind
from scamguard.model.verdict import Finding, Reason, Status, Suggestion, Verdict
from scamguard.parse.text import to_printable
from scamguard.questions import Questions
from scamguard.reading import Reading
from scamguard.rules.case import Case, Question
from scamguard.rules.not_a_contact import not_a_contact
from scamguard.rules.observe import observe


class Guard:
    """Answers whether contacts belong to whom they are said to. Reusable and safe to share between threads.

    Args:
        knowledge: what is known; the knowledge that ships with the package where None.

    Raises:
        DataError: the shipped knowledge cannot be read.
    """

    def __init__(self, knowledge: Knowledge | None = None) -> None:
        self.knowledge = knowledge if knowledge is not None else Knowledge.shipped()
        self.ask = Questions(self.knowledge).ask
        self._reading = Reading(self.knowledge)
        self._if_claimed = IfClaimed(self.knowledge)

    def check(
        self,
        contact: str,
        *,
        claims: str | None = None,
        kind: str | None = None,
        audience: str | None = None,
        region: str | None = None,
        direction: str | None = None,
        as_of: str | dt.date | None = None,
    ) -> Verdict:
        """Returns the verdict on one contact. No file and no network is touched.

        Args:
            contact: one phone number, address, link, account, app, described portal or ticket id, in any writing.
            claims: the platform that it is said to belong to: slug, or any known name in any language.
            kind: phone, email, url, account, app, portal or ticket; inferred where None.
            audience: whom it is for: seller, buyer, advertiser, developer, job-applicant or public.
            region: ISO 3166-1 alpha-2 code of the person asking; also read as the region of numbers that name none.
            direction: "inbound" where the contact called or wrote first, "outbound" where the person is about to.
            as_of: the date that the question is about (ISO 8601); today where None.

        Raises:
            UnknownPlatform: no platform has the claimed name; the error names the nearest.
            UsageError: an option has a value that it cannot have.
        """
        if not isinstance(contact, str):
            raise UsageError(f"contact: a text is needed, not {type(contact).__name__}", "contact")
        text = to_printable(contact)
        question = self.ask(claims, audience, region, direction, as_of)
        if kind is not None and kind not in CONTACT_KINDS:
            raise UsageError(f"kind {kind!r}: use one of {', '.join(CONTACT_KINDS)}", "kind")
        try:
            parsed = self._reading.contact(text, cast("ContactKind | None", kind), question, claims)
        except InvalidContact as error:
            no_contact = NoContact(text[:200], cast("ContactKind | None", kind))
            return self._verdict(no_contact, question, None, judge([not_a_contact(error)]))
        asked = self._implied(parsed, question)
        case = Case(parsed, asked, self.knowledge)
        return self._verdict(parsed, question, case, judge(observe(case)))

    def judged(self, contact: Contact, question: Question, also: Iterable[Finding] = ()) -> Verdict:
        """Returns the verdict on a contact that was read already.

        Args:
            contact: what a scan found; a link is judged by the account or app that it opens.
            question: what is asked about it (`question`).
            also: what was found beside the contact, in the text around it.
        """
        meant = contact.opens if isinstance(contact, Url) and contact.opens is not None else contact
        meant = self._reading.number_again(meant, question) if isinstance(meant, Phone) else meant
        case = Case(meant, self._implied(meant, question), self.knowledge)
        shown = contact if isinstance(contact, Url) else meant
        return self._verdict(shown, question, case, judge([*observe(case), *also]))

    def judged_alone(self, text: str, question: Question, findings: Iterable[Finding]) -> Verdict:
        """Returns the verdict on words that are no contact, from what was found about them: at least one finding."""
        return self._verdict(NoContact(text), question, None, judge(findings))

    # ---- the question

    def _implied(self, contact: Contact, question: Question) -> Question:
        """Returns the question with the platform that a description itself names, where no claim is given."""
        if question.claims is not None or not isinstance(contact, Portal):
            return question
        named = self.knowledge.names.mentioned_in(contact.raw)
        return (
            Question(named[0], question.audience, question.region, question.direction, question.as_of)
            if named
            else question
        )

    # ---- the verdict

    def _verdict(
        self,
        contact: Contact | NoContact,
        question: Question,
        case: Case | None,
        judged: tuple[Status, tuple[Reason, ...]],
    ) -> Verdict:
        status, reasons = judged
        asked = case.claims if case is not None else None
        imitates: str | None = None
        instead: tuple[Suggestion, ...] = ()
        if status is not Status.OFFICIAL and status is not Status.INVALID:
            imitates = imitated(status, reasons, asked)
            instead = self._instead(question, asked or imitates or reasons[0].finding.platform)
        return Verdict(
            contact,
            question.claims,
            status,
            reasons[0].finding.quality,
            reasons,
            imitates,
            instead,
            self._if_claimed.of(case, status) if case is not None and question.claims is None else {},
            question.as_of,
            self.knowledge.version,
        )

    def _instead(self, question: Question, slug: str | None) -> tuple[Suggestion, ...]:
        if slug is None:
            return ()
        return self.knowledge.suggestions(slug, question.audience, question.region, question.as_of)


@functools.cache
def default_guard() -> Guard:
    """Returns the guard over the shipped knowledge that `check` and `scan` share."""
    return Guard()


def check(
    contact: str,
    *,
    claims: str | None = None,
    kind: str | None = None,
    audience: str | None = None,
    region: str | None = None,
    direction: str | None = None,
    as_of: str | dt.date | None = None,
) -> Verdict:
    """Returns the verdict on one contact from the shipped knowledge; see `Guard.check` for the arguments."""
    return default_guard().check(
        contact, claims=claims, kind=kind, audience=audience, region=region, direction=direction, as_of=as_of
    )
