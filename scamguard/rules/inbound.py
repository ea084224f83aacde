"""What an incoming call or message does not prove."""

from __future__ import annotations

from collections.abc import Iterator

from scamguard.knowledge.entries import Entry
from scamguard.knowledge.standing import Standing
from scamguard.model.contacts import Phone
from scamguard.model.verdict import Code, Explanation, Finding, Sentence, Status, Tier
from scamguard.rules.case import Case
from scamguard.rules.refuting import is_governed

NOT_PROOF = Code(
    "sender-not-proof",
    Sentence(
        "It came to you, and a displayed number or sender can be forged. {step}{fact}",
        "这是对方主动联系您，而来电显示和发件人都可以伪造。{step}{fact}",
    ),
    (Status.OFFICIAL,),
    Explanation(
        Sentence(
            "The identifier is the platform's; that the call or message is, does not follow.",
            "号码或地址属于平台，但不代表来电或消息真的由平台发出。",
        ),
        Sentence("Caller IDs and sender addresses are forged every day.", "来电显示和发件地址每天都在被伪造。"),
        "scamguard check 95588 --claims 工商银行 --direction inbound",
        Sentence(
            "Hang up and dial the number yourself; or open the app yourself.", "挂断后自己回拨该号码，或自己打开 App。"
        ),
    ),
)

ONE_WAY = Code(
    "one-way-channel",
    Sentence(
        "{found} is on record only as one that people call or write to: {platform} does not contact anybody from it.",
        "{found} 的记录只是供用户拨打或写信的渠道，{platform}不会用它主动联系您。",
    ),
    (Status.SUSPICIOUS,),
    Explanation(
        Sentence(
            "The number or mailbox is documented as one that people call or write to; it never calls.",
            "资料说明该号码或邮箱只用于接听或接收，不会主动外呼。",
        ),
        Sentence("A call that shows it is forged.", "显示该号码的来电是伪造的。"),
        "scamguard check 4006700700 --claims 微信 --direction inbound",
        Sentence("Hang up. Dial it yourself if you need it.", "挂断。需要时自己拨打。"),
    ),
)

_HANG_UP = Sentence("Hang up and dial it yourself.", "请挂断，然后自己在拨号盘输入号码拨打。")
_LISTEN = Sentence(
    "Listen, but give no code and no money; if in doubt, dial it yourself.",
    "可以接听，但不要提供验证码或转账；有疑问请自己拨打核实。",
)
_TEXT = Sentence(
    "Open no link in it and do not reply; open the app or the site yourself.",
    "不要点短信里的链接，也不要回复；请自己打开 App 或官网。",
)
_CALL_BACK_ELSEWHERE = Sentence(
    "Hang up and reach the platform through a number or site on record.", "请挂断，并通过记录中的客服电话或官网联系。"
)
_MAIL = Sentence(
    "Do not follow its links; open the app or the site yourself.", "不要点击其中的链接，请自己打开 App 或网站。"
)


def _step(case: Case, entry: Entry) -> Sentence:
    """Returns what to do about a call, a text or a mail that shows an official identifier."""
    if not isinstance(case.contact, Phone):
        return _MAIL
    if entry.channel.kind == "sms" or entry.channel.role == "sends-sms":
        return _TEXT
    if entry.channel.direction == "out":
        return _CALL_BACK_ELSEWHERE
    facts = case.knowledge.rulebook(entry.slug).governing("phone")
    calls = (may.fact for may in (facts.may if facts is not None else ()) if may.fact.act == "call")
    return _LISTEN if any(entry.channel.value in fact.values for fact in calls) else _HANG_UP


def find(case: Case) -> Iterator[Finding]:
    """Yields, for an inbound contact that is official, that the identifier proves nothing; or that it only receives."""
    if case.question.direction != "inbound":
        return
    for entry in (case.standing_as(Standing.OFFICIAL) or case.standing_as(Standing.ONE_PAGE))[:1]:
        channel, slug = entry.channel, entry.slug
        if channel.direction == "in":
            params = {"platform": entry.name}
            yield Finding(
                ONE_WAY,
                Tier.NOT_OFFICIAL,
                Status.SUSPICIOUS,
                (entry.view,),
                channel.value,
                slug,
                params,
                channel.quality,
            )
        if not case.is_official:
            return
        signs = [
            statement
            for statement in case.knowledge.rulebook(slug).not_proof
            if is_governed(case, statement.fact.kinds) and case.states(statement)
        ]
        said = Sentence("".join(" " + s.fact.en for s in signs[:1]), "".join(s.fact.zh for s in signs[:1]))
        step = _step(case, entry)
        views = tuple(statement.view for statement in signs)
        params = {"step": step, "fact": said}
        yield Finding(NOT_PROOF, Tier.NOTE, Status.OFFICIAL, views, channel.value, slug, params, channel.quality)
