"""The official channels of a platform: what is trusted, in use and in scope; apart from that, what not to use."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple

from scamguard.assistants.answers import ChannelAnswer, RecordAnswer, StatementAnswer
from scamguard.assistants.requests import ChannelsRequest
from scamguard.guard import Guard
from scamguard.knowledge.channels import role_label, view_of
from scamguard.knowledge.entries import Entry
from scamguard.knowledge.schema import Fact, Platform, Text
from scamguard.knowledge.scope import covers, has_begun, has_ended
from scamguard.knowledge.standing import Standing

_UNUSABLE: Final = (Standing.NOT_OFFICIAL, Standing.COMPROMISED, Standing.RETIRED, Standing.DISPUTED)
#: What people ask for first; other roles come after these.
_FIRST_ROLES: Final = ("support", "help", "seller-portal", "home", "verify", "report-phishing", "login", "dispute")


class Found(NamedTuple):
    """What is on record, and how many channels are not told: one-page ones, and those for others."""

    record: RecordAnswer
    as_of: str
    unconfirmed: int
    for_others: int


class _Scope(NamedTuple):
    audience: str | None
    region: str | None
    as_of: str
    lang: str


def channels_for(guard: Guard, request: ChannelsRequest) -> Found:
    """Returns what is on record about the platform that was asked for.

    Raises:
        UnknownPlatform: no platform has this name.
        UsageError: the audience, region or date is none.
    """
    asked = guard.ask(request.platform, request.audience, request.region, None, request.as_of)
    scope = _Scope(asked.audience, asked.region, asked.as_of, request.lang)
    slug = str(asked.claims)
    platform = guard.knowledge.platforms[slug]
    everything = _by_standing(guard.knowledge.entries.of(slug), scope)
    ours = {
        standing: [entry for entry in entries if request.kind in (None, entry.channel.kind)]
        for standing, entries in everything.items()
    }
    official = everything.get(Standing.OFFICIAL, [])
    record = RecordAnswer(
        platform=slug,
        name=guard.knowledge.names.labels[slug].in_language(request.lang),
        official=_channels(_best_first(ours.get(Standing.OFFICIAL, []), platform), Standing.OFFICIAL, scope),
        do_not_use=tuple(
            channel for standing in _UNUSABLE for channel in _channels(ours.get(standing, []), standing, scope)
        ),
        absences=_statements(platform, ("lacks", "only"), scope),
        never=_statements(platform, ("never",), scope),
        how_to_verify=_statements(platform, ("check",), scope),
        verify_at=_channels((e for e in official if e.channel.role == "verify"), Standing.OFFICIAL, scope),
        report_to=_channels((e for e in official if e.channel.role == "report-phishing"), Standing.OFFICIAL, scope),
    )
    unconfirmed, others = (len(ours.get(standing, ())) for standing in (Standing.ONE_PAGE, Standing.OUT_OF_SCOPE))
    return Found(record, scope.as_of, unconfirmed, others)


def _by_standing(entries: Iterable[Entry], scope: _Scope) -> dict[Standing, list[Entry]]:
    found: dict[Standing, list[Entry]] = {}
    for entry in entries:
        found.setdefault(entry.standing(scope.audience, scope.region, scope.as_of), []).append(entry)
    return found


def _best_first(entries: list[Entry], platform: Platform) -> list[Entry]:
    """Returns channels that people can turn to before those that only send, the platform's own country first."""
    ranks = {role: rank for rank, role in enumerate(_FIRST_ROLES)}

    def rank(entry: Entry) -> tuple[bool, bool, int]:
        channel = entry.channel
        is_foreign = bool(platform.regions and channel.regions) and platform.regions[0] not in channel.regions
        return channel.direction == "out", is_foreign, ranks.get(channel.role, len(ranks))

    return sorted(entries, key=rank)


def _channels(entries: Iterable[Entry], standing: Standing, scope: _Scope) -> tuple[ChannelAnswer, ...]:
    return tuple(_channel(entry, standing, scope.lang) for entry in entries)


def _channel(entry: Entry, standing: Standing, lang: str) -> ChannelAnswer:
    channel = entry.channel
    return ChannelAnswer(
        kind=channel.kind,
        value=channel.value,
        standing=standing.value,
        label=role_label(channel).in_language(lang),
        role=channel.role,
        network=channel.network,
        audience=channel.audience,
        regions=channel.regions,
        direction=channel.direction,
        quality=channel.quality,
        note=_said(channel.note, lang),
        quote=channel.quote,
        sources=entry.view.sources,
    )


def _statements(platform: Platform, modals: tuple[str, ...], scope: _Scope) -> tuple[StatementAnswer, ...]:
    return tuple(
        _statement(platform, fact, scope.lang)
        for fact in platform.facts
        if fact.modal in modals and _holds(fact, scope)
    )


def _holds(fact: Fact, scope: _Scope) -> bool:
    """Answers whether a fact is undisputed, and speaks about the scope and the date."""
    return (
        fact.status == "active"
        and covers(fact, scope.audience, scope.region)
        and has_begun(fact.valid, scope.as_of)
        and not has_ended(fact.valid, scope.as_of)
    )


def _statement(platform: Platform, fact: Fact, lang: str) -> StatementAnswer:
    view = view_of(platform, fact)
    return StatementAnswer(
        id=fact.id,
        modal=fact.modal,
        text=view.text.in_language(lang),
        unless=_said(fact.unless, lang),
        when=_said(fact.when, lang),
        audience=fact.audience,
        regions=fact.regions,
        quality=fact.quality,
        quote=fact.quote,
        sources=view.sources,
    )


def _said(text: Text | None, lang: str) -> str | None:
    if text is None:
        return None
    return text.zh if lang == "zh" else text.en
