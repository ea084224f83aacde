"""Lists of contacts, cut into batches that a server takes, and their answers put back into order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, TypeAlias

import msgspec

from scamguard.client.calls import BatchAnswer, Call, ItemAnswer, batch_call
from scamguard.client.errors import BadAnswer, Refused
from scamguard.client.problems import Problem
from scamguard.client.reading import decoded, error_of
from scamguard.client.requests import Asked, Options, item_body
from scamguard.errors import ScamguardError, UsageError
from scamguard.model.answers import VerdictAnswer

#: What `check_many` gives for one contact.
Outcome: TypeAlias = VerdictAnswer | ScamguardError

#: Most contacts of one batch, as servers take them.
MAX_BATCH: Final = 1000
#: Most bytes of one batch: far below what servers take, because answers are many times as long.
MAX_BATCH_BYTES: Final = 512 * 1024

_head: Final = msgspec.json.Decoder(ItemAnswer)
_verdict: Final = msgspec.json.Decoder(VerdictAnswer)


class Batches:
    """The contacts of one `check_many`, and what is known of each so far.

    Args:
        contacts: texts, or `Asked` with options of their own.
        options: those of the call.
    """

    def __init__(self, contacts: Iterable[str | Asked], options: Options) -> None:
        self._options = options
        self._asked = list(contacts)
        self._outcomes: dict[int, Outcome] = {}

    @property
    def outcomes(self) -> list[Outcome]:
        """The verdict or the error of each contact, in their order."""
        return [self._outcomes[number] for number in range(len(self._asked))]

    @property
    def has_verdicts(self) -> bool:
        """A contact is answered."""
        return any(isinstance(outcome, VerdictAnswer) for outcome in self._outcomes.values())

    def calls(self) -> Iterator[tuple[list[int], Call[BatchAnswer]]]:
        """Yields the numbers of the contacts of each batch, and the call for them; what cannot be sent is in none."""
        numbers: list[int] = []
        items: list[bytes] = []
        size = 0
        for number, item in self._items():
            if items and (len(items) == MAX_BATCH or size + len(item) > MAX_BATCH_BYTES):
                yield numbers, batch_call(items)
                numbers, items, size = [], [], 0
            numbers.append(number)
            items.append(item)
            size += len(item)
        if items:
            yield numbers, batch_call(items)

    def take(self, numbers: list[int], answer: BatchAnswer) -> None:
        """Puts the answers of a batch to their contacts; a contact without one has an error that says so."""
        found = dict(filter(None, map(_read, answer.answers)))
        for number in numbers:
            read = found.get(number, BadAnswer("the answer leaves this contact out"))
            self._outcomes[number] = error_of(read, self._claims_of(number)) if isinstance(read, Problem) else read

    def fail_rest(self, error: ScamguardError) -> None:
        """Gives all contacts that have neither verdict nor error yet this one."""
        for number in range(len(self._asked)):
            self._outcomes.setdefault(number, error)

    def _items(self) -> Iterator[tuple[int, bytes]]:
        for number, asked in enumerate(self._asked):
            try:
                yield number, item_body(number, asked, self._options)
            except (UsageError, Refused) as error:
                self._outcomes[number] = error

    def _claims_of(self, number: int) -> str | None:
        asked = self._asked[number]
        own = asked.claims if isinstance(asked, Asked) else None
        return self._options.claims if own is None else own


def _read(item: msgspec.Raw) -> tuple[int, Outcome | Problem] | None:
    """Returns the number of a contact, and its verdict or its problem; None where it has no number."""
    try:
        head = decoded(_head, item)
    except BadAnswer:
        return None
    if head.error is not None:
        return head.id, head.problem or Problem(detail=head.error)
    try:
        return head.id, decoded(_verdict, item)
    except BadAnswer as error:
        return head.id, error
