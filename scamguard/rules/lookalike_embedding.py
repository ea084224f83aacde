"""A platform's whole domain stands inside a foreign host."""

from __future__ import annotations

from collections.abc import Iterator

from scamguard.knowledge.protected import ProtectedName
from scamguard.model.verdict import Code, Explanation, Finding, Sentence, Status
from scamguard.rules.case import Case
from scamguard.rules.hostparts import HostParts
from scamguard.rules.likeness import likeness, when_claimed

CODE = Code(
    "lookalike-embedding",
    Sentence(
        "“{found}” shows {shown} of {platform}, but the address belongs to {owner}.",
        "“{found}” 里出现了{platform}的 {shown}，但这个地址属于 {owner}。",
    ),
    (Status.IMPERSONATION, Status.SUSPICIOUS),
    Explanation(
        Sentence(
            "The real domain is only the front part of a longer host; what counts is the end.",
            "真域名只是一长串主机名的前段，真正起作用的是末尾部分。",
        ),
        Sentence("On a phone only the beginning of an address is visible.", "手机上往往只能看到地址的开头。"),
        "scamguard check aliexpress.com.account-verify.top",
        Sentence("Read the address from the end. Do not open it.", "从末尾往前读地址，不要打开。"),
    ),
)

#: Names of registrable domains have two or three labels.
_SPANS = (2, 3, 4)


def find(case: Case) -> Iterator[Finding]:
    """Yields a finding where protected domains stand before the owner's part, with dots or with hyphens."""
    host = case.foreign_host
    if host is None:
        return
    found = _dotted(host, case) or _hyphenated(host, case)
    if found is not None:
        name, text, status = found
        yield likeness(case, CODE, name, text, status, owner=host.registrable)


def _dotted(host: HostParts, case: Case) -> tuple[ProtectedName, str, Status] | None:
    if not host.subdomains:
        return None  # a domain has two labels at least, and the owner's own is but one
    domains = case.knowledge.protected.domains
    before = host.labels[: len(host.labels) - host.suffix.count(".") - 1]
    for span in _SPANS:
        for start in range(len(before) - span + 1):
            name = domains.get(".".join(before[start : start + span]))
            if name is not None:
                return name, ".".join(before[start : start + span]), Status.IMPERSONATION
    return None


def _hyphenated(host: HostParts, case: Case) -> tuple[ProtectedName, str, Status] | None:
    domains = case.knowledge.protected.domains
    for label in (host.owner_label, *host.subdomains):
        if "-" not in label:
            continue
        words = label.split("-")
        for span in _SPANS:
            for start in range(len(words) - span + 1):
                name = domains.get(".".join(words[start : start + span]))
                if name is not None:
                    return name, "-".join(words[start : start + span]), when_claimed(case, name)
    return None
