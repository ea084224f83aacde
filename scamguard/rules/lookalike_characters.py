"""The host's name is a platform's with digits or letter pairs in the place of letters."""

from __future__ import annotations

from collections.abc import Iterator

from scamguard.model.verdict import Code, Explanation, Finding, Sentence, Status
from scamguard.parse.skeleton import as_letters
from scamguard.rules.case import Case
from scamguard.rules.likeness import is_telling, likeness, when_claimed

CODE = Code(
    "lookalike-characters",
    Sentence(
        "“{found}” reads like {shown} of {platform} with digits or letter pairs in the place of letters.",
        "“{found}” 用数字或形近字母冒充{platform}的 {shown}。",
    ),
    (Status.SUSPICIOUS, Status.IMPERSONATION),
    Explanation(
        Sentence(
            "A letter is replaced by a digit (1 for i, 0 for o) or by a pair that looks like it (rn for m).",
            "某个字母被换成数字（1 代替 i、0 代替 o）或形近的字母组合（rn 代替 m）。",
        ),
        Sentence("At a glance nobody sees the difference.", "一眼看去很难发现区别。"),
        "scamguard check t1ktokshop.com",
        Sentence("Do not open it. Type the real address yourself.", "不要打开，请自己输入真正的网址。"),
    ),
)


def find(case: Case) -> Iterator[Finding]:
    """Yields a finding where the label, read with letters for digits, is a strong protected name."""
    host = case.foreign_host
    if host is None or "xn--" in host.owner_label:
        return
    names = case.knowledge.protected.names
    label = host.plain_label
    for reading in as_letters(label):
        name = names.get(reading)
        if name is not None and is_telling(case, name) and reading != label:
            yield likeness(case, CODE, name, host.owner_label, when_claimed(case, name))
            return
