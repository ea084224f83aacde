"""A platform's name stands in a part of the address that anyone can choose."""

from __future__ import annotations

import re
from collections.abc import Iterator

from scamguard.knowledge.protected import ProtectedName
from scamguard.model.contacts import Url
from scamguard.model.verdict import Code, Explanation, Finding, Sentence, Status
from scamguard.parse.hostnames import parents
from scamguard.rules.case import Case
from scamguard.rules.likeness import is_telling, likeness

CODE = Code(
    "name-on-foreign-host",
    Sentence(
        "“{found}” carries the name of {platform}, but the address belongs to {owner}; anyone can choose such a label.",
        "“{found}” 使用了{platform}的名称，但这个地址属于 {owner}，这样的名称谁都能取。",
    ),
    (Status.SUSPICIOUS,),
    Explanation(
        Sentence(
            "The page stands on a service where anybody can publish, under a name that anybody can choose.",
            "页面建在人人可发布的服务上，名称也可随意取。",
        ),
        Sentence(
            "Such a page never becomes official through the service it stands on.",
            "这样的页面不会因为所在服务正规而变成官方。",
        ),
        "scamguard check https://sites.google.com/view/tiktokshop-help",
        Sentence("Use the platform's own domain.", "请使用平台自己的域名。"),
    ),
)

_WORDS = re.compile(r"[a-z0-9]+")


def find(case: Case) -> Iterator[Finding]:
    """Yields a finding where a strong name stands in a customer's label, a subdomain, or the path of a public host."""
    if case.entries or not case.host or case.host_parts.is_address:
        return
    place = _open_place(case)
    if place is None and not case.host_parts.is_customer and case.host_parts.subdomains in ([], ["www"]):
        return
    for label in _chosen_labels(case, place):
        if (name := _named(case, label)) is not None:
            owner = place or case.host_parts.registrable
            yield likeness(case, CODE, name, label, Status.SUSPICIOUS, owner=owner)
            return
    if place and isinstance(case.contact, Url) and (name := _named(case, case.contact.path.lower())) is not None:
        yield likeness(case, CODE, name, case.contact.path, Status.SUSPICIOUS, owner=place)


def _chosen_labels(case: Case, place: str | None) -> list[str]:
    """Returns the labels that were chosen by whoever put up the page, and not by a platform that owns the host."""
    host = case.host_parts
    if place is not None:
        return host.host.removesuffix(place).rstrip(".").split(".") if host.host != place else []
    if host.is_customer:
        return [*host.subdomains, host.owner_label]
    return [] if case.foreign_host is None else host.subdomains


def _open_place(case: Case) -> str | None:
    """Returns the place on the host's way up where anyone can publish, or None."""
    return next((place for place in parents(case.host) if place in case.knowledge.open_publishing), None)


def _named(case: Case, text: str) -> ProtectedName | None:
    """Returns the strong name that stands in the text as words of its own."""
    words = _WORDS.findall(text[:200])
    names = case.knowledge.protected.names
    for span in (3, 2, 1):
        for start in range(len(words) - span + 1):
            name = names.get("".join(words[start : start + span]))
            if name is not None and is_telling(case, name):
                return name
    return None
