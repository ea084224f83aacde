"""`scamguard check --jsonl`: a verdict for every line, in order; a bad line never stops the rest."""

from __future__ import annotations

import codecs
import json
import sys
from collections.abc import Iterator
from typing import Any, BinaryIO, Final

import msgspec

from scamguard.cli.exit_status import ALL_OFFICIAL, NOT_ALL_OFFICIAL, USAGE_ERROR
from scamguard.errors import ScamguardError
from scamguard.guard import Guard
from scamguard.model.verdict import Status
from scamguard.render.json import encode, to_json_object

#: Longest request that is read, in bytes; a longer line is answered with an error.
MAX_LINE_BYTES: Final = 8 * 1024 * 1024
_CHUNK_BYTES: Final = 64 * 1024


class Request(msgspec.Struct, forbid_unknown_fields=True, gc=False):
    """One line of input: a contact, and the options of `check`; what is absent falls back to the command line's."""

    contact: str
    id: msgspec.Raw = msgspec.Raw(b"null")
    claims: str | None = None
    kind: str | None = None
    audience: str | None = None
    region: str | None = None
    direction: str | None = None
    as_of: str | None = None


_decoder = msgspec.json.Decoder(Request)


def run_jsonl(guard: Guard, options: dict[str, Any], lang: str) -> int:
    """Answers standard input line by line on standard output and returns the exit status."""
    answer = Answerer(guard, options, lang)
    out = sys.stdout.buffer
    for lines in _chunks(sys.stdin.buffer):
        out.write(b"".join(map(answer, lines)))
        out.flush()
    return answer.exit_status


class Answerer:
    """Turns request lines into answer lines and remembers the worst of them.

    Args:
        guard: answers the checks.
        options: what a request falls back to.
        lang: language of the sentences.
    """

    def __init__(self, guard: Guard, options: dict[str, Any], lang: str) -> None:
        self._guard = guard
        self._options = options
        self._lang = lang
        self._number = 0
        self.exit_status = ALL_OFFICIAL

    def __call__(self, line: bytes) -> bytes:
        """Returns the answer to one line; nothing for a blank one."""
        self._number += 1
        if not line.strip():
            return b""
        try:
            return self._answer(line)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError, ScamguardError) as error:
            self.exit_status = USAGE_ERROR
            problem = f"not UTF-8 at byte {error.start + 1}" if isinstance(error, UnicodeDecodeError) else str(error)
            message = encode(f"line {self._number}: {problem}")
            return b'{"id":' + _id_of(line) + b',"error":' + message + b"}\n"

    def _answer(self, line: bytes) -> bytes:
        if len(line) > MAX_LINE_BYTES:
            raise msgspec.DecodeError(f"longer than {MAX_LINE_BYTES:,} bytes")
        request = _decoder.decode(line.decode())  # as text: an id is copied to the output, and must be UTF-8
        fallback = self._options
        verdict = self._guard.check(
            request.contact,
            claims=request.claims or fallback["claims"],
            kind=request.kind or fallback["kind"],
            audience=request.audience or fallback["audience"],
            region=request.region or fallback["region"],
            direction=request.direction or fallback["direction"],
            as_of=request.as_of or fallback["as_of"],
        )
        if verdict.status is not Status.OFFICIAL and self.exit_status is ALL_OFFICIAL:
            self.exit_status = NOT_ALL_OFFICIAL
        return b'{"id":' + bytes(request.id) + b"," + encode(to_json_object(verdict, self._lang))[1:] + b"\n"


def _id_of(line: bytes) -> bytes:
    """Returns the id of a request that could not be answered, where there is one."""
    try:
        found = (
            json.loads(line.decode(errors="replace")) if len(line) <= MAX_LINE_BYTES else None
        )  # reads lone surrogates, which msgspec refuses
    except (ValueError, RecursionError):
        return b"null"
    try:
        return json.dumps(found.get("id"), allow_nan=False).encode() if isinstance(found, dict) else b"null"
    except ValueError:  # NaN and Infinity are no JSON
        return b"null"


def _chunks(stream: BinaryIO) -> Iterator[list[bytes]]:
    """Yields the lines that are there, as they come in, so that a waiting peer is answered at once."""
    rest = b""
    is_first, is_dropping = True, False
    read = getattr(stream, "read1", stream.read)
    while chunk := read(_CHUNK_BYTES):
        if is_first:
            chunk, is_first = chunk.removeprefix(codecs.BOM_UTF8), False
        if is_dropping:
            _, newline, chunk = chunk.partition(b"\n")
            if not newline:
                continue
            is_dropping = False
        *lines, rest = (rest + chunk).split(b"\n")
        if len(rest) > MAX_LINE_BYTES:  # refused, and answered at once; its tail is not kept
            lines.append(rest)
            rest, is_dropping = b"", True
        yield lines
    if rest:
        yield [rest]
