"""A column of texts in, a column of reports out."""

from __future__ import annotations

import functools
from collections.abc import Iterator

import pyarrow as pa

from scamguard.columns.fields import to_json_texts, to_lists, to_texts
from scamguard.columns.options import Options
from scamguard.columns.rows import answered_rows, joined
from scamguard.columns.schema import FINDING, report_type
from scamguard.columns.texts import ArrowTexts, Texts
from scamguard.errors import UsageError
from scamguard.guard import Guard
from scamguard.model.contacts import NoContact
from scamguard.model.document import Document
from scamguard.model.report import Report, ScanFinding, most_telling
from scamguard.model.verdict import Status
from scamguard.parse.text import to_printable
from scamguard.render.json import to_json_object
from scamguard.scanning import Scanner

#: Statuses of alarms, the gravest first.
_GRAVEST = (Status.IMPERSONATION, Status.SUSPICIOUS, Status.RETIRED)


class Scanning:
    """Answers columns of texts. Reusable and safe to share between threads.

    A text with more than `most_telling` keeps has a report that says so, as over HTTP.

    Args:
        guard: judges what is found.
        options: what is asked about all of them.

    Attributes:
        type: the Arrow type of an answer.

    Raises:
        UnknownPlatform: no platform has the claimed name.
        UsageError: an option has a value that it cannot have.
    """

    def __init__(self, guard: Guard, options: Options) -> None:
        options.require(guard)
        if options.kind is not None:
            raise UsageError("kind: checks have it, scans have not", "kind")
        self.guard = guard
        self.options = options
        self.type = report_type(options.with_json)

    def array(self, texts: pa.Array, claims: pa.Array | None = None) -> pa.StructArray:
        """Returns one struct for each text of a batch.

        Args:
            texts: text; a null has a null for its answer.
            claims: the platform that each speaks of; that of the options where None, none where null.

        Raises:
            UsageError: a column is not of text, or they differ in length.
        """
        read = ArrowTexts(texts, "texts")
        return joined(self.pieces(read, None if claims is None else ArrowTexts(claims, "claims")), self.type)

    def pieces(self, texts: Texts, claims: Texts | None = None) -> Iterator[pa.StructArray]:
        """Yields the answers to a column of any length in its order, as arrays that Arrow can hold; see `array`."""
        scanner, scope = _scanner_of(self.guard), self.options.scope

        def ask(text: str, claim: str | None) -> Report:
            shown = to_printable(text)
            return most_telling(scanner.scan(Document(shown, shown), claims=claim, **scope))

        for rows in answered_rows(
            ask, texts, self.options.claims if claims is None else claims, "text", lambda report: len(report.findings)
        ):
            yield rows.spread(self._fields(rows.answers), self.type)

    def _fields(self, reports: list[Report]) -> list[pa.Array]:
        lang = self.options.lang
        alarms = [[found.verdict.status for found in report.alarms] for report in reports]
        fields = [
            to_texts([next((status for status in _GRAVEST if status in found), None) for found in alarms]),
            pa.array(map(len, alarms), pa.int32()),
            to_lists([report.findings for report in reports], functools.partial(_found, lang=lang), FINDING),
        ]
        if self.options.with_json:
            fields.append(to_json_texts(to_json_object(report, lang) for report in reports))
        return fields


@functools.lru_cache(maxsize=2)
def _scanner_of(guard: Guard) -> Scanner:
    """Returns the scanner over a guard; it reads its words once, which takes longer than many a column."""
    return Scanner(guard)


def _found(findings: list[ScanFinding], lang: str) -> list[pa.Array]:
    verdicts = [found.verdict for found in findings]
    contacts = [
        NoContact("")
        if found.finding != "contact" or isinstance(found.verdict.contact, NoContact)
        else found.verdict.contact
        for found in findings
    ]
    return [
        to_texts([found.finding for found in findings]),
        pa.array([found.start for found in findings], pa.int32()),
        pa.array([found.end for found in findings], pa.int32()),
        to_texts([found.surface for found in findings]),
        pa.array([found.is_warned_of for found in findings], pa.bool_()),
        to_texts([verdict.status for verdict in verdicts]),
        to_texts([verdict.reasons[0].code for verdict in verdicts]),
        to_texts([verdict.reasons[0].in_language(lang) for verdict in verdicts]),
        to_texts([contact.kind for contact in contacts]),
        to_texts([contact.canonical for contact in contacts]),
        to_texts([verdict.claims for verdict in verdicts]),
        to_texts([verdict.imitates for verdict in verdicts]),
    ]
