"""Calls of the HTTP API: where each goes, and the type that its answer is read into."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final, Generic, TypeVar
from urllib.parse import quote

import msgspec

from scamguard.client.problems import Problem
from scamguard.client.requests import Options, check_body, scan_body, to_text
from scamguard.model.answers import PlatformLine, ReportAnswer, VerdictAnswer
from scamguard.model.verdict import Code

Answer = TypeVar("Answer")

#: Longest answers that are read, in bytes. A verdict has some kilobytes; most have a thousand of them.
MAX_ANSWER_BYTES: Final = 4 * 1024 * 1024
MAX_LONG_ANSWER_BYTES: Final = 64 * 1024 * 1024


@dataclass(frozen=True)
class Call(Generic[Answer]):
    """A request that only asks, so that it may be repeated.

    Attributes:
        path: below the address of the server.
        decoder: reads the answer.
        body: JSON to post; None for what is got. It holds contacts, and is not shown.
        platform: the name that was asked for, in a request about a platform.
        most: longest answer that is read, in bytes.
    """

    path: str
    decoder: msgspec.json.Decoder[Answer]
    body: bytes | None = None
    platform: str | None = None
    most: int = MAX_ANSWER_BYTES

    def __repr__(self) -> str:
        return f"Call({self.path!r})"

    @property
    def method(self) -> str:
        """The method of HTTP."""
        return "GET" if self.body is None else "POST"


class ItemAnswer(msgspec.Struct, frozen=True):
    """The head of one answer of a batch: which contact it is of, and the problem where there is one."""

    id: int
    error: str | None = None
    problem: Problem | None = None


class BatchAnswer(msgspec.Struct, frozen=True):
    """The answers of a batch, each to be read by itself."""

    answers: list[msgspec.Raw]


_verdict: Final = msgspec.json.Decoder(VerdictAnswer)
_report: Final = msgspec.json.Decoder(ReportAnswer)
_batch: Final = msgspec.json.Decoder(BatchAnswer)
_lines: Final = msgspec.json.Decoder(list[PlatformLine])
_record: Final = msgspec.json.Decoder(dict[str, Any])
_reason: Final = msgspec.json.Decoder(Code)


def check_call(contact: object, options: Options) -> Call[VerdictAnswer]:
    """Returns the call for the verdict on one contact."""
    return Call("/v1/check", _verdict, check_body(contact, options), options.claims)


def batch_call(items: list[bytes]) -> Call[BatchAnswer]:
    """Returns the call for the verdicts on several contacts."""
    body = b'{"checks":[' + b",".join(items) + b"]}"
    return Call("/v1/check/batch", _batch, body, most=MAX_LONG_ANSWER_BYTES)


def scan_call(text: object, options: Options, html: bool) -> Call[ReportAnswer]:
    """Returns the call for what is found in a text."""
    return Call("/v1/scan", _report, scan_body(text, options, html), options.claims, MAX_LONG_ANSWER_BYTES)


def platforms_call() -> Call[list[PlatformLine]]:
    """Returns the call for the list of platforms."""
    return Call("/v1/platforms", _lines)


def platform_call(name: str) -> Call[dict[str, Any]]:
    """Returns the call for one platform's record."""
    return Call(f"/v1/platforms/{_segment(name, 'name')}", _record, platform=name)


def reason_call(code: str) -> Call[Code]:
    """Returns the call for what a reason code means."""
    return Call(f"/v1/reasons/{_segment(code, 'code')}", _reason)


def ready_call() -> Call[msgspec.Raw]:
    """Returns the call for whether the knowledge is loaded."""
    return Call("/readyz", msgspec.json.Decoder(msgspec.Raw))


def _segment(name: str, option: str) -> str:
    """Returns a name as one segment of a path; dots alone would lead to another one (RFC 3986, 5.2.4)."""
    return quote(to_text(name, option), safe="").replace(".", "%2E")
