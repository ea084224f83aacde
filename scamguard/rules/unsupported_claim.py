"""A channel of the platform is said to exist, without an address, and nothing on record supports it."""

from __future__ import annotations

from collections.abc import Iterator

from scamguard.knowledge.schema import Channel, Fact
from scamguard.model.contacts import Portal
from scamguard.model.scope import VerdictQuality
from scamguard.model.verdict import Code, Explanation, FactView, Finding, Sentence, Status, Tier
from scamguard.rules.case import Case

CODE = Code(
    "unsupported-claim",
    Sentence(
        "“{found}” is said to exist, and no address is given. {ground}",
        "文中只说有“{found}”，没有给出号码或地址。{ground}",
    ),
    (Status.SUSPICIOUS, Status.UNVERIFIED),
    Explanation(
        Sentence(
            "The text promises a channel of the platform, a hotline or a WeChat group, and does not say which one.",
            "文中声称平台有某种渠道（如客服电话、微信群），却没有说明具体是哪一个。",
        ),
        Sentence(
            "Readers then search for it, and find the numbers and codes that scammers have put there.",
            "读者会因此去搜索，结果找到骗子投放的号码和二维码。",
        ),
        "echo '关注官方微信公众号，TikTok Shop 客服随时为您解答' | scamguard scan -",
        Sentence(
            "Do not search for the number or scan the code. Use the channels that the platform itself publishes.",
            "不要自行搜索号码，也不要扫码。请使用平台自己公布的渠道。",
        ),
    ),
)

#: Kind of a recorded channel -> the classes of contact that it is.
_CLASSES = {"phone": ("phone",), "sms": ("sms", "phone"), "email": ("email",), "mail-domain": ("email",)}


def is_unaddressed(case: Case) -> bool:
    """Answers whether the contact is a claimed kind of channel ("官方客服电话"), and no hidden way in ("隐藏入口")."""
    contact = case.contact
    if not isinstance(contact, Portal) or contact.medium in (None, "url", "portal"):
        return False
    return case.knowledge.portal_words.find(contact.canonical) is None


def has_channel_of_kind(case: Case) -> bool:
    """Answers whether the claimed platform has such a channel on record: then it can be what the text means."""
    return next(_recorded(case), None) is not None


def find(case: Case) -> Iterator[Finding]:
    """Yields one finding where a kind of channel is claimed: what is said against it, or whether one is on record."""
    slug = case.claims
    if slug is None or not is_unaddressed(case):
        return
    name = case.name(slug)
    for modal in ("has", "lacks"):
        fact = next(_doubted(case, modal), None)
        if fact is not None:
            yield _finding(case, Sentence(fact.en, fact.zh), Status.SUSPICIOUS, case.view(slug, fact), fact.quality)
            return
    channel = next(_recorded(case), None)
    if channel is not None:
        ground = Sentence(
            f"{name.en} has such a channel on record; only that one counts.",
            f"{name.zh}有此类渠道的记录，请只认已公布的那一个。",
        )
        yield _finding(case, ground, Status.UNVERIFIED, case.view(slug, channel), channel.quality)
        return
    ground = Sentence(f"No such channel of {name.en} is on record.", f"没有{name.zh}此类渠道的记录。")
    yield _finding(case, ground, Status.UNVERIFIED, None, "heuristic")


def _finding(case: Case, ground: Sentence, status: Status, view: FactView | None, quality: VerdictQuality) -> Finding:
    tier = Tier.WEAK_SIGN if status is Status.SUSPICIOUS else Tier.NOTHING
    facts = (view,) if view is not None else ()
    return Finding(CODE, tier, status, facts, case.shown, case.claims, {"ground": ground}, quality)


def _doubted(case: Case, modal: str) -> Iterator[Fact]:
    """Yields what speaks against the claim: a disputed `has` of this kind; or a `lacks` for other readers than asked.

    A `lacks` for those who are asked about refutes the claim (`no-such-channel`); for others it is a reason to doubt.
    """
    slug = case.claims
    status = "disputed" if modal == "has" else "active"
    for fact in case.knowledge.platforms[slug].facts if slug is not None else ():
        if fact.modal == modal and fact.status == status and not _classes(case).isdisjoint(fact.kinds):
            if modal == "lacks" and has_channel_of_kind(case):
                continue
            yield fact


def _recorded(case: Case) -> Iterator[Channel]:
    """Yields the claimed platform's channels of the kind that is claimed, for whoever is asked about."""
    slug = case.claims
    for channel in case.knowledge.platforms[slug].channels if slug is not None else ():
        kinds = (channel.network, "account") if channel.kind == "account" else _CLASSES.get(channel.kind, ())
        if channel.status == "active" and case.asked(channel) and not _classes(case).isdisjoint(filter(None, kinds)):
            yield channel


def _classes(case: Case) -> frozenset[str]:
    """Returns the class of contact that is claimed: a kind, or a network."""
    medium = case.contact.medium if isinstance(case.contact, Portal) else None
    return frozenset({medium}) if medium is not None else frozenset()
