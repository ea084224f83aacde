"""What runs in the Python workers of the executors: batches of rows answered by one guard for each knowledge."""

from __future__ import annotations

import functools
from typing import Final, Literal

import pyarrow as pa  # noqa: TC002 - Spark reads the annotations

from scamguard.columns import Checking, Options, Scanning
from scamguard.columns.rows import joined
from scamguard.columns.texts import Texts
from scamguard.errors import ScamguardError
from scamguard.guard import Guard
from scamguard.spark.rows import texts_of
from scamguard.spark.sending import Sent

Task = Literal["check", "scan"]

ANSWERERS: Final[dict[Task, type[Checking] | type[Scanning]]] = {"check": Checking, "scan": Scanning}


class Answering:
    """Answers batches of rows; travels to the executors with the job.

    Args:
        task: what is done with each row.
        options: what is asked about all of them.
        sent: the knowledge.
    """

    def __init__(self, task: Task, options: Options, sent: Sent) -> None:
        self._task = task
        self._options = options
        self._sent = sent

    def alone(self, texts: pa.Array) -> pa.Array:
        """Returns one struct for each row of a batch."""
        return self._answered(texts, None)

    def beside(self, texts: pa.Array, claims: pa.Array) -> pa.Array:
        """Returns one struct for each row of a batch, whose claims stand in a column of their own."""
        return self._answered(texts, claims)

    def _answered(self, texts: pa.Array, claims: pa.Array | None) -> pa.Array:
        answerer = _answerer(self._task, self._options, self._sent)
        try:
            said = None if claims is None else self._texts(claims)
            return joined(answerer.pieces(self._texts(texts), said), answerer.type)
        except Exception as error:  # noqa: BLE001 - Spark logs what is raised here, and its text may hold contacts
            problem = type(error).__name__
        raise ScamguardError(f"a batch of {len(texts)} rows could not be answered: {problem}; please report it")

    def _texts(self, column: pa.Array) -> Texts:
        return texts_of(column)


@functools.lru_cache(maxsize=2)
def _guard(sent: Sent) -> Guard:
    """Returns the guard that a worker keeps; two, as a stream changes over from one knowledge to the next."""
    return Guard(sent.received())


@functools.lru_cache(maxsize=4)
def _answerer(task: Task, options: Options, sent: Sent) -> Checking | Scanning:
    """Returns what a worker answers with; kept, because a scanner reads its words when it is made."""
    return ANSWERERS[task](_guard(sent), options)
