"""A platform's name with words that scammers add: support, login, kefu."""

from __future__ import annotations

from collections.abc import Iterator

from scamguard.knowledge.protected import ProtectedName, ProtectedNames
from scamguard.model.verdict import Code, Explanation, Finding, Sentence, Status
from scamguard.rules.case import Case
from scamguard.rules.likeness import foreign_host, likeness, when_claimed_as_mailbox

CODE = Code(
    "lookalike-keyword",
    Sentence(
        "“{found}” joins the name of {platform} with other words; it is not on record as its own (that is {shown}).",
        "“{found}” 把{platform}的名称和其他词拼在一起，没有记录表明属于它（记录的是 {shown}）。",
    ),
    (Status.SUSPICIOUS, Status.IMPERSONATION),
    Explanation(
        Sentence(
            "The platform's name stands in the address together with a telling word (combosquatting).",
            "平台名称与“客服、登录、验证”等词拼成地址（combosquatting）。",
        ),
        Sentence(
            "It is the most abused kind of fake address, because it looks helpful.",
            "这是最常被滥用的假地址，因为看起来很“正规”。",
        ),
        "scamguard check tiktokshop-kefu.com",
        Sentence(
            "Do not log in or pay there. Use the channels on record.", "不要在那里登录或付款，请使用记录中的渠道。"
        ),
    ),
)

#: A short name or a common word must stand alone between hyphens beside a telling word of this length.
_MIN_TELLING = 4


def find(case: Case) -> Iterator[Finding]:
    """Yields a finding where the owner's label, or one below it, is a protected name with telling words."""
    host = foreign_host(case)
    if host is None:
        return
    protected = case.knowledge.protected
    for label in (host.owner_label, *host.subdomains):
        if "xn--" not in label and (name := _with_words(label, protected)) is not None:
            yield likeness(case, CODE, name, label, when_claimed_as_mailbox(case, name))
            return


def _with_words(label: str, protected: ProtectedNames) -> ProtectedName | None:
    return _between_hyphens(label, protected) or _glued(label.replace("-", ""), protected)


def _between_hyphens(label: str, protected: ProtectedNames) -> ProtectedName | None:
    words = label.split("-")
    if len(words) == 1 or len(words) > 8:
        return None
    for span in range(len(words), 0, -1):
        for start in range(len(words) - span + 1):
            name = protected.names.get("".join(words[start : start + span]))
            rest = words[:start] + words[start + span :]
            if name is not None and _is_telling(name, rest, span, protected):
                return name
    return None


def _is_telling(name: ProtectedName, rest: list[str], span: int, protected: ProtectedNames) -> bool:
    """Answers whether the words around a name tell of an imitation; short and common names need a telling word each."""
    if not rest:
        return name.strong and span > 1  # the name itself, cut up with hyphens
    if not all(word.isdigit() or protected.is_made_of_keywords(word) for word in rest):
        return False
    return name.strong or any(len(word) >= _MIN_TELLING and not word.isdigit() for word in rest)


def _glued(label: str, protected: ProtectedNames) -> ProtectedName | None:
    for name, rest in protected.at_edge(label):
        if name.strong and protected.is_made_of_keywords(rest):
            return name
    return None
