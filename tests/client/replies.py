"""Answers that scripted servers give."""

from __future__ import annotations

import json
from typing import Any

from client.scripted_server import answer
from scamguard import check, to_json

#: What no log line and no error may hold.
CONTACT = "+8613122891139"
TOKEN = "s3cret-token-of-a-user"
VERDICT = to_json(check(CONTACT, claims="aliexpress", as_of="2026-11-22")).encode()
GOOD = answer(VERDICT)
HEAD, _, BODY = GOOD.partition(b"\r\n\r\n")
HEAD += b"\r\n\r\n"


def problem(kind: str, status: int, detail: str = "said by the server", **more: Any) -> bytes:
    said = {"type": f"/problems/{kind}", "title": kind, "status": status, "detail": detail, **more}
    return answer(json.dumps(said).encode(), status, "application/problem+json")
