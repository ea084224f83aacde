"""Channels that are claimed without an address, whose they are, and what is said against them."""

from __future__ import annotations

from typing import Any

import pytest
from claims_tables import cases, claim_words, knowledge, platform_mentions, viewed

from scamguard.extract.claims import ChannelClaim, find_claims
from scamguard.extract.owned_channels import OwnedChannels
from scamguard.extract.view import View
from scamguard.model.contacts import Portal
from scamguard.model.verdict import Status
from scamguard.rules import unsupported_claim
from scamguard.rules.case import Case, Question

TODAY = "2026-11-22"


def claims_in(view: View, contacts: tuple[tuple[int, int], ...] = ()) -> list[ChannelClaim]:
    return find_claims(view, claim_words(), platform_mentions().mentions_in(view), contacts)


@pytest.mark.parametrize("case", cases("channels", "fires"))
def test_fires(case: dict[str, Any]) -> None:
    view = viewed(case["text"])

    found = [f"{claim.channel}: {view.surface(claim.start, claim.end)}" for claim in claims_in(view)]

    assert found == case["found"], case


@pytest.mark.parametrize("case", cases("channels", "silent"))
def test_silent(case: dict[str, Any]) -> None:
    assert claims_in(viewed(case["text"])) == [], case


def test_a_contact_behind_a_claim_is_what_is_found() -> None:
    view = viewed("官方微信群 abcdef")

    assert [claim.channel for claim in claims_in(view)] == ["wechat"]
    assert claims_in(view, ((6, 12),)) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("TT123卖家导航旗下公众号\n官方微信群", "tt123官方微信群"),
        ("官方微信群", None),
        ("TT123卖家导航\n官方QQ群", None),
    ],
)
def test_a_channel_of_somebody_else(text: str, value: str | None) -> None:
    owned = OwnedChannels({"TT123官方微信群": "tiktok-shop", "wise.us": "wise"})
    view = viewed(text)
    (claim,) = claims_in(view)

    assert owned.value_for(claim, view.folded) == ((value, "tiktok-shop") if value else None)


@pytest.mark.parametrize(
    ("words", "medium", "claims", "audience", "status"),
    [
        ("官方客服手机号", "phone", "tiktok-shop", "buyer", Status.SUSPICIOUS),
        ("官方的微信公众号", "wechat-official-account", "tiktok-shop", "buyer", Status.SUSPICIOUS),
        ("official hotline", "phone", "aliexpress", "buyer", Status.SUSPICIOUS),
        ("官方客服电话", "phone", "icbc", None, Status.UNVERIFIED),
        ("official whatsapp group", "whatsapp", "etsy", None, Status.UNVERIFIED),
        ("隐藏入口", "portal", "aliexpress", None, None),
        ("内部电话", "phone", "aliexpress", None, None),
        ("官方客服电话", "phone", None, None, None),
    ],
)
def test_what_is_said_against_a_claim(
    words: str, medium: str, claims: str | None, audience: str | None, status: Status | None
) -> None:
    case = Case(Portal(words, words, medium), Question(claims, audience, None, None, TODAY), knowledge())

    found = list(unsupported_claim.find(case))

    assert [finding.status for finding in found] == ([status] if status else [])
    assert all(finding.params and finding.found == words for finding in found)
