"""An account whose name imitates a platform."""

from __future__ import annotations

import re
from collections.abc import Iterator

from scamguard.knowledge.protected import ProtectedName
from scamguard.model.contacts import Account
from scamguard.model.verdict import Code, Explanation, Finding, Sentence, Status
from scamguard.rules.case import Case
from scamguard.rules.chosen_names import named_in
from scamguard.rules.likeness import likeness

CODE = Code(
    "lookalike-account",
    Sentence(
        "The name “{found}” uses the name of {platform}; anyone can choose such a name.",
        "“{found}” 这个名称借用了{platform}的名字，任何人都可以取这样的名字。",
    ),
    (Status.SUSPICIOUS,),
    Explanation(
        Sentence(
            "The account, mailbox or sender carries the platform's name, but is not on record as its own.",
            "该账号、邮箱或发件人使用了平台名称，但没有记录表明属于它。",
        ),
        Sentence("Names on chat networks are free to choose.", "聊天软件上的名称可以随便取。"),
        "scamguard check @tiktok_shop_support",
        Sentence(
            "Do not trust a name. Reach the platform through its own app or site.",
            "不要只看名称，请通过平台自己的 App 或网站联系。",
        ),
    ),
)


def find(case: Case) -> Iterator[Finding]:
    """Yields a finding where an account's id carries a strong name and is no recorded channel."""
    if not isinstance(case.contact, Account) or case.entries or _is_somewhere_theirs(case, case.contact):
        return
    name = named_in(case, case.contact.canonical)
    if name is not None and not _is_bare_name(case.contact.canonical, name):
        yield likeness(case, CODE, name, case.contact.canonical, Status.SUSPICIOUS)


def _is_somewhere_theirs(case: Case, account: Account) -> bool:
    """Answers whether a platform has an account of this name, and nobody says on which network this one is."""
    return account.network == "handle" and bool(case.knowledge.entries.accounts_named(account.canonical))


def _is_bare_name(text: str, name: ProtectedName) -> bool:
    """Excuses the name itself, with nothing added: the platform's own account would be called so."""
    return re.sub(r"[._\-]", "", text.lower()) == name.text
