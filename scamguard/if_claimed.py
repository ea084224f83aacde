"""What the status would be for other platforms: for a contact that comes without a claim."""

from __future__ import annotations

from typing import Final

from scamguard.judge import judge
from scamguard.knowledge.knowledge import Knowledge
from scamguard.model.contacts import Account, Contact
from scamguard.model.verdict import Status
from scamguard.rules.case import Case, Question
from scamguard.rules.not_the_same import mistaken_for
from scamguard.rules.observe import observe
from scamguard.rules.on_record import SETTLING

#: How many scopes it is remembered for who has no such contacts: dates come from callers.
MAX_SCOPES: Final = 4096


class IfClaimed:
    """Tells what a claim would give. Safe to share between threads.

    Args:
        knowledge: whose records decide.
    """

    __slots__ = ("_knowledge", "_lacking_in")

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._lacking_in: dict[tuple[str, str | None, str | None, str], dict[str, Status]] = {}

    def of(self, case: Case, status: Status) -> dict[str, Status]:
        """Returns the status that each platform's claim would give, for the platforms whose record decides it.

        Args:
            case: the contact, asked about without a claim.
            status: what it was judged to be.
        """
        found = self._if_listed(case) if self._knowledge.lists is not None else {}
        lacking = self._knowledge.lacking
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
        return {slug: self._status_for(case, slug) for slug in sorted(named) if slug in self._knowledge.platforms}

    def _status_for(self, case: Case, slug: str) -> Status:
        """Returns what the status would be if a platform were claimed."""
        asked = Case(case.contact, Question(slug, *_rest(case.question)), self._knowledge)
        return judge(observe(asked))[0]

    def _lacking(self, kind: str, case: Case) -> dict[str, Status]:
        """Returns the platforms that document to have no such contacts, for whom, where and when it is asked about.

        It is shared by all such questions, however many platforms there are: copied as a whole, never written to.
        """
        key = (kind, *case.scope)
        found = self._lacking_in.get(key)
        if found is None:
            rows = self._knowledge.lacking[kind]
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
