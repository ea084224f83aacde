"""Weighs what a user's own lists say of a contact against what is on record: the record goes first (docs/lists.md)."""

from __future__ import annotations

import msgspec

from scamguard.knowledge.entries import Entry
from scamguard.knowledge.list_format import ACCOUNT, EMAIL, HOST, MAIL_DOMAIN, PHONE
from scamguard.knowledge.schema import Channel, Text
from scamguard.knowledge.standing import Standing
from scamguard.knowledge.user_lists import Listed
from scamguard.model.contacts import Email
from scamguard.model.scope import ChannelKind
from scamguard.model.verdict import Finding, Status, Tier
from scamguard.rules import list_contradicted, listed_as_known, listed_refused
from scamguard.rules.case import Case, Question
from scamguard.rules.on_record import SETTLING, observe_record

_KINDS: dict[str, ChannelKind] = {
    HOST: "domain", MAIL_DOMAIN: "mail-domain", EMAIL: "email", PHONE: "phone", ACCOUNT: "account",
}  # fmt: skip
#: What a record of the same platform may say where a list adds to it: nothing, or that one page alone says so.
_OPEN = frozenset({Standing.ONE_PAGE, Standing.OFFICIAL, Standing.OUT_OF_SCOPE})
_LIKENESS = frozenset({Tier.LOOKALIKE_OF_CLAIMED, Tier.LOOKALIKE})
_REFUTED = frozenset({Status.IMPERSONATION, Status.RETIRED})


class Weighed(msgspec.Struct):
    """What becomes of the rows about one contact.

    Attributes:
        entries: rows that are channels of a platform, or contacts falsely offered as one.
        refused: rows that refuse the contact, whoever is claimed.
        known: rows that vouch for it, of nobody on record.
        contradicted: rows against which the record speaks.
    """

    entries: list[Entry] = msgspec.field(default_factory=list)
    refused: list[Listed] = msgspec.field(default_factory=list)
    known: list[Listed] = msgspec.field(default_factory=list)
    contradicted: list[Listed] = msgspec.field(default_factory=list)


def weighed(case: Case, found: list[Finding]) -> list[Finding]:
    """Returns what is found of a contact that stands on a list.

    Args:
        case: the contact, without what lists say.
        found: what the shipped knowledge says of it.
    """
    weighing = _weighed(case, found, case.listed)
    if weighing.entries:
        found = observe_record(Case(case.contact, case.question, case.knowledge, tuple(weighing.entries)))
    found = listed_refused.added(case, found, weighing.refused)
    found = listed_as_known.added(case, found, weighing.known)
    return list_contradicted.added(case, found, weighing.contradicted)


def _weighed(case: Case, found: list[Finding], rows: tuple[Listed, ...]) -> Weighed:
    """Sorts the rows; where one refuses the contact, those that vouch for it are silent."""
    weighing = Weighed()
    denied = [row for row in rows if row.sense == "deny"]
    for row in denied or rows:
        is_channel = row.row.platform in case.knowledge.platforms and not _is_mailbox_below(case, row)
        if row.sense == "deny":
            _refuse(case, row, is_channel, weighing)
        elif is_channel:
            _make_official(case, row, weighing)
        elif _is_known_as_fake(case, found):
            weighing.contradicted.append(row)
        elif not _owners(case):  # of what is on record as somebody's own there is nothing to add
            weighing.known.append(row)
    return weighing


def _is_mailbox_below(case: Case, row: Listed) -> bool:
    """Answers whether the contact is a mailbox, and the row about a domain: a site's owner may not answer mail there."""
    return row.sense == "allow" and row.sort == HOST and isinstance(case.contact, Email)


def _is_known_as_fake(case: Case, found: list[Finding]) -> bool:
    """Answers whether a contact is on record as falsely offered, or imitates a name without innocent reading."""
    offered = Standing.NOT_OFFICIAL in case.own or any(r.standing is Standing.NOT_OFFICIAL for r in case.foreign)
    return offered or any(f.tier in _LIKENESS and f.status is Status.IMPERSONATION for f in found)


def _refuse(case: Case, row: Listed, is_channel: bool, weighing: Weighed) -> None:
    """Takes a row of a denylist, unless the contact is on record as somebody's own."""
    owners = _owners(case)
    if row.row.platform in owners or (owners and not is_channel):
        weighing.contradicted.append(row)
    elif not is_channel:
        weighing.refused.append(row)
    elif case.claims not in owners and not (owners and case.claims is None):
        weighing.entries.append(_entry(case, row))


def _owners(case: Case) -> frozenset[str]:
    """Returns the platforms whose own the contact is on record to be, or to have been."""
    own = {entry.slug for standing in SETTLING for entry in case.own.get(standing, ())}
    return frozenset(own | {record.entry.slug for record in case.foreign if record.standing in SETTLING})


def _make_official(case: Case, row: Listed, weighing: Weighed) -> None:
    """Takes a row that makes the contact a platform's channel, unless the record refutes that."""
    slug = row.row.platform
    asked = Case(case.contact, _as_claimed(case.question, slug), case.knowledge)
    if asked.own and not asked.own.keys() <= _OPEN:
        weighing.contradicted.append(row)
    elif Standing.OFFICIAL in asked.own or Standing.OUT_OF_SCOPE in asked.own:
        return  # on record already, perhaps for others than those who ask
    elif _is_anothers(asked) or any(finding.status in _REFUTED for finding in observe_record(asked)):
        weighing.contradicted.append(row)
    else:
        weighing.entries.append(_entry(case, row))


def _is_anothers(case: Case) -> bool:
    """Answers whether the contact is on record for another platform, as its own or as falsely offered."""
    return any(record.standing is not Standing.SILENT for record in case.foreign)


def _as_claimed(question: Question, slug: str) -> Question:
    return Question(slug, question.audience, question.region, question.direction, question.as_of)


def _entry(case: Case, row: Listed) -> Entry:
    """Returns the channel that a row is, with the list as its source."""
    platform = case.knowledge.platforms[row.row.platform]
    said = row.row.label
    label = Text(en=said or f"on the list “{row.head.name}”", zh=said or f"在名单“{row.head.name}”上")
    channel = Channel(
        id=f"list-{row.head.id}",
        kind=_KINDS[row.sort],
        value=row.shown,
        role="support" if row.sense == "allow" else "claimed",
        label=label,
        status="active" if row.sense == "allow" else "not-official",
        quality="documented",
        sources=(),
    )
    return Entry(platform, channel, case.name(platform.slug), row.view)
