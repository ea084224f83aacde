"""Examples in the OpenAPI document; tests ask them of the server."""

from __future__ import annotations

from typing import Any, Final

CHECK: Final[dict[str, Any]] = {"contact": "400-882-1234", "claims": "TikTok Shop", "lang": "en"}
SCAN: Final[dict[str, Any]] = {"text": "TikTok Shop support: add WeChat tk_help_2026 today.", "format": "text"}
PROBLEM: Final[dict[str, Any]] = {
    "type": "/problems/unknown-platform",
    "title": "No platform has this name",
    "status": 422,
    "detail": "unknown platform 'tiktok shp'; did you mean tiktok-shop or tiktok?",
    "errors": [{"detail": "unknown platform 'tiktok shp'", "pointer": "#/claims"}],
    "nearest": ["tiktok-shop", "tiktok"],
}
#: What is answered to `CHECK`, shortened to its deciding reason.
CHECKED: Final[dict[str, Any]] = {
    "contact": {"kind": "phone", "raw": "400-882-1234", "canonical": "+864008821234", "region": "CN"},
    "claims": "tiktok-shop",
    "status": "impersonation",
    "quality": "claimed",
    "reasons": [
        {
            "code": "no-such-channel",
            "status": "impersonation",
            "text": "TikTok Shop gives sellers no support by phone or on WeChat. So 400-882-1234 cannot be its "
            "channel.",
            "found": "400-882-1234",
            "facts": [
                {
                    "platform": "tiktok-shop",
                    "id": "no-phone-or-wechat-support",
                    "modal": "lacks",
                    "text": {
                        "en": "TikTok Shop gives sellers no support by phone or on WeChat.",
                        "zh": "TikTok Shop 没有面向卖家的电话客服，也没有微信客服。",
                    },
                    "quote": "不存在电话或微信客服入口",
                    "quality": "claimed",
                    "sources": [
                        {
                            "title": "TK小店如何联系官方客服",
                            "publisher": "大数跨境 (10100.com)",
                            "url": "https://www.10100.com/encyclopedia/5/111132096",
                            "date": "2026-03-05",
                            "kind": "third-party",
                        }
                    ],
                }
            ],
        }
    ],
    "imitates": "tiktok-shop",
    "instead": [
        {
            "kind": "host",
            "value": "seller.tiktokglobalshop.com",
            "label": "Seller Center for cross-border sellers",
            "audience": ["seller"],
            "regions": ["CN"],
        }
    ],
    "if_claimed": {},
    "as_of": "2026-11-22",
    "knowledge": {"version": "f6cac5b42911", "date": "2026-11-22"},
}
