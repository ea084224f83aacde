"""What can go wrong between a client and its server.

ScamguardError
├── UnknownPlatform, UsageError     the same as in the library, for the same reasons
└── ClientError
    ├── Unreachable     no whole answer: nothing listens, the connection broke, time was over, the client was closed
    ├── ServerBusy      the server answers "not now" (429, 502, 503, 504), to every attempt
    ├── Refused         the server does not answer this request; carries the problem that says why
    └── BadAnswer       what came is no answer of a scamguard server: a redirect, another type, too large, not as agreed

No message holds a contact, a text or the token.
"""

from __future__ import annotations

from scamguard.client.problems import Problem
from scamguard.errors import ScamguardError


class ClientError(ScamguardError):
    """Base of the errors below."""


class Unreachable(ClientError):
    """No whole answer came; whether the server has seen the request is not known."""


class ServerBusy(ClientError):
    """The server, or what stands before it, cannot answer now; every attempt ended so.

    Attributes:
        status: of the last answer, as HTTP numbers it.
        retry_after: seconds that the server asks to wait; None where it does not say.
        problem: what the server says, where it says something.
    """

    def __init__(
        self, message: str, status: int, retry_after: float | None = None, problem: Problem | None = None
    ) -> None:
        super().__init__(message)
        self.status = status
        self.retry_after = retry_after
        self.problem = problem


class Refused(ClientError):
    """The server does not answer this request, and would not if it were asked again.

    Attributes:
        problem: what is wrong, where, and what to do; its `kind` is empty where the server sent no problem document.
    """

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.sentence)
        self.problem = problem


class BadAnswer(ClientError):
    """What came is no answer of a scamguard server."""
