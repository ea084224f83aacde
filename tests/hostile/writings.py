"""Strategies for contacts: plain, disguised, broken, and arbitrary text."""

from __future__ import annotations

from hypothesis import strategies as st

_PIECES = [
    *"0123456789", "400", "800", "131", "95588", "86", "+", "+86", "+44", "+1", "00", "-", " ", "(", ")", "/", ".", "x", "*", "****", "xxx", "#", "转", "ext",
    "①", "❸", "²", "𝟏", "一", "幺", "〇", "零", "O", "l", "Ⅳ", "½", "٣", "⑬",
    "@", "＠", "[at]", "(dot)", "[.]", "。", "．", "点", ":", "：", "//", "\\", "?", "&", "=", "%", "%20", "%2F", "%68", "%ff", "<", ">", '"', "'", ",", "，", "_", "~", "!",
    "http", "https://", "hxxp://", "tel:", "sms:", "mailto:", "weixin://", "tg://", "whatsapp://send?phone=", "market://details?id=", "javascript:", "google-play:", "app-store:",
    "t.me/", "wa.me/", "line.me/ti/p/", "x.com/", "facebook.com/", "play.google.com/store/apps/details?id=", "apps.apple.com/app/id", "weibo.com/",
    "shop", "example", "com", "tiktok", "paypal", "xn--", "münchen", "例子", "ѕ", "www.", ".com", ".example", "[::1]", "127.0.0.1", "0x7f", "localhost",
    "微信", "QQ", "群", "公众号", "电话", "客服", "WhatsApp", "Telegram", "LINE", "Tel", "邮箱", "工单", "TKS-",
    "隐藏", "内部", "入口", "hidden", "portal", "hotline", "VIP",
    "\u200b", "\u200d", "\u202e", "\u00ad", "\u0301", "\ufe0f", "\x00", "\x1b[31m", "\n", "\t", "\r", "\ud800", "\udfff", "\U000e0061", "{", "}", "{found}", "%s",
]  # fmt: skip

#: Texts that look like contacts more often than arbitrary text does.
assembled = st.lists(st.sampled_from(_PIECES), max_size=12).map("".join)
arbitrary = st.text(st.characters(exclude_categories=[]), max_size=80)
writings = st.one_of(assembled, arbitrary, st.tuples(assembled, arbitrary).map("".join))
