"""What a change of knowledge changes: the same questions to both, and every verdict that differs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

import msgspec

from scamguard.errors import ScamguardError
from scamguard.guard import Guard
from scamguard.model.verdict import Status
from scamguard.render.json import to_dict
from scamguard.upkeep.asked import Asked

#: Status of an answer that is an error.
ERROR: Final = "error"


class Answer(msgspec.Struct, frozen=True):
    """What knowledge says to one question.

    Attributes:
        status: of the verdict, or "error".
        why: the codes of its reasons, or the error.
        rests_on: the records that the reasons name, as platform/id.
        whole: the verdict as JSON, without the version of the knowledge.
    """

    status: str
    why: tuple[str, ...]
    rests_on: tuple[str, ...]
    whole: dict[str, Any]


class Change(msgspec.Struct, frozen=True):
    """A question that is answered otherwise."""

    asked: Asked
    before: Answer
    after: Answer

    @property
    def is_of_status(self) -> bool:
        """The status itself is another one."""
        return self.before.status != self.after.status

    @property
    def is_into_official(self) -> bool:
        """What was not official before is so now: the change to be looked at first."""
        return self.is_of_status and self.after.status == Status.OFFICIAL.value


def changes(before: Guard, after: Guard, questions: Iterable[Asked], as_of: str) -> Iterator[Change]:
    """Yields the questions that two guards answer differently, each once.

    Args:
        before: over the knowledge as it was.
        after: over the knowledge as it is to be.
        questions: what is asked.
        as_of: the day of the questions that name none (ISO 8601).
    """
    for asked in dict.fromkeys(questions):
        first, second = answer(before, asked, as_of), answer(after, asked, as_of)
        if first != second:
            yield Change(asked, first, second)


def answer(guard: Guard, asked: Asked, as_of: str) -> Answer:
    """Returns what a guard says to a question; an unknown platform is an answer too."""
    options = {name: getattr(asked, name) for name in Asked.__struct_fields__ if name != "contact"}
    try:
        verdict = guard.check(asked.contact, **{**options, "as_of": asked.as_of or as_of})
    except ScamguardError as error:
        return Answer(ERROR, (str(error),), (), {})
    whole = to_dict(verdict)
    del whole["knowledge"]
    rests_on = tuple(f"{view.platform}/{view.id}" for reason in verdict.reasons for view in reason.finding.facts)
    return Answer(verdict.status.value, tuple(reason.code for reason in verdict.reasons), rests_on, whole)
