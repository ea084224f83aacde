"""A platform's name stands in a part of the address that anyone can choose."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from scamguard.knowledge.protected import Weight
from scamguard.model.contacts import Url
from scamguard.model.verdict import Code, Explanation, Finding, Sentence, Status
from scamguard.rules.case import Case
from scamguard.rules.chosen_names import named_in
from scamguard.rules.hostparts import HostParts
from scamguard.rules.likeness import likeness
from scamguard.rules.trace import Likeness, Trace

CODE = Code(
    "name-on-foreign-host",
    Sentence(
        "“{found}” carries the name of {platform}, but the address belongs to {owner}; anyone can choose such a label.",
        "“{found}” 使用了{platform}的名称，但这个地址属于 {owner}，这样的名称谁都能取。",
    ),
    (Status.SUSPICIOUS,),
    Explanation(
        Sentence(
            "The platform's name stands in a part of the address that its owner, or any customer of a host, can choose.",
            "平台名称出现在地址中可随意取名的部分。",
        ),
        Sentence(
            "What counts is the end of the host: it belongs to somebody else.",
            "真正起作用的是主机名的末尾，它属于别人。",
        ),
        "scamguard check https://sites.google.com/view/tiktokshop-help",
        Sentence("Use the platform's own domain.", "请使用平台自己的域名。"),
    ),
)

#: How much of a path is read, in characters, and how many parts of it.
MAX_PATH_CHARS: Final = 200
MAX_SEGMENTS: Final = 8


def find(case: Case, host: HostParts, trace: Trace) -> Finding | None:
    """Returns a finding where a label below a foreign owner, or a customer's own label, is a name."""
    if trace.likeness is not Likeness.EXACT or not trace.is_whole or not (trace.depth or host.is_customer):
        return None
    if trace.name.weight <= Weight.NUMBER and trace.name.slug != case.claims and not _is_telling_place(case, host):
        return None
    return likeness(case, CODE, trace.name, trace.shown, Status.SUSPICIOUS, owner=_owner(host, trace))


def _is_telling_place(case: Case, host: HostParts) -> bool:
    """Answers whether even a common name says something here: at a host's customer, or before telling words."""
    return host.is_customer or case.knowledge.likeness.is_made_of_keywords(host.owner_label)


def _owner(host: HostParts, trace: Trace) -> str:
    return host.suffix if host.is_customer and not trace.depth else host.registrable


def find_on_open_host(case: Case) -> Iterable[Finding]:
    """Returns a finding where a name stands in the labels or the path of a place where anyone can publish.

    Where people write about everything (forums, encyclopedias, shared files), a name in the path is a subject: it is
    looked at only where somebody says that the page is the platform's.
    """
    if (case.entries and not case.is_hosting) or not case.host:
        return ()
    knowledge = case.knowledge
    place = knowledge.hosts.open_place_of(case.host)
    if place is None:
        return ()
    texts = [case.host.removesuffix(place).strip(".")]
    if isinstance(case.contact, Url) and (case.claims is not None or place not in knowledge.hosts.talk):
        texts += case.contact.path[:MAX_PATH_CHARS].split("/", MAX_SEGMENTS)
    for text in texts:
        if text and (name := named_in(case, text)) is not None:
            return (likeness(case, CODE, name, text, Status.SUSPICIOUS, owner=place),)
    return ()
