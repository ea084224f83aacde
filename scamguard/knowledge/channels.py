"""One channel at a time: where it is looked up, what it is called, how it is quoted and suggested."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from scamguard.knowledge.schema import Channel, Fact, Platform, Source
from scamguard.knowledge.scope import covers, has_begun, has_ended, is_compromised
from scamguard.model.scope import Modal
from scamguard.model.verdict import FactView, Sentence, SourceView, Suggestion

#: Roles that are the platform's own but never speak for it.
SILENT_ROLES: Final = frozenset({"cdn", "merchant-hosted"})
_ROLE_LABELS: Final[Mapping[str, Sentence]] = {
    "home": Sentence("main website", "官方网站"),
    "owned": Sentence("own domain", "自有域名"),
    "regional": Sentence("regional website", "地区站点"),
    "seller-portal": Sentence("seller portal", "商家后台"),
    "login": Sentence("login page", "登录页面"),
    "help": Sentence("help center", "帮助中心"),
    "support": Sentence("customer support", "客服"),
    "developer": Sentence("developer site", "开发者平台"),
    "advertising": Sentence("advertising site", "广告平台"),
    "report-phishing": Sentence("address for reporting fakes", "举报假冒的地址"),
    "sends-mail": Sentence("sender of its mail", "发信地址"),
    "sends-sms": Sentence("sender of its text messages", "短信发送号"),
    "calls": Sentence("number it calls from", "外呼号码"),
    "service": Sentence("service number", "服务号码"),
    "verify": Sentence("place to verify", "核验入口"),
    "onboarding": Sentence("onboarding site", "入驻网站"),
    "partner-list": Sentence("list of authorised partners", "官方服务商名单"),
    "landing": Sentence("page its messages link to", "消息链接页面"),
    "short-link": Sentence("short links", "短链接"),
    "cdn": Sentence("technical host", "技术用域名"),
    "merchant-hosted": Sentence("pages of its customers", "商户页面"),
    "privacy": Sentence("data-protection contact", "隐私与数据保护联系方式"),
    "security-report": Sentence("contact for security researchers", "安全漏洞报告地址"),
    "company": Sentence("company contact", "公司联系方式"),
    "dispute": Sentence("way to dispute", "纠纷处理入口"),
    "feedback": Sentence("feedback form", "意见反馈入口"),
    "announcements": Sentence("announcements", "公告账号"),
    "old-home": Sentence("former website", "旧网站"),
    "claimed": Sentence("contact that others offer", "他人所称的联系方式"),
}
#: Whom a channel is for, in words.
AUDIENCE_LABELS: Final[Mapping[str, Sentence]] = {
    "seller": Sentence("sellers", "卖家"),
    "buyer": Sentence("buyers", "买家"),
    "advertiser": Sentence("advertisers", "广告主"),
    "developer": Sentence("developers", "开发者"),
    "job-applicant": Sentence("job applicants", "求职者"),
    "public": Sentence("the public", "公众"),
}
_SUGGESTED_ROLES: Final = (
    "seller-portal", "home", "help", "support", "verify", "login", "regional", "onboarding", "report-phishing",
    "dispute", "partner-list",
)  # fmt: skip
#: Role -> the order in which channels are worth being suggested.
_SUGGESTED: Final = {role: rank for rank, role in enumerate(_SUGGESTED_ROLES)}
#: Whose words are shown first: the platform's own, then those that carry the quote, then bare lists.
_SOURCE_RANKS: Final = {
    "own": 0,
    "official": 0,
    "regulator": 0,
    "news": 1,
    "third-party": 1,
    "mirror": 2,
    "list": 3,
    "code": 3,
}
#: How people write which network an id belongs to, where the network's own name is not read before an id.
_NETWORK_WORDS: Final = {"x": "twitter", "wechat-official-account": "公众号"}
#: How many channels are suggested, and how many of one role.
MAX_SUGGESTIONS: Final = 5
MAX_OF_A_ROLE: Final = 2


def host_of(channel: Channel) -> str:
    """Returns the host that a channel of kind domain, host or url stands on."""
    if channel.kind != "url":
        return channel.value
    return channel.value.partition("://")[2].partition("/")[0]


def is_below(host: str, domain: str) -> bool:
    """Answers whether a host is a domain, or stands below it."""
    return host == domain or host.endswith("." + domain)


def domain_of(channel: Channel) -> str:
    """Returns the host of an address or mailbox; "" for other channels."""
    if channel.kind in ("domain", "host", "url"):
        return host_of(channel)
    return channel.value.rpartition("@")[2] if channel.kind in ("email", "mail-domain") else ""


def contact_of(channel: Channel) -> str | None:
    """Returns a channel's contact as a person would ask about it; None where it is a way through a menu."""
    if channel.kind in ("app-path", "form", "tool"):
        return None
    if channel.kind == "mail-domain":
        return f"someone@{channel.value}"
    if channel.kind == "account":
        network = channel.network or "handle"
        return f"{_NETWORK_WORDS.get(network, network)}：{channel.value}"
    return channel.value


