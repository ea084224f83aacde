"""Every reason code, with those that only a scan or a user's own list gives: a check does without their imports."""

from __future__ import annotations

from typing import Final

from scamguard.model.verdict import Code
from scamguard.rules import (
    CODES,
    answers_elsewhere,
    authentication_failed,
    demanded,
    link_elsewhere,
    list_contradicted,
    listed_as_known,
    listed_refused,
)

#: Every reason code, in the order of the docs.
ALL_CODES: Final[dict[str, Code]] = CODES | {
    code.name: code
    for code in (
        *demanded.CODES,
        link_elsewhere.CODE,
        answers_elsewhere.CODE,
        answers_elsewhere.RETURNS,
        authentication_failed.CODE,
        listed_refused.CODE,
        listed_as_known.CODE,
        list_contradicted.CODE,
    )
}
