"""What a row says against the record: a few look-ups tell, and a whole check where the record mentions the value."""

from __future__ import annotations

from scamguard.guard import Guard
from scamguard.knowledge.knowledge import Knowledge
from scamguard.knowledge.list_format import MAIL_DOMAIN, Sense
from scamguard.knowledge.standing import Standing
from scamguard.lists.values import Value
from scamguard.model.contacts import Contact, Email, Url
from scamguard.model.verdict import Status, Verdict
from scamguard.rules.on_record import SETTLING

_REFUTED = frozenset({Status.IMPERSONATION, Status.RETIRED})


class Conflicts:
    """Compares rows with a knowledge base without lists.

    Args:
        knowledge: what is on record.
        sense: of the list.
    """

    def __init__(self, knowledge: Knowledge, sense: Sense) -> None:
        self._knowledge = knowledge
        self._guard = Guard(knowledge)
        self._sense = sense
        self._as_of = knowledge.version.date or None

    def with_record(self, value: Value, platform: str) -> str | None:
        """Returns what the record says against a row; None where nothing.

        Likenesses are not looked for here: a check weighs them, and says so (`list-contradicted`).
        """
        contact = _asked(value)
        if not self._is_mentioned(contact):
            return self._refuted(contact, platform) if self._is_governed(contact, platform) else None
        owners = self._owners(contact)
        if self._sense == "deny":
            against = platform in owners if platform else bool(owners)
            return f"is on record as {', '.join(sorted(owners))}'s own" if against else None
        if platform and owners and platform not in owners:
            return f"is on record as {', '.join(sorted(owners))}'s"
        return self._refuted(contact, platform)

    def _is_mentioned(self, contact: Contact) -> bool:
        host = contact.host if isinstance(contact, Url) else contact.domain if isinstance(contact, Email) else ""
        return bool(self._knowledge.entries_for(contact)) or (bool(host) and self._knowledge.hosts.mentions(host))

    def _is_governed(self, contact: Contact, platform: str) -> bool:
        """Answers whether the platform documents something about such contacts, which could refute the row."""
        is_channel = bool(platform) and self._sense == "allow"
        return is_channel and self._knowledge.rulebook(platform).governing(contact.kind) is not None

    def _owners(self, contact: Contact) -> frozenset[str]:
        date = self._as_of or ""
        entries = self._knowledge.entries_for(contact)
        return frozenset(entry.slug for entry in entries if entry.standing(None, None, date) in SETTLING)

    def _refuted(self, contact: Contact, platform: str) -> str | None:
        verdict = self._verdict(contact, platform)
        standings = {e.standing(None, None, self._as_of or "") for e in self._knowledge.entries_for(contact)}
        is_offered = Standing.NOT_OFFICIAL in standings or Standing.DISPUTED in standings
        if verdict.status not in _REFUTED and not is_offered:
            return None
        codes = ", ".join(dict.fromkeys(reason.code for reason in verdict.reasons))
        return f"is refuted by what is on record ({verdict.status}: {codes})"

    def _verdict(self, contact: Contact, platform: str) -> Verdict:
        return self._guard.judged(contact, self._guard.ask(platform or None, None, None, None, self._as_of))


def _asked(value: Value) -> Contact:
    """Returns the contact that stands for a value: of a mail domain, any mailbox there."""
    if value.sort != MAIL_DOMAIN:
        return value.contact
    mailbox = f"someone@{value.canonical}"
    return Email(mailbox, mailbox, "someone", value.canonical)
