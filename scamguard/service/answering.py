"""Answers to requests, as JSON: the same bytes from HTTP, native messaging and an assistant's tool."""

from __future__ import annotations

import functools
import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

import msgspec

from scamguard.errors import ScamguardError
from scamguard.guard import Guard
from scamguard.knowledge.knowledge import Knowledge
from scamguard.model.answers import AboutAnswer
from scamguard.model.report import most_telling
from scamguard.questions import local_date
from scamguard.readers.given import read_given
from scamguard.render.json import encode, to_json_object
from scamguard.render.platform import to_dict, to_listed
from scamguard.rules.codes import ALL_CODES
from scamguard.service.problems import Refused, problem, problem_of
from scamguard.service.requests import MAX_TEXT_BYTES, BatchItem, BatchRequest, CheckRequest, ScanRequest
from scamguard.version import VERSION

if TYPE_CHECKING:
    from scamguard.scanning import Scanner

#: Longest question whose answer is kept, in bytes.
_MAX_KEPT_BYTES: Final = 1024

_check_decoder = msgspec.json.Decoder(CheckRequest)
_batch_decoder = msgspec.json.Decoder(BatchRequest)
_item_decoder = msgspec.json.Decoder(BatchItem)
_scan_decoder = msgspec.json.Decoder(ScanRequest)
#: What reading or answering a request can raise on purpose; `problem_of` tells each.
FAULTS: Final = (msgspec.DecodeError, UnicodeDecodeError, RecursionError, ScamguardError)


class Answers:
    """Answers requests in JSON from one knowledge. Reusable and safe to share between threads.

    Args:
        guard: answers the checks.
        kept: how many answers to checks are kept in memory, to be given again to the same question on the same day.

    Every method raises one of `FAULTS` where a request cannot be answered (`problem_of` makes a problem of it).
    """

    def __init__(self, guard: Guard, kept: int = 0) -> None:
        self.guard = guard
        # Of the guard alone: with a method of this object it would hold itself, and the knowledge after a change of it.
        self._kept = functools.lru_cache(kept)(functools.partial(_checked, guard)) if kept else None

    @property
    def knowledge(self) -> Knowledge:
        """What is answered from."""
        return self.guard.knowledge

    @functools.cached_property
    def _scanner(self) -> Scanner:
        from scamguard.scanning import Scanner  # a browser's host that is started for one check does without

        return Scanner(self.guard)

    def check(self, body: bytes) -> bytes:
        """Returns the verdict on the contact of a `CheckRequest`."""
        if self._kept is None or len(body) > _MAX_KEPT_BYTES:
            return _checked(self.guard, body)
        return self._kept(body, local_date())

    def batch(self, body: bytes) -> Iterator[bytes]:
        """Returns the pieces of the answer to a `BatchRequest`, one a contact, in their order.

        The request is read before this returns. A contact that cannot be answered has an `error` and its `problem`.
        """
        return self._pieces(_checks_of(body))

    def scan(self, body: bytes) -> bytes:
        """Returns what is found in the text of a `ScanRequest`."""
        request = _scan_decoder.decode(body)
        if len(request.text.encode()) > MAX_TEXT_BYTES:
            raise Refused(problem("too-large", f"text: longer than {MAX_TEXT_BYTES:,} bytes; send it in parts"))
        report = self._scanner.scan(
            read_given(request.text, request.format),
            claims=request.claims,
            audience=request.audience,
            region=request.region,
            direction=request.direction,
            as_of=request.as_of,
        )
        shown = most_telling(report)
        left_out = len(report.findings) - len(shown.findings)
        return encode({**to_json_object(shown, request.lang), "left_out": left_out})

    def platforms(self) -> bytes:
        """Returns the platforms on record, in the order of their slugs."""
        return encode([to_listed(platform) for _, platform in sorted(self.knowledge.platforms.items())])

    def platform(self, name: str) -> bytes:
        """Returns a platform's record, by its slug or any of its names."""
        return encode(to_dict(self.knowledge.platforms[self.knowledge.names.slug_of(name)]))

    def reason(self, code: str) -> bytes:
        """Returns what a reason code means."""
        found = ALL_CODES.get(code)
        if found is None:
            raise Refused(problem("not-found", f"no reason has the code {code[:80]!r}; docs/reasons.md lists all"))
        return encode(found)

    def about(self) -> bytes:
        """Returns the version of scamguard, and of the knowledge that is answered from."""
        return encode(AboutAnswer(VERSION, self.knowledge.version))

    def _pieces(self, checks: list[msgspec.Raw]) -> Iterator[bytes]:
        start = b'{"answers":['
        for check in checks:
            yield start + self._item(bytes(check))
            start = b","
        yield b"]}" if checks else start + b"]}"

    def _item(self, check: bytes) -> bytes:
        try:
            item = _item_decoder.decode(check)
            return b'{"id":' + bytes(item.id) + b"," + encode(_verdict(self.guard, item))[1:]
        except FAULTS as error:
            found = problem_of(error)
            return b'{"id":' + _id_of(check) + b"," + encode({"error": found.detail, "problem": found})[1:]


def _checked(guard: Guard, body: bytes, _day: str = "") -> bytes:
    return encode(_verdict(guard, _check_decoder.decode(body)))


def _verdict(guard: Guard, request: CheckRequest) -> dict[str, object]:
    verdict = guard.check(
        request.contact,
        claims=request.claims,
        kind=request.kind,
        audience=request.audience,
        region=request.region,
        direction=request.direction,
        as_of=request.as_of,
    )
    return to_json_object(verdict, request.lang)


def _checks_of(body: bytes) -> list[msgspec.Raw]:
    """Returns the checks of a batch, each as its own JSON.

    msgspec takes no lone surrogate, not even within a part that it does not read: the one check that has it would
    stop the others. The standard library takes it.
    """
    text = body.decode()  # an id is copied to the answer, and must be UTF-8
    try:
        return _batch_decoder.decode(text).checks
    except msgspec.ValidationError:
        raise
    except msgspec.DecodeError:
        checks = _taken_apart(text) if "\\u" in text else None
        if checks is None:
            raise
        return checks


def _taken_apart(text: str) -> list[msgspec.Raw] | None:
    """Returns the checks of a batch as the standard library reads them; None where it cannot read it either."""
    try:
        found = json.loads(text)
        if isinstance(found, dict) and isinstance(checks := found.get("checks"), list):
            found["checks"] = [msgspec.Raw(json.dumps(check).encode()) for check in checks]
        return msgspec.convert(found, BatchRequest).checks
    except (ValueError, RecursionError):
        return None


class _Identified(msgspec.Struct):
    id: msgspec.Raw = msgspec.Raw(b"null")


def _id_of(check: bytes) -> bytes:
    """Returns the id of a request that could not be answered, where it has one."""
    try:
        return bytes(msgspec.json.decode(check, type=_Identified).id)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return b"null"
