"""Any text is read to its end: places stay inside of it, and hostile texts take no longer than others."""

from __future__ import annotations

import time

import pytest
from claims_tables import claim_words, denial_words, platform_mentions, scope_words, support_words, viewed
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scamguard.extract.claims import find_claims
from scamguard.extract.denials import is_denied, is_said_to_be_gone
from scamguard.extract.scope import scope_around
from scamguard.extract.whose import DocumentContext, claim_for

PIECES = (
    "官方", "微信", "群", "TikTok Shop", "内部", "通道", "电话", "、", "没有", "请", ",", "?", "\n", " ", "official ",
    "hotline", "WhatsApp", "no ", "UPS", "1688", "@", ".", "-", "İ", "\u200b", "ａ", "客服", "扫码", "旗下",
    "公众号", "的",
)  # fmt: skip
HOSTILE = (
    "官方", "官方客服的", "内部客服", "官方微信、", "TikTok Shop ", "没有", "official ", "official support ",
    "hidden vip ", "扫码", "旗下", "?", ",", "UPS ", "@paypal.com/", "微信", "never ", "1688", "a", " ", "\u200b",
    "官方会提供的客服",
)  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=40).map("".join)
#: A text of this length is read in a moment, in characters.
LENGTH = 20_000
SECONDS = 3.0


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=300)
@given(TEXTS, st.data())
def test_places_are_inside_of_the_text(text: str, data: st.DataObject) -> None:
    view = viewed(text)
    mentions = platform_mentions().mentions_in(view)
    end = len(view.text)

    assert all(0 <= mention.start < mention.end <= end for mention in mentions)
    for claim in find_claims(view, claim_words(), mentions):
        assert 0 <= claim.start < claim.end <= end

    start = data.draw(st.integers(0, end))
    stop = data.draw(st.integers(start, end))
    is_denied(view, start, stop, denial_words())
    is_said_to_be_gone(view, start, stop, denial_words())
    scope_around(view, start, stop, scope_words())
    found = claim_for(view, start, stop, mentions, DocumentContext(topic="amazon"), support_words())
    assert found is None or found.start is None or 0 <= found.start <= end


@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_texts_take_no_longer(piece: str) -> None:
    text = piece * (LENGTH // len(piece))
    view = viewed(text)
    begins = time.perf_counter()

    mentions = platform_mentions().mentions_in(view)
    find_claims(view, claim_words(), mentions)

    assert time.perf_counter() - begins < SECONDS
