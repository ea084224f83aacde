"""The contact is on record, but not well enough to be called official."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from scamguard.knowledge.entries import Entry
from scamguard.knowledge.standing import TRUSTED, Standing
from scamguard.model.verdict import Code, Explanation, Finding, Sentence, Status, Tier
from scamguard.rules.case import Case

ONE_PAGE = Code(
    "one-page-only",
    Sentence(
        "Only one page names {found} as {platform}'s contact, and it is not {platform}'s own: {publisher}.",
        "目前只有一个第三方页面说 {found} 是{platform}的联系方式：{publisher}。",
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
        "scamguard check 12381 --claims 国家反诈中心 --as-of 2020-01-01",
        Sentence("Check with today's date.", "请用今天的日期查询。"),
    ),
)


_CODES: Final = {
    Standing.ONE_PAGE: ONE_PAGE,
    Standing.DISPUTED: DISPUTED,
    Standing.SILENT: SILENT,
    Standing.NOT_YET: NOT_YET,
}


def find(case: Case) -> Iterator[Finding]:
    """Yields why an entry of the claimed platform (of any, where none is claimed) is not trusted."""
    if not TRUSTED.isdisjoint(case.own):
        return
    for code, entry in ((_CODES[s], entry) for s in case.own if s in _CODES for entry in case.own[s]):
        channel = entry.channel
        params: dict[str, str | Sentence] = {
            "platform": entry.name,
            "publisher": _page(entry),
            "role": entry.role,
            "date": (channel.valid.from_ if channel.valid else None) or "",
        }
        yield Finding(
            code, Tier.NOTHING, Status.UNVERIFIED, (entry.view,), channel.value, entry.slug, params, channel.quality
        )


def _page(entry: Entry) -> str:
    """Returns who published the page, or its title where nobody is named."""
    source = next(iter(entry.view.sources), None)
    if source is None:
        return ""
    return source.title if source.publisher.startswith("unknown") else source.publisher
