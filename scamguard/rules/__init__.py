"""One observation a file. Rules find and never decide; `judge` decides and never looks.

`RECORDED` rules ask what is on record; `LIKENESS` rules compare with it and run only where nothing on record settles
the matter (ownership before similarity); `NOTES` add what a person should know.
"""

from __future__ import annotations

from scamguard.model.verdict import Code
from scamguard.rules import (
    carried_address,
    complete_list,
    described_portal,
    display_name,
    format_mismatch,
    free_mail,
    inbound,
    lookalike_account,
    lookalike_characters,
    lookalike_embedding,
    lookalike_homograph,
    lookalike_keyword,
    lookalike_suffix,
    lookalike_typo,
    mailbox_on_own_domain,
    may_be_legitimate,
    name_on_foreign_host,
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
    untrusted_record,
    userinfo_trick,
)

RECORDED = (
    recorded_not_official.find,
    official_channel.find,
    retired_channel.find,
    out_of_scope.find,
    other_platform.find,
    untrusted_record.find,
    recorded_for_another.find,
)
REFUTING = (
    no_such_channel.find,
    outside_closed_set.find,
    never_does.find,
    not_the_same.find,
    format_mismatch.find,
    complete_list.find,
)
HOST_LIKENESS = (
    lookalike_homograph.find,
    lookalike_characters.find,
    lookalike_suffix.find,
    lookalike_typo.find,
    lookalike_embedding.find,
    lookalike_keyword.find,
    name_on_foreign_host.find,
)
LIKENESS = {
    "url": (*HOST_LIKENESS, userinfo_trick.find),
    "email": (*HOST_LIKENESS, free_mail.find, display_name.find, mailbox_on_own_domain.find),
    "account": (lookalike_account.find,),
    "portal": (described_portal.find,),
}
NOTES = (carried_address.find, inbound.find, may_be_legitimate.find, signs.find)

#: Every reason code, in the order of the docs.
CODES: dict[str, Code] = {
    code.name: code
    for code in (
        official_channel.CODE,
        retired_channel.CODE,
        recorded_not_official.CODE,
        recorded_for_another.CODE,
        out_of_scope.CODE,
        no_such_channel.CODE,
        outside_closed_set.CODE,
        never_does.CODE,
        not_the_same.CODE,
        format_mismatch.CODE,
        format_mismatch.MATCH,
        other_platform.CODE,
        complete_list.CODE,
        lookalike_homograph.CODE,
        lookalike_characters.CODE,
        lookalike_typo.CODE,
        lookalike_suffix.CODE,
        lookalike_embedding.CODE,
        lookalike_keyword.CODE,
        lookalike_account.CODE,
        name_on_foreign_host.CODE,
        userinfo_trick.CODE,
        userinfo_trick.PLAIN,
        free_mail.CODE,
        display_name.CODE,
        mailbox_on_own_domain.CODE,
        carried_address.CODE,
        described_portal.CODE,
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
