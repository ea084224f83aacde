"""The host is an independent site that merely has a name like a platform's."""

from __future__ import annotations

from collections.abc import Iterable

from scamguard.knowledge.schema import Namesake
from scamguard.model.verdict import Code, Explanation, FactView, Finding, Sentence, SourceView, Status, Tier
from scamguard.rules.case import Case

CODE = Code(
    "namesake",
    Sentence(
        "{found} is {what}: a site of its own that belongs to no platform on record.",
        "{found} 是{what}，是独立的网站，不属于记录中的任何平台。",
    ),
    (Status.UNVERIFIED, Status.IMPERSONATION),
    Explanation(
        Sentence(
            "The name resembles a platform's, but it is known whose site it is.",
            "名称与某平台相似，但已知它是谁的网站。",
        ),
        Sentence(
            "It imitates nobody; yet whoever offers it as the platform's is wrong.",
            "它没有冒充谁；但如果有人说它属于该平台，那就错了。",
        ),
        "scamguard check weechat.org",
        Sentence("Use the platform's own channels for the platform.", "与平台有关的事，请使用平台自己的渠道。"),
    ),
)


def find(case: Case) -> Iterable[Finding]:
    """Returns a finding where the host stands at a known namesake; a claim that it is a platform's is refuted."""
    known = case.knowledge.hosts.namesakes
    if not case.is_mentioned or not case.host or case.entries or not known:
        return ()
    site = known.get(case.host_parts.registrable)
    if site is None:
        return ()
    what = {"what": Sentence(site.what.en, site.what.zh)}
    if case.claims is None:
        return (Finding(CODE, Tier.NOTHING, Status.UNVERIFIED, (_view(site),), site.host, None, what, "documented"),)
    status = Status.IMPERSONATION
    return (Finding(CODE, Tier.OTHER_PLATFORM, status, (_view(site),), site.host, case.claims, what, "documented"),)


def _view(site: Namesake) -> FactView:
    sources = tuple(
        SourceView(source.title, source.publisher, source.url, source.date or source.seen, "third-party")
        for source in site.sources
    )
    text = Sentence(f"{site.host} is {site.what.en}.", f"{site.host} 是{site.what.zh}。")
    return FactView("", site.host, "not-same", text, None, "documented", sources)
