"""A platform's whole domain stands inside a foreign host."""

from __future__ import annotations

from typing import Final

from scamguard.knowledge.likeness_index import LikenessIndex
from scamguard.knowledge.protected import ProtectedName
from scamguard.model.verdict import Code, Explanation, Finding, Sentence, Status
from scamguard.rules.case import Case
from scamguard.rules.hostparts import HostParts
from scamguard.rules.likeness import likeness, when_claimed
from scamguard.rules.traces import MAX_HYPHENS

CODE = Code(
    "lookalike-embedding",
    Sentence(
        "“{found}” is made to look like {shown} of {platform}, but the address is {owner}: somebody else's.",
        "“{found}” 做得像{platform}的 {shown}，但实际地址是 {owner}，属于别人。",
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


#: Registrable domains have two or three labels.
_SPANS: Final = (3, 2)


def find(case: Case, host: HostParts) -> Finding | None:
    """Returns a finding where a protected domain stands before the owner's part, with dots, hyphens or nothing."""
    index = case.knowledge.likeness
    chosen = host.chosen
    if "-" not in host.host and index.tails.isdisjoint(chosen):
        return None
    if len(chosen) > 1 and (found := _dotted([*chosen, host.suffix.partition(".")[0]], index)) is not None:
        return likeness(case, CODE, found[0], found[1], Status.IMPERSONATION, owner=host.registrable)
    for label in chosen:
        suffix = host.suffix if label is chosen[-1] else ""
        if "-" in label and (found := _hyphenated(label, suffix, index)) is not None:
            return likeness(case, CODE, found[0], found[1], when_claimed(case, found[0]), owner=host.registrable)
    return None


def _dotted(labels: list[str], index: LikenessIndex) -> tuple[ProtectedName, str] | None:
    for span in _SPANS:
        for start in range(len(labels) - span):
            window = labels[start : start + span]
            if window[1].partition("-")[0] not in index.tails:
                continue
            # What stands before the first hyphen of the last label, or behind the last one of the first, is glued on.
            for first in {window[0], window[0].rpartition("-")[2]}:
                for last in {window[-1], window[-1].partition("-")[0]}:
                    name = index.domains.get(text := ".".join((first, *window[1:-1], last)))
                    if name is not None:
                        return name, text
    return None


def _hyphenated(label: str, suffix: str, index: LikenessIndex) -> tuple[ProtectedName, str] | None:
    words = label.split("-", MAX_HYPHENS)
    for start in range(len(words) - 1 if suffix else 0):  # icbc-com.cn
        name = index.domains.get(".".join((*words[start:], suffix)))
        if name is not None:
            return name, f"{'-'.join(words[start:])}.{suffix}"
    for span in _SPANS:
        for start in range(len(words) - span + 1):
            name = index.domains.get(".".join(words[start : start + span]))
            if name is not None:
                return name, "-".join(words[start : start + span])
    return None
