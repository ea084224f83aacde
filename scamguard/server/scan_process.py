"""What a scanning process does: scans come here with the knowledge, and go back as answers."""

from __future__ import annotations

import os
from typing import Final

from scamguard.guard import Guard
from scamguard.knowledge.knowledge import Knowledge
from scamguard.service.answering import Answers
from scamguard.service.calls import Reply, reply_to

#: Checks go first: they take a ten-thousandth of the time.
_NICENESS: Final = 5
#: A page, so that what reads pages is there before the first one comes.
_WARM_UP: Final = b'{"text":"<p>PayPal: 0000</p>","format":"html"}'
#: The one version of the knowledge that this process has.
_known: dict[str, Answers] = {}


def take_knowledge(version: str, compiled: bytes) -> None:
    """Takes over the knowledge that the next scans are answered from; what they need is imported now.

    Args:
        version: of the knowledge.
        compiled: its compiled form.
    """
    if not _known and hasattr(os, "nice"):
        os.nice(_NICENESS)
    answers = Answers(Guard(Knowledge.from_bytes(compiled)))
    reply_to(answers, "POST", "/v1/scan", _WARM_UP)
    _known.clear()
    _known[version] = answers


def scan_here(version: str, body: bytes) -> Reply | None:
    """Returns the answer to a scan; None where this process has another version of the knowledge.

    Args:
        version: of the knowledge that is to answer.
        body: the JSON of a `ScanRequest`.
    """
    return reply_to(_known[version], "POST", "/v1/scan", body) if version in _known else None
