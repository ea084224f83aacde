"""What a scanning process does: scans come here with the knowledge, and go back as answers."""

from __future__ import annotations

import os
from typing import Final

from scamguard.guard import Guard
from scamguard.knowledge.knowledge import Knowledge
from scamguard.service.answering import Answers
from scamguard.service.calls import Reply, reply_to

#: Checks go first: they take a ten-thousandth of the time.
_NICENESS: Final = 10
#: The one version of the knowledge that this process has.
_known: dict[str, Answers] = {}


def scan_here(version: str, knowledge: bytes | None, body: bytes) -> Reply | None:
    """Returns the answer to a scan; None where this process has another version of the knowledge.

    Args:
        version: of the knowledge that is to answer.
        knowledge: its compiled form, where this process may not have it.
        body: the JSON of a `ScanRequest`.
    """
    if version not in _known:
        if knowledge is None:
            return None
        if not _known and hasattr(os, "nice"):
            os.nice(_NICENESS)
        _known.clear()
        _known[version] = Answers(Guard(Knowledge.from_bytes(knowledge)))
    return reply_to(_known[version], "POST", "/v1/scan", body)
