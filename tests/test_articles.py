"""The main job on real input: every contact that the five source articles print, with the claim they make for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from scamguard import check

ARTICLES = Path(__file__).parents[2] / "shared" / "research" / "articles"
TODAY = "2026-11-22"

#: article, what it prints, the contact in it, whose it is said to be, for whom, what is true
PRINTED = (
    ("000", "1V1咨询:13122891139", "13122891139", "TikTok Shop", "seller", "impersonation"),
    ("000", "seller.tiktokglobalshop.com", "seller.tiktokglobalshop.com", "TikTok Shop", "seller", "official"),
    ("000", "support@tiktokshop.com", "support@tiktokshop.com", "TikTok Shop", "seller", "unverified"),
    (
        "000",
        "szcea.org.cn/tiktok-service-providers",
        "szcea.org.cn/tiktok-service-providers",
        "TikTok Shop",
        "seller",
        "unverified",
    ),
    ("000", "TKS-XXXXXX", "TKS-XXXXXX", "TikTok Shop", "seller", "unverified"),
    ("000", "TK官方电话客服", "TK官方电话客服", "TikTok Shop", "seller", "impersonation"),
    ("002", "公众号【TT123跨境电商】", "TT123跨境电商公众号", "TikTok Shop", "seller", "impersonation"),
    ("002", "官方微信群", "TT123官方微信群", "TikTok Shop", "seller", "impersonation"),
    ("002", "官方客服", "TT123官方客服", "TikTok Shop", "seller", "impersonation"),
    ("003", "https://fxg.jinritemai.com", "https://fxg.jinritemai.com", "抖店", "seller", "official"),
    ("003", "https://school.jinritemai.com", "https://school.jinritemai.com", "抖店", "seller", "official"),
    ("003", "service@jinritemai.com", "service@jinritemai.com", "抖店", "seller", "unverified"),
    ("003", "抖音电商大学公众号", "抖音电商大学公众号", "抖店", "seller", "unverified"),
    ("004", "联系电话13122891139", "联系电话13122891139", "速卖通", "seller", "impersonation"),
    ("004", "seller.aliexpress.com", "seller.aliexpress.com", "速卖通", "seller", "official"),
    ("004", "seller.alibaba-inc.com", "seller.alibaba-inc.com", "速卖通", "seller", "retired"),
    ("004", "seller.aliexpress.com/help", "seller.aliexpress.com/help", "速卖通", "seller", "official"),
    ("004", "内部电话", "内部电话", "速卖通", "seller", "impersonation"),
    ("004", "隐藏客服入口", "隐藏客服入口", "速卖通", "seller", "impersonation"),
    ("004", "绿色通道", "绿色通道", "速卖通", "seller", "suspicious"),
)


@pytest.mark.parametrize(("article", "printed", "contact", "claims", "audience", "status"), PRINTED)
def test_what_an_article_prints_is_answered(
    article: str, printed: str, contact: str, claims: str, audience: str, status: str
) -> None:
    verdict = check(contact, claims=claims, audience=audience, as_of=TODAY)

    assert verdict.status == status, verdict.reasons[0].text


@pytest.mark.skipif(not ARTICLES.is_dir(), reason="the articles are not part of the project")
@pytest.mark.parametrize(("article", "printed"), [row[:2] for row in PRINTED])
def test_the_articles_print_it(article: str, printed: str) -> None:
    text = next(ARTICLES.glob(f"{article}_*.txt")).read_text(encoding="utf-8")

    assert printed in text


@pytest.mark.parametrize("claims", ["TikTok Shop", "AliExpress"])
def test_one_advertised_number_is_refused_for_both_platforms(claims: str) -> None:
    assert check("13122891139", claims=claims, as_of=TODAY).status == "impersonation"


def test_the_old_link_was_right_in_its_time() -> None:
    assert check("seller.alibaba-inc.com", claims="AliExpress", as_of="2023-06-01").status == "official"
