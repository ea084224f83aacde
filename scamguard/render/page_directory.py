"""The pages that lead to the platforms' pages: one for all of them, one for each category."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from scamguard.knowledge.knowledge import Knowledge
from scamguard.knowledge.schema import Platform
from scamguard.model.scope import Category
from scamguard.model.verdict import Sentence
from scamguard.render.page_text import to_front_matter, to_inline

#: Category -> its heading, in the order of the pages.
CATEGORIES: Final[Mapping[Category, Sentence]] = {
    "ecommerce": Sentence("Shops and marketplaces", "电商平台"),
    "social": Sentence("Social networks and messengers", "社交与通讯"),
    "payment": Sentence("Payments", "支付"),
    "bank": Sentence("Banks", "银行"),
    "logistics": Sentence("Parcels and post", "快递与邮政"),
    "carrier": Sentence("Phone companies", "电信运营商"),
    "government": Sentence("Authorities and police", "政府与警方"),
    "technology": Sentence("Technology", "科技公司"),
    "crypto": Sentence("Crypto", "加密货币"),
    "streaming": Sentence("Streaming", "视频与音乐"),
    "travel": Sentence("Travel", "旅行"),
    "delivery": Sentence("Food and errands", "外卖与跑腿"),
}
DIRECTORY: Final = Sentence("Platforms", "平台")
_TITLE: Final = Sentence("How platforms really contact you", "各平台的官方联系方式与防骗要点")
_CATEGORY_TITLE: Final = Sentence("{category}: how they really contact you", "{category}：官方联系方式与防骗要点")
_DESCRIPTION: Final = Sentence(
    "Official channels of {count} platforms, what they never do, what is retired, where to check and report: every "
    "line with source and date.",
    "{count} 个平台的官方渠道、绝不会做的事、已停用的渠道、核实与举报方式，逐条注明来源和日期。",
)
_LEAD: Final = Sentence(
    "Somebody says that a number, mail, link or account belongs to one of these? Open its page, or type what you were "
    "given into the search box: a number, an address, a name.",
    "有人说某个号码、邮箱、链接或账号属于下面的平台？打开它的页面，或把对方给您的号码、网址、名称直接填进搜索框。",
)
_UNKNOWN: Final = Sentence(
    "Nothing found does not mean safe: it means that nothing is known.", "没有找到不等于安全，只是没有资料。"
)
_OTHER_LANGUAGE: Final = Sentence("中文", "English")
_OTHER: Final = {"en": "zh", "zh": "en"}
_OTHER_FOLDER: Final = {"en": "../zh/platforms", "zh": "../../platforms"}


def by_category(knowledge: Knowledge, lang: str) -> dict[Category, list[Platform]]:
    """Returns the platforms of each category that has some, by name."""
    found: dict[Category, list[Platform]] = {category: [] for category in CATEGORIES}
    for platform in knowledge.platforms.values():
        found[platform.category].append(platform)
    return {
        category: sorted(members, key=lambda platform: _spoken(knowledge.label(platform.slug).in_language(lang)))
        for category, members in found.items()
        if members
    }


def _spoken(name: str) -> str:
    """Returns a name as it is sorted: Chinese characters as they are spoken."""
    from pypinyin import lazy_pinyin  # no answer needs it

    return "".join(lazy_pinyin(name)).casefold()


def to_directory(knowledge: Knowledge, lang: str) -> str:
    """Returns the page of all platforms by category, as Markdown with a head."""
    parts = [
        _head(knowledge, lang, _TITLE.in_language(lang)),
        f"[{_OTHER_LANGUAGE.in_language(lang)}]({_OTHER_FOLDER[lang]}/index.md)"
        f"{{: rel=alternate hreflang={_OTHER[lang]} }}",
        _LEAD.in_language(lang),
        f"**{_UNKNOWN.in_language(lang)}**",
    ]
    for category, members in by_category(knowledge, lang).items():
        parts.append(
            f"## [{CATEGORIES[category].in_language(lang)}](category/{category}/index.md) {{ #in_{category} }}"
        )
        rows = (f"- {_link(knowledge, platform, lang, '')}" for platform in members)
        parts.append("\n".join(rows))
    return "\n\n".join(parts) + "\n"


def to_category(knowledge: Knowledge, category: Category, lang: str) -> str:
    """Returns the page of one category, each platform with its summary, as Markdown with a head."""
    title = _CATEGORY_TITLE.in_language(lang).format(category=CATEGORIES[category].in_language(lang))
    members = by_category(knowledge, lang).get(category, [])
    head = _head(knowledge, lang, title, is_searched=False)
    return "\n\n".join((head, *_described(knowledge, members, lang))) + "\n"


def _described(knowledge: Knowledge, members: list[Platform], lang: str) -> Iterator[str]:
    for platform in members:
        yield f"**{_link(knowledge, platform, lang, '../../')}**"
        if platform.summary is not None:
            yield to_inline(platform.summary.zh if lang == "zh" else platform.summary.en)


def _head(knowledge: Knowledge, lang: str, title: str, *, is_searched: bool = True) -> str:
    description = _DESCRIPTION.in_language(lang).format(count=len(knowledge.platforms))
    head = to_front_matter({"title": title, "description": description}, boost=1 if is_searched else 0)
    return f"{head}\n# {title}"


def _link(knowledge: Knowledge, platform: Platform, lang: str, folder: str) -> str:
    label = knowledge.label(platform.slug)
    own, other = (label.zh, label.en) if lang == "zh" else (label.en, label.zh)
    link = f"[{to_inline(own)}]({folder}{platform.slug}.md)"
    return link if other == own else f"{link} {to_inline(other)}"
