"""The scanner, and the one that is shared."""

from __future__ import annotations

import datetime as dt
import functools

from scamguard.errors import UsageError
from scamguard.guard import Guard, default_guard
from scamguard.model.document import Document
from scamguard.model.report import Report
from scamguard.parse.text import to_printable
from scamguard.rules.authentication_failed import note_on
from scamguard.scanning.asking import Asking
from scamguard.scanning.followed import FollowedScan
from scamguard.scanning.reader import Reader
from scamguard.scanning.text_scan import TextScan


class Scanner:
    """Finds the contacts, claims and demands of texts and judges them. Reusable and safe to share between threads.

    Args:
        guard: judges what is found; a guard with the shipped knowledge where None.
    """

    def __init__(self, guard: Guard | None = None) -> None:
        self.guard = guard if guard is not None else Guard()

    @functools.cached_property
    def _reader(self) -> Reader:
        return Reader(self.guard.knowledge)

    def scan(
        self,
        document: Document,
        *,
        claims: str | None = None,
        audience: str | None = None,
        region: str | None = None,
        direction: str | None = None,
        as_of: str | dt.date | None = None,
    ) -> Report:
        """Returns what is found in a document; see `Guard.check` for the options.

        Raises:
            UnknownPlatform: no platform has the claimed name.
            UsageError: an option has a value that it cannot have.
        """
        asking = Asking(self.guard, document, self.guard.ask(claims, audience, region, direction, as_of))
        text = TextScan(asking, self._reader)
        found = [*text.findings(), *FollowedScan(asking, text).findings()]
        found.sort(key=lambda finding: (finding.start, -finding.end))
        notes = document.notes if document.mail is None else (*document.notes, note_on(document.mail))
        return Report(tuple(found), document.original, document.file, notes)


@functools.cache
def _default() -> Scanner:
    return Scanner(default_guard())


def scan(
    text: str,
    *,
    claims: str | None = None,
    audience: str | None = None,
    region: str | None = None,
    direction: str | None = None,
    as_of: str | dt.date | None = None,
) -> Report:
    """Returns what is found in a text, judged by the shipped knowledge: contacts, claims and demands.

    Args:
        text: a message, an article, any text; a page or a mail is read by `scamguard.readers` first.
        claims, audience, region, direction, as_of: as `Guard.check` takes them, for everything in the text; what is
            not given is read from the text where it says so.

    Raises:
        UnknownPlatform: no platform has the claimed name.
        UsageError: an option has a value that it cannot have, or the text is none.
    """
    if not isinstance(text, str):
        raise UsageError(f"text: a text is needed, not {type(text).__name__}", "text")
    shown = to_printable(text)
    return _default().scan(
        Document(shown, shown), claims=claims, audience=audience, region=region, direction=direction, as_of=as_of
    )
