"""What an assistant may ask beyond what every peer may (service/requests.py)."""

from __future__ import annotations

from typing import Annotated, get_args

import msgspec
from msgspec import Meta

from scamguard.model.scope import ChannelKind
from scamguard.service.requests import Audience, Day, Lang, Region

_Kind = Annotated[
    ChannelKind | None,
    Meta(
        extra_json_schema={"enum": [*get_args(ChannelKind), None]},
        description="Only channels of this kind; all kinds if null. Absences and warnings are always told.",
    ),
]


class ChannelsRequest(msgspec.Struct, kw_only=True, forbid_unknown_fields=True, gc=False):
    """One platform, and the scope that is asked for."""

    platform: Annotated[str, Meta(description="Slug, any name it has in any language, or its own domain.")]
    audience: Audience = None
    region: Region = None
    kind: _Kind = None
    as_of: Day = None
    lang: Lang = "en"
