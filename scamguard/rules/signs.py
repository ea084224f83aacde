"""Weak signs in the writing of a number or an address: heuristics, named as such."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from scamguard.model.contacts import Phone, Url
from scamguard.model.verdict import Code, Explanation, Finding, Sentence, Status, Tier
from scamguard.parse.phones import is_assigned
from scamguard.rules.case import Case

PREFIXED = Code(
    "hotline-with-country-prefix",
    Sentence(
        "{found} is a short number of mainland China written with + or 00. A call that shows it this way comes from abroad.",
        "{found} 是中国内地的短号码，却带有 + 或 00 前缀。这样显示的来电来自境外。",
    ),
    (Status.SUSPICIOUS,),
    Explanation(
        Sentence(
            "Short numbers cannot be dialled from abroad and do not call from there.",
            "短号码不能从境外拨打，也不会从境外打来。",
        ),
        Sentence(
            "Callers from abroad forge them with a prefix in front. (A heuristic.)",
            "境外来电会加前缀伪装成这些号码。（经验判断。）",
        ),
        "scamguard check +8695188 --direction inbound",
        Sentence("Hang up and dial the number yourself, without a prefix.", "挂断，自己不加前缀拨打该号码。"),
    ),
)

ADDRESS = Code(
    "number-instead-of-name",
    Sentence(
        "The address is a bare number ({found}); {platform} uses names.",
        "该地址是一串数字（{found}），而{platform}使用域名。",
    ),
    (Status.SUSPICIOUS,),
    Explanation(
        Sentence("The host is an IP address instead of a name.", "主机是 IP 地址而不是域名。"),
        Sentence("A number hides who owns the site. (A heuristic.)", "数字地址隐藏了网站归属。（经验判断。）"),
        "scamguard check http://203.0.113.7/login --claims paypal",
        Sentence("Do not log in there.", "不要在那里登录。"),
    ),
)

SHORT_LINK = Code(
    "short-link",
    Sentence(
        "{found} is a shortened link: it does not show where it leads.",
        "{found} 是短链接，看不出通向哪里。",
    ),
    (Status.UNVERIFIED,),
    Explanation(
        Sentence("The link goes through a service where anyone can make one.", "该链接经由人人可用的短链接服务。"),
        Sentence("Its target is unknown until it is opened, and can change.", "打开前不知道目的地，而且可以更改。"),
        "scamguard check https://bit.ly/3abcdef --claims aliexpress",
        Sentence("Do not open it; go to the platform's site yourself.", "不要打开，请自己访问平台网站。"),
    ),
)

NOT_IN_PLAN = Code(
    "number-not-in-plan",
    Sentence(
        "{found} is no number that the numbering plan of {region} gives out.",
        "{found} 不是 {region} 号码规划中会分配的号码。",
    ),
    (Status.UNVERIFIED,),
    Explanation(
        Sentence(
            "The number has a possible length, but its range is not assigned.", "号码长度可能成立，但号段没有分配。"
        ),
        Sentence(
            "Displayed numbers that cannot exist are forged or mistyped. (A heuristic.)",
            "不可能存在的来电号码是伪造或写错的。（经验判断。）",
        ),
        "scamguard check 14900000000 --region CN",
        Sentence("Do not call it back.", "不要回拨。"),
    ),
)

MASKED_MATCH = Code(
    "mask-fits-record",
    Sentence(
        "What is visible of {found} fits {value}, which is on record as falsely offered in the name of {platform}.",
        "{found} 可见的部分与 {value} 相符，后者被记录为冒用{platform}名义。",
    ),
    (Status.SUSPICIOUS,),
    Explanation(
        Sentence(
            "Some digits are hidden; the others agree with a number that is on record as not official.",
            "部分数字被隐藏，其余与一个已记录的非官方号码一致。",
        ),
        Sentence("A mask is no proof either way.", "打码的号码不能证明什么。"),
        "scamguard check '131****1139'",
        Sentence("Ask for the whole number and check it.", "请取得完整号码再查询。"),
    ),
)


def find_in_prefix(case: Case) -> Iterable[Finding]:
    """Yields a finding where a short number is shown with a country prefix, also where the number is on record."""
    phone = case.contact
    if not isinstance(phone, Phone) or not (phone.short and phone.international):
        return ()
    if case.question.direction == "outbound":
        return ()
    tier = Tier.NOT_OFFICIAL if case.question.direction == "inbound" else Tier.NOTE
    return (Finding(PREFIXED, tier, Status.SUSPICIOUS, (), phone.raw),)


def find_in_number(case: Case) -> Iterator[Finding]:
    """Yields the weak signs of a number."""
    phone = case.contact
    if not isinstance(phone, Phone):
        return
    if phone.masked:
        yield from _mask(case, phone)
    elif not case.entries and not is_assigned(phone):
        yield Finding(
            NOT_IN_PLAN, Tier.NOTE, Status.UNVERIFIED, (), phone.canonical, None, {"region": phone.region or "?"}
        )


def _mask(case: Case, phone: Phone) -> Iterator[Finding]:
    for entry in case.knowledge.entries.numbers_masked(phone.canonical):
        slug = entry.platform.slug
        if entry.channel.status == "not-official" and case.claims in (None, slug):
            params: dict[str, str | Sentence] = {"platform": case.name(slug), "value": entry.channel.value}
            facts = (case.view(slug, entry.channel),)
            yield Finding(
                MASKED_MATCH,
                Tier.WEAK_SIGN,
                Status.SUSPICIOUS,
                facts,
                phone.canonical,
                slug,
                params,
                entry.channel.quality,
            )


def find_in_address(case: Case) -> Iterator[Finding]:
    """Yields the weak signs of an address that no platform owns."""
    url = case.contact
    if not isinstance(url, Url) or (case.entries and not case.is_hosting):
        return
    if case.host_parts.is_address and case.claims:
        params = {"platform": case.name(case.claims)}
        yield Finding(ADDRESS, Tier.WEAK_SIGN, Status.SUSPICIOUS, (), url.host, None, params)
    elif url.host.removeprefix("www.") in case.knowledge.hosts.short_links:
        yield Finding(SHORT_LINK, Tier.NOTHING, Status.UNVERIFIED, (), url.host)
