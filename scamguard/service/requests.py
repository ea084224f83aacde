"""What a peer may ask: the types that its JSON is read into."""

from __future__ import annotations

from typing import Annotated, Final, Literal

import msgspec
from msgspec import Meta

from scamguard.model.scope import AUDIENCES, CONTACT_KINDS

#: Most contacts in one batch.
MAX_BATCH: Final = 1000
#: Longest text of one scan, in bytes of UTF-8.
MAX_TEXT_BYTES: Final = 1_000_000

#: The words that an option takes are told in the document; the guard refuses others with a sentence of its own.
Claims = Annotated[str | None, Meta(description="The platform it is said to belong to: slug, or any name it has.")]
Kind = Annotated[str | None, Meta(extra_json_schema={"enum": [*CONTACT_KINDS, None]}, description="Inferred if null.")]
Audience = Annotated[str | None, Meta(extra_json_schema={"enum": [*AUDIENCES, None]}, description="Whom it is for.")]
Region = Annotated[
    str | None, Meta(description="ISO 3166-1 alpha-2 code of the person asking (GB, never UK).", examples=["GB"])
]
Direction = Annotated[
    str | None,
    Meta(
        extra_json_schema={"enum": ["inbound", "outbound", None]},
        description="inbound: it called or wrote first.",
    ),
]
Day = Annotated[
    str | None,
    Meta(extra_json_schema={"format": "date"}, description="The day the question is about; today if null (ISO 8601)."),
]
Lang = Annotated[Literal["en", "zh"], Meta(description="Language of the sentences.")]


class CheckRequest(msgspec.Struct, kw_only=True, forbid_unknown_fields=True, gc=False):
    """One contact, and the options of `check`."""

    contact: Annotated[
        str, Meta(description="A phone number, address, link, account, app, described portal or ticket id.")
    ]
    claims: Claims = None
    kind: Kind = None
    audience: Audience = None
    region: Region = None
    direction: Direction = None
    as_of: Day = None
    lang: Lang = "en"


class BatchItem(CheckRequest, kw_only=True, forbid_unknown_fields=True, gc=False):
    """A contact of a batch; its answer carries the same `id`."""

    id: msgspec.Raw = msgspec.field(default_factory=lambda: msgspec.Raw(b"null"))


class BatchRequest(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """Up to 1,000 contacts. Each is read by itself: a bad one is answered with an error and stops nothing."""

    checks: Annotated[list[msgspec.Raw], Meta(max_length=MAX_BATCH)]


class ScanRequest(msgspec.Struct, kw_only=True, forbid_unknown_fields=True, gc=False):
    """A text or the source of a page, and the options of `scan`, which hold for everything in it."""

    text: Annotated[str, Meta(description="Up to 1,000,000 bytes of UTF-8.")]
    format: Annotated[Literal["text", "html"], Meta(description="html: the source of a page.")] = "text"
    claims: Claims = None
    audience: Audience = None
    region: Region = None
    direction: Direction = None
    as_of: Day = None
    lang: Lang = "en"
