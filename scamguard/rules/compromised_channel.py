"""The contact is the platform's, and was in other hands at the time."""

from __future__ import annotations

from collections.abc import Iterator

from scamguard.knowledge.channels import sources_of
from scamguard.knowledge.entries import Entry
from scamguard.knowledge.schema import Compromise
from scamguard.knowledge.scope import is_compromised
from scamguard.knowledge.standing import Standing
from scamguard.model.verdict import Code, Explanation, FactView, Finding, Sentence, Status, Tier
from scamguard.rules.case import Case

CODE = Code(
    "compromised-channel",
    Sentence(
        "{found} is {platform}'s, but it is reported to be in other hands since {since}{until}.{note}",
        "{found} 属于{platform}，但据报自 {since} 起{until}被他人控制。{note}",
    ),
    (Status.SUSPICIOUS,),
    Explanation(
        Sentence(
            "The address or account is the platform's own; for a time somebody else controlled it.",
            "该网址或账号确属平台，但在一段时间内被他人控制。",
        ),
        Sentence(
            "A hijacked site is the real address with a thief behind it: no look at the address tells.",
            "被劫持的网站地址是真的，背后却是骗子，光看地址看不出来。",
        ),
        "scamguard explain compromised-channel",
        Sentence(
            "Do not log in, sign or pay there. Ask the platform through another of its channels.",
            "不要在那里登录、签名或付款，请通过平台的其他渠道询问。",
        ),
    ),
)


def find(case: Case) -> Iterator[Finding]:
    """Yields one finding for each channel of the claimed platform (of any, where none is claimed) in other hands."""
    for entry in case.standing_as(Standing.COMPROMISED):
        period = next(p for p in entry.compromised if is_compromised((p,), case.question.as_of))
        params: dict[str, str | Sentence] = {
            "platform": entry.name,
            "since": period.from_,
            "until": _until(period),
            "note": Sentence(" " + period.note.en, period.note.zh) if period.note else Sentence("", ""),
        }
        found, quality = entry.channel.value, entry.channel.quality
        yield Finding(CODE, Tier.EXACT, Status.SUSPICIOUS, (_view(entry, period),), found, entry.slug, params, quality)


def _until(period: Compromise) -> Sentence:
    return Sentence(f" (until {period.until})", f"（至 {period.until}）") if period.until else Sentence("", "")


def _view(entry: Entry, period: Compromise) -> FactView:
    text = Sentence(f"{entry.channel.value} was in other hands.", f"{entry.channel.value} 曾被他人控制。")
    sources = sources_of(entry.platform, period.sources)
    return FactView(entry.slug, entry.channel.id, "was", text, period.quote, entry.channel.quality, sources)
