"""The browser's side of the pipe: frames, and a host that is started as a browser starts it."""

from __future__ import annotations

import json
import os
import struct
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from scamguard.native.callers import origin_of
from scamguard.native.identity import EXTENSION_ID

HOST = (sys.executable, "-m", "scamguard", "native-host", "run")
ORIGIN = origin_of(EXTENSION_ID)
SECONDS = 60


def frame(message: bytes) -> bytes:
    return struct.pack("=I", len(message)) + message


def call(path: str, body: object = None, **more: object) -> bytes:
    return json.dumps({"path": path, **({} if body is None else {"body": body}), **more}).encode()


def frames_of(stream: bytes) -> list[bytes]:
    """Returns the messages of a stream that has nothing but messages."""
    found = []
    while stream:
        (length,) = struct.unpack_from("=I", stream)
        assert len(stream) >= 4 + length, f"cut off, or no message: {stream[:80]!r}"
        found.append(stream[4 : 4 + length])
        stream = stream[4 + length :]
    return found


@dataclass
class Ended:
    """What a host did that was given all of its input at once."""

    status: int
    answers: list[dict[str, Any]]
    errors: str


def ask(
    *messages: bytes,
    raw: bytes = b"",
    command: Sequence[str] = (*HOST, "--", ORIGIN),
    environment: Mapping[str, str] | None = None,
) -> Ended:
    """Starts a host, hands it messages and then the raw bytes, and waits for its end."""
    done = subprocess.run(
        command,
        input=b"".join(map(frame, messages)) + raw,
        capture_output=True,
        timeout=SECONDS,
        check=False,
        env={**os.environ, **(environment or {})},
    )
    answers = [json.loads(answer) for answer in frames_of(done.stdout)]
    return Ended(done.returncode, answers, done.stderr.decode())
