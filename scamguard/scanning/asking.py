"""What is asked about the findings of one document, and the verdicts that answer it."""

from __future__ import annotations

from typing import Final

from scamguard.extract.scope import Scope
from scamguard.extract.view import View
from scamguard.extract.whose import Claim, DocumentContext
from scamguard.guard import Guard
from scamguard.model.contacts import Contact
from scamguard.model.document import Document
from scamguard.model.report import ClaimPlace, FindingKind, ScanFinding
from scamguard.model.verdict import Verdict
from scamguard.rules.case import Question
from scamguard.rules.demanded import observe_demand

#: Verdicts that are kept while one document is read: it names the same contacts again and again.
MAX_KEPT: Final = 4096


class Asking:
    """Asks about what stands in one document.

    Args:
        guard: judges what is found.
        document: what is scanned.
        asked: what the caller asks about everything in it.

    Attributes:
        context: the platforms that stand for the whole document.
        audience: for whom the whole document is written, where it shows.
    """

    def __init__(self, guard: Guard, document: Document, asked: Question) -> None:
        self.guard = guard
        self.document = document
        self.asked = asked
        self.context = DocumentContext()
        self.audience: str | None = None
        self._kept: dict[tuple[Contact, Question], Verdict] = {}
        self._demands: dict[tuple[str, str, str, Question], Verdict | None] = {}

    def question(self, slug: str | None, scope: Scope) -> Question:
        """Returns what is asked about a contact: what the caller did not say, the text may."""
        asked = self.asked
        return Question(
            asked.claims or slug,
            asked.audience or scope.audience or self.audience,
            asked.region or scope.region,
            asked.direction or scope.direction,
            asked.as_of,
        )

    def place(self, view: View, claim: Claim | None) -> ClaimPlace | None:
        """Returns where it is said whose something is."""
        if self.asked.claims is not None:
            return ClaimPlace("option", self.asked.claims)
        if claim is None:
            return None
        if claim.start is None or claim.end is None:
            surface = {"title": self.document.title, "sender": self.document.sender}.get(claim.origin, "")
            return ClaimPlace(claim.origin, surface)
        start, end = self.span(view, claim.start, claim.end)
        return ClaimPlace(claim.origin, self.document.original[start:end], start, end)

    def span(self, view: View, start: int, end: int) -> tuple[int, int]:
        """Returns the place in the original that a place in a view stands for."""
        return self.document.origins.span(*view.span(start, end))

    def judged(self, contact: Contact, question: Question) -> Verdict:
        """Returns the verdict on a contact; the same words with the same question were judged before."""
        key = (contact, question)
        verdict = self._kept.get(key)
        if verdict is None:
            verdict = self.guard.judged(contact, question)
            if len(self._kept) < MAX_KEPT:
                self._kept[key] = verdict
        return verdict

    def verdict_on_demand(self, act: str, what: str, surface: str, question: Question) -> Verdict | None:
        """Returns the verdict on a demand; None where nothing is to be said about it."""
        key = (act, what, surface, question)
        if key not in self._demands:
            found = observe_demand(act, what, surface, question, self.guard.knowledge)
            verdict = self.guard.judged_alone(surface, question, found) if found else None
            if len(self._demands) >= MAX_KEPT:
                return verdict
            self._demands[key] = verdict
        return self._demands[key]

    def finding(
        self, kind: FindingKind, view: View, start: int, end: int, verdict: Verdict, said: Claim | None
    ) -> ScanFinding:
        """Returns a finding at a place of a view, and whose it is said to be."""
        first, last = self.span(view, start, end)
        return ScanFinding(kind, verdict, first, last, self.document.original[first:last], self.place(view, said))
