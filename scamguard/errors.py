"""Every error that scamguard raises on purpose.

ScamguardError
├── InvalidContact      not a contact of the kind that was asked for (a check answers it with a verdict)
├── UnknownPlatform     no platform has this name; carries the nearest names
├── UsageError          an option has a value that it cannot have
├── DataError           a data file cannot be used; carries the file and the place in it
├── WorkersLost         worker processes cannot be started, or die whatever they are given
├── UpdateError         newer knowledge is refused, or cannot be had or signed; the message says whose and why
└── ClientError         a server cannot be asked, or does not answer as agreed (scamguard.client.errors)
"""

from __future__ import annotations


class ScamguardError(Exception):
    """Base of all errors below."""


class InvalidContact(ScamguardError):
    """The text is not a contact.

    Attributes:
        problem: kebab-case name of what is wrong (`empty`, `too-long`, `not-a-contact`, `bad-email` …).
        found: the exact characters that show it.
        detail: one sentence for a person, where the problem alone does not say enough.
    """

    def __init__(self, problem: str, found: str, detail: str = "") -> None:
        super().__init__(detail or problem)
        self.problem = problem
        self.found = found
        self.detail = detail


class UnknownPlatform(ScamguardError):
    """No platform is known by this name.

    Attributes:
        name: the name that was asked for.
        nearest: up to three known names that are written like it, nearest first.
    """

    def __init__(self, name: str, nearest: tuple[str, ...] = ()) -> None:
        hint = f"; did you mean {' or '.join(nearest)}?" if nearest else ""
        super().__init__(f"unknown platform {name!r}{hint} (scamguard platforms lists all)")
        self.name = name
        self.nearest = nearest


class UsageError(ScamguardError):
    """An option has a value that it cannot have; the message says which and what it takes.

    Attributes:
        option: the argument of `check` or `scan` that it is; None where it is none of these.
    """

    def __init__(self, message: str, option: str | None = None) -> None:
        super().__init__(message)
        self.option = option


class DataError(ScamguardError):
    """A data file cannot be used.

    Attributes:
        place: file, and the place in it where that is known (`data/platforms/x.toml: channels[2].value`).
    """

    def __init__(self, place: str, message: str) -> None:
        super().__init__(f"{place}: {message}")
        self.place = place


class WorkersLost(ScamguardError):
    """Worker processes cannot be started, or die whatever they are given; the message says which."""


class UpdateError(ScamguardError):
    """Newer knowledge is refused, cannot be fetched, or cannot be signed; the message names what, and why.

    What was in use before stays in use.
    """


def own_fault(error: Exception) -> str:
    """Returns what is said of an item that an error nobody foresaw has cost.

    The name of the error alone: what it says can hold the item, which belongs in no log.
    """
    return f"scamguard failed at it ({type(error).__name__}); please report it"
