"""A platform's name with words that scammers add: support, login, kefu."""

from __future__ import annotations

from collections.abc import Iterator

from scamguard.knowledge.protected import MIN_NAME, ProtectedName
from scamguard.model.verdict import Code, Explanation, Finding, Sentence, Status
from scamguard.rules.case import Case
from scamguard.rules.likeness import is_telling, likeness

CODE = Code(
    "lookalike-keyword",
    Sentence(
        "“{found}” joins the name of {platform} with other words; it is not on record as its own (that is {shown}).",
        "“{found}” 把{platform}的名称和其他词拼在一起，没有记录表明属于它（记录的是 {shown}）。",
    ),
    (Status.SUSPICIOUS,),
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
MIN_TELLING = 4
#: Labels with more words than this are no names.
MAX_WORDS = 8


def find(case: Case) -> Iterator[Finding]:
    """Yields a finding where the owner's label, or one below it, is a protected name with telling words."""
    host = case.foreign_host
    if host is None:
        return
    for label in (host.owner_label, *host.subdomains):
        if len(label) > MIN_NAME and "xn--" not in label and (name := _with_words(case, label)) is not None:
            yield likeness(case, CODE, name, label, Status.SUSPICIOUS)
            return


def _with_words(case: Case, label: str) -> ProtectedName | None:
    return _between_hyphens(case, label) or _glued(case, label.replace("-", ""))


def _between_hyphens(case: Case, label: str) -> ProtectedName | None:
    if "-" not in label or label.count("-") >= MAX_WORDS:
        return None
    names = case.knowledge.protected.names
    words = label.split("-")
    for span in range(len(words), 0, -1):
        for start in range(len(words) - span + 1):
            name = names.get("".join(words[start : start + span]))
            if name is not None and _is_imitation(case, name, words[:start] + words[start + span :], span):
                return name
    return None


def _is_imitation(case: Case, name: ProtectedName, rest: list[str], span: int) -> bool:
    """Answers whether the words around a name tell of an imitation; short and common names need a longer word."""
    if not rest:
        return span > 1 and is_telling(case, name)  # the name itself, cut up with hyphens
    if not all(word.isdigit() or case.knowledge.protected.is_made_of_keywords(word) for word in rest):
        return False
    return is_telling(case, name) or any(len(word) >= MIN_TELLING and not word.isdigit() for word in rest)


def _glued(case: Case, label: str) -> ProtectedName | None:
    protected = case.knowledge.protected
    for name, rest in protected.at_edge(label):
        if len(rest.strip("0123456789")) < MIN_TELLING and not rest.isdigit() and name.slug != case.claims:
            continue  # "alipayhk": two letters are as often a branch as an imitation
        if is_telling(case, name) and protected.is_made_of_keywords(rest):
            return name
    return None
