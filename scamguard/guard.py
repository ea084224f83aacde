"""Guard and check: the only place that sees every stage."""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Iterable
from typing import Final, cast

import msgspec

from scamguard.errors import InvalidContact, UsageError
from scamguard.judge import imitated, judge
from scamguard.knowledge.knowledge import Knowledge
from scamguard.model.contacts import Account, Contact, NoContact, Phone, Portal, Url
from scamguard.model.scope import CONTACT_KINDS, ContactKind
from scamguard.model.verdict import Finding, Reason, Status, Suggestion, Verdict
from scamguard.parse.contact import parse_contact
from scamguard.parse.phones import parse_phone, written_digits
from scamguard.parse.text import fold, to_printable
from scamguard.questions import Questions
from scamguard.rules.case import Case, Question
from scamguard.rules.not_a_contact import not_a_contact
from scamguard.rules.not_the_same import mistaken_for
from scamguard.rules.observe import observe
from scamguard.rules.on_record import SETTLING

_CJK = re.compile("[\u3400-\u9fff]")
#: How many scopes it is remembered for who has no such contacts: dates come from callers.
MAX_SCOPES: Final = 4096


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
        self._lacking_in: dict[tuple[str, str | None, str | None, str], dict[str, Status]] = {}

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
            parsed = self._parsed(text, cast("ContactKind | None", kind), question, claims)
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
        meant = self._reread(meant, question) if isinstance(meant, Phone) else meant
        case = Case(meant, self._implied(meant, question), self.knowledge)
        shown = contact if isinstance(contact, Url) else meant
        return self._verdict(shown, question, case, judge([*observe(case), *also]))

    def judged_alone(self, text: str, question: Question, findings: Iterable[Finding]) -> Verdict:
        """Returns the verdict on words that are no contact, from what was found about them: at least one finding."""
        return self._verdict(NoContact(text), question, None, judge(findings))

    def _reread(self, phone: Phone, question: Question) -> Phone:
        """Returns a number that names no country as it is on record, or as its claimed platform's country reads it."""
        if phone.international or self.knowledge.entries_for(phone):
            return phone
        if self.knowledge.entries.numbers_like(phone.canonical):
            recorded = self._recorded_number(phone.raw, question.claims)
            if recorded is not None:
                return recorded
        if question.claims is None:
            return phone
        try:
            read = self._parsed(phone.raw, "phone", question, question.claims)
        except InvalidContact:
            return phone
        is_better = isinstance(read, Phone) and (phone.region is None or self.knowledge.entries_for(read))
        return read if isinstance(read, Phone) and is_better else phone

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

    def _parsed(self, text: str, kind: ContactKind | None, question: Question, claims: str | None) -> Contact:
        region = question.region
        if region is None and question.claims is not None:
            region = self.knowledge.home_region(question.claims)
        if region is None and not (text.isascii() and (claims is None or claims.isascii())):
            region = _script_region(text, claims)
        if not text.isascii() and (described := self._recorded_words(text)) is not None:
            return described  # "12315官方客服QQ" is no number, though it holds one
        try:
            parsed = parse_contact(text, kind, region, self.knowledge.portal_words)
        except InvalidContact:
            recorded = self._recorded_number(text, question.claims) or self._recorded_words(text)
            if recorded is not None:
                return recorded
            if region is None or question.region is not None:
                raise
            return parse_contact(text, kind, None, self.knowledge.portal_words)  # of no number plan that was guessed
        if not isinstance(parsed, Phone) or parsed.international or self.knowledge.entries_for(parsed):
            return parsed
        if parsed.masked and question.region is None:  # no number plan can be checked: none is guessed
            return parse_contact(text, kind, None, self.knowledge.portal_words)
        if not self.knowledge.entries.numbers_like(parsed.canonical):
            return parsed
        return self._recorded_number(text, question.claims) or parsed

    def _recorded_words(self, text: str) -> Portal | None:
        """Returns the description that the text is, where such words are on record as somebody else's."""
        words = "".join(fold(text[:100]).lower().split())
        return Portal(text, words) if words in self.knowledge.not_same else None

    def _recorded_number(self, text: str, slug: str | None) -> Phone | None:
        """Returns the number as its own country reads it, where it is on record for the claimed platform.

        A number that names no country is read by the plan of the asker's or the platform's region first; people copy
        numbers of other countries too.
        """
        digits = written_digits(text)
        for canonical in self.knowledge.entries.numbers_like(digits) if digits else ():
            national = digits.lstrip("0") if len(digits) < len(canonical) else digits
            if not canonical.endswith(national) and not canonical.endswith(national[1:]):
                continue
            number = parse_phone(canonical)
            if slug is None or any(entry.slug == slug for entry in self.knowledge.entries_for(number)):
                return msgspec.structs.replace(number, raw=text, international=False)
        return None

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
            self._if_claimed(case, status) if case is not None and question.claims is None else {},
            question.as_of,
            self.knowledge.version,
        )

    def _instead(self, question: Question, slug: str | None) -> tuple[Suggestion, ...]:
        if slug is None:
            return ()
        return self.knowledge.suggestions(slug, question.audience, question.region, question.as_of)

    def _if_claimed(self, case: Case, status: Status) -> dict[str, Status]:
        """Returns what the status would be for the platforms whose record decides it."""
        found = self._if_listed(case) if self.knowledge.lists is not None else {}
        lacking = self.knowledge.lacking
        if not case.is_mentioned and case.contact.kind not in lacking:
            return found
        for kind in _cheap_classes(case.contact):
            if kind in lacking:
                shared = self._lacking(kind, case)
                found = found | shared | found if found else shared.copy()
        if not case.is_mentioned:
            return found
        if case.own and case.own.keys() <= SETTLING and len(case.entries) == 1:
            found[case.entries[0].slug] = status  # the one owner's claim changes nothing
            return found
        slugs = dict.fromkeys((*(entry.slug for entry in case.entries), *mistaken_for(case)))
        for slug in slugs:
            found[slug] = self._status_for(case, slug)
        return found

    def _if_listed(self, case: Case) -> dict[str, Status]:
        """Returns the same for the platforms that a user's own list names."""
        named = {row.row.platform for row in case.listed}
        return {slug: self._status_for(case, slug) for slug in sorted(named) if slug in self.knowledge.platforms}

    def _status_for(self, case: Case, slug: str) -> Status:
        """Returns what the status would be if a platform were claimed."""
        asked = Case(case.contact, Question(slug, *_rest(case.question)), self.knowledge)
        return judge(observe(asked))[0]

    def _lacking(self, kind: str, case: Case) -> dict[str, Status]:
        """Returns the platforms that document to have no such contacts, for whom, where and when it is asked about.

        It is shared by all such questions, however many platforms there are: copied as a whole, never written to.
        """
        key = (kind, *case.scope)
        found = self._lacking_in.get(key)
        if found is None:
            rows = self.knowledge.lacking[kind]
            found = {slug: Status.IMPERSONATION for slug, statements in rows if any(map(case.states, statements))}
            if len(self._lacking_in) < MAX_SCOPES:
                self._lacking_in[key] = found
        return found


def _cheap_classes(contact: Contact) -> tuple[str, ...]:
    """Returns the classes that a contact is in by its kind alone."""
    if isinstance(contact, Account):
        return (contact.kind, contact.network, "phone") if contact.phone else (contact.kind, contact.network)
    return (contact.kind,)


def _rest(question: Question) -> tuple[str | None, str | None, str | None, str]:
    return question.audience, question.region, question.direction, question.as_of


def _script_region(text: str, claims: str | None) -> str | None:
    """Returns CN where the contact or the claim is written in Chinese characters, else None."""
    for part in (text, claims or ""):
        if not part.isascii() and _CJK.search(part):
            return "CN"
    return None


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
