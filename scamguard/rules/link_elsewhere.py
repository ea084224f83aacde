"""The text of a link shows one address, and the link leads to another."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from scamguard.knowledge.channels import is_below
from scamguard.knowledge.knowledge import Knowledge
from scamguard.model.contacts import Url
from scamguard.model.verdict import Code, Explanation, Finding, Sentence, Status, Tier
from scamguard.parse.hostnames import is_address
from scamguard.rules.ownership import owners_of

#: Longest text of a link in which an address is looked for, in characters.
MAX_SHOWN_CHARS: Final = 500

CODE = Code(
    "link-elsewhere",
    Sentence(
        "The link shows {found}, but it leads to {target}.",
        "链接显示的是 {found}，实际打开的却是 {target}。",
    ),
    (Status.SUSPICIOUS,),
    Explanation(
        Sentence(
            "The text of the link is an address of one owner, and the link opens another owner's site.",
            "链接文字是一个网址，点开却是另一个所有者的网站。",
        ),
        Sentence(
            "People trust the address that they read; the browser opens the one that they do not see.",
            "人们相信看到的网址，浏览器打开的却是看不到的那个。",
        ),
        "echo '<a href=\"https://evil.example/\">www.paypal.com</a>' | scamguard scan -",
        Sentence("Do not click. Type the address yourself.", "不要点击，请自己输入网址。"),
    ),
)

#: A host as people write one, with what shows that it is meant as an address: a scheme, "www.", a path.
_SHOWN: Final = re.compile(
    r"(?<![A-Za-z0-9_.@-])(?P<scheme>https?://)?(?:[a-z0-9_.%+~-]{1,64}:[^\s/@]{0,64}@)?"
    r"(?P<host>(?:[a-z0-9](?:[a-z0-9-]{0,62})\.){1,8}[a-z]{2,24})(?![a-z0-9-]|\.[a-z0-9]|@)(?P<path>/?)",
    re.IGNORECASE,
)
#: Services that rewrite the links of mails and pages so that they pass through them.
_REWRITERS: Final = (
    "l.facebook.com",
    "safelinks.protection.outlook.com",
    "urldefense.com",
    "urldefense.proofpoint.com",
    "www.google.com",
)
#: Endings of hosts that are, far more often, endings of files.
_FILE_ENDINGS: Final = frozenset({"app", "cc", "md", "mov", "pl", "ps", "py", "rs", "sh", "so", "zip"})


def find(shown: str, target: Url, knowledge: Knowledge) -> Finding | None:
    """Returns a finding where the text of a link shows an address that the link does not lead to.

    Args:
        shown: what a person reads of the link.
        target: where it leads.
        knowledge: tells who owns what.
    """
    host = _shown_host(shown, knowledge)
    if not host or _is_same_owner(host, target.host, knowledge) or _is_redirected(host, target, knowledge):
        return None
    owners = sorted(owners_of(host, knowledge))
    params = {"target": target.host}
    return Finding(CODE, Tier.LOOKALIKE, Status.SUSPICIOUS, (), host, owners[0] if owners else None, params)


def _shown_host(shown: str, knowledge: Knowledge) -> str:
    """Returns the host of the first address in a text, "" where there is none."""
    text = unicodedata.normalize("NFKC", shown[:MAX_SHOWN_CHARS]).strip()
    for found in _SHOWN.finditer(text):
        host = found["host"].lower()
        is_meant = bool(found["scheme"] or found["path"] or host.startswith("www."))
        suffix = knowledge.suffixes.of(host)
        if not suffix.listed or suffix.labels > host.count("."):
            continue
        if is_meant or not (_is_file_name(host) or _is_brand_name(found["host"], text)):
            return host
    return ""


def _is_file_name(host: str) -> bool:
    """Answers whether a bare host reads as the name of a file: "readme.md"."""
    return host.rpartition(".")[2] in _FILE_ENDINGS


def _is_brand_name(written: str, text: str) -> bool:
    """Answers whether a bare host is written as a name, with capitals, or stands among words: "Booking.com"."""
    return written != written.lower() or written != text.strip(" .,!?:;()[]<>«»\"'")


def _is_same_owner(shown: str, target: str, knowledge: Knowledge) -> bool:
    """Answers whether both hosts are one registered domain's, or one platform's."""
    if shown.removeprefix("www.") == target.removeprefix("www."):
        return True
    if is_address(target):
        return False
    registrable = knowledge.suffixes.registrable(shown)
    if registrable and registrable == knowledge.suffixes.registrable(target):
        return True
    return bool(owners_of(shown, knowledge) & owners_of(target, knowledge))


def _is_redirected(shown: str, target: Url, knowledge: Knowledge) -> bool:
    """Answers whether the address of a known platform or service carries the one that is shown: it sends people on."""
    registrable = knowledge.suffixes.registrable(shown)
    carries = any(
        f"//{host}/" in inner for inner in target.carries for host in (shown, f"www.{registrable}", registrable)
    )
    is_known = any(is_below(target.host, host) for host in _REWRITERS)
    return carries and (is_known or bool(owners_of(target.host, knowledge)))
