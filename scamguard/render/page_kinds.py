"""What kinds of contacts, networks and stores are called on the platforms' pages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from scamguard.model.scope import ContactClass
from scamguard.model.verdict import Sentence

#: Network -> what stands before an id on it.
NETWORKS: Final[Mapping[str, Sentence]] = {
    "wechat": Sentence("WeChat", "微信"),
    "wechat-official-account": Sentence("WeChat official account", "微信公众号"),
    "qq": Sentence("QQ", "QQ"),
    "telegram": Sentence("Telegram", "Telegram"),
    "whatsapp": Sentence("WhatsApp", "WhatsApp"),
    "line": Sentence("LINE", "LINE"),
    "messenger": Sentence("Messenger", "Messenger"),
    "x": Sentence("X", "X"),
    "weibo": Sentence("Weibo", "微博"),
    "douyin": Sentence("Douyin", "抖音"),
    "tiktok": Sentence("TikTok", "TikTok"),
    "instagram": Sentence("Instagram", "Instagram"),
    "facebook": Sentence("Facebook", "Facebook"),
    "viber": Sentence("Viber", "Viber"),
    "zalo": Sentence("Zalo", "Zalo"),
    "handle": Sentence("account", "账号"),
}
ANY_SENDER: Final = Sentence("any sender at", "发件域名")
STORES: Final[Mapping[str, str]] = {"google-play": "Google Play", "app-store": "App Store"}
#: Class of contacts -> its name, where a list speaks about one.
KINDS: Final[Mapping[ContactClass, Sentence]] = {
    "phone": Sentence("phone numbers", "电话"),
    "mobile": Sentence("mobile numbers", "手机号"),
    "landline": Sentence("landline numbers", "固定电话"),
    "overseas-phone": Sentence("phone numbers abroad", "境外电话"),
    "voip": Sentence("internet phone numbers", "网络电话"),
    "sms": Sentence("text messages", "短信"),
    "email": Sentence("mail addresses", "电子邮件地址"),
    "free-mail": Sentence("free mailboxes", "免费邮箱"),
    "url": Sentence("websites", "网站"),
    "account": Sentence("accounts", "账号"),
    "app": Sentence("apps", "应用"),
    "portal": Sentence("ways in", "入口"),
    "ticket": Sentence("ticket ids", "工单号"),
    "facetime": Sentence("FaceTime", "FaceTime"),
    "zhihu": Sentence("Zhihu", "知乎"),
    "wechat": NETWORKS["wechat"],
    "wechat-official-account": NETWORKS["wechat-official-account"],
    "qq": NETWORKS["qq"],
    "telegram": NETWORKS["telegram"],
    "whatsapp": NETWORKS["whatsapp"],
    "line": NETWORKS["line"],
    "messenger": NETWORKS["messenger"],
    "x": NETWORKS["x"],
    "weibo": NETWORKS["weibo"],
    "douyin": NETWORKS["douyin"],
    "tiktok": NETWORKS["tiktok"],
    "instagram": NETWORKS["instagram"],
    "facebook": NETWORKS["facebook"],
    "viber": NETWORKS["viber"],
    "zalo": NETWORKS["zalo"],
}
