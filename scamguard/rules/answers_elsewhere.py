"""The answer to a mail would go to somebody else than its sender."""

from __future__ import annotations

from collections.abc import Iterator

from scamguard.knowledge.knowledge import Knowledge
from scamguard.model.document import Mail, Mailbox
from scamguard.model.verdict import Code, Explanation, Finding, Sentence, Status, Tier
from scamguard.rules.ownership import owners_of

CODE = Code(
    "answers-elsewhere",
    Sentence(
        "The mail says that it is from {sender}, but answers go to {found}.",
        "邮件自称来自 {sender}，但回信会寄到 {found}。",
    ),
    (Status.SUSPICIOUS,),
    Explanation(
        Sentence(
            "The address for answers (Reply-To) is not at the sender's domain: it is a free mailbox, or stands beside"
            " the name of a platform that it does not belong to.",
            "回信地址（Reply-To）不在发件人的域名下：它是免费邮箱，或与所称平台无关。",
        ),
        Sentence(
            "A sender can be forged; whoever forges it must have the answers sent to himself.",
            "发件人可以伪造；伪造者要收到回信，只能另写回信地址。",
        ),
        "scamguard scan mail.eml",
        Sentence("Do not answer. Write to an address on record.", "不要回复，请使用记录中的联系方式。"),
    ),
)

RETURNS = Code(
    "returns-elsewhere",
    Sentence(
        "It was sent through {found}, not from {sender}'s own domain. Bulk mail often is.",
        "邮件是经 {found} 发出的，而不是发件人 {sender} 自己的域名。群发邮件常常如此。",
    ),
    (Status.UNVERIFIED,),
    Explanation(
        Sentence(
            "The address for mails that cannot be delivered (Return-Path), or for answers, is at another domain.",
            "退信地址（Return-Path）或回信地址属于另一个域名。",
        ),
        Sentence(
            "Services that send for others do this too: it proves nothing alone.",
            "代发服务也会如此，仅凭这一点不能说明问题。",
        ),
        "scamguard scan mail.eml",
        Sentence("Look at what the mail asks for.", "请看邮件要求您做什么。"),
    ),
)


def find(mail: Mail, knowledge: Knowledge) -> Iterator[Finding]:
    """Yields a finding where answers, or mails that cannot be delivered, go to another owner than the sender."""
    sender = _first(mail, "from")
    domain = _domain(sender)
    if sender is None or not domain:
        return
    reply, returns = _first(mail, "reply-to"), _first(mail, "return-path")
    if reply is not None and _is_foreign(domain, _domain(reply), knowledge):
        yield _elsewhere(sender, reply, knowledge)
    elif returns is not None and _is_foreign(domain, _domain(returns), knowledge):
        yield Finding(RETURNS, Tier.NOTE, Status.UNVERIFIED, (), _domain(returns), None, {"sender": sender.address})


def _elsewhere(sender: Mailbox, reply: Mailbox, knowledge: Knowledge) -> Finding:
    """Returns what another address for answers says: an alarm at a free provider, or in the name of a platform."""
    domain, other = _domain(sender), _domain(reply)
    params: dict[str, str | Sentence] = {"sender": sender.address}
    owners = [] if domain in knowledge.hosts.free_mail else sorted(owners_of(domain, knowledge))
    is_free = other in knowledge.hosts.free_mail and domain not in knowledge.hosts.free_mail
    if is_free or owners:
        slug = owners[0] if owners else None
        return Finding(CODE, Tier.LOOKALIKE, Status.SUSPICIOUS, (), reply.address, slug, params)
    return Finding(RETURNS, Tier.NOTE, Status.UNVERIFIED, (), other, None, params)


def _first(mail: Mail, header: str) -> Mailbox | None:
    return next((box for box in mail.mailboxes if box.header == header), None)


def _domain(box: Mailbox | None) -> str:
    return box.address.rpartition("@")[2].strip(" >.").lower() if box is not None and "@" in box.address else ""


def _is_foreign(domain: str, other: str, knowledge: Knowledge) -> bool:
    """Answers whether two domains have different owners, as far as can be told."""
    if not other or domain == other:
        return False
    if domain in knowledge.hosts.free_mail or other in knowledge.hosts.free_mail:
        return True
    registrable = knowledge.suffixes.registrable(domain)
    if registrable and registrable == knowledge.suffixes.registrable(other):
        return False
    return not owners_of(domain, knowledge) & owners_of(other, knowledge)