def page_of(channel: Channel) -> str:
    """Returns the path that a single page stands at, without a slash at its end."""
    return "/" + channel.value.partition("://")[2].partition("/")[2].rstrip("/")


def is_on_page(channel: Channel, host: str, page: str) -> bool:
    """Answers whether a channel is the single page at a path of a host, or a page above it."""
    if channel.kind != "url" or host_of(channel) != host:
        return False
    own = page_of(channel)
    return own in ("/", page) or page.startswith(own + "/")


def key_of(channel: Channel) -> tuple[str, str] | None:
    """Returns what an exact contact is looked up by, (kind or network, canonical value); None where it is not."""
    if channel.kind in ("phone", "sms"):
        return "phone", channel.value
    if channel.kind == "email":
        return "email", channel.value.lower()
    if channel.kind == "account":
        return channel.network or "handle", channel.value.casefold()
    return (channel.kind, channel.value) if channel.kind in ("mail-domain", "app") else None


def view_of(platform: Platform, record: Channel | Fact) -> FactView:
    """Returns a fact or channel as verdicts quote it, with its sources."""
    modal, text = _said(record)
    sources = sources_of(platform, record.sources)
    return FactView(platform.slug, record.id, modal, text, record.quote, record.quality, sources)


def _said(record: Channel | Fact) -> tuple[Modal, Sentence]:
    if isinstance(record, Fact):
        return record.modal, Sentence(record.en, record.zh)
    return _MODAL_OF_STATUS.get(record.status, "has"), channel_label(record)


_MODAL_OF_STATUS: Final[Mapping[str, Modal]] = {"retired": "was", "not-official": "not-same"}


def channel_label(channel: Channel) -> Sentence:
    """Returns what a channel is, in words: its value, its label, and its note."""
    label, note = role_label(channel), channel.note
    if note is None:
        return Sentence(f"{channel.value}: {label.en}", f"{channel.value}：{label.zh}")
    return Sentence(f"{channel.value}: {label.en}. {note.en}", f"{channel.value}：{label.zh}。{note.zh}")


def role_label(channel: Channel) -> Sentence:
    """Returns what a channel is for, in a few words: its label, or the name of its role."""
    return Sentence(channel.label.en, channel.label.zh) if channel.label else _ROLE_LABELS[channel.role]


def ranked_sources(platform: Platform, ids: tuple[str, ...]) -> list[Source]:
    """Returns the sources of these ids, the platform's own first and bare lists last."""
    by_id = {source.id: source for source in platform.sources}
    return sorted((by_id[name] for name in ids if name in by_id), key=lambda source: _SOURCE_RANKS[source.kind])


def sources_of(platform: Platform, ids: tuple[str, ...]) -> tuple[SourceView, ...]:
    """Returns the sources of these ids as verdicts quote them, in the order of `ranked_sources`."""
    return tuple(
        SourceView(source.title, source.publisher, source.url, source.date or source.seen or "", source.kind)
        for source in ranked_sources(platform, ids)
    )


def suggestions_for(platform: Platform, audience: str | None, region: str | None, as_of: str) -> tuple[Suggestion, ...]:
    """Returns official channels to use instead, best first, at most two for each purpose."""
    taken = tuple(
        host_of(channel)
        for channel in platform.channels
        if channel.kind in ("domain", "host") and is_compromised(channel.compromised, as_of)
    )
    usable = sorted(
        (
            channel
            for channel in platform.channels
            if _is_usable(channel, audience, region, as_of) and not (taken and _is_below(channel, taken))
        ),
        key=lambda channel: (_is_foreign(platform, channel, region), _SUGGESTED[channel.role]),
    )
    chosen: list[Channel] = []
    for channel in usable:
        if sum(other.role == channel.role for other in chosen) < MAX_OF_A_ROLE:
            chosen.append(channel)
    return tuple(
        Suggestion(channel.kind, channel.value, role_label(channel), channel.audience, channel.regions, platform.slug)
        for channel in chosen[:MAX_SUGGESTIONS]
    )


def _is_foreign(platform: Platform, channel: Channel, region: str | None) -> bool:
    """Answers whether a number or mailbox serves one country abroad, and nobody said that it is the asker's."""
    if region is not None or not channel.regions or channel.kind not in ("phone", "sms", "email"):
        return False
    return not platform.regions or platform.regions[0] not in channel.regions


def _is_below(channel: Channel, hosts: tuple[str, ...]) -> bool:
    """Answers whether a channel stands at or below one of the hosts."""
    host = domain_of(channel)
    return any(is_below(host, above) for above in hosts)


def _is_usable(channel: Channel, audience: str | None, region: str | None, as_of: str) -> bool:
    """Answers whether a channel may be recommended: trusted, in scope and in use; steps in an own app are safe."""
    return (
        channel.role in _SUGGESTED
        and channel.status == "active"
        and not is_compromised(channel.compromised, as_of)
        and channel.direction != "out"
        and (channel.quality != "claimed" or channel.kind in ("app-path", "tool", "form"))
        and covers(channel, audience, region)
        and has_begun(channel.valid, as_of)
        and not has_ended(channel.valid, as_of)
    )
