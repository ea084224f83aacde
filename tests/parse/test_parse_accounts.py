"""Accounts from words and links (accounts.toml), and the phone numbers inside them."""

from __future__ import annotations

import pytest
from parse_tables import AS_OF, Case, cases, guard, verify

from scamguard import Status


@pytest.mark.parametrize("case", cases("accounts"))
def test_account_is_read(case: Case) -> None:
    verify(case)


@pytest.mark.parametrize(
    "link",
    [
        "https://wa.me/8613122891139",
        "https://api.whatsapp.com/send?phone=8613122891139",
        "whatsapp://send?phone=%2B8613122891139",
        "tg://resolve?phone=8613122891139",
        "https://t.me/+8613122891139",
        "微信：13122891139",
    ],
)
@pytest.mark.parametrize("platform", ["tiktok-shop", "aliexpress"])
def test_a_chat_link_with_a_refused_number_is_refused_as_that_number(link: str, platform: str) -> None:
    as_link = guard().check(link, claims=platform, as_of=AS_OF)
    as_number = guard().check("13122891139", claims=platform, as_of=AS_OF)

    assert as_number.status is Status.IMPERSONATION
    assert as_link.status is Status.IMPERSONATION
    assert as_number.reasons[0].facts[0] in [fact for reason in as_link.reasons for fact in reason.facts]


def test_a_chat_link_without_a_number_is_no_phone() -> None:
    verdict = guard().check("https://wa.me/message/ABCDEF123", claims="tiktok-shop", as_of=AS_OF)

    assert not any("phone" in reason.text for reason in verdict.reasons if reason.code == "no-such-channel")
