"""A platform's domain stands before the @ of an address, where browsers do not go."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from urllib.parse import unquote

from scamguard.model.contacts import Url
from scamguard.model.verdict import Code, Explanation, Finding, Sentence, Status, Tier
from scamguard.parse.hostnames import parents
from scamguard.rules.case import Case
from scamguard.rules.likeness import likeness

CODE = Code(
    "userinfo-trick",
    Sentence(
        "“{found}@” is only a name for signing in; the browser goes to {owner}, not to {shown} of {platform}.",
        "“{found}@” 只是登录名，浏览器实际打开的是 {owner}，而不是{platform}的 {shown}。",
    ),
    (Status.IMPERSONATION, Status.SUSPICIOUS),
    Explanation(
        Sentence(
            "Whatever stands before an @ in an address is a user name; the host comes after it.",
            "地址中 @ 前面的内容是用户名，真正的主机在 @ 后面。",
        ),
        Sentence("It makes a foreign address begin with a trusted name.", "这让陌生地址以可信的名称开头。"),
        "scamguard check https://seller.aliexpress.com@evil.example/",
        Sentence("Do not open it.", "不要打开。"),
    ),
)

PLAIN = Code(
    "userinfo",
    Sentence(
        "The address carries a user name (“{found}@”); the browser goes to {owner}.",
        "地址带有用户名（“{found}@”），浏览器实际打开的是 {owner}。",
    ),
    (Status.SUSPICIOUS,),
    Explanation(
        Sentence(
            "The address has a part before an @, which ordinary links do not have.",
            "地址里有 @ 及其前面的部分，正常链接不会这样。",
        ),
        Sentence("It is a way to make an address look like another.", "这是让地址看起来像别家的手法。"),
        "scamguard check https://login@host.example/",
        Sentence("Read what stands after the @: that is where it leads.", "看 @ 后面的部分，那才是目的地。"),
    ),
)


def find(case: Case) -> Iterable[Finding]:
    """Yields a finding where an address carries a user name; it is graver where that is a platform's domain."""
    return _find(case, case.contact.username) if isinstance(case.contact, Url) and case.contact.username else ()


def _find(case: Case, username: str) -> Iterator[Finding]:
    domains = case.knowledge.protected.domains
    shown = unquote(username).lower()
    name = next((domains[parent] for parent in parents(shown) if parent in domains), None) if "." in shown else None
    if name is None:
        yield Finding(PLAIN, Tier.WEAK_SIGN, Status.SUSPICIOUS, (), username, None, {"owner": case.host})
    elif not any(entry.slug == name.slug for entry in case.entries):
        yield likeness(case, CODE, name, username, Status.IMPERSONATION, owner=case.host)
