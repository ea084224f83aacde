"""How a recorded channel stands for a question: the one place that decides whom to trust, and when."""

from __future__ import annotations

import enum

from scamguard.knowledge.channels import SILENT_ROLES
from scamguard.knowledge.schema import Channel
from scamguard.knowledge.scope import covers, has_begun, has_ended


class Standing(enum.StrEnum):
    """What a record says about its contact for one audience, region and date."""

    OFFICIAL = "official"
    COMPROMISED = "in other hands"
    RETIRED = "retired"
    OUT_OF_SCOPE = "out of scope"
    NOT_OFFICIAL = "not official"
    DISPUTED = "disputed"
    ONE_PAGE = "one page only"
    SILENT = "owned but silent"
    NOT_YET = "not yet valid"


#: Standings of a contact that is the platform's own and in use, for the asker or for others.
TRUSTED = frozenset({Standing.OFFICIAL, Standing.OUT_OF_SCOPE})


def standing_of(channel: Channel, audience: str | None, region: str | None, as_of: str) -> Standing:
    """Returns how the channel stands for an audience, a region and a date (docs/how-it-decides.md)."""
    status = channel.status
    if status == "not-official":
        return Standing.NOT_OFFICIAL
    if status == "disputed" or channel.role == "claimed":
        return Standing.DISPUTED
    if channel.role in SILENT_ROLES:
        return Standing.SILENT
    valid = channel.valid
    if valid is not None and not has_begun(valid, as_of):
        return Standing.NOT_YET
    if has_ended(valid, as_of) or (status == "retired" and (valid is None or valid.until is None)):
        return Standing.RETIRED
    if channel.quality == "claimed":
        return Standing.ONE_PAGE
    return Standing.OFFICIAL if covers(channel, audience, region) else Standing.OUT_OF_SCOPE


def constant_standing_of(channel: Channel) -> Standing | None:
    """Returns how the channel stands at every date when nobody asks for a scope; None where dates matter."""
    valid = channel.valid
    if valid is not None and (valid.from_ is not None or valid.until is not None):
        return None
    return standing_of(channel, None, None, "")
