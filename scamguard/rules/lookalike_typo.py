"""The host's name is one slip of the finger away from a platform's."""

from __future__ import annotations

from collections.abc import Iterator

from scamguard.knowledge.protected import ProtectedName
from scamguard.model.verdict import Code, Explanation, Finding, Sentence, Status
from scamguard.rules.case import Case
from scamguard.rules.likeness import likeness, when_claimed

CODE = Code(
    "lookalike-typo",
    Sentence(
        "“{found}” differs from {shown} of {platform} by one letter ({difference}).",
        "“{found}” 与{platform}的 {shown} 只差一个字母（{difference}）。",
    ),
    (Status.SUSPICIOUS, Status.IMPERSONATION),
    Explanation(
        Sentence(
            "One letter is added, left out, replaced, or two neighbours are swapped.",
            "多一个、少一个、换一个字母，或相邻两个字母颠倒。",
        ),
        Sentence(
            "Such names are registered to catch people who mistype or do not look twice.",
            "这类域名专门等人输错或看漏。",
        ),
        "scamguard check tiktokshpo.com",
        Sentence(
            "Compare letter by letter, or type the real address yourself.", "请逐字母核对，或自己输入真正的网址。"
        ),
    ),
)


def find(case: Case) -> Iterator[Finding]:
    """Yields a finding where the owner's label is one edit or adjacent swap from a strong name."""
    host = case.foreign_host
    if host is None or host.is_customer or "xn--" in host.owner_label:
        return
    protected = case.knowledge.protected
    label = host.plain_label
    if label in protected.names:
        return
    for name in protected.one_edit_from(label):
        if _is_only_a_number(label, name) or _is_other_word(label, name):
            continue
        if name.slug == case.claims or not protected.has_few_letters_of_its_own(name):
            difference = _difference(label, name.text)
            yield likeness(case, CODE, name, host.owner_label, when_claimed(case, name), difference=difference)
            return


def _is_only_a_number(label: str, name: ProtectedName) -> bool:
    """Excuses a name with one digit behind it: those are as often fans, years or branches as imitations."""
    return label[:-1] == name.text and label[-1:].isdigit()


def _is_other_word(label: str, name: ProtectedName) -> bool:
    """Excuses labels whose first letter differs: typists and readers rarely miss the first letter."""
    return (
        label[:1] != name.text[:1]
        and label[:2] != name.text[1::-1]
        and label[1:] != name.text
        and label != name.text[1:]
    )


def _difference(label: str, name: str) -> Sentence:
    at = next((i for i, (a, b) in enumerate(zip(label, name, strict=False)) if a != b), min(len(label), len(name)))
    if len(label) > len(name):
        return Sentence(f"“{label[at]}” added", f"多了“{label[at]}”")
    if len(label) < len(name):
        return Sentence(f"“{name[at]}” left out", f"少了“{name[at]}”")
    if label[at : at + 2] == name[at : at + 2][::-1]:
        return Sentence(f"“{name[at : at + 2]}” swapped", f"“{name[at : at + 2]}”颠倒")
    return Sentence(f"“{label[at]}” for “{name[at]}”", f"“{name[at]}”换成“{label[at]}”")
