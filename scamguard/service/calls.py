"""A call by method and path, as a peer without HTTP makes it: the same answers and problems as over HTTP."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, NamedTuple
from urllib.parse import unquote

from scamguard.errors import UnknownPlatform
from scamguard.render.json import encode
from scamguard.service.answering import FAULTS, Answers
from scamguard.service.problems import Refused, problem, problem_of

#: Longest bodies, in bytes of JSON: a check, a batch, a scan (JSON may write its text six times as long).
MAX_CHECK_BYTES: Final = 64 * 1024
MAX_BATCH_BYTES: Final = 4 * 1024 * 1024
MAX_SCAN_BYTES: Final = 6 * 1024 * 1024 + MAX_CHECK_BYTES


class Reply(NamedTuple):
    """The status, as HTTP numbers it, and the JSON of an answer or of a problem."""

    status: int
    body: bytes


def reply_to(answers: Answers, method: str, path: str, body: bytes) -> Reply:
    """Returns the answer to a call, or the problem with it; nothing that a peer sends makes it raise."""
    try:
        return Reply(200, _answer(answers, method, path, body))
    except FAULTS as error:
        found = problem_of(error)
        return Reply(found.status, encode(found))


def _answer(answers: Answers, method: str, path: str, body: bytes) -> bytes:
    posted = {
        "/v1/check": (answers.check, MAX_CHECK_BYTES),
        "/v1/check/batch": (lambda given: b"".join(answers.batch(given)), MAX_BATCH_BYTES),
        "/v1/scan": (answers.scan, MAX_SCAN_BYTES),
    }
    if path in posted:
        answer, most = posted[path]
        _require(method, "POST", path)
        if len(body) > most:
            raise Refused(problem("too-large", f"the body is longer than {most:,} bytes"))
        return answer(body)
    found = _got(answers, path)
    if found is None:
        raise Refused(problem("not-found", f"nothing answers at {path[:80]!r}"))
    _require(method, "GET", path)
    return found()


def _got(answers: Answers, path: str) -> Callable[[], bytes] | None:
    if path == "/v1/about":
        return answers.about
    if path == "/v1/platforms":
        return answers.platforms
    if path.startswith("/v1/platforms/"):
        return lambda: platform_of(answers, unquote(path.removeprefix("/v1/platforms/")))
    if path.startswith("/v1/reasons/"):
        return lambda: answers.reason(unquote(path.removeprefix("/v1/reasons/")))
    return None


def platform_of(answers: Answers, name: str) -> bytes:
    """Returns a platform's record; an unknown name in a path is a thing that is not there."""
    try:
        return answers.platform(name)
    except UnknownPlatform as error:
        raise Refused(problem("not-found", str(error), nearest=error.nearest)) from None


def _require(method: str, needed: str, path: str) -> None:
    if method != needed:
        raise Refused(problem("method-not-allowed", f"{path} takes {needed}"))
