"""Every reason code, with those that only a scan gives: a check does without their imports."""

from __future__ import annotations

from typing import Final

from scamguard.model.verdict import Code
from scamguard.rules import CODES, answers_elsewhere, authentication_failed, demanded, link_elsewhere

#: Every reason code, in the order of the docs.
ALL_CODES: Final[dict[str, Code]] = CODES | {
    code.name: code
    for code in (
        *demanded.CODES,
        link_elsewhere.CODE,
        answers_elsewhere.CODE,
        answers_elsewhere.RETURNS,
        authentication_failed.CODE,
    )
}
