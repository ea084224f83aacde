"""One observation a file. Rules find and never decide; `judge` decides and never looks.

Which rules run for a case is said by the tables below; `observe` applies them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeAlias

from scamguard.knowledge.standing import Standing
from scamguard.model.verdict import Code, Finding
from scamguard.rules import (
    carried_address,
    complete_list,
    compromised_channel,
    described_portal,
    display_name,
    format_mismatch,
    free_mail,
    host_likeness,
    inbound,
    lookalike_account,
    lookalike_characters,
    lookalike_doubled,
    lookalike_embedding,
    lookalike_ending,
    lookalike_homograph,
    lookalike_hyphen,
    lookalike_keyword,
    lookalike_suffix,
    lookalike_typo,
    lookalike_vowel,
    mailbox_on_own_domain,
    may_be_legitimate,
    name_on_foreign_host,
    namesake,
    network_not_said,
    never_does,
    no_such_channel,
    not_a_contact,
    not_the_same,
    nothing_known,
    official_channel,
    other_platform,
    out_of_scope,
    outside_closed_set,
    recorded_for_another,
    recorded_not_official,
    retired_channel,
    signs,
    unsupported_claim,
    untrusted_record,
    userinfo_trick,
)
from scamguard.rules.case import Case

#: A rule: yields what it observes about a case; nothing where it is silent.
Find: TypeAlias = Callable[[Case], Iterable[Finding]]

#: What a record of the claimed platform says -> the rule that tells it.
RECORDED = {
    Standing.OFFICIAL: official_channel.find,
    Standing.COMPROMISED: compromised_channel.find,
    Standing.RETIRED: retired_channel.find,
    Standing.OUT_OF_SCOPE: out_of_scope.find,
    Standing.NOT_OFFICIAL: recorded_not_official.find,
    Standing.ONE_PAGE: untrusted_record.find,
    Standing.DISPUTED: untrusted_record.find,
    Standing.SILENT: untrusted_record.find,
    Standing.NOT_YET: untrusted_record.find,
}
#: Rules about records of other platforms than the claimed one.
FOREIGN = (other_platform.find, recorded_for_another.find)
#: Rules about what the claimed platform documents: they refute a contact that no record settles.
REFUTING = (
    no_such_channel.find,
    outside_closed_set.find,
    never_does.find,
    complete_list.find,
)
#: Rules about what looks suspicious and is documented as legitimate.
ALLOWING = (may_be_legitimate.find,)
#: Kind of contact -> rules that compare it with what is on record: ownership comes before similarity.
LIKENESS = {
    "url": (not_the_same.find, namesake.find, host_likeness.find),
    "email": (
        not_the_same.find,
        namesake.find,
        host_likeness.find,
        free_mail.find,
        display_name.find,
        mailbox_on_own_domain.find,
    ),
    "account": (not_the_same.find, lookalike_account.find, network_not_said.find),
    "portal": (not_the_same.find, described_portal.find, unsupported_claim.find),
    "phone": (not_the_same.find,),
    "app": (not_the_same.find,),
    "ticket": (format_mismatch.find,),
}
#: Kind of contact -> rules that speak beside any record: tricks in the writing.
TRICKS = {
    "url": (userinfo_trick.find, carried_address.find),
    "account": (carried_address.find,),
    "phone": (signs.find_in_prefix,),
}
#: Kind of contact -> weak signs, looked for only where nothing weightier was found.
SIGNS = {"url": (signs.find_in_address,), "phone": (signs.find_in_number,)}
#: What an incoming call or message does not prove.
INBOUND = (inbound.find,)

#: Every reason code of a check, in the order of the docs; those that only a scan gives are in `codes`.
CODES: dict[str, Code] = {
    code.name: code
    for code in (
        official_channel.CODE,
        compromised_channel.CODE,
        retired_channel.CODE,
        recorded_not_official.CODE,
        recorded_for_another.CODE,
        out_of_scope.CODE,
        no_such_channel.CODE,
        outside_closed_set.CODE,
        never_does.CODE,
        not_the_same.CODE,
        namesake.CODE,
        format_mismatch.CODE,
        format_mismatch.MATCH,
        other_platform.CODE,
        complete_list.CODE,
        lookalike_homograph.CODE,
        lookalike_characters.CODE,
        lookalike_typo.CODE,
        lookalike_doubled.CODE,
        lookalike_vowel.CODE,
        lookalike_ending.CODE,
        lookalike_hyphen.CODE,
        lookalike_suffix.CODE,
        lookalike_embedding.CODE,
        lookalike_keyword.CODE,
        lookalike_account.CODE,
        network_not_said.CODE,
        name_on_foreign_host.CODE,
        userinfo_trick.CODE,
        userinfo_trick.PLAIN,
        free_mail.CODE,
        display_name.CODE,
        mailbox_on_own_domain.CODE,
        carried_address.CODE,
        described_portal.CODE,
        unsupported_claim.CODE,
        untrusted_record.ONE_PAGE,
        untrusted_record.DISPUTED,
        untrusted_record.SILENT,
        untrusted_record.NOT_YET,
        inbound.NOT_PROOF,
        inbound.ONE_WAY,
        may_be_legitimate.CODE,
        signs.PREFIXED,
        signs.ADDRESS,
        signs.SHORT_LINK,
        signs.NOT_IN_PLAN,
        signs.MASKED_MATCH,
        nothing_known.NOT_LISTED,
        nothing_known.NOTHING,
        not_a_contact.CODE,
    )
}
