"""An address that carries another one, to which it may send people on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from scamguard.errors import InvalidContact
from scamguard.model.contacts import Account, Url
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


#: How many addresses inside addresses are looked at.
MAX_LOOKED_AT: Final = 12


def find(case: Case) -> Iterable[Finding]:
    """Yields a finding for what a link carries: the first address that imitates, else the first that is not on record."""
    contact = case.contact
    return _find(case, contact.carries) if isinstance(contact, (Url, Account)) and contact.carries else ()


def _find(case: Case, carries: tuple[str, ...]) -> Iterator[Finding]:
    unknown: Case | None = None
    for inner in _inside(case, carries):
        if inner.host == case.host or inner.host_entries:
            continue
        imitation = next(iter(host_likeness.find(inner)), None)
        if imitation is not None:
            params = {**(imitation.params or {}), "owner": inner.host}
            # A real address that sends people on to an imitation is used against them.
            tier = Tier.NOT_OFFICIAL if case.own else imitation.tier
            found = _found(case, inner)
            yield Finding(CODE, tier, Status.SUSPICIOUS, imitation.facts, found, imitation.platform, params)
            return
        unknown = unknown or inner
    if unknown is not None:
        tier = Tier.NOT_OFFICIAL if case.own else Tier.NOTE
        yield Finding(CODE, tier, Status.UNVERIFIED, (), _found(case, unknown), None, {"owner": unknown.host})


def _inside(case: Case, carries: tuple[str, ...]) -> Iterator[Case]:
    """Yields the addresses that an address carries, and those that they carry in turn."""
    waiting = list(carries)
    for _ in range(MAX_LOOKED_AT):
        if not waiting:
            return
        try:
            url = parse_url(waiting.pop(0))
        except InvalidContact:
            continue
        waiting += url.carries
        yield Case(url, case.question, case.knowledge)


def _found(case: Case, inner: Case) -> str:
    return inner.host if inner.host in case.contact.canonical else case.contact.raw
