"""What workers do with contacts and texts; nothing that one item does stops the others."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, Generic, TypeAlias, TypeVar

import msgspec

from scamguard.errors import ScamguardError, UsageError, own_fault
from scamguard.guard import Guard
from scamguard.knowledge.knowledge import Knowledge
from scamguard.model.document import Document
from scamguard.model.report import Report
from scamguard.model.verdict import Verdict
from scamguard.readers.given import read_given

Found = TypeVar("Found")

#: What is asked about an item: the arguments of `Guard.check` or `Scanner.scan`, or what is wrong with the item.
Asked: TypeAlias = dict[str, Any] | str
#: What came of an item: a verdict or report, or why there is none.
Outcome: TypeAlias = tuple[Found | None, str | None]

#: Said of an item whose worker died at it, alone, for the second time.
LOST: Final = "the worker process died at it, twice (out of memory, or killed)"


def said_of(error: Exception) -> str:
    """Returns why an item has no answer: in the words of an error that was foreseen, else its name alone."""
    return str(error) if isinstance(error, ScamguardError) else own_fault(error)


class ItemsTask(msgspec.Struct, Generic[Found], frozen=True):
    """Work on lists of questions.

    Attributes:
        answering: makes of a guard what answers one question: `checking` or `scanning`.
        knowledge: what is answered from; it is copied to each worker.
        options: what every question falls back to.
    """

    answering: Callable[[Guard], Callable[..., Found]]
    knowledge: Knowledge
    options: dict[str, Any]

    def begin(self) -> Callable[[list[Asked]], list[Outcome[Found]]]:
        """Returns what answers lists of questions."""
        answer = self.answering(Guard(self.knowledge))
        return lambda asked: [_outcome(answer, self.options, each) for each in asked]

    def halves(self, chunk: list[Asked]) -> tuple[list[Asked], list[Asked]] | None:
        """Returns the questions in two parts; None where it is a single one."""
        middle = len(chunk) // 2
        return (chunk[:middle], chunk[middle:]) if middle else None

    def joined(self, first: list[Outcome[Found]], second: list[Outcome[Found]]) -> list[Outcome[Found]]:
        """Returns the outcomes of two parts, one after the other."""
        return first + second

    def lost(self, chunk: list[Asked]) -> list[Outcome[Found]]:
        """Returns what is said of questions that their workers did not outlive."""
        return [(None, LOST) for _ in chunk]


def checking(guard: Guard) -> Callable[..., Verdict]:
    """Returns what checks a contact."""
    return guard.check


def scanning(guard: Guard) -> Callable[..., Report]:
    """Returns what scans a text, or a document that was read already."""
    from scamguard.scanning import Scanner  # a batch of contacts does without

    scanner = Scanner(guard)

    def scan(text: str | Document, **options: Any) -> Report:
        if not isinstance(text, (str, Document)):
            raise UsageError(f"text: a text is needed, not {type(text).__name__}", "text")
        return scanner.scan(text if isinstance(text, Document) else read_given(text), **options)

    return scan


def _outcome(answer: Callable[..., Found], options: dict[str, Any], asked: Asked) -> Outcome[Found]:
    if isinstance(asked, str):
        return None, asked
    try:
        return answer(**{**options, **asked}), None
    except Exception as error:  # noqa: BLE001 - one bad item never stops the rest, whatever it found out about us
        return None, said_of(error)
