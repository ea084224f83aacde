"""An address that carries another one, to which it may send people on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from scamguard.errors import InvalidContact
from scamguard.model.contacts import Url
from scamguard.model.verdict import Code, Explanation, Finding, Sentence, Status, Tier
from scamguard.parse.urls import parse_url
from scamguard.rules import host_likeness
from scamguard.rules.case import Case

CODE = Code(
    "carried-address",
    Sentence(
        "The address carries another one and may send you on to {owner}, which is not on record.",
        "该地址中带有另一个地址，可能会跳转到没有记录的 {owner}。",
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
    """Yields a finding for the first carried address that leads to a host which is not on record."""
    return _find(case, case.contact.carries) if isinstance(case.contact, Url) and case.contact.carries else ()


def _find(case: Case, carries: tuple[str, ...]) -> Iterator[Finding]:
    for carried in carries:
        inner = _inner(case, carried)
        if inner is None or inner.host == case.host or inner.host_entries:
            continue
        found = inner.host if inner.host in case.contact.canonical else case.contact.raw
        imitation = next(iter(host_likeness.find(inner)), None)
        if imitation is not None:
            params = {**(imitation.params or {}), "owner": inner.host}
            yield Finding(CODE, imitation.tier, Status.SUSPICIOUS, imitation.facts, found, imitation.platform, params)
        else:
            tier = Tier.NOT_OFFICIAL if case.own else Tier.NOTE
            yield Finding(CODE, tier, Status.UNVERIFIED, (), found, None, {"owner": inner.host})
        return


def _inner(case: Case, address: str) -> Case | None:
    try:
        return Case(parse_url(address), case.question, case.knowledge)
    except InvalidContact:
        return None
