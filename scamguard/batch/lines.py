"""JSON requests, one a line, in; answers, one a line, out: a bad line is answered with what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

import msgspec

from scamguard.batch.input import MAX_LINE_BYTES, Lines
from scamguard.batch.tasks import LOST, said_of
from scamguard.guard import Guard
from scamguard.knowledge.knowledge import Knowledge
from scamguard.model.verdict import Status
from scamguard.readers.given import read_given
from scamguard.render.json import encode, to_json_object
from scamguard.service.identifiers import NO_ID, json_id_of


class CheckLine(msgspec.Struct, forbid_unknown_fields=True, gc=False):
    """A contact, and the options of `check`; what is absent falls back to the command line's."""

    contact: str
    id: msgspec.Raw = msgspec.Raw(b"null")
    claims: str | None = None
    kind: str | None = None
    audience: str | None = None
    region: str | None = None
    direction: str | None = None
    as_of: str | None = None
    lang: Literal["en", "zh"] | None = None


class ScanLine(msgspec.Struct, forbid_unknown_fields=True, gc=False):
    """A text, or the source of a page, and the options of `scan`."""

    text: str
    id: msgspec.Raw = msgspec.Raw(b"null")
    format: Literal["text", "html"] = "text"
    claims: str | None = None
    audience: str | None = None
    region: str | None = None
    direction: str | None = None
    as_of: str | None = None
    lang: Literal["en", "zh"] | None = None


class Answered(msgspec.Struct, frozen=True, gc=False):
    """Answers to lines that were read together.

    Attributes:
        output: the answers, a line each.
        count: how many there are; blank lines have none.
        amiss: how many say that something is not official, or that a text has an alarm.
        refused: how many say why a line could not be answered.
    """

    output: bytes
    count: int = 0
    amiss: int = 0
    refused: int = 0

    def __add__(self, other: Answered) -> Answered:
        return Answered(
            self.output + other.output,
            self.count + other.count,
            self.amiss + other.amiss,
            self.refused + other.refused,
        )


class LinesTask(msgspec.Struct, frozen=True):
    """Answers requests of lines.

    Attributes:
        subject: what a request is about: a contact to check, or a text to scan.
        knowledge: what is answered from.
        options: what a request falls back to.
        lang: language of the sentences, where a request names none.
    """

    subject: Literal["contact", "text"]
    knowledge: Knowledge
    options: dict[str, Any]
    lang: str

    def begin(self) -> Callable[[Lines], Answered]:
        """Returns what answers lines."""
        guard = Guard(self.knowledge)
        answer = _checking(guard, self.options, self.lang) if self.subject == "contact" else _scanning(guard, self)
        return lambda lines: _answered(answer, lines)

    def halves(self, chunk: Lines) -> tuple[Lines, Lines] | None:
        """Returns the lines in two parts; None where there is a single one."""
        middle = len(chunk.lines) // 2
        if not middle:
            return None
        first, second = chunk.lines[:middle], chunk.lines[middle:]
        return Lines(chunk.first, first, None), Lines(chunk.first + middle, second, chunk.place)

    def joined(self, first: Answered, second: Answered) -> Answered:
        """Returns the answers to two parts, one after the other."""
        return first + second

    def lost(self, chunk: Lines) -> Answered:
        """Returns what is said of a line that its workers did not outlive."""
        return _refused(chunk.lines[0], f"line {chunk.first}: {LOST}")


def _answered(answer: Callable[[bytes], tuple[bytes, bool]], lines: Lines) -> Answered:
    output = []
    amiss = refused = 0
    for number, line in enumerate(lines.lines, lines.first):
        if not line.strip():
            continue
        try:
            if len(line) > MAX_LINE_BYTES:
                raise msgspec.DecodeError(f"longer than {MAX_LINE_BYTES:,} bytes")
            text, is_amiss = answer(line)
            amiss += is_amiss
        except Exception as error:  # noqa: BLE001 - a bad line never stops the rest, whatever it found out about us
            text = _refused(line, f"line {number}: {_problem(error)}").output
            refused += 1
        output.append(text)
    return Answered(b"".join(output), len(output), amiss, refused)


def _checking(guard: Guard, options: dict[str, Any], lang: str) -> Callable[[bytes], tuple[bytes, bool]]:
    """Returns what answers a request to check, and whether its contact is not official."""
    decoder = msgspec.json.Decoder(CheckLine)
    check = guard.check

    def answer(line: bytes) -> tuple[bytes, bool]:
        request = decoder.decode(line.decode())  # as text: an id is copied to the output, and must be UTF-8
        verdict = check(
            request.contact,
            claims=request.claims or options["claims"],
            kind=request.kind or options["kind"],
            audience=request.audience or options["audience"],
            region=request.region or options["region"],
            direction=request.direction or options["direction"],
            as_of=request.as_of or options["as_of"],
        )
        found = encode(to_json_object(verdict, request.lang or lang))
        return b'{"id":' + bytes(request.id) + b"," + found[1:] + b"\n", verdict.status is not Status.OFFICIAL

    return answer


def _scanning(guard: Guard, task: LinesTask) -> Callable[[bytes], tuple[bytes, bool]]:
    """Returns what answers a request to scan, and whether there is an alarm."""
    from scamguard.scanning import Scanner  # a batch of contacts does without

    decoder = msgspec.json.Decoder(ScanLine)
    scanner = Scanner(guard)
    options = task.options

    def answer(line: bytes) -> tuple[bytes, bool]:
        request = decoder.decode(line.decode())
        report = scanner.scan(
            read_given(request.text, request.format),
            claims=request.claims or options["claims"],
            audience=request.audience or options["audience"],
            region=request.region or options["region"],
            direction=request.direction or options["direction"],
            as_of=request.as_of or options["as_of"],
        )
        found = encode(to_json_object(report, request.lang or task.lang))
        return b'{"id":' + bytes(request.id) + b"," + found[1:] + b"\n", bool(report.alarms)

    return answer


def _problem(error: Exception) -> str:
    if isinstance(error, UnicodeDecodeError):
        return f"not UTF-8 at byte {error.start + 1}"
    if isinstance(error, (msgspec.DecodeError, RecursionError)):
        return str(error)
    return said_of(error)


def _refused(line: bytes, problem: str) -> Answered:
    return Answered(b'{"id":' + _id_of(line) + b',"error":' + encode(problem) + b"}\n", 1, refused=1)


def _id_of(line: bytes) -> bytes:
    """Returns the id of a request that could not be answered, where there is one."""
    return NO_ID if len(line) > MAX_LINE_BYTES else json_id_of(line.decode(errors="replace"))
