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

#: What is true of every mail, where nothing failed, where something failed beside a check that says more, and where
#: the sender could not be confirmed.
_NOTHING_FAILED: Final = Sentence(
    "A mail shows whatever sender its author wrote: that no check failed does not prove who sent it.",
    "邮件显示的发件人可以随意填写；没有校验失败，也不能证明是谁发的。",
)
_SOMETHING_FAILED: Final = Sentence(
    "Some checks of the sender failed ({found}), as happens when a mail is forwarded; others passed ({passed}). "
    "Neither proves who sent it: a mail shows whatever sender its author wrote.",
    "部分发件人校验未通过（{found}），转发邮件时会这样；另有校验通过（{passed}）。"
    "两者都不能证明是谁发的：邮件显示的发件人可以随意填写。",
)
_UNCONFIRMED: Final = Sentence(
    "The checks of the sender failed ({found}): do not trust the sender that this mail shows. "
    "Its author can write any sender there.",
    "发件人校验未通过（{found}）：不要相信这封邮件显示的发件人，发件人可以随意填写。",
)
_METHODS: Final = ("dmarc", "spf", "dkim")
_FAILED: Final = frozenset({"fail", "hardfail"})
#: A softer "no", which is told and proves nothing (RFC 7208 §8.5).
_DOUBTED: Final = frozenset({*_FAILED, "softfail"})


def find(mail: Mail, *, is_official: bool = False) -> Iterator[Finding]:
    """Yields a finding where the topmost results of authentication say that the sender is not who it says.

    Args:
        mail: what the header says.
        is_official: the address that is shown is an official one: then this decides, for the mail is not from there.
    """
    failed = [method for method in _METHODS if mail.authentication.get(method) in _FAILED]
    if "dmarc" in failed or ("spf" in failed and "dkim" in failed and mail.authentication.get("dmarc") != "pass"):
        found = _results(mail, failed)
        sender = next((box.address for box in mail.mailboxes if box.header == "from"), "?")
        tier = Tier.NOT_OFFICIAL if is_official else Tier.LOOKALIKE
        yield Finding(CODE, tier, Status.SUSPICIOUS, (), found, None, {"sender": sender})


def note_on(mail: Mail) -> Sentence:
    """Returns what a person should know about the sender of a mail: what failed, where something did."""
    failed = [method for method in _METHODS if mail.authentication.get(method) in _DOUBTED]
    passed = [method for method in _METHODS if mail.authentication.get(method) == "pass"]
    if not failed:
        return _NOTHING_FAILED
    # A DMARC that failed says more than what passed: that was somebody else's domain.
    sentence = _SOMETHING_FAILED if passed and "dmarc" not in failed else _UNCONFIRMED
    found = {"found": _results(mail, failed), "passed": _results(mail, passed)}
    return Sentence(sentence.en.format(**found), sentence.zh.format(**found))


def _results(mail: Mail, methods: list[str]) -> str:
    return ", ".join(f"{method}={mail.authentication[method]}" for method in methods)
