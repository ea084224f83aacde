"""Servers that never answer well: what each does, the error that comes of it, how often it is asked, and why."""

from __future__ import annotations

from dataclasses import dataclass

from client.replies import CONTACT, GOOD, HEAD, VERDICT, problem
from client.scripted_server import Turn, answer
from scamguard.client import BadAnswer, Refused, ServerBusy, Unreachable


@dataclass(frozen=True)
class Broken:
    """A server that never answers well, and the error that comes of it."""

    name: str
    turn: Turn
    error: type[Exception]
    says: str
    attempts: int
    why: str


RETRIES = 2
ONCE, REPEATED = 1, 1 + RETRIES
#: Seconds that a slow server is given, and the sentence after them.
SHORT = 0.5
NOT_IN_TIME = "no whole answer in 0.5 s"
CHUNKED = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"


def page(status: int) -> Turn:
    return Turn(answer(b"<h1>", status, "text/html"))


def said(kind: str, status: int) -> Turn:
    return Turn(problem(kind, status))


def with_length(digits: bytes) -> bytes:
    """Returns a head that says a longer length: these digits before the true one."""
    return HEAD.replace(b"Content-Length: ", b"Content-Length: " + digits)


CASES = [
    Broken("closes-at-once", Turn(listens=False, then="close"), Unreachable, "", REPEATED, "a worker that dies"),
    Broken("resets-at-once", Turn(listens=False, then="reset"), Unreachable, "", REPEATED, "a worker that is killed"),
    Broken("closes-before-the-head", Turn(then="close"), Unreachable, "broke off", REPEATED, "killed while it works"),
    Broken("resets-before-the-head", Turn(then="reset"), Unreachable, "", REPEATED, "the same, with data unread"),
    Broken("closes-in-the-head", Turn(HEAD[:20], then="close"), Unreachable, "broke off", REPEATED, "half a head"),
    Broken("closes-after-the-head", Turn(HEAD, then="close"), Unreachable, "broke off", REPEATED, "no byte of a body"),
    Broken("closes-in-the-body", Turn(GOOD[:-9], then="close"), Unreachable, "broke off", REPEATED, "half a verdict"),
    Broken("resets-in-the-body", Turn(GOOD[:-9], then="reset"), Unreachable, "", REPEATED, "half a verdict, reset"),
    Broken(
        "closes-in-a-chunk",
        Turn(
            CHUNKED + b"ff\r\n{",
            then="close",
        ),
        Unreachable,
        "broke off",
        REPEATED,
        "half a verdict, of unknown length",
    ),
    Broken(
        "no-http",
        Turn(b"\x00\xff" * 500 + b"\r\n\r\n", then="close"),
        Unreachable,
        "does not speak HTTP",
        REPEATED,
        "something else listens there; not told apart from a connection that breaks, so it is repeated",
    ),
    Broken(
        "endless-head",
        Turn(b"HTTP/1.1 200 OK\r\n" + b"X-A: b\r\n" * 100_000, then="close"),
        Unreachable,
        "",
        REPEATED,
        "a head has its limit, too",
    ),
    Broken("busy", said("busy", 503), ServerBusy, "status 503", REPEATED, "it says so"),
    Broken("too-many", said("too-many-requests", 429), ServerBusy, "status 429", REPEATED, "it says so"),
    Broken("bad-gateway", page(502), ServerBusy, "status 502", REPEATED, "a proxy's word"),
    Broken("too-late", Turn(answer(b"", 504)), ServerBusy, "status 504", REPEATED, "a proxy's word, without a body"),
    Broken("refuses", said("invalid", 422), Refused, "said by the server", ONCE, "asking again changes nothing"),
    Broken("no-token", said("unauthorised", 401), Refused, "said by the server", ONCE, "the same"),
    Broken("forbids", page(403), Refused, "status 403", ONCE, "a 403 without a problem"),
    Broken("not-found", said("not-found", 404), Refused, "said by the server", ONCE, "another path of a server"),
    Broken("is-slow-to-read", said("too-slow", 408), Refused, "said by the server", ONCE, "4xx, not 429"),
    Broken("too-large-asked", said("too-large", 413), Refused, "said by the server", ONCE, "4xx, not 429"),
    Broken("breaks", said("internal", 500), Refused, "said by the server", ONCE, "a bug answers alike twice"),
    Broken(
        "problem-is-none",
        Turn(answer(b"[", 500, "application/problem+json")),
        Refused,
        "status 500",
        ONCE,
        "half a problem",
    ),
    Broken(
        "escapes",
        Turn(problem("invalid", 400, "\x1b[2J\nred" + "x" * 9_999)),
        Refused,
        " [2J red",
        ONCE,
        "a sentence of a server is for a terminal: no escapes, no lines of its own, no 10,000 characters",
    ),
    *(
        Broken(
            f"redirect-{status}",
            Turn(answer(b"", status, headers=[("Location", "http://127.0.0.1:1/")])),
            BadAnswer,
            "redirects are not followed",
            ONCE,
            "contacts go where the user has said, and nowhere else",
        )
        for status in (301, 302, 303, 307, 308)
    ),
    Broken("not-modified", Turn(b"HTTP/1.1 304 Not Modified\r\n\r\n"), BadAnswer, "304", ONCE, "nobody has asked so"),
    Broken("no-content", Turn(b"HTTP/1.1 204 No Content\r\n\r\n"), BadAnswer, "204", ONCE, "a verdict has a body"),
    Broken("part", Turn(answer(VERDICT, 206)), BadAnswer, "206", ONCE, "nobody has asked for a part"),
    Broken("page", Turn(answer(b"<title>hi", kind="text/html")), BadAnswer, "no JSON", ONCE, "a captive portal"),
    Broken("no-type", Turn(answer(VERDICT, kind="")), BadAnswer, "no JSON", ONCE, "a type is always said"),
    Broken("garbage", Turn(answer(b"\x00\xff\xfe")), BadAnswer, "no whole JSON", ONCE, "of the right type"),
    Broken(
        "no-utf-8",
        Turn(answer(VERDICT.replace(b"aliexpress", b"\xff" * 10))),
        BadAnswer,
        "no whole JSON",
        ONCE,
        "bytes",
    ),
    Broken("half", Turn(answer(VERDICT[:-9])), BadAnswer, "no whole JSON", ONCE, "of the length that it says"),
    Broken("empty", Turn(answer(b"")), BadAnswer, "no whole JSON", ONCE, "no byte"),
    Broken("deep", Turn(answer(b"[" * 100_000)), BadAnswer, "answer is", ONCE, "no recursion that goes through"),
    Broken("other", Turn(answer(b"[]")), BadAnswer, "not as agreed", ONCE, "JSON, and no verdict"),
    Broken(
        "less", Turn(answer(VERDICT.replace(b'"status"', b'"statuses"'))), BadAnswer, "not as agreed", ONCE, "no status"
    ),
    Broken(
        "new-status",
        Turn(answer(VERDICT.replace(b"impersonation", b"splendid"))),
        BadAnswer,
        "not as agreed",
        ONCE,
        "a status that this program does not know is nothing that it may take for another",
    ),
    Broken(
        "contact-as-status",
        Turn(answer(VERDICT.replace(b'"impersonation"', f'"{CONTACT}"'.encode()))),
        BadAnswer,
        "not as agreed",
        ONCE,
        "what is not understood is not quoted: it can be anything",
    ),
    Broken(
        "too-large",
        Turn(answer(b" " * 4_300_000 + VERDICT)),
        BadAnswer,
        "larger than",
        ONCE,
        "more than a verdict can be",
    ),
    Broken(
        "too-large-in-chunks",
        Turn(
            b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
            + (b"10000\r\n" + b" " * 65536 + b"\r\n") * 80
        ),
        BadAnswer,
        "larger than",
        ONCE,
        "it does not say how much is to come",
    ),
    Broken(
        "says-too-large",
        Turn(with_length(b"99999"), then="hold"),
        BadAnswer,
        "larger than",
        ONCE,
        "refused before a byte of it is read",
    ),
    Broken(
        "compressed",
        Turn(answer(b"\x1f\x8b", headers=[("Content-Encoding", "gzip")])),
        BadAnswer,
        "compressed",
        ONCE,
        "what arrives is bounded, not what it would unfold to",
    ),
    Broken("silent", Turn(then="hold"), Unreachable, NOT_IN_TIME, ONCE, "it never answers"),
    Broken(
        "drips-the-head",
        Turn(GOOD, gap=0.1),
        Unreachable,
        NOT_IN_TIME,
        ONCE,
        "each byte in time, and not all",
    ),
    Broken("stops-in-the-body", Turn(GOOD[:-9], then="hold"), Unreachable, NOT_IN_TIME, ONCE, "it hangs"),
    Broken(
        "drips-the-body",
        Turn(with_length(b"9") + b" " * 9, gap=0.002),
        Unreachable,
        NOT_IN_TIME,
        ONCE,
        "the body, too slowly to come to its end",
    ),
]
SLOW = {"silent", "drips-the-head", "stops-in-the-body", "drips-the-body"}
