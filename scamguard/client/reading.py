"""What an answer of a server says: the answer itself, or the error that it is."""

from __future__ import annotations

import re
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Final

import msgspec

from scamguard.client.calls import Answer, Call
from scamguard.client.errors import BadAnswer, Refused, ServerBusy
from scamguard.client.problems import Problem
from scamguard.errors import ScamguardError, UnknownPlatform, UsageError

if TYPE_CHECKING:
    import httpx2

#: Statuses that say "not now": too many requests, and what a proxy or a server says of a worker that is gone or busy.
_BUSY: Final = frozenset({429, 502, 503, 504})
_JSON: Final = frozenset({"application/json", "application/problem+json"})
#: Arguments of `check` and `scan`, as a request's fields name them.
_OPTIONS: Final = frozenset({"contact", "text", "claims", "kind", "audience", "region", "direction", "as_of", "lang"})
#: Seconds, written as a number (RFC 9110, 10.2.3); longer than nine digits is never meant.
_SECONDS: Final = re.compile(r"[0-9]{1,9}")

_problem_decoder = msgspec.json.Decoder(Problem)


def require_readable(response: httpx2.Response, most: int) -> None:
    """Returns where the head of an answer promises one that can be read.

    Raises:
        BadAnswer: it is a redirect, compressed, too large, or of a type that no answer has.
    """
    status = response.status_code
    if 300 <= status < 400:
        raise BadAnswer(f"status {status}: redirects are not followed; name the final address as base_url")
    if response.headers.get("Content-Encoding", "identity").lower() != "identity":
        raise BadAnswer("the answer is compressed, which was not asked for")
    length = response.headers.get("Content-Length", "0")
    if length.isdecimal() and int(length[:18]) > most:
        raise too_large(most)
    if 200 <= status < 300 and (status != 200 or _type_of(response) not in _JSON):
        raise BadAnswer(f"status {status}, and no JSON: is this the address of scamguard?")


def too_large(most: int) -> BadAnswer:
    """Returns the error that an answer is, which has more than `most` bytes."""
    return BadAnswer(f"the answer is larger than {most:,} bytes")


def answer_in(response: httpx2.Response, body: bytes, call: Call[Answer]) -> Answer:
    """Returns the answer to a call.

    Raises:
        ServerBusy: the server says "not now".
        UnknownPlatform, UsageError: as the library raises them.
        Refused: the server does not answer this request.
        BadAnswer: it is not what the call is answered with.
    """
    status = response.status_code
    if status in _BUSY:
        problem = _problem_in(response, body)
        said = f" ({problem.sentence})" if problem.kind else ""
        raise ServerBusy(
            f"status {status}: the server cannot answer now{said}", status, seconds_to_wait(response), problem
        )
    if status != 200:
        raise error_of(_problem_in(response, body), call.platform, is_platform_call=call.method == "GET")
    return decoded(call.decoder, body)


def decoded(decoder: msgspec.json.Decoder[Answer], body: bytes | msgspec.Raw) -> Answer:
    """Returns JSON read into its type.

    Raises:
        BadAnswer: it is no JSON, or not of the type.
    """
    try:
        return decoder.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        what = "not as agreed" if isinstance(error, msgspec.ValidationError) else "no whole JSON"
        raise BadAnswer(f"the answer is {what}") from None  # the cause quotes the answer


def error_of(problem: Problem, platform: str | None, is_platform_call: bool = False) -> ScamguardError:
    """Returns the error that a problem is: the library's own where it would raise one.

    Args:
        problem: what the server says.
        platform: the name of a platform that was asked for, where there was one.
        is_platform_call: a platform that is not found is what the call was about.
    """
    if platform is not None and problem.kind == ("not-found" if is_platform_call else "unknown-platform"):
        return UnknownPlatform(platform, problem.known_names)
    if problem.kind == "invalid" and problem.field in _OPTIONS:
        return UsageError(problem.sentence, problem.field)
    return Refused(problem)


def seconds_to_wait(response: httpx2.Response) -> float | None:
    """Returns what Retry-After says (RFC 9110, 10.2.3); None where it says nothing that can be read.

    A date is measured from the answer's own Date: the clocks here and there need not agree.
    """
    said = response.headers.get("Retry-After", "").strip()
    if _SECONDS.fullmatch(said):
        return float(said)
    try:
        then, now = parsedate_to_datetime(said), parsedate_to_datetime(response.headers.get("Date", ""))
        return max(0.0, (then - now).total_seconds())
    except (ValueError, TypeError, OverflowError):  # no dates, or only one of them with a zone
        return None


def _problem_in(response: httpx2.Response, body: bytes) -> Problem:
    """Returns the problem of an error; one without a kind where the answer has no problem document."""
    status = response.status_code
    try:
        found = decoded(_problem_decoder, body) if _type_of(response) in _JSON else Problem()
    except BadAnswer:
        found = Problem()
    return msgspec.structs.replace(found, status=status)


def _type_of(response: httpx2.Response) -> str:
    return response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
