"""Which platforms a text names, whose a contact is said to be, and for whom."""

from __future__ import annotations

from typing import Any

import pytest
from claims_tables import cases, placed, platform_mentions, scope_words, support_words, viewed

from scamguard.extract.mentions import Mention, topic_of
from scamguard.extract.scope import audience_of, scope_around
from scamguard.extract.whose import DocumentContext, claim_for


@pytest.mark.parametrize("case", cases("mentions"))
def test_names(case: dict[str, Any]) -> None:
    found = platform_mentions().mentions_in(viewed(case["text"]))

    assert [mention.slug for mention in found] == case["names"], case


@pytest.mark.parametrize("case", cases("owners"))
def test_owner(case: dict[str, Any]) -> None:
    view, start, end = placed(case["text"])
    context = DocumentContext(case.get("sender"), case.get("title"), case.get("topic"))

    claim = claim_for(view, start, end, platform_mentions().mentions_in(view), context, support_words())

    assert (claim and claim.slug) == case.get("claims"), (case, claim)
    if claim is not None:
        assert (claim.strength, claim.origin) == (case["strength"], case.get("origin", "text")), (case, claim)
        assert (claim.start is None) == (claim.origin != "text")


@pytest.mark.parametrize("case", cases("scopes"))
def test_scope(case: dict[str, Any]) -> None:
    scope = scope_around(*placed(case["text"]), scope_words())

    expected = tuple(case.get(key) for key in ("audience", "region", "direction"))
    assert (scope.audience, scope.region, scope.direction) == expected, case


@pytest.mark.parametrize(
    ("slugs", "topic"),
    [
        ((), None),
        (("amazon",), None),
        (("amazon", "amazon"), "amazon"),
        (("amazon", "amazon", "paypal"), "amazon"),
        (("amazon", "amazon", "paypal", "paypal"), None),
    ],
)
def test_topic(slugs: tuple[str, ...], topic: str | None) -> None:
    assert topic_of([Mention(slug, place, place + 1) for place, slug in enumerate(slugs)]) == topic


@pytest.mark.parametrize(
    ("text", "audience"),
    [
        ("卖家 商家 店铺", "seller"),
        ("购物 消费者 买家 商家", "buyer"),
        ("sellers and merchants, sellers and buyers", "seller"),
        ("卖家 买家 商家 购物", None),
        ("商家", None),
        ("", None),
    ],
)
def test_audience_of_a_text(text: str, audience: str | None) -> None:
    assert audience_of(text, scope_words()) == audience
