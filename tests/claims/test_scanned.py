"""Whole scans: whose a contact is said to be decides its verdict, and no contact of another's is called official."""

from __future__ import annotations

import time

import pytest

from scamguard import scan

#: Of every text: its first contact or claim, the platform that is claimed, and the status.
TABLE = [
    ("您的建行账户异常，请致电95588", "95588", "ccb", "impersonation"),
    ("【建设银行】账户异常。请致电95588", "95588", "ccb", "impersonation"),
    ("建行电话：95588", "95588", "ccb", "impersonation"),
    ("请联系中国银行：95588", "95588", "boc", "impersonation"),
    ("工行客服电话：95588", "95588", "icbc", "official"),
    ("TikTok Shop代运营 电话13800138000", "13800138000", None, "unverified"),
    ("TikTok Shop客服 电话13800138000", "13800138000", "tiktok-shop", "impersonation"),
    ("Q: 速卖通卖家客服电话是多少？ A: 400-882-1234", "400-882-1234", "aliexpress", "impersonation"),
    ("How to reach TikTok Shop\n\nOfficial support: 400-882-1234", "400-882-1234", "tiktok-shop", "impersonation"),
    ("Anna from Amazon HR. Telegram @amazon_hr_anna", "@amazon_hr_anna", "amazon", "unverified"),
    ("我接到自称淘宝客服的电话 13800138000，说我的订单有问题", "13800138000", "taobao-tmall", "impersonation"),
    ("TikTok Shop官方会提供客服手机号", "官方会提供客服手机号", "tiktok-shop", "impersonation"),
    ("TikTok Shop有官方客服微信群", "官方客服微信群", "tiktok-shop", "impersonation"),
    ("抖店官方提供400客服热线", "官方提供400客服", "douyin-shop", "unverified"),
    ("13800138000是中国工商银行官方客服热线", "13800138000", "icbc", "unverified"),
    ("抖店官方客服电话", "官方客服电话", "douyin-shop", "unverified"),
]
#: Words that claim, deny and warn, again and again, with contacts between.
HOSTILE = (
    "隐藏入口", "官方客服电话", "没有官方电话", "内部电话,", "TikTok Shop 13800138000 ", "没有13800138000 ",
    "我司TikTok Shop代运营13800138000 ", "速卖通\n\n13800138000\n\n", "骗子冒充 微信abc12345,", "您的建行 95588 ",
)  # fmt: skip
LENGTH = 10_000
SECONDS = 3.0


@pytest.mark.parametrize(("text", "surface", "claims", "status"), TABLE)
def test_verdict(text: str, surface: str, claims: str | None, status: str) -> None:
    found = [finding for finding in scan(text).findings if finding.finding != "demand"]

    assert [(f.surface, f.verdict.claims, f.verdict.status.value) for f in found] == [(surface, claims, status)]


@pytest.mark.parametrize(
    "text", ["骗子冒充京东客服，发送jd-kefu.top链接", "昨天有人冒充京东客服打给我，号码是400-882-1234"]
)
def test_what_people_who_pretend_use_is_warned_of(text: str) -> None:
    (found,) = (finding for finding in scan(text).findings if finding.finding == "contact")

    assert found.is_warned_of
    assert not found.is_alarm


#: Passages of demands, and those that are none because they are done at an official channel.
DEMANDED = [
    ("您的会员要自动扣费，请加微信并共享屏幕", ["自动扣费，请加微信", "并共享屏幕"]),
    ("PayPal: Enter your password on paypal.com to continue.", []),
    ("PayPal：请在paypal.com页面输入密码。", []),
    ("PayPal：请在paypal-login.example页面输入密码并发给我。", ["输入密码"]),
    (
        "PayPal: Enter your password on paypal-login.example to continue.",
        ["Enter your password on paypal-login.example", "Enter your password"],
    ),
]


@pytest.mark.parametrize(("text", "passages"), DEMANDED)
def test_demands_are_told_in_whole_words_and_not_where_they_are_done_at_an_official_channel(
    text: str, passages: list[str]
) -> None:
    assert [f.surface for f in scan(text).findings if f.finding == "demand"] == passages


@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_texts_take_no_longer(piece: str) -> None:
    text = piece * (LENGTH // len(piece))
    scan("")
    begins = time.process_time()

    scan(text)

    assert time.process_time() - begins < SECONDS
