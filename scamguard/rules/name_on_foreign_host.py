"""A platform's name stands in a part of the address that anyone can choose."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from scamguard.knowledge.protected import ProtectedName, Weight
from scamguard.model.contacts import Url
from scamguard.model.verdict import Code, Explanation, Finding, Sentence, Status
from scamguard.rules.case import Case
from scamguard.rules.hostparts import HostParts
from scamguard.rules.likeness import is_telling, likeness
from scamguard.rules.traces import Likeness, Trace

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
#: How much of a path is read, in characters, and how many words a name has at most.
MAX_PATH_CHARS: Final = 200
MAX_WORDS: Final = 3


def find(case: Case, host: HostParts, trace: Trace) -> Finding | None:
    """Returns a finding where a label below a foreign owner, or a customer's own label, is a name."""
    if trace.likeness is not Likeness.EXACT or not trace.is_whole or not (trace.depth or host.is_customer):
        return None
    if trace.name.weight <= Weight.NUMBER and trace.name.slug != case.claims:
        return None
    return likeness(case, CODE, trace.name, trace.shown, Status.SUSPICIOUS, owner=_owner(host, trace))


def _owner(host: HostParts, trace: Trace) -> str:
    return host.suffix if host.is_customer and not trace.depth else host.registrable


def find_on_open_host(case: Case) -> Iterable[Finding]:
    """Returns a finding where a name stands in the labels or the path of a place where anyone can publish."""
    if case.entries or not case.host:
        return ()
    place = case.knowledge.open_place_of(case.host)
    if place is None:
        return ()
    path = case.contact.path if isinstance(case.contact, Url) else ""
    for text in (case.host.removesuffix(place), path):
        if (name := _named(case, text.lower())) is not None:
            return (likeness(case, CODE, name, text.strip("."), Status.SUSPICIOUS, owner=place),)
    return ()


def _named(case: Case, text: str) -> ProtectedName | None:
    """Returns the strong name that stands in the text as words of its own."""
    words = _WORDS.findall(text[:MAX_PATH_CHARS])
    names = case.knowledge.protected.names
    for span in range(MAX_WORDS, 0, -1):
        for start in range(len(words) - span + 1):
            name = names.get("".join(words[start : start + span]))
            if name is not None and is_telling(case, name):
                return name
    return None
