"""The receiving server found that a mail does not come from where it says."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from scamguard.model.document import Mail
from scamguard.model.verdict import Code, Explanation, Finding, Sentence, Status, Tier

CODE = Code(
    "authentication-failed",
    Sentence(
        "The server that received it could not confirm that it comes from {sender}: {found}.",
        "收信服务器无法确认这封邮件确实来自 {sender}：{found}。",
    ),
    (Status.SUSPICIOUS,),
    Explanation(
        Sentence(
            "The mail's own header says that DMARC failed, or that SPF and DKIM both failed (RFC 8601).",
            "邮件头记录：DMARC 未通过，或 SPF 与 DKIM 均未通过（RFC 8601）。",
        ),
        Sentence("Forged senders fail these checks.", "伪造的发件人通不过这些校验。"),
        "scamguard scan mail.eml",
        Sentence("Do not trust the sender that it shows.", "不要相信它显示的发件人。"),
    ),
)

#: What is true of every mail, whatever its header says.
SENDER_CAN_BE_FORGED: Final = Sentence(
    "A mail shows whatever sender its author wrote: that no check failed does not prove who sent it.",
    "邮件显示的发件人可以随意填写；没有校验失败，也不能证明是谁发的。",
)
_FAILED: Final = frozenset({"fail", "hardfail"})


def find(mail: Mail) -> Iterator[Finding]:
    """Yields a finding where the topmost results of authentication say that the sender is not who it says."""
    failed = [method for method in ("dmarc", "spf", "dkim") if mail.authentication.get(method) in _FAILED]
    if "dmarc" in failed or ("spf" in failed and "dkim" in failed and mail.authentication.get("dmarc") != "pass"):
        found = ", ".join(f"{method}={mail.authentication[method]}" for method in failed)
        sender = next((box.address for box in mail.mailboxes if box.header == "from"), "?")
        yield Finding(CODE, Tier.LOOKALIKE, Status.SUSPICIOUS, (), found, None, {"sender": sender})
