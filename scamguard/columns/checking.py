"""A column of contacts in, a column of verdicts out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from scamguard.columns.fields import to_if_claimed, to_json_texts, to_suggestions, to_texts
from scamguard.columns.options import Options
from scamguard.columns.rows import answered_rows, joined
from scamguard.columns.schema import verdict_type
from scamguard.columns.texts import ArrowTexts, Texts
from scamguard.guard import Guard
from scamguard.model.verdict import Verdict
from scamguard.render.json import to_json_object

if TYPE_CHECKING:
    import pyarrow as pa


class Checking:
    """Answers columns of contacts. Reusable and safe to share between threads.

    Args:
        guard: answers each contact.
        options: what is asked about all of them.

    Attributes:
        type: the Arrow type of an answer.

    Raises:
        UnknownPlatform: no platform has the claimed name.
        UsageError: an option has a value that it cannot have.
    """

    def __init__(self, guard: Guard, options: Options) -> None:
        options.require(guard)
        self.guard = guard
        self.options = options
        self.type = verdict_type(options.with_json)

    def array(self, contacts: pa.Array, claims: pa.Array | None = None) -> pa.StructArray:
        """Returns one struct for each contact of a batch.

        Args:
            contacts: text; a null has a null for its answer.
            claims: the platform that each is said to belong to; that of the options where None, none where null.

        Raises:
            UsageError: a column is not of text, or they differ in length.
        """
        texts = ArrowTexts(contacts)
        return joined(self.pieces(texts, None if claims is None else ArrowTexts(claims, "claims")), self.type)

    def pieces(self, contacts: Texts, claims: Texts | None = None) -> Iterator[pa.StructArray]:
        """Yields the answers to a column of any length in its order, as arrays that Arrow can hold; see `array`."""
        kind, scope = self.options.kind, self.options.scope

        def ask(contact: str, claim: str | None) -> Verdict:
            return self.guard.check(contact, claims=claim, kind=kind, **scope)

        for rows in answered_rows(ask, contacts, self.options.claims if claims is None else claims, "contact"):
            yield rows.spread(self._fields(rows.answers), self.type)

    def _fields(self, verdicts: list[Verdict]) -> list[pa.Array]:
        lang = self.options.lang
        objects = [to_json_object(verdict, lang) for verdict in verdicts] if self.options.with_json else None
        return [
            to_texts([verdict.status for verdict in verdicts]),
            to_texts([verdict.quality for verdict in verdicts]),
            to_texts([verdict.reasons[0].code for verdict in verdicts]),
            to_texts(
                [verdict.reasons[0].in_language(lang) for verdict in verdicts]
                if objects is None
                else [found["reasons"][0]["text"] for found in objects]
            ),
            to_texts([verdict.contact.kind for verdict in verdicts]),
            to_texts([verdict.contact.canonical for verdict in verdicts]),
            to_texts([verdict.claims for verdict in verdicts]),
            to_texts([verdict.imitates for verdict in verdicts]),
            to_suggestions([verdict.instead for verdict in verdicts], lang),
            to_if_claimed([verdict.if_claimed for verdict in verdicts]),
            to_texts([verdict.as_of for verdict in verdicts]),
            to_texts([verdict.knowledge.version for verdict in verdicts]),
            *([] if objects is None else [to_json_texts(objects)]),
        ]
