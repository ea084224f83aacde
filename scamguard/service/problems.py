"""Problem details (RFC 9457): what is wrong with a request, where, and what to do."""

from __future__ import annotations

import re
from typing import Final

import msgspec

from scamguard.errors import DataError, ScamguardError, UnknownPlatform, UsageError

MEDIA_TYPE: Final = "application/problem+json"
#: Longest sentence of a problem, and longest pointer, in characters.
_MOST_CHARS: Final = 500

#: Kind of problem -> its HTTP status and title. Append-only, like reason codes.
KINDS: Final[dict[str, tuple[int, str]]] = {
    "malformed": (400, "The body is no JSON"),
    "bad-host": (400, "The Host header names another host"),
    "unauthorised": (401, "A token is needed"),
    "forbidden-origin": (403, "Pages of this origin may not ask"),
    "not-found": (404, "There is no such thing here"),
    "method-not-allowed": (405, "This method is not answered here"),
    "too-slow": (408, "The request did not come in time"),
    "too-large": (413, "The request is too large"),
    "not-json": (415, "The body must be application/json"),
    "invalid": (422, "The request cannot be answered as it is"),
    "unknown-platform": (422, "No platform has this name"),
    "too-many-requests": (429, "Too many requests"),
    "header-too-large": (431, "The head of the request is too large"),
    "internal": (500, "Something went wrong here"),
    "answer-too-large": (507, "The answer is too large for this channel"),
    "busy": (503, "Too much is being done at once"),
    "timed-out": (504, "It took too long"),
}

_PLACE = re.compile(r"^(?P<what>.*?) - at `(?P<where>[^`]*)`$", re.DOTALL)
_STEP = re.compile(r"\.([^.\[\]]+)|\[(\d+)\]")
_NAMED = re.compile(r"field `(?P<name>.*)`$", re.DOTALL)


class FieldError(msgspec.Struct, frozen=True):
    """What is wrong with one field; `pointer` is a JSON pointer into the request, as a URI fragment (RFC 6901)."""

    detail: str
    pointer: str


class Problem(msgspec.Struct, frozen=True, omit_defaults=True):
    """A problem document; `type` is a reference below `/problems/`, and stays what it is."""

    type: str
    title: str
    status: int
    detail: str
    errors: tuple[FieldError, ...] = ()
    #: unknown-platform: known names that are written like the one that was asked for.
    nearest: tuple[str, ...] = ()


class Refused(ScamguardError):
    """A request is not answered; carries the problem that says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.detail)
        self.problem = problem


def problem(kind: str, detail: str, *, errors: tuple[FieldError, ...] = (), nearest: tuple[str, ...] = ()) -> Problem:
    """Returns a problem of one of the `KINDS`; what a caller wrote is repeated in part, where it is long."""
    status, title = KINDS[kind]
    errors = tuple(FieldError(_shortened(error.detail), _shortened(error.pointer)) for error in errors)
    return Problem(f"/problems/{kind}", title, status, _shortened(detail), errors, nearest)


def _shortened(text: str) -> str:
    return text if len(text) <= _MOST_CHARS else f"{text[: _MOST_CHARS // 2]} … {text[-_MOST_CHARS // 2 :]}"


def problem_of(error: Exception) -> Problem:
    """Returns the problem that an error of reading or answering a request is.

    Raises:
        TypeError: it is none of the errors that a request can cause.
    """
    if isinstance(error, Refused):
        return error.problem
    if isinstance(error, UnknownPlatform):
        detail = _at_field(str(error), "claims")
        return problem("unknown-platform", str(error), errors=detail, nearest=error.nearest)
    if isinstance(error, DataError):  # a list that was damaged after it was opened; its place is nobody else's business
        return problem("internal", "the knowledge of this server cannot be read; whoever runs it has to look")
    if isinstance(error, UsageError):
        errors = () if error.option is None else _at_field(str(error), error.option)
        return problem("invalid", str(error), errors=errors)
    if isinstance(error, msgspec.ValidationError):
        return _misfit(str(error))
    if isinstance(error, (msgspec.DecodeError, UnicodeDecodeError, RecursionError)):
        return problem("malformed", _malformed(error))
    raise TypeError(f"no problem of a request: {type(error).__name__}")


def _at_field(detail: str, field: str) -> tuple[FieldError, ...]:
    return (FieldError(detail, f"#/{field}"),)


def _misfit(message: str) -> Problem:
    """Returns the problem of JSON that is not what was asked for; msgspec says where (`$.checks[3].contact`)."""
    found = _PLACE.match(message)
    what, where = (found["what"], found["where"]) if found else (message, "$")
    pointer = "#" + "".join(f"/{name or index}" for name, index in _STEP.findall(where))
    if named := _NAMED.search(what):  # a missing or an unknown field: the place is its object
        pointer += f"/{_escaped(named['name'])}"
    return problem("invalid", message, errors=(FieldError(what, pointer),))


def _escaped(name: str) -> str:
    return name.replace("~", "~0").replace("/", "~1")


def _malformed(error: Exception) -> str:
    if isinstance(error, UnicodeDecodeError):
        return f"not UTF-8 at byte {error.start + 1}"
    return "nested too deeply" if isinstance(error, RecursionError) else str(error)
