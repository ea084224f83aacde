"""The contact is on record, but not well enough to be called official."""

from __future__ import annotations

from collections.abc import Iterator

from scamguard.knowledge.channels import SILENT_ROLES, role_label
from scamguard.knowledge.scope import has_begun
from scamguard.model.verdict import Code, Explanation, Finding, Sentence, Status, Tier
from scamguard.rules.case import Case, Entry
from scamguard.rules.official_channel import speaks

ONE_PAGE = Code(
    "one-page-only",
    Sentence(
        "Only one page that is not {platform}'s own names {found} as its contact: {publisher}.",
        "只有一个非{platform}官方的页面称 {found} 是它的联系方式：{publisher}。",
    ),
    (Status.UNVERIFIED,),
    Explanation(
        Sentence(
            "A single third-party page offers this contact as the platform's.", "只有一个第三方页面提到这个联系方式。"
        ),
        Sentence(
            "Such pages copy each other and carry advertisements; one of them is not enough.",
            "这类页面互相抄袭、夹带广告，一个页面不足为凭。",
        ),
        "scamguard check service@jinritemai.com --claims 抖店",
        Sentence(
            "Ask for it in the platform's own app or back office before you use it.",
            "使用前，请先在平台自己的 App 或后台核实。",
        ),
    ),
)

DISPUTED = Code(
    "disputed-channel",
    Sentence(
        "{found} is offered as {platform}'s by one page and contradicted by better sources.",
        "有页面称 {found} 属于{platform}，但更可靠的来源与之矛盾。",
    ),
    (Status.UNVERIFIED,),
    Explanation(
        Sentence("Sources contradict each other about this contact.", "关于这个联系方式，来源互相矛盾。"),
        Sentence("Wrong numbers spread from page to page.", "错误号码会在网页间扩散。"),
        "scamguard check 95055 --claims 支付宝",
        Sentence("Use the channels that are not in dispute.", "请使用没有争议的渠道。"),
    ),
)

SILENT = Code(
    "owned-not-a-channel",
    Sentence(
        "{found} is {platform}'s, but only as {role}; {platform} does not speak to people there.",
        "{found} 属于{platform}，但仅用作{role}，平台不会通过它联系用户。",
    ),
    (Status.UNVERIFIED,),
    Explanation(
        Sentence(
            "The host is owned by the platform for pictures, scripts or its customers' pages.",
            "该主机归平台所有，用于图片、脚本或商户页面。",
        ),
        Sentence("What stands there was put there by a machine or by a customer.", "上面的内容由系统或商户放置。"),
        "scamguard check https://www.paypalobjects.com --claims paypal",
        Sentence("Open the platform's main site instead.", "请改为打开平台主站。"),
    ),
)

NOT_YET = Code(
    "not-yet-valid",
    Sentence("{found} is {platform}'s only from {date} on.", "{found} 从 {date} 起才属于{platform}。"),
    (Status.UNVERIFIED,),
    Explanation(
        Sentence(
            "The contact is on record from a later date than the one asked about.",
            "该联系方式的记录从所问日期之后才开始。",
        ),
        Sentence("Before that date nothing says whose it was.", "在此之前没有资料说明它归谁。"),
        "scamguard check 95152 --claims 抖音 --as-of 2020-01-01",
        Sentence("Check with today's date.", "请用今天的日期查询。"),
    ),
)


def find(case: Case) -> Iterator[Finding]:
    """Yields why an entry of the claimed platform (of any, where none is claimed) is not trusted."""
    if any(speaks(entry, case.question.as_of) for entry in case.entries):
        return
    for entry in case.entries:
        slug = entry.platform.slug
        if (case.claims is None or slug == case.claims) and (code := _code(entry, case.question.as_of)) is not None:
            yield Finding(
                code,
                Tier.NOTHING,
                Status.UNVERIFIED,
                (case.view(slug, entry.channel),),
                entry.channel.value,
                slug,
                _params(case, entry),
                entry.channel.quality,
            )


def _code(entry: Entry, as_of: str) -> Code | None:
    channel = entry.channel
    if channel.status == "disputed":
        return DISPUTED
    if channel.status != "active":
        return None
    if channel.role in SILENT_ROLES:
        return SILENT
    if not has_begun(channel.valid, as_of):
        return NOT_YET
    return ONE_PAGE if channel.quality == "claimed" else None


def _params(case: Case, entry: Entry) -> dict[str, str | Sentence]:
    view = case.view(entry.platform.slug, entry.channel)
    valid = entry.channel.valid
    return {
        "platform": case.name(entry.platform.slug),
        "publisher": view.sources[0].publisher if view.sources else "",
        "role": role_label(entry.channel),
        "date": (valid.from_ if valid else None) or "",
    }
