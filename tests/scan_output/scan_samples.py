"""Reports built by hand: a text, the passages found in it, and the verdicts that a guard gives on them."""

from __future__ import annotations

import functools
from typing import Any

import msgspec

from scamguard import Guard
from scamguard.model.contacts import NoContact
from scamguard.model.report import ClaimPlace, FindingKind, Report, ScanFinding
from scamguard.model.verdict import Sentence, Verdict

TODAY = "2026-11-21"

ARTICLE = """TK小店如何联系官方客服?

很多卖家在问TikTok Shop的客服电话。1V1咨询:13122891139,工作日在线。
后台入口是 seller.tiktokglobalshop.com,邮箱 support@tiktokshop.com。
老卖家提及的 seller.alibaba-inc.com 已下线;请勿登录 aliехpress.com。
再说一次:13122891139。官方会提供客服手机号。请先把验证码发给我们。
"""


@functools.cache
def guard() -> Guard:
    """Returns the guard that judges all samples."""
    return Guard()


def names() -> dict[str, Sentence]:
    """Returns slug -> name of the platforms."""
    return guard().knowledge.names.labels


def verdict_on(contact: str, claims: str | None = None) -> Verdict:
    """Returns what is said about a contact."""
    return guard().check(contact, claims=claims, as_of=TODAY)


def finding_of(
    text: str,
    passage: str,
    claims: str | None = None,
    *,
    after: int = 0,
    contact: str | None = None,
    kind: FindingKind = "contact",
    claim: ClaimPlace | None = None,
) -> ScanFinding:
    """Returns the finding of a passage, judged as the contact that it is (or that is given)."""
    start = text.index(passage, after)
    verdict = verdict_on(contact or passage, claims)
    if kind != "contact":
        verdict = msgspec.structs.replace(verdict, contact=NoContact(passage))
    return ScanFinding(kind, verdict, start, start + len(passage), passage, claim)


def report_of(text: str, *passages: str | tuple[str, str], **about: Any) -> Report:
    """Returns a report: each passage alone, or with the platform that it is said to belong to."""
    findings = []
    at = 0
    for passage in passages:
        surface, claims = passage if isinstance(passage, tuple) else (passage, None)
        found = finding_of(text, surface, claims, after=at)
        at = found.start
        findings.append(found)
    return Report(tuple(findings), text, **about)


def article(*, is_warned: bool = False) -> Report:
    """Returns a report with findings of many statuses and of every kind; one may be warned of in the text."""
    name = ClaimPlace("text", "TikTok Shop", ARTICLE.index("TikTok Shop"), ARTICLE.index("TikTok Shop") + 11)
    second = ARTICLE.index("再说一次")
    findings = (
        finding_of(ARTICLE, "13122891139", "tiktok-shop", claim=name),
        finding_of(ARTICLE, "seller.tiktokglobalshop.com", "tiktok-shop", claim=name),
        finding_of(ARTICLE, "support@tiktokshop.com", "tiktok-shop", claim=ClaimPlace("title", "TK小店")),
        finding_of(ARTICLE, "seller.alibaba-inc.com", "aliexpress"),
        finding_of(ARTICLE, "aliехpress.com"),
        finding_of(ARTICLE, "13122891139", "tiktok-shop", after=second, claim=name),
        finding_of(ARTICLE, "官方会提供客服手机号", "tiktok-shop", contact="内部电话", kind="claim"),
        finding_of(ARTICLE, "请先把验证码发给我们", "tiktok-shop", contact="内部电话", kind="demand"),
    )
    warned_of = msgspec.structs.replace(findings[4], is_warned_of=True)
    findings = (*findings[:4], warned_of, *findings[5:]) if is_warned else findings
    note = Sentence("A sender can be forged although nothing failed.", "即使没有验证失败，发件人也可能是伪造的。")
    return Report(findings, ARTICLE, "articles/001.txt", (note,))
