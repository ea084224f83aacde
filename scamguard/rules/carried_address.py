"""An address that carries another one, to which it may send people on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from scamguard.errors import InvalidContact
from scamguard.model.contacts import Url
from scamguard.model.verdict import Code, Explanation, Finding, Sentence, Status, Tier
from scamguard.parse.urls import parse_url
from scamguard.rules.case import Case

CODE = Code(
    "carried-address",
    Sentence(
        "The address carries another one, “{found}”, and may send you on to {owner}, which is not on record.",
        "该地址中带有另一个地址 “{found}”，可能会跳转到没有记录的 {owner}。",
    ),
    (Status.SUSPICIOUS, Status.UNVERIFIED),
    Explanation(
        Sentence(
            "A parameter of the address is itself an address (an open redirect).",
            "地址的某个参数本身就是一个地址（开放跳转）。",
        ),
        Sentence("It begins with a trusted host and ends somewhere else.", "它以可信的主机开头，却通向别处。"),
        "scamguard check 'https://www.alibaba.com/go?url=https://evil.example'",
        Sentence("Do not follow it; open the platform's site yourself.", "不要点击，请自己打开平台网站。"),
    ),
)


def find(case: Case) -> Iterable[Finding]:
    """Yields a finding for the first carried address that leads to an owner other than the outer one's."""
    return _find(case, case.contact.carries) if isinstance(case.contact, Url) and case.contact.carries else ()


def _find(case: Case, carries: tuple[str, ...]) -> Iterator[Finding]:
    owners = {entry.slug for entry in case.entries}
    for carried in carries:
        host = _host(carried)
        inner = {entry.slug for entry in case.knowledge.entries_for_host(host)} if host else set()
        if host and host != case.host and not inner & (owners or inner):
            tier, status = (Tier.NOT_OFFICIAL, Status.SUSPICIOUS) if owners else (Tier.NOTE, Status.UNVERIFIED)
            yield Finding(CODE, tier, status, (), carried[:200], None, {"owner": host})
            return


def _host(address: str) -> str | None:
    try:
        return parse_url(address).host
    except InvalidContact:
        return None
